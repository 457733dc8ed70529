"""One save: the file on disk is the old one or the new one, whole, at every moment.

The session becomes bytes that were read back and compared; these go to a temporary file beside the
target, reach the medium, are read back again, and take the target's place in one step.
"""

import errno
import getpass
import os
import stat
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.store.disk import DISK, Disk
from fouraxis.store.faults import ChangedOutside, SaveFailed, SaveRefused, reason
from fouraxis.store.file import Stamp
from fouraxis.store.guard import SIZE_LIMIT
from fouraxis.store.header import SIZE, header
from fouraxis.store.migrations import SCHEMA
from fouraxis.store.writer import UnfaithfulError, Writer
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import one_line

TEMPORARY: Final = (".fouraxis-", ".tmp")
"""How the names of our temporary files begin and end."""

_LEFT_BEHIND: Final = 86_400.0


def login() -> str:
    """Who saves: the name that the system knows this person by."""
    try:
        return one_line(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return "unknown"


class Target:
    """A session file that is saved again and again, by one writer.

    Args:
        path: the file; where it is a link, what it leads to is written.
        stamp: the file as it was loaded; None for one that must not exist yet.
        disk: what carries out each step.
    """

    def __init__(self, path: Path, stamp: Stamp | None, disk: Disk = DISK) -> None:
        self.path = path
        self.stamp = stamp
        self._disk = disk
        self._writer = Writer()
        self._tried: set[str] = set()

    def save(self, session: Session, at: datetime | None = None, by: str | None = None) -> Stamp:
        """Save the session; on return it is on the medium.

        Raises:
            SaveFailed: the disk did not take it; the file is whole, and it can be tried again.
            SaveRefused: the file is read-only, or of a newer fouraxis.
            ChangedOutside: the file is not the one that was loaded; it was not touched.
        """
        at = at or datetime.now(UTC)
        try:
            data = self._writer.dumps(session, at, login() if by is None else by)
            if len(data) > SIZE_LIMIT:
                raise SaveFailed(self.path, "it is larger than 16 MB and could not be opened again")
            real = self._real()
            mode = self._ready(real)
            self.stamp = self._put(data, real, mode)
        except FileExistsError as error:
            raise ChangedOutside(self.path) from error
        except OSError as error:
            raise SaveFailed(self.path, reason(error)) from error
        except (UnfaithfulError, ValueError) as error:
            raise SaveFailed(self.path, "its text did not read back as it should") from error
        self._tried.clear()
        return self.stamp

    def _real(self) -> Path:
        """The file itself, where the path is a link."""
        try:
            return self.path.resolve()
        except RuntimeError:  # Python up to 3.12 says so of links in a circle
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None

    def _ready(self, real: Path) -> int | None:
        """See that the file may be written; its mode, or None where there is no file."""
        try:
            known = self._disk.stat(real)
        except FileNotFoundError:
            self._see_folder(real.parent)
            return None
        if self.stamp is None and not self._tried:
            raise ChangedOutside(self.path)
        if not stat.S_ISREG(known.st_mode):
            raise ChangedOutside(self.path)
        if self.stamp is None or not self.stamp.fits(known):
            mine = Stamp.of(known, self._disk.read(real)).sha256
            # A replace that reported an error may have been carried out all the same.
            if mine not in self._tried and (self.stamp is None or mine != self.stamp.sha256):
                raise ChangedOutside(self.path)
        if not known.st_mode & stat.S_IWUSR or not os.access(real, os.W_OK):
            raise SaveRefused(self.path, "is read-only", "Save a copy, or make it writable.")
        if header(self._disk.read(real, SIZE)).schema > SCHEMA:
            raise SaveRefused(self.path, "is of a newer fouraxis", "Save a copy, or update.")
        return stat.S_IMODE(known.st_mode)

    def _see_folder(self, folder: Path) -> None:
        """See that the folder of a file that is gone is still the folder it was in.

        Where a share or a stick went away, its empty mount point must not take the file.
        """
        device = self._disk.stat(folder).st_dev
        if self.stamp is not None and self.stamp.device != device:
            raise SaveFailed(self.path, "the disk or the share that it is on is gone")

    def _put(self, data: bytes, real: Path, mode: int | None) -> Stamp:
        """Bring the bytes to the file's place by way of a temporary file."""
        disk = self._disk
        start, end = TEMPORARY
        temporary = real.with_name(f"{start}{os.getpid()}-{os.urandom(6).hex()}{end}")
        file = disk.create(temporary)
        try:
            try:
                if mode is not None:
                    self._keep_mode(temporary, mode)
                disk.write(file, data)
                disk.sync(file)
            finally:
                disk.close(file)
            known = disk.stat(temporary)
            if disk.read(temporary) != data:
                raise SaveFailed(self.path, "the disk did not give back what was written")
            stamp = Stamp.of(known, data)
            self._tried.add(stamp.sha256)
            if mode is None:
                disk.move(temporary, real)
            else:
                disk.replace(temporary, real)
        except BaseException:
            with suppress(OSError):
                disk.remove(temporary)
            raise
        disk.sync_folder(real.parent)
        return stamp

    def _keep_mode(self, temporary: Path, mode: int) -> None:
        try:
            self._disk.permit(temporary, mode)
        except OSError as error:  # FAT and some shares know no modes
            if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.EACCES}:
                raise


def save(session: Session, path: Path, stamp: Stamp | None, disk: Disk = DISK) -> Stamp:
    """Save a session once.

    Args:
        session: what to save.
        path: its file.
        stamp: the file as it was loaded; None for one that must not exist yet.
        disk: what carries out each step.

    Raises:
        SaveFailed, SaveRefused, ChangedOutside: as `Target.save`.
    """
    return Target(path, stamp, disk).save(session)


def clear_leftovers(folder: Path, disk: Disk = DISK) -> None:
    """Remove temporary files that a killed run left behind more than a day ago."""
    start, end = TEMPORARY
    with suppress(OSError):
        for path in folder.glob(f"{start}*{end}"):
            if time.time() - disk.stat(path).st_mtime > _LEFT_BEHIND:
                disk.remove(path)
