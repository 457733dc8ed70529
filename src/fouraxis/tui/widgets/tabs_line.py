"""A line of places to go: the steps of the workshop, or the parts of one step."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from fouraxis.tui.glyphs import GLYPHS


@dataclass(frozen=True, slots=True)
class Tab:
    """A place: its key, its name, and how far it is (done, some, none, or empty for no mark)."""

    key: str
    name: str
    progress: str = ""


class TabsLine(Widget):
    """One line of tabs; a click goes there. Names are shortened where the line is too narrow."""

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
        """The tabs, the current one between marks, so that it is seen without colour."""
        width = self.content_size.width
        for gap, space in ((3, " "), (2, " "), (1, " "), (1, ""), (1, None)):
            line = self._draw(gap, space)
            if line.cell_length <= width:
                return line
        for letters in range(12, 2, -1):
            line = self._draw(1, None, letters)
            if line.cell_length <= width:
                break
        return line

    def _draw(self, gap: int, space: str | None, letters: int | None = None) -> Content:
        """The tabs with so much between them, and before their marks (None: no marks).

        With `letters`, names are cut to so many, but for the one where the room is.
        """
        parts: list[Content] = []
        self._spans = []
        at = 0
        for tab in self._tabs:
            mark = {"done": GLYPHS.done, "some": GLYPHS.some}.get(tab.progress, "")
            name = f"{tab.name}{space}{mark}" if mark and space is not None else tab.name
            here = tab.key == self._current
            if letters is not None and not here:
                name = name[:letters].rstrip()
            part = (
                Content.styled(f"[{name}]", "bold $accent")
                if here
                else Content.styled(f" {name} ", "$quiet")
            )
            self._spans.append((at, at + part.cell_length, tab.key))
            parts.extend((part, Content(" " * (gap - 1))))
            at += part.cell_length + gap - 1
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """A click on a tab goes there."""
        offset = event.get_content_offset(self)
        if offset is not None:
            for start, end, key in self._spans:
                if start <= offset.x < end:
                    self.post_message(self.Picked(self.id or "", key))
