"""Every step of saving fails, with every error, once and for ever: by a disk that can fail."""

import errno
import os
import shutil
from pathlib import Path
from typing import Final

from fouraxis.store.delivery import NotSaved, save
from fouraxis.store.journal import pending
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile, open_file
from fouraxis.store.state import StateFolder
from tests.store.failing import FailingDisk
from tests.store.samples import small
from tests.torture.counts import Counts
from tests.torture.disks import Rigid

CODES: Final = (
    *(errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.EBUSY, errno.ESTALE, errno.EXDEV),
)


def errors(folder: Path, codes: tuple[int, ...] = CODES) -> Counts:
    """Fail each step with each error: of a file that is replaced, and of one written in place."""
    counts = Counts("every step × error, once and for ever (injected disk)")
    for kind in (FailingDisk, Rigid):
        for code in codes:
            for sticky in (False, True):
                for done in (False, True):
                    at = 1
                    while _failed(
                        folder, kind(at, sticky=sticky, code=code, carried_out=done), counts
                    ):
                        at += 1
    return counts


def _failed(folder: Path, disk: FailingDisk, counts: Counts) -> bool:
    """One case; False if the disk has no such step."""
    place = folder / "case"
    place.mkdir(parents=True)
    path, state = place / "contoso.toml", StateFolder(place / "state")
    save(small(organisation="old"), path, None)
    opened = read(path)
    how = "for ever" if disk.sticky else "once"
    name = f"{type(disk).__name__} step {disk.at} {errno.errorcode[disk.code]} {how}"
    disk_state = FailingDisk(0)
    keeper = SessionFile(opened, disk=disk, local=StateFolder(place / "state", disk_state))
    keeper.keep(small(organisation="new"))
    saved = keeper.flush()
    journaled = isinstance(keeper.state, NotSaved) and keeper.state.journaled
    step = disk.steps[disk.at - 1] if len(disk.steps) >= disk.at else ""
    keeper.close()
    try:
        opened = open_file(path, state)
        journal = pending(path, state)
    except Exception as error:
        counts.losses.append(f"{name} ({step}): {error!r}")
    else:
        found = {opened.session.organisation, journal.session.organisation if journal else ""}
        if saved and opened.session.organisation != "new":
            counts.lies.append(f"{name} ({step}): the file has {opened.session.organisation}")
        if (saved or journaled) and "new" not in found:
            counts.losses.append(f"{name} ({step}): it is found nowhere")
        if not saved and not journaled:
            counts.faults.append(f"{name} ({step}): neither saved nor in the journal")
    shutil.rmtree(place)
    counts.cases += bool(step)
    return bool(step)


def full_disk(folder: Path, rounds: int = 5) -> Counts:
    """A small disk is filled and freed again while somebody types; `folder` is on it."""
    counts = Counts("a small disk fills up and is freed")
    path = folder / "contoso.toml"
    save(small(organisation="start"), path, None)
    keeper = SessionFile(read(path))
    for number in range(rounds):
        _fill(folder / "filler")
        keeper.keep(small(organisation=f"full {number}" + "x" * 3000))
        if keeper.flush():
            counts.faults.append(f"round {number}: the disk was not full")
        elif not isinstance(keeper.state, NotSaved) or not keeper.state.journaled:
            counts.losses.append(f"round {number}: what was typed is not in the journal")
        (folder / "filler").unlink()
        keeper.keep(small(organisation=f"freed {number}"))
        counts.cases += 1
        if not keeper.flush(10):
            counts.faults.append(f"round {number}: it was not saved when there was space")
        elif read(path).session.organisation != f"freed {number}":
            counts.lies.append(f"round {number}: the file has something else")
    keeper.close()
    return counts


def _fill(path: Path) -> None:
    """Take all the space that is left."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        for size in (65_536, 4096, 512, 64, 1):
            try:
                while True:
                    os.write(file, b"x" * size)
            except OSError:
                continue
    finally:
        os.close(file)
