"""While saving fails, whatever was typed is in the journal, and is offered at the next start."""

import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fouraxis.disk.system import digest
from fouraxis.store.delivery import NotSaved, Saved, save
from fouraxis.store.format import dumps
from fouraxis.store.journal import LIMIT, JournalWriter, discard, pending
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile
from fouraxis.store.state import Backups, StateFolder, state_folder
from fouraxis.workshop.session import Session
from tests.store.failing import FailingDisk
from tests.store.samples import small, written
from tests.store.waiting import soon


def named(organisation: str) -> Session:
    return small(organisation=organisation)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "contoso.toml"
    save(small(), path, None)
    return path


def left_behind(path: Path, *versions: Session) -> None:
    """A run that could not save ends."""
    keeper = SessionFile(read(path), disk=FailingDisk(2, sticky=True, code=errno.ENOSPC))
    for version in versions:
        keeper.keep(version)
        assert not keeper.flush()
    assert isinstance(keeper.state, NotSaved)
    assert keeper.state.journaled
    assert not keeper.close()


def files(state: StateFolder | None = None) -> list[Path]:
    return sorted((state or StateFolder()).path.glob("journals/*/*.journal"))


def test_the_state_is_where_the_variable_says_or_the_system_has_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path
) -> None:
    assert home in state_folder().parents
    monkeypatch.setenv("FOURAXIS_STATE", str(tmp_path / "state"))
    assert state_folder() == tmp_path / "state"


def test_what_could_not_be_saved_is_offered_at_the_next_start(path: Path) -> None:
    left_behind(path, named("one"), named("two"))
    journal = pending(path)
    assert journal is not None
    assert journal.session == named("two")
    assert journal.base == small()
    assert journal.fits
    assert not journal.in_place
    assert journal.count == 1
    assert journal.since <= journal.until
    assert journal.onto(read(path).session).session == named("two")
    (file,) = files()
    assert file == journal.path
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_journal_whose_file_changed_is_merged_and_not_applied(path: Path) -> None:
    left_behind(path, named("mine"))
    save(small(title="Theirs"), path, read(path).stamp)
    journal = pending(path)
    assert journal is not None
    assert not journal.fits
    merged = journal.onto(read(path).session)
    assert merged.conflicts == ()
    assert (merged.session.title, merged.session.organisation) == ("Theirs", "mine")


def test_without_a_journal_nothing_is_offered(path: Path) -> None:
    assert pending(path) is None
    assert files() == []


def test_the_journal_goes_when_the_file_caught_up(path: Path) -> None:
    disk = FailingDisk(2, sticky=True, code=errno.ENOSPC)
    keeper = SessionFile(read(path), disk=disk)
    keeper.keep(named("later"))
    assert not keeper.flush()
    assert len(files()) == 1
    assert pending(path) is None  # it is being written by a run that goes on
    disk.at = 0
    assert soon(lambda: isinstance(keeper.state, Saved))
    assert files() == []
    assert keeper.close()


def test_a_journal_that_was_taken_over_goes_once_its_changes_are_saved(path: Path) -> None:
    left_behind(path, named("typed"))
    journal = pending(path)
    assert journal is not None
    keeper = SessionFile(read(path))
    keeper.adopt(journal)
    keeper.keep(journal.onto(read(path).session).session)
    assert keeper.close()
    assert read(path).session == named("typed")
    assert files() == []


def test_a_journal_that_is_declined_stays_among_the_backups(path: Path) -> None:
    left_behind(path, named("declined"))
    journal = pending(path)
    assert journal is not None
    discard(journal)
    assert pending(path) is None
    backup, _ = Backups(path).list()
    assert read(backup.path).session == named("declined")


def test_a_journal_that_says_what_the_file_says_is_none(path: Path) -> None:
    left_behind(path, named("same"))
    save(named("same"), path, read(path).stamp)
    assert pending(path) is None


def test_a_version_is_kept_once_however_often_it_is_tried(path: Path) -> None:
    writer = JournalWriter(path, StateFolder())
    session = named("one")
    for second in (0, 30):
        when = datetime(2026, 11, 23, 9, 0, second, tzinfo=UTC)
        writer.append(dumps(session, when, "ann"), None, in_place=False)
    writer.leave()
    (file,) = files()
    assert len(file.read_text("utf-8").splitlines()) == 2  # who it is of, and the version


@pytest.mark.parametrize("cut", [1, 10, 200, 900])
def test_a_line_cut_short_costs_that_line_alone(path: Path, cut: int) -> None:
    left_behind(path, named("one"), named("two"))
    (file,) = files()
    data = file.read_bytes()
    file.write_bytes(data[:-cut])
    journal = pending(path)
    assert journal is not None
    assert journal.session == named("one" if cut > 1 else "two")


@pytest.mark.parametrize(
    "data", [b"", b"\0\0\0", b"null\n[]\n", b'{"session": 1}\n', b"[" * 100_000, b"\xff\xfe"]
)
def test_a_damaged_journal_is_passed_over(path: Path, data: bytes) -> None:
    left_behind(path, named("one"))
    (file,) = files()
    file.write_bytes(data)
    assert pending(path) is None
    assert file.exists()


@pytest.mark.parametrize("at", range(1, 6))
def test_a_failed_line_does_not_spoil_the_next(path: Path, at: int) -> None:
    state = StateFolder(disk=FailingDisk(5 + at))
    writer = JournalWriter(path, state)
    base = (digest(path.read_bytes()), path.read_bytes())
    for number in range(4):
        try:
            writer.append(written(named(f"version {number}")), base, in_place=False)
        except OSError:
            writer.append(written(named(f"version {number}")), base, in_place=False)
    writer.leave()
    journal = pending(path)
    assert journal is not None
    assert journal.session == named("version 3")
    assert journal.base == small()


@pytest.mark.long
def test_a_journal_does_not_grow_for_ever(path: Path) -> None:
    writer = JournalWriter(path, StateFolder())
    for number in range(30):
        long = {f"w-{n}": {"name": str(number), "description": "x" * 99_000} for n in range(9)}
        writer.append(written(small(workloads=long)), None, in_place=False)
    (file,) = files()
    assert file.stat().st_size < LIMIT + 2_000_000
    writer.clear()
    assert files() == []


def test_every_kind_of_failure_to_keep_a_journal_is_said(path: Path) -> None:
    state = StateFolder(disk=FailingDisk(1, sticky=True))
    disk = FailingDisk(2, sticky=True, code=errno.ENOSPC)
    keeper = SessionFile(read(path), disk=disk, local=state)
    keeper.keep(named("mine"))
    assert not keeper.flush()
    assert isinstance(keeper.state, NotSaved)
    assert not keeper.state.journaled
    keeper.close()
