"""A session that opens under changed wording says so, until the room says that it is fine."""

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.file.desk import WordingDialog
from fouraxis.workshop import edit
from fouraxis.workshop.drift import adopted, drift, unseen
from fouraxis.workshop.session import Answered, Session
from tests.tui.conftest import OpenApp, Room

SIZES = ((80, 24), (120, 36))
SAID = "Questions have changed"


@pytest.fixture
def old(empty: Session, content: Content) -> Session:
    """A session that was answered while the question on model drift read differently."""
    session, key = edit.add_workload(adopted(empty, content), "Chatbot")
    session = edit.set_at(session, ("workloads", key, "risks", "model-drift", "side"), "vendor")
    assert session.pack is not None
    wording = {**session.pack.wording, "risks": "0" * len(session.pack.wording["risks"])}
    pack = session.pack.model_copy(update={"wording": wording})
    return edit.go(session.model_copy(update={"pack": pack}), "setup", item="file.content")


async def look(room: Room) -> None:
    """Open the page that says what differs."""
    await room.press("end", "enter")
    assert isinstance(room.screen, WordingDialog)


@pytest.mark.parametrize("size", SIZES)
async def test_the_room_reads_what_changed_and_goes_on_under_it(
    open_app: OpenApp, old: Session, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(old, size) as room:
        assert SAID in room.said
        assert "⚑ Content" in room.text
        await look(room)
        assert "“Model drift” is worded differently now" in " ".join(room.text.split())
        await room.press("a")
        assert room.session.pack == adopted(old, content).pack
        assert drift(room.session, content) == ()
        assert "✓ Content" in room.text
        await room.press("u")
        assert room.session.pack == old.pack
        assert "⚑ Content" in room.text
        await room.press("ctrl+y")
        assert unseen(room.session, content) == ()


async def test_esc_leaves_it_as_it_is(open_app: OpenApp, old: Session) -> None:
    async with open_app(old) as room:
        await look(room)
        await room.press("escape")
        assert room.session.pack == old.pack


async def test_by_mouse_it_is_one_click(open_app: OpenApp, old: Session, content: Content) -> None:
    async with open_app(old) as room:
        await look(room)
        await room.click("fine from now on")
        assert room.session.pack == adopted(old, content).pack


async def test_once_adopted_the_next_opening_says_nothing(
    open_app: OpenApp, old: Session, content: Content
) -> None:
    async with open_app(adopted(old, content)) as room:
        assert SAID not in room.said
        await look(room)
        assert "fine from now on" not in room.text
        await room.press("a")
        assert isinstance(room.screen, WordingDialog)


async def test_the_palette_leads_there_from_anywhere(open_app: OpenApp, old: Session) -> None:
    async with open_app(edit.go(old, "summary")) as room:
        names = [one.title for one in room.app.get_system_commands(room.screen)]
        assert "Changed wording" in names
        await room.press("ctrl+p")
        await room.type("Changed wording")
        await room.pilot.pause(0.5)
        await room.press("enter")
        assert isinstance(room.screen, WordingDialog)


async def test_what_never_changed_is_not_in_the_palette(open_app: OpenApp, empty: Session) -> None:
    async with open_app(empty) as room:
        names = [one.title for one in room.app.get_system_commands(room.screen)]
        assert "Changed wording" not in names


async def test_a_retired_answer_is_still_told_and_no_longer_said_at_every_opening(
    open_app: OpenApp, old: Session, content: Content
) -> None:
    chatbot = old.workloads["chatbot"]
    drivers = {"gone": Answered(answer="yes")}
    workloads = {"chatbot": chatbot.model_copy(update={"drivers": drivers})}
    kept = adopted(old.model_copy(update={"workloads": workloads}), content)
    (said,) = drift(kept, content)
    assert "“gone” is not in this content" in said
    async with open_app(kept) as room:
        assert SAID not in room.said
        await look(room)
        assert "“gone” is not in this content" in " ".join(room.text.split())
