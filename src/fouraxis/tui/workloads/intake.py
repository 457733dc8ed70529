"""Workloads from a list or a CSV file: what is in it is seen before it is added."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, NamedTuple, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from fouraxis.content.language import ntr, tr
from fouraxis.store import faults, read
from fouraxis.tui import keys
from fouraxis.tui.look import GLYPHS, Paragraph, cut, in_columns, shown, shown_line
from fouraxis.tui.parts import bars, dialogs, editors
from fouraxis.workshop import lists
from fouraxis.workshop.text import NOTE_LIMIT, legible

COLUMNS_SHOWN: Final = 4
"""How many columns of a table are seen at once; the cursor takes the others into view."""

NAMES: Final = 200
"""How many names the preview shows; a list longer than that is not read by a room."""


def preview(contents: lists.Found) -> Content:
    """What is odd first, since it wants a decision; then every name."""
    lines = [
        Content.assemble((f"{GLYPHS.warning} ", "$warning"), shown(p)) for p in contents.problems
    ]
    if contents.colons:
        about = ntr(
            contents.colons,
            "{count} line has a colon: the key “:” parts the name there, or keeps it whole.",
            "{count} lines have a colon: the key “:” parts the names there, or keeps them whole.",
        )
        lines.append(Content.styled(about, "$quiet"))
    for number, candidate in enumerate(contents.candidates[:NAMES], 1):
        rest = ", ".join(filter(None, (candidate.owner, candidate.description)))
        lines.append(
            Content.assemble(
                (f"{number:>3} ", "$faint"),
                (cut(candidate.name, 40), "bold"),
                (f"  {cut(rest, 24)}" if rest else "", "$quiet"),
            )
        )
    if len(contents.candidates) > NAMES:
        more = tr("and {count} more", count=len(contents.candidates) - NAMES)
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
            yield Paragraph()
        yield AddLine()

    def show(self, contents: lists.Found) -> None:
        """Show what was found."""
        self.query_one(Paragraph).update(preview(contents))
        self.query_one(AddLine).show(len(contents.candidates))

    def show_fault(self, text: str) -> None:
        """Say why nothing was found."""
        self.show(lists.Found(()))
        self.query_one(Paragraph).update(shown(text, "$warning"))

    @property
    def offering(self) -> bool:
        """Whether the room stands on the line that adds."""
        return self.query_one(AddLine).has_focus

    def offer(self) -> None:
        """Go to the line that adds."""
        self.query_one(AddLine).focus()
        keys.opened(self)

    def action_look(self, by: int) -> None:
        """Scroll."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


