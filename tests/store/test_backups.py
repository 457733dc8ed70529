"""Backups: what the file held, made in time, kept long enough, and had back under a new name."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fouraxis.store import delivery
from fouraxis.store.delivery import save
from fouraxis.store.faults import SaveFailed
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile, restore, versions
from fouraxis.store.state import DAYS, RECENT, Backups, StateFolder
from fouraxis.workshop.session import Session
from tests.store.failing import FailingDisk
from tests.store.samples import small, written

NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


def named(organisation: str) -> Session:
    return small(organisation=organisation)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "contoso.toml"
    save(small(), path, None)
    return path


def organisations(path: Path) -> list[str]:
    return [read(backup.path).session.organisation for backup in Backups(path).list()]


def saved(path: Path, *names: str) -> None:
    keeper = SessionFile(read(path))
    for name in names:
        keeper.keep(named(name))
        assert keeper.flush()
    assert keeper.close()


def test_before_the_first_save_of_a_run_the_file_is_backed_up(path: Path) -> None:
    saved(path, "one", "two")
    assert organisations(path) == ["Contoso"]
    saved(path, "three")
    assert organisations(path) == ["two", "Contoso"]
    (backup, _) = Backups(path).list()
    assert backup.path.stat().st_mode & 0o777 == 0o600


def test_after_ten_minutes_there_is_another(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "BACKUP_AFTER", 0.0)
    saved(path, "one", "two")
    assert organisations(path) == ["two", "one", "Contoso"]


def test_after_fifty_answers_there_is_another(path: Path) -> None:
    keeper = SessionFile(read(path))
    for number in range(1, 61):
        people = {f"p-{n}": {"name": f"Person {n}"} for n in range(number)}
        keeper.keep(small(participants=people))
        assert keeper.flush()
    assert keeper.close()
    counts = [len(read(one.path).session.participants) for one in Backups(path).list()]
    assert sorted(counts) == [1, 49]  # and the one who was there before left


def test_ten_recent_ones_and_one_a_day_are_kept(path: Path) -> None:
    backups = Backups(path)
    for day in range(40):
        for hour in range(3):
            at = NOON - timedelta(days=day, hours=hour)
            backups.add(f"{day} {hour}".encode(), at)
    backups.prune()
    kept = [backup.path.read_text() for backup in backups.list()]
    assert len(kept) == RECENT + DAYS - 4
    assert kept[:RECENT] == [f"{n // 3} {n % 3}" for n in range(RECENT)]
    assert kept[-1] == f"{DAYS - 1} 0"


def test_a_clock_that_jumps_removes_nothing(path: Path) -> None:
    backups = Backups(path)
    for day in range(12):
        backups.add(f"{day}".encode(), NOON + timedelta(days=day))
    backups.add(b"from the future", NOON + timedelta(days=40_000))
    backups.prune()
    assert len(backups.list()) == 13


def test_a_backup_that_fails_costs_no_save(path: Path) -> None:
    state = StateFolder(disk=FailingDisk(1, sticky=True))
    keeper = SessionFile(read(path), local=state)
    keeper.keep(named("saved"))
    assert keeper.close()
    assert read(path).session.organisation == "saved"


def test_a_backup_is_restored_under_a_new_name(path: Path) -> None:
    saved(path, "later")
    (version,) = versions(path)
    first, second = restore(version, path), restore(version, path)
    assert len({path, first, second}) == 3
    assert first.read_bytes() == version.data == second.read_bytes()
    assert first.name.startswith("contoso-from-2")
    assert read(path).session.organisation == "later"
    with pytest.raises(SaveFailed, match="gone"):
        restore(version, path.parent / "gone" / path.name)


def test_backups_are_found_after_the_file_got_another_name(path: Path) -> None:
    saved(path, "later")
    moved = path.with_name("renamed.toml")
    path.rename(moved)
    assert Backups(moved).list() == ()
    assert len(Backups(moved).related()) == 1
    moved.write_bytes(written(small(id="another")))
    assert Backups(moved).related() == ()


def test_whichever_step_of_a_backup_fails_nothing_half_is_left(path: Path) -> None:
    for number in range(1, 30):
        disk = FailingDisk(number)
        backups = Backups(path, StateFolder(path.parent / str(number), disk))
        try:
            backups.add(written(named("kept")))
        except OSError:
            assert all(read(one.path).session == named("kept") for one in backups.list())
        else:
            assert len(backups.list()) == 1
        if len(disk.steps) < number:
            return
    pytest.fail("a backup takes fewer steps than this")
