"""Text to read: columns, pages, paragraphs and paths, as wide as there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Literal

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from fouraxis.tui.look import cut_content, path_shown, shown, shown_line

Align = Literal["left", "center", "right"]

GAP: Final = 1
"""Blank cells between two columns, at least."""


def fit(text: Content, width: int, align: Align = "left") -> Content:
    """A text in exactly so many cells: cut with an ellipsis, or with space beside it."""
    text = cut_content(text, width)
    room = max(width - text.cell_length, 0)
    before = {"left": 0, "center": room // 2, "right": room}[align]
    return text.pad_left(before).pad_right(room - before)


def in_columns(
    texts: Iterable[Content],
    widths: Sequence[int],
    aligned: Sequence[Align] = (),
    *,
    gap: int = GAP,
) -> Content:
    """A line of a table: each text fitted to its column, so much space between any two.

    A column of no width is not there. Columns beyond those that `aligned` tells of are on the left.
    """
    rest: list[Align] = ["left"] * (len(widths) - len(aligned))
    return Content(" " * gap).join(
        [
            fit(text, width, side)
            for text, width, side in zip(texts, widths, (*aligned, *rest), strict=True)
            if width > 0
        ]
    )


_NO_MARK: Final = Content("")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `mark` stands before it, and its lines hang `indent` cells below the mark."""

    text: Content
    mark: Content = _NO_MARK
    indent: int = 0
    gap: bool = False


def heading(text: str, style: str = "bold $accent") -> Block:
    """A heading, with a line of space above it."""
    return Block(Content.styled(text, style), gap=True)


def entry(text: Content, mark: str | Content = "-", indent: int = 2, *, gap: bool = False) -> Block:
    """An item of a list."""
    sign = Content.styled(mark, "$quiet") if isinstance(mark, str) else mark
    return Block(text, sign, indent, gap)


class Reading(VerticalScroll):
    """Something to read that is longer than the screen: the keys that scroll it are said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "scroll", key_display="▴▾"),
        Binding("pagedown,space", "page_down", "page on", key_display="PgDn"),
        Binding("pageup", "page_up", "page back", show=False),
    ]

    def action_page_down(self) -> None:
        """Go on by a page, less the line that the eye holds on to."""
        self._turn(1)

    def action_page_up(self) -> None:
        """Go back by a page, less a line."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        page = max(self.scrollable_content_region.height - 1, 1)
        self.scroll_relative(y=by * page, animate=False)


class Growing(Widget):
    """Sets its own height from its width.

    Textual remembers a widget's automatic height while a layout is pending, so a change that comes
    in that moment would be lost; a height that is set never is.
    """

    def lines_at(self, width: int) -> int:
        """How many lines the content takes at this width."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the content needs; asked before the first layout has given a width."""
        return max(self.lines_at(width), 1)

    def grow(self) -> None:
        """Take as many lines as the content needs now."""
        width = self.content_size.width
        if width:
            self.styles.height = max(self.lines_at(width), 1) + self.styles.gutter.height
        self.refresh(layout=not width)

    def on_resize(self) -> None:
        """Another width may need another height."""
        self.grow()


class Page(Growing):
    """Blocks below each other; put it in something that scrolls."""

    def __init__(self, blocks: tuple[Block, ...] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks = blocks
        self._laid_out: tuple[int, list[Content]] = (-1, [])

    def show(self, blocks: tuple[Block, ...]) -> None:
        """Show these blocks."""
        if blocks != self._blocks:
            self._blocks = blocks
            self._laid_out = (-1, [])
            self.grow()

    def lines_at(self, width: int) -> int:
        """As many lines as the blocks need at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """All blocks."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._laid_out[0] != width:
            lines: list[Content] = []
            for block in self._blocks:
                lines += ([Content("")] if block.gap and lines else []) + _lay_out(block, width)
            self._laid_out = (width, lines)
        return self._laid_out[1]


def _lay_out(block: Block, width: int) -> list[Content]:
    wrapped = block.text.wrap(max(width - block.indent, 10)) or [Content("")]
    first = block.mark.pad_right(max(block.indent - block.mark.cell_length, 0))
    return [
        Content.assemble(first if number == 0 else " " * block.indent, line)
        for number, line in enumerate(wrapped)
    ]


class Paragraph(Growing):
    """A text, wrapped. One that is as high as the one before it moves nothing else."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content = Content()

    def update(self, content: Content) -> None:
        """Show this text."""
        if not content.is_same(self._content):
            self._content = content
            self.grow()

    def lines_at(self, width: int) -> int:
        """As many lines as the text needs."""
        return self._content.get_height(self.styles.get_rules(), width)

    def render(self) -> Content:
        """The text."""
        return self._content


class PathLine(Paragraph):
    """A path between a few words: cut in its middle where the line is short, whole as tooltip."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._words = ""
        self._path: Path | None = None

    def show(self, path: Path, words: str = "{path}") -> None:
        """Show the path at its place in these words."""
        self._words, self._path = words, path
        self.tooltip = shown_line(str(path))
        self._draw()

    def fail(self, fault: str) -> None:
        """Say why there is no path to show."""
        self._path, self.tooltip = None, None
        self.update(shown(fault))

    def on_resize(self) -> None:
        """The path takes what room there is."""
        self._draw()

    def _draw(self) -> None:
        if self._path is not None and self.content_size.width:
            room = self.content_size.width - cell_len(self._words.format(path=""))
            self.update(shown_line(self._words.format(path=path_shown(self._path, room))))
