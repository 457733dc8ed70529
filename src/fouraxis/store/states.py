"""What a keeper reports about its file."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fouraxis.store.merge import Merged
from fouraxis.store.threeway import Conflict


@dataclass(frozen=True, slots=True)
class Saving:
    """A save is under way."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The session is on the medium since `at`; `Saving` follows at once if a newer one waits.

    `note` is something to be said once, such as that the file had to be written in its place.
    """

    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The newest session is not in the file: `why`, and what to do (`advice`); it is tried again.

    `changed_outside`: the file is another one now, which cannot be merged with; it is left alone.
    `journaled`: everything typed since is in the journal on this machine.
    `copy`: everything typed since is in this file.
    """

    why: str
    advice: str
    changed_outside: bool = False
    journaled: bool = False
    copy: Path | None = None


@dataclass(frozen=True, slots=True)
class Conflicting(NotSaved):
    """Somebody else changed the same answers: nothing is saved until the conflicts are resolved."""

    conflicts: tuple[Conflict, ...] = ()
    merged: Merged | None = field(default=None, compare=False)


State = Saving | Saved | NotSaved
