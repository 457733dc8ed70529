"""What others do to a session file while it is open, or before it is opened."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fouraxis.store.delivery import save
from fouraxis.store.faults import ChangedOutside
from fouraxis.store.read import read
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from tests.tui.conftest import Room

IP = ("workloads", "w1", "axes", "sensitivity", "factors", "ip-exposure")
REGULATORY = (*IP[:-1], "regulatory-exposure")
LEVEL, NOTE = (*IP, "level"), (*IP, "note")


def said_of(session: Session, place: tuple[str, ...]) -> tuple[str | None, str]:
    """Level and note of a factor of the first workload."""
    answer = session.workloads["w1"].axis("sensitivity").factors.get(place[-1])
    return (answer.level, answer.note) if answer else (None, "")


def elsewhere(path: Path, *changes: tuple[tuple[str, ...], Any]) -> Session:
    """Somebody else opens the file, changes something, and saves it.

    Where the room's own thread saves in between, they open it once more.
    """
    while True:
        opened = read(path)
        session = opened.session
        for place, value in changes:
            session = set_at(session, place, value)
        try:
            save(session, path, opened.stamp)
        except ChangedOutside:
            continue
        return session


def locked_by(path: Path, **who: Any) -> Path:
    """Somebody on another machine has the file open."""
    now = datetime.now(UTC).isoformat()
    told = {"user": "bo", "host": "elsewhere", "pid": 1, "at": now, **who}
    lock = path.with_name(f".{path.name}.lock")
    lock.write_text(json.dumps(told))
    return lock


async def until(room: Room, seen: Callable[[], object], seconds: float = 8.0) -> None:
    """Wait for something that a thread or a timer brings about."""
    for _ in range(int(seconds / 0.05)):
        if seen():
            await room.pilot.pause()
            return
        await room.pilot.pause(0.05)
    raise AssertionError(f"it did not come about:\n{room.text}\n{room.said}")


async def on_bench(room: Room) -> None:
    """Wait until a session is open."""
    await until(room, lambda: room.app.bench is not None)
