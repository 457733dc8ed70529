"""The one owner of state: the open session, its history, its file, and the words it is shown in."""

from collections.abc import Callable
from pathlib import Path

from fouraxis.content.models import Content
from fouraxis.store.file import Opened
from fouraxis.store.keeper import Keeper, NotSaved, Saving, State
from fouraxis.tui.tally import Tally
from fouraxis.tui.widgets.title_bar import Saved
from fouraxis.workshop.arrange import arrange
from fouraxis.workshop.assess import Assessed, Assessment, assess
from fouraxis.workshop.at_path import set_at
from fouraxis.workshop.faults import EditError
from fouraxis.workshop.history import History
from fouraxis.workshop.history import Step as Change
from fouraxis.workshop.progress import Progress
from fouraxis.workshop.session import Place, Session, Step


def saved_of(state: State) -> Saved:
    """The state of the file in words for the title bar."""
    if isinstance(state, NotSaved):
        return Saved("bad", f"NOT SAVED: {state.why}")
    if isinstance(state, Saving):
        return Saved("busy", "saving")
    return Saved("ok", f"saved {state.at.astimezone():%H:%M:%S}")


class Workbench:
    """An open session. Screens read it and ask it to apply edits; it tells of every change.

    `changed` is called after every change of the session, `saving` (from the saving thread)
    whenever the state of the file changes. A session that may not be written takes no edits:
    `apply` raises EditError.
    """

    def __init__(
        self,
        words: Content,
        opened: Opened,
        *,
        changed: Callable[[], None],
        saving: Callable[[Saved], None],
    ) -> None:
        self.words = words
        self._tally = Tally(words)
        self.path: Path = opened.path
        self.notices = opened.notices
        self.read_only = opened.read_only
        self.history = History(arrange(opened.session, words))
        self._changed = changed
        self._saving = saving
        self.saved = Saved("bad", "READ ONLY") if self.read_only else Saved("ok", "saved")
        self._keeper = None if self.read_only else Keeper(opened.path, opened.stamp, self._on_state)

    # -- reading

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.history.session

    @property
    def place(self) -> Place:
        """Where the room stands."""
        return self.session.place

    @property
    def assessment(self) -> Assessment:
        """What follows from the answers, for every workload and for the programme."""
        return assess(self.session, self.words)

    def assessed(self, workload: str) -> Assessed:
        """What follows from the answers for one workload."""
        return self.assessment.workloads[workload]

    def progress(self, step: Step, subject: str | None = None) -> Progress:
        """How far a step is, for one workload or vendor, or for all of them together."""
        return self._tally.of(self.session, step, subject)

    # -- changing

    def allow(self) -> None:
        """Do nothing where edits are possible.

        Raises:
            EditError: The file may not be written.
        """
        if self.read_only:
            raise EditError((), "a newer fouraxis saved this session, so it is open read-only")

    def apply(self, session: Session, label: str, *, coalesce: str | None = None) -> None:
        """Make this the session, as one step that can be undone.

        Raises:
            EditError: The file may not be written.
        """
        self.allow()
        if self.history.apply(session, label, coalesce=coalesce):
            self._publish()

    def set(
        self,
        path: tuple[str, ...],
        value: object,
        label: str,
        *,
        order: tuple[str, ...] = (),
        coalesce: str | None = None,
    ) -> None:
        """Set one field of the session.

        Raises:
            EditError: The value does not fit, or the file may not be written.
        """
        self.apply(set_at(self.session, path, value, order), label, coalesce=coalesce)

    def move(self, place: Place) -> None:
        """Stand somewhere else: saved, so that the session resumes there, but no step to undo."""
        if place != self.place:
            self.history.settle()
            self.history.replace(self.session.model_copy(update={"place": place}))
            if self._keeper:
                self._keeper.submit(self.session)

    def undo(self) -> Change | None:
        """Take back the last change; what it was and where, or None if there is none."""
        return self._travel(self.history.undo())

    def redo(self) -> Change | None:
        """Do again what was taken back; what it was and where, or None if there is nothing."""
        return self._travel(self.history.redo())

    def _travel(self, change: Change | None) -> Change | None:
        if change is not None:
            self._publish()
        return change

    def _publish(self) -> None:
        if self._keeper:
            self._keeper.submit(self.session)
        self._changed()

    def _on_state(self, state: State) -> None:
        self.saved = saved_of(state)
        self._saving(self.saved)

    def close(self) -> bool:
        """Wait until all is on disk, as far as it can be; whether it is."""
        return self._keeper.close() if self._keeper else True
