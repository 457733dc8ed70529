"""What reads differently than when the room answered, and the key to go on under it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.tui.look import shown, shown_line
from fouraxis.tui.widgets.key_bar import KeyBar


class WordingDialog(ModalScreen[bool]):
    """A list to read; closed, it says whether the room goes on under the new wording.

    Args:
        text: what differs.
        asked: whether the room has not said so yet, and may.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "adopt", "fine from now on", id="wording.adopt"),
        Binding("escape,enter", "dismiss(False)", "close", key_display="Esc"),
    ]

    def __init__(self, text: str, *, asked: bool) -> None:
        super().__init__()
        self._text = text
        self._asked = asked

    def compose(self) -> ComposeResult:
        """What differs, and what the key means."""
        with VerticalScroll(classes="dialog") as page:
            page.border_title = shown_line(tr("Changed wording"))
            yield Static(shown(self._text))
            if self._asked:
                said = tr("Fine like this? Press a: it is not said again, and u takes it back.")
                yield Static(shown(f"\n{said}"))
            yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to adopt twice."""
        return self._asked if action == "adopt" else super().check_action(action, parameters)

    def action_adopt(self) -> None:
        """Go on under the new wording."""
        self.dismiss(True)
