"""An open session and its file: a thread brings the newest version to disk, and keeps trying.

At most one save is under way, and the newest session wins. What is reported as saved is on the
medium. While saving fails, every version is in the journal of this machine. What others did to the
file is merged in.
"""

import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from fouraxis.content.language import ntr, tr
from fouraxis.disk.atomic import clear_leftovers
from fouraxis.disk.names import file_name
from fouraxis.disk.system import DISK, Disk, Stamp, digest
from fouraxis.store.backups import Backups
from fouraxis.store.faults import ChangedOutside, SaveError, SaveFailed, SessionFileError
from fouraxis.store.format import loads
from fouraxis.store.journal import Journal, JournalWriter, discard, pending
from fouraxis.store.lock import Lock
from fouraxis.store.merge import Choice, Merged, count, merge, resolve
from fouraxis.store.read import Opened, read
from fouraxis.store.state import StateFolder
from fouraxis.store.target import IN_PLACE, Target
from fouraxis.store.threeway import Conflict
from fouraxis.workshop.session import Session, SessionPath


class Unusable(SaveError):
    """The file on disk was changed and cannot be merged with. It is left as it is."""


class Outside:
    """What came into a file from outside, brought together with the session of the application.

    Args:
        target: the file.
        base: the session that was loaded from it; None where that is not known.
        disk: what reads the file.
    """

    def __init__(self, target: Target, base: Session | None, disk: Disk) -> None:
        self._target = target
        self._disk = disk
        self._known = base
        self._file = base
        self._apart = False
        self._choices: dict[SessionPath, tuple[Conflict, Choice]] = {}

    @property
    def known(self) -> Session | None:
        """The version of the application that is in the file; None if there is none."""
        return self._known

    def merged(self, session: Session) -> Merged | None:
        """The session and what is in the file as one; None if there is nothing but the session."""
        if not self._apart or self._file is None:
            return None
        merged = merge(self._known, session, self._file)
        chosen = {
            conflict.path: self._choices[conflict.path][1]
            for conflict in merged.conflicts
            if conflict.path in self._choices and self._choices[conflict.path][0] == conflict
        }
        return resolve(merged, chosen) if chosen else merged

    def taken_over(self, merged: Merged) -> None:
        """The application took over what came of a merge: its next version goes on from there."""
        self._known = merged.session
        self._apart = self._file is not merged.session

    def choose(
        self, conflicts: tuple[Conflict, ...], choices: Mapping[SessionPath, Choice]
    ) -> None:
        """Settle conflicts that were shown; a conflict that is another one by now is shown anew."""
        shown = {conflict.path: conflict for conflict in conflicts}
        self._choices |= {p: (shown[p], choice) for p, choice in choices.items() if p in shown}

    def look(self) -> Opened:
        """Read the file that is there now, to be merged with.

        Raises:
            Unusable: no session can be made of it, or it is another session.
        """
        path = self._target.path
        try:
            opened = read(path, self._disk)
        except SessionFileError as error:
            what = tr("was changed outside and {what}", what=error.what)
            raise Unusable(path, what, error.advice) from None
        if opened.read_only:
            what = tr("was saved by a newer fouraxis")
            raise Unusable(path, what, tr("Update to go on in it."))
        if self._known is not None and opened.session.id != self._known.id:
            raise Unusable(path, tr("is another session now"), tr("Look at both files."))
        if self._known is None and self._target.stamp is None:
            raise Unusable(path, tr("is there already"), tr("Look at both files."))
        self._file, self._apart = opened.session, True
        self._target.stamp = opened.stamp
        return opened

    def kept(self, session: Session, saved: Session) -> None:
        """Note that the file holds `saved` now, in which `session` is."""
        self._known, self._file = session, saved
        self._apart = saved is not session
        self._choices.clear()


BACKUP_AFTER: Final = 600.0
"""Seconds between two backups of a session that is being worked on."""

BACKUP_ANSWERS: Final = 50
"""Answers between two backups, if that comes first."""

_ROUNDS: Final = 8


