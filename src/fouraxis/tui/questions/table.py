"""The table of guided questions: its rows, how they are drawn, one key an answer, and the mouse."""

import asyncio
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, NamedTuple, Self

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from fouraxis.content.language import tr
from fouraxis.tui.look import GLYPHS, Growing, cut, cut_middle, shown_line
from fouraxis.workshop.text import showable_line

PICKS: Final = 9
"""As many names as digits can pick."""

LABEL_WIDTH: Final = 38
"""The widest that a label may be beside its options, in cells."""


_AROUND: Final = 7
"""Cells of a line beside label and text: its cursor and mark, and what is kept free behind."""

BRIEF_LABEL_WIDTH: Final = 62
"""As much, in cells, where there is an answer alone beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question as it stands.

    `options` are (id, name) pairs; a row without options is a field of text. `value` is the id of
    the chosen option (or `"unknown"`, or `"not-applicable"`), or the text. `empty` is said where
    there is no text yet, if not what every empty field says. `picks` are texts that a
    digit fills in; `derived` is what holds while nothing else is said, and what is `claimed` nobody
    in the room has confirmed, nor what is `carried` from another session. `heading` starts a group:
    it has no answer. A long text loses its end, or its middle where `is_path` says that it is a
    path. `beside` is what else is to be known, from the longest wording to the shortest: what fits
    is shown behind the options. With `alarm` the answer is one that nobody may overlook.
    """

    item: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    value: str | None = None
    suggested: str | None = None
    derived: str | None = None
    claimed: bool = False
    carried: bool = False
    unknown: bool = True
    noted: bool = False
    parked: bool = False
    review: bool = False
    heading: bool = False
    indent: int = 0
    picks: tuple[str, ...] = ()
    empty: str = ""
    is_path: bool = False
    beside: tuple[str, ...] = ()
    alarm: bool = False

    @property
    def unconfirmed(self) -> str:
        """Why its answer is not the room's; empty where it is, or there is none."""
        if self.value is None:
            return ""
        return tr("claimed") if self.claimed else tr("carried") if self.carried else ""


class Drawn(NamedTuple):
    """A row as drawn: its lines, and where each option is on the last one (start, end, id)."""

    lines: tuple[Content, ...]
    spans: tuple[tuple[int, int, str], ...] = ()


def label_width(rows: tuple[Row, ...], *, brief: bool = False) -> int:
    """The width of the column of labels, in cells; a brief row has more room for its label."""
    widest = max(
        (cell_len(showable_line(row.label)) + row.indent for row in rows if not row.heading),
        default=0,
    )
    return min(widest, BRIEF_LABEL_WIDTH if brief else LABEL_WIDTH) + 2


def label_columns(rows: tuple[Row, ...], width: int, *, brief: bool = False) -> tuple[int, ...]:
    """The width of the column of labels for each row: one for all.

    Where a text would be cut for that, the rows under its heading have what their labels need.
    """
    labels = label_width(rows, brief=brief)
    columns: list[int] = []
    for group in _groups(rows):
        cut_off = any(
            not row.options and cell_len(showable_line(row.value or "")) > width - labels - _AROUND
            for row in group
        )
        columns += [label_width(group, brief=brief) if cut_off else labels] * len(group)
    return tuple(columns)


