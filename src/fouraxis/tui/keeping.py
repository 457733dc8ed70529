"""The file side of an open session: saving it, who else has it, and what came in from outside."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from fouraxis.content.language import tr
from fouraxis.store.faults import SaveError
from fouraxis.store.journal import Journal, discard, pending
from fouraxis.store.lock import Lock
from fouraxis.store.merge import Choice, Merged
from fouraxis.store.read import Opened, read
from fouraxis.store.session_file import Keeper
from fouraxis.store.states import NotSaved, Saving, State
from fouraxis.store.threeway import Path as Where
from fouraxis.tui.widgets.title_bar import Saved
from fouraxis.workshop.session import Session

_TURN: Final = 0.001
"""The longest time that a key waits for the thread that saves to let go, in seconds."""


def saved_of(state: State) -> Saved:
    """The state of the file in words for the title bar."""
    if isinstance(state, NotSaved):
        return Saved("bad", tr("NOT SAVED: {why}", why=state.why), kept(state))
    if isinstance(state, Saving):
        return Saved("busy", tr("saving"))
    return Saved("ok", tr("saved {time}", time=f"{state.at.astimezone():%H:%M:%S}"))


def kept(state: NotSaved) -> str:
    """Where what is typed is kept while it is not in its file, as a sentence."""
    if state.copy is not None:
        return tr("Everything typed is kept in {path}", path=state.copy)
    if state.journaled:
        return tr("Everything typed is kept on this machine, and saved by itself when it can be.")
    return tr("It is kept NOWHERE else: save a copy now.")


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

    def resolve(self, choices: Mapping[Where, Choice]) -> None:
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
