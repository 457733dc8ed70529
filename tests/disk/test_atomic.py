"""A file is written whole or not at all, whatever step of the system fails."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fouraxis.disk import atomic
from fouraxis.disk.system import Disk
from tests.store.failing import FailingDisk

WAYS: dict[str, Callable[[Path, Disk], object]] = {
    "new": lambda path, disk: atomic.new(path, [b"n", b"ew"], disk),
    "new, proven": lambda path, disk: atomic.new_proven(path, b"new", disk),
    "over": lambda path, disk: atomic.over(path, [b"n", b"ew"], disk),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_step_that_fails_leaves_no_half_of_a_file(tmp_path: Path, way: str) -> None:
    step, ended = 0, False
    while not ended:
        step += 1
        folder = tmp_path / str(step)
        folder.mkdir()
        path = folder / "a.txt"
        if way == "over":
            path.write_bytes(b"old")
        disk = FailingDisk(step, code=errno.ENOSPC)
        try:
            WAYS[way](path, disk)
        except OSError as error:
            assert error.errno == errno.ENOSPC
        ended = len(disk.steps) < step
        assert {file.name for file in folder.iterdir()} <= {"a.txt"}
        if path.exists():
            assert path.read_bytes() in (b"new", b"old")
    assert step >= 5


def test_only_its_owner_can_read_what_is_new(tmp_path: Path) -> None:
    atomic.new(path := tmp_path / "a.txt", [b"x"])
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_not_touched_by_something_new(tmp_path: Path) -> None:
    (path := tmp_path / "a.txt").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        atomic.new(path, [b"x"])
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.txt", b"mine")]


def test_pieces_that_break_off_leave_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        atomic.over(tmp_path / "a.txt", pieces())
    assert os.listdir(tmp_path) == []  # noqa: PTH208
