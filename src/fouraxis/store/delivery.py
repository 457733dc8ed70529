"""The way of a session to its file, and what has become of it on that way.

What others put into the file is merged, and what it held is backed up. It is written only over what
it is known to hold: one program at a time, and never a file that is read-only, newer, or changed by
somebody else.
"""

import errno
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import Message, noted, tr
from fouraxis.disk import atomic
from fouraxis.disk.system import DISK, Disk, Stamp, copy_beside, digest, login
from fouraxis.store.faults import (
    ONCE,
    SIZE_LIMIT,
    ChangedOutside,
    SaveError,
    SaveFailed,
    SaveRefused,
    SessionFileError,
    reason,
)
from fouraxis.store.format import SCHEMA, UnfaithfulError, Writer, count, loads
from fouraxis.store.header import SIZE, header
from fouraxis.store.journal import Journal, JournalWriter, discard
from fouraxis.store.merge import Choice, Conflict, Merged, merge, resolve, same_content
from fouraxis.store.read import Opened, read
from fouraxis.store.state import Backups, StateFolder
from fouraxis.workshop import seal
from fouraxis.workshop.session import Session, SessionPath

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
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

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

    def gone(self) -> bool:
        """Whether there is no file any more in its place, where there was one."""
        if self.stamp is None:
            return False
        try:
            self._disk.stat(self.path)
        except FileNotFoundError:
            return True
        except OSError:
            pass  # whether it is there cannot be told, and the next save will say why
        return False

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
    return _once(Target(path, stamp, disk), session)


def _once(target: Target, session: Session) -> Stamp:
    """Save to a file once: where that fails, nobody tries it again."""
    try:
        return target.save(session)
    except SaveFailed as error:
        raise SaveFailed(error.path, error.why, ONCE) from error


class Unusable(SaveError):
    """The file on disk was changed and cannot be merged with. It is left as it is."""


class Disputed(SaveError):
    """Others changed the same answers: `merged` has the conflicts. The file was not touched."""

    def __init__(self, path: Path, merged: Merged) -> None:
        advice = Message("Choose between yours and theirs.")
        super().__init__(path, Message("was changed outside"), advice)
        self.merged = merged


