"""The journal: every version of a session that is not in its file yet, on this machine's own disk.

One line of JSON each, appended and brought to the medium; a line that was cut short by a crash is
passed over. The first line says which file it is of and what that held.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from fouraxis.disk.system import alive, digest, host
from fouraxis.store.faults import SessionFileError
from fouraxis.store.format import count, loads, session_in
from fouraxis.store.merge import Merged, merge, same_content
from fouraxis.store.state import Backups, StateFolder
from fouraxis.workshop.session import Session

KIND: Final = "journals"
SUFFIX: Final = ".journal"
LIMIT: Final = 8 * 1024 * 1024
"""A journal that grew beyond this is begun anew with its newest version."""

_OPEN: Final[set[Path]] = set()
"""Journals that this process is writing."""


class JournalWriter:
    """The journal of one run for one session file, at its `path`; None while it holds nothing."""

    def __init__(self, file: Path, state: StateFolder) -> None:
        self._file = file
        self._state = state
        self.path: Path | None = None
        self._size = 0
        self._torn = False
        self._last = b""

    def append(self, text: bytes, base: tuple[str, bytes] | None, *, in_place: bool) -> None:
        """Add a version of the session, as the bytes of its file.

        Args:
            text: the version.
            base: hash and bytes of what the file holds, for the first line; None if unknown.
            in_place: whether the file is about to be overwritten with these very bytes.

        Raises:
            OSError: it is not on the medium.
        """
        body = text.partition(b"\n[saved]\n")[0]  # each try to save has a time of its own
        if body == self._last and not in_place:
            return
        if self.path is not None:
            _OPEN.add(self.path)
        if self._size > LIMIT:
            self.clear()
        line = json.dumps(
            {
                "at": datetime.now(UTC).isoformat(),
                "sha256": digest(text),
                "in_place": in_place,
                "session": text.decode(),
            }
        ).encode()
        first = self.path is None
        if self.path is None:
            folder = self._state.ready(KIND, self._file)
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}-{os.urandom(3).hex()}{SUFFIX}"
            self.path = folder / name
            _OPEN.add(self.path)
            line = self._head(base) + b"\n" + line
        self._write(line, first=first)
        self._last = body

    def _head(self, base: tuple[str, bytes] | None) -> bytes:
        base_part = {"base": base[0], "base_session": base[1].decode()} if base else {}
        who = {"file": str(self._file), "host": host(), "pid": os.getpid()}
        return json.dumps({"journal": 1, **who, **base_part}).encode()

    def _write(self, line: bytes, *, first: bool) -> None:
        disk, path = self._state.disk, self.path
        if path is None:
            return
        data = (b"\n" if self._torn else b"") + line + b"\n"
        self._torn = True  # until it is known to be whole
        try:
            file = disk.append(path)
            try:
                disk.write(file, data)
                disk.sync(file)
            finally:
                disk.close(file)
            if first:
                disk.sync_folder(path.parent)
        except OSError:
            if first:
                self.clear()
            raise
        self._torn = False
        self._size += len(data)

    def clear(self) -> None:
        """The file caught up: nothing is needed any more."""
        if self.path is not None:
            with suppress(OSError):
                self._state.disk.remove(self.path)
            _OPEN.discard(self.path)
        self.path, self._size, self._torn, self._last = None, 0, False, b""

    def leave(self) -> None:
        """The run ends; what is in the journal is there for the next one."""
        if self.path is not None:
            _OPEN.discard(self.path)


@dataclass(frozen=True, slots=True)
class Journal:
    """What an earlier run could not bring into its file.

    `count` changes were made since `since`; `fits` says that the file is still what they were made
    on. `text` are the bytes that the file was to have, `base_text` those that it had; `in_place`
    that it was being overwritten when the run ended.
    """

    file: Path
    path: Path
    session: Session
    base: Session | None
    text: bytes
    base_text: bytes
    count: int
    since: datetime
    until: datetime
    fits: bool
    in_place: bool

    def tore(self, data: bytes) -> bool:
        """Whether a file of these bytes is what the overwriting left when it was cut short."""
        parts = zip_longest(data, self.text, self.base_text)
        return self.in_place and all(
            byte is None or byte in (new, old, 0) for byte, new, old in parts
        )

    def onto(self, opened: Session) -> Merged:
        """The changes, brought into what is in the file: the file is mine, the journal theirs."""
        return merge(opened if self.fits else self.base, opened, self.session)


def pending(file: Path, state: StateFolder | None = None) -> Journal | None:
    """What earlier runs could not bring into this file: the newest journal; None if there is none.

    Journals of a program that still runs, and those whose file caught up, are none.
    """
    state = state or StateFolder()
    try:
        data = state.disk.read(file)
    except OSError:
        data = b""
    for path in _newest_first(state, state.place(KIND, file)):
        newest = _read(path, file, data, state)
        if newest is not None:
            return newest
    return None


def discard(journal: Journal, state: StateFolder | None = None) -> None:
    """The journal was taken over or declined: its newest version stays among the backups."""
    state = state or StateFolder()
    try:
        Backups(journal.file, state).add(journal.text, journal.until)
    except OSError:
        return  # it stays where it is
    with suppress(OSError):
        state.disk.remove(journal.path)


def _newest_first(state: StateFolder, folder: Path) -> list[Path]:
    try:
        return sorted((p for p in folder.iterdir() if p.suffix == SUFFIX), reverse=True)
    except OSError:
        return []


def _read(path: Path, file: Path, data: bytes, state: StateFolder) -> Journal | None:
    try:
        lines = state.disk.read(path).split(b"\n")
    except OSError:
        return None
    records = [record for line in lines if (record := _record(line)) is not None]
    head = next((record for record in records if "journal" in record), {})
    pid = head.get("pid")
    running = head.get("host") == host() and isinstance(pid, int) and pid != os.getpid()
    if path in _OPEN or (running and alive(int(pid or 0))):
        return None
    versions = [record for record in records if "session" in record]
    if not versions:
        return None
    last = versions[-1]
    text = str(last["session"]).encode()
    if digest(data) == last["sha256"]:  # it was saved; only the journal could not be removed
        with suppress(OSError):
            state.disk.remove(path)
        return None
    try:
        session = loads(text, file).session
        base_text = str(head.get("base_session", "")).encode()
        base = loads(base_text, file).session if base_text else None
        now = session_in(data, file)
    except SessionFileError:
        return None
    if now is not None and same_content(now, session):
        return None
    return Journal(
        file=file,
        path=path,
        session=session,
        base=base,
        text=text,
        base_text=base_text,
        count=count(base or now or session, session),
        since=datetime.fromisoformat(versions[0]["at"]),
        until=datetime.fromisoformat(last["at"]),
        fits=head.get("base") == digest(data),
        in_place=bool(last.get("in_place")),
    )


def _record(line: bytes) -> dict[str, Any] | None:
    """One line, if it is whole."""
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            return None
        if "session" in record:
            datetime.fromisoformat(record["at"])
            if digest(str(record["session"]).encode()) != record["sha256"]:
                return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return record
