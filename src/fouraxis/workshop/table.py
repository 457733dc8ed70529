"""A table in text, as spreadsheets and other programs write or copy it: rows, cells, what is what.

Nothing is dropped in silence: whatever cannot be read is named in a sentence, by its line.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.workshop.text import folded, quoted

COLUMNS: Final = (noted("name"), noted("description"), noted("owner"), noted("kind"))
"""What a table of workloads can have, and the order in which it is read without a header row."""

_HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    **{column: (column,) for column in COLUMNS},
    noted("workload"): ("name",),
    noted("title"): ("name",),
    noted("in one line"): ("description",),
    noted("business owner"): ("owner",),
    noted("type"): ("kind",),
}
"""What a column can be called: in English, and in the room's language as `tr` says it."""

_ELSEWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("use case", "anwendungsfall", "titel", "subject", "betreff"), ("name",)),
    **dict.fromkeys(("task name", "vorgangsname", "aufgabenname"), ("name",)),
    **dict.fromkeys(("card name", "kartenname", "item", "bezeichnung"), ("name",)),
    **dict.fromkeys(("project", "projekt", "initiative", "vorhaben"), ("name",)),
    **dict.fromkeys(("summary", "zusammenfassung"), ("name", "description")),
    **dict.fromkeys(("details", "card description", "kartenbeschreibung"), ("description",)),
    **dict.fromkeys(("product owner", "responsible", "verantwortlich"), ("owner",)),
    **dict.fromkeys(("assignee", "zugewiesene person", "bearbeiter"), ("owner",)),
    **dict.fromkeys(("assigned to", "zugewiesen an", "ansprechpartner", "contact"), ("owner",)),
    **dict.fromkeys(("category", "kategorie"), ("kind",)),
}
"""What the lists of other programs (Jira, Planner, Trello, project plans) call it, whatever the
language of the room: what says most first. A summary is the name of an issue in Jira."""

_SEPARATORS: Final = ",;\t|"
_SAID: Final = re.compile(r'\s*"?sep=([^\n])\1*"?[^\S\n]*(?:\n|\Z)', re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+-]?\d[\d.]*")
_FRACTION: Final = re.compile(r"\d+ ?%?")
_LOOKED_AT: Final = 20
"""So many rows tell which separator it is, and hold the header row if there is one."""

_UTF_16: Final = 4
"""One empty byte in so many, in what could be UTF-8, is that of UTF-16: there, every other is."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the number of its first line, and its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple(filter(None, self.cells))


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table are: each one of `COLUMNS`, or "" where it is not taken over.

    `heads` are the cells of its first row that is full, and `header` says that these name the
    columns and are no workload. `named` says that a header row was understood.
    """

    meanings: tuple[str, ...]
    heads: tuple[str, ...] = ()
    header: bool = False
    named: bool = False

    def assigned(self, column: int, meaning: str) -> "Layout":
        """The layout with a column that is this now; no two columns are the same."""
        width = max(len(self.heads), len(self.meanings))
        meanings = (*self.meanings, *[""] * (width - len(self.meanings)))
        return replace(
            self,
            meanings=tuple(
                meaning if at == column else "" if old == meaning else old
                for at, old in enumerate(meanings)
            ),
        )

    def turned(self) -> "Layout":
        """The layout with a first row that names the columns, or does so no longer."""
        return replace(self, header=not self.header)


