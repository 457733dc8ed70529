"""Where text is typed: a field of one line, a note of several, the user's own editor.

What is pasted is never cut.
"""

import asyncio
import atexit
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from rich.cells import split_graphemes
from textual import events
from textual.app import App, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection

from fouraxis.content.language import tr
from fouraxis.disk.system import Watch
from fouraxis.tui.look import GLYPHS, fit_strip
from fouraxis.tui.parts import bars
from fouraxis.workshop.text import legible, one_line, sought, storable, without_blank_ends


def letter_edge(text: str, at: int, *, onward: bool) -> int:
    """Where a letter begins or ends: here, or where the one that this is within ends or began.

    What is read as one letter can be several characters: a base with its accents, a family.
    """
    if text.isascii():
        return at
    spans, _ = split_graphemes(text)
    return next((end if onward else start for start, end, _ in spans if start < at < end), at)


class LineEditor(Input):
    """A field of one line. Several pasted lines are joined with spaces.

    The cursor goes over whole letters, however many characters they are.
    """

    multiline = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "keep, go on", key_display=GLYPHS.enter, id="line.enter"),
    ]

    @dataclass
    class Drafted(Message):
        """The text is this now."""

        text: str

    @dataclass
    class Listed(Message):
        """A list was pasted where each of its lines is something of its own."""

        text: str

    @dataclass
    class Entered(Message):
        """Enter was pressed."""

        text: str

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(one_line(text), placeholder=placeholder, id=id, select_on_focus=False)
        self.begun_as = self.value
        self.takes_lists = False
        self.seeks = False

    @property
    def written(self) -> str:
        """The text as it is now."""
        return self.value

    def rewrite(self, text: str) -> None:
        """Put another text in its place, with the cursor behind it."""
        self.value = one_line(text)
        self.cursor_position = len(self.value)

    def validate_selection(self, selection: Selection) -> Selection:
        """Never within a letter."""
        start, end = super().validate_selection(selection)
        return Selection(
            letter_edge(self.value, start, onward=start > self.selection.start),
            letter_edge(self.value, end, onward=end > self.selection.end),
        )

    def action_delete_left(self) -> None:
        """Delete the letter before the cursor, or what is selected."""
        at = self.cursor_position
        if self.selection.is_empty and at:
            self.delete(letter_edge(self.value, at - 1, onward=False), at)
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Delete the letter behind the cursor, or what is selected."""
        at = self.cursor_position
        if self.selection.is_empty and at < len(self.value):
            self.delete(at, letter_edge(self.value, at + 1, onward=True))
        else:
            super().action_delete_right()

    def render_line(self, y: int) -> Strip:
        """What a terminal would obey is left out of the picture; it stays in the text."""
        return fit_strip(super().render_line(y))

    def _on_paste(self, event: events.Paste) -> None:
        """Textual keeps only the first pasted line; here all of them are kept, on one line.

        Where a field `takes_lists`, whoever has it is told of several lines instead. One that
        `seeks` takes what is looked for.
        """
        event.prevent_default()
        event.stop()
        lines = "\n".join(event.text.splitlines())  # a terminal sends line ends as carriage returns
        if self.takes_lists and (";" in lines or "\n" in lines.strip()):
            self.post_message(self.Listed(lines))
            return
        text = sought(event.text) if self.seeks else one_line(legible(event.text))
        self.replace(text, *self.selection)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Send every change on as a draft."""
        event.stop()
        self.post_message(self.Drafted(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send Enter on."""
        event.stop()
        self.post_message(self.Entered(event.value))


class NoteEditor(TextArea):
    """A note of any number of lines. The cursor goes over whole letters."""

    multiline = True

    @dataclass
    class Drafted(Message):
        """The text is this now."""

        text: str

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            storable(text), id=id, soft_wrap=True, tab_behavior="focus", placeholder=placeholder
        )
        self.move_cursor(self.document.end)
        self.begun_as = self.written

    @property
    def written(self) -> str:
        """The text as it is now; a blank line below it is none of it, though one may follow."""
        return without_blank_ends(self.text)

    def rewrite(self, text: str) -> None:
        """Put another text in its place, with the cursor behind it."""
        self.text = storable(text)
        self.move_cursor(self.document.end)

    def _refresh_size(self) -> None:
        """Take another size; the cursor may still stand on a line that undoing has taken away."""
        self.selection = self._validate_selection(self.selection)  # docs/upstream.md, 13
        super()._refresh_size()

    def _at_edge(self, place: tuple[int, int], *, onward: bool = False) -> tuple[int, int]:
        row, column = place
        return row, letter_edge(self.document.get_line(row), column, onward=onward)

    def get_cursor_left_location(self) -> tuple[int, int]:
        """Before the letter on the left, which Backspace deletes."""
        return self._at_edge(super().get_cursor_left_location())

    def get_cursor_right_location(self) -> tuple[int, int]:
        """Behind the letter on the right, which Delete deletes."""
        return self._at_edge(super().get_cursor_right_location(), onward=True)

    def get_cursor_up_location(self) -> tuple[int, int]:
        """In the line above, never within a letter."""
        return self._at_edge(super().get_cursor_up_location())

    def get_cursor_down_location(self) -> tuple[int, int]:
        """In the line below, never within a letter."""
        return self._at_edge(super().get_cursor_down_location())

    def get_target_document_location(self, event: events.MouseEvent) -> tuple[int, int]:
        """Where somebody points, never within a letter."""
        return self._at_edge(super().get_target_document_location(event))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines; none while it is drawn behind a dialog before it has its looks."""
        try:
            return super().render_lines(crop)
        except KeyError:  # docs/upstream.md, 11
            return [Strip.blank(crop.width)] * crop.height

    def render_line(self, y: int) -> Strip:
        """What a terminal would obey is left out of the picture; it stays in the text."""
        return fit_strip(super().render_line(y))

    async def _on_paste(self, event: events.Paste) -> None:
        """Make pasted text fit to store before it reaches the screen, without what nobody sees."""
        event.prevent_default()
        event.stop()
        if result := self._replace_via_keyboard(legible(event.text), *self.selection):
            self.move_cursor(result.end_location)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Send every change on as a draft."""
        event.stop()
        self.post_message(self.Drafted(self.written))


_AT_ONCE: Final = 0.5
"""Nobody reads a note and leaves an editor in less than so many seconds."""

_LOOKS: Final = 0.5
"""Seconds between two looks at what such an editor may save, where no event tells of it."""


def _words(command: str) -> list[str]:
    """A command with its arguments; on Windows a backslash is part of a path."""
    if os.name != "nt":
        return shlex.split(command)
    return [word.strip('"') for word in shlex.split(command, posix=False)]


def _outside() -> dict[str, str]:
    """The environment for a program of the system.

    A bundle leads its own libraries before those of the system, which another program must not get.
    """
    given = dict(os.environ)
    before = given.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        given["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        given.pop("LD_LIBRARY_PATH", None)
    return given


def edit_outside(app: App[Any], text: str, keep: Callable[[str], bool]) -> None:
    """Let `$VISUAL` or `$EDITOR` edit a text, and have `keep` take what comes of it.

    The program steps aside meanwhile. The text is in a private temporary file (mode 0600) that is
    deleted afterwards. An editor that opens a window and returns at once (`code` without `--wait`)
    leaves the text as it was: that is said, and what it saves later is taken then. Where `keep`
    cannot take it any more, it stays in the file, and where that is is said.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        bars.say(app, tr("Set VISUAL or EDITOR to the editor you like."))
        return
    file = Path(tempfile.mkdtemp(prefix="fouraxis-")) / "note.txt"
    file.touch(mode=0o600)
    text = without_blank_ends(text)
    file.write_text(text, encoding="utf-8")
    began = time.monotonic()
    try:
        with app.suspend():
            ended = subprocess.run(  # noqa: S603  # the user's own editor, named by the user
                [*_words(command), str(file)], check=False, env=_outside()
            )
    except (OSError, ValueError, SuspendNotSupported):
        bars.say(app, tr("The editor could not be started: see VISUAL or EDITOR."), "error")
    else:
        if ended.returncode != 0:
            bars.say(app, tr("The editor reported a fault: the note is as it was."))
        elif _read(file) != text:
            keep(_read(file))
        elif time.monotonic() - began < _AT_ONCE:
            bars.say(
                app,
                tr(
                    "The editor returned at once, so the note is as it was. What it saves later is "
                    "taken then. Better: an editor that waits, such as “code --wait”."
                ),
                "warning",
            )
            _Pending(app, file, text, keep)
            return
    shutil.rmtree(file.parent, ignore_errors=True)


def _read(file: Path) -> str:
    return without_blank_ends(legible(file.read_text(encoding="utf-8", errors="replace")))


class _Pending:
    """Takes what an editor in a window may still save to its file."""

    def __init__(self, app: App[Any], file: Path, text: str, keep: Callable[[str], bool]) -> None:
        self._app = app
        self._file = file
        self._text = text
        self._keep = keep
        self._watch = Watch.of(file.parent)
        self._timer: Timer | None = None
        if self._watch is not None:
            asyncio.get_running_loop().add_reader(self._watch.file, self._stirred)
        else:
            self._timer = app.set_interval(_LOOKS, self._look)
        self._discard = partial(shutil.rmtree, file.parent, ignore_errors=True)
        atexit.register(self._discard)

    def _stirred(self) -> None:
        """Something happened beside the file, or to it."""
        if self._watch is not None and self._file.name in self._watch.names():
            self._look()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._watch is not None:
            asyncio.get_running_loop().remove_reader(self._watch.file)
            self._watch.close()
            self._watch = None

    def _look(self) -> None:
        try:
            text = _read(self._file)
        except OSError:
            return  # between two steps of the editor's own saving
        if text == self._text:
            return
        if not text and self._text:
            return  # many editors empty a file before they write it
        self._text = text
        if self._keep(text):
            taken = tr("What the editor saved is in the note now; u takes it back.")
            bars.say(self._app, taken, until_changed=True)
        else:
            self._stop()
            atexit.unregister(self._discard)
            bars.say(
                self._app, tr("What the editor saved is in {path}", path=self._file), "warning"
            )
