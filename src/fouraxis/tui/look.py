"""How things look: user text as data and never markup, marks, themes, columns and pages to read."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, ClassVar, Final, Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.containers import VerticalScroll
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import OptionList

from fouraxis.content.language import tr
from fouraxis.content.terms import MODEL_CODES, MODEL_GLYPHS, Source, model_code
from fouraxis.report import palette
from fouraxis.workshop.text import showable, showable_line

if TYPE_CHECKING:  # Home needs none of it
    from fouraxis.content.models import Content as Words
    from fouraxis.decision.matrix import Cell


def shown(text: str, style: str = "") -> Content:
    """Text of several lines, fit for any widget that takes Content."""
    return Content.styled(showable(text), style)


def shown_line(text: str, style: str = "") -> Content:
    """Text on one line, fit for any widget that takes Content."""
    return Content.styled(showable_line(text), style)


def cell(text: str, style: str = "") -> Text:
    """Text on one line, fit for a cell of a DataTable."""
    return Text(showable_line(text), style=style, no_wrap=True, overflow="ellipsis")


def cut(text: str, width: int) -> str:
    """Text on one line of at most `width` cells, with an ellipsis where it was cut."""
    content = Content(showable_line(text))
    if content.cell_length <= width:
        return content.plain
    return cut_content(content, max(width, 1)).plain


def cut_content(text: Content, width: int) -> Content:
    """Styled text of at most `width` cells, with one ellipsis where it was cut.

    What ends there may have been cut before: two of them look like a word.
    """
    short = text.truncate(width, ellipsis=True)
    while short.plain.endswith("……"):
        short = short[:-1]
    return short


def path_shown(path: Path, width: int | None = None) -> str:
    """A path as people read it: `~` for their home; without its middle where `width` is short."""
    try:
        text = str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # elsewhere, or nobody knows where home is
        text = str(path)
    return showable_line(text) if width is None else cut_middle(text, width)


def cut_middle(text: str, width: int) -> str:
    """Text on one line of at most `width` cells: its beginning, an ellipsis, more of its end."""
    content = Content(showable_line(text))
    if content.cell_length <= width:
        return content.plain
    room = max(width - 1, 0)
    before, after = content[:0], content[:0]
    for at in range(1, len(content.plain) + 1):
        if content[:at].cell_length > room // 3:
            break
        before = content[:at]
    for at in range(len(content.plain) - 1, -1, -1):
        if content[at:].cell_length > room - before.cell_length:
            break
        after = content[at:]
    return f"{before.plain}…{after.plain}"


def fit_strip(strip: Strip) -> Strip:
    """A line of an editor, fit for the terminal: what it would obey is left blank.

    An editor shows the very text that is edited, so a sign of another width cannot stand for it.
    """
    if all(showable(segment.text) == segment.text for segment in strip):
        return strip
    return Strip(
        (Segment(_blanked(text), style, control) for text, style, control in strip),
        strip.cell_length,
    )


def _blanked(text: str) -> str:
    return "".join(
        sign if unicodedata.combining(sign) or showable(sign) == sign else " " * cell_len(sign)
        for sign in text
    )


@dataclass(frozen=True)
class Glyphs:
    """One mark per meaning, the same on every screen."""

    chosen_left: str = "▸"
    chosen_right: str = "◂"
    cursor: str = "▐"
    done: str = "✓"
    some: str = "◔"
    none: str = "◦"
    derived: str = "="
    unknown: str = "?"
    parked: str = "◌"
    carried: str = "»"
    review: str = "⚑"
    note: str = "✎"
    vote: str = "•"
    no: str = "✗"
    saved: str = "✔"
    unsaved: str = "✗"
    enter: str = "↵"
    warning: str = "!"
    up: str = "▴"
    down: str = "▾"


ASCII = Glyphs(
    chosen_left=">",
    chosen_right="<",
    cursor="|",
    done="*",  # an x reads as wrong
    some="-",
    none=".",
    parked="p",
    carried="~",
    review="f",
    note="#",  # a letter reads as a part of the answer that it stands behind
    vote="*",
    no="x",
    saved="ok",
    unsaved="!!",
    enter="enter",
    up="^",
    down="v",
)


def plain_terminal() -> bool:
    """Whether the terminal is to get ASCII marks only.

    `FOURAXIS_ASCII=1` asks for it; the Linux console and an output that is not UTF-8 need it.
    """
    if os.environ.get("FOURAXIS_ASCII", "") not in ("", "0"):
        return True
    encoding = (getattr(sys.__stdout__, "encoding", "") or "utf-8").lower().replace("-", "")
    return os.environ.get("TERM") == "linux" or not encoding.startswith("utf")


PLAIN = plain_terminal()
GLYPHS = ASCII if PLAIN else Glyphs()


_PLAIN_MODELS: Final = {
    "full-outsourcing": "^",
    "co-build-squad": "&",
    "staff-augmentation": "+",
    "advisory-only": "@",
    "internal-rnd": "%",
    "do-not-outsource": "x",
    "hybrid-partnership": "=",
    "in-house-build": "o",
}


STRICT: Final = "!"
"""The mark of strict governance beside a model."""


def model_glyph(model: str) -> str:
    """The mark of an engagement model, each another one, in plain terminals, too."""
    return (_PLAIN_MODELS if PLAIN else MODEL_GLYPHS)[model]


DARK_MODELS: Final = {model: palette.DARK[model] for model in MODEL_CODES}
LIGHT_MODELS: Final = {model: palette.LIGHT[model] for model in MODEL_CODES}


MEASURE: Final = 88
"""As many cells has a line that is read well: what a room reads is never wider."""

_SPACES: Final = {
    "measure": str(MEASURE),
    "gap": "1",
    "space": "2",
    "edge": "1",
    "gutter": "2",
    "inset": "3",
}
"""The grid: the widest line of text; a blank line, or two; one to three blank cells at a side."""


def _variables(
    models: dict[str, str], *, question: str, title: str, quiet: str, faint: str, line: str
) -> dict[str, str]:
    """What the style sheets name beside Textual's own colours: the scale of texts, and the grid.

    From the loudest to the quietest: `question`, `option` (what every text has that says nothing
    else), `title` and `anchor`, `quiet`, `faint`.
    """
    return {
        **{f"model-{model}": colour for model, colour in models.items()},
        **_SPACES,
        "question": question,
        "title": title,
        "anchor": title,
        "quiet": quiet,
        "faint": faint,
        "line": line,
        "input-cursor-text-style": "reverse",
    }


DARK: Final = Theme(
    name="fouraxis-dark",
    primary="#7cc4ff",
    secondary="#9fb3c8",
    accent="#ffd166",
    success="#5fd3a3",
    warning="#f5b84c",
    error="#ff8c7a",
    foreground="#e8ecf1",
    background="#10151c",
    surface="#161d26",
    panel="#1e2833",
    dark=True,
    variables=_variables(
        DARK_MODELS,
        question="#ffffff",
        title="#bcc7d3",
        quiet="#a7b3c1",
        faint="#93a1b1",
        line="#3a4755",
    ),
)
LIGHT: Final = Theme(
    name="fouraxis-light",
    primary="#00588f",
    secondary="#4a5b6c",
    accent="#8a4b00",
    success="#00694d",
    warning="#7d5200",
    error="#a8281a",
    foreground="#17202a",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e7e4dc",
    dark=False,
    variables=_variables(
        LIGHT_MODELS,
        question="#000000",
        title="#3c4855",
        quiet="#4d5a68",
        faint="#54606d",
        line="#c3beb2",
    ),
)


def model_style(model: str) -> str:
    """The style of an engagement model, for use in Content."""
    return f"$model-{model}"


def codes_in_words(
    words: "Words", cells: Sequence["Cell"], *, models: bool = True
) -> list[Content]:
    """What the codes on a map stand for: of its models, if wanted, and of what is beside them."""
    used = {option for placed in cells for option in placed.options} if models else set()
    parts = [
        Content.assemble(
            (model_code(key), f"bold {model_style(key)}"), (f" {model.name}", "$quiet")
        )
        for key, model in words.matrix.models.items()
        if key in used
    ]
    if any(placed.interpretation for placed in cells):
        parts.append(Content.styled(tr("abc our interpretation"), "$quiet"))
    if any(placed.strict_governance for placed in cells):
        parts.append(Content.styled(tr("{mark} = strict governance", mark=STRICT), "$quiet"))
    return parts


def whose_words(words: "Words", whose: Source) -> Content:
    """Whose words they are, to stand behind them."""
    return Content.styled(f"  ({words.home.sources[whose].name})", "$quiet")


_MARKS: Final = {
    "‹": "<",
    "›": ">",
    "▴": "^",
    "▾": "v",
    "◂": "<",
    "▸": ">",
    "·": ".",
    "…": "~",
    "„": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "–": "-",
    "—": "-",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "↵": "<",
    "⏎": "/",
    "×": "x",
    "│": "|",
    "┃": "|",
    "║": "|",
    "─": "-",
    "━": "-",
    "═": "-",
}
_FRAMES: Final = dict.fromkeys(map(chr, range(0x2500, 0x2580)), "+")
_BLOCKS: Final = dict.fromkeys(map(chr, range(0x2580, 0x25A0)), " ")
_ASCII: Final = str.maketrans({**_FRAMES, **_BLOCKS, **_MARKS})


class AsciiFilter(LineFilter):
    """Puts an ASCII sign of the same width where a frame, a mark or a quote is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, drawn in ASCII."""
        return [
            Segment(text if text.isascii() else text.translate(_ASCII), style, control)
            for text, style, control in segments
        ]


def filled(text: str, style: str = "", /, **places: Content) -> Content:
    """A text of the program with styled content in its {places}, and the rest in one style.

    Where a language puts a place is its own business, so the sentence stays whole.
    """
    parts: list[Content] = []
    for literal, place, _, _ in Formatter().parse(text):
        parts.append(Content.styled(literal, style))
        if place is not None:
            parts.append(places[place])
    return Content.assemble(*parts)


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


class Block(NamedTuple):
    """A paragraph. `mark` stands before it, and its lines hang `indent` cells below the mark."""

    text: Content
    mark: Content = _NO_MARK
    indent: int = 0
    gap: bool = False


def clickable(text: Content, action: str) -> Content:
    """A text on which a click does what a key does: an action of the screen that it is on."""
    return text.stylize(Style.from_meta({"@click": f"screen.{action}"}))


def flowing(parts: Iterable[Content], width: int, gap: int = 3) -> list[Content]:
    """Parts beside each other, each whole, on as many lines as they take."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + gap + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], " " * gap, part)
        else:
            lines.append(part)
    return lines


