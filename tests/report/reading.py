"""What a reader finds in a report, whatever its format: text read back by other libraries."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from fouraxis.content.models import Content
from fouraxis.report.composition import PLAIN, Options
from fouraxis.report.formats import ReportFormat, render
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


def _sheet_texts(data: bytes) -> Iterator[str]:
    """What the cells of a workbook hold, read without its formats: ten times as fast as `cells`."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    for name, part in parts(data):
        if name.startswith("xl/worksheets/"):
            for node in ET.fromstring(part).iter():  # noqa: S314 - our own
                if node.tag in (f"{space}t", f"{space}v"):
                    yield node.text or ""


def text_of(
    session: Session, content: Content, form: ReportFormat, options: Options = PLAIN
) -> str:
    """All the text of a report."""
    data = written(session, content, form, options)
    if form == "docx":
        return word_text(data)
    if form == "xlsx":
        return "\n".join(_sheet_texts(data))
    if form == "csv":
        return "".join(
            piece.decode()
            for part in render(session, content, form, options)
            for piece in part.pieces
        )
    return data.decode()
