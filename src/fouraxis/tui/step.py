"""What screens of a session have in common: every step its bars, rail and keys; pages over them."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.css.scalar import Scalar
from textual.events import Resize

from fouraxis.content.items import Screen as ScreenWords
from fouraxis.content.language import tr
from fouraxis.content.load import shipped
from fouraxis.tui.framework import FittingScreen
from fouraxis.tui.keys import BACK, NEXT, opened
from fouraxis.tui.look import GLYPHS, PointedList
from fouraxis.tui.parts import bars
from fouraxis.tui.parts.rail import Rail, Stop
from fouraxis.tui.workbench import Walk, Workbench
from fouraxis.workshop import agenda, questions, standing
from fouraxis.workshop.session import Session, Step, Workload
from fouraxis.workshop.text import EditError

ROOMY: Final = (100, 30)
"""Columns and lines from which on a question stands in a block of its own."""


READABLE: Final = 76
"""The cells that a question keeps, its edges among them, before a rail has any of a line."""


_FEWEST: Final = 3
"""Lines of a page's list that are always to be seen."""


def progress_mark(progress: questions.Progress) -> str:
    """How far something is, as the rail and the tabs show it: done, some or none."""
    if progress.total and progress.done == progress.total:
        return "done"
    begun = progress.done or progress.unknown or progress.parked or progress.carried
    return "some" if begun else "none"


def _broken_at(cells: int, breakpoints: list[tuple[int, str]]) -> dict[str, bool]:
    """Each class of some breakpoints, and whether it is the one for so many cells."""
    reached = max((point for point, _ in breakpoints if point <= cells), default=-1)
    return {name: point == reached for point, name in breakpoints}


class SessionScreen(FittingScreen[None]):
    """A screen of the open session: it changes that, or says why it cannot be changed so."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self._keys_follow = False

    def fit(self) -> bool:
        """Before it is drawn for the first time, show the keys of what has the focus by then."""
        if not self._keys_follow:
            self._keys_follow = True
            for bar in self.query(bars.KeyBar):
                bar.follow(self)
        return False

    def on_compose(self) -> None:
        """Take the first classes while nothing is in the screen yet, so that all is styled once."""
        self.update_classes(self.first_classes(), update=False)

    def first_classes(self) -> dict[str, bool]:
        """The classes that the size of the terminal asks for; Textual would add them too late."""
        size = self.app.size
        across = _broken_at(size.width, self.HORIZONTAL_BREAKPOINTS or [])
        return across | _broken_at(size.height, self.VERTICAL_BREAKPOINTS or [])

    def show(self) -> None:
        """Show the session in the screen's own widgets."""

    @property
    def lost(self) -> str:
        """What the cursor is on as it is shown, where the session has that no more; else empty."""
        return ""

    def attempt(self, change: Callable[[], None]) -> bool:
        """Make a change; if it is not possible, say why and leave everything as it is."""
        try:
            change()
        except EditError as fault:
            bars.say(self.app, tr("Not possible: {what}.", what=fault.what), "warning")
            return False
        return True

    def may_edit(self) -> bool:
        """Whether the session takes edits; if it does not, that is said."""
        return self.attempt(self.bench.allow)


