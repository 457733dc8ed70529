"""The agenda: what comes when, how long it takes, and how far each part is."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.folder import shipped
from fouraxis.content.language import tr
from fouraxis.tui.agenda_lines import block_line, head_line, item_line
from fouraxis.tui.contracts import Guide
from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.messages import SessionChanged
from fouraxis.tui.navigator import Navigator
from fouraxis.tui.planning import ask_minutes
from fouraxis.tui.widgets.key_bar import KeyBar
from fouraxis.tui.widgets.pointed_list import PointedList
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.agenda import STEPS, Agenda, agenda, in_all
from fouraxis.workshop.session import Step


class AgendaScreen(Screen[None]):
    """The plan, part by part; Enter goes to a part, and Esc back to where the room was."""

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "agenda.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (100, "-wide")]
    AUTO_FOCUS = "#agenda-lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "minutes", "minutes", id="agenda.minutes"),
        Binding("u,ctrl+z", "undo", "undo", key_display="u", id="agenda.undo"),
        Binding("ctrl+y", "redo", "redo", key_display="^y", id="agenda.redo"),
        Binding("escape,q,t", "close", "close", key_display="Esc", id="agenda.close"),
    ]

    def __init__(self, bench: Workbench, workshop: Navigator, part: Step | None = None) -> None:
        super().__init__()
        self._start = part or bench.place.step
        self._bench = bench
        self._workshop = workshop

    def compose(self) -> ComposeResult:
        """A title, the whole time, the parts, what is left out, the keys."""
        yield Static(id="agenda-title")
        yield Static(id="agenda-total")
        yield Static(id="agenda-heads")
        yield PointedList(id="agenda-lines", markup=False)
        yield Static(id="agenda-foot")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start at the part where the room is."""
        self._show()

    def on_resize(self, _: Resize) -> None:
        """The columns follow the width."""
        self.call_after_refresh(self._show)

    def on_session_changed(self, _: SessionChanged) -> None:
        """Show the plan as it is now."""
        self._show()

    def on_screen_resume(self) -> None:
        """Something may have changed while a dialog was in front."""
        self._show()

    def guide(self) -> Guide:
        """What F1 says about the agenda."""
        screen = self._bench.words.setup.planning
        return Guide(screen.title, screen.purpose, screen.guidance)

    @property
    def part(self) -> Step:
        """The part under the cursor; before there is a cursor, the one to start at."""
        option = self.query_one(PointedList).highlighted_option
        return next((step for step in STEPS if option and step == option.id), self._start)

    # -- showing

    def _show(self) -> None:
        if not self.is_mounted:
            return
        session, words = self._bench.session, self._bench.words
        plan = agenda(session, words)
        title = Content.assemble(
            (words.setup.planning.title, "bold $accent"), "  ", shown_line(session.title, "$quiet")
        )
        self.query_one("#agenda-title", Static).update(title)
        self.query_one("#agenda-total", Static).update(shown(in_all(plan)))
        self._show_parts(plan)
        self._show_foot(plan)

    def _show_parts(self, plan: Agenda) -> None:
        lines, part = self.query_one(PointedList), self.part
        width = self.size.width - 5  # the padding, and the bar that scrolls
        self.query_one("#agenda-heads", Static).update(head_line(width))
        options: list[Option] = []
        for block in plan.blocks:
            if block.each != "once":
                options.append(Option(block_line(block), disabled=True))
            for item in block.items:
                progress = self._bench.progress(item.part)
                options.append(Option(item_line(item, progress, width), id=item.part))
        ids = [option.id for option in options]
        lines.set_options(options)
        lines.highlighted = ids.index(part) if part in ids else 0

    def _show_foot(self, plan: Agenda) -> None:
        """What is left out, and what the mark of own minutes means."""
        said: list[str] = []
        if plan.left_out:
            said.append(tr("Left out: {names}.", names=", ".join(plan.left_out.values())))
        if any(item.own for item in plan.items):
            said.append(tr("* as this workshop plans it; all else is the guide's."))
        foot = self.query_one("#agenda-foot", Static)
        foot.display = bool(said)
        foot.update(shown("\n".join(said)))

    # -- keys

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the part."""
        event.stop()
        self._workshop.go(self.part)

    def action_minutes(self) -> None:
        """Ask how many minutes the part under the cursor is to take."""
        ask_minutes(self, self._bench, self.part)

    def action_undo(self) -> None:
        """Take back the last change, and look at the plan as it was."""
        self._travel(self._workshop.undo)

    def action_redo(self) -> None:
        """Do again what was taken back, and look at the plan as it is."""
        self._travel(self._workshop.redo)

    def _travel(self, there: Callable[[], None]) -> None:
        """Go where the change was made; the plan is opened again over that."""
        app, part = self.app, self.part
        there()
        if self not in app.screen_stack:
            self._workshop.show_agenda(part)

    def action_close(self) -> None:
        """Go back to where the room was."""
        self.dismiss(None)
