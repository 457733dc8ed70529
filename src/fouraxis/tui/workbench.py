"""The one owner of state: the open session, its history, its file, and the words it is shown in.

And the walk through it: which page is shown, forward, back, undone and redone.
"""

from collections import deque
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, FACTORS
from fouraxis.disk.system import login
from fouraxis.store.delivery import Conflicting, NotSaved, Saved, Saving, State
from fouraxis.store.drafts import Drafts
from fouraxis.store.journal import Journal
from fouraxis.store.merge import merge
from fouraxis.store.read import Opened
from fouraxis.store.session_file import Lock, SessionFile
from fouraxis.tui.parts import bars
from fouraxis.workshop import (
    actions,
    agenda,
    assess,
    catalogue,
    edit,
    history,
    questions,
    seal,
    standing,
)
from fouraxis.workshop.session import Place, Session, Step
from fouraxis.workshop.text import EditError
from fouraxis.workshop.time import Clock, in_figures, in_words, pace, part_of

Group = Literal["workloads", "vendors"]

_NOTHING: Final = questions.Progress()


def file_mark(state: State) -> bars.FileMark:
    """The state of the file in words for the title bar."""
    if isinstance(state, NotSaved):
        return bars.FileMark("bad", tr("NOT SAVED: {why}", why=state.why), where_kept(state))
    if isinstance(state, Saving):
        return bars.FileMark("busy", tr("saving"))
    return bars.FileMark("ok", tr("saved {time}", time=f"{state.at.astimezone():%H:%M:%S}"))


def where_kept(state: NotSaved) -> str:
    """Where what was typed is kept while it is not in its file, as a sentence; if anything was."""
    if state.unchanged:
        return ""
    if state.copy is not None:
        return tr("Everything typed is kept in {path}", path=state.copy)
    if state.journaled:
        return tr("Everything typed is kept on this machine, and saved by itself when it can be.")
    return tr("It is kept NOWHERE else: save a copy now.")


