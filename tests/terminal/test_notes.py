"""A second terminal: the notes follow what the room does in the first one, and change nothing."""

import shutil
from pathlib import Path
from time import monotonic

import pytest

from tests.terminal.laptop import TWO_WORKLOADS, Laptop
from tests.terminal.page import SAVED, answered, on

SOON = 1
"""Seconds in which an answer is shown beside the room; a machine that is busy takes 0.3."""

pytestmark = pytest.mark.terminal


@pytest.fixture
def file(laptop: Laptop) -> Path:
    """A session of two workloads, at the axes of the first."""
    path = laptop.sessions / "typed.toml"
    path.write_text(TWO_WORKLOADS.format(step="axes"), "utf-8")
    return path


def folder(laptop: Laptop) -> dict[str, bytes]:
    """Every file in the folder of sessions, hidden ones too."""
    return {path.name: path.read_bytes() for path in laptop.sessions.iterdir()}


def test_the_notes_follow_the_room_and_leave_no_trace(laptop: Laptop, file: Path) -> None:
    room = laptop.start(file)
    room.wait_for(on("Axes"))
    room.press("1").wait_for(answered("IP exposure", 1))
    room.wait_for(SAVED)
    before = folder(laptop)
    assert f".{file.name}.lock" in before
    notes = laptop.start("notes", file, size=(100, 36))
    notes.wait_for(r"Axes · Support chatbot \(1 of 2\)")
    notes.wait_for("Regulatory exposure: ")
    assert folder(laptop) == before

    began = monotonic()
    room.press("3")
    notes.wait_for("Customer-decision impact: ")
    took = monotonic() - began
    print(f"the notes showed an answer {took:.2f} s after its key")
    assert took < SOON
    room.press("n").wait_for("Esc keep and close")
    room.type("Ana knows more").press("escape")
    notes.wait_for("Customer-decision impact: Ana knows more")
    room.press("right").wait_for(r"\[Maturity")
    notes.wait_for("Next page: Certainty · Support chatbot")
    room.press("]").wait_for("2 of 2")
    notes.wait_for(r"Profile · Invoice reading \(2 of 2\)")

    room.settle()
    notes.settle(0.5)
    quiet = len(notes.output)
    notes.read_for(2.5)
    assert len(notes.output) == quiet, "it writes while nothing happens"
    before = folder(laptop)
    notes.press("q")
    assert notes.wait_exit() == 0
    assert folder(laptop) == before


def test_what_becomes_of_the_file_is_said_and_the_notes_stay(laptop: Laptop, file: Path) -> None:
    whole = file.read_bytes()
    notes = laptop.start("notes", file)
    notes.wait_for("IP exposure: ")
    file.write_bytes(whole[: len(whole) // 2] + b'\n[workloads."')
    notes.wait_for("typed.toml is damaged")
    assert "IP exposure: " in notes.text
    file.write_bytes(whole.replace(b"Support chatbot", b"Chat for\\u001b[31m all"))
    notes.wait_gone("Below is how it was")
    moved = shutil.move(file, file.with_name("elsewhere.toml"))
    notes.wait_for("typed.toml is gone: deleted or renamed")
    assert "IP exposure: " in notes.text
    shutil.move(moved, file)
    notes.wait_gone("is gone")
    notes.press("ctrl+q")
    assert notes.wait_exit() == 0


def test_a_file_that_is_not_there_is_said_before_anything_is_drawn(laptop: Laptop) -> None:
    notes = laptop.start("notes", "none.toml")
    assert notes.wait_exit() == 1
    assert "none.toml: does not exist" in notes.text
