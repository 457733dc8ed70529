"""How costs grow from 10 to 10,000 of a thing: linearly or better.

    python -m benchmarks.growth

Time of the processor, the least of some runs. Beside each size stands how many times the time of
the size before it took: 10 is linear.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.example import resumed
from benchmarks.opening import many
from benchmarks.sessions import sessions
from fouraxis.content.load import load
from fouraxis.portfolio.build import How, build
from fouraxis.portfolio.engine import Span, opened
from fouraxis.portfolio.questions import READY
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.read import read
from fouraxis.workshop.assess import assess

SPAN: Final = Span.of(date(2027, 6, 1), date(2024, 1, 1))
SIZES: Final = (10, 100, 1_000, 10_000)
LINEAR: Final = 10
ENOUGH: Final = 0.2
"""Seconds of measuring after which a figure is steady."""
MOST: Final = 200
NOISE: Final = 1.3
"""How much more than linear a busy machine may make of what is linear."""


def least(run: Callable[[], object], runs: int) -> float:
    """The seconds of the processor that something takes, the least of some runs.

    What is over in no time is run more often: its first runs say more about the machine.
    """
    took: list[float] = []
    while len(took) < runs or (sum(took) < ENOUGH and len(took) < MOST):
        begin = time.process_time()
        run()
        took.append(time.process_time() - begin)
    return min(took)


def once(run: Callable[[], object]) -> float:
    """The seconds of the processor that something takes which is remembered from then on."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


def _workloads(folder: Path, number: int, runs: int) -> dict[str, float]:
    content, path = load(), resumed(folder, number)
    session = read(path).session
    return {
        "opening a session, by workloads": least(partial(read, path), runs),
        "what follows from it": once(lambda: assess(session, content)),
    }


def _asked(tables: Path) -> None:
    with opened(tables) as portfolio:
        for question in READY.values():
            portfolio.ask(question, SPAN)


def _sessions(folder: Path, number: int, runs: int) -> dict[str, float]:
    listed = SessionsFolder(many(folder / "listed", number))
    taken = {"the list of sessions": least(listed.entries, max(runs, 5))}  # takes no time
    if number <= 1_000:  # what a portfolio of 10,000 takes is measured by itself
        sessions(folder / "sessions", number, workloads=6, kinds=12)
        tables = folder / "tables"
        build_all = partial(build, [folder / "sessions"], tables, How(jobs=1))
        taken["a portfolio of sessions with 6 workloads"] = least(build_all, 1)
        taken["the same again, nothing changed"] = least(build_all, runs)
        taken["all ready questions"] = least(partial(_asked, tables), runs)
    return taken


def main(runs: int) -> None:
    """Measure and print."""
    grown: dict[str, dict[int, float]] = {}
    for number in SIZES:
        with tempfile.TemporaryDirectory() as name:
            taken = _sessions(Path(name), number, runs)
            if number <= 1_000:
                taken |= _workloads(Path(name), number, runs)
            for what, seconds in taken.items():
                grown.setdefault(what, {})[number] = seconds
    print(f"\nHow costs grow (ms of the processor, least of {runs}; times the size before)\n")
    print(f"| what | {' | '.join(f'{size:,}' for size in SIZES)} | linear or better |")
    print(f"|---|{'---:|' * len(SIZES)}---|")
    for what, by_size in grown.items():
        cells, worst = [], 0.0
        for size in SIZES:
            if size not in by_size:
                cells.append("")
                continue
            before = by_size.get(size // 10)
            times = by_size[size] / before if before else 0.0
            worst = max(worst, times)
            cells.append(f"{by_size[size] * 1000:.1f}" + (f" (×{times:.1f})" if before else ""))
        verdict = "yes" if worst <= LINEAR * NOISE else f"no, ×{worst:.1f}"
        print(f"| {what} | {' | '.join(cells)} | {verdict} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
