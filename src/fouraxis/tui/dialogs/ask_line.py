"""One line of text, asked for in a dialog."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fouraxis.tui.dialogs.dialog import TypingDialog
from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.parts.editors import LineEditor
from fouraxis.tui.widgets.key_bar import KeyBar


class AskLine(TypingDialog[str | None]):
    """Closes with the text, or with None where the room thinks better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", key_display="Esc"),
        Binding("enter", "after_typing('take')", "OK", key_display="Enter", priority=True),
    ]

    def __init__(self, title: str, prompt: str, text: str = "", placeholder: str = "") -> None:
        super().__init__()
        self._title = title
        self._prompt = prompt
        self._text = text
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The prompt and a field."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            yield Static(shown(self._prompt))
            yield LineEditor(self._text, placeholder=self._placeholder)
            yield KeyBar()

    def on_line_editor_entered(self, event: LineEditor.Entered) -> None:
        """Enter closes with the text."""
        event.stop()
        self.dismiss(event.text.strip())

    def action_take(self) -> None:
        """A click on OK closes with the text, too."""
        self.dismiss(self.query_one(LineEditor).value.strip())
