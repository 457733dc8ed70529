"""Somebody else changes the file that is open: both have their answers, or are asked."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fouraxis.disk.system import Disk
from fouraxis.store.delivery import Conflicting, NotSaved, Saved, Saving, save
from fouraxis.store.merge import Choice, Merged
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile
from fouraxis.store.state import Backups
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from tests.store.samples import small, written
from tests.store.waiting import soon

OWNER = ("workloads", "pricing", "owner")
NOTE = ("workloads", "support-chatbot", "axes", "sensitivity", "note")
LEVEL = ("workloads", "support-chatbot", "axes", "sensitivity", "level")


def edited(session: Session, *changes: tuple[tuple[str, ...], Any]) -> Session:
    for path, value in changes:
        session = set_at(session, path, value)
    return session


def note(session: Session) -> str:
    return session.workloads["support-chatbot"].axes["sensitivity"].note


def owner(session: Session) -> str:
    return session.workloads["pricing"].owner


class Room:
    """A session that is open, with the application's side of its keeper."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        opened = read(path)
        self.session = opened.session
        self.merged: list[Merged] = []
        self.adopts = True
        self._new: Merged | None = None
        self.keeper = SessionFile(opened, listener=self._told, disk=disk)

    def _told(self) -> None:
        merged = self.keeper.came_in()
        if merged is None:
            return
        self.merged.append(merged)
        if self.adopts:
            self.session = merged.onto(self.session)
            self._new = merged

    def set(self, *changes: tuple[tuple[str, ...], Any]) -> bool:
        """Change the session and wait for the save; whether it is in the file."""
        self.session = edited(self.session, *changes)
        new, self._new = self._new, None
        self.keeper.keep(self.session, new)
        return self.keeper.flush()

    @property
    def on_disk(self) -> Session:
        """What the file holds."""
        return read(self.path).session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "sessions" / "contoso.toml"
    path.parent.mkdir()
    save(small(), path, None)
    return path


@pytest.fixture
def open_room(path: Path) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def open_room(disk: Disk | None = None) -> Room:
        rooms.append(Room(path, disk or Disk()))
        return rooms[-1]

    yield open_room
    for room in rooms:
        room.keeper.close(1.0)


def theirs(path: Path, *changes: tuple[tuple[str, ...], Any]) -> None:
    """Somebody else saves the file with these changes."""
    opened = read(path)
    save(edited(opened.session, *changes), path, opened.stamp)


OpenRoom = Callable[..., Room]


@pytest.mark.parametrize("away", ["deleted", "moved"])
def test_a_file_that_is_gone_while_nobody_types_is_there_again_and_that_is_said(
    open_room: OpenRoom, path: Path, away: str
) -> None:
    """It was called saved until the next answer."""
    room = open_room()
    assert room.set((NOTE, "mine"))
    for _ in range(2):
        path.unlink() if away == "deleted" else path.rename(path.with_name("moved.txt"))
        room.keeper.look()
        assert soon(path.exists)
        assert soon(
            lambda: isinstance(room.keeper.state, Saved) and "gone" in room.keeper.state.note
        )
        assert note(room.on_disk) == "mine"
        assert room.set((OWNER, "Bo"))
        assert isinstance(room.keeper.state, Saved)
        assert not room.keeper.state.note


@pytest.mark.parametrize("answered", [True, False])
def test_a_file_that_is_gone_when_the_session_is_closed_is_there_afterwards(
    open_room: OpenRoom, path: Path, answered: bool
) -> None:
    """The goodbye said where it was saved, and there was nothing."""
    room = open_room()
    if answered:
        assert room.set((NOTE, "mine"))
    path.unlink()
    assert room.keeper.close()
    assert note(room.on_disk) == ("mine" if answered else note(room.session))


def test_a_folder_that_is_gone_while_nobody_types_is_no_saved_session(
    open_room: OpenRoom, path: Path
) -> None:
    room = open_room()
    assert room.set((NOTE, "mine"))
    path.parent.rename(path.parent.with_name("away"))
    room.keeper.look()
    assert soon(lambda: isinstance(room.keeper.state, NotSaved))
    path.parent.with_name("away").rename(path.parent)
    assert soon(lambda: isinstance(room.keeper.state, Saved))


def test_a_file_that_another_program_writes_anew_is_left_to_it(
    open_room: OpenRoom, path: Path
) -> None:
    """Some delete a file before they write it: what they write must find its place empty."""
    room = open_room()
    data = written(edited(room.session, (OWNER, "Bo")))
    path.unlink()
    room.keeper.look()
    assert not soon(path.exists, within=0.1)
    with path.open("xb") as file:
        file.write(data)
    assert soon(lambda: owner(room.session) == "Bo")
    assert owner(room.on_disk) == "Bo"


