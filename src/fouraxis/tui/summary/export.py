"""Exporting the session: the room picks a format, sees it written, and is told where it is."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from fouraxis.content.language import noted, tr
from fouraxis.report import formats
from fouraxis.report.options import Options
from fouraxis.store.faults import reason
from fouraxis.tui.look import PLAIN, path_shown, shown_line
from fouraxis.tui.parts.bars import KeyBar
from fouraxis.tui.parts.dialogs import Dialog, Pick
from fouraxis.tui.parts.text import Paragraph
from fouraxis.tui.workbench import Workbench

_CELLS: Final = 40
_FULL, _EMPTY = ("#", ".") if PLAIN else ("━", "─")


class Writing(Dialog[None]):
    """A bar that fills. Esc goes on working; the report is written all the same.

    The thread that writes tells it how far it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "go on meanwhile", key_display="Esc"),
    ]

    class Went(Message):
        """The writing has gone on, or has ended."""

        def can_replace(self, message: Message) -> bool:
            """Only how far it is now counts."""
            return isinstance(message, Writing.Went)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._file = name
        self._done = 0.0
        self.finished = False

    def compose(self) -> ComposeResult:
        """The file's name and the bar."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Writing the report"))
            yield Static(shown_line(self._file))
            yield Paragraph(id="bar")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show how far it is; it may have ended before this is there."""
        self.on_writing_went()

    def tell(self, done: float) -> None:
        """How much is done, from 0 to 1; any thread may say so."""
        self._done = done
        if self.is_running:
            self.post_message(self.Went())

    def end(self) -> None:
        """It is written, or cannot be; any thread may say so."""
        self.finished = True
        self.tell(1.0)

    def on_writing_went(self) -> None:
        """Show it, or close where there is nothing more to wait for."""
        if self.finished:
            if self.is_current:
                self.dismiss(None)
            return
        full = round(self._done * _CELLS)
        bar = Content.assemble(
            (_FULL * full, "$accent"),
            (_EMPTY * (_CELLS - full), "$faint"),
            f" {self._done:4.0%}",
        )
        self.query_one("#bar", Paragraph).update(bar)


FORMATS: Final[dict[formats.ReportFormat, str]] = {
    "docx": noted("Word: everything, to edit and to hand over"),
    "html": noted("Web page: everything, to read and to print"),
    "markdown": noted("Markdown: everything, for a wiki or a repository"),
    "csv": noted("CSV: workloads, and every answer"),
    "xlsx": noted("Excel: workloads, answers, vendors, risks, contract, actions"),
    "json": noted("JSON: everything, for programs"),
    "svg": noted("Pictures (SVG): map, mix, vendors, ownership"),
    "png": noted("Pictures (PNG): the same"),
}
"""What each format is for."""

CLEAN: Final = "clean"
"""A report for a reader outside: without names and notes."""

WAIT: Final = 0.4
"""After this many seconds it is shown how far the writing is; most reports are done by then."""


@dataclass
class Exported(Message):
    """The report is in the file at `path`; where there is none, `fault` says why."""

    path: Path | None
    fault: str = ""


class Exporting:
    """Writes reports of a session, and tells the screen with an `Exported` message."""

    def __init__(self, screen: Screen[Any], bench: Workbench) -> None:
        self._screen = screen
        self._bench = bench

    def ask(self) -> None:
        """Let the room pick a format, then write it."""
        choices = [(form, _named(form, name)) for form, name in FORMATS.items()]
        usual = _usual().upper()
        clean = tr("For vendors: without names and notes ({format})", format=usual)
        folder = path_shown(self._bench.path.parent)
        prompt = tr("A new file in {folder}", folder=folder)
        dialog = Pick(tr("Export"), prompt, (*choices, (CLEAN, clean)))
        self._screen.app.push_screen(dialog, self._write)

    def _write(self, picked: str | None) -> None:
        forms: dict[str, formats.ReportFormat] = {form: form for form in FORMATS} | {
            CLEAN: _usual()
        }
        if picked not in forms:
            return
        form = forms[picked]
        path = formats.unused(
            self._bench.path, "" if form in formats.FOLDERS else f".{formats.SUFFIXES[form]}"
        )
        writing = Writing(path.name)
        options = Options(clean=picked == CLEAN)
        self._screen.set_timer(WAIT, partial(self._show, writing))
        task = partial(self._to_disk, form, path, options, writing)
        self._screen.run_worker(task, thread=True)

    def _show(self, writing: Writing) -> None:
        if not writing.finished:
            self._screen.app.push_screen(writing)

    def _to_disk(
        self, form: formats.ReportFormat, path: Path, options: Options, writing: Writing
    ) -> None:
        """Write the report, in a thread: session and content are values that nobody changes."""
        session, words = self._bench.session, self._bench.words
        try:
            written = formats.write(
                session, words, form, path, options=options, progress=writing.tell
            )
        except formats.NeedsOffice as fault:
            news = Exported(None, str(fault))
        except OSError as fault:
            why = tr(
                "{path}: the report is not written: {why}. The session itself is safe.",
                path=path,
                why=reason(fault),
            )
            news = Exported(None, why)
        else:
            report = path if form in formats.FOLDERS else written[0]
            nothing = tr("There is nothing to draw yet.")
            news = Exported(report) if written else Exported(None, nothing)
        finally:
            writing.end()
        self._screen.post_message(news)


def _usual() -> formats.ReportFormat:
    """Word, or the web page where Word cannot be written here."""
    return "html" if formats.missing("docx") else "docx"


def _named(form: formats.ReportFormat, name: str) -> str:
    text = tr(name)
    return tr("{format} (needs fouraxis[office])", format=text) if formats.missing(form) else text
