"""Workloads from elsewhere: names pasted one a line, or a table from a spreadsheet.

Nothing is dropped in silence: whatever cannot be taken over is named in a sentence, by its line.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.workshop.session import slug
from fouraxis.workshop.text import LINE_LIMIT, NOTE_LIMIT, one_line, quoted, storable

COLUMNS: Final = (noted("name"), noted("description"), noted("owner"), noted("kind"))
"""What a table of workloads can have, and the order in which it is read without a header row."""

NO_KINDS: Final[Mapping[str, str]] = {}

_HEADERS: Final = {
    **{column: column for column in COLUMNS},
    noted("workload"): "name",
    noted("title"): "name",
    noted("in one line"): "description",
    noted("business owner"): "owner",
    noted("type"): "kind",
}
"""What a column can be called: in English, and in the room's language as `tr` says it."""

_BULLET: Final = re.compile(r"^\s*(?:(?:[-*+•‣◦·–—]|\(?\d{1,4}[.)]|\[[ xX]?\])(?:\s+|$))+")
_DASH: Final = re.compile(r"\s+[-–—]\s+")
_SEPARATORS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A workload that somebody listed elsewhere; `kind` is an id of the content."""

    name: str
    description: str = ""
    owner: str = ""
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The workloads of a list in its order, and sentences on what is odd about it."""

    candidates: tuple[Candidate, ...]
    problems: tuple[str, ...] = ()


_Row = tuple[int, Mapping[str, str]]
"""A line number, and what the line has per column."""


def from_text(text: str, known: Collection[str] = (), kinds: Mapping[str, str] = NO_KINDS) -> Found:
    """The workloads in pasted text, one a line.

    Bullets and numbers in front go. "Name - description" is taken apart; what comes from a
    spreadsheet has tabs between name, description, owner and kind, and may have a header row.
    `known` are the names that the session has, `kinds` the names of the content's kinds by id.
    """
    text = _clean(text)
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if "\t" in first and "name" in _headers(first.split("\t")):
        return from_csv(text, known, kinds)
    rows = [(number, _listed(line)) for number, line in enumerate(lines, 1)]
    return _found(rows, [], known, kinds)


def from_csv(text: str, known: Collection[str] = (), kinds: Mapping[str, str] = NO_KINDS) -> Found:
    """The workloads in CSV text, separated by comma, semicolon or tab.

    The header row names the columns in any order and case; without one they are read in the order
    of `COLUMNS`, and that is said. `known` and `kinds` are as in `from_text`.
    """
    problems: list[str] = []
    table = [(number, cells) for number, cells in _read(_clean(text), problems) if any(cells)]
    columns = _headers(table[0][1]) if table else []
    if "name" in columns:
        for cell, column in zip(table[0][1], columns, strict=True):
            if not column and cell:
                problems.append(tr("The column {name} is not taken over.", name=quoted(cell)))
        del table[0]
    elif table:
        columns = list(COLUMNS)
        names = ", ".join(tr(column) for column in COLUMNS)
        problems.append(tr("There is no header row: the columns are read as {names}.", names=names))
    rows: list[_Row] = []
    for number, cells in table:
        rows.append((number, _by_column(columns, cells)))
        for cell in filter(None, cells[len(columns) :]):
            said = tr(
                "Line {number}: there is no column for {cell}; it is left out.",
                number=number,
                cell=quoted(cell),
            )
            problems.append(said)
    return _found(rows, problems, known, kinds)


def _clean(text: str) -> str:
    return storable(text.removeprefix("\ufeff"))


def _headers(cells: Sequence[str]) -> list[str]:
    """What each cell of a header row names; empty for a column of which we know nothing."""
    known = {tr(header).casefold(): column for header, column in _HEADERS.items()} | _HEADERS
    found = [known.get(" ".join(cell.casefold().split()), "") for cell in cells]
    return [column if column not in found[:at] else "" for at, column in enumerate(found)]


def _read(text: str, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line, as far as the table can be read."""
    skipped = 0
    if told := re.match(r"sep=([,;\t])\n", text):
        text, separator, skipped = text[told.end() :], told[1], 1
    else:
        separator = max(_SEPARATORS, key=lambda one: _fit(text, one))
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True
    )
    line = 1
    try:
        for cells in reader:
            yield line + skipped, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        said = tr(
            "Line {number} cannot be read: a quotation mark is missing or out of place, "
            "or a cell is too long. Nothing from there on is taken over.",
            number=line + skipped,
        )
        problems.append(said)


def _fit(text: str, separator: str) -> tuple[int, int]:
    """How well a separator takes the first line apart: into known headers, else into cells."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    cells = first.split(separator)
    headers = _headers([cell.strip(' "') for cell in cells])
    return len(list(filter(None, headers))), len(cells)


def _listed(line: str) -> dict[str, str]:
    """What one pasted line has, without bullets and numbers in front."""
    if "\t" in line.strip():
        first, *others = line.split("\t")
        return _by_column(COLUMNS, [_BULLET.sub("", first), *others])
    name, *description = _DASH.split(_BULLET.sub("", line.strip()), maxsplit=1)
    return _by_column(COLUMNS, [name, *description])


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}


def _found(
    rows: Sequence[_Row], problems: list[str], known: Collection[str], kinds: Mapping[str, str]
) -> Found:
    candidates: list[Candidate] = []
    session = {name.casefold() for name in known}
    listed: set[str] = set()
    for number, row in rows:
        name, owner = one_line(row.get("name", "")), one_line(row.get("owner", ""))
        description, kind = row.get("description", "").strip(), one_line(row.get("kind", ""))
        if not (name or description or owner or kind):
            continue
        if not name:
            problems.append(tr("Line {number} has no name and is left out.", number=number))
            continue
        if max(len(name), len(owner)) > LINE_LIMIT or len(description) > NOTE_LIMIT:
            said = tr("Line {number} has a text that is too long, and is left out.", number=number)
            problems.append(said)
            continue
        if name.casefold() in listed:
            problems.append(tr("{name} is in the list more than once.", name=quoted(name)))
        elif name.casefold() in session:
            problems.append(tr("{name} is in the session already.", name=quoted(name)))
        listed.add(name.casefold())
        kind_id = _kind(kind, kinds)
        if kind and kind_id is None:
            said = tr(
                "Line {number}: the kind {kind} is not known and is left out.",
                number=number,
                kind=quoted(kind),
            )
            problems.append(said)
        candidates.append(Candidate(name, description, owner, kind_id))
    if not candidates:
        problems.append(tr("There are no workloads in it."))
    return Found(tuple(candidates), tuple(problems))


def _kind(text: str, kinds: Mapping[str, str]) -> str | None:
    """The id of a kind, by its id or its name."""
    wanted = slug(text)
    return next(
        (key for key, name in kinds.items() if wanted and wanted in (key, slug(name))), None
    )
