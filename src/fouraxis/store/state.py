"""The folder on this machine for journals, backups and copies of damaged files.

It is apart from the sessions, so that what happens to their disk or share does not happen here.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from fouraxis.disk import atomic
from fouraxis.disk.names import file_name
from fouraxis.disk.system import DISK, Disk, digest

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


KIND: Final = "quarantine"


def quarantine(file: Path, data: bytes, state: StateFolder) -> Path | None:
    """Keep a copy of a damaged file; the same damage is kept once. None where that fails."""
    try:
        place = state.ready(KIND, file)
        path = place / f"{digest(data)[:16]}.damaged"
        with suppress(FileExistsError):
            state.put(place, path.name, data)
    except OSError:
        return None
    return path
