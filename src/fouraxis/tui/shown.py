"""User text on its way to a widget: always data, never markup, never obeyed by the terminal."""

from rich.text import Text
from textual.content import Content

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
