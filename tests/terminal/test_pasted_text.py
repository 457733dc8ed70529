"""A paste that the terminal does not mark as one is text, and no row of commands."""

import stat
from pathlib import Path

import pytest

from fouraxis.store.read import read
from tests.terminal.driver import Terminal
from tests.terminal.laptop import TWO_WORKLOADS, Laptop

pytestmark = pytest.mark.terminal

CLIP = b"Proxy logs"


def opened(laptop: Laptop, step: str = "workloads") -> Terminal:
    """The program on a session of two workloads."""
    (laptop.sessions / "raw.toml").write_text(TWO_WORKLOADS.format(step=step), "utf-8")
    terminal = laptop.start(laptop.sessions / "raw.toml", size=(120, 36))
    terminal.wait_for("Invoice reading|Risks")
    terminal.settle()
    return terminal


def names(laptop: Laptop) -> list[str]:
    """The workloads in the file."""
    session = read(laptop.sessions / "raw.toml").session
    return [workload.name for workload in session.workloads.values()]


@pytest.mark.parametrize("clip", [CLIP, b"xyxyxyxyxyxy", b"12 dcy\rdy\ryes\r", b"491701234567"])
@pytest.mark.few("clip", 2)
def test_it_deletes_and_answers_nothing(laptop: Laptop, clip: bytes) -> None:
    terminal = opened(laptop)
    before = (laptop.sessions / "raw.toml").read_bytes()
    terminal.send(clip)
    terminal.wait_for("looks like pasted text")
    terminal.settle(0.3)
    assert names(laptop) == ["Support chatbot", "Invoice reading"]
    terminal.press("escape")
    terminal.wait_gone("looks like pasted text")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert (laptop.sessions / "raw.toml").read_bytes() == before


def test_in_a_row_of_a_page_the_lines_behind_its_own_are_offered(laptop: Laptop) -> None:
    terminal = opened(laptop, "ownership")
    terminal.press("home", "enter").wait_for("Esc keep")
    terminal.send(b"Anne Moe\rdy\rand yes 1 2 3\r")
    terminal.wait_for("looks like pasted text")
    terminal.settle(0.3)
    terminal.press("escape")
    terminal.wait_gone("looks like pasted text")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    workload = read(laptop.sessions / "raw.toml").session.workloads["a"]
    assert [area.owner for area in workload.ownership.values()] == ["Anne Moe"]


def test_it_can_become_workloads(laptop: Laptop) -> None:
    terminal = opened(laptop, "risks")
    terminal.send(b"Proxy logs\rNight shift plans\r")
    terminal.wait_for("looks like pasted text")
    terminal.settle(0.3)
    terminal.press("enter")
    terminal.wait_for("Add these 2 workloads")
    terminal.press("enter")
    terminal.wait_gone("Add these")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert names(laptop)[2:] == ["Proxy logs", "Night shift plans"]


@pytest.mark.long
def test_it_can_become_a_note_and_a_person_s_keys_stay_keys(laptop: Laptop) -> None:
    terminal = opened(laptop, "risks")
    terminal.send(b"seen at the board")
    terminal.wait_for("looks like pasted text")
    terminal.settle(0.3)
    terminal.press("down", "enter")
    terminal.wait_gone("looks like pasted text")
    terminal.send(b"1232")  # as fast as fingers roll over four keys
    terminal.settle(0.3)
    terminal.send(b"u" * 20)  # a key held down, which a slow line brings at once
    terminal.settle(0.5)
    assert "looks like pasted text" not in terminal.text
    terminal.press(*["ctrl+y"] * 5)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    text = (laptop.sessions / "raw.toml").read_text("utf-8")
    assert 'note = "seen at the board"' in text
    assert "side = " in text


def test_a_paste_into_a_note_keeps_its_tabs_and_lines(laptop: Laptop) -> None:
    terminal = opened(laptop, "risks")
    terminal.press("n")
    terminal.settle(0.3)
    terminal.send(b"one\ttwo three\rfour five\r")
    terminal.settle(0.3)
    terminal.press("escape", "ctrl+q")
    assert terminal.wait_exit() == 0
    text = (laptop.sessions / "raw.toml").read_text("utf-8")
    assert "four five" in text
    assert "one\\ttwo three" in text or "one\ttwo three" in text


EDITOR = """#!/bin/sh
(sleep {seconds}; echo "written in the window" > "$1") >/dev/null 2>&1 &
exit 0
"""


def test_an_editor_that_returns_at_once_is_said_and_what_it_saves_is_taken(
    laptop: Laptop,
) -> None:
    editor = laptop.home / "fake-gui-editor"
    editor.write_text(EDITOR.format(seconds=1), "utf-8")
    editor.chmod(stat.S_IRWXU)
    laptop.env["EDITOR"] = str(editor)
    terminal = opened(laptop, "risks")
    terminal.press("n")
    terminal.settle(0.3)
    terminal.type("as it was")
    terminal.press("ctrl+o")
    terminal.wait_for("code --wait")
    terminal.wait_for("What the editor saved is in the note now")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert "written in the window" in (laptop.sessions / "raw.toml").read_text("utf-8")


@pytest.mark.long
def test_what_an_editor_saves_after_the_session_was_closed_is_not_lost_without_a_word(
    laptop: Laptop,
) -> None:
    editor = laptop.home / "fake-gui-editor"
    editor.write_text(EDITOR.format(seconds=4), "utf-8")
    editor.chmod(stat.S_IRWXU)
    laptop.env["EDITOR"] = str(editor)
    terminal = opened(laptop, "risks")
    terminal.press("n")
    terminal.settle(0.3)
    terminal.type("as it was")
    terminal.press("ctrl+o")
    terminal.wait_for("code --wait")
    terminal.press("escape", "escape")
    said = terminal.wait_for(r"What the editor saved is in (\S+)")
    assert "fouraxis-" in said[1]
    written = next(Path(said[1]).parent.parent.glob("fouraxis-*/note.txt"), None)
    assert written is not None
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert "as it was" in (laptop.sessions / "raw.toml").read_text("utf-8")
