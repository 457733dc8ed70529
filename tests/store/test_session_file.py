"""The keeper brings the newest session to disk, keeps trying, and never says saved before it is."""

import errno
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fouraxis.content.language import Message
from fouraxis.disk.system import Disk
from fouraxis.store.delivery import NotSaved, Saved, Saving, State, save
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile
from fouraxis.workshop.session import Session
from tests.store.failing import FailingDisk
from tests.store.samples import small
from tests.store.waiting import soon

Start = Callable[..., SessionFile]


def named(organisation: str) -> Session:
    return small(organisation=organisation)


def on_disk(path: Path) -> str:
    return read(path).session.organisation


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "sessions" / "contoso.toml"
    path.parent.mkdir()
    save(small(), path, None)
    return path


@pytest.fixture
def states() -> list[State | None]:
    return []


@pytest.fixture
def start(path: Path, states: list[State | None]) -> Iterator[Start]:
    """Starts a keeper of the file; it is closed at the end."""
    started: list[SessionFile] = []

    def start(disk: Disk | None = None) -> SessionFile:
        keeper = SessionFile(read(path), lambda: states.append(keeper.state), disk=disk or Disk())
        started.append(keeper)
        return keeper

    yield start
    for keeper in started:
        keeper.close(1.0)


def test_what_is_submitted_is_on_disk_when_it_is_called_saved(path: Path) -> None:
    seen: list[tuple[State | None, str]] = []
    keeper = SessionFile(read(path), lambda: seen.append((keeper.state, on_disk(path))))
    keeper.keep(named("later"))
    seen.append((keeper.state, on_disk(path)))
    assert keeper.close()
    assert [type(state) for state, _ in seen] == [Saving, Saved]
    assert [organisation for _, organisation in seen] == ["Contoso", "later"]


def test_what_was_parsed_on_opening_is_not_parsed_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = read(path)
    monkeypatch.setattr("fouraxis.store.delivery.loads", None)
    keeper = SessionFile(opened)
    keeper.keep(named("later"))
    assert keeper.close()
    assert on_disk(path) == "later"


def test_an_answer_is_on_disk_well_within_half_a_second(start: Start, path: Path) -> None:
    keeper = start()
    keeper.keep(named("quick"))
    assert soon(lambda: on_disk(path) == "quick", 0.5)


def test_the_newest_session_wins_and_one_save_at_most_is_under_way(
    start: Start, path: Path, states: list[State | None]
) -> None:
    release, under_way, most = threading.Event(), [0], [0]

    class Slow(Disk):
        def sync(self, file: int) -> None:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
            release.wait(5)
            super().sync(file)
            under_way[0] -= 1

    keeper = start(Slow())
    keeper.keep(named("first"))
    assert soon(lambda: under_way[0] == 1)
    for number in range(50):
        keeper.keep(named(f"later {number}"))
    release.set()
    assert keeper.flush()
    assert on_disk(path) == "later 49"
    assert most == [1]
    assert sum(isinstance(state, Saved) for state in states) == 1


def test_submitting_never_waits_for_the_disk(start: Start) -> None:
    release = threading.Event()

    class Stuck(Disk):
        def sync(self, file: int) -> None:
            release.wait(5)

    keeper = start(Stuck())
    began = time.monotonic()
    for number in range(100):
        keeper.keep(named(str(number)))
    assert time.monotonic() - began < 1
    assert not keeper.flush(0.05)
    release.set()


def test_when_space_returns_everything_is_saved_without_a_restart(
    start: Start, path: Path, states: list[State | None]
) -> None:
    disk = FailingDisk(1, sticky=True, code=errno.ENOSPC)
    keeper = start(disk)
    keeper.keep(named("one"))
    assert not keeper.flush()
    assert keeper.state == NotSaved(
        Message("no space is left on the disk"),
        Message("It is tried again until it succeeds."),
        journaled=True,
    )
    keeper.keep(named("two"))
    assert not keeper.flush()
    assert on_disk(path) == "Contoso"
    disk.at = 0
    assert soon(lambda: isinstance(keeper.state, Saved))
    assert on_disk(path) == "two"
    assert [type(state) for state in states] == [NotSaved, Saved]