class ColumnList(Static, can_focus=True):
    """What each column of a table is, told by its first row; a digit says that it is another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down",
            "move(1)",
            "column",
            key_display=f"{GLYPHS.down} {GLYPHS.up}",
            id="columns.down",
        ),
        Binding("up", "move(-1)", "column above", show=False, id="columns.up"),
        *(
            Binding(str(number), f"assign('{meaning}')", meaning, id=f"columns.{meaning}")
            for number, meaning in enumerate(lists.COLUMNS, 1)
        ),
        Binding("0,space", "assign('')", "not taken over", key_display="0", id="columns.none"),
        Binding("h", "turn", "first row is a header", id="columns.header"),
        Binding("enter", "settle", "to the offer", key_display=GLYPHS.enter, id="columns.settle"),
    ]

    @dataclass
    class Assigned(Message):
        """The columns are these now."""

        layout: lists.Layout

    @dataclass
    class Settled(Message):
        """The columns are as they should be."""

    def __init__(self) -> None:
        super().__init__(id="columns")
        self._layout = lists.Layout(())
        self._at = 0
        self.display = False

    def show(self, layout: lists.Layout | None) -> None:
        """Show the columns of a table; nothing where there is none."""
        self._layout = layout or lists.Layout(())
        self._at = min(self._at, max(len(self._layout.heads) - 1, 0))
        self.display = bool(layout and layout.heads and (not layout.named or self.has_focus))
        self.update(self._drawn())

    def open(self) -> None:
        """Show them in any case, and go there."""
        self.display = True
        self.focus()

    def _drawn(self) -> Content:
        heads, meanings = self._layout.heads, self._layout.meanings
        first = max(min(self._at - COLUMNS_SHOWN // 2, len(heads) - COLUMNS_SHOWN), 0)
        lines = [
            Content.styled(
                tr("The first row names the columns.")
                if self._layout.header
                else tr("The first row is a workload."),
                "$quiet",
            )
        ]
        for at, head in enumerate(heads[first : first + COLUMNS_SHOWN], first):
            here = at == self._at and self.has_focus
            meaning = meanings[at] if at < len(meanings) else ""
            words = (tr(meaning), "bold") if meaning else (tr("not taken over"), "$faint")
            mark = Content.styled(f"{GLYPHS.cursor}" if here else " ", "$accent")
            number = Content.styled(f"{at + 1}", "$faint")
            texts = (mark, number, shown_line(head), Content.styled(*words))
            lines.append(in_columns(texts, (1, 2, 30, 24), ("left", "right")))
        return Content("\n").join(lines)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show where the room is, and no longer once it is elsewhere."""
        super().watch_has_focus(has_focus)
        self.update(self._drawn())

    def action_move(self, by: int) -> None:
        """Go to a column beside."""
        self._at = min(max(self._at + by, 0), max(len(self._layout.heads) - 1, 0))
        self.update(self._drawn())

    def action_assign(self, meaning: str) -> None:
        """The column is this, and none of the others is."""
        self._change(self._layout.assigned(self._at, meaning))

    def action_turn(self) -> None:
        """The first row names the columns, or is a workload."""
        self._change(self._layout.turned())

    def _change(self, layout: lists.Layout) -> None:
        self._layout = layout
        self.update(self._drawn())
        self.post_message(self.Assigned(layout))

    def action_settle(self) -> None:
        """Go on to what was found."""
        self.post_message(self.Settled())


_Result = TypeVar("_Result")


class Intake(dialogs.Dialog[_Result]):
    """Workloads from a text: its columns, what was found in it, and the offer to add that."""

    def __init__(self, taken: tuple[str, ...], kinds: Mapping[str, str]) -> None:
        super().__init__()
        self._taken = taken
        self._kinds = kinds
        self._text = ""
        self._contents = lists.Found(())

    def _show(self, contents: lists.Found) -> None:
        self._contents = contents
        columns = self.query_one(ColumnList)
        columns.show(contents.layout)
        self.set_class(columns.display, "-columns")
        self.query_one(FoundList).show(contents)
        self.refresh_bindings()

    def on_column_list_settled(self) -> None:
        """On to what was found, if that is anything."""
        if self._contents.candidates:
            self.query_one(FoundList).offer()

    def action_columns(self) -> None:
        """Go to the columns."""
        self.query_one(ColumnList).open()
        self.add_class("-columns")


class Imported(NamedTuple):
    """What the room wants added (nothing, if it left) and the path, for the next time."""

    path: str
    candidates: tuple[lists.Candidate, ...] = ()


def path_from(text: str) -> Path:
    """The path that somebody typed, pasted or dropped: without quotation marks, `~` is the home."""
    path = Path(text.strip().strip("'\""))
    try:
        return path.expanduser().absolute()
    except (RuntimeError, OSError):
        return path


