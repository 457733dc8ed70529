"""The file may be changed by others: what it holds, what the application knows, and both as one.

The application goes on from the version that it knows. As long as the file holds another one, all
that is saved is the application's session merged with it; merging again, after the application took
over what came in, changes nothing.
"""

from collections.abc import Mapping

from fouraxis.content.language import tr
from fouraxis.store.disk import Disk
from fouraxis.store.faults import SaveError, SessionFileError
from fouraxis.store.merge import Choice, Merged, merge, resolve
from fouraxis.store.read import Opened, read
from fouraxis.store.save import Target
from fouraxis.store.threeway import Conflict, Path
from fouraxis.workshop.session import Session


class Unusable(SaveError):
    """The file on disk was changed and cannot be merged with. It is left as it is."""


class Outside:
    """What came into a file from outside, brought together with the session of the application.

    Args:
        target: the file.
        base: the session that was loaded from it; None where that is not known.
        disk: what reads the file.
    """

    def __init__(self, target: Target, base: Session | None, disk: Disk) -> None:
        self._target = target
        self._disk = disk
        self._known = base
        self._file = base
        self._apart = False
        self._choices: dict[Path, tuple[Conflict, Choice]] = {}

    @property
    def known(self) -> Session | None:
        """The version of the application that is in the file; None if there is none."""
        return self._known

    def merged(self, session: Session) -> Merged | None:
        """The session and what is in the file as one; None if there is nothing but the session."""
        if not self._apart or self._file is None:
            return None
        merged = merge(self._known, session, self._file)
        chosen = {
            conflict.path: self._choices[conflict.path][1]
            for conflict in merged.conflicts
            if conflict.path in self._choices and self._choices[conflict.path][0] == conflict
        }
        return resolve(merged, chosen) if chosen else merged

    def taken_over(self, merged: Merged) -> None:
        """The application took over what came of a merge: its next version goes on from there."""
        self._known = merged.session
        self._apart = self._file is not merged.session

    def choose(self, conflicts: tuple[Conflict, ...], choices: Mapping[Path, Choice]) -> None:
        """Settle conflicts that were shown; a conflict that is another one by now is shown anew."""
        shown = {conflict.path: conflict for conflict in conflicts}
        self._choices |= {p: (shown[p], choice) for p, choice in choices.items() if p in shown}

    def look(self) -> Opened:
        """Read the file that is there now, to be merged with.

        Raises:
            Unusable: no session can be made of it, or it is another session.
        """
        path = self._target.path
        try:
            opened = read(path, self._disk)
        except SessionFileError as error:
            what = tr("was changed outside and {what}", what=error.what)
            raise Unusable(path, what, error.advice) from None
        if opened.read_only:
            what = tr("was saved by a newer fouraxis")
            raise Unusable(path, what, tr("Update to go on in it."))
        if self._known is not None and opened.session.id != self._known.id:
            raise Unusable(path, tr("is another session now"), tr("Look at both files."))
        if self._known is None and self._target.stamp is None:
            raise Unusable(path, tr("is there already"), tr("Look at both files."))
        self._file, self._apart = opened.session, True
        self._target.stamp = opened.stamp
        return opened

    def kept(self, session: Session, saved: Session) -> None:
        """Note that the file holds `saved` now, in which `session` is."""
        self._known, self._file = session, saved
        self._apart = saved is not session
        self._choices.clear()
