"""Milestones and other earlier states of a session, by what the room calls them.

A milestone is listed in the session, by name, time and hash; a copy of the session as it was then
is kept in the state folder of the machine where it was named, by the session's id: renaming or
moving the file loses none, and nothing ever prunes it. On another machine the milestone is still
listed, and asking for it says where its copy was kept.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ValidationError

from fouraxis.content.language import Message, tr
from fouraxis.disk import atomic, system
from fouraxis.store.faults import ONCE, SaveFailed, SessionFileError, reason
from fouraxis.store.format import dumps, loads, session_in
from fouraxis.store.state import Backups, StateFolder
from fouraxis.workshop import seal
from fouraxis.workshop.session import Milestone, Session, fresh
from fouraxis.workshop.text import EditError, explained, folded, quoted

MILESTONES: Final = "milestones"


class Earlier(NamedTuple):
    """An earlier state of a session: what it is called, from when it is, and its bytes.

    A backup has no name of its own: it is called by its time. `data` is None where the copy of a
    milestone is not on this machine, or not what was kept.
    """

    name: str
    at: datetime | None
    data: bytes | None
    milestone: bool = True

    def session(self, file: Path) -> Session:
        """The session as it was.

        Raises:
            SessionFileError: its copy is not there, or no session can be made of it.
        """
        if self.data is None:
            what = Message("has no copy of “{name}” on this machine", name=self.name)
            advice = Message("Look on the machine where it was named, or compare with a file.")
            raise SessionFileError(file, what, advice)
        return loads(self.data, file).session


def named(session: Session, name: str, at: datetime, state: StateFolder | None = None) -> Session:
    """The session with a milestone of this name; a copy of it as it is now is kept.

    Raises:
        EditError: there is no name, it is taken, or too long; or the session is sealed.
        SaveFailed: the copy cannot be kept; then there is no milestone either.
    """
    seal.refuse(session)
    state = state or StateFolder()
    taken = {folded(milestone.name) for milestone in session.milestones.values()}
    if not name.strip():
        raise EditError((), tr("a milestone needs a name"))
    if folded(name) in taken:
        raise EditError((), tr("there is a milestone called {name} already", name=quoted(name)))
    when = at.astimezone(UTC).replace(microsecond=0)
    data = dumps(session, when, system.login())
    try:
        milestone = Milestone(name=name, at=when, sha256=system.digest(data))
    except ValidationError as error:
        raise EditError((), explained(error)) from None
    folder = _folder(session, state)
    try:
        state.disk.make_folder(folder)
        with suppress(FileExistsError):  # the very same is kept already
            atomic.new(folder / f"{milestone.sha256}.toml", [data], state.disk)
    except OSError as error:
        raise SaveFailed(folder, reason(error), ONCE) from error
    key = fresh(name, session.milestones, "milestone", len(session.milestones) + 1)
    return session.model_copy(update={"milestones": {**session.milestones, key: milestone}})


def earlier(session: Session, file: Path, state: StateFolder | None = None) -> list[Earlier]:
    """The milestones of a session, the newest first, then the backups of its file."""
    state = state or StateFolder()
    return [*_milestones(session, state), *_backups(file, state)]


def find(wanted: str, session: Session, file: Path, state: StateFolder | None = None) -> Earlier:
    """The milestone of this name, or the newest backup whose time begins like this.

    Raises:
        SessionFileError: there is none.
    """
    states = earlier(session, file, state)
    sought = folded(wanted)
    for each in states:
        called = folded(each.name)
        if called == sought or (sought and not each.milestone and called.startswith(sought)):
            return each
    names = ", ".join(quoted(each.name) for each in states if each.milestone)
    what = Message("has no milestone or backup called {name}", name=quoted(wanted))
    advice = Message("`fouraxis milestone FILE` lists them.")
    if names:
        advice = Message("Its milestones: {names}.", names=names)
    raise SessionFileError(file, what, advice)


def _milestones(session: Session, state: StateFolder) -> Iterator[Earlier]:
    folder = _folder(session, state)
    for milestone in reversed(session.milestones.values()):
        data = None
        with suppress(OSError, ValueError):
            data = state.disk.read(folder / f"{milestone.sha256}.toml")
        whole = data is not None and system.digest(data) == milestone.sha256
        yield Earlier(milestone.name, milestone.at, data if whole else None)


def _backups(file: Path, state: StateFolder) -> Iterator[Earlier]:
    for backup in Backups(file, state).related():
        with suppress(OSError):
            data = state.disk.read(backup.path)
            if session_in(data, file) is not None:
                name = f"{backup.at.astimezone():%Y-%m-%d %H:%M:%S}"
                yield Earlier(name, backup.at, data, milestone=False)


def _folder(session: Session, state: StateFolder) -> Path:
    """Where the copies of a session's milestones are: its id is a text that anybody may edit."""
    return state.path / MILESTONES / hashlib.sha256(session.id.encode()).hexdigest()[:32]
