"""Workloads: they are listed quickly, kept whatever happens, and nothing is dropped in silence."""

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.workloads.screen import columns
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp
from tests.tui.workshops import names, placed, standing, workshop

SIZES = ((80, 24), (120, 36))
NASTY = (
    "[/x]",
    "[@click=app.quit]x[/]",
    "\x1b[2J\x1b]52;c;aGk=\x07 and \x9d",
    "日本語 עברית",
    "x" * 5_000,
)


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_and_enter_are_enough(
    open_app: OpenApp, none_yet: Session, size: tuple[int, int]
) -> None:
    async with open_app(none_yet, size) as room:
        assert "No workloads yet." in room.text
        await room.press("a")
        await room.type("Chat bot")
        await room.press("enter")
        assert names(room.session) == ["Chat bot"]
        assert list(room.session.workloads) == ["chat-bot"]
        assert "Chat bot" in room.text
        assert "No workloads yet." not in room.text
        await room.press("enter")
        assert room.bench.place.step == "axes"
        assert room.bench.place.workload == "chat-bot"


@pytest.mark.parametrize("size", SIZES)
async def test_owner_and_kind_are_picked(
    open_app: OpenApp, none_yet: Session, size: tuple[int, int]
) -> None:
    session, _ = edit.add_participant(none_yet, "Ana Lima")
    session, _ = edit.add_participant(session, "Bert")
    async with open_app(session, size) as room:
        await room.press("a", "C", "tab", "D", "tab", "down", "down", "tab", "3")
        assert "LLM integration: A language model" in room.text
        assert "Esc keep and close" in room.text
        await room.press("enter")
        workload = room.session.workloads["c"]
        assert (workload.description, workload.owner, workload.kind) == (
            "D",
            "Bert",
            "llm-integration",
        )


@pytest.mark.parametrize("keys", [("enter",), ("tab", "tab", "tab", "escape")])
async def test_looking_at_a_workload_changes_nothing(
    open_app: OpenApp, none_yet: Session, keys: tuple[str, ...]
) -> None:
    session, _ = edit.add_workload(
        none_yet, "Chatbot", description="Two\nlines", owner="Ana", kind="mlops"
    )
    async with open_app(session) as room:
        await room.press("e", *keys)
        if room.app.screen.is_modal:
            await room.press("escape")
        assert room.session.workloads == session.workloads
        assert room.bench.history.undoable is None


async def test_an_owner_who_is_not_in_the_room_can_be_typed(
    open_app: OpenApp, three: Session
) -> None:
    async with open_app(three) as room:
        await room.press("e", "tab", "tab")
        await room.type("Zoe")
        await room.press("escape")
        assert room.session.workloads["chatbot"].owner == "Zoe"


async def test_whatever_is_typed_is_kept_at_once_and_is_one_step_to_undo(
    open_app: OpenApp, three: Session
) -> None:
    async with open_app(three) as room:
        await room.press("a")
        await room.type("New")
        assert names(room.session)[-1] == "New"
        await room.press("tab", "d", "escape")
        assert room.session.workloads["new"].description == "d"
        await room.press("u")
        assert room.session.workloads == three.workloads
        await room.press("ctrl+y")
        assert room.session.workloads["new"].description == "d"


async def test_text_without_a_name_is_not_lost_in_silence(
    open_app: OpenApp, none_yet: Session
) -> None:
    async with open_app(none_yet) as room:
        await room.press("a", "tab", "d", "escape")
        assert "A workload needs a name. Esc again" in room.text
        await room.press("enter", "N", "enter")
        assert room.session.workloads["n"].description == "d"


async def test_a_name_that_is_emptied_stays_as_it_was(open_app: OpenApp, three: Session) -> None:
    async with open_app(three) as room:
        await room.press("e", *["backspace"] * 7, "enter")
        assert names(room.session) == names(three)
        assert room.bench.place.step == "workloads"
        await room.press("e", *["backspace"] * 7)
        assert "It needs a name, and keeps the one it had." in room.text
        await room.press("escape")
        assert names(room.session) == names(three)


