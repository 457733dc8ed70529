"""Beside the questions: what the highlighted one means, its note, and the place to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from fouraxis.content.language import tr
from fouraxis.tui.look import GLYPHS, Lined, Paragraph, fit, shown, shown_line
from fouraxis.tui.parts import editors
from fouraxis.tui.questions.table import Row, drawn_option, standing_of
from fouraxis.workshop import questions
from fouraxis.workshop.session import Proof
from fouraxis.workshop.text import day_in, legible, showable_line, today, written


class Meaning(NamedTuple):
    """What an option means; `key` is the digit that chooses it (empty: it cannot be chosen).

    `standing` says how it stands where the options are shown here and nowhere else: chosen, alarm,
    holds, suggested, or nothing.
    """

    key: str
    name: str
    text: str
    chosen: bool = False
    standing: str | None = None


def whole_options(
    row: Row, meanings: tuple[Meaning, ...], unknown: str = ""
) -> tuple[Meaning, ...]:
    """All that a row can be answered with, each with its anchor: they stand here alone.

    `unknown` is the word for an answer that is not known.
    """
    if not row.options:
        return meanings
    anchors = {meaning.key: meaning.text for meaning in meanings}
    options = [
        Meaning(
            str(number),
            name,
            anchors.get(str(number), ""),
            option == row.value,
            standing_of(row, option),
        )
        for number, (option, name) in enumerate(row.options, 1)
    ]
    if row.unknown:
        standing = standing_of(row, "unknown")
        options.append(Meaning("0", GLYPHS.unknown, unknown, row.value == "unknown", standing))
    keys = {option.key for option in options}
    return (*options, *(meaning for meaning in meanings if meaning.key not in keys))


@dataclass(frozen=True, slots=True)
class AsideText:
    """What stands beside a question: its text, its anchors, its note under a label, and facts.

    `proof` says how the answer is known, `warning` what speaks against that.
    """

    question: str = ""
    meanings: tuple[Meaning, ...] = ()
    note: str = ""
    label: str = ""
    facts: tuple[str, ...] = ()
    proof: str = ""
    warning: str = ""


class Meanings(Lined):
    """One option a paragraph, with the chosen one marked; a click on one does what its key does."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._meanings: tuple[Meaning, ...] = ()
        self._airy = False
        self._keys: list[str] = []
        self._laid_out: tuple[int, list[Content]] = (-1, [])
        self.display = False

    def show(self, meanings: tuple[Meaning, ...], *, airy: bool = False) -> None:
        """Show these; `airy` with a line of space between any two."""
        if (meanings, airy) != (self._meanings, self._airy):
            self._meanings, self._airy = meanings, airy
            self._laid_out = (-1, [])
            self.display = bool(meanings)
            self.grow()

    def _lines(self, width: int) -> list[Content]:
        """The lines at a width; asked for several times for each key."""
        if self._laid_out[0] != width:
            self._laid_out = (width, self._lay_out(width))
        return self._laid_out[1]

    def _lay_out(self, width: int) -> list[Content]:
        heads = [self._head(meaning) for meaning in self._meanings]
        room = max(width * 2 // 5, 10)
        indent = max((head.cell_length + 2 for head in heads if head.cell_length < room), default=6)
        lines: list[Content] = []
        self._keys = []
        for meaning, name in zip(self._meanings, heads, strict=True):
            head = name
            if self._airy and lines:
                lines.append(Content(""))
                self._keys.append("")
            if head.cell_length + 2 > indent and meaning.text:  # a long name has a line of its own
                lines.append(head)
                self._keys.append(meaning.key)
                head = Content("")
            wrapped = shown_line(meaning.text).wrap(max(width - indent, 10))
            for number, line in enumerate(wrapped or [Content("")]):
                text = line.stylize("$foreground" if meaning.chosen else "$anchor")
                begin = fit(head, indent) if number == 0 else Content(" " * indent)
                lines.append(Content.assemble(begin, text).rstrip())
                self._keys.append(meaning.key)
        return lines

    @staticmethod
    def _head(meaning: Meaning) -> Content:
        """The option with its digit: marked as in the table where it stands here alone."""
        if meaning.standing is not None and meaning.key:
            return drawn_option(
                meaning.key, showable_line(meaning.name), meaning.standing, here=True
            )
        style = "bold $accent" if meaning.chosen else "$foreground"
        return Content.assemble(
            (f"{GLYPHS.chosen_left} " if meaning.chosen else "  ", "$accent"),
            (f"{meaning.key} " if meaning.key else "", "$faint"),
            shown_line(meaning.name, style),
        )

    def on_click(self, event: events.Click) -> None:
        """A click on an option chooses it, unless somebody writes."""
        offset = event.get_content_offset(self)
        if offset is None or not 0 <= offset.y < len(self._keys):
            return
        key, focused = self._keys[offset.y], self.screen.focused
        if key and (focused is None or not focused.check_consume_key(key, key)):
            event.stop()
            self.app.simulate_key(key)


class Aside(Vertical):
    """The question in full, every anchor, and the note; the note is edited in this place.

    What is typed is sent as a draft with every change, so that it is saved while it is written.
    """

    BINDINGS = [
        Binding("escape", "close", "keep and close", key_display="Esc", id="aside.close"),
        Binding("tab", "strength", "seen, told, planned", key_display="Tab", id="aside.strength"),
        Binding("at", "person", "by whom", key_display="@", id="aside.person", priority=True),
        Binding("ctrl+o", "external", "open in editor", id="aside.external"),
    ]

    @dataclass
    class Drafted(Message):
        """The text of `field` of `item` (asked about `subject`) is `text` now."""

        item: str
        field: str
        text: str
        subject: str = ""

    @dataclass
    class Closed(Message):
        """Editing ended with this text; `onward` if the next question is wanted."""

        item: str
        onward: bool
        field: str = ""
        text: str = ""
        subject: str = ""

    @dataclass
    class Proved(Message):
        """How the answer to `item` (asked about `subject`) is known; its text is of `field`."""

        item: str
        field: str
        proof: Proof
        subject: str = ""

    @dataclass
    class PersonWanted(Message):
        """Somebody is to be named who knows the answer."""

    @dataclass
    class Resized(Message):
        """It takes more or less room than before, from whatever stands beside it."""

    @dataclass
    class ExternalWanted(Message):
        """The text is to be edited in the user's own editor."""

        item: str
        field: str
        subject: str = ""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._item = ""
        self._field = ""
        self._subject = ""
        self._sent = ""
        self._asked = ""
        self._noted = False
        self._proof: Proof | None = None
        self._warning = ""
        self._editor: editors.LineEditor | editors.NoteEditor | None = None
        self._focused_before: Widget | None = None

    def compose(self) -> ComposeResult:
        """The question and its anchors, then the note; the facts come last, where there is room."""
        yield Paragraph(id="aside-question")
        yield Meanings(id="aside-meanings")
        yield Paragraph(id="aside-note")
        yield Paragraph(id="aside-proof")
        yield Paragraph(id="aside-facts")

    def on_mount(self) -> None:
        """How it is known is asked while a note is written."""
        self.query_one("#aside-proof").display = False

    def on_resize(self) -> None:
        """Tell that there is more or less room for the others."""
        self.post_message(self.Resized())

    def show(self, text: AsideText, *, airy: bool = False) -> None:
        """Show a question, loud, with its anchors and its note under its label."""
        if text.question != self._asked:  # what did not fit of the last one was scrolled to
            self._asked = text.question
            self.scroll_home(animate=False)
        question, _, about = text.question.partition("\n")
        loud = shown(question, "bold $question")
        self.query_one("#aside-question", Paragraph).update(
            Content.assemble(loud, "\n", shown(about)) if about else loud
        )
        self.query_one(Meanings).show(text.meanings, airy=airy)
        label = text.label or tr("note")
        note = self.query_one("#aside-note", Paragraph)
        facts = self.query_one("#aside-facts", Paragraph)
        self._noted = bool(text.note or text.proof)
        note.display = self._noted and not self.editing  # what is empty would still take a line
        facts.set_class(not text.facts, "-empty")
        proof = f" ({text.proof})".lstrip() if text.proof else ""
        warning = f" {GLYPHS.warning} {text.warning}" if text.warning else ""
        note.update(
            Content.assemble(
                (f"{GLYPHS.note} {label}: ", "$accent"),
                shown(text.note),
                shown_line(f"{' ' if text.note else ''}{proof}", "$quiet"),
                (warning, "$warning"),
            )
            if self._noted
            else Content("")
        )
        self._warning = text.warning
        self._show_proof()
        facts.update(shown("\n".join(text.facts)))

    # -- editing

    @property
    def editing(self) -> bool:
        """Whether something is being written here."""
        return self._editor is not None

    @property
    def subject(self) -> str:
        """What the text that is being written is about."""
        return self._subject

    async def edit(
        self,
        item: str,
        field: str,
        text: str,
        *,
        lines: bool,
        title: str = "",
        placeholder: str = "",
        subject: str = "",
        lists: bool = False,
        proof: Proof | None = None,
    ) -> None:
        """Open an editor with this text: of several lines (a note) or of one (a name).

        With `lists`, several lines pasted into the latter are no text, but told. With `proof`, it
        is asked how the answer is known.

        `title` stands on its border: what it is that is written, and on which question.
        """
        await self.stop_editing()
        self._proof = proof
        self._focused_before = self.screen.focused
        self._item, self._field, self._subject = item, field, subject

        self._editor = (
            editors.NoteEditor(text, placeholder=placeholder)
            if lines
            else editors.LineEditor(text, placeholder=placeholder)
        )
        if isinstance(self._editor, editors.LineEditor):
            self._editor.takes_lists = lists
        self._editor.border_title = shown_line(title)
        self._sent = self._editor.written
        self.query_one("#aside-note", Paragraph).display = False
        self.screen.add_class("-writing")
        await self.mount(self._editor, after="#aside-note")
        self._show_proof()
        self._editor.focus()
        self._editor.scroll_visible(animate=False)
        if proof is not None:  # what is asked below it is in sight, too
            self.call_after_refresh(self.scroll_end, animate=False)

    def write_further(self, text: str) -> None:
        """Put a text behind what is in the field that has just been opened."""
        if isinstance(self._editor, editors.LineEditor):
            before = self._editor.written
            self._editor.rewrite(f"{before} {legible(text)}" if before.strip() else legible(text))

    async def stop_editing(self) -> None:
        """Take the editor away; what was typed in it last is sent before."""
        if self._editor is not None:
            self._pass_on()
            editor, self._editor, self._proof = self._editor, None, None
            self._show_proof()
            if editor.has_focus:  # given back, or Textual scrolls whatever gets it to its middle
                self.screen.set_focus(self._focused_before, scroll_visible=False)
            await editor.remove()
            self.query_one("#aside-note", Paragraph).display = self._noted
            self.screen.remove_class("-writing")

    def _pass_on(self) -> None:
        """Send what is being written, if it is not what was sent last."""
        if self._editor is not None and self._editor.written != self._sent:
            self._sent = self._editor.written
            self._show_proof()  # a day in it counts as soon as it is written
            self.post_message(self.Drafted(self._item, self._field, self._sent, self._subject))

    def on_note_editor_drafted(self, event: Message) -> None:
        """Pass on what is being written, with its question."""
        event.stop()
        self._pass_on()

    def on_line_editor_drafted(self, event: Message) -> None:
        """Pass on what is being written, with its question."""
        event.stop()
        self._pass_on()

    async def on_line_editor_entered(self, event: Message) -> None:
        """Enter in a field of one line keeps it and asks for the next question."""
        event.stop()
        await self._close(onward=True)

    def on_descendant_blur(self, _: events.DescendantBlur) -> None:
        """Whoever goes elsewhere, by Tab or with the mouse, has done with writing."""
        self.call_later(self._close_if_left)

    async def _close_if_left(self) -> None:
        focused = self.screen.focused
        if self._editor is not None and focused is not None and focused is not self._editor:
            await self._close(onward=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only while something is being written; a text of one line needs no editor of its own."""
        if action == "external":
            return self._editor is not None and self._editor.multiline
        if action == "strength":
            return self._proof is not None
        if action == "person":
            return self._proof is not None and self._begins_a_word
        return self.editing if action == "close" else True

    async def _close(self, *, onward: bool) -> None:
        await self.stop_editing()
        self.post_message(self.Closed(self._item, onward, self._field, self._sent, self._subject))

    # -- how it is known

    def _show_proof(self) -> None:
        """Show how it is known, and the rule for that, while a note is written."""
        line = self.query_one("#aside-proof", Paragraph)
        line.display = self._proof is not None
        if self._proof is None:
            return
        chosen = self._proof.strength
        strengths = [
            Content.styled(
                f"{GLYPHS.chosen_left if each == chosen else ' '}{questions.strength_name(each)} ",
                "bold $accent" if each == chosen else "$quiet",
            )
            for each in questions.STRENGTHS
        ]
        by = self._proof.by
        who = shown_line(by or tr("@ by whom"), "bold" if by else "$quiet")
        day = written(self._day_in_note or self._proof.date) or tr("a day in the note")
        rule = Content.styled(tr("Torn between two levels: take the more cautious."), "$quiet")
        if self._warning:
            rule = Content.styled(f"{GLYPHS.warning} {self._warning}", "bold $warning")
        line.update(Content.assemble(*strengths, "  ", who, "  ", (day, "$quiet"), "\n", rule))

    @property
    def _day_in_note(self) -> date | None:
        """The day that is written in the note, where it says how the answer is known."""
        proof, editor = self._proof, self._editor
        if proof is None or editor is None or (proof.strength is None and not proof.by):
            return None
        return day_in(editor.written, today(), past=proof.strength != "planned")

    @property
    def _begins_a_word(self) -> bool:
        """Whether what is typed next begins a word: within one, an @ is a letter of an address."""
        editor = self._editor
        if not isinstance(editor, editors.NoteEditor):
            return False
        row, column = editor.cursor_location
        before = editor.document.get_line(row)[:column]
        return editor.written == editor.begun_as or not before[-1:].isalnum()

    def action_strength(self) -> None:
        """Go from seen to told to planned, and back to nothing said.

        What was seen or told is of today, unless the note says of which day it is.
        """
        if self._proof is None:
            return
        order = (None, *questions.STRENGTHS)
        strength = order[(order.index(self._proof.strength) + 1) % len(order)]
        day = self._proof.date
        if strength in (None, "planned"):
            day = None
        elif day is None:
            day = today()
        self._prove({"strength": strength, "date": day})

    def action_person(self) -> None:
        """Ask who knows it."""
        self.post_message(self.PersonWanted())

    def take_person(self, person: str | None) -> None:
        """Take who was named; where nobody was, the letter is one of the note."""
        if person:
            self._prove({"by": person})
        elif isinstance(self._editor, editors.NoteEditor):
            self._editor.insert("@")

    def _prove(self, news: Mapping[str, object]) -> None:
        if self._proof is not None:
            self._proof = self._proof.model_copy(update=dict(news))
            self.post_message(self.Proved(self._item, self._field, self._proof, self._subject))
            self._show_proof()

    async def action_close(self) -> None:
        """Keep what is written and go back to the questions."""
        await self._close(onward=False)

    async def action_external(self) -> None:
        """Edit the text in `$VISUAL` or `$EDITOR`."""
        await self.stop_editing()
        self.post_message(self.ExternalWanted(self._item, self._field, self._subject))
