"""Where to go: type a few letters of a step or workload, Enter goes there."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from fouraxis.content.language import tr
from fouraxis.tui.dialogs.dialog import TypingDialog
from fouraxis.tui.look import shown_line
from fouraxis.tui.parts.editors import LineEditor
from fouraxis.tui.widgets.key_bar import KeyBar
from fouraxis.workshop.session import Step


@dataclass(frozen=True, slots=True)
class Target:
    """A place to go: a step, or a step of a workload."""

    step: Step
    workload: str | None
    name: str


class GoTo(TypingDialog[Target | None]):
    """A list that narrows while one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "after_typing('go')", "go there", key_display="Enter", priority=True),
        Binding("up", "move(-1)", "up", show=False, priority=True),
        Binding("down", "move(1)", "down", show=False, priority=True),
        Binding("escape", "dismiss(None)", "stay", key_display="Esc"),
    ]

    def __init__(self, targets: tuple[Target, ...]) -> None:
        super().__init__()
        self._targets = targets
        self._found = targets
        self._sought = ""

    def compose(self) -> ComposeResult:
        """A field to type in, and what fits."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Go to"))
            yield LineEditor(placeholder=tr("part of a name"))
            yield OptionList(markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """All places at first."""
        self._narrow("")
        self.query_one(OptionList).can_focus = False

    def on_line_editor_drafted(self, event: LineEditor.Drafted) -> None:
        """Narrow the list to what has these letters."""
        self._narrow(event.text)

    def _narrow(self, text: str) -> None:
        self._sought = text
        self._found = tuple(t for t in self._targets if text.casefold() in t.name.casefold())
        options = self.query_one(OptionList)
        options.set_options(
            Option(Content.assemble("  " if target.workload else "", shown_line(target.name)))
            for target in self._found
        )
        options.highlighted = 0 if self._found else None

    def action_move(self, by: int) -> None:
        """Move through what was found."""
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._found)

    def action_go(self) -> None:
        """Go to the highlighted place; letters whose news is still on the way count."""
        text = self.query_one(LineEditor).value
        if text != self._sought:
            self._narrow(text)
        at = self.query_one(OptionList).highlighted
        self.dismiss(self._found[at] if at is not None else None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click goes there."""
        self.dismiss(self._found[event.option_index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field goes, too."""
        event.stop()
        self.action_go()