def heading(text: str, style: str = "bold $accent") -> Block:
    """A heading, with a line of space above it."""
    return Block(Content.styled(text, style), gap=True)


def entry(text: Content, mark: str | Content = "-", indent: int = 2, *, gap: bool = False) -> Block:
    """An item of a list."""
    sign = Content.styled(mark, "$quiet") if isinstance(mark, str) else mark
    return Block(text, sign, indent, gap)


class Reading(VerticalScroll):
    """Something to read: the keys that scroll it are said where it is longer than its room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "scroll", key_display="▴▾"),
        Binding("pagedown,space", "page_down", "page on", key_display="PgDn"),
        Binding("pageup", "page_up", "page back", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing scrolls that is there whole."""
        if action in ("scroll_down", "page_down", "page_up"):
            return self.show_vertical_scrollbar
        return super().check_action(action, parameters)

    def watch_show_vertical_scrollbar(self) -> None:
        """Other keys work now."""
        if self.is_mounted:
            self.refresh_bindings()

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

    auto_links: Reactive[bool] = Reactive(False)
    """What takes a click looks as it did: on a wall, a text underlined is a text that shouts."""

    _grown_in = (0, 0)
    """The width, and the lines around the content, that it has its height for."""

    def lines_at(self, width: int) -> int:
        """How many lines the content takes at this width."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the content needs; asked before the first layout has given a width."""
        return max(self.lines_at(width), 1)

    def grow(self) -> None:
        """Take as many lines as the content needs now."""
        self._grown_in = self._room
        width = self.content_size.width
        if width:
            widths = {width, width + self._beside}
            lines = max(*(self.lines_at(each) for each in widths), 1)
            self.styles.height = lines + self.styles.gutter.height
        self.refresh(layout=not width)

    @property
    def _beside(self) -> int:
        """The cells that a scroll bar takes from it.

        Text in columns may take fewer lines where it is narrower. Were it to, the bar would go, and
        come again with the lines, for ever: with a bar it takes as many as it would without.
        """
        return sum(
            node.scrollbar_size_vertical
            for node in self.ancestors
            if isinstance(node, Widget) and node.show_vertical_scrollbar
        )

    @property
    def _room(self) -> tuple[int, int]:
        return self.content_size.width, self.styles.gutter.height

    def on_resize(self) -> None:
        """Another width may need another height."""
        if self._grown_in != self._room:
            self.grow()

    def notify_style_update(self) -> None:
        """So may other space around it, which a theme or class brings after the size."""
        super().notify_style_update()
        if self.is_mounted and self._grown_in[0] and self._grown_in != self._room:
            self.grow()


