"""Disks on which the process is killed at a step, or on which no file can be replaced."""

import errno
import os
import signal
from pathlib import Path
from typing import Any

from fouraxis.disk.system import Disk
from tests.store.failing import FailingDisk


class Rigid(FailingDisk):
    """A disk on which no file can be put in another's place."""

    def swap(self, source: Path, target: Path) -> bool:
        """Cannot."""
        return False

    def rename(self, source: Path, target: Path) -> None:
        """Cannot either."""
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def killing(kind: type[Disk], at: int, *, after: bool) -> tuple[Disk, list[str]]:
    """A disk of a kind on which the process is killed before or after its step `at`; 0 for never.

    A write that is killed has written a half. What it gives beside the disk are the steps so far.
    """
    steps: list[str] = []

    def step(name: str, call: Any) -> Any:
        def taken(*args: Any, **kwargs: Any) -> Any:
            steps.append(name)
            if len(steps) != at:
                return call(*args, **kwargs)
            if name == "write":
                os.write(args[0], args[1][: len(args[1]) // (1 if after else 2)])
            elif after:
                call(*args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)

        return taken

    disk = kind()
    for name in (
        *("create", "append", "overwrite", "reserve", "truncate", "write", "sync", "close"),
        *("read", "stat", "permit", "swap", "rename", "move", "remove", "make_folder"),
        "sync_folder",
    ):
        setattr(disk, name, step(name, getattr(disk, name)))
    return disk, steps
