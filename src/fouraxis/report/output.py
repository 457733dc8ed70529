"""Putting a report into its place: whole or not at all, for its owner only, never over another."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

_PRIVATE: Final = 0o600
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_TRIES: Final = 10_000
_LONGEST: Final = 180


def unused(session: Path, ending: str) -> Path:
    """A path beside the session that nothing has yet: `NAME-report.docx`, else with a number.

    `ending` starts with its dot, or is empty for a folder.
    """
    stem = session.stem.encode()[:_LONGEST].decode(errors="ignore")
    names = (f"{stem}-report{f'-{n}' if n > 1 else ''}{ending}" for n in range(1, _TRIES))
    free = (path for name in names if not os.path.lexists(path := session.with_name(name)))
    return next(free, session.with_name(f"{stem}-report-{os.urandom(4).hex()}{ending}"))


def place(pieces: Iterable[bytes], path: Path, *, force: bool = False) -> Path:
    """Write the pieces to a file of this name, which holds all of them or is not there.

    The folder is made where it is missing.

    Raises:
        FileExistsError: the name is taken, and `force` is not set.
        OSError: the folder does not take it; nothing is left behind.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not force and os.path.lexists(path):
        raise FileExistsError(17, "a file of that name is already there", str(path))
    temporary = path.with_name(f".fouraxis-{os.getpid()}-{os.urandom(6).hex()}.tmp")
    file = os.open(temporary, _CREATE, _PRIVATE)
    try:
        with os.fdopen(file, "wb") as opened:
            opened.writelines(pieces)
            opened.flush()
            os.fsync(opened.fileno())
        _move(temporary, path, force=force)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return path


def _move(temporary: Path, path: Path, *, force: bool) -> None:
    """Give the file its name; without `force` in a way that takes nobody else's."""
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path, follow_symlinks=False)
    except FileExistsError:
        raise FileExistsError(17, "a file of that name is already there", str(path)) from None
    except OSError:  # a disk without links: it was looked a moment ago whether the name is free
        temporary.rename(path)
    else:
        temporary.unlink()
