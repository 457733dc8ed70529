"""What goes into a recommendation, and the level that an axis's factors suggest (guide)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from fouraxis.content.terms import FACTORS, LEVELS, Answer, AskedRule, Axis, Model

Question = Axis | AskedRule
"""Anything whose answer a recommendation rests on."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a workload stands: a level per axis and an answer per asked rule.

    None means not asked yet and `"unknown"` means that the room does not know; the decision treats
    both alike and tries every value.
    """

    sensitivity: str | None = None
    maturity: str | None = None
    certainty: str | None = None
    readiness: str | None = None
    core_logic: Answer | None = None
    data_cannot_leave: Answer | None = None
    undefined_success: Answer | None = None

    def axis(self, axis: Axis) -> str | None:
        """The level on an axis, or None while it is unknown or not asked."""
        level: str | None = getattr(self, axis)
        return None if level == "unknown" else level

    def rule(self, rule: AskedRule) -> Answer | None:
        """The answer to an asked rule, or None while it is unknown or not asked."""
        answer: Answer | None = getattr(self, rule.replace("-", "_"))
        return None if answer == "unknown" else answer


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else the room said that can contradict a placement; it draws warnings, nothing else.

    `conditions` maps a condition of an engagement model to its answer, `governance` an item of
    strict governance, `fit` what speaks for outsourcing at all; `handoff` and `builder` are who
    executes advice and who builds the missing capability. None (for a mapping: empty) means not
    asked in this workshop: then no warning is drawn from it. What a model needs is held against the
    model that was `decided`, else against the lead.
    """

    ip_exposure: str | None = None
    regulatory_exposure: str | None = None
    measurable_success: str | None = None
    conditions: dict[str, str] = field(default_factory=dict)
    governance: dict[str, str] = field(default_factory=dict)
    fit: dict[str, str] = field(default_factory=dict)
    handoff: str | None = None
    builder: str | None = None
    decided: Model | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The level that the answers give so far, None if they give none yet.

    `settled`: no answer to a factor that is still open or unknown can change it. `possible` are the
    levels that they can still come to.
    """

    level: str | None
    settled: bool
    possible: frozenset[str | None] = field(default=frozenset(), compare=False)


def suggest(axis: Axis, factors: Mapping[str, str | None]) -> Suggestion:
    """The level that the answered factors of an axis suggest.

    `factors` maps a factor to its level; one that is absent, None or `"unknown"` is open. Readiness
    has no factors: it is one pick.
    """
    answered = {
        factor: level
        for factor in FACTORS[axis]
        if (level := factors.get(factor)) is not None and level in FACTORS[axis][factor]
    }
    if not answered:
        return Suggestion(None, False)
    ends = {
        _level(axis, dict(zip(FACTORS[axis], levels, strict=True)))
        for levels in product(
            *((answered[f],) if f in answered else FACTORS[axis][f] for f in FACTORS[axis])
        )
    }
    return Suggestion(_level(axis, answered), len(ends) == 1, frozenset(ends))


def _level(axis: Axis, answered: Mapping[str, str]) -> str | None:
    """The level that the known factors give; an open one counts as not shown."""
    if axis == "sensitivity":
        return max(answered.values(), key=LEVELS["sensitivity"].index)
    gate, none, some, full = {
        "maturity": ("team-exists", "none", "emerging", "mature"),
        "certainty": ("precedent", "low", "medium", "high"),
    }[axis]
    if gate not in answered:
        return None
    if answered[gate] == "no":
        return none
    return full if [answered.get(factor) for factor in FACTORS[axis]] == ["yes"] * 3 else some
