"""What a wall shows, cell by cell: each sign with its colours, as a terminal would draw it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tests.report.contrast import contrast

NO_COLOUR: Final = "#808080"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `sign` is empty in the second cell of a wide sign."""

    sign: str
    text: str = NO_COLOUR
    ground: str = NO_COLOUR
    bold: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen there."""
        return self.sign == " "

    @property
    def loud(self) -> float:
        """How much it stands out: the contrast of its sign, and a little for a bold one."""
        return contrast(self.text, self.ground) * (1.15 if self.bold else 1)


Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Signs of one look beside each other on a line."""

    row: int
    column: int
    text: str
    look: Cell


def grid(strips: Iterable[Strip]) -> tuple[Line, ...]:
    """The cells of a screen, line by line."""
    return tuple(tuple(_cells(strip)) for strip in strips)


def plain(line: Line) -> str:
    """The signs of a line."""
    return "".join(cell.sign for cell in line)


def runs(lines: tuple[Line, ...]) -> Iterator[Run]:
    """All texts of a screen: what has one look, without the blanks around it."""
    for row, line in enumerate(lines):
        column = 0
        for _, group in groupby(line, key=lambda cell: (cell.text, cell.ground, cell.bold)):
            cells = tuple(group)
            text = plain(cells)
            if text.strip():
                lead = len(text) - len(text.lstrip())
                look = next(cell for cell in cells if not cell.blank)
                yield Run(row, column + lead, text.strip(), look)
            column += len(cells)


def _cells(strip: Strip) -> Iterator[Cell]:
    for segment in strip:
        text, ground, bold = _look(segment)
        for sign in segment.text:
            width = cell_len(sign)
            if width:
                yield Cell(sign, text, ground, bold)
            for _ in range(width - 1):
                yield Cell("", text, ground, bold)


def _look(segment: Segment) -> tuple[str, str, bool]:
    style = segment.style
    if style is None:
        return NO_COLOUR, NO_COLOUR, False
    colours = [
        colour.get_truecolor().hex if colour is not None else NO_COLOUR
        for colour in (style.color, style.bgcolor)
    ]
    if style.reverse:
        colours.reverse()
    return colours[0], colours[1], bool(style.bold)
