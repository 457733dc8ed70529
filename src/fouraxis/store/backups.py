"""Backups of a session file on this machine: what it held when it was last known to be whole."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.disk.names import SUFFIX
from fouraxis.disk.system import digest
from fouraxis.store.header import SIZE, header
from fouraxis.store.state import StateFolder

KIND: Final = "backups"
RECENT: Final = 10
"""How many of the newest backups are kept."""

DAYS: Final = 30
"""For how many days on which there was a backup the last one of the day is kept."""

_NAME: Final = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-([0-9a-f]{12})\.toml")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, when it was made, and the beginning of the hash of what it holds."""

    path: Path
    at: datetime
    hash: str


class Backups:
    """The backups of one session file."""

    def __init__(self, file: Path, state: StateFolder | None = None) -> None:
        self.file = file
        self._state = state or StateFolder()

    def list(self) -> tuple[Backup, ...]:
        """The backups, newest first."""
        return _in(self._state.place(KIND, self.file))

    def related(self) -> tuple[Backup, ...]:
        """The backups, and those of the same session under another path, newest first."""
        own = self.list()
        key = self._id(self.file) or (self._id(own[0].path) if own else "")
        others = [
            backup
            for place, _ in self._state.places(KIND)
            if key and place != self._state.place(KIND, self.file)
            for backup in _in(place)
            if self._id(backup.path) == key
        ]
        return tuple(
            sorted([*own, *others], key=lambda backup: (backup.at, backup.path), reverse=True)
        )

    def add(self, data: bytes, at: datetime | None = None) -> Path:
        """Keep what a session file holds; what the newest backup holds is not kept twice.

        Raises:
            OSError: it is not kept.
        """
        short = digest(data)[:12]
        have = self.list()
        if have and have[0].hash == short:
            return have[0].path
        place = self._state.ready(KIND, self.file)
        name = f"{(at or datetime.now(UTC)).astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{short}{SUFFIX}"
        with suppress(FileExistsError):
            return self._state.put(place, name, data)
        return place / name

    def prune(self) -> None:
        """Remove what is neither recent nor the last of its day; only after a save that was good.

        Days are those on which there was a backup: a clock that jumps removes nothing.
        """
        have = self.list()
        days: dict[str, Path] = {}
        for backup in have:
            days.setdefault(f"{backup.at:%Y%m%d}", backup.path)
        kept = {backup.path for backup in have[:RECENT]} | set(list(days.values())[:DAYS])
        for backup in have:
            if backup.path not in kept:
                with suppress(OSError):
                    self._state.disk.remove(backup.path)

    def _id(self, path: Path) -> str:
        try:
            return header(self._state.disk.read(path, SIZE)).id
        except OSError:
            return ""


def _in(place: Path) -> tuple[Backup, ...]:
    try:
        names = sorted((path.name for path in place.iterdir()), reverse=True)
    except OSError:
        return ()
    backups = []
    for name in names:
        if match := _NAME.fullmatch(name):
            with suppress(ValueError):
                at = datetime.strptime(match[1], "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
                backups.append(Backup(place / name, at, match[2]))
    return tuple(backups)
