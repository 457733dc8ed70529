"""Setup: what the workshop is called, who is in the room, and where all of it is kept."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.scalar import Scalar
from textual.message import Message

from fouraxis.content.items import Screen
from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Role
from fouraxis.content.terms import PARTS, WorkshopPart
from fouraxis.tui.file.desk import Fact, facts, show_wording
from fouraxis.tui.look import cut
from fouraxis.tui.parts import dialogs
from fouraxis.tui.parts.rail import Stop
from fouraxis.tui.questions.aside import Aside, AsideText, Meaning, whole_options
from fouraxis.tui.questions.table import QuestionTable, Row
from fouraxis.tui.setup.agenda import ask_minutes, each_and_all
from fouraxis.tui.step import StepScreen
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import agenda, attendance, edit, lists
from fouraxis.workshop.session import Participant
from fouraxis.workshop.text import EditError

NEW: Final = "new-participant"
PERSON: Final = "participant."
FACT: Final = "file."
PART: Final = "part."
AGENDA: Final = "agenda"
PLAN: Final = "plan"
WAYS: Final = ("reveal", "walk")
"""What is chosen of how the room is led: when it sees an outcome, in which order it goes."""


class SetupTable(QuestionTable):
    """Rows without notes and marks: nothing here is a question of the framework."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what a row of the setup can take."""
        if action in ("note", "mark"):
            return False
        if action == "clear" and (self.item or "").startswith(
            (FACT, PART, AGENDA, PLAN, "title", *WAYS)
        ):
            return False
        return super().check_action(action, parameters)


class SetupRows(Vertical):
    """Where the table scrolls: however much room it is left, the cursor's row stays in sight."""

    def on_resize(self) -> None:
        """The aside or the footer took some of the room, or gave it back."""
        self.query_one(SetupTable).reveal_cursor()


_NAMES: Final = 10
"""How many people of a list are shown before they are added."""

Facts = Mapping[str, Fact]


class About(NamedTuple):
    """What is said about a row: a question, what its options mean, what is odd under a label."""

    question: str
    meanings: tuple[Meaning, ...] = ()
    odd: str = ""
    label: str = "note"


def part_of(item: str) -> WorkshopPart | None:
    """The part that a row is about, if it is about one."""
    return next((part for part in PARTS if item == PART + part), None)


def rows(bench: Workbench, facts: Facts, *, unfolded: bool) -> Iterator[Row]:
    """What the workshop is called and who is there; then how it is led, its parts and its file.

    The latter are folded away until somebody asks for the plan, but for what warns.
    """
    session, words = bench.session, bench.words.setup
    names = {key: field.name for key, field in words.fields.items()}
    yield Row("title", names["title"], value=session.title)
    yield Row("organisation", names["organisation"], value=session.organisation or None)
    yield Row("people", names["participants"], heading=True)
    roles = tuple((role.id, role.name) for role in words.roles.values() if not role.retired)
    shared = attendance.shared_names(session)
    for key, person in session.participants.items():
        twice = tr("more than one has this name") if key in shared else ""
        notes = tuple(filter(None, (attendance.presence(person), twice)))
        role = person.role or None
        yield Row(PERSON + key, person.name, roles, role, unknown=False, beside=notes)
    yield Row(NEW, tr("Add a person"), empty=tr("Enter or a: type a name"))
    yield Row("how", tr("Plan"), heading=True)
    total = agenda.clock(agenda.agenda(session, bench.words).total)
    hint = tr("Enter folds it away") if unfolded else tr("Enter shows it")
    yield Row(PLAN, tr("Time, parts, file"), value=f"{hint}: {tr('{time} in all', time=total)}")
    if unfolded:
        for field, ways in _ways(bench).items():
            options = tuple((way.id, way.name) for way in ways.values())
            yield Row(field, names[field], options, getattr(session, field), unknown=False)
        yield Row("parts", names["parts"], heading=True)
        yield from _parts(bench)
    listed = {key: fact for key, fact in facts.items() if unfolded or fact.warns}
    if listed:
        yield Row("file", tr("Session file"), heading=True)
    for key, fact in listed.items():
        kept = key == "path"
        yield Row(FACT + key, fact.name, value=fact.short, review=fact.warns, is_path=kept)


def in_plan(item: str) -> bool:
    """Whether a row is one of those that are folded away."""
    return item in (*WAYS, AGENDA) or item.startswith((PART, FACT))


