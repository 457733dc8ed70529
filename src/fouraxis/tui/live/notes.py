"""A second terminal: what a facilitator reads beside the room, following the file of the session.

Nothing here locks, saves or notes anything anywhere: the file is read again when it has changed.
"""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words
from fouraxis.disk.system import Watch
from fouraxis.report.notes import NotesPage, facilitator_notes
from fouraxis.store import faults, state
from fouraxis.store.read import Opened, read
from fouraxis.tui import framework
from fouraxis.tui.look import (
    DARK,
    GLYPHS,
    LIGHT,
    PLAIN,
    AsciiFilter,
    Block,
    Page,
    Paragraph,
    Reading,
    entry,
    heading,
    shown,
    shown_line,
)
from fouraxis.tui.parts import bars

_LOOKS: Final = 1.0
"""Seconds between two looks at the file: a share tells nothing of what others write."""

Looks = tuple[int, int, int, int]
"""What the system says of a file: by it a change is seen without reading."""


def follow(path: Path, words: Words, opened: Opened) -> int:
    """Show the notes in this terminal, and follow the file until somebody leaves."""
    app = NotesApp(path, words, opened)
    app.endures = True
    status = app.run()
    return status or app.return_code or 0


class NotesApp(framework.EnduringApp):
    """The notes on the question at hand, what comes next, what is parked, and the time.

    Args:
        path: the file of the session.
        words: the content.
        opened: the file as it is now.
    """

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "notes.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "q,escape,ctrl+q,ctrl+c",
            "leave",
            "quit",
            key_display="q",
            priority=True,
            id="notes.quit",
        )
    ]

    def __init__(self, path: Path, words: Words, opened: Opened) -> None:
        super().__init__()
        self._path = path
        self._words = words
        self._opened = opened
        self._fault = ""
        stamp = opened.stamp
        self._seen: Looks | None = (stamp.size, stamp.mtime_ns, stamp.inode, stamp.device)
        self._notes: NotesPage | None = None
        self._watch: Watch | None = None
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if state.remembered_looks() == LIGHT.name else DARK.name
        if PLAIN:
            self._filters.append(AsciiFilter())

    def compose(self) -> ComposeResult:
        """Whose notes they are and from when, what is wrong with the file, the notes, the keys."""
        yield Static(id="notes-title")
        yield Paragraph(id="notes-fault")
        with Reading(id="notes"):
            yield Page(id="notes-page")
        yield bars.KeyBar()

    def on_mount(self) -> None:
        """Show the notes, and listen for what becomes of the file."""
        self.set_class(PLAIN, "-ascii")
        self.query_one(Reading).focus()
        self._show()
        self._watch = Watch.of(state.resolved(self._path).parent)
        if self._watch is not None:
            asyncio.get_running_loop().add_reader(self._watch.file, self._stirred)
        self.set_interval(_LOOKS, self.look)

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._watch is not None:
            asyncio.get_running_loop().remove_reader(self._watch.file)
            self._watch.close()
            self._watch = None

    def fault_survived(self, error: Exception) -> None:
        """Show what is there afresh."""
        self._show()

    def palette_hint(self) -> str:
        """There is none."""
        return ""

    def action_leave(self) -> None:
        """Leave; there is nothing to keep."""
        self.exit(0)

    # -- the file

    def _stirred(self) -> None:
        """Something happened in the folder of the file."""
        if self._watch is not None and state.resolved(self._path).name in self._watch.names():
            self.look()

    def look(self) -> None:
        """Read the file again where it is another one than before.

        Where it cannot be read, what is shown stays, and that is said.
        """
        seen = _looks(self._path)
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._opened, self._fault = read(self._path), ""
        except faults.SessionFileError as fault:
            self._fault = self._in_words(fault, gone=seen is None)
        self._show()

    def _in_words(self, fault: faults.SessionFileError, *, gone: bool) -> str:
        """What is wrong with the file, and what it is that is shown all the same."""
        name, as_of = self._path.name, tr("Below is how it was at {time}.", time=self._as_of)
        if gone:
            return tr("{name} is gone: deleted or renamed. {below}", name=name, below=as_of)
        return tr("{name} {what}. {below}", name=name, what=fault.what, below=as_of)

    @property
    def _as_of(self) -> str:
        """When what is shown was saved."""
        saved = self._opened.stamp.mtime_ns / 1e9
        return f"{datetime.fromtimestamp(saved).astimezone():%H:%M:%S}"

    # -- showing

    def _show(self) -> None:
        notes = facilitator_notes(self._opened.session, self._words)
        fault = self.query_one("#notes-fault", Paragraph)
        fault.display = bool(self._fault)
        fault.update(shown(f"{GLYPHS.warning} {self._fault}", "bold $warning"))
        title = Content.assemble(
            (tr("Notes"), "bold $accent"),
            "  ",
            shown_line(notes.title, "bold"),
            "  ",
            shown_line(tr("as of {time}, read only", time=self._as_of), "$quiet"),
        )
        self.query_one("#notes-title", Static).update(title)
        self.query_one(Page).show(tuple(_blocks(notes)))
        if self._notes is not None and (notes.where, notes.question) != (
            self._notes.where,
            self._notes.question,
        ):
            self.query_one(Reading).scroll_home(animate=False)
        self._notes = notes


def _looks(path: Path) -> Looks | None:
    """What the system says of the file; None where it says nothing."""
    try:
        looks = path.stat()
    except OSError:
        return None
    return looks.st_size, looks.st_mtime_ns, looks.st_ino, looks.st_dev


def _blocks(notes: NotesPage) -> Iterator[Block]:
    """The notes as a page to read, the question loud."""
    yield Block(shown_line(notes.where, "bold $title"))
    if notes.question:
        yield Block(shown_line(notes.question, "bold $question"))
    for passage in notes.passages:
        yield heading(passage.heading)
        for number, text in enumerate(passage.texts):
            if passage.listed:
                yield entry(shown(text))
            else:
                yield Block(shown(text), gap=number > 0)
