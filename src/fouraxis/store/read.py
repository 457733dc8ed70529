"""Reading files that somebody else may have made. Reading never changes a file, whatever it has."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fouraxis.content.language import tr
from fouraxis.disk.system import DISK, Disk, Stamp
from fouraxis.store.faults import SessionFileError, StoreError, reason
from fouraxis.store.format import Loaded, loads
from fouraxis.store.toml_text import SIZE_LIMIT
from fouraxis.workshop.session import Session


@dataclass(frozen=True, slots=True)
class Opened:
    """A session file that was opened: the session, what is to be said about it, and its stamp.

    `as_stamped` is False where the session is another one than the stamped bytes hold, such as one
    from a journal.
    """

    path: Path
    loaded: Loaded
    stamp: Stamp
    as_stamped: bool = True

    @property
    def session(self) -> Session:
        """The session in the file."""
        return self.loaded.session

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about the file for the room to read; they quote raw text of the file."""
        return self.loaded.notices

    @property
    def read_only(self) -> bool:
        """Whether the file must not be written, because a newer fouraxis saved it."""
        return self.loaded.read_only


def read(path: Path, disk: Disk = DISK) -> Opened:
    """Open a session file; a link is followed.

    Raises:
        SessionFileError: there is no such file, it cannot be read, or no session can be made of it.
    """
    try:
        looks = disk.stat(path)
        if stat.S_ISDIR(looks.st_mode):
            what = tr("is a folder, not a session file")
            raise SessionFileError(path, what, tr("Choose a file in it."))
        if not stat.S_ISREG(looks.st_mode):
            what = tr("is a device or pipe, not a file")
            raise SessionFileError(path, what, tr("Choose a session file."))
        data = disk.read(path, SIZE_LIMIT + 1)
    except FileNotFoundError:
        advice = tr("Look for it with `fouraxis list`, or begin a new session.")
        raise SessionFileError(path, tr("does not exist"), advice) from None
    except (OSError, ValueError, RuntimeError) as error:
        why = reason(error) if isinstance(error, OSError) else tr("this is no path")
        what = tr("cannot be read: {why}", why=why)
        raise SessionFileError(path, what, tr("It was not changed.")) from None
    return Opened(path, loads(data, path), Stamp.of(looks, data))


TEXT_LIMIT: Final = 4 * 1024 * 1024
"""The largest text that is read, in bytes."""


class TextFileError(StoreError):
    """A file cannot be read as text. It was not changed."""


def read_text(path: Path, disk: Disk = DISK) -> str:
    """The text in a file; links are followed, and a mark of UTF-8 at its beginning goes.

    Raises:
        TextFileError: there is no such file, it is no file, too large, unreadable, or not UTF-8.
    """
    try:
        looks = disk.stat(path)
        if stat.S_ISDIR(looks.st_mode):
            raise TextFileError(path, tr("is a folder, not a file"), tr("Name a file in it."))
        if not stat.S_ISREG(looks.st_mode):
            raise TextFileError(
                path, tr("is a device or pipe, not a file"), tr("Name a text file.")
            )
        data = disk.read(path, TEXT_LIMIT + 1)
    except FileNotFoundError:
        raise TextFileError(path, tr("does not exist"), tr("Look at the path again.")) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character in it
        why = reason(error) if isinstance(error, OSError) else tr("this is no path")
        what = tr("cannot be read: {why}", why=why)
        raise TextFileError(path, what, tr("Look at the path again.")) from None
    if len(data) > TEXT_LIMIT:
        raise TextFileError(path, tr("is larger than 4 MB"), tr("Import a part of it."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        advice = tr("Save it as “CSV UTF-8” in the spreadsheet program and try again.")
        raise TextFileError(path, tr("is not UTF-8 text"), advice) from None
