"""Before a session opens: who has it is said, and what a crash or a merge left is offered."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from fouraxis.content.models import Content
from fouraxis.store.backups import Backups
from fouraxis.store.file import read
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.format import dumps
from fouraxis.store.journal import JournalWriter, digest, pending
from fouraxis.store.process import host
from fouraxis.store.save import save
from fouraxis.store.state import StateFolder
from fouraxis.tui.app import FouraxisApp
from fouraxis.tui.dialogs.conflict import ConflictDialog
from fouraxis.tui.dialogs.pick import Pick
from fouraxis.tui.dialogs.reading import Reading
from fouraxis.tui.start import Start
from fouraxis.workshop.at_path import set_at
from fouraxis.workshop.session import Session
from tests.tui.conftest import Room
from tests.tui.others import IP, REGULATORY, elsewhere, locked_by, said_of, until
from tests.tui.workshops import standing, workshop

SIZES = ((80, 24), (120, 36))
LEVEL, NOTE = (*IP, "level"), (*IP, "note")

OpenFile = Callable[..., AbstractAsyncContextManager[Room]]


@pytest.fixture
def path(folder: Path, content: Content) -> Path:
    session = standing(workshop(content), "axes", "sensitivity.ip-exposure")
    return SessionsFolder(folder).create(session)


@pytest.fixture
def open_file(folder: Path) -> OpenFile:
    """The application, started with a file."""

    @asynccontextmanager
    async def opened(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Room]:
        app = FouraxisApp(folder, start=Start(file=path))
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            room = Room(app, pilot)
            await until(room, lambda: app.bench or len(app.screen_stack) > 1 or room.said)
            yield room

    return opened


async def on_bench(room: Room) -> None:
    await until(room, lambda: room.app.bench is not None)


# -- somebody has it open


@pytest.mark.parametrize("size", SIZES)
async def test_who_has_it_open_is_said_and_reading_changes_nothing(
    open_file: OpenFile, path: Path, size: tuple[int, int]
) -> None:
    lock = locked_by(path, user="bo \x1b[2J")
    before, theirs = path.read_bytes(), lock.read_bytes()
    async with open_file(path, size) as room:
        assert "on elsewhere has it open" in " ".join(room.text.split())
        assert "\x1b" not in room.text
        await room.press("enter")
        await on_bench(room)
        assert "READ ONLY" in room.text
        await room.press("3")
        assert "so it is open read-only here" in room.said
        assert room.app.goodbye == ""
    assert room.app.goodbye == f"Not changed: {path}"
    assert (path.read_bytes(), lock.read_bytes()) == (before, theirs)


async def test_another_window_on_this_machine_counts_as_somebody(
    open_file: OpenFile, path: Path
) -> None:
    locked_by(path, host=host(), pid=os.getppid())
    async with open_file(path) as room:
        assert isinstance(room.screen, Pick)
        await room.press("escape")
        await room.pilot.pause(0.1)
        assert room.app.bench is None
        assert room.app.screen_stack[-1].query("#sessions"), "Home is in front"


async def test_a_copy_is_worked_on_beside_it_and_merged_later(
    open_file: OpenFile, path: Path, folder: Path
) -> None:
    lock = locked_by(path)
    async with open_file(path) as room:
        await room.press("down", "enter")
        await on_bench(room)
        copy = room.bench.path
        assert copy != path
        await room.press("3")
        await until(room, lambda: said_of(read(copy).session, IP)[0] == "high")
        assert said_of(read(path).session, IP) == (None, "")
    lock.unlink()
    elsewhere(path, ((*REGULATORY, "level"), "low"))
    async with open_file(path) as room:
        assert copy.name in room.text
        await room.press("enter")
        await on_bench(room)
        await until(room, lambda: not copy.exists())
        assert "Merged. The copy is in" in room.said
    merged = read(path).session
    assert (said_of(merged, IP)[0], said_of(merged, REGULATORY)[0]) == ("high", "low")
    assert (folder / "trash" / copy.name).exists()


async def test_taking_over_works_on_the_file_itself(open_file: OpenFile, path: Path) -> None:
    lock = locked_by(path)
    async with open_file(path) as room:
        await room.press("down", "down", "enter")
        await on_bench(room)
        assert str(os.getpid()) in lock.read_text()
        await room.press("3")
        await until(room, lambda: said_of(read(path).session, IP)[0] == "high")


# -- a journal


def leave_journal(path: Path, *, note: str = "typed while the disk was full") -> None:
    """An earlier run typed something that never came into the file."""
    opened = read(path)
    data = path.read_bytes()
    typed = set_at(set_at(opened.session, NOTE, note), LEVEL, "high")
    saved_at = opened.loaded.saved_at
    assert saved_at is not None
    journal = JournalWriter(path, StateFolder())
    journal.append(dumps(typed, saved_at, "ana"), (digest(data), data), in_place=False)
    journal.leave()


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_in_the_journal_is_looked_at_and_brought_in(
    open_file: OpenFile, path: Path, size: tuple[int, int]
) -> None:
    leave_journal(path)
    async with open_file(path, size) as room:
        assert "2 changes from" in room.text
        await room.press("down", "enter")
        await until(room, lambda: isinstance(room.screen, Reading))
        assert "note: typed while the disk" in room.text
        await room.press("escape")
        await until(room, lambda: isinstance(room.screen, Pick))
        await room.press("up", "enter")
        await on_bench(room)
        await until(room, lambda: said_of(read(path).session, IP)[0] == "high")
        await until(room, lambda: pending(path) is None)
        await room.press("u")
        assert "Undone: 2 changes from" in room.said
        assert said_of(room.session, IP) == (None, "")


async def test_a_journal_that_is_left_is_offered_again(open_file: OpenFile, path: Path) -> None:
    leave_journal(path)
    for _ in range(2):
        async with open_file(path) as room:
            assert "2 changes from" in room.text
            await room.press("escape")
            await on_bench(room)
            assert said_of(room.session, IP) == (None, "")


async def test_a_journal_on_another_file_than_this_is_settled_answer_by_answer(
    open_file: OpenFile, path: Path
) -> None:
    leave_journal(path)
    elsewhere(path, (NOTE, "changed since"))
    async with open_file(path) as room:
        await room.press("enter")
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        assert "typed then" in room.text
        await room.press("3", "enter")
        await on_bench(room)
        await until(room, lambda: said_of(read(path).session, IP)[0] == "high")
        note = said_of(read(path).session, IP)[1]
        assert note == "changed since\n\ntyped while the disk was full"


# -- copies of programs that synchronise, and of git


async def test_a_conflict_copy_is_merged_and_what_differs_is_asked(
    open_file: OpenFile, path: Path, folder: Path
) -> None:
    original = read(path).session
    copy = folder / f"{path.stem} (Ana's conflicted copy 2026-11-23).toml"
    save(set_at(set_at(original, NOTE, "theirs"), LEVEL, "high"), copy, None)
    elsewhere(path, (NOTE, "ours"))
    async with open_file(path, (120, 36)) as room:
        assert "conflicted copy" in room.text
        await room.press("enter")
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        await room.press("escape")
        await on_bench(room)
        assert copy.exists()
        assert said_of(room.session, IP) == (None, "ours"), "nothing was decided, nothing done"
    async with open_file(path, (120, 36)) as room:
        await room.press("enter")
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        await room.press("3", "enter")
        await until(room, lambda: not copy.exists())
        assert said_of(read(path).session, IP) == ("high", "ours\n\ntheirs")


async def test_a_copy_that_says_nothing_new_is_not_asked_about(
    open_file: OpenFile, path: Path, folder: Path
) -> None:
    save(read(path).session, folder / f"{path.stem} (1).toml", None)
    async with open_file(path) as room:
        await on_bench(room)
        assert not isinstance(room.screen, Pick)


def with_markers(path: Path, mine: Session, theirs: Session) -> str:
    """What git leaves in a file that both sides changed, in its simplest form."""
    at = read(path).loaded.saved_at
    assert at is not None
    sides = [dumps(one, at, "ana").decode() for one in (mine, theirs)]
    text = f"<<<<<<< HEAD\n{sides[0]}=======\n{sides[1]}>>>>>>> theirs\n"
    path.write_text(text, "utf-8")
    return text


async def test_a_merge_that_git_left_unfinished_is_finished(
    open_file: OpenFile, path: Path
) -> None:
    session = read(path).session
    with_markers(path, set_at(session, NOTE, "ours"), set_at(session, NOTE, "theirs"))
    async with open_file(path) as room:
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        await room.press("3", "enter")
        await on_bench(room)
        assert said_of(room.session, IP)[1] == "ours\n\ntheirs"
        assert said_of(read(path).session, IP)[1] == "ours\n\ntheirs"


async def test_an_unfinished_merge_that_nobody_settles_stays_as_it_is(
    open_file: OpenFile, path: Path
) -> None:
    session = read(path).session
    text = with_markers(path, set_at(session, NOTE, "ours"), set_at(session, NOTE, "theirs"))
    async with open_file(path) as room:
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        await room.press("escape")
        await room.pilot.pause(0.1)
        assert room.app.bench is None
    assert path.read_text("utf-8") == text


# -- damaged, and newer


@pytest.mark.parametrize("size", SIZES)
async def test_a_damaged_file_is_left_and_a_backup_opens_instead(
    open_file: OpenFile, path: Path, size: tuple[int, int]
) -> None:
    good = elsewhere(path, (("workloads", "w1", "axes", "readiness", "level"), "pilot"))
    Backups(path).add(path.read_bytes())
    path.write_bytes(b"\x00" * 400)
    async with open_file(path, size) as room:
        assert "This file is damaged" in room.text
        assert "1 answer  backup" in room.text
        await room.press("enter")
        await on_bench(room)
        assert room.session.workloads == good.workloads
        assert room.bench.path != path
    assert path.read_bytes() == b"\x00" * 400


async def test_a_damaged_file_without_backups_is_said_to_be(
    open_file: OpenFile, path: Path
) -> None:
    path.write_bytes(b"title = \x1b[31m")
    async with open_file(path) as room:
        assert path.name in room.said
        assert "\x1b" not in room.said
        assert room.app.bench is None


async def test_a_file_of_a_newer_fouraxis_is_read_and_exported_only(
    open_file: OpenFile, path: Path, folder: Path
) -> None:
    path.write_text(path.read_text("utf-8").replace("schema = 1", "schema = 99"), "utf-8")
    before = path.read_bytes()
    async with open_file(path, (120, 36)) as room:
        assert "READ ONLY" in room.text
        await room.press("3", "right", "s")
        assert room.app.guard is not None
        room.app.guard.save_copy()
        await until(room, lambda: "Reports can be written of it" in room.said)
    assert path.read_bytes() == before
    assert list(folder.glob("*.toml")) == [path]
