"""How bytes get into a file's place: by a temporary file beside it, or where that cannot be, in it.

Either way there is a complete copy on the medium before the file itself is touched, and what is
called done was read back.
"""

import errno
import os
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import tr
from fouraxis.store.disk import SHARING, Disk, digest
from fouraxis.store.journal import JournalWriter
from fouraxis.store.names import file_name
from fouraxis.store.process import host
from fouraxis.store.read import Stamp

TEMPORARY: Final = (".fouraxis-", ".tmp")
"""How the names of our temporary files begin and end."""

_NO_MODES: Final = {errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.EACCES}
_STAYS: Final = {errno.EACCES, errno.EPERM, errno.EXDEV, errno.EBUSY}


class NotFaithful(OSError):
    """The disk did not give back what was written."""

    def __init__(self) -> None:
        super().__init__(errno.EIO, tr("the disk did not give back what was written"))


class Overtaken(Exception):
    """Somebody else changed the file in this very moment; theirs is in its place."""


class CannotReplace(Exception):
    """This file or folder does not let the file be replaced; nothing was done."""


def stays_put(known: os.stat_result) -> bool:
    """Whether a file must be written in its place: a new one would not be the same to others."""
    other_owner = hasattr(os, "geteuid") and known.st_uid != os.geteuid()
    return known.st_nlink > 1 or other_owner


def new(data: bytes, real: Path, disk: Disk, ours: set[str]) -> Stamp:
    """Put the bytes where there is no file yet; they are added to `ours`.

    Raises:
        FileExistsError: there is one by now; it was not touched.
        OSError: it failed; there is no file, or a whole one.
    """
    temporary, stamp = _written(data, real, None, disk)
    try:
        ours.add(stamp.sha256)
        disk.move(temporary, real)
    except BaseException:
        _discard(temporary, disk)
        raise
    disk.sync_folder(real.parent)
    return stamp


def replaced(
    data: bytes,
    real: Path,
    mode: int,
    disk: Disk,
    ours: set[str],
) -> Stamp:
    """Put the bytes in the place of a file that holds one of `ours`, to which they are added.

    Raises:
        Overtaken: it held something else at the last moment.
        CannotReplace: this file has to be written in its place.
        OSError: it failed; the file is the old one or the new one.
    """
    try:
        temporary, stamp = _written(data, real, mode, disk)
    except OSError as error:
        if error.errno in _STAYS:
            raise CannotReplace from error
        raise
    may_go = set(ours)
    ours.add(stamp.sha256)
    try:
        exchanged = _in(real, temporary, disk)
    except OSError as error:
        _discard_known(temporary, {*may_go, stamp.sha256}, disk)
        if error.errno in _STAYS or getattr(error, "winerror", None) in SHARING:
            raise CannotReplace from error
        raise
    if exchanged:
        _see(temporary, real, data, may_go, disk)
    disk.sync_folder(real.parent)
    return stamp


def _in(real: Path, temporary: Path, disk: Disk) -> bool:
    """Bring the temporary file in; whether the old one is now where it was."""
    if disk.swap(temporary, real):
        return True
    disk.replace(temporary, real)
    return False


def _see(old: Path, real: Path, data: bytes, may_go: Collection[str], disk: Disk) -> None:
    """Look at what was replaced; if nobody knew it, put it back."""
    try:
        found = disk.read(old)
    except OSError:
        found = disk.read(old)  # once more: what cannot be looked at must not be removed
    if digest(found) in may_go:
        _discard(old, disk)
        return
    disk.swap(old, real)
    if disk.read(old) == data:
        _discard(old, disk)
    else:  # a third writer came between: its version is kept as one more copy
        at = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        name = file_name(f"{real.stem} (conflicted copy {host()} {at})", ())
        disk.move(old, real.with_name(f"{real.stem}-{name}"))
    raise Overtaken


def in_place(data: bytes, real: Path, ours: set[str], disk: Disk, journal: JournalWriter) -> Stamp:
    """Overwrite a file that holds one of `ours` with the bytes, which are in the journal first.

    Raises:
        Overtaken: the file holds none of `ours`.
        OSError: it failed; the file is the old one, unless writing it back failed as well: then
            the journal has the new one.
    """
    old = disk.read(real)
    if digest(old) not in ours:
        raise Overtaken
    ours.add(digest(data))
    journal.append(data, (digest(old), old), in_place=True)
    file = disk.overwrite(real)
    try:
        try:
            disk.reserve(file, max(len(data), len(old)))
            disk.write(file, data)
            disk.truncate(file, len(data))
            disk.sync(file)
        finally:
            disk.close(file)
        if disk.read(real) != data:
            raise NotFaithful
    except OSError:
        with suppress(OSError):
            _back(old, real, disk)
        raise
    stamp = Stamp.of(disk.stat(real), data)
    journal.clear()
    return stamp


def _back(old: bytes, real: Path, disk: Disk) -> None:
    """Write back what was there."""
    file = disk.overwrite(real)
    try:
        disk.write(file, old)
        disk.truncate(file, len(old))
        disk.sync(file)
    finally:
        disk.close(file)


def _written(data: bytes, real: Path, mode: int | None, disk: Disk) -> tuple[Path, Stamp]:
    """A temporary file beside the real one that holds the bytes, on the medium and read back."""
    start, end = TEMPORARY
    temporary = real.with_name(f"{start}{os.getpid()}-{os.urandom(6).hex()}{end}")
    file = disk.create(temporary)
    try:
        try:
            if mode is not None:
                _keep_mode(temporary, mode, disk)
            disk.write(file, data)
            disk.sync(file)
        finally:
            disk.close(file)
        known = disk.stat(temporary)
        if disk.read(temporary) != data:
            raise NotFaithful
    except BaseException:
        _discard(temporary, disk)
        raise
    return temporary, Stamp.of(known, data)


def _keep_mode(temporary: Path, mode: int, disk: Disk) -> None:
    try:
        disk.permit(temporary, mode)
    except OSError as error:  # FAT and some shares know no modes
        if error.errno not in _NO_MODES:
            raise


def _discard_known(temporary: Path, known: Collection[str], disk: Disk) -> None:
    """Remove what is where the temporary file was, unless it is something that nobody knows.

    An exchange that reported an error may have been carried out all the same.
    """
    with suppress(OSError):
        if digest(disk.read(temporary)) in known:
            _discard(temporary, disk)


def _discard(temporary: Path, disk: Disk) -> None:
    for _ in range(2):
        try:
            return disk.remove(temporary)
        except OSError:
            continue
