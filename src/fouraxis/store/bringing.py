"""Bringing one version of a session to its file: merged with what others did, and backed up.

The keeper's thread calls it for every version; nothing here waits or tries again.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import tr
from fouraxis.store.backups import Backups
from fouraxis.store.differences import count
from fouraxis.store.disk import Disk, digest
from fouraxis.store.faults import ChangedOutside, SaveError, SessionFileError
from fouraxis.store.format import loads
from fouraxis.store.journal import Journal, JournalWriter, discard
from fouraxis.store.merge import Merged
from fouraxis.store.names import file_name
from fouraxis.store.outside import Outside, Unusable
from fouraxis.store.read import Stamp
from fouraxis.store.save import IN_PLACE, Target
from fouraxis.store.state import StateFolder
from fouraxis.workshop.session import Session

BACKUP_AFTER: Final = 600.0
"""Seconds between two backups of a session that is being worked on."""

BACKUP_ANSWERS: Final = 50
"""Answers between two backups, if that comes first."""

_ROUNDS: Final = 8


class Disputed(SaveError):
    """Others changed the same answers: `merged` has the conflicts. The file was not touched."""

    def __init__(self, path: Path, merged: Merged) -> None:
        advice = tr("Choose between yours and theirs.")
        super().__init__(path, tr("was changed outside"), advice)
        self.merged = merged


class Bringing:
    """The way from a session to its file, with a journal and backups on this machine.

    Args:
        path: the file; a link is followed.
        stamp: the file as it was loaded.
        base: the session that was loaded, in case the file does not hold it any more.
        as_stamped: whether `base` is just what the stamped bytes hold.
        on_merged: told when something from outside came into the file.
        disk: what carries out each step on the file.
        state: where journal and backups are kept.
    """

    def __init__(
        self,
        path: Path,
        stamp: Stamp | None,
        base: Session | None,
        *,
        as_stamped: bool,
        on_merged: Callable[[Merged], None],
        disk: Disk,
        state: StateFolder,
    ) -> None:
        self._disk = disk
        self.journal = JournalWriter(path, state)
        self.target = Target(path, stamp, disk, state, self.journal)
        loaded = self._loaded(stamp, base if as_stamped else None)
        self.outside = Outside(self.target, loaded or base, disk)
        self.copy: Target | None = None
        self._on_merged = on_merged
        self._state = state
        self._backups = Backups(path, state)
        self._backed_up: tuple[float, Session] | None = None
        self._said_in_place = False
        self._adopted: list[Journal] = []

    def adopt(self, journal: Journal) -> None:
        """Discard a journal of an earlier run once the next version is in the file."""
        self._adopted.append(journal)

    def bring(self, session: Session) -> str:
        """Save the session, with whatever others changed.

        Returns:
            Something to be said once; mostly nothing.

        Raises:
            Disputed: the same answers were changed outside.
            Unusable: the file is another one now, and cannot be merged with.
            SaveError: the disk did not take it.
        """
        outside = self.outside
        for _ in range(_ROUNDS):
            merged = outside.merged(session)
            if merged is not None and merged.conflicts:
                if self.target.untouched():
                    raise Disputed(self.target.path, merged)
                self._look()
                continue
            saved = session if merged is None else merged.session
            self._back_up_first(saved)
            try:
                self.target.save(saved)
            except ChangedOutside:
                self._look()
                continue
            outside.kept(session, saved)
            self._caught_up(saved)
            if merged is not None and saved is not session:
                self._on_merged(merged)
            return self._note()
        raise ChangedOutside(self.target.path)

    def journalize(self, session: Session) -> bool:
        """Keep a version that is not in its file in the journal; whether it is there."""
        try:
            merged = self.outside.merged(session)
            text = self.target.dumps(session if merged is None else merged.session)
            data = self.target.data
            base = None if data is None else (digest(data), data)
            self.journal.append(text, base, in_place=False)
        except Exception:  # whatever is wrong with it: the header says NOT SAVED all the same
            return False
        return True

    def copy_of(self, session: Session) -> Path | None:
        """Keep a version in a copy beside a file that cannot be merged with; None if that fails."""
        try:
            if self.copy is None:
                copy = self.new_copy()
                copy.save(session)
                self.copy = copy
            else:
                self.copy.save(session)
        except SaveError:
            return None
        return self.copy.path

    def new_copy(self) -> Target:
        """A new file beside the session's own."""
        path = self.target.path
        title = f"{path.stem}-copy-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        try:
            taken = [one.name for one in path.parent.iterdir()]
        except OSError:
            taken = []
        return Target(path.parent / file_name(title, taken), None, self._disk, self._state)

    def _loaded(self, stamp: Stamp | None, known: Session | None) -> Session | None:
        """What was loaded, by its bytes, as long as the file still has them.

        Where it is known what they hold, they are not parsed a second time.
        """
        if stamp is not None:
            with suppress(OSError, SessionFileError):
                data = self._disk.read(self.target.path)
                if digest(data) == stamp.sha256:
                    self.target.data = data
                    return known or loads(data, self.target.path).session
        return None

    def see_overwritten(self) -> None:
        """Back up what was saved last, if others wrote over it since."""
        if self.target.data is not None and not self.target.untouched():
            with suppress(OSError):
                self._backups.add(self.target.data)

    def _look(self) -> None:
        """Read what others made of the file; both versions are backed up before they are merged."""
        self.see_overwritten()
        opened = self.outside.look()
        with suppress(OSError):
            data = self._disk.read(opened.path)
            if digest(data) == opened.stamp.sha256:
                self._backups.add(data)

    def _back_up_first(self, session: Session) -> None:
        """Keep what the file held before the first save of this run."""
        if self._backed_up is None and self.target.data is not None:
            with suppress(OSError):
                self._backups.add(self.target.data)
                self._backed_up = time.monotonic(), self.outside.known or session

    def _caught_up(self, saved: Session) -> None:
        """The file has everything: the journal goes, and a backup is made where it is time."""
        self.journal.clear()
        for journal in self._adopted:
            discard(journal, self._state)
        self._adopted.clear()
        if self._backed_up is None or self.target.data is None:
            self._backed_up = time.monotonic(), saved
            return
        at, before = self._backed_up
        due = time.monotonic() - at >= BACKUP_AFTER or count(before, saved) >= BACKUP_ANSWERS
        if due:
            with suppress(OSError):
                self._backups.add(self.target.data)
                self._backed_up = time.monotonic(), saved
                self._backups.prune()

    def _note(self) -> str:
        if self.target.in_place and not self._said_in_place:
            self._said_in_place = True
            return tr(IN_PLACE)
        return ""


__all__ = ["Bringing", "Disputed", "Unusable"]
