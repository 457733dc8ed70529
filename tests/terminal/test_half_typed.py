"""What is half typed, in a dialog or in a row, outlives the program, whatever ends it."""

from collections.abc import Sequence
from signal import SIGHUP, SIGKILL, SIGTERM, Signals

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.laptop import TWO_WORKLOADS, Laptop

pytestmark = pytest.mark.terminal

TEXT = "half a thought"
WAYS: dict[str, tuple[str, Sequence[str]]] = {
    "a decision's reason": ("summary", ["d", "6"]),
    "a decision's name": ("summary", ["d", "6", "because", "enter"]),
    "a vendor's name": ("vendors", ["a"]),
    "a pasted list": ("workloads", ["p"]),
    "a path": ("workloads", ["i"]),
    "a new workshop's title": ("home", ["n"]),
    "the day of a legal review": ('rules"\nitem = "legal.date', ["enter"]),
}
"""The step, and the keys to the field."""


def opened(laptop: Laptop, step: str) -> Terminal:
    """The program at a step, or at Home."""
    file = laptop.sessions / "typed.toml"
    if not file.exists():
        file.write_text(TWO_WORKLOADS.format(step=step), "utf-8")
    terminal = laptop.start(*([] if step == "home" else [file]), size=(120, 36))
    terminal.wait_for("Typed")
    terminal.settle(0.3)
    return terminal


def to_the_field(terminal: Terminal, way: Sequence[str]) -> None:
    """Go to a field."""
    for key in way:
        if len(key) > 1 and key != "enter":
            terminal.type(key)
        else:
            terminal.press(key)
        terminal.settle(0.2)


@pytest.mark.few("signal", 1)
@pytest.mark.parametrize("signal", [SIGTERM, SIGHUP, SIGKILL])
@pytest.mark.parametrize("field", WAYS)
def test_it_is_there_when_its_dialog_opens_again(
    laptop: Laptop, field: str, signal: Signals
) -> None:
    step, way = WAYS[field]
    terminal = opened(laptop, step)
    to_the_field(terminal, way)
    terminal.type(TEXT)
    terminal.wait_for(TEXT)
    terminal.settle(0.2)
    terminal.send_signal(signal)
    terminal.wait_exit()
    again = opened(laptop, step)
    to_the_field(again, [key for key in way if key != "because"])
    again.wait_for(TEXT)
    again.press("escape")
    again.press("escape")
    again.press("escape")


def test_what_was_left_by_the_room_is_not_brought_back(laptop: Laptop) -> None:
    terminal = opened(laptop, "vendors")
    terminal.press("a")
    terminal.type(TEXT)
    terminal.press("escape")
    terminal.wait_gone(TEXT)
    terminal.press("a")
    terminal.wait_for("What is the vendor called")
    assert TEXT not in terminal.settle(0.3)
