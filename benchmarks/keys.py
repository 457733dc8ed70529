"""How long a key takes until what it does is drawn, against a minimal Textual application.

    python -m benchmarks.keys           100 keys in each program
    python -m benchmarks.keys 20        another number

All programs run at once and take turns, key by key, each with its first keys not counted. Between
two keys the place is saved, and that is said. The goals are 1.25 at the median and 1.5 at the 95th
percentile.
"""

import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.example import resumed
from benchmarks.goals import beside, explain
from benchmarks.start import MINIMAL
from tests.terminal.driver import Terminal
from tests.terminal.laptop import COMMAND, Laptop

WARMING_UP = 10  # keys
MEDIAN, HIGH = 1.25, 1.5  # times the floor, at the median and at the 95th percentile
PAUSE = 0.15  # seconds of quiet before the next key


def repaint(terminal: Terminal, key: str) -> float:
    """Press a key; the seconds until all that it changes below the title bar is drawn."""
    frames: list[tuple[float, list[str]]] = []
    begin = time.perf_counter()
    terminal.on_frame = lambda: frames.append(
        (time.perf_counter() - begin, terminal.emulator.lines[1:])
    )
    terminal.press_and_see(key)
    terminal.settle(PAUSE)
    terminal.wait_for("✔ saved|Leave")
    terminal.settle(PAUSE)
    terminal.on_frame = None
    *_, (_, whole) = frames
    return next(seconds for seconds, lines in frames if lines == whole)


def main(keys: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        laptop = Laptop(Path(folder))
        programs: dict[str, Terminal] = {}

        def begin(name: str, command: list[str], shows: str) -> None:
            terminal = Terminal(command, size=(120, 36), env=laptop.env, cwd=Path.cwd())
            programs[name] = stack.enter_context(terminal)
            terminal.wait_for(shows)
            terminal.settle(0.5)

        begin("minimal Textual app (floor)", MINIMAL, "Leave")
        for workloads in (10, 200, 1000):
            file = resumed(laptop.sessions, workloads)
            begin(f"a question, {workloads:,} workloads", [*COMMAND, str(file)], "Lands on.*F1")
        begin("minimal Textual app (floor, again)", MINIMAL, "Leave")
        measured: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(keys + WARMING_UP):
            for name, terminal in programs.items():
                seconds = repaint(terminal, "up" if turn % 2 else "down")
                if turn >= WARMING_UP:
                    measured[name].append(seconds)
    print(f"\nKey to repaint ({keys} keys)\n")
    print("| what | p50 ms | ratio | goal | p95 ms | ratio | goal |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    goals: list[str] = []
    floor = next(iter(measured.values()))
    middle, high = statistics.median(floor), statistics.quantiles(floor, n=20)[-1]
    for name, times in measured.items():
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        promised = (None, None) if "floor" in name else (MEDIAN, HIGH)
        goals += [beside(promised[0], p50 / middle), beside(promised[1], p95 / high)]
        print(
            f"| {name} | {p50 * 1000:.1f} | {p50 / middle:.2f} | {goals[-2]} "
            f"| {p95 * 1000:.1f} | {p95 / high:.2f} | {goals[-1]} |"
        )
    explain("Key to repaint", goals)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
