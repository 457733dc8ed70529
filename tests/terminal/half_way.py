"""An example that is half answered: started, and read again from its file."""

import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.terminal.driver import PATIENCE, Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import on

WORKLOAD = "meter-reading"


def started(laptop: Laptop, size: tuple[int, int] = (120, 36)) -> tuple[Terminal, Path]:
    """An example that stands at an axis, and its file."""
    terminal = laptop.start("sample", "half-way", size=size)
    terminal.wait_for(on("Axes"))
    (file,) = laptop.sessions.glob("*.toml")
    terminal.settle()
    return terminal, file


def certainty(file: Path) -> dict[str, Any]:
    """The factors of the axis at which the example stands, as they are in the file."""
    tree = tomllib.loads(file.read_text("utf-8"))
    found: dict[str, Any] = tree["workloads"][WORKLOAD]["axes"]["certainty"]["factors"]
    return found


def level(file: Path) -> str | None:
    """The answer to the question at which the example stands, as it is in the file."""
    found = certainty(file).get("measurable-success", {}).get("level")
    return None if found is None else str(found)


def by_and_by(seen: Callable[[], object], terminal: Terminal, timeout: float = PATIENCE) -> None:
    """Wait for something that happens to a file, while the program goes on."""
    end = time.monotonic() + timeout
    while not seen():
        assert time.monotonic() < end, terminal.picture()
        terminal.settle(0.05, 0.05)
