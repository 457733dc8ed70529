"""While a session is open: what is not saved is said, and whatever others save is brought in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from fouraxis.content.models import Content
from fouraxis.store.delivery import save
from fouraxis.store.read import read
from fouraxis.tui import keys
from fouraxis.tui.file.opening import ConflictDialog
from fouraxis.tui.summary.actions import ActionsScreen
from fouraxis.workshop.actions import agree
from fouraxis.workshop.edit import (
    delete_vendor,
    delete_workload,
    remove_participant,
    set_at,
)
from fouraxis.workshop.session import Session, Step
from tests.tui.conftest import OpenApp, Room
from tests.tui.others import IP, REGULATORY, elsewhere, said_of, until
from tests.tui.workshops import NASTY, standing, workshop

SIZES = ((80, 24), (120, 36))
NOTE = (*IP, "note")


def header(room: Room) -> str:
    return room.text.splitlines()[0]


def change(room: Room, place: tuple[str, ...], value: str) -> None:
    room.bench.apply(set_at(room.session, place, value), f"{place[-1]} of ours")


def in_file(room: Room, place: tuple[str, ...]) -> tuple[str | None, str]:
    return said_of(read(room.bench.path).session, place)


async def conflict(room: Room, mine: str = "our moat", theirs: str = "their moat") -> None:
    elsewhere(room.bench.path, (NOTE, theirs))
    change(room, NOTE, mine)
    await until(room, lambda: isinstance(room.screen, ConflictDialog))


async def test_the_header_says_when_it_was_saved_and_the_file_has_it(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("3")
        await until(room, lambda: "✔ saved" in header(room) and ":" in header(room))
        assert in_file(room, IP)[0] == "high"


# -- what came from outside


async def test_what_others_changed_is_merged_shown_and_said(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        elsewhere(
            room.bench.path,
            ((*REGULATORY, "level"), "high"),
            (("workloads", "w2", "name"), "Their [/x] \x1b[2J name"),
        )
        await room.press("1")
        await until(room, lambda: "From outside, merged" in room.said)
        assert said_of(room.session, IP)[0] == "low"
        assert said_of(room.session, REGULATORY)[0] == "high"
        assert "Their [/x]" in room.text
        await until(room, lambda: in_file(room, IP)[0] == "low")
        assert in_file(room, REGULATORY)[0] == "high"


async def test_what_came_from_outside_is_one_step_that_undo_names(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        change(room, (*IP, "level"), "low")
        await room.press("u")
        elsewhere(room.bench.path, ((*REGULATORY, "level"), "high"))
        room.bench.move(room.session.place.model_copy(update={"item": "sensitivity"}))
        await until(room, lambda: "From outside" in room.said)
        assert said_of(room.session, REGULATORY)[0] == "high"
        await room.press("ctrl+y")
        assert said_of(room.session, IP)[0] == "low", "what was undone can still be done again"
        assert said_of(room.session, REGULATORY)[0] == "high", "and nothing of theirs goes by it"
        await room.press("u", "u")
        assert "Undone: what came from outside (1)" in room.said
        assert said_of(room.session, REGULATORY) == (None, "")


async def test_nobody_who_writes_is_interrupted_and_both_texts_are_kept(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        await room.press("n")
        elsewhere(room.bench.path, (NOTE, "theirs"))
        await room.type("our moat")
        await until(room, lambda: "NOT SAVED: 1 answer changed here" in header(room))
        await room.pilot.pause(0.7)
        assert not isinstance(room.screen, ConflictDialog)
        await room.type(" is deep")
        await room.press("escape")
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        assert "our moat is deep" in room.text
        await room.press("3", "enter")
        await until(room, lambda: "✔ saved" in header(room))
        assert in_file(room, IP)[1] == "our moat is deep\n\ntheirs"
        await until(room, lambda: said_of(room.session, IP)[1] == "our moat is deep\n\ntheirs")


async def test_a_workload_that_others_delete_is_left(open_app: OpenApp, at_ip: Session) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        opened = read(room.bench.path)
        save(delete_workload(opened.session, "w1"), opened.path, opened.stamp)
        room.bench.move(room.session.place.model_copy(update={"item": "sensitivity"}))
        await until(room, lambda: room.bench.place.workload == "w2")
        assert "W2" in header(room)


@pytest.mark.parametrize("key", ["1", "enter", "0", "p"])
async def test_a_key_for_a_workload_that_others_delete_is_none_for_the_next(
    open_app: OpenApp, at_ip: Session, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        opened = read(room.bench.path)
        save(delete_workload(opened.session, "w1"), opened.path, opened.stamp)
        room.bench.move(room.session.place.model_copy(update={"item": "sensitivity"}))
        await until(room, lambda: room.bench.place.workload == "w2")
        before, place = room.session.workloads, room.bench.place
        await room.press(key)
        assert (room.session.workloads, room.bench.place) == (before, place)
        assert "“W1” went by a change outside: that key did nothing." in room.said
        monkeypatch.setattr(keys, "UNSEEN", float("-inf"))  # seen
        await room.press("1")
        assert room.session.workloads != before


def without_the_first(session: Session) -> Session:
    """The session without the first person, workload and vendor."""
    session = remove_participant(session, next(iter(session.participants)))
    session = delete_workload(session, next(iter(session.workloads)))
    return delete_vendor(session, next(iter(session.vendors)))


@pytest.mark.parametrize(
    ("step", "keys_ahead", "gone"),
    [
        ("setup", "a escape up up enter", "P1"),
        ("workloads", "home x", "W1"),
        ("vendors", "1", "V1"),
        ("summary", "home d", "W1"),
    ],
)
async def test_a_key_for_what_others_take_away_is_none_for_what_is_next(
    open_app: OpenApp, content: Content, step: Step, keys_ahead: str, gone: str
) -> None:
    *ahead, key = keys_ahead.split()
    async with open_app(standing(workshop(content, vendors=2), step), (120, 36)) as room:
        await room.press(*ahead)
        await room.saved()
        opened = read(room.bench.path)
        save(without_the_first(opened.session), opened.path, opened.stamp)
        assert room.app.desk is not None
        room.app.desk.look()
        await until(room, lambda: "W1" not in str(room.session.workloads))
        before = room.session
        await room.press(key)
        assert f"“{gone}” went by a change outside: that key did nothing." in room.said
        assert room.session is before


async def taken_away_by_others(room: Room, change: Callable[[Session], Session]) -> None:
    """Others change the file, and that comes in."""
    await room.saved()
    opened = read(room.bench.path)
    changed = change(opened.session)
    save(changed, opened.path, opened.stamp)
    assert room.app.desk is not None
    room.app.desk.look()
    await until(room, lambda: room.session.workloads == changed.workloads)


async def test_a_key_for_a_question_that_others_take_away_is_none_for_the_next(
    open_app: OpenApp, content: Content
) -> None:
    session = workshop(content, whole=True)
    session = set_at(session, ("workloads", "w1", "motives", "talent-access"), "yes")
    role = next(iter(content.profile.roles))
    async with open_app(standing(session, "profile", f"role.{role}"), (120, 36)) as room:
        assert room.bench.place.item == f"role.{role}"
        await taken_away_by_others(
            room, lambda s: set_at(s, ("workloads", "w1", "motives", "talent-access"), "no")
        )
        before = room.session
        await room.press("1")
        assert "went by a change outside: that key did nothing." in room.said
        assert room.session is before


async def test_a_key_for_a_line_of_a_board_that_others_take_away_is_none_for_the_next(
    open_app: OpenApp, content: Content
) -> None:
    session = workshop(content)
    paths = [("workloads", "w1", "rules", rule) for rule in ("core-logic", "data-cannot-leave")]
    for path in paths:
        session = set_at(session, (*path, "parked"), True)
    async with open_app(standing(session, "summary"), (120, 36)) as room:
        await room.press("b", "home")
        await taken_away_by_others(room, lambda s: set_at(s, (*paths[0], "parked"), False))
        before = room.session
        await room.press("p")
        assert "went by a change outside: that key did nothing." in room.said
        assert room.session is before
        assert room.session.workloads["w1"].rule("data-cannot-leave").parked


async def clicked(room: Room, name: str) -> None:
    """A click on a row, as the terminal tells of it."""
    lines = room.text.split("\n")
    y = next(y for y, line in enumerate(lines) if y > 1 and name in line)
    at = lines[y].index(name), y
    for kind in (events.MouseDown, events.MouseUp):
        room.app.post_message(kind(None, *at, 0, 0, 1, False, False, False, *at))
    await room.settle()


@pytest.mark.parametrize("step", ["setup", "workloads", "vendors", "summary"])
async def test_a_click_on_a_row_that_others_take_away_is_none_on_the_next(
    open_app: OpenApp, content: Content, step: Step
) -> None:
    async with open_app(standing(workshop(content, vendors=2), step), (120, 36)) as room:
        await room.press(*(("a", "escape", "up", "up") if step == "setup" else ("home",)))
        await taken_away_by_others(room, without_the_first)
        before = room.session
        name = {"setup": "P2", "workloads": "W2", "vendors": "V2", "summary": "W2"}[step]
        await clicked(room, name)
        assert "went by a change outside: that key did nothing." in room.said
        assert room.session is before
        assert not room.screen.is_modal, "nothing of the row that moved up is open"


@pytest.mark.parametrize("step", ["workloads", "summary", "setup"])
async def test_a_click_where_others_moved_another_row_is_none_on_that(
    open_app: OpenApp, content: Content, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(standing(workshop(content, vendors=2), step), (120, 36)) as room:
        await room.press("end")
        await taken_away_by_others(room, without_the_first)
        before, place = room.session, room.bench.place
        name = {"setup": "P2"}.get(step, "W2")  # where it stands now, another one stood
        await clicked(room, name)
        assert "A change outside moved what was there: that click did nothing." in room.said
        assert (room.session, room.bench.place) == (before, place)
        monkeypatch.setattr(keys, "UNSEEN", float("-inf"))  # seen
        await clicked(room, name)
        assert room.bench.place != place or room.screen.is_modal


async def test_a_key_for_an_action_that_others_take_away_is_none_for_the_next(
    open_app: OpenApp, content: Content
) -> None:
    session, ours = agree(workshop(content), "Ask the board")
    async with open_app(standing(session, "summary"), (120, 36)) as room:
        await room.press("a", "home")
        page = room.screen
        assert isinstance(page, ActionsScreen)
        for _ in range(60):
            if page.action is not None and page.action.id == ours:
                break
            await room.press("down")
        await room.saved()
        opened = read(room.bench.path)
        save(opened.session.model_copy(update={"actions": {}}), opened.path, opened.stamp)
        assert room.app.desk is not None
        room.app.desk.look()
        await until(room, lambda: not room.session.actions)
        await room.press("x")
        assert "“Ask the board” went by a change outside: that key did nothing." in room.said
        assert not room.session.actions


# -- conflicts


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("key", "kept"),
    [("1", "our moat"), ("2", "their moat"), ("3", "our moat\n\ntheir moat")],
)
async def test_of_two_texts_one_is_taken_or_both(
    open_app: OpenApp, at_ip: Session, size: tuple[int, int], key: str, kept: str
) -> None:
    async with open_app(at_ip, size) as room:
        await conflict(room)
        assert "our moat" in room.text
        assert "their moat" in room.text
        assert "NOT SAVED: 1 answer changed here" in header(room)
        await room.press("enter")
        assert isinstance(room.screen, ConflictDialog), "nothing is settled by default"
        await room.press(key, "enter")
        await until(room, lambda: in_file(room, IP)[1] == kept)
        await until(room, lambda: said_of(room.session, IP)[1] == kept)
        await until(room, lambda: "✔ saved" in header(room))


@pytest.mark.parametrize(
    ("key", "settled"),
    [("1", ("low", "")), ("2", ("high", "their words")), ("3", ("low", "their words"))],
)
async def test_what_the_other_wrote_of_their_answer_is_shown_and_goes_with_it(
    open_app: OpenApp, at_ip: Session, key: str, settled: tuple[str, str]
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        elsewhere(room.bench.path, ((*IP, "level"), "high"), (NOTE, "their words"))
        change(room, (*IP, "level"), "low")
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        assert "note: their words" in room.text
        await room.press(key)
        if key == "3":
            assert "with what both wrote" in room.text
        await room.press("enter")
        await until(room, lambda: in_file(room, IP) == settled)
        await until(room, lambda: said_of(room.session, IP) == settled)


@pytest.mark.parametrize("size", SIZES)
async def test_conflicts_are_settled_by_mouse(
    open_app: OpenApp, at_ip: Session, size: tuple[int, int]
) -> None:
    async with open_app(at_ip, size) as room:
        await conflict(room)
        await room.click("their moat")
        await room.click("settle all")
        await until(room, lambda: in_file(room, IP)[1] == "their moat")


@pytest.mark.parametrize("size", SIZES)
async def test_a_closed_dialog_loses_nothing_and_opens_again(
    open_app: OpenApp, at_ip: Session, size: tuple[int, int]
) -> None:
    async with open_app(at_ip, size) as room:
        await conflict(room)
        await room.press("escape")
        assert "NOT SAVED" in header(room)
        change(room, (*REGULATORY, "note"), "and more")
        await room.pilot.pause(0.8)
        assert not isinstance(room.screen, ConflictDialog), "nobody is asked twice"
        await room.press("exclamation_mark")
        assert isinstance(room.screen, ConflictDialog)
        await room.press("escape")
        await room.click("NOT SAVED", by=3)
        assert isinstance(room.screen, ConflictDialog)
        await room.press("3", "enter")
        await until(room, lambda: in_file(room, REGULATORY)[1] == "and more")
        assert in_file(room, IP)[1] == "our moat\n\ntheir moat"


async def test_a_copy_can_be_saved_from_the_dialog(
    open_app: OpenApp, at_ip: Session, folder: Path
) -> None:
    async with open_app(at_ip) as room:
        await conflict(room)
        await room.press("c")
        await until(room, lambda: "A copy is in" in room.said)
        (copy,) = folder.glob("*-copy-*.toml")
        assert said_of(read(copy).session, IP)[1] == "our moat"
        assert in_file(room, IP)[1] == "their moat"
        assert isinstance(room.screen, ConflictDialog)


async def test_levels_have_no_both_and_several_are_settled_in_turn(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        elsewhere(room.bench.path, ((*IP, "level"), "high"), ((*REGULATORY, "note"), "theirs"))
        session = set_at(room.session, (*IP, "level"), "low")
        room.bench.apply(set_at(session, (*REGULATORY, "note"), "ours"), "two")
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        assert "1 of 2" in room.text
        assert "3 both" not in room.text
        await room.press("3")
        assert "2 to choose" in room.text
        await room.press("2")
        assert "2 of 2" in room.text
        await room.press("up", "1", "3", "enter")
        await until(room, lambda: in_file(room, IP)[0] == "low")
        assert in_file(room, REGULATORY)[1] == "ours\n\ntheirs"


async def test_what_changes_again_while_it_is_looked_at_is_shown_again(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await conflict(room)
        elsewhere(room.bench.path, (NOTE, "their second thought"))
        await until(
            room,
            lambda: (
                room.bench.conflicting
                and room.bench.conflicting.conflicts[0].theirs == "their second thought"
            ),
        )
        await room.press("1", "enter")
        await until(room, lambda: "their second thought" in room.text)
        await room.press("3", "enter")
        await until(room, lambda: in_file(room, IP)[1] == "our moat\n\ntheir second thought")


@pytest.mark.few("text", 2)
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
async def test_the_texts_are_data(open_app: OpenApp, at_ip: Session, text: str) -> None:
    async with open_app(at_ip) as room:
        await conflict(room, f"mine {text}", f"theirs {text}")
        assert "mine" in room.text
        assert "theirs" in room.text
        assert "\x1b" not in room.text
        assert "\x9d" not in room.text
        await room.press("3", "enter")
        await until(room, lambda: not isinstance(room.screen, ConflictDialog))
