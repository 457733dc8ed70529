"""What if, in a terminal: discarded or killed, no byte of the file differs; kept, it is a step."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import on

pytestmark = pytest.mark.terminal


def at_the_summary(laptop: Laptop, file: Path) -> Terminal:
    """A session at its summary, with all of it saved."""
    terminal = laptop.start(file, size=(120, 36))
    terminal.wait_for("Northwind")
    if "[Summary]" not in terminal.text:
        terminal.press("s")
    terminal.wait_for(on("Summary"))
    terminal.wait_for("risk on no side")
    terminal.settle()
    return terminal


def try_out(terminal: Terminal) -> None:
    """Three axes and a rule of two workloads."""
    terminal.press("w").wait_for("TRIAL, NOT SAVED")
    terminal.press("3").wait_for("low → high")
    terminal.press("right", "2").wait_for("none → emg")
    terminal.press("down", "left", "1").wait_for("high → low")
    for _ in range(4):
        terminal.press("right")
    terminal.press("1").wait_for("4 answers tried")


@pytest.mark.long
def test_a_trial_leaves_no_trace_unless_it_is_kept(laptop: Laptop) -> None:
    file = Path(shutil.copy(shipped("sessions") / "four-workloads.toml", laptop.sessions))
    terminal = at_the_summary(laptop, file)
    before = file.read_bytes()
    try_out(terminal)
    terminal.press("escape").wait_gone("TRIAL, NOT SAVED")
    terminal.press("u").wait_for("nothing to undo")
    assert file.read_bytes() == before

    try_out(terminal)
    terminal.kill()
    assert file.read_bytes() == before

    terminal = at_the_summary(laptop, file)
    try_out(terminal)
    terminal.press("enter").wait_for("2 OUTDATED")
    terminal.wait_gone("TRIAL, NOT SAVED")
    terminal.press("u").wait_gone("OUTDATED")
    terminal.press("u").wait_for("nothing to undo")