async def test_nothing_typed_leaves_nothing_behind(open_app: OpenApp, three: Session) -> None:
    async with open_app(three) as room:
        await room.press("a", "escape")
        assert room.session.workloads == three.workloads
        assert room.bench.history.undoable is None


async def test_another_of_the_same_name_is_pointed_out(open_app: OpenApp, three: Session) -> None:
    async with open_app(three) as room:
        await room.press("a")
        await room.type("fraud")
        assert "Another workload has this name, too." in room.text
        await room.press("enter")
        assert names(room.session)[-1] == "fraud"


async def test_several_pasted_lines_make_one_name(open_app: OpenApp, none_yet: Session) -> None:
    async with open_app(none_yet) as room:
        await room.press("a")
        await room.paste("Chat\nbot")
        await room.press("enter")
        assert names(room.session) == ["Chat bot"]


async def test_workloads_are_moved_copied_and_deleted_and_all_is_undone(
    open_app: OpenApp, three: Session
) -> None:
    async with open_app(three) as room:
        await room.press("J")
        assert names(room.session) == ["Fraud", "Chatbot", "Agent"]
        await room.press("shift+down", "K", "d")
        assert names(room.session) == ["Fraud", "Chatbot", "Chatbot (copy)", "Agent"]
        await room.press("x", "enter")
        assert len(room.session.workloads) == 4
        await room.press("x", "y")
        assert names(room.session) == ["Fraud", "Chatbot", "Agent"]
        assert room.bench.place.workload == "agent"
        await room.press("u", "u", "u", "u", "u")
        assert names(room.session) == names(three)


async def test_deleting_the_last_one_says_how_to_begin(
    open_app: OpenApp, none_yet: Session
) -> None:
    session, _ = edit.add_workload(none_yet, "Only")
    async with open_app(session) as room:
        await room.press("x", "y")
        assert "No workloads yet." in room.text
        await room.press("u")
        assert names(room.session) == ["Only"]
        assert "Only" in room.text
        await room.press("e", "1", "enter")
        assert names(room.session) == ["Only1"]


@pytest.mark.few("text", 2)
@pytest.mark.parametrize("text", NASTY)
async def test_any_text_is_shown_as_text(open_app: OpenApp, none_yet: Session, text: str) -> None:
    session, _ = edit.add_participant(none_yet, text)
    session, _ = edit.add_workload(session, text, description=text, owner=text, kind=text)
    async with open_app(session) as room:
        await room.press("e", "tab", "tab", "down", "tab", "escape", "d", "x")
        assert "\x1b" not in room.text
        assert "\x9d" not in room.text
        await room.press("y")
        await room.paste(f"{text}\n{text}")
        await room.press("escape")
        assert names(room.session) == names(session)
        assert room.app.is_running


async def test_the_outcome_is_hidden_until_a_workload_is_placed(
    open_app: OpenApp, three: Session
) -> None:
    session = three
    for axis, level in (
        ("sensitivity", "low"),
        ("maturity", "none"),
        ("certainty", "high"),
        ("readiness", "pilot"),
    ):
        session = edit.set_at(session, ("workloads", "chatbot", "axes", axis, "level"), level)
    for rule in ("core-logic", "data-cannot-leave", "undefined-success"):
        for workload in ("chatbot", "fraud"):
            path = ("workloads", workload, "rules", rule, "answer")
            session = edit.set_at(session, path, "no")
    factor = ("workloads", "chatbot", "axes", "sensitivity", "factors", "ip-exposure", "parked")
    session = edit.set_at(session, factor, True)  # it waits, and is no fifth axis
    async with open_app(session) as room:
        chatbot, fraud = (
            next(line for line in room.text.split("\n") if line.split()[:2] == [number, name])
            for number, name in (("1", "Chatbot"), ("2", "Fraud"))
        )
        assert "4/4  3/3" in chatbot
        assert "Full outsourcing" in chatbot
        assert "0/4  3/3" in fraud
        assert "depends" not in fraud
        await room.press("a", "N", "enter")
        assert "On its maturity, m takes that over" in room.said


