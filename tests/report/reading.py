"""What a reader finds in a report, whatever its format: text read back by other libraries."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from fouraxis.content.models import Content
from fouraxis.report.formats import ReportFormat, render
from fouraxis.report.options import PLAIN, Options
from fouraxis.workshop.session import Session


def written(
    session: Session, content: Content, form: ReportFormat, options: Options = PLAIN
) -> bytes:
    """The main file of a report."""
    main = next(iter(render(session, content, form, options)))
    return b"".join(main.pieces)


def parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a Word document or workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def word_text(data: bytes) -> str:
    """The text of a Word document, as Word would show it."""
    body = ET.fromstring(dict(parts(data))["word/document.xml"])  # noqa: S314 - our own
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    pieces = (
        "\n" if node.tag in (f"{space}br", f"{space}p") else node.text or ""
        for node in body.iter()
        if node.tag in (f"{space}t", f"{space}br", f"{space}p")
    )
    return "".join(pieces)


def cells(data: bytes) -> Iterator[Any]:
    """Every cell of a workbook, read by another library than the one that wrote it."""
    from openpyxl import load_workbook

    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            yield from row


def text_of(
    session: Session, content: Content, form: ReportFormat, options: Options = PLAIN
) -> str:
    """All the text of a report."""
    data = written(session, content, form, options)
    if form == "docx":
        return word_text(data)
    if form == "xlsx":
        return "\n".join(str(cell.value) for cell in cells(data) if cell.value is not None)
    if form == "csv":
        return "".join(
            piece.decode()
            for part in render(session, content, form, options)
            for piece in part.pieces
        )
    return data.decode()