def test_changes_to_different_answers_are_merged_and_said(open_room: OpenRoom, path: Path) -> None:
    room = open_room()
    theirs(path, (OWNER, "Bo"))
    assert room.set((NOTE, "mine"))
    assert isinstance(room.keeper.state, Saved)
    assert (owner(room.on_disk), note(room.on_disk)) == ("Bo", "mine")
    assert (owner(room.session), note(room.session)) == ("Bo", "mine")
    assert [merged.took for merged in room.merged] == [("workload “Pricing”, owner: Bo",)]


def test_an_application_that_does_not_take_over_what_came_in_never_undoes_it(
    open_room: OpenRoom, path: Path
) -> None:
    room = open_room()
    room.adopts = False
    theirs(path, (OWNER, "Bo"))
    for text in ("one", "two", "three"):
        assert room.set((NOTE, text))
        assert (owner(room.on_disk), note(room.on_disk)) == ("Bo", text)


def test_what_came_in_can_be_changed_and_taken_back_afterwards(
    open_room: OpenRoom, path: Path
) -> None:
    room = open_room()
    theirs(path, (OWNER, "Bo"))
    assert room.set((NOTE, "mine"))
    assert room.set((NOTE, "again"))
    assert room.set((OWNER, None))
    assert owner(room.on_disk) == ""
    assert len(room.merged) == 1


def test_the_same_content_at_another_time_is_no_change(open_room: OpenRoom, path: Path) -> None:
    room = open_room()
    theirs(path)
    os.utime(path, (1, 1))
    assert room.set((NOTE, "mine"))
    assert [merged.took for merged in room.merged] in ([], [()])
    assert note(room.on_disk) == "mine"


def test_the_same_answer_changed_on_both_sides_waits_to_be_resolved(
    open_room: OpenRoom, path: Path
) -> None:
    room = open_room()
    theirs(path, (NOTE, "theirs"), (OWNER, "Bo"))
    before = path.read_bytes()
    assert not room.set((NOTE, "mine"))
    state = room.keeper.state
    assert isinstance(state, Conflicting)
    assert [(c.path, c.mine, c.theirs) for c in state.conflicts] == [(NOTE, "mine", "theirs")]
    assert state.journaled
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("choice", "result"),
    [("mine", "mine"), ("theirs", "theirs"), ("both", "mine\n\ntheirs")],
)
def test_a_conflict_is_saved_as_it_was_resolved(
    open_room: OpenRoom, path: Path, choice: Choice, result: str
) -> None:
    room = open_room()
    theirs(path, (NOTE, "theirs"), (OWNER, "Bo"))
    assert not room.set((NOTE, "mine"))
    room.keeper.resolve({NOTE: choice})
    assert room.keeper.flush()
    assert soon(lambda: isinstance(room.keeper.state, Saved))
    assert (note(room.on_disk), owner(room.on_disk)) == (result, "Bo")
    assert (note(room.session), owner(room.session)) == (result, "Bo")
    assert room.set((OWNER, "Cy"))
    assert (note(room.on_disk), owner(room.on_disk)) == (result, "Cy")


def test_typing_goes_on_while_a_conflict_waits(open_room: OpenRoom, path: Path) -> None:
    room = open_room()
    theirs(path, (NOTE, "theirs"))
    assert not room.set((NOTE, "mine"))
    assert not room.set((OWNER, "Bo"))
    room.keeper.resolve({NOTE: "both"})
    assert room.keeper.flush()
    assert (note(room.on_disk), owner(room.on_disk)) == ("mine\n\ntheirs", "Bo")


def test_a_choice_does_not_settle_a_conflict_that_nobody_saw(
    open_room: OpenRoom, path: Path
) -> None:
    room = open_room()
    theirs(path, (NOTE, "theirs"))
    assert not room.set((NOTE, "mine"))
    theirs(path, (NOTE, "theirs again"))
    room.keeper.resolve({NOTE: "mine"})
    assert not room.keeper.flush()
    assert isinstance(room.keeper.state, Conflicting)
    assert room.keeper.state.conflicts[0].theirs == "theirs again"
    assert note(room.on_disk) == "theirs again"


