"""Where text is typed: a field of one line and a note of several. What is pasted is never cut."""

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import split_graphemes
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, OptionList, TextArea
from textual.widgets.input import Selection

from fouraxis.tui.look import GLYPHS, fit_strip
from fouraxis.workshop.text import legible, one_line, storable


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

        Where a field `takes_lists`, whoever has it is told of several lines instead.
        """
        event.prevent_default()
        event.stop()
        lines = "\n".join(event.text.splitlines())  # a terminal sends line ends as carriage returns
        if self.takes_lists and (";" in lines or "\n" in lines.strip()):
            self.post_message(self.Listed(lines))
            return
        self.replace(one_line(legible(event.text)), *self.selection)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Send every change on as a draft."""
        event.stop()
        self.post_message(self.Drafted(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send Enter on."""
        event.stop()
        self.post_message(self.Entered(event.value))


class NoteEditor(TextArea):
    """A note of any number of lines. Tab leaves it. The cursor goes over whole letters."""

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
        self.begun_as = self.text

    @property
    def written(self) -> str:
        """The text as it is now."""
        return self.text

    def rewrite(self, text: str) -> None:
        """Put another text in its place, with the cursor behind it."""
        self.text = storable(text)
        self.move_cursor(self.document.end)

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
        self.post_message(self.Drafted(event.text_area.text))


_NARROWEST: Final = 8
"""Cells that a list is laid out for at least."""


class PointedList(OptionList):
    """The first click on a line puts the cursor there, another one opens it, as Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open", key_display="Enter", id="list.open"),
        Binding("down,j", "cursor_down", "down", show=False, id="list.down"),
        Binding("up,k", "cursor_up", "up", show=False, id="list.up"),
    ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as its options need; in a window of no width, Textual fails at them."""
        return super().get_content_height(container, viewport, max(width, _NARROWEST))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is offered where there is something to open."""
        return self.highlighted is not None if action == "select" else True

    def on_click(self, event: events.Click) -> None:
        """Keep a click from opening what it only points at."""
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if isinstance(clicked, int) and not self.get_option_at_index(clicked).disabled:
            if clicked == self.highlighted:
                self.action_select()
            else:
                self.highlighted = clicked
