"""The end that comes from outside: a signal, or a terminal that is closed."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from fouraxis.content.language import tr

if TYPE_CHECKING:
    from fouraxis.tui.workbench import Workbench

SIGNALS: Final = ("SIGTERM", "SIGHUP")
"""What ends the program in an orderly way, on systems that have it."""

_KEYS: Final = 0.1
"""Seconds in which what was pressed before the signal is still taken."""

_PATIENCE: Final = 3.0
"""Seconds after which a terminal that takes no farewell is not waited for."""


def on_signals(end: Callable[[int], None]) -> None:
    """Have `end` called with the exit status when the program is told to end.

    It is called in the event loop, so that nothing is half done, and after the keys that are on
    their way. A terminal that is gone may take no farewell: then the process ends without it.
    """
    loop = asyncio.get_running_loop()

    def told(number: int) -> None:
        loop.call_later(_KEYS, ended, 128 + number)

    def ended(status: int) -> None:
        end(status)
        last = threading.Timer(_PATIENCE, os._exit, (status,))
        last.daemon = True
        last.start()

    for name in SIGNALS:
        number = getattr(signal, name, None)
        # there are none on Windows, nor for an application in another thread than the main one
        with suppress(NotImplementedError, ValueError, RuntimeError):
            if number is not None:
                loop.add_signal_handler(number, told, number)


def goodbye(bench: "Workbench", saved: bool) -> str:
    """What is said of a session that was closed: where it is, and where all that is not in it."""
    if bench.read_only:
        return tr("Not changed: {path}", path=bench.path)
    if saved:
        return tr("Saved in {path}", path=bench.path)
    from fouraxis.store.states import NotSaved
    from fouraxis.tui.keeping import kept

    state = bench.state
    lines = [tr("NOT ALL SAVED in {path}.", path=bench.path)]
    if isinstance(state, NotSaved):
        lines.append(kept(state))
    return " ".join([*lines, tr("Opening it again offers what is missing.")])