@pytest.mark.parametrize(
    "data",
    [b"[broken", b"", b"\x89PNG", b"<<<<<<< a\n=======\n>>>>>>> b\n", b"schema = 99\nid='x'"],
)
def test_a_file_that_cannot_be_merged_with_is_left_alone_and_ours_goes_to_a_copy(
    open_room: OpenRoom, path: Path, data: bytes
) -> None:
    room = open_room()
    path.write_bytes(data)
    for text in ("one", "two"):
        assert not room.set((NOTE, text))
        state = room.keeper.state
        assert isinstance(state, NotSaved)
        assert state.changed_outside
        assert state.journaled
        assert state.copy is not None
        assert note(read(state.copy).session) == text
    assert path.read_bytes() == data
    assert len(list(path.parent.glob("*.toml"))) == 2


def test_another_session_in_its_place_is_left_alone(open_room: OpenRoom, path: Path) -> None:
    room = open_room()
    other = written(small(id="another"))
    path.write_bytes(other)
    assert not room.set((NOTE, "mine"))
    assert path.read_bytes() == other
    assert isinstance(room.keeper.state, NotSaved)
    assert room.keeper.state.copy is not None


def test_a_file_that_can_be_read_again_is_merged_with(open_room: OpenRoom, path: Path) -> None:
    room = open_room()
    path.write_bytes(b"[broken")
    assert not room.set((NOTE, "mine"))
    path.write_bytes(written(edited(small(), (OWNER, "Bo"))))
    assert soon(lambda: isinstance(room.keeper.state, Saved))
    assert (note(room.on_disk), owner(room.on_disk)) == ("mine", "Bo")


def by_rename(path: Path, data: bytes) -> None:
    other = path.with_name("theirs.tmp")
    other.write_bytes(data)
    other.replace(path)


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


STEPS = ("stat", "create", "permit", "write", "sync", "close", "swap", "sync_folder")


@pytest.mark.parametrize("way", [by_rename, in_place])
@pytest.mark.parametrize("moment", STEPS)
def test_a_change_at_any_moment_of_a_save_is_not_lost(
    open_room: OpenRoom, path: Path, moment: str, way: Callable[[Path, bytes], None]
) -> None:
    data = written(edited(small(), (OWNER, "Bo")))

    class Meanwhile(Disk):
        done = threading.Event()

        def __getattribute__(self, name: str) -> Any:
            if name == moment and not Meanwhile.done.is_set():
                Meanwhile.done.set()
                way(path, data)
            return super().__getattribute__(name)

    room = open_room()
    room.set((LEVEL, "high"))
    room.keeper.close()
    data = written(edited(room.session, (OWNER, "Bo")))
    room = open_room(Meanwhile())
    room.set((NOTE, "mine"))
    assert Meanwhile.done.is_set()
    room.set((LEVEL, "medium"))
    room.keeper.close()
    assert owner(room.on_disk) == "Bo"
    backups = [read(backup.path).session for backup in Backups(path).list()]
    # A program that writes over what was just saved is believed; what it removed is in a backup.
    assert "mine" in map(note, backups if moment == "sync_folder" else [room.on_disk])
    assert list(path.parent.glob(".*")) == []


def test_what_others_save_comes_in_without_a_save_of_ours(open_room: OpenRoom, path: Path) -> None:
    room = open_room()
    theirs(path, (OWNER, "theirs"))
    held = path.read_bytes()
    room.keeper.look()
    assert soon(lambda: owner(room.session) == "theirs")
    assert path.read_bytes() == held  # two programs that look at each other never begin to write


def test_a_look_at_a_file_that_nobody_touched_says_nothing(open_room: OpenRoom, path: Path) -> None:
    room = open_room()
    room.set((OWNER, "mine"))
    state = room.keeper.state
    room.keeper.look()
    assert room.keeper.close()
    assert (room.keeper.state, room.merged) == (state, [])


def test_a_look_that_finds_a_damaged_file_says_so_and_makes_no_copy(
    open_room: OpenRoom, path: Path
) -> None:
    room = open_room()
    path.write_text("<<< no session")
    room.keeper.look()
    assert soon(lambda: isinstance(room.keeper.state, NotSaved))
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    save(small(), other := path.with_name("whole.toml"), None)
    other.replace(path)
    room.keeper.look()
    assert soon(lambda: isinstance(room.keeper.state, Saved))


def test_from_the_moment_in_which_a_session_is_kept_it_is_not_called_saved(
    open_room: OpenRoom,
) -> None:
    room = open_room()
    assert room.set((OWNER, "first"))
    assert isinstance(room.keeper.state, Saved)
    room.keeper.keep(edited(room.session, (OWNER, "second")))
    assert isinstance(room.keeper.state, Saving)
    assert room.keeper.flush()
    assert isinstance(room.keeper.state, Saved)
