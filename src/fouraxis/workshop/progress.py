"""How far the room is: always derived from the answers, stored nowhere, so that it cannot lie."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from fouraxis.content.models import Content
from fouraxis.memo import Remembered
from fouraxis.workshop import questions
from fouraxis.workshop.agenda import PER_WORKLOAD
from fouraxis.workshop.question import Question, State
from fouraxis.workshop.questions import WORKLOAD_STEPS
from fouraxis.workshop.session import Mark, Place, Session, SessionPath, Step, Vendor, Workload
from fouraxis.workshop.standing import EVERYTHING, ProgrammeWide, contradictions, programme_wide

WAITING: Final[frozenset[State]] = frozenset({"open", "unknown", "parked"})
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

    @property
    def total(self) -> int:
        """How many questions there are."""
        return self.answered + self.unknown + self.not_applicable + self.parked + self.open

    @property
    def done(self) -> int:
        """How many questions are settled: answered with a value, or not applicable."""
        return self.answered + self.not_applicable

    @property
    def complete(self) -> bool:
        """Whether every question is settled."""
        return self.done == self.total

    def __add__(self, other: "Progress") -> "Progress":
        """Both together."""
        return Progress(
            self.answered + other.answered,
            self.unknown + other.unknown,
            self.not_applicable + other.not_applicable,
            self.parked + other.parked,
            self.open + other.open,
            self.review + other.review,
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
        )


@dataclass(frozen=True, slots=True)
class _Counted:
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
    return _count(node, content, programme_wide(session)).steps.get(step, Progress())


def of_workload(session: Session, content: Content, workload: str) -> Progress:
    """Progress over all steps of a workload."""
    _counted.make_room(len(session.workloads) + len(session.vendors))
    node = session.workloads.get(workload)
    return of_node(node, content, programme_wide(session)) if node else Progress()


def of_vendor(session: Session, content: Content, vendor: str) -> Progress:
    """Progress over all questions about a vendor."""
    node = session.vendors.get(vendor)
    return of_node(node, content, programme_wide(session)) if node else Progress()


def of_node(
    node: Workload | Vendor, content: Content, shared: ProgrammeWide = EVERYTHING
) -> Progress:
    """Progress over all questions about a workload or vendor that the workshop asks."""
    return _count(node, content, shared).total


def of_session(session: Session, content: Content) -> Progress:
    """Progress over all workloads and vendors."""
    nodes: list[Workload | Vendor] = [*session.workloads.values(), *session.vendors.values()]
    shared = programme_wide(session)
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
    here = questions.of(session, content, *stops[start])
    items = [question.item for question in here]
    behind = items[items.index(after.item) + 1 :] if after.item in items else items
    waiting = list(_waiting(session, here, states))
    elsewhere = (
        question
        for stop in (*stops[start + 1 :], *stops[:start])
        for question in _waiting(session, questions.of(session, content, *stop), states)
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
        if step in PER_WORKLOAD or step == "vendors":
            asked = questions.of(session, content, step, subject)
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
    session: Session, asked: Iterable[Question], wanted: Collection[State]
) -> Iterator[Question]:
    """The questions of a step that wait; a mark that several share leads to the first of them."""
    led: set[SessionPath] = set()
    for question, state in states_of(session, asked):
        marked = questions.mark(session, question).review and question.mark_path not in led
        if state in wanted or marked or _to_confirm_again(session, question):
            yield question
        led.add(question.mark_path)


def _to_confirm_again(session: Session, question: Question) -> bool:
    """Whether the question is an axis whose level its factors contradict since it was settled."""
    return question.step == "axes" and any(
        contradiction.axis == question.item
        for contradiction in contradictions(session.workloads[question.subject])
    )


def states_of(
    root: Session | Workload | Vendor, asked: Iterable[Question]
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
    for question in asked:
        held = questions.at(root, question.mark_path)
        if held is None and question.derived is None and question.path == question.mark_path:
            states.append((question, "open" if question.counts else None))  # as most are
            continue
        mark = held if isinstance(held, Mark) else _UNMARKED
        if question.path == question.mark_path:  # as nearly always: it is at hand
            value = getattr(held, question.field, None)
        else:
            value = questions.at(root, question.value_path)
        state: State | None = questions.state_of(value, mark, question.derived)
        if state == "answered" and questions.claimed(mark, question):
            state = "unknown"
        waits = state in ("unknown", "parked")
        again = state == "parked" and question.mark_path in shown
        if not question.counts and (question.kind != "choice" or not waits or again):
            state = None
        if mark.parked and waits and state is not None:
            shown.add(question.mark_path)
        elif mark.parked:
            answered.setdefault(question.mark_path, len(states))
        states.append((question, state))
    for path, at in answered.items():
        if path not in shown:
            states[at] = (states[at][0], "parked")
    return states


def _count(node: Workload | Vendor, content: Content, shared: ProgrammeWide) -> _Counted:
    def count(node: Workload | Vendor) -> _Counted:
        names: tuple[Step, ...] = ("vendors",) if isinstance(node, Vendor) else WORKLOAD_STEPS
        steps = {step: _counts(node, content, step, shared) for step in names}
        return _Counted(steps, _sum(steps.values()))

    return _counted.get(node, count, content, shared)


def _counts(
    node: Workload | Vendor, content: Content, step: Step, shared: ProgrammeWide
) -> Progress:
    asked = questions.asked(node, content, step, shared)
    states = Counter(state for _, state in states_of(node, asked))
    if isinstance(node, Vendor) and node.disqualified is not None:  # what is open stays open
        return Progress(answered=states["answered"])
    marks = (questions.at(node, path) for path in {question.mark_path for question in asked})
    return Progress(
        answered=states["answered"],
        unknown=states["unknown"],
        not_applicable=states["not-applicable"],
        parked=states["parked"],
        open=states["open"],
        review=sum(mark.review for mark in marks if isinstance(mark, Mark)),
    )


def _sum(parts: Iterable[Progress]) -> Progress:
    return sum(parts, Progress())
