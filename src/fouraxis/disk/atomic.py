"""A file is written whole or not at all: at every moment the old one is there, or the new one.

By a temporary file beside it that takes its place in one step; or where that cannot be, over what
it holds, which is safe elsewhere by then. What is called done is on the medium, and where it is
`proven` it was read back.
"""

import errno
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import Message
from fouraxis.disk.system import DISK, SHARING, Disk, Stamp, digest, file_name, host

TEMPORARY: Final = (".fouraxis-", ".tmp")
"""How the names of our temporary files begin and end."""

_NO_MODES: Final = {errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.EACCES}
_STAYS: Final = {errno.EACCES, errno.EPERM, errno.EXDEV, errno.EBUSY}
_PIECE: Final = 65_536
_LEFT_BEHIND: Final = 86_400.0


class NotFaithful(OSError):
    """The disk did not give back what was written."""

    def __init__(self) -> None:
        self.why = Message("the disk did not give back what was written")
        super().__init__(errno.EIO, str(self.why))


class Overtaken(Exception):
    """Somebody else changed the file in this very moment; theirs is in its place."""


class CannotReplace(Exception):
    """This file or folder does not let the file be replaced; nothing was done."""


def new(path: Path, pieces: Iterable[bytes], disk: Disk = DISK) -> None:
    """Put a file, readable by its owner only, where there is none yet.

    Raises:
        FileExistsError: there is one by now; it was not touched.
        OSError: it failed; there is no file, or a whole one.
    """
    _settle(_written(path, pieces, disk), path, disk)


def new_proven(path: Path, data: bytes, disk: Disk = DISK) -> Stamp:
    """Put a file where there is none yet, and see that the disk gives back what it holds.

    Raises:
        FileExistsError: there is one by now; it was not touched.
        OSError: it failed; there is no file, or a whole one.
    """
    temporary, stamp = _proven(path, data, None, disk)
    _settle(temporary, path, disk)
    return stamp


def over(path: Path, pieces: Iterable[bytes], disk: Disk = DISK, *, lasting: bool = True) -> None:
    """Put a file, readable by its owner only, in the place of whatever is there.

    Args:
        path: the file.
        pieces: what it is to hold.
        disk: what carries out each step.
        lasting: whether it is brought to the medium: what is of use for this run alone is not.

    Raises:
        OSError: it failed; the file is the old one or the new one.
    """
    temporary = _written(path, pieces, disk, lasting=lasting)
    try:
        disk.replace(temporary, path)
    except BaseException:
        _discard(temporary, disk)
        raise
    if lasting:
        disk.sync_folder(path.parent)


def replaced(path: Path, data: bytes, mode: int, ours: Collection[str], disk: Disk = DISK) -> Stamp:
    """Put proven bytes in the place of a file that holds one of `ours`, by their hashes.

    Raises:
        Overtaken: it held something else at the last moment.
        CannotReplace: this file has to be written in its place.
        OSError: it failed; the file is the old one or the new one.
    """
    try:
        temporary, stamp = _proven(path, data, mode, disk)
    except OSError as error:
        if error.errno in _STAYS:
            raise CannotReplace from error
        raise
    try:
        exchanged = disk.swap(temporary, path)
        if not exchanged:
            disk.replace(temporary, path)
    except OSError as error:
        _discard_ours(temporary, ours, disk)
        if error.errno in _STAYS or getattr(error, "winerror", None) in SHARING:
            raise CannotReplace from error
        raise
    if exchanged:
        _see(temporary, path, data, ours, disk)
    disk.sync_folder(path.parent)
    return stamp


def in_place(
    path: Path,
    data: bytes,
    ours: Collection[str],
    keep: Callable[[bytes], None],
    disk: Disk = DISK,
) -> Stamp:
    """Overwrite a file that holds one of `ours`, by their hashes, with proven bytes.

    Args:
        path: the file.
        data: what it is to hold.
        ours: hashes of what it may hold now.
        keep: is given what it holds now, and must see that this and the data are safe elsewhere.
        disk: what carries out each step.

    Raises:
        Overtaken: the file holds none of `ours`.
        OSError: it failed; the file is the old one, unless writing it back failed as well: then
            `keep` has the new one.
    """
    old = disk.read(path)
    if digest(old) not in ours:
        raise Overtaken
    keep(old)
    try:
        _overwrite(path, data, disk, len(old))
        if disk.read(path) != data:
            raise NotFaithful
    except OSError:
        with suppress(OSError):
            _overwrite(path, old, disk)
        raise
    return Stamp.of(disk.stat(path), data)


