"""A level to confirm again is said wherever the workload is: in every report, in every count."""

import csv
import io
import json
from typing import Literal

import pytest

from fouraxis.content.load import load, shipped
from fouraxis.report.drawing import Text
from fouraxis.report.figures import pictures
from fouraxis.report.formats import ReportFormat, render, report
from fouraxis.report.recommendation import WARNINGS
from fouraxis.report.summary import summarise
from fouraxis.store.read import read
from fouraxis.workshop import questions
from fouraxis.workshop.assess import assess, contradicted
from fouraxis.workshop.matters import Spot, matters, place_of
from fouraxis.workshop.questions import next_open
from fouraxis.workshop.session import Place, Session
from tests.report.reading import cells, text_of, written

CONTENT = load()
LINE = "Level to confirm again: Sensitivity is low, the answers suggest high."


@pytest.fixture
def session() -> Session:
    """The sample, after a factor of its first workload was answered anew."""
    session: Session = read(shipped("sessions") / "four-workloads.toml").session
    question = questions.find(session, CONTENT, "support-chatbot", "sensitivity.ip-exposure")
    return questions.answer(session, question, "high")


def test_it_is_the_first_warning_of_its_workload_alone(session: Session) -> None:
    first, *others = summarise(session, CONTENT).workloads
    assert first.explanation[WARNINGS][0] == LINE
    assert all(LINE not in row.explanation.get(WARNINGS, []) for row in others)
    assert list(contradicted(session, CONTENT)) == [f"“{first.name}”: {LINE}"]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_report_to_read_says_it(session: Session, form: Literal["markdown", "html"]) -> None:
    (part,) = render(session, CONTENT, form)
    pieces = (piece if isinstance(piece, bytes) else piece.encode() for piece in part.pieces)
    assert b"Level to confirm again: Sensitivity is low" in b"".join(pieces).replace(b"\\", b"")


def test_a_report_for_programs_has_it(session: Session) -> None:
    (part,) = render(session, CONTENT, "json")
    pieces = (piece if isinstance(piece, bytes) else piece.encode() for piece in part.pieces)
    first, *others = json.loads(b"".join(pieces))["workloads"]
    again = {"axis": "sensitivity", "level": "low", "suggested": "high"}
    assert first["to_confirm_again"] == [again]
    assert all(workload["to_confirm_again"] == [] for workload in others)


def test_its_workload_is_not_final_and_the_count_leads_to_the_level(session: Session) -> None:
    assert assess(session, CONTENT).workloads["support-chatbot"].status == "level-again"
    summary = summarise(session, CONTENT)
    assert "1 level to confirm again" in summary.counts
    assert "3 final" in summary.counts
    matter = next(m for m in matters(session, CONTENT) if m.kind == "level-again")
    assert (matter.total, matter.spots) == (1, (Spot("workloads", "support-chatbot", 1),))
    place = place_of(session, CONTENT, "level-again", matter.spots[0])
    assert place == Place(step="axes", workload="support-chatbot", item="sensitivity")


def test_whoever_goes_to_the_next_open_thing_comes_by(session: Session) -> None:
    """Of all workloads, this one has nothing else open on its axes."""
    before = read(shipped("sessions") / "four-workloads.toml").session
    here = Place(step="axes", workload="support-chatbot", item="sensitivity.customer-impact")
    question = next_open(session, CONTENT, here)
    assert question is not None
    assert (question.subject, question.item) == ("support-chatbot", "sensitivity")
    assert next_open(before, CONTENT, here) != question
    settled = questions.answer(session, question, "high")
    assert next_open(settled, CONTENT, here) != question


def test_the_level_itself_says_it_in_tables(session: Session) -> None:
    mark = "low (to confirm again)"
    row = next(csv.DictReader(io.StringIO(report(session, CONTENT, "csv"))))
    assert row["sensitivity"] == mark
    assert row["status"] == "level to confirm again"
    assert mark in [str(cell.value) for cell in cells(written(session, CONTENT, "xlsx"))]
    assert mark in " ".join(report(session, CONTENT, "table").split())


@pytest.mark.parametrize("form", ["markdown", "html", "docx"])
def test_the_level_itself_and_the_front_of_a_document_say_it(
    session: Session, form: ReportFormat
) -> None:
    text = text_of(session, CONTENT, form).replace("\\", "")
    assert "low (to confirm again)" in text
    assert "Confirm a level of Customer support chatbot again: low (to confirm again)." in text


def test_the_map_marks_its_point(session: Session) -> None:
    drawn = {picture.name: picture for picture in pictures(summarise(session, CONTENT), CONTENT)}
    numbers = [shape.text for shape in drawn["placement-map"].shapes if isinstance(shape, Text)]
    assert "1!" in numbers
