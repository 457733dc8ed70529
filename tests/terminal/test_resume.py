"""Whatever the screen calls saved is there again after a power cut, at the very same question."""

import re
import tomllib
from dataclasses import dataclass

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import SAVED, answered, filled, on

pytestmark = pytest.mark.terminal


@dataclass(frozen=True)
class Moment:
    """A moment at which the power fails.

    Attributes:
        name: What the room has just done.
        keys: What it pressed for that; what begins with an apostrophe is typed.
        shows: What the screen shows then.
        still: What it shows when the session is open again, if that differs.
    """

    name: str
    keys: tuple[str, ...]
    shows: str
    still: str = ""


NOTE = "Ana: it is our moat"
MOMENTS = (
    Moment("a person", ("a", "'Ana", "enter"), r"◦ Ana\b.*The next name", r"◦ Ana\b"),
    Moment("a role", ("up", "1"), answered("Ana", 1)),
    Moment(
        "a workload",
        ("right", "a", "'Chatbot", "enter"),
        r"1 Chatbot .*↵ open",
    ),
    Moment("a first answer", ("enter", "1"), answered("IP exposure", 1)),
    Moment("an unknown", ("0",), r"Regulatory exposure .*▸0 \?◂"),
    Moment("a level of its own", ("end", "3"), answered("Sensitivity", 3)),
    Moment("a flag", ("f",), "⚑ Sensitivity"),
    Moment("half a note", ("n", f"'{NOTE}"), rf"{NOTE}.*Esc keep", rf"note: {NOTE}"),
    Moment("another axis", ("right", "2"), answered("Team", 2)),
    Moment("an answer taken back", ("up", "backspace"), "◦ Team"),
    Moment("a change undone", ("1", "u"), "▐ ◦ Team"),
    Moment("a vendor", ("g", "'Vendors", "enter", "a", "'Brightworks", "enter"), "considered for"),
    Moment("a mark", ("2",), answered("Production deployments", 2)),
    Moment(
        "an owner", ("g", "'After", "enter", "1"), filled("Monitoring and observability", "Ana")
    ),
    Moment("the summary", ("s",), on("Summary")),
)
PAGES = {
    "right": r"No workloads yet|\[Maturity",
    "n": "Esc keep and close",
    "g": "Go to",
    "'Vendors": r"│  Vendors",
    "'After": r"│  After launch",
}


def do(terminal: Terminal, keys: tuple[str, ...]) -> None:
    """Press and type, waiting for the page that a key leads to."""
    for key in keys:
        if key.startswith("'"):
            terminal.type(key[1:])
        else:
            terminal.press(key)
        terminal.wait_for(PAGES.get(key, ""))
        terminal.settle()


def body(terminal: Terminal) -> list[str]:
    """The answers that the screen shows, once it says that all is saved.

    How many of them fit above what is said of a question depends on what was shown before.
    """
    terminal.wait_gone("▌")  # what was said in passing
    terminal.settle()
    terminal.wait_for(SAVED)
    return [line[:79].rstrip() for line in terminal.emulator.lines[1:10]]


@pytest.mark.endurance
def test_a_power_cut_at_any_moment_costs_nothing(laptop: Laptop) -> None:
    terminal = laptop.start("new", "Contoso")
    terminal.wait_for(on("Setup"))
    (file,) = laptop.sessions.glob("*.toml")
    for moment in MOMENTS:
        do(terminal, moment.keys)
        terminal.wait_for(moment.shows)
        before = body(terminal)
        terminal.kill()
        terminal = laptop.start(file)
        terminal.wait_for(moment.still or moment.shows)
        if not moment.still:
            assert body(terminal) == before, f"after {moment.name}\n{terminal.picture()}"
        assert laptop.run("check", file).returncode == 0
    terminal.press("ctrl+q").wait_exit()


def test_a_power_cut_while_answers_are_pouring_in_leaves_a_session_that_opens(
    laptop: Laptop,
) -> None:
    terminal = laptop.start("sample", "half-way")
    terminal.wait_for(on("Axes"))
    (file,) = laptop.sessions.glob("*.toml")
    before = tomllib.loads(file.read_text("utf-8"))
    for keys in ("123", "0", "n" + "word " * 40):
        terminal.type(keys)
        terminal.kill()
        after = tomllib.loads(file.read_text("utf-8"))
        assert after["title"] == before["title"]
        assert list(after["workloads"]) == list(before["workloads"])
        terminal = laptop.start(file)
        terminal.wait_for(on("Axes"))


def test_closing_the_window_loses_nothing(laptop: Laptop) -> None:
    terminal = laptop.start("sample", "half-way")
    terminal.wait_for(on("Axes"))
    (file,) = laptop.sessions.glob("*.toml")
    terminal.press("n").wait_for("Esc keep and close")
    terminal.type("the last word").wait_for("the last word")
    terminal.close()
    assert re.search("the last word", file.read_text("utf-8"))


def test_home_opens_a_session_where_it_was_left(laptop: Laptop) -> None:
    terminal = laptop.start("sample", "half-way")
    terminal.wait_for("Measurable success")
    before = body(terminal)
    terminal.press("ctrl+q").wait_exit()
    again = laptop.start()
    again.wait_for("Harbour & Field")
    again.press("enter").wait_for("Measurable success")
    assert body(again) == before
