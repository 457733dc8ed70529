"""One save: the file on disk is the old one or the new one, whole, at every moment.

By a temporary file beside it, or where that cannot be, in its place; one program at a time. Either
way there is a complete copy on the medium before the file itself is touched, and what is called
done was read back.
"""

import errno
import os
import stat
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.store.disk import DISK, SHARING, Disk, digest, host, login
from fouraxis.store.faults import ChangedOutside, SaveFailed, SaveRefused, reason
from fouraxis.store.format import SCHEMA, UnfaithfulError, Writer
from fouraxis.store.header import SIZE, header
from fouraxis.store.journal import JournalWriter
from fouraxis.store.names import file_name
from fouraxis.store.read import Stamp
from fouraxis.store.state import StateFolder
from fouraxis.store.toml_text import SIZE_LIMIT
from fouraxis.workshop.session import Session

TEMPORARY: Final = (".fouraxis-", ".tmp")
"""How the names of our temporary files begin and end."""

_NO_MODES: Final = {errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.EACCES}
_STAYS: Final = {errno.EACCES, errno.EPERM, errno.EXDEV, errno.EBUSY}


class NotFaithful(OSError):
    """The disk did not give back what was written."""

    def __init__(self) -> None:
        super().__init__(errno.EIO, tr("the disk did not give back what was written"))


class Overtaken(Exception):
    """Somebody else changed the file in this very moment; theirs is in its place."""


class CannotReplace(Exception):
    """This file or folder does not let the file be replaced; nothing was done."""


def stays_put(known: os.stat_result) -> bool:
    """Whether a file must be written in its place: a new one would not be the same to others."""
    other_owner = hasattr(os, "geteuid") and known.st_uid != os.geteuid()
    return known.st_nlink > 1 or other_owner


def new(data: bytes, real: Path, disk: Disk, ours: set[str]) -> Stamp:
    """Put the bytes where there is no file yet; they are added to `ours`.

    Raises:
        FileExistsError: there is one by now; it was not touched.
        OSError: it failed; there is no file, or a whole one.
    """
    temporary, stamp = _written(data, real, None, disk)
    try:
        ours.add(stamp.sha256)
        disk.move(temporary, real)
    except BaseException:
        _discard(temporary, disk)
        raise
    disk.sync_folder(real.parent)
    return stamp


def replaced(
    data: bytes,
    real: Path,
    mode: int,
    disk: Disk,
    ours: set[str],
) -> Stamp:
    """Put the bytes in the place of a file that holds one of `ours`, to which they are added.

    Raises:
        Overtaken: it held something else at the last moment.
        CannotReplace: this file has to be written in its place.
        OSError: it failed; the file is the old one or the new one.
    """
    try:
        temporary, stamp = _written(data, real, mode, disk)
    except OSError as error:
        if error.errno in _STAYS:
            raise CannotReplace from error
        raise
    may_go = set(ours)
    ours.add(stamp.sha256)
    try:
        exchanged = _in(real, temporary, disk)
    except OSError as error:
        _discard_known(temporary, {*may_go, stamp.sha256}, disk)
        if error.errno in _STAYS or getattr(error, "winerror", None) in SHARING:
            raise CannotReplace from error
        raise
    if exchanged:
        _see(temporary, real, data, may_go, disk)
    disk.sync_folder(real.parent)
    return stamp


def _in(real: Path, temporary: Path, disk: Disk) -> bool:
    """Bring the temporary file in; whether the old one is now where it was."""
    if disk.swap(temporary, real):
        return True
    disk.replace(temporary, real)
    return False


def _see(old: Path, real: Path, data: bytes, may_go: Collection[str], disk: Disk) -> None:
    """Look at what was replaced; if nobody knew it, put it back."""
    try:
        found = disk.read(old)
    except OSError:
        found = disk.read(old)  # once more: what cannot be looked at must not be removed
    if digest(found) in may_go:
        _discard(old, disk)
        return
    disk.swap(old, real)
    if disk.read(old) == data:
        _discard(old, disk)
    else:  # a third writer came between: its version is kept as one more copy
        at = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        name = file_name(f"{real.stem} (conflicted copy {host()} {at})", ())
        disk.move(old, real.with_name(f"{real.stem}-{name}"))
    raise Overtaken


def in_place(data: bytes, real: Path, ours: set[str], disk: Disk, journal: JournalWriter) -> Stamp:
    """Overwrite a file that holds one of `ours` with the bytes, which are in the journal first.

    Raises:
        Overtaken: the file holds none of `ours`.
        OSError: it failed; the file is the old one, unless writing it back failed as well: then
            the journal has the new one.
    """
    old = disk.read(real)
    if digest(old) not in ours:
        raise Overtaken
    ours.add(digest(data))
    journal.append(data, (digest(old), old), in_place=True)
    file = disk.overwrite(real)
    try:
        try:
            disk.reserve(file, max(len(data), len(old)))
            disk.write(file, data)
            disk.truncate(file, len(data))
            disk.sync(file)
        finally:
            disk.close(file)
        if disk.read(real) != data:
            raise NotFaithful
    except OSError:
        with suppress(OSError):
            _back(old, real, disk)
        raise
    stamp = Stamp.of(disk.stat(real), data)
    journal.clear()
    return stamp


def _back(old: bytes, real: Path, disk: Disk) -> None:
    """Write back what was there."""
    file = disk.overwrite(real)
    try:
        disk.write(file, old)
        disk.truncate(file, len(old))
        disk.sync(file)
    finally:
        disk.close(file)


