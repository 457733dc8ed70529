"""Rows of guided questions as they are drawn: line by line, with a cursor on one of them."""

from bisect import bisect_right

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from fouraxis.tui.widgets.growing import Growing
from fouraxis.tui.widgets.question_row import Drawn, Row, draw, label_width, tops


class QuestionLines(Growing):
    """Draws rows. A line is drawn when it changes, and the others stay as they are."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self.cursor = 0

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def item(self) -> str | None:
        """The item under the cursor."""
        return self.current.item if self.current else None

    def place(self, item: str | None) -> None:
        """Have the cursor on an item, or on the first one; what follows is not drawn yet."""
        items = [row.item for row in self.rows if not row.heading]
        wanted = item if item in items else next(iter(items), None)
        self.cursor = next(
            (i for i, row in enumerate(self.rows) if row.item == wanted and not row.heading), 0
        )

    def reveal_cursor(self) -> None:
        """Scroll whatever scrolls until the cursor's row can be seen, with its heading."""
        if isinstance(self.parent, Widget) and self.cursor < len(self.rows):
            starts = tops(self.rows, self.content_size.width or self.app.size.width)
            first = self.cursor
            while first and self.rows[first - 1].heading:
                first -= 1
            top, bottom = starts[first], starts[self.cursor + 1]
            region = Region(0, self.virtual_region.y + top, 1, bottom - top)
            self.parent.scroll_to_region(region, animate=False)

    def repaint(self, *rows: int) -> None:
        """Draw these rows anew, and no others."""
        starts = tops(self.rows, self.content_size.width)
        width = self.content_size.width
        lines = [(starts[row], starts[row + 1]) for row in rows if row < len(self.rows)]
        self.refresh(*(Region(0, top, width, bottom - top) for top, bottom in lines))

    def lines_at(self, width: int) -> int:
        """As many lines as the rows need."""
        return tops(self.rows, width)[-1]

    def drawn(self, index: int, starts: list[int]) -> Drawn:
        """A row as it is drawn; `starts` are the `tops` of all rows."""
        return draw(
            self.rows[index],
            self.content_size.width,
            starts[index + 1] - starts[index],
            label_width(self.rows),
            here=index == self.cursor,
            focus=self.has_focus,
        )

    def render(self) -> Content:
        """All rows."""
        starts = tops(self.rows, self.content_size.width)
        lines = (line for at in range(len(self.rows)) for line in self.drawn(at, starts).lines)
        return Content("\n").join(lines)

    def render_line(self, y: int) -> Strip:
        """One line, since a key mostly changes two of them; all of them where text is selected."""
        starts = tops(self.rows, self.content_size.width)
        index = bisect_right(starts, y) - 1
        if self.text_selection is not None or index >= len(self.rows):
            return super().render_line(y)
        line = self.drawn(index, starts).lines[y - starts[index]]
        (strip,) = Visual.to_strips(self, line, self.content_size.width, 1, self.visual_style)
        return strip.apply_offsets(0, y)
