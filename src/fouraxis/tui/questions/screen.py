"""Asking questions: the table, the aside and the note, the same for every step that asks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.scalar import Scalar
from textual.events import Resize

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.terms import AXES
from fouraxis.tui.keys import opened
from fouraxis.tui.parts import bars, dialogs, editors
from fouraxis.tui.questions.aside import Aside, AsideText, Meaning, whole_options
from fouraxis.tui.questions.table import QuestionTable, Row, next_open
from fouraxis.tui.step import ROOMY, StepScreen
from fouraxis.workshop import attendance, boards, carry, questions
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Proof, Session
from fouraxis.workshop.text import EditError, day_in, quoted, storable, today

AIRY: Final = 40
"""Lines of a screen from which on there is a line of space between any two options."""

PARKED: Final = "parked_why"
"""The field for why a question is put off, and who finds out."""

_ABOVE_ALONE: Final = 2
"""Lines above what is asked where it stands alone: its name, and a blank one."""

_LEAST: Final = 6
"""Lines of what is asked that are always to be seen."""

_FEWEST: Final = 3
"""Lines of questions that are always to be seen."""


def _is_date(text: str) -> bool:
    """Whether a text is a day as a file has it: year-month-day."""
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return len(text.strip()) == 10


def _draft(question: Question) -> str:
    """The name of what is half typed into the field of a question."""
    return ".".join(question.value_path)


def row_of(session: Session, question: Question, suggested: str | None = None) -> Row:
    """A question as the table shows it."""
    value = questions.value(session, question)
    mark = questions.mark(session, question)
    return Row(
        item=question.item,
        label=question.name,
        options=tuple((option.id, option.name) for option in question.options),
        value=None if value in (None, "") else str(value),
        suggested=suggested or question.suggested,
        derived=question.derived,
        claimed=questions.is_claimed(session, question),
        carried=questions.is_carried(session, question),
        unknown=question.unknown,
        noted=bool(questions.note(session, question)),
        parked=mark.parked,
        review=mark.review,
    )


class QuestionScreen(StepScreen):
    """A step that asks questions about one workload or vendor (`subject`)."""

    AUTO_FOCUS = "QuestionTable"
    asks = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "history", "what it was before", show=False, id="step.history"),
        Binding("y", "confirm", "confirm", id="question.confirm"),
        Binding("Y", "confirm_page", "confirm the page", id="question.confirm-page"),
        Binding(
            "N", "note_answered", "note on the last answer", show=False, id="question.note-answered"
        ),
        Binding("v", "no_vote", show=False),
    ]

    questions: tuple[Question, ...] = ()
    """The questions of this page as they are shown."""

    _answered: str | None = None
    """The question that was answered and not shown since: once it is, the room goes on."""

    _asked_about: str | None = None
    """Which subject the questions that are shown are about."""

    _writing_beside: str | None = None
    """Which subject was asked about when the room began to write."""

    _given = 0
    """So many lines of the questions are given to what is asked while a notice is there."""

    _in_sight = -1
    """So many lines of the questions could be seen when the cursor's row was last looked for."""

    _half_typed = False
    """Whether what is being written cannot be kept as it is so far, and waits as a draft."""

    # -- what a subclass says

    @property
    def subject(self) -> str | None:
        """The workload that is asked about; a subclass may ask about a vendor."""
        return self.bench.place.workload

    def asked(self) -> tuple[Question, ...]:
        """The questions of this page."""
        subject = self.subject
        if subject is None:
            return ()
        return questions.of(self.bench.session, self.bench.words, self.step, subject)

    def rows(self) -> tuple[Row, ...]:
        """The rows of this page: one per question, unless a subclass groups them."""
        return tuple(row_of(self.bench.session, question) for question in self.questions)

    def show_around(self) -> None:
        """Show what stands around the questions."""

    def aside_of(self, question: Question) -> AsideText:
        """What is said of a question beside it: its text, its anchors and its note."""
        value = questions.value(self.bench.session, question)
        return AsideText(
            "\n".join((question.text, *question.about)),
            self.meanings(question, value),
            questions.note(self.bench.session, question),
            tr("evidence") if question.note_field == "evidence" else tr("note"),
            question.facts,
            questions.proof_words(questions.mark(self.bench.session, question).proof),
            self._against_proof(question),
        )

    def _against_proof(self, question: Question) -> str:
        """What speaks against how an answer is known; it stands all the same."""
        if not questions.only_planned(self.bench.session, question):
            return ""
        return tr("A plan is no evidence for the best level.")

    def onward(self, answered: str, rows: tuple[Row, ...]) -> str:
        """Where the cursor goes from a question that was answered: to the next open one.

        An answer never leads to where a digit names somebody; a name leads to the next name that is
        asked for. So a row of digits names nobody by accident.
        """
        here = next((row for row in rows if row.item == answered), None)
        plain = tuple(row for row in rows if row is here or not row.picks)
        if here is None or not here.picks:
            return next_open(plain, answered) or answered
        field = self._field(answered)
        names = tuple(row for row in rows if row.picks and self._field(row.item) == field)
        return next_open(names, answered) or next_open(plain, answered) or answered

    def _field(self, item: str) -> str:
        """What is asked for in a row: an owner, who measures."""
        question = self.question(item)
        return question.field if question else ""

    def turns_page(self, question: Question) -> bool:
        """Whether an answer that is given now opens the next page, and not the next question."""
        del question
        return False

    def confirmed(self, question: Question) -> None:
        """What Enter does: go to the next open question of the page, or to the next page."""
        following = next_open(self.table.rows, question.item)
        if following is not None:
            self.stand_at(following)
        else:
            self.action_page(1)

    # -- the widgets

    def compose_questions(self) -> ComposeResult:
        """The table in something that scrolls, what belongs to it, and the aside below."""
        with Vertical(id="questions"):
            yield QuestionTable()
        yield from self.compose_foot()
        yield Aside(id="aside")

    def compose_foot(self) -> ComposeResult:
        """What stands between the questions and the aside."""
        yield from ()

    @property
    def lost(self) -> str:
        """A question that is not asked any more."""
        question = self.question(self.table.item)
        asked = question is None or any(question.item == other.item for other in self.asked())
        return "" if question is None or asked else self.full_name(question)

    @property
    def table(self) -> QuestionTable:
        """The questions of this page."""
        return self.query_one(QuestionTable)

    @property
    def aside(self) -> Aside:
        """Question, anchors and note of the row under the cursor."""
        return self.query_one(Aside)

    def show(self) -> None:
        """Show the questions, with the cursor where the session stands."""
        if self.aside.editing and self._writing_beside != self.subject:
            self.call_later(self._put_away)
        self.questions = self.asked()
        rows, item = self.rows(), self.bench.place.item
        self._be_brief(rows)
        if self._answered is not None:
            item, self._answered = self.onward(self._answered, rows), None
        elif item is None and self.subject != self._asked_about:  # another one begins at the top
            item = next((row.item for row in rows if not row.heading), None)
        self._asked_about = self.subject
        self.table.show(rows, item)
        self.show_around()
        if self.table.item is not None and self.bench.place.step == self.step:
            self._move(self.table.item)  # onward; or from a question that is not asked here
        self.show_aside()

    def _be_brief(self, rows: tuple[Row, ...]) -> None:
        """Have the options beside their anchors alone where there is room, or none in the table."""
        self.table.be_brief(self.roomy or not self.table.has_room_for(rows))

    async def _put_away(self) -> None:
        """The room went to another subject while it was writing: that text is kept."""
        await self.aside.stop_editing()
        self.bench.history.settle()
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is written, undo is the editor's own."""
        if action in ("undo", "redo") and self.is_mounted and self.aside.editing:
            return False
        if action == "confirm":
            row = self.table.current if self.is_mounted else None
            return row is not None and bool(row.unconfirmed)
        if action == "confirm_page":
            return self.is_mounted and any(row.carried for row in self.table.rows)
        return super().check_action(action, parameters)

    def stand_at(self, item: str) -> None:
        """Put the cursor on a question, remember that the room is there, and show what it means."""
        self._move(item)
        self.table.stand_on(item)
        self.show_aside()

    def _move(self, item: str) -> None:
        if item != self.bench.place.item:
            self.bench.move(self.bench.place.model_copy(update={"item": item}))

    def question(self, item: str | None) -> Question | None:
        """The question of a row, as it is shown."""
        return next((question for question in self.questions if question.item == item), None)

    def show_aside(self) -> None:
        """Show question, anchors and note of the row under the cursor."""
        question = self.question(self.table.item)
        self.aside.display = question is not None or self.aside.editing  # no empty block
        if question is None:
            self.aside.show(AsideText())
            return
        text = self.aside_of(question)
        if (suggested := self._suggestion(question)) is not None:
            name = self.answer_name(question, suggested)
            taken = tr("Suggested: {answer}. Enter takes it.", answer=name)
            text = replace(text, question=f"{text.question}\n{taken}")
        written = self.table.cut_text
        if written and written not in text.question and not self.aside.editing:
            gap = "\n\n" if self.roomy else "\n"
            text = replace(text, question=f"{text.question}{gap}{written}")
        if self.table.brief and self.table.current is not None:
            unknown = self.bench.words.setup.answers["unknown"].name
            options = whole_options(self.table.current, text.meanings, unknown)
            text = replace(text, meanings=options)
        self.aside.show(text, airy=self.airy)

    @property
    def foot(self) -> int:
        """Lines below the aside that are kept for something else."""
        return 0

    def fit(self) -> bool:
        """Let the aside end with the body, or above a notice: what has no room in it scrolls.

        Whatever took room from the questions, the cursor's row stays in sight.
        """
        super().fit()
        aside, noticed = self.aside, self._noticed
        body = self.query_one("#body").content_region
        above = _ABOVE_ALONE if self.app.has_class("-projector") else aside.region.y - body.y
        limit = Scalar.from_number(max(body.height - max(self.foot, noticed) - above, _LEAST))
        covered = max(aside.region.bottom - (body.bottom - noticed), 0)
        other = self._give_way(covered + aside.max_scroll_y, noticed)
        if aside.styles.inline.max_height != limit:
            aside.styles.max_height = limit
            other = True
        height = self.query_one("#questions").size.height
        if height != self._in_sight:
            self._in_sight = height
            self.table.reveal_cursor()
            other = True
        return other

    @property
    def _noticed(self) -> int:
        """The lines of the notice at the foot, while there is one."""
        notices = (
            line for line in self.children if isinstance(line, bars.NoticeLine) and line.display
        )
        return sum(line.outer_size.height for line in notices)

    def _give_way(self, lacking: int, noticed: int) -> bool:
        """Have fewer questions in sight while a notice takes lines that what is asked lacks.

        They are at most as many as the notice has, and once it has gone all is as before. Whether
        anything is another than it was.
        """
        questions = self.query_one("#questions")
        if not noticed:
            given, self._given = self._given, 0
            if given:
                questions.styles.clear_rule("max_height")
            return given > 0
        height = questions.outer_size.height
        given = min(lacking, noticed - self._given, height - _FEWEST)
        if given > 0:
            self._given += given
            questions.styles.max_height = height - given
        return given > 0

    @property
    def airy(self) -> bool:
        """Whether there is so much room that each option has a line of space beside it."""
        least = ROOMY[1] if self.app.has_class("-projector") else AIRY
        return self.roomy and self.app.size.height >= least

    def on_resize(self, _: Resize) -> None:
        """With another size, options stand beside their question or below it."""
        if self._shown is not None:
            self._be_brief(self.table.rows)
            self.show_aside()

    def on_aside_resized(self, _: Aside.Resized) -> None:
        """Where the aside took room from the questions, the cursor's row stays in sight."""
        self.table.reveal_cursor()

    def meanings(self, question: Question, value: Any) -> tuple[Meaning, ...]:
        """The anchors of a question's options."""
        if not any(option.anchor for option in question.options):
            return ()
        return tuple(
            Meaning(str(number), option.name, option.anchor, option.id == value)
            for number, option in enumerate(question.options, 1)
        )

    def names_to_pick(self, picks: Sequence[str], value: Any) -> tuple[Meaning, ...]:
        """The people of whom a digit names one, and how to name somebody else."""
        away = attendance.absences(self.bench.session, datetime.now(UTC))
        people = tuple(
            Meaning(
                str(number), "", f"{name}  {away[name]}" if name in away else name, name == value
            )
            for number, name in enumerate(picks, 1)
        )
        outside = (Meaning("", "", tr("or type external: and a name")),) if people else ()
        return (*people, *outside)

    # -- what the room does

    def on_question_table_moved(self, event: QuestionTable.Moved) -> None:
        """Remember where the room is, and show what is asked there."""
        if event.item == self.table.item:  # else the cursor has gone on since
            self._move(event.item)
            self.show_aside()

    def on_question_table_chosen(self, event: QuestionTable.Chosen) -> None:
        """Keep the answer, then go on."""
        question = self.question(event.item)
        if question is None:
            return
        label = self._answer_words(question, event.value)
        turns_page = event.value is not None and self.turns_page(question)
        if self.attempt(
            lambda: self.bench.apply(
                questions.answer(self.bench.session, question, event.value), label
            )
        ):
            if event.value is not None:
                self.bench.answered = question.subject, question.item
                self._answered = None if turns_page else question.item
            if turns_page:
                self.action_page(1)
            else:
                self.arrive()

    def _answer_words(self, question: Question, value: str | None) -> str:
        """A question and its answer, in the words of the room."""
        return f"{question.name}: {self.answer_name(question, value) or tr('no answer')}"

    def answer_name(self, question: Question, value: str | None) -> str:
        """An answer in the words of the room; empty where there is none."""
        names = {option.id: option.name for option in question.options}
        names["unknown"] = self.bench.words.setup.answers["unknown"].name
        return names.get(value, value) if value else ""

    def on_question_table_confirmed(self, event: QuestionTable.Confirmed) -> None:
        """Go on, unless the room has gone on already: a key may bounce."""
        question = self.question(event.item)
        if question is not None and self.is_current:
            suggested = self._suggestion(question)
            if suggested is not None:
                self.on_question_table_chosen(QuestionTable.Chosen(event.item, suggested))
            else:
                self.confirmed(question)

    def _suggestion(self, question: Question) -> str | None:
        """The underlined answer that Enter takes, where the room has not answered; else None.

        What stands by itself as long as nobody says otherwise need not be taken.
        """
        row = next((row for row in self.table.rows if row.item == question.item), None)
        if row is None or row.value is not None or row.derived is not None or row.parked:
            return None
        return row.suggested if question.item not in AXES else None

    async def on_question_table_mark_wanted(self, event: QuestionTable.MarkWanted) -> None:
        """Park a question and ask why, mark it for review, or take the mark off."""
        question = self.question(event.item)
        if question is None:
            return
        mark = questions.mark(self.bench.session, question)
        on = not getattr(mark, event.mark)
        change = questions.park if event.mark == "parked" else questions.flag
        change_words = {
            "parked": (noted("{question} taken up"), noted("{question} parked")),
            "review": (noted("{question} unflagged"), noted("{question} flagged")),
        }[event.mark][on]
        label = tr(change_words, question=question.name)
        if event.mark == "parked" and on:
            await self._park(question, label)
        else:
            self.attempt(lambda: self.bench.apply(change(self.bench.session, question, on), label))

    async def _park(self, question: Question, label: str) -> None:
        """Put a question off at once, and ask in a line why, and who finds out."""
        self.bench.history.settle()
        if self._put_off(question, "", label):
            self._writing_beside = self.subject
            await self.aside.edit(
                question.item,
                PARKED,
                "",
                lines=False,
                title=tr("Parked: {question}", question=self.full_name(question)),
                placeholder=tr("why, and who finds out: @name; Enter goes on"),
                subject=question.subject,
            )

    def _put_off(self, question: Question, text: str, label: str) -> bool:
        """Park a question for a reason as it is typed so far; all of it is one step to undo."""
        bench = self.bench
        people = [person.name for person in bench.session.participants.values()]
        why, finder = boards.reason_and_finder(text, people)
        return self.attempt(
            lambda: bench.apply(
                questions.park(bench.session, question, why=why, finder=finder),
                label,
                coalesce=".".join((*question.mark_path, PARKED)),
            )
        )

    async def on_question_table_note_wanted(self, event: QuestionTable.NoteWanted) -> None:
        """Open the note in its place."""
        question = self.question(event.item)
        if question is not None:
            await self._write_note(question)

    def action_confirm(self) -> None:
        """Take what was carried over, or what the vendor claims, for an answer of the room."""
        question = self.question(self.table.item)
        if question is not None:
            label = tr("{question} confirmed", question=question.name)
            if self.attempt(
                lambda: self.bench.apply(questions.confirm(self.bench.session, question), label)
            ):
                self._answered = question.item
            self.arrive()

    def action_confirm_page(self) -> None:
        """Take everything on the page that was carried over for answers of the room."""
        bench = self.bench
        waiting = len(carry.carried(bench.session, self.questions))
        label = ntr(
            waiting,
            "{count} carried answer confirmed",
            "{count} carried answers confirmed",
        )
        if self.attempt(lambda: bench.apply(carry.confirmed(bench.session, self.questions), label)):
            bars.say(self.app, tr("{what}. u takes it back.", what=label), until_changed=True)
        self.arrive()

    async def action_note_answered(self) -> None:
        """Open the note on the answer that was given last, wherever the cursor went since."""
        question = self._last_answered()
        if question is None:
            bars.say(self.app, tr("Nothing was answered yet."))
        else:
            await self._write_note(question)

    def action_no_vote(self) -> None:
        """Say where a vote is taken, on a page of its own: hands read out meanwhile answer nothing.

        A step that has another use for the key does that.
        """
        where = tr("A vote is taken on the level of an axis, and not here.")
        instead = tr("Answer what the room agrees on; n notes who differs, p puts it off.")
        self.app.push_screen(dialogs.Reading(tr("Taking a vote"), f"{where}\n{instead}"))

    def full_name(self, question: Question) -> str:
        """What a question is called where it stands alone: "Model drift: by name"."""
        matter = self.question(question.item.rpartition(".")[0])
        if matter is None or question.step == "axes":
            return question.name
        return f"{matter.name}: {question.name}"

    def note_field(self, question: Question) -> str:
        """Where a note on the question goes."""
        return question.note_field

    def _last_answered(self) -> Question | None:
        bench = self.bench
        if bench.answered is None:
            return None
        try:
            return questions.find(bench.session, bench.words, *bench.answered)
        except EditError:  # it is not asked any more
            return None

    async def _write_note(self, question: Question) -> None:
        """Open a note, which says on its border what it is about."""
        if self.may_edit():
            value = questions.value(self.bench.session, question)
            answer = self.answer_name(question, None if value is None else str(value))
            name = self.full_name(question)
            about = f"{name} = {answer}" if answer else name
            field = self.note_field(question)
            label = tr("reason") if field == "reason" else self.aside_of(question).label
            self._writing_beside = self.subject
            text = questions.at(self.bench.session, (*question.mark_path, field))
            await self.aside.edit(
                question.item,
                field,
                str(text or ""),
                lines=True,
                title=f"{label[:1].upper()}{label[1:]}: {about}",
                placeholder=tr("Esc keeps the note"),
                subject=question.subject,
                proof=questions.mark(self.bench.session, question).proof,
            )

    async def on_question_table_edit_wanted(self, event: QuestionTable.EditWanted) -> None:
        """Open a field of text in its place."""
        question = self.question(event.item)
        if question is not None and self.may_edit():
            text = questions.value(self.bench.session, question)
            left = self.bench.drafts.text(_draft(question))
            self._writing_beside, self._half_typed = self.subject, bool(left)
            await self.aside.edit(
                event.item,
                question.field,
                left or ("" if text is None else str(text)),
                lines=False,
                title=self.full_name(question),
                placeholder=tr("Enter keeps it and goes on"),
                subject=question.subject,
            )

    def on_aside_proved(self, event: Aside.Proved) -> None:
        """Keep how an answer is known; together with its note it is one step."""
        question = self._written_about(event)
        if question is not None:
            self._prove(question, event.field, event.proof)

    def _prove(self, question: Question, field: str, proof: Proof) -> None:
        label = tr("note on {question}", question=question.name)
        self.attempt(
            lambda: self.bench.apply(
                questions.prove(self.bench.session, question, proof),
                label,
                coalesce=".".join((*question.mark_path, field)),
            )
        )

    def on_aside_person_wanted(self, _: Aside.PersonWanted) -> None:
        """Let the room pick who knows it, or type somebody who is not there."""
        people = tuple(who.name for who in self.bench.session.participants.values())
        named = tuple(dict.fromkeys(people))
        self.app.push_screen(dialogs.PickPerson(tr("Who knows it?"), named), self.aside.take_person)

    def _date(self, question: Question, text: str) -> None:
        """The day that a note is of, as it is written in it, where it says how the answer is known.

        What is planned lies ahead, everything else behind.
        """
        proof = questions.mark(self.bench.session, question).proof
        if proof.strength is None and not proof.by:
            return
        day = day_in(text, today(), past=proof.strength != "planned")
        if day is not None and day != proof.date:
            self._prove(question, question.note_field, proof.model_copy(update={"date": day}))

    def _written_about(
        self, event: Aside.Drafted | Aside.Closed | Aside.ExternalWanted | Aside.Proved
    ) -> Question | None:
        """The question that a text is about, wherever the room is by now; None if it is gone."""
        bench = self.bench
        try:
            return questions.find(bench.session, bench.words, event.subject, event.item)
        except EditError:
            return None

    def on_aside_drafted(self, event: Aside.Drafted) -> None:
        """Keep what is being written, with every letter: half a date outlives the program, too."""
        question = self._written_about(event)
        if question is None:
            return
        half = not self.keep(question, event.field, event.text)
        if event.field == question.field and (half or self._half_typed):
            self.bench.drafts.keep(_draft(question), event.text if half else "")
            self._half_typed = half

    def keep(self, question: Question, field: str, text: str) -> bool:
        """Keep the text of a question's field, or its note, as it is so far; whether it can be."""
        if field == PARKED:
            return self._put_off(question, text, tr("{question} parked", question=question.name))
        is_note = field == question.note_field
        path = question.note_path if is_note else question.value_path
        value: Any = text
        if question.kind == "number" and not is_note and text.strip():
            if not text.strip().isdecimal():
                return False  # said when the field is left, since a number may come of it yet
            value = int(text)
        if question.kind == "date" and not is_note and text.strip():
            if not _is_date(text):
                return False
            value = text.strip()
        return self.attempt(
            lambda: self.bench.set(
                path,
                value,
                tr("note on {question}", question=question.name) if is_note else question.name,
                order=question.order,
                coalesce=".".join(path),
            )
        )

    def on_aside_closed(self, event: Aside.Closed) -> None:
        """Back to the questions, one further on if Enter closed the field."""
        question = self._written_about(event)
        if question is not None and event.field != question.field:
            self._date(question, event.text)
        self.bench.history.settle()
        if question is None:
            return
        if self._half_typed and event.field == question.field:
            self.bench.drafts.forget(_draft(question))
            self._half_typed = False
        if event.field not in (question.field, question.note_field):
            self.keep(question, event.field, event.text)  # a reason of before counts, too
            self.bench.history.settle()
        text = event.text.strip()
        if text and event.field == question.field:
            self._refuse(question, text)
        self.table.focus()
        if event.field == PARKED:
            following = next_open(self.table.rows, question.item)
            if following is not None:
                self.stand_at(following)
                opened(self)
        elif event.onward:
            self.table.action_move(1)
        else:  # where the text before it leaves little room, what was written is scrolled to
            self.call_after_refresh(self.aside.scroll_end, animate=False)

    def _refuse(self, question: Question, text: str) -> None:
        """Say what was typed and cannot be kept: no number, or no date, where one is asked for."""
        refusal = ""
        if question.kind == "number" and not text.isdecimal():
            refusal = tr(
                "{text} is no whole number, so the answer is as it was.", text=quoted(text)
            )
        elif question.kind == "date" and not _is_date(text):
            refusal = tr(
                "{text} is no date such as 2026-12-04, so the answer is as it was.",
                text=quoted(text),
            )
        if refusal:
            bars.say(self.app, refusal, "warning")

    def _note(self, question: Question, text: str) -> bool:
        """Make a text the note on a question."""
        label = tr("note on {question}", question=question.name)
        return self.attempt(
            lambda: self.bench.apply(questions.annotate(self.bench.session, question, text), label)
        )

    @property
    def may_note(self) -> bool:
        """Whether the question under the cursor takes a note."""
        question = self.question(self.table.item)
        return question is not None and bool(question.note_field) and not self.bench.read_only

    @property
    def field_here(self) -> str:
        """What the field is called that the cursor is on; empty where an answer is chosen."""
        question = self.question(self.table.item)
        typed = question is not None and question.kind != "choice" and not self.bench.read_only
        return self.full_name(question) if question is not None and typed else ""

    async def write_here(self, text: str) -> None:
        """Open the field that the cursor is on, with a text behind what is in it."""
        item = self.table.item
        if item is not None and self.field_here:
            await self.on_question_table_edit_wanted(QuestionTable.EditWanted(item))
            self.aside.write_further(text)

    def note_further(self, text: str) -> None:
        """Put a text below the note on the question under the cursor."""
        question = self.question(self.table.item)
        if question is not None:
            before = questions.note(self.bench.session, question)
            self._note(question, "\n".join(filter(None, (before, storable(text).strip()))))

    async def on_aside_external_wanted(self, event: Aside.ExternalWanted) -> None:
        """Edit a note in the user's own editor."""
        question = self._written_about(event)
        if question is None:
            return

        def keep(text: str) -> bool:
            """Make it the note; whether that is possible still."""
            current = self._written_about(event)
            is_open = getattr(self.app, "bench", None) is self.bench
            if not is_open or current is None:
                return False
            self.bench.history.settle()  # a step of its own, behind what was typed here
            return self.keep(current, event.field, text)

        path = (*question.mark_path, event.field)
        text = str(questions.at(self.bench.session, path) or "")
        mark = questions.mark(self.bench.session, question)
        if event.field == PARKED and mark.finder:
            text = f"{text} @{mark.finder}"
        editors.edit_outside(self.app, text, keep)
        self.table.focus()
        self.arrive()
