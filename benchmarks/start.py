"""How long it takes until the first screen can be used, against a minimal Textual application.

    python -m benchmarks.start          21 runs
    python -m benchmarks.start 5        another number

Everything runs in a pseudo-terminal; a start ends when the whole first screen is drawn.
"""

import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.example import resumed
from benchmarks.interleaved import Case, compare
from tests.terminal.driver import Terminal
from tests.terminal.laptop import COMMAND, Laptop

MINIMAL: Final = [sys.executable, "-m", "benchmarks.minimal"]


def until(command: list[str], shows: str, laptop: Laptop) -> float:
    """Start a program and close it again; the seconds until its screen shows a pattern."""
    begin = time.perf_counter()
    with Terminal(command, size=(120, 36), env=laptop.env, cwd=Path.cwd()) as terminal:
        terminal.wait_for(shows)
        seconds = time.perf_counter() - begin
        terminal.settle(0.2)  # what is not there yet takes no key
        terminal.press("ctrl+q").wait_exit()
    return seconds


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder))
        question = [*COMMAND, str(resumed(laptop.sessions))]
        compare(
            "Start to a useful screen",
            Case("minimal Textual app", partial(until, MINIMAL, "Leave.*palette", laptop)),
            [
                Case("its first text", partial(until, [*COMMAND], "opening Home", laptop), 0.1),
                Case("Home", partial(until, [*COMMAND], r"Large.*F1", laptop), 1.1),
                Case(
                    "a resumed question, 24 workloads with 1,440 notes",
                    partial(until, question, r"Lands on.*F1", laptop),
                    1.5,
                ),
            ],
            runs,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
