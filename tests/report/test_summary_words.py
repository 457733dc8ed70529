"""The summary in every plain format: what is ready to be signed, in the words of the content."""

import csv
import io
import json
from pathlib import Path

import pytest

from fouraxis.content.load import content_folder, load, shipped
from fouraxis.content.models import Content
from fouraxis.report.escape import WIDTH
from fouraxis.report.formats import report
from fouraxis.report.plain_pages import COLUMNS
from fouraxis.report.summary import summarise
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session


@pytest.fixture(scope="module")
def session() -> Session:
    return read(shipped("sessions") / "four-workloads.toml").session


def test_the_table_says_how_many_checks_are_met(session: Session, content: Content) -> None:
    lines = report(session, content, "table").splitlines()
    assert max(map(len, lines)) <= 80
    head = next(line for line in lines if line.startswith("Workload"))
    assert head.split() == ["Workload", "Recommended", "Because", "Decision", "Ready", "Open"]
    rows = {line[:15].strip(): line.split()[-2:] for line in lines if line[head.index("Op") :]}
    assert rows["Customer suppor"] == ["7/7", "0"]
    assert rows["Fraud detection"] == ["3/7", "0"]
    assert rows["Automated claim"] == ["n/a", "0"]
    assert any("Ready to sign: 1 of 3" in line for line in lines)


@pytest.mark.parametrize("language", [None, "de"])
def test_the_table_breaks_no_word_in_two(session: Session, language: str | None) -> None:
    words = load(content_folder(Path(language)) if language else None)
    path = ("workloads", "fraud-detection", "name")
    for name in ("Fraud", "Schadensregulierung heute", "Claims " * 12):
        named = edit.set_at(session, path, name.strip())
        text = report(named, words, "table")
        assert max(map(len, text.splitlines())) <= 80
        whole = set(text.partition("\n\n")[2].partition("\n\n")[0].split())
        for row in summarise(named, words).workloads:
            cells = (row.name, row.recommended, row.because, row.decision_state, row.signed)
            assert {word for cell in cells for word in cell.split()} <= whole


def test_markdown_has_the_same_column(session: Session, content: Content) -> None:
    text = report(session, content, "markdown")
    assert "| Decision | Ready |" in text
    assert "| agreed | 3/7 |" in text
    assert "Ready to sign: 1 of 3" in text


def test_csv_has_it_in_a_way_that_no_spreadsheet_takes_for_a_date(
    session: Session, content: Content
) -> None:
    rows = list(csv.DictReader(io.StringIO(report(session, content, "csv"))))
    assert [row["ready"] for row in rows] == ["7 of 7", "3 of 7", "3 of 4", "n/a"]


def test_json_has_every_check(session: Session, content: Content) -> None:
    workloads = json.loads(report(session, content, "json"))["workloads"]
    met = [list(workload["ready"].values()).count("met") for workload in workloads]
    assert met == [7, 3, 3, 0]


def test_a_german_table_has_german_heads_counts_and_words(session: Session) -> None:
    german = load(content_folder(Path("de")))
    text = report(session, german, "table")
    for words in ("Empfohlen", "Beschluss", "Bereit", "Off.", "Bereit zur Unterschrift: 1 von 3"):
        assert words in text
    for words in ("Recommended", "Because", "Ready to sign", "Red flags heard"):
        assert words not in text
    assert "Red Flags von Anbietern ohne Antwort: 6" in text


def test_the_report_lists_what_the_model_takes_with_its_answers_and_a_no_first(
    session: Session, content: Content
) -> None:
    path = ("workloads", "support-chatbot", "conditions", "portability-and-exit")
    text = report(edit.set_at(session, (*path, "answer"), "no"), content, "markdown")
    lines = text.split("What it takes: Full outsourcing", 1)[1].splitlines()
    rows = [line for line in lines if line.startswith("| ") and "---" not in line][:4]
    assert rows[0].split(" | ")[2].startswith("Answer")
    assert "! No" in rows[1]
    assert all("! No" not in row for row in rows[2:])


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_of_the_content_is_broken_in_the_table_of_a_terminal(language: str) -> None:
    """Only what the room wrote may be longer than its column."""
    words = load(content_folder(Path(language)))
    outcome, matrix = words.summary, words.matrix
    names = {
        "recommended": [model.name for model in matrix.models.values()]
        + [status.name for status in outcome.statuses.values()],
        "decision": [state.name for state in outcome.decisions.values()],
        "ready": [state.name for state in outcome.ready_states.values()],
    }
    for column, texts in names.items():
        for word in " ".join(texts).split():
            assert len(word) <= COLUMNS[column], word
    for column, room in COLUMNS.items():
        head = words.summary.columns[column]
        assert len(head.short or head.name) <= room or len(head.name) <= room
    assert sum(COLUMNS.values()) + 2 * (len(COLUMNS) - 1) == WIDTH


def test_what_may_not_go_outside_yet_says_who_brings_it_back_and_when(content: Content) -> None:
    session = read(shipped("sessions") / "twenty-four-workloads.toml").session
    text = " ".join(report(session, content, "markdown").split())
    assert "Ines Falk (head of service) brings it back; looked at again on 2027-09-15." in text
