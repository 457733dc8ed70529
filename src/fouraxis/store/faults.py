"""What can go wrong with a file: what happened, to which file, what to do; in plain words."""

import errno
from pathlib import Path
from typing import Final

_REASONS: Final[dict[int, str]] = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the quota for this disk is used up",
    errno.EFBIG: "the file is too large for this disk",
    errno.EACCES: "permission was denied",
    errno.EPERM: "the system does not permit it",
    errno.EROFS: "the disk can only be read",
    errno.ENOENT: "the folder or file is gone",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EISDIR: "it is a folder",
    errno.EEXIST: "a file of that name is already there",
    errno.ENAMETOOLONG: "the name is too long for this disk",
    errno.ELOOP: "its links lead round in a circle",
    errno.EIO: "the disk or the share reported an error",
    errno.ESTALE: "the share is no longer connected",
    errno.ETIMEDOUT: "the share does not answer",
    errno.EHOSTDOWN: "the share does not answer",
    errno.EHOSTUNREACH: "the share cannot be reached",
    errno.ENODEV: "the disk is gone",
    errno.ENXIO: "the disk is gone",
    errno.EBUSY: "another program is using it",
    errno.ETXTBSY: "another program is using it",
    errno.EXDEV: "the folder spans two disks",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOMEM: "memory ran out",
}


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return f"the system said: {error.strerror}" if error.strerror else "the system refused"


class StoreError(Exception):
    """Anything that the store reports: `what` happened to `path`, and what to do (`advice`)."""

    def __init__(self, path: Path, what: str, advice: str) -> None:
        super().__init__(f"{path}: {what}. {advice}")
        self.path = path
        self.what = what
        self.advice = advice


class SessionFileError(StoreError):
    """A file cannot be opened as a session. It was not changed."""


class FolderError(StoreError):
    """Something cannot be done in the folder of sessions."""


class SaveError(StoreError):
    """A session is not saved; the file on disk is whole, as it was or as it was meant to be."""


class SaveFailed(SaveError):
    """The disk did not take the session: `why` says what to wait for. Trying again may succeed."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, f"not saved: {why}", "It is tried again until it succeeds.")
        self.why = why


class SaveRefused(SaveError):
    """The file must not be written: it is read-only, or of a newer fouraxis."""


class ChangedOutside(SaveError):
    """The file on disk is no longer the one that was loaded. It was not overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "was changed outside fouraxis", "Save a copy, or open it again.")
