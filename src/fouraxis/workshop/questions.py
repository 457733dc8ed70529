"""The questions of a step for one workload or vendor, in the order in which they are met."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from fouraxis.content.models import Content
from fouraxis.content.terms import TALENT
from fouraxis.memo import Remembered
from fouraxis.workshop import catalogue, commitments
from fouraxis.workshop.catalogue import Subject, conditions, facts, governance, profile
from fouraxis.workshop.commitments import (
    Derived,
    drivers,
    known_drivers,
    known_risks,
    risks,
    vendors,
)
from fouraxis.workshop.question import (
    FOLLOW_UP,
    PROGRAMME,
    Option,
    Question,
    State,
    annotate,
    answer,
    at,
    effective,
    flag,
    mark,
    note,
    park,
    state,
    state_of,
    value,
)
from fouraxis.workshop.session import Session, Step, Vendor, Workload
from fouraxis.workshop.standing import (
    EVERYTHING,
    ProgrammeWide,
    holding,
    programme_wide,
    strictly_governed,
)
from fouraxis.workshop.text import EditError

__all__ = [
    "FOLLOW_UP",
    "PROGRAMME",
    "WORKLOAD_STEPS",
    "Option",
    "Question",
    "State",
    "annotate",
    "answer",
    "asked",
    "at",
    "effective",
    "every",
    "find",
    "flag",
    "mark",
    "note",
    "of",
    "park",
    "state",
    "state_of",
    "templates",
    "value",
]

WORKLOAD_STEPS: Final[tuple[Step, ...]] = (
    "profile",
    "axes",
    "rules",
    "conditions",
    "risks",
    "contract",
    "drivers",
    "ownership",
)
"""The steps that ask about a workload, in the order of the workshop."""

_Templates = dict[str, tuple[Question, ...]]
_templates: Remembered[Content, _Templates] = Remembered(8)
_filled: Remembered[Content, dict[tuple[object, ...], tuple[Question, ...]]] = Remembered(8)
_here: Remembered[tuple[Question, ...], tuple[Question, ...]] = Remembered(32)  # a page or two


def of(session: Session, content: Content, step: Step, subject: str) -> tuple[Question, ...]:
    """The questions of a step for a workload, or for a vendor in the step `vendors`.

    For the subject `PROGRAMME`, the step `contract` asks for what every workload then inherits.
    Empty for a step that asks nothing about a subject, or that this workshop does without. What is
    asked follows from other answers: roles from the motive that they belong to, conditions from the
    model that holds, checks of knowledge transfer from the long-term plan.

    Raises:
        EditError: there is no such workload or vendor.
    """
    if subject == PROGRAMME:
        return tuple(_of_programme(session, content)) if step == "contract" else ()
    group = "vendors" if step == "vendors" else "workloads"
    node = getattr(session, group).get(subject)
    if node is None:
        raise EditError((group, subject), f"there is no such {group[:-1]}")
    shared = programme_wide(session)
    return _here.get(
        asked(node, content, step, shared),
        lambda found: tuple(_placed(one, subject, (group, subject)) for one in found),
        subject,
    )


def find(session: Session, content: Content, subject: str, item: str) -> Question:
    """The question with this item id, such as `sensitivity.ip-exposure` or `description`.

    The part behind the dot is enough where only one question has it.

    Raises:
        EditError: there is no such subject, or it is not asked this.
    """
    named: list[Question] = []
    for one in every(session, content, subject):
        if one.item == item:
            return one
        if one.item.partition(".")[2] == item:
            named.append(one)
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
    if subject == PROGRAMME:
        yield from (_placed(one, subject, ()) for one in facts(content, "programme"))
    if subject in session.workloads:
        root = ("workloads", subject)
        yield from (_placed(one, subject, root) for one in facts(content, "workload"))
    if subject in session.vendors:
        yield from (_placed(one, subject, ("vendors", subject)) for one in facts(content, "vendor"))


def templates(content: Content, subject: Subject) -> Iterator[Question]:
    """All that could ever be answered about a subject of a kind, whatever other answers say.

    The paths start at the workload or vendor, or at the session.
    """
    for step, found in _templates.get(content, _all).items():
        here = {"programme": step == "contract", "vendor": step == "vendors"}
        if here.get(subject, step != "vendors"):
            yield from found
    yield from facts(content, subject)


def asked(
    node: Workload | Vendor, content: Content, step: Step, shared: ProgrammeWide = EVERYTHING
) -> tuple[Question, ...]:
    """The questions of a step with paths that start at the workload or vendor itself."""
    if not shared.has(step):
        return ()
    templates = _templates.get(content, _all)
    questions = templates.get(step, ())
    if isinstance(node, Vendor):
        return questions
    match step:
        case "profile" if TALENT not in node.motives:
            return tuple(one for one in questions if one.path != ("missing_roles",))
        case "conditions":
            model = holding(node, content)
            strict = strictly_governed(node, content)
            return templates.get(f"of {model}", ()) + (templates["governance"] if strict else ())
        case "risks":
            return _with_known(questions, known_risks(node, content), content)
        case "contract":
            return commitments.of_workload(questions, node, content, shared)
        case "drivers":
            return _with_known(questions, known_drivers(node, content), content)
        case "ownership" if node.operations.internal_long_term == "yes":
            return questions + templates["transfer"]
        case _:
            return questions


def _all(content: Content) -> _Templates:
    made = {
        "profile": profile(content),
        "axes": catalogue.axes(content),
        "rules": catalogue.rules(content),
        "governance": governance(content),
        "risks": risks(content),
        "contract": commitments.contract(content),
        "drivers": drivers(content),
        "ownership": catalogue.ownership(content),
        "transfer": catalogue.transfer(content),
        "vendors": vendors(content),
        **{f"of {model}": conditions(content, model) for model in content.matrix.models},
    }
    return {
        step: tuple(replace(one, mark_path=one.mark_path or one.path) for one in questions)
        for step, questions in made.items()
    }


def _with_known(
    questions: tuple[Question, ...], known: Derived, content: Content
) -> tuple[Question, ...]:
    """The questions with what is known already; the very same ones where the same is known."""
    if not known:
        return questions
    filled = _filled.get(content, lambda _: {})
    case = tuple(known.items())
    if case not in filled:
        filled[case] = tuple(
            replace(one, derived=known[one.item][0], because=known[one.item][1])
            if one.item in known
            else one
            for one in questions
        )
    return filled[case]


def _of_programme(session: Session, content: Content) -> Iterator[Question]:
    if programme_wide(session).has("contract"):
        for one in _templates.get(content, _all)["contract"]:
            yield _placed(one, PROGRAMME, ())


def _placed(template: Question, subject: str, root: tuple[str, ...]) -> Question:
    return replace(
        template,
        subject=subject,
        path=(*root, *template.path),
        mark_path=(*root, *template.mark_path),
    )


def _steps(session: Session, subject: str) -> tuple[Step, ...]:
    """The steps that may ask about a subject; a workload and a vendor may have the same id."""
    if subject == PROGRAMME:
        return ("contract",)
    return (
        *(WORKLOAD_STEPS if subject in session.workloads else ()),
        *(("vendors",) if subject in session.vendors else ()),
    )
