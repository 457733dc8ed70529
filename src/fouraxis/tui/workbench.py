"""The one owner of state: the open session, its history, its file, and the words it is shown in."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.store.delivery import Conflicting, NotSaved, Saving, State
from fouraxis.store.journal import Journal
from fouraxis.store.merge import merge
from fouraxis.store.read import Opened
from fouraxis.store.session_file import Lock, SessionFile
from fouraxis.store.state import Drafts
from fouraxis.tui.parts.bars import FileMark
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.assess import Assessed, Assessment, assess, assess_workload
from fouraxis.workshop.catalogue import arrange
from fouraxis.workshop.edit import fitting, set_at
from fouraxis.workshop.history import History
from fouraxis.workshop.history import Step as Change
from fouraxis.workshop.labels import Naming
from fouraxis.workshop.progress import Progress, of_step
from fouraxis.workshop.session import Place, Session, Step
from fouraxis.workshop.standing import ProgrammeWide, programme_wide
from fouraxis.workshop.text import EditError

Group = Literal["workloads", "vendors"]

_NOTHING: Final = Progress()


def file_mark(state: State) -> FileMark:
    """The state of the file in words for the title bar."""
    if isinstance(state, NotSaved):
        return FileMark("bad", tr("NOT SAVED: {why}", why=state.why), where_kept(state))
    if isinstance(state, Saving):
        return FileMark("busy", tr("saving"))
    return FileMark("ok", tr("saved {time}", time=f"{state.at.astimezone():%H:%M:%S}"))


def where_kept(state: NotSaved) -> str:
    """Where what is typed is kept while it is not in its file, as a sentence."""
    if state.copy is not None:
        return tr("Everything typed is kept in {path}", path=state.copy)
    if state.journaled:
        return tr("Everything typed is kept on this machine, and saved by itself when it can be.")
    return tr("It is kept NOWHERE else: save a copy now.")


class Tally:
    """Counts that follow a session; with a thousand workloads an answer costs what it changes."""

    def __init__(self, words: Content) -> None:
        self._words = words
        self._shared: ProgrammeWide | None = None
        self._nodes: dict[Group, Mapping[str, Any]] = {}
        self._counts: dict[Group, dict[str, dict[Step, Progress]]] = {}
        self._totals: dict[Step, Progress] = {}

    def of(self, session: Session, step: Step, subject: str | None = None) -> Progress:
        """How far a step is, for one workload or vendor, or for all of them together."""
        self._follow(session)
        if subject is None:
            return self._totals.get(step, _NOTHING)
        group: Group = "vendors" if step == "vendors" else "workloads"
        return self._counts[group].get(subject, {}).get(step, _NOTHING)

    def _follow(self, session: Session) -> None:
        shared = programme_wide(session)
        if shared is not self._shared:
            self._shared = shared
            self._nodes = {"workloads": {}, "vendors": {}}
            self._counts = {"workloads": {}, "vendors": {}}
            self._totals = {}
        groups: dict[Group, Mapping[str, Any]] = {
            "workloads": session.workloads,
            "vendors": session.vendors,
        }
        for group, entries in groups.items():
            counted_nodes = self._nodes[group]
            if entries is counted_nodes:
                continue
            self._nodes[group] = entries
            for key in counted_nodes.keys() - entries.keys():
                self._count(group, key, {})
            for key, node in entries.items():
                if counted_nodes.get(key) is not node:
                    steps = (step for step in STEPS if (step == "vendors") == (group == "vendors"))
                    counted = {step: of_step(session, self._words, step, key) for step in steps}
                    self._count(group, key, counted)

    def _count(self, group: Group, key: str, counted: dict[Step, Progress]) -> None:
        """Put these counts of a subject in the place of its former ones."""
        for step, former in self._counts[group].pop(key, {}).items():
            self._totals[step] = self._totals[step] - former
        for step, progress in counted.items():
            self._totals[step] = self._totals.get(step, _NOTHING) + progress
        if counted:
            self._counts[group][key] = counted


NEWER = noted("a newer fouraxis saved this session, so it is open read-only")


class Workbench:
    """An open session. Screens read it and ask it to apply edits; it tells of every change.

    `answered` is what was answered last: the subject, and the item of the question. `half_placed`
    is the workload in hand, as long as something of its placing is not answered.

    Args:
        words: the content.
        opened: the file.
        changed: called after every change of the session.
        unsaved: called when there is something that is not on disk yet, before any of it shows.
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
        unsaved: Callable[[], None],
        saving: Callable[[], None],
        lock: Lock | None = None,
        read_only: str = "",
    ) -> None:
        self.words = words
        self._tally = Tally(words)
        self.notices = opened.notices
        self.newer = opened.read_only
        self.why_read_only = tr(NEWER) if self.newer else read_only
        self.history = History(arrange(opened.session, words))
        self.answered: tuple[str, str] | None = None
        self.half_placed: str | None = None
        self._changed = changed
        self._unsaved = unsaved
        self._path = opened.path
        self.file = None if self.why_read_only else SessionFile(opened, saving, lock=lock)

    # -- the file

    @property
    def path(self) -> Path:
        """The file of the session."""
        return self.file.path if self.file else self._path

    @property
    def drafts(self) -> Drafts:
        """What is half typed into fields of this session."""
        return Drafts(self.path)

    @property
    def read_only(self) -> bool:
        """Whether the session takes no edits."""
        return bool(self.why_read_only)

    @property
    def state(self) -> State | None:
        """The state of the file; None before the first save, and where nothing is saved."""
        return self.file.state if self.file else None

    @property
    def saved(self) -> FileMark:
        """What the title bar says of the file."""
        if self.read_only:
            why = self.why_read_only
            return FileMark("bad", tr("READ ONLY"), f"{why[:1].upper()}{why[1:]}.")
        state = self.state
        return FileMark("ok", tr("saved")) if state is None else file_mark(state)

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
        if journal is not None and self.file:
            self.file.adopt(journal)
        self.apply(arrange(session, self.words), label)
        self._submit()  # even if no answer differs, what was left behind is settled by the save

    def take_in(self) -> tuple[str, ...]:
        """Bring what came into the file from outside into the session, as a step of its own.

        What the room undid before can still be done again, and keeps what came in.

        Returns:
            What it is, in words; nothing if nothing came in, or if the room has changed the same
            answers in this very moment: then it is told as a conflict.
        """
        merged = self.file.came_in() if self.file else None
        if merged is None or self.file is None:
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
        self.file.keep(self.session, merged)
        self._unsaved()
        self._changed()
        return merged.in_words(Naming(self.words))

    def _publish(self) -> None:
        self._submit()
        self._changed()

    def _submit(self) -> None:
        if self.file:
            self.file.keep(self.session)
            self._unsaved()

    def close(self) -> bool:
        """Wait until all is on disk, as far as it can be; whether it is."""
        return self.file.close() if self.file else True
