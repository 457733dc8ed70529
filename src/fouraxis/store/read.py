"""Reading files that somebody else may have made. Reading never changes a file, whatever it has."""

import gc
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fouraxis.content.language import Message
from fouraxis.disk.system import DISK, Disk, Stamp
from fouraxis.store.faults import SIZE_LIMIT, SessionFileError, StoreError, reason
from fouraxis.store.format import Loaded, loads
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
            what = Message("is a folder, not a session file")
            raise SessionFileError(path, what, Message("Choose a file in it."))
        if not stat.S_ISREG(looks.st_mode):
            what = Message("is a device or pipe, not a file")
            raise SessionFileError(path, what, Message("Choose a session file."))
        data = disk.read(path, SIZE_LIMIT + 1)
    except FileNotFoundError:
        advice = Message("Look for it with `fouraxis list`, or begin a new session.")
        raise SessionFileError(path, Message("does not exist"), advice) from None
    except (OSError, ValueError, RuntimeError) as error:
        why = reason(error) if isinstance(error, OSError) else Message("this is no path")
        what = Message("cannot be read: {why}", why=why)
        raise SessionFileError(path, what, Message("It was not changed.")) from None
    with _uncollected():
        return Opened(path, loads(data, path), Stamp.of(looks, data))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nobody look for garbage meanwhile: what a file is made into stays.

    Of a thousand workloads a third of the time would go into looking them through again and again.
    Who finds it switched off, as a second thread may, leaves it as it is.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


TEXT_LIMIT: Final = 4 * 1024 * 1024
"""The largest text that is read, in bytes."""


class TextFileError(StoreError):
    """A file cannot be read as text. It was not changed."""


def read_text(path: Path, disk: Disk = DISK) -> str:
    """The text in a file in UTF-8 or UTF-16; links are followed, and a mark at its beginning goes.

    Raises:
        TextFileError: there is no such file, it is no file, too large, unreadable, or no such text.
    """
    from fouraxis.workshop.lists import decoded

    try:
        looks = disk.stat(path)
        if stat.S_ISDIR(looks.st_mode):
            raise TextFileError(
                path, Message("is a folder, not a file"), Message("Name a file in it.")
            )
        if not stat.S_ISREG(looks.st_mode):
            raise TextFileError(
                path, Message("is a device or pipe, not a file"), Message("Name a text file.")
            )
        data = disk.read(path, TEXT_LIMIT + 1)
    except FileNotFoundError:
        raise TextFileError(
            path, Message("does not exist"), Message("Look at the path again.")
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character in it
        why = reason(error) if isinstance(error, OSError) else Message("this is no path")
        what = Message("cannot be read: {why}", why=why)
        raise TextFileError(path, what, Message("Look at the path again.")) from None
    if len(data) > TEXT_LIMIT:
        raise TextFileError(path, Message("is larger than 4 MB"), Message("Import a part of it."))
    try:
        return decoded(data)
    except UnicodeDecodeError:
        advice = Message("Save it as “CSV UTF-8” in the spreadsheet program and try again.")
        raise TextFileError(path, Message("is not UTF-8 text"), advice) from None
