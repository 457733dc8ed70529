"""A destructive act asks once, says what goes, and has "keep" as its default."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.widgets.key_bar import KeyBar


class Confirm(ModalScreen[bool]):
    """Yes with `y`; everything else keeps things as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "yes"),
        Binding("n,escape,enter", "dismiss(False)", "no, keep it", key_display="Enter"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """What goes, and the two keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            yield Static(shown(self._text))
            yield KeyBar()
