"""How long a portfolio takes to be built, to be built again, and to be asked.

    python -m benchmarks.portfolio            10,000 sessions of 24 workloads
    python -m benchmarks.portfolio 1000       another number
    python -m benchmarks.portfolio 1000 FOLDER    sessions that are there already, or are left there

The goals: 10,000 sessions within 60 s on two cores and 1.5 GB of memory, ten changed ones of them
within 1 s, every ready question within 0.2 s. Memory is that of all processes together, without
counting twice what they share.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.sessions import sessions, touched
from fouraxis.portfolio.engine import Span, opened
from fouraxis.portfolio.questions import READY

CHANGED: Final = 10
RUNS: Final = 5
SPAN: Final = Span.of(date(2026, 11, 27))
_SECONDS: Final = 0.05


def built(folder: Path, tables: Path) -> tuple[float, float, str]:
    """Seconds and megabytes that a build takes from the command line, and what it says."""
    command = [sys.executable, "-m", "fouraxis", "portfolio", "build", str(folder)]
    begin = time.perf_counter()
    with subprocess.Popen(
        [*command, "--into", str(tables)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, sum(map(_megabytes, _with_children(process.pid))))
            time.sleep(_SECONDS)
        seconds = time.perf_counter() - begin
        assert process.stdout is not None
        return seconds, most, process.stdout.read().decode().strip()


def _with_children(process: int) -> list[int]:
    every = [process]
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                every += _with_children(int(child))
    return every


def _megabytes(process: int) -> float:
    """What a process holds, with its share of what it shares."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def main(count: int, folder: Path) -> None:
    """Measure a build, a second one, and every question."""
    if not any(folder.glob("*/")):
        sessions(folder, count)
    tables = folder.parent / f"{folder.name}-tables"
    size = sum(path.stat().st_size for path in folder.rglob("*.toml")) / 1e6
    print(f"{count:,} sessions of 24 workloads, {size:,.0f} MB of text")
    for what, change in (
        ("build", 0),
        (f"again, {CHANGED} changed", CHANGED),
        ("again, none changed", 0),
    ):
        touched(folder, change)
        seconds, most, line = built(folder, tables)
        print(f"{what:<24}{seconds:>9.2f} s{most:>9.0f} MB   {line.rpartition(':')[2].strip()}")
    parquet = sum(path.stat().st_size for path in tables.rglob("current/*/*/*.parquet")) / 1e6
    print(f"{'Parquet':<24}{parquet:>9.1f} MB")
    begin = time.perf_counter()
    with opened(tables) as portfolio:
        print(f"{'opened':<24}{time.perf_counter() - begin:>9.3f} s")
        for question in READY.values():
            took = []
            for _ in range(RUNS):
                begin = time.perf_counter()
                rows = len(portfolio.ask(question, SPAN).rows)
                took.append(time.perf_counter() - begin)
            middle = statistics.median(took)
            print(f"{question.name:<24}{middle:>9.3f} s   first {took[0]:.3f} s, {rows:,} rows")


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        main(many, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(many, Path(scratch) / "sessions")
