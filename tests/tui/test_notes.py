"""Notes: saved while they are written, kept whatever happens next, and one step to undo."""

import os
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from fouraxis.content.models import Content
from fouraxis.store.read import read
from fouraxis.tui.parts.dialogs import AskLine
from fouraxis.tui.questions.aside import Aside
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import standing, workshop

IP = "sensitivity.ip-exposure"


def note(session: Session, workload: str = "w1", factor: str = "ip-exposure") -> str:
    """The note on a factor of sensitivity."""
    factors = session.workloads[workload].axis("sensitivity").factors
    return factors[factor].note if factor in factors else ""


def writing(room: Room) -> bool:
    """Whether the note is open."""
    return room.screen.query_one(Aside).editing


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_letter_is_in_the_session_and_esc_keeps_them(
    open_app: OpenApp, at_ip: Session, size: tuple[int, int]
) -> None:
    async with open_app(at_ip, size) as room:
        await room.press("n", "a", "b")
        assert note(room.session) == "ab"
        await room.press("space", "enter", "c", "escape")
        assert note(room.session) == "ab \nc"
        assert not writing(room)
        assert "note: ab" in room.text
        assert room.bench.place.item == IP


async def test_a_note_has_no_blank_lines_around_it(open_app: OpenApp, at_ip: Session) -> None:
    """Enter pressed once more than meant pushed what stands below a note out of sight."""
    async with open_app(at_ip) as room:
        await room.press("n", "enter", "a", "enter", "enter", "space", "b", *["enter"] * 3)
        await room.press("space", "escape")
        assert note(room.session) == "a\n\n b"


async def test_a_note_of_nothing_but_blank_lines_is_none(open_app: OpenApp, at_ip: Session) -> None:
    async with open_app(at_ip) as room:
        await room.press("n", "enter", "enter", "space", "escape")
        assert note(room.session) == ""
        assert "note:" not in room.text
        assert room.bench.history.undoable is None


