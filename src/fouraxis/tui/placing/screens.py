"""Placing a workload: four axes by guided factors, the rules that forbid, and where it lands."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize

from fouraxis.content.language import tr
from fouraxis.content.terms import ASKED_RULES, AXES, FACTORS, Axis
from fouraxis.decision.matrix import cells
from fouraxis.tui.look import (
    GLYPHS,
    MEASURE,
    Paragraph,
    filled,
    shown,
    shown_line,
)
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.placing.outcome import (
    Answer,
    Landing,
    LandingLine,
    LandingPanel,
    RevealScreen,
    width_for_names,
)
from fouraxis.tui.questions.aside import AsideText, Meaning
from fouraxis.tui.questions.screen import QuestionScreen, row_of
from fouraxis.tui.questions.table import PICKS, Row, first_open, next_open
from fouraxis.workshop import agenda, agreement, assess, attendance, edit, questions, standing
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import AxisAnswer, Workload
from fouraxis.workshop.text import storable

_PANEL_FROM, _BROAD_FROM = 112, 140
"""Columns of a screen from which on it has a panel, and a broad one: see frame.tcss."""

_PANEL, _BROAD_PANEL, _AROUND_PANEL = 35, 53, 4
"""Cells of the panel, as in frame.tcss; of its frame and the blanks in it."""


class PlacingScreen(QuestionScreen):
    """A page of the placement: an axis, or the rules.

    The outcome is hidden until the four axes are placed, because a room that judges each part on
    its own judges better; `l` shows it at once, for whoever works alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "reveal", "outcome live", id="placing.outcome"),
    ]

    def compose_body(self) -> ComposeResult:
        """Tabs, what the page puts above, the questions, the outcome in short."""
        yield bars.TabsLine(id="parts")
        yield from self.compose_head()
        yield from self.compose_questions()
        yield LandingLine(self.bench.words, id="landing-line")

    def compose_head(self) -> ComposeResult:
        """What stands above the questions."""
        yield from ()

    def compose_panel(self) -> ComposeResult:
        """Where the workload lands."""
        with Vertical(id="panel") as panel:
            panel.border_title = shown_line(tr("Lands on"))
            yield LandingPanel(self.bench.words)

    def first_classes(self) -> dict[str, bool]:
        """Whether the outcome is hidden, too."""
        return super().first_classes() | {"-veiled": self._veiled(self._landing())}

    @staticmethod
    def _veiled(landing: Landing | None) -> bool:
        return landing is None or not landing.revealed

    def show_around(self) -> None:
        """Show the tabs and where the workload lands."""
        bench = self.bench
        workload = bench.session.workloads.get(self.subject or "")
        against = standing.contradictions(workload) if workload else ()
        again = {contradiction.axis for contradiction in against}
        tabs = [
            bars.Tab(axis, words.name, _far(workload, axis, again=axis in again))
            for axis, words in bench.words.axes.axes.items()
        ]
        ruled = workload is not None and all(
            workload.rule(rule).answer and f"rules.{rule}.answer" not in workload.carried
            for rule in ASKED_RULES
        )
        tabs.append(bars.Tab("rules", bench.words.rules.screen.title, "done" if ruled else "none"))
        current = bench.place.axis or "rules"
        self.query_one("#parts", bars.TabsLine).show(tuple(tabs), current)
        landing = self._landing()
        self.set_class(self._veiled(landing), "-veiled")
        self._take_room()
        self.query_one(LandingPanel).show(landing)
        self.query_one(LandingLine).show(landing)
        self._watch(workload, ruled=ruled)

    def _watch(self, workload: Workload | None, *, ruled: bool) -> None:
        """Reveal where a workload lands, once, in the moment in which all is answered."""
        bench, subject = self.bench, self.subject
        if not self.is_current:
            return  # a vote is in front: once it is left, this is looked at again
        whole = (
            workload is not None
            and ruled
            and all(workload.axis(axis).level is not None for axis in AXES)
        )
        before, bench.half_placed = bench.half_placed, None if whole else subject
        moment = whole and before == subject and bench.session.reveal != "live"
        if moment and workload is not None and workload.decision is None and not bench.read_only:
            self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        subject = self.subject
        if not self.is_current or subject not in self.bench.session.workloads:
            return
        from fouraxis.tui.summary.decide import Deciding

        def answered(answer: Answer) -> None:
            deciding = Deciding(self, self.bench, tells=True)
            if answer == "decide":
                deciding.confirm(subject, partial(self.action_page, 1))
            elif answer == "differ":
                deciding.decide(subject)
            elif answer == "later":
                self.action_page(1)

        words, assessed = self.bench.words, self.bench.assessed(subject)
        doubts = agreement.doubts(self.bench.session, assessed.workload, words)
        self.app.push_screen(RevealScreen(words, assessed, doubts), answered)

    def on_resize(self, _: Resize) -> None:
        """Another size has room for another map."""
        self.query_one(LandingPanel).grow()

    @property
    def foot(self) -> int:
        """Lines for where it lands, where no panel says it."""
        alone = self.app.has_class("-projector")
        return 0 if self.panel_width or alone else LandingLine.LEAST

    @property
    def panel_width(self) -> int:
        """The cells of the panel, where it is shown: once there is something to show."""
        width = self.app.size.width
        if self.app.has_class("-projector"):
            return 0
        if width < _PANEL_FROM or (width < _BROAD_FROM and self.has_class("-veiled")):
            return 0
        return _PANEL if width < _BROAD_FROM else self._broad_panel

    @property
    def _broad_panel(self) -> int:
        """As many cells as the names on the map ask for, in whatever language."""
        return max(_BROAD_PANEL, width_for_names(self.bench.words) + _AROUND_PANEL)

    def _take_room(self) -> None:
        """Give the panel, too, what its map asks for."""
        super()._take_room()
        panel = self.query_one("#panel")
        width = panel.styles.width
        if self.panel_width and (width is None or width.value != self.panel_width):
            panel.styles.width = self.panel_width

    def fit(self) -> bool:
        """Let the line where it lands take the lines that nothing else stands on."""
        other = super().fit()
        body, line = self.query_one("#body"), self.query_one(LandingLine)
        if not line.display:
            return other
        content = body.content_region
        below = line.stand_below(max(content.width - MEASURE, 0) // 2 if self.roomy else 0)
        ends = [child.region.bottom for child in body.children if child is not line]
        room = content.bottom - max(ends, default=0)
        given = line.give(room - 1)  # a blank line above it, where there is room
        return other or below or given

    def _landing(self) -> Landing | None:
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return None
        words, assessed = self.bench.words, self.bench.assessed(subject)
        placed = all(assessed.workload.axis(axis).level is not None for axis in AXES)
        return Landing(
            assessed.placement,
            assessed.recommendation,
            assessed.status,
            placed or self.bench.session.reveal == "live",
            (*assess.to_confirm_again(assessed, words), *assess.to_decide_again(assessed, words)),
        )

    def on_tabs_line_picked(self, event: bars.TabsLine.Picked) -> None:
        """A click on a part goes there."""
        if event.line == "parts":
            if event.key == "rules":
                self.workshop.go("rules", workload=self.subject)
            else:
                self.workshop.go("axes", workload=self.subject, item=event.key)
        else:
            super().on_tabs_line_picked(event)

    def action_reveal(self) -> None:
        """Show the outcome live, or only once all four axes are placed."""
        live = self.bench.session.reveal != "live"
        if self.attempt(
            lambda: self.bench.set(
                ("reveal",),
                "live" if live else "after-placing",
                tr("outcome live") if live else tr("outcome after placing"),
            )
        ):
            now = tr("The outcome shows with each answer from now on; l hides it again.")
            later = tr("The outcome is hidden until the four axes are placed; l shows it.")
            bars.say(self.app, now if live else later, until_changed=True)


def _far(workload: Workload | None, axis: Axis, *, again: bool) -> str:
    if again:
        return "again"
    if workload is None or not workload.axis(axis).level:
        return "none"
    return "some" if f"axes.{axis}.level" in workload.carried else "done"


class AxesScreen(PlacingScreen):
    """One axis of one workload."""

    step = "axes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "carry", "as the last", id="axes.carry"),
        Binding("v", "vote('level')", "vote", id="axes.vote"),
        Binding("v", "vote('factor')", "vote on the level", show=False, id="axes.vote"),
    ]

    @property
    def axis(self) -> Axis:
        """The axis that is asked about."""
        return self.bench.place.axis or AXES[0]

    def compose_head(self) -> ComposeResult:
        """The question of the axis."""
        yield Paragraph(id="ask")

    def compose_foot(self) -> ComposeResult:
        """The level that the factors suggest."""
        yield Paragraph(id="suggests")

    def guide(self) -> bars.Guide:
        """What F1 says: the guidance for this axis first, then for all of them."""
        words = self.bench.words.axes
        axis = words.axes[self.axis]
        guidance = f"{axis.guidance.strip()}\n\n{words.screen.guidance.strip()}"
        return bars.Guide(axis.name, axis.measures, guidance)

    def asked(self) -> tuple[Question, ...]:
        """The factors of this axis, then the axis itself."""
        axis = self.axis
        return tuple(q for q in super().asked() if q.item.partition(".")[0] == axis)

    def rows(self) -> tuple[Row, ...]:
        """The factors, then the level of the axis with the suggested one underlined."""
        suggested = self._suggested()
        return tuple(
            replace(row_of(self.bench.session, question, suggested), beside=self._confidence())
            if question.item == self.axis
            else row_of(self.bench.session, question)
            for question in self.questions
        )

    def _confidence(self) -> tuple[str, ...]:
        """How sure the room is of the level, where it says so."""
        workload = self.bench.session.workloads.get(self.subject or "")
        sure = workload.axis(self.axis).confidence if workload else None
        return (tr(agreement.CONFIDENCE_WORDS[sure]),) if sure else ()

    def _suggested(self) -> str | None:
        workload = self.bench.session.workloads.get(self.subject or "")
        return standing.suggestion(workload, self.axis).level if workload else None

    def show_around(self) -> None:
        """Show the axis, and where the workload lands."""
        axis = self.bench.words.axes.axes[self.axis]
        self.query_one("#ask", Paragraph).update(Content.styled(axis.question, "bold"))
        super().show_around()

    def show_aside(self) -> None:
        """Show what is said beside the question, and the level that the factors suggest."""
        super().show_aside()
        self.query_one("#suggests", Paragraph).update(self._suggestion_line())

    def aside_of(self, question: Question) -> AsideText:
        """The factor's question; for the axis itself, what it measures."""
        text = super().aside_of(question)
        if question.item != self.axis:
            return text
        session, words = self.bench.session, self.bench.words
        answer = session.workloads[question.subject].axis(self.axis)
        measures = words.axes.axes[self.axis].measures
        if not (answer.votes or answer.dissent):
            return replace(text, question=measures)
        agreed = agreement.agreement(session, self.axis, answer, words)
        return replace(
            text,
            question="\n".join((measures, *agreed.against)),
            facts=(*text.facts, *agreed.rounds),
        )

    def _suggestion_line(self) -> Content:
        words = self.bench.words.axes.axes[self.axis]
        workload = self.bench.session.workloads.get(self.subject or "")
        if workload is None or not words.factors:
            return Content("")
        given = standing.suggestion(workload, self.axis)
        level = workload.axis(self.axis).level
        if given.level is None:
            return Content.styled(words.suggests, "$quiet")
        name = words.levels[given.level].name
        if level is None:
            sentence = (
                tr("Suggests {level}") if given.settled else tr("So far this suggests {level}")
            )
            here = self.table.item == self.axis
            return Content.assemble(
                filled(sentence, "$quiet", level=Content.styled(name.upper(), "bold $accent")),
                (f"   {tr('Enter confirms')}" if here else "", "$quiet"),
            )
        if level == given.level or level not in words.levels:
            return Content.styled(tr("As suggested: {level}.", level=name), "$quiet")
        answers = (tr("The answers suggest {level}.", level=name), "$warning")
        if self._contradiction is not None:
            here = self.table.item == self.axis
            keys = f" {tr('Enter takes it, n says why not.')}" if here else ""
            return Content.assemble((GLYPHS.warning, "bold $warning"), " ", answers, (keys, "bold"))
        reason = workload.axis(self.axis).reason
        if reason:
            return Content.assemble(answers, " ", shown(reason))
        return Content.assemble(answers, (f" {tr('Note why you differ: n')}", "$quiet"))

    @property
    def _contradiction(self) -> standing.Contradiction | None:
        """What says that the level of this axis is to be confirmed again."""
        workload = self.bench.session.workloads.get(self.subject or "")
        against = standing.contradictions(workload) if workload else ()
        return next((level for level in against if level.axis == self.axis), None)

    def _level_name(self, level: str) -> str:
        return self.bench.words.axes.axes[self.axis].levels[level].name

    def action_carry(self) -> None:
        """Take the last workload's maturity: it usually holds for the whole enterprise."""
        workload = self.subject
        if workload is None or not self.attempt(
            lambda: self.bench.apply(
                edit.carry_maturity(self.bench.session, workload),
                tr("maturity as the last workload"),
            )
        ):
            return
        level = self.bench.session.workloads[workload].axis(self.axis).level
        question = self.question(self.axis)
        if question is None or self._contradiction is not None:
            self.stand_at(self.axis)
            return
        what = self._answer_words(question, level)
        bars.say(self.app, tr("{what}. u takes it back.", what=what), until_changed=True)
        self.action_page(1)

    def action_vote(self, _at: str) -> None:
        """Take a vote on the level of the axis, if anybody is there to vote.

        If not, that is a page of its own, so that hands read out meanwhile answer nothing.
        """
        question = self.question(self.axis)
        if question is None or not self.may_edit():
            return
        nobody = ""
        if not self.bench.session.participants:
            nobody = tr("Nobody is listed who could vote: Setup takes the names of the room.")
        elif not attendance.electorate(self.bench.session, datetime.now(UTC)).asked:
            nobody = tr("Nobody who votes is here: Setup says who is there, and since when.")
        if nobody:
            self.app.push_screen(dialogs.Reading(tr("Taking a vote"), nobody))
            return
        from fouraxis.tui.live.votes import VoteScreen

        before = self._level()

        def stay_there(_: None) -> None:
            if self._level() != before:
                self.stand_at(self.axis)

        self.app.push_screen(VoteScreen(self.bench, question), stay_there)

    def _level(self) -> AxisAnswer | None:
        """The level of the axis at hand, with all that was said of it."""
        workload = self.bench.session.workloads.get(self.subject or "")
        return workload.axis(self.axis) if workload else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The last workload's maturity is offered where maturity is asked; a vote on the level.

        From a factor, v takes the vote on the level of its axis, too: nothing else is voted on.
        """
        if action == "vote":
            here = "level" if self.is_mounted and self.table.item == self.axis else "factor"
            return parameters == (here,)
        if action == "carry":
            return (
                self.axis == "maturity"
                and edit.maturity_to_carry(self.bench.session, self.subject or "") is not None
            )
        return super().check_action(action, parameters)

    def onward(self, answered: str, rows: tuple[Row, ...]) -> str:
        """After the last factor comes the axis itself; there the room looks where it lands."""
        return answered if answered == self.axis else next_open(rows, answered) or self.axis

    def turns_page(self, question: Question) -> bool:
        """Whether the level that is given now opens the next page: where it has no factors.

        There it is a question like any other, and nothing suggests another level. The room goes no
        further than to the rules of this workload, beside which stands where it lands.
        """
        session, here = self.bench.session, self.bench.place
        if FACTORS[self.axis] or questions.value(session, question) is not None:
            return False
        return agenda.beside(session, here, 1) == agenda.Page("rules", question.subject)

    def confirmed(self, question: Question) -> None:
        """Go on: from a factor to what is open, from the level to the next page.

        An answer is given on the level only, where the suggested one is named beside the key.
        """
        workload = self.bench.session.workloads.get(self.subject or "")
        if workload is None:
            return
        answer, contradiction = workload.axis(self.axis), self._contradiction
        if contradiction is not None and question.item == self.axis:
            if self._take(question, contradiction.suggested):
                self.action_page(1)
        elif contradiction is not None:
            self.stand_at(self.axis)
        elif answer.level is not None or answer.parked:
            self.action_page(1)
        elif question.item != self.axis:
            self.stand_at(next_open(self.table.rows, question.item) or self.axis)
        elif (suggested := self._suggested()) is not None:
            if self._take(question, suggested):
                self.action_page(1)
        elif (factor := first_open(self.table.rows)) not in (None, self.axis):
            self.stand_at(str(factor))
        else:
            bars.say(
                self.app, tr("Press the digit of a level; 0 is unknown. ▸ goes on without one.")
            )

    def note_field(self, question: Question) -> str:
        """Where the note goes: to the reason, where a level differs from what is suggested."""
        workload = self.bench.session.workloads.get(self.subject or "")
        differs = workload and standing.suggested_instead(workload, self.axis) is not None
        on_level = question.item == self.axis and workload is not None
        if on_level and differs and workload and workload.axis(self.axis).level in self._levels:
            return "reason"
        return super().note_field(question)

    @property
    def _levels(self) -> Collection[str]:
        return self.bench.words.axes.axes[self.axis].levels

    def keep(self, question: Question, field: str, text: str) -> bool:
        """A reason settles the level, until the factors suggest yet another one."""
        if field == "reason" and (axis := next((a for a in AXES if a == question.item), None)):
            return self.attempt(
                lambda: self.bench.apply(
                    standing.settled(self.bench.session, question.subject, axis, storable(text)),
                    tr("note on {question}", question=question.name),
                    coalesce=f"{question.subject}.{axis}.reason",
                )
            )
        return super().keep(question, field, text)

    def _take(self, axis: Question, level: str) -> bool:
        """Answer the axis with a level that was suggested; whether that is possible."""
        self.bench.answered = axis.subject, axis.item
        return self.attempt(
            lambda: self.bench.apply(
                questions.answer(self.bench.session, axis, level),
                tr("{name}: {value}", name=axis.name, value=self._level_name(level)),
            )
        )


_MARK: Final = 9
"""Cells for what is said of a rule that is read off the axes."""

_ROOM_FOR_MORE: Final = 30
"""Lines of a screen from which on such a rule says why; below, where it lands needs the room."""


_OF_SOMEBODY: Final = ("legal.owner", "reentry.owner")
"""The questions to which the answer is somebody's name."""

