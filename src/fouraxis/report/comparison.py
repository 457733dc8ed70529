"""Two sessions side by side: what was placed, recommended, decided and done between them.

Meant for one workshop at two times (last quarter's file, a backup) and good for any two: workloads
belong together by their id, else by their name.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypedDict

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES
from fouraxis.decision.recommendation import because_words
from fouraxis.report.recommendation import level_name, model_name, recommended
from fouraxis.workshop import actions, assess, standing
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import folded, showable_line


class Difference(NamedTuple):
    """Something of a workload that is another one now; empty where there was or is nothing."""

    what: str
    before: str
    after: str


class WorkloadChange(NamedTuple):
    """A workload that is in both sessions, and how it differs.

    `done` are the actions that were open before and are settled now, or have no ground any more;
    `fresh` those that are open now and were not there before.
    """

    name: str
    differences: tuple[Difference, ...]
    done: tuple[str, ...]
    fresh: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything of it differs."""
        return bool(self.differences or self.done or self.fresh)


class Comparison(NamedTuple):
    """What is in both sessions, and the names of what is in one alone."""

    workloads: tuple[WorkloadChange, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


class _Side:
    """One of the two sessions with what follows from it: a line of words for each matter."""

    def __init__(self, session: Session, content: Content, today: date) -> None:
        self.session = session
        self._content = content
        self.assessed = assess.assess(session, content).workloads
        self._actions: dict[str, dict[str, tuple[str, bool]]] = {}
        for action in actions.actions(session, content, today):
            if action.workload is not None:
                listed = self._actions.setdefault(action.workload, {})
                listed[action.id] = (action.title, action.open)

    def open_actions(self, workload: str) -> dict[str, str]:
        """The titles of what is to be done for a workload, by id."""
        listed = self._actions.get(workload, {})
        return {key: title for key, (title, is_open) in listed.items() if is_open}

    def matters(self, workload: str) -> Iterator[tuple[str, str]]:
        """What is told of a workload, with its heading, always in the same order."""
        assessed, content = self.assessed[workload], self._content
        node = assessed.workload
        yield tr("Name"), node.name
        yield content.workloads.fields["owner"].name, node.owner
        for axis in AXES:
            answer = node.axes.get(axis)
            level = answer.level if answer else None
            yield content.axes.axes[axis].name, level_name(level, axis, content)
        for rule in ASKED_RULES:
            asked = content.rules.rules[rule]
            yield asked.called, asked.answered(node.rule(rule).answer, content.setup.answers)
        yield tr("Recommended"), self._recommended(assessed)
        yield content.summary.columns["decision"].name, self._decided(assessed)
        yield tr("Chosen vendor"), self._vendor(node.chosen_vendor)

    def _answer(self, answer: str | None) -> str:
        answers = self._content.setup.answers
        return answers[answer].name if answer in answers else answer or ""

    def _recommended(self, assessed: assess.Assessed) -> str:
        recommendation = assessed.recommendation
        if not any(answer.level for answer in assessed.workload.axes.values()):
            return ""
        because = because_words(self._content, recommendation)
        return f"{recommended(recommendation, self._content)} ({because})"

    def _decided(self, assessed: assess.Assessed) -> str:
        decision = assessed.workload.decision
        if decision is None:
            return ""
        model = model_name(decision.model, self._content)
        return tr("{model}, by {who}", model=model, who=decision.by) if decision.by else model

    def _vendor(self, vendor: str | None) -> str:
        node = self.session.vendors.get(vendor or "")
        return node.name if node else vendor or ""


def compare(before: Session, after: Session, content: Content, today: date) -> Comparison:
    """What differs between two sessions, workload by workload in the order of the later one."""
    old, new = _Side(before, content, today), _Side(after, content, today)
    pairs = _pairs(before, after)
    return Comparison(
        workloads=tuple(_change(old, new, was, now) for was, now in pairs),
        added=_apart(after, {now for _, now in pairs}),
        gone=_apart(before, {was for was, _ in pairs}),
    )


def _pairs(before: Session, after: Session) -> list[tuple[str, str]]:
    """The ids of a workload in both sessions: the same id, else the same name."""
    names = {folded(node.name): key for key, node in before.workloads.items()}
    taken = set(before.workloads) & set(after.workloads)
    pairs = []
    for key, node in after.workloads.items():
        was = key if key in before.workloads else names.get(folded(node.name))
        if was is not None and (was == key or was not in taken):
            taken.add(was)
            pairs.append((was, key))
    return pairs


def _apart(session: Session, shared: set[str]) -> tuple[str, ...]:
    return tuple(node.name for key, node in session.workloads.items() if key not in shared)


def _change(old: _Side, new: _Side, was: str, now: str) -> WorkloadChange:
    differences = (
        Difference(what, before, after)
        for (what, before), (_, after) in zip(old.matters(was), new.matters(now), strict=True)
        if before != after
    )
    before, after = old.open_actions(was), new.open_actions(now)
    return WorkloadChange(
        name=new.session.workloads[now].name,
        differences=tuple(differences),
        done=tuple(title for key, title in before.items() if key not in after),
        fresh=tuple(title for key, title in after.items() if key not in before),
    )


class Shift(NamedTuple):
    """How many settled levels, rules and decisions are others now, and how many lost their ground.

    What was settled for the first time is not among them.
    """

    levels: int = 0
    rules: int = 0
    decisions: int = 0
    outdated: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """Each count in words, as far as there is anything to count."""
        counted = (
            (self.levels, noted("{count} level changed"), noted("{count} levels changed")),
            (self.rules, noted("{count} rule changed"), noted("{count} rules changed")),
            (self.decisions, noted("{count} decision changed"), noted("{count} decisions changed")),
            (
                self.outdated,
                noted("{count} decision outdated"),
                noted("{count} decisions outdated"),
            ),
        )
        return tuple(ntr(count, single, many) for count, single, many in counted if count)


def shift(before: Session, after: Session, content: Content) -> Shift:
    """What a session shifted between two times."""
    levels = rules = decisions = outdated = 0
    for key, new in after.workloads.items():
        old = before.workloads.get(key)
        if old == new:
            continue
        lost = _lost(key, after, content)
        if old is None:
            outdated += lost
            continue
        levels += sum(
            (level := old.axis(axis).level) is not None and level != new.axis(axis).level
            for axis in AXES
        )
        rules += sum(
            (answer := old.rule(rule).answer) is not None and answer != new.rule(rule).answer
            for rule in ASKED_RULES
        )
        model = old.decision.model if old.decision else None
        decisions += model is not None and (not new.decision or new.decision.model != model)
        outdated += lost and not _lost(key, before, content)
    return Shift(levels, rules, decisions, outdated)


def _lost(workload: str, session: Session, content: Content) -> bool:
    """Whether the decision on a workload has lost its ground."""
    node, shared = session.workloads[workload], standing.programme_wide(session)
    return assess.assess_workload(workload, node, content, shared).decision_state == "outdated"


def comparison_page(comparison: Comparison) -> str:
    """The comparison as lines for people."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    nothing = tr("nothing")
    for workload in comparison.workloads:
        if not workload.changed:
            continue
        yield showable_line(workload.name)
        for each in workload.differences:
            was, now = (showable_line(text) or nothing for text in (each.before, each.after))
            yield f"  {each.what}: {was} → {now}"
        yield from _titles(tr("No longer to be done"), workload.done)
        yield from _titles(tr("Newly to be done"), workload.fresh)
        yield ""
    same = [workload.name for workload in comparison.workloads if not workload.changed]
    for heading, names in (
        (tr("Unchanged"), same),
        (tr("Only in the later session"), comparison.added),
        (tr("Only in the earlier session"), comparison.gone),
    ):
        if names:
            yield f"{heading}: {', '.join(map(showable_line, names))}"


def _titles(heading: str, titles: Sequence[str]) -> Iterator[str]:
    if titles:
        yield f"  {heading}:"
    for title in titles:
        yield f"    - {showable_line(title)}"


class DifferenceJson(TypedDict):
    """A matter that is another one now."""

    what: str
    before: str
    after: str


class WorkloadChangeJson(TypedDict):
    """A workload that is in both sessions."""

    name: str
    differences: list[DifferenceJson]
    done: list[str]
    fresh: list[str]


class ComparisonJson(TypedDict):
    """Two sessions side by side."""

    workloads: list[WorkloadChangeJson]
    added: list[str]
    gone: list[str]


def comparison_json(comparison: Comparison) -> ComparisonJson:
    """The comparison as plain values."""
    return {
        "workloads": [
            {
                "name": workload.name,
                "differences": [
                    {"what": each.what, "before": each.before, "after": each.after}
                    for each in workload.differences
                ],
                "done": list(workload.done),
                "fresh": list(workload.fresh),
            }
            for workload in comparison.workloads
        ],
        "added": list(comparison.added),
        "gone": list(comparison.gone),
    }
