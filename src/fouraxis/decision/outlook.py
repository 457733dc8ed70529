"""What a placement still allows: every full placement that its open questions leave possible."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS, AskedRule, Axis, Model
from fouraxis.decision.matrix import Cell, Landing, Point, control, landings
from fouraxis.decision.placement import Placement
from fouraxis.decision.recommendation import Question
from fouraxis.memo import per_content

FORBIDDEN: Final[Model] = "do-not-outsource"
"""What an asked rule answered yes always ends in."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a placement can still land.

    `landings` has every full placement that the open axes allow, as if no asked rule forbade it;
    `forbidding` are the asked rules answered yes. `lead` is None while an open question can change
    it, `without_rules` is the lead had no asked rule been answered yes.
    """

    open_axes: tuple[Axis, ...]
    open_rules: tuple[AskedRule, ...]
    forbidding: tuple[AskedRule, ...]
    landings: dict[Point, Landing]
    lead: Model | None
    without_rules: Model | None
    strict_governance: bool
    rows: tuple[int, ...]

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Everything unknown or not asked: axes first, then rules."""
        return (*self.open_axes, *self.open_rules)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that are still possible."""
        return tuple(dict.fromkeys(landing.cell for landing in self.landings.values()))

    @property
    def certain_rows(self) -> frozenset[int]:
        """The published rows that hold whatever the open axes turn out to be."""
        return frozenset.intersection(*(frozenset(cell.rows) for cell in self.cells))

    @property
    def leads(self) -> tuple[Model, ...]:
        """Every model that leads somewhere still possible, as if no asked rule forbade it."""
        return in_control_order(landing.lead for landing in self.landings.values())

    @property
    def alternatives(self) -> tuple[Model, ...]:
        """What the room may take instead of the lead, whatever the open axes turn out to be."""
        offered = {landing.alternative for landing in self.landings.values()}
        return in_control_order(filter(None, offered)) if len(offered) == 1 else ()

    def deciding(self) -> tuple[Question, ...]:
        """The open questions whose answer alone can change the lead, some other answers given."""
        if self.forbidding:
            return ()
        axes = tuple(axis for axis in self.open_axes if self._decides(axis))
        permitted = any(landing.lead != FORBIDDEN for landing in self.landings.values())
        return (*axes, *(self.open_rules if permitted else ()))

    def _decides(self, axis: Axis) -> bool:
        index = AXES.index(axis)
        seen: dict[tuple[str, ...], Model] = {}
        return any(
            seen.setdefault(point[:index] + point[index + 1 :], landing.lead) != landing.lead
            for point, landing in self.landings.items()
        )


def in_control_order(models: Iterable[Model]) -> tuple[Model, ...]:
    """Each of the models once, from the least to the most kept inside."""
    return tuple(sorted(set(models), key=control))


def outlook(placement: Placement, content: Content) -> Outlook:
    """Where a placement can still land.

    Raises:
        ValueError: A level is none of its axis.
    """
    return _remembered(content)(placement)


@per_content
def _remembered(content: Content) -> Callable[[Placement], Outlook]:
    return lru_cache(maxsize=4096)(lambda placement: _work_out(placement, content))


def _work_out(placement: Placement, content: Content) -> Outlook:
    levels = [_levels(placement, axis) for axis in AXES]
    answers = {rule: placement.rule(rule) for rule in ASKED_RULES}
    forbidding = tuple(rule for rule, answer in answers.items() if answer == "yes")
    open_rules = tuple(rule for rule, answer in answers.items() if answer is None)
    everywhere = landings(content)
    possible = {(a, b, c, d): everywhere[a, b, c, d] for a, b, c, d in product(*levels)}
    without_rules = _same({landing.lead for landing in possible.values()})
    if forbidding:
        lead: Model | None = FORBIDDEN
    else:
        lead = None if open_rules and without_rules != FORBIDDEN else without_rules
    stands = lead is not None and not forbidding
    return Outlook(
        open_axes=tuple(axis for axis in AXES if placement.axis(axis) is None),
        open_rules=open_rules,
        forbidding=forbidding,
        landings=possible,
        lead=lead,
        without_rules=without_rules,
        strict_governance=stands
        and any(landing.cell.strict_governance for landing in possible.values()),
        rows=tuple(sorted({row for landing in possible.values() for row in landing.cell.rows})),
    )


def _levels(placement: Placement, axis: Axis) -> tuple[str, ...]:
    level = placement.axis(axis)
    if level is None:
        return LEVELS[axis]
    if level not in LEVELS[axis]:
        raise ValueError(f"{axis} has no level {level!r}: one of {', '.join(LEVELS[axis])}")
    return (level,)


def _same(models: set[Model]) -> Model | None:
    """The one model there is, or None if there are several."""
    return models.pop() if len(models) == 1 else None
