"""Workloads from a CSV file: what is in it is seen before it is added."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.store.faults import StoreError
from fouraxis.store.plain_text import read_text
from fouraxis.tui.dialogs.dialog import TypingDialog
from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.parts.editors import LineEditor
from fouraxis.tui.widgets.found_list import FoundList
from fouraxis.tui.widgets.key_bar import KeyBar
from fouraxis.workshop.importing import Candidate, Found, from_csv


@dataclass(frozen=True, slots=True)
class Imported:
    """What the room wants added (nothing, if it left) and the path, for the next time."""

    path: str
    candidates: tuple[Candidate, ...] = ()


def path_from(text: str) -> Path:
    """The path that somebody typed, pasted or dropped: without quotation marks, `~` is the home."""
    path = Path(text.strip().strip("'\""))
    try:
        return path.expanduser().absolute()
    except (RuntimeError, OSError):
        return path


class ImportCsv(TypingDialog[Imported]):
    """A path and Enter shows what is in the file; Enter again adds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "after_typing('read')",
            "read it",
            key_display=GLYPHS.enter,
            priority=True,
            id="import.read",
        ),
        Binding("tab", "app.focus_next", "to the offer", key_display="Tab", id="import.next"),
        Binding("escape", "leave", "back", key_display="Esc", id="import.leave"),
    ]

    @dataclass
    class Read(Message):
        """The file was read: this is in it, or this is why it cannot be read."""

        path: str
        found: Found | None
        fault: str = ""

    def __init__(self, known: tuple[str, ...], kinds: Mapping[str, str], path: str = "") -> None:
        super().__init__()
        self._known = known
        self._kinds = kinds
        self._path = path
        self._found = Found(())

    def compose(self) -> ComposeResult:
        """The path, what was found, and the offer."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Import workloads"))
            about = tr("A CSV file with the columns name, description, owner and kind.")
            yield Static(shown(about))
            yield LineEditor(self._path, placeholder=tr("Path of the file, then Enter"), id="path")
            yield FoundList()
            yield KeyBar()

    def on_mount(self) -> None:
        """Start at the path."""
        self.query_one("#path").focus()

    def on_line_editor_drafted(self, event: LineEditor.Drafted) -> None:
        """Another path: what was found in the last one is no longer offered."""
        if event.text != self._path:
            self._path = event.text
            self._show(Found(()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter reads the file at the path, and adds what is offered at the offer."""
        return not ("read" in (action, *parameters) and self.query_one(FoundList).offering)

    def action_read(self) -> None:
        """Read the file."""
        if self._path.strip():
            self._read_file(self._path)

    @work(thread=True, exclusive=True)
    def _read_file(self, path: str) -> None:
        """A share may take its time: the room can go on meanwhile."""
        try:
            text = read_text(path_from(path))
        except StoreError as fault:
            self.post_message(self.Read(path, None, str(fault)))
        else:
            self.post_message(self.Read(path, from_csv(text, self._known, self._kinds)))

    def on_import_csv_read(self, event: Read) -> None:
        """Show what is in the file, or why it cannot be read."""
        if event.path != self._path:
            return
        if event.found is None:
            self._found = Found(())
            self.query_one(FoundList).show_fault(event.fault)
        else:
            self._show(event.found)
            if event.found.candidates:
                self.query_one(FoundList).offer()

    def _show(self, found: Found) -> None:
        self._found = found
        self.query_one(FoundList).show(found)

    def on_add_line_added(self) -> None:
        """Close with what was found."""
        self.dismiss(Imported(self._path, self._found.candidates))

    def action_leave(self) -> None:
        """From the offer to the path; from there out."""
        if self.query_one(FoundList).offering:
            self.query_one("#path").focus()
        else:
            self.dismiss(Imported(self._path))
