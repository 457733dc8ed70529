"""One line of the list of sessions, from the first bytes of its file."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from fouraxis.content.language import tr
from fouraxis.store.faults import reason
from fouraxis.store.header import LONG_SIZE, SIZE, header
from fouraxis.store.names import SUFFIX

# A pipe that calls itself a session must not be waited for.
_READING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Entry(NamedTuple):
    """A session in the list; `note` is what is wrong with its file. Without a title, its name."""

    folder: Path
    name: str
    title: str
    organisation: str
    id: str
    modified_ns: int
    note: str = ""

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / self.name

    @property
    def modified(self) -> datetime:
        """When the file was changed last."""
        return datetime.fromtimestamp(self.modified_ns / 1e9, UTC)


def entry_of(folder: Path, name: str, path: str) -> Entry | None:
    """What the first bytes of a file say; None if it is no file, or went away this moment."""
    stem, modified = name.removesuffix(SUFFIX), 0
    try:
        file = os.open(path, _READING)
        try:
            known = os.fstat(file)
            if not stat.S_ISREG(known.st_mode):
                return None
            modified = known.st_mtime_ns
            data = os.read(file, SIZE)
            head = header(data)
            if head.note and len(data) == SIZE:
                head = header(data + os.read(file, LONG_SIZE))
        finally:
            os.close(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        note = tr("cannot be read: {why}", why=reason(error))
        return Entry(folder, name, stem, "", "", modified, note)
    title = head.title or stem
    return Entry(folder, name, title, head.organisation, head.id, modified, head.note)
