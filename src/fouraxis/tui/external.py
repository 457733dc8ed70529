"""A long note in the user's own editor."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from fouraxis.content.language import tr
from fouraxis.workshop.text import showable


def edited_outside(app: App[Any], text: str) -> str | None:
    """The text after `$VISUAL` or `$EDITOR` has been at it; None if it could not be edited.

    The program steps aside meanwhile. The text is in a private temporary file (mode 0600) that is
    deleted afterwards.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        missing = tr("Set VISUAL or EDITOR to the editor you like.")
        app.notify(showable(missing), markup=False)
        return None
    with tempfile.TemporaryDirectory(prefix="fouraxis-") as folder:
        file = Path(folder) / "note.txt"
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                ended = subprocess.run([*shlex.split(command), str(file)], check=False)  # noqa: S603  # the user's own editor, named by the user
        except (OSError, ValueError, SuspendNotSupported):
            fault = tr("The editor could not be started: see VISUAL or EDITOR.")
            app.notify(showable(fault), severity="error", markup=False)
            return None
        if ended.returncode != 0:
            fault = tr("The editor reported a fault: the note is as it was.")
            app.notify(showable(fault), markup=False)
            return None
        return file.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
