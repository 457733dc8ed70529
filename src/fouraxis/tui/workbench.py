"""The one owner of state: the open session, its history, its file, and the words it is shown in."""

from collections.abc import Callable
from pathlib import Path

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.store.journal import Journal
from fouraxis.store.lock import Lock
from fouraxis.store.merge import merge
from fouraxis.store.read import Opened
from fouraxis.store.states import Conflicting, State
from fouraxis.tui.keeping import Keeping, saved_of
from fouraxis.tui.tally import Tally
from fouraxis.tui.widgets.title_bar import Saved
from fouraxis.workshop.arrange import arrange
from fouraxis.workshop.assess import Assessed, Assessment, assess, assess_workload
from fouraxis.workshop.at_path import set_at
from fouraxis.workshop.faults import EditError
from fouraxis.workshop.history import History
from fouraxis.workshop.history import Step as Change
from fouraxis.workshop.naming import Naming
from fouraxis.workshop.programme_wide import programme_wide
from fouraxis.workshop.progress import Progress
from fouraxis.workshop.session import Place, Session, Step
from fouraxis.workshop.subjects import fitting

NEWER = noted("a newer fouraxis saved this session, so it is open read-only")


class Workbench:
    """An open session. Screens read it and ask it to apply edits; it tells of every change.

    Args:
        words: the content.
        opened: the file.
        changed: called after every change of the session.
        saving: called whenever the state of the file changes, in the thread that saves.
        lock: the lock of the file, if it is held.
        read_only: why the session takes no edits: then `apply` raises EditError.
    """

    def __init__(
        self,
        words: Content,
        opened: Opened,
        *,
        changed: Callable[[], None],
        saving: Callable[[Saved], None],
        lock: Lock | None = None,
        read_only: str = "",
    ) -> None:
        self.words = words
        self._tally = Tally(words)
        self.notices = opened.notices
        self.newer = opened.read_only
        self.why_read_only = tr(NEWER) if self.newer else read_only
        self.history = History(arrange(opened.session, words))
        self._changed = changed
        self._saving = saving
        self._path = opened.path
        self.keeping = None if self.why_read_only else Keeping(opened, lock, self._told)

    # -- the file

    @property
    def path(self) -> Path:
        """The file of the session."""
        return self.keeping.path if self.keeping else self._path

    @property
    def read_only(self) -> bool:
        """Whether the session takes no edits."""
        return bool(self.why_read_only)

    @property
    def state(self) -> State | None:
        """The state of the file; None before the first save, and where nothing is saved."""
        return self.keeping.state if self.keeping else None

    @property
    def saved(self) -> Saved:
        """What the title bar says of the file."""
        if self.read_only:
            why = self.why_read_only
            return Saved("bad", tr("READ ONLY"), f"{why[:1].upper()}{why[1:]}.")
        state = self.state
        return Saved("ok", tr("saved")) if state is None else saved_of(state)

    @property
    def conflicting(self) -> Conflicting | None:
        """The conflicts with what somebody else saved, if there are any."""
        return self.state if isinstance(self.state, Conflicting) else None

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
        shared = programme_wide(self.session)
        return assess_workload(workload, self.session.workloads[workload], self.words, shared)

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
            raise EditError((), self.why_read_only)

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
            self._submit()

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

    def bring_in(self, session: Session, label: str, journal: Journal | None = None) -> None:
        """Make a version that was found elsewhere the session, as one step that can be undone.

        The journal that it is from is not needed any more once it is saved.
        """
        if journal is not None and self.keeping:
            self.keeping.adopt(journal)
        self.apply(arrange(session, self.words), label)
        self._submit()  # even if no answer differs, what was left behind is settled by the save

    def take_in(self) -> tuple[str, ...]:
        """Bring what came into the file from outside into the session, as a step of its own.

        What the room undid before can still be done again, and keeps what came in.

        Returns:
            What it is, in words; nothing if nothing came in, or if the room has changed the same
            answers in this very moment: then it is told as a conflict.
        """
        merged = self.keeping.came_in() if self.keeping else None
        if merged is None or self.keeping is None:
            return ()
        whole = merge(merged.mine, self.session, merged.session)
        if whole.conflicts:
            self._submit()
            return ()
        session = arrange(whole.session, self.words)
        place = fitting(session, session.place)
        if place != session.place:
            session = session.model_copy(update={"place": place})
        label = tr("what came from outside ({count})", count=len(merged.taken))
        self.history.take_in(session, label, merged.onto)
        self.keeping.submit(self.session, merged)
        self._changed()
        return merged.told(Naming(self.words))

    def _publish(self) -> None:
        self._submit()
        self._changed()

    def _submit(self) -> None:
        if self.keeping:
            self.keeping.submit(self.session)

    def _told(self) -> None:
        self._saving(self.saved)

    def close(self) -> bool:
        """Wait until all is on disk, as far as it can be; whether it is."""
        return self.keeping.close() if self.keeping else True
