"""Text that would like to be obeyed is shown as text, on every screen, and runs nothing."""

import re

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.step import StepScreen
from fouraxis.workshop import edit, questions
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import NASTY, standing, workshop

pytestmark = pytest.mark.long

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def hostile(content: Content, text: str) -> Session:
    """A session with this text as every name, and as every note and typed answer."""
    session = workshop(content, 0, 0, 0, whole=True)
    session = set_at(session, ("title",), text)
    session = set_at(session, ("organisation",), text)
    for _ in range(2):
        session, _ = edit.add_participant(session, text, text[:50])
        session, _ = edit.add_workload(session, text, description=text, owner=text)
    workload, other = session.workloads
    session, vendor = edit.add_vendor(session, text, note=text, workloads=(workload, other))
    for step, subject in (
        ("axes", workload),
        ("rules", workload),
        ("ownership", workload),
        ("vendors", vendor),
    ):
        for question in questions.of(session, content, step, subject):  # type: ignore[arg-type]
            session = questions.annotate(session, question, text)
            if question.kind == "text":
                session = questions.answer(session, question, text)
    return standing(session, "setup", None, workload, vendor)


def checked(room: Room) -> None:
    """Nothing that a terminal obeys is on the screen; nothing can be clicked that was not meant."""
    for strip in room.strips:
        for text, style, _ in strip:
            assert not OBEYED.search(text), repr(text)
            assert "@click" not in (style.meta if style else {})
            assert not (style and style.link)


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 36), marks=pytest.mark.endurance)])
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
async def test_nothing_that_a_terminal_obeys_reaches_it(
    open_app: OpenApp, content: Content, text: str, size: tuple[int, int]
) -> None:
    async with open_app(hostile(content, text), size) as room:
        checked(room)
        walk = room.app.walk_through
        assert walk
        for step in ("workloads", "axes", "rules", "vendors", "ownership", "summary"):
            walk.go(step)
            await room.settle()
            assert isinstance(room.screen, StepScreen)
            checked(room)
            keys = {"vendors": ("n", "e", "w", "c", "x", "g"), "ownership": ("enter", "n", "f1")}
            for key in keys.get(step, ("f1", "g")):
                await room.press(key)
                checked(room)
                await room.press("escape")
                await room.settle()
                checked(room)
            await room.press("end", "home", "2", "u")
            checked(room)
        await room.press("ctrl+p")
        checked(room)
        for _ in range(4):  # out of the palette, back to the question, and up to Home
            await room.press("escape")
            await room.settle()
        assert isinstance(room.screen, HomeScreen)
        checked(room)
        for key in ("r", "x", "slash"):
            await room.press(key)
            checked(room)
            await room.press("escape")
        assert room.app.is_running


async def test_markup_is_shown_letter_by_letter(open_app: OpenApp, content: Content) -> None:
    session = hostile(content, NASTY["a link"])
    async with open_app(session, (120, 36)) as room:
        for step in ("axes", "rules", "vendors", "ownership"):
            room.app.walk_through.go(step)  # type: ignore[union-attr]
            await room.settle()
            assert "[@click=app.quit]x[/]" in room.text
