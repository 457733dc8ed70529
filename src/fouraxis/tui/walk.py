"""The walk through an open session: which page is shown, forward, back, undone and redone."""

from collections.abc import Callable

from fouraxis.content.language import noted, tr
from fouraxis.content.terms import AXES, FACTORS
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import progress
from fouraxis.workshop.agenda import PER_WORKLOAD, beside, steps, walked_in_one_go
from fouraxis.workshop.history import Step as Change
from fouraxis.workshop.session import Place, Session, Step


class Walk:
    """Moves the room through one session. Nothing here touches a file in the way of a key.

    Args:
        bench: the session.
        show: shows the step at a place, where the bench stands already.
        say: says something to the room.
        leave: closes the session, all of it saved, and shows Home.
        ask_where_to_go: lets the room pick a step or a workload.
        show_agenda: shows the agenda over the step, with the cursor on a part.
        show_actions: shows the register of actions over the step, with the cursor on one.
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
        show_actions: Callable[[str | None], None],
    ) -> None:
        self._bench = bench
        self._show_step = show
        self._say = say
        self.go_home = leave
        self.ask_where_to_go = ask_where_to_go
        self._show_agenda = show_agenda
        self._show_actions = show_actions
        self._looked_up_from: Place | None = None

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
        if place.step != "summary":
            self._looked_up_from = None
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
        if step in PER_WORKLOAD and workload is None:
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
            for step in steps(self._bench.session)
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
            steps = next(block for block in walked_in_one_go(bench.session) if here.step in block)
        by_part = bench.session.walk == "by-part" and from_here
        question = progress.first_open(bench.session, bench.words, workload, steps)
        if question is None and not by_part:
            question = progress.first_open(bench.session, bench.words, workload)
        if question is not None:
            self.go(question.step, workload=workload, item=question.item)
        elif here.step in PER_WORKLOAD:
            self.go(here.step, workload=workload, item=here.item)
        else:
            self.go("axes", workload=workload, item=AXES[0])

    def look_up(self, step: Step) -> None:
        """Go to a step; from the summary back to the question that it was looked up from."""
        here, back = self._bench.place, self._looked_up_from
        if step != "summary":
            self.go(step)
        elif here.step != step:
            self.go(step)
            self._looked_up_from = here
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
        """Go `by` pages further in the walk; at either end, stay."""
        page = beside(self._bench.session, self._bench.place, by)
        if page is not None:
            self.go(page.step, workload=page.workload, item=page.axis)
        elif by > 0:
            self._say(tr("This is the last page: the summary."))

    def go_to_open(self) -> None:
        """Go to the next question that is open, unknown, parked or marked for review."""
        bench = self._bench
        question = progress.next_open(bench.session, bench.words, bench.place)
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
        self._show_actions(action)

    def undo(self) -> None:
        """Take back the last change and go where it was made."""
        self._travel(self._bench.undo(), noted("Undone: {change}"), tr("There is nothing to undo."))

    def redo(self) -> None:
        """Do again what was taken back and go where it was made."""
        done = noted("Done again: {change}")
        self._travel(self._bench.redo(), done, tr("There is nothing to do again."))

    def _travel(self, change: Change | None, done: str, nothing: str) -> None:
        if change is None:
            self._say(nothing)
            return
        self._return(change.place)
        self._say(tr(done, change=change.label))
