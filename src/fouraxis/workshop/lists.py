"""Workloads from elsewhere: names pasted one a line, or a table from a spreadsheet.

Nothing is dropped in silence: whatever cannot be taken over is named in a sentence, by its line.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fouraxis.content.language import tr
from fouraxis.workshop import table
from fouraxis.workshop.session import slug
from fouraxis.workshop.text import LINE_LIMIT, NOTE_LIMIT, folded, legible, one_line, quoted

NO_KINDS: Final[Mapping[str, str]] = {}

_GLYPHS: Final = "-*+•‣◦·–—⁃∙▪▫■□●○◆◇►▶▸➢➤➔→⇒✓✔✗✘✦❖⦁⦿◉⬤※☐☑☒✅👉🔹🔸>\uf020-\uf0ff"
"""Bullets; those from U+F020 on are of fonts of signs, as Word has them (Symbol, Wingdings)."""

_SURE: Final = (
    rf"[{_GLYPHS}]\ufe0f?|\d\ufe0f?\u20e3|\[[ xX]?\]"
    r"|\(?\d{1,4}[.)]|\d{1,3}(?:\.\d{1,3})+[.)]|\(?(?:[a-zA-Z]|[ivxIVX]{1,5})\)"
)
"""What is a bullet or a number in front of whatever stands behind it."""

_UNSURE: Final = {
    "sign": r"[o§»¤Øüqvnl]",  # how Outlook writes bullets of fonts of signs in plain text
    "letter": r"[a-zA-Z]\.",
    "roman": r"[ivxIVX]{1,5}\.",
    "levels": r"[1-9]\d{0,2}(?:\.[1-9]\d{0,2})+",
}
"""What is one only with a gap behind it, or if other lines have its like: "E. coli" is a name."""

_GAP: Final = r"(?:\t|[^\S\n]{2,})"
_ANY: Final = "|".join(_UNSURE.values())
_BULLET: Final = re.compile(rf"\A\s*(?:(?:{_SURE})(?:\s+|$)|(?:{_ANY})(?:{_GAP}|$))+(?=\S|$)")
_CELL: Final = re.compile(rf"(?:(?:{_SURE}|{_ANY}|\d{{1,4}})\s*)+")
_DASH: Final = re.compile(r"\s+[-–—]\s+")
_RULE: Final = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A workload that somebody listed elsewhere; `kind` is an id of the content."""

    name: str
    description: str = ""
    owner: str = ""
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The workloads of a list in its order, and sentences on what is odd about it.

    `layout` says what the columns of a table were taken for; None for a list.
    """

    candidates: tuple[Candidate, ...]
    problems: tuple[str, ...] = ()
    layout: table.Layout | None = field(default=None, compare=False)


_MAIL: Final = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>|\s*\([^()\s]+@[^()\s]+\)")
"""The address behind a name, as a mail program writes it."""


def people_in(text: str, names: Collection[str] = ()) -> tuple[str, ...]:
    """The people in pasted text: one a line, or a row as a mail program has it.

    Bullets, numbers and addresses go, and who is named twice, or is among `names` already; what
    stands behind a name ("- head of claims") stays with it.
    """
    there = {folded(name) for name in names}
    people: list[str] = []
    for candidate in from_text(_MAIL.sub("", legible(text)).replace(";", "\n")).candidates:
        name = " - ".join(filter(None, (candidate.name, candidate.description)))
        if folded(name) not in there:
            there.add(folded(name))
            people.append(name)
    return tuple(people)


def from_text(
    text: str,
    names: Collection[str] = (),
    kinds: Mapping[str, str] = NO_KINDS,
    layout: table.Layout | None = None,
) -> Found:
    """The workloads in pasted text, one a line.

    Bullets and numbers in front go. "Name - description" is taken apart; what comes from a
    spreadsheet has tabs between name, description, owner and kind, and may have a header row, with
    titles above it. A table with other separators is read by its header row.
    `names` are those that the session has, `kinds` the names of the content's kinds by id. A
    `layout` that was made by hand says what its columns are.
    """
    text = _without_frame(legible(text))
    pasted = table.copied_rows(text)
    first = pasted[0] if pasted else table.Row(1, ())
    problems: list[str] = []
    if table.find_header(pasted) is not None and any(len(row.cells) > 1 for row in pasted):
        return _of_table(pasted, problems, names, kinds, layout)
    if len(first.cells) == 1 and _is_table(text):
        return from_csv(text, names, kinds, layout)
    if len(pasted) > 1 and len(first.cells) == 1 and table.headers(first.cells)[0] == "name":
        problems.append(
            tr(
                "Line {number}, {title}, is read as a heading.",
                number=first.number,
                title=quoted(first.cells[0]),
            )
        )
        pasted = pasted[1:]
    bare = _bare(pasted)
    if layout:
        return _of_table(bare, problems, names, kinds, layout)
    return _of_list(bare, problems, names, kinds)


def from_csv(
    text: str,
    names: Collection[str] = (),
    kinds: Mapping[str, str] = NO_KINDS,
    layout: table.Layout | None = None,
) -> Found:
    """The workloads in CSV text, separated by comma, semicolon, tab, or what `sep=` says.

    The header row names the columns in any order and case, and may have titles above it; without
    one they are read in the order of `COLUMNS`, and that is said. A `layout` that was made by hand
    goes before all that. `names` and `kinds` are as in `from_text`.
    """
    problems: list[str] = []
    return _of_table(table.rows(legible(text), problems), problems, names, kinds, layout)


def _is_table(text: str) -> bool:
    """Whether text without tabs is a table with a header row of at least two known columns."""
    header = table.rows(text, [])[:1]
    meanings = [meaning for row in header for meaning in table.headers(row.cells) if meaning]
    return "name" in meanings and len(meanings) > 1


def _without_frame(text: str) -> str:
    """A table that is drawn with bars, as Notion and web pages copy it, with tabs instead."""
    lines = [line.strip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    if not filled or not all(line.startswith("|") and line.endswith("|") for line in filled):
        return text
    bare = ("" if _RULE.fullmatch(line) else line.strip("|") for line in lines)
    return "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in bare)


def _of_table(
    grid: Sequence[table.Row],
    problems: list[str],
    names: Collection[str],
    kinds: Mapping[str, str],
    layout: table.Layout | None,
) -> Found:
    """The workloads in the rows of a table."""
    header = None if layout and not layout.named else table.find_header(grid)
    at = table.fullest(grid) if header is None else header
    first = grid[at].cells if grid else ()
    if layout is None:
        named = header is not None
        layout = table.Layout(
            table.headers(first) if named else table.COLUMNS, header=named, named=named
        )
        if grid and not named:
            columns = ", ".join(tr(column) for column in table.COLUMNS)
            problems.append(
                tr("There is no header row: the columns are read as {names}.", names=columns)
            )
    if layout.header:
        problems += map(table.title, grid[:at])
        for head, meaning in zip(first, layout.meanings, strict=False):
            if head and not meaning:
                problems.append(tr("The column {name} is not taken over.", name=quoted(head)))
        grid = grid[at + 1 :]
    listed = [_by_column(layout.meanings, row, problems) for row in grid]
    heads = _heads(first, grid)
    return replace(_found(listed, problems, names, kinds), layout=replace(layout, heads=heads))


_Named = tuple[int, Mapping[str, str]]
"""A line number, and what the line has per column."""


def _by_column(meanings: Sequence[str], row: table.Row, problems: list[str]) -> _Named:
    """What a row has per column that is taken over; a cell without a column is told."""
    row = table.without_decimal_commas(row, len(meanings))
    for cell in filter(None, row.cells[len(meanings) :]):
        problems.append(
            tr(
                "Line {number}: there is no column for {cell}; it is left out.",
                number=row.number,
                cell=quoted(cell),
            )
        )
    cells = zip(meanings, row.cells, strict=False)
    return row.number, {meaning: cell for meaning, cell in cells if meaning}


def _of_list(
    bare: Sequence[table.Row], problems: list[str], names: Collection[str], kinds: Mapping[str, str]
) -> Found:
    """The workloads in a list: one a row, or with cells and no header."""
    listed: list[_Named] = []
    for row in bare:
        if len(row.cells) == 1:
            name, *description = _DASH.split(row.cells[0], maxsplit=1)
            listed.append(
                _by_column(table.COLUMNS, table.Row(row.number, (name, *description)), problems)
            )
        else:
            listed.append(_by_column(table.COLUMNS, row, problems))
    contents = _found(listed, problems, names, kinds)
    heads = _heads(bare[table.fullest(bare)].cells if bare else (), bare)
    return (
        replace(contents, layout=table.Layout(table.COLUMNS, heads)) if len(heads) > 1 else contents
    )


def _heads(first: tuple[str, ...], grid: Sequence[table.Row]) -> tuple[str, ...]:
    """What stands for each column, as many as the widest row has."""
    return (*first, *[""] * (max((len(row.cells) for row in grid), default=0) - len(first)))


def _bare(pasted: Sequence[table.Row]) -> tuple[table.Row, ...]:
    """The rows of a list without empty columns in front, bullets and numbers."""
    margin = min((row.cells.index(row.filled[0]) for row in pasted), default=0)
    moved = [_unindented(table.Row(row.number, row.cells[margin:])) for row in pasted]
    return tuple(_without_markers(moved))


def _unindented(row: table.Row) -> table.Row:
    """The row without cells in front that are a bullet or number, or only move it to the right."""
    cells = row.cells
    filled = next(at for at, cell in enumerate(cells) if cell)
    if len(row.filled) == 1:
        return table.Row(row.number, row.filled)
    if _CELL.fullmatch(cells[filled]):
        return table.Row(row.number, cells[filled + 1 :]) if any(cells[filled + 1 :]) else row
    return row


def _without_markers(listed: Sequence[table.Row]) -> Iterator[table.Row]:
    """The rows without the bullets and numbers that their first cells begin with."""
    openings = [row.cells[0] for row in listed]
    company = [pattern for pattern in _UNSURE.values() if _in_company(pattern, openings)]
    alone = re.compile(rf"\A\s*(?:{'|'.join(company)})\s+(?=\S)") if company else None
    for row in listed:
        first = _BULLET.sub("", row.cells[0], count=1)
        if alone and first == row.cells[0]:
            first = alone.sub("", first, count=1)
        yield table.Row(row.number, (first, *row.cells[1:]))


def _in_company(pattern: str, openings: Iterable[str]) -> bool:
    """Whether lines begin with what may be markers of a kind, as they would in a list.

    A sign comes again or stands below a bullet; numbers and letters go on.
    """
    marks = Counter[str]()
    bullets = 0
    for opening in openings:
        mark = re.match(rf"({pattern})\s+\S", opening)
        if mark:
            marks[mark[1]] += 1
        bullets += bool(_BULLET.match(opening))
    if pattern == _UNSURE["sign"]:
        return bool(marks) and (bullets > 0 or max(marks.values()) > 1)
    return len(marks) > 1


def _found(
    listed: Iterable[_Named],
    problems: list[str],
    names: Collection[str],
    kinds: Mapping[str, str],
) -> Found:
    candidates: list[Candidate] = []
    there = {folded(name) for name in names}
    before: set[str] = set()
    for number, cells in listed:
        candidate = _candidate(number, cells, problems, kinds)
        if candidate is None:
            continue
        key = folded(candidate.name)
        if key in before:
            name = quoted(candidate.name)
            problems.append(tr("{name} is in the list more than once.", name=name))
        elif key in there:
            problems.append(tr("{name} is in the session already.", name=quoted(candidate.name)))
        before.add(key)
        candidates.append(candidate)
    if not candidates:
        problems.append(tr("There are no workloads in it."))
    return Found(tuple(candidates), tuple(problems))


def _candidate(
    number: int, cells: Mapping[str, str], problems: list[str], kinds: Mapping[str, str]
) -> Candidate | None:
    """What a line has, fit to be added; None where that is nothing, or cannot be."""
    name, owner = one_line(cells.get("name", "")), one_line(cells.get("owner", ""))
    description, kind = cells.get("description", "").strip(), one_line(cells.get("kind", ""))
    if not (name or description or owner or kind):
        return None
    if not name:
        problems.append(tr("Line {number} has no name and is left out.", number=number))
        return None
    if max(len(name), len(owner)) > LINE_LIMIT or len(description) > NOTE_LIMIT:
        why = tr("Line {number} has a text that is too long, and is left out.", number=number)
        problems.append(why)
        return None
    kind_id = _kind(kind, kinds)
    if kind and kind_id is None:
        problems.append(
            tr(
                "Line {number}: the kind {kind} is not known and is left out.",
                number=number,
                kind=quoted(kind),
            )
        )
    return Candidate(name, description, owner, kind_id)


def _kind(text: str, kinds: Mapping[str, str]) -> str | None:
    """The id of a kind, by its id or its name."""
    wanted = slug(text)
    return next(
        (key for key, name in kinds.items() if wanted and wanted in (key, slug(name))), None
    )
