"""Whoever types fast, or ahead of fields that open one after the other, loses no letter."""

import time
from collections.abc import Sequence

import pytest

from fouraxis.store.read import read
from fouraxis.workshop.session import Session
from tests.terminal import keys
from tests.terminal.driver import Terminal
from tests.terminal.laptop import TWO_WORKLOADS, Laptop
from tests.terminal.page import HOME

pytestmark = [pytest.mark.terminal, pytest.mark.few("speed", 1)]

FIRST = ("Anne", "Jonas", "Zoë", "Mia-Lou", "Björn", "Ida", "Oğuz", "Li", "Una", "Per")
LAST = ("Moe", "Berg", "van der Veen", "Oda", "Ng", "Straße", "Ruiz", "Ek", "Baum", "Quist")
NAMES = [f"{first} {last} {number}" for number in (1, 2) for first in FIRST for last in LAST]
SPEEDS = (0, 10, 30, 80)
"""Milliseconds from one key to the next."""

MANY = 200
"""So many names take up to four minutes."""

VENDOR = """
[vendors.v]
name = "Brightworks"
"""
TWO_PEOPLE = """
[participants.ana]
name = "Ana Lund"
role = "expert"

[participants.bo]
name = "Bo Iversen"
role = "expert"
"""

EACH_SPEED = pytest.mark.parametrize("speed", SPEEDS)
EACH_NUMBER = pytest.mark.parametrize(
    ("speed", "number"),
    [(speed, 6) for speed in SPEEDS]
    + [pytest.param(speed, MANY, marks=pytest.mark.endurance) for speed in SPEEDS],
)


def opened(laptop: Laptop, step: str, more: str = "") -> Terminal:
    """The program at a step of a session that has two workloads, and more."""
    (laptop.sessions / "typed.toml").write_text(TWO_WORKLOADS.format(step=step) + more, "utf-8")
    terminal = laptop.start(laptop.sessions / "typed.toml", size=(120, 36))
    terminal.wait_for("Typed")
    terminal.settle(0.3)
    return terminal


def stream(terminal: Terminal, typed: Sequence[str], speed: int) -> None:
    """Type texts and keys at a speed, whatever the screen shows meanwhile."""
    for text in typed:
        pieces = (
            [keys.key(text)] if text in ("enter", "tab", "ctrl+e") else [*map(str.encode, text)]
        )
        for piece in pieces:
            terminal.send(piece)
            until = time.monotonic() + speed / 1000
            while (left := until - time.monotonic()) > 0:
                terminal.skim(left)


def closed(laptop: Laptop, terminal: Terminal) -> Session:
    """What is in the file after the program was left."""
    for _ in range(400):
        if not terminal.skim(0.4):
            break
    terminal.send(keys.key("ctrl+q"))
    while terminal.status is None:
        terminal.skim(0.05)
    assert terminal.status == 0
    (file,) = laptop.sessions.glob("*.toml")
    return read(file).session


def between(texts: Sequence[str], key: str) -> list[str]:
    """Each text with a key behind it."""
    return [piece for text in texts for piece in (text, key)]


@EACH_NUMBER
def test_people_in_set_up(laptop: Laptop, speed: int, number: int) -> None:
    terminal = opened(laptop, "setup")
    terminal.press("a")
    stream(terminal, [*between(NAMES[:number], "enter"), "enter"], speed)
    if speed == 0:
        terminal.settle(0.5, 30)  # what comes as fast as that is text, and no answers
        terminal.wait_gone("The next name")
    stream(terminal, "132", speed)
    session = closed(laptop, terminal)
    people = [(person.name, person.role) for person in session.participants.values()]
    roles = ["facilitator", "decider", "scribe", *[""] * number]
    assert people == list(zip(NAMES[:number], roles, strict=False))


@pytest.mark.long
@pytest.mark.parametrize("speed", SPEEDS[1:])
def test_people_right_after_the_workshop_has_begun(laptop: Laptop, speed: int) -> None:
    """The Enter that ends the names comes while the page has only just opened."""
    terminal = laptop.start(size=(120, 36))
    terminal.wait_for(HOME)
    terminal.press("n").wait_for("What is it called")
    stream(terminal, ["Typed", "enter", "a", "Ana", "enter", "Bo", "enter", "enter", "23"], speed)
    session = closed(laptop, terminal)
    people = [(person.name, person.role) for person in session.participants.values()]
    assert people == [("Ana", "scribe"), ("Bo", "decider")]


