"""The moments that matter, in the real program: what a room sees when it looks up."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from fouraxis.store.read import read
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


@pytest.mark.parametrize("size", SIZES)
def test_an_override_that_has_become_the_recommendation_is_outdated_until_confirmed(
    laptop: Laptop, size: tuple[int, int]
) -> None:
    terminal = opened(laptop, size)
    path = laptop.sessions / "four-workloads.toml"
    terminal.press("home", "d").wait_for("Decide: Customer")
    terminal.press("home", "end", "enter").wait_for(r"Do not outsource +Why\?")
    terminal.type("The board wants it inside").press("enter").wait_for("Who decides")
    terminal.press("enter").wait_for("over(ride|\\.) DNO")
    go(terminal, "Customer", "Axes")
    go(terminal, "Rules", "Rules")
    terminal.press("home", "1").wait_for("▸1 [Yy]es")
    terminal.press("s").wait_for("1 OUTDATED")
    terminal.press("home", "enter").wait_for("OUTDATED: another recommendation than then")
    terminal.press("escape").wait_gone("another recommendation")
    terminal.press("m").wait_for("OUTDATED DNO")
    terminal.press("m").wait_gone("OUTDATED DNO.*every certainty")
    terminal.press("c").wait_gone("OUTDATED")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    decision = read(path).session.workloads["support-chatbot"].decision
    assert decision is not None
    assert decision.kind == "as-recommended"
    assert decision.reason.endswith("The board wants it inside")
    assert decision.ground is not None
    assert decision.ground.rules == ("core-logic",)


def test_an_outdated_decision_is_said_wherever_its_workload_is(laptop: Laptop) -> None:
    terminal = opened(laptop, (80, 24))
    path = laptop.sessions / "four-workloads.toml"
    go(terminal, "Customer", "Axes")
    terminal.press("end", "3").wait_for("▸3 high")
    terminal.press("s").wait_for("1 OUTDATED")
    terminal.press("home", "enter").wait_for("OUTDATED: another recommendation than then")
    terminal.press("escape").wait_gone("another recommendation")
    terminal.press("p").wait_for(r"Customer support chatbot +OUTDATED")
    terminal.press("tab").wait_for(r"Customer support ch.*OUTDATED")
    terminal.press("escape").wait_gone("Considered for")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    notice = (
        "the decision on “Customer support chatbot” is outdated: another recommendation than then"
    )
    assert notice in laptop.run("check", path).stdout
    for form in ("table", "markdown", "csv", "json"):
        report = laptop.run("summary", path, "--format", form).stdout
        assert "outdated" in report.lower(), form
    assert "another recommendation than then" in laptop.run("summary", path).stdout.replace(
        "\n", " "
    )