class Tally:
    """Counts that follow a session; with a thousand workloads an answer costs what it changes."""

    def __init__(self, words: Content) -> None:
        self._words = words
        self._shared: standing.ProgrammeWide | None = None
        self._nodes: dict[Group, Mapping[str, Any]] = {}
        self._counts: dict[Group, dict[str, dict[Step, questions.Progress]]] = {}
        self._totals: dict[Step, questions.Progress] = {}

    def of(self, session: Session, step: Step, subject: str | None = None) -> questions.Progress:
        """How far a step is, for one workload or vendor, or for all of them together."""
        self._follow(session)
        if subject is None:
            return self._totals.get(step, _NOTHING)
        group: Group = "vendors" if step == "vendors" else "workloads"
        return self._counts[group].get(subject, {}).get(step, _NOTHING)

    def of_each(
        self, session: Session, step: Step
    ) -> Mapping[str, Mapping[Step, questions.Progress]]:
        """How far each workload is (or each vendor, for that step), in every step."""
        self._follow(session)
        return self._counts["vendors" if step == "vendors" else "workloads"]

    def _follow(self, session: Session) -> None:
        shared = standing.programme_wide(session)
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
                    steps = (
                        step for step in agenda.STEPS if (step == "vendors") == (group == "vendors")
                    )
                    counted = {
                        step: questions.of_step(session, self._words, step, key) for step in steps
                    }
                    self._count(group, key, counted)

    def _count(self, group: Group, key: str, counted: dict[Step, questions.Progress]) -> None:
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
    is the workload in hand, as long as something of its placing is not answered. `votes_hidden`:
    what is read out in a vote is not shown before all of it is.

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
        self.history = history.History(
            catalogue.arrange(opened.session, words), now=lambda: datetime.now(UTC), by=login()
        )
        self.answered: tuple[str, str] | None = None
        self.half_placed: str | None = None
        self.clock = Clock()
        self._clock_mark: tuple[object, bars.ClockMark] | None = None
        self.votes_hidden = False
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
        return bool(self.why_not)

    @property
    def sealed(self) -> bool:
        """Whether the room has signed off on the session."""
        return self.session.seal is not None

    @property
    def why_not(self) -> str:
        """Why the session takes no edits; empty where it does."""
        if not self.sealed:  # which is asked of every key that is shown
            return self.why_read_only
        what = seal.standing(self.session)
        sealed = tr("this session {what}; S unseals it, with a reason", what=what) if what else ""
        return self.why_read_only or sealed

    @property
    def state(self) -> State | None:
        """The state of the file; None before the first save, and where nothing is saved."""
        return self.file.state if self.file else None

    @property
    def saved(self) -> bars.FileMark:
        """What the title bar says of the file."""
        if why := self.why_read_only:
            return bars.FileMark("bad", tr("READ ONLY"), f"{why[:1].upper()}{why[1:]}.")
        state = self.state
        if self.sealed and (state is None or isinstance(state, Saved)):
            why = self.why_not
            return bars.FileMark("ok", tr("sealed"), f"{why[:1].upper()}{why[1:]}.")
        return bars.FileMark("ok", tr("saved")) if state is None else file_mark(state)

    @property
    def safe(self) -> bool:
        """Whether the last save succeeded, so that a fault elsewhere can say that all is well."""
        return not isinstance(self.state, NotSaved)

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
    def assessment(self) -> assess.Assessment:
        """What follows from the answers, for every workload and for the programme."""
        return assess.assess(self.session, self.words)

    def assessed(self, workload: str) -> assess.Assessed:
        """What follows from the answers for one workload."""
        shared = standing.programme_wide(self.session)
        return assess.assess_workload(
            workload, self.session.workloads[workload], self.words, shared
        )

    def progress(self, step: Step, subject: str | None = None) -> questions.Progress:
        """How far a step is, for one workload or vendor, or for all of them together."""
        return self._tally.of(self.session, step, subject)

    def progress_of_each(self, step: Step) -> Mapping[str, Mapping[Step, questions.Progress]]:
        """How far each workload is, in every step; the same objects as long as nothing changes."""
        return self._tally.of_each(self.session, step)

    # -- the time

    def heard(self) -> None:
        """The room does something: it was where it is until now."""
        if self.session.time.clock:
            self.clock.heard(self.place)
        elif self._clock_mark is not None:
            self.clock.stop()
            self._clock_mark = None

    @property
    def clocked(self) -> Session:
        """The session with the time until now, which is written with the next answer."""
        return self.clock.read(self.session) if self.session.time.clock else self.session

    def clock_mark(self, *, anew: bool = False) -> bars.ClockMark | None:
        """What the title bar says of the time; None where the clock is not used.

        Within a part it stays as it is, unless it is worked out `anew`, with each minute.
        """
        time = self.session.time
        if not time.clock:
            return None
        about = (part_of(self.place), time.extra, self.session.agenda, self.clock.runs)
        if anew or self._clock_mark is None or self._clock_mark[0] != about:
            how = pace(self.clocked, self.words)
            mark = bars.ClockMark(
                in_figures(how), in_words(how), over=how.over, rests=not self.clock.runs
            )
            self._clock_mark = about, mark
        return self._clock_mark[1]

    # -- changing

    def allow(self) -> None:
        """Do nothing where edits are possible.

        Raises:
            EditError: The file may not be written, or the session is sealed.
        """
        if why := self.why_not:
            raise EditError((), why)

    def apply(self, session: Session, label: str, *, coalesce: str | None = None) -> None:
        """Make this the session, as one step that can be undone.

        A session that is sealed takes none but its unsealing.

        Raises:
            EditError: The file may not be written, or what is sealed would be another.
        """
        if self.why_read_only or (self.sealed and seal.broken(self.session, session)):
            self.allow()
        before = self.session
        if self.history.apply(session, label, coalesce=coalesce):
            answers = (before.workloads, before.vendors)
            if before.time.clock and answers != (session.workloads, session.vendors):
                self.clock.begin()
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
        self.apply(edit.set_at(self.session, path, value, order), label, coalesce=coalesce)

    def move(self, place: Place) -> None:
        """Stand somewhere else: saved, so that the session resumes there, but no step to undo.

        The file of a session that is sealed stays as it is.
        """
        if place != self.place:
            self.history.settle()
            self.history.replace(self.session.model_copy(update={"place": place}))
            if not self.sealed:
                self._submit()

    def undo(self) -> history.Step | None:
        """Take back the last change; what it was and where, or None if there is none.

        Raises:
            EditError: It was the seal, or its unsealing: both stay.
        """
        return self._travel(self.history.undo, self.history.redo)

    def redo(self) -> history.Step | None:
        """Do again what was taken back; what it was and where, or None if there is nothing.

        Raises:
            EditError: The session is sealed.
        """
        return self._travel(self.history.redo, self.history.undo)

    def _travel(
        self, there: Callable[[], history.Step | None], back: Callable[[], history.Step | None]
    ) -> history.Step | None:
        self.allow()
        before = self.session
        change = there()
        if (self.session.seal, self.session.unsealed) != (before.seal, before.unsealed):
            back()
            raise EditError((), tr("undo ends where the session was unsealed"))
        if change is not None:
            self._publish()
        return change

    def bring_in(self, session: Session, label: str, journal: Journal | None = None) -> None:
        """Make a version that was found elsewhere the session, as one step that can be undone.

        The journal that it is from is not needed any more once it is saved.
        """
        if journal is not None and self.file:
            self.file.adopt(journal)
        self.apply(catalogue.arrange(session, self.words), label)
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
        if whole.conflicts or seal.broken(merged.session, whole.session):
            self._submit()
            return ()
        session = catalogue.arrange(whole.session, self.words)
        place = edit.fitting(session, session.place)
        if place != session.place:
            session = session.model_copy(update={"place": place})
        label = tr("what came from outside ({count})", count=len(merged.taken))
        self.history.take_in(session, label, merged.onto)
        self.file.keep(self.session, merged)
        self._unsaved()
        self._changed()
        about = (self.session, merged.mine) if merged.on_actions else ()
        return merged.in_words(actions.naming(self.words, *about))

    def _publish(self) -> None:
        self._submit()
        self._changed()

    def _submit(self) -> None:
        if self.file:
            if self.session.time.clock and not self.sealed:
                self.history.replace(self.clock.write(self.session))
            self.file.keep(self.session)
            self._unsaved()

    def close(self) -> bool:
        """Wait until all is on disk, as far as it can be; whether it is."""
        return self.file.close() if self.file else True


