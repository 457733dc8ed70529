"""The questions of a step for one workload or vendor, in the order in which they are met."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from fouraxis.content.models import Content
from fouraxis.workshop import asking
from fouraxis.workshop.asking_vendors import vendors
from fouraxis.workshop.faults import EditError
from fouraxis.workshop.question import (
    FOLLOW_UP,
    Option,
    Question,
    State,
    annotate,
    answer,
    at,
    flag,
    mark,
    note,
    park,
    state,
    state_of,
    value,
)
from fouraxis.workshop.remembered import Remembered
from fouraxis.workshop.session import Session, Step, Vendor, Workload

__all__ = [
    "FOLLOW_UP",
    "WORKLOAD_STEPS",
    "Option",
    "Question",
    "State",
    "annotate",
    "answer",
    "asked",
    "at",
    "find",
    "flag",
    "mark",
    "note",
    "of",
    "park",
    "state",
    "state_of",
    "value",
]

WORKLOAD_STEPS: Final[tuple[Step, ...]] = ("axes", "rules", "ownership")
"""The steps that ask about a workload, in the order of the workshop."""

_Templates = dict[str, tuple[Question, ...]]
_templates: Remembered[Content, _Templates] = Remembered(8)


def of(session: Session, content: Content, step: Step, subject: str) -> tuple[Question, ...]:
    """The questions of a step for a workload, or for a vendor in the step `vendors`.

    Empty for a step that asks nothing about a subject. Checks of knowledge transfer are asked only
    while internal ownership is the long-term plan.

    Raises:
        EditError: there is no such workload or vendor.
    """
    group = "vendors" if step == "vendors" else "workloads"
    node = getattr(session, group).get(subject)
    if node is None:
        raise EditError((group, subject), f"there is no such {group[:-1]}")
    return tuple(_placed(one, group, subject) for one in asked(node, content, step))


def find(session: Session, content: Content, subject: str, item: str) -> Question:
    """The question with this item id, such as `sensitivity.ip-exposure`.

    The part behind the dot is enough where only one question has it.

    Raises:
        EditError: there is no such subject, or it is not asked this.
    """
    named: list[Question] = []
    for group, node in _subjects(session, subject):
        steps: tuple[Step, ...] = ("vendors",) if group == "vendors" else WORKLOAD_STEPS
        for step in steps:
            for one in asked(node, content, step):
                if one.item == item:
                    return _placed(one, group, subject)
                if one.item.partition(".")[2] == item:
                    named.append(_placed(one, group, subject))
    if len(named) == 1:
        return named[0]
    if not any(_subjects(session, subject)):
        raise EditError((subject,), "there is no workload or vendor with this id")
    raise EditError((subject, item), "there is no such question")


def asked(node: Workload | Vendor, content: Content, step: Step) -> tuple[Question, ...]:
    """The questions of a step with paths that start at the workload or vendor itself."""
    templates = _templates.get(content, _all)
    questions = templates.get(step, ())
    if (
        step == "ownership"
        and isinstance(node, Workload)
        and node.operations.internal_long_term == "yes"
    ):
        return questions + templates["transfer"]
    return questions


def _all(content: Content) -> _Templates:
    makers = {
        "axes": asking.axes,
        "rules": asking.rules,
        "ownership": asking.ownership,
        "transfer": asking.transfer,
        "vendors": vendors,
    }
    return {
        step: tuple(replace(one, mark_path=one.mark_path or one.path) for one in maker(content))
        for step, maker in makers.items()
    }


def _placed(template: Question, group: str, subject: str) -> Question:
    root = (group, subject)
    return replace(
        template,
        subject=subject,
        path=(*root, *template.path),
        mark_path=(*root, *template.mark_path),
    )


def _subjects(session: Session, subject: str) -> Iterator[tuple[str, Workload | Vendor]]:
    if subject in session.workloads:
        yield "workloads", session.workloads[subject]
    if subject in session.vendors:
        yield "vendors", session.vendors[subject]