def stays_put(looks: os.stat_result) -> bool:
    """Whether a file must be written in its place: a new one would not be the same to others."""
    other_owner = hasattr(os, "geteuid") and looks.st_uid != os.geteuid()
    return looks.st_nlink > 1 or other_owner


def clear_leftovers(folder: Path, disk: Disk = DISK) -> None:
    """Remove temporary files that a killed run left behind more than a day ago."""
    start, end = TEMPORARY
    with suppress(OSError):
        for path in folder.glob(f"{start}*{end}"):
            if time.time() - disk.stat(path).st_mtime > _LEFT_BEHIND:
                disk.remove(path)


def _beside(path: Path) -> Path:
    """A name for a temporary file in the same folder."""
    start, end = TEMPORARY
    return path.with_name(f"{start}{os.getpid()}-{os.urandom(6).hex()}{end}")


def _written(
    path: Path,
    pieces: Iterable[bytes],
    disk: Disk,
    *,
    mode: int | None = None,
    lasting: bool = True,
) -> Path:
    """A temporary file beside the path that holds the pieces."""
    temporary = _beside(path)
    file = disk.create(temporary)
    try:
        try:
            if mode is not None:
                _keep_mode(temporary, mode, disk)
            for piece in _gathered(pieces):
                disk.write(file, piece)
            if lasting:
                disk.sync(file)
        finally:
            disk.close(file)
    except BaseException:
        _discard(temporary, disk)
        raise
    return temporary


def _proven(path: Path, data: bytes, mode: int | None, disk: Disk) -> tuple[Path, Stamp]:
    """A temporary file beside the path that was read back, and its stamp."""
    temporary = _written(path, [data], disk, mode=mode)
    try:
        looks = disk.stat(temporary)
        if disk.read(temporary) != data:
            raise NotFaithful
    except BaseException:
        _discard(temporary, disk)
        raise
    return temporary, Stamp.of(looks, data)


def _settle(temporary: Path, path: Path, disk: Disk) -> None:
    """Give a temporary file the name that it is for, which nobody has yet."""
    try:
        disk.move(temporary, path)
    except BaseException:
        _discard(temporary, disk)
        raise
    disk.sync_folder(path.parent)


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, small ones together: each of them is a call to the system."""
    small: list[bytes] = []
    size = 0
    for piece in pieces:
        small.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(small)
            small, size = [], 0
    if size:
        yield b"".join(small)


def _overwrite(path: Path, data: bytes, disk: Disk, size: int | None = None) -> None:
    """Write over what a file holds; where its `size` is given, space is made sure of first."""
    file = disk.overwrite(path)
    try:
        if size is not None:
            disk.reserve(file, max(len(data), size))
        disk.write(file, data)
        disk.truncate(file, len(data))
        disk.sync(file)
    finally:
        disk.close(file)


def _see(old: Path, path: Path, data: bytes, ours: Collection[str], disk: Disk) -> None:
    """Look at what was replaced; if nobody knew it, put it back."""
    try:
        replaced = disk.read(old)
    except OSError:
        replaced = disk.read(old)  # once more: what cannot be looked at must not be removed
    if digest(replaced) in ours:
        _discard(old, disk)
        return
    disk.swap(old, path)
    if disk.read(old) == data:
        _discard(old, disk)
    else:  # a third writer came between: its version is kept as one more copy
        at = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        name = file_name(f"{path.stem} (conflicted copy {host()} {at})")
        disk.move(old, path.with_name(f"{path.stem}-{name}"))
    raise Overtaken


def _keep_mode(temporary: Path, mode: int, disk: Disk) -> None:
    try:
        disk.permit(temporary, mode)
    except OSError as error:  # FAT and some shares know no modes
        if error.errno not in _NO_MODES:
            raise


def _discard_ours(temporary: Path, ours: Collection[str], disk: Disk) -> None:
    """Remove what is where the temporary file was, unless it is something that nobody knows.

    An exchange that reported an error may have been carried out all the same.
    """
    with suppress(OSError):
        if digest(disk.read(temporary)) in ours:
            _discard(temporary, disk)


def _discard(temporary: Path, disk: Disk) -> None:
    for _ in range(2):
        try:
            return disk.remove(temporary)
        except OSError:
            continue
