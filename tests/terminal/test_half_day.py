"""A half-day as a facilitator holds it: by keyboard in a large window, by mouse in a small one.

Seven people, five workloads and one more by a split, two vendors of which one is disqualified, one
decision against the recommendation, one question parked; the terminal is closed in the midst of it.
"""

import re
import tomllib
from typing import Any

import pytest

from tests.terminal.driver import READ, Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import HOME, SAVED, answered, click, click_option, on

pytestmark = [pytest.mark.terminal, pytest.mark.long]

PEOPLE = ("Ana Lund", "Bo Reyes", "Cem Kaya", "Dee Ong", "Eva Horn", "Flo Ruiz", "Gus Ek")
ROLES = (1, 3, 2, 4, 4, 4, 5)
WORKLOADS = ("Support chatbot", "Fraud alerts", "Invoice reading", "Price advice", "Site search")
FIRST, SECOND = "Fraud scoring", "Fraud cases"
LEVELS = ((1, 3, 1, 2), (3, 0, 2, 1), (1, 0, 2, 2), (3, 0, 1, 3), (2, 0, 1, 2))
"""The digits of the four axes; 0 of the second takes what was said of the workload before."""

RULES = ((2, 2, 2), (1, 2, 2), (2, 2, 2), (2, 2, 2), (2, 2, 2))
AXES = ("Sensitivity", "Maturity", "Certainty", "Readiness")
RULE_NAMES = ("Core decision logic", "Data that must stay", "Success criteria")
GOOD, BAD = "Brightworks", "Tessera"
WHY_OUT = "Refuses a paid sprint"
REASON = "The board wants it inside"

MOST_KEYS = 14
"""From the first axis of a workload until its rules are left, its levels set without their factors.

That is with the key that puts off the decision on the reveal, and with those that only go on; what
answering every factor takes is counted in `tests/tui/test_axes.py`.
"""

MOST_CLICKS = 14
"""As much by mouse."""

MOST_TO_CORRECT = 4


