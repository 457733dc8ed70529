"""What a workload is: name, line, owner, kind. A name and Enter are enough."""

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import tr
from fouraxis.tui.look import GLYPHS, cut, fit, shown, shown_line
from fouraxis.tui.parts import bars, dialogs, editors
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session, Workload
from fouraxis.workshop.text import EditError, folded


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


class Field(Horizontal):
    """Says of every text which field it is from, since news of several fields may be on the way."""

    @dataclass
    class Changed(Message):
        """The text of the field with this key is `text` now."""

        key: str
        text: str

    def __init__(self, key: str, label: str, editor: Widget) -> None:
        super().__init__(classes="field")
        self.key = key
        self._label = label
        self._editor = editor

    def compose(self) -> ComposeResult:
        """The name and the editor."""
        yield Static(classes="field-name")
        yield self._editor

    def on_mount(self) -> None:
        """Show the name."""
        self.mark(False)

    def mark(self, here: bool) -> None:
        """Mark the field that has the keys."""
        self.query_one(".field-name", Static).update(
            Content.assemble(
                (f"{GLYPHS.cursor} " if here else "  ", "$accent"),
                (self._label, "bold $accent" if here else "$quiet"),
            )
        )

    def on_line_editor_drafted(self, event: editors.LineEditor.Drafted) -> None:
        """Pass on what is being written."""
        event.stop()
        self.post_message(self.Changed(self.key, event.text))

    def on_note_editor_drafted(self, event: editors.NoteEditor.Drafted) -> None:
        """Pass on what is being written."""
        event.stop()
        self.post_message(self.Changed(self.key, event.text))


FIELDS: Final = ("name", "description", "owner", "kind")
BURST: Final = "workload-dialog"
PICK: Final = f"{GLYPHS.down} {GLYPHS.up}"


def people(session: Session) -> tuple[str, ...]:
    """Who may own something: the participants, then who owns another workload."""
    participants = [person.name for person in session.participants.values()]
    owners = [workload.owner for workload in session.workloads.values() if workload.owner]
    return tuple(dict.fromkeys((*participants, *owners)))


