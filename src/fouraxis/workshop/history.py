"""Undo and redo over everything: the session is a value, so history is a list of values."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from fouraxis.workshop.edit import fitting
from fouraxis.workshop.session import Place, Session

STEP_LIMIT: Final = 1_000
"""How many steps can be undone; older ones are forgotten first."""


@dataclass(frozen=True, slots=True)
class Step:
    """An edit that can be undone or redone: what it was, and the place where it happened."""

    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Entry:
    """A step with the session on its other side; `burst` is the key of a burst that may go on.

    `came_in` is what has to be brought into that session, since it came in after it was left.
    """

    step: Step
    session: Session
    burst: str | None = None
    came_in: tuple[Callable[[Session], Session], ...] = ()


class History:
    """The current session, and the way back and forth.

    Where the room is does not belong to the values that are undone: moving about makes no step, and
    undoing leaves the place as it is (as far as it still exists) and reports where to go.
    """

    def __init__(self, session: Session, limit: int = STEP_LIMIT) -> None:
        self._session = session
        self._limit = limit
        self._past: list[_Entry] = []
        self._future: list[_Entry] = []
        self._applied = 0

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    @property
    def applied(self) -> int:
        """How often a value changed: edits, undone and redone steps; moves do not count."""
        return self._applied

    @property
    def undoable(self) -> Step | None:
        """The step that `undo` would take back."""
        return self._past[-1].step if self._past else None

    @property
    def redoable(self) -> Step | None:
        """The step that `redo` would make again."""
        return self._future[-1].step if self._future else None

    def apply(
        self,
        session: Session,
        label: str,
        place: Place | None = None,
        coalesce: str | None = None,
    ) -> bool:
        """Make an edited session the current one; False if no value differs.

        Edits that follow one another under one `coalesce` key (the letters of a note) are one step.
        `place` is where the edit happened; by default where the room was before it.
        """
        before = self._session
        if same_values(before, session):
            self._session = session
            return False
        step = Step(label, place or before.place)
        self._session = session
        self._applied += 1
        self._future.clear()
        top = self._past[-1] if self._past else None
        if top is None or coalesce is None or top.burst != coalesce:
            self._past.append(_Entry(step, before, coalesce))
            del self._past[: -self._limit]
        elif same_values(top.session, session):
            self._past.pop()
        else:
            self._past[-1] = _Entry(step, top.session, coalesce)
        return True

    def take_in(self, session: Session, label: str, onto: Callable[[Session], Session]) -> bool:
        """Make a session with what others changed the current one, as a step of its own.

        What was undone can still be done again: `onto` brings what the others changed into it, so
        that doing it again takes nothing of theirs away. False if no value differs.
        """
        undone = [replace(entry, came_in=(*entry.came_in, onto)) for entry in self._future]
        if not self.apply(session, label):
            return False
        self._future = undone
        return True

    def replace(self, session: Session) -> None:
        """Make this the current session without a step: for moves of the place."""
        self._session = session

    def settle(self) -> None:
        """End a burst: the next edit is a step of its own, whatever its key."""
        if self._past and self._past[-1].burst is not None:
            self._past[-1] = _Entry(self._past[-1].step, self._past[-1].session)

    def undo(self) -> Step | None:
        """Take back the last step; it is returned, with the place to go to."""
        return self._swap(self._past, self._future)

    def redo(self) -> Step | None:
        """Make the last undone step again; it is returned, with the place to go to."""
        return self._swap(self._future, self._past)

    def _swap(self, source: list[_Entry], target: list[_Entry]) -> Step | None:
        if not source:
            return None
        entry = source.pop()
        target.append(_Entry(entry.step, self._session))
        restored, here = entry.session, self._session.place
        for onto in entry.came_in:
            restored = onto(restored)
        place = fitting(restored, here)
        if place != restored.place:
            restored = restored.model_copy(update={"place": place})
        self._session = restored
        self._applied += 1
        return Step(entry.step.label, fitting(restored, entry.step.place))


def same_values(session: Session, other: Session) -> bool:
    """Whether two sessions hold the same answers in the same order, wherever the room is.

    Parts that are the same objects are not looked into.
    """
    if session is other:
        return True
    return (
        list(session.workloads) == list(other.workloads)
        and list(session.vendors) == list(other.vendors)
        and session.model_copy(update={"place": other.place}) == other
    )