_BESIDE_RULES: Final = ("acceptance", "legal", "reentry", "ai-act")


class RulesScreen(PlacingScreen):
    """The rules, for one workload."""

    step = "rules"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "beside", "more", id="rules.beside"),
    ]

    def compose_head(self) -> ComposeResult:
        """What is asked here."""
        yield Paragraph(id="ask")

    def compose_foot(self) -> ComposeResult:
        """The two rules that nobody has to answer, and what follows from a yes."""
        yield Paragraph(id="derived")
        yield Paragraph(id="way-out")

    @property
    def beside(self) -> bool:
        """Whether the room is at what stands beside the rules: success, legal, the EU AI Act."""
        return (self.bench.place.item or "").partition(".")[0] in _BESIDE_RULES

    def asked(self) -> tuple[Question, ...]:
        """The rules; or what success is, the legal review and the EU AI Act."""
        return tuple(q for q in super().asked() if bool(q.heading) == self.beside)

    def rows(self) -> tuple[Row, ...]:
        """The questions, under their headings where they have one."""
        rows: list[Row] = []
        group = ""
        for question in self.questions:
            if question.heading != group:
                group = question.heading
                rows.append(Row(item=f"heading:{group}", label=group, heading=True))
            row = row_of(self.bench.session, question)
            if question.item in ASKED_RULES:
                row = replace(row, alarm=row.value == "yes")
            if question.heading:
                row = replace(row, noted=row.noted and question.path[2] == "ai_act")
            if question.item in _OF_SOMEBODY:
                row = replace(row, picks=self._people(), empty=tr("nobody is named"))
            rows.append(row)
        return tuple(rows)

    def _people(self) -> tuple[str, ...]:
        """Who is in the room, as many as one key can pick."""
        return tuple(who.name for who in self.bench.session.participants.values())[:PICKS]

    def meanings(self, question: Question, value: Any) -> tuple[Meaning, ...]:
        """The anchors; for a name to be given, the people in the room."""
        if question.item in _OF_SOMEBODY:
            return self.names_to_pick(self._people(), value)
        return super().meanings(question, value)

    def aside_of(self, question: Question) -> AsideText:
        """For the way back, what has to become true before the workload is looked at again."""
        aside = super().aside_of(question)
        if not question.item.startswith("reentry."):
            return aside
        waits = self.bench.assessed(question.subject).recommendation.reentry
        conditions = (tr("It waits for: {condition}", condition=each.text) for each in waits)
        return replace(aside, question="\n".join((aside.question, *conditions)))

    def action_beside(self) -> None:
        """Go to what stands beside the rules, or back to them."""
        self._move(ASKED_RULES[0] if self.beside else "acceptance.scope")
        self.arrive()

    def show_around(self) -> None:
        """Show what is asked, the rules read off the axes, and where the workload lands."""
        words = self.bench.words.rules
        self.query_one("#ask", Paragraph).update(
            Content.styled(words.screen.purpose.strip().partition("\n")[0], "bold")
        )
        self.query_one("#derived", Paragraph).update(Content("\n").join(self._derived()))
        self.set_class(self.beside, "-beside")
        super().show_around()

    def show_aside(self) -> None:
        """Show what is said of the rule under the cursor, and the way out of a yes."""
        super().show_aside()
        rule = self.bench.words.rules.rules.get(self.table.item or "")
        if rule is not None:
            # "Is success defined?" has "not yet" for its yes: that strikes out
            answer = rule.yes_name
            holds = tr("If {answer}:").format(answer=answer) if answer else tr("If yes:")
            self.query_one("#way-out", Paragraph).update(
                Content.assemble(
                    (holds, "bold"),
                    f" {rule.outcome} ",
                    (tr("Way out:"), "bold"),
                    f" {rule.way_out}",
                )
            )

    def _derived(self) -> list[Content]:
        """What each rule that is read off the axes says at the moment."""
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return []
        placement = self.bench.assessed(subject).placement
        axes = (placement.sensitivity, placement.maturity, placement.certainty)
        cell = cells(self.bench.words).get(axes)  # type: ignore[arg-type]  # None: not placed
        lines = []
        for rule in self.bench.words.rules.rules.values():
            if rule.asked:
                continue
            mark = Content.styled(f"  {tr('clear')}", "$quiet")
            if cell is None:
                from fouraxis.report.summary import tell

                mark = Content.styled(f"  {tell(self.bench.words, 'no-model')}", "$quiet")
            elif rule.row in cell.rows:
                mark = Content.styled(f"{GLYPHS.warning} {tr('applies')}", "bold $warning")
            mark = mark.pad_right(max(_MARK - mark.cell_length, 0))
            from_axes = (f"  {tr('from the axes')}  ", "$faint")
            about = (rule.detail if self.size.height >= _ROOM_FOR_MORE else "", "$quiet")
            lines.append(Content.assemble(mark, "  ", rule.name, from_axes, about).rstrip())
        return lines
