"""The folder on this machine for journals, backups, drafts, sittings and copies of damaged files.

It is apart from the sessions, so that what happens to their disk or share does not happen here.
Backups are what a session file held when it was last known to be whole.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from fouraxis.disk import atomic
from fouraxis.disk.system import DISK, SUFFIX, Disk, digest, file_name
from fouraxis.store.faults import SIZE_LIMIT
from fouraxis.store.header import SIZE, header

VARIABLE: Final = "FOURAXIS_STATE"
_WHERE: Final = "where"


def state_folder() -> Path:
    """Where the state of this machine is kept: FOURAXIS_STATE, else what the system has for it."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_state_path

    return user_state_path("fouraxis", appauthor=False)


def resolved(file: Path) -> Path:
    """The file itself, where the path is a link; the path as it is where that cannot be told."""
    try:
        return file.resolve()
    except (OSError, RuntimeError, ValueError):
        return file.absolute()


_LOOKS: Final = "looks"
_LONGEST_NAME: Final = 60


def remembered_looks(disk: Disk = DISK) -> str:
    """The name of the theme that was chosen on this machine; empty where nobody chose one."""
    try:
        return disk.read(state_folder() / _LOOKS, _LONGEST_NAME).decode("ascii", "replace").strip()
    except OSError:
        return ""


def remember_looks(name: str, disk: Disk = DISK) -> None:
    """Remember on this machine which theme was chosen; where that fails, it is chosen anew."""
    with suppress(OSError):
        if not state_folder().is_dir():
            disk.make_folder(state_folder())
        atomic.over(state_folder() / _LOOKS, [name.encode("ascii")], disk, lasting=False)


class StateFolder:
    """The state of this machine, by kind and by session file.

    Args:
        path: the folder; None means the usual one.
        disk: what carries out each step.
    """

    def __init__(self, path: Path | None = None, disk: Disk = DISK) -> None:
        self.path = state_folder() if path is None else path
        self.disk = disk

    def place(self, kind: str, file: Path) -> Path:
        """The folder for what is kept of one kind for a session file; it need not exist yet."""
        real = os.path.normcase(resolved(file))
        digest = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
        stem = file_name(resolved(file).stem[:40]).removesuffix(".toml")
        return self.path / kind / f"{stem}-{digest}"

    def ready(self, kind: str, file: Path) -> Path:
        """The same folder, made where it is missing; it knows whose it is.

        Raises:
            OSError: it cannot be made.
        """
        place = self.place(kind, file)
        if not place.is_dir():
            self.disk.make_folder(place)
            with suppress(OSError):
                atomic.new(place / _WHERE, [os.fsencode(resolved(file))], self.disk)
        return place

    def places(self, kind: str) -> Iterator[tuple[Path, Path]]:
        """Every folder of a kind, and the session file that it is of."""
        with suppress(OSError):
            for place in sorted((self.path / kind).iterdir()):
                with suppress(OSError):
                    yield place, Path(os.fsdecode(self.disk.read(place / _WHERE, 65_536)))

    def put(self, place: Path, name: str, data: bytes) -> Path:
        """Keep a file, whole and on the medium, under a name that is new in its folder.

        Raises:
            OSError: it is not kept; nothing is left behind.
        """
        path = place / name
        atomic.new(path, [data], self.disk)
        return path


BACKUPS: Final = "backups"
RECENT: Final = 10
"""How many of the newest backups are kept."""

DAYS: Final = 30
"""For how many days on which there was a backup the last one of the day is kept."""

_BACKUP: Final = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-([0-9a-f]{12})\.toml")


class Backup(NamedTuple):
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
        return _in(self._state.place(BACKUPS, self.file))

    def related(self) -> tuple[Backup, ...]:
        """The backups, and those of the same session under another path, newest first."""
        own = self.list()
        key = self._id(self.file) or (self._id(own[0].path) if own else "")
        others = [
            backup
            for place, _ in self._state.places(BACKUPS)
            if key and place != self._state.place(BACKUPS, self.file)
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
        place = self._state.ready(BACKUPS, self.file)
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
        if match := _BACKUP.fullmatch(name):
            with suppress(ValueError):
                at = datetime.strptime(match[1], "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
                backups.append(Backup(place / name, at, match[2]))
    return tuple(backups)


SITTINGS: Final = "sittings"
_BEGUN: Final = "begun.toml"


def last_sitting(file: Path, data: bytes, state: StateFolder | None = None) -> bytes | None:
    """What a session file held when it was opened here before, unless that is what it holds now.

    What it holds now takes its place. None where nothing is known, or nothing can be kept.
    """
    state = state or StateFolder()
    path = state.place(SITTINGS, file) / _BEGUN
    before: bytes | None = None
    with suppress(OSError):
        before = state.disk.read(path, SIZE_LIMIT)
    if before == data:
        return None
    with suppress(OSError):
        state.ready(SITTINGS, file)
        atomic.over(path, [data], state.disk, lasting=False)
    return before


QUARANTINE: Final = "quarantine"


def quarantine(file: Path, data: bytes, state: StateFolder) -> Path | None:
    """Keep a copy of a damaged file; the same damage is kept once. None where that fails."""
    try:
        place = state.ready(QUARANTINE, file)
        path = place / f"{digest(data)[:16]}.damaged"
        with suppress(FileExistsError):
            state.put(place, path.name, data)
    except OSError:
        return None
    return path
