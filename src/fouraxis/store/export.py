"""Writing a report beside its session: a new file each time, for its owner only."""

from pathlib import Path
from typing import Final

from fouraxis.store.disk import DISK, Disk
from fouraxis.store.faults import FolderError, reason

_TRIES: Final = 10_000


def export(text: str, session: Path, suffix: str, disk: Disk = DISK) -> Path:
    """Write a report as `NAME-summary.SUFFIX` beside the session; a name that is taken is numbered.

    Args:
        text: the report; it is written as it is, in UTF-8.
        session: the session's file.
        suffix: how the name ends, without its dot.
        disk: what carries out each step.

    Returns:
        The file that was written.

    Raises:
        FolderError: the folder does not take it; nothing is left behind.
    """
    stem = session.stem.encode()[:180].decode(errors="ignore")
    for number in range(1, _TRIES):
        ending = "" if number == 1 else f"-{number}"
        path = session.with_name(f"{stem}-summary{ending}.{suffix}")
        try:
            file = disk.create(path)
        except FileExistsError:
            continue
        except OSError as error:
            raise _fault(path, reason(error)) from None
        try:
            try:
                disk.write(file, text.encode("utf-8", "replace"))
                disk.sync(file)
            finally:
                disk.close(file)
        except OSError as error:
            _remove(path, disk)
            raise _fault(path, reason(error)) from None
        return path
    raise _fault(session, "there are too many reports beside it")


def _remove(path: Path, disk: Disk) -> None:
    try:
        disk.remove(path)
    except OSError:
        return  # a disk that took no data may not take this either; the fault is told all the same


def _fault(path: Path, why: str) -> FolderError:
    return FolderError(path, f"the report is not written: {why}", "The session itself is safe.")
