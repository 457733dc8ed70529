"""A disk whose N-th step fails: once, or from then on."""

import errno
import os
from pathlib import Path

from fouraxis.disk.system import Disk


class FailingDisk(Disk):
    """A disk that counts its steps and fails at one of them.

    A failing write has written half; a failing close has closed; a failing replace or move may have
    been carried out all the same (`carried_out`), as on a share whose answer was lost.

    Args:
        at: the number of the step that fails, from 1; 0 for none.
        sticky: whether every later step fails too.
        code: the system's error number.
        carried_out: whether a replace or move that fails has happened nevertheless.
    """

    def __init__(
        self,
        at: int = 0,
        *,
        sticky: bool = False,
        code: int = errno.EIO,
        carried_out: bool = False,
    ) -> None:
        self.at = at
        self.sticky = sticky
        self.code = code
        self.carried_out = carried_out
        self.steps: list[str] = []

    def _fails(self, step: str) -> bool:
        self.steps.append(step)
        number = len(self.steps)
        return self.at > 0 and (number >= self.at if self.sticky else number == self.at)

    def _step(self, step: str) -> None:
        if self._fails(step):
            raise self._error()

    def _error(self) -> OSError:
        return OSError(self.code, os.strerror(self.code))

    def create(self, path: Path) -> int:
        """Make a new file, or fail."""
        self._step("create")
        return super().create(path)

    def append(self, path: Path) -> int:
        """Open a file at its end, or fail."""
        self._step("append")
        return super().append(path)

    def overwrite(self, path: Path) -> int:
        """Open a file to be overwritten, or fail."""
        self._step("overwrite")
        return super().overwrite(path)

    def reserve(self, file: int, size: int) -> None:
        """Reserve space, or fail."""
        self._step("reserve")
        super().reserve(file, size)

    def truncate(self, file: int, size: int) -> None:
        """Cut the rest off, or fail."""
        self._step("truncate")
        super().truncate(file, size)

    def write(self, file: int, data: bytes) -> None:
        """Write all, or half of it and fail."""
        if self._fails("write"):
            super().write(file, data[: len(data) // 2])
            raise self._error()
        super().write(file, data)

    def sync(self, file: int) -> None:
        """Bring the file to the medium, or fail."""
        self._step("sync")
        super().sync(file)

    def close(self, file: int) -> None:
        """Close the file, and perhaps fail."""
        super().close(file)
        self._step("close")

    def read(self, path: Path, limit: int = -1) -> bytes:
        """Read the file, or fail."""
        self._step("read")
        return super().read(path, limit)

    def stat(self, path: Path) -> os.stat_result:
        """Look at the file, or fail."""
        self._step("stat")
        return super().stat(path)

    def permit(self, path: Path, mode: int) -> None:
        """Set the mode, or fail."""
        self._step("permit")
        super().permit(path, mode)

    def swap(self, source: Path, target: Path) -> bool:
        """Let two files change places, or fail."""
        failed = self._fails("swap")
        if not failed or self.carried_out:
            swapped = super().swap(source, target)
        if failed:
            raise self._error()
        return swapped

    def rename(self, source: Path, target: Path) -> None:
        """Replace the target, or fail."""
        failed = self._fails("rename")
        if not failed or self.carried_out:
            super().rename(source, target)
        if failed:
            raise self._error()

    def move(self, source: Path, target: Path) -> None:
        """Move the file, or fail."""
        failed = self._fails("move")
        if not failed or self.carried_out:
            super().move(source, target)
        if failed:
            raise self._error()

    def remove(self, path: Path) -> None:
        """Remove the file, or fail."""
        self._step("remove")
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        """Make the folder, or fail."""
        self._step("make_folder")
        super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        """Bring the folder to the medium, or fail."""
        self._step("sync_folder")
        super().sync_folder(path)
