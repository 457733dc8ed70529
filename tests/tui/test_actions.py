"""The page of actions: who, by when and how far are set with few keys, by mouse, and undone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.parts.dialogs import AskLine, Pick, PickPerson
from fouraxis.tui.summary.actions import ActionsScreen, in_full
from fouraxis.workshop import attendance
from fouraxis.workshop.actions import Action, actions, agree, schedule
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import today
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import NASTY, placed, standing, workshop

SIZES = ((80, 24), (120, 36))


@pytest.fixture
def ready_for_it(content: Content) -> Session:
    """Two workloads, the first placed, at the summary."""
    return standing(placed(workshop(content, whole=True), "w1"), "summary")


def in_hand(room: Room) -> Action:
    """The action under the cursor."""
    assert isinstance(room.screen, ActionsScreen)
    assert room.screen.action is not None
    return room.screen.action


async def test_who_has_left_is_not_given_an_action_in_silence(
    open_app: OpenApp, ready_for_it: Session
) -> None:
    early = datetime.now(UTC) - timedelta(days=1)
    session = attendance.attend(ready_for_it, "p2", None, early)
    async with open_app(session, (120, 36)) as room:
        await room.press("a", "o")
        assert "2 P2  here until" in room.text
        await room.press("2")
        assert in_hand(room).owner == "P2"
        await room.press("escape", "g")
        await room.type("After launch")
        await room.press("enter")
        assert "P2  here until" in room.text


@pytest.mark.parametrize("size", SIZES)
async def test_owner_day_and_state_take_few_keys_and_can_be_undone(
    open_app: OpenApp, ready_for_it: Session, size: tuple[int, int]
) -> None:
    async with open_app(ready_for_it, size) as room:
        await room.press("a")
        first = in_hand(room)
        assert first.title[:20] in room.text
        await room.press("o", "2")
        assert in_hand(room).owner == "P2"
        await room.press("d")
        await room.type("+14")
        await room.press("enter")
        assert in_hand(room).due == today() + timedelta(days=14)
        assert in_hand(room).due is not None
        assert str(in_hand(room).due) in room.text
        await room.press("space")
        assert in_hand(room).state == "done"
        await room.press("space", "space")
        await room.press("u", "u", "u")
        assert isinstance(room.screen, ActionsScreen)
        assert in_hand(room).state == "open"
        await room.press("u", "u")
        assert room.session.actions == {}
        await room.press("ctrl+y", "escape")
        assert room.session.actions[first.id].owner == "P2"
        assert room.bench.place.step == "summary"


async def test_who_and_when_are_typed_as_people_type_them(
    open_app: OpenApp, ready_for_it: Session
) -> None:
    async with open_app(ready_for_it) as room:
        await room.press("a", "o")
        await room.type("Hugo 2 Brandt")
        await room.press("enter")
        assert in_hand(room).owner == "Hugo 2 Brandt"
        await room.press("o")
        assert isinstance(room.screen, PickPerson)
        await room.type("x")  # what was there is replaced by what is typed
        await room.press("enter")
        assert in_hand(room).owner == "x"
        await room.press("o")
        await room.type("external:Kim Ott")
        await room.press("enter")
        assert in_hand(room).owner == "external: Kim Ott"
        await room.press("d")
        await room.type("soon")
        await room.press("enter")
        assert isinstance(room.screen, AskLine)
        assert "is no day" in " ".join(room.text.split())
        await room.type("2027-01-11")
        await room.press("enter")
        assert in_hand(room).due == date(2027, 1, 11)
        await room.press("d")
        await room.type("18.1.2027")
        await room.press("enter", "d", "escape")
        assert in_hand(room).due == date(2027, 1, 18)
        await room.press("d", "backspace", "enter")
        assert in_hand(room).due is None


async def test_dropping_asks_why_and_takes_no_silence(
    open_app: OpenApp, ready_for_it: Session
) -> None:
    async with open_app(ready_for_it) as room:
        await room.press("a", "x", "enter")
        assert "Not possible" in room.said
        assert in_hand(room).open
        await room.press("x")
        await room.type("Legal said no.")
        await room.press("enter")
        assert (in_hand(room).state, in_hand(room).reason) == ("dropped", "Legal said no.")
        await room.press("space")
        assert in_hand(room).open
        assert isinstance(room.screen, ActionsScreen)
        assert room.screen.entry is not None
        whole = in_full(room.bench.words, room.session, room.screen.entry, today()).plain
        assert ": Legal said no." in whole.partition("dropped until ")[2]


@pytest.mark.long
async def test_the_room_adds_rewords_notes_and_takes_out_its_own(
    open_app: OpenApp, ready_for_it: Session
) -> None:
    async with open_app(ready_for_it) as room:
        await room.press("a", "a")
        await room.type("Book the room")
        await room.press("enter")
        assert isinstance(room.screen, Pick)
        await room.press("enter")  # the workload where the room is
        own = in_hand(room)
        assert (own.title, own.workload) == ("Book the room", "w1")
        await room.press("n")
        await room.type("for 12")
        await room.press("enter", "e")
        await room.type(" twice")
        await room.press("enter")
        assert (in_hand(room).title, in_hand(room).note) == ("Book the room twice", "for 12")
        await room.press("e", *["backspace"] * 25, "enter")
        assert own.id not in room.session.actions
        await room.press("u")
        assert own.id in room.session.actions


@pytest.mark.long
async def test_by_mouse_alone(open_app: OpenApp, ready_for_it: Session) -> None:
    async with open_app(ready_for_it) as room:
        await room.press("a")
        assert isinstance(room.screen, ActionsScreen)
        await room.click("o owner", 0)
        await room.click("P1")
        assert in_hand(room).owner == "P1"
        await room.click("Space done", 0)
        assert in_hand(room).state == "done"
        await room.click("Esc close", 0)
        assert room.bench.place.step == "summary"


@pytest.mark.long
async def test_enter_goes_where_an_action_is_settled(
    open_app: OpenApp, ready_for_it: Session, content: Content
) -> None:
    async with open_app(ready_for_it) as room:
        await room.press("a")
        assert isinstance(room.screen, ActionsScreen)
        await to(room, "Name who owns after launch")
        await room.press("enter", "down", "down")  # what is alike is shown one by one
        there = in_hand(room).place
        assert "Monitoring" not in in_hand(room).title
        await room.press("enter")
        place = room.bench.place
        assert (place.step, place.workload, place.item) == (there.step, there.workload, there.item)


async def to(room: Room, title: str) -> None:
    """Go down to the first action that begins so."""
    while not in_hand(room).title.startswith(title):
        before = in_hand(room)
        await room.press("down")
        assert in_hand(room) is not before, "it is not listed"


async def test_what_is_alike_stands_once_and_is_settled_together_or_one_by_one(
    open_app: OpenApp, ready_for_it: Session
) -> None:
    async with open_app(ready_for_it, (120, 36)) as room:
        await room.press("a")
        screen = room.screen
        assert isinstance(screen, ActionsScreen)
        every = actions(room.session, room.bench.words, today())
        assert len(screen.listed) < len(every) // 2
        assert {key for entry in screen.listed for key in entry.joined.ids} == {
            action.id for action in every
        }
        await to(room, "Name who owns after launch")
        assert screen.entry is not None
        ids = screen.entry.joined.ids
        assert len(ids) == 12  # six areas of two workloads
        assert "12 actions alike" in room.text
        await room.press("o", "2")
        assert {room.session.actions[key].owner for key in ids} == {"P2"}
        assert screen.entry.joined.ids == ids
        await room.press("enter", "down", "d")
        await room.type("+14")
        await room.press("enter")
        assert [key for key in ids if room.session.actions[key].due] == [in_hand(room).id]
        assert screen.entry.folds is None
        await room.press("u", "u")
        assert room.session.actions == {}
        fresh = room.screen  # it begins anew where the room was
        assert isinstance(fresh, ActionsScreen)
        assert fresh.entry is not None
        assert set(fresh.entry.joined.ids) & set(ids)


async def test_the_palette_has_it_and_a_session_with_due_actions_says_so(
    open_app: OpenApp, ready_for_it: Session
) -> None:
    session, key = agree(ready_for_it, "Book the room")
    session = schedule(session, key, today() - timedelta(days=1))
    async with open_app(session, (80, 24)) as room:
        assert "1 action is due: a on the summary shows it." in " ".join(room.said.split())
        await room.press("ctrl+p")
        await room.type("actions")
        await room.pilot.pause(0.3)
        await room.press("enter")
        assert isinstance(room.screen, ActionsScreen)
        assert in_hand(room).id == key
        assert "1 overdue" in room.text


async def test_what_is_settled_elsewhere_goes_from_the_page(
    open_app: OpenApp, ready_for_it: Session
) -> None:
    async with open_app(ready_for_it) as room:
        await room.press("a")
        before = in_hand(room).id
        assert before
        await room.press("escape")
        await room.press("c", "1", "a")
        assert "workload.w1.decision.decide" not in {
            action.id for action in actions(room.session, room.bench.words, today())
        }


@pytest.mark.few("text", 2)
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
async def test_whatever_is_typed_is_text_and_nothing_else(
    open_app: OpenApp, ready_for_it: Session, text: str
) -> None:
    session, _ = agree(ready_for_it, text)
    session, _ = agree(session, "Say it", "w1")
    async with open_app(session, (80, 24)) as room:
        await room.press("a")
        assert isinstance(room.screen, ActionsScreen)
        listed = [action.id for action in actions(room.session, room.bench.words, today())]
        await room.press(*["down"] * listed.index(next(iter(session.actions))))
        assert "\x1b" not in room.text
        await room.press("o", "tab")
        await room.paste(text)
        await room.press("enter")
        assert isinstance(room.screen, ActionsScreen)
