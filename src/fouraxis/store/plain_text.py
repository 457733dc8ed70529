"""Reading a text that somebody else made, such as a table from a spreadsheet."""

import stat
from pathlib import Path
from typing import Final

from fouraxis.store.disk import DISK, Disk
from fouraxis.store.faults import StoreError, reason

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
        known = disk.stat(path)
        if stat.S_ISDIR(known.st_mode):
            raise TextFileError(path, "is a folder, not a file", "Name a file in it.")
        if not stat.S_ISREG(known.st_mode):
            raise TextFileError(path, "is a device or pipe, not a file", "Name a text file.")
        data = disk.read(path, TEXT_LIMIT + 1)
    except FileNotFoundError:
        raise TextFileError(path, "does not exist", "Look at the path again.") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character in it
        why = reason(error) if isinstance(error, OSError) else "this is no path"
        raise TextFileError(path, f"cannot be read: {why}", "Look at the path again.") from None
    if len(data) > TEXT_LIMIT:
        raise TextFileError(path, "is larger than 4 MB", "Import a part of it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        advice = "Save it as “CSV UTF-8” in the spreadsheet program and try again."
        raise TextFileError(path, "is not UTF-8 text", advice) from None
