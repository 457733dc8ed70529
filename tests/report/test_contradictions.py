"""A level to confirm again is said in every report, wherever the workload is."""

import json
from typing import Literal

import pytest

from fouraxis.content.load import load, shipped
from fouraxis.report.formats import render
from fouraxis.report.recommendation import WARNINGS
from fouraxis.report.summary import summarise
from fouraxis.store.read import read
from fouraxis.workshop import questions
from fouraxis.workshop.assess import contradicted
from fouraxis.workshop.session import Session

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
