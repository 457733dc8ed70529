"""Home: start a workshop, go on with one, look around in an example. It paints first of all."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import ntr, tr
from fouraxis.content.load import shipped, words
from fouraxis.store.entries import Count, Entry, count
from fouraxis.store.faults import FolderError
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.state import remembered_looks
from fouraxis.tui.keys import opened
from fouraxis.tui.look import PathLine, PointedList, cut, cut_middle, shown, shown_line
from fouraxis.tui.parts import bars
from fouraxis.workshop.text import folded, showable_line, sought

if TYPE_CHECKING:
    from fouraxis.content.brand import Brand

_LISTED: Final = 1_000
"""As many sessions are listed at once: nobody looks through more, and each takes its time."""

_AROUND: Final = 14
"""Lines of a terminal beside those of the list, at most."""

_NEVER: Final = " " * len("2026-11-27 12:00")
"""In the place of a time that cannot be told."""

_BESIDE: Final = 10
"""Cells beside a line: the margins, the frame of the list, and its scroll bar."""
_WIDEST: Final = 106
"""Cells of a line, at most, as wide as the page is: see home.tcss."""

_COUNTED: Final = 60
"""As many sessions say how many workloads they have: more are hardly ever in sight."""


class HomeScreen(Screen[None]):
    """The workshops in the folder, newest first, and what can be done with them."""

    AUTO_FOCUS = "#sessions"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new workshop", id="home.new"),
        Binding("e", "example", "example", id="home.example"),
        Binding("slash", "find", "find", key_display="/", id="home.find"),
        Binding("d", "duplicate", "duplicate", id="home.duplicate"),
        Binding("c", "carry_on", "carry on", id="home.carry"),
        Binding("r", "rename", "rename", id="home.rename"),
        Binding("x,delete", "trash", "to trash", key_display="x", id="home.trash"),
        Binding("u,ctrl+z", "untrash", "undo trash", key_display="u", id="home.untrash"),
        Binding("m", "matrix", "matrix", id="home.matrix"),
        Binding("escape", "show_all", "show all", key_display="Esc", id="home.all"),
    ]

    def __init__(
        self,
        folder: SessionsFolder,
        screens: Path | None,
        *,
        open_session: Callable[[Path], None],
        open_sample: Callable[[str], None],
        new_session: Callable[[str], None],
        carry_on: Callable[[Path, str], None],
        show_matrix: Callable[[], None],
    ) -> None:
        super().__init__()
        self._folder = folder
        self._open_session = open_session
        self._open_sample = open_sample
        self._new_session = new_session
        self._carry_on = carry_on
        self._show_matrix = show_matrix
        self._words: dict[str, Any] = words("home", screens)
        self.brand: Brand | None = None
        if "brand" in self._words:  # the models take their time, and most have no brand
            from fouraxis.content.brand import brand_of

            self.brand = brand_of(self._words)
        self._entries: list[Entry] = []
        self._titles: Counter[str] = Counter()
        self._found: list[Entry] = []
        self._wanted = ""
        self._listed_for = Size()  # of the terminal
        self._in_two = False
        self._trashed: list[Path] = []
        self._left: Path | None = None
        self._counts: dict[tuple[Path, int], Count | None] = {}

    def compose(self) -> ComposeResult:
        """Title, idea, the list, where the files are, the standing notice."""
        with Vertical(id="home"):
            yield Static(Content.assemble(*self._title()), id="name")
            yield Static(shown_line(str(self._words["pack"]["title"])), id="tagline")
            sessions = PointedList(id="sessions", markup=False)
            sessions.border_title = Content(tr("Workshops"))
            yield sessions
            yield PathLine(id="where")
            yield Static(shown(self._standing()), id="notice")
        yield bars.KeyBar()

    def _title(self) -> Iterator[Content]:
        yield Content.styled("fouraxis", "bold $accent")
        if self.brand:
            yield shown_line(f" · {self.brand.name}", "$title")

    def _standing(self) -> str:
        """The standing notice, and what the firm adds to it."""
        more = self.brand.disclaimer if self.brand else None
        return " ".join(f"{self._words['notice']} {more or ''}".split())

    def on_screen_resume(self) -> None:
        """List the folder; it may have changed while a session was open."""
        opened(self)
        self.reload(self._left)
        self._left = None

    def stand_at(self, path: Path) -> None:
        """Put the cursor on a session when Home is back in front: the room has just left it."""
        self._left = path

    def guide(self) -> bars.Guide:
        """What F1 says about Home: how to open, the facts to open with, where all is kept.

        And the standing notice, which a low terminal has no room for beside the list.
        """
        kept = tr("The workshops are kept in {path}", path=self._folder.path)
        return bars.guide_of(self._words, f"{kept}\n\n{self._standing()}")

    # -- the list

    def reload(self, select: Path | None = None) -> None:
        """Read the folder and show what is in it."""
        here = self.selected
        where = self.query_one("#where", PathLine)
        try:
            self._entries = self._folder.entries()
            there = self._folder.path.is_dir()
            where.show(
                self._folder.path,
                tr("Kept in {path}")
                if there
                else tr("Kept in {path} (made with the first workshop)"),
            )
        except FolderError as fault:
            self._entries = []
            where.fail(str(fault))
        self._titles = Counter(entry.title for entry in self._entries)
        self._list(select or (here.path if here else None))
        self.call_after_refresh(self._count)

    @work(thread=True, exclusive=True, group="counting")
    def _count(self) -> None:
        """Count what is in the first sessions, once the list is there to be read."""
        new = {
            (entry.path, entry.modified_ns): count(entry.path)
            for entry in self._found[:_COUNTED]
            if (entry.path, entry.modified_ns) not in self._counts
        }
        if new:
            self.call_later(self._counted, new)

    def _counted(self, counts: dict[tuple[Path, int], Count | None]) -> None:
        self._counts |= counts
        sessions = self.query_one("#sessions", OptionList)
        for at, entry in enumerate(self._found[:_LISTED]):
            if (entry.path, entry.modified_ns) in counts:
                sessions.replace_option_prompt_at_index(at, self._prompt(entry))

    def _list(self, select: Path | None = None) -> None:
        self._listed_for = self.app.size
        self._found = self._fitting()
        hidden = {entry.path for entry in self._entries} - {entry.path for entry in self._found}
        if select in hidden:
            self._wanted = ""  # what the room has just worked on is not hidden from it
            self._found = self._fitting()
        self._in_two = 2 * len(self._found) <= self.app.size.height - _AROUND
        wanted = bool(self._wanted)
        sessions = self.query_one("#sessions", OptionList)
        sessions.border_title = Content(
            tr("Workshops with “{text}”", text=cut(self._wanted, 30)) if wanted else tr("Workshops")
        )
        more = len(self._found) > _LISTED
        sessions.border_subtitle = (
            Content(tr("the newest {count}: / finds the others", count=_LISTED)) if more else ""
        )
        sessions.set_class(not self._found, "-empty")
        self.set_class(not self._found, "-empty")
        if self._found:
            sessions.set_options(Option(self._prompt(entry)) for entry in self._found[:_LISTED])
            paths = [entry.path for entry in self._found[:_LISTED]]
            sessions.highlighted = paths.index(select) if select in paths else 0
        else:
            empty = (
                tr("Nothing fits. Esc shows all.")
                if wanted
                else tr(
                    "No workshops yet. Press n to start one, or e to look around in an example."
                )
            )
            invitation = Content.styled(empty, "bold $question")
            if not wanted and not remembered_looks():  # nobody has chosen yet on this machine
                light = tr("On a projector light reads better: F6 switches, and is remembered.")
                invitation = Content.assemble(invitation, "\n\n", (light, "$anchor"))
            sessions.set_options([Option(invitation, disabled=True)])
        self.refresh_bindings()

    def _fitting(self) -> list[Entry]:
        """The sessions with the letters that are looked for, in title, organisation or file."""
        wanted = folded(self._wanted)
        return [
            entry
            for entry in self._entries
            if wanted in folded(f"{entry.title} {entry.organisation} {entry.path.name}")
        ]

    def _prompt(self, entry: Entry) -> Content:
        width = max(min(self.app.size.width - _BESIDE, _WIDEST), 30)
        when = entry.changed or _NEVER
        room = width - len(when) - 2
        title = cut(entry.title or entry.path.name, room)
        left = Content.styled(title, "bold")
        space = width if self._in_two else max(room - left.cell_length - 2, 1)
        detail = entry.note or "  ".join(part for part in self._details(entry, space) if part)
        if self._in_two:
            style = "$warning" if entry.note else "$quiet"
            first = left.pad_right(max(room - left.cell_length, 0))
            below = (cut(detail, width), f"not bold {style}")
            return Content.assemble(first, "  ", (when, "$quiet"), "\n", below)
        if detail and left.cell_length + 6 < room:
            style = "$warning" if entry.note else "$quiet"
            left = Content.assemble(left, "  ", (cut(detail, space), style))
        return Content.assemble(
            left.pad_right(max(room - left.cell_length, 0)), "  ", (when, "$quiet")
        )

    def _details(self, entry: Entry, space: int) -> Iterator[str]:
        """What stands behind a title: the name of the file too where it takes that to choose.

        What tells such files apart is at the end of their names, which is kept.
        """
        if self._titles[entry.title] > 1:
            name = cut_middle(entry.path.name, space)
            yield name
            if name != showable_line(entry.path.name):
                return
        counted = self._counts.get((entry.path, entry.modified_ns))
        if counted is not None and counted.sealed:
            yield tr("sealed")
        if counted is not None and counted.workloads:
            yield ntr(
                counted.workloads,
                "{count} workload, {decided} decided",
                "{count} workloads, {decided} decided",
                decided=counted.decided,
            )
        if counted is not None and counted.actions:
            yield ntr(counted.actions, "{count} action in hand", "{count} actions in hand")
        if entry.copies:
            yield ntr(entry.copies, "{count} copy beside it", "{count} copies beside it")
        yield entry.organisation

    def on_resize(self) -> None:
        """Lines are cut to the width of the terminal, and are two each where there is room."""
        if self._entries and self._listed_for != self.app.size:
            self._list(self.selected.path if self.selected else None)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Other keys may work on another session."""
        event.stop()
        self.refresh_bindings()

    @property
    def selected(self) -> Entry | None:
        """The highlighted session."""
        if not self.is_mounted:
            return None
        at = self.query_one("#sessions", OptionList).highlighted
        return self._found[at] if at is not None and at < len(self._found) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is possible with what is highlighted."""
        if action in ("duplicate", "carry_on", "rename", "trash"):
            return self.selected is not None
        if action == "untrash":
            return bool(self._trashed)
        if action == "show_all":
            return bool(self._wanted)
        return True

    # -- keys

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the highlighted session where it was left."""
        event.stop()
        if self.selected is not None:
            self._open_session(self.selected.path)

    def action_new(self) -> None:
        """Start a workshop."""
        from fouraxis.tui.parts.dialogs import AskLine

        def start(title: str | None) -> None:
            if title is not None:
                self._new_session(title)

        self.app.push_screen(
            AskLine(
                tr("New workshop"),
                tr("What is it called?"),
                placeholder=tr("Where should our AI work live?"),
            ),
            start,
        )

    def action_example(self) -> None:
        """Open a copy of an example."""
        from fouraxis.tui.parts.dialogs import Pick

        try:
            examples = SessionsFolder(shipped("sessions")).entries()
        except FolderError as fault:
            self._report(fault)
            return

        def look(name: str | None) -> None:
            if name is not None:
                self._open_sample(name)

        self.app.push_screen(
            Pick(
                tr("Examples"),
                tr("A copy opens, so try anything."),
                tuple((entry.path.stem, entry.title) for entry in examples),
            ),
            look,
        )

    def action_find(self) -> None:
        """Show only what has some letters."""
        from fouraxis.tui.parts.dialogs import AskLine

        def narrow(text: str | None) -> None:
            if text is not None:
                self._wanted = sought(text)
                self._list()

        about = tr("Part of a title, organisation or file name")
        self.app.push_screen(AskLine(tr("Find"), about, self._wanted, seeks=True), narrow)

    def action_show_all(self) -> None:
        """Show all sessions again."""
        self._wanted = ""
        self._list()

    def action_duplicate(self) -> None:
        """Copy the highlighted session."""
        entry = self.selected
        if entry is not None:
            self._change(lambda: self._folder.duplicate(entry.path))

    def action_carry_on(self) -> None:
        """Start a workshop with the answers of the highlighted one, for the room to confirm."""
        from fouraxis.tui.parts.dialogs import AskLine

        entry = self.selected
        if entry is None:
            return

        def begin(title: str | None) -> None:
            if title is not None:
                self._carry_on(entry.path, title)

        about = tr("Its answers come along, to be confirmed. What is the new one called?")
        self.app.push_screen(AskLine(tr("Carry on"), about, entry.title, anew=True), begin)

    def action_rename(self) -> None:
        """Give the highlighted session another title."""
        from fouraxis.tui.parts.dialogs import AskLine

        entry = self.selected
        if entry is None:
            return

        def rename(title: str | None) -> None:
            if title:
                self._change(lambda: self._folder.rename(entry.path, title))

        takes = tr("Nothing changed: it takes a name.")
        about = tr("The new title")
        self.app.push_screen(AskLine(tr("Rename"), about, entry.title, takes=takes), rename)

    def action_trash(self) -> None:
        """Move the highlighted session to the trash folder, after asking."""
        from fouraxis.tui.parts.dialogs import Confirm

        entry = self.selected
        if entry is None:
            return

        def trash(sure: bool | None) -> None:
            if sure:
                self._change(lambda: self._remember(self._folder.trash(entry.path)))

        self.app.push_screen(
            Confirm(
                tr("To trash"),
                tr(
                    "“{title}” goes to the folder trash beside it. "
                    "u brings it back while Home is open.",
                    title=entry.title,
                ),
            ),
            trash,
        )

    def _remember(self, trashed: Path) -> None:
        self._trashed.append(trashed)

    def action_untrash(self) -> None:
        """Bring back what went to the trash last."""
        if self._trashed:
            trashed = self._trashed.pop()
            self._change(lambda: self._folder.restore(trashed))

    def action_matrix(self) -> None:
        """Show the matrix as a page to read."""
        self._show_matrix()

    def _change(self, change: Callable[[], Path | None]) -> None:
        try:
            path = change()
        except FolderError as fault:
            self._report(fault)
            path = None
        self.reload(path)

    def _report(self, fault: FolderError) -> None:
        bars.say(self.app, str(fault), "error")
