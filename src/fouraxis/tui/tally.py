"""How far everything is, kept up to date: after an edit only what it touched is counted anew."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from fouraxis.content.models import Content
from fouraxis.tui.flow import STEPS
from fouraxis.workshop.programme_wide import ProgrammeWide, programme_wide
from fouraxis.workshop.progress import Progress, of_step
from fouraxis.workshop.session import Session, Step

Group = Literal["workloads", "vendors"]

_NOTHING: Final = Progress()


class Tally:
    """Counts that follow a session; with a thousand workloads an answer costs what it changes."""

    def __init__(self, words: Content) -> None:
        self._words = words
        self._shared: ProgrammeWide | None = None
        self._nodes: dict[Group, Mapping[str, Any]] = {}
        self._counts: dict[Group, dict[str, dict[Step, Progress]]] = {}
        self._totals: dict[Step, Progress] = {}

    def of(self, session: Session, step: Step, subject: str | None = None) -> Progress:
        """How far a step is, for one workload or vendor, or for all of them together."""
        self._follow(session)
        if subject is None:
            return self._totals.get(step, _NOTHING)
        group: Group = "vendors" if step == "vendors" else "workloads"
        return self._counts[group].get(subject, {}).get(step, _NOTHING)

    def _follow(self, session: Session) -> None:
        shared = programme_wide(session)
        if shared is not self._shared:
            self._shared = shared
            self._nodes = {"workloads": {}, "vendors": {}}
            self._counts = {"workloads": {}, "vendors": {}}
            self._totals = {}
        groups: dict[Group, Mapping[str, Any]] = {
            "workloads": session.workloads,
            "vendors": session.vendors,
        }
        for group, entries in groups.items():
            known = self._nodes[group]
            if entries is known:
                continue
            self._nodes[group] = entries
            for key in known.keys() - entries.keys():
                self._count(group, key, {})
            for key, node in entries.items():
                if known.get(key) is not node:
                    steps = (step for step in STEPS if (step == "vendors") == (group == "vendors"))
                    counted = {one: of_step(session, self._words, one, key) for one in steps}
                    self._count(group, key, counted)

    def _count(self, group: Group, key: str, counted: dict[Step, Progress]) -> None:
        """Put these counts of a subject in the place of its former ones."""
        for step, former in self._counts[group].pop(key, {}).items():
            self._totals[step] = self._totals[step] - former
        for step, found in counted.items():
            self._totals[step] = self._totals.get(step, _NOTHING) + found
        if counted:
            self._counts[group][key] = counted
