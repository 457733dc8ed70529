"""The questions of a step for one subject, in the order in which they are met; and the answers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from sys import intern
from typing import Any, Final

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, NOT_APPLICABLE
from fouraxis.memo import Remembered
from fouraxis.workshop.agenda import AFTER_VENDORS, BEFORE_VENDORS
from fouraxis.workshop.catalogue import GROUPS, catalogue, facts
from fouraxis.workshop.edit import chosen, chosen_apart, set_at
from fouraxis.workshop.question import FOLLOW_UP, PROGRAMME, Option, Question, State, Subject
from fouraxis.workshop.session import Claimable, Mark, Session, SessionPath, Step, Vendor, Workload
from fouraxis.workshop.standing import EVERYTHING, ProgrammeWide, programme_wide, settled
from fouraxis.workshop.text import EditError, quoted

WORKLOAD_STEPS: Final[tuple[Step, ...]] = (*BEFORE_VENDORS, *AFTER_VENDORS)
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
    shared = programme_wide(session)
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
            lambda questions: tuple(_placed(question, subject, root) for question in questions),
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
            for fact in facts(content, kind):
                yield _placed(_with_vendors(fact, session), subject, root)


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
    for group, questions in catalogue(content).items():
        if group.answered_by(subject):
            yield from questions
    yield from facts(content, subject)


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
    node: Workload | Vendor, content: Content, step: Step, shared: ProgrammeWide = EVERYTHING
) -> tuple[Question, ...]:
    """The questions of a step with paths that start at the workload or vendor itself.

    As long as nothing changes which these are, they are the very same object.
    """
    if not shared.has(step):
        return ()
    parts: list[tuple[Question, ...]] = []
    for group, questions in catalogue(content).items():
        if group.step == step:
            met = questions
            if group.meet:
                met = group.meet(questions, node, content, shared)
            parts += [met] if met else []
    if len(parts) < 2:
        return parts[0] if parts else ()
    return _joined.get(parts[0], lambda _: tuple(chain.from_iterable(parts)), *parts[1:])


def _of_programme(content: Content, step: Step, shared: ProgrammeWide) -> Iterator[Question]:
    """What a step asks once for all workloads."""
    for group, questions in catalogue(content).items():
        if group.whole and group.step == step and shared.has(step):
            yield from (_placed(question, PROGRAMME, ()) for question in questions)


def _placed(template: Question, subject: str, root: SessionPath) -> Question:
    return replace(
        template,
        subject=subject,
        path=(*root, *template.path),
        mark_path=(*root, *template.mark_path),
    )


def _steps(session: Session, subject: str) -> tuple[Step, ...]:
    """The steps that may ask about a subject; a workload and a vendor may have the same id."""
    if subject == PROGRAMME:
        return tuple(dict.fromkeys(group.step for group in GROUPS if group.whole))
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
            if type(below) is tuple and index + 2 == len(path) and chosen_apart(node, key):
                return chosen(node, key, path[-1])
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


def confirm(session: Session, question: Question) -> Session:
    """The session with what the vendor claims there taken for an answer of the room."""
    return set_at(session, question.value_path, value(session, question), question.order)


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
    """Which of the five states the answer is in; what a vendor claims has to be found out."""
    if is_claimed(session, question):
        return "unknown"
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
    axis = next((axis for axis in AXES if question.step == "axes" and axis == question.item), None)
    if axis is not None:
        changed = settled(changed, question.subject, axis)
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