def _ways(bench: Workbench) -> dict[str, Mapping[str, Role]]:
    """What can be chosen of how the room is led, with the words for it."""
    words = bench.words.setup
    return {"reveal": words.reveals, "walk": words.walks}


def _parts(bench: Workbench) -> Iterator[Row]:
    """Each part that can be left out, with its minutes; then how long the whole workshop takes."""
    session = bench.session
    plan = agenda.agenda(session, bench.words)
    answers = bench.words.setup.answers
    in_or_out = (("in", answers["in"].name), ("out", answers["left-out"].name))
    for part in PARTS:
        taken = "out" if part in session.left_out else "in"
        screen: Screen = getattr(bench.words, part).screen
        time = each_and_all(plan.item(part))
        yield Row(PART + part, screen.title, in_or_out, taken, unknown=False, beside=time)
    total = tr("{time} in all", time=agenda.clock(plan.total))
    yield Row(AGENDA, bench.words.setup.planning.title, value=total)


def about(bench: Workbench, item: str, facts: Facts) -> About:
    """What is said about a row."""
    words = bench.words.setup
    person = bench.session.participants.get(item.removeprefix(PERSON))
    part = part_of(item)
    if person is not None and item.startswith(PERSON):
        return _of_person(bench, person)
    if item in WAYS:
        chosen = getattr(bench.session, item)
        meanings = tuple(
            Meaning(str(number), way.name, way.description, way.id == chosen)
            for number, way in enumerate(_ways(bench)[item].values(), 1)
        )
        return About(words.fields[item].question, meanings)
    if part is not None:
        screen: Screen = getattr(bench.words, part).screen
        purpose = " ".join(screen.purpose.split())
        plan = agenda.in_all(agenda.agenda(bench.session, bench.words))
        return About(f"{words.fields['parts'].question}\n{purpose}\n{plan}")
    if item in (AGENDA, PLAN):
        purpose = " ".join(words.planning.purpose.split())
        return About(f"{purpose}\n{agenda.in_all(agenda.agenda(bench.session, bench.words))}")
    if item.startswith(FACT):
        fact = facts[item.removeprefix(FACT)]
        first, more, _ = fact.text.partition("\n")
        return About(f"{first}\n{tr('Enter shows all of it.')}" if more else first)
    if item == NEW:
        question = words.fields["participants"].question
        return About(f"{question} {tr('Enter after each name; an empty one ends.')}")
    return About(words.fields[item].question)


def _of_person(bench: Workbench, person: Participant) -> About:
    roles = bench.words.setup.roles
    meanings = tuple(
        Meaning(str(number), role.name, role.description, role.id == person.role)
        for number, role in enumerate(roles.values(), 1)
    )
    odd = "" if person.role in ("", *roles) else f"{person.name}: {person.role}"
    name = ", ".join(filter(None, (person.name, attendance.presence(person))))
    return About(name, meanings, odd, tr("role in the file"))


_FEWEST: Final = 3
"""Lines of what is asked that are always to be seen."""


