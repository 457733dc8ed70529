"""Every damaged and hostile file, given to every command: no traceback, no hang, no change."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.store.hostile import GOOD, HOSTILE
from tests.torture.counts import Counts

LONGEST: Final = 6.0
"""Seconds of work that a command may take beyond what it takes for a good file.

Other programs on the machine do not count; a command that waits for something comes to no end.
"""

COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "check": ("check", "FILE"),
    "summary": ("summary", "FILE"),
    "answer": ("answer", "FILE", "pricing", "maturity", "none"),
    "recover": ("recover", "FILE"),
    "diff": ("diff", "GOOD", "FILE"),
    "merge": ("merge", "GOOD", "FILE", "GOOD", "--output", "NEW"),
    "list": ("list", "FOLDER"),
}


def bad_input(folder: Path, commands: tuple[str, ...] = tuple(COMMANDS)) -> Counts:
    """Give each file to each command."""
    counts = Counts("damaged and hostile files × commands")
    folder.mkdir(parents=True, exist_ok=True)
    slowest = 0.0
    (good := folder / "good.toml").write_bytes(GOOD)
    usual = max(_timed(_arguments(command, folder, good), counts, "good") for command in commands)
    for name, data in HOSTILE.items():
        for command in commands:
            (path := folder / "session.toml").write_bytes(data)
            took = _timed(_arguments(command, folder, path), counts, f"{command}: {name}")
            slowest = max(slowest, took)
            counts.cases += 1
            if took > usual + LONGEST:
                counts.faults.append(f"{command}: {name}: took {took:.1f} s")
            opens = command == "answer" and path.read_bytes().startswith(b"schema = 2\n")
            if path.read_bytes() != data and not opens:
                counts.losses.append(f"{command}: {name}: the file was changed")
    counts.remark = f"{len(HOSTILE)} files; slowest {slowest:.1f} s, a good file {usual:.1f} s"
    return counts


def _arguments(command: str, folder: Path, path: Path) -> list[str]:
    (new := folder / "new.toml").unlink(missing_ok=True)
    places = {
        "FILE": str(path),
        "GOOD": str(folder / "good.toml"),
        "NEW": str(new),
        "FOLDER": str(folder),
    }
    return [places.get(part, part) for part in COMMANDS[command]]


def _timed(arguments: list[str], counts: Counts, name: str) -> float:
    began = _worked()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "fouraxis", *arguments],
            capture_output=True,
            check=False,
            timeout=60,
        )
    except subprocess.TimeoutExpired:
        counts.faults.append(f"{name}: came to no end")
        return 60.0
    if done.returncode not in (0, 1, 2):
        counts.faults.append(f"{name}: ended with {done.returncode}")
    if b"Traceback" in done.stderr or b"unexpected fault" in done.stderr:
        counts.faults.append(f"{name}: {done.stderr[-200:]!r}")
    if b"\x1b" in done.stdout + done.stderr:
        counts.faults.append(f"{name}: an escape sequence came out")
    return _worked() - began


def _worked() -> float:
    """Seconds of work that programs started here have done."""
    spent = os.times()
    return spent.children_user + spent.children_system
