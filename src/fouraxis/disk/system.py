"""The one place that writes: thin calls to the system, so that a test can fail each of them.

Each method is one step of a save that can fail by itself. All raise OSError. Here too: what a file
looked like, two files that change places, word of what others do in a folder, who we are, and names
that are safe on every disk a session may be sent to.
"""

import ctypes
import errno
import gc
import getpass
import os
import struct
import sys
import time
import unicodedata
import uuid
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from fouraxis.workshop.text import one_line

PRIVATE: Final = 0o600
"""Sessions hold what clients said: nobody else may read a file that we made."""

_TOLERATED: Final = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.ENOENT}
_NO_LINKS: Final = {
    errno.EPERM,
    errno.ENOTSUP,
    errno.EACCES,
    errno.EMLINK,
    errno.ENOSYS,
    errno.EXDEV,
}
# On Windows a virus scanner or an indexer may hold the file for a moment: 8 tries in 3 seconds.
PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.4)
SHARING: Final = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation."""

_FLAGS: Final = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS
_APPEND: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _FLAGS
_NO_RESERVING: Final = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EPERM}


def give_memory_back() -> None:
    """Give back to the system what is not used any more, where it does not take it by itself.

    A report takes tens of megabytes while it is written, and each thread has a store of its own,
    which glibc keeps: a program that is open all day would grow with every report.
    """
    gc.collect()  # a document goes in circles
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def digest(data: bytes) -> str:
    """The hash of a file's bytes."""
    import hashlib  # the list of sessions does without

    return hashlib.sha256(data).hexdigest()


class Stamp(NamedTuple):
    """What a file was when it was read or saved: by it a change from outside is told.

    Times and numbers of the system are a quick hint; the hash of the content decides.
    """

    size: int
    mtime_ns: int
    inode: int
    device: int
    sha256: str

    @classmethod
    def of(cls, looks: os.stat_result, data: bytes) -> "Stamp":
        """The stamp of a file that holds these bytes."""
        return cls(looks.st_size, looks.st_mtime_ns, looks.st_ino, looks.st_dev, digest(data))

    def fits(self, looks: os.stat_result) -> bool:
        """Whether the file looks untouched, without reading it."""
        return (self.size, self.mtime_ns, self.inode, self.device) == (
            looks.st_size,
            looks.st_mtime_ns,
            looks.st_ino,
            looks.st_dev,
        )


