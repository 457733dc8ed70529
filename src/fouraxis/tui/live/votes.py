"""A vote on the level of an axis: hands are read out, the outcome is shown at once, nobody is lost.

While the hands are read out nothing is shown as an outcome. Then each person has a mark on the
scale; the room's digit settles the level, and whoever said another one is asked for a line.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from fouraxis.content.language import ntr, tr
from fouraxis.content.load import shipped
from fouraxis.content.terms import AXES, UNKNOWN, Axis
from fouraxis.tui.keys import opened
from fouraxis.tui.look import (
    GLYPHS,
    Block,
    Lined,
    Page,
    Paragraph,
    clickable,
    entry,
    filled,
    flowing,
    shown_line,
)
from fouraxis.tui.parts import bars, dialogs, editors
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import agreement, attendance, questions, standing, votes
from fouraxis.workshop.question import Option, Question
from fouraxis.workshop.session import ABSENT, AxisAnswer, Session
from fouraxis.workshop.text import EditError

_BETWEEN: Final = 3
"""Cells between two people on the line of hands."""

_HIDDEN: Final = "*"
_FEW: Final = 2
"""So many people at an end of the scale are named as those who speak first."""


class Hands(Lined):
    """The line of names, each with what was read out; the next one is marked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cells: tuple[Content, ...] = ()

    def show(self, cells: tuple[Content, ...]) -> None:
        """Show these people."""
        self._cells = cells
        self.grow()

    def _lines(self, width: int) -> list[Content]:
        return flowing(self._cells, width, _BETWEEN)


