"""A session file that is written again and again: only over what it is known to hold.

One program at a time, and never a file that is read-only, newer, or changed by somebody else.
"""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import Message, noted
from fouraxis.disk import atomic
from fouraxis.disk.system import DISK, Disk, Stamp, digest, login
from fouraxis.store.faults import ChangedOutside, SaveFailed, SaveRefused, reason
from fouraxis.store.format import UnfaithfulError, Writer
from fouraxis.store.header import SIZE, header
from fouraxis.store.journal import JournalWriter
from fouraxis.store.migration import SCHEMA
from fouraxis.store.state import StateFolder
from fouraxis.store.toml_text import SIZE_LIMIT
from fouraxis.workshop.session import Session

KIND: Final = "turns"
LONGEST: Final = 2.0
"""The longest time to wait for another program, in seconds."""

_STEP: Final = 0.005


@contextmanager
def turn(place: Path, disk: Disk) -> Iterator[None]:
    """Be the only program on this machine that saves what this place stands for, if that can be."""
    held = _opened(place, disk)
    try:
        if held is not None:
            end = time.monotonic() + LONGEST
            while not _locked(held) and time.monotonic() < end:
                time.sleep(_STEP)
        yield
    finally:
        if held is not None:
            with suppress(OSError):
                os.close(held)  # lets go of the lock as well


def _opened(place: Path, disk: Disk) -> int | None:
    try:
        disk.make_folder(place.parent)
        return disk.append(place)
    except OSError:
        return None


def _locked(held: int) -> bool:
    """Try to have the file for this program alone; True as well where that cannot be."""
    try:
        try:
            import fcntl
        except ImportError:
            import msvcrt

            getattr(msvcrt, "locking")(held, 2, 1)  # noqa: B009  # it exists on Windows alone
        else:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        return error.errno not in (11, 13, 36)
    return True


IN_PLACE: Final = noted(
    "This file cannot be replaced where it is, so it is overwritten; "
    "a complete copy is put on this machine first."
)