_LONGEST_TRAIL: Final = 200


class Trail:
    """Where the room was with each workload or vendor, as it goes from one to its neighbour.

    It ends where the room goes elsewhere: to one that is no neighbour, or to what is not walked in
    one go with the parts where it was.
    """

    def __init__(self) -> None:
        self._places: deque[Place] = deque()
        self._at = 0

    def back(self, here: Place, by: int, subject: str, in_one_go: Collection[Step]) -> Place | None:
        """Where the room was with this neighbour, if it came from there; it stands `here` now."""
        places, at = self._places, self._at + by
        if not (places and _subject(places[self._at]) == _subject(here)):
            places.clear()
        if any(place.step not in in_one_go for place in places):
            places.clear()
        if places and 0 <= at < len(places) and _subject(places[at]) == subject:
            return places[at]
        return None

    def went(self, here: Place, by: int, there: Place) -> None:
        """Remember that the room went from `here` to its neighbour."""
        places = self._places
        if not places:
            places.append(here)
            self._at = 0
        places[self._at] = here
        at = self._at + by
        if 0 <= at < len(places) and _subject(places[at]) == _subject(there):
            places[at] = there
            self._at = at
        elif by > 0:
            while len(places) > at:
                places.pop()
            places.append(there)
            if len(places) > _LONGEST_TRAIL:
                places.popleft()
            self._at = len(places) - 1
        else:
            for _ in range(self._at):
                places.popleft()
            places.appendleft(there)
            if len(places) > _LONGEST_TRAIL:
                places.pop()
            self._at = 0


def _subject(place: Place) -> str | None:
    return place.vendor if place.step == "vendors" else place.workload


