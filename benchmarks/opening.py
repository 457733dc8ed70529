"""How long it takes to open a large session, and to list many, each against what it stands on.

python -m benchmarks.opening        21 runs
python -m benchmarks.opening 5      another number
"""

import os
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.example import resumed, sample
from benchmarks.interleaved import Case, compare
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.read import read
from fouraxis.store.toml_text import tables

SESSIONS = 1_000


def timed(work: Callable[[], object]) -> float:
    """The seconds that something takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def looked_at(folder: Path) -> None:
    """Each file of a folder by name, size and time."""
    with os.scandir(folder) as files:
        for file in files:
            file.stat()


def begun(folder: Path) -> None:
    """The first bytes of each file of a folder."""
    with os.scandir(folder) as files:
        for file in files:
            opened = os.open(file.path, os.O_RDONLY)
            os.read(opened, 4096)
            os.close(opened)


def many(folder: Path, count: int = SESSIONS) -> Path:
    """A folder of so many sessions, each with an id of its own."""
    folder.mkdir()
    head, _, rest = sample().read_text("utf-8").partition('\nid = "')
    for number in range(count):
        text = f'{head}\nid = "{number:08}{rest[8:]}'
        (folder / f"session-{number:04}.toml").write_text(text, "utf-8")
    return folder


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = many(Path(name) / "sessions")
        compare(
            f"The list of {SESSIONS:,} sessions",
            Case("scandir and stat", partial(timed, partial(looked_at, folder))),
            [
                Case("the first bytes of each", partial(timed, partial(begun, folder))),
                Case("the list", partial(timed, SessionsFolder(folder).entries), 2),
            ],
            runs,
        )
        for workloads in (24, 1_000):
            path = resumed(Path(name), workloads)
            text = path.read_text("utf-8")
            compare(
                f"Opening {workloads:,} workloads with {workloads * 60:,} notes",
                Case("tomllib of the whole", partial(timed, partial(tomllib.loads, text))),
                [
                    Case("its tables", partial(timed, partial(tables, text))),
                    Case("the session", partial(timed, partial(read, path)), 0.1),
                ],
                max(runs // 3, 1) if workloads > SESSIONS // 2 else runs,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
