"""An open session and its file: a thread brings the newest version to disk, and keeps trying.

At most one save is under way, and the newest session wins. What is reported as saved is on the
medium, and nothing newer waits. While saving fails, every version is in the journal of this
machine. What others did to the file is merged in.

What a crash or a merge left behind is put right on opening, or offered. Who has it open stands in a
small file beside it: advice to people, which keeps nobody from saving.
"""

import json
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from fouraxis.content.language import Message, tr
from fouraxis.disk import atomic
from fouraxis.disk.system import DISK, SUFFIX, Disk, Stamp, alive, beside, digest, host, login
from fouraxis.store.delivery import (
    Conflicting,
    Delivery,
    NotSaved,
    Saved,
    Saving,
    State,
    Unusable,
    not_saved as state_after,
)
from fouraxis.store.faults import (
    ONCE,
    SIZE_LIMIT,
    SaveError,
    SaveFailed,
    SessionFileError,
    StoreError,
    reason,
)
from fouraxis.store.format import Loaded, loads, session_in
from fouraxis.store.journal import Journal, discard, pending
from fouraxis.store.merge import Choice, Merged, merge, settled
from fouraxis.store.read import Opened, read
from fouraxis.store.state import Backups, StateFolder, quarantine
from fouraxis.store.toml_text import decoded
from fouraxis.workshop.session import Session, SessionPath
from fouraxis.workshop.text import one_line

OLD: Final = timedelta(days=1)
_LIMIT: Final = 4096


class Holder(NamedTuple):
    """Who holds a lock; the names are somebody else's text."""

    user: str
    host: str
    pid: int
    at: datetime


class LockedBy(StoreError):
    """Somebody has the session open: `holder`."""

    def __init__(self, path: Path, holder: Holder) -> None:
        what = Message(
            "is open by {user} on {host} since {time} UTC",
            user=holder.user,
            host=holder.host,
            time=f"{holder.at:%Y-%m-%d %H:%M}",
        )
        super().__init__(path, what, Message("Open it read-only, open a copy, or take it over"))
        self.holder = holder


class Lock:
    """The lock of a session file, as held by this run; where it cannot be written it is not held.

    Args:
        path: the session file.
        disk: what carries out each step.
    """

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self.path = path
        self.file = path.with_name(f".{path.name}.lock")
        self._disk = disk
        self._text = b""

    @property
    def held(self) -> bool:
        """Whether the lock is there and ours."""
        return bool(self._text) and self._read() == self._text

    def acquire(self) -> "Lock":
        """Take the lock; one whose owner is gone is taken over without a word.

        Raises:
            LockedBy: somebody has the session open.
        """
        holder = self.holder()
        if holder is not None:
            raise LockedBy(self.path, holder)
        self.takeover()
        return self

    def takeover(self) -> None:
        """Take the lock whoever has it."""
        text = _text()
        with suppress(OSError):  # a folder that takes no lock can still be worked in
            atomic.over(self.file, [text], self._disk, lasting=False)
            self._text = text

    def release(self) -> None:
        """Give the lock back, if it is still ours."""
        if self.held:
            with suppress(OSError):
                self._disk.remove(self.file)
        self._text = b""

    def holder(self) -> Holder | None:
        """Who else has the session open; None if nobody has, as far as can be told."""
        holder = _holder(self._read())
        if holder is None or (holder.host, holder.pid) == (host(), os.getpid()):
            return None
        if holder.host == host():
            return holder if alive(holder.pid) else None
        return holder if datetime.now(UTC) - holder.at < OLD else None

    def _read(self) -> bytes:
        try:
            return self._disk.read(self.file, _LIMIT)
        except OSError:
            return b""


def _text() -> bytes:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    who = {"user": login(), "host": host(), "pid": os.getpid(), "at": at}
    return json.dumps(who).encode() + b"\n"


