"""A workshop that carries on: what came along is marked, confirmed by one key, and told apart."""

import csv
import io
import json
import re

import pytest
from openpyxl import load_workbook

from fouraxis.content.models import Content
from fouraxis.report.formats import ReportFormat, render, report
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.read import read
from fouraxis.tui.parts.dialogs import AskLine
from fouraxis.tui.placing.outcome import RevealScreen
from fouraxis.workshop import edit, questions
from fouraxis.workshop.carry import carried_on
from fouraxis.workshop.session import Session
from tests.report.reading import text_of
from tests.tui.conftest import OpenApp
from tests.tui.workshops import placed, standing, workshop


@pytest.fixture
def earlier(content: Content) -> Session:
    return standing(placed(placed(workshop(content), "w1"), "w2"), "summary")


@pytest.fixture
def begun(content: Content, earlier: Session) -> Session:
    session = carried_on(earlier, content, "0198c0df", earlier.created)
    return standing(session, "axes", "sensitivity")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_one_key_confirms_an_answer_and_one_the_page(
    open_app: OpenApp, begun: Session, size: tuple[int, int]
) -> None:
    async with open_app(begun, size) as room:
        assert "carried" in room.text
        await room.press("y")
        assert "axes.sensitivity.level" not in room.session.workloads["w1"].carried
        await room.press("u")
        assert "axes.sensitivity.level" in room.session.workloads["w1"].carried
        assert room.app.walk_through is not None
        room.app.walk_through.go("rules", workload="w1")
        await room.press("Y")
        assert "3 carried answers confirmed" in room.said
        assert not [path for path in room.session.workloads["w1"].carried if "rules" in path]
        assert [path for path in room.session.workloads["w2"].carried if "rules" in path]
        if isinstance(room.screen, RevealScreen):  # all is placed now: where it lands is shown
            await room.press("escape")
        await room.press("u")
        assert [path for path in room.session.workloads["w1"].carried if "rules" in path]


async def test_the_same_digit_again_confirms_and_goes_on_to_the_next(
    open_app: OpenApp, begun: Session, content: Content
) -> None:
    rules = standing(begun, "rules", "core-logic")
    async with open_app(rules) as room:
        before = room.session.workloads["w1"].rules
        await room.press("2")
        assert "rules.core-logic.answer" not in room.session.workloads["w1"].carried
        assert room.session.workloads["w1"].rules == before
        assert room.bench.place.item == "data-cannot-leave"
        await room.press("s")
        left = questions.of_session(room.session, content).carried
        assert f"{left} carried" in " ".join(room.text.split())


async def test_a_decision_of_before_is_marked_until_a_key_confirms_it(
    open_app: OpenApp, earlier: Session, content: Content
) -> None:
    decided = edit.decide(earlier, "w1", "full-outsourcing", "as-recommended", by="P1")
    begun = carried_on(decided, content, "0198c0df", earlier.created)
    async with open_app(standing(begun, "summary"), (120, 36)) as room:
        row = next(line for line in room.text.splitlines() if line.lstrip().startswith("W1"))
        assert "Full outsourcing  carried" in row
        await room.press("y")
        assert "decision" not in room.session.workloads["w1"].carried
        assert room.session.workloads["w1"].decision == decided.workloads["w1"].decision
        assert "Full outsourcing  carried" not in room.text
        room.bench.undo()
        assert "decision" in room.session.workloads["w1"].carried


async def test_home_carries_a_workshop_on_under_another_title(
    open_app: OpenApp, earlier: Session
) -> None:
    async with open_app() as room:
        path = SessionsFolder(room.app.folder.path).create(earlier)
        room.app.screen.reload(path)  # type: ignore[attr-defined]
        await room.press("c")
        assert isinstance(room.screen, AskLine)
        await room.type("Contoso in spring")
        await room.press("enter")
        await room.settle()
        assert room.session.title == "Contoso in spring"
        assert room.session.id != earlier.id
        assert room.session.workloads["w1"].carried
        assert room.session.workloads["w1"].axes == earlier.workloads["w1"].axes
        assert read(path).session == earlier


def test_every_report_tells_carried_and_confirmed_apart(content: Content, begun: Session) -> None:
    core = questions.find(begun, content, "w1", "core-logic")
    session = questions.confirm(begun, core)
    lines = report(session, content, "markdown").splitlines()
    assert f"| {core.name} | No |" in lines
    assert "| Sensitivity | low, carried over, not confirmed |" in lines
    assert any("answers came from an earlier session" in line for line in lines)
    told = " ".join(report(session, content, "table").split())
    assert f"{questions.of_session(session, content).carried} answers came from an earlier" in told
    whole = json.loads(report(session, content, "json"))
    given = whole["workloads"][0]["answers"]
    assert "rules.core-logic.answer" not in given["carried"]
    assert "rules.undefined-success.answer" in given["carried"]
    summary, answers, _ = (
        list(csv.DictReader(io.StringIO(b"".join(part.pieces).decode())))
        for part in render(session, content, "csv")
    )
    count = questions.of_session(session, content).carried
    assert sum(int(row["carried over, not confirmed"]) for row in summary) == count
    states = {row["item"]: row["state"] for row in answers if row["name"] == "W1"}
    assert states["core-logic"] == "answered"
    assert states["undefined-success"] == "carried over, not confirmed"
    forms: tuple[ReportFormat, ...] = ("html", "docx")
    for form in forms:
        text = " ".join(re.sub("<[^>]*>", " ", text_of(session, content, form)).split())
        for words in ("Sensitivity low, carried over, not confirmed", f"{core.name} No "):
            assert words in text, (form, text[:2000])
        assert "answers came from an earlier session" in text
    (part,) = render(session, content, "xlsx")
    book = load_workbook(io.BytesIO(b"".join(part.pieces)))
    cells = {cell.value for row in book["Answers"].iter_rows() for cell in row}
    assert "carried over, not confirmed" in cells
    assert "Carried over, not confirmed" not in report(
        standing(placed(workshop(content), "w1"), "summary"), content, "csv"
    )