class Lined(Growing):
    """Is made of lines, which are made for its width."""

    def _lines(self, width: int) -> list[Content]:
        raise NotImplementedError

    def lines_at(self, width: int) -> int:
        """As many as there are lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width))


class Page(Lined):
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

    def _lines(self, width: int) -> list[Content]:
        if self._laid_out[0] != width:
            lines: list[Content] = []
            for block in self._blocks:
                lines += ([Content("")] if block.gap and lines else []) + _lay_out(block, width)
            self._laid_out = (width, lines)
        return self._laid_out[1]


class Below(Widget):
    """Blocks in the room that is left below something: those that fit, up to a gap between two.

    A blank line stands above them.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: tuple[Block, ...] = ()

    def show(self, blocks: tuple[Block, ...]) -> None:
        """Show these blocks, if there is room."""
        if blocks != self._blocks:
            self._blocks = blocks
            self.refresh()

    def render(self) -> Content:
        """The blocks that have room; what belongs together is there whole, or not at all."""
        width, height = self.content_size
        lines, whole = [Content("")], [Content("")]
        for block in self._blocks:
            if block.gap and len(lines) <= height:
                whole = [*lines]
            lines += ([Content("")] if block.gap else []) + _lay_out(block, width)
        return Content("\n").join(lines if len(lines) <= height else whole)