def _holder(data: bytes) -> Holder | None:
    """What a lock says; None if it is garbled."""
    try:
        record: Any = json.loads(data)
        at = datetime.fromisoformat(record["at"])
        pid = record["pid"]
        if not isinstance(pid, int) or isinstance(pid, bool) or at.tzinfo is None:
            return None
        user, machine = (one_line(record[key][:100]) for key in ("user", "host"))
        return Holder(user, machine, pid, at)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


LONGEST_PAUSE: Final = 2.0
"""The longest time between two tries while saving fails, in seconds."""

_FIRST_PAUSE: Final = 0.1

_BREATH: Final = 0.01
"""How long a save lets the application go first, in seconds: a key is drawn before it is saved."""


_ON_ITS_WAY: Final = 0.5
"""Seconds in which another program that writes a file anew has put it back in its place."""


class SessionFile:
    """Keeps one session in its file, in the background, and holds the file's lock.

    Args:
        opened: the file; a link is followed.
        told: called after every change of the state, and when something came in from outside; in
            the thread that saves.
        lock: the file's lock, if it is held; it is given back in the end.
        disk: what carries out each step of a save.
        local: where journal and backups are kept on this machine.
    """

    def __init__(
        self,
        opened: Opened,
        listener: Callable[[], None] = lambda: None,
        *,
        lock: Lock | None = None,
        disk: Disk = DISK,
        local: StateFolder | None = None,
    ) -> None:
        self._listener = listener
        self._lock = lock
        self._disk = disk
        self._local = local or StateFolder()
        self._changed = threading.Condition()
        self._state: State | None = None
        self._came_in: Merged | None = None
        self._begin(opened)

    def _begin(self, opened: Opened) -> None:
        self._delivery = Delivery(opened, self._disk, self._local)
        self._newest = opened.session
        self._waiting = self._looking = False
        self._taken_over: Merged | None = None
        self._submitted = self._kept = self._started = self._failed = 0
        self._hurry = self._closing = self._ended = False
        self._thread = threading.Thread(target=self._run, name="session file", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """The file that is kept."""
        return self._delivery.path

    @property
    def state(self) -> State | None:
        """What has become of the newest session; None before there was anything to save."""
        return self._state

    def keep(self, session: Session, merged: Merged | None = None) -> None:
        """Have this session saved; one that still waits is dropped in its favour. Never blocks.

        From this moment on the state is not `Saved`, until it is.

        Args:
            session: the session of the application as it is now.
            merged: what `came_in`, with the first session that has it.
        """
        with self._changed:
            self._newest, self._waiting = session, True
            self._taken_over = merged or self._taken_over
            self._submitted += 1
            if not isinstance(self._state, NotSaved):  # it is not saved until it is
                self._state = Saving()
            self._changed.notify_all()

    def look(self) -> None:
        """See whether others changed the file meanwhile; what they did comes in. Never blocks."""
        with self._changed:
            self._looking = True
            self._changed.notify_all()

    def came_in(self) -> Merged | None:
        """What came into the file from outside since this was asked last; the newest has all.

        `merged.onto(session)` brings it into the session of the application, which is then kept
        with `merged`.
        """
        with self._changed:
            merged, self._came_in = self._came_in, None
        return merged

    def resolve(self, choices: Mapping[SessionPath, Choice]) -> None:
        """Settle conflicts of the state, by their paths; what comes of it is saved and comes in.

        A conflict that is another one by now is reported anew.
        """
        with self._changed:
            if isinstance(self._state, Conflicting):
                self._delivery.choose(self._state.conflicts, choices)
                self._hurry = self._waiting = True
                self._changed.notify_all()

    def adopt(self, journal: Journal) -> None:
        """Discard the journal of an earlier run once the version kept next is in the file."""
        self._delivery.adopt(journal)

    def save_copy(self, session: Session, *folders: Path) -> Path:
        """Save the session to a new file beside its own, else in one of these folders.

        Raises:
            SaveError: that failed.
        """
        return self._delivery.save_copy(session, *folders)

    def move_to(self, session: Session, *folders: Path) -> Path:
        """Save the session to a copy beside its file, else elsewhere, and go on in the copy.

        The journal of the file is not needed any more then: the copy has everything.

        Raises:
            SaveError: there is no copy; all goes on as before.
        """
        copy, left = self.save_copy(session, *folders), self.path
        try:
            opened = read(copy)
        except Exception as error:  # it was read back a moment ago: the disk is gone again
            raise SaveError(copy, Message("cannot be read"), Message("Try again.")) from error
        self.close()
        if (journal := pending(left)) is not None:
            discard(journal)
        self._lock = Lock(copy)
        self._lock.takeover()
        self._begin(opened)
        self._state = Saving()
        self.keep(session)
        return copy

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
            return self._kept >= wanted and not isinstance(self._state, NotSaved)

    def close(self, timeout: float = 5.0) -> bool:
        """Bring all to disk as far as it can be, and give the lock back; whether all is saved."""
        if self._delivery.gone():
            self.keep(self._newest)
        saved = self.flush(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(max(0.0, timeout))
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        return saved

    # -- in the thread that saves

    def _run(self) -> None:
        with suppress(Exception):
            atomic.clear_leftovers(self.path.parent, self._disk)
        pause = _FIRST_PAUSE
        while self._awaited():
            session, number, news = self._next()
            news = news or self._gone()
            try:
                merged = self._delivery.bring(session) if news else self._delivery.fetch(session)
            except Exception as error:
                self._end_try(number, self._kept_elsewhere(session, error, news), news=news)
                self._rest(number, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = _FIRST_PAUSE
                self._end_try(number, merged=merged, news=news)
        self._delivery.end()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _awaited(self) -> bool:
        """Wait for something to do; False when the thread is to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._looking or self._closing)
            if self._waiting:
                self._changed.wait_for(lambda: self._hurry or self._closing, _BREATH)
            hopeless = self._closing and isinstance(self._state, NotSaved)
            return (self._waiting and not hopeless) or not self._closing

    def _gone(self) -> bool:
        """Whether the file is gone for good; what is open here is saved in its place then."""
        if self._delivery.gone():
            with self._changed:
                self._changed.wait_for(lambda: self._closing, _ON_ITS_WAY)
        return self._delivery.gone()

    def _next(self) -> tuple[Session, int, bool]:
        """The newest session, its number, and whether it has to be brought to the file."""
        with self._changed:
            news = self._waiting
            self._waiting = self._looking = self._hurry = False
            self._started += 1
            if self._taken_over is not None:
                self._delivery.taken_over(self._taken_over)
                self._taken_over = None
            return self._newest, self._submitted, news

    def _kept_elsewhere(self, session: Session, error: Exception, news: bool) -> NotSaved:
        """The state after a save that failed: where what was typed is kept meanwhile."""
        journaled = self._delivery.journalize(session)
        state = replace(
            state_after(error), journaled=journaled, unchanged=not self._delivery.new(session)
        )
        homeless = isinstance(error, Unusable) or not (journaled or state.unchanged)
        return replace(state, copy=self._delivery.apart(session)) if homeless and news else state

    def _end_try(
        self,
        number: int,
        trouble: NotSaved | None = None,
        merged: Merged | None = None,
        *,
        news: bool,
    ) -> None:
        """Note how a try ended; what was not saved is tried again."""
        with self._changed:
            before = self._state
            if trouble is not None:
                self._state = trouble
            elif number != self._submitted:
                self._state = Saving()
            elif news or isinstance(before, NotSaved):
                at = datetime.now(UTC).replace(microsecond=0)
                self._state = Saved(at, self._delivery.note())
            self._came_in = merged or self._came_in
            changed = merged is not None or self._state != before
        if changed:
            with suppress(Exception):  # a listener at fault must not end the saving
                self._listener()
        with self._changed:
            if trouble is None:
                self._kept = number
            else:
                self._failed = self._started
                self._waiting = self._waiting or news
            self._changed.notify_all()

    def _rest(self, number: int, pause: float) -> None:
        """Wait before the next try; a newer session, a flush or the end cuts it short."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._hurry or self._closing or self._submitted != number, pause
            )


class Version(NamedTuple):
    """A version of a session: from when it is, its bytes, and what it is.

    `session` is None where no session can be made of it; `journal` where it is a backup.
    """

    at: datetime
    data: bytes
    session: Session | None
    journal: Journal | None = None


def versions(file: Path, state: StateFolder | None = None) -> tuple[Version, ...]:
    """The versions of a session file, newest first; the file itself need not exist."""
    state = state or StateFolder()
    return tuple(sorted(_versions(file, state), key=lambda version: version.at, reverse=True))


def _versions(file: Path, state: StateFolder) -> Iterator[Version]:
    if (journal := pending(file, state)) is not None:
        yield Version(journal.until, journal.text, journal.session, journal)
    for backup in Backups(file, state).related():
        with suppress(OSError):
            data = state.disk.read(backup.path)
            yield Version(backup.at, data, session_in(data, file))


def restore(version: Version, file: Path, state: StateFolder | None = None) -> Path:
    """Write a version to a new file beside the session file; no file is ever overwritten.

    Raises:
        SaveFailed: it cannot be written there.
    """
    disk = (state or StateFolder()).disk
    file = file.absolute()
    ending = f"-from-{version.at.astimezone():%Y%m%d-%H%M%S}"
    taken: list[str] = []
    try:
        while True:
            path = beside(file, ending, taken)
            with suppress(FileExistsError):
                atomic.new(path, [version.data], disk)
                return path
            taken.append(path.name)
    except OSError as error:
        raise SaveFailed(
            file.with_name(f"{file.stem}{ending}{SUFFIX}"), reason(error), ONCE
        ) from None


_MINE: Final = re.compile(r"<{7}(?: .*)?")
_BASE: Final = re.compile(r"\|{7}(?: .*)?")
_MIDDLE: Final = re.compile(r"={7}")
_THEIRS: Final = re.compile(r">{7}(?: .*)?")


def sides(text: str) -> tuple[str, str | None, str] | None:
    """The versions that the markers hold: mine, what both began from if it is there, and theirs.

    None if the markers are not in pairs: then nobody can tell what belongs to whom.
    """
    mine: list[str] = []
    base: list[str] = []
    theirs: list[str] = []
    everywhere = [mine, base, theirs]
    here, with_base, marked = everywhere, True, False
    for line in text.split("\n"):
        if here is everywhere and _MINE.fullmatch(line):
            here, had_base, marked = [mine], False, True
        elif here == [mine] and here is not everywhere and _BASE.fullmatch(line):
            here, had_base = [base], True
        elif here is not everywhere and _MIDDLE.fullmatch(line) and here[0] is not theirs:
            here, with_base = [theirs], with_base and had_base
        elif here is not everywhere and here[0] is theirs and _THEIRS.fullmatch(line):
            here = everywhere
        else:
            for side in here:
                side.append(line)
    if not marked or here is not everywhere:
        return None
    return "\n".join(mine), "\n".join(base) if with_base else None, "\n".join(theirs)


def unfinished(data: bytes, path: Path) -> Merged | None:
    """The merge that git began in a session file, answer by answer; None if it is none.

    Raises:
        SessionFileError: one of the sides is no session.
    """
    if b"<<<<<<<" not in data or len(data) > SIZE_LIMIT:
        return None
    parts = sides(decoded(data, path))
    if parts is None:
        return None
    mine, base, theirs = parts
    return merge(
        _base(base, path),
        loads(mine.encode(), path).session,
        loads(theirs.encode(), path).session,
    )


def _base(text: str | None, path: Path) -> Session | None:
    return None if text is None else session_in(text.encode(), path)


class UnfinishedMerge(SessionFileError):
    """The file holds both sides of a merge that git did not finish: `merged`, and its `stamp`.

    What came of resolving its conflicts can be saved over the file by that stamp.
    """

    def __init__(self, path: Path, merged: Merged, stamp: Stamp) -> None:
        what = Message.counted(
            len(merged.conflicts),
            "holds both sides of a merge that was not finished: {count} answer to choose between",
            "holds both sides of a merge that was not finished: {count} answers to choose between",
        )
        advice = Message("`fouraxis merge {name}` finishes it. It was not changed", name=path.name)
        super().__init__(path, what, advice)
        self.merged = merged
        self.stamp = stamp


def open_file(path: Path, state: StateFolder | None = None) -> Opened:
    """Open a session file to work in it.

    A save in the file's place that a crash cut short is finished from its journal, in memory. A
    damaged file is copied to the quarantine, and the backups there are named.

    Raises:
        UnfinishedMerge: the file has git's conflict markers.
        SessionFileError: no session can be made of the file. It was not changed.
    """
    state = state or StateFolder()
    try:
        opened = read(path, state.disk)
    except SessionFileError as error:
        return _mended(path, state, error)
    if opened.loaded.intact or opened.read_only:
        return opened
    if (journal := _cut_short(path, state)) is None:
        return opened
    with suppress(OSError):
        data = state.disk.read(path)
        quarantine(path, data, state)
        if digest(data) == opened.stamp.sha256 and journal.tore(data):
            return _from_journal(opened, Loaded(journal.session))
    merged = settled(journal.onto(opened.session))  # somebody mended it by hand since
    return _from_journal(opened, replace(opened.loaded, session=merged.session))


def _mended(path: Path, state: StateFolder, error: SessionFileError) -> Opened:
    """The session of a file that cannot be read as it is.

    Raises:
        SessionFileError: there is no way.
    """
    try:
        looks, data = state.disk.stat(path), state.disk.read(path, SIZE_LIMIT + 1)
    except (OSError, ValueError):
        raise error from None
    stamp = Stamp.of(looks, data)
    merged = unfinished(data, path)
    if merged is not None:
        raise UnfinishedMerge(path, merged, stamp) from None
    if len(data) > SIZE_LIMIT or path.suffix != SUFFIX:
        raise error
    kept = quarantine(path, data, state)
    if (journal := _cut_short(path, state)) is not None:
        return _from_journal(Opened(path, Loaded(journal.session), stamp), Loaded(journal.session))
    raise SessionFileError(path, error.what, _advice(path, state, error.advice, kept)) from None


def _cut_short(path: Path, state: StateFolder) -> Journal | None:
    """The journal of a save in the file's place that did not come to its end."""
    journal = pending(path, state)
    return journal if journal is not None and journal.in_place and not journal.fits else None


def _from_journal(opened: Opened, loaded: Loaded) -> Opened:
    notice = tr(
        "{name}: the last save was cut short. It was completed from its journal.",
        name=opened.path.name,
    )
    loaded = replace(loaded, notices=(*loaded.notices, notice))
    return replace(opened, loaded=loaded, as_stamped=False)


def _advice(path: Path, state: StateFolder, advice: Message, kept: Path | None) -> Message:
    """What to do with a damaged file: the newest backup, if there is one."""
    backups = Backups(path, state).related()
    if not backups:
        if kept is None:
            return advice
        return Message("{advice} A copy of it is in {folder}", advice=advice, folder=kept.parent)
    return Message.counted(
        len(backups),
        "`fouraxis recover {path}` shows {count} backup, the newest of {time}. It was not changed",
        "`fouraxis recover {path}` shows {count} backups, the newest of {time}. It was not changed",
        path=path,
        time=f"{backups[0].at.astimezone():%Y-%m-%d %H:%M}",
    )
