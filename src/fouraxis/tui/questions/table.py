"""Rows of guided questions: one line each, one key an answer, by mouse as well."""

import asyncio
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Self

from textual import events
from textual.binding import Binding
from textual.message import Message

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.widgets.question_lines import QuestionLines
from fouraxis.tui.widgets.question_row import Row, tops

_PATIENCE: Final = 2.0
"""Seconds that the next key waits for an answer to be dealt with; it takes milliseconds."""


class QuestionTable(QuestionLines, can_focus=True):
    """A list of questions with a cursor.

    Digits choose, `0` is unknown, Backspace takes an answer back, Enter goes on. A click on an
    option chooses it. What the answers mean is not known here: each choice is a message.
    """

    BINDINGS = [
        Binding("1,2,3,4,5,6,7,8,9", "choose", "choose", key_display="1-9", id="question.choose"),
        Binding("0", "unknown", "unknown", id="question.unknown"),
        Binding("enter", "confirm", "go on", key_display=GLYPHS.enter, id="question.confirm"),
        Binding("up,k", "move(-1)", "question before", show=False, id="question.up"),
        Binding("down,j", "move(1)", "next question", show=False, id="question.down"),
        Binding("home", "move(-999)", "first", show=False, id="question.first"),
        Binding("end", "move(999)", "last", show=False, id="question.last"),
        Binding("pageup", "move(-8)", "page up", show=False, id="question.pageup"),
        Binding("pagedown", "move(8)", "page down", show=False, id="question.pagedown"),
        Binding("n", "note", "note", id="question.note"),
        Binding("p", "mark('parked')", "park", id="question.park"),
        Binding("f", "mark('review')", "flag", id="question.flag"),
        Binding("backspace,delete", "clear", "take back", key_display="bksp", id="question.clear"),
    ]

    @dataclass
    class Chosen(Message):
        """The room chose `value` (None: took its answer back) for `item`."""

        item: str
        value: str | None

    @dataclass
    class Moved(Message):
        """The cursor stands on `item` now."""

        item: str

    @dataclass
    class Confirmed(Message):
        """Enter was pressed on `item`."""

        item: str

    @dataclass
    class NoteWanted(Message):
        """The note of `item` is to be edited."""

        item: str

    @dataclass
    class MarkWanted(Message):
        """`mark` (parked or review) of `item` is to be toggled."""

        item: str
        mark: str

    @dataclass
    class EditWanted(Message):
        """The text of `item` is to be edited."""

        item: str

    # -- data

    def show(self, rows: tuple[Row, ...], item: str | None = None) -> None:
        """Show these rows, with the cursor on `item` if it is there."""
        if rows == self.rows and item in (None, self.item):
            return
        before = self.item
        self.rows = rows
        self.place(item if item is not None else before)
        self.grow()
        self.refresh_bindings()
        self.call_after_refresh(self.reveal_cursor)

    def move_to(self, item: str) -> None:
        """Put the cursor on an item."""
        if item != self.item:
            before = self.cursor
            self.place(item)
            self.repaint(before, self.cursor)
            self.refresh_bindings()
            self.reveal_cursor()
            if self.item is not None:
                self._tell(self.Moved(self.item))

    def next_open(self) -> str | None:
        """The next item after the cursor that has no answer and is not parked, if there is one."""
        for row in self.rows[self.cursor + 1 :]:
            if not row.heading and row.value is None and not row.parked:
                return row.item
        return None

    # -- keys and mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the row under the cursor can take."""
        row = self.current
        if row is None or row.heading:
            return action == "move"
        if action == "choose":
            return bool(row.options or row.picks)
        if action == "unknown":
            return bool(row.options) and row.unknown
        if action == "clear":
            return row.value is not None
        return True

    def key_display(self, action: str) -> str | None:
        """How the footer names a key: as many digits as the row has options."""
        row = self.current
        if action == "choose" and row:
            number = len(row.options or row.picks)
            return "1" if number == 1 else f"1-{min(number, 9)}"
        return None

    async def on_key(self, event: events.Key) -> None:
        """A digit chooses the option of that number, `0` is unknown.

        The next key waits until the screen has dealt with the choice, since the cursor may move by
        it: digits typed faster than that still answer one question each.
        """
        row = self.current
        if row is None or not event.character or event.character not in "0123456789":
            return
        event.stop()
        event.prevent_default()
        values = tuple(option for option, _ in row.options) or row.picks
        number = int(event.character)
        if number == 0:
            if self.check_action("unknown", ()):
                self._choose("unknown")
        elif number <= len(values):
            self._choose(values[number - 1])
        dealt_with = asyncio.Event()
        self.screen.call_later(dealt_with.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(dealt_with.wait(), _PATIENCE)

    def _tell(self, message: Message) -> None:
        """Tell the screen, at once: what is said later must not be heard earlier."""
        self.screen.post_message(message)

    def _choose(self, value: str | None) -> None:
        if self.item is not None:
            self._tell(self.Chosen(self.item, value))

    def action_choose(self) -> None:
        """The footer's "choose": the digit itself is read in `on_key`; a click steps on."""
        row = self.current
        if row and (row.options or row.picks):
            values = tuple(option for option, _ in row.options) or row.picks
            at = values.index(row.value) + 1 if row.value in values else 0
            self._choose(values[at % len(values)])

    def action_unknown(self) -> None:
        """Answer "unknown"."""
        self._choose("unknown")

    def action_clear(self) -> None:
        """Take the answer back."""
        self._choose(None)

    def action_confirm(self) -> None:
        """Go on, or edit the text of a field."""
        row = self.current
        if row is not None:
            self._tell(self.Confirmed(row.item) if row.options else self.EditWanted(row.item))

    def action_note(self) -> None:
        """Edit the note."""
        if self.item is not None:
            self._tell(self.NoteWanted(self.item))

    def action_mark(self, mark: str) -> None:
        """Toggle parked or review."""
        if self.item is not None:
            self._tell(self.MarkWanted(self.item, mark))

    def action_move(self, by: int) -> None:
        """Move the cursor by so many questions, passing over headings."""
        stops = [i for i, row in enumerate(self.rows) if not row.heading]
        if not stops:
            return
        at = stops.index(self.cursor) if self.cursor in stops else 0
        self.move_to(self.rows[stops[max(0, min(at + by, len(stops) - 1))]].item)

    def on_click(self, event: events.Click) -> None:
        """A click on an option chooses it; anywhere else on a row it moves the cursor there."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        starts = tops(self.rows, self.content_size.width)
        index = bisect_right(starts, offset.y) - 1
        if index >= len(self.rows) or self.rows[index].heading:
            return
        row = self.rows[index]
        self.move_to(row.item)
        drawn = self.drawn(index, starts)
        last = offset.y == starts[index + 1] - 1
        for start, end, option in drawn.spans:
            if last and start <= offset.x < end:
                if row.options:
                    self._tell(self.Chosen(row.item, option))
                else:
                    self._tell(self.EditWanted(row.item))
                return

    def focus(self, scroll_visible: bool = False) -> Self:
        """Take the keys; the cursor's row is brought into sight and not the middle of the table."""
        return super().focus(scroll_visible)

    def on_focus(self) -> None:
        """The cursor is drawn brighter while the keys go here, and is in sight."""
        self.refresh()
        self.call_after_refresh(self.reveal_cursor)

    def on_blur(self) -> None:
        """The cursor is drawn fainter while the keys go elsewhere."""
        self.refresh()
