"""Small modal questions; each closes with a typed value, and once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final, NamedTuple, TypeVar

from textual import events, on
from textual._time import get_time
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.css.scalar import Unit
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import tr
from fouraxis.store.drafts import Drafts
from fouraxis.tui.framework import ClosesOnce
from fouraxis.tui.keys import offered, opened
from fouraxis.tui.look import GLYPHS, fit, shown, shown_line
from fouraxis.tui.parts import bars, editors
from fouraxis.workshop.session import Step
from fouraxis.workshop.text import folded, person, sought

Result = TypeVar("Result")

LISTENS_AFTER: Final = 0.15
"""Seconds after which a confirmation takes an answer: nobody reads and answers in less."""


class Dialog(ClosesOnce[Result]):
    """The base of every dialog.

    It closes once, and what was pressed before a confirmation can have been read is no answer. What
    is half typed in it outlives the program, whatever ends that, and is there when the same dialog
    opens again; a dialog that is answered or left forgets it. One that `goes_on` is answered only
    with the next one, which goes on from it.
    """

    confirms: ClassVar[bool] = False
    """Whether an answer does something that a key on its way must not do by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = False
        self._used: list[str] = []
        self._opened = get_time()
        self._keeping_draft = False

    def goes_on_from(self, first: "Dialog[Any]") -> None:
        """Keep what was typed into the first of two questions until this one is answered or left.

        The first has to know that it `goes_on`.
        """
        self._used = first._used

    @property
    def about(self) -> str:
        """What its fields are about, where several dialogs of a kind have each their own text."""
        return ""

    @on(events.Resize)
    def _measure_lists(self) -> None:
        """Have the lists as high as the window lets them be, in lines.

        A box that is as high as what is in it reckons with the most of a child only if that is in
        lines: with a part of the window it would have blank lines for the whole list.
        """
        for lines in self.query(OptionList):
            most = lines.styles.base.max_height
            if most is not None and most.unit is Unit.VIEW_HEIGHT:
                lines.styles.max_height = int(most.value * self.app.size.height / 100)
            lines.refresh(layout=True)

    def on_mount(self) -> None:
        """Show what was half typed when the program ended."""
        for name, editor in self._fields():
            left = self._drafts.text(name) if self._drafts else ""
            if left and left != editor.written:
                editor.rewrite(left)

    def on_screen_resume(self) -> None:
        """It is in front, where it can be read and answered."""
        self._opened = get_time()
        opened(self)

    def on_line_editor_drafted(self, event: editors.LineEditor.Drafted) -> None:
        """Keep what is being typed."""
        self._keep_soon()

    def on_note_editor_drafted(self, event: editors.NoteEditor.Drafted) -> None:
        """Keep what is being typed."""
        self._keep_soon()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result; nothing if it has closed already, or was taken down otherwise."""
        if self._drafts and not self._closed_once:
            self._used += [name for name, _ in self._fields()]
            if not (self.goes_on and result):
                for name in self._used:
                    self._drafts.forget(name)
        return super().dismiss(result)

    def _keep_soon(self) -> None:
        """Keep the fields once the letters on their way are in them."""
        if not self._keeping_draft:
            self._keeping_draft = True
            self.call_later(self._keep)

    def _keep(self) -> None:
        self._keeping_draft = False
        if self._drafts and not self._closed_once:
            for name, editor in self._fields():
                if editor.written != editor.begun_as:
                    self._drafts.keep(name, editor.written)

    def _fields(self) -> list[tuple[str, editors.LineEditor | editors.NoteEditor]]:
        """The fields, each with the name under which its text is kept."""
        kind = type(self).__name__
        fields = [*self.query(editors.LineEditor), *self.query(editors.NoteEditor)]
        return [(f"{kind} {self.about} {field.id or ''}".strip(), field) for field in fields]

    @property
    def _drafts(self) -> Drafts | None:
        return getattr(self.app, "drafts", None)

    def listens_to(self, event: events.Event) -> bool:
        """Whether an event can be meant for this dialog."""
        return not self.confirms or event.time - self._opened >= LISTENS_AFTER


_DIGITS: Final = 9
"""So many choices have a digit."""


class PickMany(Dialog[tuple[str, ...]]):
    """Closes with the ids that are ticked. `choices` are (id, name) pairs."""

    confirms = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", key_display="Space 1-9", priority=True, id="ticks.tick"),
        *(
            Binding(str(n), f"tick({n})", "tick", show=False, id="ticks.digit")
            for n in range(1, 10)
        ),
        Binding(
            "enter,escape",
            "done",
            "take these",
            key_display="Enter",
            priority=True,
            id="ticks.done",
        ),
    ]

    def __init__(
        self,
        title: str,
        prompt: str,
        choices: tuple[tuple[str, str], ...],
        ticked: tuple[str, ...],
    ) -> None:
        super().__init__()
        self._title = title
        self._prompt = prompt
        self._choices = choices
        self._ticked = set(ticked)

    def compose(self) -> ComposeResult:
        """The prompt and the list."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            yield Static(shown(self._prompt))
            yield OptionList(*map(Option, map(self._line, range(len(self._choices)))), markup=False)
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """Start at the first choice."""
        options = self.query_one(OptionList)
        options.highlighted = 0 if self._choices else None
        options.focus()

    def _line(self, at: int) -> Content:
        """A choice with its tick, and the digit that ticks it."""
        choice, name = self._choices[at]
        mark = (GLYPHS.done, "$success") if choice in self._ticked else (GLYPHS.none, "$faint")
        digit = (f"{at + 1} " if at < _DIGITS else "  ", "$accent")
        return Content.assemble(mark, " ", digit, shown_line(name))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick, or take the tick off."""
        at = event.option_index
        self._ticked ^= {self._choices[at][0]}
        event.option_list.replace_option_prompt_at_index(at, self._line(at))

    def action_tick(self, digit: int = 0) -> None:
        """Tick the highlighted choice, or the one with this digit."""
        if digit > len(self._choices):
            return
        for options in self.query(OptionList):
            if digit:
                options.highlighted = digit - 1
            options.action_select()

    def action_done(self) -> None:
        """Close with what is ticked."""
        self.dismiss(tuple(choice for choice, _ in self._choices if choice in self._ticked))


class KeyLine(NamedTuple):
    """What can be done on a screen: how its keys are written, what they do, and one of them."""

    display: str
    words: str
    key: str


def keys_of(screen: Screen[object]) -> tuple[KeyLine, ...]:
    """Every key that works on a screen now, with what it does."""
    keys: dict[str, dict[str, str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        works = active.enabled and offered(screen.app, binding)
        if binding.description and binding.id and works:
            display = bars.display_of(screen, binding)
            own = getattr(active.node, "key_words", None)
            words = (own and own(binding.action)) or active.tooltip or tr(binding.description)
            keys.setdefault(words, {}).setdefault(display, binding.key)
    return tuple(
        KeyLine(" ".join(displays), words, next(iter(displays.values())))
        for words, displays in keys.items()
    )


class KeyTable(Static):
    """All keys below each other; a click on one closes the page with it."""

    def __init__(self, keys: tuple[KeyLine, ...]) -> None:
        self._keys = keys
        width = max((Content(key.display).cell_length for key in keys), default=0) + 2
        lines = [Content.styled(tr("Keys"), "bold")]
        for key in keys:
            lines.append(
                Content.assemble(fit(Content.styled(key.display, "$accent"), width), key.words)
            )
        super().__init__(Content("\n").join(lines), classes="keys")

    def on_click(self, event: events.Click) -> None:
        """A click on a line does what its key does on the screen behind."""
        offset = event.get_content_offset(self)
        if offset is not None and 1 <= offset.y <= len(self._keys):
            event.stop()
            self.screen.dismiss(self._keys[offset.y - 1].key)


class GuidanceDialog(Dialog[str | None]):
    """A page to read; it scrolls, and closes with Esc, Enter, F1, or a key that is picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)", "close", key_display="Esc", id="guidance.close"),
        Binding("f1", "dismiss(None)", show=False),
    ]

    def __init__(self, guide: bars.Guide, keys: tuple[KeyLine, ...]) -> None:
        super().__init__()
        self._guide = guide
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Purpose, guidance, what may be quoted, keys."""
        with Vertical(classes="dialog reading") as box:
            box.border_title = shown_line(self._guide.title)
            with VerticalScroll():
                yield Static(shown(self._guide.purpose.strip()), classes="purpose")
                yield Static(shown(self._guide.guidance.strip()), classes="guidance")
                if self._guide.quotes:
                    yield Static(self._quoted(), classes="guidance")
                yield KeyTable(self._keys)
            yield bars.KeyBar()

    def _quoted(self) -> Content:
        """Each fact, and under it whose it is and where it stands."""
        lines = [Content.styled(tr("To read out, each with its source"), "bold")]
        for quote in self._guide.quotes:
            source = shown_line(f"({quote.whose}: {quote.cite})", "$quiet")
            lines += [shown_line(quote.text), source, Content()]
        return Content("\n").join(lines[:-1])


class Pick(Dialog[str | None]):
    """Closes with the id of what was picked, or None. `choices` are (id, name) pairs."""

    confirms = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "pick", key_display="Enter", priority=True, id="pick.take"),
        Binding("escape", "dismiss(None)", "cancel", key_display="Esc", id="pick.cancel"),
    ]

    def __init__(
        self,
        title: str,
        prompt: str,
        choices: tuple[tuple[str, str], ...],
        current: str | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._prompt = prompt
        self._choices = choices
        self._current = current

    def compose(self) -> ComposeResult:
        """The prompt and the list."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            if self._prompt:
                yield Static(shown(self._prompt))
            yield OptionList(*(Option(shown_line(name)) for _, name in self._choices), markup=False)
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """Start at the current choice."""
        ids = [choice for choice, _ in self._choices]
        options = self.query_one(OptionList)
        options.highlighted = ids.index(self._current) if self._current in ids else 0
        options.focus()

    def action_pick(self) -> None:
        """Pick the highlighted choice; nothing before any is drawn."""
        for options in self.query(OptionList):
            options.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click picks."""
        self.dismiss(self._choices[event.option_index][0])


def numbered(people: Iterable[str], away: Mapping[str, str] | None = None) -> list[Content]:
    """Each of these people with the digit that picks them, and when they are here who are away."""
    return [
        Content.assemble(
            (f"{number} ", "$accent"),
            shown_line(name),
            shown_line(f"  {when}" if (when := (away or {}).get(name)) else "", "$warning"),
        )
        for number, name in enumerate(people, 1)
    ]


class PickPerson(Dialog[str | None]):
    """Closes with a name: a digit picks somebody who is there, whoever is not is typed.

    Where it says who it is now, nobody is pointed at, and an empty field is nobody. Who is `away`
    is picked all the same, and seen to be.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "take", key_display="Enter", priority=True, id="who.take"),
        Binding("up", "move(-1)", "up", show=False, priority=True),
        Binding("down", "move(1)", "down", show=False, priority=True),
        Binding("escape", "dismiss(None)", "cancel", key_display="Esc", id="who.cancel"),
    ]

    def __init__(
        self,
        title: str,
        people: tuple[str, ...],
        *,
        about: str = "",
        now: str | None = None,
        away: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._people = people
        self._away = away
        self._about = about
        self._now = now

    @property
    def about(self) -> str:
        """The question, and what it is about."""
        return f"{self._title} {self._about}"

    def compose(self) -> ComposeResult:
        """Who is there, and a field for anybody else."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            if self._about:
                yield Static(shown_line(self._about, "$quiet"))
            yield OptionList(*map(Option, numbered(self._people, self._away)), markup=False)
            yield editors.LineEditor(
                self._now or "", placeholder=tr("or type a name, or external: NAME")
            )
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """The field has the letters, the list has the arrows and digits."""
        options = self.query_one(OptionList)
        options.can_focus = False
        options.display = bool(self._people)
        options.highlighted = 0 if self._people and self._now is None else None
        self.query_one(editors.LineEditor).action_select_all()
        self.query_one(editors.LineEditor).focus()

    @property
    def _typed(self) -> str:
        return person(self.query_one(editors.LineEditor).written, self._people)

    @property
    def _nobody(self) -> str | None:
        return None if self._now is None else ""

    def on_line_editor_drafted(self, event: editors.LineEditor.Drafted) -> None:
        """A digit that begins a name is no name, but picks somebody who is there."""
        digits = [str(number) for number in range(1, min(len(self._people), 9) + 1)]
        if event.text in digits:
            self.dismiss(self._people[int(event.text) - 1])

    def action_move(self, by: int) -> None:
        """Point at the next or previous of them, and no more at what was typed."""
        self.query_one(editors.LineEditor).rewrite("")
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_pick(self) -> None:
        """Take the name that was typed, else whoever is pointed at."""
        at = self.query_one(OptionList).highlighted
        self.dismiss(self._typed or (self._people[at] if at is not None else self._nobody))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes somebody, too."""
        self.dismiss(self._people[event.option_index])


class Confirm(Dialog[bool]):
    """Yes with `y`; everything else keeps things as they are."""

    confirms = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "yes", id="confirm.yes"),
        Binding(
            "n,escape,enter", "dismiss(False)", "no, leave it", key_display="Enter", id="confirm.no"
        ),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """What goes, and the two keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            yield Static(shown(self._text))
            yield bars.KeyBar()


class Reading(Dialog[None]):
    """It scrolls with the arrows, and closes with Esc or Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "close", key_display="Esc", id="reading.close"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The text."""
        with VerticalScroll(classes="dialog") as page:
            page.border_title = shown_line(self._title)
            yield Static(shown(self._text))
            yield bars.KeyBar()


class Target(NamedTuple):
    """A place to go: a step, or a step of a workload, or (`item`) one of its questions.

    `beside` says more of it. A question is offered once somebody types: there are many.
    """

    step: Step
    workload: str | None
    name: str
    item: str | None = None
    beside: str = ""


class GoTo(Dialog[Target | None]):
    """A list that narrows while one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "go there", key_display="Enter", priority=True, id="goto.go"),
        Binding("up", "move(-1)", "up", show=False, priority=True, id="goto.up"),
        Binding("down", "move(1)", "down", show=False, priority=True, id="goto.down"),
        Binding("escape", "dismiss(None)", "stay", key_display="Esc", id="goto.stay"),
    ]

    def __init__(self, targets: tuple[Target, ...]) -> None:
        super().__init__()
        self._targets = targets
        self._fitting = targets
        self._sought = ""

    def compose(self) -> ComposeResult:
        """A field to type in, and what fits."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Go to"))
            yield editors.LineEditor(placeholder=tr("part of a name"))
            yield OptionList(markup=False)
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """All places at first."""
        self._narrow("")
        self.query_one(OptionList).can_focus = False
        self.query_one(editors.LineEditor).seeks = True

    def on_line_editor_drafted(self, event: editors.LineEditor.Drafted) -> None:
        """Narrow the list to what has these letters."""
        self._narrow(event.text)

    def _narrow(self, text: str) -> None:
        self._sought = text
        wanted = folded(sought(text))
        self._fitting = tuple(
            target
            for target in self._targets
            if wanted in folded(target.name) and (wanted or target.item is None)
        )
        options = self.query_one(OptionList)
        if self._fitting:
            options.set_options(self._listed())
        else:
            nothing = Content.styled(tr("No step, workload or question has that in it."), "$quiet")
            options.set_options([Option(nothing, disabled=True)])
        options.highlighted = 0 if self._fitting else None

    def _listed(self) -> Iterator[Option | None]:
        """What fits; a line parts the steps from what is of one workload."""
        before = self._fitting[0]
        for target in self._fitting:
            if target.workload and not before.workload:
                yield None
            before = target
            beside = (shown_line(f"  {target.beside}", "$quiet"),) if target.beside else ()
            yield Option(Content.assemble(shown_line(target.name), *beside))

    def action_move(self, by: int) -> None:
        """Move through what was found."""
        options = self.query_one(OptionList)
        if self._fitting:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._fitting)

    def action_go(self) -> None:
        """Go to the highlighted place, if any fits; letters whose news is on the way count."""
        text = self.query_one(editors.LineEditor).value
        if text != self._sought:
            self._narrow(text)
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._fitting[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click goes there."""
        self.dismiss(self._fitting[event.option_index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field goes, too."""
        event.stop()
        self.action_go()


class AskLine(Dialog[str | None]):
    """Closes with the text, or with None where the room thinks better of it.

    Where it is to be given `anew`, what is typed first takes the place of what is there. Where it
    `seeks`, a line of a list that is pasted comes without its bullet and the lines below it. What
    it `takes` is said where Enter is pressed with nothing typed, and it closes with None: without
    it, an empty text is an answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", key_display="Esc", id="line.cancel"),
        Binding("enter", "take", "OK", key_display="Enter", priority=True, id="line.ok"),
    ]

    def __init__(
        self,
        title: str,
        prompt: str,
        text: str = "",
        placeholder: str = "",
        *,
        anew: bool = False,
        seeks: bool = False,
        takes: str = "",
    ) -> None:
        super().__init__()
        self._seeks = seeks
        self._takes = takes
        self._title = title
        self._prompt = prompt
        self._text = text
        self._placeholder = placeholder
        self._anew = anew

    @property
    def about(self) -> str:
        """The question, and what it began with: another name is another question."""
        return f"{self._title} {self._prompt} {self._text}"

    def compose(self) -> ComposeResult:
        """The prompt and a field."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(self._title)
            yield Static(shown(self._prompt))
            yield editors.LineEditor(self._text, placeholder=self._placeholder)
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """Where the text is given anew rather than changed, what is typed takes its place."""
        self.query_one(editors.LineEditor).seeks = self._seeks
        if self._anew:
            self.query_one(editors.LineEditor).action_select_all()

    def on_line_editor_entered(self, event: editors.LineEditor.Entered) -> None:
        """Enter closes with the text."""
        event.stop()
        self._close_with(event.text.strip())

    def action_take(self) -> None:
        """A click on OK closes with the text, too."""
        self._close_with(self.query_one(editors.LineEditor).value.strip())

    def _close_with(self, text: str) -> None:
        if self._takes and not text:
            bars.say(self.app, self._takes)
        self.dismiss(text or (None if self._takes else ""))
