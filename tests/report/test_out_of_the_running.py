"""A vendor out of the running stands in every report, with reason, person and date."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from fouraxis.content.models import Content
from fouraxis.report.formats import report
from fouraxis.report.plain_pages import table
from fouraxis.report.spreadsheet import separated_answers
from fouraxis.report.summary import summarise
from fouraxis.workshop import assess, edit, questions
from fouraxis.workshop.matters import matters
from fouraxis.workshop.session import Place, Session
from fouraxis.workshop.statement import shortlist
from fouraxis.workshop.text import EditError
from tests.report.reading import text_of

WHY = "Refused a paid sprint"
WHEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def session(content: Content) -> Session:
    empty = edit.new_session("Contoso", "0198c0de", WHEN, content.home.pack)
    session, _ = edit.add_workload(empty, "Chatbot")
    for name in ("Tessera", "Brightworks"):
        session, _ = edit.add_vendor(session, name, workloads=["chatbot"])
    session = edit.choose_vendor(session, "tessera", ["chatbot"])
    return edit.disqualify(session, "tessera", WHY, by="Ana", at=WHEN)


def test_it_is_chosen_for_nothing_and_considered_for_nothing(
    session: Session, content: Content
) -> None:
    assert session.workloads["chatbot"].chosen_vendor is None
    assert assess.considered(session, "chatbot") == ("brightworks",)
    listed = shortlist(session, content)
    assert listed is not None
    assert list(listed.vendors) == ["tessera", "brightworks"]
    assert all("tessera" not in each.vendors for each in listed.workloads)
    following = questions.next_open(session, content, Place(step="vendors", vendor="tessera"))
    assert following is not None
    assert following.subject != "tessera"
    with pytest.raises(EditError, match="out of the running"):
        edit.choose_vendor(session, "tessera", ["chatbot"])
    with pytest.raises(EditError, match="needs a reason"):
        edit.disqualify(session, "brightworks", " ")
    flags = ("vendors", "tessera", "red_flags", "clean-data-demo", "answer")
    flagged = edit.set_at(session, flags, "yes")
    assert "red-flags" not in {matter.kind for matter in matters(flagged, content)}
    back = edit.requalify(session, "tessera")
    assert assess.considered(back, "chatbot") == ("tessera", "brightworks")


def test_what_was_open_of_it_waits_for_nobody(session: Session, content: Content) -> None:
    for item, answer in (("clean-data-demo", "unknown"), ("security-deferred", "no")):
        session = edit.set_at(session, ("vendors", "tessera", "red_flags", item, "answer"), answer)
    parked = ("vendors", "tessera", "criteria", "industry-fit", "parked")
    session = edit.set_at(session, parked, True)
    assert questions.of_step(session, content, "vendors", "tessera") == questions.Progress(
        answered=1
    )
    back = questions.of_step(edit.requalify(session, "tessera"), content, "vendors", "tessera")
    assert (back.answered, back.unknown, back.parked) == (1, 1, 1)


@pytest.mark.parametrize("form", ["markdown", "html", "docx", "xlsx"])
def test_reports_say_why_who_and_when(session: Session, content: Content, form: str) -> None:
    text = text_of(session, content, form).replace("\\", "")  # type: ignore[arg-type]
    assert f"{WHY} (Ana, 2026-11-23" in text
    assert "Out of the running" in text


def test_programs_and_the_terminal_are_told(session: Session, content: Content) -> None:
    out = json.loads(report(session, content, "json"))["vendors"][0]["disqualified"]
    assert (out["reason"], out["by"]) == (WHY, "Ana")
    (row,) = csv.DictReader(io.StringIO(report(session, content, "csv")))
    considered = next(cell for cell in row.values() if cell.startswith("Brightworks"))
    assert considered.startswith(f"Brightworks; Tessera, out of the running: {WHY} (Ana, 2026")
    rows = csv.reader(separated_answers(summarise(session, content), content))
    assert [cells[5][: len(WHY)] for cells in rows if cells[3] == "disqualified"] == [WHY]
    lines = table(summarise(session, content), content)
    assert f"out of the running: {WHY}" in " ".join(lines.split())
