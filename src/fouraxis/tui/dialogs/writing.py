"""How far a report is, while it is being written."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.tui.glyphs import PLAIN
from fouraxis.tui.look import shown_line
from fouraxis.tui.widgets.key_bar import KeyBar

_CELLS: Final = 40
_FULL, _EMPTY = ("#", ".") if PLAIN else ("━", "─")


class Writing(ModalScreen[None]):
    """A bar that fills. Esc goes on working; the report is written all the same.

    A thread tells it how far it is, by two plain values that it looks at ten times a second.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "go on meanwhile", key_display="Esc"),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._file = name
        self._done = 0.0
        self.finished = False

    def compose(self) -> ComposeResult:
        """The file's name and the bar."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Writing the report"))
            yield Static(shown_line(self._file))
            yield Static(id="bar")
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin to look."""
        self._look()
        self.set_interval(0.1, self._look)

    def tell(self, done: float) -> None:
        """How much is done, from 0 to 1; any thread may say so."""
        self._done = done

    def _look(self) -> None:
        if self.finished:
            if self.is_current:
                self.dismiss(None)
            return
        full = round(self._done * _CELLS)
        bar = Content.assemble(
            (_FULL * full, "$accent"),
            (_EMPTY * (_CELLS - full), "$faint"),
            f" {self._done:4.0%}",
        )
        self.query_one("#bar", Static).update(bar)
