"""Ratios against a floor, measured in one interleaved run, with the floor listed twice.

A machine is never as fast in one minute as in the next. So all cases take turns, and what counts
is how many times the floor a case takes. The floor itself stands in the table twice: how far its
second line is from 1.00 is how far any other figure may be off.
"""

import statistics
from collections.abc import Callable, Sequence
from compileall import compile_dir
from dataclasses import dataclass
from pathlib import Path

import fouraxis
from benchmarks.goals import beside, explain
from fouraxis.content.load import keep


@dataclass(frozen=True)
class Case:
    """Something to measure.

    Attributes:
        name: What it is called in the table.
        run: Does it once, and returns the seconds that it took.
        goal: How many times the floor it may take; None where nothing was promised.
    """

    name: str
    run: Callable[[], float]
    goal: float | None = None


def measured(cases: Sequence[Case], runs: int) -> list[list[float]]:
    """The seconds of each case in each run: they take turns, after one run that is not kept."""
    for case in cases:
        case.run()
    times: list[list[float]] = [[] for _ in cases]
    for _ in range(runs):
        for case, seconds in zip(cases, times, strict=True):
            seconds.append(case.run())
    return times


def installed() -> None:
    """See that what is measured is there as after an installation: compiled, its content checked.

    A checkout that was changed a moment ago, or an environment that forbids Python to keep what it
    compiled, would be measured at three times what whoever installed it waits.
    """
    compile_dir(Path(fouraxis.__file__).parent, quiet=1)
    compile_dir(Path(__file__).parent, quiet=1)
    keep()


def compare(title: str, floor: Case, cases: Sequence[Case], runs: int) -> None:
    """Measure the cases and the floor twice, and print medians and ratios as a Markdown table."""
    installed()
    everything = [floor, *cases, floor]
    medians = [statistics.median(seconds) for seconds in measured(everything, runs)]
    print(f"\n{title} (median of {runs})\n")
    print("| what | ms | ratio | goal |")
    print("|---|---:|---:|---:|")
    goals: list[str] = []
    for place, (case, median) in enumerate(zip(everything, medians, strict=True)):
        name = f"{case.name} (floor)" if place == 0 else case.name
        name = f"{case.name} (floor, again)" if place == len(everything) - 1 else name
        ratio = median / medians[0]
        goals.append(beside(case.goal, ratio))
        print(f"| {name} | {median * 1000:.1f} | {ratio:.2f} | {goals[-1]} |")
    explain(title, goals)
