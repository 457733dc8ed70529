"""What is said to the room in passing is one line at the foot, and goes by itself."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from tests.terminal.laptop import Laptop
from tests.terminal.page import on

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (120, 36), (200, 50)]


def sample(laptop: Laptop) -> Path:
    """A copy of the finished example; it opens at the summary."""
    return Path(shutil.copy(shipped("sessions") / "four-workloads.toml", laptop.sessions))


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_ten_quick_undos_are_one_line_that_goes_without_a_key(
    laptop: Laptop, size: tuple[int, int]
) -> None:
    terminal = laptop.start(sample(laptop), size=size)
    terminal.wait_for("risks? on no side")
    terminal.press("g").wait_for("part of a name")
    terminal.type("Customer").press("enter").wait_for(on("Axes"))
    for digit in "2312312312":
        terminal.press(digit)
    terminal.press("s").wait_for(on("Summary"))
    terminal.type("u" * 10)
    terminal.wait_for("Undone")
    terminal.settle(0.5)
    assert terminal.text.count("Undone") <= 1, terminal.picture()
    terminal.wait_gone("Undone", timeout=8)
    terminal.settle(0.5)
    before = terminal.emulator.lines[1:]  # the time of saving stands in the first one
    terminal.press("up", "down")
    terminal.settle()
    assert "Undone" not in terminal.text
    assert terminal.emulator.lines[1:] == before, terminal.picture()


def test_a_notice_stands_at_the_foot_of_a_dialog_too(laptop: Laptop) -> None:
    terminal = laptop.start(sample(laptop))
    terminal.wait_for("risks? on no side")
    terminal.press("enter").wait_for("Rests on")
    terminal.press("c").wait_for("It is decided as recommended.")
    row = next(y for y, line in enumerate(terminal.emulator.lines) if "It is decided" in line)
    assert row >= 20, terminal.picture()
    terminal.press("escape").wait_gone("Rests on")
    terminal.wait_gone("It is decided as recommended.", timeout=8)
