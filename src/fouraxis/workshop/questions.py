"""The questions of a step for one subject, in the order in which they are met; and the answers.

How far the room is is always derived from the answers and stored nowhere, so that it cannot lie.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from operator import attrgetter
from sys import intern
from typing import Any, Final, NamedTuple

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, NOT_APPLICABLE
from fouraxis.memo import Remembered
from fouraxis.workshop import agenda, catalogue, edit, standing
from fouraxis.workshop.question import FOLLOW_UP, PROGRAMME, Option, Question, State, Subject
from fouraxis.workshop.session import (
    Claimable,
    Mark,
    Place,
    Proof,
    Session,
    SessionPath,
    Step,
    Strength,
    Vendor,
    Workload,
)
from fouraxis.workshop.text import EditError, quoted, without_blank_ends, written

WORKLOAD_STEPS: Final[tuple[Step, ...]] = (*agenda.BEFORE_VENDORS, *agenda.AFTER_VENDORS)
"""The steps that ask about a workload, in the order of the workshop."""

_joined: Remembered[tuple[Question, ...], tuple[Question, ...]] = Remembered(64)
_rooted: Remembered[tuple[Question, ...], tuple[Question, ...]] = Remembered(32)
_shown: Remembered[object, tuple[Question, ...]] = Remembered(32)  # what a page or two asks for


def of(session: Session, content: Content, step: Step, subject: str) -> tuple[Question, ...]:
    """The questions of a step for a workload, or for a vendor in the step `vendors`.

    For the subject `PROGRAMME`, the step `contract` asks for what every workload then inherits.
    Empty for a step that asks nothing about a subject, or that this workshop does without. What is
    asked follows from other answers: roles from the motive that they belong to, conditions from the
    model that holds, checks of knowledge transfer from the long-term plan.

    Raises:
        EditError: there is no such workload or vendor.
    """
    shared = standing.programme_wide(session)
    if subject == PROGRAMME:
        beside = (content, intern(step))
        return _shown.get(shared, lambda _: tuple(_of_programme(content, step, shared)), *beside)
    group = "vendors" if step == "vendors" else "workloads"
    node = getattr(session, group).get(subject)
    if node is None:
        raise EditError((group, subject), f"there is no such {group[:-1]}")

    def of_subject(_: object) -> tuple[Question, ...]:
        root = (group, subject)
        return _rooted.get(
            asked(node, content, step, shared),
            lambda questions: tuple(placed(question, subject, root) for question in questions),
            intern(subject),
        )

    return _shown.get(node, of_subject, content, shared, intern(step), intern(subject))


def find(session: Session, content: Content, subject: str, item: str) -> Question:
    """The question with this item id, such as `sensitivity.ip-exposure` or `description`.

    The part behind the first dot is enough where only one question has it; so is `sprint.weeks`
    for a vendor with one sprint.

    Raises:
        EditError: there is no such subject, or it is not asked this.
    """
    named: list[Question] = []
    for question in every(session, content, subject):
        if question.item == item:
            return question
        kind, _, rest = question.item.partition(".")
        if item in (rest, f"{kind}.{rest.removeprefix(question.within + '.')}"):
            named.append(question)
    if len(named) == 1:
        return named[0]
    raise EditError((subject, item), "there is no such question")


def every(session: Session, content: Content, subject: str) -> Iterator[Question]:
    """All that can be answered about a subject: what its steps ask, then what is written beside.

    Raises:
        EditError: there is no such workload or vendor.
    """
    steps = _steps(session, subject)
    if not steps:
        raise EditError((subject,), "there is no workload or vendor with this id")
    for step in steps:
        yield from of(session, content, step, subject)
    subjects: tuple[tuple[bool, Subject, SessionPath], ...] = (
        (subject == PROGRAMME, "programme", ()),
        (subject in session.workloads, "workload", ("workloads", subject)),
        (subject in session.vendors, "vendor", ("vendors", subject)),
    )
    for applies, kind, root in subjects:
        if applies:
            for fact in catalogue.facts(content, kind):
                yield placed(_with_vendors(fact, session), subject, root)


def _with_vendors(fact: Question, session: Session) -> Question:
    """The question for the chosen vendor, with the vendors in the running to choose from."""
    if fact.field != "chosen_vendor":
        return fact
    vendors = tuple(
        Option(key, vendor.name)
        for key, vendor in session.vendors.items()
        if vendor.disqualified is None
    )
    return replace(fact, options=vendors, kind="choice")


def templates(content: Content, subject: Subject) -> Iterator[Question]:
    """All that could ever be answered about a subject of a kind, whatever other answers say.

    The paths start at the workload or vendor, or at the session.
    """
    for group, questions in catalogue.catalogue(content).items():
        if group.answered_by(subject):
            yield from questions
    yield from catalogue.facts(content, subject)


def of_sprint(question: Question) -> bool:
    """Whether a question is about a vendor's calibration sprint, whichever that was for."""
    return question.item.startswith("sprint.")


