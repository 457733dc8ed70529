"""Text that somebody was typing when the program ended, kept until it is used.

A dialog keeps its fields with every change, and forgets them when it is answered or dismissed:

    drafts = Drafts(bench.path)               # or the folder of sessions, at Home
    name = "decide support-chatbot reason"    # whatever names this field of this dialog
    field.text = drafts.text(name)            # "" where nothing was left
    drafts.keep(name, text)                   # with every change: it takes no fsync
    drafts.forget(name)                       # answered or dismissed

What is kept there survives the end of the program by whatever means: a closed terminal, a signal, a
fault, kill -9. It need not survive the power: nothing waits for the disk. No answer of the room is
ever only there.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from fouraxis.disk import atomic
from fouraxis.store.state import StateFolder

DRAFTS: Final = "drafts"
DRAFTS_LIMIT: Final = 4 * 1024 * 1024
"""The largest file of drafts that is read, in bytes."""

_DRAFTS_FILE: Final = "drafts.json"


class Drafts:
    """The half-typed texts of one session file, by the name of their field. Nothing here raises.

    Args:
        file: the session file, or whatever else the texts belong to.
        state: the folder on this machine.
    """

    def __init__(self, file: Path, state: StateFolder | None = None) -> None:
        self._file = file
        self._state = state or StateFolder()

    def text(self, name: str) -> str:
        """What was typed into a field and never used; empty if nothing was."""
        return self._all().get(name, "")

    def names(self) -> tuple[str, ...]:
        """The fields that something was typed into and never used."""
        return tuple(self._all())

    def keep(self, name: str, text: str) -> None:
        """Keep what is in a field now; nothing is kept of an empty one."""
        texts = self._all()
        if texts.get(name, "") == text:
            return
        if text:
            texts[name] = text
        else:
            del texts[name]
        self._write(texts)

    def forget(self, name: str) -> None:
        """The text was used, or the room did not want it."""
        self.keep(name, "")

    def _all(self) -> dict[str, str]:
        """Read anew each time: the same session may be open in another program."""
        try:
            data = self._state.disk.read(
                self._state.place(DRAFTS, self._file) / _DRAFTS_FILE, DRAFTS_LIMIT
            )
            texts = json.loads(data)
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(texts, dict):
            return {}
        return {name: text for name, text in texts.items() if isinstance(text, str) and text}

    def _write(self, texts: dict[str, str]) -> None:
        with suppress(OSError):
            path = self._state.ready(DRAFTS, self._file) / _DRAFTS_FILE
            if not texts:
                self._state.disk.remove(path)
                return
            data = json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")
            atomic.over(path, [data], self._state.disk, lasting=False)
