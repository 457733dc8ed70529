"""The level that the guided factors behind an axis suggest (guide)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from fouraxis.content.terms import FACTORS, LEVELS, Axis


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The level that the answers give so far, None if they give none yet.

    `settled`: no answer to a factor that is still open or unknown can change it.
    """

    level: str | None
    settled: bool


def suggest(axis: Axis, factors: Mapping[str, str | None]) -> Suggestion:
    """The level that the answered factors of an axis suggest.

    `factors` maps a factor to its level; one that is absent, None or `"unknown"` is open. Readiness
    has no factors: it is one pick.
    """
    known = {
        factor: level
        for factor in FACTORS[axis]
        if (level := factors.get(factor)) is not None and level in FACTORS[axis][factor]
    }
    if not known:
        return Suggestion(None, False)
    ends = {
        _level(axis, dict(zip(FACTORS[axis], levels, strict=True)))
        for levels in product(
            *((known[f],) if f in known else FACTORS[axis][f] for f in FACTORS[axis])
        )
    }
    return Suggestion(_level(axis, known), len(ends) == 1)


def _level(axis: Axis, known: Mapping[str, str]) -> str | None:
    """The level that the known factors give; an open one counts as not shown."""
    if axis == "sensitivity":
        return max(known.values(), key=LEVELS["sensitivity"].index)
    gate, none, some, full = {
        "maturity": ("team-exists", "none", "emerging", "mature"),
        "certainty": ("precedent", "low", "medium", "high"),
    }[axis]
    if gate not in known:
        return None
    if known[gate] == "no":
        return none
    return full if [known.get(factor) for factor in FACTORS[axis]] == ["yes"] * 3 else some
