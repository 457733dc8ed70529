"""A part is left out in the real program: agenda, progress and summary follow, and the file."""

import json
import shutil
import time
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from fouraxis.store.read import read
from tests.terminal.laptop import TWO_WORKLOADS, Laptop
from tests.terminal.page import SAVED, answered

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (120, 36)]


def sample(laptop: Laptop) -> Path:
    """A copy of the finished example, in which one risk is on no side; it opens at the summary."""
    return Path(shutil.copy(shipped("sessions") / "four-workloads.toml", laptop.sessions))


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_leaving_a_part_out_is_followed_by_agenda_progress_and_summary(
    laptop: Laptop, size: tuple[int, int]
) -> None:
    path = sample(laptop)
    terminal = laptop.start(path, size=size)
    terminal.wait_for("risks? on no side")
    terminal.press("t").wait_for("4:12 in all")
    terminal.wait_for(r"2:16 +Risks +7 +4 +0:28 +31 of 32")
    terminal.press("escape").wait_gone("4:12 in all")

    terminal.press("g").wait_for("part of a name")
    terminal.type("Setup").press("enter").wait_for(r"\[Setup\]")
    terminal.press("end").wait_for("▐ . Time, parts, file")
    terminal.press("enter").wait_for("Enter folds it away")
    terminal.press("end").wait_for("▐ . Content")
    terminal.press(*["up"] * 7).wait_for("▐ . Risks")
    terminal.press("2").wait_for(r"Risks +(1 in ▸2 )?left out")
    terminal.wait_for("3:44 in all")
    terminal.wait_gone(r"\[Setup\][^\n]* Risk")

    terminal.press("t").wait_for(r"Left out: Risks\.")
    terminal.wait_for("3:44 in all")
    terminal.wait_gone(r"\d:\d\d +Risks")
    terminal.press("end", "up").wait_for(r"3:24 +Summary")
    terminal.press("enter").wait_for(r"\[Summary\]")
    terminal.wait_gone("risks? on no side")

    terminal.press("u").wait_for(r"\[Setup\]")
    terminal.wait_for("4:12 in all")
    terminal.press("ctrl+y").wait_for("3:44 in all")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert read(path).session.left_out == ("risks",)
    plan = json.loads(laptop.run("agenda", path, "--json").stdout)
    assert (plan["total"], plan["left_out"]) == (3 * 60 + 44, ["risks"])


def test_the_minutes_that_a_room_plans_are_in_the_file_at_once(laptop: Laptop) -> None:
    path = sample(laptop)
    terminal = laptop.start(path)
    terminal.wait_for("risks? on no side")
    terminal.press("t").wait_for("4:12 in all")
    terminal.press("home", "m").wait_for("How many minutes")
    terminal.type("25").press("enter").wait_for("4:27 in all")
    terminal.wait_for(r"Setup +25\*")
    end = time.monotonic() + 15
    while read(path).session.agenda != {"setup": 25}:
        terminal.settle(0.05)
        assert time.monotonic() < end, terminal.text
    assert "4:27 in all" in laptop.run("agenda", path).stdout


def test_the_clock_writes_nothing_to_the_terminal_between_its_minutes(laptop: Laptop) -> None:
    file = laptop.sessions / "typed.toml"
    text = TWO_WORKLOADS.format(step="axes").replace("\n[pack]", "\n[time]\nclock = true\n\n[pack]")
    file.write_text(text, "utf-8")
    terminal = laptop.start(file)
    terminal.wait_for("0/12 min, resting")
    terminal.press("1").wait_for(answered("IP exposure", 1))
    terminal.wait_gone("resting")
    terminal.wait_for(SAVED)
    terminal.settle(0.5)
    quiet, saved = len(terminal.output), file.read_bytes()
    terminal.read_for(3)
    assert len(terminal.output) == quiet
    assert file.read_bytes() == saved
