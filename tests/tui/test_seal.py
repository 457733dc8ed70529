"""The sign-off in the room: sealed, every screen refuses every key; unsealed with a reason."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from fouraxis.cli.main import fouraxis
from fouraxis.content.models import Content
from fouraxis.store.read import read
from fouraxis.tui.live.sign_off import SignOffScreen
from fouraxis.tui.parts.dialogs import keys_of
from fouraxis.tui.step import StepScreen
from fouraxis.workshop import actions, attendance, edit, votes
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.seal import seal
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import today
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import placed, standing, workshop

KEYS = (
    *("1", "2", "3", "0", "enter", "n", "p", "f", "y", "a", "x", "delete", "d", "c", "e", "o"),
    *("m", "W", "u", "ctrl+y", "space", "J", "K", "v", "w", "h", "l", "i", "Y", "T", "escape"),
)
"""What changes something on one step or another, while it is not sealed."""


@pytest.fixture
def ready(content: Content) -> Session:
    session = placed(workshop(content), "w1")
    session, _ = actions.agree(session, "Ask legal")
    return standing(session, "summary")


def command(*arguments: str | Path) -> None:
    result = CliRunner().invoke(fouraxis, [str(argument) for argument in arguments])
    assert result.exit_code == 0


def seal_off(session: Session) -> Session:
    """The session without a seal on it."""
    return session.model_copy(update={"seal": None})


async def sign(room: Room) -> None:
    """Seal it by the first participant."""
    await room.press("S", "S", "1", "y")
    assert room.session.seal is not None


async def test_a_refusal_says_which_key_unseals_and_it_does_so_on_every_step(
    open_app: OpenApp, ready: Session
) -> None:
    sealed = seal(standing(ready, "rules"), "Ana", ready.created)
    async with open_app(sealed) as room:
        await room.press("1")
        assert "S unseals it, with a reason" in room.said
        await room.press("S")
        assert isinstance(room.screen, SignOffScreen)
        assert "x unseal" in room.text.split("\n")[-1]


async def test_what_is_sealed_offers_what_works_and_what_takes_the_seal_off(
    open_app: OpenApp, ready: Session
) -> None:
    sealed = seal(ready, "Ana", ready.created)
    async with open_app(sealed, (200, 60)) as room:
        walk = room.app.walk_through
        assert walk is not None
        for step in STEPS:
            walk.go(step)
            await room.settle()
            foot = room.text.split("\n")[-1]
            assert "S unseal" in foot, step
            shown = [key.words for key in keys_of(room.screen)]
            assert not {"choose", "unknown", "note", "add", "decide", "undo"} & {*shown}, step
            assert not any(f" {word}" in foot for word in ("choose", "decide", "undo")), step
        walk.go("vendors")
        await room.press("a")
        assert len(room.app.screen_stack) == 2  # nothing opens into which one would type in vain
        assert "is sealed, by Ana" in room.said
        await room.press("S", "S")
        await room.type("one more vendor")
        await room.press("enter", "1", "escape")
        assert "1-5 choose" in room.text.split("\n")[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_room_signs_off_and_unseals_with_a_reason(
    open_app: OpenApp, ready: Session, size: tuple[int, int]
) -> None:
    async with open_app(ready, size) as room:
        await room.press("S")
        assert isinstance(room.screen, SignOffScreen)
        assert "S seal" in room.text.split("\n")[-1]
        assert "Enter open" in room.text
        assert "1 action without an owner" in room.text or "Still open" in room.text
        await room.press("space", "down", "d", "r")
        await room.type("soon")
        await room.press("enter")
        assert "is no day" in " ".join(room.text.split())
        await room.press("ctrl+u")
        await room.type("2020-01-01")
        await room.press("enter")
        assert "the day to look at it again is past" in " ".join(room.text.split())
        await room.press("ctrl+u")
        await room.type("+90")
        await room.press("enter", "S")
        await room.type("2")
        assert "Seal this session?" in room.text
        await room.press("enter")  # thought better of it
        assert "seal" in room.text
        await room.press("S", "y")
        given = room.session.seal
        assert given is not None
        assert (given.by, given.present, given.deciders) == ("P2", ("p2",), ("p2",))
        assert given.revisit is not None
        assert (given.revisit - today()).days == 90
        assert "Sealed by P2" in room.text
        assert "Enter open" not in room.text
        await room.press("u", "escape")
        await room.saved()
        assert "sealed" in room.text.split("\n", 1)[0]
        await room.press("u")
        assert "is sealed, by P2" in room.said
        assert room.session.seal is given
        await room.press("S", "x", "enter")
        assert "say why" in room.said
        await room.press("x")
        await room.type("A clause was missing.")
        await room.press("enter", "1")
        (record,) = room.session.unsealed.values()
        assert (record.by, record.reason) == ("P1", "A clause was missing.")
        assert "A clause was missing." in room.text
        await room.press("escape", "u")
        assert "undo ends where" in room.said
        assert list(room.session.unsealed.values()) == [record]
        assert room.session == seal_off(room.session)


@pytest.mark.long
async def test_no_key_on_any_step_changes_what_is_sealed(
    open_app: OpenApp, ready: Session, content: Content
) -> None:
    async with open_app(ready) as room:
        await sign(room)
        await room.saved()
        path, before = room.bench.path, room.bench.path.read_bytes()
        kept = room.session
        walk = room.app.walk_through
        assert walk is not None
        for step in STEPS:
            walk.go(step)
            for key in KEYS:
                await room.press(key)
                while len(room.app.screen_stack) > 2:
                    await room.press("escape")
                if room.app.bench is None:  # Esc led home
                    room.app.open_session(path)
                    await room.settle()
                    walk = room.app.walk_through
                    assert walk is not None
                    walk.go(step)
        assert room.session.model_copy(update={"place": kept.place}) == kept
        await room.saved()
        assert path.read_bytes() == before


async def test_neither_mouse_nor_paste_changes_what_is_sealed(
    open_app: OpenApp, ready: Session
) -> None:
    sealed = seal(standing(ready, "axes", "sensitivity"), "Ana", ready.created)
    async with open_app(sealed, (120, 36)) as room:
        before = room.session
        await room.click("2 medium")
        assert "is sealed, by Ana" in room.said
        walk = room.app.walk_through
        assert walk is not None
        for step in STEPS:
            walk.go(step)
            room.app.clear_notifications()
            await room.paste("One more\nAnd another\nAnd a third")
            assert isinstance(room.screen, StepScreen), step
            if step in ("setup", "workloads"):  # others take no paste
                assert "is sealed, by Ana" in room.said, step
        assert room.session.model_copy(update={"place": before.place}) == before


async def test_what_was_tried_out_on_what_is_sealed_is_not_kept(
    open_app: OpenApp, ready: Session
) -> None:
    async with open_app(seal(ready, "Ana", ready.created), (120, 36)) as room:
        before = room.session
        await room.press("w", "2")
        assert "FUL → ADV" in room.text
        assert "keep all" not in room.text.split("\n")[-1]
        await room.press("enter")
        assert "is sealed, by Ana" in room.said
        assert room.session == before


async def test_who_has_not_come_yet_is_not_signed_in_as_having_been_there(
    open_app: OpenApp, ready: Session
) -> None:
    now = datetime.now(UTC)
    late, early = now + timedelta(days=1), now - timedelta(days=1)
    session = attendance.attend(attendance.attend(ready, "p1", late, None), "p2", None, early)
    async with open_app(session) as room:
        await sign(room)
        assert room.session.seal is not None
        assert [*room.session.seal.present] == ["p2"]  # who left early was there


async def test_whoever_is_for_another_level_is_told_before_it_is_signed_with_a_reason_or_not(
    open_app: OpenApp, ready: Session
) -> None:
    at = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    session = votes.cast(ready, "w1", "sensitivity", {"p1": "high", "p2": "medium"}, at)
    session = votes.dissent(session, "w1", "sensitivity", "p1", {"what": "It is our moat"})
    async with open_app(session, (120, 36)) as room:
        await room.press("S")
        assert "W1, Sensitivity: P1 dissents (high): It is our moat" in room.text
        assert "For another level, with no reason given: P2" in room.text


async def test_a_sealed_session_opens_with_a_word_and_its_register_is_closed(
    open_app: OpenApp, ready: Session
) -> None:
    sealed = seal(ready, "Ana", ready.created)
    async with open_app(sealed) as room:
        assert "is sealed, by Ana" in room.said
        await room.press("a", "space", "a", "x")
        assert room.session.actions == ready.actions
        await room.press("escape", "d", "c")
        assert "is sealed, by Ana" in room.said
        assert room.session.workloads == ready.workloads


async def test_a_seal_by_command_reaches_the_open_room_and_keeps_its_last_answer_beside(
    open_app: OpenApp, ready: Session
) -> None:
    async with open_app(ready) as room:
        await room.press("W")
        await room.saved()
        path = room.bench.path
        command("seal", path, "--by", "Bo")
        assert room.bench.file is not None
        before = path.read_bytes()
        room.bench.set(("walk",), "by-workload", "order")  # before the room has heard of it
        await room.saved()
        assert path.read_bytes() == before
        state = room.bench.state
        assert "is sealed, by Bo" in str(getattr(state, "why", ""))
        copy = getattr(state, "copy", None)
        assert copy is not None
        assert read(copy).session.walk == room.session.walk
        command("unseal", path, "--reason", "one more", "--by", "Bo")
        room.bench.file.look()
        await room.press("t", "escape")
        await room.saved()
        assert read(path).session.walk == room.session.walk
        assert read(path).session.unsealed


async def test_home_gives_a_sealed_session_no_other_title_and_copies_it_unsealed(
    open_app: OpenApp, ready: Session
) -> None:
    sealed = seal(ready, "Ana", ready.created)
    async with open_app(sealed) as room:
        path = room.bench.path
        before = path.read_bytes()
        room.app.leave_session()
        await room.settle()
        folder = room.app.folder
        copy = folder.duplicate(path)
        assert read(copy).session.seal is None
        with pytest.raises(Exception, match="is sealed, by Ana"):
            folder.rename(path, "Another")
        assert path.read_bytes() == before


async def test_nobody_can_sign_where_nobody_is_named(open_app: OpenApp, content: Content) -> None:
    alone = standing(workshop(content, people=0), "summary")
    async with open_app(alone) as room:
        await room.press("S")
        assert "Nobody is named" in room.text
        await room.press("space", "d", "S", "enter", "S")
        await room.type("Zoë")
        await room.press("enter", "y")
        assert room.session.seal is not None
        assert room.session.seal.by == "Zoë"
        session = edit.add_workload(room.session, "More")[0]
        with pytest.raises(Exception, match="is sealed, by Zoë"):
            room.bench.apply(session, "more")
