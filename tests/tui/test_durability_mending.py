"""Copies, unfinished merges, damaged files: whatever there is of a session is had back."""

from pathlib import Path

import pytest

from fouraxis.store.delivery import save
from fouraxis.store.format import dumps
from fouraxis.store.read import read
from fouraxis.store.state import Backups
from fouraxis.tui.file.opening import ConflictDialog
from fouraxis.tui.parts.dialogs import Pick
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp
from tests.tui.others import IP, LEVEL, NOTE, elsewhere, on_bench, said_of, until

SIZES = ((80, 24), (120, 36))


# -- copies of programs that synchronise, and of git


@pytest.mark.long
async def test_a_conflict_copy_is_merged_and_what_differs_is_asked(
    open_file: OpenApp, path: Path, folder: Path
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
    open_file: OpenApp, path: Path, folder: Path
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


async def test_a_merge_that_git_left_unfinished_is_finished(open_file: OpenApp, path: Path) -> None:
    session = read(path).session
    with_markers(path, set_at(session, NOTE, "ours"), set_at(session, NOTE, "theirs"))
    async with open_file(path) as room:
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        await room.press("3", "enter")
        await on_bench(room)
        assert said_of(room.session, IP)[1] == "ours\n\ntheirs"
        assert said_of(read(path).session, IP)[1] == "ours\n\ntheirs"


async def test_an_unfinished_merge_that_nobody_settles_stays_as_it_is(
    open_file: OpenApp, path: Path
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
    open_file: OpenApp, path: Path, size: tuple[int, int]
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


async def test_a_damaged_file_without_backups_is_said_to_be(open_file: OpenApp, path: Path) -> None:
    path.write_bytes(b"title = \x1b[31m")
    async with open_file(path) as room:
        assert path.name in room.said
        assert "\x1b" not in room.said
        assert room.app.bench is None


async def test_a_file_of_a_newer_fouraxis_is_read_and_exported_only(
    open_file: OpenApp, path: Path, folder: Path
) -> None:
    path.write_text(path.read_text("utf-8").replace("schema = 2", "schema = 99"), "utf-8")
    before = path.read_bytes()
    async with open_file(path, (120, 36)) as room:
        assert "READ ONLY" in room.text
        await room.press("3", "right", "s")
        assert room.app.desk is not None
        room.app.desk.save_copy()
        await until(room, lambda: "Reports can be written of it" in room.said)
    assert path.read_bytes() == before
    assert list(folder.glob("*.toml")) == [path]