def _groups(rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    """The rows under each heading, with it."""
    starts = [at for at, row in enumerate(rows) if row.heading or at == 0]
    for start, end in zip_longest(starts, starts[1:]):
        yield rows[start:end]


def _answer_width(row: Row) -> int:
    if not row.options:
        return 20
    note = 2  # kept free where there is none yet, so that nothing moves when one comes
    beside = cell_len(row.beside[-1]) + 1 if row.beside else 0
    options = sum(cell_len(name) + 4 for _, name in row.options)
    return options + (5 if row.unknown else 0) + note + beside


def tops(rows: tuple[Row, ...], width: int, *, brief: bool = False) -> list[int]:
    """The line at which each row begins, and the line behind the last one.

    A row takes one line, or two where label and options do not fit side by side. A heading has a
    line of space above it, but for the first. Where it is `brief`, a row has its answer alone.
    """
    labels = label_width(rows)
    starts = [0]
    for index, row in enumerate(rows):
        if row.heading:
            height = 2 if index else 1
        else:
            height = 2 if not brief and 4 + labels + _answer_width(row) > width else 1
        starts.append(starts[-1] + height)
    return starts


def draw(
    row: Row,
    width: int,
    height: int,
    labels: int,
    *,
    here: bool,
    focus: bool,
    brief: bool = False,
) -> Drawn:
    """A row in one line or two; `here` if the cursor is on it, `focus` if the keys go there."""
    if row.heading:
        title = Content.styled(cut(row.label, width), "bold $secondary")
        return Drawn((*(Content(""),) * (height - 1), title))
    column = labels if height == 1 else max(width - 6, 10)
    if brief and row.options and row.value:  # an answer is whole before a long name is
        answer_cells = cell_len(dict(row.options).get(row.value, ""))
        column = min(column, max(width - answer_cells - 4, BRIEF_LABEL_WIDTH // 2))
    label = cut(" " * row.indent + row.label, column - 1)
    head = Content.assemble(
        (GLYPHS.cursor + " " if here else "  ", "$accent" if focus else "$faint"),
        _mark(row),
        " ",
        (label, "bold $foreground" if here else "$title" if brief else "$foreground"),
        " " * max(column - cell_len(label), 1),
    )
    x = 6 if height == 2 else head.cell_length
    if brief and row.options:
        return Drawn((Content.assemble(head, _in_brief(row, width - x)),))
    answer, spans = _answer(row, x, width - x, here)
    if height == 2:
        return Drawn((head, Content.assemble(" " * x, answer)), tuple(spans))
    return Drawn((Content.assemble(head, answer),), tuple(spans))


def next_open(rows: tuple[Row, ...], item: str) -> str | None:
    """The next item behind this one that has no answer of the room and is not parked, if any.

    Where the item is not asked any more, the next one behind the first.
    """
    stops = [row for row in rows if not row.heading]
    at = next((at for at, row in enumerate(stops) if row.item == item), 0)
    return next((row.item for row in stops[at + 1 :] if _waits(row)), None)


def first_open(rows: tuple[Row, ...]) -> str | None:
    """The first item that has no answer and is not parked, if there is one."""
    return next((row.item for row in rows if _waits(row) and not row.heading), None)


def _waits(row: Row) -> bool:
    """Whether the room has not answered there, nor put it off."""
    return (row.value in (None, "claimed") or bool(row.unconfirmed)) and not row.parked


def _in_brief(row: Row, width: int) -> Content:
    """The answer alone: its options stand elsewhere."""
    names = {**dict(row.options), "unknown": GLYPHS.unknown}
    if row.value is not None and row.unconfirmed:
        text = shown_line(f"({names.get(row.value, row.value)})", "$warning")
    elif row.value is not None:
        style = "bold $error" if row.alarm else "$foreground"
        text = shown_line(names.get(row.value, row.value), style)
    elif row.derived is not None:
        text = shown_line(f"({names.get(row.derived, row.derived)})", "$success")
    else:
        text = Content("")
    note = Content.styled(f" {GLYPHS.note}" if row.noted else "", "$accent")
    room = width - text.cell_length - note.cell_length - 2
    texts = (row.unconfirmed,) if row.unconfirmed else row.beside
    beside = next((each for each in texts if cell_len(each) <= room), "")
    return Content.assemble(text, note, shown_line(f"  {beside}" if beside else "", "$quiet"))


def _mark(row: Row) -> Content:
    if row.alarm and not row.parked:
        mark = (GLYPHS.review, "bold $error")
    elif row.parked:
        mark = (GLYPHS.parked, "$warning")
    elif row.review:
        mark = (GLYPHS.review, "$warning")
    elif row.value in ("unknown", "claimed") or row.claimed:
        mark = (GLYPHS.unknown, "$warning")
    elif row.unconfirmed:
        mark = (GLYPHS.carried, "$warning")
    elif row.value is not None:
        mark = (GLYPHS.done, "$success")
    elif row.derived is not None:
        mark = (GLYPHS.derived, "$success")
    else:
        mark = (GLYPHS.none, "$faint")
    return Content.styled(*mark)


def _answer(row: Row, x: int, width: int, here: bool) -> tuple[Content, list[tuple[int, int, str]]]:
    note = Content.styled(f" {GLYPHS.note}" if row.noted else "", "$accent")
    if not row.options:
        empty = row.empty or tr("Enter to fill in")
        fit = cut_middle if row.is_path else cut
        claimed = Content.styled(f" ({row.unconfirmed})" if row.unconfirmed else "", "$warning")
        text = (
            shown_line(fit(row.value, max(width - claimed.cell_length - 3, 1)))
            if row.value
            else Content.styled(cut(empty, width - 3), "italic $faint")
        )
        room = width - text.cell_length - claimed.cell_length - note.cell_length - 4
        beside = next((each for each in row.beside if cell_len(each) <= room), "")
        behind = (f"  {beside}" if beside else "", "$quiet")
        return Content.assemble(text, claimed, note, behind), [(x, x + width, "")]
    parts: list[Content] = []
    spans: list[tuple[int, int, str]] = []
    options = [(str(n), *option) for n, option in enumerate(row.options, 1)]
    if row.unknown:
        options.append(("0", "unknown", GLYPHS.unknown))
    at = x
    for digit, option, name in options:
        part = drawn_option(digit, name, standing_of(row, option), here=here)
        spans.append((at, at + part.cell_length, option))
        at += part.cell_length
        parts.append(part)
    room = x + width - at - note.cell_length - 1
    texts = (row.unconfirmed,) if row.unconfirmed else row.beside
    beside = next((text for text in texts if cell_len(text) <= room), "")
    quiet = "$warning" if row.unconfirmed else "$quiet"
    return Content.assemble(*parts, note, shown_line(f" {beside}", quiet)), spans


def standing_of(row: Row, option: str) -> str:
    """How an option stands: chosen (an alarm?), claimed, holds unsaid, is suggested, or nothing.

    What is claimed or carried stands in brackets as well: the room has not said it.
    """
    if option == row.value:
        return "claimed" if row.unconfirmed else "alarm" if row.alarm else "chosen"
    if row.value is None and option == row.derived:
        return "holds"
    return "suggested" if option == row.suggested else ""


def drawn_option(digit: str, name: str, standing: str, *, here: bool) -> Content:
    """An option with its digit, and how it stands; `here` where the cursor is on its question."""
    if standing in ("chosen", "alarm"):
        return shown_line(
            f"{GLYPHS.chosen_left}{digit} {name}{GLYPHS.chosen_right}",
            "bold $error" if standing == "alarm" else "bold $accent",
        )
    if standing in ("holds", "claimed"):
        colour = "$success" if standing == "holds" else "$warning"
        return shown_line(f"({digit} {name})", f"bold {colour}")
    quiet = "$foreground" if here else "$quiet"
    style = f"underline {quiet}" if standing == "suggested" else quiet
    return Content.assemble((f" {digit} ", "$faint"), shown_line(name, style), " ")


class QuestionLines(Growing):
    """Draws rows. A line is drawn when it changes, and the others stay as they are."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self.cursor = 0
        self.brief = False
        self._laid_out: tuple[object, tuple[int, ...]] = (None, ())

    def be_brief(self, brief: bool) -> None:
        """Show the answers alone from now on, since the options stand elsewhere; or all again."""
        if brief != self.brief:
            self.brief = brief
            self.grow()
            self.call_after_refresh(self.reveal_cursor)

    def has_room_for(self, rows: tuple[Row, ...]) -> bool:
        """Whether each of these rows has room for its options on its line."""
        width, labels = self.content_size.width or self.app.size.width, label_width(rows)
        return all(not row.options or 4 + labels + _answer_width(row) <= width for row in rows)

    def tops(self, width: int) -> list[int]:
        """The line at which each row begins, and the line behind the last one."""
        return tops(self.rows, width, brief=self.brief)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def item(self) -> str | None:
        """The item under the cursor."""
        return self.current.item if self.current else None

    @property
    def _columns(self) -> tuple[int, ...]:
        """The column of labels of each row, worked out once for these rows and this width."""
        drawn_for = (self.rows, self.content_size.width, self.brief)
        if self._laid_out[0] != drawn_for:
            rows, width, brief = drawn_for
            self._laid_out = drawn_for, label_columns(rows, width, brief=brief)
        return self._laid_out[1]

    @property
    def cut_text(self) -> str:
        """The text of the row under the cursor, if its line has no room for the whole of it."""
        row = self.current
        if row is None or row.options or not row.value or row.heading:
            return ""
        drawn = self.drawn(self.cursor, self.tops(self.content_size.width))
        text = showable_line(row.value)
        return "" if text in drawn.lines[-1].plain else text

    @property
    def _items(self) -> list[str]:
        return [row.item for row in self.rows if not row.heading]

    def place(self, item: str | None) -> None:
        """Have the cursor on an item, or on the first one; what follows is not drawn yet."""
        items = self._items
        wanted = item if item in items else next(iter(items), None)
        self.cursor = next(
            (i for i, row in enumerate(self.rows) if row.item == wanted and not row.heading), 0
        )

    def reveal_cursor(self) -> None:
        """Scroll whatever scrolls until the cursor's row can be seen, with its heading."""
        if isinstance(self.parent, Widget) and self.cursor < len(self.rows):
            starts = self.tops(self.content_size.width or self.app.size.width)
            first = self.cursor
            while first and self.rows[first - 1].heading:
                first -= 1
            top, bottom = starts[first], starts[self.cursor + 1]
            region = Region(0, self.virtual_region.y + top, 1, bottom - top)
            self.parent.scroll_to_region(region, animate=False)

    def repaint(self, *rows: int) -> None:
        """Draw these rows anew, and no others."""
        starts = self.tops(self.content_size.width)
        width = self.content_size.width
        lines = [(starts[row], starts[row + 1]) for row in rows if row < len(self.rows)]
        self.refresh(*(Region(0, top, width, bottom - top) for top, bottom in lines))

    def lines_at(self, width: int) -> int:
        """As many lines as the rows need."""
        return self.tops(width)[-1]

    def drawn(self, index: int, starts: list[int]) -> Drawn:
        """A row as it is drawn; `starts` are the `tops` of all rows."""
        return draw(
            self.rows[index],
            self.content_size.width,
            starts[index + 1] - starts[index],
            self._columns[index],
            here=index == self.cursor,
            focus=self.has_focus,
            brief=self.brief,
        )

    def render(self) -> Content:
        """All rows."""
        starts = self.tops(self.content_size.width)
        lines = (line for at in range(len(self.rows)) for line in self.drawn(at, starts).lines)
        return Content("\n").join(lines)

    def render_line(self, y: int) -> Strip:
        """One line, since a key mostly changes two of them; all of them where text is selected."""
        starts = self.tops(self.content_size.width)
        index = bisect_right(starts, y) - 1
        if self.text_selection is not None or index >= len(self.rows):
            return super().render_line(y)
        line = self.drawn(index, starts).lines[y - starts[index]]
        (strip,) = Visual.to_strips(self, line, self.content_size.width, 1, self.visual_style)
        return strip.apply_offsets(0, y)


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
        """Show these rows, with the cursor on `item`; where that is gone, on what is beside it.

        That is what followed it, or else came before it; of its own kind, as long as there is any.
        """
        if rows == self.rows and item in (None, self.item):
            return
        before, stood = self._items, self.item
        self.rows = rows
        if item not in self._items and stood in before:
            gone = item if item in before else stood
            at, kind = before.index(gone), gone.partition(".")[0]
            left = (each for each in (*before[at:], *before[:at][::-1]) if each in self._items)
            near = sorted(left, key=lambda each: each.partition(".")[0] != kind)
            item = next(iter(near), None)
        self.place(item)
        self.grow()
        self.refresh_bindings()
        self.call_after_refresh(self.reveal_cursor)

    def stand_on(self, item: str) -> None:
        """Put the cursor on an item, as the screen wants it."""
        if item != self.item:
            before = self.cursor
            self.place(item)
            self.repaint(before, self.cursor)
            self.refresh_bindings()
            self.reveal_cursor()

    def move_to(self, item: str) -> None:
        """Put the cursor on an item, as the room wants it: the screen is told."""
        if item != self.item:
            self.stand_on(item)
            if self.item is not None:
                self._tell(self.Moved(self.item))

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

    def key_words(self, action: str) -> str | None:
        """What the footer says of a key that takes back what the row under the cursor has."""
        row = self.current
        if row and row.parked and action == "mark('parked')":
            return tr("take up")
        return tr("unflag") if row and row.review and action == "mark('review')" else None

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
        starts = self.tops(self.content_size.width)
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

    def on_resize(self) -> None:
        """With more rows or fewer, the cursor's row stays in sight."""
        self.call_after_refresh(self.reveal_cursor)

    def on_focus(self) -> None:
        """The cursor is drawn brighter while the keys go here, and is in sight."""
        self.refresh()
        self.call_after_refresh(self.reveal_cursor)

    def on_blur(self) -> None:
        """The cursor is drawn fainter while the keys go elsewhere."""
        self.refresh()