def _lay_out(block: Block, width: int) -> list[Content]:
    wrapped = block.text.wrap(max(width - block.indent, 10)) or [Content("")]
    first = block.mark.pad_right(max(block.indent - block.mark.cell_length, 0))
    return [
        Content.assemble(first if number == 0 else " " * block.indent, line)
        for number, line in enumerate(wrapped)
    ]


class Banner(Lined):
    """A few words in the hue of a model, on a ground of the same hue, as wide as there is room.

    A blank line stands above and below them, unless it is `low`.
    """

    def __init__(
        self, lines: tuple[Content, ...] = (), hue: str = "$warning", *, low: bool = False
    ) -> None:
        super().__init__()
        self._words = lines
        self._hue = hue
        self._low = low

    def show(self, lines: tuple[Content, ...], hue: str, *, low: bool) -> None:
        """Show these words in this hue."""
        self._words, self._hue, self._low = lines, hue, low
        self.display = bool(lines)
        self.grow()

    def _lines(self, width: int) -> list[Content]:
        room = max(width - 4, 10)
        words = [line for each in self._words for line in each.wrap(room)]
        blank = [] if self._low else [Content(" " * width)]
        ground = f"on {self._hue} 15%"
        lines = [*blank, *(fit(line.rstrip(), width, "center") for line in words), *blank]
        return [line.stylize_before(ground) for line in lines]


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


_NARROWEST: Final = 8
"""Cells that a list is laid out for at least."""


class PointedList(OptionList):
    """The first click on a line puts the cursor there, another one opens it, as Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open", key_display="Enter", id="list.open"),
        Binding("down,j", "cursor_down", "down", show=False, id="list.down"),
        Binding("up,k", "cursor_up", "up", show=False, id="list.up"),
    ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as its options need; in a window of no width, Textual fails at them."""
        return super().get_content_height(container, viewport, max(width, _NARROWEST))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is offered where there is something to open."""
        return self.highlighted is not None if action == "select" else True

    def on_click(self, event: events.Click) -> None:
        """Keep a click from opening what it only points at."""
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if isinstance(clicked, int) and not self.get_option_at_index(clicked).disabled:
            if clicked == self.highlighted:
                self.action_select()
            else:
                self.highlighted = clicked
