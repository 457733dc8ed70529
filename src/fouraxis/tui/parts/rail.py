"""The rail at the left: the workloads, or vendors, of a session, each with how far it is."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.tui.look import GLYPHS, shown_line

_RAIL: Final = 19
"""The narrowest rail, in cells."""
_AROUND_NAME: Final = 5
"""Cells of a rail beside a name: its frame, its mark, and a blank at either end."""
_AROUND_RAIL: Final = 5
"""Lines of a screen above and below the names of a rail: title, tabs, its frame, and the keys."""


class Stop(NamedTuple):
    """A workload or vendor: its id, its name, and how far it is (done, some, none or again)."""

    id: str
    name: str
    progress: str = "none"


@lru_cache(maxsize=8)
def _lines_of(names: tuple[str, ...], cells: int) -> int:
    """As many lines as names take, each on lines of so many cells."""
    return sum(len(shown_line(name).wrap(cells)) for name in names)


class Rail(OptionList, can_focus=False):
    """A list to click; the keys `[` and `]` of the screen move through it."""

    @dataclass
    class Picked(Message):
        """Go to the workload or vendor with this id."""

        id: str

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._stops: tuple[Stop, ...] = ()
        self._cells = 0
        self.longest = 0

    def take(self, room: int) -> None:
        """Be as wide as its longest name asks for, of so many cells at most; away for too few.

        A name that is longer goes on below, where there are lines enough for all of them.
        """
        width = max(min(self.longest + _AROUND_NAME, room), _RAIL)
        self._fold(width - _AROUND_NAME, self.app.size.height - _AROUND_RAIL)
        if self.styles.width is None or self.styles.width.value != width:
            self.styles.width = width
        self.set_class(room < _RAIL, "-squeezed")

    def _fold(self, cells: int, height: int) -> None:
        """Have names on lines of so many cells, if any is longer and all of them have room."""
        names = tuple(stop.name for stop in self._stops[: height + 1])
        if self.longest <= cells or _lines_of(names, cells) > height:
            cells = 0
        if cells != self._cells:
            self._cells = cells
            for index, stop in enumerate(self._stops):
                self.replace_option_prompt_at_index(index, self._prompt(stop))

    def show(self, title: str, stops: tuple[Stop, ...], current: str | None) -> None:
        """Show these stops under a title, with the current one highlighted."""
        self.border_title = Content(title)
        if stops != self._stops:
            self.longest = max((cell_len(stop.name) for stop in stops), default=0)
            if [stop.id for stop in stops] != [stop.id for stop in self._stops]:
                self.set_options([Option(self._prompt(stop)) for stop in stops])
            else:
                for index, (stop, old) in enumerate(zip(stops, self._stops, strict=True)):
                    if stop is not old and stop != old:
                        self.replace_option_prompt_at_index(index, self._prompt(stop))
            self._stops = stops
        ids = [stop.id for stop in stops]
        self.highlighted = ids.index(current) if current in ids else None

    def _prompt(self, stop: Stop) -> Content:
        mark, style = {
            "done": (GLYPHS.done, "$success"),
            "some": (GLYPHS.some, "$accent"),
            "again": (GLYPHS.warning, "bold $warning"),
        }.get(stop.progress, (GLYPHS.none, "$faint"))
        name = shown_line(stop.name)
        first, *more = name.wrap(self._cells) if self._cells else [name]
        rest = (Content.assemble("\n  ", line) for line in more)
        return Content.assemble((mark, style), " ", first, *rest)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click goes to that stop."""
        event.stop()
        self.post_message(self.Picked(self._stops[event.option_index].id))