class VoteScreen(dialogs.Dialog[None]):
    """A whole screen for a vote: first the hands, then what came of them, then who dissents."""

    CSS_PATH = [shipped("screens") / "votes.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "digit(1)", "level", id="vote.level"),
        *(Binding(str(n), f"digit({n})", "level", show=False) for n in (2, 3, 4)),
        Binding("0", "unsure", "unsure", id="vote.unsure"),
        Binding("minus", "lower", "absent", key_display="-", id="vote.absent"),
        Binding("plus", "higher", "surer", key_display="+", id="vote.surer"),
        Binding("backspace", "back", "back", key_display="bksp", id="vote.back"),
        Binding("h", "hide", "hide", id="vote.hide"),
        Binding("v", "again", "further round", id="vote.again"),
        Binding("enter", "on", "show", key_display="Enter", id="vote.enter"),
        Binding("f1,question_mark", "app.guidance", "help", key_display="F1", id="app.guidance"),
        Binding("escape", "leave", "leave", key_display="Esc", id="vote.leave"),
    ]

    def __init__(self, bench: Workbench, question: Question) -> None:
        super().__init__()
        self._bench = bench
        self._question = question
        self._axis: Axis = next(axis for axis in AXES if axis == question.item)
        self._electorate = attendance.electorate(bench.session, datetime.now(UTC))
        self._hands: list[str] = []
        self._counting = True
        self._asked_to_leave = False
        self._dissenters: list[tuple[str, str]] = []
        """Who is still to be asked, and for which field of their dissent."""

    # -- what is there

    @property
    def about(self) -> str:
        """Whose dissent is written."""
        return f"{self._question.subject} {self._axis}"

    @property
    def _answer(self) -> AxisAnswer:
        return self._bench.session.workloads[self._question.subject].axis(self._axis)

    @property
    def _levels(self) -> tuple[Option, ...]:
        return self._question.options

    @property
    def _writing(self) -> bool:
        return bool(self._dissenters)

    def compose(self) -> ComposeResult:
        """The question and its levels, the hands, what came of them, the field for a dissent."""
        with VerticalScroll(id="vote"):
            yield Page(id="vote-question")
            yield Hands(id="vote-hands")
            yield Page(id="vote-outcome")
            yield Paragraph(id="vote-ask")
            yield editors.LineEditor(id="dissent")
        yield bars.KeyBar()

    def on_mount(self) -> None:
        """Begin with the hands."""
        super().on_mount()
        self._show()

    # -- showing

    def _show(self) -> None:
        hands = self.query_one(Hands)
        hands.display = self._counting
        self.set_class(self._writing, "-writing")
        self.query_one("#vote-question", Page).show(tuple(self._asked()))
        if self._counting:
            hands.show(tuple(self._cells()))
        outcome = self._aside() if self._counting else self._outcome()
        self.query_one("#vote-outcome", Page).show(tuple(outcome))
        self.query_one("#vote-ask", Paragraph).update(self._prompt())
        self.refresh_bindings()
        self.call_after_refresh(self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        """On a small screen, what is written comes before all, then the hands, then the outcome."""
        page = self.query_one("#vote", VerticalScroll)
        if self._counting:
            page.scroll_to_widget(self.query_one(Hands), animate=False)
        elif self._writing:
            page.scroll_end(animate=False)
        else:
            page.scroll_home(animate=False)

    def on_resize(self) -> None:
        """So it is at another size."""
        self.call_after_refresh(self._bring_in_sight)

    def _called(self, person: str) -> str:
        return attendance.name_of(self._bench.session, person)

    def _asked(self) -> Iterator[Block]:
        """Which round of which vote it is; while hands are read out, the levels with anchors."""
        workload = self._bench.session.workloads[self._question.subject]
        number = len(self._answer.votes) + self._counting
        title = tr("{name}: round {number}", name=self._question.name, number=number)
        yield Block(Content.assemble(shown_line(workload.name, "$title"), "  ", (title, "$quiet")))
        yield Block(Content.styled(self._question.text, "bold"), gap=True)
        if self._counting:
            for digit, level in enumerate(self._levels, 1):
                text = Content.assemble((level.name, "bold"), "  ", (level.anchor, "$anchor"))
                text, mark = (
                    clickable(part, f"digit({digit})")
                    for part in (text, Content.styled(f"{digit}", "bold $accent"))
                )
                yield entry(text, mark, 3, gap=digit == 1)

    def _cells(self) -> Iterator[Content]:
        asked = self._electorate.asked
        short = attendance.short_names([self._called(person) for person in asked])
        for at, name in enumerate(short):
            here = at == len(self._hands)
            digit = self._digit(self._hands[at]) if at < len(self._hands) else "_"
            if self._bench.votes_hidden and at < len(self._hands):
                digit = _HIDDEN
            left, right = (GLYPHS.chosen_left, GLYPHS.chosen_right) if here else (" ", " ")
            style = "bold $accent" if here else "$foreground"
            yield Content.assemble(
                (left, "$accent"),
                shown_line(name, style),
                (f" {digit}", "bold" if at < len(self._hands) else "$faint"),
                (right, "$accent"),
            )

    def _digit(self, vote: str) -> str:
        """How a vote stands on the line of hands."""
        ids = [level.id for level in self._levels]
        return {UNKNOWN: "0", ABSENT: "-"}.get(vote) or str(ids.index(vote) + 1)

    def _aside(self) -> Iterator[Block]:
        """Whose hand is next; who is not asked and why; the rounds of before."""
        asked, session = self._electorate.asked, self._bench.session
        if len(self._hands) < len(asked):
            name = shown_line(self._called(asked[len(self._hands)]), "bold")
            yield Block(filled(tr("Next: {name}"), "$quiet", name=name))
        else:
            yield Block(
                Content.styled(tr("All are in: Enter shows where everybody stands."), "bold")
            )
        roles = self._bench.words.setup.roles
        people = session.participants
        aside = []
        for key in self._electorate.aside:
            role = f" ({roles[people[key].role].name})"
            aside.append(people[key].name.removesuffix(role) + role)
        away = [_presence(session, key) for key in self._electorate.away]
        for words, names in ((tr("No vote: {names}"), aside), (tr("Not here: {names}"), away)):
            if names:
                text = filled(words, "$quiet", names=shown_line(", ".join(names), "$quiet"))
                yield Block(text)
        for line in agreement.round_lines(session, self._axis, self._answer, self._bench.words):
            yield Block(shown_line(line, "$quiet"))

    def _outcome(self) -> Iterator[Block]:
        """The scale with a mark for each person, the spread, who speaks first, earlier rounds."""
        session, words, answer = self._bench.session, self._bench.words, self._answer
        *before, last = answer.votes.values()
        counted = agreement.tally(self._axis, last, tuple(level.id for level in self._levels))
        names = {level.id: level.name for level in self._levels}
        column = max(len(name) for name in (*names.values(), tr("unsure"), tr("absent"))) + 4
        scale = [
            (f"{n}", names[level], who) for n, (level, who) in enumerate(counted.levels.items(), 1)
        ]
        scale += [("0", tr("unsure"), counted.unsure), ("-", tr("absent"), counted.absent)]
        for digit, name, who in scale:
            if who or digit not in "0-":
                agreed = name == names.get(answer.level or "")
                head = Content.assemble(
                    (f"{digit} ", "$faint"), (name, "bold $accent" if agreed else "")
                )
                if digit not in "0-":
                    head = clickable(head, f"digit({digit})")
                yield entry(self._marks(who), head, column)
        yield from self._spread(counted, names)
        earlier = answer.model_copy(update={"votes": dict(enumerate(before))})
        for line in agreement.round_lines(session, self._axis, earlier, words):
            yield Block(shown_line(line, "$quiet"))
        yield from self._agreed()

    def _marks(self, people: tuple[str, ...]) -> Content:
        marks = [
            Content.assemble((GLYPHS.vote, "bold $accent"), shown_line(self._called(person)))
            for person in people
        ]
        return Content("   ").join(marks)

    def _spread(self, counted: agreement.Tally, names: Mapping[str, str]) -> Iterator[Block]:
        lowest, highest = counted.lowest, counted.highest
        if lowest is None or highest is None:
            return
        if lowest == highest:
            agree = tr("All who named a level agree: {level}.", level=names[lowest])
            yield Block(Content.styled(agree, "bold"), gap=True)
            return
        spread = tr("Spread: {low} to {high}.", low=names[lowest], high=names[highest])
        ends = [self._end(counted.levels[level], names[level]) for level in (lowest, highest)]
        first = filled(
            tr("First to speak: {lowest}, then {highest}."), lowest=ends[0], highest=ends[1]
        )
        yield Block(Content.assemble(f"{spread} ", first), gap=True)

    def _end(self, people: tuple[str, ...], level: str) -> Content:
        """Who speaks for an end of the scale: whoever stands there, or somebody of many."""
        if len(people) > _FEW:
            return Content.styled(
                tr("one of {count} for {level}", count=len(people), level=level), "bold"
            )
        return shown_line(", ".join(map(self._called, people)), "bold")

    def _agreed(self) -> Iterator[Block]:
        """What the room has agreed on, how sure it is, and the dissent that was put down."""
        session, words = self._bench.session, self._bench.words
        agreed = agreement.agreement(session, self._axis, self._answer, words)
        level = Content.styled((agreed.level or "").upper(), "bold $accent")
        if agreed.level and agreed.voters and not agreed.for_it:
            stands = tr("It stands at {level}, which nobody named: press the level you agree on.")
            yield Block(filled(stands, "bold", level=level), gap=True)
        elif agreed.level:
            sure = tr(agreement.CONFIDENCE_WORDS[agreed.confidence or "normal"])
            text = filled(tr("Agreed: {level}"), level=level)
            yield Block(Content.assemble(text, (f"   {sure}", "$quiet")), gap=True)
        else:
            yield Block(
                Content.styled(tr("The digit that the room agrees on settles the level."), "bold"),
                gap=True,
            )
        suggested = standing.suggestion(session.workloads[self._question.subject], self._axis).level
        if suggested is not None and suggested != self._answer.level:
            level = shown_line(agreement.level_words(words, self._axis, suggested), "bold")
            text = filled(tr("Its answers suggest {level}."), "$quiet", level=level)
            if self._answer.level is not None:
                why = tr("n on the level says why it is another one.")
                text = Content.assemble(text, (f" {why}", "$quiet"))
            yield Block(text)
        for line in agreed.lines[len(agreed.rounds) :]:
            yield entry(shown_line(line), GLYPHS.note)

    def _prompt(self) -> Content:
        """What is to be written: whose dissent, and what of it."""
        if not self._dissenters:
            return Content("")
        person, field = self._dissenters[0]
        level = agreement.level_words(
            self._bench.words, self._axis, agreement.dissenters(self._answer).get(person)
        )
        return Content.assemble(
            filled(
                tr("{name} is for {level}. "),
                name=shown_line(self._called(person), "bold"),
                level=shown_line(level, "bold $warning"),
            ),
            (tr(votes.DISSENT[field]), "bold"),
            (f"  {tr('Enter skips')}", "$quiet"),
        )

    def guide(self) -> bars.Guide:
        """What F1 says."""
        return bars.Guide(
            tr("Taking a vote"),
            tr("Let everybody say a level at once, and hear first those who stand furthest apart."),
            tr(
                "All hands go up together; type them in the order of the names: a digit for "
                "a level, 0 for who is unsure, - for who is not here. Enter shows where "
                "everybody stands, and nothing before. The two ends give their reason; v takes "
                "another round, and both are kept. Nothing is averaged: the digit that the room "
                "agrees on settles it, - and + say how sure it is, and whoever differs is "
                "offered a line of dissent."
            ),
        )

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While hands are read out they are counted; afterwards the room settles the level."""
        if self._writing:
            return action == "leave"
        if action == "digit":
            return parameters[0] in range(1, len(self._levels) + 1)
        if action in ("unsure", "hide"):
            return self._counting
        if action == "back":
            return self._counting and bool(self._hands)
        if action == "again":
            return not self._counting
        if action == "higher":
            return not self._counting and self._answer.level is not None
        if action == "lower":
            return self._counting or self._answer.level is not None
        return super().check_action(action, parameters)

    def key_display(self, action: str) -> str | None:
        """How the foot names the digits."""
        return f"1-{len(self._levels)}" if action == "digit(1)" else None

    def key_words(self, action: str) -> str | None:
        """What the foot says of a key that does another thing once the hands are counted."""
        if self._counting:
            return tr("show of hands") if action == "hide" and self._bench.votes_hidden else None
        after = {
            "digit(1)": tr("agree on a level"),
            "lower": tr("less sure"),
            "on": tr("done"),
        }
        return after.get(action)

    def action_digit(self, number: int) -> None:
        """A hand for a level; once all are counted, the level that the room agrees on."""
        level = self._levels[number - 1].id
        if self._counting:
            self._raise(level)
        else:
            self._settle(level)

    def action_unsure(self) -> None:
        """Somebody is not sure."""
        self._raise(UNKNOWN)

    def action_lower(self) -> None:
        """Somebody is not in the room; once all are counted, the room is less sure."""
        if self._counting:
            self._raise(ABSENT)
        else:
            self._confide(-1)

    def action_higher(self) -> None:
        """The room is surer of the level."""
        self._confide(1)

    def action_back(self) -> None:
        """Take the last hand back."""
        if self._hands:
            self._hands.pop()
            self._show()

    def action_hide(self) -> None:
        """Show no digit while hands are read out, for a room that whispers; or show them again."""
        self._bench.votes_hidden = not self._bench.votes_hidden
        self._show()

    def action_again(self) -> None:
        """Take a further round."""
        self._electorate = attendance.electorate(self._bench.session, datetime.now(UTC))
        self._hands, self._counting = [], True
        self._show()

    def action_on(self) -> None:
        """Close the round once all hands are in; behind that, close the page."""
        if not self._counting:
            self.dismiss(None)
            return
        asked = self._electorate.asked
        more = len(asked) - len(self._hands)
        if more:
            waits = ntr(more, "{count} hand is missing", "{count} hands are missing")
            how = tr("A digit, 0 for unsure, - for absent.")
            bars.say(self.app, f"{waits}. {how}", "warning", until_changed=True)
            return
        session = votes.cast(
            self._bench.session,
            self._question.subject,
            self._axis,
            dict(zip(asked, self._hands, strict=True)),
            datetime.now(UTC),
        )
        number = len(self._answer.votes) + 1
        if self._apply(
            session, tr("{name}: round {number}", name=self._question.name, number=number)
        ):
            self._counting = False
            self._show()
            opened(self)

    def action_leave(self) -> None:
        """Leave out whoever is asked for a dissent; the hands; the page.

        Hands that were raised are not thrown away by one key.
        """
        if self._writing:
            self._ask_next(skip=True)
        elif self._counting and self._hands and not self._asked_to_leave:
            self._asked_to_leave = True
            many = len(self._hands)
            lost = ntr(many, "{count} hand would be lost", "{count} hands would be lost")
            bars.say(self.app, f"{lost}. {tr('Esc again leaves.')}", "warning")
        elif self._counting and self._answer.votes:
            self._counting = False
            self._show()
        else:
            if self._asked_to_leave:
                self.app.clear_notifications()  # nothing is lost any more where the room goes
            self.dismiss(None)

    def _raise(self, vote: str) -> None:
        self._asked_to_leave = False
        if len(self._hands) < len(self._electorate.asked):
            self._hands.append(vote)
            self._show()

    def _settle(self, level: str) -> None:
        question = self._question
        name = next(option.name for option in self._levels if option.id == level)
        session = questions.answer(self._bench.session, question, level)
        if self._apply(session, tr("{name}: {value}", name=question.name, value=name)):
            self._bench.answered = question.subject, question.item
            against = agreement.dissenters(self._answer)
            self._dissenters = [(who, field) for who in against for field in votes.DISSENT]
            self._open_field()

    def _confide(self, by: Literal[-1, 1]) -> None:
        session = votes.confide(self._bench.session, self._question.subject, self._axis, by)
        sure = session.workloads[self._question.subject].axis(self._axis).confidence
        label = tr(agreement.CONFIDENCE_WORDS[sure or "normal"])
        self._apply(session, f"{self._question.name}: {label}")
        self._show()

    def _apply(self, session: Session, label: str, coalesce: str | None = None) -> bool:
        """Make this the session; whether it can be."""
        try:
            self._bench.apply(session, label, coalesce=coalesce)
        except EditError as fault:
            bars.say(self.app, tr("Not possible: {what}.", what=fault.what), "warning")
            return False
        return True

    # -- dissent

    def _open_field(self) -> None:
        """Open the field for what is asked next; without anybody to ask, the page goes on."""
        editor = self.query_one(editors.LineEditor)
        self.set_class(self._writing, "-writing")  # only what is shown takes the focus
        if not self._dissenters or self._dissenters[0][1] == "what":
            self._bench.history.settle()  # what somebody has against it is one step
        if self._dissenters:
            person, field = self._dissenters[0]
            held = self._answer.dissent.get(person)
            editor.rewrite(str(getattr(held, field)) if held else "")
            editor.focus()
        self._show()
        if not self._dissenters:
            self.query_one("#vote").focus()
        opened(self)

    def on_line_editor_drafted(self, event: editors.LineEditor.Drafted) -> None:
        """Keep what is being written, with every letter."""
        event.prevent_default()
        if self._dissenters:
            self._put_down(event.text)

    def _put_down(self, text: str) -> None:
        person, field = self._dissenters[0]
        held = self._answer.dissent.get(person)
        given = {name: getattr(held, name) if held else "" for name in votes.DISSENT} | {
            field: text
        }
        subject = self._question.subject
        session = votes.dissent(self._bench.session, subject, self._axis, person, given)
        label = tr("dissent of {name}", name=self._called(person))
        self._apply(session, label, coalesce=f"{subject}.{self._axis}.dissent.{person}")

    def on_line_editor_entered(self, event: editors.LineEditor.Entered) -> None:
        """Go on: to why, to what would change it, to the next person; an empty line skips one."""
        event.stop()
        if self._dissenters:
            self._put_down(event.text)
            self._ask_next(skip=not event.text.strip() and self._dissenters[0][1] == "what")

    def _ask_next(self, *, skip: bool) -> None:
        person, _ = self._dissenters.pop(0)
        if skip:
            self._dissenters = [who for who in self._dissenters if who[0] != person]
        self._open_field()


def _presence(session: Session, person: str) -> str:
    """Somebody who is not here, with the time from or until which they are."""
    who = session.participants[person]
    return f"{who.name} ({attendance.presence(who)})"
