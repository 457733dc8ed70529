"""What has become of a session on its way to its file, and what keeps it from getting there."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fouraxis.content.language import Message
from fouraxis.store.faults import ChangedOutside, SaveError, SaveFailed
from fouraxis.store.merge import Merged
from fouraxis.store.threeway import Conflict


class Unusable(SaveError):
    """The file on disk was changed and cannot be merged with. It is left as it is."""


class Disputed(SaveError):
    """Others changed the same answers: `merged` has the conflicts. The file was not touched."""

    def __init__(self, path: Path, merged: Merged) -> None:
        advice = Message("Choose between yours and theirs.")
        super().__init__(path, Message("was changed outside"), advice)
        self.merged = merged


@dataclass(frozen=True, slots=True)
class Saving:
    """The newest session is not on the medium yet: its save is under way or about to begin."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The newest session is on the medium since `at`.

    `note` is something to be said, such as that the file had to be written in its place.
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

    why: Message
    advice: Message
    changed_outside: bool = False
    journaled: bool = False
    copy: Path | None = None


@dataclass(frozen=True, slots=True)
class Conflicting(NotSaved):
    """Somebody else changed the same answers: nothing is saved until the conflicts are resolved."""

    conflicts: tuple[Conflict, ...] = ()
    merged: Merged | None = field(default=None, compare=False)


State = Saving | Saved | NotSaved


def not_saved(error: Exception) -> NotSaved:
    """The state after a save that ended in this error."""
    if isinstance(error, Disputed):
        merged = error.merged
        why = Message.counted(
            len(merged.conflicts),
            "{count} answer changed here and outside",
            "{count} answers changed here and outside",
        )
        return Conflicting(why, error.advice, conflicts=merged.conflicts, merged=merged)
    if isinstance(error, SaveFailed):
        return NotSaved(error.why, error.advice)
    if isinstance(error, SaveError):
        outside = isinstance(error, ChangedOutside | Unusable)
        return NotSaved(Message("the file {what}", what=error.what), error.advice, outside)
    # Whatever else may go wrong must not end the saving: nothing would be saved any more.
    why = Message("an unexpected fault ({name})", name=type(error).__name__)
    return NotSaved(why, Message("Save a copy."))
