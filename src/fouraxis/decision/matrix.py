"""The matrix: a placement on it, its 27 cells, what each offers, and which option leads when.

A placement is what goes into a recommendation: levels, answers, and what factors suggest (guide).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from fouraxis.content.models import Content, Row
from fouraxis.content.terms import (
    FACTORS,
    LEVELS,
    MODELS,
    STAGES,
    Answer,
    AskedRule,
    Axis,
    CellKey,
    Model,
)
from fouraxis.memo import per_content

Point = tuple[str, str, str, str]
"""A full placement: sensitivity, maturity, certainty, readiness."""


class Cell(NamedTuple):
    """One cell of the matrix.

    `options` are in the order in which the content names them. `rows` are the published rows that
    hold; where there is none, `interpretation` is true and `leans_on` says what the guide's reading
    leans on. `combined` tells how two rows became one outcome.
    """

    sensitivity: str
    maturity: str
    certainty: str
    options: tuple[Model, ...]
    rows: tuple[int, ...]
    interpretation: bool
    strict_governance: bool
    leans_on: str = ""
    combined: str | None = None


class Landing(NamedTuple):
    """Where a full placement lands: its cell and the model that leads there.

    `why` is the phrase that explains the lead.
    """

    cell: Cell
    lead: Model
    alternative: Model | None
    why: str


def control(model: Model) -> int:
    """How much a model keeps inside: 0 for full outsourcing, the most for do not outsource."""
    return MODELS.index(model)


def in_control_order(models: Iterable[Model]) -> tuple[Model, ...]:
    """Each of the models once, from the least to the most kept inside."""
    return tuple(sorted(set(models), key=control))


@per_content
def cells(content: Content) -> dict[CellKey, Cell]:
    """All 27 cells, by sensitivity, maturity and certainty.

    Raises:
        KeyError: The content leaves a cell open; loading proves that it does not.
    """
    readings = {
        (reading.sensitivity, reading.maturity, reading.certainty): reading
        for reading in content.matrix.interpretations.values()
    }
    matrix: dict[CellKey, Cell] = {}
    for key in product(LEVELS["sensitivity"], LEVELS["maturity"], LEVELS["certainty"]):
        rows = sorted(
            (row for row in content.matrix.rows.values() if row.holds(*key)),
            key=lambda row: row.number,
        )
        if rows:
            matrix[key] = _published(key, rows)
        else:
            reading = readings[key]
            matrix[key] = Cell(*key, reading.options, (), True, False, leans_on=reading.leans_on)
    return matrix


def _published(key: CellKey, rows: list[Row]) -> Cell:
    """The cell of one row, or of several: what all allow, else the option with the most control.

    Where rows are joined, what either of them offers and keeps more inside than that stays offered.
    """
    options, combined = rows[0].options, None
    if len(rows) > 1:
        every = tuple(dict.fromkeys(option for row in rows for option in row.options))
        common = tuple(option for option in every if all(option in row.options for row in rows))
        first, combined = (common, "rows-common") if common else ((), "rows-control")
        first = first or (max(every, key=control),)
        kept = (option for option in every if control(option) > max(map(control, first)))
        options = (*first, *sorted(kept, key=control))
    strict = any(row.strict_governance for row in rows)
    numbers = tuple(row.number for row in rows)
    return Cell(*key, options, numbers, False, strict, combined=combined)


def lead(cell: Cell, readiness: str) -> Model:
    """The option that leads in a cell at a readiness (guide)."""
    return _leading(cell, readiness)[0]


def alternative(cell: Cell, readiness: str) -> Model | None:
    """The other option of a cell, or None: the room may take it without giving a reason."""
    first = lead(cell, readiness)
    return next((option for option in cell.options if option != first), None)


@per_content
def landings(content: Content) -> dict[Point, Landing]:
    """Where each of the 27 × 4 full placements lands."""
    everywhere: dict[Point, Landing] = {}
    for key, cell in cells(content).items():
        for stage in STAGES:
            model, why = _leading(cell, stage)
            everywhere[(*key, stage)] = Landing(cell, model, alternative(cell, stage), why)
    return everywhere


def _leading(cell: Cell, readiness: str) -> tuple[Model, str]:
    """The lead and the phrase that says why: the guide's rule for each "or" of the matrix."""
    if cell.combined and len(cell.options) > 1:
        return cell.options[0], "lead-joined"
    match sorted(cell.options, key=control):
        case [only]:
            return only, "lead-only"
        case ["full-outsourcing", "staff-augmentation"]:
            if readiness in ("poc", "pilot"):
                return "staff-augmentation", "lead-augment-before-scale"
            return "full-outsourcing", "lead-full-at-scale"
        case ["co-build-squad", "staff-augmentation"]:
            if cell.maturity == "mature":
                return "staff-augmentation", "lead-augment-mature"
            return "co-build-squad", "lead-cobuild-emerging"
        case ["staff-augmentation", "advisory-only"]:
            if readiness == "poc":
                return "advisory-only", "lead-advice-at-poc"
            return "staff-augmentation", "lead-augment-after-poc"
        case ["advisory-only", "internal-rnd"]:
            if cell.maturity == "none":
                return "advisory-only", "lead-advice-without-team"
            if readiness == "poc":
                return "internal-rnd", "lead-rnd-at-poc"
            return "advisory-only", "lead-advice-after-poc"
        case _:
            return cell.options[0], "lead-first"


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
