"""A form for a vendor: a workbook that can be read back, or a document to read and to answer.

Every cell is text and never a formula. The workbook needs XlsxWriter, the document python-docx.
"""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report.document import Block, Heading, Paragraph, Table
from fouraxis.report.escape import markdown as safe, plain, runs_as_formula, within
from fouraxis.report.formats import NeedsOffice, missing, place, unused
from fouraxis.workshop.session import Session
from fouraxis.workshop.vendor_form import ANSWER, MORE, Ask, Form, Line, form, lines

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FormFormat = Literal["xlsx", "docx", "md"]
"""What a form can be written as; only the workbook can be read back."""

_WIDTHS: Final = (6, 56, 56, 46)
_LINE: Final = 15
_LEAST_LINES: Final = {"text": 4, "choice": 2, "number": 1}
"""How many lines a vendor has for an answer; more where it needs them."""

_MOST_WEEKS: Final = 104
_LOOKS: Final[dict[str, dict[str, object]]] = {
    "title": {"bold": True, "font_size": 14},
    "text": {},
    "mark": {"font_color": "#6B6B6B", "font_size": 8},
    "heads": {"bold": True, "bg_color": "#F2F0EA", "bottom": 2},
    "section": {"bold": True, "bg_color": "#F2F0EA"},
    "ask": {"border": 4},
    "key": {"font_color": "#8A8A8A", "font_size": 8, "border": 4},
    "answer": {"border": 1, "locked": False, "num_format": "@"},
    "weeks": {"border": 1, "locked": False, "align": "left"},
}


def written(filled: Form, form_format: FormFormat, created: datetime, language: str) -> bytes:
    """The form as the bytes of a file of this format.

    Raises:
        NeedsOffice: the extra `office` is not installed.
    """
    if form_format == "md":
        return "\n".join(_markdown(filled)).encode()
    if lacking := missing(form_format):
        raise NeedsOffice(form_format, lacking)
    if form_format == "xlsx":
        return workbook(filled, created)
    from fouraxis.report.word import Cover, bound

    return bound(Cover(filled.title, "", created), _blocks(filled), language)


def save_form(
    session: Session,
    content: Content,
    vendor: str,
    form_format: FormFormat,
    path: Path | None,
    *,
    beside: Path,
    force: bool = False,
) -> Path:
    """Write the form for a vendor to a path, or to a new file beside the session; where it is.

    Raises:
        NeedsOffice: the extra `office` is not installed.
        FileExistsError: a file is there already, and `force` is not set.
        OSError: the folder does not take the file; nothing is left behind.
    """
    data = written(
        form(session, content, vendor), form_format, session.created, content.home.pack.language
    )
    path = path or unused(beside, f".{form_format}", f"form-{vendor}")
    place([(path, [data])], force=force)
    return path


def workbook(filled: Form, created: datetime) -> bytes:
    """The sheet as `lines` lays it out: it takes answers, and is locked elsewhere."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties(
        {"title": within(plain(filled.title), 255), "author": "", "created": created}
    )
    page = book.add_worksheet(tr("Form"))
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    for line in lines(filled):
        _row(book, page, line)
    page.freeze_panes(5, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_paper(9)
    page.protect("", {"format_rows": True, "format_columns": True})
    book.close()
    return file.getvalue()


def _row(book: "Workbook", page: "Worksheet", line: Line) -> None:
    """A row of the sheet, with the cells that wait for an answer."""
    height = max(_lines(text, width) for text, width in zip(line.cells, _WIDTHS, strict=False))
    ask = line.ask
    if ask:
        height = max(height, _LEAST_LINES[ask.kind])
    page.set_row(line.number - 1, height * _LINE)
    for column, text in enumerate(line.cells):
        look = "key" if ask and column == 0 else line.role
        if text:
            page.write_string(line.number - 1, column, plain(text), _look(book, look, text))
    if ask:
        _answer(page, line.number, ask, _look(book, "weeks" if ask.kind == "number" else "answer"))
        if ask.more:
            page.write_blank(f"{MORE}{line.number}", None, _look(book, "answer"))


def _answer(page: "Worksheet", row: int, ask: Ask, look: "Format") -> None:
    """The cell for an answer; a choice has its words to pick from."""
    page.write_blank(f"{ANSWER}{row}", None, look)
    if ask.kind == "choice":
        page.data_validation(f"{ANSWER}{row}", {"validate": "list", "source": list(ask.choices)})
    if ask.kind == "number":
        weeks = {"validate": "integer", "criteria": "between", "minimum": 0}
        page.data_validation(f"{ANSWER}{row}", weeks | {"maximum": _MOST_WEEKS})


def _look(book: "Workbook", name: str, text: str = "") -> "Format":
    quoted = {"quote_prefix": True} if runs_as_formula(text) else {}
    return book.add_format({"text_wrap": True, "valign": "top", **_LOOKS[name], **quoted})


def _lines(text: str, width: int) -> int:
    return sum(-(-len(line) // (width - 2)) or 1 for line in text.split("\n"))


def _hint(ask: Ask) -> str:
    """What kind of answer a question waits for."""
    return " / ".join(ask.choices)


def _blocks(filled: Form) -> Iterator[Block]:
    """The form as blocks of a document: a table for each section, with room to write."""
    yield Paragraph(tr("Please answer in your own words, and leave empty what you cannot say."))
    number = 0
    for section in filled.sections:
        yield Heading(section.title, 1)
        rows: list[tuple[str, ...]] = []
        for ask in section.asks:
            number += 1
            rows.append((str(number), ask.text, _hint(ask) or "\n\n"))
        heads = (tr("No."), tr("Question"), tr("Your answer"))
        yield Table(section.title, heads, tuple(rows), (6, 40, 54), frozenset({0}))


def _markdown(filled: Form) -> Iterator[str]:
    yield f"# {safe(filled.title)}"
    yield ""
    yield safe(tr("Please answer in your own words, and leave empty what you cannot say."))
    number = 0
    for section in filled.sections:
        yield f"\n## {safe(section.title)}"
        for ask in section.asks:
            number += 1
            hint = _hint(ask)
            yield f"\n{number}. {safe(ask.text)}\n"
            yield f"   {safe(tr('Your answer'))}{f' ({safe(hint)})' if hint else ''}:"
    yield ""
