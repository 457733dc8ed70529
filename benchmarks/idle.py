"""What the program needs when nobody presses a key, and how much memory, against a minimal one.

python -m benchmarks.idle       3 runs
python -m benchmarks.idle 5     another number
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.example import resumed
from benchmarks.goals import beside, explain
from benchmarks.start import MINIMAL
from tests.terminal.driver import Terminal
from tests.terminal.laptop import COMMAND, Laptop

REST: Final = 5.0
"""Seconds in which nothing is pressed."""


class Need(NamedTuple):
    """What a program takes: megabytes at most, and in rest a share of a processor and bytes."""

    memory: float
    processor: float
    sent: int


def rest(command: list[str], shows: str, laptop: Laptop) -> Need:
    """Start a program, leave it alone for a while, and close it again."""
    with Terminal(command, size=(120, 36), env=laptop.env, cwd=Path.cwd()) as terminal:
        terminal.wait_for(shows)
        terminal.settle(1.0)
        before, sent = _processor(terminal.pid), len(terminal.output)
        terminal.read_for(REST)
        used = _processor(terminal.pid) - before
        need = Need(_most_memory(terminal.pid), used / REST, len(terminal.output) - sent)
        terminal.press("ctrl+q").wait_exit()
    return need


def _processor(pid: int) -> float:
    """The seconds of a processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _most_memory(pid: int) -> float:
    """The most memory that a process has held, in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    held = next(line for line in lines if line.startswith("VmHWM:"))
    return int(held.split()[1]) / 1024


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder))
        question = [*COMMAND, str(resumed(laptop.sessions))]
        programs: dict[str, tuple[list[str], str, float | None]] = {
            "minimal Textual app (floor)": (MINIMAL, "Leave.*palette", None),
            "Home": ([*COMMAND], r"Large.*F1", 1.5),
            "a resumed question, 24 workloads": (question, r"Lands on.*F1", 1.7),
            "minimal Textual app (floor, again)": (MINIMAL, "Leave.*palette", None),
        }
        needs: dict[str, list[Need]] = {name: [] for name in programs}
        for _ in range(runs):
            for name, (command, shows, _goal) in programs.items():
                needs[name].append(rest(command, shows, laptop))
    print(f"\nMemory, and what is used while nobody presses a key (median of {runs})\n")
    print("| what | MB | ratio | goal | processor, % | bytes a second |")
    print("|---|---:|---:|---:|---:|---:|")
    goals: list[str] = []
    floor = statistics.median(need.memory for need in next(iter(needs.values())))
    for name, measured in needs.items():
        memory = statistics.median(need.memory for need in measured)
        processor = statistics.median(need.processor for need in measured)
        sent = statistics.median(need.sent for need in measured) / REST
        goals.append(beside(programs[name][2], memory / floor))
        print(
            f"| {name} | {memory:.1f} | {memory / floor:.2f} | {goals[-1]} "
            f"| {processor * 100:.1f} | {sent:.0f} |"
        )
    explain("Memory", goals)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
