"""What one step would change: tried out before anybody means it, and how doubtful that step is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS, UNKNOWN, AskedRule, Axis
from fouraxis.decision.recommendation import Change, Recommendation
from fouraxis.workshop import questions
from fouraxis.workshop.session import AxisAnswer, Session, Workload
from fouraxis.workshop.standing import suggestion
from fouraxis.workshop.text import EditError
from fouraxis.workshop.votes import dissenters

Matter = Axis | AskedRule
"""What can be tried out: an axis, or a rule that is asked."""

MATTERS: Final[tuple[Matter, ...]] = (*AXES, *ASKED_RULES)


def answer_to(workload: Workload, matter: Matter) -> str | None:
    """What is answered on an axis or to a rule."""
    axis = next((axis for axis in AXES if axis == matter), None)
    if axis is not None:
        return workload.axis(axis).level
    return next(workload.rule(rule).answer for rule in ASKED_RULES if rule == matter)


@dataclass(frozen=True, slots=True)
class Trial:
    """Other answers to axes and rules, by workload, on which nothing rests yet."""

    moves: Mapping[tuple[str, Matter], str] = field(default_factory=dict)

    def moved(self, session: Session, workload: str, matter: Matter, answer: str) -> "Trial":
        """The trial with this answer; one that the session has already is no move."""
        moves = {key: given for key, given in self.moves.items() if key != (workload, matter)}
        if answer_to(session.workloads[workload], matter) != answer:
            moves[workload, matter] = answer
        return Trial(moves)

    def without_the_last(self) -> "Trial":
        """The trial without its last move."""
        return Trial(dict(list(self.moves.items())[:-1]))

    def of(self, workload: str) -> dict[Matter, str]:
        """What is tried out on one workload."""
        return {matter: given for (key, matter), given in self.moves.items() if key == workload}

    def on(self, session: Session, content: Content) -> Session:
        """The session as it would be.

        What is not asked there any more (somebody removed the workload meanwhile) is left out.
        """
        for (workload, matter), given in self.moves.items():
            try:
                question = questions.find(session, content, workload, matter)
                session = questions.answer(session, question, given)
            except EditError:
                continue
        return session


Doubt = Literal["unknown", "parked", "disputed", "unsure"]
"""Why the answer that a recommendation hangs on may not be the last word."""


@dataclass(frozen=True, slots=True)
class Fragility:
    """The one step that would change a recommendation, where that step is doubtful, and why."""

    change: Change
    doubts: tuple[Doubt, ...]


def fragile(workload: Workload, recommendation: Recommendation) -> tuple[Fragility, ...]:
    """What makes a recommendation fragile; nothing where no doubtful step changes its lead.

    That some step exists makes none fragile: there always is one.
    """
    if recommendation.lead is None:
        return ()
    doubtful = []
    for change in recommendation.changes:
        if len(change.answers) == 1 and change.lead != recommendation.lead:
            doubts = tuple(_doubts(workload, *change.answers[0]))
            if doubts:
                doubtful.append(Fragility(change, doubts))
    return tuple(doubtful)


def _doubts(workload: Workload, matter: str, to: str) -> Iterator[Doubt]:
    """What is doubtful about an answer, where another one would change the recommendation."""
    rule = next((rule for rule in ASKED_RULES if rule == matter), None)
    if rule is not None:
        if workload.rule(rule).parked:
            yield "parked"
        return
    for axis in AXES:
        if axis == matter:
            yield from _doubts_on(workload, axis, to)


def _doubts_on(workload: Workload, axis: Axis, to: str) -> Iterator[Doubt]:
    """What is doubtful about a level: parked, disputed, unsure, or open factors allow another."""
    answer = workload.axis(axis)
    possible = suggestion(workload, axis).possible
    could_be = not possible or to in possible
    factors = answer.factors.values()
    if could_be and any(factor.level == UNKNOWN for factor in factors):
        yield "unknown"
    if answer.parked or (could_be and any(f.parked and f.level is None for f in factors)):
        yield "parked"
    if _voted(answer, axis, to):
        yield "disputed"
    if answer.confidence == "low":
        yield "unsure"


def _voted(answer: AxisAnswer, axis: Axis, to: str) -> bool:
    """Whether somebody's last vote is the level of a step, or one further on the same way."""
    order = LEVELS[axis]
    if answer.level not in order:
        return False
    here, there = order.index(answer.level), order.index(to)
    further = order[there:] if there > here else order[: there + 1]
    return any(vote in further for vote in dissenters(answer).values())
