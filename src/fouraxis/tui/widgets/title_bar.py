"""The top line: whose workshop this is, where the room stands, and whether all of it is saved."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.look import cut, shown


@dataclass(frozen=True, slots=True)
class Saved:
    """What is known of the file: `mark` is ok, busy or bad, `text` says it in words, `more` all."""

    mark: str = "busy"
    text: str = ""
    more: str = ""


class TitleBar(Widget):
    """One line. A click on the arrows beside the workload goes to its neighbours.

    A click on what is said of the file asks for more about it.
    """

    @dataclass
    class Step(Message):
        """Go to the next (1) or previous (-1) workload or vendor."""

        by: int

    @dataclass
    class File(Message):
        """Say more about the file."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._where = ""
        self._saved = Saved()
        self._arrows: tuple[int, int] | None = None
        self._saved_at = 0

    def show(self, title: str, where: str) -> None:
        """Show the session's title, and "2 of 4 · NAME" (empty: nothing to step through)."""
        if (title, where) != (self._title, self._where):
            self._title, self._where = title, where
            self.refresh()

    def show_saved(self, saved: Saved) -> None:
        """Show whether all is saved."""
        if saved != self._saved:
            self._saved = saved
            self.tooltip = shown(f"{saved.text}. {saved.more}") if saved.mark == "bad" else None
            self.refresh()

    def render(self) -> Content:
        """Title left, position in the middle, saved right; the title gives way first."""
        width = self.content_size.width
        style = {"ok": "$success", "bad": "bold $error reverse"}.get(self._saved.mark, "$quiet")
        sign = {"ok": GLYPHS.saved, "bad": GLYPHS.unsaved}.get(self._saved.mark, " ")
        saved = Content.styled(cut(f" {sign} {self._saved.text} ", max(width * 3 // 5, 12)), style)
        room = width - saved.cell_length - 2
        where = cut(self._where, max(room * 3 // 5, 8)) if self._where else ""
        middle = (
            Content.assemble(("‹ ", "$accent"), where, (" ›", "$accent")) if where else Content()
        )
        title = Content.styled(cut(self._title, max(room - middle.cell_length - 2, 6)), "bold")
        gap = max(room - title.cell_length - middle.cell_length, 1)
        left = title.cell_length + gap
        self._arrows = (left, left + middle.cell_length) if where else None
        self._saved_at = left + middle.cell_length + 2
        return Content.assemble(title, " " * gap, middle, "  ", saved)

    def on_click(self, event: events.Click) -> None:
        """Clicks on the arrows step through the workloads."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.x >= self._saved_at:
            self.post_message(self.File())
            return
        start, end = self._arrows or (0, 0)
        if start <= offset.x < start + 2:
            self.post_message(self.Step(-1))
        elif end - 2 <= offset.x < end:
            self.post_message(self.Step(1))
