"""The workloads in columns, as many as there are: what each is, how far, and where it lands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.tui.look import GLYPHS, shown_line
from fouraxis.tui.parts.editors import PointedList
from fouraxis.tui.parts.text import GAP, in_columns

_NUMBER: Final = 3
_AROUND: Final = 6
"""Cells of the screen beside a line."""
_FAR: Final = 12
"""Cells for what has one width everywhere; the other columns share what is left."""


@dataclass(frozen=True, slots=True)
class Line:
    """One workload in words: `far` is how far it is, `lands` where it lands, `style` its look."""

    id: str
    name: str
    owner: str
    kind: str
    far: str
    mark: str
    lands: str
    style: str


Wanted = tuple[int, int, int, int]
"""The cells that name, owner, kind and where it lands need; of none of them, any will do."""

_ANY: Final[Wanted] = (0, 0, 0, 0)


def columns(width: int, wanted: Wanted = _ANY) -> tuple[int, ...]:
    """Cells of number, name, owner, kind, how far and where; a narrow line has no kinds.

    Where name, owner and kind are `wanted` so wide and less than their share will do, the others
    have the rest, the name before all.
    """
    lands = 24 if width < 96 else 30
    lands = min(lands, wanted[3] + GAP) if wanted[3] else lands
    rest = max(width - _NUMBER - _FAR - 2 * GAP - lands, 30)
    owner = rest * 24 // 100
    kind = rest * 28 // 100 if width >= 84 else 0
    owner = owner if kind else rest * 40 // 100
    if any(wanted):
        owner = min(owner, wanted[1] + GAP)
        kind = min(kind, wanted[2] + GAP)
        free = max(rest - owner - kind - wanted[0] - GAP, 0)
        more = min(free, max(wanted[1] + GAP - owner, 0))
        owner += more
        if kind:
            kind += min(free - more, max(wanted[2] + GAP - kind, 0))
    shares = (rest - owner - kind, owner, kind)
    return (_NUMBER, *(max(share - GAP, 0) for share in shares), _FAR, lands - GAP)


def _wanted(lines: tuple[Line, ...], head: str) -> Wanted:
    """The cells of the longest name, owner, kind, and of where the workloads land."""

    def longest(texts: Iterable[str]) -> int:
        return max(map(cell_len, texts), default=0)

    return (
        longest(line.name for line in lines),
        longest(line.owner for line in lines),
        longest(line.kind for line in lines),
        longest((head, *(line.lands for line in lines))),
    )


class _Lines(PointedList, inherit_bindings=False):
    """The list itself.

    It leaves the arrows to the left and right to the screen, which turns the page with them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open", key_display=GLYPHS.enter, id="workloads.open"),
        Binding("down,j", "cursor_down", "down", show=False, id="workloads.cursor-down"),
        Binding("up,k", "cursor_up", "up", show=False, id="workloads.cursor-up"),
        Binding("home", "first", "first", show=False, id="workloads.first"),
        Binding("end", "last", "last", show=False, id="workloads.last"),
        Binding("pageup", "page_up", "page up", show=False, id="workloads.page-up"),
        Binding("pagedown", "page_down", "page down", show=False, id="workloads.page-down"),
    ]


class WorkloadList(Vertical):
    """Head and lines. Only what has changed is drawn anew, so that hundreds of lines stay quick."""

    @dataclass
    class Moved(Message):
        """The cursor is on the workload with this id now."""

        id: str

    @dataclass
    class Opened(Message):
        """The workload with this id is to be opened."""

        id: str

    def __init__(self, empty: str, heads: tuple[str, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._empty = empty
        self._heads = heads
        self._lines: tuple[Line, ...] = ()
        self._width = 0
        self._wanted: Wanted = _ANY

    def compose(self) -> ComposeResult:
        """The head and the list."""
        yield Static(id="workloads-head")
        yield Static(Content.styled(self._empty, "$quiet"), id="workloads-empty")
        yield _Lines(markup=False, id="workloads-lines")

    @property
    def current(self) -> str | None:
        """The id of the workload under the cursor."""
        at = self.query_one(_Lines).highlighted if self.is_mounted else None
        return self._lines[at].id if at is not None and at < len(self._lines) else None

    def show(self, lines: tuple[Line, ...], current: str | None) -> None:
        """Show these workloads, with the cursor on the one with this id."""
        widget = self.query_one(_Lines)
        width = self.app.size.width - _AROUND - (2 if getattr(self.screen, "roomy", False) else 0)
        with widget.prevent(OptionList.OptionHighlighted):
            wanted = _wanted(lines, self._heads[-1])
            if (
                columns(width, wanted)[2] < wanted[1]
            ):  # a person's role gives way before a name does
                lines = tuple(replace(line, owner=line.owner.partition(" (")[0]) for line in lines)
                wanted = _wanted(lines, self._heads[-1])
            laid_out = (width, wanted) == (self._width, self._wanted)
            if len(lines) != len(self._lines) or not laid_out or not lines:
                self._width, self._wanted, self._lines = width, wanted, lines
                self._show_all(widget)
            else:
                for at, (line, old) in enumerate(zip(lines, self._lines, strict=True)):
                    if line != old:
                        widget.replace_option_prompt_at_index(at, self._prompt(at, line))
                self._lines = lines
            ids = [line.id for line in lines]
            at = ids.index(current) if current in ids else min(0, len(ids) - 1)
            widget.highlighted = at if ids else None

    def _show_all(self, widget: OptionList) -> None:
        widget.set_options(Option(self._prompt(at, line)) for at, line in enumerate(self._lines))
        head = self.query_one("#workloads-head", Static)
        head.display = bool(self._lines)
        self.query_one("#workloads-empty").display = not self._lines
        titles = (Content.styled(title, "bold $quiet") for title in ("", *self._heads))
        head.update(in_columns(titles, columns(self._width, self._wanted)))

    def _prompt(self, at: int, line: Line) -> Content:
        mark = {"done": (GLYPHS.done, "$success"), "some": (GLYPHS.some, "$accent")}.get(
            line.mark, (GLYPHS.none, "$faint")
        )
        cells = (
            Content.styled(str(at + 1).rjust(3), "$faint"),
            shown_line(line.name, "$foreground"),
            shown_line(line.owner, "$quiet"),
            shown_line(line.kind, "$quiet"),
            Content.assemble(mark, " ", (line.far, "$quiet")),
            shown_line(line.lands, line.style),
        )
        return in_columns(cells, columns(self._width, self._wanted))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Pass on where the cursor is."""
        event.stop()
        if self.current is not None:
            self.post_message(self.Moved(self.current))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass on what is to be opened."""
        event.stop()
        if self.current is not None:
            self.post_message(self.Opened(self.current))
