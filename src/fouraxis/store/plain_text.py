"""Reading a text that somebody else made, such as a table from a spreadsheet."""

import stat
from pathlib import Path
from typing import Final

from fouraxis.content.language import tr
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
            raise TextFileError(path, tr("is a folder, not a file"), tr("Name a file in it."))
        if not stat.S_ISREG(known.st_mode):
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
