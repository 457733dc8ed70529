"""The keeper of an open session: a thread that brings its newest version to disk, and keeps trying.

At most one save is under way, and the newest session wins. What is reported as saved is on the
medium. While saving fails, every version is in the journal of this machine.
"""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import ntr, tr
from fouraxis.store.bringing import Bringing, Disputed, Unusable
from fouraxis.store.disk import DISK, Disk
from fouraxis.store.faults import ChangedOutside, SaveError, SaveFailed
from fouraxis.store.journal import Journal
from fouraxis.store.merge import Choice, Merged
from fouraxis.store.read import Stamp
from fouraxis.store.save import clear_leftovers
from fouraxis.store.state import StateFolder
from fouraxis.store.states import Conflicting, NotSaved, Saved, Saving, State
from fouraxis.store.threeway import Path as Place
from fouraxis.workshop.session import Session

__all__ = ["Conflicting", "Keeper", "NotSaved", "Saved", "Saving", "State"]

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

    def resolve(self, choices: Mapping[Place, Choice]) -> None:
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
