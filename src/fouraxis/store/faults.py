"""What can go wrong with a file: what happened, to which file, what to do; in plain words."""

import errno
from pathlib import Path
from typing import Final

from fouraxis.content.language import Message, noted

SIZE_LIMIT: Final = 16 * 1024 * 1024
"""The largest file that is read, in bytes: far more than any session has."""

_REASONS: Final[dict[int, str]] = {
    errno.ENOSPC: noted("no space is left on the disk"),
    errno.EDQUOT: noted("the quota for this disk is used up"),
    errno.EFBIG: noted("the file is too large for this disk"),
    errno.EACCES: noted("permission was denied"),
    errno.EPERM: noted("the system does not permit it"),
    errno.EROFS: noted("the disk can only be read"),
    errno.ENOENT: noted("the folder or file is gone"),
    errno.ENOTDIR: noted("a part of its path is not a folder"),
    errno.EISDIR: noted("it is a folder"),
    errno.EEXIST: noted("a file of that name is already there"),
    errno.ENAMETOOLONG: noted("the name is too long for this disk"),
    errno.ELOOP: noted("its links lead round in a circle"),
    errno.EIO: noted("the disk or the share reported an error"),
    errno.ESTALE: noted("the share is no longer connected"),
    errno.ETIMEDOUT: noted("the share does not answer"),
    errno.EHOSTDOWN: noted("the share does not answer"),
    errno.EHOSTUNREACH: noted("the share cannot be reached"),
    errno.ENODEV: noted("the disk is gone"),
    errno.ENXIO: noted("the disk is gone"),
    errno.EBUSY: noted("another program is using it"),
    errno.ETXTBSY: noted("another program is using it"),
    errno.EXDEV: noted("the folder spans two disks"),
    errno.EMFILE: noted("too many files are open"),
    errno.ENFILE: noted("too many files are open"),
    errno.ENOMEM: noted("memory ran out"),
}


def reason(error: OSError) -> Message:
    """Why the system refused, in plain words."""
    if error.errno in _REASONS:
        return Message(_REASONS[error.errno])
    if error.strerror:
        return Message("the system said: {text}", text=error.strerror)
    return Message("the system refused")


class StoreError(Exception):
    """Anything that the store reports: `what` happened to `path`, and what to do (`advice`).

    Both are worded when they are shown.
    """

    def __init__(self, path: Path, what: Message, advice: Message) -> None:
        super().__init__(path, what, advice)
        self.path = path
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.path}: {self.what}. {self.advice}"


class SessionFileError(StoreError):
    """A file cannot be opened as a session. It was not changed."""


class FolderError(StoreError):
    """Something cannot be done in the folder of sessions."""


class SaveError(StoreError):
    """A session is not saved; the file on disk is whole, as it was or as it was meant to be."""


AGAIN: Final = Message("It is tried again until it succeeds.")
ONCE: Final = Message("Choose another place, or try again once that is mended.")
"""What is advised where a save failed: while a workshop is on, and of one that is not repeated."""


class SaveFailed(SaveError):
    """The disk did not take the session: `why` says what to wait for. Trying again may succeed."""

    def __init__(self, path: Path, why: Message, advice: Message = AGAIN) -> None:
        super().__init__(path, Message("not saved: {why}", why=why), advice)
        self.why = why


class SaveRefused(SaveError):
    """The file must not be written: it is read-only, or of a newer fouraxis."""


class ChangedOutside(SaveError):
    """The file on disk is no longer the one that was loaded. It was not overwritten."""

    def __init__(self, path: Path) -> None:
        advice = Message("Save a copy, or open it again.")
        super().__init__(path, Message("was changed outside fouraxis"), advice)
