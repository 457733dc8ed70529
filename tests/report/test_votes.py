"""Votes, confidence and dissent in every report: by name, or as roles in a clean one."""

import json
import re
from datetime import UTC, datetime
from typing import Final

import pytest

from fouraxis.content.models import Content
from fouraxis.report.clean import clean
from fouraxis.report.composition import Options
from fouraxis.report.formats import report
from fouraxis.report.plain_pages import table
from fouraxis.report.spreadsheet import separated
from fouraxis.report.summary import summarise
from fouraxis.workshop import edit, questions, votes
from fouraxis.workshop.session import Session
from tests.report.reading import text_of, written

AT: Final = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
OBJECTION: Final = {
    "what": "Nothing in it is secret",
    "why": "Rivals have it",
    "change": "A breach",
}


@pytest.fixture
def silent(content: Content) -> Session:
    """A workload with a level of sensitivity, on which nobody has voted."""
    session = edit.new_session("Contoso", "0198c0de", AT, content.home.pack)
    for name, role in (("Ana Lund", "expert"), ("Bo Iversen", "decider"), ("Cy Young", "expert")):
        session, _ = edit.add_participant(session, name, role)
    session, _ = edit.add_workload(session, "Chatbot")
    question = questions.find(session, content, "chatbot", "sensitivity")
    return questions.answer(session, question, "high")


@pytest.fixture
def session(silent: Session) -> Session:
    """The same after two rounds, with low confidence and one dissent."""
    session = silent
    for levels in (("low", "high", "unknown"), ("medium", "high", "absent")):
        said = dict(zip(session.participants, levels, strict=True))
        session = votes.cast(session, "chatbot", "sensitivity", said, AT)
    session = votes.dissent(session, "chatbot", "sensitivity", "ana-lund", OBJECTION)
    return votes.confide(session, "chatbot", "sensitivity", -1)


@pytest.mark.parametrize("form", ["markdown", "html", "docx", "xlsx"])
def test_every_report_has_both_rounds_the_confidence_and_the_dissent(
    session: Session, content: Content, form: str
) -> None:
    text = text_of(session, content, form).replace("\\", "")  # type: ignore[arg-type]
    assert all(words in text for words in OBJECTION.values())
    assert "low confidence" in text
    assert "Cy Young" in text
    if form != "xlsx":
        assert "Round 1: low: Ana Lund; high: Bo Iversen; unsure: Cy Young" in text
        assert "Round 2: medium: Ana Lund; high: Bo Iversen; absent: Cy Young" in text
    assert "Kept in the file" not in text


@pytest.mark.parametrize("form", ["markdown", "html", "docx", "xlsx"])
def test_what_was_said_before_a_level_was_agreed_on_stays_on_record(
    session: Session, content: Content, form: str
) -> None:
    level = questions.find(session, content, "chatbot", "sensitivity")
    session = questions.answer(session, level, "medium")
    text = text_of(session, content, form).replace("\\", "")  # type: ignore[arg-type]
    assert all(words in text for words in OBJECTION.values())
    assert "Ana Lund dissents" not in text
    brief = written(session, content, "markdown", Options(brief=True)).decode()
    assert OBJECTION["what"] not in brief


def test_the_brief_names_who_dissents(session: Session, content: Content) -> None:
    text = written(session, content, "markdown", Options(brief=True)).decode().replace("\\", "")
    told = "Chatbot, Sensitivity: high, low confidence (1 of 3 for it; 1 of 3 in the round before)."
    assert f"{told} Ana Lund dissents" in text


def test_the_terminal_the_table_and_programs_are_told(session: Session, content: Content) -> None:
    summary = summarise(session, content)
    assert "Ana Lund dissents (medium)" in " ".join(table(summary, content).split())
    head, row = list(separated(summary, content))[:2]
    assert "votes and dissent" in head
    assert "Ana Lund dissents (medium)" in row
    (agreed,) = json.loads(report(session, content, "json"))["workloads"][0]["votes"]
    assert (agreed["axis"], agreed["level"], agreed["confidence"]) == ("sensitivity", "high", "low")
    assert [(each["lowest"], each["highest"]) for each in agreed["rounds"]] == [
        ("low", "high"),
        ("medium", "high"),
    ]
    assert agreed["rounds"][0]["votes"][0] == {
        "person": "ana-lund",
        "name": "Ana Lund",
        "vote": "low",
    }
    assert agreed["dissent"] == [
        {
            "person": "ana-lund",
            "name": "Ana Lund",
            "vote": "medium",
            "withdrawn": False,
            **OBJECTION,
        }
    ]


def test_a_clean_report_has_roles_and_no_id_that_is_made_from_a_name(
    session: Session, content: Content
) -> None:
    session = edit.remove_participant(session, "cy-young")
    cleaned = clean(session, content)
    for form in ("markdown", "json", "csv"):
        text = report(cleaned, content, form)
        assert not re.search(r"\b(ana|lund|bo|iversen|cy|young)\b", text, re.IGNORECASE)
    brief = written(cleaned, content, "markdown", Options(brief=True)).decode().replace("\\", "")
    assert "Expert dissents (medium): Nothing in it is secret; because: Rivals have it" in brief
    answer = cleaned.workloads["workload-1"].axis("sensitivity")
    assert [*answer.votes["round-1"].levels] == ["person-1", "person-2", "person-3"]


def test_without_votes_nothing_is_said_of_them(silent: Session, content: Content) -> None:
    for form in ("markdown", "html", "csv"):
        assert "vote" not in report(silent, content, form).lower()  # type: ignore[arg-type]
