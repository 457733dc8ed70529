"""`fouraxis ask`: the workshop as plain lines, for screen readers, dumb terminals and pipes.

The same questions, engine and file as the screens. Nothing is drawn, nothing is coloured, and what
was printed stays: each line makes sense read after the last one.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fouraxis.cli.run import Refusal, Settings, complain, see_writable, show, write
from fouraxis.content.language import noted, tr
from fouraxis.content.terms import AXES, UNKNOWN
from fouraxis.store.delivery import NotSaved
from fouraxis.store.session_file import Lock, SessionFile, open_file
from fouraxis.workshop import edit, questions
from fouraxis.workshop.agenda import pages, title
from fouraxis.workshop.assess import Assessed, assess_workload, decide
from fouraxis.workshop.history import History, Step as Change
from fouraxis.workshop.session import Place, Session, Step
from fouraxis.workshop.standing import programme_wide, suggestion
from fouraxis.workshop.text import EditError, folded, legible, quoted, showable_line
from fouraxis.workshop.votes import agreement

if TYPE_CHECKING:
    from fouraxis.content.models import Content
    from fouraxis.store.read import Opened
    from fouraxis.workshop.question import Question

Lines = Iterator[str]

HELP: Final = (
    noted("Type the number of an answer or its name; for a question without answers, the text."),
    noted("An empty line leaves the question as it is and goes on to the next one."),
    noted("< goes back, > goes on to the next question that is open, = says where you are."),
    noted("/note TEXT writes a note on the answer. /clear takes the answer back."),
    noted("/park puts the question off, /unknown says that somebody has to find out."),
    noted("/go NAME goes to a workload, a vendor or a part such as Rules."),
    noted("/add NAME adds a workload. /summary says where every workload lands."),
    noted("/undo takes back the last change, /redo makes it again."),
    noted("/quit leaves; so does the end of the input. Everything is saved by then."),
    noted("A text that begins with a slash is typed with two."),
)
_MARKS: Final = {"<": "back", ">": "open", "=": "where", "?": "help"}


@dataclass(frozen=True, slots=True)
class Deciding:
    """A decision that is being made: the model, and what was typed of the reason."""

    workload: str
    model: str
    reason: str | None = None


class Interview:
    """A conversation about a session: what is typed goes in, what is to be read comes out.

    Attributes:
        over: whether the room has left.
    """

    def __init__(self, session: Session, content: "Content") -> None:
        self.over = False
        self._content = content
        self._history = History(session, now=lambda: datetime.now(UTC))
        self._deciding: Deciding | None = None
        self._read: tuple[Step, str, str] | None = None
        self._commands: dict[str, Callable[[str], Lines]] = {
            "back": lambda _: self._move(self._before()),
            "open": lambda _: self._to_open(),
            "where": lambda _: self._where(),
            "help": lambda _: self._help(),
            "note": self._note,
            "clear": lambda _: self._answer(None),
            "park": lambda _: self._park(),
            "unknown": lambda _: self._unknown(),
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
        if self._deciding is not None:
            why = self._deciding.reason is None
            yield tr("Why? A line, or nothing.") if why else tr("Who decided? A name, or nothing.")
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
            step=title(self._content, question.step),
            at=at,
            count=len(here),
        )
        yield showable_line(f"{question.name}: {question.text}" if question.text else question.name)
        key = (question.step, question.subject, question.item)
        if key == self._read:
            return
        self._read = key
        for number, allowed in enumerate(question.allowed, 1):
            yield f"{number} {self._worded(question, allowed)}"
        yield from self._standing(question)

    def _standing(self, question: "Question") -> Lines:
        """What is known of a question: the answer, what follows from others, note and marks."""
        session = self.session
        value = questions.value(session, question)
        if question.item == "decision":
            decision = session.workloads[question.subject].decision
            value = decision.model if decision else None
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
        if questions.mark(session, question).parked:
            yield tr("Parked.")
        for axis in AXES:
            if question.step == "axes" and question.item == axis:
                answer = session.workloads[question.subject].axis(axis)
                agreed = agreement(session, axis, answer, self._content)
                yield from (showable_line(line) for line in agreed.lines)

    def _suggested(self, question: "Question") -> str | None:
        """The usual answer, or the level that the factors of an axis come to."""
        axis = next((a for a in AXES if question.step == "axes" and a == question.item), None)
        if axis is None:
            return question.suggested
        return suggestion(self.session.workloads[question.subject], axis).level

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
            if self._deciding is not None:
                yield from self._decide(text)
            elif not text:
                yield from self._move(self._after())
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

    def _commanded(self, command: str, rest: str) -> Lines:
        if command in self._commands:
            yield from self._commands[command](rest)
        else:
            yield tr("There is no command /{name}. ? is help.", name=showable_line(command))

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
        names |= {folded(allowed): allowed for allowed in question.allowed}
        names |= {str(number): allowed for number, allowed in enumerate(question.allowed, 1)}
        if folded(text) not in names:
            count = len(question.allowed)
            yield tr("That is no answer here. Type a number from 1 to {count}.", count=count)
            return
        chosen = names[folded(text)]
        if question.item == "decision":
            self._deciding = Deciding(question.subject, chosen)
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
        after, landed = self._after(), self._landing(question)
        self._apply(changed, question)
        if given is None:
            self._read = None
            yield tr("{name}: taken back.", name=showable_line(question.name))
            return
        yield tr(
            "{name}: {answer}.",
            name=showable_line(question.name),
            answer=self._named_answer(question, given),
        )
        lands = self._landing(question)
        if lands and lands != landed:
            yield tr("Lands on: {model}", model=lands)
        fresh = self._after() or after  # what is asked next can follow from the answer
        yield from self._move(fresh)

    def _unknown(self) -> Lines:
        question = self.asked
        if question is None or UNKNOWN not in question.allowed:
            yield tr("Unknown is no answer here; /park puts the question off.")
        else:
            yield from self._answer(UNKNOWN)

    def _park(self) -> Lines:
        question = self.asked
        if question is not None:
            self._apply(questions.park(self.session, question), question)
            yield tr("{name}: parked.", name=showable_line(question.name))
            yield from self._move(self._after())

    def _note(self, text: str) -> Lines:
        question = self.asked
        if question is not None:
            self._apply(questions.annotate(self.session, question, text), question)
            yield tr("Noted.")

    def _decide(self, text: str) -> Lines:
        """The reason of a decision, then who decided."""
        deciding = self._deciding
        if deciding is None:
            return
        if deciding.reason is None:
            self._deciding = Deciding(deciding.workload, deciding.model, text)
            return
        self._deciding = None
        question = self.asked
        changed = decide(
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
        yield from self._move(self._after())

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
        change = self._history.undo()
        if change is None:
            yield tr("Nothing to take back.")
        else:
            yield tr("Taken back: {label}.", label=self._returned(change))

    def _redo(self) -> Lines:
        change = self._history.redo()
        if change is None:
            yield tr("Nothing to make again.")
        else:
            yield tr("Made again: {label}.", label=self._returned(change))

    def _returned(self, change: Change) -> str:
        """Stand where a change was made; its label."""
        self._history.replace(self.session.model_copy(update={"place": change.place}))
        self._read = None
        return showable_line(change.label)

    def _quit(self) -> Lines:
        self.over = True
        yield from ()

    # -- where the room is

    def _stops(self) -> list[tuple[Step, str]]:
        """Each part with what it is about, in the order in which the room walks."""
        session = self.session
        stops: dict[tuple[Step, str], None] = {}
        for page in pages(session):
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

    def _after(self) -> "Question | None":
        """The question behind the one at hand; None behind the last one."""
        return self._beside(1)

    def _before(self) -> "Question | None":
        """The question before the one at hand; None before the first one."""
        return self._beside(-1)

    def _beside(self, way: int) -> "Question | None":
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
        """To a workload, a vendor, or a part of the workload at hand."""
        wanted, stops = folded(name), self._stops()
        here = self.asked.subject if self.asked else ""
        places = [
            (step, subject)
            for step, subject in stops
            if wanted in (folded(title(self._content, step)), folded(self._named(subject)))
            or subject == name
        ]
        places.sort(key=lambda stop: stop[1] != here)
        if not places:
            yield tr("There is no workload, vendor or part called {name}.", name=quoted(name))
            return
        self._stand(*places[0], None)

    # -- what follows

    def _assessed(self, workload: str) -> "Assessed":
        session = self.session
        node = session.workloads[workload]
        return assess_workload(workload, node, self._content, programme_wide(session))

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
        waiting = done.parked + done.unknown
        yield tr("Put off or unknown: {count}.", count=waiting)
        if question is not None and question.subject in session.workloads:
            yield tr("Lands on: {model}", model=self._lands(question.subject))
        self._read = None

    def _summary(self) -> Lines:
        for workload, node in self.session.workloads.items():
            lands = self._lands(workload)
            yield f"{showable_line(node.name)}: {lands}"
            if node.decision is not None:
                model = self._content.matrix.models[node.decision.model].name
                yield tr("Decided: {model}.", model=model)

    def _help(self) -> Lines:
        for line in HELP:
            yield tr(line)
        question = self.asked
        if question is not None:
            yield from (showable_line(text) for text in (*question.about, *question.facts))


@click.command("ask")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def ask_command(settings: Settings, file: Path) -> None:
    """Ask the questions of the session in FILE as plain lines, one after the other.

    For screen readers, braille, terminals that draw nothing, and pipes. The answers are typed, one
    line each; ? is help. The screens go on where this ends, and the other way round.
    """
    from fouraxis.workshop.catalogue import arrange

    with settings.spoken() as content:
        opened = open_file(file)
        for notice in opened.notices:
            complain(notice)
        see_writable(opened)
        lock = Lock(opened.path).acquire()
        kept = SessionFile(opened, lock=lock)
        try:
            _talk(Interview(arrange(opened.session, content), content), kept)
        finally:
            saved = kept.close()
        if not saved:
            raise Refusal(_unsaved(kept, opened))
        write(tr("Saved.") + "\n")


def _unsaved(kept: "SessionFile", opened: "Opened") -> str:
    """Why not all is in the file, and where it is kept meanwhile."""
    state = kept.state
    if not isinstance(state, NotSaved):
        return f"{opened.path}: the last answers are not saved."
    return f"{opened.path}: not saved: {state.why}. {state.advice}"


def _talk(interview: Interview, kept: "SessionFile") -> None:
    """Ask and listen until the room leaves, or nothing more can come."""
    for line in interview.greeting():
        show(line)
    trouble: object = None
    while not interview.over:
        for line in interview.question():
            show(line)
        heard = _line()
        if heard is None:
            break
        before = interview.session
        for line in interview.hear(heard):
            show(line)
        if interview.session != before:
            kept.keep(interview.session)
            kept.flush()
        if (merged := kept.came_in()) is not None:
            interview.take_in(merged.onto(interview.session), merged.onto)
            kept.keep(interview.session, merged)
        if isinstance(kept.state, NotSaved) and kept.state != trouble:
            trouble = kept.state
            show(tr("Not saved: {why}. {advice}", why=kept.state.why, advice=kept.state.advice))


def _line() -> str | None:
    """The next line that is typed; None at the end of the input."""
    if sys.stdin.isatty():
        write("> ")
    with suppress(UnicodeDecodeError):  # a line in another encoding is asked for again
        line = sys.stdin.readline()
        return line if line else None
    return ""
