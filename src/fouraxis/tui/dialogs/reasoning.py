"""A workload's whole reasoning on one page: what is recommended and why, decided, answered."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from fouraxis.tui.deciding import KEYS, Deciding
from fouraxis.tui.look import cut
from fouraxis.tui.messages import SessionChanged
from fouraxis.tui.parts.text import Page, Reading
from fouraxis.tui.summary.reasons import reasoning
from fouraxis.tui.widgets.key_bar import KeyBar
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.matters import next_step
from fouraxis.workshop.session import Place

Onward = Place | Literal["undo"] | None
"""What the page closes with: a place to go to, a change to take back, or neither."""


class ReasoningDialog(ModalScreen[Onward]):
    """A page that scrolls; closed, it says what the room wants next.

    The room can decide here as in the table, and step through the workloads. The place in the
    session follows, so that the table is at the same workload when the page closes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)", "back to the table", key_display="Esc"),
        *KEYS,
        Binding("a", "answer", "to its questions", id="reasoning.answer"),
        Binding("u,ctrl+z", "dismiss('undo')", "undo", key_display="u"),
        Binding("right_square_bracket", "neighbour(1)", "next one", key_display="]"),
        Binding("left_square_bracket", "neighbour(-1)", "one before", key_display="["),
    ]

    def __init__(self, bench: Workbench, workload: str) -> None:
        super().__init__()
        self.bench = bench
        self.workload = workload
        self._deciding = Deciding(self, bench)

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Reading(classes="dialog", id="reasoning"):
            yield Page(id="reasoning-page")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the reasons."""
        self._show()
        self.query_one("#reasoning").focus()

    def on_session_changed(self, _: SessionChanged) -> None:
        """Something was decided: show it."""
        self._show()

    def _show(self) -> None:
        if self.workload not in self.bench.session.workloads:
            return
        name = self.bench.session.workloads[self.workload].name
        room = max(min(self.app.size.width, 104) - 12, 10)
        self.query_one("#reasoning").border_title = Content(cut(name, room))
        self.query_one(Page).show(reasoning(self.bench, self.workload))

    def action_decide(self) -> None:
        """Decide."""
        self._deciding.decide(self.workload)

    def action_confirm(self) -> None:
        """Decide as recommended."""
        self._deciding.confirm(self.workload)

    def action_take_back(self) -> None:
        """Take the decision back."""
        self._deciding.take_back(self.workload)

    def action_answer(self) -> None:
        """Go to the question that it depends on, or to its axes."""
        self.dismiss(next_step(self.bench.assessed(self.workload)))

    def action_neighbour(self, by: int) -> None:
        """Show the next or previous workload."""
        ids = list(self.bench.session.workloads)
        self.workload = ids[(ids.index(self.workload) + by) % len(ids)]
        self.bench.move(self.bench.place.model_copy(update={"workload": self.workload}))
        self._show()
        self.query_one("#reasoning").scroll_home(animate=False)
