"""The moments that matter, in the real program: what a room sees when it looks up."""

import re
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

GLUED = re.compile(
    r"[a-z]{2}[A-Z]{2}|(?<=[A-Z]{2})[\])][A-Z]|&D[\])]?[A-Z]|\w…\w|[a-z][\[(][A-Z]{3}"
)
"""A level, a code or a cut name with the next column right behind it."""


def sample(laptop: Laptop) -> Path:
    """A copy of the finished example; it opens at the summary."""
    return Path(shutil.copy(shipped("sessions") / "four-workloads.toml", laptop.sessions))


def opened(laptop: Laptop, size: tuple[int, int] = (120, 36)) -> Terminal:
    """The finished example at its summary."""
    terminal = laptop.start(sample(laptop), size=size)
    terminal.wait_for("risks? on no side")
    return terminal


def go(terminal: Terminal, name: str, tab: str) -> None:
    """Go to a step or a workload by its name."""
    terminal.press("g").wait_for("part of a name")
    terminal.type(name).press("enter").wait_for(on(tab))


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_a_parked_factor_of_a_placed_axis_is_counted_and_found(
    laptop: Laptop, size: tuple[int, int]
) -> None:
    terminal = opened(laptop, size)
    go(terminal, "Customer", "Axes")
    terminal.press("home").wait_for("▐ ✓ IP exposure")
    terminal.press("backspace").wait_for("▐ ◦ IP exposure")
    terminal.press("p").wait_for("▐ ◌ IP exposure.*Parked: IP exposure")
    terminal.press("enter").wait_for("choose")
    terminal.press("s").wait_for(on("Summary"))
    terminal.press("tab").wait_for(r"1 +parked +Customer support chatbot")
    go(terminal, "Profile", "Profile")
    terminal.press(">").wait_for(on("Axes"))
    terminal.wait_for("▐ ◌ IP exposure")


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_an_override_that_has_become_the_recommendation_is_outdated_until_confirmed(
    laptop: Laptop, size: tuple[int, int]
) -> None:
    terminal = opened(laptop, size)
    path = laptop.sessions / "four-workloads.toml"
    terminal.press("home", "d").wait_for("Decide: Customer")
    terminal.press("home", "end", "enter").wait_for(r"Do not outsource +Why\?")
    terminal.type("The board wants it inside").press("enter").wait_for("Who decides")
    terminal.press("enter").wait_for("(DNO|Do not outsource) +over")
    go(terminal, "Rules", "Rules")
    terminal.press("home", "1").wait_for("▸1 [Yy]es")
    terminal.press("s").wait_for("1 OUTDATED")
    terminal.press("home", "enter").wait_for("OUTDATED: another recommendation than then")
    terminal.press("escape").wait_gone("another recommendation")
    terminal.press("m").wait_for("DNO +OUTDATED")
    terminal.press("m").wait_gone("every certainty.*DNO +OUTDATED")
    terminal.press("c").wait_gone("OUTDATED")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    decision = read(path).session.workloads["support-chatbot"].decision
    assert decision is not None
    assert decision.kind == "as-recommended"
    assert decision.reason.endswith("The board wants it inside")
    assert decision.ground is not None
    assert decision.ground.rules == ("core-logic",)


@pytest.mark.long
def test_an_outdated_decision_is_said_wherever_its_workload_is(laptop: Laptop) -> None:
    terminal = opened(laptop, (80, 24))
    path = laptop.sessions / "four-workloads.toml"
    go(terminal, "Customer", "Axes")
    terminal.press("end", "3").wait_for("▸3 high")
    terminal.press("s").wait_for("1 OUTDATED")
    terminal.press("home", "enter").wait_for("OUTDATED: another recommendation than then")
    terminal.press("escape").wait_gone("another recommendation")
    terminal.press("p").read("Workloads that go outside: 2")  # it stays inside as things are
    assert "▸ Customer" not in terminal.text
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


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_no_two_columns_of_a_table_touch(laptop: Laptop, size: tuple[int, int]) -> None:
    terminal = opened(laptop, size)
    seen = set[str]()

    def look() -> None:
        screen = terminal.settle()
        seen.add(screen)
        assert [line for line in screen.split("\n") if GLUED.search(line)] == []

    look()
    for keys in (("v",), ("v", "m"), ("v",), ("m", "p"), ("tab",)):
        terminal.press(*keys)
        look()
    terminal.press("escape")
    terminal.press("g").wait_for("part of a name")
    terminal.type("Agent").press("enter").wait_for("Agent for supplier")
    go(terminal, "Sensitivity", "Axes")  # its cells have two codes each, from 100 columns on
    look()
    for name, tab, key in (("Vendors", "Vendors", "c"), ("Workloads", "Workloads", "home")):
        go(terminal, name, tab)
        look()
        terminal.press(key)
        look()
        terminal.press("escape")
    assert len(seen) >= 9