@EACH_NUMBER
def test_the_fields_of_a_workload(laptop: Laptop, speed: int, number: int) -> None:
    terminal = opened(laptop, "workloads")
    wanted = []
    for name in NAMES[: number // 3]:
        terminal.send(b"a")
        if speed <= 30:  # a busy machine may hand on so many at once that they are no keys
            terminal.wait_for("New workload")  # a row of keys that begins with a command is no name
        fields = (name, f"what {name} does", f"owner of {name}")
        stream(terminal, [fields[0], "tab", fields[1], "tab", fields[2], "enter"], speed)
        wanted.append(fields)
        if speed <= 30:
            terminal.wait_gone("New workload")
            terminal.settle()  # what comes right behind so fast a row of keys belongs to it
    session = closed(laptop, terminal)
    made = [(w.name, w.description, w.owner) for w in session.workloads.values()][2:]
    assert made == wanted


@EACH_NUMBER
def test_vendors(laptop: Laptop, speed: int, number: int) -> None:
    terminal = opened(laptop, "vendors")
    wanted = NAMES[: number // 3]
    for name in wanted:
        terminal.send(b"a")
        if speed <= 30:
            terminal.wait_for("What is the vendor called")
        stream(terminal, [name, "enter"], speed)
        if speed <= 30:
            terminal.wait_gone("What is the vendor called")
            terminal.settle()  # what comes right behind so fast a row of keys belongs to it
    session = closed(laptop, terminal)
    assert [vendor.name for vendor in session.vendors.values()] == wanted


@EACH_NUMBER
def test_the_paste_box(laptop: Laptop, speed: int, number: int) -> None:
    terminal = opened(laptop, "workloads")
    terminal.press("p")
    stream(terminal, between(NAMES[:number], "enter"), speed)
    terminal.settle(0.3, 20)
    terminal.press("escape", "enter")
    session = closed(laptop, terminal)
    assert [workload.name for workload in session.workloads.values()][2:] == NAMES[:number]


@EACH_SPEED
def test_the_reason_and_the_person_of_a_decision(laptop: Laptop, speed: int) -> None:
    terminal = opened(laptop, "summary")
    terminal.press("d", "6")
    terminal.settle(0.2)
    stream(terminal, ["because it is ours to know", "enter", "Zoë van der Veen", "enter"], speed)
    decision = closed(laptop, terminal).workloads["a"].decision
    assert decision is not None
    assert (decision.reason, decision.by) == ("because it is ours to know", "Zoë van der Veen")


@EACH_SPEED
def test_the_two_names_of_a_workload_that_is_split(laptop: Laptop, speed: int) -> None:
    terminal = opened(laptop, "workloads")
    terminal.press("home", "h").wait_for("What is the first part called")
    stream(terminal, ["What clients ask", "enter", "Where they ask it", "enter"], speed)
    names = [workload.name for workload in closed(laptop, terminal).workloads.values()]
    assert names == ["What clients ask", "Where they ask it", "Invoice reading"]


@EACH_SPEED
def test_why_a_vendor_is_out_and_who_says_so(laptop: Laptop, speed: int) -> None:
    terminal = opened(laptop, "vendors", VENDOR)
    terminal.press("d").wait_for("It stays in the record")
    stream(terminal, ["no references to speak of", "enter", "Zoë van der Veen", "enter"], speed)
    out = closed(laptop, terminal).vendors["v"].disqualified
    assert out is not None
    assert (out.reason, out.by) == ("no references to speak of", "Zoë van der Veen")


@EACH_SPEED
def test_what_somebody_dissents_why_and_what_would_change_that(laptop: Laptop, speed: int) -> None:
    terminal = opened(laptop, 'axes"\nitem = "sensitivity', TWO_PEOPLE)
    terminal.press("v").wait_for("round 1")
    terminal.press("1", "3").wait_for("All are in")
    terminal.press("enter").wait_for("Spread")
    terminal.press("3").read("Ana Lund is for low")
    said = ("all of it is public", "so the law says", "a ruling of a court")
    stream(terminal, between(said, "enter"), speed)
    while terminal.skim(0.4):
        pass
    terminal.send(keys.key("enter"))
    dissent = closed(laptop, terminal).workloads["a"].axis("sensitivity").dissent["ana"]
    assert (dissent.what, dissent.why, dissent.change) == said


@EACH_SPEED
def test_rows_that_are_filled_in_one_after_the_other(laptop: Laptop, speed: int) -> None:
    terminal = opened(laptop, "ownership")
    terminal.press("home", "enter").wait_for("Esc keep")
    rows = [piece for name in NAMES[:5] for piece in (name, "enter", "enter")]
    stream(terminal, rows[:-1], speed)
    areas = closed(laptop, terminal).workloads["a"].ownership.values()
    assert [area.owner for area in areas] == NAMES[:5]


@EACH_NUMBER
def test_notes(laptop: Laptop, speed: int, number: int) -> None:
    terminal = opened(laptop, "risks")
    terminal.press("n")
    text = "\n".join(NAMES[:number])
    stream(terminal, between(NAMES[:number], "enter"), speed)
    terminal.press("escape")
    closed(laptop, terminal)
    kept = (laptop.sessions / "typed.toml").read_text("utf-8")
    assert text in kept or repr(text)[1:-1] in kept


def test_an_at_right_behind_a_blank_asks_who_knows_it(laptop: Laptop) -> None:
    room = laptop.start("sample", "half-way")
    room.wait_for("Measurable success")
    room.press("n").wait_for("Esc keep and close")
    room.press("tab").wait_for("by whom")
    room.type("logs of 3 Nov").wait_for("logs of 3 Nov")
    room.type(" @").wait_for("Who knows it")  # more in one go is a text that was pasted
    room.press("1").wait_gone("Who knows it")
    room.press("escape").wait_for(r"logs of 3 Nov +\(seen, Mara")
