"""Answers that two people changed, each in their own way: mine, theirs, or both, one by one."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from fouraxis.content.language import tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words
from fouraxis.store.merge import Choice, Conflict, Merged
from fouraxis.tui.look import GLYPHS, Paragraph, shown, shown_line
from fouraxis.tui.parts.bars import KeyBar
from fouraxis.tui.parts.dialogs import Dialog
from fouraxis.workshop.labels import Naming
from fouraxis.workshop.session import SessionPath

CHOICES: Final[tuple[Choice, ...]] = ("mine", "theirs", "both")

Choices = Mapping[SessionPath, Choice]


class Side(VerticalScroll):
    """One of the two versions. A click takes it."""

    class Taken(Message):
        """This version is to be taken."""

        def __init__(self, side: str) -> None:
            super().__init__()
            self.side = side

    def compose(self) -> ComposeResult:
        """The text."""
        yield Paragraph()

    def on_click(self, event: events.Click) -> None:
        """A click takes it."""
        event.stop()
        self.post_message(self.Taken(self.id or ""))


class ConflictDialog(Dialog[Choices | None]):
    """Closes with a choice for every conflict, or with None: then all of them stay open.

    Args:
        merged: the two versions, with their conflicts.
        content: what places, and what is chosen there, are called.
        mine: what my version is called here; "yours" if nothing is given.
        theirs: what the other version is called here; "theirs" if nothing is given.
        save_copy: saves the session elsewhere, and says so.
    """

    confirms = True
    CSS_PATH = [shipped("screens") / "conflict.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "take('mine')", "mine"),
        Binding("2", "take('theirs')", "theirs"),
        Binding("3", "take('both')", "both"),
        Binding("down,right", "move(1)", "next", key_display="↓"),
        Binding("up,left", "move(-1)", "back", key_display="↑"),
        Binding("pagedown", "read(1)", "read on", show=False),
        Binding("pageup", "read(-1)", "read back", show=False),
        Binding("c", "copy", "save a copy"),
        Binding("enter", "settle", "settle all", key_display="Enter"),
        Binding("escape", "dismiss(None)", "later", key_display="Esc"),
    ]

    def __init__(
        self,
        merged: Merged,
        content: Words,
        *,
        mine: str = "",
        theirs: str = "",
        save_copy: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._merged = merged
        self._naming = Naming(content)
        self._words = merged.words(self._naming)
        self._names = {"mine": mine or tr("yours"), "theirs": theirs or tr("theirs")}
        self._save_copy = save_copy
        self._at = 0
        self._choices: dict[SessionPath, Choice] = {}

    def compose(self) -> ComposeResult:
        """Where it is, the two versions, what was chosen."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Changed by two"))
            yield Paragraph(id="where")
            with Container(id="sides"):
                yield Side(id="mine", classes="side")
                yield Side(id="theirs", classes="side")
            yield Paragraph(id="chosen")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the first conflict."""
        self._show()

    @property
    def _conflict(self) -> Conflict:
        return self._merged.conflicts[self._at]

    @property
    def _open(self) -> list[int]:
        """Which conflicts have no choice yet."""
        conflicts = enumerate(self._merged.conflicts)
        return [at for at, conflict in conflicts if conflict.path not in self._choices]

    def _show(self) -> None:
        conflict, number = self._conflict, len(self._merged.conflicts)
        chosen = self._choices.get(conflict.path)
        at = tr("{number} of {total}", number=self._at + 1, total=number)
        place = f"{at}  {self._words.place(conflict.path)}"
        self.query_one("#where", Paragraph).update(shown_line(place))
        for digit, side in enumerate(CHOICES[:2], 1):
            box = self.query_one(f"#{side}", Side)
            taken = chosen in (side, "both")
            mark = f"{GLYPHS.chosen_left} " if taken else ""
            box.border_title = shown_line(f"{mark}{digit} {self._names[side]}")
            box.set_class(taken, "-chosen")
            box.query_one(Paragraph).update(shown(self._in_full(getattr(conflict, side))))
        self.query_one("#chosen", Paragraph).update(self._said(chosen))
        self.refresh_bindings()

    def _in_full(self, thing: Any) -> str:
        """A version as the room reads it: what was typed is not cut."""
        path = self._conflict.path
        if isinstance(thing, str):
            return self._naming.value(path, thing) or thing
        return tr("nothing") if thing is None else self._words.value(path, thing)

    def _said(self, chosen: Choice | None) -> Content:
        left = len(self._merged.conflicts) - len(self._choices)
        match chosen:
            case None:
                taken = tr("Take one of them; nothing is changed before that.")
            case "both":
                taken = tr("Both are taken.")
            case _:
                taken = tr("Taken: {side}.", side=self._names[chosen])
        rest = tr("{count} to choose.", count=left) if left else tr("Enter settles all.")
        return Content.assemble(shown_line(f"{taken} "), (rest, "$accent"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Both can be had of texts only; there is no next one where there is only one."""
        if action == "take" and parameters == ("both",):
            return self._conflict.text
        if action == "move":
            return len(self._merged.conflicts) > 1
        return self._save_copy is not None if action == "copy" else True

    def action_take(self, choice: Choice) -> None:
        """Take a version, and go on to what is not chosen yet."""
        self._choices[self._conflict.path] = choice
        open_ = [
            at
            for at, conflict in enumerate(self._merged.conflicts)
            if conflict.path not in self._choices
        ]
        if open_:
            self._at = next((at for at in open_ if at > self._at), open_[0])
        self._show()

    def action_move(self, by: int) -> None:
        """Look at another conflict."""
        self._at = (self._at + by) % len(self._merged.conflicts)
        self._show()

    def action_read(self, by: int) -> None:
        """Read on, or back, in both texts."""
        for side in self.query(Side):
            if by > 0:
                side.scroll_page_down(animate=False)
            else:
                side.scroll_page_up(animate=False)

    def action_copy(self) -> None:
        """Save a copy; the conflicts stay."""
        if self._save_copy is not None:
            self._save_copy()

    def action_settle(self) -> None:
        """Close with what was chosen, if everything is."""
        if len(self._choices) == len(self._merged.conflicts):
            self.dismiss(dict(self._choices))
        else:
            self._at = next(
                at
                for at, conflict in enumerate(self._merged.conflicts)
                if conflict.path not in self._choices
            )
            self._show()

    def on_side_taken(self, event: Side.Taken) -> None:
        """A click on a version takes it."""
        side = next((side for side in CHOICES if side == event.side), None)
        if side is not None:
            self.action_take(side)
