"""A question of the workshop: its words and options, where its answer is, and its state."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from fouraxis.content.terms import NOT_APPLICABLE, UNKNOWN, Source
from fouraxis.workshop.edit import chosen, chosen_apart, set_at
from fouraxis.workshop.session import Mark, Session, Step
from fouraxis.workshop.text import EditError, quoted

State = Literal["answered", "unknown", "not-applicable", "parked", "open"]
"""The five states of an answer, which are never mixed up."""

PROGRAMME: Final = "*"
"""The subject of a question that is asked once for the whole programme."""

FOLLOW_UP: Final = frozenset(
    {UNKNOWN, "not-asked", "not-run", "undecided", "unassigned", "open"},
)
"""Said, but nothing settled: somebody has to find out, ask, decide, take it on, or agree."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `anchor` says what it means, so that two rooms answer alike."""

    id: str
    name: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one subject (a workload, a vendor, or the programme).

    The answer is `field` of what is at `path`. Note, parking and review mark are at `mark_path`,
    which several questions on one matter share (a sprint, the operations); without a `note_field`
    there is no note. `options` is empty where
    the answer is typed: a text, or a number as `kind` says. `unknown` tells whether "unknown" may
    be answered, `counts` whether progress counts the question (a guiding factor does not count),
    and `order` has the ids in the content's order, for `set_at`.

    `derived` is what holds as long as the room says nothing else, and `because` says why; where it
    is the programme's own answer, it is `inherited`. `suggested` is the usual answer. `about` has
    what to know before answering, `heading` the words above the first question of a group, and
    `pressing` why the question comes before its group.
    """

    step: Step
    subject: str
    item: str
    name: str
    text: str
    options: tuple[Option, ...]
    path: tuple[str, ...]
    field: str
    note_field: str = "note"
    unknown: bool = True
    counts: bool = True
    source: Source = "published"
    kind: Literal["choice", "text", "number"] = "choice"
    mark_path: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    heading: str = ""
    about: tuple[str, ...] = ()
    suggested: str | None = None
    derived: str | None = None
    because: str = ""
    inherited: bool = False
    pressing: str = ""

    @property
    def value_path(self) -> tuple[str, ...]:
        """Where the answer is."""
        return (*self.path, self.field)

    @property
    def note_path(self) -> tuple[str, ...]:
        """Where the note is."""
        return (*self.mark_path, self.note_field)

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every value that can be chosen, unknown last; empty where the answer is typed."""
        chosen = tuple(option.id for option in self.options)
        return (*chosen, UNKNOWN) if self.unknown else chosen


def at(node: Any, path: tuple[str, ...]) -> Any:
    """What is at a path below a node; None where nothing is."""
    for index, key in enumerate(path):
        if isinstance(node, dict):
            node = node.get(key)
        elif index + 2 == len(path) and chosen_apart(node, key):
            return chosen(node, key, path[-1])
        else:
            node = getattr(node, key, None)
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


def value(session: Session, question: Question) -> Any:
    """The answer as it is stored; None where there is none (an owner without a name: "")."""
    return at(session, question.value_path)


def effective(session: Session, question: Question) -> Any:
    """What holds: the answer, or what follows from others as long as there is none."""
    given = value(session, question)
    return question.derived if given in (None, "") else given


def mark(session: Session, question: Question) -> Mark:
    """Note, parking and review mark of the answer; an empty one where there is none."""
    found = at(session, question.mark_path)
    return found if isinstance(found, Mark) else Mark()


def note(session: Session, question: Question) -> str:
    """The note of the answer, or what stands for it (a criterion's evidence)."""
    return str(at(session, question.note_path) or "")


def state(session: Session, question: Question) -> State:
    """Which of the five states the answer is in."""
    return state_of(value(session, question), mark(session, question), question.derived)


def answer(session: Session, question: Question, given: Any) -> Session:
    """The session with this answer; None takes the answer back.

    Raises:
        EditError: this cannot be answered here.
    """
    if question.kind == "choice" and given is not None and given not in question.allowed:
        allowed = ", ".join(question.allowed)
        raise EditError((question.item,), f"{quoted(given)} is not possible; use {allowed}")
    changed = set_at(session, question.value_path, given, question.order)
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
    return set_at(session, question.note_path, text, question.order)


def park(session: Session, question: Question, parked: bool = True) -> Session:
    """The session with the question put off, or taken up again."""
    return set_at(session, (*question.mark_path, "parked"), parked, question.order)


def flag(session: Session, question: Question, review: bool = True) -> Session:
    """The session with the answer marked to be looked at again, or no longer."""
    return set_at(session, (*question.mark_path, "review"), review, question.order)
