"""The frame around a screen: what each says of itself, the bars around it, notices at its foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import App, ScreenStackError
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.messages import Update
from textual.notifications import Notification
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from fouraxis.content.language import ntr, tr
from fouraxis.tui.keys import at_foot
from fouraxis.tui.look import GLYPHS, cut, shown
from fouraxis.workshop.text import showable


class Quote(NamedTuple):
    """A statement to read out, whose it is (published or guide, in words), and where it stands."""

    text: str
    whose: str
    cite: str


class Guide(NamedTuple):
    """Title and purpose of a screen, and one minute of facilitator's guidance.

    `quotes` are the facts that the facilitator may read out.
    """

    title: str
    purpose: str
    guidance: str
    quotes: tuple[Quote, ...] = ()


def guide_of(words: Mapping[str, Any], more: str = "") -> Guide:
    """The guide in the words of a content file as they stand, with the facts that it has.

    `more` is said behind the guidance.
    """
    screen, sources = words["screen"], words.get("sources", {})
    return Guide(
        str(screen["title"]),
        str(screen["purpose"]),
        f"{str(screen['guidance']).strip()}\n\n{more}",
        tuple(
            Quote(str(fact["text"]), str(sources[fact["source"]]["name"]), str(fact["cite"]))
            for fact in words.get("facts", {}).values()
            if "home" in fact.get("beside", ("home",))
        ),
    )


@dataclass
class SessionChanged(Message):
    """The session on the workbench is another value now: show it anew."""

    bubble = False


class FileMark(NamedTuple):
    """What is known of the file: `mark` is ok, busy or bad, `text` says it in words, `more` all."""

    mark: str = "busy"
    text: str = ""
    more: str = ""


class ClockMark(NamedTuple):
    """What is known of the time: minutes of the part at hand, and how far all is from the plan.

    `over` says that the part has used more than it has, `rests` that no time passes.
    """

    figures: str
    pace: str
    over: bool = False
    rests: bool = False


@dataclass
class SaveChanged(Message):
    """What is known of the file has changed. Sent by the thread that saves."""


_BETWEEN_KEYS: Final = 2
_PACED: Final = 100
"""Cells of a title from which on it says how far the time is from the plan."""
_ENDS: Final = 4
"""Cells for what leads on to the tabs before and behind those that are shown."""


class Tab(NamedTuple):
    """A place: its key, its name, and how far it is.

    That is done, some, none, again (something is to be confirmed again), or empty for no mark.
    """

    key: str
    name: str
    progress: str = ""


class TabsLine(Widget):
    """One line of tabs; a click goes there.

    Where the line is too narrow for all of them it shows those around the current one, all with
    their whole names, between `‹` and `›`, and says which of how many that is.
    """

    @dataclass
    class Picked(Message):
        """Go to the place with this key; `line` is the id of the tab line."""

        line: str
        key: str

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._tabs: tuple[Tab, ...] = ()
        self._current = ""
        self._spans: list[tuple[int, int, str]] = []

    def show(self, tabs: tuple[Tab, ...], current: str) -> None:
        """Show these places, with the current one marked."""
        if (tabs, current) != (self._tabs, self._current):
            self._tabs, self._current = tabs, current
            self.refresh()

    def render(self) -> Content:
        """The tabs, the current one between marks, so that it is seen without colour.

        There is room for each mark before it comes: what is shown changes its place with the room.
        """
        width = self.content_size.width
        self._spans = []
        for gap, space in ((3, 2), (2, 2), (1, 2), (1, 1), (0, 1)):
            edges = (gap + 1) * len(self._tabs) + (1 if gap else 2)
            if sum(self._sizes(space)) + edges <= width:
                return Content.assemble(*self._drawn(self._tabs, 0, gap, space))
        return self._around(width)

    def _sizes(self, space: int) -> list[int]:
        """The width of each name with its mark, which takes so much space with what is before."""
        return [cell_len(tab.name) + (space if tab.progress else 0) for tab in self._tabs]

    def _around(self, width: int) -> Content:
        """The tabs around the current one, and where in the row that is."""
        keys = [tab.key for tab in self._tabs]
        at = keys.index(self._current) if self._current in keys else 0
        count = f" {at + 1}/{len(keys)}"
        sizes = [size + 1 for size in self._sizes(1)]
        room = width - _ENDS - 2 - len(count) - sizes[at]
        first, last = at, at
        grown = True
        while grown:
            grown = False
            if last + 1 < len(sizes) and sizes[last + 1] <= room:
                last, grown = last + 1, True
                room -= sizes[last]
            if first > 0 and sizes[first - 1] <= room:
                first, grown = first - 1, True
                room -= sizes[first]
        parts = [self._end("‹ ", 0, first - 1)]
        parts += self._drawn(self._tabs[first : last + 1], 2, 0, 1)
        room += first == at  # nothing stands before the current one that it would be glued to
        parts += [Content(" " * room), self._end(" ›", width - len(count) - 2, last + 1)]
        return Content.assemble(*parts, (count, "$quiet"))

    def _end(self, sign: str, x: int, tab: int) -> Content:
        """What leads on to a tab that is not shown; blank where there is none."""
        if not 0 <= tab < len(self._tabs):
            return Content(" " * len(sign))
        self._spans.append((x, x + len(sign), self._tabs[tab].key))
        return Content.styled(sign, "$accent")

    def _drawn(self, tabs: tuple[Tab, ...], x: int, gap: int, space: int) -> list[Content]:
        """Tabs from a column on, with so much between them, and with no gap one cell.

        The current one has its marks besides: what stands beside it is not glued to them.
        """
        parts: list[Content] = []
        for tab in tabs:
            mark = {"done": GLYPHS.done, "some": GLYPHS.some, "again": GLYPHS.warning}.get(
                tab.progress, ""
            ).rjust(space)
            name = f"{tab.name}{mark}".rstrip()
            here = tab.key == self._current
            left = "[" if here else " "
            if here and not gap and tab is not tabs[0]:
                left = " ["
            right = "]" if here else " " if gap else ""
            kept = cell_len(tab.name) + (space if tab.progress else 0) - cell_len(name)
            text = Content.styled(f"{left}{name}{right}", "bold $accent" if here else "$quiet")
            part = text + Content(" " * (kept + max(gap - 1, 0)))
            self._spans.append((x, x + part.cell_length, tab.key))
            parts.append(part)
            x += part.cell_length
        return parts

    def on_click(self, event: events.Click) -> None:
        """A click on a tab goes there."""
        offset = event.get_content_offset(self)
        if offset is not None:
            for start, end, key in self._spans:
                if start <= offset.x < end:
                    self.post_message(self.Picked(self.id or "", key))


class TitleBar(Widget):
    """One line. A click on the arrows beside the workload goes to its neighbours.

    A click on what is said of the file asks for more about it. What stands beside that keeps its
    place when "saving" becomes "saved".
    """

    @dataclass
    class Step(Message):
        """Go to the next (1) or previous (-1) workload or vendor."""

        by: int

    @dataclass
    class File(Message):
        """Say more about the file."""

    @dataclass
    class Parked(Message):
        """Show what is parked."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._where = ""
        self._saved = FileMark()
        self._clock: ClockMark | None = None
        self._arrows: tuple[int, int] | None = None
        self._parked = 0
        self._saved_at = 0
        self._parked_at = 0

    def show(self, title: str, where: str, parked: int = 0) -> None:
        """Show the session's title, "2 of 4 · NAME" (empty: nothing to step through), what waits.

        So many questions are parked; a click on their number shows them.
        """
        if (title, where, parked) != (self._title, self._where, self._parked):
            self._title, self._where, self._parked = title, where, parked
            self.refresh()

    def show_saved(self, saved: FileMark) -> None:
        """Show whether all is saved."""
        if saved != self._saved:
            self._saved = saved
            self.tooltip = shown(f"{saved.text}. {saved.more}") if saved.mark == "bad" else None
            self.refresh()
            if self.is_attached:  # at once, so that no frame has the change and not yet this
                self.screen.post_message(Update(self))

    def show_clock(self, clock: ClockMark | None) -> None:
        """Show the time, where the clock is used."""
        if clock != self._clock:
            self._clock = clock
            self.refresh()

    def _time(self, width: int) -> Content:
        """The time in figures; where there is room, how far that is from the plan."""
        clock = self._clock
        if clock is None:
            return Content()
        words = [clock.figures]
        if clock.over:
            words.append(tr("over"))
        elif clock.rests:
            words.append(tr("resting"))
        if width >= _PACED:
            words.append(clock.pace)
        text = ", ".join(words)
        if clock.over:
            return Content.styled(f"{GLYPHS.warning} {text}  ", "bold $warning")
        return Content.styled(f"{text}  ", "$quiet")

    def render(self) -> Content:
        """Title left, position in the middle, saved right; the title gives way first."""
        width = self.content_size.width
        style = {"ok": "$success", "bad": "bold $error reverse"}.get(self._saved.mark, "$quiet")
        sign = {"ok": GLYPHS.saved, "bad": GLYPHS.unsaved}.get(self._saved.mark, " ")
        saved = Content.styled(cut(f" {sign} {self._saved.text} ", max(width * 3 // 5, 12)), style)
        usual = cell_len(f"   {tr('saved {time}', time='00:00:00')} ")
        time = self._time(width)
        waits = f"  {GLYPHS.parked}{self._parked}" if self._parked else ""
        parked = Content.styled(waits, "$warning")
        kept = max(saved.cell_length, min(usual, width * 3 // 5))
        room = width - kept - parked.cell_length - 2 - time.cell_length
        where = cut(self._where, max(room * 3 // 5, 8)) if self._where else ""
        middle = (
            Content.assemble(("‹ ", "$accent"), where, (" ›", "$accent")) if where else Content()
        )
        title = Content.styled(cut(self._title, max(room - middle.cell_length - 2, 6)), "bold")
        gap = max(room - title.cell_length - middle.cell_length, 1)
        left = title.cell_length + gap
        self._arrows = (left, left + middle.cell_length) if where else None
        self._parked_at = left + middle.cell_length
        self._saved_at = self._parked_at + parked.cell_length + 2 + time.cell_length
        return Content.assemble(title, " " * gap, middle, parked, "  ", time, saved)

    def on_click(self, event: events.Click) -> None:
        """Clicks on the arrows step through the workloads."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.x >= self._saved_at:
            self.post_message(self.File())
            return
        if self._parked and offset.x >= self._parked_at:
            self.post_message(self.Parked())
            return
        start, end = self._arrows or (0, 0)
        if start <= offset.x < start + 2:
            self.post_message(self.Step(-1))
        elif end - 2 <= offset.x < end:
            self.post_message(self.Step(1))


class Key(NamedTuple):
    """A key as the footer shows it. `several` keys stand behind it: a click is none of them."""

    display: str
    words: str
    enabled: bool
    key: str
    several: bool
    action: str
    node: DOMNode


def display_of(screen: Screen[object], binding: Binding) -> str:
    """How a key is written where it works now.

    A binding of several keys is written as its first one; in a field that types a letter, and
    another one of them does what it says.
    """
    display = binding.key_display or ""
    letter = len(display) == 1 and display.isascii() and display != binding.key
    if letter and _goes_into_a_field(screen, display):
        binding = replace(binding, key_display=None)
    return screen.app.get_key_display(binding)


_SIGNS: Final = {"plus": "+", "minus": "-", "slash": "/", "at": "@", "underscore": "_"}
"""Keys that Textual names so that it does not know them for the signs that they type."""


def _typed(screen: Screen[object], binding: Binding) -> bool:
    """Whether a key is a sign that goes into the field that has focus, and does nothing else."""
    sign = _SIGNS.get(binding.key)
    return sign is not None and not binding.priority and _goes_into_a_field(screen, sign)


def _goes_into_a_field(screen: Screen[object], sign: str) -> bool:
    focused = screen.focused
    return focused is not None and focused.check_consume_key(sign, sign)


AT_THE_FOOT: Final = 7
"""As many keys as stand at the foot of a screen: nobody reads more of them."""

_HELP, _HELP_ACTION = "app.guidance", "guidance"
"""The key behind which all the others are; it is never the one that gives way."""

_FIRST: Final = (
    "app.file",
    "aside.close",
    "aside.external",
    "question.choose",
    "question.confirm",
    "axes.carry",
    "axes.vote",
    "vote.level",
    "vote.unsure",
    "vote.absent",
    "vote.enter",
    "setup.add",
    "setup.rename",
    "setup.remove",
    "setup.minutes",
    "setup.hours",
    "vendor.link",
    "vendor.choose",
    "vendor.compare",
    "contract.all",
    "checklist.owner",
    "rules.beside",
    "question.note",
    "vendor.add",
    "vendor.disqualify",
    "question.unknown",
    "summary.why",
    "decision.decide",
    "decision.confirm",
    "step.sign",
    "boards.sign",
    "summary.table",
    "summary.view",
    "summary.programme",
    "summary.screen",
    "list.open",
    "workloads.open",
    "workloads.add",
    "workloads.edit",
    "workloads.paste",
    "workloads.split",
    "workloads.merge",
    "home.new",
    "home.carry",
    "home.example",
    "home.find",
    "home.rename",
    "home.trash",
    "home.untrash",
)
"""What a room needs first where it works: these ids, in this order, before all others."""

_LAST: Final = (
    "step.next",
    "step.summary",
    "step.down",
    "vendor.down",
    "step.open",
    "question.park",
    "question.clear",
    "boards.next",
    "actions.add",
    "step.undo",
    "actions.undo",
    "step.goto",
    "question.flag",
    "step.agenda",
    "placing.outcome",
    "step.leave",
    "step.redo",
    "actions.redo",
    "app.quit",
    "app.palette",
)
"""What works everywhere, and comes behind what a screen has of its own."""

_PLACES: Final = {
    **{key: at - len(_FIRST) for at, key in enumerate(_FIRST)},
    **{key: at + 1 for at, key in enumerate(_LAST)},
    _HELP: len(_LAST) + 1,
}


class KeyBar(Widget):
    """The keys that matter most where the room is, on one line; all of them are behind F1.

    They are bindings of what has focus, of the screen and of the application. Where the line has no
    room for seven of them, the least important give way. A click does what the key does.
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] = ()
        self._spans: list[tuple[int, int, Key]] = []

    def on_mount(self) -> None:
        """Follow the bindings as focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self.follow)
        self.follow(self.screen)

    def follow(self, screen: Screen[Any]) -> None:
        """Have the keys of what has focus on this screen."""
        if not screen.is_active and self._keys:
            return
        ranked: dict[tuple[str, str], tuple[int, Key]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            at_all = binding.description and at_foot(screen.app, binding)
            if at_all and not _typed(screen, binding):
                own = getattr(active.node, "key_display", None)
                range_ = own(binding.action) if own else None
                words = getattr(active.node, "key_words", None)
                key = Key(
                    range_ or display_of(screen, binding),
                    (words and words(binding.action)) or tr(binding.description),
                    active.enabled,
                    binding.key,
                    range_ is not None,
                    binding.action,
                    active.node,
                )
                place = _PLACES.get(binding.id or "", 0)
                ranked.setdefault((key.words, key.display), (place, key))
        keys = tuple(key for _, key in sorted(ranked.values(), key=lambda each: each[0]))
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def _fitting(self, width: int) -> list[tuple[Content, Key]]:
        """The keys that are shown: those that fit, the first ones before others.

        The one behind which all others are, and the one that closes a page, never give way.
        """
        parts = [(self._drawn(key), key) for key in self._keys]
        modal = self.screen.is_modal
        stay = [
            part
            for part in parts
            if part[1].action == _HELP_ACTION
            or (part[1].key == "escape" and (modal or part[1].action != "leave"))
        ]
        room = width + _BETWEEN_KEYS - sum(part.cell_length + _BETWEEN_KEYS for part, _ in stay)
        fitting: list[tuple[Content, Key]] = []
        for part in parts:
            needs = part[0].cell_length + _BETWEEN_KEYS
            if needs > room or part in stay:
                continue
            if len(fitting) + len(stay) == AT_THE_FOOT:
                break
            room -= needs
            fitting.append(part)
        return [*fitting, *stay]

    @staticmethod
    def _drawn(key: Key) -> Content:
        return Content.assemble(
            (key.display, "bold $accent" if key.enabled else "$faint"),
            " ",
            (key.words, "$quiet" if key.enabled else "$faint"),
        )

    def render(self) -> Content:
        """The keys; remembers where each stands for the mouse.

        Behind a dialog none of them works, so none is there.
        """
        self._spans = []
        if self.app.screen is not self.screen:
            return Content("")
        parts: list[Content] = []
        at = 0
        for part, key in self._fitting(self.content_size.width):
            self._spans.append((at, at + part.cell_length, key))
            parts.append(part)
            at += part.cell_length + _BETWEEN_KEYS
        return Content(" " * _BETWEEN_KEYS).join(parts)

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, key in self._spans:
            if start <= offset.x < end:
                event.stop()
                if key.several:
                    self.run_worker(self.app.run_action(key.action, key.node))
                else:
                    self.app.simulate_key(key.key)
                return


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

WHEREVER: Final = "wherever the room is"
"""The title of what is said of the file, and stays when the room goes elsewhere."""


def say(
    app: App[Any],
    text: str,
    severity: Severity = "information",
    *,
    until_changed: bool = False,
    wherever: bool = False,
) -> None:
    """Say something to the room. The text is data: no markup, and nothing that a terminal obeys.

    It stays on the screen where the room is, and on one that the same key opens. With
    `until_changed` it is true of the session as it is now, and goes with the next change; with
    `wherever` it, like any warning, goes along to every screen.
    """
    app.notify(
        showable(text),
        title=UNTIL_CHANGED if until_changed else WHEREVER if wherever else "",
        severity=severity,
        markup=False,
        timeout=_SECONDS[severity],
    )


def stays(notice: Notification, acted_at: float) -> bool:
    """Whether a notice goes along when another screen comes to the front, by a key at this time."""
    passing = notice.severity == "information" and notice.title != WHEREVER
    return not passing or notice.raised_at >= acted_at


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
