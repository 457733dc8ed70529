"""A list from elsewhere, one workload a line; what it comes to is seen before it is added."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.parts.editors import NoteEditor
from fouraxis.tui.widgets.found_list import FoundList
from fouraxis.tui.widgets.key_bar import KeyBar
from fouraxis.workshop.importing import Candidate, Found, from_text
from fouraxis.workshop.text import NOTE_LIMIT


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the room wants added (nothing, if it left) and the text, for the next time."""

    text: str
    candidates: tuple[Candidate, ...] = ()


class PasteList(ModalScreen[Pasted]):
    """Text above, what was found in it below. Esc goes from the text to the offer, then out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "to the offer", key_display="Tab", id="paste.next"),
        Binding("escape", "leave", "back", key_display="Esc", id="paste.leave"),
    ]

    def __init__(self, known: tuple[str, ...], kinds: Mapping[str, str], text: str = "") -> None:
        super().__init__()
        self._known = known
        self._kinds = kinds
        self._text = text
        self._found = Found(())

    def compose(self) -> ComposeResult:
        """The text, what was found, and the offer."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Paste a list"))
            yield Static(shown(tr("One workload a line: “Name”, or “Name - what it does”.")))
            yield NoteEditor(self._text, placeholder=tr("Type or paste here"), id="pasted")
            yield FoundList()
            yield KeyBar()

    def on_mount(self) -> None:
        """With text in it already, the offer is what comes next."""
        self._read(self._text)
        if self._found.candidates:
            self.query_one(FoundList).offer()
        else:
            self.query_one(NoteEditor).focus()

    def on_note_editor_drafted(self, event: NoteEditor.Drafted) -> None:
        """Look at the list with every change."""
        self._read(event.text)

    def _read(self, text: str) -> None:
        self._text = text
        if len(text) > NOTE_LIMIT:
            why = tr("This is too long for a list. Import it as a CSV file (i).")
            self._found = Found((), (why,))
        else:
            self._found = from_text(text, self._known, self._kinds) if text.strip() else Found(())
        self.query_one(FoundList).show(self._found)

    def on_add_line_added(self) -> None:
        """Close with what was found."""
        self.dismiss(Pasted(self._text, self._found.candidates))

    def action_leave(self) -> None:
        """From the text to the offer; from there out, with the text kept for the next time."""
        if self.query_one(NoteEditor).has_focus and self._found.candidates:
            self.query_one(FoundList).offer()
        else:
            self.dismiss(Pasted(self._text))
