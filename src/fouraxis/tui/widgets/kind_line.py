"""The kind of a workload on one line: a digit chooses it."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from fouraxis.content.language import tr
from fouraxis.tui.look import shown_line


class KindLine(Widget, can_focus=True):
    """Shows the chosen kind; `kinds` are (id, name) pairs in the order of their digits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,2,3,4,5,6,7,8,9", "choose", "choose", key_display="1-9", id="kind.choose"),
        Binding("backspace,delete", "clear", "none", key_display="bksp", id="kind.clear"),
    ]

    @dataclass
    class Chosen(Message):
        """This kind was chosen; empty for none."""

        kind: str

    def __init__(
        self, kinds: tuple[tuple[str, str], ...], kind: str, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._kinds = kinds
        self._kind = kind

    def render(self) -> Content:
        """The kind, or how to say it."""
        if not self._kind:
            return Content.styled(tr("not said yet"), "italic $faint")
        return shown_line(dict(self._kinds).get(self._kind, self._kind))

    def choose(self, kind: str) -> None:
        """Take a kind."""
        self._kind = kind
        self.refresh()
        self.post_message(self.Chosen(kind))

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the kind of that number."""
        if event.character and event.character in "123456789":
            event.stop()
            event.prevent_default()
            if int(event.character) <= len(self._kinds):
                self.choose(self._kinds[int(event.character) - 1][0])

    def action_choose(self) -> None:
        """The footer's "choose": the digit itself is read in `on_key`; a click steps on."""
        ids = [kind for kind, _ in self._kinds]
        at = ids.index(self._kind) + 1 if self._kind in ids else 0
        if ids:
            self.choose(ids[at % len(ids)])

    def action_clear(self) -> None:
        """Take the kind back."""
        self.choose("")
