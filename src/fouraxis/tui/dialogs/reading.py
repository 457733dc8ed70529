"""A text to read, of any length."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.widgets.key_bar import KeyBar


class Reading(ModalScreen[None]):
    """It scrolls with the arrows, and closes with Esc or Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "close", key_display="Esc"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The text."""
        with VerticalScroll(classes="dialog") as page:
            page.border_title = shown_line(self._title)
            yield Static(shown(self._text))
            yield KeyBar()
