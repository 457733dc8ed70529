"""How things look: user text as data and never markup, marks, themes, and plain ASCII."""

import os
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.strip import Strip
from textual.theme import Theme

from fouraxis.content.terms import MODEL_CODES, MODEL_GLYPHS
from fouraxis.report import drawing
from fouraxis.workshop.text import showable, showable_line


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
    review: str = "⚑"
    note: str = "✎"
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
    review="f",
    note="n",
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


def model_glyph(model: str) -> str:
    """The mark of an engagement model; its code's first letter where glyphs are plain."""
    return MODEL_CODES[model][0].lower() if PLAIN else MODEL_GLYPHS[model]


DARK_MODELS: Final = {model: drawing.DARK[model] for model in MODEL_CODES}
LIGHT_MODELS: Final = {model: drawing.LIGHT[model] for model in MODEL_CODES}


MEASURE: Final = 88
"""As many cells has a line that is read well: what a room reads is never wider."""

_SPACES: Final = {"measure": str(MEASURE), "gap": "1", "gutter": "2"}
"""The grid: the widest line of text, a blank line, and blank cells at a side."""


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


_MARKS: Final = {
    "‹": "<",
    "›": ">",
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
