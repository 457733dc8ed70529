"""Workloads from elsewhere: names pasted one a line, or a table from a spreadsheet.

Nothing is dropped in silence: whatever cannot be taken over is named in a sentence, by its line.
"""

import codecs
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import Final, NamedTuple

from fouraxis.content.language import noted, tr
from fouraxis.workshop.session import slug
from fouraxis.workshop.text import LINE_LIMIT, NOTE_LIMIT, folded, legible, one_line, quoted

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
_MARK: Final = re.compile(rf"\A[{_GLYPHS}]\ufe0f?(?:\s+(?=\S)|\Z)")
_TICKS: Final = "✓✔✗✘☐☑☒✅"
"""Bullets that may as well be what a column of a table holds."""

_DASH: Final = re.compile(r"\s+[-–—]\s+")
_COLON: Final = re.compile(r"(?<=\S)\s*:\s+(?=\S)")
_RULE: Final = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


class Candidate(NamedTuple):
    """A workload that somebody listed elsewhere; `kind` is an id of the content."""

    name: str
    description: str = ""
    owner: str = ""
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The workloads of a list in its order, and sentences on what is odd about it.

    `layout` says what the columns of a table were taken for; None for a list. In so many lines of
    that, a colon may part a name from what it does.
    """

    candidates: tuple[Candidate, ...]
    problems: tuple[str, ...] = ()
    layout: Layout | None = field(default=None, compare=False)
    colons: int = field(default=0, compare=False)


_ADDRESS: Final = r"[^\s<>(),;]+@[^\s<>(),;]+"
_MAIL: Final = re.compile(rf"\s*<{_ADDRESS}>|\s*\({_ADDRESS}\)|(?<=\t){_ADDRESS}(?=\t|\n|\Z)")
"""The address behind a name, as a mail program writes it, or in a cell of its own."""

_BRACKETED: Final = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_LISTED: Final = frozenset(("people", "participants", "attendees", "teilnehmer", "personen"))
"""What stands above a list of people, beside the headers of a table."""


class Person(NamedTuple):
    """Somebody in a list; `role` is an id of the content, or empty."""

    name: str
    role: str = ""


def people_in(
    text: str, names: Collection[str] = (), roles: Mapping[str, str] = NO_KINDS
) -> tuple[Person, ...]:
    """The people in pasted text: one a line, or a row as a mail program has it.

    Bullets, numbers, headers and addresses go, and who is named twice, or is among `names` already.
    A role of `roles` (names by id) is one wherever it stands: "Ann (scribe)", "Ann - scribe". What
    else stands behind a name ("- head of claims") stays with it.
    """
    there = {folded(name) for name in names}
    people: list[Person] = []
    table = copied_rows(_without_frame(_MAIL.sub("", legible(text)).replace(";", "\n")))
    for cells in _of_people(_bare(table)):
        person = _person(cells, roles)
        if 0 < len(person.name) <= LINE_LIMIT and folded(person.name) not in there:
            there.add(folded(person.name))
            people.append(person)
    return tuple(people)


def _of_people(bare: Sequence[Row]) -> Iterator[list[str]]:
    """The cells of each row that hold something, the name first, without what is a header."""
    first = headers(bare[0].cells) if len(bare) > 1 else ()
    at = first.index("name") if "name" in first else 0
    titled = len(bare) > 1 and folded(" ".join(bare[0].filled)).rstrip(" :") in _LISTED
    for row in bare[1:] if "name" in first or titled else bare:
        name = row.cells[at : at + 1]
        cells = list(filter(None, (*name, *row.cells[:at], *row.cells[at + 1 :])))
        if cells:  # a bullet alone was all that stood there
            yield cells


def _person(cells: Sequence[str], roles: Mapping[str, str]) -> Person:
    """Whoever is in a row: a name, and what says more of them."""
    name, *more = (one_line(part) for cell in cells for part in _DASH.split(cell, maxsplit=1))
    before, _, behind = name.rpartition(",")
    prefix, _, after = name.partition(":")
    bracketed = _BRACKETED.fullmatch(name)
    inner = [(bracketed[1], bracketed[2])] if bracketed else []
    for rest, word in (*inner, (before, behind), (after, prefix)):
        if rest.strip() and _kind(word, roles):
            name, more = rest.strip(), [*more, word]
    ids = [_kind(word, roles) for word in more]
    stays = [word for word, role in zip(more, ids, strict=True) if role is None]
    return Person(" - ".join([name, *stays]), next(filter(None, ids), ""))


def from_text(
    text: str,
    names: Collection[str] = (),
    kinds: Mapping[str, str] = NO_KINDS,
    layout: Layout | None = None,
    *,
    at_colons: bool = False,
) -> Found:
    """The workloads in pasted text, one a line.

    Bullets and numbers in front go. "Name - description" is taken apart, "Name: description" only
    `at_colons`, since many a name has one ("Phase 2: rollout"); what comes from a
    spreadsheet has tabs between name, description, owner and kind, and may have a header row, with
    titles above it. A table with other separators is read by its header row.
    `names` are those that the session has, `kinds` the names of the content's kinds by id. A
    `layout` that was made by hand says what its columns are.
    """
    text = _without_frame(legible(text))
    pasted = copied_rows(text)
    first = pasted[0] if pasted else Row(1, ())
    problems: list[str] = []
    entries = _entries(pasted)
    table = [_unmarked(row) for row in pasted if row not in entries]
    if find_header(table) is not None and any(len(row.cells) > 1 for row in table):
        listed = [_by_column(COLUMNS, _at_dash(row), problems) for row in _bare(entries)]
        return _of_table(table, problems, names, kinds, layout, beside=listed)
    if len(first.cells) == 1 and _is_table(text):
        return from_csv(text, names, kinds, layout)
    if len(pasted) > 1 and len(first.cells) == 1 and headers(first.cells)[0] == "name":
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
    return _of_list(bare, problems, names, kinds, at_colons=at_colons)


def from_csv(
    text: str,
    names: Collection[str] = (),
    kinds: Mapping[str, str] = NO_KINDS,
    layout: Layout | None = None,
) -> Found:
    """The workloads in CSV text, separated by comma, semicolon, tab, or what `sep=` says.

    The header row names the columns in any order and case, and may have titles above it; without
    one they are read in the order of `COLUMNS`, and that is said. A `layout` that was made by hand
    goes before all that. `names` and `kinds` are as in `from_text`.
    """
    problems: list[str] = []
    return _of_table(rows(legible(text), problems), problems, names, kinds, layout)


def _is_table(text: str) -> bool:
    """Whether text without tabs is a table with a header row of at least two known columns."""
    header = rows(text, [])[:1]
    meanings = [meaning for row in header for meaning in headers(row.cells) if meaning]
    return "name" in meanings and len(meanings) > 1


def _without_frame(text: str) -> str:
    """A table that is drawn with bars, as Notion and web pages copy it, with tabs instead."""
    lines = [line.strip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    if not filled or not all(line.startswith("|") and line.endswith("|") for line in filled):
        return text
    bare = ("" if _RULE.fullmatch(line) else line.strip("|") for line in lines)
    return "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in bare)


_Named = tuple[int, Mapping[str, str]]
"""A line number, and what the line has per column."""


def _of_table(
    grid: Sequence[Row],
    problems: list[str],
    names: Collection[str],
    kinds: Mapping[str, str],
    layout: Layout | None,
    *,
    beside: Sequence[_Named] = (),
) -> Found:
    """The workloads in the rows of a table, and those of a list above or below it."""
    header = None if layout and not layout.named else find_header(grid)
    at = fullest(grid) if header is None else header
    first = grid[at].cells if grid else ()
    if layout is None:
        named = header is not None
        layout = Layout(headers(first) if named else COLUMNS, header=named, named=named)
        if grid and not named:
            columns = ", ".join(tr(column) for column in COLUMNS)
            problems.append(
                tr("There is no header row: the columns are read as {names}.", names=columns)
            )
    if layout.header:
        problems += map(title, grid[:at])
        for head, meaning in zip(first, layout.meanings, strict=False):
            if head and not meaning:
                problems.append(tr("The column {name} is not taken over.", name=quoted(head)))
        grid = grid[at + 1 :]
    listed = [*beside, *(_by_column(layout.meanings, row, problems) for row in grid)]
    listed.sort(key=lambda named: named[0])
    heads = _heads(first, grid)
    return replace(_found(listed, problems, names, kinds), layout=replace(layout, heads=heads))


def _by_column(meanings: Sequence[str], row: Row, problems: list[str]) -> _Named:
    """What a row has per column that is taken over; a cell without a column is told."""
    row = without_decimal_commas(row, len(meanings))
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
    bare: Sequence[Row],
    problems: list[str],
    names: Collection[str],
    kinds: Mapping[str, str],
    *,
    at_colons: bool,
) -> Found:
    """The workloads in a list: one a row, or with cells and no header."""
    listed: list[_Named] = []
    colons = 0
    for row in bare:
        cells = _at_dash(row).cells
        if len(cells) == 1 and len(parted := _COLON.split(cells[0], maxsplit=1)) > 1:
            colons += 1
            cells = tuple(parted) if at_colons else cells
        listed.append(_by_column(COLUMNS, Row(row.number, cells), problems))
    contents = replace(_found(listed, problems, names, kinds), colons=colons)
    heads = _heads(bare[fullest(bare)].cells if bare else (), bare)
    return replace(contents, layout=Layout(COLUMNS, heads)) if len(heads) > 1 else contents


def _at_dash(row: Row) -> Row:
    """The row of one cell with what stands behind a dash in a cell of its own."""
    if len(row.cells) > 1:
        return row
    return Row(row.number, tuple(_DASH.split(row.cells[0], maxsplit=1)))


def _entries(pasted: Sequence[Row]) -> list[Row]:
    """The rows that are entries of a list, wherever a table is beside it: they have a bullet.

    That is one in front of the only text, or in a cell of its own; a letter that may be one is, if
    others are.
    """
    alone = [row for row in pasted if len(row.filled) == 1 and _MARK.match(row.filled[0])]
    apart = [row for row in pasted if len(row.filled) == 2 and row.filled[0] not in _TICKS]
    sure = [row for row in apart if _MARK.fullmatch(row.filled[0])]
    sign = _UNSURE["sign"]
    unsure = [row for row in apart if re.fullmatch(sign, row.filled[0])] if sure or alone else []
    return sorted((*alone, *sure, *unsure), key=lambda row: row.number)


def _unmarked(row: Row) -> Row:
    """The row of a table without a bullet in front of its first cell's text."""
    first, *rest = row.cells
    return Row(row.number, (_MARK.sub("", first) or first, *rest))


