"""Everything on this machine from which a session file can be had back."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fouraxis.store.backups import Backups
from fouraxis.store.faults import SaveFailed, SessionFileError, reason
from fouraxis.store.format import loads
from fouraxis.store.journal import Journal, pending
from fouraxis.store.names import file_name
from fouraxis.store.state import StateFolder
from fouraxis.workshop.session import Session


@dataclass(frozen=True, slots=True)
class Version:
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
    found = list(_versions(file, state))
    return tuple(sorted(found, key=lambda version: version.at, reverse=True))


def _versions(file: Path, state: StateFolder) -> Iterator[Version]:
    if (journal := pending(file, state)) is not None:
        yield Version(journal.until, journal.text, journal.session, journal)
    for backup in Backups(file, state).related():
        with suppress(OSError):
            data = state.disk.read(backup.path)
            yield Version(backup.at, data, _session(data, file))


def _session(data: bytes, file: Path) -> Session | None:
    try:
        return loads(data, file).session
    except SessionFileError:
        return None


def restore(version: Version, file: Path, state: StateFolder | None = None) -> Path:
    """Write a version to a new file beside the session file; no file is ever overwritten.

    Raises:
        SaveFailed: it cannot be written there.
    """
    disk = (state or StateFolder()).disk
    folder = file.absolute().parent
    stem = f"{file.stem}-from-{version.at.astimezone():%Y%m%d-%H%M%S}"
    try:
        taken = [path.name for path in folder.iterdir()]
        while True:
            name = file_name(stem, taken)
            with suppress(FileExistsError):
                return StateFolder(folder, disk).put(folder, name, version.data)
            taken.append(name)
    except OSError as error:
        raise SaveFailed(folder / f"{stem}.toml", reason(error)) from None
