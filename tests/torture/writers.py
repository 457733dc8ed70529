"""Two programs and an editor change one file at the same time: every text is found again."""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from fouraxis.store.delivery import Conflicting, save
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile, open_file
from fouraxis.store.state import StateFolder
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from tests.store.samples import small
from tests.torture.counts import Counts

_EDITS: Final = 6
_SHARED: Final = ("workloads", "pricing", "description")


def writers(folder: Path, rounds: int = 100) -> Counts:
    """Rounds of two writers and external edits; each text that anybody wrote is looked for."""
    counts = Counts("two writers and an editor")
    texts = 0
    for number in range(rounds):
        place = folder / str(number)
        place.mkdir(parents=True)
        path, state = place / "contoso.toml", StateFolder(place / "state")
        save(small(), path, None)
        children = [
            *(_child(partial(_write, path, state, who, number)) for who in ("ana", "bo")),
            _child(partial(_edit, path, number)),
        ]
        ended = [_wait(child) for child in children]
        if any(ended):
            counts.faults.append(f"round {number}: a program ended with {ended}")
        counts.cases += 1
        texts += _look(place, number, counts)
        shutil.rmtree(place)
    counts.remark = f"{texts:,} texts"
    return counts


def _child(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        status = 3
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def _wait(child: int) -> int:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1


class _Desk:
    """The application's side of a keeper: it takes over what comes in, and wants both texts."""

    def __init__(self, path: Path, state: StateFolder) -> None:
        opened = open_file(path, state)
        self.session: Session = opened.session
        self.keeper = SessionFile(opened, local=state)

    def change(self, path: tuple[str, ...], text: str) -> None:
        """Change a text and have it saved, resolving whatever conflicts there are."""
        self.session = set_at(self.session, path, text)
        self.keeper.keep(self.session)
        for _ in range(50):
            saved = self.keeper.flush()
            state = self.keeper.state
            if merged := self.keeper.came_in():
                self.session = merged.onto(self.session)
                self.keeper.keep(self.session, merged)
            if saved:
                return
            if isinstance(state, Conflicting):
                self.keeper.resolve({conflict.path: "both" for conflict in state.conflicts})


def _write(path: Path, state: StateFolder, who: str, seed: int) -> None:
    chance = random.Random(f"{who} {seed}")  # noqa: S311
    for _ in range(100):  # the editor may be in the middle of its writing
        try:
            desk = _Desk(path, state)
            break
        except Exception:
            time.sleep(0.005)
    for number in range(_EDITS):
        own = ("workloads", "pricing", "ownership", f"{who}-{number}", "owner")
        desk.change(own, f"<{who} {seed} {number}>")
        if number % 2:
            old = desk.session.workloads["pricing"].description
            desk.change(_SHARED, f"{old}\n<shared {who} {seed} {number}>".strip())
        time.sleep(chance.uniform(0, 0.01))
    desk.keeper.close()


def _edit(path: Path, seed: int) -> None:
    """An editor: it knows nothing of us, and writes over the file or puts another in its place."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(_EDITS // 2):
        time.sleep(chance.uniform(0, 0.03))
        text = path.read_text()
        if "[saved]" not in text:
            continue
        head, tail = text.split("[saved]")
        table = f'[workloads.pricing.ownership.ed-{number}]\nowner = "<ed {seed} {number}>"\n\n'
        data = (head + table + "[saved]" + tail).encode()
        if chance.random() < 0.5:
            path.write_bytes(data)
        else:
            other = path.with_name("editor.tmp")
            other.write_bytes(data)
            other.replace(path)


def _look(place: Path, seed: int, counts: Counts) -> int:
    """Look for every text in the file, its copies, backups and journals."""
    everything = "".join(
        file.read_text(errors="replace")
        for file in place.rglob("*")
        if file.is_file() and not file.name.startswith(".")
    )
    wanted = [f"<{who} {seed} {number}>" for who in ("ana", "bo") for number in range(_EDITS)]
    wanted += [
        f"<shared {who} {seed} {number}>" for who in ("ana", "bo") for number in range(1, _EDITS, 2)
    ]
    wanted += [f"<ed {seed} {number}>" for number in range(_EDITS // 2)]
    for text in wanted:
        if text not in everything:
            counts.losses.append(f"round {seed}: {text} is found nowhere")
    try:
        read(place / "contoso.toml")
    except Exception as error:
        counts.faults.append(f"round {seed}: {error!r}")
    return len(wanted)