class ImportCsv(Intake[Imported]):
    """A path and Enter shows what is in the file; Enter again adds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "read",
            "read it",
            key_display=GLYPHS.enter,
            priority=True,
            id="import.read",
        ),
        Binding("tab", "app.focus_next", "to the offer", key_display="Tab", id="import.next"),
        Binding("c", "columns", "say what the columns are", id="import.columns"),
        Binding("escape", "leave", "back", key_display="Esc", id="import.leave"),
    ]

    @dataclass
    class Read(Message):
        """The file was read: this is in it, or this is why it cannot be read."""

        path: str
        contents: lists.Found | None
        fault: str = ""
        text: str = ""

    def __init__(self, taken: tuple[str, ...], kinds: Mapping[str, str], path: str = "") -> None:
        super().__init__(taken, kinds)
        self._path = path

    def compose(self) -> ComposeResult:
        """The path, the columns, what was found, and the offer."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Import workloads"))
            about = tr("A CSV file with the columns name, description, owner and kind.")
            yield Static(shown(about))
            yield editors.LineEditor(
                self._path, placeholder=tr("Path of the file, then Enter"), id="path"
            )
            yield ColumnList()
            yield FoundList()
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """Start at the path."""
        self.query_one("#path").focus()

    def on_line_editor_drafted(self, event: editors.LineEditor.Drafted) -> None:
        """Another path: what was found in the last one is no longer offered."""
        if event.text != self._path:
            self._path = event.text
            self._show(lists.Found(()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter reads the file at the path only; the columns are there once a table was read."""
        if not self.is_mounted:
            return True
        if action == "columns":
            return self.query_one(FoundList).offering and self._contents.layout is not None
        return action != "read" or self.query_one("#path").has_focus

    def action_read(self) -> None:
        """Read the file."""
        if self._path.strip():
            self._read_file(self._path)

    @work(thread=True, exclusive=True)
    def _read_file(self, path: str) -> None:
        """A share may take its time: the room can go on meanwhile."""
        try:
            text = read.read_text(path_from(path))
        except faults.StoreError as fault:
            self.post_message(self.Read(path, None, str(fault)))
        else:
            contents = lists.from_csv(text, self._taken, self._kinds)
            self.post_message(self.Read(path, contents, text=text))

    @work(thread=True, exclusive=True)
    def _look_again(self, path: str, text: str, layout: lists.Layout) -> None:
        """The same table, with columns that are something else."""
        contents = lists.from_csv(text, self._taken, self._kinds, layout)
        self.post_message(self.Read(path, contents, text=text))

    def on_import_csv_read(self, event: Read) -> None:
        """Show what is in the file, or why it cannot be read."""
        if event.path != self._path:
            return
        if event.contents is None:
            self._contents = lists.Found(())
            self.query_one(FoundList).show_fault(event.fault)
        else:
            self._text = event.text
            self._show(event.contents)
            if event.contents.candidates and not self.query_one(ColumnList).has_focus:
                self.query_one(FoundList).offer()

    def on_column_list_assigned(self, event: ColumnList.Assigned) -> None:
        """Look at the table as the room says."""
        self._look_again(self._path, self._text, event.layout)

    def on_add_line_added(self) -> None:
        """Close with what was found."""
        self.dismiss(Imported(self._path, self._contents.candidates))

    def action_leave(self) -> None:
        """From the columns to the offer, from there to the path, and from there out."""
        if self.query_one(ColumnList).has_focus and self._contents.candidates:
            self.query_one(FoundList).offer()
        elif self.query_one("#path").has_focus:
            self.dismiss(Imported(self._path))
        else:
            self.query_one("#path").focus()


class Pasted(NamedTuple):
    """What the room wants added (nothing, if it left) and the text, for the next time."""

    text: str
    candidates: tuple[lists.Candidate, ...] = ()


class _ListEditor(editors.NoteEditor):
    """The text of a list; what is pasted is told, since it is nearly always the whole list.

    A list that is pasted, and whatever is pasted right behind one, has lines of its own.
    """

    @dataclass
    class Filled(Message):
        """Somebody pasted something; the text is this now."""

        text: str

    def on_mount(self) -> None:
        """What is there from the last time was a list."""
        self._listed = self.text

    def rewrite(self, text: str) -> None:
        """Put another text in its place, which was a list."""
        super().rewrite(text)
        self._listed = self.text

    async def _on_paste(self, event: events.Paste) -> None:
        """Take it as any text, and tell once it is whole."""
        if isinstance(event, keys.Paste):  # it can begin in the middle of a line
            await super()._on_paste(event)
            return
        await super()._on_paste(events.Paste(self._on_own_lines(legible(event.text))))
        event.prevent_default()
        event.stop()
        self._listed = self.text
        self.post_message(self.Filled(self.text))

    def add_below(self, text: str) -> None:
        """Put a further list below what is there."""
        below = "" if not self.text or self.text.endswith("\n") else "\n"
        added = self.insert(f"{below}{text}", self.document.end)
        self.move_cursor(added.end_location)
        self._listed = self.text

    def _on_own_lines(self, text: str) -> str:
        """A pasted text with the line breaks that part it from what stands around it."""
        is_list = "\n" in text.strip()
        start, end = sorted(self.selection)
        before = self.get_text_range((start[0], 0), start)
        behind = self.get_text_range(end, (end[0], len(self.document.get_line(end[0]))))
        at_its_end = self.text == self._listed and not behind.strip()
        first = "\n" if before.strip() and (is_list or at_its_end) else ""
        last = "\n" if behind.strip() and is_list and not text.endswith("\n") else ""
        return f"{first}{text}{last}"


class PasteList(Intake[Pasted]):
    """Text above, what was found in it below. Esc goes from the text to the offer, then out.

    A list that was pasted is followed by the offer, so that Enter adds it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "to the offer", key_display="Tab", id="paste.next"),
        Binding("c", "columns", "say what the columns are", id="paste.columns"),
        Binding("colon", "part", "part at the colon", key_display=":", id="paste.colon"),
        Binding("escape", "leave", "back", key_display="Esc", id="paste.leave"),
    ]

    def __init__(self, taken: tuple[str, ...], kinds: Mapping[str, str], text: str = "") -> None:
        super().__init__(taken, kinds)
        self._text = text
        self._at_colons = False

    def compose(self) -> ComposeResult:
        """The text, its columns, what was found, and the offer."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Paste a list"))
            yield Static(shown(tr("One workload a line: “Name”, or “Name - what it does”.")))
            yield _ListEditor(self._text, placeholder=tr("Type or paste here"), id="pasted")
            yield ColumnList()
            yield FoundList()
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """With text in it already, the offer is what comes next."""
        self._read(self._text)
        if self._contents.candidates:
            self.query_one(FoundList).offer()
        else:
            self.query_one(editors.NoteEditor).focus()

    def on_note_editor_drafted(self, event: editors.NoteEditor.Drafted) -> None:
        """Look at the list with every change."""
        if event.text != self._text:
            self._read(event.text)

    def on__list_editor_filled(self, event: _ListEditor.Filled) -> None:
        """What was pasted is looked at at once, and the offer comes next."""
        self._read(event.text)
        if self._contents.candidates:
            self.query_one(FoundList).offer()

    def on_paste(self, event: events.Paste) -> None:
        """The offer takes no text: a further list that is pasted there goes below the first."""
        if isinstance(event, keys.Paste):
            return
        event.stop()
        editor = self.query_one(_ListEditor)
        editor.add_below(legible(event.text))
        self._read(editor.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The columns are there once a table was pasted, colons once a list has some."""
        if action in ("columns", "part") and self.is_mounted:
            contents = self._contents
            there = contents.layout is not None if action == "columns" else contents.colons > 0
            return self.query_one(FoundList).offering and there
        return True

    def key_words(self, action: str) -> str | None:
        """What the key of the colon does next."""
        return tr("keep the names whole") if action == "part" and self._at_colons else None

    def action_part(self) -> None:
        """What stands behind a colon is what a workload does, or again a part of its name."""
        self._at_colons = not self._at_colons
        self._read(self._text)

    def _read(self, text: str, layout: lists.Layout | None = None) -> None:
        self._text = text
        if len(text) > NOTE_LIMIT:
            why = tr("This is too long for a list. Import it as a CSV file (i).")
            self._show(lists.Found((), (why,)))
        elif text.strip():
            at_colons = self._at_colons
            self._show(lists.from_text(text, self._taken, self._kinds, layout, at_colons=at_colons))
        else:
            self._show(lists.Found(()))

    def on_column_list_assigned(self, event: ColumnList.Assigned) -> None:
        """Look at the list as the room says."""
        self._read(self._text, event.layout)

    def on_add_line_added(self) -> None:
        """Close with what was found."""
        self.dismiss(Pasted(self._text, self._contents.candidates))

    def action_leave(self) -> None:
        """From the text to the offer; from there out, with the text kept for the next time."""
        if not self.query_one(FoundList).offering and self._contents.candidates:
            self.query_one(FoundList).offer()
        else:
            self.dismiss(Pasted(self._text))
