"""Workloads that were found in a list or a table, before they are added: what, and what is odd."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.shown import cut, shown
from fouraxis.workshop.importing import Found

NAMES: Final = 200
"""How many names the preview shows; a list longer than that is not read by a room."""


def preview(found: Found) -> Content:
    """What is odd first, since it wants a decision; then every name."""
    lines = [Content.assemble((f"{GLYPHS.warning} ", "$warning"), shown(p)) for p in found.problems]
    for number, one in enumerate(found.candidates[:NAMES], 1):
        rest = ", ".join(filter(None, (one.owner, one.description)))
        lines.append(
            Content.assemble(
                (f"{number:>3} ", "$faint"),
                (cut(one.name, 40), "bold"),
                (f"  {cut(rest, 24)}" if rest else "", "$quiet"),
            )
        )
    if len(found.candidates) > NAMES:
        lines.append(Content.styled(f"    and {len(found.candidates) - NAMES} more", "$quiet"))
    return Content("\n").join(lines)


class AddLine(Widget, can_focus=True):
    """The line that adds what was found: Enter or a click does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", "add them", key_display=GLYPHS.enter, id="found.add"),
    ]

    @dataclass
    class Added(Message):
        """The room wants what was found."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._number = 0
        self.can_focus = False

    def show(self, number: int) -> None:
        """Offer to add so many."""
        self._number = number
        self.can_focus = number > 0
        self.refresh()

    def render(self) -> Content:
        """The offer."""
        if not self._number:
            return Content.styled("Nothing to add yet.", "$faint")
        what = "this workload" if self._number == 1 else f"these {self._number} workloads"
        mark = f"{GLYPHS.cursor} " if self.has_focus else "  "
        return Content.assemble((mark, "$accent"), (f"Add {what}", "bold $accent"))

    def action_add(self) -> None:
        """Add them."""
        if self._number:
            self.post_message(self.Added())

    def on_click(self, event: events.Click) -> None:
        """A click adds them."""
        event.stop()
        self.action_add()
