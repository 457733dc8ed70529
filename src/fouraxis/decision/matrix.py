"""The matrix: 27 cells, what each offers, and which of its options leads at which readiness."""

from dataclasses import dataclass
from itertools import product

from fouraxis.content.models import Content, Row
from fouraxis.content.terms import LEVELS, MODELS, STAGES, CellKey, Model
from fouraxis.memo import per_content

Point = tuple[str, str, str, str]
"""A full placement: sensitivity, maturity, certainty, readiness."""


@dataclass(frozen=True, slots=True)
class Cell:
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


@dataclass(frozen=True, slots=True)
class Landing:
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