def heading_of(session: Session, question: Question) -> str:
    """What stands above the group of a question: a sprint says for which workload it is."""
    if not of_sprint(question):
        return question.heading
    if not question.within:
        return tr("{group}: nobody said for which workload", group=question.heading)
    workload = session.workloads.get(question.within)
    name = workload.name if workload else question.within
    return tr("{group}: {name}", group=question.heading, name=name)


def asked(
    node: Workload | Vendor,
    content: Content,
    step: Step,
    shared: standing.ProgrammeWide = standing.EVERYTHING,
) -> tuple[Question, ...]:
    """The questions of a step with paths that start at the workload or vendor itself.

    As long as nothing changes which these are, they are the very same object.
    """
    if not shared.has(step):
        return ()
    parts: list[tuple[Question, ...]] = []
    for group, questions in catalogue.catalogue(content).items():
        if group.step == step:
            met = questions
            if group.meet:
                met = group.meet(questions, node, content, shared)
            parts += [met] if met else []
    if len(parts) < 2:
        return parts[0] if parts else ()
    return _joined.get(parts[0], lambda _: tuple(chain.from_iterable(parts)), *parts[1:])


def _of_programme(
    content: Content, step: Step, shared: standing.ProgrammeWide
) -> Iterator[Question]:
    """What a step asks once for all workloads."""
    for group, questions in catalogue.catalogue(content).items():
        if group.whole and group.step == step and shared.has(step):
            yield from (placed(question, PROGRAMME, ()) for question in questions)


def placed(template: Question, subject: str, root: SessionPath) -> Question:
    """A question whose path starts at a subject, as one whose path starts at the session."""
    return replace(
        template,
        subject=subject,
        path=(*root, *template.path),
        mark_path=(*root, *template.mark_path),
    )


def _steps(session: Session, subject: str) -> tuple[Step, ...]:
    """The steps that may ask about a subject; a workload and a vendor may have the same id."""
    if subject == PROGRAMME:
        return tuple(dict.fromkeys(group.step for group in catalogue.GROUPS if group.whole))
    return (
        *(WORKLOAD_STEPS if subject in session.workloads else ()),
        *(("vendors",) if subject in session.vendors else ()),
    )


def at(node: Any, path: SessionPath) -> Any:
    """What is at a path below a node; None where nothing is."""
    for index, key in enumerate(path):
        if isinstance(node, dict):
            node = node.get(key)
        else:
            below = getattr(node, key, None)
            # only what was chosen is a tuple: asked last, since this goes by for every question
            if type(below) is tuple and index + 2 == len(path) and edit.chosen_apart(node, key):
                return edit.chosen(node, key, path[-1])
            node = below
        if node is None:
            return None
    return node


def state_of(value: Any, mark: Mark, derived: str | None = None) -> State:
    """The state of an answer: a value counts for more than parking, parking for more than none.

    What is derived holds where the room has neither answered nor parked.
    """
    if value in (None, "") and not mark.parked:
        value = derived
    if value in FOLLOW_UP:
        return "unknown"
    if value == NOT_APPLICABLE:
        return "not-applicable"
    if value is not None and value != "":
        return "answered"
    return "parked" if mark.parked else "open"


def claimed(mark: Any, question: Question) -> bool:
    """Whether an answer is the vendor's word alone; `mark` is what holds its note and marks."""
    if not isinstance(mark, Claimable) or not mark.claimed:
        return False
    return question.field.replace("_", "-") in mark.claimed


def is_claimed(session: Session, question: Question) -> bool:
    """Whether an answer is the vendor's word alone, which the room has not confirmed."""
    given = value(session, question)
    return given not in (None, "") and claimed(mark(session, question), question)


def is_carried(session: Session, question: Question) -> bool:
    """Whether an answer came from another session, and this room has not confirmed it."""
    path = question.value_path
    node: Any = session
    if path[0] in ("workloads", "vendors"):
        node, path = getattr(session, path[0]).get(path[1]), path[2:]
    return node is not None and bool(node.carried) and ".".join(path) in node.carried