class WorkloadDialog(dialogs.Dialog[str | None]):
    """Adds a workload, or edits one; closes with its id, or None if none came of it.

    Whatever is typed is kept while it is typed, as one step to undo: so neither Esc nor a crash can
    lose a word, and nobody is asked whether to keep it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "done",
            "done",
            key_display=GLYPHS.enter,
            priority=True,
            id="workload.done",
        ),
        Binding("tab", "app.focus_next", "next field", key_display="Tab", id="workload.next"),
        Binding("shift+tab", "app.focus_previous", "field before", show=False, id="workload.back"),
        Binding("down", "pick(1)", "pick", key_display=PICK, priority=True, id="workload.pick"),
        Binding("up", "pick(-1)", "pick back", show=False, priority=True, id="workload.pick-up"),
        Binding("escape", "leave", "keep and close", key_display="Esc", id="workload.leave"),
    ]

    def __init__(self, bench: Workbench, workload: str | None) -> None:
        super().__init__()
        bench.history.settle()
        self._bench = bench
        self._base = bench.session
        self._id = workload
        self._is_new = workload is None
        before = self._base.workloads.get(workload or "") or Workload(name="")
        self._values = {field: getattr(before, field) or "" for field in FIELDS}
        self._people = people(self._base)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._field = "name"
        self._unkept = ""
        self._warned = False

    def compose(self) -> ComposeResult:
        """The fields, then what is asked in the one that has focus."""
        words = self._bench.words.workloads
        with Vertical(classes="dialog", id="workload") as box:
            title = tr("New workload") if self._is_new else tr("Edit the workload")
            box.border_title = shown_line(title)
            for field in FIELDS:
                yield Field(field, words.fields[field].name, self._editor(field))
            yield Static(id="asked")
            choices = OptionList(markup=False, id="choices")
            choices.can_focus = False
            yield choices
            yield Static(id="fault")
            yield bars.KeyBar()

    def _editor(self, field: str) -> Widget:
        text = self._values[field]
        if field == "kind":
            kinds = self._bench.words.workloads.kinds.values()
            return KindLine(
                tuple((kind.id, kind.name) for kind in kinds if not kind.retired), text, id=field
            )
        if "\n" in text:  # a description that was imported keeps its lines
            return editors.NoteEditor(text, id=field)
        return editors.LineEditor(text, id=field)

    def on_mount(self) -> None:
        """Start at the name."""
        self.query_one("#name").focus()

    # -- the field that has focus

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the field, ask its question, and list what can be picked."""
        if event.widget.id in FIELDS:
            self._field = event.widget.id
            self._show_field()

    def _show_field(self) -> None:
        for field in self.query(Field):
            field.mark(field.key == self._field)
        self._list()

    def _list(self) -> None:
        """List the owners that fit what is typed so far, or the kinds."""
        typed = str(self._values["owner"])
        current = self._values[self._field]
        prompts: list[Content] = []
        if self._field == "owner":
            fitting = [name for name in self._people if folded(typed) in folded(name)]
            names = self._people if typed in self._people else fitting
            self._choices = tuple((name, name) for name in names)
            prompts = [shown_line(name) for name in names]
        elif self._field == "kind":
            kinds = [
                kind for kind in self._bench.words.workloads.kinds.values() if not kind.retired
            ]
            self._choices = tuple((kind.id, kind.name) for kind in kinds)
            wide = max((cell_len(kind.name) for kind in kinds), default=0) + 2
            room = min(self.app.size.width * 96 // 100, 104) - 12 - wide
            prompts = [
                Content.assemble(
                    (f"{number} ", "$faint"),
                    fit(shown_line(kind.name), wide),
                    (cut(kind.description, room), "$quiet"),
                )
                for number, kind in enumerate(kinds, 1)
            ]
        else:
            self._choices = ()
        words = self._bench.words.workloads
        kind = words.kinds.get(str(self._values["kind"])) if self._field == "kind" else None
        asked = words.fields[self._field].question
        self.query_one("#asked", Static).update(
            shown(f"{kind.name}: {kind.description}" if kind else asked)
        )
        widget = self.query_one("#choices", OptionList)
        widget.set_options(Option(prompt) for prompt in prompts)
        ids = [choice for choice, _ in self._choices]
        widget.highlighted = ids.index(current) if current in ids else None
        self.refresh_bindings()

    # -- what the room types and picks

    def on_field_changed(self, event: Field.Changed) -> None:
        """Keep every letter."""
        if event.text != self._values[event.key]:
            self._take(event.key, event.text)
            if event.key == self._field == "owner":
                self._list()

    def on_kind_line_chosen(self, event: KindLine.Chosen) -> None:
        """Keep the kind."""
        self._take("kind", event.kind)
        self._list()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click picks."""
        event.stop()
        self._pick(event.option_index)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows pick where there is something to pick; Enter ends but in a longer text."""
        if action == "done":
            return not isinstance(self.focused, editors.NoteEditor)
        if action == "pick":
            return bool(self._choices)
        return True

    def action_pick(self, by: int) -> None:
        """Pick the next one of the list, or the one before."""
        at = self.query_one("#choices", OptionList).highlighted
        number = len(self._choices)
        self._pick((at + by) % number if at is not None else (0 if by > 0 else number - 1))

    def _pick(self, at: int) -> None:
        choice = self._choices[at][0]
        if self._field == "kind":
            self.query_one(KindLine).choose(choice)
        else:
            self._take("owner", choice)
            owner = self.query_one("#owner", editors.LineEditor)
            owner.value = choice
            owner.cursor_position = len(choice)
            self._list()

    def _take(self, field: str, value: str) -> None:
        """Keep a value at once, as far as it can be kept."""
        self._values[field] = value
        self._unkept, self._warned = "", False
        try:
            session = self._edited()
            label = tr("workload {name}", name=self._values["name"])
            self._bench.apply(session, label, coalesce=BURST)
        except EditError as fault:
            self._unkept = tr("Not possible: {what}.", what=fault.what)
        self._say(self._unkept or self._twin())

    def _edited(self) -> Session:
        """The session with the workload as it is in the fields."""
        values = {field: str(value) for field, value in self._values.items()}
        if not values["name"].strip():
            values["name"] = self._base_name
            self._unkept = tr("A workload needs a name.") if self._is_new else ""
        if self._is_new:
            self._id = None
            if not values["name"]:
                return self._base
            session, self._id = edit.add_workload(
                self._base,
                values["name"],
                description=values["description"],
                owner=values["owner"],
                kind=values["kind"] or None,
            )
            return session
        session = self._base
        for field, value in values.items():
            session = edit.set_at(session, ("workloads", self._id or "", field), value)
        return session

    @property
    def _base_name(self) -> str:
        workload = self._base.workloads.get(self._id or "")
        return workload.name if workload else ""

    def _twin(self) -> str:
        """A word of warning where another workload has this name, or this one has none."""
        name = folded(str(self._values["name"]))
        if not name:
            return tr("It needs a name, and keeps the one it had.")
        twins = [
            key
            for key, workload in self._base.workloads.items()
            if key != self._id and folded(workload.name) == name
        ]
        return tr("Another workload has this name, too.") if twins else ""

    def _say(self, text: str) -> None:
        self.query_one("#fault", Static).update(shown(text, "$warning"), layout=False)

    # -- the end

    def action_done(self) -> None:
        """Close, if all that is typed is kept."""
        if not self._unkept and (self._id is not None or any(self._values.values())):
            self._close()
            return
        self._say(self._unkept or tr("A workload needs a name."))
        self.query_one("#name").focus()

    def action_leave(self) -> None:
        """Close; where something cannot be kept, say so first and ask for another Esc."""
        if self._unkept and any(self._values.values()) and not self._warned:
            self._warned = True
            why = self._unkept
            self._say(tr("{why} Esc again leaves without what is missing.", why=why))
        else:
            self._close()

    def _close(self) -> None:
        self._bench.history.settle()
        self.dismiss(self._id)
