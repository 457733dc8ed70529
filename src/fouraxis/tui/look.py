"""User text on its way to a widget: always data, never markup, never obeyed by the terminal."""

import unicodedata
from pathlib import Path

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual.content import Content
from textual.strip import Strip

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
    return content.truncate(max(width, 1), ellipsis=True).plain


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
        one if unicodedata.combining(one) or showable(one) == one else " " * cell_len(one)
        for one in text
    )