class Disputed(SaveError):
    """Others changed the same answers: `merged` has the conflicts. The file was not touched."""

    def __init__(self, path: Path, merged: Merged) -> None:
        advice = tr("Choose between yours and theirs.")
        super().__init__(path, tr("was changed outside"), advice)
        self.merged = merged


class Bringing:
    """The way from a session to its file, with a journal and backups on this machine.

    Args:
        path: the file; a link is followed.
        stamp: the file as it was loaded.
        base: the session that was loaded, in case the file does not hold it any more.
        as_stamped: whether `base` is just what the stamped bytes hold.
        on_merged: told when something from outside came into the file.
        disk: what carries out each step on the file.
        state: where journal and backups are kept.
    """

    def __init__(
        self,
        path: Path,
        stamp: Stamp | None,
        base: Session | None,
        *,
        as_stamped: bool,
        on_merged: Callable[[Merged], None],
        disk: Disk,
        state: StateFolder,
    ) -> None:
        self._disk = disk
        self.journal = JournalWriter(path, state)
        self.target = Target(path, stamp, disk, state, self.journal)
        loaded = self._loaded(stamp, base if as_stamped else None)
        self.outside = Outside(self.target, loaded or base, disk)
        self.copy: Target | None = None
        self._on_merged = on_merged
        self._state = state
        self._backups = Backups(path, state)
        self._backed_up: tuple[float, Session] | None = None
        self._said_in_place = False
        self._adopted: list[Journal] = []

    def adopt(self, journal: Journal) -> None:
        """Discard a journal of an earlier run once the next version is in the file."""
        self._adopted.append(journal)

    def bring(self, session: Session) -> str:
        """Save the session, with whatever others changed.

        Returns:
            Something to be said once; mostly nothing.

        Raises:
            Disputed: the same answers were changed outside.
            Unusable: the file is another one now, and cannot be merged with.
            SaveError: the disk did not take it.
        """
        outside = self.outside
        for _ in range(_ROUNDS):
            merged = outside.merged(session)
            if merged is not None and merged.conflicts:
                if self.target.untouched():
                    raise Disputed(self.target.path, merged)
                self._look()
                continue
            saved = session if merged is None else merged.session
            self._back_up_first(saved)
            try:
                self.target.save(saved)
            except ChangedOutside:
                self._look()
                continue
            outside.kept(session, saved)
            self._caught_up(saved)
            if merged is not None and saved is not session:
                self._on_merged(merged)
            return self._note()
        raise ChangedOutside(self.target.path)

    def journalize(self, session: Session) -> bool:
        """Keep a version that is not in its file in the journal; whether it is there."""
        try:
            merged = self.outside.merged(session)
            text = self.target.dumps(session if merged is None else merged.session)
            data = self.target.data
            base = None if data is None else (digest(data), data)
            self.journal.append(text, base, in_place=False)
        except Exception:  # whatever is wrong with it: the header says NOT SAVED all the same
            return False
        return True

    def copy_of(self, session: Session) -> Path | None:
        """Keep a version in a copy beside a file that cannot be merged with; None if that fails."""
        try:
            if self.copy is None:
                copy = self.new_copy()
                copy.save(session)
                self.copy = copy
            else:
                self.copy.save(session)
        except SaveError:
            return None
        return self.copy.path

    def new_copy(self) -> Target:
        """A new file beside the session's own."""
        path = self.target.path
        title = f"{path.stem}-copy-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        try:
            taken = [one.name for one in path.parent.iterdir()]
        except OSError:
            taken = []
        return Target(path.parent / file_name(title, taken), None, self._disk, self._state)

    def _loaded(self, stamp: Stamp | None, known: Session | None) -> Session | None:
        """What was loaded, by its bytes, as long as the file still has them.

        Where it is known what they hold, they are not parsed a second time.
        """
        if stamp is not None:
            with suppress(OSError, SessionFileError):
                data = self._disk.read(self.target.path)
                if digest(data) == stamp.sha256:
                    self.target.data = data
                    return known or loads(data, self.target.path).session
        return None

    def see_overwritten(self) -> None:
        """Back up what was saved last, if others wrote over it since."""
        if self.target.data is not None and not self.target.untouched():
            with suppress(OSError):
                self._backups.add(self.target.data)

    def _look(self) -> None:
        """Read what others made of the file; both versions are backed up before they are merged."""
        self.see_overwritten()
        opened = self.outside.look()
        with suppress(OSError):
            data = self._disk.read(opened.path)
            if digest(data) == opened.stamp.sha256:
                self._backups.add(data)

    def _back_up_first(self, session: Session) -> None:
        """Keep what the file held before the first save of this run."""
        if self._backed_up is None and self.target.data is not None:
            with suppress(OSError):
                self._backups.add(self.target.data)
                self._backed_up = time.monotonic(), self.outside.known or session

    def _caught_up(self, saved: Session) -> None:
        """The file has everything: the journal goes, and a backup is made where it is time."""
        self.journal.clear()
        for journal in self._adopted:
            discard(journal, self._state)
        self._adopted.clear()
        if self._backed_up is None or self.target.data is None:
            self._backed_up = time.monotonic(), saved
            return
        at, before = self._backed_up
        due = time.monotonic() - at >= BACKUP_AFTER or count(before, saved) >= BACKUP_ANSWERS
        if due:
            with suppress(OSError):
                self._backups.add(self.target.data)
                self._backed_up = time.monotonic(), saved
                self._backups.prune()

    def _note(self) -> str:
        if self.target.in_place and not self._said_in_place:
            self._said_in_place = True
            return tr(IN_PLACE)
        return ""


