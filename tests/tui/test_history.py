"""What was there before: one key from a question, from the summary and from a workload's page."""

from pathlib import Path

import pytest

from fouraxis.disk.system import login
from fouraxis.store.folder import SessionsFolder
from fouraxis.tui.live.history import HistoryDialog
from fouraxis.tui.look import GLYPHS
from fouraxis.tui.summary.reasons import ReasoningDialog
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session, Step
from tests.tui.conftest import OpenApp
from tests.tui.summary_room import decided, page, prompts, table, two_workloads


async def test_a_level_changed_after_the_decision_marks_it_everywhere_and_h_says_what_it_was(
    open_app: OpenApp, empty: Session
) -> None:
    async with open_app(two_workloads(empty), (120, 36)) as room:
        await room.press("c", "h")
        assert isinstance(room.screen, HistoryDialog)
        assert "Nothing else was settled here before." in room.text
        await room.press("h", "1", "3")
        assert room.session.workloads["chatbot"].axis("sensitivity").level == "high"
        assert f"{GLYPHS.warning} OUTDATED  Chatbot" in room.text.split("\n")[0]
        assert "Decided Full outsourcing," in room.text
        await room.press("h")
        assert "Sensitivity - Now high - until" in page(room)
        by_whom = f"low the room, changed by {login()} Decision - Now Full outsourcing outdated"
        assert by_whom in page(room)
        await room.press("escape", "s")
        assert "OUTDATED" in prompts(table(room))[0]
        assert "1 OUTDATED" in room.text
        await room.press("enter")
        assert isinstance(room.screen, ReasoningDialog)
        assert "OUTDATED: another recommendation than then, a level or rule is" in page(room)
        await room.press("h")
        assert "Decision - Now Full outsourcing outdated: another recommendation" in page(room)
        await room.press("escape", "escape", "u", "s")
        assert room.session.workloads["chatbot"].axis("sensitivity").earlier == {}
        assert "OUTDATED" not in room.text


async def test_opening_a_session_says_what_has_changed_since_it_was_opened_before(
    open_app: OpenApp, empty: Session, folder: Path
) -> None:
    async with open_app(two_workloads(empty)) as room:
        await room.press("c")
        await room.settle()
        assert "Since" not in room.said
    (entry,) = SessionsFolder(folder).entries()
    async with open_app() as room:
        room.app.open_session(entry.path)
        await room.settle()
        assert "Since" not in room.said  # a first decision is no change
        await room.press("1", "3")
    async with open_app() as room:
        room.app.open_session(entry.path)
        await room.settle()
        assert "1 level changed, 1 decision outdated." in room.said


async def test_another_model_decided_later_keeps_the_one_of_before_with_who_and_when(
    open_app: OpenApp, empty: Session, folder: Path
) -> None:
    async with open_app(two_workloads(empty)) as room:
        await room.press("c")
        await room.saved()
    (entry,) = SessionsFolder(folder).entries()
    async with open_app() as room:
        room.app.open_session(entry.path)
        await room.settle()
        before = decided(room)
        assert before is not None
        assert before.model == "full-outsourcing"
        await room.press("d", "6", "enter")
        await room.type("Too early")
        await room.press("enter", "down", "enter")
        now = decided(room)
        assert now is not None
        assert (now.model, now.by) == ("do-not-outsource", "Otis")
        await room.press("h")
        holds, _, held = page(room).partition("- until ")
        assert holds.startswith("Decision - Now Do not outsource override Otis, ")
        assert "Too early" in holds
        assert "Full outsourcing" in held
        assert "Rhea" in held
        await room.press("escape", "s", "u")
        await room.press("h")
        assert "Nothing else was settled here before." in page(room)


@pytest.mark.parametrize(
    ("item", "key", "mark"),
    [
        ("core-logic", "1", f"{GLYPHS.warning} OUTDATED  Chatbot"),
        ("sensitivity", "2", f"{GLYPHS.warning} OUTDATED  Chatbot"),
        ("sensitivity.ip-exposure", "3", f"[Sensitivity {GLYPHS.warning}]"),
    ],
)
@pytest.mark.few("item", 1)
async def test_a_rule_a_level_or_a_factor_changed_after_the_decision_is_marked_in_the_same_frame(
    open_app: OpenApp, empty: Session, item: str, key: str, mark: str
) -> None:
    async with open_app(two_workloads(empty), (120, 36)) as room:
        await room.press("c")
        stage = room.app.stage
        assert stage is not None
        step: Step = "rules" if item == "core-logic" else "axes"
        stage.walk.go(step, workload="chatbot", item=item)
        await room.settle()
        assert mark not in room.text
        await room.press(key)
        assert mark in room.text
        await room.press("s")
        again = "LEVEL" if "." in item else "OUTDATED"
        assert again in prompts(table(room))[0]
        await room.press("u", "s")
        assert again not in prompts(table(room))[0]


async def test_why_a_question_was_parked_is_told_once_it_is_answered(
    open_app: OpenApp, empty: Session
) -> None:
    session = edit.go(two_workloads(empty), "risks", workload="chatbot", item="data-leakage")
    async with open_app(session, (120, 36)) as room:
        room.bench.move(room.bench.place)
        item = room.bench.place.item
        await room.press("p")
        await room.type("ask legal @Rhea")
        await room.press("enter", "up", "home", "1", "h")
        assert isinstance(room.screen, HistoryDialog)
        assert "parked Rhea finds out" in page(room), (item, room.text)
        assert "ask legal" in page(room)


async def test_a_vendor_tells_why_it_was_out_of_the_running(
    open_app: OpenApp, empty: Session
) -> None:
    session, vendor = edit.add_vendor(two_workloads(empty), "Brightworks")
    session = edit.disqualify(session, vendor, "no references", by="Rhea")
    async with open_app(edit.go(session, "vendors", vendor=vendor), (120, 36)) as room:
        await room.press("h")
        assert "Nothing else was settled here before." in room.text
        await room.press("h")
        room.bench.apply(edit.requalify(room.session, vendor), "back in the running")
        await room.press("h")
        assert "Out of the running" in page(room)
        assert "no references" in page(room)
