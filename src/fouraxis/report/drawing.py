"""What a picture is made of: boxes, lines and texts, drawn the same as SVG and as PNG."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from fouraxis.report.cells import width as cells_of

Hatch = Literal["none", "rising", "level", "crossed"]
"""How a box is hatched, so that it differs in grey too."""

Segment = tuple[float, float, float, float]

_CELL: Final = 0.58
"""How wide a narrow character is on average, as a part of the size of the type."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box; `fill`, `outline` and the hatching's `ink` are colours of the palette."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "paper"
    outline: str = ""
    hatch: Hatch = "none"
    ink: str = "quiet"
    round: float = 0
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    ink: str = "line"
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is its base line, `x` its start, middle or end as `anchor` says."""

    x: float
    y: float
    text: str
    size: float = 13
    ink: str = "ink"
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False


Shape = Box | Line | Text


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its words: `title` is its caption, `description` says it to who cannot see."""

    name: str
    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def fitting(text: str, room: float, size: float) -> str:
    """The text on one line, cut to the room that there is: a table beside has it whole."""
    line = " ".join(text.split())
    if cells_of(line) * size * _CELL <= room:
        return line
    while line and (cells_of(line) + 1) * size * _CELL > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def hatching(box: Box) -> Iterator[Segment]:
    """The lines of a box's hatching, cut off at its edges."""
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    if box.hatch == "level":
        for step in range(1, int(box.height / 5) + 1):
            if y + step * 5 < bottom:
                yield x, y + step * 5, right, y + step * 5
    if box.hatch in ("rising", "crossed"):
        for start in range(6, int(box.width + box.height), 6):
            over_x, over_y = max(0.0, start - box.height), max(0.0, start - box.width)
            yield x + over_x, min(y + start, bottom), min(x + start, right), y + over_y
            if box.hatch == "crossed":
                yield x + over_x, max(y, bottom - start), min(x + start, right), bottom - over_y
