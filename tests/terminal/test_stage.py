"""The moments that matter, in the real program: what a room sees when it looks up."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import on

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (120, 36)]


def sample(laptop: Laptop) -> Path:
    """A copy of the finished example; it opens at the summary."""
    return Path(shutil.copy(shipped("sessions") / "four-workloads.toml", laptop.sessions))


def opened(laptop: Laptop, size: tuple[int, int] = (120, 36)) -> Terminal:
    """The finished example at its summary."""
    terminal = laptop.start(sample(laptop), size=size)
    terminal.wait_for("risks on no side")
    return terminal


def go(terminal: Terminal, name: str, tab: str) -> None:
    """Go to a step or a workload by its name."""
    terminal.press("g").wait_for("part of a name")
    terminal.type(name).press("enter").wait_for(on(tab))


@pytest.mark.parametrize("size", SIZES)
def test_a_parked_factor_of_a_placed_axis_is_counted_and_found(
    laptop: Laptop, size: tuple[int, int]
) -> None:
    terminal = opened(laptop, size)
    go(terminal, "Customer", "Axes")
    terminal.press("home").wait_for("▐ ✓ IP exposure")
    terminal.press("backspace").wait_for("▐ ◦ IP exposure")
    terminal.press("p").wait_for("▐ ◌ IP exposure")
    terminal.press("s").wait_for(on("Summary"))
    terminal.press("tab").wait_for(r"1 +parked +Customer support chatbot")
    go(terminal, "Profile", "Profile")
    terminal.press(">").wait_for(on("Axes"))
    terminal.wait_for("▐ ◌ IP exposure")