class Target:
    """A session file that is saved again and again, by one writer.

    Args:
        path: the file; where it is a link, what it leads to is written.
        stamp: the file as it was loaded; None for one that must not exist yet.
        disk: what carries out each step.
        state: where the copies are that a save in the file's place needs.
        journal: the journal of this run, if there is one already.
    """

    def __init__(
        self,
        path: Path,
        stamp: Stamp | None,
        disk: Disk = DISK,
        state: StateFolder | None = None,
        journal: JournalWriter | None = None,
    ) -> None:
        self.path = path
        self.stamp = stamp
        self.data: bytes | None = None  # what the file held when it was loaded or saved last
        self.in_place = False
        self._disk = disk
        self._state = state or StateFolder()
        self._own_journal = journal is None
        self._journal = journal or JournalWriter(path, self._state)
        self._writer = Writer()
        self._ours: set[str] = set()
        self._own: Stamp | None = None  # of what was saved last by us, in our own schema
        self._by = login()
        self._turns: dict[Path, Path] = {}  # where the turn for the file itself is taken

    def save(self, session: Session, at: datetime | None = None, by: str | None = None) -> Stamp:
        """Save the session; on return it is on the medium, and `data` is what the file holds.

        Raises:
            SaveFailed: the disk did not take it.
            SaveRefused: the file is read-only, or of a newer fouraxis.
            ChangedOutside: the file is not the one that was loaded, or already exists.
        """
        at = at or datetime.now(UTC)
        try:
            data = self.dumps(session, at, by)
            if len(data) > SIZE_LIMIT:
                why = Message("it is larger than 16 MB and could not be opened again")
                raise SaveFailed(self.path, why)
            real = self._real()
            if real not in self._turns:
                self._turns = {real: self._state.place(KIND, real)}
            with turn(self._turns[real], self._state.disk):
                self.stamp = self._put(data, real)
        except (FileExistsError, atomic.Overtaken) as error:
            raise ChangedOutside(self.path) from error
        except atomic.NotFaithful as error:
            raise SaveFailed(self.path, error.why) from error
        except OSError as error:
            raise SaveFailed(self.path, reason(error)) from error
        except (UnfaithfulError, ValueError) as error:
            why = Message("its text did not read back as it should")
            raise SaveFailed(self.path, why) from error
        finally:
            if self._own_journal:  # what is left in it is for whoever opens the file next
                self._journal.leave()
        self._ours.clear()
        self._own, self.data = self.stamp, data
        return self.stamp

    def dumps(self, session: Session, at: datetime | None = None, by: str | None = None) -> bytes:
        """The bytes of the session's file, as a save would write them now.

        Raises:
            UnfaithfulError: the text does not read back as the session.
        """
        return self._writer.dumps(session, at or datetime.now(UTC), self._by if by is None else by)

    def load(self) -> bytes | None:
        """The bytes of the file, for `data`; None if it does not hold what was loaded any more."""
        try:
            data = self._disk.read(self.path)
        except OSError:
            return None
        if self.stamp is None or digest(data) != self.stamp.sha256:
            return None
        self.data = data
        return data

    def accept(self, stamp: Stamp) -> None:
        """What others put there was read, and is in what is saved next: it may be written over."""
        self.stamp = stamp

    def untouched(self) -> bool:
        """Whether the file looks just as it did when it was last read or saved."""
        try:
            return self.stamp is not None and self.stamp.fits(self._disk.stat(self.path))
        except OSError:
            return True  # what cannot be looked at cannot be read anew either

    def _real(self) -> Path:
        """The file itself, where the path is a link."""
        try:
            return self.path.resolve()
        except RuntimeError:  # Python up to 3.12 says so of links in a circle
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None

    def _put(self, data: bytes, real: Path) -> Stamp:
        """Bring the bytes to the file's place, by the way that this file allows."""
        looks = self._ready(real)
        self._ours.add(digest(data))
        if looks is None:
            return atomic.new_proven(real, data, self._disk)
        if not self.in_place and not atomic.stays_put(looks):
            with suppress(atomic.CannotReplace):
                mode = stat.S_IMODE(looks.st_mode)
                return atomic.replaced(real, data, mode, self._ours, self._disk)

        def keep(old: bytes) -> None:
            self._journal.append(data, (digest(old), old), in_place=True)

        stamp = atomic.in_place(real, data, self._ours, keep, self._disk)
        self._journal.clear()
        self.in_place = True
        return stamp

    def _ready(self, real: Path) -> os.stat_result | None:
        """See that the file may be written; None where there is no file."""
        try:
            looks = self._disk.stat(real)
        except FileNotFoundError:
            self._see_folder(real.parent)
            return None
        if self.stamp is not None:
            self._ours.add(self.stamp.sha256)
        if not self._ours or not stat.S_ISREG(looks.st_mode):
            raise ChangedOutside(self.path)
        # A replace that reported an error may have been carried out all the same.
        if (self.stamp is None or not self.stamp.fits(looks)) and (
            Stamp.of(looks, self._disk.read(real)).sha256 not in self._ours
        ):
            raise ChangedOutside(self.path)
        if not looks.st_mode & stat.S_IWUSR or not os.access(real, os.W_OK):
            advice = Message("Save a copy, or make it writable.")
            raise SaveRefused(self.path, Message("is read-only"), advice)
        if self.stamp is not self._own and header(self._disk.read(real, SIZE)).schema > SCHEMA:
            advice = Message("Save a copy, or update.")
            raise SaveRefused(self.path, Message("is of a newer fouraxis"), advice)
        return looks

    def _see_folder(self, folder: Path) -> None:
        """See that the folder of a file that is gone is still the folder it was in.

        Where a share or a stick went away, its empty mount point must not take the file.
        """
        device = self._disk.stat(folder).st_dev
        if self.stamp is not None and self.stamp.device != device:
            raise SaveFailed(self.path, Message("the disk or the share that it is on is gone"))


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
