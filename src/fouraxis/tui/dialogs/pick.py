"""One out of a few, picked from a list."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.widgets.key_bar import KeyBar


class Pick(ModalScreen[str | None]):
    """Closes with the id of what was picked, or None. `choices` are (id, name) pairs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "pick", key_display="Enter", priority=True),
        Binding("escape", "dismiss(None)", "cancel", key_display="Esc"),
    ]

    def __init__(
        self,
        title: str,
        prompt: str,
        choices: tuple[tuple[str, str], ...],
        current: str | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._prompt = prompt
        self._choices = choices
        self._current = current

    def compose(self) -> ComposeResult:
        """The prompt and the list."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            if self._prompt:
                yield Static(shown(self._prompt))
            yield OptionList(*(Option(shown_line(name)) for _, name in self._choices), markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Start at the current choice."""
        ids = [choice for choice, _ in self._choices]
        options = self.query_one(OptionList)
        options.highlighted = ids.index(self._current) if self._current in ids else 0
        options.focus()

    def action_pick(self) -> None:
        """Pick the highlighted one."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click picks."""
        self.dismiss(self._choices[event.option_index][0])
