"""The tour of the README, keystroke by keystroke, as a newcomer walks it."""

import re
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import on

pytestmark = pytest.mark.terminal

README = Path(__file__).resolve().parents[2] / "README.md"
SIZES = [(80, 24), (120, 36)]

STEPS = (
    "`fouraxis sample` opens a finished example. Look at its summary: Enter on a row tells why, "
    "and `Esc` leads back; `m` draws the map, and `m` again the table. Then `Esc` brings you home.",
    "Press `n`, type a title for your workshop, and Enter. Fill in who is in the room, or go on "
    "with `▸` (the right arrow key).",
    "On *Workloads*, press `p` and paste a list, one workload a line. Enter adds them, and Enter "
    "again opens the first one. (A list that you type: `Tab` leads to the line that adds it.)",
    'Answer with digits. `0` is "we don\'t know", an answer like any other. When the factors have '
    "suggested a level, Enter confirms it and goes on to the next axis. `n` takes a note on the "
    "question with the mark, and `Esc` keeps it: write down how you know.",
    "Readiness has no factors: a digit places it and opens the rules. Now that all four axes are "
    "placed, the outcome appears, as far as the rules leave it open: three questions, yes or no. "
    "With the last one a whole screen says where it lands, why, and what would change it: Enter "
    "decides, `d` differs, `n` is not now and goes on, `Esc` leads back to the rules.",
    "`s` shows the summary at any time. `c` agrees with a recommendation, `d` decides otherwise.",
    "`ctrl+q` leaves. `fouraxis FILE` reopens at the very question where you stopped.",
)
"""What the README says of each step: the test below does that, and nothing else."""


def test_the_readme_tells_the_tour_that_is_walked_here() -> None:
    if not README.exists():
        pytest.skip("not in a checkout: a source archive holds a part of the project")
    tour = README.read_text("utf-8").partition("in five minutes")[2].partition("The [facil")[0]
    assert (
        tuple(re.sub(r"\s+", " ", step).strip() for step in re.split(r"\n\d\. ", tour)[1:]) == STEPS
    )


def begin(terminal: Terminal) -> None:
    """Steps 1 to 3: an example, a workshop, its workloads."""
    # 1
    terminal.wait_for(on("Summary"))
    terminal.press("enter").wait_for("Rests on")
    terminal.press("escape").wait_gone("Rests on")
    terminal.press("m").wait_for("every certainty")
    terminal.press("m").wait_gone("every certainty")
    terminal.press("escape").wait_for("n new workshop")
    # 2
    terminal.press("n").wait_for("What is it called")
    terminal.type("Where to build").press("enter").wait_for(on("Setup"))
    terminal.press("right").wait_for(on("Workloads"))
    # 3
    terminal.press("p").wait_for("Type or paste here")
    terminal.paste("Support chatbot\nFraud detection\nClaims decisions\n")
    terminal.wait_for("Add these 3 workloads")
    terminal.press("enter").wait_for("1 Support chatbot.*2 Fraud detection.*3 Claims decisions")
    terminal.wait_gone("Add these 3 workloads")
    terminal.press("enter").wait_for(on("Axes"))
    terminal.wait_for("‹ 1 of 3 +Support chatbot")


def place(terminal: Terminal) -> None:
    """Steps 4 and 5: the four axes, and the rules."""
    # 4
    terminal.wait_for("▐ ◦ IP exposure")
    terminal.press("1").wait_for("▐ ◦ Regulatory exposure")
    terminal.press("n").wait_for("Esc keep and close")
    terminal.type("Says the counsel").press("escape").wait_for("note: Says the counsel")
    terminal.press("0").wait_for("▐ ◦ Customer-decision impact")
    terminal.press("1").wait_for("▐ ◦ Sensitivity")
    terminal.wait_for("LOW")
    terminal.press("enter").wait_for(on("Maturity"))
    for digit in "222":
        terminal.press(digit)
    terminal.wait_for("Suggests NONE")
    terminal.press("enter").wait_for(on("Certainty"))
    terminal.settle()
    while "Suggests" not in terminal.text:
        terminal.press("1")
        terminal.settle()
    terminal.press("enter").wait_for(on("Readiness"))
    # 5
    terminal.press("2").wait_for(on("Rules"))
    terminal.wait_for("Provisional: it depends.*Full outsourcing:? if")
    for digit in "222":
        terminal.press(digit)
    terminal.read("not now")
    terminal.wait_for("it changes with")
    terminal.press("escape").wait_for("What would change it|Changes")


def begun(laptop: Laptop) -> Path:
    """The file of the workshop that was begun."""
    files = laptop.sessions.glob("*.toml")
    return next(file for file in files if "build" in file.name.lower())


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_a_newcomer_walks_the_tour(laptop: Laptop, size: tuple[int, int]) -> None:
    terminal = laptop.start("sample", size=size)
    begin(terminal)
    place(terminal)
    # 6
    terminal.press("s").wait_for(on("Summary"))
    terminal.wait_for("Support chatbot.*row 1")
    terminal.press("c").wait_for("Decided . Full outsourcing \\(agreed\\)")
    terminal.press("d").wait_for("Decide: Support chatbot")
    terminal.press("escape").wait_gone("Decide: Support chatbot")
    terminal.press("g").wait_for("part of a name")
    terminal.type("Fraud").press("enter").wait_for(on("Profile"))
    terminal.press("1").wait_for("▐ ◦ Build")
    # 7
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    again = laptop.start(begun(laptop), size=size)
    again.wait_for("▐ ◦ Build")
    again.wait_for("‹ 2 of 3 +Fraud detection")