def test_when_the_folder_returns_everything_is_saved(start: Start, path: Path) -> None:
    keeper = start()
    away = path.parent.with_name("away")
    path.parent.rename(away)
    keeper.keep(named("meanwhile"))
    assert not keeper.flush()
    assert isinstance(keeper.state, NotSaved)
    assert str(keeper.state.why) == "the folder or file is gone"
    away.rename(path.parent)
    assert soon(lambda: isinstance(keeper.state, Saved))
    assert on_disk(path) == "meanwhile"


def test_a_folder_that_was_made_anew_gets_the_file(start: Start, path: Path) -> None:
    keeper = start()
    path.unlink()
    path.parent.rmdir()
    keeper.keep(named("anew"))
    assert not keeper.flush()
    path.parent.mkdir()
    assert soon(lambda: isinstance(keeper.state, Saved))
    assert on_disk(path) == "anew"


def test_a_copy_can_be_saved_at_any_time(start: Start, path: Path) -> None:
    keeper, mine = start(), named("mine")
    copy = keeper.save_copy(mine)
    assert copy.parent == path.parent
    assert (on_disk(path), on_disk(copy)) == ("Contoso", "mine")
    assert keeper.save_copy(mine) != copy


def test_a_read_only_file_is_not_saved_and_says_what_to_do(start: Start, path: Path) -> None:
    path.chmod(0o400)
    keeper = start()
    keeper.keep(named("mine"))
    assert not keeper.flush()
    assert keeper.state == NotSaved(
        Message("the file {what}", what=Message("is read-only")),
        Message("Save a copy, or make it writable."),
        journaled=True,
    )
    path.chmod(0o600)
    assert soon(lambda: on_disk(path) == "mine")


@pytest.mark.parametrize("number", range(1, 11))
def test_whichever_step_fails_once_the_session_is_saved_in_the_end(
    start: Start, path: Path, number: int
) -> None:
    keeper = start(FailingDisk(number))
    keeper.keep(named("in the end"))
    assert soon(lambda: isinstance(keeper.state, Saved))
    assert on_disk(path) == "in the end"


def test_a_fault_of_our_own_ends_neither_the_thread_nor_in_saved(start: Start, path: Path) -> None:
    class Broken(Disk):
        works = False

        def create(self, path: Path) -> int:
            if not self.works:
                raise ZeroDivisionError
            return super().create(path)

    disk = Broken()
    keeper = start(disk)
    keeper.keep(named("mine"))
    assert not keeper.flush()
    assert isinstance(keeper.state, NotSaved)
    assert "ZeroDivisionError" in str(keeper.state.why)
    disk.works = True
    assert soon(lambda: on_disk(path) == "mine")


def test_a_listener_at_fault_does_not_end_the_saving(path: Path) -> None:
    def listener() -> None:
        raise RuntimeError

    keeper = SessionFile(read(path), listener)
    keeper.keep(named("one"))
    assert keeper.flush()
    keeper.keep(named("two"))
    assert keeper.close()
    assert on_disk(path) == "two"


def test_closing_saves_what_is_left_and_ends_the_thread(start: Start, path: Path) -> None:
    keeper = start()
    keeper.keep(named("last"))
    assert keeper.close()
    assert on_disk(path) == "last"
    assert not any(thread.name == "session file" for thread in threading.enumerate())


def test_closing_while_saving_fails_says_so_and_ends_all_the_same(start: Start) -> None:
    keeper = start(FailingDisk(1, sticky=True))
    keeper.keep(named("lost?"))
    began = time.monotonic()
    assert not keeper.close(5.0)
    assert time.monotonic() - began < 4
    assert not any(thread.name == "session file" for thread in threading.enumerate())


def test_closing_without_a_change_writes_nothing(start: Start, path: Path) -> None:
    before = path.stat().st_mtime_ns
    assert start().close()
    assert path.stat().st_mtime_ns == before
