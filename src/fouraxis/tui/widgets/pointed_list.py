"""A list in which a click points before it opens, so that a mouse alone can do everything."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class PointedList(OptionList):
    """The first click on a line puts the cursor there, another one opens it, as Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open", key_display="Enter", id="list.open"),
        Binding("down,j", "cursor_down", "down", show=False, id="list.down"),
        Binding("up,k", "cursor_up", "up", show=False, id="list.up"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is offered where there is something to open."""
        return self.highlighted is not None if action == "select" else True

    def on_click(self, event: events.Click) -> None:
        """Keep a click from opening what it only points at."""
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if isinstance(clicked, int) and not self.get_option_at_index(clicked).disabled:
            if clicked == self.highlighted:
                self.action_select()
            else:
                self.highlighted = clicked
