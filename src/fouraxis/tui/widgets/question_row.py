"""One row of the question table: what it holds, how high it is, how it is drawn."""

from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.look import cut, cut_middle, shown_line
from fouraxis.workshop.text import showable_line

LABEL_WIDTH: Final = 38
"""The widest that a label may be beside its options, in cells."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question as it stands.

    `options` are (id, name) pairs; a row without options is a field of text. `value` is the id of
    the chosen option (or `"unknown"`, or `"not-applicable"`), or the text. `empty` is said where
    there is no text yet, if not what every empty field says. `picks` are texts that a
    digit fills in; `derived` is what holds while nothing else is said. `heading` starts a group: it
    has no answer. A long text loses its end, or its middle where `is_path` says that it is a path.
    `beside` is what else is to be known, from the longest wording to the shortest: what fits is
    shown behind the options.
    """

    item: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    value: str | None = None
    suggested: str | None = None
    derived: str | None = None
    unknown: bool = True
    noted: bool = False
    parked: bool = False
    review: bool = False
    heading: bool = False
    indent: int = 0
    picks: tuple[str, ...] = ()
    empty: str = ""
    is_path: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row as drawn: its lines, and where each option is on the last one (start, end, id)."""

    lines: tuple[Content, ...]
    spans: tuple[tuple[int, int, str], ...] = ()


def label_width(rows: tuple[Row, ...]) -> int:
    """The width of the column of labels, in cells."""
    widest = max(
        (cell_len(showable_line(row.label)) + row.indent for row in rows if not row.heading),
        default=0,
    )
    return min(widest, LABEL_WIDTH) + 2


def _answer_width(row: Row) -> int:
    if not row.options:
        return 20
    note = 2  # kept free where there is none yet, so that nothing moves when one comes
    beside = cell_len(row.beside[-1]) + 1 if row.beside else 0
    options = sum(cell_len(name) + 4 for _, name in row.options)
    return options + (5 if row.unknown else 0) + note + beside


def tops(rows: tuple[Row, ...], width: int) -> list[int]:
    """The line at which each row begins, and the line behind the last one.

    A row takes one line, or two where label and options do not fit side by side. A heading has a
    line of space above it, but for the first.
    """
    labels = label_width(rows)
    starts = [0]
    for index, row in enumerate(rows):
        if row.heading:
            height = 2 if index else 1
        else:
            height = 2 if 4 + labels + _answer_width(row) > width else 1
        starts.append(starts[-1] + height)
    return starts


def draw(row: Row, width: int, height: int, labels: int, *, here: bool, focus: bool) -> Drawn:
    """A row in one line or two; `here` if the cursor is on it, `focus` if the keys go there."""
    if row.heading:
        title = Content.styled(cut(row.label, width), "bold $secondary")
        return Drawn((*(Content(""),) * (height - 1), title))
    column = labels if height == 1 else max(width - 6, 10)
    label = cut(" " * row.indent + row.label, column - 1)
    head = Content.assemble(
        (GLYPHS.cursor + " " if here else "  ", "$accent" if focus else "$faint"),
        _mark(row),
        " ",
        (label, "bold $foreground" if here else "$foreground"),
        " " * max(column - cell_len(label), 1),
    )
    x = 6 if height == 2 else head.cell_length
    answer, spans = _answer(row, x, width - x, here)
    if height == 2:
        return Drawn((head, Content.assemble(" " * x, answer)), tuple(spans))
    return Drawn((Content.assemble(head, answer),), tuple(spans))


def _mark(row: Row) -> Content:
    if row.parked:
        mark = (GLYPHS.parked, "$warning")
    elif row.review:
        mark = (GLYPHS.review, "$warning")
    elif row.value == "unknown":
        mark = (GLYPHS.unknown, "$warning")
    elif row.value is not None:
        mark = (GLYPHS.done, "$success")
    elif row.derived is not None:
        mark = (GLYPHS.known, "$success")
    else:
        mark = (GLYPHS.none, "$faint")
    return Content.styled(*mark)


def _answer(row: Row, x: int, width: int, here: bool) -> tuple[Content, list[tuple[int, int, str]]]:
    note = Content.styled(f" {GLYPHS.note}" if row.noted else "", "$accent")
    if not row.options:
        empty = row.empty or tr("Enter to fill in")
        fit = cut_middle if row.is_path else cut
        text = (
            shown_line(fit(row.value, width - 3))
            if row.value
            else Content.styled(cut(empty, width - 3), "italic $faint")
        )
        return Content.assemble(text, note), [(x, x + width, "")]
    parts: list[Content] = []
    spans: list[tuple[int, int, str]] = []
    options = [(str(n), *option) for n, option in enumerate(row.options, 1)]
    if row.unknown:
        options.append(("0", "unknown", GLYPHS.unknown))
    at = x
    for digit, option, name in options:
        part = _option(digit, name, _standing(row, option), here)
        spans.append((at, at + part.cell_length, option))
        at += part.cell_length
        parts.append(part)
    room = x + width - at - note.cell_length - 1
    beside = next((text for text in row.beside if cell_len(text) <= room), "")
    return Content.assemble(*parts, note, (f" {beside}", "$quiet")), spans


def _standing(row: Row, option: str) -> str:
    """Whether an option is chosen, holds without having been said, is suggested, or nothing."""
    if option == row.value:
        return "chosen"
    if row.value is None and option == row.derived:
        return "holds"
    return "suggested" if option == row.suggested else ""


def _option(digit: str, name: str, standing: str, here: bool) -> Content:
    if standing == "chosen":
        return Content.styled(
            f"{GLYPHS.chosen_left}{digit} {name}{GLYPHS.chosen_right}", "bold $accent"
        )
    if standing == "holds":
        return Content.styled(f"({digit} {name})", "bold $success")
    quiet = "$foreground" if here else "$quiet"
    style = f"underline {quiet}" if standing == "suggested" else quiet
    return Content.assemble((f" {digit} ", "$faint"), (name, style), " ")
