"""Damaged files: a copy is kept on this machine before anything else happens to them."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from fouraxis.store.disk import digest
from fouraxis.store.state import StateFolder

KIND: Final = "quarantine"


def quarantine(file: Path, data: bytes, state: StateFolder) -> Path | None:
    """Keep a copy of a damaged file; the same damage is kept once. None where that fails."""
    try:
        place = state.ready(KIND, file)
        path = place / f"{digest(data)[:16]}.damaged"
        with suppress(FileExistsError):
            state.put(place, path.name, data)
    except OSError:
        return None
    return path
