"""Whoever types fast, or sends a line in one go, loses no letter before Enter."""

from textual import events

from fouraxis.content.models import Content
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
