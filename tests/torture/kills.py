"""Killed at every step of saving, journal and backup, in every way that a file is saved."""

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final

from fouraxis.disk.system import Disk
from fouraxis.store.delivery import NotSaved, save
from fouraxis.store.journal import pending
from fouraxis.store.session_file import SessionFile, open_file
from fouraxis.store.state import StateFolder
from tests.store.samples import small
from tests.torture.counts import Counts
from tests.torture.disks import Rigid, killing

_SAVES: Final = 7
Say = Callable[[str], None]


def _work(path: Path, state: StateFolder, disk: Disk, say: Say) -> None:
    """Change the session a few times; say of each change what the program said of it."""
    opened = open_file(path)
    number = 0

    def told() -> None:
        now = keeper.state
        if isinstance(now, NotSaved) and now.journaled:
            say(f"kept {number}\n")

    keeper = SessionFile(opened, told, disk=disk, local=state)
    for number in range(1, _SAVES + 1):
        keeper.keep(opened.session.model_copy(update={"organisation": f"save {number}"}))
        if keeper.flush():
            say(f"saved {number}\n")
    keeper.close()


class _Filling(Disk):
    """A disk that is full for a while."""

    creates = 0

    def create(self, path: Path) -> int:
        """Make a file, unless the disk is full just now."""
        self.creates += 1
        if path.name.startswith(".fouraxis-") and 3 <= self.creates <= 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().create(path)


WAYS: Final[dict[str, type[Disk]]] = {
    "replaced": Disk,
    "in place": Rigid,
    "disk full for a while": _Filling,
}


def kills(folder: Path, every: int = 1) -> Counts:
    """Kill a program at every step (or every n-th), before and after it."""
    counts = Counts("kill -9 at each step")
    for way, kind in WAYS.items():
        for after in (False, True):
            at = 1
            while _killed(folder / f"{way}-{after}-{at}", kind, at, after, counts):
                at += every
    return counts


def _killed(folder: Path, kind: type[Disk], at: int, after: bool, counts: Counts) -> bool:
    """One kill; False if the program came to its end first."""
    folder.mkdir(parents=True)
    path, place = folder / "contoso.toml", folder / "state"
    save(small(organisation="save 0"), path, None)
    said, status = _run(path, place, kind, at, after)
    name = folder.name
    if status != -signal.SIGKILL:
        if status:
            counts.faults.append(f"{name}: ended with {status}")
        return False
    counts.cases += 1
    saved = max([0, *(int(line.split()[1]) for line in said if line.startswith("saved"))])
    kept = max([0, *(int(line.split()[1]) for line in said if line.startswith("kept"))])
    try:
        opened = open_file(path, StateFolder(place))
        journal = pending(path, StateFolder(place))
        on_disk = int(opened.session.organisation.split()[1])
        in_journal = int(journal.session.organisation.split()[1]) if journal else 0
        save(opened.session, path, opened.stamp)
    except Exception as error:
        counts.losses.append(f"{name}: {error!r}")
    else:
        if on_disk < saved:
            counts.lies.append(f"{name}: save {saved} was called saved, the file has {on_disk}")
        if max(on_disk, in_journal) < max(saved, kept):
            counts.losses.append(f"{name}: change {max(saved, kept)} is found nowhere")
    shutil.rmtree(folder)
    return True


def _run(path: Path, place: Path, kind: type[Disk], at: int, after: bool) -> tuple[list[str], int]:
    """Run the work in a process of its own that is killed; what it said, and how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 3
        try:
            os.close(reading)
            disk, _ = killing(kind, at, after=after)
            _work(path, StateFolder(place, disk), disk, lambda line: _tell(writing, line))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode().splitlines()
    return said, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _tell(pipe: int, line: str) -> None:
    os.write(pipe, line.encode())
