"""Where a file cannot be replaced it is overwritten; a complete copy is on this machine first."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.language import tr
from fouraxis.disk.system import PAUSES, Disk
from fouraxis.store.delivery import IN_PLACE, Saved, State, Target, save
from fouraxis.store.faults import SaveError
from fouraxis.store.journal import pending
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile, open_file
from fouraxis.workshop.session import Session
from tests.store.failing import FailingDisk
from tests.store.samples import small


def later() -> Session:
    return small(organisation="Contoso Ltd", title="A longer title than the one before it was")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "sessions" / "contoso.toml"
    path.parent.mkdir()
    save(small(), path, None)
    return path


class NoRename(FailingDisk):
    """A disk on which no file can be put in another's place."""

    code_of_rename = errno.EBUSY

    def swap(self, source: Path, target: Path) -> bool:
        """Cannot."""
        return False

    def rename(self, source: Path, target: Path) -> None:
        """Cannot either."""
        raise OSError(self.code_of_rename, "no")


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EBUSY, errno.EPERM, errno.EACCES])
def test_a_file_that_cannot_be_replaced_is_overwritten(path: Path, code: int) -> None:
    before = path.stat().st_ino
    disk = NoRename()
    disk.code_of_rename = code
    save(later(), path, read(path).stamp, disk)
    assert read(path).session == later()
    assert path.stat().st_ino == before
    assert pending(path) is None
    assert [file.name for file in path.parent.iterdir()] == ["contoso.toml"]


def test_a_folder_that_takes_no_new_file_lets_its_files_be_saved(path: Path) -> None:
    class Closed(Disk):
        def create(self, path: Path) -> int:
            raise PermissionError(errno.EACCES, "no")

    save(later(), path, read(path).stamp, Closed())
    assert read(path).session == later()


def test_a_file_with_two_names_keeps_both(path: Path) -> None:
    other = path.with_name("other.toml")
    os.link(path, other)
    stamp = save(later(), path, read(path).stamp)
    assert read(other).session == later()
    save(small(), path, stamp)
    assert other.samefile(path)
    assert path.stat().st_size == len(path.read_bytes())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_owner_stays_theirs(path: Path) -> None:
    os.chown(path, 1234, 1234)
    save(later(), path, read(path).stamp)
    assert path.stat().st_uid == 1234
    assert read(path).session == later()


def sharing_violations(times: int) -> Disk:
    class Windows(Disk):
        waits: list[float] = []
        left = times

        def swap(self, source: Path, target: Path) -> bool:
            return False

        def rename(self, source: Path, target: Path) -> None:
            if Windows.left:
                Windows.left -= 1
                error = PermissionError(errno.EACCES, "in use")
                error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
                raise error
            super().rename(source, target)

        def wait(self, seconds: float) -> None:
            Windows.waits.append(seconds)

    return Windows()


@pytest.mark.parametrize("times", [1, 7])
def test_a_file_in_use_for_a_moment_is_replaced_after_some_tries(path: Path, times: int) -> None:
    before = path.stat().st_ino
    disk: Any = sharing_violations(times)
    save(later(), path, read(path).stamp, disk)
    assert disk.waits == list(PAUSES[:times])
    assert path.stat().st_ino != before
    assert read(path).session == later()


def test_a_file_in_use_for_long_is_overwritten_after_eight_tries_in_three_seconds(
    path: Path,
) -> None:
    before = path.stat().st_ino
    disk: Any = sharing_violations(8)
    save(later(), path, read(path).stamp, disk)
    assert len(disk.waits) == 7
    assert 2.5 < sum(disk.waits) < 3.5
    assert path.stat().st_ino == before
    assert read(path).session == later()


def test_it_is_said_that_a_file_is_overwritten(path: Path) -> None:
    states: list[State | None] = []
    keeper = SessionFile(read(path), lambda: states.append(keeper.state), disk=NoRename())
    for name in ("one", "two"):
        keeper.keep(small(organisation=name))
        assert keeper.flush()
    assert keeper.close()
    notes = [state.note for state in states if isinstance(state, Saved)]
    assert notes == [tr(IN_PLACE)] * len(notes)
    assert notes


def test_a_change_from_outside_is_not_overwritten(path: Path) -> None:
    stamp = read(path).stamp

    class Meanwhile(NoRename):
        def create(self, path: Path) -> int:
            save(small(organisation="theirs"), path.with_name("contoso.toml"), stamp)
            raise PermissionError(errno.EACCES, "no")

    with pytest.raises(SaveError, match="changed outside"):
        save(later(), path, stamp, Meanwhile())
    assert read(path).session.organisation == "theirs"


@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_whichever_step_fails_the_old_or_the_new_session_can_be_opened(
    path: Path, code: int, sticky: bool
) -> None:
    for number in range(1, 40):
        save(small(), path, read(path).stamp)
        disk = NoRename(number, sticky=sticky, code=code)
        target = Target(path, read(path).stamp, disk)
        try:
            target.save(later())
            saved = True
        except SaveError:
            saved = False
        opened = open_file(path)
        assert opened.session in ((later(),) if saved else (small(), later()))
        assert not opened.as_stamped or read(path).session == opened.session
        save(small(organisation="and on"), path, opened.stamp)
        if len(disk.steps) < number:
            assert saved
            return
    pytest.fail("a save takes fewer steps than this")


Tear = Callable[[bytes, bytes], bytes]
TEARS: dict[str, Tear] = {
    "nothing": lambda old, new: old,
    "emptied": lambda old, new: b"",
    "begun": lambda old, new: new[:100] + old[100:],
    "half": lambda old, new: new[: len(new) // 2] + old[len(new) // 2 :],
    "longer": lambda old, new: new + old[-40:],
    "zeros": lambda old, new: new[:200] + b"\0" * 300,
    "all": lambda old, new: new,
}


@pytest.mark.parametrize("tear", TEARS)
def test_a_save_that_a_crash_cut_short_is_completed_on_opening(path: Path, tear: str) -> None:
    old = path.read_bytes()

    class Crash(NoRename):
        def reserve(self, file: int, size: int) -> None:
            raise KeyboardInterrupt

    target = Target(path, read(path).stamp, Crash())
    with pytest.raises(KeyboardInterrupt):
        target.save(later())
    new = target.dumps(later())
    path.write_bytes(TEARS[tear](old, new))
    opened = open_file(path)
    if tear == "nothing":  # it was not called saved, and is offered
        journal = pending(path)
        assert journal is not None
        assert journal.session == later()
    else:
        assert opened.session == later()
    save(later(), path, opened.stamp)
    assert read(path).session == later()
    assert pending(path) is None
