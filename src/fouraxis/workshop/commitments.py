"""What is asked about the contract: of a workload, or once for the whole programme."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from fouraxis.content.models import Content
from fouraxis.content.settling import ContractGroup, ContractItem
from fouraxis.content.terms import (
    EXIT_GROUP,
    IP_GROUP,
    KNOWLEDGE_TRANSFER,
    NOT_APPLICABLE,
    OUTSIDE,
    PORTABILITY,
    SLA_GROUP,
)
from fouraxis.workshop.catalogue import about, live, options
from fouraxis.workshop.programme_wide import ProgrammeWide
from fouraxis.workshop.question import Question
from fouraxis.workshop.remembered import Remembered
from fouraxis.workshop.session import ContractAnswer, Workload
from fouraxis.workshop.standing import holding, suggested_structure

_OWN_OPERATION: Final = ("joint-operated", "enterprise-operated")
_USUAL_OWNER: Final = "enterprise"


def contract(content: Content) -> Iterator[Question]:
    """Per item whether it is agreed, and behind it whose it is, or its target and who measures."""
    order = tuple(item.id for _, item in items(content))
    for group, item in items(content):
        yield _question(item, group, order, options=options(content.contract.answers.values()))
        if group.id == IP_GROUP:
            yield _question(
                item,
                group,
                order,
                "owner",
                name=content.contract.owner_name,
                text=content.contract.owner_question,
                options=options(content.contract.owners.values()),
                suggested=_USUAL_OWNER,
            )
        if group.id == SLA_GROUP:
            for field, name, text in (
                ("target", content.contract.target_name, content.contract.target_question),
                ("measured_by", content.contract.measure_name, content.contract.measure_question),
            ):
                yield _question(
                    item, group, order, field, name=name, text=text, options=(), kind="text"
                )


def items(content: Content) -> Iterator[tuple[ContractGroup, ContractItem]]:
    """Every item that is asked, with its group, in the order of the content."""
    for group in live(content.contract.groups.values()):
        for item in live(group.items.values()):
            yield group, item


@dataclass(frozen=True, slots=True)
class _Case:
    """All of a workload that decides how it meets the questions.

    `reasons` are why some items come first, the weightiest first.
    """

    inside: bool
    reasons: tuple[str, ...]


_met: Remembered[ProgrammeWide, dict[_Case, tuple[Question, ...]]] = Remembered(64)


def of_workload(
    questions: Iterable[Question], workload: Workload, content: Content, shared: ProgrammeWide
) -> tuple[Question, ...]:
    """The questions as one workload meets them: what is pressing first, and what is known already.

    Known is what the programme has agreed on; and for work that stays inside, that there is nothing
    to sign. Workloads of the same case meet the very same questions.
    """
    case = _case(workload, content)
    met = _met.get(shared, lambda _: {}, content)
    if case not in met:
        met[case] = _as_met(questions, case, content, shared)
    return met[case]


def _case(workload: Workload, content: Content) -> _Case:
    model = holding(workload, content)
    if model is not None and model not in OUTSIDE:
        return _Case(True, ())
    structure = workload.operations.structure or suggested_structure(workload)
    holds = {
        "full-outsourcing": model == "full-outsourcing",
        "scaled": workload.axis("readiness").level == "scaled",
        "operation": structure in _OWN_OPERATION,
    }
    return _Case(False, tuple(reason for reason, here in holds.items() if here))


def _as_met(
    questions: Iterable[Question], case: _Case, content: Content, shared: ProgrammeWide
) -> tuple[Question, ...]:
    pressing = _pressing(case, content)
    found: list[Question] = []
    for one in questions:
        known = _known(one, case.inside, content, shared)
        if one.path[-1] in pressing:
            known["pressing"] = pressing[one.path[-1]]
        found.append(replace(one, **known) if known else one)
    return tuple(sorted(found, key=lambda one: not one.pressing))


def _known(
    question: Question, inside: bool, content: Content, shared: ProgrammeWide
) -> dict[str, Any]:
    """What holds for an item before the workload answers it."""
    if inside:
        if question.field != "answer":
            return {}
        return {"derived": NOT_APPLICABLE, "because": content.contract.stays_inside}
    default = shared.contract.get(question.path[-1], ContractAnswer())
    derived = getattr(default, question.field)
    if not derived:
        return {}
    return {"derived": derived, "because": content.contract.inherited, "inherited": True}


def _pressing(case: _Case, content: Content) -> dict[str, str]:
    """The items that come first, and why, by id; the first reason that holds is given."""
    words, groups = content.contract.pressing, content.contract.groups
    items: dict[str, Iterable[str]] = {
        "full-outsourcing": (PORTABILITY, *groups[EXIT_GROUP].items),
        "scaled": groups[SLA_GROUP].items,
        "operation": (KNOWLEDGE_TRANSFER,),
    }
    found: dict[str, str] = {}
    for reason in case.reasons:
        for item in items[reason]:
            found.setdefault(item, words[reason].text)
    return found


def _question(
    item: ContractItem,
    group: ContractGroup,
    order: tuple[str, ...],
    field: str = "answer",
    **given: Any,
) -> Question:
    """A question on an item; only whether it is agreed counts."""
    tail = "" if field == "answer" else f".{field.replace('_', '-')}"
    return about(
        item,
        "contract",
        **{
            "item": f"contract.{item.id}{tail}",
            "text": item.question,
            "path": ("contract", item.id),
            "field": field,
            "unknown": False,
            "counts": field == "answer",
            "order": order,
            "heading": group.name,
            "about": (group.detail,),
            **given,
        },
    )
