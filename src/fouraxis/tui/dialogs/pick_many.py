"""Any number out of a list, ticked with Space, Enter or a click."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.widgets.key_bar import KeyBar


class PickMany(ModalScreen[tuple[str, ...]]):
    """Closes with the ids that are ticked. `choices` are (id, name) pairs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "tick", "tick", key_display="Space", priority=True),
        Binding("escape", "done", "done", key_display="Esc"),
    ]

    def __init__(
        self,
        title: str,
        prompt: str,
        choices: tuple[tuple[str, str], ...],
        ticked: tuple[str, ...],
    ) -> None:
        super().__init__()
        self._title = title
        self._prompt = prompt
        self._choices = choices
        self._ticked = set(ticked)

    def compose(self) -> ComposeResult:
        """The prompt and the list."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            yield Static(shown(self._prompt))
            yield OptionList(*(Option(self._line(*one)) for one in self._choices), markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Start at the first choice."""
        options = self.query_one(OptionList)
        options.highlighted = 0 if self._choices else None
        options.focus()

    def _line(self, choice: str, name: str) -> Content:
        mark = (GLYPHS.done, "$success") if choice in self._ticked else (GLYPHS.none, "$faint")
        return Content.assemble(mark, " ", shown_line(name))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick, or take the tick off."""
        choice, name = self._choices[event.option_index]
        self._ticked ^= {choice}
        event.option_list.replace_option_prompt_at_index(
            event.option_index, self._line(choice, name)
        )

    def action_tick(self) -> None:
        """Tick the highlighted one."""
        self.query_one(OptionList).action_select()

    def action_done(self) -> None:
        """Close with what is ticked."""
        self.dismiss(tuple(choice for choice, _ in self._choices if choice in self._ticked))
