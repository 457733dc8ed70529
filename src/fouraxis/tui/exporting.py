"""Exporting the summary: the room picks a format, and is told where the file is."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from textual.message import Message
from textual.screen import Screen

from fouraxis.report.formats import Format
from fouraxis.store.export import export
from fouraxis.store.faults import FolderError
from fouraxis.tui.dialogs.pick import Pick
from fouraxis.tui.workbench import Workbench

FORMATS: Final[dict[Format, tuple[str, str]]] = {
    "markdown": ("md", "Markdown: everything, to read and to send"),
    "csv": ("csv", "CSV: one line per workload, for a spreadsheet"),
    "json": ("json", "JSON: everything, for programs"),
}
"""How the file of each format ends, and what the format is for."""


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
        choices = tuple((form, name) for form, (_, name) in FORMATS.items())
        prompt = f"A new file in {self._bench.path.parent}"
        self._screen.app.push_screen(Pick("Export", prompt, choices), self._write)

    def _write(self, picked: str | None) -> None:
        from fouraxis.report.formats import report

        for form, (suffix, _) in FORMATS.items():
            if form == picked:
                # made here and not in the thread: what it is made of is shared with the screens
                text = report(self._bench.session, self._bench.words, form)
                self._screen.run_worker(partial(self._to_disk, text, suffix), thread=True)

    def _to_disk(self, text: str, suffix: str) -> None:
        try:
            written = export(text, self._bench.path, suffix)
        except FolderError as fault:
            self._screen.post_message(Exported(None, str(fault)))
        else:
            self._screen.post_message(Exported(written))
