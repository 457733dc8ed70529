"""How long commands take that open no screen, against a Python that does nothing.

python -m benchmarks.commands       21 runs
python -m benchmarks.commands 5     another number
"""

import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.example import resumed, sample
from benchmarks.interleaved import Case, compare
from tests.terminal.laptop import COMMAND

PLACED: Final = (
    *("recommend", "--sensitivity", "low", "--maturity", "none", "--certainty", "high"),
    *("--core-logic", "no", "--data-cannot-leave", "no", "--undefined-success", "no"),
)


def whole(command: list[str]) -> float:
    """Run a command to its end; the seconds that it took."""
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        large = resumed(Path(folder))
        cases = {
            "--help": (["--help"], 2),
            "--version": (["--version"], 2),
            "recommend": ([*PLACED], 12),
            "check, the shipped 24 workloads": (["check", str(sample())], 12),
            "check, 24 workloads with 1,440 notes": (["check", str(large)], None),
        }
        compare(
            "Commands",
            Case("python -c pass", partial(whole, [sys.executable, "-c", "pass"])),
            [
                Case(name, partial(whole, [*COMMAND, *arguments]), goal)
                for name, (arguments, goal) in cases.items()
            ],
            runs,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
