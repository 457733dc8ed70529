"""A note in the user's own editor, one that returns at once included."""

import asyncio
import atexit
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from textual.app import App, SuspendNotSupported
from textual.timer import Timer

from fouraxis.content.language import tr
from fouraxis.disk.system import Watch
from fouraxis.tui.notice import say
from fouraxis.workshop.text import legible

_AT_ONCE: Final = 0.5
"""Nobody reads a note and leaves an editor in less than so many seconds."""

_LOOKS: Final = 0.5
"""Seconds between two looks at what such an editor may save, where no event tells of it."""


def edit_outside(app: App[Any], text: str, keep: Callable[[str], bool]) -> None:
    """Let `$VISUAL` or `$EDITOR` edit a text, and have `keep` take what comes of it.

    The program steps aside meanwhile. The text is in a private temporary file (mode 0600) that is
    deleted afterwards. An editor that opens a window and returns at once (`code` without `--wait`)
    leaves the text as it was: that is said, and what it saves later is taken then. Where `keep`
    cannot take it any more, it stays in the file, and where that is is said.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        say(app, tr("Set VISUAL or EDITOR to the editor you like."))
        return
    file = Path(tempfile.mkdtemp(prefix="fouraxis-")) / "note.txt"
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
    began = time.monotonic()
    try:
        with app.suspend():
            ended = subprocess.run([*shlex.split(command), str(file)], check=False)  # noqa: S603  # the user's own editor, named by the user
    except (OSError, ValueError, SuspendNotSupported):
        say(app, tr("The editor could not be started: see VISUAL or EDITOR."), "error")
    else:
        if ended.returncode != 0:
            say(app, tr("The editor reported a fault: the note is as it was."))
        elif _read(file) != text:
            keep(_read(file))
        elif time.monotonic() - began < _AT_ONCE:
            say(
                app,
                tr(
                    "The editor returned at once, so the note is as it was. What it saves later is "
                    "taken then. Better: an editor that waits, such as “code --wait”."
                ),
                "warning",
            )
            _Pending(app, file, text, keep)
            return
    shutil.rmtree(file.parent, ignore_errors=True)


def _read(file: Path) -> str:
    return legible(file.read_text(encoding="utf-8", errors="replace").removesuffix("\n"))


class _Pending:
    """Takes what an editor in a window may still save to its file."""

    def __init__(self, app: App[Any], file: Path, text: str, keep: Callable[[str], bool]) -> None:
        self._app = app
        self._file = file
        self._text = text
        self._keep = keep
        self._watch = Watch.of(file.parent)
        self._timer: Timer | None = None
        if self._watch is not None:
            asyncio.get_running_loop().add_reader(self._watch.file, self._stirred)
        else:
            self._timer = app.set_interval(_LOOKS, self._look)
        self._discard = partial(shutil.rmtree, file.parent, ignore_errors=True)
        atexit.register(self._discard)

    def _stirred(self) -> None:
        """Something happened beside the file, or to it."""
        if self._watch is not None and self._file.name in self._watch.names():
            self._look()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._watch is not None:
            asyncio.get_running_loop().remove_reader(self._watch.file)
            self._watch.close()
            self._watch = None

    def _look(self) -> None:
        try:
            text = _read(self._file)
        except OSError:
            return  # between two steps of the editor's own saving
        if text == self._text:
            return
        if not text and self._text:
            return  # many editors empty a file before they write it
        self._text = text
        if self._keep(text):
            taken = tr("What the editor saved is in the note now; u takes it back.")
            say(self._app, taken, until_changed=True)
        else:
            self._stop()
            atexit.unregister(self._discard)
            say(self._app, tr("What the editor saved is in {path}", path=self._file), "warning")
