"""The placement map: every workload in its cell of sensitivity by maturity, as a picture."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import LEVELS, CellKey, model_code
from fouraxis.decision.matrix import Cell, cells
from fouraxis.report.drawing import Box, Picture, Shape, Text, fitting
from fouraxis.report.summary import Summary, WorkloadRow, settled

_LEFT: Final = 92
_TOP: Final = 64
_CELL: Final = 72
_GAP: Final = 14
_DOT: Final = 20
_DOTS: Final = 6
_PANEL: Final = 3 * _CELL + _GAP

Numbers = Mapping[str, int]
"""The number of each workload, by id: what stands for its name in a picture."""


def placement_map(summary: Summary, content: Content) -> Picture:
    """Every workload that is placed on sensitivity, maturity and certainty, in its cell."""
    numbers = {row.id: number for number, row in enumerate(summary.workloads, 1)}
    inside: dict[CellKey, list[WorkloadRow]] = {}
    for row in summary.workloads:
        place = row.assessed.placement
        key = (place.sensitivity, place.maturity, place.certainty)
        if all(level is not None for level in key):
            inside.setdefault(key, []).append(row)  # type: ignore[arg-type]
    outside = len(summary.workloads) - sum(map(len, inside.values()))
    return Picture(
        name="placement-map",
        title=tr("Where the workloads stand"),
        description=_described(inside, outside, content),
        width=_LEFT + 3 * _PANEL + 4,
        height=_TOP + 3 * _CELL + 44,
        shapes=tuple(_shapes(inside, numbers, content)),
    )


def _described(
    inside: Mapping[CellKey, Sequence[WorkloadRow]], outside: int, content: Content
) -> str:
    names = [content.axes.axes[axis].name for axis in ("sensitivity", "maturity", "certainty")]
    placed = sum(map(len, inside.values()))
    sentences = [
        tr(
            "Three maps of {down} by {across}, one for each level of {each}.",
            down=names[0],
            across=names[1],
            each=names[2],
        ),
        ntr(
            placed,
            "{count} workload in {cells} of the 27 cells.",
            "{count} workloads in {cells} of the 27 cells.",
            cells=len(inside),
        ),
    ]
    if outside:
        sentences.append(tr("{count} not placed on all three.", count=outside))
    return " ".join([*sentences, tr("The table beside it says the same.")])


def _shapes(
    inside: Mapping[CellKey, Sequence[WorkloadRow]], numbers: Numbers, content: Content
) -> Iterator[Shape]:
    axes, matrix = content.axes.axes, cells(content)
    middle = _TOP + 1.5 * _CELL
    yield Text(_LEFT - 8, _TOP - 12, axes["sensitivity"].name, 11, "quiet", "end")
    for down, sensitivity in enumerate(LEVELS["sensitivity"]):
        name = axes["sensitivity"].levels[sensitivity].name
        y = middle + (down - 1) * _CELL + 4
        yield Text(_LEFT - 8, y, fitting(name, _LEFT - 10, 12), 12, "ink", "end")
    for panel, certainty in enumerate(LEVELS["certainty"]):
        left = _LEFT + panel * _PANEL
        name = f"{axes['certainty'].name}: {axes['certainty'].levels[certainty].name}"
        yield Text(left + 1.5 * _CELL, 17, fitting(name, _PANEL, 13), 13, "ink", "middle", True)
        for across, maturity in enumerate(LEVELS["maturity"]):
            x = left + across * _CELL
            name = axes["maturity"].levels[maturity].name
            at = x + _CELL / 2
            yield Text(at, _TOP - 12, fitting(name, _CELL, 11), 11, "quiet", "middle")
            for down, sensitivity in enumerate(LEVELS["sensitivity"]):
                key = (sensitivity, maturity, certainty)
                yield from _cell(x, _TOP + down * _CELL, matrix[key], inside.get(key, ()), numbers)
        name = axes["maturity"].name
        yield Text(left + 1.5 * _CELL, _TOP - 28, name, 11, "quiet", "middle")
    y = _TOP + 3 * _CELL + 14
    yield Box(_LEFT, y, 14, 14, "paper", "line")
    yield Text(_LEFT + 20, y + 11, tr("published row: capitals"), 11, "quiet")
    yield Box(_LEFT + 190, y, 14, 14, "panel", "line", "rising", "line")
    yield Text(_LEFT + 210, y + 11, tr("interpretation (guide): small letters"), 11, "quiet")
    yield Box(_LEFT + 446, y - 1, 16, 16, "solid", "", round=8)
    yield Text(_LEFT + 468, y + 11, tr("a workload, by its number in the table"), 11, "quiet")


def _cell(
    x: float, y: float, cell: Cell, rows: Sequence[WorkloadRow], numbers: Numbers
) -> Iterator[Shape]:
    if cell.interpretation:
        yield Box(x, y, _CELL, _CELL, "panel", "line", "rising", "line")
        yield Box(x + 3, y + 4, _CELL - 6, 15, "panel")
    else:
        yield Box(x, y, _CELL, _CELL, "paper", "line")
    codes = "/".join(model_code(o, interpretation=cell.interpretation) for o in cell.options)
    codes += "!" if cell.strict_governance else ""
    yield Text(x + _CELL / 2, y + 15, codes, 11, "quiet", "middle", not cell.interpretation)
    shown = rows if len(rows) <= _DOTS else rows[: _DOTS - 1]
    for at, row in enumerate(shown):
        left, top = _spot(x, y, at)
        yield from _dot(left, top, row, str(numbers[row.id]))
    if len(rows) > len(shown):
        left, top = _spot(x, y, _DOTS - 1)
        yield Box(left, top, _DOT, _DOT, "paper", "ink", round=4)
        yield _in_dot(left, top, f"+{len(rows) - len(shown)}", "ink")


def _dot(left: float, top: float, row: WorkloadRow, number: str) -> Iterator[Shape]:
    """A workload in the colour of its model; a square with "!" where the room has to look again."""
    if row.outdated or row.assessed.contradictions:
        yield Box(left, top, _DOT, _DOT, "paper", "ink", round=2)
        yield _in_dot(left, top, f"{number}!", "ink")
    else:
        yield Box(left, top, _DOT, _DOT, settled(row) or "solid", "paper", round=_DOT / 2)
        yield _in_dot(left, top, number, "on-solid")


def _spot(x: float, y: float, at: int) -> tuple[float, float]:
    return x + 4 + at % 3 * (_DOT + 2), y + 24 + at // 3 * (_DOT + 2)


def _in_dot(left: float, top: float, text: str, ink: str) -> Text:
    return Text(left + _DOT / 2, top + 14, text, 11 if len(text) < 3 else 9, ink, "middle", True)
