"""An Enter that was pressed twice goes on once: what it opened takes the next one that is meant."""

import pytest
from textual import events

from fouraxis.content.models import Content
from fouraxis.tui import keys
from fouraxis.tui.keys import SECOND_PRESS
from fouraxis.tui.questions.aside import Aside
from fouraxis.tui.summary.decide import DecisionDialog
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp, Room
from tests.tui.others import on_bench
from tests.tui.summary_room import decided, two_workloads
from tests.tui.workshops import LEVELS, placed, standing, workshop


@pytest.fixture(autouse=True)
def as_shipped(prompt_answers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The delay as it is in the program."""
    monkeypatch.setattr(keys, "SECOND_PRESS", SECOND_PRESS)


async def twice(room: Room, *between: str) -> None:
    """Press Enter twice at once, or with other keys between."""
    for name in ("enter", *between, "enter"):
        character = "\r" if name == "enter" else name if len(name) == 1 else None
        room.app.post_message(events.Key(name, character))
    await room.pilot.pause()
    await room.settle()


async def test_from_the_workloads_it_opens_the_first_factor(
    open_app: OpenApp, three: Session
) -> None:
    async with open_app(three) as room:
        await twice(room)
        place = room.bench.place
        assert (place.step, place.item) == ("axes", "sensitivity.ip-exposure")


@pytest.mark.parametrize(
    ("axis", "step", "item"),
    [
        ("sensitivity", "axes", "maturity"),  # set without its factors, as the next one begins
        ("certainty", "axes", "readiness"),
        ("readiness", "rules", "core-logic"),
    ],
)
async def test_from_a_level_it_opens_the_next_page(
    open_app: OpenApp, content: Content, axis: str, step: str, item: str
) -> None:
    level = ("workloads", "w1", "axes", axis, "level")
    session = set_at(workshop(content), level, LEVELS[axis])
    async with open_app(standing(session, "axes", axis)) as room:
        await twice(room)
        assert (room.bench.place.step, room.bench.place.item) == (step, item)


async def test_a_new_workshop_does_not_open_its_title(open_app: OpenApp) -> None:
    async with open_app() as room:
        await room.press("n")
        await room.type("Where")
        await twice(room)
        await on_bench(room)
        await room.settle()
        assert room.session.title == "Where"
        assert not room.screen.query_one(Aside).editing


async def test_who_decides_is_not_left_empty(open_app: OpenApp, empty: Session) -> None:
    session = two_workloads(empty).model_copy(update={"participants": {}})
    async with open_app(session) as room:
        await room.press("d", "1")
        await twice(room)
        assert isinstance(room.screen, DecisionDialog)
        assert "Who decides?" in room.text
        await twice(room, "r")
        decision = decided(room)
        assert decision is not None
        assert decision.by == "r"


async def test_who_decides_is_not_picked_by_the_enter_that_decides(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(placed(workshop(content), "w1"), "rules", "undefined-success")
    session = set_at(session, ("workloads", "w1", "rules", "undefined-success", "answer"), None)
    async with open_app(session) as room:
        await room.press("2")
        await twice(room)
        assert "Who decides?" in room.text
        assert not any(each.decision for each in room.session.workloads.values())


async def test_a_dialog_that_enter_closes_hands_nothing_on(
    open_app: OpenApp, three: Session
) -> None:
    async with open_app(three) as room:
        await room.press("x")
        await twice(room)
        assert room.bench.place.step == "workloads"


async def test_whoever_presses_another_key_between_means_both(
    open_app: OpenApp, three: Session
) -> None:
    async with open_app(three) as room:
        await twice(room, "down")
        item = room.bench.place.item
        assert item is not None
        assert item != "sensitivity.ip-exposure"
        assert room.bench.place.step == "axes"


async def test_an_empty_enter_ends_a_list_of_names_however_fast(open_app: OpenApp) -> None:
    """Everything is typed while the page that Enter has opened could still swallow a second one."""
    async with open_app() as room:
        await room.press("n")
        await room.type("Where")
        await room.press("enter")
        await on_bench(room)
        await room.settle()
        await room.press("a")
        for key in ("A", "n", "a", "enter", "B", "o", "enter", "enter", "2", "1", "3"):
            room.app.post_message(events.Key(key, "\r" if key == "enter" else key))
        await room.pilot.pause()
        await room.settle()
        people = [(who.name, who.role) for who in room.session.participants.values()]
        assert people == [("Ana", "scribe"), ("Bo", "facilitator")]