class Hands:
    """Presses keys and counts them."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.pressed = 0

    def press(self, *names: str, shows: str = "") -> None:
        """Press keys, and see what comes of them."""
        self.pressed += len(names)
        self.terminal.press(*names).wait_for(shows)


# -- by keyboard


def set_up(terminal: Terminal) -> None:
    terminal.wait_for(HOME)
    terminal.press("n").wait_for("What is it called")
    terminal.type("Half a day").press("enter").wait_for(on("Setup"))
    terminal.press("a").wait_for("Enter adds it")
    terminal.paste("\n".join(PEOPLE))
    terminal.read("Add these 7 people").press("enter").wait_for(f"▐ ◦ {PEOPLE[0]}")
    for name, role in zip(PEOPLE, ROLES, strict=True):
        terminal.press(str(role)).wait_for(answered(name, role))
    terminal.press("W").wait_for("Walk: by part")
    terminal.press("right").wait_for("No workloads yet")
    terminal.press("p").wait_for("Type or paste here")
    terminal.paste("\n".join(WORKLOADS))
    terminal.read("Add these 5 workloads").press("enter").wait_for(f"5 {WORKLOADS[4]}")
    terminal.wait_gone("Add these 5 workloads")
    terminal.press("enter").wait_for(f"‹ 1 of 5.*{on('Axes')}")


def place(terminal: Terminal) -> list[int]:
    """All workloads on the axes, then their rules; how many keys each of them took."""
    keys = [0] * len(WORKLOADS)
    for number, levels in enumerate(LEVELS):
        hands = Hands(terminal)
        here = rf"‹ {number + 1} of 5.*"
        for axis, digit in zip(AXES, levels, strict=True):
            terminal.wait_for(here + on(axis))
            if digit == 0:
                terminal.wait_for("m as the last")
                hands.press("m")
            else:
                if axis == AXES[0]:  # the axes behind it begin at their levels, as this one did
                    hands.press("end")
                terminal.wait_for(f"▐ . {axis}")
                hands.press(str(digit), shows=rf"✓ +{axis}\b.*▸ ?{digit} ")
                hands.press("enter")
        keys[number] += hands.pressed
    for number, digits in enumerate(RULES):
        hands = Hands(terminal)
        terminal.wait_for(rf"‹ {number + 1} of 5.*{on('Rules')}")
        *others, last = zip(RULE_NAMES, digits, strict=True)
        for name, digit in others:
            hands.press(str(digit), shows=rf"[✓⚑] +{name}")
        hands.press(str(last[1]), shows="not now")  # where it lands is shown
        terminal.settle(READ)
        hands.press("n")  # this workload is done, its decision put off
        terminal.wait_gone("not now")
        keys[number] += hands.pressed
    return keys


def split_and_resume(laptop: Laptop, terminal: Terminal) -> Terminal:
    """A workload becomes two, and the terminal is closed while a question of it is parked."""
    terminal.press("g").wait_for("Go to")
    terminal.type("workloads").press("enter").wait_for(on("Workloads"))
    terminal.press("home", "down", "h").wait_for("the first part called")
    terminal.type(FIRST).press("enter").read("the second part called")
    terminal.type(SECOND).press("enter").wait_for(f"2 {FIRST}.*3 {SECOND}")
    terminal.press("g").wait_for("Go to")
    terminal.type("adequate").press("enter")
    terminal.wait_for(rf"{SECOND}.*▐ . Adequate data")
    terminal.press("p").wait_for("◌ Adequate data")
    terminal.type("no figures yet @").wait_for("no figures yet @")
    terminal.settle()
    terminal.wait_for(SAVED)
    terminal.tear_away()
    terminal.wait_exit()
    (file,) = laptop.sessions.glob("*.toml")
    again = laptop.start(file, size=(120, 36))
    again.wait_for(rf"{SECOND}.*▐ ◌ Adequate data")
    return again


def judge_vendors(terminal: Terminal) -> None:
    terminal.press("g").wait_for("Go to")
    terminal.type("vendors").press("enter").wait_for("No vendors yet")
    for name in (GOOD, BAD):
        terminal.press("a").wait_for("What is the vendor called")
        terminal.type(name).press("enter").wait_for(f"{name} +considered for no workload")
        terminal.press("w").read("Which workloads is it considered for")
        terminal.press("space").wait_for(f"✓ 1 {WORKLOADS[0]}")
        terminal.press("escape").wait_for(f"considered for {WORKLOADS[0]}")
    terminal.press("d").wait_for("Why\\?")
    terminal.type(WHY_OUT).press("enter").read("Who says so")
    terminal.press("enter").wait_for(f"Out of the running: {WHY_OUT}")


def decide(terminal: Terminal) -> int:
    """Agree, decide otherwise, and correct an axis; how many keys the correction took."""
    terminal.press("s").wait_for(on("Summary"))
    terminal.press("home", "c").wait_for(f"{WORKLOADS[0]} .*agreed")
    terminal.press("end", "d").wait_for(f"Decide: {WORKLOADS[4]}")
    inside = re.search(r"(\d) . Do not outsource", terminal.text)
    assert inside
    terminal.press(inside[1]).wait_for("Why\\?")
    terminal.type(REASON).press("enter").read("Who decides")
    terminal.press("enter").wait_gone("Who decides")
    hands = Hands(terminal)
    hands.press("3", shows=f"{WORKLOADS[4]}.*{on('Certainty')}")
    hands.press("2", shows=r"✓ +Certainty\b.*▸ ?2 ")
    hands.press("s", shows=on("Summary"))
    return hands.pressed


def check(laptop: Laptop, *, split: bool = True) -> None:
    """The file has all of it."""
    (file,) = laptop.sessions.glob("*.toml")
    session: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    assert [who["name"] for who in session["participants"].values()] == list(PEOPLE)
    assert {who["role"] for who in session["participants"].values()} == {
        *("facilitator", "decider", "scribe", "expert", "observer")
    }
    workloads = session["workloads"]
    names = [workload["name"] for workload in workloads.values()]
    assert names == [WORKLOADS[0], FIRST, SECOND, *WORKLOADS[2:]]
    for workload in workloads.values():
        assert len(workload["axes"]) == 4
        assert len(workload["rules"]) == 3
    parked = workloads["fraud-cases"]["axes"]["certainty"]["factors"]["data-adequate"]
    assert parked["parked"] is True
    assert session["vendors"]["tessera"]["disqualified"]["reason"] == WHY_OUT
    assert workloads["support-chatbot"]["decision"]["kind"] == "as-recommended"
    override = workloads["site-search"]["decision"]
    assert (override["kind"], override["reason"]) == ("override", REASON)
    assert workloads["site-search"]["axes"]["certainty"]["level"] == "medium"


def test_half_a_day_by_keyboard(laptop: Laptop) -> None:
    terminal = laptop.start(size=(120, 36))
    set_up(terminal)
    keys = place(terminal)
    assert max(keys) <= MOST_KEYS, keys
    terminal = split_and_resume(laptop, terminal)
    judge_vendors(terminal)
    assert decide(terminal) <= MOST_TO_CORRECT
    terminal.settle()
    terminal.wait_for(SAVED)
    assert terminal.press("ctrl+q").wait_exit() == 0
    check(laptop)
    print("keys for axes and rules, by workload:", keys)


# -- by mouse


def write(terminal: Terminal, text: str, shows: str) -> None:
    """Type into the field of a dialog, and click on what ends it."""
    terminal.type(text).wait_for(re.escape(text[-10:]))
    terminal.settle(READ)
    click(terminal, "Enter OK", shows)


def command(terminal: Terminal, words: str, shows: str) -> None:
    """Click on a key on the page of help, which has all of them."""
    click(terminal, "F1 help", "Esc close")
    for _ in range(20):
        if places := terminal.emulator.find(words):
            terminal.settle()
            terminal.click(*places[-1]).wait_for(shows)
            return
        terminal.scroll(40, 12, 3)
    raise AssertionError(f"{words} is not among the keys\n{terminal.picture()}")


def go_to(terminal: Terminal, name: str, shows: str) -> None:
    command(terminal, "go to", "part of a name")
    terminal.type(name).settle(READ)
    click(terminal, "Enter go there", shows)


def set_up_by_mouse(terminal: Terminal) -> None:
    terminal.wait_for(HOME)
    click(terminal, "n new workshop", "What is it called")
    write(terminal, "Half a day", on("Setup"))
    click(terminal, "a add a person", "Enter adds it")
    terminal.paste("\n".join(PEOPLE))
    terminal.read("Add these 7 people")
    click(terminal, "Add these 7 people", f"◦ {PEOPLE[0]}")
    for name, role in zip(PEOPLE, ROLES, strict=True):
        click_option(terminal, name, role)
    command(terminal, "walk by workload or by part", "Walk: by part")
    click(terminal, "Workloads", "No workloads yet")
    command(terminal, "paste a list", "Type or paste here")
    terminal.paste("\n".join(WORKLOADS))
    terminal.read("Add these 5 workloads")
    click(terminal, "Add these 5 workloads", f"5 {WORKLOADS[4]}")
    terminal.wait_gone("Add these 5 workloads")
    click(terminal, WORKLOADS[0], f"‹ 1 of 5.*{on('Axes')}", place=0)  # where the cursor is


def place_by_mouse(terminal: Terminal) -> list[int]:
    """All workloads on the axes, then their rules; how many clicks each of them took."""
    clicks = [0] * len(WORKLOADS)
    for number, levels in enumerate(LEVELS):
        before = terminal.clicks
        for axis, digit in zip(AXES, levels, strict=True):
            terminal.wait_for(rf"‹ {number + 1} of 5.*" + on(axis))
            click_option(terminal, axis, digit or 3)
            terminal.settle(0.3)
            terminal.click_on("↵ go on")
        clicks[number] += terminal.clicks - before
    for number, digits in enumerate(RULES):
        before = terminal.clicks
        terminal.wait_for(rf"‹ {number + 1} of 5.*{on('Rules')}")
        *others, last = zip(RULE_NAMES, digits, strict=True)
        for name, digit in others:
            click_option(terminal, name, digit)
        click_option(terminal, *last, shows="not now")
        terminal.settle(READ)
        after = (
            rf"‹ {number + 2} of 5.*{on('Rules')}" if number + 1 < len(RULES) else on("Conditions")
        )
        click(terminal, "n not now", after)
        clicks[number] += terminal.clicks - before
    return clicks


def split_and_resume_by_mouse(laptop: Laptop, terminal: Terminal) -> Terminal:
    go_to(terminal, "Workloads", on("Workloads"))
    click(terminal, WORKLOADS[1], rf"{WORKLOADS[1]}\n", place=0)
    command(terminal, "split in two", "the first part called")
    write(terminal, FIRST, "the second part called")
    write(terminal, SECOND, f"2 {FIRST}.*3 {SECOND}")
    go_to(terminal, SECOND, rf"‹ 3 of 6 +{SECOND}")
    go_to(terminal, "Adequate data", rf"{SECOND}.*▐ . Adequate data")
    command(terminal, " park", "◌ Adequate data")
    terminal.settle()
    terminal.wait_for(SAVED)
    terminal.tear_away()
    terminal.wait_exit()
    (file,) = laptop.sessions.glob("*.toml")
    again = laptop.start(file, size=(80, 24))
    again.wait_for("▐ ◌ Adequate data")
    return again


def judge_vendors_by_mouse(terminal: Terminal) -> None:
    go_to(terminal, "Vendors", "No vendors yet")
    for name in (GOOD, BAD):
        command(terminal, "add vendor", "What is the vendor called")
        write(terminal, name, f"{name} +considered for no workload")
        command(terminal, "for which workloads", "Which workloads is it considered for")
        terminal.settle(READ)
        click(terminal, f"◦ 1 {WORKLOADS[0]}", f"✓ 1 {WORKLOADS[0]}")
        click(terminal, "Enter take these", f"considered for {WORKLOADS[0]}")
    command(terminal, "disqualify", "Why\\?")
    write(terminal, WHY_OUT, "Who says so")
    terminal.settle(READ)
    click(terminal, "Enter take", f"Out of the running: {WHY_OUT}")


def decide_by_mouse(terminal: Terminal) -> None:
    go_to(terminal, "Summary", on("Summary"))
    click(terminal, WORKLOADS[0], rf"{WORKLOADS[0]} ", place=0)
    command(terminal, "confirm as recommended", f"{WORKLOADS[0]} .*agreed")
    go_to(terminal, WORKLOADS[4], rf"‹ 6 of 6 +{WORKLOADS[4]}")
    go_to(terminal, "Certainty", on("Certainty"))
    click_option(terminal, "Certainty", 2)
    go_to(terminal, "Summary", on("Summary"))
    click(terminal, WORKLOADS[4], "Rests on", place=0)  # where the cursor is
    click(terminal, "d decide", f"Decide: {WORKLOADS[4]}")
    click(terminal, "Do not outsource", "Why\\?")
    terminal.type(REASON).settle(READ)
    click(terminal, "Enter go on", "Who decides")
    terminal.settle(READ)
    click(terminal, PEOPLE[1], "override", place=0)  # in the list, above the field that has it
    terminal.wait_gone("Who decides")
    click(terminal, "Esc back to the table", on("Summary"))


@pytest.mark.endurance
def test_half_a_day_by_mouse(laptop: Laptop) -> None:
    terminal = laptop.start(size=(80, 24))
    set_up_by_mouse(terminal)
    clicks = place_by_mouse(terminal)
    assert max(clicks) <= MOST_CLICKS, clicks
    terminal = split_and_resume_by_mouse(laptop, terminal)
    judge_vendors_by_mouse(terminal)
    decide_by_mouse(terminal)
    terminal.settle()
    terminal.wait_for(SAVED)
    assert terminal.press("ctrl+q").wait_exit() == 0
    check(laptop)
    print("clicks for axes and rules, by workload:", clicks)
