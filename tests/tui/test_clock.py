"""The clock in the room: it is switched on by one key, says the pace, and writes nothing itself."""

from datetime import UTC, datetime, timedelta

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.setup.agenda import AgendaScreen
from fouraxis.workshop.session import Session
from fouraxis.workshop.time import with_clock
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import standing, workshop


class Wall:
    """A clock on the wall that goes when it is told to."""

    def __init__(self, room: Room) -> None:
        self.time = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        self._room = room
        room.bench.clock.now = lambda: self.time

    async def goes(self, minutes: float) -> None:
        """Let so many minutes pass, at the end of which the program looks at the clock."""
        self.time += timedelta(minutes=minutes)
        self._room.app.show_clock()
        await self._room.settle()


@pytest.fixture
def at_ip(content: Content) -> Session:
    """Four workloads, the room at the first factor of the second."""
    return standing(workshop(content, 4, 2), "axes", "sensitivity.ip-exposure")


def head(room: Room) -> str:
    """The first line of the screen."""
    return room.text.split("\n")[0]


async def test_nothing_is_said_of_time_until_somebody_wants_it(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        assert " min" not in head(room)
        await room.press("t")
        assert "Used" not in room.text
        await room.press("c")
        assert "The clock starts with the next answer" in room.text
        assert "Used" in room.text
        await room.press("escape")
        assert "0/12 min, resting, on time" in head(room)
        await room.press("t", "c", "escape")
        assert " min" not in head(room)
        await room.press("u")
        assert "0/12 min" in head(room)


async def test_the_title_says_the_time_of_the_part_and_that_it_is_over(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(with_clock(at_ip, on=True), (120, 36)) as room:
        wall = Wall(room)
        await wall.goes(10)
        assert "0/12 min, resting" in head(room)
        await room.press("1")
        await wall.goes(8.5)
        assert " 8/12 min, on time" in head(room)
        await room.press("2")
        await wall.goes(6)
        assert "! 14/12 min, over, 2 min behind" in head(room)
        await room.press("t", "+")
        assert ": 17 min." in room.text
        assert "0:14" in room.text
        await room.press("escape")
        assert " 14/17 min, on time" in head(room)
        await room.press("u")
        assert "over" in head(room)
        assert room.session.time.extra == {}


async def test_a_night_is_a_pause_and_undo_takes_no_time_back(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(with_clock(at_ip, on=True)) as room:
        wall = Wall(room)
        subject = room.bench.place.workload
        await room.press("1")
        await wall.goes(5)
        await room.press("2")
        assert room.session.time.used == {"axes": {subject: 300}}
        await wall.goes(15 * 60)
        assert "5/12 min, resting" in head(room)
        await room.press("u")
        await wall.goes(2)
        assert "7/12 min " in head(room)
        await room.press("u", "u")
        assert room.session.time.used == {"axes": {subject: 420}}


@pytest.mark.long
async def test_what_passes_while_the_clock_is_off_is_nobodys(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(with_clock(at_ip, on=True)) as room:
        wall = Wall(room)
        await room.press("1")
        await wall.goes(5)
        await room.press("t", "c", "escape")
        await wall.goes(7)
        await room.press("t", "c", "escape")
        assert "5/12 min, resting" in head(room)
        await room.press("2")
        await wall.goes(1)
        assert "6/12 min " in head(room)


async def test_time_that_passes_is_written_with_the_next_answer_and_not_by_itself(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(with_clock(at_ip, on=True)) as room:
        wall = Wall(room)
        await room.press("1")
        await room.saved()
        before, session = room.bench.path.read_bytes(), room.session
        for _ in range(3):
            await wall.goes(1)
        await room.press("f1")
        await room.press("escape")
        assert room.session is session
        await room.saved()
        assert room.bench.path.read_bytes() == before
        await room.press("right")
        await room.saved()
        assert b"[time.used.axes]" in room.bench.path.read_bytes()


@pytest.mark.long
async def test_one_key_gives_the_part_at_hand_five_minutes_more(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("T", "T")
        assert room.session.time.extra == {"axes": {"w1": 10}}
        assert "Axes, W1: 22 min" in room.said
        await room.press("u", "u")
        assert room.session.time.extra == {}


async def test_the_palette_gives_the_part_at_hand_five_minutes_more(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("ctrl+p")
        await room.type("five minutes")
        await room.pilot.pause(0.3)
        await room.press("enter")
        assert room.session.time.extra == {"axes": {room.bench.place.workload: 5}}
        await room.press("t")
        assert isinstance(room.screen, AgendaScreen)
        assert "+5 min" in room.text
        await room.press("-", "-", "-", "-", "-")
        assert room.session.time.extra == {"axes": {room.bench.place.workload: -12}}


async def test_minutes_are_asked_for_beside_those_that_it_took(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(with_clock(at_ip, on=True)) as room:
        wall = Wall(room)
        await room.press("1")
        await wall.goes(16)
        await room.press("t", "m")
        assert "It took 16" in room.text
