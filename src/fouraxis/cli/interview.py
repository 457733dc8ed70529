"""The workshop as plain lines, for screen readers, dumb terminals and pipes.

The same questions, engine and file as the screens. Nothing is drawn, nothing is coloured, and what
was printed stays: each line makes sense read after the last one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.terms import AXES, UNKNOWN, Axis
from fouraxis.disk.system import login
from fouraxis.report.summary import sentence
from fouraxis.workshop import (
    agenda,
    agreement,
    assess,
    attendance,
    boards,
    edit,
    history,
    questions,
    standing,
    votes,
)
from fouraxis.workshop.session import ABSENT, Place, Session, Step
from fouraxis.workshop.text import EditError, folded, legible, quoted, showable_line

if TYPE_CHECKING:
    from fouraxis.content.models import Content
    from fouraxis.workshop.question import Question


Lines = Iterator[str]

HELP: Final = (
    noted("Type the number of an answer or its name; for a question without answers, the text."),
    noted("An empty line leaves the question as it is and goes on to the next one."),
    noted("< goes back, > goes on to the next question that is open, = says where you are."),
    noted("/note TEXT writes a note on the answer. /clear takes the answer back."),
    noted("/park WHY @WHO puts the question off; why, and who finds out, may be left away."),
    noted("/unknown says that the room does not know."),
    noted("/vote takes a show of hands on the level of an axis; every round is kept."),
    noted("/surer and /less say how sure the room is of the level."),
    noted("/history says what was answered before, until when, and by whom."),
    noted("/go NAME goes to a workload, a vendor or a part such as Rules."),
    noted("/add NAME adds a workload. /summary says where every workload lands."),
    noted("/undo takes back the last change, /redo makes it again."),
    noted("/quit leaves; so does the end of the input. Everything is saved by then."),
    noted("A text that begins with a slash is typed with two."),
)
_WITH_TEXT: Final = ("note", "park", "vote", "go", "add")
_MARKS: Final = {"<": "back", ">": "open", "=": "where", "?": "help"}


@dataclass(frozen=True, slots=True)
class Deciding:
    """A decision that is being made: the model, and what was typed of the reason."""

    workload: str
    model: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Voting:
    """A show of hands that is read out: who is asked, and what those before said."""

    axis: Axis
    asked: tuple[str, ...]
    hands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dissenting:
    """Who is still asked what they have against a level, each with the field that keeps it."""

    workload: str
    axis: Axis
    left: tuple[tuple[str, str], ...]


def _digits(question: "Question") -> dict[str, str]:
    """The answers by what is typed for each, as on the screens: 0 is unknown."""
    numbered = enumerate(question.allowed, 1)
    return {"0" if each == UNKNOWN else str(number): each for number, each in numbered}


class Interview:
    """A conversation about a session: what is typed goes in, what is to be read comes out.

    Attributes:
        over: whether the room has left.
    """

    def __init__(self, session: Session, content: "Content") -> None:
        self.over = False
        self._content = content
        self._history = history.History(session, now=lambda: datetime.now(UTC), by=login())
        self._pending: Deciding | Voting | Dissenting | None = None
        self._read: tuple[Step, str, str] | None = None
        self._commands: dict[str, Callable[[str], Lines]] = {
            "back": lambda _: self._move(self._beside(-1)),
            "open": lambda _: self._to_open(),
            "where": lambda _: self._where(),
            "help": lambda _: self._help(),
            "note": self._note,
            "clear": lambda _: self._answer(None),
            "park": self._park,
            "unknown": lambda _: self._unknown(),
            "vote": self._vote,
            "surer": lambda _: self._confide(1),
            "less": lambda _: self._confide(-1),
            "history": lambda _: self._former(),
            "go": self._go,
            "add": self._add,
            "summary": lambda _: self._summary(),
            "undo": lambda _: self._undo(),
            "redo": lambda _: self._redo(),
            "quit": lambda _: self._quit(),
        }
        if self.asked is None and self.session.workloads:
            self._stand(*self._stops()[0], None)

    @property
    def session(self) -> Session:
        """The session as it is by now; its place is the question that was asked last."""
        return self._history.session

    def take_in(self, session: Session, onto: Callable[[Session], Session]) -> None:
        """Go on with a session that has what others saved meanwhile."""
        self._history.take_in(session, tr("what came from outside"), onto)

    @property
    def asked(self) -> "Question | None":
        """The question at hand; None where there is no workload to ask about."""
        place = self.session.place
        subject = place.vendor if place.step == "vendors" else place.workload
        if subject is None or (place.step, subject) not in self._stops():
            return None
        here = self._questions(place.step, subject)
        at_hand = (question for question in here if question.item == place.item)
        return next(at_hand, here[0] if here else None)

    # -- what is read

    def greeting(self) -> Lines:
        """What is said first: which session it is, how far it is, and how to get help."""
        session = self.session
        done = questions.of_session(session, self._content)
        yield showable_line(session.title)
        yield tr("{done} of {total} questions answered.", done=done.done, total=done.total)
        yield tr("Each answer is saved at once. ? is help, /quit leaves.")

    def question(self) -> Lines:
        """The question at hand, with its answers, what was answered and what was noted.

        Of one that was read a moment ago, the answers are not read again.
        """
        if self._pending is not None:
            yield from self._asked_beside(self._pending)
            return
        question = self.asked
        if question is None:
            yield tr("There is no workload yet. /add NAME adds one.")
            return
        here = self._questions(question.step, question.subject)
        at = [each.item for each in here].index(question.item) + 1
        yield ""
        yield tr(
            "{name}. {step}, {at} of {count}.",
            name=self._named(question.subject),
            step=agenda.title(self._content, question.step),
            at=at,
            count=len(here),
        )
        yield showable_line(f"{question.name}: {question.text}" if question.text else question.name)
        key = (question.step, question.subject, question.item)
        if key == self._read:
            return
        self._read = key
        for digit, allowed in _digits(question).items():
            yield f"{digit} {self._worded(question, allowed)}"
        yield from self._standing(question)

    def _standing(self, question: "Question") -> Lines:
        """What is known of a question: the answer, what follows from others, note and marks."""
        session = self.session
        value = questions.value(session, question)
        if question.item == "decision":
            decision = session.workloads[question.subject].decision
            value = decision.model if decision else None
            yield tr("Lands on: {model}", model=self._lands(question.subject))
        if value not in (None, ""):
            named = self._named_answer(question, value)
            if questions.is_claimed(session, question):
                named = f"{named} ({tr('claimed')})"
            elif questions.is_carried(session, question):
                named = f"{named} ({tr('carried')})"
            yield tr("Answer now: {answer}.", answer=named)
        elif question.derived is not None:
            named = self._named_answer(question, question.derived)
            yield tr("As long as you say nothing else: {answer}.", answer=named)
        if suggested := self._suggested(question):
            yield tr("Suggested: {answer}.", answer=self._named_answer(question, suggested))
        if note := questions.note(session, question) if question.note_field else "":
            yield tr("Note: {note}", note=showable_line(note))
        if (mark := questions.mark(session, question)).parked:
            why = showable_line(questions.put_off(mark))
            yield tr("Parked: {why}.", why=why) if why else tr("Parked.")
        if (axis := self._axis_of(question)) is not None:
            agreed = agreement.agreement(
                session, axis, session.workloads[question.subject].axis(axis), self._content
            )
            if agreed.confidence and agreed.level:
                yield tr("Agreed: {level}", level=showable_line(agreed.title))
            yield from map(showable_line, agreed.lines)

    @staticmethod
    def _axis_of(question: "Question | None") -> Axis | None:
        """The axis whose level a question asks for."""
        item = question.item if question is not None and question.step == "axes" else ""
        return next((axis for axis in AXES if axis == item), None)

    def _asked_beside(self, pending: Deciding | Voting | Dissenting) -> Lines:
        """What is asked in between: why and who decided, the next hand, what somebody objects."""
        if isinstance(pending, Deciding):
            why = pending.reason is None
            yield tr("Why? A line, or nothing.") if why else tr("Who decided? A name, or nothing.")
            return
        people = partial(attendance.name_of, self.session)
        if isinstance(pending, Voting):
            levels = enumerate(self._levels(pending.axis).values(), 1)
            digits = [f"{number} {name}" for number, name in levels]
            digits += [f"0 {tr('unsure')}", f"- {tr('absent')}"]
            who = showable_line(people(pending.asked[len(pending.hands)]))
            yield tr("{name}: {answers}?", name=who, answers=", ".join(digits))
            return
        person, field = pending.left[0]
        answer = self.session.workloads[pending.workload].axis(pending.axis)
        level = agreement.level_words(
            self._content, pending.axis, agreement.dissenters(answer).get(person)
        )
        yield (
            tr("{name} is for {level}. ", name=showable_line(people(person)), level=level)
            + tr(votes.DISSENT[field])
            + f" {tr('An empty line skips it.')}"
        )

    def _suggested(self, question: "Question") -> str | None:
        """The usual answer, or the level that the factors of an axis come to."""
        axis = self._axis_of(question)
        if axis is None:
            return question.suggested
        return standing.suggestion(self.session.workloads[question.subject], axis).level

    def _worded(self, question: "Question", allowed: str) -> str:
        option = next((option for option in question.options if option.id == allowed), None)
        if option is None:
            return self._content.setup.answers[UNKNOWN].name
        return f"{option.name}: {option.anchor}" if option.anchor else option.name

    def _named_answer(self, question: "Question", value: object) -> str:
        names = {option.id: option.name for option in question.options}
        names[UNKNOWN] = self._content.setup.answers[UNKNOWN].name
        return showable_line(names.get(str(value), str(value)))

    def _named(self, subject: str) -> str:
        node = self.session.workloads.get(subject) or self.session.vendors.get(subject)
        return showable_line(node.name) if node else subject

    # -- what is typed

    def hear(self, line: str) -> Lines:
        """Take in a line, and say what came of it."""
        text = legible(line).strip()
        command, _, rest = text[1:].partition(" ")
        try:
            if self._pending is not None and self._is_no_command(text):
                yield from self._beside_heard(text.removeprefix("/") if text[:1] == "/" else text)
            elif not text:
                yield from self._move(self._beside(1))
            elif text in _MARKS:
                yield from self._commands[_MARKS[text]]("")
            elif text.startswith("//"):
                yield from self._given(text[1:])
            elif text.startswith("/"):
                yield from self._commanded(command.casefold(), rest.strip())
            else:
                yield from self._given(text)
        except EditError as error:
            yield tr("That cannot be done: {why}.", why=error.what)

    def _is_no_command(self, text: str) -> bool:
        """Whether a line answers what is asked in between; any command leaves that."""
        if text in _MARKS or (text.startswith("/") and not text.startswith("//")):
            if self._pending is not None and text != "?":
                self._pending, self._read = None, None
            return False
        return True

    def _beside_heard(self, text: str) -> Lines:
        """Take in what was asked in between."""
        if isinstance(self._pending, Deciding):
            yield from self._decide(text, self._pending)
        elif isinstance(self._pending, Voting):
            yield from self._raised(text, self._pending)
        elif isinstance(self._pending, Dissenting):
            yield from self._objected(text, self._pending)

    def _commanded(self, command: str, rest: str) -> Lines:
        if command not in self._commands:
            yield tr("There is no command /{name}. ? is help.", name=showable_line(command))
        elif rest and command not in _WITH_TEXT:
            yield tr("Nothing was done: /{name} takes no text.", name=command)
        else:
            yield from self._commands[command](rest)

    def _given(self, text: str) -> Lines:
        """An answer to the question at hand: a number, a name, or the text itself."""
        question = self.asked
        if question is None:
            yield tr("There is no workload yet. /add NAME adds one.")
            return
        if question.kind != "choice":
            yield from self._answer(text)
            return
        names = {folded(option.name): option.id for option in question.options}
        names |= {folded(allowed): allowed for allowed in question.allowed} | _digits(question)
        if folded(text) not in names:
            sentence = noted("That is no answer here. Type a number from 1 to {count}.")
            if UNKNOWN in question.allowed:
                sentence = noted("That is no answer here. Type a number from 1 to {count}, or 0.")
            yield tr(sentence, count=len(question.options))
            return
        chosen = names[folded(text)]
        if question.item == "decision":
            self._pending = Deciding(question.subject, chosen)
        else:
            yield from self._answer(chosen)

    def _answer(self, given: str | None) -> Lines:
        """Answer the question at hand, or take its answer back, and go on to the next one."""
        question = self.asked
        if question is None:
            return
        if question.item == "decision":
            changed = edit.undecide(self.session, question.subject)
        else:
            changed = questions.answer(self.session, question, given)
        after, landed = self._beside(1), self._landing(question)
        before, name = {*assess.outdated(self.session, self._content)}, showable_line(question.name)
        self._apply(changed, question)
        if given is None:
            self._read = None
            yield tr("{name}: taken back.", name=name)
            return
        yield tr("{name}: {answer}.", name=name, answer=self._named_answer(question, given))
        now = assess.outdated(self.session, self._content)
        yield from (sentence(line) for line in now if line not in before)
        lands = self._landing(question)
        if lands and lands != landed:
            yield tr("Lands on: {model}", model=lands)
        if not self._ask_dissenters(question):
            fresh = self._beside(1) or after  # what is asked next can follow from the answer
            yield from self._move(fresh)

    def _unknown(self) -> Lines:
        question = self.asked
        if question is None or UNKNOWN not in question.allowed:
            yield tr("Unknown is no answer here; /park puts the question off.")
        else:
            yield from self._answer(UNKNOWN)

    def _park(self, text: str) -> Lines:
        """Put the question off, with why and who finds out where that was said."""
        question = self.asked
        if question is not None and question.item == "decision":
            yield tr("A decision is not parked: an empty line goes on without one.")
        elif question is not None:
            people = self.session.participants.values()
            why, finder = boards.reason_and_finder(text, [person.name for person in people])
            changed = questions.park(self.session, question, why=why, finder=finder)
            self._apply(changed, question)
            mark = questions.mark(changed, question)
            name, reason = showable_line(question.name), showable_line(questions.put_off(mark))
            yield (
                tr("{name}: parked: {why}.", name=name, why=reason)
                if reason
                else tr("{name}: parked.", name=name)
            )
            yield from self._move(self._beside(1))

    def _note(self, text: str) -> Lines:
        question = self.asked
        if question is not None:
            self._apply(questions.annotate(self.session, question, text), question)
            yield tr("Noted.")

    # -- votes

    def _levels(self, axis: Axis) -> dict[str, str]:
        """The levels of an axis in the order of their digits, by name."""
        levels = self._content.axes.axes[axis].levels
        return {key: level.name for key, level in levels.items()}

    def _vote(self, hands: str) -> Lines:
        """Begin a round on the level of the axis at hand; from a factor, on that of its axis.

        The hands can stand behind the command.
        """
        question = self.asked
        item = question.item.partition(".")[0] if question and question.step == "axes" else ""
        axis = next((axis for axis in AXES if axis == item), None)
        if question is None or axis is None:
            yield tr("A vote is on the level of an axis: go there first.")
            return
        people = attendance.electorate(self.session, datetime.now(UTC))
        if not self.session.participants:
            yield tr("Nobody is listed who could vote: Setup takes the names of the room.")
        elif not people.asked:
            yield tr("Nobody who votes is here: Setup says who is there, and since when.")
        else:
            self._stand("axes", question.subject, axis)
            self._pending = voting = Voting(axis, people.asked)
            if hands:
                yield from self._raised(hands, voting)
            else:
                yield tr("Hands, one a line or all in one; < leaves the vote.")

    def _raised(self, text: str, voting: Voting) -> Lines:
        """Hands as they are read out: one of them, or several in a line."""
        levels = list(self._levels(voting.axis))
        meaning = {"0": UNKNOWN, "-": ABSENT}
        meaning |= {str(number): level for number, level in enumerate(levels, 1)}
        signs = [sign for sign in text if not sign.isspace() and sign != ","]
        more = len(voting.asked) - len(voting.hands)
        if not signs or len(signs) > more or any(sign not in meaning for sign in signs):
            waits = ntr(more, "{count} hand is missing", "{count} hands are missing")
            if len(signs) > more:
                waits = tr("These are {given} hands; {waits}", given=len(signs), waits=waits)
            yield f"{waits}. {tr('A digit, 0 for unsure, - for absent.')}"
            return
        hands = (*voting.hands, *(meaning[sign] for sign in signs))
        if len(hands) < len(voting.asked):
            self._pending = Voting(voting.axis, voting.asked, hands)
            return
        self._pending, question = None, self.asked
        if question is None:
            return
        given = dict(zip(voting.asked, hands, strict=True))
        subject, at = question.subject, datetime.now(UTC)
        self._apply(votes.cast(self.session, subject, voting.axis, given, at), question)
        self._read = None
        yield from self._spread(question.subject, voting.axis)

    def _spread(self, workload: str, axis: Axis) -> Lines:
        """How far apart the hands of the last round are, and who speaks first."""
        *_, last = self.session.workloads[workload].axis(axis).votes.values()
        levels = self._levels(axis)
        counted = agreement.tally(axis, last, tuple(levels))
        low, high = counted.lowest, counted.highest
        if low is None or high is None:
            return
        if low == high:
            yield tr("All who named a level agree: {level}.", level=levels[low])
            return
        yield tr("Spread: {low} to {high}.", low=levels[low], high=levels[high])
        first, then = (
            showable_line(
                ", ".join(attendance.name_of(self.session, who) for who in counted.levels[end])
            )
            for end in (low, high)
        )
        yield tr("First to speak: {lowest}, then {highest}.", lowest=first, highest=then)

    def _confide(self, by: Literal[-1, 1]) -> Lines:
        """The room is surer of the level, or less sure."""
        question, axis = self.asked, self._axis_of(self.asked)
        if question is None or axis is None:
            yield tr("A vote is on the level of an axis: go there first.")
            return
        changed = votes.confide(self.session, question.subject, axis, by)
        self._apply(changed, question)
        sure = changed.workloads[question.subject].axis(axis).confidence or "normal"
        yield f"{showable_line(question.name)}: {tr(agreement.CONFIDENCE_WORDS[sure])}."

    def _ask_dissenters(self, question: "Question") -> bool:
        """Ask whoever voted last for another level than was just agreed on; whether anybody did."""
        axis = self._axis_of(question)
        if axis is None:
            return False
        against = agreement.dissenters(self.session.workloads[question.subject].axis(axis))
        left = tuple((person, field) for person in against for field in votes.DISSENT)
        self._pending = Dissenting(question.subject, axis, left) if left else None
        return bool(left)

    def _objected(self, text: str, dissenting: Dissenting) -> Lines:
        """A line of somebody's dissent; without an objection, nothing more is asked of them."""
        (person, field), *left = dissenting.left
        question = self.asked
        if text and question is not None:
            answer = self.session.workloads[dissenting.workload].axis(dissenting.axis)
            held = answer.dissent.get(person)
            given = {name: getattr(held, name) if held else "" for name in votes.DISSENT}
            changed = votes.dissent(
                self.session, dissenting.workload, dissenting.axis, person, given | {field: text}
            )
            self._apply(changed, question)
        elif field == "what":
            left = [each for each in left if each[0] != person]
        self._pending = None
        if left:
            self._pending = Dissenting(dissenting.workload, dissenting.axis, tuple(left))
        else:
            yield from self._move(self._beside(1))

    def _decide(self, text: str, deciding: Deciding) -> Lines:
        """The reason of a decision, then who decided."""
        if deciding.reason is None:
            self._pending = Deciding(deciding.workload, deciding.model, text)
            return
        self._pending = None
        question = self.asked
        changed = assess.decide(
            self.session,
            self._content,
            deciding.workload,
            deciding.model,
            reason=deciding.reason,
            by=text,
            at=datetime.now(UTC),
        )
        if question is not None:
            self._apply(changed, question)
        yield tr("Decided.")
        yield from self._move(self._beside(1))

    def _apply(self, session: Session, question: "Question") -> None:
        self._stand(question.step, question.subject, question.item)
        place = self.session.place
        session = session.model_copy(update={"place": place})
        self._history.apply(session, question.name)

    def _add(self, name: str) -> Lines:
        session, workload = edit.add_workload(self.session, name)
        self._history.apply(session, tr("{name} added", name=showable_line(name)))
        self._stand(*next(stop for stop in self._stops() if stop[1] == workload), None)
        yield tr("{name} added.", name=showable_line(name))

    def _undo(self) -> Lines:
        nothing, done = noted("Nothing to take back."), noted("Taken back: {label}.")
        yield from self._returned(self._history.undo(), nothing, done)

    def _redo(self) -> Lines:
        nothing, done = noted("Nothing to make again."), noted("Made again: {label}.")
        yield from self._returned(self._history.redo(), nothing, done)

    def _returned(self, change: history.Step | None, nothing: str, done: str) -> Lines:
        """Stand where a change was made, if one was."""
        if change is None:
            yield tr(nothing)
            return
        self._history.replace(self.session.model_copy(update={"place": change.place}))
        self._read = None
        yield tr(done, label=showable_line(change.label))

    def _quit(self) -> Lines:
        self.over = True
        yield from ()

    # -- where the room is

    def _stops(self) -> list[tuple[Step, str]]:
        """Each part with what it is about, in the order in which the room walks."""
        session = self.session
        stops: dict[tuple[Step, str], None] = {}
        for page in agenda.pages(session):
            if page.workload is not None:
                stops[page.step, page.workload] = None  # the axes are several pages
            elif page.step == "vendors":
                stops |= dict.fromkeys((page.step, vendor) for vendor in session.vendors)
            elif page.step == "summary":
                stops |= dict.fromkeys((page.step, workload) for workload in session.workloads)
        return list(stops)

    def _questions(self, step: Step, subject: str) -> "tuple[Question, ...]":
        if step == "summary":
            return (questions.find(self.session, self._content, subject, "decision"),)
        return questions.of(self.session, self._content, step, subject)

    def _beside(self, way: int) -> "Question | None":
        """The question behind the one at hand (1) or before it (-1); None where there is none."""
        question = self.asked
        if question is None:
            return None
        here = self._questions(question.step, question.subject)
        at = [each.item for each in here].index(question.item) + way
        if 0 <= at < len(here):
            return here[at]
        stops = self._stops()
        stop = stops.index((question.step, question.subject)) + way
        while 0 <= stop < len(stops):
            if there := self._questions(*stops[stop]):
                return there[0 if way > 0 else -1]
            stop += way
        return None

    def _move(self, question: "Question | None") -> Lines:
        """Stand at a question; at the end of them, where one is, stay."""
        if question is None:
            yield tr("There is no further question. /summary says where every workload lands.")
        else:
            self._stand(question.step, question.subject, question.item)

    def _stand(self, step: Step, subject: str, item: str | None) -> None:
        of_vendor = step == "vendors"
        session = self.session
        place: Place = session.place.model_copy(
            update={
                "step": step,
                "workload": session.place.workload if of_vendor else subject,
                "vendor": subject if of_vendor else session.place.vendor,
                "item": item,
            }
        )
        self._history.replace(session.model_copy(update={"place": edit.fitting(session, place)}))

    def _to_open(self) -> Lines:
        question = questions.next_open(self.session, self._content, self.session.place)
        if question is None:
            yield tr("No question is open.")
        else:
            yield from self._move(question)

    def _go(self, name: str) -> Lines:
        """To a workload, a vendor, a part of the workload at hand, or one of its axes."""
        wanted, stops = folded(name), self._stops()
        here = self.asked.subject if self.asked else ""
        for axis, words in self._content.axes.axes.items():
            if wanted in (folded(words.name), axis) and ("axes", here) in stops:
                self._stand("axes", here, axis)
                return
        places = [
            (step, subject)
            for step, subject in stops
            if wanted in (folded(agenda.title(self._content, step)), folded(self._named(subject)))
            or subject == name
        ]
        places.sort(key=lambda stop: stop[1] != here)
        if not places:
            yield tr("There is no workload, vendor or part called {name}.", name=quoted(name))
            return
        self._stand(*places[0], None)

    # -- what follows

    def _assessed(self, workload: str) -> assess.Assessed:
        node, shared = self.session.workloads[workload], standing.programme_wide(self.session)
        return assess.assess_workload(workload, node, self._content, shared)

    def _missing(self, workload: str) -> list[str]:
        """The axes that a workload is not placed on yet."""
        answers = self.session.workloads[workload].axes
        placed = {axis for axis, answer in answers.items() if answer.level}
        return [self._content.axes.axes[axis].name for axis in AXES if axis not in placed]

    def _lands(self, workload: str) -> str:
        """Where a workload lands, and why, once its four axes are placed."""
        from fouraxis.decision.recommendation import because_words
        from fouraxis.report.recommendation import recommended

        if missing := self._missing(workload):
            return tr("not placed yet: {names}", names=", ".join(missing))
        recommendation = self._assessed(workload).recommendation
        because = because_words(self._content, recommendation)
        return f"{recommended(recommendation, self._content)} ({because})"

    def _landing(self, question: "Question") -> str:
        """Where the workload of a question lands; nothing for a vendor, and before it is placed."""
        subject = question.subject
        if question.step == "vendors" or self._missing(subject):
            return ""
        return self._lands(subject)

    def _where(self) -> Lines:
        session, question = self.session, self.asked
        done = questions.of_session(session, self._content)
        yield tr("{done} of {total} questions answered.", done=done.done, total=done.total)
        yield tr("Put off or unknown: {count}.", count=done.parked + done.unknown)
        if done.carried:
            yield tr(
                "Carried over, not confirmed: {count}. The same answer again confirms it.",
                count=done.carried,
            )
        if question is not None and question.subject in session.workloads:
            yield tr("Lands on: {model}", model=self._lands(question.subject))
        self._read = None

    def _summary(self) -> Lines:
        for workload, node in self.session.workloads.items():
            yield f"{showable_line(node.name)}: {self._lands(workload)}"
            if node.decision is not None:
                model = self._content.matrix.models[node.decision.model].name
                yield tr("Decided: {model}.", model=model)
        yield from map(sentence, assess.outdated(self.session, self._content))

    def _former(self) -> Lines:
        """What the workload at hand was answered before, until when, and by whom."""
        from fouraxis.report.answers import former

        question = self.asked
        workload = question.subject if question is not None else ""
        nodes = self.session.workloads
        lines = former(self.session, self._content, workload) if workload in nodes else ()
        if not lines:
            yield tr("Nothing else was settled here before.")
        for line in lines:
            until = tr("until {time}", time=line.day)
            basis = ", ".join(filter(None, (line.rested, line.reason)))
            yield showable_line(f"{line.what}, {until}: {line.was}; {basis}".rstrip("; "))

    def _help(self) -> Lines:
        for line in HELP:
            yield tr(line)
        question = self.asked
        if question is not None:
            yield from (showable_line(text) for text in (*question.about, *question.facts))
