"""Draws a terminal's screen as an SVG that needs nothing beside it, in colours and cell by cell.

Text is text (it can be searched and scales), stretched to its cells so that any fixed-width font
will do; lines and blocks are drawn as shapes, so that they meet whatever the font.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from tests.terminal.emulator import Emulator

CELL_WIDTH, CELL_HEIGHT, BASELINE, MARGIN = 9.6, 20.0, 15.0, 14.0
TEXT, GROUND = "#d8dee4", "#0f1419"
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
_OWN_CELL = 0x2190  # arrows, shapes and marks from here on keep to their cell in every font

# Lines: which of left, right, up and down a character reaches to.
_ARMS = {
    "─": "lr",
    "│": "ud",
    "┌": "rd",
    "┐": "ld",
    "└": "ru",
    "┘": "lu",
    "╭": "rd",
    "╮": "ld",
    "╰": "ru",
    "╯": "lu",
    "├": "rud",
    "┤": "lud",
    "┬": "lrd",
    "┴": "lru",
    "┼": "lrud",
    "━": "lr",
    "┃": "ud",
    "╴": "l",
    "╶": "r",
    "╵": "u",
    "╷": "d",
}
_ROUNDED, _HEAVY, _RULES = "╭╮╰╯", "━┃", "─━"

# Blocks: left, top, right and bottom in eighths of a cell.
_BLOCKS = {
    "█": (0, 0, 8, 8),
    "▀": (0, 0, 8, 4),
    "▐": (4, 0, 8, 8),
    "▔": (0, 0, 8, 1),
    "▕": (7, 0, 8, 8),
    **{char: (0, 8 - n, 8, 8) for n, char in enumerate("▁▂▃▄▅▆▇", start=1)},
    **{char: (0, 0, 8 - n, 8) for n, char in enumerate("▉▊▋▌▍▎▏", start=1)},
}


@dataclass(frozen=True)
class _Cell:
    """One character with its looks, and how many columns it takes."""

    column: int
    char: str
    width: int
    text: str
    ground: str
    style: str

    @property
    def left(self) -> float:
        return MARGIN + self.column * CELL_WIDTH


def svg(emulator: Emulator, title: str) -> str:
    """The screen as it is now, as the text of an SVG file."""
    width = emulator.columns * CELL_WIDTH + 2 * MARGIN
    height = emulator.rows * CELL_HEIGHT + 2 * MARGIN
    rows = [list(_cells(emulator, row)) for row in range(emulator.rows)]
    ground = Counter(cell.ground for cells in rows for cell in cells).most_common(1)[0][0]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}" font-family="{FONTS}" font-size="16" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{ground}"/>',
    ]
    for row, cells in enumerate(rows):
        top = MARGIN + row * CELL_HEIGHT
        parts += _grounds(cells, top, ground)
        parts += _foregrounds(cells, top)
    return "\n".join([*parts, "</svg>", ""])


def _cells(emulator: Emulator, row: int) -> Iterator[_Cell]:
    line = emulator.screen.buffer[row]
    for column in range(emulator.columns):
        cell = line[column]
        if not cell.data:  # the second half of a wide character
            continue
        wide = column + 1 < emulator.columns and not line[column + 1].data
        text, ground = _colour(cell.fg, TEXT), _colour(cell.bg, GROUND)
        if cell.reverse:
            text, ground = ground, text
        yield _Cell(column, cell.data, 2 if wide else 1, text, ground, _style(cell))


def _colour(name: str, default: str) -> str:
    if name == "default":
        return default
    return f"#{name}" if len(name) == 6 and set(name) <= set("0123456789abcdef") else name


def _style(cell: Any) -> str:
    lines = [
        name
        for name, drawn in (("underline", cell.underscore), ("line-through", cell.strikethrough))
        if drawn
    ]
    return (
        (' font-weight="bold"' if cell.bold else "")
        + (' font-style="italic"' if cell.italics else "")
        + (f' text-decoration="{" ".join(lines)}"' if lines else "")
    )


def _grounds(cells: list[_Cell], top: float, page: str) -> Iterator[str]:
    for colour, group in groupby(cells, key=lambda cell: cell.ground):
        if colour != page:
            run = list(group)
            width = sum(cell.width for cell in run) * CELL_WIDTH
            yield _rect(run[0].left, top, width, CELL_HEIGHT, colour)


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _foregrounds(cells: list[_Cell], top: float) -> Iterator[str]:
    def looks(cell: _Cell) -> tuple[object, ...]:
        alone = ord(cell.char[0]) >= _OWN_CELL and cell.char not in _RULES
        return cell.text, cell.style, cell.column if alone else cell.char in _RULES and cell.char

    for _, group in groupby(cells, key=looks):
        yield from _run(list(group), top)


def _run(cells: list[_Cell], top: float) -> Iterator[str]:
    """Cells of the same looks: shapes, or text without the blanks around it."""
    first = cells[0]
    if first.char in _BLOCKS:
        left, upper, right, lower = _BLOCKS[first.char]
        x, y = first.left + left * CELL_WIDTH / 8, top + upper * CELL_HEIGHT / 8
        width, height = (right - left) * CELL_WIDTH / 8, (lower - upper) * CELL_HEIGHT / 8
        yield _rect(x, y, width, height, first.text)
    elif first.char in _ARMS:
        yield _line(first, cells[-1].left + CELL_WIDTH, top)
    else:
        drawn = [n for n, cell in enumerate(cells) if cell.char.strip() or cell.style]
        if not drawn:
            return
        cells = cells[drawn[0] : drawn[-1] + 1]
        yield (
            f'<text x="{cells[0].left:g}" y="{top + BASELINE:g}" fill="{cells[0].text}"'
            f' textLength="{sum(cell.width for cell in cells) * CELL_WIDTH:g}"'
            f' lengthAdjust="spacingAndGlyphs" xml:space="preserve"{cells[0].style}>'
            f"{escape(''.join(cell.char for cell in cells))}</text>"
        )


def _line(cell: _Cell, right: float, top: float) -> str:
    """A box-drawing character as a path: from its middle to each edge, or round a corner.

    A rule of several such characters goes on to its right end.
    """
    x, y = cell.left + CELL_WIDTH / 2, top + CELL_HEIGHT / 2
    ends = {"l": (cell.left, y), "r": (right, y), "u": (x, top), "d": (x, top + CELL_HEIGHT)}
    reached = [ends[arm] for arm in _ARMS[cell.char]]
    if cell.char in _ROUNDED:
        (ax, ay), (bx, by) = reached
        path = f"M{ax:g} {ay:g}Q{x:g} {y:g} {bx:g} {by:g}"
    else:
        path = "".join(f"M{x:g} {y:g}L{ex:g} {ey:g}" for ex, ey in reached)
    weight = 2.6 if cell.char in _HEAVY else 1.2
    return f'<path d="{path}" fill="none" stroke="{cell.text}" stroke-width="{weight}"/>'
