"""Questions of one's own read the tables and nothing else; answers in every format."""

import csv
import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fouraxis.content.language import speak
from fouraxis.content.load import content_folder, load
from fouraxis.portfolio import forms
from fouraxis.portfolio.engine import QueryError, Shown, Span, opened
from fouraxis.portfolio.questions import READY
from tests.cli.conftest import Run

SPAN = Span.of(date(2027, 6, 1), date(2026, 1, 1))


FORBIDDEN = (
    "copy workloads to '{folder}/out.csv'",
    "create table mine as from workloads",
    "drop view workloads",
    "select 1; select 2",
    "attach '{folder}/other.db'",
    "set enable_external_access = true",
    "install httpfs",
    "pragma database_list",
    "select * from read_text('{folder}/secret.txt')",
    "select * from read_csv('{folder}/secret.txt')",
    "select * from '{folder}/secret.txt'",
    "select * from glob('{folder}/*')",
    "select * from read_text('https://example.com')",
    "select * from nothing",
    "selec",
    "",
)


@pytest.mark.long
def test_a_query_reads_the_tables_and_nothing_else(tables: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with opened(tables) as portfolio:
        for sql in FORBIDDEN:
            for ask in (portfolio.query, portfolio.parquet):
                with pytest.raises(QueryError):
                    ask(sql.format(folder=tmp_path))
        (number,) = portfolio.query("with a as (from sessions) select count(*) from a").rows
    assert number[0] == 15
    assert [path.name for path in tmp_path.iterdir() if path.name != "state"] == ["secret.txt"]


@pytest.mark.long
def test_every_question_is_told_in_every_format(tables: Path) -> None:
    content = load()
    with opened(tables) as portfolio:
        answers = [portfolio.ask(question, SPAN) for question in READY.values()]
        shown = [answer.shown(content) for answer in answers]
        page = "".join(forms.page(list(zip(answers, shown, strict=True)), content))
        for answer, words in zip(answers, shown, strict=True):
            assert answer.question is not None
            assert answer.title in page
            assert len(list(forms.separated(words))) == len(answer.rows) + 1
            assert len(json.loads(forms.plain_json(answer))["rows"]) == len(answer.rows)
            table = forms.table(words, 100)
            assert answer.title in table
            assert max(map(len, table.split("\n"))) <= 100
    assert page.count("<svg") == sum(bool(answer.rows) for answer in answers)
    assert "<script" not in page


@pytest.mark.long
def test_a_workbook_has_a_sheet_for_each_question(tables: Path, tmp_path: Path) -> None:
    with opened(tables) as portfolio:
        shown = [portfolio.ask(each, SPAN).shown(load()) for each in READY.values()]
    path = tmp_path / "all.xlsx"
    path.write_bytes(forms.workbook(shown))
    book = load_workbook(path, read_only=True)
    assert len(book.sheetnames) == len(READY)
    rows = list(book[book.sheetnames[0]].iter_rows(values_only=True))
    assert len(rows) == len(shown[0].rows) + 1
    assert rows[0] == shown[0].heads
    book.close()


def test_a_workbook_has_days_and_moments_that_a_spreadsheet_can_reckon_with() -> None:
    day, moment, long_ago = date(2026, 11, 23), datetime(2026, 11, 23, 9, 30), date(1815, 6, 18)
    heads = ("Due", "At", "Long ago", "Text")
    shown = Shown("Days", "", heads, ((day, moment, long_ago, "2026-11-23"),), heads)
    sheet = load_workbook(BytesIO(forms.workbook([shown]))).worksheets[0]
    due, at, text, typed = sheet[2]
    assert (due.value.date(), due.is_date, due.number_format) == (day, True, "yyyy-mm-dd")
    assert (at.value, at.is_date, at.number_format) == (moment, True, "yyyy-mm-dd hh:mm")
    assert (text.value, typed.value) == ("1815-06-18", "2026-11-23")
    assert (
        list(forms.separated(shown))[1] == "2026-11-23,2026-11-23 09:30:00,1815-06-18,2026-11-23\n"
    )


@pytest.mark.long
def test_german_says_titles_heads_and_ids_in_german(tables: Path) -> None:
    folder = content_folder(Path("de"))
    content = load(folder)
    speak(folder)
    try:
        with opened(tables) as portfolio:
            text = forms.table(portfolio.ask(READY["models"], SPAN).shown(content), 120)
    finally:
        speak(None)
    assert "Modelle nach Einheit und Zeitraum" in text
    assert content.matrix.models["internal-rnd"].name in text


def test_the_faults_are_shown_of_the_tables_that_were_built(
    run: Run, clients: Path, tmp_path: Path
) -> None:
    (clients / "bad.toml").write_bytes(b"\0")
    tables = tmp_path / "my tables"
    built = run("portfolio", "build", clients, "--into", tables, "--jobs", "1")
    assert f"portfolio show faults --from '{tables}' names them." in built.stderr


@pytest.mark.long
def test_the_command_builds_shows_and_queries(run: Run, clients: Path, tmp_path: Path) -> None:
    tables = tmp_path / "mine"
    built = run("portfolio", "build", clients, "--into", tables, "--jobs", "1")
    assert "3 sessions, 3 files read" in built.stdout
    listed = run("portfolio", "show", "--from", tables, "--today", "2027-06-01").stdout
    assert all(name in listed for name in READY)
    assert "Models by unit" in run("portfolio", "show", "models", "--from", tables).stdout
    counted = run("portfolio", "query", "select count(*) n from sessions", "--from", tables)
    assert counted.stdout.split()[:3] == ["n", "-", "3"]
    file = tmp_path / "mine.parquet"
    assert (
        "Written" in run("portfolio", "show", "unowned", "--from", tables, "--output", file).stdout
    )
    assert file.read_bytes()[:4] == b"PAR1"
    again = run("portfolio", "show", "unowned", "--from", tables, "--output", file)
    assert (again.exit_code, "--force" in again.stderr) == (1, True)


@pytest.mark.parametrize(("language", "between"), [("en", ","), ("de", ";")])
def test_a_csv_file_opens_in_a_spreadsheet_and_what_is_printed_is_for_programs(
    run: Run, tables: Path, tmp_path: Path, language: str, between: str
) -> None:
    screens = () if language == "en" else ("--screens", language)
    asked = (*screens, "portfolio", "show", "unowned", "--from", tables)
    file = tmp_path / "unowned.csv"
    run(*asked, "--output", file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        rows = list(csv.reader(opened_file, delimiter=between))
    printed = run(*asked, "--format", "csv").stdout
    assert rows == list(csv.reader(printed.splitlines()))
    assert len(rows[0]) == 5


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("show", "nonsense"), 2, "there is no question"),
        (("show", "--format", "csv"), 2, "name a question"),
        (("query", "drop view workloads"), 1, "one SELECT"),
        (("query", "select nothing from workloads"), 1, "nothing"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(
    run: Run, tables: Path, args: tuple[str, ...], status: int, said: str
) -> None:
    result = run("portfolio", *args, "--from", tables)
    assert result.exit_code == status
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.long
def test_without_tables_or_engine_it_is_told_what_to_do(
    run: Run, tmp_path: Path, clients: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = run("portfolio", "show", "--from", tmp_path / "none")
    assert "fouraxis portfolio build" in nothing.stderr
    assert "no such folder" in run("portfolio", "build", tmp_path / "gone").stderr
    monkeypatch.setattr("fouraxis.portfolio.build.find_spec", lambda _: None)
    for args in (("build", clients), ("show",), ("query", "select 1"), ("open",)):
        result = run("portfolio", *args)
        assert result.exit_code == 1
        assert "pip install 'fouraxis[portfolio]'" in result.stderr