def decoded(data: bytes) -> str:
    """The text of a file: in UTF-8, or in UTF-16 with or without the mark at its beginning.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    even, odd = data[::2].count(0), data[1::2].count(0)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if even == odd:
            raise
    else:
        if (even + odd) * _UTF_16 < len(data):
            return text
    return data.decode("utf-16-le" if odd > even else "utf-16-be")


def rows(text: str, problems: list[str], separator: str = "") -> tuple[Row, ...]:
    """The rows of a table that hold anything; what cannot be read goes to the problems.

    Without a separator, the table says it (`sep=;`), or it is the one that fits best. Line ends
    have to be newlines.
    """
    skipped = 0
    line = _SAID.match(text)
    if line and not separator:
        text, separator, skipped = text[line.end() :], line[1], line[0].count("\n")
    separator = separator or _best_separator(text)
    read: list[Row] = []
    for row, fault in _rows(text, separator):
        number = row.number + skipped
        if fault:
            problems.append(tr(fault, number=number))
        elif any(row.cells):
            read.append(Row(number, row.cells))
    return tuple(read)


def copied_rows(text: str) -> tuple[Row, ...]:
    """The rows of what was copied from a spreadsheet, or of a list: cells are parted by tabs.

    A cell with a line break or a quotation mark is quoted as a whole; any other quotation mark is
    one of the text.
    """
    return tuple(row for row, _ in _rows(text, "\t", lenient=True) if any(row.cells))


_MISPLACED: Final = noted(
    "Line {number} is left out: a quotation mark is out of place, so that its cells cannot be told."
)
_ENDLESS: Final = noted(
    "Line {number} cannot be read: a quotation mark is never closed. "
    "Nothing from there on is taken over."
)


def _rows(text: str, separator: str, *, lenient: bool = False) -> Iterator[tuple[Row, str]]:
    """Each row, or the fault for which it cannot be read; spaces around a quoted cell go."""
    blank = r"[^\S\n\t]*" if separator == "\t" else r"[^\S\n]*"
    part = re.escape(separator)
    in_quotes = re.compile(rf'{blank}"([^"]*(?:""[^"]*)*)"{blank}(?={part}|\n|\Z)')
    plain = re.compile(rf"(?:(?!{part})[^\n])*")
    at, line = 0, 1
    while at < len(text):
        first, cells = line, list[str]()
        while True:
            whole = in_quotes.match(text, at)
            bare = plain.match(text, at)
            if whole:
                cells.append(whole[1].replace('""', '"').strip())
                at, line = whole.end(), line + whole[0].count("\n")
            elif bare and (lenient or not bare[0].lstrip().startswith('"')):
                cells.append(bare[0].strip())
                at = bare.end()
            else:
                closed = text.find('"', text.index('"', at) + 1) >= 0
                yield Row(first, ()), _MISPLACED if closed else _ENDLESS
                if not closed:
                    return
                cells, at = [], _line_end(text, at)
            if at < len(text) and text[at] == separator:
                at += 1
            else:
                break
        yield Row(first, tuple(cells)), ""
        at, line = at + 1, line + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _best_separator(text: str) -> str:
    return max(_SEPARATORS, key=lambda separator: _fit(text, separator))


def _fit(text: str, separator: str) -> tuple[int, int, int]:
    """How well a separator takes the first rows apart: known headers, rows of one length, cells."""
    first = [row.cells for row, fault in islice(_rows(text, separator), _LOOKED_AT) if not fault]
    named = max((len(list(filter(None, headers(cells)))) for cells in first), default=0)
    lengths = Counter(len(cells) - _fractions(cells, separator) for cells in first if any(cells))
    del lengths[1]
    cells, alike = max(lengths.items(), key=lambda length: (length[1], length[0]), default=(0, 0))
    return named, alike, cells


def _fractions(cells: Sequence[str], separator: str) -> int:
    """How many commas in a row may be those of a number, and part no cells."""
    if separator != ",":
        return 0
    return sum(_is_fraction(cells, at) for at in range(len(cells) - 1))


def _is_fraction(cells: Sequence[str], at: int) -> bool:
    """Whether the comma behind a cell may be a decimal one."""
    whole, fraction = cells[at], cells[at + 1]
    return whole[-1:].isdigit() and _FRACTION.match(fraction) is not None


def without_decimal_commas(row: Row, columns: int) -> Row:
    """The row with cells joined that a decimal comma has parted, where that makes it fit."""
    cells = list(row.cells)
    parted = [
        at
        for at in range(len(cells) - 1)
        if _NUMBER.fullmatch(cells[at]) and _FRACTION.fullmatch(cells[at + 1])
    ]
    overlap = any(later - earlier == 1 for earlier, later in pairwise(parted))
    if not parted or overlap or len(cells) - len(parted) != columns:
        return row
    for at in reversed(parted):
        cells[at : at + 2] = [f"{cells[at]},{cells[at + 1]}"]
    return Row(row.number, tuple(cells))


def headers(cells: Sequence[str]) -> tuple[str, ...]:
    """What each cell of a header row names; empty for a column of which we know nothing."""
    columns = dict.fromkeys(range(len(cells)), "")
    keys = [folded(cell).rstrip(" :*") for cell in cells]
    spoken = {folded(tr(header)): meanings for header, meanings in _HEADERS.items()}
    for header, meanings in (*_HEADERS.items(), *spoken.items(), *_ELSEWHERE.items()):
        for at, key in enumerate(keys):
            if key == header and not columns[at]:
                free = (meaning for meaning in meanings if meaning not in columns.values())
                columns[at] = next(free, "")
    return tuple(columns.values())


def find_header(table: Sequence[Row]) -> int | None:
    """Which row names the columns: the first, or one below titles that are shorter.

    A row below others has to hold more cells than any of them, and to name the name. None if no row
    does.
    """
    for at, row in enumerate(table[:_LOOKED_AT]):
        widest = max((len(above.filled) for above in table[:at]), default=0)
        if "name" in headers(row.cells) and len(row.filled) > (widest if at else 0):
            return at
    return None


def fullest(table: Sequence[Row]) -> int:
    """The first row that is as full as any: what is above it may be titles, and it a header."""
    filled = [len(row.filled) for row in table[:_LOOKED_AT]]
    return filled.index(max(filled)) if filled else 0


def title(row: Row) -> str:
    """What is said of a row above the header."""
    words = quoted(" ".join(row.filled))
    return tr(
        "Line {number}, {title}, stands above the header row and is no workload.",
        number=row.number,
        title=words,
    )
