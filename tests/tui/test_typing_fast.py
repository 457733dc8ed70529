"""Whoever types fast, or sends a line in one go, loses no letter before Enter."""

import pytest
from textual import events

from fouraxis.content.models import Content
from fouraxis.tui.parts import dialogs
from fouraxis.tui.questions.screen import QuestionScreen
from fouraxis.tui.stage import PastedText
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import standing, workshop


async def burst(room: Room, text: str) -> None:
    """Letters and Enter, all in the queue before the program reads the first of them."""
    for one in text:
        room.app.post_message(events.Key("space" if one == " " else one, one))
    room.app.post_message(events.Key("enter", "\r"))
    await room.pilot.pause(0.1)
    await room.pilot.pause()


async def test_a_new_workshop_gets_its_whole_title(open_app: OpenApp) -> None:
    async with open_app() as room:
        await room.press("n")
        await burst(room, "where does it live")
        for _ in range(50):
            if room.app.bench is not None:
                break
            await room.pilot.pause(0.05)
        assert room.session.title == "where does it live"


async def test_where_to_go_is_read_to_its_end(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("g")
        await burst(room, "vendor")
        assert room.bench.place.step == "vendors"


async def test_a_workload_gets_its_whole_name(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "workloads")) as room:
        await room.press("a")
        await burst(room, "a workload typed fast")
        names = [one.name for one in room.session.workloads.values()]
        assert "a workload typed fast" in names


async def test_text_that_came_as_keys_is_offered_to_the_field_under_the_cursor(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content, whole=True), "ownership")
    async with open_app(session) as room:
        assert isinstance(room.screen, QuestionScreen)
        field = room.screen.field_here
        assert field
        room.app.text_arrived("Ana Lima\n", [])
        await room.settle()
        assert f"Write it into “{field}”" in room.text
        await room.press("enter")
        await room.press("!", "enter")
        areas = room.session.workloads["w1"].ownership.values()
        assert [area.owner for area in areas] == ["Ana Lima!"]
    async with open_app(standing(workshop(content), "setup", "organisation")) as room:
        room.app.text_arrived("Contoso", [])
        await room.settle()
        await room.press("enter")
        await room.press("enter")
        assert room.session.organisation == "Contoso"
    async with open_app(standing(workshop(content), "axes", "sensitivity")) as room:
        room.app.text_arrived("Contoso", [])
        await room.settle()
        assert "Write it into" not in room.text


async def test_what_is_typed_on_behind_text_is_a_piece_of_it(
    open_app: OpenApp, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "LISTENS_AFTER", 0.15)
    async with open_app(standing(workshop(content), "axes", "sensitivity")) as room:
        last = events.Key("y", "y")
        last.time += 3_600
        room.app.text_arrived("a key", [events.Key("a", "a"), last])
        await room.settle()
        await room.press("s", "enter", "x")
        dialog = room.screen
        assert isinstance(dialog, PastedText)
        assert dialog.text == "a keys\nx"
        assert "8 letters" in room.text
        assert [key.key for key in dialog.keys] == ["a", "y", "s", "enter", "x"]
