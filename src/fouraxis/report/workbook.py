"""The report as a workbook, to filter and to reuse. Needs XlsxWriter (`fouraxis[office]`).

Every cell is written as text or as a number, never as a formula or a link.
"""

import io
import re
from collections.abc import Iterable, Sequence
from itertools import count
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report.compose import Progress, silent
from fouraxis.report.escape import plain, runs_as_formula
from fouraxis.report.spreadsheet import Sheet, sheets
from fouraxis.report.summary import Summary

_LINE, _HIGHEST = 15, 400
"""The height of a line, and of the highest row that a spreadsheet takes, in points."""

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]|\s")

_CELL: Final = 32_000
"""How many characters a cell takes at most, with some to spare; the rest goes into further rows."""


def workbook(summary: Summary, content: Content, progress: Progress = silent) -> bytes:
    """The whole report as the bytes of an .xlsx file.

    Raises:
        ImportError: XlsxWriter is not installed.
        OSError: the folder for temporary files does not take the rows.
    """
    from xlsxwriter.exceptions import XlsxWriterException

    with TemporaryDirectory(prefix="fouraxis-") as folder:
        try:
            return _made(summary, content, progress, folder)
        except XlsxWriterException as fault:
            raise OSError(
                tr(
                    "The workbook could not be put together in {folder}: {why}",
                    folder=folder,
                    why=fault,
                )
            ) from fault


def _made(summary: Summary, content: Content, progress: Progress, folder: str) -> bytes:
    """The workbook, each row of which goes to the folder once it is full, and not to memory."""
    from xlsxwriter import Workbook

    written = io.BytesIO()
    how = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False}
    book = Workbook(written, how)
    book.set_properties(
        {
            "title": plain(summary.title.replace("\n", " "))[:255],
            "author": "",
            "company": "",
            "created": summary.session.created,
        }
    )
    found = tuple(sheets(summary, content))
    for done, one in enumerate(found, 1):
        _write(book, one)
        progress(0.9 * done / len(found))
    book.close()
    return written.getvalue()


def _write(book: "Workbook", sheet: Sheet) -> None:
    """One sheet: heads that stay and filter, and rows that wrap."""
    page = book.add_worksheet(_free(book, sheet.name))
    head = book.add_format(
        {"bold": True, "bg_color": "#F2F0EA", "bottom": 2, "text_wrap": True, "valign": "top"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top"})
    quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for column, (name, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, plain(name), head)
    number = 1
    for row in sheet.rows:
        for part in _parts(row):
            lines = max(map(_lines, part, sheet.widths))
            if lines > 1:  # told, since not every program fits its rows to wrapped text
                page.set_row(number, min(lines * _LINE, _HIGHEST))
            for column, cell in enumerate(part):
                if isinstance(cell, int):
                    page.write_number(number, column, cell, body)
                elif cell:
                    page.write_string(
                        number, column, cell, quoted if runs_as_formula(cell) else body
                    )
            number += 1
    page.freeze_panes(1, min(sheet.frozen, len(sheet.heads)))
    if number > 1:
        page.autofilter(0, 0, number - 1, len(sheet.heads) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_paper(9)


def _free(book: "Workbook", name: str) -> str:
    """The name of a sheet as spreadsheets take it: short, without their signs, and only once."""
    short = _NOT_IN_NAMES.sub(" ", plain(name)).strip(" '")[:_LONGEST_NAME] or "?"
    taken = {one.get_name().casefold() for one in book.worksheets()}
    names = (f"{short[: _LONGEST_NAME - 4]} ({n})" if n > 1 else short for n in count(1))
    return next(one for one in names if one.casefold() not in taken)


def _lines(cell: Any, width: int) -> int:
    """About how many lines a cell takes in a column of so many characters."""
    if not isinstance(cell, str) or (len(cell) <= width and "\n" not in cell):
        return 1
    return sum(-(-len(line) // (width - 1)) or 1 for line in cell.split("\n"))


def _parts(row: Sequence[str | int]) -> Iterable[Sequence[Any]]:
    """A row, and further rows for what its cells cannot take."""
    cells = [plain(cell) if isinstance(cell, str) else cell for cell in row]
    yield [cell[:_CELL] if isinstance(cell, str) else cell for cell in cells]
    rest = [cell[_CELL:] if isinstance(cell, str) else "" for cell in cells]
    while any(rest):
        yield [cell[:_CELL] for cell in rest]
        rest = [cell[_CELL:] for cell in rest]
