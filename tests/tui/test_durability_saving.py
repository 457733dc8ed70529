"""While a session is open: what cannot be saved is said and kept, and copies go where they may."""

import os
from pathlib import Path

import pytest

from fouraxis.store.journal import pending
from fouraxis.store.read import read
from fouraxis.store.session_file import Lock
from fouraxis.tui.app import FouraxisApp
from fouraxis.tui.parts.dialogs import Pick, Reading
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp, Room
from tests.tui.others import IP, REGULATORY, said_of, until


def header(room: Room) -> str:
    return room.text.splitlines()[0]


def in_file(room: Room, place: tuple[str, ...]) -> tuple[str | None, str]:
    return said_of(read(room.bench.path).session, place)


# -- while saving fails


async def test_while_saving_fails_work_goes_on_and_is_saved_when_it_can_be(
    open_app: OpenApp, at_ip: Session, folder: Path
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        folder.rename(folder.with_name("gone"))
        await room.press("3")
        await until(room, lambda: "NOT SAVED: the folder or file is gone" in header(room))
        assert "kept on this machine" in room.said
        assert "! not saved" in room.text
        await room.press("2")
        folder.with_name("gone").rename(folder)
        await until(room, lambda: "✔ saved" in header(room))
        assert "Saved again" in room.said
        assert "! not saved" not in room.text
        assert (in_file(room, IP)[0], in_file(room, REGULATORY)[0]) == ("high", "medium")
        assert pending(room.bench.path) is None


async def test_nothing_is_called_safe_while_it_is_not(
    open_app: OpenApp, at_ip: Session, folder: Path
) -> None:
    def broken() -> None:
        raise ValueError("Blue Heron")

    async with open_app(at_ip, (120, 36)) as room:
        room.app.endures = True
        folder.rename(folder.with_name("gone"))
        await room.press("3")
        await until(room, lambda: "NOT SAVED" in header(room))
        room.app.stage.walk.go("summary")  # type: ignore[union-attr]
        folder.write_text("a file where the folder was")
        await room.press("e", "down", "enter")
        await room.app.workers.wait_for_complete()
        await until(room, lambda: "not written" in room.said)
        room.screen.call_after_refresh(broken)
        await until(room, lambda: "Something went wrong with that key." in room.said)
        assert "itself is safe" not in room.said
        assert "nothing is lost" not in room.said
        folder.unlink()
        folder.with_name("gone").rename(folder)


async def test_leaving_while_nothing_can_be_saved_says_where_it_is_kept(
    open_app: OpenApp, at_ip: Session, folder: Path
) -> None:
    async with open_app(at_ip) as room:
        path = room.bench.path
        folder.rename(folder.with_name("gone"))
        await room.press("3")
        await until(room, lambda: "NOT SAVED" in header(room))
        await room.press("ctrl+q")
        assert room.app.goodbye.startswith(f"NOT ALL SAVED in {path}. Everything typed is kept on")
    folder.with_name("gone").rename(folder)
    journal = pending(path)
    assert journal is not None
    assert said_of(journal.session, IP)[0] == "high"


async def test_a_read_only_file_is_worked_on_in_a_copy_once_something_changes(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        original = room.bench.path
        original.chmod(0o444)
        before = original.read_bytes()
        await room.press("3")
        await until(room, lambda: isinstance(room.screen, Pick))
        assert "This file is read-only" in room.text
        await room.press("enter")
        await until(room, lambda: "From here on, all is saved in" in room.said)
        assert room.bench.path != original
        await room.press("2")
        await until(room, lambda: in_file(room, REGULATORY)[0] == "medium")
        assert in_file(room, IP)[0] == "high"
        assert original.read_bytes() == before
        assert pending(original) is None, "the copy has everything"
        assert Lock(room.bench.path).file.exists()
    assert not Lock(original).file.exists()


async def test_a_read_only_file_can_be_gone_on_in_without_a_copy(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        room.bench.path.chmod(0o444)
        await room.press("3")
        await until(room, lambda: isinstance(room.screen, Pick))
        await room.press("escape", "2")
        await room.pilot.pause(0.7)
        assert not isinstance(room.screen, Pick), "it is offered once"
        assert "NOT SAVED: the file is read-only" in header(room)
        room.bench.path.chmod(0o600)
        await until(room, lambda: in_file(room, REGULATORY)[0] == "medium")


# -- the lock, and the commands of the palette


async def test_an_open_session_is_locked_and_given_back_in_the_end(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        lock = Lock(room.bench.path)
        assert str(os.getpid()) in lock.file.read_text()
        await room.press("escape", "escape", "escape")
        await until(room, lambda: room.app.bench is None)
        assert not lock.file.exists()


async def command(room: Room, name: str) -> None:
    await room.press("ctrl+p")
    await room.type(name)
    await room.pilot.pause(0.5)
    await room.press("enter")


async def test_a_copy_is_a_session_of_its_own(
    open_app: OpenApp, at_ip: Session, folder: Path
) -> None:
    async with open_app(at_ip) as room:
        await command(room, "Save a copy")
        await until(room, lambda: "A copy is in" in room.said)
        (copy,) = (path for path in folder.glob("*.toml") if path != room.bench.path)
        kept = read(copy).session
        assert kept.title == "Contoso (copy)"
        assert kept.id != room.session.id


async def test_where_it_is_saved_is_said(open_app: OpenApp, at_ip: Session) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        await command(room, "Where it is saved")
        await until(room, lambda: isinstance(room.screen, Reading))
        assert room.bench.path.name in room.text
        assert "A backup is made" in room.text
        await room.press("escape")
        await room.press("3")
        await until(room, lambda: in_file(room, IP)[0] == "high")
        await until(room, lambda: "✔ saved" in room.text)
        await room.click("saved", by=2)
        assert "Backups on this machine: 1" in room.text


async def test_a_backup_is_had_back_in_a_new_file(open_app: OpenApp, at_ip: Session) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        original = room.bench.path
        await room.press("3")
        await until(room, lambda: in_file(room, IP)[0] == "high")
        await command(room, "Recover from a backup")
        await until(room, lambda: isinstance(room.screen, Pick))
        assert "0 answers  backup" in room.text
        await room.press("enter")
        await until(room, lambda: room.app.bench and room.bench.path != original)
        assert said_of(room.session, IP)[0] is None
        assert said_of(read(original).session, IP)[0] == "high"


async def test_without_conflicts_the_command_says_so(open_app: OpenApp, at_ip: Session) -> None:
    async with open_app(at_ip) as room:
        await command(room, "Conflicts")
        await until(room, lambda: "There are no conflicts." in room.said)


async def test_news_of_the_file_while_the_program_ends_is_left_to_the_goodbye(
    open_app: OpenApp, at_ip: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_all = FouraxisApp._close_all

    async def and_then_news(app: FouraxisApp) -> None:
        await close_all(app)
        assert app.desk is not None
        app.desk.attend()

    monkeypatch.setattr(FouraxisApp, "_close_all", and_then_news)
    async with open_app(at_ip) as room:
        await room.press("2")
        app, path = room.app, room.bench.path
    assert app.goodbye == f"Saved in {path}"
