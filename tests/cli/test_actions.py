"""`fouraxis actions`: what is to be done, for people, spreadsheets, calendars and programs."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from fouraxis.content.load import load, shipped
from fouraxis.store.delivery import save
from fouraxis.store.read import read
from fouraxis.workshop.actions import actions, assign, schedule
from tests.cli.conftest import Run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An example with one action that Ana Lund is late with."""
    session = read(shipped("sessions") / "four-workloads.toml").session
    first = actions(session, load(), date(2026, 11, 27))[0].id
    session = schedule(assign(session, first, "Ana Lund"), first, date(2020, 1, 31))
    path = tmp_path / "session.toml"
    save(session, path, None)
    return path


def test_the_table_begins_with_what_is_overdue_and_fits_80_columns(run: Run, file: Path) -> None:
    result = run("actions", file)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert "Ana Lund" in lines[4]
    assert "2020-01-31" in lines[4]


def test_json_is_the_register_of_the_report(run: Run, file: Path) -> None:
    written = json.loads(run("actions", file, "--json").stdout)
    assert written[0]["due"] == "2020-01-31"
    assert set(written[0]["because"][0]) == {"id", "text"}
    assert json.loads(run("summary", file, "--format", "json").stdout)["actions"] == written


def test_csv_and_calendar_are_printed_as_they_are(run: Run, file: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("actions", file, "--format", "csv").stdout)))
    assert rows[1][2:4] == ["Ana Lund", "2020-01-31"]
    calendar = run("actions", file, "--format", "ics").stdout
    assert "DTSTART;VALUE=DATE:20200131" in calendar


def test_a_calendar_without_a_day_says_why_it_is_empty(run: Run, tmp_path: Path) -> None:
    session = read(shipped("sessions") / "half-way.toml").session
    save(session.model_copy(update={"actions": {}}), tmp_path / "new.toml", None)
    result = run("actions", tmp_path / "new.toml", "--format", "ics")
    assert "VEVENT" not in result.stdout
    assert "No open action has a day" in result.stderr


def test_a_clean_calendar_names_nobody(run: Run, file: Path) -> None:
    assert "Ana Lund" in run("actions", file, "--format", "ics").stdout.replace("\n ", "")
    clean = run("actions", file, "--format", "ics", "--clean").stdout
    assert "DTSTART;VALUE=DATE:20200131" in clean
    assert "Lund" not in clean


def test_it_changes_nothing(run: Run, file: Path) -> None:
    before = file.read_bytes()
    for options in ((), ("--json",), ("--format", "ics"), ("--clean",)):
        assert run("actions", file, *options).exit_code == 0
    assert file.read_bytes() == before
