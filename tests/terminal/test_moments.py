"""The moments that matter in a workshop, as the room sees them in the real program."""

import pytest

from tests.terminal import half_way
from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import answered, on

pytestmark = pytest.mark.terminal

LARGE = (120, 36)


@pytest.fixture
def terminal(laptop: Laptop) -> Terminal:
    """An example that stands at certainty, the third axis; two factors of it have no answer."""
    terminal, _ = half_way.started(laptop, LARGE)
    return terminal


def panel(screen: str) -> list[str]:
    """What stands at the right, under "Lands on"."""
    lines = screen.split("\n")
    top = next(row for row, line in enumerate(lines) if "Lands on" in line)
    bottom = next(row for row, line in enumerate(lines) if line.rstrip().endswith("╯"))
    return [line[lines[top].rindex("╭") :] for line in lines[top : bottom + 1]]


def answer_rules(terminal: Terminal) -> None:
    """Answer "no" to each rule that is asked."""
    terminal.press("2", "2", "2").wait_for(answered("Success undefined", 2))


def test_the_reveal_is_whole_in_the_moment_of_the_fourth_axis(terminal: Terminal) -> None:
    terminal.wait_for("Hidden until all")
    terminal.press("end", "1").wait_for(r"✓ Certainty[^\n]*▸1")
    terminal.press("right").wait_for(on("Readiness"))
    terminal.press("right").wait_for(on("Rules"))
    answer_rules(terminal)
    terminal.press("left").wait_for(on("Readiness"))
    terminal.press("1").wait_gone("Hidden until all")
    in_the_moment = panel(terminal.settle())
    assert any("What would change it" in line for line in in_the_moment)
    terminal.press("right").wait_for(on("Rules"))
    terminal.press("left").wait_for(on("Readiness"))
    assert in_the_moment == panel(terminal.settle())


def test_the_reveal_is_whole_after_each_rule(terminal: Terminal) -> None:
    terminal.press("end", "1", "right").wait_for(on("Readiness"))
    terminal.press("1", "right").wait_for(on("Rules"))
    answer_rules(terminal)
    in_the_moment = panel(terminal.settle())
    assert any("What would change it" in line for line in in_the_moment)
    terminal.press("left").wait_for(on("Readiness"))
    terminal.press("right").wait_for(on("Rules"))
    assert in_the_moment == panel(terminal.settle())