@dataclass(frozen=True, slots=True)
class Saving:
    """The newest session is not on the medium yet: its save is under way or about to begin."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The newest session is on the medium since `at`.

    `note` is something to be said, such as that the file had to be written in its place.
    """

    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The newest session is not in the file: `why`, and what to do (`advice`); it is tried again.

    `changed_outside`: the file is another one now, which cannot be merged with; it is left alone.
    `journaled`: everything typed since is in the journal on this machine.
    `copy`: everything typed since is in this file.
    `unchanged`: nothing was answered since that the file does not have.
    """

    why: Message
    advice: Message
    changed_outside: bool = False
    journaled: bool = False
    copy: Path | None = None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Conflicting(NotSaved):
    """Somebody else changed the same answers: nothing is saved until the conflicts are resolved."""

    conflicts: tuple[Conflict, ...] = ()
    merged: Merged | None = field(default=None, compare=False)


State = Saving | Saved | NotSaved


def not_saved(error: Exception) -> NotSaved:
    """The state after a save that ended in this error."""
    if isinstance(error, Disputed):
        merged = error.merged
        why = Message.counted(
            len(merged.conflicts),
            "{count} answer changed here and outside",
            "{count} answers changed here and outside",
        )
        return Conflicting(why, error.advice, conflicts=merged.conflicts, merged=merged)
    if isinstance(error, SaveFailed):
        return NotSaved(error.why, error.advice)
    if isinstance(error, SaveError):
        outside = isinstance(error, ChangedOutside | Unusable)
        return NotSaved(Message("the file {what}", what=error.what), error.advice, outside)
    # Whatever else may go wrong must not end the saving: nothing would be saved any more.
    why = Message("an unexpected fault ({name})", name=type(error).__name__)
    return NotSaved(why, Message("Save a copy."))


BACKUP_AFTER: Final = 600.0
"""Seconds between two backups of a session that is being worked on."""

BACKUP_ANSWERS: Final = 50
"""Answers between two backups, if that comes first."""

_ROUNDS: Final = 8


class Sides:
    """The session of the application, the one in the file, and what both began from.

    Args:
        base: the session that was loaded; None where that is not known.
    """

    def __init__(self, base: Session | None) -> None:
        self._common = base
        self._file = base
        self._apart = False
        self._choices: dict[SessionPath, tuple[Conflict, Choice]] = {}

    @property
    def common(self) -> Session | None:
        """The version of the application that is in the file; None if there is none."""
        return self._common

    def merged(self, session: Session) -> Merged | None:
        """The session and what is in the file as one; None if there is nothing but the session."""
        if not self._apart or self._file is None:
            return None
        merged = merge(self._common, session, self._file)
        chosen = {
            conflict.path: self._choices[conflict.path][1]
            for conflict in merged.conflicts
            if conflict.path in self._choices and self._choices[conflict.path][0] == conflict
        }
        return resolve(merged, chosen) if chosen else merged

    def choose(
        self, conflicts: tuple[Conflict, ...], choices: Mapping[SessionPath, Choice]
    ) -> None:
        """Settle conflicts that were shown; a conflict that is another one by now is shown anew."""
        shown = {conflict.path: conflict for conflict in conflicts}
        self._choices |= {p: (shown[p], choice) for p, choice in choices.items() if p in shown}

    def arrived(self, session: Session) -> None:
        """The file holds this session now, which somebody else put there."""
        self._file, self._apart = session, True

    def delivered(self, session: Session, whole: Session) -> None:
        """The file holds `whole` now, in which `session` is."""
        self._common, self._file = session, whole
        self._apart = whole is not session
        self._choices.clear()

    def taken_over(self, merged: Merged) -> None:
        """The application took over what came of a merge: its next version goes on from there."""
        self._common = merged.session
        self._apart = self._file is not merged.session


class BackupPlan:
    """Backups of one file where they are due: before it is first written, then now and again."""

    def __init__(self, path: Path, state: StateFolder) -> None:
        self._backups = Backups(path, state)
        self._last: tuple[float, Session] | None = None

    def add(self, data: bytes | None) -> bool:
        """Keep these bytes; whether they are kept."""
        if data is None:
            return False
        try:
            self._backups.add(data)
        except OSError:
            return False
        return True

    def before(self, data: bytes | None, session: Session) -> None:
        """Keep what the file holds, before it is written for the first time in this run."""
        if self._last is None and self.add(data):
            self._last = time.monotonic(), session

    def after(self, data: bytes | None, session: Session) -> None:
        """The file was written: keep what it holds, where it is time for that."""
        if self._last is None or data is None:
            self._last = time.monotonic(), session
            return
        at, last = self._last
        due = time.monotonic() - at >= BACKUP_AFTER or count(last, session) >= BACKUP_ANSWERS
        if due and self.add(data):
            self._last = time.monotonic(), session
            with suppress(OSError):
                self._backups.prune()


_UNSEAL: Final = Message("Unseal it to bring in what was changed.")


def _sealed(session: Session) -> Message:
    """That a session is sealed, by whom and when."""
    return seal.standing(session) or Message("is sealed")


def home() -> Path:
    """The home folder of this person, where a file can be made mostly; "~" where there is none."""
    return Path(os.path.expanduser("~"))  # noqa: PTH111  # Path.home fails there


class Delivery:
    """Brings versions of one session to its file, one after the other.

    Args:
        opened: the file as it was opened.
        disk: what carries out each step on the file.
        state: where journal and backups are kept.
    """

    def __init__(self, opened: Opened, disk: Disk, state: StateFolder) -> None:
        self._disk = disk
        self._state = state
        self._journal = JournalWriter(opened.path, state)
        self._target = Target(opened.path, opened.stamp, disk, state, self._journal)
        self._sides = Sides(self._base(opened))
        self._plan = BackupPlan(opened.path, state)
        self._copy: Target | None = None
        self._adopted: list[Journal] = []
        self._was_gone = False

    @property
    def path(self) -> Path:
        """The file."""
        return self._target.path

    def bring(self, session: Session) -> Merged | None:
        """Save the session, with whatever others changed.

        Returns:
            What came into the file from others, with the session; mostly None.

        Raises:
            Disputed: the same answers were changed outside.
            Unusable: the file is another one now, and cannot be merged with; or it is sealed.
            SaveError: the disk did not take it.
        """
        common = self._sides.common
        if common is not None and common.seal is not None and seal.broken(common, session):
            raise Unusable(self.path, _sealed(common), _UNSEAL)
        for _ in range(_ROUNDS):
            merged = self._sides.merged(session)
            if merged is not None and (
                merged.conflicts or seal.broken(merged.theirs, merged.session)
            ):
                if self._target.untouched():
                    raise self._refused(merged)
                self._look()
                continue
            whole = session if merged is None else merged.session
            self._plan.before(self._target.data, self._sides.common or whole)
            try:
                self._target.save(whole)
            except ChangedOutside:
                self._look()
                continue
            self._arrived(session, whole)
            return merged if whole is not session else None
        raise ChangedOutside(self.path)

    def fetch(self, session: Session) -> Merged | None:
        """See what others put into the file, which has the session already; nothing is written.

        Returns:
            What came from others, with the session; None if nothing did.

        Raises:
            Disputed: the same answers were changed outside.
            Unusable: the file is another one now, and cannot be merged with.
        """
        if self._target.untouched():
            return None
        self._look()
        merged = self._sides.merged(session)
        if merged is None:
            return None
        if merged.conflicts:
            raise Disputed(self.path, merged)
        self._sides.delivered(session, merged.session)
        return merged if merged.taken else None

    def gone(self) -> bool:
        """Whether the file is gone, so that it has to be brought to its place anew."""
        self._was_gone = self._target.gone()
        return self._was_gone

    def note(self) -> str:
        """What there is to say of the way in which the file is saved; mostly nothing."""
        if self._was_gone:
            self._was_gone = False
            return tr("The file was gone from its place. It is there again, with everything.")
        return tr(IN_PLACE) if self._target.in_place else ""

    def choose(
        self, conflicts: tuple[Conflict, ...], choices: Mapping[SessionPath, Choice]
    ) -> None:
        """Settle conflicts that were shown."""
        self._sides.choose(conflicts, choices)

    def taken_over(self, merged: Merged) -> None:
        """The application took over what came from others."""
        self._sides.taken_over(merged)

    def adopt(self, journal: Journal) -> None:
        """Discard a journal of an earlier run once the next version is in the file."""
        self._adopted.append(journal)

    def journalize(self, session: Session) -> bool:
        """Keep a version that is not in its file in the journal; whether it is there."""
        try:
            merged = self._sides.merged(session)
            text = self._target.dumps(session if merged is None else merged.session)
            data = self._target.data
            base = None if data is None else (digest(data), data)
            self._journal.append(text, base, in_place=False)
        except Exception:  # whatever is wrong with it: the header says NOT SAVED all the same
            return False
        return True

    def new(self, session: Session) -> bool:
        """Whether somebody answered something that the file does not have."""
        return self._sides.common is None or not same_content(self._sides.common, session)

    def apart(self, session: Session) -> Path | None:
        """Keep a version in a copy, where its file is no place for it; None if that fails.

        It is beside the file, else wherever this person may write; the next version goes there too.
        """
        if self._copy is not None:
            with suppress(SaveError):
                self._copy.save(session)
                return self._copy.path
        with suppress(SaveError):
            self._copy = self._copied(session, (home(), Path(tempfile.gettempdir())))
            return self._copy.path
        return None

    def save_copy(self, session: Session, *folders: Path) -> Path:
        """Save a version to a new file beside the session's own, else in one of these folders.

        Raises:
            SaveError: that failed.
        """
        return self._copied(session, folders).path

    def end(self) -> None:
        """Nothing more will be brought; what is in the journal is there for the next run."""
        self._keep_overwritten()
        self._journal.leave()

    def _refused(self, merged: Merged) -> SaveError:
        """Why a version cannot be brought together with what others put into the file."""
        if seal.broken(merged.theirs, merged.session):
            return Unusable(self.path, _sealed(merged.theirs), _UNSEAL)
        return Disputed(self.path, merged)

    def _base(self, opened: Opened) -> Session:
        """What the file held by its bytes, as long as it still has them; else what was opened.

        Where it is known what they hold, they are not parsed a second time.
        """
        data = self._target.load()
        if data is not None and not opened.as_stamped:
            with suppress(SessionFileError):
                return loads(data, opened.path).session
        return opened.session

    def _copied(self, session: Session, folders: Iterable[Path]) -> Target:
        """A new file with a version: beside the session's own, else where it can be made first."""
        fault: SaveError | None = None
        for place in (self.path, *(folder / self.path.name for folder in folders)):
            copy = Target(copy_beside(place), None, self._disk, self._state)
            try:
                _once(copy, session)
            except SaveError as error:
                fault = fault or error
            else:
                return copy
        raise fault or SaveError(self.path, Message("has no place"), ONCE)

    def _look(self) -> None:
        """Read what others made of the file; both versions are backed up before they are merged.

        Raises:
            Unusable: no session can be made of it, or it is another session.
        """
        self._keep_overwritten()
        opened = self._theirs()
        self._target.accept(opened.stamp)
        self._sides.arrived(opened.session)
        with suppress(OSError):
            data = self._disk.read(opened.path)
            if digest(data) == opened.stamp.sha256:
                self._plan.add(data)

    def _theirs(self) -> Opened:
        path, common = self.path, self._sides.common
        try:
            opened = read(path, self._disk)
        except SessionFileError as error:
            what = Message("was changed outside and {what}", what=error.what)
            raise Unusable(path, what, error.advice) from None
        if opened.read_only:
            what = Message("was saved by a newer fouraxis")
            raise Unusable(path, what, Message("Update to go on in it."))
        if common is not None and opened.session.id != common.id:
            raise Unusable(path, Message("is another session now"), Message("Look at both files."))
        return opened

    def _keep_overwritten(self) -> None:
        """Back up what was saved last, if others wrote over it since."""
        if not self._target.untouched():
            self._plan.add(self._target.data)

    def _arrived(self, session: Session, whole: Session) -> None:
        """The file has everything: the journals go, and a backup is made where it is time."""
        self._sides.delivered(session, whole)
        if self._journal.path is not None:
            self._journal.clear()
        for journal in self._adopted:
            discard(journal, self._state)
        self._adopted.clear()
        self._plan.after(self._target.data, whole)
