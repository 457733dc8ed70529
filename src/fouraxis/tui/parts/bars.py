"""A line of places to go: the steps of the workshop, or the parts of one step."""

from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from fouraxis.tui.glyphs import GLYPHS

_ENDS: Final = 4
"""Cells for what leads on to the tabs before and behind those that are shown."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A place: its key, its name, and how far it is (done, some, none, or empty for no mark)."""

    key: str
    name: str
    progress: str = ""


class TabsLine(Widget):
    """One line of tabs; a click goes there.

    Where the line is too narrow for all of them it shows those around the current one, all with
    their whole names, between `‹` and `›`, and says which of how many that is.
    """

    @dataclass
    class Picked(Message):
        """Go to the place with this key; `line` is the id of the tab line."""

        line: str
        key: str

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._tabs: tuple[Tab, ...] = ()
        self._current = ""
        self._spans: list[tuple[int, int, str]] = []

    def show(self, tabs: tuple[Tab, ...], current: str) -> None:
        """Show these places, with the current one marked."""
        if (tabs, current) != (self._tabs, self._current):
            self._tabs, self._current = tabs, current
            self.refresh()

    def render(self) -> Content:
        """The tabs, the current one between marks, so that it is seen without colour.

        There is room for each mark before it comes: what is shown changes its place with the room.
        """
        width = self.content_size.width
        self._spans = []
        for gap, space in ((3, 2), (2, 2), (1, 2), (1, 1), (0, 1)):
            if sum(self._sizes(space)) + (gap + 1) * len(self._tabs) + 1 <= width:
                return Content.assemble(*self._drawn(self._tabs, 0, gap, space))
        return self._around(width)

    def _sizes(self, space: int) -> list[int]:
        """The width of each name with its mark, which takes so much space with what is before."""
        return [cell_len(tab.name) + (space if tab.progress else 0) for tab in self._tabs]

    def _around(self, width: int) -> Content:
        """The tabs around the current one, and where in the row that is."""
        keys = [tab.key for tab in self._tabs]
        at = keys.index(self._current) if self._current in keys else 0
        count = f" {at + 1}/{len(keys)}"
        sizes = [size + 1 for size in self._sizes(1)]
        room = width - _ENDS - 1 - len(count) - sizes[at]
        first, last = at, at
        grown = True
        while grown:
            grown = False
            if last + 1 < len(sizes) and sizes[last + 1] <= room:
                last, grown = last + 1, True
                room -= sizes[last]
            if first > 0 and sizes[first - 1] <= room:
                first, grown = first - 1, True
                room -= sizes[first]
        parts = [self._end("‹ ", 0, first - 1)]
        parts += self._drawn(self._tabs[first : last + 1], 2, 0, 1)
        parts += [Content(" " * room), self._end(" ›", width - len(count) - 2, last + 1)]
        return Content.assemble(*parts, (count, "$quiet"))

    def _end(self, sign: str, x: int, tab: int) -> Content:
        """What leads on to a tab that is not shown; blank where there is none."""
        if not 0 <= tab < len(self._tabs):
            return Content(" " * len(sign))
        self._spans.append((x, x + len(sign), self._tabs[tab].key))
        return Content.styled(sign, "$accent")

    def _drawn(self, tabs: tuple[Tab, ...], x: int, gap: int, space: int) -> list[Content]:
        """Tabs from a column on, with so much between them; with no gap they share their edges."""
        parts: list[Content] = []
        behind = False
        for tab in tabs:
            mark = {"done": GLYPHS.done, "some": GLYPHS.some}.get(tab.progress, "").rjust(space)
            name = f"{tab.name}{mark}".rstrip()
            here, last = tab.key == self._current, tab is tabs[-1]
            left = "" if behind and not gap else "[" if here else " "
            right = "]" if here else " " if gap or last else ""
            kept = cell_len(tab.name) + (space if tab.progress else 0) - cell_len(name)
            text = Content.styled(f"{left}{name}{right}", "bold $accent" if here else "$quiet")
            part = text + Content(" " * (kept + max(gap - 1, 0)))
            self._spans.append((x, x + part.cell_length, tab.key))
            parts.append(part)
            x += part.cell_length
            behind = here
        return parts

    def on_click(self, event: events.Click) -> None:
        """A click on a tab goes there."""
        offset = event.get_content_offset(self)
        if offset is not None:
            for start, end, key in self._spans:
                if start <= offset.x < end:
                    self.post_message(self.Picked(self.id or "", key))