@dataclass(frozen=True, slots=True)
class Saving:
    """A save is under way."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The session is on the medium since `at`; `Saving` follows at once if a newer one waits.

    `note` is something to be said once, such as that the file had to be written in its place.
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

    why: str
    advice: str
    changed_outside: bool = False
    journaled: bool = False
    copy: Path | None = None


@dataclass(frozen=True, slots=True)
class Conflicting(NotSaved):
    """Somebody else changed the same answers: nothing is saved until the conflicts are resolved."""

    conflicts: tuple[Conflict, ...] = ()
    merged: Merged | None = field(default=None, compare=False)


State = Saving | Saved | NotSaved


LONGEST_PAUSE: Final = 2.0
"""The longest time between two tries while saving fails, in seconds."""

_FIRST_PAUSE: Final = 0.1

_BREATH: Final = 0.01
"""How long a save lets the application go first, in seconds: a key is drawn before it is saved."""


def _not_saved(error: Exception) -> NotSaved:
    if isinstance(error, Disputed):
        merged = error.merged
        why = ntr(
            len(merged.conflicts),
            "{count} answer changed here and outside",
            "{count} answers changed here and outside",
        )
        return Conflicting(why, error.advice, conflicts=merged.conflicts, merged=merged)
    if isinstance(error, SaveFailed):
        return NotSaved(error.why, error.advice)
    if isinstance(error, SaveError):
        outside = isinstance(error, ChangedOutside | Unusable)
        return NotSaved(tr("the file {what}", what=error.what), error.advice, outside)
    # Whatever else may go wrong must not end the thread: nothing would be saved any more.
    why = tr("an unexpected fault ({name})", name=type(error).__name__)
    return NotSaved(why, tr("Save a copy."))


class Keeper:
    """Saves one session file in the background.

    Args:
        path: the file; a link is followed.
        stamp: the file as it was loaded.
        on_state: told of every change of state, in the keeper's thread.
        disk: what carries out each step of a save.
        base: the session as it was loaded, in case the file does not hold it any more.
        as_stamped: whether `base` is just what the stamped bytes hold: they are not parsed again.
        on_merged: told, in the keeper's thread, when changes from outside came into the file:
            `merged.onto(session)` brings them into the session of the application, which is then
            submitted with `merged`.
        state: where journal and backups are kept on this machine.
    """

    def __init__(
        self,
        path: Path,
        stamp: Stamp | None,
        on_state: Callable[[State], None] = lambda state: None,
        disk: Disk = DISK,
        *,
        base: Session | None = None,
        as_stamped: bool = False,
        on_merged: Callable[[Merged], None] = lambda merged: None,
        state: StateFolder | None = None,
    ) -> None:
        self._disk = disk
        self._on_state = on_state
        self._on_merged = on_merged
        self._bringing = Bringing(
            path,
            stamp,
            base,
            as_stamped=as_stamped,
            on_merged=self._came_in,
            disk=disk,
            state=state or StateFolder(),
        )
        self._state: State | None = None
        self._changed = threading.Condition()
        self._waiting: Session | None = None
        self._taken_over: Merged | None = None
        self._submitted = 0
        self._kept = 0
        self._started = 0
        self._failed = 0
        self._hurry = False
        self._closing = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """The file that is kept."""
        return self._bringing.target.path

    @property
    def state(self) -> State | None:
        """The state that was reported last; None before the first save."""
        return self._state

    def submit(self, session: Session, merged: Merged | None = None) -> None:
        """Have this session saved; one that still waits is dropped in its favour. Never blocks.

        Args:
            session: the session of the application as it is now.
            merged: what was told by `on_merged`, with the first session that has it.
        """
        with self._changed:
            self._waiting = session
            self._taken_over = merged or self._taken_over
            self._submitted += 1
            self._changed.notify_all()

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until all that was submitted is on disk.

        Returns:
            False as soon as a try that began after the call fails, or when the time is over.
        """
        with self._changed:
            wanted, started = self._submitted, self._started
            self._hurry = True
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: self._kept >= wanted or self._failed > started or self._ended, timeout
            )
            return self._kept >= wanted

    def close(self, timeout: float = 5.0) -> bool:
        """Save what is left and end the thread; False where something could not be saved."""
        kept = self.flush(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(max(0.0, timeout))
        return kept

    def resolve(self, choices: Mapping[SessionPath, Choice]) -> None:
        """Settle conflicts of the state that was reported last, by their paths; then it is saved.

        What came of it is told as merged. A conflict that is another one by now is reported anew.
        """
        state = self._state
        if isinstance(state, Conflicting):
            with self._changed:
                self._bringing.outside.choose(state.conflicts, choices)
                self._hurry = True
                self._changed.notify_all()

    def adopt(self, journal: Journal) -> None:
        """Discard the journal of an earlier run once the version submitted next is in the file."""
        self._bringing.adopt(journal)

    def save_copy(self, session: Session) -> Path:
        """Save the session to a new file beside its own.

        Raises:
            SaveError: that failed too.
        """
        copy = self._bringing.new_copy()
        copy.save(session)
        return copy.path

    def _came_in(self, merged: Merged) -> None:
        with suppress(Exception):  # a listener at fault must not end the saving
            self._on_merged(merged)

    def _report(self, state: State) -> None:
        if state == self._state:
            return
        self._state = state
        with suppress(Exception):  # a listener at fault must not end the saving
            self._on_state(state)

    def _run(self) -> None:
        with suppress(Exception):
            clear_leftovers(self.path.parent, self._disk)
        pause = _FIRST_PAUSE
        while (work := self._next()) is not None:
            session, number = work
            if not isinstance(self._state, NotSaved):  # it is not saved until it is
                self._report(Saving())
            try:
                note = self._bringing.bring(session)
            except Exception as error:
                self._report(self._kept_elsewhere(session, error))
                self._done(session, None)
                self._rest(number, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = _FIRST_PAUSE
                self._report(Saved(datetime.now(UTC).replace(microsecond=0), note))
                self._done(session, number)
        self._bringing.see_overwritten()
        self._bringing.journal.leave()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _kept_elsewhere(self, session: Session, error: Exception) -> NotSaved:
        """The state after a save that failed: where what was typed is kept meanwhile."""
        state = replace(_not_saved(error), journaled=self._bringing.journalize(session))
        if not isinstance(error, Unusable):
            return state
        return replace(state, copy=self._bringing.copy_of(session))

    def _next(self) -> tuple[Session, int] | None:
        """The session to save and its number; None when the keeper is to end."""
        with self._changed:
            while self._waiting is None and not self._closing:
                self._changed.wait()
            self._changed.wait_for(lambda: self._hurry or self._closing, _BREATH)
            if self._waiting is None or (self._closing and isinstance(self._state, NotSaved)):
                return None
            session, self._waiting, self._hurry = self._waiting, None, False
            self._started += 1
            if self._taken_over is not None:
                self._bringing.outside.taken_over(self._taken_over)
                self._taken_over = None
            return session, self._submitted

    def _done(self, session: Session, number: int | None) -> None:
        """Note how a try ended; what was not saved waits again unless a newer session does."""
        with self._changed:
            if number is not None:
                self._kept = number
            else:
                self._failed = self._started
                self._waiting = self._waiting or session
            self._changed.notify_all()

    def _rest(self, number: int, pause: float) -> None:
        """Wait before the next try; a newer session, a flush or the end cuts it short."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._hurry or self._closing or self._submitted != number, pause
            )


_TURN: Final = 0.001
"""The longest time that a key waits for the thread that saves to let go, in seconds."""


class Keeping:
    """Keeps one session in its file, holds the file's lock, and hears of changes from outside.

    Args:
        opened: the file.
        lock: the file's lock, if it is held; it is given back in the end.
        told: called whenever the state changes, in the thread that saves.
    """

    def __init__(self, opened: Opened, lock: Lock | None, told: Callable[[], None]) -> None:
        sys.setswitchinterval(_TURN)
        self.path = opened.path
        self.state: State | None = None
        self._told = told
        self._lock = lock
        self._came_in: SimpleQueue[Merged] = SimpleQueue()
        self._keeper = self._keep(opened)

    def _keep(self, opened: Opened) -> Keeper:
        return Keeper(
            opened.path,
            opened.stamp,
            self._on_state,
            base=opened.session,
            as_stamped=opened.as_stamped,
            on_merged=self._came_in.put,
        )

    def _on_state(self, state: State) -> None:
        self.state = state
        self._told()

    def submit(self, session: Session, merged: Merged | None = None) -> None:
        """Have this session saved; `merged` if it is the first that has what came in."""
        self._keeper.submit(session, merged)

    def came_in(self) -> Merged | None:
        """What came into the file from outside since this was asked last; the newest has all."""
        merged = None
        while True:
            try:
                merged = self._came_in.get_nowait()
            except Empty:
                return merged

    def resolve(self, choices: Mapping[SessionPath, Choice]) -> None:
        """Settle conflicts; what comes of it is saved and comes in."""
        self._keeper.resolve(choices)

    def adopt(self, journal: Journal) -> None:
        """Discard the journal of an earlier run once the next version is in the file."""
        self._keeper.adopt(journal)

    def save_copy(self, session: Session) -> Path:
        """Save the session to a new file beside its own.

        Raises:
            SaveError: that failed.
        """
        return self._keeper.save_copy(session)

    def move_to(self, session: Session) -> Path:
        """Save the session to a copy beside its file, and go on in the copy.

        The journal of the file is not needed any more then: the copy has everything.

        Raises:
            SaveError: there is no copy; all goes on as before.
        """
        copy = self.save_copy(session)
        try:
            opened = read(copy)
        except Exception as error:  # it was read back a moment ago: the disk is gone again
            raise SaveError(copy, "cannot be read", "Try again.") from error
        self._keeper.close()
        self._release()
        if (journal := pending(self.path)) is not None:
            discard(journal)
        self.path, self._lock = copy, Lock(copy)
        self._lock.takeover()
        self._keeper = self._keep(opened)
        self._keeper.submit(session)
        return copy

    def flush(self) -> bool:
        """Wait until all is on disk; False where it cannot be."""
        return self._keeper.flush()

    def close(self) -> bool:
        """Bring all to disk as far as it can be, and give the lock back; whether all is saved."""
        saved = self._keeper.close()
        self._release()
        return saved

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None
