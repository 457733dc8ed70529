"""The sign-off: who was there, who decided, who dissents, when to look again; then the seal."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import ntr, tr
from fouraxis.content.load import shipped
from fouraxis.tui import step, workbench
from fouraxis.tui.look import GLYPHS, Paragraph, PointedList, cut_content, filled, shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.workshop import actions, agreement, attendance, seal, standing
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import EditError, day, showable_line, today, written

Field = Literal["by", "revisit"]

Lead = str | Field | None
"""What a line is about: a participant by `person.ID`, a field, or nothing that can be set."""

_PERSON: Final = "person."


class _Lines(PointedList):
    """The lines; sealed, none of them opens anything."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is at the foot only while it does something."""
        screen = self.screen
        if action == "select" and isinstance(screen, SignOffScreen) and screen.bench.sealed:
            return False
        return super().check_action(action, parameters)


class SignOffScreen(step.PageScreen):
    """What is signed, line by line; sealed, it says whose seal it is, and can be unsealed."""

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "sign-off.tcss"]
    AUTO_FOCUS = "#sign-lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "there", "was there", key_display="Space", id="sign.there"),
        Binding("d", "decided", "decided", id="sign.decided"),
        Binding("S", "seal", "seal", id="sign.seal"),
        Binding("r", "revisit", "look again", id="sign.revisit"),
        Binding("b", "by", "signed off by", id="sign.by"),
        Binding("x,S", "unseal", "unseal", key_display="x", id="sign.unseal"),
        Binding("escape,q", "close", "close", key_display="Esc", id="sign.close"),
    ]

    def __init__(self, bench: workbench.Workbench) -> None:
        super().__init__(bench)
        session = bench.session
        now = datetime.now(UTC)
        self._present = {
            key for key, who in session.participants.items() if attendance.came(who, now)
        }
        self._deciders = set(seal.usual_deciders(session))
        self._revisit: date | None = None
        names = [session.participants[key].name for key in seal.usual_deciders(session)]
        self._by = names[0] if len(names) == 1 else ""
        self._leads: list[Lead] = []

    def compose(self) -> ComposeResult:
        """What it is about, what is still open, the lines, what the seal means, the keys."""
        yield Static(id="sign-title")
        yield Paragraph(id="sign-open")
        yield _Lines(id="sign-lines", markup=False)
        yield Paragraph(id="sign-means")
        yield bars.KeyBar()

    def guide(self) -> bars.Guide:
        """What F1 says about signing off."""
        return bars.Guide(
            tr("Sign-off"),
            tr("Say who was there and who decided, and close the workshop so that it stays so."),
            "\n\n".join(
                (
                    tr(
                        "Read out who was there and who decided; correct it by Space and d. Ask "
                        "once more who does not agree, and let it stand beside the decision. Name "
                        "the day on which you look at it again: every decision on AI work ages."
                    ),
                    tr(
                        "Then seal it. From there on nothing changes anything: no screen, no "
                        "command, no merge. If it has to be changed after all, x unseals it; the "
                        "reason stays on record, with the name."
                    ),
                )
            ),
        )

    # -- showing

    def show(self) -> None:
        """Show the session as it is now."""
        session = self.bench.session
        title = Content.assemble(
            (tr("Sign-off"), "bold $accent"), "  ", shown_line(session.title, "bold")
        )
        self.query_one("#sign-title", Static).update(title)
        self.query_one("#sign-open", Paragraph).update(self._still_open())
        lines = self.query_one(PointedList)
        width = max(self.size.width - 5, 20)
        kept = lines.highlighted
        drawn = list(self._drawn(session))
        self._leads = [lead for lead, _ in drawn]
        lines.set_options(
            Option(cut_content(text, width), disabled=lead is None) for lead, text in drawn
        )
        if kept is not None and kept < len(drawn) and self._leads[kept] is not None:
            lines.highlighted = kept
        else:
            lines.action_first()
        self.query_one("#sign-means", Paragraph).update(self._means())
        self.refresh_bindings()

    def _still_open(self) -> Content:
        """What is not settled, so that nobody seals it unawares."""
        bench, session = self.bench, self.bench.session
        undecided = sum(workload.decision is None for workload in session.workloads.values())
        parked = standing.how_many_parked(session)
        listed = [each for each in actions.actions(session, bench.words, today()) if each.open]
        nobody = sum(not action.owner for action in listed)
        texts = [
            ntr(undecided, "{count} workload undecided", "{count} workloads undecided"),
            ntr(parked, "{count} question parked", "{count} questions parked"),
            ntr(nobody, "{count} action without an owner", "{count} actions without an owner"),
        ]
        there = [t for t, count in zip(texts, (undecided, parked, nobody), strict=True) if count]
        if not there:
            return Content.styled(tr("Everything is decided, and each action has an owner."))
        return Content.styled(tr("Still open: {what}", what=" · ".join(there)), "$warning")

    def _drawn(self, session: Session) -> Iterator[tuple[Lead, Content]]:
        """The lines: people, the day, the signature, who dissents, what was unsealed before."""
        given = session.seal
        present = set(given.present) if given else self._present
        deciders = set(given.deciders) if given else self._deciders
        yield None, Content.styled(tr("Who was there, and who decided"), "bold $accent")
        for key, person in session.participants.items():
            role = self.bench.words.setup.roles.get(person.role)
            beside = (role.name if role else person.role) or ""
            yield (
                f"{_PERSON}{key}",
                Content.assemble(
                    "  ",
                    *_ticked(tr("was there"), on=key in present),
                    "  ",
                    *_ticked(tr("decided"), on=key in deciders),
                    "  ",
                    shown_line(person.name),
                    shown_line(f"  {beside}", "$quiet"),
                ),
            )
        if not session.participants:
            nobody = tr("Nobody is named as a participant; set-up takes names.")
            yield None, Content.styled(f"  {nobody}", "$quiet")
        revisit = given.revisit if given else self._revisit
        by = given.by if given else self._by
        yield None, Content()
        yield "revisit", _field(tr("Look again on"), written(revisit))
        yield "by", _field(tr("Signed off by"), by)
        yield from ((None, line) for line in self._dissent(session))
        yield from ((None, line) for line in self._record(session))

    def _dissent(self, session: Session) -> Iterator[Content]:
        """Who does not agree with a level: it stands beside the decision, sealed or not."""
        against = [
            f"  {workload.name}, {agreed.name}: {line}"
            for workload in session.workloads.values()
            for agreed in agreement.agreements(session, workload, self.bench.words)
            for line in agreed.against
        ]
        if against:
            yield Content()
            yield Content.styled(tr("Who dissents"), "bold $accent")
        yield from map(shown_line, against)

    def _record(self, session: Session) -> Iterator[Content]:
        """The seals that were taken off before, and why."""
        if session.unsealed:
            yield Content()
            yield Content.styled(tr("Unsealed before"), "bold $accent")
        for record in session.unsealed.values():
            yield shown_line(
                f"  {record.at.astimezone():%Y-%m-%d %H:%M}  {record.by}: {record.reason}"
            )

    def _means(self) -> Content:
        given = self.bench.session.seal
        if given is None:
            means = tr("S seals it: from then on nothing is changed, until somebody says why.")
            return Content.styled(means, "$quiet")
        return filled(
            tr("{mark} Sealed by {name} on {date}. x unseals it; the reason stays on record."),
            mark=Content.styled(GLYPHS.saved, "$success"),
            name=shown_line(given.by, "bold"),
            date=Content(f"{given.at.astimezone():%Y-%m-%d %H:%M}"),
        )

    # -- keys

    @property
    def _lead(self) -> Lead:
        at = self.query_one(PointedList).highlighted
        return self._leads[at] if at is not None and at < len(self._leads) else None

    @property
    def _person(self) -> str | None:
        """The participant under the cursor."""
        lead = self._lead
        return lead.removeprefix(_PERSON) if lead and lead.startswith(_PERSON) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is sealed can be unsealed, and nothing else."""
        if action in ("there", "decided"):
            return not self.bench.sealed and self._person is not None
        if action in ("revisit", "by", "seal"):
            return not self.bench.sealed
        if action == "unseal":
            return self.bench.sealed
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """The keys are those for the line."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click sets what the line is about."""
        event.stop()
        if self.bench.sealed:
            return
        if self._person is not None:
            self.action_there()
        elif self._lead == "revisit":
            self.action_revisit()
        elif self._lead == "by":
            self.action_by()

    def action_there(self) -> None:
        """The person was there, or was not; who was not did not decide."""
        if (person := self._person) is not None:
            self._present ^= {person}
            self._deciders &= self._present
            self.show()

    def action_decided(self) -> None:
        """The person decided, or did not; who decided was there."""
        if (person := self._person) is not None:
            self._deciders ^= {person}
            self._present |= self._deciders
            self.show()

    def action_revisit(self) -> None:
        """Let the room say when it looks at it again."""
        self._ask_day(written(self._revisit))

    def _ask_day(self, text: str, fault: str = "") -> None:
        def keep(given: str | None) -> None:
            if given is None:
                return
            try:
                revisit = day(given, today())
                seal.see_that_it_comes(revisit, today())
            except EditError as error:
                self._ask_day(given, tr("Not possible: {what}.", what=error.what))
                return
            self._revisit = revisit
            self.show()

        about = tr("2026-12-18, 18 Dec, Friday, or +14 for in 14 days. Empty: no date.")
        prompt = "\n".join(filter(None, (about, fault)))
        self.app.push_screen(
            dialogs.AskLine(tr("Look again on"), prompt, text, "+90", anew=True), keep
        )

    def action_by(self) -> None:
        """Let the room say who signs off."""
        self._ask_who(tr("Who signs off?"), self._by, self._signs)

    def _signs(self, name: str) -> None:
        self._by = name
        self.show()

    def _ask_who(self, question: str, name: str, then: Callable[[str], None]) -> None:
        people = tuple(dict.fromkeys(p.name for p in self.bench.session.participants.values()))

        def keep(given: str | None) -> None:
            if given is not None:
                then(given)

        title = self.bench.session.title
        self.app.push_screen(dialogs.PickPerson(question, people, about=title, now=name), keep)

    def action_seal(self) -> None:
        """Seal the session, once somebody signs off and the room says yes."""
        if not self._by:
            self._ask_who(tr("Who signs off?"), "", self._sign_and_seal)
        else:
            self._confirm_seal()

    def _sign_and_seal(self, name: str) -> None:
        self._signs(name)
        if name:
            self._confirm_seal()

    def _confirm_seal(self) -> None:
        def sealed(yes: bool | None) -> None:
            if yes:
                label = tr("signed off by {name}", name=self._by)
                self._change(self._sealed, label)

        still = showable_line(self._still_open().plain)
        means = tr("From then on nothing is changed, by no screen, command or merge.")
        text = "\n".join((tr("Signed off by {name}.", name=self._by), still, means))
        self.app.push_screen(dialogs.Confirm(tr("Seal this session?"), text), sealed)

    def _sealed(self) -> Session:
        return seal.seal(
            self.bench.clocked,
            self._by,
            datetime.now(UTC),
            present=self._present,
            deciders=self._deciders,
            revisit=self._revisit,
        )

    def action_unseal(self) -> None:
        """Ask why, and who says so; then the session can be changed again."""

        def keep(reason: str | None) -> None:
            if reason is not None:
                self._ask_who(tr("Who unseals it?"), "", lambda by: self._unseal(reason, by))

        prompt = tr("Why is it opened again? This stays on record, with the name and the time.")
        takes = tr("To unseal it, say why.")
        self.app.push_screen(dialogs.AskLine(tr("Unseal"), prompt, takes=takes), keep)

    def _unseal(self, reason: str, by: str) -> None:
        self._change(
            lambda: seal.unseal(self.bench.session, reason, by, datetime.now(UTC)),
            tr("unsealed: {reason}", reason=showable_line(reason)),
        )

    def _change(self, change: Callable[[], Session], label: str) -> None:
        self.attempt(lambda: self.bench.apply(change(), label))
        self.show()


def _ticked(words: str, *, on: bool) -> tuple[Content, str, Content]:
    """A mark and what it is about, with and without colour."""
    mark = Content.styled(GLYPHS.done, "$success") if on else Content.styled(GLYPHS.none, "$faint")
    return mark, " ", Content.styled(words, "" if on else "$faint")


def _field(name: str, value: str) -> Content:
    """A field and what is in it."""
    return Content.assemble(
        "  ",
        (name, "$quiet"),
        "  ",
        shown_line(value, "bold") if value else Content.styled("-", "$faint"),
    )
