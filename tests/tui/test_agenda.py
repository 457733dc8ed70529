"""The agenda in the room: it is one key away, follows everything, and its minutes can be set."""

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.parts.dialogs import GuidanceDialog
from fouraxis.tui.setup.agenda import AgendaScreen
from fouraxis.tui.setup.screen import SetupScreen
from fouraxis.workshop import edit
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.session import Session, Step
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import NASTY, placed, standing, workshop

SIZES = ((80, 24), (120, 36))


def line(room: Room, part: str) -> str:
    """The line of a part, with single spaces."""
    lines = [line for line in room.text.split("\n") if f" {part} " in line]
    assert lines, room.text
    return " ".join(lines[0].split())


def step(room: Room) -> Step:
    """The step at which the room is."""
    return room.bench.place.step


@pytest.fixture
def whole(content: Content) -> Session:
    """Four workloads, two vendors, everything in it, at Setup."""
    return standing(workshop(content, 4, 2, whole=True), "setup", "part.risks")


@pytest.mark.parametrize("size", SIZES)
async def test_every_part_is_there_with_its_minutes_and_when_it_starts(
    open_app: OpenApp, whole: Session, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(whole, size) as room:
        await room.press("t")
        assert isinstance(room.screen, AgendaScreen)
        assert "4:12 in all: 40 min once, 4 workloads at 47 min, 2 vendors at 12 min." in room.text
        for step in STEPS:
            assert getattr(content, step).screen.title in room.text
        assert line(room, "Setup").startswith("0:00 Setup 10 1 0:10")
        assert "0:25 Axes 12 4 0:48 0 of 16" in line(room, "Axes")
        assert "For each of 4 workloads, 23 min each, until 1:52" in room.text
        assert "Left out" not in room.text
        await room.press("escape")
        assert isinstance(room.screen, SetupScreen)


async def test_on_a_narrow_terminal_names_and_what_is_answered_are_whole(
    open_app: OpenApp, whole: Session
) -> None:
    async with open_app(whole, (60, 36)) as room:
        await room.press("t")
        assert "Start Part Minutes In all Answered" in " ".join(room.text.split())
        assert line(room, "Workloads").startswith("0:10 Workloads 10")
        assert line(room, "Axes").endswith("0 of 16")
        assert "…" not in line(room, "Axes")


@pytest.mark.parametrize("size", [(60, 15), (40, 10)])
async def test_in_a_small_window_the_parts_scroll_below_a_title_that_stays(
    open_app: OpenApp, whole: Session, size: tuple[int, int]
) -> None:
    async with open_app(standing(whole, "ownership"), size) as room:
        await room.press("t")
        lines = room.text.split("\n")
        assert lines[0].startswith(" Agenda")
        assert any("Start" in line for line in lines)
        assert "Esc close" in lines[-1]
        assert room.screen.virtual_size.height <= size[1]
        scrolling = [w for w in room.screen.query("*") if w.show_vertical_scrollbar]
        assert [widget.id for widget in scrolling] == ["agenda-lines"]


@pytest.mark.parametrize("part", STEPS)
@pytest.mark.few("part", 2)
async def test_it_opens_from_every_step_at_that_step(
    open_app: OpenApp, whole: Session, part: Step
) -> None:
    async with open_app(standing(whole, part)) as room:
        await room.press("t")
        assert isinstance(room.screen, AgendaScreen)
        assert room.screen.part == part


async def test_the_palette_has_it(open_app: OpenApp, whole: Session) -> None:
    async with open_app(whole) as room:
        await room.press("ctrl+p")
        await room.type("agenda")
        await room.pilot.pause(0.3)
        await room.press("enter")
        assert isinstance(room.screen, AgendaScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_what_set_up_leaves_out_is_said_and_no_longer_planned(
    open_app: OpenApp, whole: Session, size: tuple[int, int]
) -> None:
    async with open_app(whole, size) as room:
        assert "7 min, 0:28" in room.text or "7 min each, 0:28 in all" in room.text
        assert "4:12 in all" in room.text
        await room.press("2")
        assert "3:44 in all" in room.text
        await room.press("t")
        assert "Left out: Risks." in room.text
        assert "3:44 in all" in room.text
        await room.press("u")
        assert isinstance(room.screen, AgendaScreen)
        assert "4:12 in all" in room.text
        assert room.session.left_out == ()


@pytest.mark.parametrize("size", SIZES)
async def test_minutes_are_set_in_set_up_and_can_be_undone(
    open_app: OpenApp, whole: Session, size: tuple[int, int]
) -> None:
    async with open_app(whole, size) as room:
        await room.press("m")
        assert "for each workload? Empty: 7." in " ".join(room.text.split())
        await room.type("10")
        await room.press("enter")
        assert room.session.agenda == {"risks": 10}
        assert "4:24 in all" in room.text
        await room.press("u")
        assert room.session.agenda == {}
        await room.press("ctrl+y", "m", "backspace", "backspace", "enter")
        assert room.session.agenda == {}


async def test_minutes_are_set_on_the_page_for_parts_that_no_workshop_is_without(
    open_app: OpenApp, whole: Session
) -> None:
    async with open_app(standing(whole, "axes", "certainty")) as room:
        await room.press("t", "m")
        await room.type("20")
        await room.press("enter")
        assert isinstance(room.screen, AgendaScreen)
        assert room.session.agenda == {"axes": 20}
        assert "20* 4 1:20" in line(room, "Axes")
        assert "* as this workshop plans it" in room.text
        await room.press("u")
        assert isinstance(room.screen, AgendaScreen)
        assert room.screen.part == "axes"
        assert room.session.agenda == {}
        await room.press("ctrl+y", "escape")
        assert room.session.agenda == {"axes": 20}
        assert room.bench.place.step == "axes"


async def test_by_mouse_alone_minutes_are_set_and_a_part_is_opened(
    open_app: OpenApp, whole: Session
) -> None:
    async with open_app(whole) as room:
        await room.click("m minutes", 0)
        await room.type("3")
        await room.click("Enter OK", 0)
        assert room.session.agenda == {"risks": 3}
        await room.press("t")
        await room.click("Contract")
        await room.click("Contract")
        assert room.bench.place.step == "contract"


@pytest.mark.parametrize("given", ["ten", "481", "[/x]"])
async def test_what_is_no_number_of_minutes_is_refused_in_words(
    open_app: OpenApp, whole: Session, given: str
) -> None:
    async with open_app(whole) as room:
        await room.press("m")
        await room.paste(given)
        await room.press("enter")
        assert "Not possible" in room.said
        assert given in room.said
        assert room.session.agenda == {}


async def test_enter_goes_to_the_part(open_app: OpenApp, whole: Session) -> None:
    async with open_app(standing(whole, "rules")) as room:
        await room.press("t", "down", "down", "enter")
        assert step(room) == "vendors"
        await room.press("t", "end", "up", "enter")
        assert step(room) == "summary"


async def test_progress_is_that_of_each_part(
    open_app: OpenApp, whole: Session, content: Content
) -> None:
    async with open_app(placed(whole, "w1")) as room:
        await room.press("t")
        assert "4 of 16" in line(room, "Axes")
        assert "3 of 12" in line(room, "Rules")


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_session_is_told_what_each_workload_will_take(
    open_app: OpenApp, empty: Session, size: tuple[int, int]
) -> None:
    async with open_app(empty, size) as room:
        await room.press("t")
        assert "0:40 in all: 40 min once, 0 workloads at 47 min" in room.text
        assert "For each workload; there is none yet, 23 min each" in room.text
        await room.press("down", "down", "down", "enter")
        assert room.bench.place.step == "workloads"


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
async def test_two_hundred_workloads_have_one_line_a_part(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = workshop(content, 200, 20, whole=True)
    async with open_app(session, size) as room:
        await room.press("t")
        assert "161:20 in all" in room.text
        assert "0:25 Axes 12 200 40:00 0 of 800" in line(room, "Axes")
        await room.press("end")
        assert line(room, "Summary").startswith("161:00 Summary 20 1 0:20")


async def test_a_session_that_is_read_only_keeps_its_minutes(
    open_app: OpenApp, whole: Session
) -> None:
    async with open_app(whole) as room:
        room.bench.why_read_only = "it is read-only"
        await room.press("m")
        assert "Not possible: it is read-only." in room.said
        assert isinstance(room.screen, SetupScreen)


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.few("name", 3)
async def test_no_title_breaks_the_page(open_app: OpenApp, whole: Session, name: str) -> None:
    async with open_app(edit.set_at(whole, ("title",), NASTY[name])) as room:
        await room.press("t", "f1")
        assert isinstance(room.screen, GuidanceDialog)
        await room.press("escape")
        assert isinstance(room.screen, AgendaScreen)
        assert "\x1b" not in room.text
        assert "\x9d" not in room.text


async def test_the_page_follows_the_width(open_app: OpenApp, whole: Session) -> None:
    async with open_app(whole, (120, 36)) as room:
        await room.press("t", "down")
        part = room.screen.part  # type: ignore[attr-defined]
        await room.pilot.resize_terminal(80, 24)
        await room.pilot.pause()
        assert "0 of 16" in line(room, "Axes")
        assert room.screen.part == part  # type: ignore[attr-defined]