class Walk:
    """Moves the room through one session. Nothing here touches a file in the way of a key.

    Args:
        bench: the session.
        show: shows the step at a place, where the bench stands already.
        say: says something to the room.
        leave: closes the session, all of it saved, and shows Home.
        ask_where_to_go: lets the room pick a step or a workload.
        show_agenda: shows the agenda over the step, with the cursor on a part.
        show_board: shows a board over the step, with the cursor on something.
        show_sign_off: shows who was there and decided over the step, and seals the session.
    """

    def __init__(
        self,
        bench: Workbench,
        *,
        show: Callable[[Step], None],
        say: Callable[[str], None],
        leave: Callable[[], None],
        ask_where_to_go: Callable[[], None],
        show_agenda: Callable[[Step | None], None],
        show_board: Callable[..., None],
        show_sign_off: Callable[[], None],
    ) -> None:
        self._bench = bench
        self._show_step = show
        self._say = say
        self.go_home = leave
        self.ask_where_to_go = ask_where_to_go
        self._show_agenda = show_agenda
        self.show_board = show_board
        self.show_sign_off = show_sign_off
        self._looked_up_from: Place | None = None
        self._trail = Trail()

    def go(
        self,
        step: Step,
        *,
        workload: str | None = None,
        vendor: str | None = None,
        item: str | None = None,
    ) -> None:
        """Show a step; where workload, vendor or item are missing, the last or the first ones.

        Of an axis that has no level yet, the first factor is shown.
        """
        place = self._whole(Place(step=step, workload=workload, vendor=vendor, item=item))
        if place.step == "axes" and place.workload is not None:
            item = self._at_axis(self._bench.session, place.workload, item)
            place = place.model_copy(update={"item": item})
        self._show(place)

    def _return(self, place: Place) -> None:
        """Show exactly the place where the room has been."""
        self._show(self._whole(place))

    def _show(self, place: Place) -> None:
        here = self._bench.place
        if place.step != "summary":
            self._looked_up_from = None
        elif here.step != "summary":
            self._looked_up_from = here
        self._bench.move(place)
        self._show_step(place.step)

    def _whole(self, place: Place) -> Place:
        """The place, with what is missing filled in, and nothing that does not exist."""
        session = self._bench.session
        here = session.place
        workload = place.workload or here.workload
        if workload not in session.workloads:
            workload = next(iter(session.workloads), None)
        vendor = place.vendor or here.vendor
        if vendor not in session.vendors:
            vendor = next(iter(session.vendors), None)
        step = place.step
        if step in agenda.PER_WORKLOAD and workload is None:
            step = "workloads"
        return Place(step=step, workload=workload, vendor=vendor, item=place.item)

    @staticmethod
    def _at_axis(session: Session, workload: str, item: str | None) -> str:
        """The question to stand at: a factor that was named, or the first one behind an axis.

        Where the axis has its level already, or has no factors, it is the axis itself.
        """
        axis, _, factor = (item or "").partition(".")
        name = next((name for name in AXES if name == axis), AXES[0])
        if factor:
            return f"{name}.{factor}"
        if session.workloads[workload].axis(name).level is not None or not FACTORS[name]:
            return name
        return f"{name}.{next(iter(FACTORS[name]))}"

    def steps(self) -> list[tuple[Step, str]]:
        """The steps with their titles."""
        return [
            (step, getattr(self._bench.words, step).screen.title)
            for step in agenda.steps(self._bench.session)
        ]

    def go_to_workload(self, workload: str, *, from_here: bool = False) -> None:
        """Show the first open question of a workload.

        Whoever goes `from_here` to another workload finds it in what is walked in one go with the
        step where the room is, if something is open there. Where nothing is, the same question is
        shown, or else the first axis.
        """
        bench, here = self._bench, self._bench.place
        steps: tuple[Step, ...] = ()
        if from_here:
            steps = next(
                block for block in agenda.walked_in_one_go(bench.session) if here.step in block
            )
        by_part = bench.session.walk == "by-part" and from_here
        question = questions.first_open(bench.session, bench.words, workload, steps)
        if question is None and not by_part:
            question = questions.first_open(bench.session, bench.words, workload)
        if question is not None:
            self.go(question.step, workload=workload, item=question.item)
        elif here.step in agenda.PER_WORKLOAD:
            self.go(here.step, workload=workload, item=here.item)
        else:
            self.go("axes", workload=workload, item=AXES[0])

    def go_to_neighbour(self, by: int, subject: str, go: Callable[[], None]) -> None:
        """Go to the workload or vendor beside the one at hand: there and back leads nowhere else.

        `go` goes to what is open first there; it is asked where nobody has just come from there.
        """
        here, walk = self._bench.place, agenda.walked_in_one_go(self._bench.session)
        in_one_go = next(block for block in walk if here.step in block)
        before = self._trail.back(here, by, subject, in_one_go)
        if before is None:
            go()
        else:
            self._return(before)
        self._trail.went(here, by, self._bench.place)

    def look_up(self, step: Step) -> None:
        """Go to a step; from the summary back to the question that it was looked up from."""
        here, back = self._bench.place, self._looked_up_from
        if step != "summary" or here.step != step:
            self.go(step)
        elif back is not None:
            self._return(back)

    @property
    def looks_up(self) -> bool:
        """Whether the room is at the summary to look something up, and can go back."""
        return self._looked_up_from is not None

    def change_order(self) -> None:
        """Go through all workloads in one part, or through all parts with one workload."""
        bench = self._bench
        order = "by-part" if bench.session.walk == "by-workload" else "by-workload"
        way = bench.words.setup.walks[order]
        name = bench.words.setup.fields["walk"].name
        bench.set(("walk",), order, tr("{name}: {value}", name=name, value=way.name))
        self._say(f"{name}: {way.name}. {way.description}")

    def resume(self) -> None:
        """Show the place where the session was left."""
        self._return(self._bench.place)

    def turn_page(self, by: int) -> None:
        """Go `by` pages further in the walk; at either end, stay.

        Where levels were set without their factors so far, the next axis begins at its level, too.
        """
        page = agenda.beside(self._bench.session, self._bench.place, by)
        if page is not None and by == 1 and self._goes_by_levels(page):
            self._return(Place(step=page.step, workload=page.workload, item=page.axis))
        elif page is not None:
            self.go(page.step, workload=page.workload, item=page.axis)
        elif by > 0:
            self.wrap_up()

    def _goes_by_levels(self, page: agenda.Page) -> bool:
        """Whether the axes got levels alone so far, and the page is another of their workload."""
        here = self._bench.place
        axis = next((axis for axis in AXES if axis == here.axis), None)
        workload = self._bench.session.workloads.get(here.workload or "")
        if page.axis is None or page.workload != here.workload or axis is None or workload is None:
            return False
        so_far = AXES[: AXES.index(axis) + 1]
        answered = any(any(standing.factors(workload, each).values()) for each in so_far)
        return workload.axis(axis).level is not None and not answered

    def go_to_open(self) -> None:
        """Go to the next question that is open, unknown, parked or marked for review."""
        bench = self._bench
        question = questions.next_open(bench.session, bench.words, bench.place)
        if question is None:
            self._say(tr("Every question is answered."))
        elif question.step == "vendors":
            self.go("vendors", vendor=question.subject, item=question.item)
        else:
            self.go(question.step, workload=question.subject, item=question.item)

    @property
    def agenda_title(self) -> str:
        """What the room calls the agenda."""
        return self._bench.words.setup.planning.title

    def show_agenda(self, part: Step | None = None) -> None:
        """Show the agenda over the step where the room is, with the cursor on a part."""
        self._show_agenda(part)

    def show_actions(self, action: str | None = None) -> None:
        """Show what is to be done over the step where the room is, with the cursor on an action."""
        self.show_board("actions", at=action)

    def wrap_up(self) -> None:
        """Walk through what is left at the end: it is the last page of the agenda."""
        self.show_board("again", wrap_up=True)

    def undo(self) -> None:
        """Take back the last change and go where it was made."""
        self._travel(self._bench.undo, noted("Undone: {change}"), tr("There is nothing to undo."))

    def redo(self) -> None:
        """Do again what was taken back and go where it was made."""
        done = noted("Done again: {change}")
        self._travel(self._bench.redo, done, tr("There is nothing to do again."))

    def _travel(self, there: Callable[[], history.Step | None], done: str, nothing: str) -> None:
        try:
            change = there()
        except EditError as fault:
            self._say(tr("Not possible: {what}.", what=fault.what))
            return
        if change is None:
            self._say(nothing)
            return
        self._return(change.place)
        self._say(tr(done, change=change.label))
