"""`fouraxis vendor-form` and `vendor-import`: out as a workbook, in as claims, or refused whole."""

import json
from pathlib import Path

import openpyxl
import pytest

from fouraxis.store.read import read
from tests.cli.conftest import Run


@pytest.fixture
def form(run: Run, workshop: Path) -> Path:
    path = workshop.with_name("form.xlsx")
    result = run("vendor-form", workshop, "Hollow Pine Labs (fictional)", "--output", path)
    assert (result.exit_code, result.output) == (0, f"Written to {path}\n")
    return path


def fill(form: Path, answers: dict[str, object]) -> Path:
    """The form, filled in by another program."""
    book = openpyxl.load_workbook(form)
    for cell, value in answers.items():
        book.active[cell] = value
        if isinstance(value, str) and value.startswith("="):
            book.active[cell].data_type = "f"
    filled = form.with_name("filled.xlsx")
    book.save(filled)
    return filled


def test_a_filled_form_is_claimed_and_then_confirmed(run: Run, workshop: Path, form: Path) -> None:
    filled = fill(form, {"C13": "We lost a model; here is how.", "C21": "no", "C32": 3})
    result = run("vendor-import", workshop, filled)
    assert result.exit_code == 0
    assert "3 answers claimed, not yet confirmed by the room" in result.stdout
    vendor = read(workshop).session.vendors["hollow-pine"]
    assert vendor.criterion("failure-transparency").mark == "claimed"
    assert vendor.flag("contract-gaps").claimed == ("answer",)
    assert vendor.sprint_for("fraud-detection").claimed == ("weeks",)
    for form_of in ("markdown", "csv", "json", "xlsx"):
        out = workshop.with_name(f"out.{form_of}")
        assert run("report", workshop, "--format", form_of, "--output", out).exit_code == 0
    told = json.loads(workshop.with_name("out.json").read_text())
    (claimed,) = (each["claimed"] for each in told["vendors"] if each["id"] == "hollow-pine")
    assert claimed == ["failure-transparency", "contract-gaps", "sprint.fraud-detection.weeks"]
    page = workshop.with_name("out.markdown").read_text()
    assert "| Weeks, Fraud detection model | – | 3, claimed |" in page
    assert "| Red flag: Gaps in the contract | not heard | heard, claimed |" in page
    assert "unknown, claimed" in workshop.with_name("out-answers.csv").read_text()
    assert run("answer", workshop, "hollow-pine", "contract-gaps", "yes").exit_code == 0
    assert read(workshop).session.vendors["hollow-pine"].flag("contract-gaps").claimed == ()


def test_a_form_that_does_not_fit_is_refused_whole(run: Run, workshop: Path, form: Path) -> None:
    before = workshop.read_bytes()
    cases: tuple[tuple[dict[str, object], tuple[str, ...]], ...] = (
        (
            {"C13": "Fine.", "C16": "perhaps", "B9": "x"},
            ("C16: “perhaps” is no answer", "B9: the qu"),
        ),
        ({"C13": "=1+1"}, ("there is a formula in Form!C13",)),
        ({"C32": 3, "E9": "see below"}, ("E9: “see below” stands where",)),
        ({"C32": 300}, ("C32: ",)),
        ({"B3": "another form"}, ("B3: the line that says which form this is",)),
    )
    for answers, said in cases:
        result = run("vendor-import", workshop, fill(form, answers))
        assert result.exit_code == 1
        for text in said:
            assert text in result.stderr
    assert run("vendor-import", workshop, workshop).exit_code == 1
    other = run("vendor-import", workshop, form, "--vendor", "brightworks")
    assert "for “Hollow Pine Labs (fictional)”, not for “Brightworks" in other.stderr
    german = run("--screens", "de", "vendor-import", workshop, form)
    assert "this form is in the language “en”" in german.stderr
    assert workshop.read_bytes() == before


def test_every_format_is_written_beside_the_session_and_over_nothing(
    run: Run, workshop: Path
) -> None:
    for form_of in ("xlsx", "docx", "md"):
        for number in ("", "-2"):
            result = run("vendor-form", workshop, "brightworks", "--format", form_of)
            path = workshop.with_name(f"four-workloads-form-brightworks{number}.{form_of}")
            assert result.stdout == f"Written to {path}\n"
            assert path.stat().st_mode & 0o077 == 0
    text = workshop.with_name("four-workloads-form-brightworks.md").read_text()
    assert "Can your demo run on data that nobody has prepared for it?" in text
    taken = run("vendor-form", workshop, "brightworks", "--output", workshop)
    assert taken.exit_code == 1
    assert "--force overwrites it" in taken.stderr
    nobody = run("vendor-form", workshop, "brightwork")
    assert nobody.exit_code == 2
    assert "Did you mean brightworks?" in nobody.stderr


def test_a_form_in_german_is_read_back_in_german(run: Run, workshop: Path) -> None:
    path = workshop.with_name("bogen.xlsx")
    run("--screens", "de", "vendor-form", workshop, "hollow-pine", "--output", path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet["C5"].value == "Antwort"
    assert all(sheet[cell].protection.locked is False for cell in ("C7", "D7", "C16"))
    assert sheet.protection.sheet
    filled = fill(path, {"C31": "Fragen zu Kfz", "C33": "Ja"})
    result = run("--screens", "de", "vendor-import", workshop, filled)
    assert "2 answers claimed" in result.stdout
