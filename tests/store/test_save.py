"""A save leaves the old file or the new one, and is never called done before it is."""

import errno
import os
from pathlib import Path

import pytest

from fouraxis.disk.atomic import clear_leftovers
from fouraxis.disk.system import Disk, Stamp
from fouraxis.store.delivery import Target, save
from fouraxis.store.faults import ChangedOutside, SaveError, SaveFailed, SaveRefused
from fouraxis.store.read import read
from fouraxis.workshop.session import Session
from tests.store.failing import FailingDisk
from tests.store.samples import small, written

CODES = (errno.EIO, errno.ENOSPC, errno.EACCES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session file that was saved once."""
    path = tmp_path / "contoso.toml"
    save(small(), path, None)
    return path


def later() -> Session:
    return small(organisation="Contoso Ltd")


def content(path: Path) -> Session:
    return read(path).session


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_saved_session_is_on_disk_and_only_its_owner_can_read_it(path: Path) -> None:
    stamp = save(later(), path, read(path).stamp)
    assert content(path) == later()
    assert read(path).stamp == stamp
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(path.parent) == ["contoso.toml"]


@pytest.mark.parametrize("mode", [0o640, 0o644, 0o600])
def test_the_mode_of_a_file_is_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    save(later(), path, read(path).stamp)
    assert path.stat().st_mode & 0o777 == mode


def test_a_link_stays_a_link_and_its_target_is_written(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "link.toml"
    link.symlink_to(path)
    save(later(), link, read(link).stamp)
    assert link.is_symlink()
    assert content(path) == later()
    assert names(elsewhere) == ["link.toml"]


def test_a_file_that_changed_outside_is_not_overwritten(path: Path) -> None:
    stamp = read(path).stamp
    path.write_bytes(written(small(organisation="Theirs")))
    with pytest.raises(ChangedOutside, match="changed outside"):
        save(later(), path, stamp)
    assert content(path).organisation == "Theirs"
    assert names(path.parent) == ["contoso.toml"]


def test_a_file_that_was_only_touched_is_not_taken_for_changed(path: Path) -> None:
    stamp = read(path).stamp
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    os.utime(path, (1, 1))
    save(later(), path, stamp)
    assert content(path) == later()


def test_a_new_session_never_overwrites_a_file(path: Path) -> None:
    with pytest.raises(ChangedOutside):
        save(later(), path, None)
    assert content(path) == small()


def test_a_new_session_never_overwrites_a_file_that_appears_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"

    class Meanwhile(Disk):
        def sync(self, file: int) -> None:
            super().sync(file)
            path.write_text("theirs")

    with pytest.raises(ChangedOutside):
        save(small(), path, None, Meanwhile())
    assert path.read_text() == "theirs"
    assert names(tmp_path) == ["new.toml"]


def test_a_read_only_file_is_refused_with_what_to_do(path: Path) -> None:
    path.chmod(0o400)
    with pytest.raises(SaveRefused, match=r"read-only\. Save a copy"):
        save(later(), path, read(path).stamp)
    assert content(path) == small()


def test_a_file_of_a_newer_fouraxis_is_never_overwritten(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"schema = 2", b"schema = 3"))
    opened = read(path)
    with pytest.raises(SaveRefused, match="newer fouraxis"):
        save(opened.session, path, opened.stamp)
    assert path.read_bytes().startswith(b"schema = 3\n")


def test_a_file_that_was_removed_is_written_anew(path: Path) -> None:
    stamp = read(path).stamp
    path.unlink()
    save(later(), path, stamp)
    assert content(path) == later()


def test_an_empty_mount_point_does_not_take_the_file(path: Path) -> None:
    stamp = read(path).stamp
    path.unlink()
    other = Stamp(stamp.size, stamp.mtime_ns, stamp.inode, stamp.device + 1, stamp.sha256)
    with pytest.raises(SaveFailed, match="share that it is on is gone"):
        save(later(), path, other)
    assert names(path.parent) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "no space is left on the disk"),
        (errno.EACCES, "permission was denied"),
        (errno.EROFS, "the disk can only be read"),
        (errno.EIO, "the disk or the share reported an error"),
        (errno.EDQUOT, "the quota for this disk is used up"),
    ],
)
def test_a_failed_save_says_why_in_plain_words(path: Path, code: int, words: str) -> None:
    with pytest.raises(SaveFailed, match=words) as failed:
        save(later(), path, read(path).stamp, FailingDisk(2, sticky=True, code=code))
    assert failed.value.path == path
    assert str(failed.value.why) == words


def test_a_folder_that_is_gone_is_said_so(path: Path) -> None:
    stamp = read(path).stamp
    path.unlink()
    path.parent.rmdir()
    with pytest.raises(SaveFailed, match="the folder or file is gone"):
        save(later(), path, stamp)


def test_a_disk_that_gives_back_something_else_fails_the_save(path: Path) -> None:
    class Forgetful(Disk):
        def write(self, file: int, data: bytes) -> None:
            super().write(file, data[:-1] + b"?")

    with pytest.raises(SaveFailed, match="did not give back"):
        save(later(), path, read(path).stamp, Forgetful())
    assert content(path) == small()
    assert names(path.parent) == ["contoso.toml"]


@pytest.mark.long
def test_a_session_too_large_to_be_opened_again_is_not_saved(path: Path) -> None:
    note = "n" * 99_999
    many = {f"w-{n}": {"name": "w", "description": note} for n in range(170)}
    with pytest.raises(SaveFailed, match="larger than 16 MB"):
        save(small(workloads=many), path, read(path).stamp)
    assert content(path) == small()


def steps_of_a_save(path: Path) -> int:
    disk = FailingDisk()
    save(small(), path, read(path).stamp if path.exists() else None, disk)
    return len(disk.steps)


@pytest.mark.parametrize("carried_out", [False, True], ids=["undone", "carried-out"])
@pytest.mark.parametrize("sticky", [False, True], ids=["once", "for-ever"])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("exists", [True, False], ids=["old-file", "new-file"])
def test_whichever_step_fails_the_file_is_old_or_new_and_saved_is_no_lie(
    tmp_path: Path, exists: bool, code: int, sticky: bool, carried_out: bool
) -> None:
    probe = tmp_path / "probe.toml"
    if exists:
        save(small(), probe, None)
    count = steps_of_a_save(probe)
    assert count >= 7
    for number in range(1, count + 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "contoso.toml"
        stamp = save(small(), path, None) if exists else None
        disk = FailingDisk(number, sticky=sticky, code=code, carried_out=carried_out)
        target = Target(path, stamp, disk)
        try:
            target.save(later())
            saved = True
        except SaveError:
            saved = False
        if saved:
            assert content(path) == later()
        elif exists:
            assert content(path) in (small(), later())
        else:
            assert not path.exists() or content(path) == later()
        if not sticky:
            assert set(names(folder)) <= {"contoso.toml"}, disk.steps
        assert saved or number <= count

        disk.at = 0  # the disk is well again: the same target saves what could not be saved
        if not saved:
            target.save(later())
            assert content(path) == later()


def test_what_a_killed_run_left_behind_is_removed_after_a_day(path: Path) -> None:
    old, new = path.with_name(".fouraxis-1-ab.tmp"), path.with_name(".fouraxis-2-cd.tmp")
    old.write_text("x")
    new.write_text("x")
    os.utime(old, (1_000_000, 1_000_000))
    clear_leftovers(path.parent)
    assert names(path.parent) == [new.name, "contoso.toml"]
