"""What a fault of the program itself shows and keeps: no client's text, neither here nor there.

A traceback shows the values of variables, and those are what the room said. So the room reads one
line and where its work is, and the log gets only where in the program it happened.
"""

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fouraxis.content.language import tr
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
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ} {type(error).__name__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = not path.exists() or path.stat().st_size > LOG_LIMIT
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if fresh else os.O_APPEND)
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
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