async def test_what_is_written_is_on_disk_without_leaving_the_note(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.type("our moat")
        for _ in range(100):
            if note(read(room.bench.path).session) == "our moat":
                break
            await room.pilot.pause(0.02)
        assert writing(room)
        assert note(read(room.bench.path).session) == "our moat"


async def test_letters_typed_in_one_go_with_esc_are_all_kept(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.pilot.press(*"swift", "escape")
        await room.settle()
        assert note(room.session) == "swift"


async def test_a_note_is_one_step_to_undo_and_to_redo(open_app: OpenApp, at_ip: Session) -> None:
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.type("one")
        await room.press("escape", "n")
        await room.type(" two")
        await room.press("escape", "down")
        await room.press("u")
        assert note(room.session) == "one"
        assert room.bench.place.item == IP
        await room.press("ctrl+z")
        assert note(room.session) == ""
        await room.press("ctrl+y", "ctrl+y")
        assert note(room.session) == "one two"


async def test_undo_in_a_note_is_the_editors_own(open_app: OpenApp, at_ip: Session) -> None:
    async with open_app(at_ip) as room:
        await room.press("1", "up", "n")
        assert "u undo" not in room.text
        await room.type("x")
        await room.press("ctrl+z")
        assert writing(room)
        factors = room.session.workloads["w1"].axis("sensitivity").factors
        assert factors["ip-exposure"].level == "low"


@pytest.mark.long
async def test_undo_in_a_note_that_loses_its_scroll_bar(open_app: OpenApp, at_ip: Session) -> None:
    lines = "\n".join(f"line {number}" for number in range(12))
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.paste(lines)
        await room.press("ctrl+z")
        assert note(room.session) == ""
        await room.press("ctrl+y")
        assert note(room.session) == lines
        await room.type("!")
        assert note(room.session) == f"{lines}!"


@pytest.mark.parametrize("way", ["click", "shift+tab"])
async def test_leaving_the_note_keeps_and_closes_it(
    open_app: OpenApp, at_ip: Session, way: str
) -> None:
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.type("kept")
        if way == "click":
            await room.click("Regulatory exposure")
        else:
            await room.press(way)
        await room.settle()
        assert not writing(room)
        assert note(room.session) == "kept"
        await room.press("2")
        factors = room.session.workloads["w1"].axis("sensitivity").factors
        answered = "regulatory-exposure" if way == "click" else "ip-exposure"
        assert factors[answered].level == "medium"


@pytest.mark.parametrize("way", ["rail", "title", "somewhere else"])
async def test_what_is_written_stays_with_its_workload(
    open_app: OpenApp, at_ip: Session, way: str
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        await room.press("n")
        await room.type("first")
        if way == "rail":
            await room.click("W2")
        elif way == "title":
            await room.click("W1 ›", 3)
        else:
            await room.press("f1", "escape")
            assert room.app.walk_through
            room.app.walk_through.go("axes", workload="w2", item=IP)
            await room.settle()
        await room.settle()
        assert room.bench.place.workload == "w2"
        assert not writing(room)
        await room.press("n")
        await room.type("second")
        await room.press("escape")
        assert (note(room.session, "w1"), note(room.session, "w2")) == ("first", "second")


async def test_a_dialog_over_the_note_leaves_it_open(open_app: OpenApp, at_ip: Session) -> None:
    async with open_app(at_ip) as room:
        await room.press("n", "a", "f1", "escape", "b")
        assert writing(room)
        assert note(room.session) == "ab"


@pytest.mark.long
async def test_another_size_of_the_window_keeps_what_is_written(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip, (120, 36)) as room:
        await room.press("n")
        await room.type("before")
        for size in ((80, 24), (200, 50), (30, 10), (95, 30)):
            await room.pilot.resize_terminal(*size)
            await room.pilot.pause()
        await room.type(" after")
        assert note(room.session) == "before after"


async def test_pasted_lines_are_kept_and_their_controls_are_not(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.paste("one\r\ntwo\x1b[2J\x9d")
        assert note(room.session) == "one\ntwo\ufffd[2J\ufffd"


async def test_pasted_breaks_of_word_are_line_breaks_and_what_nobody_sees_goes(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.paste("Legal agrees\x0bif da\u00adta stays in the EU\x0c\ufeffSee annex")
        assert note(room.session) == "Legal agrees\nif data stays in the EU\nSee annex"


async def test_a_note_longer_than_notes_can_be_is_refused_and_said(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.paste("x" * 100_001)
        assert "longer than 100,000" in room.said
        assert note(room.session) == ""


def editor(folder: Path, script: str) -> str:
    """A program of this script, as an editor."""
    program = folder / "editor"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return str(program)


class Suspended:
    """Stands for the program that steps aside: a test has no terminal to give away."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program can step aside."""
    monkeypatch.setattr("textual.app.App.suspend", lambda _: Suspended())


@pytest.mark.usefixtures("aside")
async def test_a_long_note_opens_in_ones_own_editor(
    open_app: OpenApp, at_ip: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    script = (
        f'cat "$1" > {seen}; stat -c %a "$1" >> {seen}; printf "from\\033[2J outside\\n" > "$1"'
    )
    monkeypatch.setenv("VISUAL", editor(tmp_path, script))
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.type("draft")
        await room.press("ctrl+o")
        await room.settle()
        assert seen.read_text() == "draft600\n"
        assert note(room.session) == "from\ufffd[2J outside"
        await room.press("u")
        assert note(room.session) == "draft"
        await room.press("1")
        factors = room.session.workloads["w1"].axis("sensitivity").factors
        assert factors["ip-exposure"].level == "low"


@pytest.mark.usefixtures("aside")
@pytest.mark.parametrize("program", ["", "/nowhere/at-all", "false", '"unclosed'])
@pytest.mark.few("program", 2)
async def test_an_editor_that_fails_leaves_the_note_as_it_was(
    open_app: OpenApp, at_ip: Session, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    if program:
        monkeypatch.setenv("EDITOR", program)
    assert "VISUAL" not in os.environ
    async with open_app(at_ip) as room:
        await room.press("n")
        await room.type("draft")
        await room.press("ctrl+o")
        await room.settle()
        assert note(room.session) == "draft"
        assert "ditor" in room.said


async def test_what_a_terminal_would_obey_is_not_sent_by_an_editor(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "ownership", "monitoring")
    async with open_app(session) as room:
        await room.press("enter")
        field = room.screen.query_one(Input)
        field.value = "a\u202eb\u2066c\x9dd\x1be"
        await room.pilot.pause()
        assert not {"\u202e", "\u2066", "\x9d", "\x1b"} & set(room.text)
        await room.press("escape", "n")
        area = room.screen.query_one(TextArea)
        area.text = "a\u202eb\u2066c\x9dd\x1be"
        await room.pilot.pause()
        assert not {"\u202e", "\u2066", "\x9d", "\x1b"} & set(room.text)


@pytest.mark.parametrize("letter", ["e\u0301", "x\u0308\u0301", "\U0001f468\u200d\U0001f469"])
async def test_the_cursor_goes_over_whole_letters_in_every_field(
    open_app: OpenApp, at_ip: Session, letter: str
) -> None:
    async with open_app(at_ip) as room:
        await room.press("n")
        note = room.screen.query_one(TextArea)
        await room.paste(f"a{letter}b")
        await room.press("left", "left")
        assert note.cursor_location == (0, 1)
        await room.press("right")
        assert note.cursor_location == (0, 1 + len(letter))
        await room.press("backspace")
        assert note.text == "ab"
        await room.paste(letter)
        await room.press("left", "delete")
        assert note.text == "ab"
        room.app.push_screen(AskLine("Title", "What?", f"a{letter}b"))
        await room.pilot.pause()
        line = room.screen.query_one(Input)
        await room.press("left", "left")
        assert line.cursor_position == 1
        await room.press("right")
        assert line.cursor_position == 1 + len(letter)
        await room.press("backspace")
        assert line.value == "ab"
        await room.paste(letter)
        await room.press("left", "delete")
        assert line.value == "ab"


async def test_what_is_said_of_the_last_change_goes_with_the_next(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("2", "u")
        assert "Undone" in room.said
        await room.press("3")
        assert "Undone" not in room.said
        await room.press("u", "u")
        assert "nothing to undo" in room.said
        await room.press("1")
        assert not room.said
