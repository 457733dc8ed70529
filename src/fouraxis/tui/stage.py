"""The stage: which screen is in front, wherever the walk leads, and what a text is that came there.

That is a paste, from a terminal that does not mark it as one, where keys are commands.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen
from textual.widgets import Static

from fouraxis.content.language import ntr, tr
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.keys import character, opened
from fouraxis.tui.look import cut, shown
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.setup.agenda import AgendaScreen, give_minutes, named, switch_clock
from fouraxis.tui.step import StepScreen
from fouraxis.tui.workbench import Walk, Workbench
from fouraxis.workshop import actions, questions
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Step
from fouraxis.workshop.text import EditError, one_line
from fouraxis.workshop.time import MORE, part_of

if TYPE_CHECKING:
    from fouraxis.tui.live.boards import Board

_MODULES: Final[dict[Step, str]] = {
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
    "vendors": "vendors",
    "summary": "summary.screen",
}


PLACING: Final[tuple[Step, ...]] = ("axes", "rules")
"""The steps whose questions are found by name, too."""


def screen_for(step: Step) -> type[StepScreen]:
    """The screen of a step. Its module is imported when it is first needed."""
    module = import_module(f"fouraxis.tui.{_MODULES[step]}")
    screen: type[StepScreen] = getattr(module, f"{step.capitalize()}Screen")
    return screen


class Stage:
    """Puts the screens of one session in front, and offers the ways between them.

    Args:
        app: whose screens they are.
        bench: the session.
        leave: closes the session, all of it saved, and shows Home.
    """

    def __init__(self, app: App[Any], bench: Workbench, leave: Callable[[], None]) -> None:
        self._app = app
        self._bench = bench
        self.walk = Walk(
            bench,
            show=self.show,
            say=lambda text: bars.say(app, text, until_changed=True),
            leave=leave,
            ask_where_to_go=self.ask_where_to_go,
            show_agenda=self.show_agenda,
            show_board=self.show_board,
            show_sign_off=self.show_sign_off,
        )

    def show(self, step: Step) -> None:
        """Show a step, where the bench stands."""
        screen = self._in_front()
        if isinstance(screen, StepScreen) and screen.step == step:
            screen.arrive()
            opened(screen)
            return
        self._put_in_front(step)

    def show_afresh(self) -> None:
        """Show the step anew, with nothing of what is on the screen now: it may be half done."""
        self._put_in_front(self._bench.place.step)

    def _put_in_front(self, step: Step) -> None:
        screen = self._in_front()
        following = screen_for(step)(self._bench, self.walk)
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

    def ask_where_to_go(self) -> None:
        """Let the room pick a step, a workload, or a question about the one where it is."""
        session = self._bench.session
        targets = [dialogs.Target(step, None, title) for step, title in self.walk.steps()]
        targets += [
            dialogs.Target("axes", workload, session.workloads[workload].name, None, tr("workload"))
            for workload in session.workloads
        ]
        targets += [
            dialogs.Target(
                question.step, question.subject, question.name, question.item, self._about(question)
            )
            for question in self._placing()
        ]

        def leave_for(target: dialogs.Target | None) -> None:
            if target is None:
                return
            if target.workload is not None and target.item is None:
                self.walk.go_to_workload(target.workload)
            else:
                self.walk.go(target.step, workload=target.workload, item=target.item)

        self._app.push_screen(dialogs.GoTo(tuple(targets)), leave_for)

    def _placing(self) -> Iterator[Question]:
        """What is asked to place the workload where the room is: axes, factors and rules."""
        session = self._bench.session
        workload = session.place.workload or next(iter(session.workloads), None)
        if workload in session.workloads:
            for step in PLACING:
                yield from questions.of(session, self._bench.words, step, workload)

    def _about(self, question: Question) -> str:
        """The axis of a factor, and the workload that it is asked about."""
        axes = self._bench.words.axes.axes
        axis = [words.name for key, words in axes.items() if question.item.startswith(f"{key}.")]
        return "  ".join([*axis, self._bench.session.workloads[question.subject].name])

    def _change_order(self) -> None:
        screen = self._app.screen
        if isinstance(screen, StepScreen):
            screen.action_order()

    def show_agenda(self, part: Step | None = None) -> None:
        """Show the agenda over the step where the room is, with the cursor on a part."""
        if not isinstance(self._app.screen, AgendaScreen):
            self._app.push_screen(AgendaScreen(self._bench, self.walk, part))

    def show_board(
        self, board: "Board" = "parked", *, wrap_up: bool = False, at: str | None = None
    ) -> None:
        """Show a board, or a page of the wrap-up, over the step where the room is."""
        from fouraxis.tui.live.boards import BoardPage, BoardScreen
        from fouraxis.tui.summary.actions import ActionsScreen

        kind: type[BoardPage] = ActionsScreen if board in ("actions", "nobody") else BoardScreen
        page = kind(self._bench, self.walk, board, wrap_up=wrap_up, at=at)
        if isinstance(self._app.screen, BoardPage):
            self._app.switch_screen(page)
        else:
            self._app.push_screen(page)

    def add_action(self) -> None:
        """Add what the room has agreed on, wherever it is."""
        from fouraxis.tui.live.boards import ask_for_action

        def agreed(text: str, workload: str | None) -> None:
            session, _ = actions.agree(self._bench.session, text, workload, self._bench.place)
            self._bench.apply(session, tr("agreed: {action}", action=cut(text, 40)))

        try:
            self._bench.allow()
        except EditError as fault:
            bars.say(self._app, tr("Not possible: {what}.", what=fault.what), "warning")
        else:
            ask_for_action(self._app, self._bench, agreed)

    def show_sign_off(self) -> None:
        """Show the sign-off over the step where the room is."""
        from fouraxis.tui.live.sign_off import SignOffScreen

        if not isinstance(self._app.screen, SignOffScreen):
            self._app.push_screen(SignOffScreen(self._bench))

    def more_time(self) -> None:
        """Give the part at hand five minutes more."""
        give_minutes(self._app.screen, self._bench, part_of(self._bench.place), MORE)

    def _times(self) -> Iterator[SystemCommand]:
        """What the palette offers of the time."""
        bench, screen = self._bench, self._app.screen
        here = part_of(bench.place)
        about = tr("For {part}", part=named(bench, here))
        yield SystemCommand(tr("Five minutes more"), about, self.more_time)
        used = tr("How long each part takes, beside what is planned")
        name = tr("Clock off") if bench.session.time.clock else tr("Clock on")
        yield SystemCommand(name, used, partial(switch_clock, screen, bench))

    def _look_back(self) -> None:
        from fouraxis.tui.live.compare import look_back

        look_back(self._app, self._bench)

    def _name_milestone(self) -> None:
        from fouraxis.tui.live.compare import name_milestone

        name_milestone(self._app, self._bench)

    def commands(self) -> Iterator[SystemCommand]:
        """What the palette offers of the ways through the session."""
        walk, words = self.walk, self._bench.words
        yield SystemCommand(
            tr("Next open question"), tr("Go to what is not settled"), walk.go_to_open
        )
        yield SystemCommand(tr("Undo"), tr("Take back the last change"), walk.undo)
        yield SystemCommand(tr("Redo"), tr("Do again what was taken back"), walk.redo)
        agenda = tr("How long it takes, part by part")
        yield SystemCommand(walk.agenda_title, agenda, walk.show_agenda)
        yield from self._times()
        todo = words.summary.follow_up.title
        yield SystemCommand(todo, tr("What is to be done, by whom and by when"), walk.show_actions)
        waits = tr("What is parked, what is to be done, what nobody could say")
        yield SystemCommand(tr("Boards"), waits, walk.show_board)
        yield SystemCommand(tr("New action"), tr("What the room agrees on"), self.add_action)
        left = tr("What is left at the end: decide again, parked, nobody's, who was here")
        yield SystemCommand(tr("Wrap-up"), left, walk.wrap_up)
        signed = tr("Who was there, who decided; then seal the session, or unseal it")
        yield SystemCommand(tr("Sign off"), signed, self.show_sign_off)
        since = tr("What has changed since a milestone, a backup, or another file")
        yield SystemCommand(tr("Look back"), since, self._look_back)
        reached = tr("Give what is here now a name, to compare with it later")
        yield SystemCommand(tr("Milestone"), reached, self._name_milestone)
        order = tr("All workloads in one part, or all parts with one workload")
        yield SystemCommand(tr("Walk by workload or by part"), order, self._change_order)
        for step, title in walk.steps():
            what: str = getattr(words, step).screen.purpose.strip().partition("\n")[0]
            name = tr("Go to {step}", step=title)
            yield SystemCommand(name, what, lambda step=step: walk.go(step))


_BEGINNING = 60
"""So many letters of it say which text it is."""


class PastedText(dialogs.Pick):
    """Asks what is to become of a text; the rest of it, if it comes in pieces, is added.

    Whatever comes as fast as nobody answers is such a piece, if it is a single letter: a machine
    that was busy has handed on at once what was typed meanwhile.
    """

    def __init__(
        self, text: str, keys: list[events.Key], choices: tuple[tuple[str, str], ...]
    ) -> None:
        self.text = text
        self.keys = keys
        super().__init__(tr("This looks like pasted text"), self._begins, choices)

    @property
    def _begins(self) -> str:
        size = ntr(len(self.text), "{count} letter", "{count} letters")
        return f"{cut(one_line(self.text), _BEGINNING)}\n{size}"

    def add(self, text: str, keys: Iterable[events.Key]) -> None:
        """Add a piece."""
        self.text += text
        self.keys += keys
        for prompt in self.query(Static):
            prompt.update(shown(self._begins), layout=False)

    def listens_to(self, event: events.Event) -> bool:
        """Whether an event can be an answer, and no further letter."""
        letter = character(event)
        if not isinstance(event, events.Key) or not letter:
            return super().listens_to(event)
        last = self.keys[-1].time if self.keys else 0.0
        if event.time - last >= dialogs.LISTENS_AFTER:
            return super().listens_to(event)
        self.add(letter, [event])
        return False


def offer(
    app: App[Any],
    text: str,
    keys: list[events.Key],
    *,
    walk: Walk | None,
    press: Callable[[list[events.Key]], object],
) -> None:
    """Ask what is to become of a text that came as keys.

    Args:
        app: the application.
        text: the text.
        keys: the keys that it came as.
        walk: the way to the workloads; None while no session is open.
        press: lets the keys act, if keys is what they were.
    """
    from fouraxis.tui.questions.screen import QuestionScreen
    from fouraxis.tui.setup.screen import SetupScreen

    screen = app.screen
    if isinstance(screen, PastedText):
        screen.add(text, keys)
        return
    choices = []
    field = getattr(screen, "field_here", "")
    if field:
        choices.append(("field", tr("Write it into “{field}”", field=field)))
    if isinstance(screen, SetupScreen) and not screen.bench.read_only:
        choices.append(("people", tr("Add it as people; they are shown before")))
    if isinstance(screen, StepScreen) and walk is not None and not screen.bench.read_only:
        choices.append(("workloads", tr("Add it as workloads; they are shown before")))
    if isinstance(screen, QuestionScreen) and screen.may_note:
        choices.append(("note", tr("Add it to the note on this question")))
    choices.append(("drop", tr("Throw it away")))
    choices.append(("keys", tr("These were keys: let them act")))
    dialog = PastedText(text, keys, tuple(choices))

    def done(choice: str | None) -> None:
        if choice == "field" and isinstance(screen, SetupScreen | QuestionScreen):
            screen.call_later(screen.write_here, dialog.text)
        elif choice == "people" and isinstance(screen, SetupScreen):
            screen.offer_people(dialog.text)
        elif choice == "workloads" and walk is not None:
            _show_workloads(app, walk, dialog.text)
        elif choice == "note" and isinstance(screen, QuestionScreen):
            screen.note_further(dialog.text)
        elif choice == "keys":
            press(dialog.keys)

    app.push_screen(dialog, done)


def _show_workloads(app: App[Any], walk: Walk, text: str) -> None:
    """Show what workloads are in a text, over the list of workloads."""
    from fouraxis.tui.workloads.screen import WorkloadsScreen

    walk.go("workloads")
    screen = app.screen
    if isinstance(screen, WorkloadsScreen):
        screen.offer_list(text)
