"""The keeper of an open session: a thread that brings its newest version to disk, and keeps trying.

At most one save is under way, and the newest session wins. What is reported as saved is on the
medium.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.store.disk import DISK, Disk
from fouraxis.store.faults import ChangedOutside, SaveError, SaveFailed
from fouraxis.store.file import Stamp
from fouraxis.store.names import SUFFIX, file_name
from fouraxis.store.save import Target, clear_leftovers, save
from fouraxis.workshop.session import Session

LONGEST_PAUSE: Final = 2.0
"""The longest time between two tries while saving fails, in seconds."""

_FIRST_PAUSE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Saving:
    """A save is under way."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The session is on the medium since `at`; `Saving` follows at once if a newer one waits."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The newest session is not on disk: `why`, and what to do (`advice`); it is tried again.

    `changed_outside` means that the file is another one now: it is not overwritten.
    """

    why: str
    advice: str
    changed_outside: bool = False


State = Saving | Saved | NotSaved


def _not_saved(error: Exception) -> NotSaved:
    if isinstance(error, SaveFailed):
        return NotSaved(error.why, error.advice)
    if isinstance(error, SaveError):
        return NotSaved(f"the file {error.what}", error.advice, isinstance(error, ChangedOutside))
    # Whatever else may go wrong must not end the thread: nothing would be saved any more.
    return NotSaved(f"an unexpected fault ({type(error).__name__})", "Save a copy.")


class Keeper:
    """Saves one session file in the background.

    Args:
        path: the file; a link is followed.
        stamp: the file as it was loaded.
        on_state: told of every change of state, in the keeper's thread.
        disk: what carries out each step of a save.
    """

    def __init__(
        self,
        path: Path,
        stamp: Stamp | None,
        on_state: Callable[[State], None] = lambda state: None,
        disk: Disk = DISK,
    ) -> None:
        self._target = Target(path, stamp, disk)
        self._disk = disk
        self._on_state = on_state
        self._state: State | None = None
        self._changed = threading.Condition()
        self._waiting: Session | None = None
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
        return self._target.path

    @property
    def state(self) -> State | None:
        """The state that was reported last; None before the first save."""
        return self._state

    def submit(self, session: Session) -> None:
        """Have this session saved; one that still waits is dropped in its favour. Never blocks."""
        with self._changed:
            self._waiting = session
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

    def save_copy(self, session: Session) -> Path:
        """Save the session to a new file beside its own.

        Raises:
            SaveError: that failed too.
        """
        folder = self.path.parent
        title = f"{self.path.stem}-copy-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        try:
            taken = [path.name for path in folder.iterdir()]
        except OSError:
            taken = []
        copy = folder / file_name(title.removesuffix(SUFFIX), taken)
        save(session, copy, None, self._disk)
        return copy

    def _report(self, state: State) -> None:
        if state == self._state:
            return
        self._state = state
        with suppress(Exception):  # a listener at fault must not end the saving
            self._on_state(state)

    def _run(self) -> None:
        clear_leftovers(self.path.parent, self._disk)
        pause = _FIRST_PAUSE
        while (work := self._next()) is not None:
            session, number = work
            if not isinstance(self._state, NotSaved):  # it is not saved until it is
                self._report(Saving())
            try:
                self._target.save(session)
            except Exception as error:
                self._report(_not_saved(error))
                self._done(session, None)
                self._rest(number, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = _FIRST_PAUSE
                self._report(Saved(datetime.now(UTC).replace(microsecond=0)))
                self._done(session, number)
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _next(self) -> tuple[Session, int] | None:
        """The session to save and its number; None when the keeper is to end."""
        with self._changed:
            while self._waiting is None and not self._closing:
                self._changed.wait()
            if self._waiting is None or (self._closing and isinstance(self._state, NotSaved)):
                return None
            session, self._waiting, self._hurry = self._waiting, None, False
            self._started += 1
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
