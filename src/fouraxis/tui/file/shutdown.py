"""The end of the program, by a fault or from outside: nothing is lost, no client's text is shown.

A traceback shows the values of variables, and those are what the room said. So the room reads one
line and where its work is, and the log gets only where in the program it happened.
"""

import asyncio
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.worker import WorkerFailed

from fouraxis.content.language import tr
from fouraxis.disk import atomic
from fouraxis.disk.system import DISK
from fouraxis.store.state import state_folder

if TYPE_CHECKING:
    from fouraxis.tui.workbench import Workbench


LOG_LIMIT = 200_000
"""The largest that the log may grow, in bytes, before it starts anew."""


def log_path() -> Path:
    """The log, in the folder where journals and backups are kept."""
    return state_folder() / "faults.log"


def record(error: BaseException) -> Path | None:
    """Note a fault in the log (mode 0600): kind and places, no message and no values.

    Returns:
        The log, or None where it cannot be written.
    """
    path = log_path()
    if isinstance(error, WorkerFailed):  # it has no place of its own
        error = error.error
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ} {type(error).__name__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    try:
        DISK.make_folder(path.parent)
        text = ("\n".join(lines) + "\n").encode()
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            atomic.over(path, [text])
        else:
            log = DISK.append(path)
            try:
                DISK.write(log, text)
            finally:
                DISK.close(log)
    except OSError:
        return None
    return path


def farewell(work: Path | None, saved: bool, log: Path | None) -> str:
    """What the room reads instead of a traceback."""
    lines = [tr("fouraxis came upon a fault of its own and had to stop.")]
    if work is not None:
        if saved:
            lines.append(tr("All answers are saved in {path}", path=work))
        else:
            lines.append(tr("NOT all answers are saved in {path}", path=work))
        lines.append(tr("Go on with: fouraxis {path}", path=work))
    if log is not None:
        lines.append(
            tr("Where it happened, without any text of yours, is noted in {path}", path=log)
        )
    return "\n".join(lines)


def stopped(bench: "Workbench | None", error: BaseException | None) -> str:
    """Bring the work to safety, note the fault, and say where both are; called in the very end."""
    work = bench.path if bench else None
    saved = bench.close() if bench else True
    log = record(error) if error else None
    return farewell(work, saved, log)


SIGNALS: Final = ("SIGTERM", "SIGHUP")
"""What ends the program in an orderly way, on systems that have it."""

_KEYS: Final = 0.1
"""Seconds in which what was pressed before the signal is still taken."""


def on_signals(end: Callable[[int], None]) -> None:
    """Have `end` called with the exit status when the program is told to end.

    It is called in the event loop, so that nothing is half done, and after the keys that are on
    their way.
    """
    loop = asyncio.get_running_loop()

    def signalled(number: int) -> None:
        loop.call_later(_KEYS, end, 128 + number)

    for name in SIGNALS:
        number = getattr(signal, name, None)
        # there are none on Windows, nor for an application in another thread than the main one
        with suppress(NotImplementedError, ValueError, RuntimeError):
            if number is not None:
                loop.add_signal_handler(number, signalled, number)


def goodbye(bench: "Workbench", saved: bool) -> str:
    """What is said of a session that was closed: where it is, and where all that is not in it."""
    if bench.read_only:
        return tr("Not changed: {path}", path=bench.path)
    if saved:
        return tr("Saved in {path}", path=bench.path)
    from fouraxis.store.delivery import NotSaved
    from fouraxis.tui.workbench import where_kept

    state = bench.state
    lines = [tr("NOT ALL SAVED in {path}.", path=bench.path)]
    if isinstance(state, NotSaved):
        lines.append(where_kept(state))
    return " ".join([*lines, tr("Opening it again offers what is missing.")])
