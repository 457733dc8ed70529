"""A lock says who has a session open, and never stands in the way when it cannot be trusted."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fouraxis.disk.system import alive, host
from fouraxis.store.session_file import Lock, LockedBy
from tests.store.failing import FailingDisk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contoso.toml"


def dead_pid() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


def held_by(path: Path, **who: Any) -> None:
    now = datetime.now(UTC).isoformat()
    told = {"user": "bo", "host": "elsewhere", "pid": 1, "at": now, **who}
    path.with_name(f".{path.name}.lock").write_text(json.dumps(told))


def test_a_lock_names_who_holds_it_and_goes_when_released(path: Path) -> None:
    lock = Lock(path).acquire()
    assert lock.held
    said = json.loads((path.parent / ".contoso.toml.lock").read_text())
    assert (said["host"], said["pid"]) == (host(), os.getpid())
    assert set(said) == {"user", "host", "pid", "at"}
    assert lock.file.stat().st_mode & 0o777 == 0o600
    lock.release()
    assert [file.name for file in path.parent.iterdir()] == []


@pytest.mark.parametrize("who", [{}, {"host": host(), "pid": os.getppid()}])
def test_a_session_that_somebody_has_open_is_said_to_be(path: Path, who: dict[str, Any]) -> None:
    held_by(path, **who)
    with pytest.raises(LockedBy, match="is open by bo on ") as locked:
        Lock(path).acquire()
    assert locked.value.holder.user == "bo"
    lock = Lock(path)
    lock.takeover()
    assert lock.held
    assert Lock(path).holder() is None


def test_a_lock_whose_program_is_gone_is_taken_without_a_word(path: Path) -> None:
    held_by(path, host=host(), pid=dead_pid())
    assert Lock(path).acquire().held


def test_a_lock_of_another_machine_is_believed_for_a_day(path: Path) -> None:
    held_by(path, at=(datetime.now(UTC) - timedelta(hours=23)).isoformat())
    assert Lock(path).holder() is not None
    held_by(path, at=(datetime.now(UTC) - timedelta(hours=25)).isoformat())
    assert Lock(path).acquire().held


@pytest.mark.parametrize(
    "garbled",
    [
        b"",
        b"\0\xff",
        b"null",
        b"[]",
        b"[" * 4000,
        b'{"user": 1}',
        b'{"user": "a", "host": "b", "pid": "c", "at": "d"}',
        b'{"user": "a", "host": "b", "pid": 1, "at": "2026-11-23"}',
        b'{"user": [], "host": {}, "pid": 1, "at": "2026-11-23T00:00:00+00:00"}',
    ],
)
def test_a_garbled_lock_never_blocks(path: Path, garbled: bytes) -> None:
    path.with_name(".contoso.toml.lock").write_bytes(garbled)
    assert Lock(path).acquire().held


def test_who_took_a_lock_over_keeps_it_when_the_first_one_leaves(path: Path) -> None:
    first = Lock(path).acquire()
    held_by(path)
    first.release()
    assert Lock(path).holder() is not None
    assert not first.held


def test_a_folder_that_takes_no_lock_can_be_worked_in(path: Path) -> None:
    for number in range(1, 6):
        lock = Lock(path, FailingDisk(number, sticky=True)).acquire()
        lock.release()
        assert not lock.held


def test_names_in_a_lock_are_made_fit_to_store(path: Path) -> None:
    held_by(path, user="\x1b[31m" + "x" * 1000)
    holder = Lock(path).holder()
    assert holder is not None
    assert "\x1b" not in holder.user
    assert len(holder.user) == 100


def test_who_is_alive_is_known() -> None:
    assert alive(os.getpid())
    assert not alive(dead_pid())
    assert not any(map(alive, (0, -1, 2**31, 2**70)))
