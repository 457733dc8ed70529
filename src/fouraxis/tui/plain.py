"""For terminals that have ASCII only: whatever draws the screen, its frames and marks are ASCII."""

from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

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
