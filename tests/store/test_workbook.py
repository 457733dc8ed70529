"""A workbook that somebody else wrote: read, whatever wrote it, or refused in plain words."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from fouraxis.store.workbook import WorkbookError, read
from tests.examples import examples


def book() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Form"
    sheet["A1"], sheet["B2"], sheet["C3"], sheet["D4"] = "text", 3, True, "two\nlines & <b>"
    sheet["E5"] = CellRichText("plain, ", TextBlock(InlineFont(b=True), "bold"))
    sheet["F6"], sheet["F6"].data_type = "=1+1", "s"
    workbook.create_sheet("Empty")
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


BOOK = book()
SHEET = "xl/worksheets/sheet1.xml"


def put(folder: Path, data: bytes) -> Path:
    path = folder / "form.xlsx"
    path.write_bytes(data)
    return path


def changed(part: str, old: bytes, new: bytes, data: bytes = BOOK) -> bytes:
    """The workbook with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            text = source.read(entry)
            target.writestr(entry, text.replace(old, new) if entry == part else text)
    return out.getvalue()


def test_cells_are_texts_numbers_and_yes_or_no(tmp_path: Path) -> None:
    assert read(put(tmp_path, BOOK)) == {
        "Form": {
            "A1": "text",
            "B2": 3.0,
            "C3": True,
            "D4": "two\nlines & <b>",
            "E5": "plain, bold",
            "F6": "=1+1",
        },
        "Empty": {},
    }


def shared() -> bytes:
    """A workbook whose cells share their texts, as Excel has it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Form")
    sheet.write_string("A1", "text")
    sheet.write_rich_string("B1", "plain, ", book.add_format({"bold": True}), "bold")
    sheet.write_string("C1", "text")
    book.close()
    return out.getvalue()


def test_another_namespace_and_escaped_signs_are_read(tmp_path: Path) -> None:
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    data = changed(SHEET, transitional, strict, shared())
    data = changed("xl/sharedStrings.xml", b"text", b"t_x0041_", data)
    assert read(put(tmp_path, data))["Form"] == {"A1": "tA", "B1": "plain, bold", "C1": "tA"}


def test_a_formula_is_refused_by_its_cell(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["C7"] = "=HYPERLINK(A1)"
    with pytest.raises(WorkbookError, match="a formula in Sheet!C7"):
        read(put(tmp_path, saved(workbook)))


DAMAGED = {
    "nothing": b"",
    "a text": b"schema = 2\n",
    "half a workbook": BOOK[: len(BOOK) // 2],
    "another archive": changed("xl/workbook.xml", b"<", b""),
    "a sheet that is gone": changed("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"),
    "a text that is gone": changed("xl/sharedStrings.xml", b"si>", b"so>", shared()),
    "a cell without a name": changed(SHEET, b'r="A1"', b""),
    "a cell of another name": changed(SHEET, b'"A1"', b'"../A1"'),
    "a number that is none": changed(SHEET, b"<v>3</v>", b"<v>three</v>"),
    "entities": changed(SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_what_is_no_whole_workbook_is_refused(tmp_path: Path, case: str) -> None:
    with pytest.raises(WorkbookError, match=r"no \.xlsx workbook, or a damaged one"):
        read(put(tmp_path, DAMAGED[case]))


def test_a_password_is_said_and_a_missing_file_is_the_system_s_word(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="with a password"):
        read(put(tmp_path, b"\xd0\xcf\x11\xe0" + bytes(600)))
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.xlsx")


def test_a_part_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    data = changed(SHEET, b"<sheetData>", b"<sheetData>" + b" " * 20_000_001)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", 8) as target:
        for entry in source.namelist():
            target.writestr(entry, source.read(entry))
    with pytest.raises(WorkbookError, match="damaged"):
        read(put(tmp_path, out.getvalue()))


@examples(60)
@given(at=st.integers(0, len(BOOK) - 1), byte=st.integers(0, 255))
def test_one_wrong_byte_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int
) -> None:
    data = BOOK[:at] + bytes([byte]) + BOOK[at + 1 :]
    try:
        read(put(tmp_path_factory.getbasetemp(), data))
    except WorkbookError as refused:
        assert "form.xlsx" in str(refused)
