"""A field of a dialog: its name at the left, and the place to write beside it."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.parts.editors import LineEditor, NoteEditor


class Field(Horizontal):
    """Says of every text which field it is from, since news of several fields may be on the way."""

    @dataclass
    class Changed(Message):
        """The text of the field with this key is `text` now."""

        key: str
        text: str

    def __init__(self, key: str, label: str, editor: Widget) -> None:
        super().__init__(classes="field")
        self.key = key
        self._label = label
        self._editor = editor

    def compose(self) -> ComposeResult:
        """The name and the editor."""
        yield Static(classes="field-name")
        yield self._editor

    def on_mount(self) -> None:
        """Show the name."""
        self.mark(False)

    def mark(self, here: bool) -> None:
        """Mark the field that has the keys."""
        self.query_one(".field-name", Static).update(
            Content.assemble(
                (f"{GLYPHS.cursor} " if here else "  ", "$accent"),
                (self._label, "bold $accent" if here else "$quiet"),
            )
        )

    def on_line_editor_drafted(self, event: LineEditor.Drafted) -> None:
        """Pass on what is being written."""
        event.stop()
        self.post_message(self.Changed(self.key, event.text))

    def on_note_editor_drafted(self, event: NoteEditor.Drafted) -> None:
        """Pass on what is being written."""
        event.stop()
        self.post_message(self.Changed(self.key, event.text))
