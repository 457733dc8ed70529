"""What is asked about commitments: contract, risks, drivers, vendors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from fouraxis.content.models import Asked, Content, ContractGroup, ContractItem, Risk, SprintOutput
from fouraxis.content.terms import (
    AGENT_RISK,
    AGENTIC,
    EXIT_GROUP,
    IN_HOUSE,
    IP_GROUP,
    KNOWLEDGE_TRANSFER,
    MODEL_DRIVER,
    NOT_APPLICABLE,
    OPERATIONS_DRIVER,
    OUTSIDE,
    PORTABILITY,
    SLA_GROUP,
)
from fouraxis.memo import Remembered
from fouraxis.workshop.catalogue import about, contract_items, live, options, yes_no
from fouraxis.workshop.question import Option, Question
from fouraxis.workshop.session import ContractAnswer, Workload
from fouraxis.workshop.standing import ProgrammeWide, holding, suggested_structure

_OWN_OPERATION: Final = ("joint-operated", "enterprise-operated")
_USUAL_OWNER: Final = "enterprise"


def contract(content: Content) -> Iterator[Question]:
    """Per item whether it is agreed, and behind it whose it is, or its target and who measures."""
    order = tuple(item.id for _, item in contract_items(content))
    for group, item in contract_items(content):
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


Derived = dict[str, tuple[str, str]]
"""By the id of an item: what is known about it without being asked, and why."""


def risks(content: Content) -> Iterator[Question]:
    """Per risk its side, and then who it is by name, which does not count."""
    asked = live(content.risks.risks.values())
    for risk in asked:
        yield about(
            risk,
            "risks",
            asked,
            item=f"risk.{risk.id}",
            text=content.risks.side_question,
            options=_sides(risk, content),
            path=("risks", risk.id),
            field="side",
            unknown=False,
            about=(risk.goes_wrong, risk.to_settle, ", ".join(risk.references)),
        )
        yield about(
            risk,
            "risks",
            asked,
            item=f"risk.{risk.id}.owner",
            name=content.risks.owner_name,
            text=content.risks.owner_question,
            path=("risks", risk.id),
            field="owner",
            counts=False,
            kind="text",
        )


def known_risks(workload: Workload, content: Content) -> Derived:
    """A workload that is of another kind cannot have the risk that only agents have."""
    risk = content.risks.risks.get(AGENT_RISK)
    if risk is None or workload.kind in (None, "", AGENTIC):
        return {}
    return {f"risk.{AGENT_RISK}": (NOT_APPLICABLE, risk.not_applicable or "")}


def drivers(content: Content) -> Iterator[Question]:
    """The drivers of cost, then those of time."""
    words = content.drivers
    cost, timeline = live(words.cost.values()), live(words.timeline.values())
    among = (*cost, *timeline)
    for group, heading in ((cost, words.cost_heading), (timeline, words.timeline_heading)):
        for one in group:
            yield about(
                one,
                "drivers",
                among,
                item=f"driver.{one.id}",
                text=one.question,
                options=yes_no(content),
                path=("drivers", one.id),
                heading=heading,
            )


def known_drivers(workload: Workload, content: Content) -> Derived:
    """The model that holds has a cost pattern, and the operating structure a consequence."""
    known: Derived = {}
    model = holding(workload, content)
    if model is not None:
        models = content.matrix.models
        cost = models[model].cost or models[IN_HOUSE].cost
        why = f"{models[model].name}: {cost}" if cost else models[model].name
        known[f"driver.{MODEL_DRIVER}"] = ("yes", why)
    structure = content.ownership.structures.get(workload.operations.structure or "")
    if structure is not None:
        why = f"{structure.name}: {structure.consequence}"
        known[f"driver.{OPERATIONS_DRIVER}"] = ("yes", why)
    return known


def _sides(risk: Risk, content: Content) -> tuple[Option, ...]:
    """The sides; not applicable only where the content says when a risk cannot occur."""
    return tuple(
        Option(side.id, side.name, risk.not_applicable or side.anchor)
        if side.id == NOT_APPLICABLE
        else side
        for side in options(content.risks.sides.values())
        if side.id != NOT_APPLICABLE or risk.not_applicable
    )


_TYPED: Final = {"use-case": "text", "weeks": "number"}
"""The terms of a sprint that are typed and not chosen."""


def vendors(content: Content) -> Iterator[Question]:
    """Every question about a vendor, in the order of the screen."""
    yield from _criteria(content)
    yield from _red_flags(content)
    yield from _sprint(content)


def _criteria(content: Content) -> Iterator[Question]:
    """The criteria; strong and red flag are anchored by what each criterion says of them."""
    criteria = live(content.vendors.criteria.values())
    for criterion in criteria:
        anchors = {"strong": criterion.strong, "red-flag": criterion.red_flag}
        yield about(
            criterion,
            "vendors",
            criteria,
            text=criterion.ask,
            options=tuple(
                Option(mark.id, mark.name, anchors.get(mark.id, mark.anchor))
                for mark in live(content.vendors.marks.values())
            ),
            path=("criteria", criterion.id),
            field="mark",
            note_field="evidence",
            unknown=False,
        )


def _red_flags(content: Content) -> Iterator[Question]:
    flags = live(content.vendors.red_flags.values())
    for flag in flags:
        yield about(
            flag,
            "vendors",
            flags,
            text=flag.listen_for,
            options=yes_no(content),
            path=("red_flags", flag.id),
        )


def _sprint(content: Content) -> Iterator[Question]:
    """Its terms, what it delivered, and last how it ended."""
    sprint = content.vendors.sprint
    terms = live(sprint.terms.values())
    for term in terms:
        if term.id != "verdict":
            typed = _TYPED.get(term.id)
            if typed:
                yield _of_sprint(term, term.question, kind=typed)
            else:
                yield _of_sprint(term, term.question, options=yes_no(content))
    outputs = live(sprint.outputs.values())
    for output in outputs:
        yield _of_sprint(
            output,
            output.description,
            options=yes_no(content),
            path=("sprint", "outputs"),
            field=output.id,
            order=tuple(one.id for one in outputs),
        )
    verdicts = live(sprint.verdicts.values())
    for term in terms:
        if term.id == "verdict":
            options = tuple(Option(one.id, one.name, one.description) for one in verdicts)
            yield _of_sprint(term, term.question, options=options, unknown=False)


def _of_sprint(item: Asked | SprintOutput, text: str, **more: Any) -> Question:
    """A question on the sprint; all of them share the sprint's note, parking and review mark."""
    return about(
        item,
        "vendors",
        **{
            "item": f"sprint.{item.id}",
            "text": text,
            "path": ("sprint",),
            "field": item.id.replace("-", "_"),
            "mark_path": ("sprint",),
            **more,
        },
    )
