"""Rows of guided questions: one line each, one key an answer, by mouse as well."""

from dataclasses import dataclass
from typing import Final

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.shown import cut, shown_line

LABEL_WIDTH: Final = 38
"""The widest that a label may be beside its options, in cells."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question as it stands.

    `options` are (id, name) pairs; a row without options is a field of text. `value` is the id of the
    chosen option (or `"unknown"`, or `"not-applicable"`), or the text. `heading` starts a group: it
    has no answer.
    """

    item: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    value: str | None = None
    suggested: str | None = None
    unknown: bool = True
    noted: bool = False
    parked: bool = False
    review: bool = False
    heading: bool = False
    indent: int = 0
    empty: str = "Enter to fill in"


class QuestionTable(Widget, can_focus=True):
    """A list of questions with a cursor.

    Digits choose, `0` is unknown, Backspace takes an answer back, Enter goes on. A click on an option
    chooses it. What the answers mean is not known here: each choice is a message.
    """

    BINDINGS = [
        Binding("1,2,3,4,5,6,7,8,9", "choose", "choose", key_display="1-9", id="question.choose"),
        Binding("0", "unknown", "unknown", id="question.unknown"),
        Binding("enter", "confirm", "go on", key_display=GLYPHS.enter, id="question.confirm"),
        Binding("up,k", "move(-1)", "up", show=False, id="question.up"),
        Binding("down,j", "move(1)", "down", show=False, id="question.down"),
        Binding("home", "move(-999)", "first", show=False, id="question.first"),
        Binding("end", "move(999)", "last", show=False, id="question.last"),
        Binding("pageup", "move(-8)", "page up", show=False, id="question.pageup"),
        Binding("pagedown", "move(8)", "page down", show=False, id="question.pagedown"),
        Binding("n", "note", "note", id="question.note"),
        Binding("p", "mark('parked')", "park", id="question.park"),
        Binding("f", "mark('review')", "flag", id="question.flag"),
        Binding(
            "backspace,delete", "clear", "take back", key_display="bksp", id="question.clear"
        ),
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

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self._cursor = 0
        self._spans: dict[int, tuple[int, list[tuple[int, int, str]]]] = {}

    # -- data

    def show(self, rows: tuple[Row, ...], item: str | None = None) -> None:
        """Show these rows, with the cursor on `item` if it is there."""
        if rows == self.rows and item in (None, self.item):
            return
        relayout = len(rows) != len(self.rows) or self._needs_two_lines(rows) != self._needs_two_lines(
            self.rows
        )
        before = self.item
        self.rows = rows
        self._place(item if item is not None else before)
        self.refresh(layout=relayout)
        self.refresh_bindings()
        self.call_after_refresh(self.reveal_cursor)

    def _place(self, item: str | None) -> None:
        items = [row.item for row in self.rows if not row.heading]
        wanted = item if item in items else next(iter(items), None)
        self._cursor = next(
            (i for i, row in enumerate(self.rows) if row.item == wanted and not row.heading), 0
        )

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self._cursor] if self._cursor < len(self.rows) else None

    @property
    def item(self) -> str | None:
        """The item under the cursor."""
        return self.current.item if self.current else None

    def move_to(self, item: str) -> None:
        """Put the cursor on an item."""
        if item != self.item:
            self._place(item)
            self.refresh()
            self.refresh_bindings()
            self.reveal_cursor()
            if self.item is not None:
                self.post_message(self.Moved(self.item))

    def next_open(self) -> str | None:
        """The next item after the cursor that has no answer and is not parked, if there is one."""
        for row in self.rows[self._cursor + 1 :]:
            if not row.heading and row.options and row.value is None and not row.parked:
                return row.item
        return None

    def reveal_cursor(self) -> None:
        """Scroll whatever scrolls until the cursor's row can be seen."""
        height = self._row_height(self.rows)
        if self.parent is not None and isinstance(self.parent, Widget):
            region = Region(0, self.virtual_region.y + self._cursor * height, 1, height)
            self.parent.scroll_to_region(region, animate=False)

    # -- drawing

    def _label_width(self, rows: tuple[Row, ...]) -> int:
        widest = max((len(row.label) + row.indent for row in rows if not row.heading), default=0)
        return min(widest, LABEL_WIDTH) + 2

    @staticmethod
    def _options_width(rows: tuple[Row, ...]) -> int:
        return max(
            (
                sum(len(name) + 4 for _, name in row.options) + (5 if row.unknown else 0)
                for row in rows
                if row.options
            ),
            default=20,
        )

    def _needs_two_lines(self, rows: tuple[Row, ...]) -> bool:
        width = self.content_size.width or self.app.size.width
        return 4 + self._label_width(rows) + self._options_width(rows) > width

    def _row_height(self, rows: tuple[Row, ...]) -> int:
        return 2 if self._needs_two_lines(rows) else 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line a question, or two where label and options do not fit side by side."""
        two = 4 + self._label_width(self.rows) + self._options_width(self.rows) > width
        return max(len(self.rows) * (2 if two else 1), 1)

    def render(self) -> Content:
        """All rows; remembers where each option stands for the mouse."""
        width = self.content_size.width
        two_lines = self._needs_two_lines(self.rows)
        label_width = self._label_width(self.rows)
        if two_lines:
            label_width = max(width - 6, 10)
        self._spans = {}
        lines: list[Content] = []
        for index, row in enumerate(self.rows):
            lines.extend(self._draw(row, index, label_width, width, two_lines))
        return Content("\n").join(lines)

    def _draw(
        self, row: Row, index: int, label_width: int, width: int, two_lines: bool
    ) -> list[Content]:
        if row.heading:
            title = Content.styled(cut(row.label, width), "bold $secondary")
            return [Content(""), title] if two_lines else [title]
        here = index == self._cursor
        focus = here and self.has_focus
        style = "bold $foreground" if here else "$foreground"
        label = cut(" " * row.indent + row.label, label_width - 1)
        head = Content.assemble(
            (GLYPHS.cursor + " " if here else "  ", "$accent" if focus else "$faint"),
            self._mark(row),
            " ",
            (label, style),
            " " * max(label_width - Content(label).cell_length, 1),
        )
        x = 6 if two_lines else head.cell_length
        y = len(self.rows[:index]) * (2 if two_lines else 1) + (1 if two_lines else 0)
        answer, spans = self._answer(row, x, width - x, here)
        self._spans[y] = (index, spans)
        if two_lines:
            return [head, Content.assemble(" " * x, answer)]
        return [Content.assemble(head, answer)]

    @staticmethod
    def _mark(row: Row) -> Content:
        if row.parked:
            mark = (GLYPHS.parked, "$warning")
        elif row.review:
            mark = (GLYPHS.review, "$warning")
        elif row.value == "unknown":
            mark = (GLYPHS.unknown, "$warning")
        elif row.value is not None:
            mark = (GLYPHS.done, "$success")
        else:
            mark = (GLYPHS.none, "$faint")
        return Content.styled(*mark)

    def _answer(
        self, row: Row, x: int, width: int, here: bool
    ) -> tuple[Content, list[tuple[int, int, str]]]:
        note = Content.styled(f" {GLYPHS.note}" if row.noted else "", "$accent")
        if not row.options:
            text = (
                shown_line(cut(row.value, width - 3))
                if row.value
                else Content.styled(cut(row.empty, width - 3), "italic $faint")
            )
            return Content.assemble(text, note), [(x, x + width, "")]
        parts: list[Content] = []
        spans: list[tuple[int, int, str]] = []
        options = [(str(n), *option) for n, option in enumerate(row.options, 1)]
        if row.unknown:
            options.append(("0", "unknown", GLYPHS.unknown))
        at = x
        for digit, option, name in options:
            part = self._option(digit, name, option == row.value, option == row.suggested, here)
            spans.append((at, at + part.cell_length, option))
            at += part.cell_length
            parts.append(part)
        return Content.assemble(*parts, note), spans

    @staticmethod
    def _option(digit: str, name: str, chosen: bool, suggested: bool, here: bool) -> Content:
        if chosen:
            return Content.styled(
                f"{GLYPHS.chosen_left}{digit} {name}{GLYPHS.chosen_right}", "bold $accent"
            )
        quiet = "$foreground" if here else "$quiet"
        return Content.assemble(
            (f" {digit} ", "$faint"), (name, f"underline {quiet}" if suggested else quiet), " "
        )

    # -- keys and mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the row under the cursor can take."""
        row = self.current
        if row is None or row.heading:
            return action == "move"
        if action == "choose":
            return bool(row.options)
        if action == "unknown":
            return bool(row.options) and row.unknown
        if action == "clear":
            return row.value is not None
        return True

    def key_display(self, action: str) -> str | None:
        """How the footer names a key: as many digits as the row has options."""
        row = self.current
        if action == "choose" and row and row.options:
            return "1" if len(row.options) == 1 else f"1-{len(row.options)}"
        return None

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the option of that number."""
        row = self.current
        if row and event.character and event.character in "123456789" and row.options:
            number = int(event.character)
            event.stop()
            event.prevent_default()
            if number <= len(row.options):
                self._choose(row.options[number - 1][0])

    def _choose(self, value: str | None) -> None:
        if self.item is not None:
            self.post_message(self.Chosen(self.item, value))

    def action_choose(self) -> None:
        """The footer's "choose": the digit itself is read in `on_key`; a click steps on."""
        row = self.current
        if row and row.options:
            ids = [option for option, _ in row.options]
            at = ids.index(row.value) + 1 if row.value in ids else 0
            self._choose(ids[at % len(ids)])

    def action_unknown(self) -> None:
        """Answer "unknown"."""
        self._choose("unknown")

    def action_clear(self) -> None:
        """Take the answer back."""
        self._choose(None)

    def action_confirm(self) -> None:
        """Go on, or edit the text of a field."""
        row = self.current
        if row is None:
            return
        if row.options:
            self.post_message(self.Confirmed(row.item))
        else:
            self.post_message(self.EditWanted(row.item))

    def action_note(self) -> None:
        """Edit the note."""
        if self.item is not None:
            self.post_message(self.NoteWanted(self.item))

    def action_mark(self, mark: str) -> None:
        """Toggle parked or review."""
        if self.item is not None:
            self.post_message(self.MarkWanted(self.item, mark))

    def action_move(self, by: int) -> None:
        """Move the cursor by so many questions, passing over headings."""
        stops = [i for i, row in enumerate(self.rows) if not row.heading]
        if not stops:
            return
        at = stops.index(self._cursor) if self._cursor in stops else 0
        self.move_to(self.rows[stops[max(0, min(at + by, len(stops) - 1))]].item)

    def on_click(self, event: events.Click) -> None:
        """A click on an option chooses it; anywhere else on a row it moves the cursor there."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        height = self._row_height(self.rows)
        index = offset.y // height
        if index >= len(self.rows) or self.rows[index].heading:
            return
        row = self.rows[index]
        self.move_to(row.item)
        _, spans = self._spans.get(offset.y, (index, []))
        for start, end, option in spans:
            if start <= offset.x < end:
                if row.options:
                    self.post_message(self.Chosen(row.item, option))
                else:
                    self.post_message(self.EditWanted(row.item))
                return

    def on_focus(self) -> None:
        """The cursor is drawn brighter while the keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn fainter while the keys go elsewhere."""
        self.refresh()

