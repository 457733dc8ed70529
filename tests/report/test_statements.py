"""Statements of work in a report: an outline for each workstream, and vendors against workloads."""

import json
from typing import Any

import pytest

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.content.terms import CLAUSES
from fouraxis.report.composition import Options
from fouraxis.report.formats import report
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session
from tests.report.marked import Texts, full
from tests.report.reading import text_of

PROSE = ("docx", "html", "markdown", "xlsx")


@pytest.fixture
def session() -> Session:
    """The example in which everything is answered."""
    return read(shipped("sessions") / "four-workloads.toml").session


@pytest.fixture
def outside(content: Content) -> Session:
    """Every field has its own text, and the workload goes outside."""
    return edit.decide(full(content, Texts()), "w", "full-outsourcing", "override", reason="So.")


@pytest.mark.parametrize("form", PROSE)
def test_every_clause_of_a_workstream_is_in_the_document(
    session: Session, content: Content, form: Any
) -> None:
    document = text_of(session, content, form)
    for clause in content.summary.clauses.values():
        assert clause.name in document
    assert "Agreed: Data return, Data deletion" in document


def test_the_document_says_whether_it_is_a_hybrid(session: Session, content: Content) -> None:
    several = report(session, content, "markdown").partition("# Statements of work")[2]
    assert "hybrid partnership, with a statement of work for each workstream" in several
    decided = session
    for workload in ("fraud-detection", "agent-workflow"):
        decided = edit.decide(
            decided, workload, "do-not-outsource", "override", reason="The board."
        )
    document = report(decided, content, "markdown")
    assert content.summary.programme["one-model"].text in document
    assert "hybrid partnership, with" not in document


def test_where_all_work_stays_inside_there_is_nothing_to_sign(content: Content) -> None:
    document = report(full(content, Texts()), content, "markdown")
    assert "Statements of work" not in document


def test_a_clause_that_is_left_out_says_so(session: Session, content: Content) -> None:
    document = report(edit.leave_out(session, "contract"), content, "markdown")
    assert "| Exit | This workshop leaves it out." in document


def test_a_workload_without_a_vendor_is_named(session: Session, content: Content) -> None:
    for vendor in session.vendors:
        session = edit.link_vendor(session, vendor, "support-chatbot", False)
    document = report(session, content, "markdown")
    name = session.workloads["support-chatbot"].name
    assert f"{content.summary.programme['no-vendor'].text} {name}" in document


def test_vendors_stand_against_the_workloads_that_they_are_considered_for(
    session: Session, content: Content
) -> None:
    lines = report(session, content, "markdown").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("| Workload | Model |"))
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[start + 2 :][:3]]
    for name, _, *marks in cells:
        key = next(key for key, row in session.workloads.items() if row.name == name)
        chosen = session.workloads[key].chosen_vendor
        assert marks == [
            "chosen" if vendor == chosen else "considered" if key in node.workloads else "–"
            for vendor, node in session.vendors.items()
        ]


def test_json_has_the_outline_and_the_shortlist(session: Session, content: Content) -> None:
    programme = json.loads(report(session, content, "json"))["programme"]
    streams = programme["workstreams"]
    assert [stream["workload"] for stream in streams] == [
        *("support-chatbot", "fraud-detection", "agent-workflow")
    ]
    assert all(
        [clause["id"] for clause in stream["clauses"]] == list(CLAUSES) for stream in streams
    )
    listed = programme["shortlist"]
    assert [row["vendor"] for row in listed["vendors"]] == list(session.vendors)
    assert listed["nobody"] == []
    without = report(edit.leave_out(session, "vendors"), content, "json")
    assert json.loads(without)["programme"]["shortlist"] is None


@pytest.mark.parametrize("form", (*PROSE, "json"))
@pytest.mark.few("form", 2)
def test_a_clean_outline_has_no_name_and_no_note(
    outside: Session, content: Content, form: Any
) -> None:
    text = Texts()
    full(content, text)
    document = text_of(outside, content, form, Options(clean=True))
    hidden = text.of("person", "vendorname", "note", "evidence", "plan")
    assert [mark for mark in hidden if mark in document] == []
    assert "Vendor A" in document


def test_no_note_is_told_again_in_an_outline(outside: Session, content: Content) -> None:
    text = Texts()
    full(content, text)
    document = report(outside, content, "markdown")
    assert [mark for mark in text.of("note", "evidence", "plan") if document.count(mark) > 1] == []