class SetupScreen(StepScreen):
    """The fields of the session itself, its participants, and what is known of its file."""

    step = "setup"
    asks = True
    AUTO_FOCUS = "SetupTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add a person", id="setup.add"),
        Binding("e", "rename", "edit name", id="setup.rename"),
        Binding("x", "remove", "remove", id="setup.remove"),
        Binding("m", "minutes", "minutes", id="setup.minutes"),
        Binding("l", "hours", "when here", id="setup.hours"),
    ]

    def compose_body(self) -> ComposeResult:
        """The rows, and the place to write."""
        with SetupRows(id="questions"):
            yield SetupTable()
        yield Aside(id="aside")

    def on_mount(self) -> None:
        """Show the session; then make ready to write, so that the first letters are not missed."""
        self._new = ""
        self._writing = ""
        self._before: frozenset[str] = frozenset()  # who was here before people were added
        self._unfolded = False
        super().on_mount()
        self.call_after_refresh(self._make_ready)

    def _make_ready(self) -> None:
        import fouraxis.tui.parts.editors  # noqa: F401

    def fit(self) -> bool:
        """Let what is asked end with the body: what has no room in it scrolls."""
        other, aside = super().fit(), self.query_one(Aside)
        room = self.query_one("#body").content_region.bottom - aside.region.y
        limit = Scalar.from_number(max(room, _FEWEST))
        if aside.display and aside.styles.inline.max_height != limit:
            aside.styles.max_height = limit
            other = True
        return other

    def on_resize(self, _: events.Resize) -> None:
        """With another size, options stand beside their question or below it."""
        if self._shown is not None:
            self._be_brief(self.query_one(SetupTable).rows)
            self._show_aside()

    # -- what is shown

    def show(self) -> None:
        """Show the rows, with the cursor where the session stands."""
        self._unfolded = self._unfolded or in_plan(self.bench.place.item or "")
        shown = tuple(rows(self.bench, self._facts(), unfolded=self._unfolded))
        table = self.query_one(SetupTable)
        self._be_brief(shown)
        table.show(shown, self.bench.place.item)
        self._show_aside()
        self.refresh_bindings()

    def _be_brief(self, shown: tuple[Row, ...]) -> None:
        """Have the options beside their meanings alone: with room for it, or none in the table."""
        table = self.query_one(SetupTable)
        table.be_brief(self.roomy or not table.has_room_for(shown))

    def stops(self) -> tuple[str, tuple[Stop, ...], str | None]:
        """There is no rail here."""
        return "", (), None

    @property
    def item(self) -> str:
        """The row under the cursor."""
        return self.query_one(SetupTable).item or "title"

    @property
    def person(self) -> str | None:
        """The id of the participant under the cursor."""
        key = self.item.removeprefix(PERSON)
        return key if key in self.bench.session.participants and key != self.item else None

    @property
    def lost(self) -> str:
        """A person who is not on the list any more."""
        row = self.query_one(SetupTable).current
        is_person = self.item.startswith(PERSON)
        return row.label if row is not None and is_person and self.person is None else ""

    def _facts(self) -> dict[str, Fact]:
        bench = self.bench
        return facts(bench.path, bench.session, bench.words, bench.notices)

    def _show_aside(self) -> None:
        row = about(self.bench, self.item, self._facts())
        meanings, current = row.meanings, self.query_one(SetupTable).current
        if self.query_one(SetupTable).brief and current is not None:
            meanings = whole_options(current, meanings)
        self.query_one(Aside).show(AsideText(row.question, meanings, row.odd, row.label))

    # -- what the room does

    async def on_question_table_moved(self, event: QuestionTable.Moved) -> None:
        """Remember where the room is; what was being written elsewhere is kept."""
        if event.item != self._writing:
            await self._finish()
        place = self.bench.place
        if place.item != event.item:
            self.bench.move(place.model_copy(update={"item": event.item}))
        self._show_aside()
        self.refresh_bindings()

    def on_question_table_chosen(self, event: QuestionTable.Chosen) -> None:
        """Keep a choice, or empty a field."""
        part = part_of(event.item)
        if part is not None:
            out = event.value == "out"
            answer = self.bench.words.setup.answers["left-out" if out else "in"]
            self.attempt(
                lambda: self.bench.apply(
                    edit.leave_out(self.bench.session, part, out),
                    tr("{name}: {value}", name=self._title(part), value=answer.name),
                )
            )
            return
        person = self.person
        if person is not None:
            name = self.bench.session.participants[person].name
            path: tuple[str, ...] = ("participants", person, "role")
            role = self.bench.words.setup.roles.get(event.value or "")
            value = role.name if role else tr("no role")
        elif event.item in ("organisation", *WAYS):
            path = (event.item,)
            name = self._field(event.item)
            way = _ways(self.bench).get(event.item, {}).get(event.value or "")
            value = way.name if way else event.value or tr("empty")
        else:
            return
        label = tr("{name}: {value}", name=name, value=value)
        done = self.attempt(lambda: self.bench.set(path, event.value, label))
        if done and person is not None and event.value is not None:
            people = [*self.bench.session.participants]
            following = people[people.index(person) + 1 :]
            self._stand_at(PERSON + following[0] if following else NEW)

    async def on_question_table_confirmed(self, event: QuestionTable.Confirmed) -> None:
        """Enter on a person edits the name; on the outcome it goes on."""
        if self.person is not None:
            await self.action_rename()
        else:
            self.query_one(SetupTable).action_move(1)

    async def on_question_table_edit_wanted(self, event: QuestionTable.EditWanted) -> None:
        """Open a field in its place, or show all that is known of the file."""
        session = self.bench.session
        if event.item == PLAN:
            self._unfolded = not self._unfolded
            self.arrive()
        elif event.item == AGENDA:
            self.workshop.show_agenda()
        elif event.item.startswith(FACT):
            fact = self._facts()[event.item.removeprefix(FACT)]
            if event.item == FACT + "content":
                show_wording(self.app, self.bench)
            else:
                self.app.push_screen(dialogs.Reading(fact.name, fact.text))
        elif event.item == NEW:
            await self._write_names()
        elif event.item in ("title", "organisation"):
            await self._write(event.item, getattr(session, event.item))

    async def _write_names(self) -> None:
        """Open the field for the names of people, one after the other."""
        self._before = frozenset(self.bench.session.participants)
        await self._write(NEW, "", tr("A name; Enter adds it"))

    def _field(self, item: str) -> str:
        """What a field of the session is called."""
        return self.bench.words.setup.fields[item].name

    def _title(self, part: WorkshopPart) -> str:
        screen: Screen = getattr(self.bench.words, part).screen
        return screen.title

    async def _write(self, item: str, text: str, placeholder: str = "") -> None:
        self.bench.history.settle()
        self._new = ""
        if not self.may_edit():
            return
        self._writing = item
        hint = placeholder or tr("Enter keeps it and goes on")
        await self.query_one(Aside).edit(
            item, "value", text, lines=False, placeholder=hint, lists=item == NEW
        )

    def on_aside_drafted(self, event: Aside.Drafted) -> None:
        """Keep what is being written, with every letter."""
        if event.item == NEW:
            self.attempt(lambda: self._draft_person(event.text))
        elif event.text.strip() or event.item == "organisation":
            key = event.item.removeprefix(PERSON)
            person = key != event.item
            path = ("participants", key, "name") if person else (event.item,)
            label = tr("name of a participant") if person else self._field(event.item)
            self.attempt(lambda: self.bench.set(path, event.text, label, coalesce=".".join(path)))

    def _draft_person(self, name: str) -> None:
        """The new person under the name so far, so that the id fits the name in the end."""
        session = self.bench.session
        if self._new:
            session = edit.remove_participant(session, self._new)
        key = ""
        if name.strip():
            session, key = edit.add_participant(session, name)
        self.bench.apply(session, tr("added {name}", name=name.strip()), coalesce=NEW)
        self._new = key

    async def on_aside_closed(self, event: Aside.Closed) -> None:
        """Go on: to the next row, or to the next name after a name."""
        self.bench.history.settle()
        if event.item == NEW and event.onward and self._new:
            await self._write(NEW, "", tr("The next name; an empty one ends"))
            return
        self._new = ""
        table = self.query_one(SetupTable)
        table.focus()
        if event.item == NEW:
            self._stand_at_new()
        self.arrive()
        if event.onward and event.item != NEW:
            table.action_move(1)

    def _stand_at_new(self) -> None:
        """Go to the first of those who were added just now and have no role yet."""
        people = self.bench.session.participants
        new = (key for key in people if key not in self._before and not people[key].role)
        first = next(new, None)
        if first is not None:
            self._stand_at(PERSON + first)

    def _stand_at(self, item: str) -> None:
        """Have the cursor on a row once the page is shown again."""
        self.bench.move(self.bench.place.model_copy(update={"item": item}))

    async def _finish(self) -> None:
        """Put away the field that is open; its text has been kept already."""
        aside = self.query_one(Aside)
        if aside.editing:
            await aside.stop_editing()
            self.bench.history.settle()
            self._new = ""

    # -- many people at once

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted on this page is a list of people."""
        event.stop()
        self.offer_people(event.text)

    def on_line_editor_listed(self, event: Message) -> None:
        """So are several lines in the field for a name."""
        event.stop()
        self.offer_people(getattr(event, "text", ""))

    def offer_people(self, text: str) -> None:
        """Show who is in a text, and add them if the room wants."""
        there = [person.name for person in self.bench.session.participants.values()]
        roles = self.bench.words.setup.roles.values()
        named = {role.id: role.name for role in roles if not role.retired}
        people = lists.people_in(text, there, named)
        if not self.may_edit() or not people:
            return
        lines = [
            ", ".join(filter(None, (cut(person.name, 60), named.get(person.role))))
            for person in people[:_NAMES]
        ]
        if (rest := len(people) - _NAMES) > 0:
            lines.append(tr("and {count} more", count=rest))
        add = ntr(len(people), "Add this person", "Add these {count} people")
        choices = (("add", add), ("drop", tr("Throw it away")))

        def done(choice: str | None) -> None:
            if choice == "add":
                self.call_later(self._add_people, people)

        self.app.push_screen(
            dialogs.Pick(tr("People from a list"), "\n".join(lines), choices), done
        )

    @property
    def field_here(self) -> str:
        """What the field is called that the cursor is on; empty on any other row."""
        written = self.item in ("title", "organisation") and not self.bench.read_only
        return self._field(self.item) if written else ""

    async def write_here(self, text: str) -> None:
        """Open the field that the cursor is on, with a text behind what is in it."""
        if self.field_here:
            await self._write(self.item, getattr(self.bench.session, self.item))
            self.query_one(Aside).write_further(text)

    async def _add_people(self, people: tuple[lists.Person, ...]) -> None:
        """Add these people, as one step to undo."""
        await self._finish()
        self._before = frozenset(self.bench.session.participants)

        def add() -> None:
            session = self.bench.session
            for person in people:
                session, _ = edit.add_participant(session, person.name, person.role)
            label = ntr(len(people), "added {count} person", "added {count} people")
            self.bench.apply(session, label)

        self.attempt(add)
        self.query_one(SetupTable).focus()
        self._stand_at_new()
        self.arrive()

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """People are edited and removed where the cursor is on one."""
        if action in ("rename", "remove", "hours"):
            return self.is_mounted and self.person is not None
        if action == "minutes":
            part = part_of(self.item) if self.is_mounted else None
            return part is not None and part not in self.bench.session.left_out
        if action == "neighbour":
            return False
        return super().check_action(action, parameters)

    async def action_add(self) -> None:
        """Add people to the room, one name after the other."""
        self.query_one(SetupTable).move_to(NEW)
        await self._write_names()

    async def action_rename(self) -> None:
        """Edit the name of the person under the cursor."""
        if self.person is not None:
            name = self.bench.session.participants[self.person].name
            await self._write(PERSON + self.person, name)

    def action_hours(self) -> None:
        """Ask from when and until when the person under the cursor is in the room."""
        key = self.person
        if key is not None and self.may_edit():
            self._ask_hours(key, attendance.typed_hours(self.bench.session.participants[key]))

    def _ask_hours(self, person: str, text: str, fault: str = "") -> None:
        """Ask until it is a time, or the room thinks better of it; what was typed stays there."""

        def keep(given: str | None) -> None:
            if given is None:
                return
            try:
                came, left = attendance.hours(given, datetime.now(UTC))
            except EditError as error:
                self._ask_hours(person, given, tr("Not possible: {what}.", what=error.what))
                return
            self.attempt(lambda: self._attend(person, came, left))

        about = tr(
            "From when and until when is {name} here? 10:30-, -15:00 or 10:30-15:00; "
            "now is understood; empty: all the time.",
            name=cut(self.bench.session.participants[person].name, 60),
        )
        prompt = "\n".join(filter(None, (about, fault)))
        self.app.push_screen(dialogs.AskLine(tr("When here"), prompt, text, anew=True), keep)

    def _attend(self, person: str, came: datetime | None, left: datetime | None) -> None:
        session = attendance.attend(self.bench.session, person, came, left)
        there = session.participants[person]
        when = attendance.presence(there)
        all_the_time = tr("{name}: here all the time", name=there.name)
        label = f"{there.name}: {when}" if when else all_the_time
        self.bench.apply(session, label)

    def action_minutes(self) -> None:
        """Ask how many minutes the part under the cursor is to take."""
        part = part_of(self.item)
        if part is not None:
            ask_minutes(self, self.bench, part)

    def action_remove(self) -> None:
        """Remove the person under the cursor, after asking."""
        person = self.person
        if person is None:
            return
        name = self.bench.session.participants[person].name

        def remove(sure: bool | None) -> None:
            if sure and self.attempt(
                lambda: self.bench.apply(
                    edit.remove_participant(self.bench.session, person),
                    tr("removed {name}", name=name),
                )
            ):
                self.show()  # the table goes on to whoever is beside
                self._stand_at(self.item)

        self.app.push_screen(
            dialogs.Confirm(
                tr("Remove a person"),
                tr(
                    "“{name}” is taken off the list of participants. What they own stays "
                    "theirs. u brings them back.",
                    name=cut(name, 60),
                ),
            ),
            remove,
        )
