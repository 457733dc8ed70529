"""The moments that matter in a workshop, as the room sees them in the real program."""

import re

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
    terminal.press("2", "2", "2").wait_for(answered("Success criteria", 2))


def put_off(terminal: Terminal) -> None:
    """Read where the workload lands on the screen of its own, and decide nothing yet."""
    terminal.read("not now")
    assert "it changes with" in terminal.text
    terminal.press("escape").wait_gone("not now")


def test_the_reveal_is_whole_in_the_moment_of_the_fourth_axis(terminal: Terminal) -> None:
    terminal.wait_for("Hidden until all")
    terminal.press("end", "1").wait_for(r"✓ Certainty +high")
    terminal.press("right").wait_for(on("Readiness"))
    terminal.press("right").wait_for(on("Rules"))
    answer_rules(terminal)
    terminal.press("left").wait_for(on("Readiness"))
    terminal.press("1")
    put_off(terminal)
    terminal.wait_for(on("Rules"))  # a level without factors turns the page
    terminal.wait_gone("Hidden until all")
    in_the_moment = panel(terminal.settle())
    assert any("What would change it" in line for line in in_the_moment)
    terminal.press("left").wait_for(on("Readiness"))
    terminal.press("right").wait_for(on("Rules"))
    assert in_the_moment == panel(terminal.settle())


@pytest.mark.long
def test_the_reveal_is_whole_after_each_rule(terminal: Terminal) -> None:
    terminal.press("end", "1", "right").wait_for(on("Readiness"))
    terminal.press("1").wait_for(on("Rules"))
    terminal.press("2", "2", "2")
    put_off(terminal)
    in_the_moment = panel(terminal.settle())
    assert any("What would change it" in line for line in in_the_moment)
    terminal.press("left").wait_for(on("Readiness"))
    terminal.press("right").wait_for(on("Rules"))
    assert in_the_moment == panel(terminal.settle())


def test_enter_twice_does_not_skip_readiness(terminal: Terminal) -> None:
    terminal.press("1", "1").wait_for("Suggests .*Enter confirms")
    terminal.type("\r\r").wait_for(on("Readiness"))  # a key that bounces
    terminal.settle()
    terminal.press("enter").wait_for("Press the digit of a level")
    terminal.wait_for(r"\[Readiness.*▐ ◦ Readiness")
    terminal.press("1").wait_for(on("Rules"))
    terminal.press("left").wait_for("✓ Readiness.*▸1 PoC")
    terminal.press("enter").wait_for(on("Rules"))


def test_enter_on_an_open_factor_gives_no_answer(terminal: Terminal) -> None:
    """Two factors are open, and what is answered so far suggests a level."""
    terminal.wait_for("So far this suggests MEDIUM")
    assert "Enter confirms" not in terminal.settle()
    terminal.press("enter").wait_for("▐ ◦ Adequate data")
    terminal.press("enter").wait_for("▐ ◦ Certainty")
    assert "▸" not in next(line for line in terminal.emulator.lines if "◦ Certainty" in line)
    terminal.wait_for("So far this suggests MEDIUM   Enter confirms")
    terminal.press("enter").wait_for(on("Readiness"))
    terminal.press("left").wait_for(r"✓ Certainty +medium")


def test_a_note_names_its_question_and_the_answer_just_given_can_be_noted(
    terminal: Terminal,
) -> None:
    terminal.press("1").wait_for("▐ ◦ Adequate data")
    terminal.press("n").wait_for("─ Note: Adequate data ─")
    terminal.press("escape").wait_gone("Note: Adequate data")
    terminal.press("N").wait_for("─ Note: Measurable success = yes ─")
    terminal.type("who measures").press("escape").wait_gone("─ Note:")
    terminal.wait_for("▐ ◦ Adequate data")
    terminal.wait_for(r"✓ Measurable success [^\n]*✎")
    terminal.press("up").wait_for("note: who measures")


def test_the_answer_just_given_can_be_noted_from_the_next_page(terminal: Terminal) -> None:
    terminal.press("1", "1", "enter").wait_for(on("Readiness"))
    terminal.press("N").wait_for(r"─ Note: Certainty = \w+ ─")
    terminal.type("says the head").press("escape").wait_gone("─ Note:")
    terminal.press("left").wait_for(r"✓ Certainty [^\n]*✎")


def test_enter_twice_after_the_last_rule_skips_no_page(terminal: Terminal) -> None:
    terminal.press("right", "right").wait_for(on("Rules"))
    answer_rules(terminal)
    terminal.type("\r\r").wait_gone(on("Rules"))
    assert re.search(on("Conditions"), terminal.settle())


@pytest.mark.long
def test_a_level_that_its_factors_contradict_is_confirmed_again(
    laptop: Laptop, terminal: Terminal
) -> None:
    sensitive = r"! The answers suggest high\."
    terminal.press("left", "left").wait_for(rf"{on('Sensitivity')}.*✓ Sensitivity")
    terminal.press("home", "3").wait_for(sensitive)
    terminal.wait_for("Enter takes it, n says why not")
    terminal.wait_for(r"! Meter reading")  # the rail
    terminal.wait_for(r"\[Sensitivity ?!\]")
    terminal.press("s").wait_for(on("Summary"))
    terminal.wait_for(r"Meter reading from photos +LEVEL TO CONFIRM AGAIN")
    terminal.press("enter").wait_for("Level to confirm again")
    terminal.wait_for(r"Sensitivity is medium, the answers\s+suggest high")
    terminal.press("escape").wait_gone("Level to confirm again")
    assert "Level to confirm again: Sensitivity is medium" in checked(laptop)
    terminal.press("g").wait_for("part of a name")
    terminal.type("Sensitivity").press("enter").wait_for(r"\[Sensitivity ?!\]")
    terminal.press("end", "enter").wait_for(on("Maturity"))
    terminal.press("left").wait_for(r"As suggested: high")
    assert "Level to confirm again" not in checked(laptop)


@pytest.mark.long
def test_a_reason_settles_a_level_until_its_factors_change_again(
    laptop: Laptop, terminal: Terminal
) -> None:
    terminal.press("left", "left").wait_for(rf"{on('Sensitivity')}.*✓ Sensitivity")
    terminal.press("home", "3").wait_for("Enter takes it, n says why not")
    terminal.press("n").wait_for("─ Reason: Sensitivity = medium ─")
    terminal.type("only names of streets").press("escape").wait_gone("─ Reason:")
    terminal.wait_for(r"The answers suggest high\. only names of streets")
    terminal.wait_gone("! Meter reading")
    assert "Level to confirm again" not in checked(laptop)
    terminal.press("enter").wait_for(on("Maturity"))


def checked(laptop: Laptop) -> str:
    """What `fouraxis check` says of the session, once it is saved."""
    (file,) = laptop.sessions.glob("*.toml")
    return laptop.run("check", file).stdout