class PageScreen(SessionScreen):
    """A page over the step where the room is; Esc goes back there.

    A subclass composes its lines, and shows the session in `show`: at first, and whenever anything
    is another than before. Its list is as high as its lines, and what belongs to it follows right
    below; where there is no room for all, the list scrolls, and nothing else.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (30, "-tall")]

    def on_mount(self) -> None:
        """Show the session."""
        self.show()

    @property
    def room(self) -> int:
        """The lines that are left for the list, with what is around it in sight."""
        lines = self.query_one(PointedList)
        around = sum(
            other.outer_size.height + other.styles.margin.height
            for other in self.children
            if other.display and other is not lines
        )
        return max(self.size.height - around, _FEWEST)

    def fit(self) -> bool:
        """Let the list take what room there is."""
        super().fit()
        limit = Scalar.from_number(self.room)
        lines = self.query_one(PointedList)
        other = bool(lines.styles.inline.max_height != limit)
        if other:
            lines.styles.max_height = limit
        return other

    def on_resize(self, _: Resize) -> None:
        """The lines follow the width."""
        self.call_after_refresh(self._show_mounted)

    def on_session_changed(self, _: bars.SessionChanged) -> None:
        """Show the session as it is now."""
        self._show_mounted()

    def on_screen_resume(self) -> None:
        """Something may have changed while a dialog was in front."""
        opened(self)
        self._show_mounted()

    def _show_mounted(self) -> None:
        if self.is_mounted:
            self.show()

    def travel(self, there: Callable[[], None], again: Callable[[], None]) -> None:
        """Go where a change was made; the page is opened again over that."""
        app = self.app
        there()
        if self not in app.screen_stack:
            again()

    def action_close(self) -> None:
        """Go back to where the room was."""
        self.dismiss(None)


class StepScreen(SessionScreen):
    """A step: bars above, rail at the left, its own body, keys below.

    A subclass names its `step`, composes its body, and shows the session in `show`.
    """

    step: ClassVar[Step]
    asks: ClassVar[bool] = False
    """Whether it asks questions: those stand in a column that is no wider than text reads well."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (112, "-railed"), (140, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high"), (34, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "page(1)", "page", key_display="◂ ▸", id="step.next"),
        Binding("left", "page(-1)", "page back", show=False, id="step.back"),
        Binding(NEXT, "neighbour(1)", "workload", key_display="[ ]", id="step.down"),
        Binding(BACK, "neighbour(-1)", "workload before", show=False, id="step.up"),
        Binding("greater_than_sign", "open_question", "next open", key_display=">", id="step.open"),
        Binding("u,ctrl+z", "undo", "undo", key_display="u", id="step.undo"),
        Binding("ctrl+y", "redo", "redo", key_display="^y", id="step.redo"),
        Binding("s", "step('summary')", "summary", id="step.summary"),
        Binding("g", "go_to", "go to", id="step.goto"),
        Binding("W", "order", "walk by workload or by part", show=False, id="step.order"),
        Binding("t", "agenda", "agenda", id="step.agenda"),
        Binding("T", "app.more_time", "5 min more", show=False, id="step.more-time"),
        Binding("b", "boards", "boards", show=False, id="step.boards"),
        Binding("z", "wrap_up", "wrap up", show=False, id="step.wrap-up"),
        Binding("S", "sign_off", "sign off", show=False, id="step.sign"),
        Binding("escape", "leave", "up", key_display="Esc", id="step.leave"),
    ]

    def __init_subclass__(cls) -> None:
        """Each step has its own looks beside the shared ones."""
        super().__init_subclass__()
        if "step" in cls.__dict__:
            folder = shipped("screens")
            cls.CSS_PATH = [folder / "frame.tcss", folder / f"{cls.step}.tcss"]

    def __init__(self, bench: Workbench, workshop: Walk) -> None:
        super().__init__(bench)
        self.workshop = workshop
        self._shown: Session | None = None
        self._stops: dict[str, tuple[Workload, questions.Progress, Stop]] = {}

    def compose(self) -> ComposeResult:
        """Bars, rail, body, keys."""
        yield bars.TitleBar()
        yield bars.TabsLine(id="steps")
        with Horizontal(id="middle"):
            yield Rail()
            with Vertical(id="body"):
                yield from self.compose_body()
            yield from self.compose_panel()
        yield bars.KeyBar()

    def compose_body(self) -> ComposeResult:
        """The step's own widgets."""
        yield from ()

    def compose_panel(self) -> ComposeResult:
        """What stands at the right, if the step has anything there."""
        yield from ()

    def on_mount(self) -> None:
        """Show the session as it is."""
        self.query_one(bars.TitleBar).show_saved(self.bench.saved)
        self._take_room()

    def on_resize(self, _: Resize) -> None:
        """Another size has room for other things."""
        self._take_room()

    def first_classes(self) -> dict[str, bool]:
        """Those of the size, and what room the step has and needs."""
        return super().first_classes() | {"-roomy": self.roomy, "-asks": self.asks}

    @property
    def roomy(self) -> bool:
        """Whether a question has room for a block of its own, with its options below each other."""
        size = self.app.size
        fits = size.width >= ROOMY[0] and size.height >= ROOMY[1]
        return fits or (self.asks and self.app.has_class("-projector"))

    def _take_room(self) -> None:
        """Give each pane what there is: the rail what the text and what stands beside it leave."""
        self.set_class(self.roomy, "-roomy")
        self.query_one(Rail).take(self.app.size.width - READABLE - self.panel_width)

    @property
    def panel_width(self) -> int:
        """The cells that stand at the right of the body."""
        return 0

    def on_screen_resume(self) -> None:
        """Something may have changed while another screen was in front."""
        opened(self)
        self.arrive()

    def on_session_changed(self, _: bars.SessionChanged) -> None:
        """Show the session as it is now, unless that is what is shown already."""
        if self._shown is not self.bench.session:
            self.arrive()

    def arrive(self) -> None:
        """Show the session as it is, at the place where it is."""
        if self.is_mounted:
            self._show_frame()
            self.show()
            if self._shown is not None and self._shown.seal != self.bench.session.seal:
                self.refresh_bindings()  # other keys work now
            self._shown = self.bench.session

    def save_changed(self, saved: bars.FileMark) -> None:
        """Show whether all is saved; the news may come while the screen is being taken down."""
        bar = self.query_one_optional(bars.TitleBar)
        if bar is not None:
            bar.show_saved(saved)

    def clock_changed(self) -> None:
        """Show the time as it is with this minute."""
        bar = self.query_one_optional(bars.TitleBar)
        if bar is not None:
            bar.show_clock(self.bench.clock_mark(anew=True))

    def guide(self) -> bars.Guide:
        """What F1 says about this step."""
        screen: ScreenWords = getattr(self.bench.words, self.step).screen
        return bars.Guide(screen.title, screen.purpose, screen.guidance)

    # -- the frame

    def stops(self) -> tuple[str, tuple[Stop, ...], str | None]:
        """What the rail lists: its title, its stops and the current one. Workloads, unless told."""
        bench = self.bench
        step: Step = self.step if self.step in agenda.PER_WORKLOAD else "axes"
        counts = bench.progress_of_each(step)
        stops = tuple(
            self._stop(key, workload, counts[key][step])
            for key, workload in bench.session.workloads.items()
        )
        current = bench.place.workload if self.step in agenda.PER_WORKLOAD else None
        return bench.words.workloads.screen.title, stops, current

    def _stop(self, key: str, workload: Workload, progress: questions.Progress) -> Stop:
        """A workload in the rail; it stays the same object as long as nothing of it changes."""
        former = self._stops.get(key)
        if former is None or former[0] is not workload or former[1] is not progress:
            mark = "again" if self._again(key) else progress_mark(progress)
            former = self._stops[key] = (workload, progress, Stop(key, workload.name, mark))
        return former[2]

    def _again(self, workload: str) -> bool:
        """Whether a level of a workload is to be confirmed, or its decision to be made, again."""
        node = self.bench.session.workloads[workload]
        return bool(standing.contradictions(node)) or self._outdated(workload)

    def _outdated(self, workload: str | None) -> bool:
        """Whether the decision on a workload has lost its ground."""
        node = self.bench.session.workloads.get(workload or "")
        if node is None or node.decision is None:
            return False
        return self.bench.assessed(str(workload)).decision_state == "outdated"

    def _show_frame(self) -> None:
        bench = self.bench
        title, stops, current = self.stops()
        ids = [stop.id for stop in stops]
        where = ""
        if current in ids:
            at = ids.index(current)
            count = tr("{number} of {total}", number=at + 1, total=len(ids))
            where = f"{count}  {stops[at].name}"
            if self.step in agenda.PER_WORKLOAD and self._outdated(current):
                state = bench.words.summary.decisions["outdated"].name
                where = f"{count}  {GLYPHS.warning} {state.upper()}  {stops[at].name}"
        bar = self.query_one(bars.TitleBar)
        bar.show(bench.session.title, where, standing.how_many_parked(bench.session))
        bar.show_clock(bench.clock_mark())
        rail = self.query_one(Rail)
        rail.show(title, stops, current)
        self._take_room()
        shared = standing.programme_wide(bench.session)
        tabs = tuple(
            bars.Tab(
                step, getattr(bench.words, step).screen.title, progress_mark(bench.progress(step))
            )
            for step in agenda.STEPS
            if shared.has(step)
        )
        self.query_one("#steps", bars.TabsLine).show(tabs, self.step)

    def on_rail_picked(self, event: Rail.Picked) -> None:
        """A click on the rail goes there."""
        self.go_to_stop(event.id)

    def on_title_bar_step(self, event: bars.TitleBar.Step) -> None:
        """A click on the arrows of the title goes to the neighbour."""
        self.action_neighbour(event.by)

    def on_title_bar_parked(self, _: bars.TitleBar.Parked) -> None:
        """A click on how much is parked shows it."""
        self.workshop.show_board("parked")

    def on_tabs_line_picked(self, event: bars.TabsLine.Picked) -> None:
        """A click on a step goes there."""
        step = next((step for step in agenda.STEPS if step == event.key), None)
        if event.line == "steps" and step is not None:
            self.workshop.go(step)

    def go_to_stop(self, stop: str) -> None:
        """Go to a workload (or what else the rail lists)."""
        place = self.bench.place
        if self.step in agenda.PER_WORKLOAD:
            self.workshop.go(self.step, workload=stop, item=place.item)
        else:
            self.workshop.go("axes", workload=stop)

    # -- keys

    def key_words(self, action: str) -> str | None:
        """What the footer says of a key that does another thing while the session is sealed."""
        return tr("unseal") if action == "sign_off" and self.bench.sealed else None

    def action_page(self, by: int) -> None:
        """Go to the next or previous page of the walk."""
        self.workshop.turn_page(by)

    def action_neighbour(self, by: int) -> None:
        """Go to what is open first of the next or previous workload (or what the rail lists)."""
        _, stops, current = self.stops()
        ids = [stop.id for stop in stops]
        if ids:
            at = ids.index(current) + by if current in ids else 0
            stop = ids[at % len(ids)]

            def go() -> None:
                if self.step in agenda.PER_WORKLOAD:
                    self.workshop.go_to_workload(stop, from_here=True)
                else:
                    self.go_to_stop(stop)

            self.workshop.go_to_neighbour(by, stop, go)

    def action_step(self, step: Step) -> None:
        """Go to a step; from the summary back to where the room came from."""
        self.workshop.look_up(step)

    def action_order(self) -> None:
        """Walk through all workloads in one part, or through all parts with one workload."""
        self.attempt(self.workshop.change_order)

    def action_open_question(self) -> None:
        """Go to the next question that is open, unknown, parked or marked for review."""
        self.workshop.go_to_open()

    def action_go_to(self) -> None:
        """Pick a step or a workload to go to."""
        self.workshop.ask_where_to_go()

    @property
    def at_hand(self) -> str | None:
        """The workload whose past is shown: the one where the room is."""
        workload = self.bench.place.workload
        return workload if workload in self.bench.session.workloads else None

    def action_history(self) -> None:
        """Show what the question at hand was answered before, and what the decision was."""
        from fouraxis.tui.live.history import HistoryDialog

        place = self.bench.place
        vendor = place.vendor if place.vendor in self.bench.session.vendors else None
        if place.step == "vendors" and vendor is not None:
            self.app.push_screen(HistoryDialog(self.bench, None, place.item, vendor))
        elif self.at_hand is None and place.step != "contract":
            bars.say(self.app, tr("There is no workload here yet."))
        else:
            self.app.push_screen(HistoryDialog(self.bench, self.at_hand, place.item))

    def action_agenda(self) -> None:
        """Show how long the workshop takes, part by part."""
        self.workshop.show_agenda()

    def action_boards(self) -> None:
        """Show what is parked, what is to be done, and what nobody could say."""
        self.workshop.show_board("parked")

    def action_sign_off(self) -> None:
        """Say who was there and who decided, and seal the session; or unseal it."""
        self.workshop.show_sign_off()

    def action_wrap_up(self) -> None:
        """Walk through what is left at the end."""
        self.workshop.wrap_up()

    def action_leave(self) -> None:
        """Go up one level: from a workload's page to the workloads, from there to Home."""
        if self.step in agenda.PER_WORKLOAD:
            self.workshop.go("workloads")
        else:
            self.workshop.go_home()

    def action_undo(self) -> None:
        """Take back the last change."""
        self.workshop.undo()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.workshop.redo()
