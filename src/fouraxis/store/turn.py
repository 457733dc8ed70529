"""One save of a file at a time on this machine: programs wait for each other, but not for long.

The system lets go of it when a program ends, however it ends. Where it cannot be had, the save goes
on: that nothing is lost does not rest on it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from fouraxis.store.state import StateFolder

KIND: Final = "turns"
LONGEST: Final = 2.0
"""The longest time to wait for another program, in seconds."""

_STEP: Final = 0.005


@contextmanager
def turn(file: Path, state: StateFolder) -> Iterator[None]:
    """Be the only program on this machine that saves this file, if that can be."""
    held = _opened(file, state)
    try:
        if held is not None:
            end = time.monotonic() + LONGEST
            while not _locked(held) and time.monotonic() < end:
                time.sleep(_STEP)
        yield
    finally:
        if held is not None:
            with suppress(OSError):
                os.close(held)  # lets go of the lock as well


def _opened(file: Path, state: StateFolder) -> int | None:
    try:
        place = state.place(KIND, file)
        state.disk.make_folder(place.parent)
        return state.disk.append(place)
    except OSError:
        return None


def _locked(held: int) -> bool:
    """Try to have the file for this program alone; True as well where that cannot be."""
    try:
        try:
            import fcntl
        except ImportError:
            import msvcrt

            getattr(msvcrt, "locking")(held, 2, 1)  # noqa: B009  # it exists on Windows alone
        else:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        return error.errno not in (11, 13, 36)
    return True
