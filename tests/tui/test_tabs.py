"""The line of steps: whole names at any width, the current one among its neighbours."""

import re

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.parts.bars import FileMark, TabsLine, TitleBar
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.session import Step
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import standing, workshop


def line(room: Room) -> str:
    """The line of steps."""
    return room.screen.query_one("#steps", TabsLine).render().plain


async def click(room: Room, text: str) -> None:
    """Click on a text in the line of steps."""
    await room.pilot.click("#steps", offset=(line(room).index(text) + 1, 0))
    await room.pilot.pause()


def titles(content: Content) -> list[str]:
    """The steps by name."""
    return [getattr(content, step).screen.title for step in STEPS]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.few("step", 2)
async def test_in_a_small_window_the_names_around_the_current_one_are_whole(
    open_app: OpenApp, content: Content, step: Step
) -> None:
    session = standing(workshop(content), step).model_copy(update={"left_out": ()})
    async with open_app(session, (80, 24)) as room:
        at = STEPS.index(step)
        names = titles(content)
        shown = line(room)
        assert f"[{names[at]}" in shown
        assert shown.rstrip().endswith(f"{at + 1}/{len(STEPS)}")
        for name in names[max(at - 1, 0) : at + 2]:
            assert name in shown
        assert ("‹" in shown, "›" in shown) == (names[0] not in shown, names[-1] not in shown)
        assert not re.search(r"\S\[|\]\S", shown), "the current one is glued to its neighbours"


async def test_every_step_can_be_reached_by_clicks_in_a_small_window(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "setup").model_copy(update={"left_out": ()})
    async with open_app(session, (80, 24)) as room:
        for sign, end in (("›", "summary"), ("‹", "setup")):
            for _ in STEPS:
                if room.bench.place.step != end:
                    names = [name for name in titles(content) if name in line(room)]
                    last = names[-1] if sign == "›" else names[0]
                    await click(room, sign if sign in line(room) else last)
            assert room.bench.place.step == end


async def test_in_a_large_window_all_steps_are_there_and_no_mark_moves_them(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "axes").model_copy(update={"left_out": ()})
    async with open_app(session, (120, 36)) as room:
        before = line(room)
        for name in titles(content):
            assert name in before
        await room.press("2", "2", "2", "enter")
        after = line(room)
        assert after != before
        for name in titles(content):
            assert before.index(name) == after.index(name)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_in_the_title_nothing_moves_when_saving_becomes_saved(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(standing(workshop(content), "axes"), size) as room:
        title = room.screen.query_one(TitleBar)
        places = set()
        for mark, text in (("ok", "saved"), ("busy", "saving"), ("ok", "saved 14:32:05")):
            title.show_saved(FileMark(mark, text))
            shown = title.render().plain
            places.add((shown.index("‹"), shown.index("›"), shown.index(text)))
        assert len(places) == 1
