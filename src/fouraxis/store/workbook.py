"""An .xlsx file that somebody else wrote, read as text and numbers, and never run.

Only what its sheets hold is read: no macro, no link, nothing outside of the file. A formula is no
answer, whatever a spreadsheet worked out for it, and is refused by its cell.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

Cell = str | float | bool
"""What a cell holds: a text, a number, or yes and no."""

_LARGEST: Final = 20_000_000
"""How large the file may be, and each part of it unpacked; a form has a few thousand bytes."""

_MOST_CELLS: Final = 50_000
_MOST_NAMED: Final = 10
_OLE: Final = b"\xd0\xcf\x11\xe0"
_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAMAGED: Final = (
    *(BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError),
    *(IndexError, zlib.error, ElementTree.ParseError),
)
"""What zipfile and the parser raise for what is damaged, locked, or no workbook."""


class WorkbookError(Exception):
    """A file cannot be read as a workbook; in plain words, with the file. It was not changed."""


def read(path: Path) -> Mapping[str, Mapping[str, Cell]]:
    """By the name of a sheet: its cells that hold something, by name ("C7").

    Raises:
        WorkbookError: it is no workbook, is damaged or locked, or holds a formula.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(len(_OLE))
        if start == _OLE:
            raise WorkbookError(
                f"{path}: this is an old .xls workbook, or one with a password. "
                "Save it as .xlsx, without a password."
            )
        if file.seek(0, 2) > _LARGEST:
            raise WorkbookError(f"{path}: this is far larger than any form.")
        try:
            with ZipFile(file) as parts:
                sheets = dict(_sheets(parts))
        except _DAMAGED:
            raise WorkbookError(
                f"{path}: this is no .xlsx workbook, or a damaged one. "
                "Open it in a spreadsheet and save it as .xlsx."
            ) from None
    formulas = [f"{sheet}!{cell}" for sheet, cells in sheets.items() for cell in cells[1]]
    if formulas:
        more = len(formulas) - _MOST_NAMED
        named = ", ".join(formulas[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        raise WorkbookError(f"{path}: there is a formula in {named}. Write the answer as text.")
    return {sheet: cells[0] for sheet, cells in sheets.items()}


def _sheets(parts: ZipFile) -> Iterator[tuple[str, tuple[dict[str, Cell], list[str]]]]:
    """Each sheet by its name: its cells, and which of them hold a formula."""
    book = _parsed(parts, "xl/workbook.xml")
    files = {
        relation.attrib["Id"]: relation.attrib["Target"]
        for relation in _parsed(parts, "xl/_rels/workbook.xml.rels")
    }
    texts = _shared(parts)
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        link = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        target = files[link]
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.attrib["name"], _cells(_parsed(parts, name), texts)


def _parsed(parts: ZipFile, name: str) -> ElementTree.Element:
    """A part of the file."""
    with parts.open(name) as part:
        data = part.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(name)
    parser = ElementTree.XMLParser(target=_Plain())  # noqa: S314 - it takes no declarations
    parser.feed(data)
    root: ElementTree.Element = parser.close()
    return root


class _Plain(ElementTree.TreeBuilder):
    """A tree without declarations: no spreadsheet writes one, and entities may grow without end."""

    def doctype(self, *_: object) -> None:
        """Refuse it before anything that it declares is used."""
        raise ValueError("a declaration")


def _shared(parts: ZipFile) -> list[str]:
    """The texts that cells share."""
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    return [_text(entry) for entry in _parsed(parts, "xl/sharedStrings.xml").iterfind("{*}si")]


def _text(entry: ElementTree.Element) -> str:
    """The text of an entry, plain or in several looks; how it is pronounced is none of it."""
    runs = (*entry.iterfind("{*}t"), *entry.iterfind("{*}r/{*}t"))
    text = "".join(run.text or "" for run in runs)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _cells(sheet: ElementTree.Element, texts: list[str]) -> tuple[dict[str, Cell], list[str]]:
    cells: dict[str, Cell] = {}
    formulas: list[str] = []
    for number, cell in enumerate(sheet.iterfind("{*}sheetData/{*}row/{*}c")):
        name = cell.attrib["r"]
        if number > _MOST_CELLS or not _CELL.fullmatch(name):
            raise ValueError(name)
        kind = cell.attrib.get("t", "n")
        if cell.find("{*}f") is not None or kind == "e":
            formulas.append(name)
            continue
        if (value := _value(cell, kind, texts)) not in (None, ""):
            cells[name] = value
    return cells, formulas


def _value(cell: ElementTree.Element, kind: str, texts: list[str]) -> Cell | None:
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return None if inline is None else _text(inline)
    written = cell.findtext("{*}v")
    if written is None:
        return None
    match kind:
        case "s":
            return texts[int(written)]
        case "b":
            return written.strip() == "1"
        case "n":
            return float(written)
        case _:  # a text, or a day of the strict form
            return written
