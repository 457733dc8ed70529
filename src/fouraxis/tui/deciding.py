"""Deciding on a workload from wherever it is shown: in the table, or on the page of its reasons."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from textual.binding import Binding
from textual.screen import Screen

from fouraxis.content.language import tr
from fouraxis.content.terms import Model
from fouraxis.tui.dialogs.confirm import Confirm
from fouraxis.tui.look import cut
from fouraxis.tui.summary.decide import Decided, DecisionDialog
from fouraxis.tui.widgets import verdict
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import edit
from fouraxis.workshop.assess import Assessed
from fouraxis.workshop.faults import EditError
from fouraxis.workshop.session import Decision, Session
from fouraxis.workshop.text import showable

DECIDER: Final = "decider"
"""The role of the participant who decides."""

KEYS: Final = (
    Binding("d", "decide", "decide", id="decision.decide"),
    Binding("c", "confirm", "confirm as recommended", id="decision.confirm"),
    Binding("x,delete", "take_back", "take decision back", key_display="x", id="decision.undecide"),
)
"""The keys of a screen that lets the room decide."""


def people(session: Session) -> tuple[str, ...]:
    """The participants by name, whoever decides first."""
    found = sorted(session.participants.values(), key=lambda one: one.role != DECIDER)
    return tuple(dict.fromkeys(one.name for one in found))


def decider(session: Session) -> str:
    """Who decides, where the room has exactly one person for it; else nobody is written down."""
    found = [one.name for one in session.participants.values() if one.role == DECIDER]
    return found[0] if len(found) == 1 else ""


def _short(one: Assessed) -> str:
    """The workload's name, short enough for a sentence."""
    return cut(one.workload.name, 60)


class Deciding:
    """The three things that can be done about a decision, each one step to undo."""

    def __init__(self, screen: Screen[Any], bench: Workbench) -> None:
        self._screen = screen
        self._bench = bench

    def decide(self, workload: str) -> None:
        """Let the room pick any model, say why, and who decided."""
        if not self._writable():
            return

        def keep(decided: Decided | None) -> None:
            if decided is not None:
                self._keep(workload, decided)

        session = self._bench.session
        one = self._bench.assessed(workload)
        dialog = DecisionDialog(
            self._bench.words, one, people(session), reveal=not verdict.hidden(session, one)
        )
        self._screen.app.push_screen(dialog, keep)

    def confirm(self, workload: str) -> None:
        """Decide as recommended, at once; a decision for another model is replaced after asking."""
        one = self._bench.assessed(workload)
        lead, decision = one.recommendation.lead, one.workload.decision
        if verdict.hidden(self._bench.session, one):
            self._say(tr("Not placed on all four axes yet; d decides all the same."))
        elif lead is None:
            self._say(tr("Still open: answer what it depends on, or decide with d."))
        else:
            self._confirm(one, lead, decision)

    def _confirm(self, one: Assessed, lead: Model, decision: Decision | None) -> None:
        workload = one.workload_id
        decided = Decided(lead, "as-recommended", "", decider(self._bench.session))
        if decision is None:
            self._keep(workload, decided)
        elif decision.model == lead and one.decision_state == "agreed":
            self._say(tr("It is decided as recommended."))
        elif self._writable():

            def replace(sure: bool | None) -> None:
                if sure:
                    self._keep(workload, decided)

            name = self._bench.words.matrix.models
            text = tr(
                "{workload} was decided for {former}. "
                "Replace that, and its reason, by {model} as recommended?",
                workload=_short(one),
                former=name[decision.model].name,
                model=name[lead].name,
            )
            self._screen.app.push_screen(Confirm(tr("Replace the decision"), text), replace)

    def take_back(self, workload: str) -> None:
        """Take the decision back, after asking."""
        one = self._bench.assessed(workload)
        if one.workload.decision is None:
            self._say(tr("Nothing is decided here yet."))
            return
        if not self._writable():
            return

        def take(sure: bool | None) -> None:
            if sure:
                self._change(
                    lambda: edit.undecide(self._bench.session, workload),
                    tr("decision on {workload} taken back", workload=_short(one)),
                )

        text = tr(
            "{workload}: the decision goes, with its reason. u brings it back.",
            workload=_short(one),
        )
        self._screen.app.push_screen(Confirm(tr("Take the decision back"), text), take)

    def _keep(self, workload: str, decided: Decided) -> None:
        name = _short(self._bench.assessed(workload))
        self._change(
            lambda: edit.decide(
                self._bench.session,
                workload,
                decided.model,
                decided.kind,
                reason=decided.reason,
                by=decided.by,
                at=datetime.now(UTC),
            ),
            tr("decision on {workload}", workload=name),
        )

    def _change(self, change: Callable[[], Session], label: str) -> None:
        try:
            self._bench.apply(change(), label)
        except EditError as fault:
            self._say(tr("Not possible: {what}.", what=fault))

    def _writable(self) -> bool:
        """Whether the session takes a decision; if not, say so before anything is typed."""
        if self._bench.read_only:
            self._say(tr("This session is open read-only; save a copy to decide."))
        return not self._bench.read_only

    def _say(self, text: str) -> None:
        self._screen.notify(showable(text), markup=False, timeout=4)