@pytest.mark.long
async def test_by_mouse_a_click_points_and_another_opens(open_app: OpenApp, three: Session) -> None:
    async with open_app(three) as room:
        await room.click("Fraud")
        assert (room.bench.place.step, room.bench.place.workload) == ("workloads", "fraud")
        await room.click("F1 help", 0)
        await room.press("end")
        await room.click("move up")
        assert names(room.session) == ["Fraud", "Chatbot", "Agent"]
        await room.click("Agent")
        await room.click("Agent")
        assert (room.bench.place.step, room.bench.place.workload) == ("axes", "agent")


@pytest.mark.long
async def test_hundreds_of_workloads_are_walked_and_changed(
    open_app: OpenApp, none_yet: Session
) -> None:
    session = none_yet
    for number in range(200):
        session, _ = edit.add_workload(session, f"Workload {number}")
    async with open_app(session) as room:
        await room.press("end")
        assert room.bench.place.workload == "workload-199"
        await room.press("K", "pageup", "home", "x", "y")
        assert len(room.session.workloads) == 199
        assert "Workload 1 " in room.text


@pytest.mark.parametrize("width", [74, 84, 94, 114, 194])
def test_columns_fill_the_line_and_none_disappears(width: int, content: Content) -> None:
    widths = columns(width)
    shown = [cells for cells in widths if cells]
    assert sum(shown) + len(shown) - 1 == width  # one cell between any two
    assert min(shown) >= 3
    assert len(shown) == (6 if width >= 84 else 5)


def test_owners_who_have_no_room_to_be_recognised_leave_it_to_the_names() -> None:
    name, owner = columns(74, (28, 13, 0, 22))[1:3]
    assert owner == 0
    assert name >= 28


async def test_a_column_that_holds_little_is_as_wide_as_its_name(
    open_app: OpenApp, three: Session
) -> None:
    session = edit.set_at(three, ("workloads", "fraud", "owner"), "Bo")
    async with open_app(session, (120, 36)) as room:
        assert "Owner" in room.text


async def test_a_workload_is_split_and_merged_again_each_as_one_step(
    open_app: OpenApp, three: Session
) -> None:
    level = ("workloads", "fraud", "axes", "sensitivity", "level")
    session = edit.set_at(three, level, "high")
    async with open_app(session) as room:
        await room.press("down", "h")
        await room.type("Fraud alerts")
        await room.press("enter")
        await room.type("Fraud cases")
        await room.press("enter")
        assert names(room.session) == ["Chatbot", "Fraud alerts", "Fraud cases", "Agent"]
        assert room.bench.place.workload == "fraud-cases"
        assert "Two workloads now" in room.said
        await room.press("u")
        assert names(room.session) == ["Chatbot", "Fraud", "Agent"]
        await room.press("ctrl+y")

        await room.press("home", "m", "down", "enter")  # the third is picked for the first
        assert names(room.session) == ["Chatbot", "Fraud alerts", "Agent"]
        chatbot = room.session.workloads["chatbot"]
        assert chatbot.axes["sensitivity"].level == "high"
        assert "Fraud cases" in chatbot.description
        await room.press("u")
        assert len(room.session.workloads) == 4


async def test_what_is_fragile_is_marked_and_comes_first_on_demand(
    open_app: OpenApp, content: Content
) -> None:
    session = placed(placed(workshop(content), "w1"), "w2")
    parked = ("workloads", "w2", "axes", "sensitivity", "parked")
    session = standing(edit.set_at(session, parked, True), "workloads")
    async with open_app(session, (80, 24)) as room:

        def lines() -> list[str]:
            return [
                line
                for line in room.text.split("\n")
                if line.lstrip(" ▸│").startswith(("1 ", "2 "))
            ]

        assert ["W2 ~" in line for line in lines()] == [False, True]
        await room.press("f")
        assert ["W2 ~" in line for line in lines()] == [True, False]
        assert room.bench.place.workload == "w1"
        await room.press("J")
        assert list(room.session.workloads) == ["w1", "w2"], "the order of the room stays"
        await room.press("f")
        assert ["W2 ~" in line for line in lines()] == [False, True]
        await room.press("s", "f")
        assert room.text.index("W2 ~") < room.text.index("W1")
