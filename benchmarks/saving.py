"""How long a save takes after one answer, against writing the whole session with tomli-w.

    python -m benchmarks.saving         21 runs
    python -m benchmarks.saving 5       another number

A save is the whole of it: text made, proven, written, synchronised, put in place and read back.
"""

import itertools
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import tomli_w

from benchmarks.example import NOW
from benchmarks.interleaved import Case, compare
from benchmarks.report import session
from fouraxis.store.delivery import Target
from fouraxis.store.format import dumps, whole
from fouraxis.store.read import read
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session

WORKLOADS = (100, 1_000)


def by_tomli_w(opened: Session) -> float:
    """Make the text of a whole session with tomli-w and nothing else."""
    tree = whole(opened)
    begin = time.perf_counter()
    tomli_w.dumps(tree)
    return time.perf_counter() - begin


class OneAnswer:
    """A file that is kept while one answer after the other is given."""

    def __init__(self, path: Path, opened: Session) -> None:
        path.write_bytes(dumps(opened, NOW, "benchmark"))
        loaded = read(path)
        self._session, self._target = loaded.session, Target(path, loaded.stamp)
        self._count = itertools.count()

    def change(self) -> None:
        """Note something else on one workload."""
        key = next(iter(self._session.workloads))
        path = ("workloads", key, "axes", "sensitivity", "note")
        self._session = set_at(self._session, path, f"answer {next(self._count)}")

    def text(self) -> float:
        """Make the text of the file after one answer."""
        self.change()
        begin = time.perf_counter()
        self._target.dumps(self._session)
        return time.perf_counter() - begin

    def save(self) -> float:
        """Save after one answer."""
        self.change()
        begin = time.perf_counter()
        self._target.save(self._session)
        return time.perf_counter() - begin


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FOURAXIS_STATE"] = str(Path(folder) / "state")
        for workloads in WORKLOADS:
            opened = session(workloads)
            kept = OneAnswer(Path(folder) / f"{workloads}.toml", opened)
            compare(
                f"Saving {workloads:,} workloads after one answer: at most 30 ms",
                Case("the whole text by tomli-w", partial(by_tomli_w, opened)),
                [Case("the text of the file", kept.text, 0.1), Case("the whole save", kept.save)],
                runs,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
