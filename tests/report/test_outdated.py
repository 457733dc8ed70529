"""An outdated decision is shown as such everywhere, and nowhere as what is recommended."""

import csv
import io
import json

import pytest

from fouraxis.content.load import content_folder, load, shipped
from fouraxis.content.models import Content
from fouraxis.report.drawing import Text
from fouraxis.report.figures import pictures
from fouraxis.report.formats import ReportFormat, report
from fouraxis.report.summary import Summary, summarise
from fouraxis.store.read import read
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from tests.report.reading import cells, text_of, written

NAME = "Customer support chatbot"
THEN, NOW = "Full outsourcing", "Do not outsource"
MARK = "decision outdated"


@pytest.fixture(scope="module")
def session() -> Session:
    """The four examples, where core logic came up after the chatbot was decided."""
    before = read(shipped("sessions") / "four-workloads.toml").session
    place = ("workloads", "support-chatbot", "rules", "core-logic", "answer")
    return set_at(before, place, "yes")


@pytest.fixture(scope="module")
def summary(session: Session, content: Content) -> Summary:
    return summarise(session, content)


@pytest.mark.parametrize("form", ["markdown", "html", "docx"])
def test_a_document_says_it_on_its_first_page_and_wherever_the_workload_goes(
    session: Session, content: Content, form: ReportFormat
) -> None:
    text = text_of(session, content, form).replace("\\", "")
    assert "2 go outside, 1 stays inside, 1 to be decided again" in text
    assert f"Decide again on {NAME}." in text
    assert f"The room decided for {THEN}; now {NOW} is recommended." in text
    assert text.count("another recommendation than then") == 1
    assert f"{THEN} (1): {NAME}" not in text
    assert f"{NOW} (2)" not in text
    assert f"{NAME}: {THEN}" not in text  # nothing is contracted of what stays inside now
    assert f"What it takes: {THEN} ({MARK})" in text
    assert f"outdated: {THEN}" in text


def test_wherever_the_model_of_the_decision_stands_beside_the_name_it_is_marked(
    session: Session, content: Content
) -> None:
    """But for the sentence that says what was decided and that it is outdated."""
    for line in report(session, content, "markdown").splitlines():
        if NAME in line and THEN in line:
            assert "outdated" in line or "Decide again" in line, line


def test_the_summary_in_a_terminal_says_it(session: Session, content: Content) -> None:
    text = " ".join(report(session, content, "table").split())
    assert f"{THEN} (outdated: another recommendation than then)" in text
    assert f"{THEN}: {NAME} ({MARK})" in text


def test_tables_for_programs_say_it(session: Session, content: Content) -> None:
    rows = {
        row["workload"]: row for row in csv.DictReader(io.StringIO(report(session, content, "csv")))
    }
    assert rows[NAME]["recommended"] == NOW
    assert rows[NAME]["decision"] == "outdated"
    assert [row["decision"] for name, row in rows.items() if name != NAME] == ["agreed"] * 3
    whole = json.loads(report(session, content, "json"))
    assert whole["workloads"][0]["decision"]["state"] == "outdated"
    assert whole["programme"]["outdated"] == ["support-chatbot"]
    streams = {
        stream["workload"]: stream["outdated"] for stream in whole["programme"]["workstreams"]
    }
    assert streams == {"fraud-detection": False, "agent-workflow": False}


def test_a_statement_of_work_says_so_where_it_may_still_go_outside(
    session: Session, content: Content
) -> None:
    chatbot = ("workloads", "support-chatbot")
    moved = set_at(session, (*chatbot, "rules", "core-logic", "answer"), "no")
    for axis, level in (("maturity", "emerging"), ("certainty", "medium")):
        moved = set_at(moved, (*chatbot, "axes", axis, "level"), level)
    assert f"{NAME}: {THEN} ({MARK})" in report(moved, content, "markdown")
    whole = json.loads(report(moved, content, "json"))["programme"]
    assert [stream["outdated"] for stream in whole["workstreams"]] == [True, False, False]
    clauses = {clause["id"]: clause for clause in whole["workstreams"][0]["clauses"]}
    assert clauses["engagement"]["missing"] == ["Decision"]
    texts = [str(cell.value) for cell in cells(written(moved, content, "xlsx"))]
    assert f"{THEN} ({MARK})" in texts


def test_a_workbook_says_it(session: Session, content: Content) -> None:
    texts = [str(cell.value) for cell in cells(written(session, content, "xlsx"))]
    assert f"{THEN}: {NAME} ({MARK})" in texts
    assert "outdated" in texts


def test_pictures_show_it_neither_as_recommended_nor_as_decided(
    summary: Summary, content: Content
) -> None:
    drawn = {picture.name: picture for picture in pictures(summary, content)}
    assert f"{THEN}: " not in drawn["sourcing-mix"].description
    assert f"{NOW}: 2 recommended, 1 decided" in drawn["sourcing-mix"].description
    numbers = [shape.text for shape in drawn["placement-map"].shapes if isinstance(shape, Text)]
    assert "1!" in numbers
    assert "1" not in numbers


def test_it_is_said_in_german_too(session: Session) -> None:
    from fouraxis.content.language import speak

    folder = content_folder(shipped("screens") / "de")
    speak(folder)
    text = report(session, load(folder), "markdown")
    assert f"{NAME} (Beschluss" in text.replace("\\", "")
    assert "1 neu zu beschließen" in text


def test_once_it_is_confirmed_nothing_is_marked(session: Session, content: Content) -> None:
    from fouraxis.workshop.assess import decide

    done = decide(session, content, "support-chatbot", "as-recommended", by="Rhea Solano")
    assert "outdated" not in report(done, content, "markdown")
    assert json.loads(report(done, content, "json"))["programme"]["outdated"] == []