def _written(data: bytes, real: Path, mode: int | None, disk: Disk) -> tuple[Path, Stamp]:
    """A temporary file beside the real one that holds the bytes, on the medium and read back."""
    start, end = TEMPORARY
    temporary = real.with_name(f"{start}{os.getpid()}-{os.urandom(6).hex()}{end}")
    file = disk.create(temporary)
    try:
        try:
            if mode is not None:
                _keep_mode(temporary, mode, disk)
            disk.write(file, data)
            disk.sync(file)
        finally:
            disk.close(file)
        known = disk.stat(temporary)
        if disk.read(temporary) != data:
            raise NotFaithful
    except BaseException:
        _discard(temporary, disk)
        raise
    return temporary, Stamp.of(known, data)


def _keep_mode(temporary: Path, mode: int, disk: Disk) -> None:
    try:
        disk.permit(temporary, mode)
    except OSError as error:  # FAT and some shares know no modes
        if error.errno not in _NO_MODES:
            raise


def _discard_known(temporary: Path, known: Collection[str], disk: Disk) -> None:
    """Remove what is where the temporary file was, unless it is something that nobody knows.

    An exchange that reported an error may have been carried out all the same.
    """
    with suppress(OSError):
        if digest(disk.read(temporary)) in known:
            _discard(temporary, disk)


def _discard(temporary: Path, disk: Disk) -> None:
    for _ in range(2):
        try:
            return disk.remove(temporary)
        except OSError:
            continue


KIND: Final = "turns"
LONGEST: Final = 2.0
"""The longest time to wait for another program, in seconds."""

_STEP: Final = 0.005


@contextmanager
def turn(file: Path, state: StateFolder) -> Iterator[None]:
    """Be the only program on this machine that saves this file, if that can be."""
    held = _opened(file, state)
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


def _opened(file: Path, state: StateFolder) -> int | None:
    try:
        place = state.place(KIND, file)
        state.disk.make_folder(place.parent)
        return state.disk.append(place)
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
_LEFT_BEHIND: Final = 86_400.0


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
        self.data: bytes | None = None
        self.in_place = False
        self._disk = disk
        self._state = state or StateFolder()
        self._own_journal = journal is None
        self._journal = journal or JournalWriter(path, self._state)
        self._writer = Writer()
        self._ours: set[str] = set()

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
                why = tr("it is larger than 16 MB and could not be opened again")
                raise SaveFailed(self.path, why)
            real = self._real()
            with turn(real, self._state):
                self.stamp = self._put(data, real)
        except (FileExistsError, Overtaken) as error:
            raise ChangedOutside(self.path) from error
        except NotFaithful as error:
            raise SaveFailed(self.path, str(error.strerror)) from error
        except OSError as error:
            raise SaveFailed(self.path, reason(error)) from error
        except (UnfaithfulError, ValueError) as error:
            why = tr("its text did not read back as it should")
            raise SaveFailed(self.path, why) from error
        finally:
            if self._own_journal:  # what is left in it is for whoever opens the file next
                self._journal.leave()
        self._ours.clear()
        self.data = data
        return self.stamp

    def dumps(self, session: Session, at: datetime | None = None, by: str | None = None) -> bytes:
        """The bytes of the session's file, as a save would write them now.

        Raises:
            UnfaithfulError: the text does not read back as the session.
        """
        return self._writer.dumps(session, at or datetime.now(UTC), login() if by is None else by)

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
        known = self._ready(real)
        if known is None:
            return new(data, real, self._disk, self._ours)
        mode = stat.S_IMODE(known.st_mode)
        if not self.in_place and not stays_put(known):
            with suppress(CannotReplace):
                return replaced(data, real, mode, self._disk, self._ours)
        stamp = in_place(data, real, self._ours, self._disk, self._journal)
        self.in_place = True
        return stamp

    def _ready(self, real: Path) -> os.stat_result | None:
        """See that the file may be written; None where there is no file."""
        try:
            known = self._disk.stat(real)
        except FileNotFoundError:
            self._see_folder(real.parent)
            return None
        if self.stamp is not None:
            self._ours.add(self.stamp.sha256)
        if not self._ours or not stat.S_ISREG(known.st_mode):
            raise ChangedOutside(self.path)
        # A replace that reported an error may have been carried out all the same.
        if (self.stamp is None or not self.stamp.fits(known)) and (
            Stamp.of(known, self._disk.read(real)).sha256 not in self._ours
        ):
            raise ChangedOutside(self.path)
        if not known.st_mode & stat.S_IWUSR or not os.access(real, os.W_OK):
            advice = tr("Save a copy, or make it writable.")
            raise SaveRefused(self.path, tr("is read-only"), advice)
        if header(self._disk.read(real, SIZE)).schema > SCHEMA:
            advice = tr("Save a copy, or update.")
            raise SaveRefused(self.path, tr("is of a newer fouraxis"), advice)
        return known

    def _see_folder(self, folder: Path) -> None:
        """See that the folder of a file that is gone is still the folder it was in.

        Where a share or a stick went away, its empty mount point must not take the file.
        """
        device = self._disk.stat(folder).st_dev
        if self.stamp is not None and self.stamp.device != device:
            raise SaveFailed(self.path, tr("the disk or the share that it is on is gone"))


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