class Disk:
    """The system's disk."""

    def create(self, path: Path) -> int:
        """Make and open a new file for its owner only; one that exists is an error."""
        return os.open(path, _CREATE, PRIVATE)

    def append(self, path: Path) -> int:
        """Open a file to write at its end; one that does not exist is made for its owner only."""
        return os.open(path, _APPEND, PRIVATE)

    def overwrite(self, path: Path) -> int:
        """Open a file to be written in its place, from the beginning; nothing is cut off yet."""
        return os.open(path, os.O_WRONLY | _FLAGS)

    def reserve(self, file: int, size: int) -> None:
        """Make sure that there is space for so many bytes, before one of them is written."""
        if not hasattr(os, "posix_fallocate"):
            return
        try:
            os.posix_fallocate(file, 0, size)
        except OSError as error:
            if error.errno not in _NO_RESERVING:
                raise

    def truncate(self, file: int, size: int) -> None:
        """Cut off what is behind so many bytes."""
        os.ftruncate(file, size)

    def write(self, file: int, data: bytes) -> None:
        """Write all of it: the system may take less at a time."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]

    def sync(self, file: int) -> None:
        """Bring the file to the medium, past the drive's own cache where the system can."""
        if sys.platform == "darwin":
            import fcntl

            with suppress(
                OSError
            ):  # not every file system knows it; fsync below is the answer then
                fcntl.fcntl(file, fcntl.F_FULLFSYNC)
        os.fsync(file)

    def close(self, file: int) -> None:
        """Close the file; a share may report only here that it did not take the data."""
        os.close(file)

    def read(self, path: Path, limit: int = -1) -> bytes:
        """The bytes of the file, at most `limit`."""
        with path.open("rb", buffering=0) as file:
            if limit < 0:
                return file.readall()
            return file.read(limit) or b""

    def stat(self, path: Path) -> os.stat_result:
        """What the system knows about the file, links followed."""
        return path.stat()

    def permit(self, path: Path, mode: int) -> None:
        """Set who may read and write the file."""
        path.chmod(mode)

    def replace(self, source: Path, target: Path) -> None:
        """Put the source in the target's place in one step: there is always one of the two."""
        for pause in PAUSES:
            try:
                return self.rename(source, target)
            except OSError as error:
                if getattr(error, "winerror", None) not in SHARING:
                    raise
            self.wait(pause)
        return self.rename(source, target)

    def rename(self, source: Path, target: Path) -> None:
        """One try to put the source in the target's place."""
        source.replace(target)

    def wait(self, seconds: float) -> None:
        """Let some time pass between two tries."""
        time.sleep(seconds)

    def swap(self, source: Path, target: Path) -> bool:
        """Let two files change places in one step; False where that is not possible."""
        return exchange(source, target)

    def move(self, source: Path, target: Path) -> None:
        """Give the source a new name without ever overwriting a file of that name.

        Raises:
            FileExistsError: the name is taken.
        """
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
        else:
            source.unlink()
            return
        if os.path.lexists(target):  # the file system has no links: the gap is as small as can be
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        source.rename(target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make the folder and those above it, where they are not there yet."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def sync_folder(self, path: Path) -> None:
        """Bring the folder's list of names to the medium, where the file system can."""
        try:
            folder = os.open(path, os.O_RDONLY)
        except OSError as error:
            if error.errno in _TOLERATED:
                return
            raise
        try:
            os.fsync(folder)
        except OSError as error:
            if error.errno not in _TOLERATED:
                raise
        finally:
            os.close(folder)


DISK: Final = Disk()


_HERE: Final = -100 if sys.platform.startswith("linux") else -2
_SWAP: Final = 2
_CANNOT: Final = {
    *(errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP),
    *(errno.EPERM, errno.EACCES, errno.EXDEV, errno.ENOENT),
}


@cache
def _call() -> Any:
    """The system's call, or None."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        return library.renameat2 if sys.platform.startswith("linux") else library.renameatx_np
    except (AttributeError, OSError, TypeError):
        return None


def exchange(first: Path, second: Path) -> bool:
    """Let two files change places; False where the system or the disk cannot, and nothing was done.

    Raises:
        OSError: it failed.
    """
    call = _call()
    if call is None:
        return False
    if call(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _SWAP) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:  # a rename is tried next: it says by itself what is wrong
        return False
    raise OSError(code, os.strerror(code), str(second))


_WRITTEN, _MOVED_IN, _MOVED_OUT, _DELETED = 0x8, 0x80, 0x40, 0x200
_EVENTS: Final = _WRITTEN | _MOVED_IN | _MOVED_OUT | _DELETED
_WATCHING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_HEAD: Final = struct.Struct("iIII")
_LARGEST: Final = 65_536


@cache
def _library() -> Any:
    """The system's calls for that; None where there are none."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        return library if hasattr(library, "inotify_init1") else None
    except (OSError, TypeError):
        return None


class Watch:
    """Watches the files of one folder; `file` can be waited for by an event loop.

    Changes that another machine makes on a share are often not told.
    """

    def __init__(self, file: int) -> None:
        self.file = file

    @classmethod
    def of(cls, folder: Path) -> Self | None:
        """A watch of the folder; None where the system has no word to give."""
        library = _library()
        if library is None or (file := library.inotify_init1(_WATCHING)) < 0:
            return None
        if library.inotify_add_watch(file, os.fsencode(folder), _EVENTS) < 0:
            os.close(file)
            return None
        return cls(file)

    def names(self) -> frozenset[str]:
        """The names of the files that something happened to since this was asked last."""
        names: set[str] = set()
        with suppress(OSError):
            while data := os.read(self.file, _LARGEST):
                at = 0
                while at < len(data):
                    *_, length = _HEAD.unpack_from(data, at)
                    at += _HEAD.size
                    names.add(os.fsdecode(data[at : at + length].rstrip(b"\0")))
                    at += length
        return frozenset(names)

    def close(self) -> None:
        """Watch no longer."""
        with suppress(OSError):
            os.close(self.file)


def login() -> str:
    """The name that the system knows this person by."""
    try:
        return one_line(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return "unknown"


def host() -> str:
    """The name of this machine."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return one_line(name) or "unknown"


def alive(pid: int) -> bool:
    """Whether a process of this number runs on this machine."""
    if not 0 < pid < 2**31:
        return False
    if sys.platform == "win32":  # there, signal 0 would end the process
        return _alive_on_windows(pid)
    else:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True  # it is somebody else's
        return True


def _alive_on_windows(pid: int) -> bool:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # there is none elsewhere
    handle = kernel.OpenProcess(0x1000, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259


SUFFIX: Final = ".toml"
_LIMIT: Final = 120
_RESERVED: Final = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


def _cut(text: str, limit: int) -> str:
    """As much of the text as fits, without half a character or a letter without its marks."""
    while len(text.encode()) > limit:
        text = text[:-1]
        while text and unicodedata.combining(text[-1]):
            text = text[:-1]
    return text.rstrip("-.")


def _plain(title: str) -> str:
    """Letters with their marks, digits, dot and underline; a single hyphen for all the rest."""
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", title):
        kind = unicodedata.category(letter)
        after_letter = bool(kept) and kept[-1] != "-"
        if kind[0] == "L" or kind == "Nd" or letter in "._" or (kind[0] == "M" and after_letter):
            kept.append(letter)
        elif after_letter:
            kept.append("-")
    return "".join(kept).lstrip("-.").rstrip("-.")


def same_name(name: str) -> str:
    """The form in which two names that any common disk takes for one are equal."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def file_name(title: str, taken: Iterable[str] = ()) -> str:
    """A name for the file of a session: readable, safe on every system, and not yet taken.

    Args:
        title: what the session is called.
        taken: names of files that are already there; compared without regard to case.
    """
    stem = _cut(_plain(title), _LIMIT - len(SUFFIX)) or "session"
    if stem.split(".")[0].lower() in _RESERVED:
        stem = "session-" + _cut(stem, _LIMIT - len(SUFFIX) - 8)
    others = {same_name(name) for name in taken}
    name, count = stem + SUFFIX, 1
    while same_name(name) in others:
        count += 1
        ending = f"-{count}{SUFFIX}"
        name = _cut(stem, _LIMIT - len(ending)) + ending
    return name


def beside(path: Path, ending: str, taken: Iterable[str] = ()) -> Path:
    """A path beside a file that no file has yet: its name with this ending, else with a number.

    Args:
        path: the file.
        ending: what tells the new name from the file's: `-copy-20261126-101500`, for example.
        taken: names that are taken as well, whatever the folder says.

    Raises:
        OSError: the folder cannot be listed.
    """
    names = [*taken, *(file.name for file in path.parent.iterdir())]
    return path.with_name(file_name(f"{path.stem}{ending}", names))


def copy_beside(path: Path) -> Path:
    """A path for a copy beside a file, named for the moment; in a folder that may not be listed."""
    ending = f"-copy-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    try:
        return beside(path, ending)
    except OSError:
        return path.with_name(file_name(f"{path.stem}{ending}"))


def new_id() -> str:
    """An id for a new session: UUID version 7, so that ids sort by time."""
    value = time.time_ns() // 1_000_000 << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))