def confirm(session: Session, question: Question) -> Session:
    """The session with what is claimed or was carried over there taken for the room's answer."""
    return edit.set_at(session, question.value_path, value(session, question), question.order)


def value(session: Session, question: Question) -> Any:
    """The answer as it is stored; None where there is none (an owner without a name: "")."""
    return at(session, question.value_path)


def effective(session: Session, question: Question) -> Any:
    """What holds: the answer, or what follows from others as long as there is none."""
    given = value(session, question)
    return question.derived if given in (None, "") else given


def mark(session: Session, question: Question) -> Mark:
    """Note, parking and review mark of the answer; an empty one where there is none."""
    held = at(session, question.mark_path)
    return held if isinstance(held, Mark) else Mark()


def note(session: Session, question: Question) -> str:
    """The note of the answer, or what stands for it (a criterion's evidence)."""
    return str(at(session, question.note_path) or "")


def state(session: Session, question: Question) -> State:
    """Which state the answer is in; what a vendor claims has to be found out."""
    if is_claimed(session, question):
        return "unknown"
    own = state_of(value(session, question), mark(session, question), question.derived)
    return "carried" if own in _SETTLED and is_carried(session, question) else own


def answer(session: Session, question: Question, given: Any) -> Session:
    """The session with this answer; None takes the answer back.

    Raises:
        EditError: this cannot be answered here.
    """
    if question.kind == "choice" and given is not None and given not in question.allowed:
        allowed = ", ".join(question.allowed)
        raise EditError((question.item,), f"{quoted(given)} is not possible; use {allowed}")
    if question.field == "chosen_vendor" and given is not None:
        beside = [key for key, node in session.workloads.items() if node.chosen_vendor == given]
        return edit.choose_vendor(session, given, (*beside, question.subject))
    changed = edit.set_at(session, question.value_path, given, question.order)
    axis = next((axis for axis in AXES if question.step == "axes" and axis == question.item), None)
    if axis is not None:
        changed = standing.settled(changed, question.subject, axis)
    if given not in (None, "") and mark(changed, question).parked:
        return park(changed, question, False)
    return changed


def annotate(session: Session, question: Question, text: str) -> Session:
    """The session with this note on the answer.

    Raises:
        EditError: the note is too long, or there is none here.
    """
    if not question.note_field:
        raise EditError((question.item,), "this takes no note")
    return edit.set_at(session, question.note_path, without_blank_ends(text), question.order)


def park(
    session: Session, question: Question, parked: bool = True, *, why: str = "", finder: str = ""
) -> Session:
    """The session with the question put off, for a reason and until somebody finds out.

    Or it is taken up again, and nobody has to find out any more.

    Raises:
        EditError: the reason or the name is too long.
    """
    marks = {"parked": True, "parked_why": why, "finder": finder} if parked else edit.TAKEN_UP
    for name, value in marks.items():
        session = edit.set_at(session, (*question.mark_path, name), value, question.order)
    return session


def put_off(mark: Mark) -> str:
    """Why a question is parked and who finds out, in a line; empty where nobody said."""
    named = mark.finder and not mark.parked_why.endswith(f" {mark.finder}")
    who = tr("{name} finds out", name=mark.finder) if named else ""
    return "; ".join(filter(None, (mark.parked_why, who)))


def flag(session: Session, question: Question, review: bool = True) -> Session:
    """The session with the answer marked to be looked at again, or no longer."""
    return edit.set_at(session, (*question.mark_path, "review"), review, question.order)


_SETTLED: Final[frozenset[State]] = frozenset({"answered", "not-applicable"})

WAITING: Final[frozenset[State]] = frozenset({"open", "unknown", "parked", "carried"})
"""The states of an answer that somebody still has to see to."""

SET_ASIDE: Final[frozenset[State]] = frozenset({"unknown", "parked"})
"""The states of an answer that somebody has put off: the summary counts them."""

