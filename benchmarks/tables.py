"""How Home does with 10,000 sessions: until it can be used, and a key in it.

python -m benchmarks.tables         50 keys
python -m benchmarks.tables 20      another number
"""

import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from benchmarks.goals import beside, explain
from benchmarks.keys import WARMING_UP
from benchmarks.start import MINIMAL, until
from fouraxis.content.load import shipped
from tests.terminal.driver import Terminal
from tests.terminal.laptop import COMMAND, Laptop

ROWS: Final = 10_000
STARTS: Final = 5
GOAL: Final = 3


def fill(folder: Path, rows: int) -> None:
    """Put small sessions into a folder, each with an id and a title of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    head = (shipped("sessions") / "half-way.toml").read_text("utf-8").partition("\n[pack]")[0]
    _, _, rest = head.partition('\nid = "')
    about = rest.partition("\ntitle = ")[2].partition("\n")[2]
    for row in range(rows):
        text = f'schema = 2\nid = "{row:08}"\ntitle = "Workshop {row:05}"\n{about}\n'
        (folder / f"workshop-{row:05}.toml").write_text(text, "utf-8")


def main(keys: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        laptop = Laptop(Path(folder))
        fill(laptop.sessions, ROWS)
        programs = {
            "minimal Textual app (floor)": (MINIMAL, "Leave.*palette"),
            f"Home, {ROWS:,} sessions": ([*COMMAND], r"Workshop \d+.*F1"),
            "minimal Textual app (floor, again)": (MINIMAL, "Leave.*palette"),
        }
        starts: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(STARTS):
            for name, (command, shows) in programs.items():
                starts[name].append(until(command, shows, laptop))
        opened = {}
        for name, (command, shows) in programs.items():
            terminal = Terminal(command, size=(120, 36), env=laptop.env, cwd=Path.cwd())
            opened[name] = stack.enter_context(terminal)
            opened[name].wait_for(shows)
            opened[name].settle(0.5)
        pressed: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(keys + WARMING_UP):
            for name, terminal in opened.items():
                begin = time.perf_counter()
                terminal.press_and_see("up" if turn % 2 else "down")
                if turn >= WARMING_UP:
                    pressed[name].append(time.perf_counter() - begin)
                terminal.settle(0.1)
    print(f"\nA list of {ROWS:,} (start: median of {STARTS}; {keys} keys)\n")
    print("| what | start, ms | ratio | goal | key p50, ms | ratio | goal |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    goals: list[str] = []
    first, *_ = programs
    floor, floor_key = statistics.median(starts[first]), statistics.median(pressed[first])
    for name in programs:
        start, key = statistics.median(starts[name]), statistics.median(pressed[name])
        goal = None if "floor" in name else GOAL
        goals += [beside(goal, start / floor), beside(goal, key / floor_key)]
        print(
            f"| {name} | {start * 1000:.0f} | {start / floor:.2f} | {goals[-2]} "
            f"| {key * 1000:.1f} | {key / floor_key:.2f} | {goals[-1]} |"
        )
    explain("A list", goals)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
