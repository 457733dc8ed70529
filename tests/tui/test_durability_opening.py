"""Before a session opens: who has it is said, and what a crash or a merge left is offered."""

import os
from pathlib import Path

import pytest

from fouraxis.disk.system import digest, host
from fouraxis.store.format import dumps
from fouraxis.store.journal import JournalWriter, pending
from fouraxis.store.read import read
from fouraxis.store.state import StateFolder
from fouraxis.tui.file.opening import ConflictDialog
from fouraxis.tui.parts.dialogs import Pick, Reading
from fouraxis.workshop.edit import set_at
from tests.tui.conftest import OpenApp
from tests.tui.others import (
    IP,
    LEVEL,
    NOTE,
    REGULATORY,
    elsewhere,
    locked_by,
    on_bench,
    said_of,
    until,
)

SIZES = ((80, 24), (120, 36))


# -- somebody has it open


@pytest.mark.parametrize("size", SIZES)
async def test_who_has_it_open_is_said_and_reading_changes_nothing(
    open_file: OpenApp, path: Path, size: tuple[int, int]
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
    open_file: OpenApp, path: Path
) -> None:
    locked_by(path, host=host(), pid=os.getppid())
    async with open_file(path) as room:
        assert isinstance(room.screen, Pick)
        await room.press("escape")
        await room.pilot.pause(0.1)
        assert room.app.bench is None
        assert room.app.screen_stack[-1].query("#sessions"), "Home is in front"


async def test_a_copy_is_worked_on_beside_it_and_merged_later(
    open_file: OpenApp, path: Path, folder: Path
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
        await until(room, lambda: "Merged. The copy is in" in room.said)
        assert not copy.exists()
    merged = read(path).session
    assert (said_of(merged, IP)[0], said_of(merged, REGULATORY)[0]) == ("high", "low")
    assert (folder / "trash" / copy.name).exists()


async def test_taking_over_works_on_the_file_itself(open_file: OpenApp, path: Path) -> None:
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
    open_file: OpenApp, path: Path, size: tuple[int, int]
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


async def test_a_journal_that_is_left_is_offered_again(open_file: OpenApp, path: Path) -> None:
    leave_journal(path)
    for _ in range(2):
        async with open_file(path) as room:
            assert "2 changes from" in room.text
            await room.press("escape")
            await on_bench(room)
            assert said_of(room.session, IP) == (None, "")


async def test_a_journal_on_another_file_than_this_is_settled_answer_by_answer(
    open_file: OpenApp, path: Path
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


async def test_a_save_that_was_cut_short_is_completed_without_a_question(
    open_file: OpenApp, path: Path
) -> None:
    opened = read(path)
    data, at = path.read_bytes(), opened.loaded.saved_at
    assert at is not None
    text = dumps(set_at(opened.session, LEVEL, "high"), at, "ana")
    journal = JournalWriter(path, StateFolder())
    journal.append(text, (digest(data), data), in_place=True)
    journal.leave()
    path.write_bytes(text[: len(text) // 2])
    async with open_file(path) as room:
        await on_bench(room)
        assert "It was completed from its journal" in room.said
        await until(room, lambda: pending(path) is None)
    assert said_of(read(path).session, IP)[0] == "high"