def _heads(first: tuple[str, ...], grid: Sequence[Row]) -> tuple[str, ...]:
    """What stands for each column, as many as the widest row has."""
    return (*first, *[""] * (max((len(row.cells) for row in grid), default=0) - len(first)))


def _bare(pasted: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a list without empty columns in front, bullets and numbers."""
    margin = min((row.cells.index(row.filled[0]) for row in pasted), default=0)
    moved = [_unindented(Row(row.number, row.cells[margin:])) for row in pasted]
    return tuple(_without_markers(moved))


def _unindented(row: Row) -> Row:
    """The row without cells in front that are a bullet or number, or only move it to the right."""
    cells = row.cells
    filled = next(at for at, cell in enumerate(cells) if cell)
    if len(row.filled) == 1:
        return Row(row.number, row.filled)
    if _CELL.fullmatch(cells[filled]):
        return Row(row.number, cells[filled + 1 :]) if any(cells[filled + 1 :]) else row
    return row


def _without_markers(listed: Sequence[Row]) -> Iterator[Row]:
    """The rows without the bullets and numbers that their first cells begin with."""
    openings = [row.cells[0] for row in listed]
    company = [pattern for pattern in _UNSURE.values() if _in_company(pattern, openings)]
    alone = re.compile(rf"\A\s*(?:{'|'.join(company)})\s+(?=\S)") if company else None
    for row in listed:
        first = _BULLET.sub("", row.cells[0], count=1)
        if alone and first == row.cells[0]:
            first = alone.sub("", first, count=1)
        yield Row(row.number, (first, *row.cells[1:]))


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
