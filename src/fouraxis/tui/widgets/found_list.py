"""Workloads that were found in a list or a table, before they are added: what, and what is odd."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from fouraxis.content.language import ntr, tr
from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.look import cut, shown
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
        more = tr("and {count} more", count=len(found.candidates) - NAMES)
        lines.append(Content.styled(f"    {more}", "$quiet"))
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
            return Content.styled(tr("Nothing to add yet."), "$faint")
        offer = ntr(self._number, "Add this workload", "Add these {count} workloads")
        mark = f"{GLYPHS.cursor} " if self.has_focus else "  "
        return Content.assemble((mark, "$accent"), (offer, "bold $accent"))

    def action_add(self) -> None:
        """Add them."""
        if self._number:
            self.post_message(self.Added())

    def on_click(self, event: events.Click) -> None:
        """A click adds them."""
        event.stop()
        self.action_add()


class FoundList(Vertical):
    """What was found, and the line that adds it; the arrows scroll what is longer than the room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down",
            "look(1)",
            "look further",
            key_display=f"{GLYPHS.down} {GLYPHS.up}",
            id="found.down",
        ),
        Binding("up", "look(-1)", "look back", show=False, id="found.up"),
    ]

    def compose(self) -> ComposeResult:
        """The text and the line."""
        with VerticalScroll(can_focus=False):
            yield Static()
        yield AddLine()

    def show(self, found: Found) -> None:
        """Show what was found."""
        self.query_one(Static).update(preview(found))
        self.query_one(AddLine).show(len(found.candidates))

    def show_fault(self, text: str) -> None:
        """Say why nothing was found."""
        self.show(Found(()))
        self.query_one(Static).update(shown(text, "$warning"))

    @property
    def offering(self) -> bool:
        """Whether the room stands on the line that adds."""
        return self.query_one(AddLine).has_focus

    def offer(self) -> None:
        """Go to the line that adds."""
        self.query_one(AddLine).focus()

    def action_look(self, by: int) -> None:
        """Scroll."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
