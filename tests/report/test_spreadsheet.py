"""A workbook and a CSV file hold everything, whatever a cell or the name of a sheet takes."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.models import Content
from fouraxis.report import spreadsheet
from fouraxis.report.formats import render
from fouraxis.report.spreadsheet import parts, sheet_name
from fouraxis.workshop.edit import add_workload, new_session
from fouraxis.workshop.session import Session
from tests.report.reading import cells, written

CELL, LINES, NAME = 32_767, 253, 31


def units(text: str) -> int:
    """How long Excel takes a text to be."""
    return len(text.encode("utf-16-le")) // 2


def as_excel_reads(cell: object) -> str:
    """What Excel shows in a cell: openpyxl leaves the escape of what looks like an escape."""
    return str(cell or "").replace("_x005F_", "_")


def session_with(content: Content, description: str) -> Session:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    session = new_session("Long texts", "0198c0de", now, content.home.pack)
    session, key = add_workload(session, "Claims")
    workload = session.workloads[key]
    axes = {"sensitivity": workload.axis("sensitivity").model_copy(update={"note": description})}
    changed = workload.model_copy(update={"axes": {**workload.axes, **axes}})
    return session.model_copy(update={"workloads": {key: changed}})


LONG = {
    "one letter more than a cell takes": "x" * (CELL + 1),
    "emoji, of two units each": "🙂" * 20_000,
    "families of emoji": "👩\u200d👩\u200d👧" * 5_000,
    "letters with accents of their own": "e\u0301" * 20_000,
    "words": "word " * 9_000,
    "more lines than a cell has": "line\n" * 600,
    "signs that a formula starts with": "=" * (CELL + 5),
    "text that looks like an escape of Excel": "_x000D_" * 6_000,
    "text that looks like markup of Excel": f"<r>{'&' * 40_000}</r>",
}


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_what_a_cell_cannot_take_goes_on_in_further_rows(text: str) -> None:
    rows = list(parts(("Claims", 7, text), 2))
    assert "".join(str(row[2]) for row in rows) == text
    assert all(units(str(row[2])) <= CELL and str(row[2]).count("\n") <= LINES for row in rows)
    assert {row[:2] for row in rows} == {("Claims", 7)}
    assert not any(str(row[2]).startswith(("\u0301", "\u200d")) for row in rows)


@pytest.mark.parametrize("text", ["", "short", "x" * CELL, "a\n" * LINES])
def test_what_fits_is_one_row(text: str) -> None:
    assert list(parts((text, 1), 0)) == [(text, 1)]


@given(st.text(alphabet="ab \n🙂\u0301\u200d", max_size=300), st.integers(2, 40))
def test_the_portions_of_any_text_are_the_text(text: str, most: int) -> None:
    rows = list(parts((text,), 0, most))
    assert "".join(str(row[0]) for row in rows) == text
    assert all(units(str(row[0])) <= most for row in rows)


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_a_workbook_that_excel_opens_holds_the_whole_text(content: Content, text: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(written(session_with(content, text), content, "xlsx")))
    (answers,) = (sheet for sheet in book.worksheets if sheet.title == "Answers")
    heads = [cell.value for cell in answers[1]]
    note = heads.index("Note")
    column = [row[note] for row in answers.iter_rows(min_row=2, values_only=True)]
    assert text in "".join(map(as_excel_reads, column))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            assert all(units(as_excel_reads(cell)) <= CELL for cell in row)


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_tables_that_are_opened_in_a_spreadsheet_are_not_cut_there(
    content: Content, text: str
) -> None:
    for part in render(session_with(content, text), content, "csv"):
        table = b"".join(part.pieces).decode()
        rows = list(csv.DictReader(io.StringIO(table)))
        assert all(units(cell) <= CELL for row in rows for cell in row.values())
        if "to do" in rows[0]:
            continue  # actions follow from what is open, and none has this text
        assert {row["name" if "name" in rows[0] else "workload"] for row in rows} == {"Claims"}
        notes = [row["note" if "note" in rows[0] else "notes"] for row in rows]
        joined = "".join(n.removeprefix("'") if n.startswith("'=") else n for n in notes)
        assert text in joined


def test_text_that_looks_like_the_markup_of_a_cell_is_text(content: Content) -> None:
    for text in ("<r>&</r>", "<r><t>gone</t></r>", "<r></x></r>"):
        data = written(session_with(content, text), content, "xlsx")
        assert text in [cell.value for cell in cells(data)]


def test_a_sheet_has_no_more_rows_than_a_spreadsheet_takes(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook

    session = session_with(content, "line\n" * 2_600)
    whole = _rows(load_workbook(io.BytesIO(written(session, content, "xlsx"))))
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 5)
    book = load_workbook(io.BytesIO(written(session, content, "xlsx")))
    assert max(sheet.max_row for sheet in book.worksheets) == 5
    assert {"Answers", "Answers (2)", "Answers (3)"} <= set(book.sheetnames)
    assert _rows(book) == whole


def _rows(book: Any) -> list[Any]:
    """Every row below the heads."""
    return [
        row for sheet in book.worksheets for row in sheet.iter_rows(min_row=2, values_only=True)
    ]


NAMES = {
    "an apostrophe at the 31st sign": "Where the room's AI work lives 'now' and then",
    "apostrophes at both ends": "'quoted'",
    "only an apostrophe": "'",
    "an apostrophe after a space": "Summary '",
    "the name that Excel keeps": "History",
    "the name that Excel keeps, in capitals": " HISTORY ",
    "signs of a path": "a/b\\c:d*e?f[g]",
    "nothing but signs": "[]:*?",
    "nothing": "",
    "line breaks": "two\nlines",
    "Word's line break": "two\x0blines",
    "emoji, of two units each": "🙂" * 31,
    "a control character": "bell\x07",
    "a number that would not fit": "x" * 40,
}


@pytest.mark.parametrize("wanted", NAMES.values(), ids=list(NAMES))
def test_the_name_of_a_sheet_is_one_that_spreadsheets_take(wanted: str) -> None:
    taken: list[str] = []
    for _ in range(12):
        name = sheet_name(wanted, taken)
        assert 1 <= units(name) <= NAME
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert not set(name) & set("[]:*?/\\\n\r\t")
        assert name.casefold() != "history"
        assert name == name.strip()
        assert name.casefold() not in {other.casefold() for other in taken}
        taken.append(name)


def test_names_that_differ_in_case_alone_are_told_apart() -> None:
    assert sheet_name("RISKS", ["risks"]) == "RISKS (2)"
    assert sheet_name("STRASSE", ["Straße"]) == "STRASSE (2)"
    assert sheet_name("Risks", []) == "Risks"


@pytest.mark.parametrize("wanted", NAMES.values(), ids=list(NAMES))
def test_a_workbook_is_written_whatever_a_page_is_called(content: Content, wanted: str) -> None:
    from openpyxl import load_workbook

    title = wanted or "?"
    screen = content.summary.screen.model_copy(update={"title": title})
    called = content.model_copy(
        update={"summary": content.summary.model_copy(update={"screen": screen})}
    )
    data = written(session_with(content, "short"), called, "xlsx")
    names = load_workbook(io.BytesIO(data)).sheetnames
    assert sheet_name(title, names[:1]) in names
