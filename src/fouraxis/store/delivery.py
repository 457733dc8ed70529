"""The way of a session to its file, and what has become of it on that way.

What others put into the file is merged, and what it held is backed up.
"""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import Message, tr
from fouraxis.disk.names import copy_beside
from fouraxis.disk.system import Disk, digest
from fouraxis.store.faults import ChangedOutside, SaveError, SaveFailed, SessionFileError
from fouraxis.store.format import count, loads
from fouraxis.store.journal import Journal, JournalWriter, discard
from fouraxis.store.merge import Choice, Conflict, Merged, merge, resolve
from fouraxis.store.read import Opened, read
from fouraxis.store.state import Backups, StateFolder
from fouraxis.store.target import IN_PLACE, Target
from fouraxis.workshop.session import Session, SessionPath


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
    """

    why: Message
    advice: Message
    changed_outside: bool = False
    journaled: bool = False
    copy: Path | None = None


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
            Unusable: the file is another one now, and cannot be merged with.
            SaveError: the disk did not take it.
        """
        for _ in range(_ROUNDS):
            merged = self._sides.merged(session)
            if merged is not None and merged.conflicts:
                if self._target.untouched():
                    raise Disputed(self.path, merged)
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

    def note(self) -> str:
        """What there is to say of the way in which the file is saved; mostly nothing."""
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

    def beside(self, session: Session) -> Path | None:
        """Keep a version in a copy beside a file that cannot be merged with; None if that fails."""
        try:
            if self._copy is None:
                copy = self._new_copy()
                copy.save(session)
                self._copy = copy
            else:
                self._copy.save(session)
        except SaveError:
            return None
        return self._copy.path

    def save_copy(self, session: Session) -> Path:
        """Save a version to a new file beside the session's own.

        Raises:
            SaveError: that failed.
        """
        copy = self._new_copy()
        copy.save(session)
        return copy.path

    def end(self) -> None:
        """Nothing more will be brought; what is in the journal is there for the next run."""
        self._keep_overwritten()
        self._journal.leave()

    def _base(self, opened: Opened) -> Session:
        """What the file held by its bytes, as long as it still has them; else what was opened.

        Where it is known what they hold, they are not parsed a second time.
        """
        data = self._target.load()
        if data is not None and not opened.as_stamped:
            with suppress(SessionFileError):
                return loads(data, opened.path).session
        return opened.session

    def _new_copy(self) -> Target:
        return Target(copy_beside(self.path), None, self._disk, self._state)

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
