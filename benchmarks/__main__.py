"""All figures, in under ten minutes, as one page: docs/benchmarks.md.

    python -m benchmarks

Nothing else should run meanwhile. What each figure means stands in benchmarks/README.md.
"""

import io
import os
import platform
import sys
import time
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks import commands, growth, idle, keys, opening, report, saving, start, tables

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
LIBRARIES: Final = ("textual", "pydantic", "tomli-w", "rich")
RUNS: Final = (
    (start.main, 7),
    (commands.main, 11),
    (keys.main, 30),
    (tables.main, 15),
    (saving.main, 7),
    (opening.main, 6),
    (idle.main, 3),
    (growth.main, 2),
    (report.main, 200),
)
"""What is measured, and how often."""


class Both(io.StringIO):
    """Keeps what is printed, and shows it as well."""

    def __init__(self, shown: "io.TextIOBase") -> None:
        super().__init__()
        self._shown = shown

    def write(self, text: str) -> int:
        """Keep and show a text."""
        self._shown.write(text)
        self._shown.flush()
        return super().write(text)


def machine() -> str:
    """What it was measured on: a kind of machine, and no place or name of one."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{platform.system()}, {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, {libraries}"
    )


def main() -> None:
    """Measure everything and write the page."""
    begin = time.monotonic()
    kept = Both(sys.stdout)  # type: ignore[arg-type]
    with redirect_stdout(kept):
        for measure, runs in RUNS:
            measure(runs)
    minutes = (time.monotonic() - begin) / 60
    PAGE.write_text(
        "# Benchmarks\n\n"
        "Written by `make bench`. Ratios are against the floor that heads each table and is "
        "measured again at its end; [benchmarks/](../benchmarks/README.md) says how to read "
        "them, and [where the time goes](decisions/speed.md) what was tried.\n\n"
        f"Measured on {machine()}, in {minutes:.0f} minutes.\n{kept.getvalue()}",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