_UNMARKED: Final = Mark()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions are in each state, and how many answers are marked for review.

    Factors that guide an axis are counted only while they are unknown or parked.
    """

    answered: int = 0
    unknown: int = 0
    not_applicable: int = 0
    parked: int = 0
    open: int = 0
    review: int = 0
    carried: int = 0

    @property
    def total(self) -> int:
        """How many questions there are."""
        settled = self.answered + self.not_applicable
        return settled + self.unknown + self.parked + self.open + self.carried

    @property
    def done(self) -> int:
        """How many questions are settled: answered with a value, or not applicable."""
        return self.answered + self.not_applicable

    def __add__(self, other: "Progress") -> "Progress":
        """Both together."""
        return Progress(
            self.answered + other.answered,
            self.unknown + other.unknown,
            self.not_applicable + other.not_applicable,
            self.parked + other.parked,
            self.open + other.open,
            self.review + other.review,
            self.carried + other.carried,
        )

    def __sub__(self, other: "Progress") -> "Progress":
        """What is left without the other one, which is part of this."""
        return Progress(
            self.answered - other.answered,
            self.unknown - other.unknown,
            self.not_applicable - other.not_applicable,
            self.parked - other.parked,
            self.open - other.open,
            self.review - other.review,
            self.carried - other.carried,
        )


_NUMBERS: Final = attrgetter(*(each.name for each in fields(Progress)))


class _Counted(NamedTuple):
    """The progress of one workload or vendor, per step and in all."""

    steps: dict[Step, Progress]
    total: Progress


_counted: Remembered[Workload | Vendor, _Counted] = Remembered(256)


def of_step(session: Session, content: Content, step: Step, subject: str) -> Progress:
    """Progress in a step for one workload (one vendor in the step `vendors`).

    Nothing to count where there is no such subject, or the step asks nothing.
    """
    node: Workload | Vendor | None = session.workloads.get(subject)
    if step == "vendors":
        node = session.vendors.get(subject)
    if node is None:
        return Progress()
    return _count(node, content, standing.programme_wide(session)).steps.get(step, Progress())


def of_node(
    node: Workload | Vendor, content: Content, shared: standing.ProgrammeWide = standing.EVERYTHING
) -> Progress:
    """Progress over all questions about a workload or vendor that the workshop asks."""
    return _count(node, content, shared).total


def of_session(session: Session, content: Content) -> Progress:
    """Progress over all workloads and vendors."""
    nodes: list[Workload | Vendor] = [*session.workloads.values(), *session.vendors.values()]
    shared = standing.programme_wide(session)
    _counted.make_room(len(nodes))
    return _sum(of_node(node, content, shared) for node in nodes)


def next_open(session: Session, content: Content, after: Place) -> Question | None:
    """The next question after a place that is open, unknown, parked or marked for review.

    A level that is to be confirmed again is open, too.

    It goes through the workloads in the room's order, each with all its steps (where the room goes
    by part, through the steps, each with all workloads), then the vendors, and wraps round; the
    question at the place itself comes last. None if nothing is left. A factor is met only where it
    is unknown, parked or marked: its axis can be answered without it.

    The summary says what was put off, so from there that comes first: before the workload's first
    open question, and before what is open of all others.
    """
    if after.step == "summary":
        put_off = _next(session, content, after, SET_ASIDE)
        if put_off is not None:
            return put_off
    return _next(session, content, after, WAITING)


def _next(
    session: Session, content: Content, after: Place, states: Collection[State]
) -> Question | None:
    """The next question after a place that is in one of these states, or marked for review."""
    stops = list(_stops(session))
    if not stops:
        return None
    start = next((n for n, stop in enumerate(stops) if _covers(stop, after)), 0)
    here = of(session, content, *stops[start])
    items = [question.item for question in here]
    behind = items[items.index(after.item) + 1 :] if after.item in items else items
    waiting = list(_waiting(session, here, states))
    elsewhere = (
        question
        for stop in (*stops[start + 1 :], *stops[:start])
        for question in _waiting(session, of(session, content, *stop), states)
    )
    onward = chain(
        (question for question in waiting if question.item in behind), elsewhere, waiting
    )
    return next(onward, None)


def first_open(
    session: Session, content: Content, subject: str, steps: Iterable[Step] = WORKLOAD_STEPS
) -> Question | None:
    """The first question in these steps that waits; None if nothing does.

    The subject is a workload, or a vendor in the step `vendors`.
    """
    for step in steps:
        if step in agenda.PER_WORKLOAD or step == "vendors":
            asked = of(session, content, step, subject)
            if (waiting := next(_waiting(session, asked, WAITING), None)) is not None:
                return waiting
    return None


def _stops(session: Session) -> Iterator[tuple[Step, str]]:
    if session.walk == "by-part":
        for step in WORKLOAD_STEPS:
            for workload in session.workloads:
                yield step, workload
    else:
        for workload in session.workloads:
            for step in WORKLOAD_STEPS:
                yield step, workload
    for key, vendor in session.vendors.items():
        if vendor.disqualified is None:
            yield "vendors", key


def _covers(stop: tuple[Step, str], place: Place) -> bool:
    """Whether a place is in this stop; a place in no step of its workload is at its first."""
    step, subject = stop
    if place.step == "vendors" or place.workload is None:
        return step == "vendors" and place.step == "vendors" and place.vendor in (subject, None)
    return subject == place.workload and (step == place.step or place.step not in WORKLOAD_STEPS)


def _waiting(
    session: Session, asked: Sequence[Question], wanted: Collection[State]
) -> Iterator[Question]:
    """The questions of a step that wait; a mark that several share leads to the first of them."""
    led: set[SessionPath] = set()
    for question, state in states_of(session, asked):
        marked = mark(session, question).review and question.mark_path not in led
        if state in wanted or marked or _to_confirm_again(session, question):
            yield question
        led.add(question.mark_path)


def _to_confirm_again(session: Session, question: Question) -> bool:
    """Whether the question is an axis whose level its factors contradict since it was settled."""
    return question.step == "axes" and any(
        contradiction.axis == question.item
        for contradiction in standing.contradictions(session.workloads[question.subject])
    )


def states_of(
    root: Session | Workload | Vendor, asked: Sequence[Question]
) -> list[tuple[Question, State | None]]:
    """Each question with its state as it is counted; None where it is not counted.

    The paths of the questions start at the root. A question that only guides another one (a factor,
    a role) is not counted, since that can be answered without it; but once somebody said that it is
    unknown, or parked it, it waits like any other. What was parked waits until somebody takes it
    up, even where there is an answer: of several questions that share the mark, the first one does.
    """
    states: list[tuple[Question, State | None]] = []
    shown: set[SessionPath] = set()
    answered: dict[SessionPath, int] = {}
    carried = _carried_below(root, asked)
    for question in asked:
        held = at(root, question.mark_path)
        if held is None and question.derived is None and question.path == question.mark_path:
            states.append((question, "open" if question.counts else None))  # as most are
            continue
        own = held if isinstance(held, Mark) else _UNMARKED
        if question.path == question.mark_path:  # as nearly always: it is at hand
            value = getattr(held, question.field, None)
        else:
            value = at(root, question.value_path)
        state: State | None = state_of(value, own, question.derived)
        if state == "answered" and claimed(own, question):
            state = "unknown"
        elif carried and state in _SETTLED and question.value_path in carried:
            state = "carried"
        waits = state in ("unknown", "parked")
        again = state == "parked" and question.mark_path in shown
        if not question.counts and (question.kind != "choice" or not waits or again):
            state = None
        if own.parked and waits and state is not None:
            shown.add(question.mark_path)
        elif own.parked:
            answered.setdefault(question.mark_path, len(states))
        states.append((question, state))
    for path, index in answered.items():
        if path not in shown:
            states[index] = (states[index][0], "parked")
    return states


def _carried_below(
    root: Session | Workload | Vendor, asked: Sequence[Question]
) -> frozenset[SessionPath]:
    """The paths from a root to what was carried over, and is not confirmed, of what is asked."""
    if not isinstance(root, Session):
        return frozenset(tuple(key.split(".")) for key in root.carried) if root.carried else _NONE
    carried: set[SessionPath] = {tuple(key.split(".")) for key in root.carried}
    for path in {question.path[:2] for question in asked}:
        node = at(root, path) if path[:1] in (("workloads",), ("vendors",)) else None
        if node is not None and node.carried:
            carried |= {(*path, *key.split(".")) for key in node.carried}
    return frozenset(carried)


_NONE: Final[frozenset[SessionPath]] = frozenset()


def _count(node: Workload | Vendor, content: Content, shared: standing.ProgrammeWide) -> _Counted:
    def count(node: Workload | Vendor) -> _Counted:
        names: tuple[Step, ...] = ("vendors",) if isinstance(node, Vendor) else WORKLOAD_STEPS
        steps = {step: _counts(node, content, step, shared) for step in names}
        return _Counted(steps, _sum(steps.values()))

    return _counted.get(node, count, content, shared)


def _counts(
    node: Workload | Vendor, content: Content, step: Step, shared: standing.ProgrammeWide
) -> Progress:
    plan = _plans.get(asked(node, content, step, shared), _planned)
    met, states = _met(node, plan)
    together = tuple(chain.from_iterable(place.questions for place in met))
    for _, state in states_of(node, together):
        states[state] = states.get(state, 0) + 1
    number = states.get
    if isinstance(node, Vendor) and node.disqualified is not None:  # what is open stays open
        return Progress(answered=number("answered", 0) + number("carried", 0))
    marks = (at(node, path) for place in met for path in place.marks)
    return Progress(
        answered=number("answered", 0),
        unknown=number("unknown", 0),
        not_applicable=number("not-applicable", 0),
        parked=number("parked", 0),
        open=number("open", 0),
        review=sum(mark.review for mark in marks if isinstance(mark, Mark)),
        carried=number("carried", 0),
    )


_States = dict[State | None, int]
"""How many questions are in which state; those that are not counted are in none."""


class _Place:
    """Questions that have their marks at one place, to be counted together.

    `untouched` are their states where nothing was said there.
    """

    __slots__ = ("marks", "questions", "untouched")

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.marks: dict[SessionPath, None] = {}
        self.untouched: _States = {}

    def add(self, question: Question) -> None:
        """Count this question here, too."""
        self.questions.append(question)
        self.marks[question.mark_path] = None
        ((_, state),) = states_of(_NOTHING_SAID, (question,))
        self.untouched[state] = self.untouched.get(state, 0) + 1


_NOTHING_SAID: Final = Workload(name="")


class _Plan(NamedTuple):
    """The questions of a step as they are counted: most are about an id in a table of answers.

    `tables` has these by table and id, `untouched` the states where nothing was said in any; `rest`
    are the others.
    """

    tables: dict[str, dict[str, _Place]]
    untouched: _States
    rest: _Place


_plans: Remembered[tuple[Question, ...], _Plan] = Remembered(512)


def _planned(step_questions: tuple[Question, ...]) -> _Plan:
    """Where nothing was said on an id, its questions need not be looked at to be counted.

    That holds where the mark is beside the answer.
    """
    apart = {
        question.mark_path[:2]
        for question in step_questions
        if question.path != question.mark_path or len(question.path) < 2
    }
    plan = _Plan({}, {}, _Place())
    for question in step_questions:
        if question.mark_path[:2] in apart:
            plan.rest.add(question)
        else:
            name, key = question.path[:2]
            plan.tables.setdefault(name, {}).setdefault(key, _Place()).add(question)
    for table in plan.tables.values():
        for place in table.values():
            for state, number in place.untouched.items():
                plan.untouched[state] = plan.untouched.get(state, 0) + number
    return plan


def _met(node: Workload | Vendor, plan: _Plan) -> tuple[list[_Place], _States]:
    """The places where something may have been said, and the states of the questions elsewhere."""
    met, states = [plan.rest], plan.untouched.copy()
    for name, table in plan.tables.items():
        answers = getattr(node, name)
        if node.carried or not isinstance(answers, dict):  # what was carried over may be anywhere
            answers = table
        for key in answers:
            if (place := table.get(key)) is not None:
                met.append(place)
                for state, number in place.untouched.items():
                    states[state] -= number
    return met, states


def _sum(parts: Iterable[Progress]) -> Progress:
    return Progress(*map(sum, zip(*map(_NUMBERS, parts), strict=True)))


_STRENGTHS: Final[dict[Strength, str]] = {
    "seen": noted("seen"),
    "told": noted("told"),
    "planned": noted("planned"),
}
STRENGTHS: Final = tuple(_STRENGTHS)
"""How an answer can be known, the strongest first."""


def strength_name(strength: Strength) -> str:
    """How an answer is known, in a word."""
    return tr(_STRENGTHS[strength])


def proof_words(proof: Proof) -> str:
    """How an answer is known, by whom, and of which day; empty where nobody has said."""
    strength = strength_name(proof.strength) if proof.strength else ""
    return ", ".join(filter(None, (strength, proof.by, written(proof.date))))


def prove(session: Session, question: Question, proof: Proof) -> Session:
    """The session with how the answer is known."""
    return edit.set_at(session, (*question.mark_path, "proof"), proof, question.order)


def best(question: Question) -> str | None:
    """The answer that asks least of whoever outsources it; None where nothing is chosen.

    A rule that is asked forbids where it holds. The stage is best where the work is live.
    """
    if not question.options:
        return None
    if question.item in ASKED_RULES:
        return "no"
    return question.options[-1 if question.item == "readiness" else 0].id


def only_planned(session: Session, question: Question) -> bool:
    """Whether the best answer stands on a plan alone, which is no evidence for it."""
    planned = mark(session, question).proof.strength == "planned"
    given = value(session, question)
    return planned and given is not None and given == best(question)
