"""What the program says to the room in passing: one line at the foot of whatever is in front."""

from collections.abc import Sequence
from typing import Any, Final, Literal

from textual import events
from textual.app import App, ScreenStackError
from textual.content import Content
from textual.notifications import Notification
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from fouraxis.content.language import ntr
from fouraxis.tui.look import GLYPHS, shown
from fouraxis.tui.parts.bars import KeyBar
from fouraxis.workshop.text import showable

Severity = Literal["information", "warning", "error"]

_SECONDS: Final[dict[Severity, float]] = {"information": 4, "warning": 6, "error": 10}
"""How long it stands there."""

_LOOKS: Final[dict[Severity, tuple[str, str]]] = {
    "information": ("", "$foreground"),
    "warning": (f"{GLYPHS.warning} ", "bold $warning"),
    "error": (f"{GLYPHS.unsaved} ", "bold $error"),
}
"""What stands before it, and its style: a mark says what the colour says."""


UNTIL_CHANGED: Final = "until the next change"
"""The title, which nobody sees, of what the next change makes untrue."""


def say(
    app: App[Any], text: str, severity: Severity = "information", *, until_changed: bool = False
) -> None:
    """Say something to the room. The text is data: no markup, and nothing that a terminal obeys.

    With `until_changed` it is true of the session as it is now, and goes with the next change.
    """
    app.notify(
        showable(text),
        title=UNTIL_CHANGED if until_changed else "",
        severity=severity,
        markup=False,
        timeout=_SECONDS[severity],
    )


def in_passing(notices: Sequence[str]) -> str:
    """Several things that were noticed at once, as one: the first, and where the rest can be read.

    There is at least one.
    """
    first, *others = notices
    more = len(others)
    rest = ntr(more, "Set-up says {count} more thing.", "Set-up says {count} more things.")
    return f"{first} {rest}" if others else first


def show_newest(app: App[Any], notices: tuple[Notification, ...]) -> None:
    """Show the newest of these on the screen in front, or nothing where there are none.

    There is never more than one line of it: whoever takes ten changes back reads the last of them,
    and sees the workshop behind it.
    """
    try:
        screen = app.screen
    except ScreenStackError:  # the program starts, or ends
        return
    for behind in app.screen_stack[:-1]:  # a dialog lets it show through
        behind.query(NoticeLine).set(display=False)
    line = next(iter(screen.query(NoticeLine)), None)
    if line is not None:
        line.show(notices[-1] if notices else None)
    elif notices and screen.is_attached:
        screen.mount(NoticeLine(notices[-1]))


class NoticeLine(Widget):
    """The line. It lies over what is above the keys, moves nothing, and goes by itself."""

    DEFAULT_CSS = """
    NoticeLine {
        layer: notice;
        dock: bottom;
        width: 100%;
        height: auto;
        max-height: 3;
        padding: 0 1;
    }
    """

    def __init__(self, notice: Notification) -> None:
        super().__init__()
        self._notice: Notification | None = notice
        self._end: Timer | None = None

    def on_mount(self) -> None:
        """Stand above the keys, wherever they move while it is there."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self.show(self._notice)

    def show(self, notice: Notification | None) -> None:
        """Show this for as long as it has; None: nothing is said."""
        if self._end is not None:
            self._end.stop()
            self._end = None
        left = 0 if notice is None else notice.time_left
        self._notice = notice if left > 0 else None
        self.display = self._notice is not None
        if self._notice is not None:
            self._end = self.set_timer(left, self._go)
            self._place()
            self.refresh(layout=True)

    def render(self) -> Content:
        """What is said, in full: what needs more than a line has it."""
        if self._notice is None:
            return Content("")
        mark, style = _LOOKS[self._notice.severity]
        return Content.assemble((mark, style), shown(self._notice.message, style))

    def on_click(self, event: events.Click) -> None:
        """A click puts it away."""
        event.stop()
        self._go()

    def on_resize(self) -> None:
        """The keys may take more lines, or fewer."""
        self.call_after_refresh(self._place)

    def _go(self) -> None:
        self.show(None)

    def _follow(self, _: Screen[object]) -> None:
        if self.display:
            self.call_after_refresh(self._place)

    def _place(self) -> None:
        """Leave the keys at the foot of the screen in sight; those of a dialog are in its box."""
        if not self.is_attached:
            return
        bars = (bar for bar in self.screen.query(KeyBar) if bar.parent is self.screen)
        foot = sum(bar.outer_size.height for bar in bars)
        if self.styles.margin.bottom != foot:
            self.styles.margin = (0, 0, foot, 0)
