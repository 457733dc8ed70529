"""Who has a session open: advice to people, in a small file beside it.

It keeps nobody from saving: that two writers lose nothing rests on what the file holds alone. So a
lock that cannot be written, is garbled or is old never stands in the way.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from fouraxis.content.language import Message
from fouraxis.disk import atomic
from fouraxis.disk.system import DISK, Disk, alive, host, login
from fouraxis.store.faults import StoreError
from fouraxis.workshop.text import one_line

OLD: Final = timedelta(days=1)
_LIMIT: Final = 4096


@dataclass(frozen=True, slots=True)
class Holder:
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
