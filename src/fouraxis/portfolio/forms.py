"""The answers of a portfolio as a table, CSV, JSON, a workbook, and a page with pictures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from fouraxis.content import models, terms
from fouraxis.content.language import ntr, tr
from fouraxis.portfolio.engine import Answer, Cell, Shown
from fouraxis.report.document import Table
from fouraxis.report.drawing import Box, Line, Picture, Shape, Text, fitting, svg
from fouraxis.report.escape import (
    WIDTH,
    attribute,
    flowing,
    in_columns,
    json_text,
    web,
    width,
    wrapped,
)
from fouraxis.report.spreadsheet import Sheet, csv_lines, packed
from fouraxis.report.web import head, style_sheet, within
from fouraxis.workshop.text import showable_line, today

Form = Literal["table", "csv", "json", "xlsx", "html", "parquet"]

_NARROWEST: Final = 6
_WIDEST: Final = 60
_ON_A_PAGE: Final = 1_000
_BARS: Final = 12


def table(shown: Shown, room: int = WIDTH) -> str:
    """Plain columns, no wider than the room that there is; the widest of them give way."""
    lines = [*wrapped(showable_line(shown.title), room), *wrapped(shown.about, room)]
    if not shown.rows:
        return "\n".join([*filter(None, lines), tr("Nothing.")])
    rows = [[showable_line(str(cell)) for cell in row] for row in shown.rows]
    heads = list(shown.heads)
    widths = _widths([heads, *rows], room)
    rule = ["-" * cells for cells in widths]
    count = ntr(len(rows), "{count} row", "{count} rows")
    above = [*filter(None, lines), ""] if shown.title else []
    return "\n".join([*above, *in_columns([heads, rule, *rows], widths), "", count])


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: as its longest cell, where all of them fit; else the widest less."""
    widths = [min(max(map(width, column)), _WIDEST) for column in zip(*rows, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


_COMMA_IN_NUMBERS: Final = frozenset({"de", "es", "fr", "it", "nl", "pl", "pt"})
"""Languages in which a spreadsheet takes commas for parts of numbers, and parts cells by `;`."""


def separated(shown: Shown) -> Iterator[str]:
    """The lines of CSV as programs read it."""
    yield from csv_lines(shown.heads, shown.rows, 1)


def for_spreadsheet(shown: Shown, language: str) -> Iterator[str]:
    """The text of a CSV file that a spreadsheet opens at a double click, in this language.

    It takes a text for UTF-8 only where a mark says so, and looks for the sign of its language.
    """
    between = ";" if language.lower()[:2] in _COMMA_IN_NUMBERS else ","
    yield "\ufeff"
    yield from csv_lines(shown.heads, shown.rows, 1, between)


def plain_json(answer: Answer) -> str:
    """A JSON object for programs: ids as in the tables, days and times as ISO writes them."""
    rows = [dict(zip(answer.names, map(_value, row), strict=True)) for row in answer.rows]
    name = answer.question.name if answer.question else None
    return json_text({"question": name, "columns": list(answer.names), "rows": rows}) + "\n"


def _value(cell: Cell) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if cell is None or isinstance(cell, bool | int | float | str) else str(cell)


def workbook(many: Sequence[Shown]) -> bytes:
    """The bytes of an .xlsx file with a sheet for each answer.

    Raises:
        ImportError: XlsxWriter is not installed.
        OSError: the folder for temporary files does not take the rows.
    """
    title = many[0].title if len(many) == 1 else tr("Portfolio")
    return packed([_sheet(shown) for shown in many], title, datetime.now(UTC).replace(tzinfo=None))


def _sheet(shown: Shown) -> Sheet:
    nothing = (tr("Nothing."), *("",) * (len(shown.heads) - 1))
    rows = shown.rows or (nothing,)
    columns = zip(shown.heads, *rows, strict=True)
    widths = tuple(min(max(len(str(cell)) for cell in column) + 3, _WIDEST) for column in columns)
    return Sheet(shown.title or tr("Answer"), shown.heads, widths, rows)


# -- a page


def page(answers: Sequence[tuple[Answer, Shown]], content: models.Content) -> Iterator[str]:
    """A page that stands alone, in pieces: a picture and a table for each answer."""
    title = answers[0][1].title if len(answers) == 1 else tr("Portfolio")
    title = title or tr("Portfolio")
    yield head(title, content.home.pack.language, style_sheet())
    yield '<body>\n<a class="skip" href="#content">'
    yield f"{web(tr('To the report'))}</a>\n<header>\n<h1>{web(title)}</h1>\n"
    yield f"<p>{today():%Y-%m-%d}</p>\n</header>\n"
    if len(answers) > 1:
        yield f'<nav aria-label="{attribute(tr("Contents"))}">\n<ol>\n'
        for at, (_, shown) in enumerate(answers):
            yield f'<li><a href="#q{at}">{web(shown.title)}</a></li>\n'
        yield "</ol>\n</nav>\n"
    yield '<main id="content">\n'
    for at, (answer, shown) in enumerate(answers):
        named = f' aria-labelledby="q{at}"' if len(answers) > 1 else ""
        yield f"<section{named}>\n"
        if len(answers) > 1:
            yield f'<h2 id="q{at}">{web(shown.title)}</h2>\n'
        yield from _section(answer, shown)
        yield "</section>\n"
    notice = web(flowing(content.home.notice))
    yield f"</main>\n<footer><p>{notice}</p></footer>\n</body>\n</html>\n"


def _section(answer: Answer, shown: Shown) -> Iterator[str]:
    if shown.about:
        yield f"<p>{web(shown.about)}</p>\n"
    if not shown.rows:
        yield f"<p>{web(tr('Nothing.'))}</p>\n"
        return
    if picture := bars(answer, shown):
        yield f"<figure>\n{svg(picture, alone=False)}"
        yield f"<figcaption>{web(picture.title)}</figcaption>\n</figure>\n"
    rows = tuple(tuple(map(str, row)) for row in shown.rows[:_ON_A_PAGE])
    widths = (1,) * len(shown.heads)
    numbers = frozenset(shown.numbers)
    yield from within(Table(shown.title or tr("Answer"), shown.heads, rows, widths, numbers))
    if (rest := len(shown.rows) - _ON_A_PAGE) > 0:
        more = ntr(rest, "{count} more row is in the CSV.", "{count} more rows are in the CSV.")
        yield f"<p>{web(more)}</p>\n"


def bars(answer: Answer, shown: Shown) -> Picture | None:
    """How much there is of what: a bar for each, the longest first; none for a query."""
    question = answer.question
    if question is None or question.label not in answer.names:
        return None
    label = answer.names.index(question.label)
    measure = answer.names.index(question.measure) if question.measure else None
    worded = shown.names.index(question.label)
    sums: Counter[str] = Counter()
    ids: dict[str, str] = {}
    for row, words in zip(answer.rows, shown.rows, strict=True):
        name = str(words[worded]) or tr("none")
        ids.setdefault(name, str(row[label]))
        number = row[measure] if measure is not None else 1
        sums[name] += number if isinstance(number, int) else 0
    longest = [(name, count) for name, count in sums.most_common(_BARS) if count]
    if not longest:
        return None
    words_said = "; ".join(f"{name}: {count}" for name, count in longest)
    head_of = shown.heads[worded]
    what = shown.heads[shown.names.index(question.measure)] if question.measure else tr("Rows")
    return Picture(
        name=question.name,
        title=tr("{title}: {what} by {label}", title=shown.title, what=what, label=head_of),
        description=words_said,
        width=_WIDTH,
        height=len(longest) * _STEP + 12,
        shapes=tuple(_bars(longest, ids)),
    )


_WIDTH: Final = 760
_STEP: Final = 28
_LEFT: Final = 300


def _bars(longest: Sequence[tuple[str, int]], ids: Mapping[str, str]) -> Iterator[Shape]:
    most = longest[0][1]
    for at, (name, count) in enumerate(longest):
        y = at * _STEP + 6
        ink = ids[name] if ids[name] in terms.MODELS else "accent"
        length = max(count * (_WIDTH - _LEFT - 80) / most, 2)
        yield Text(_LEFT - 10, y + 15, fitting(name, _LEFT - 20, 13), 13, "ink", "end")
        yield Box(_LEFT, y, length, 20, ink, ink)
        yield Text(_LEFT + length + 8, y + 15, f"{count:,}", 12)
    yield Line(_LEFT, 2, _LEFT, len(longest) * _STEP + 6, "ink")
