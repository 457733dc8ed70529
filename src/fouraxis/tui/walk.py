"""The walk through an open session: which page is shown, forward, back, undone and redone."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from textual.app import App
from textual.screen import Screen

from fouraxis.content.language import noted, tr
from fouraxis.content.terms import AXES, FACTORS
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.notice import say
from fouraxis.tui.step import StepScreen
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import progress
from fouraxis.workshop.agenda import PER_WORKLOAD, beside, steps
from fouraxis.workshop.history import Step as Change
from fouraxis.workshop.session import Place, Session, Step

_MODULES: dict[Step, str] = {
    "setup": "setup.screen",
    "profile": "questions.checklists",
    "drivers": "questions.checklists",
    "risks": "questions.checklists",
    "contract": "questions.checklists",
    "conditions": "questions.checklists",
    "ownership": "questions.checklists",
    "workloads": "workloads.screen",
    "axes": "placing.screens",
    "rules": "placing.screens",
    "vendors": "vendors.screen",
    "summary": "summary.screen",
}


def screen_for(step: Step) -> type[StepScreen]:
    """The screen of a step. Its module is imported when it is first needed."""
    module = import_module(f"fouraxis.tui.{_MODULES[step]}")
    screen: type[StepScreen] = getattr(module, f"{step.capitalize()}Screen")
    return screen


class Walk:
    """Moves the room through one session. It is the `Navigator` of the step screens."""

    def __init__(self, app: App[int], bench: Workbench, leave: Callable[[], None]) -> None:
        self._app = app
        self._bench = bench
        self._leave = leave

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
        self._bench.move(place)
        screen = self._in_front()
        if isinstance(screen, StepScreen) and screen.step == place.step:
            screen.arrive()
            return
        following = screen_for(place.step)(self._bench, self)
        if isinstance(screen, StepScreen):
            self._app.switch_screen(following)
        else:
            self._app.push_screen(following)

    def _in_front(self) -> Screen[Any]:
        """The step in front, or Home; what lies over it (a dialog, a page to read) is put away."""
        app = self._app
        while not isinstance(app.screen, StepScreen | HomeScreen) and len(app.screen_stack) > 1:
            app.pop_screen()
        return app.screen

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
        found = next((one for one in AXES if one == axis), AXES[0])
        if factor:
            return f"{found}.{factor}"
        if session.workloads[workload].axis(found).level is not None or not FACTORS[found]:
            return found
        return f"{found}.{next(iter(FACTORS[found]))}"

    def steps(self) -> list[tuple[Step, str]]:
        """The steps with their titles."""
        return [
            (step, getattr(self._bench.words, step).screen.title)
            for step in steps(self._bench.session)
        ]

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

    def go_home(self) -> None:
        """Close the session, all of it saved, and show Home."""
        self._leave()

    def ask_where_to_go(self) -> None:
        """Let the room pick a step or a workload."""
        from fouraxis.tui.parts.dialogs import GoTo, Target

        session = self._bench.session
        targets = [Target(step, None, title) for step, title in self.steps()]
        targets += [
            Target("axes", workload, session.workloads[workload].name)
            for workload in session.workloads
        ]

        def leave_for(target: Target | None) -> None:
            if target is not None:
                self.go(target.step, workload=target.workload)

        self._app.push_screen(GoTo(tuple(targets)), leave_for)

    @property
    def agenda_title(self) -> str:
        """What the room calls the agenda."""
        return self._bench.words.setup.planning.title

    def show_agenda(self, part: Step | None = None) -> None:
        """Show the agenda over the step where the room is, with the cursor on a part."""
        from fouraxis.tui.setup.agenda import AgendaScreen

        if not isinstance(self._app.screen, AgendaScreen):
            self._app.push_screen(AgendaScreen(self._bench, self, part))

    def undo(self) -> None:
        """Take back the last change and go where it was made."""
        self._travel(self._bench.undo(), noted("Undone: {change}"), tr("There is nothing to undo."))

    def redo(self) -> None:
        """Do again what was taken back and go where it was made."""
        said = noted("Done again: {change}")
        self._travel(self._bench.redo(), said, tr("There is nothing to do again."))

    def _travel(self, change: Change | None, said: str, nothing: str) -> None:
        if change is None:
            self._say(nothing)
            return
        self._return(change.place)
        self._say(tr(said, change=change.label))

    def _say(self, text: str) -> None:
        say(self._app, text)