def foot(terminal: Terminal) -> str:
    """The keys, wherever they stand: what is written below the last line of a page or a box."""
    return "\n".join(terminal.emulator.lines[-8:])


def test_enter_confirms_the_workloads_of_a_vendor_and_space_ticks(laptop: Laptop) -> None:
    terminal = opened(laptop)
    path = laptop.sessions / "four-workloads.toml"
    before = read(path).session.vendors["brightworks"].workloads
    go(terminal, "Vendors", "Vendors")
    terminal.wait_for("1 of 2 +Brightworks")
    terminal.press("w").read("Enter take these +Space 1-9 tick")
    terminal.press("enter").wait_gone("Space 1-9 tick")
    terminal.press("w").read("Enter take these +Space 1-9 tick")
    terminal.press("end", "space").press("enter").wait_gone("Space 1-9 tick")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    after = read(path).session.vendors["brightworks"].workloads
    assert set(before) ^ set(after) == {list(read(path).session.workloads)[-1]}


@pytest.mark.long
def test_home_stands_at_the_workshop_that_the_room_has_just_left(laptop: Laptop) -> None:
    terminal = laptop.start()
    terminal.wait_for("No workshops yet")
    for title in ("Contoso", "Fabrikam", "Northwind"):
        terminal.press("n").wait_for("What is it called")
        terminal.type(title).press("enter").wait_for(on("Setup"))
        terminal.press("escape").wait_for("n new workshop")
        assert renamed(terminal) == title
    terminal.press("down")
    standing = renamed(terminal)
    assert standing != "Northwind"
    terminal.press("n").wait_for("What is it called")
    terminal.press("escape").wait_gone("What is it called")
    assert renamed(terminal) == standing
    terminal.press("enter").wait_for(on("Setup"))
    terminal.press("escape").wait_for("n new workshop")
    assert renamed(terminal) == standing
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    file = next(laptop.sessions.glob("Contoso*.toml"))
    terminal = laptop.start(file)
    terminal.wait_for(on("Setup"))
    terminal.press("escape").wait_for("n new workshop")
    assert renamed(terminal) == "Contoso"


def renamed(terminal: Terminal) -> str:
    """The title of the workshop under the cursor of Home: that which `r` would rename."""
    terminal.press("r").wait_for("The new title")
    line = next(line for line in terminal.emulator.lines if line.count("│") == 4)
    terminal.press("escape").wait_gone("The new title")
    return line.replace("│", " ").strip()


LETTERS = (
    *("u undo", "s summary", "g go to", "t agenda", "n note", "p park", "f flag", "> next open"),
    *("a add", "e edit", "e rename", "x remove", "x delete", "m minutes", "m map", "d decide"),
    "[ ] workload",
    *("c confirm", "c side by side", "w for which", "l outcome", "n new", "? help", "! not saved"),
)
"""What a letter does where no field types it."""

FIELDS = {
    "a note": ("Customer", "Axes", ("n",), "Esc keep and close"),
    "why it is parked": ("Customer", "Axes", ("p",), "who finds out"),
    "a name of set-up": ("Setup", "Setup", ("home", "enter"), "keeps it and goes on|Enter"),
    "a new person": ("Setup", "Setup", ("a",), "A name; Enter adds it"),
    "a workload": ("Workloads", "Workloads", ("e",), "Edit the workload"),
    "its owner": ("Workloads", "Workloads", ("e", "tab", "tab"), "Edit the workload"),
    "a pasted list": ("Workloads", "Workloads", ("p",), "Paste a list"),
    "a path": ("Workloads", "Workloads", ("i",), "Import workloads"),
    "a vendor": ("Vendors", "Vendors", ("e",), "Rename vendor"),
    "minutes": ("Setup", "Setup", ("t", "m"), "How many minutes"),
    "where to go": ("Setup", "Setup", ("g",), "part of a name"),
    "why": ("Summary", "Summary", ("home", "d", "enter"), "May stay empty"),
}


@pytest.mark.long
@pytest.mark.parametrize("field", FIELDS)
def test_the_foot_of_a_field_names_no_key_that_the_field_types(laptop: Laptop, field: str) -> None:
    name, tab, keys, shows = FIELDS[field]
    terminal = opened(laptop)
    if name != "Summary":
        go(terminal, name, tab)
    terminal.press(*keys).wait_for(shows)
    terminal.settle()
    assert [key for key in LETTERS if f" {key}" in foot(terminal)] == [], terminal.picture()
