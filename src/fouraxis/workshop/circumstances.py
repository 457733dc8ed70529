"""How one workload meets the questions: which of them, what is pressing, and what is known already.

All of it follows from its other answers. Workloads of the same case meet the very same questions.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from fouraxis.content.models import Content
from fouraxis.content.terms import (
    AGENT_RISK,
    AGENTIC,
    EXIT_GROUP,
    IN_HOUSE,
    KNOWLEDGE_TRANSFER,
    MODEL_DRIVER,
    NOT_APPLICABLE,
    OPERATIONS_DRIVER,
    OUTSIDE,
    PORTABILITY,
    SLA_GROUP,
    TALENT,
)
from fouraxis.memo import Remembered
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import ContractAnswer, Workload
from fouraxis.workshop.standing import (
    ProgrammeWide,
    holding,
    strictly_governed,
    suggested_structure,
)

Questions = tuple[Question, ...]

Derived = dict[str, tuple[str, str]]
"""By the id of a question: what is known about it without being asked, and why."""

_OWN_OPERATION: Final = ("joint-operated", "enterprise-operated")

_cases: Remembered[Questions, dict[Hashable, Questions]] = Remembered(64)


def _in_case(questions: Questions, case: Hashable, work_out: Callable[[], Questions]) -> Questions:
    """The questions as they are met in a case; the very same ones each time."""
    cases = _cases.get(questions, lambda _: {})
    if case not in cases:
        cases[case] = work_out()
    return cases[case]


def with_roles_for_talent(
    questions: Questions, workload: Workload, content: Content, shared: ProgrammeWide
) -> Questions:
    """Missing roles are asked only where people are a motive."""
    if TALENT in workload.motives:
        return questions
    without = (question for question in questions if question.path != ("missing_roles",))
    return _in_case(questions, TALENT, lambda: tuple(without))


def of_holding_model(
    questions: Questions, workload: Workload, content: Content, shared: ProgrammeWide
) -> Questions:
    """The conditions of the model that holds; none as long as none does."""
    model = holding(workload, content)
    of_model = (question for question in questions if question.within == model)
    return _in_case(questions, model, lambda: tuple(of_model))


def if_strictly_governed(
    questions: Questions, workload: Workload, content: Content, shared: ProgrammeWide
) -> Questions:
    """The checklist of strict governance, where that goes with the workload."""
    return questions if strictly_governed(workload, content) else ()


def if_owned_in_the_end(
    questions: Questions, workload: Workload, content: Content, shared: ProgrammeWide
) -> Questions:
    """What transfers knowledge, where internal ownership is the long-term plan."""
    return questions if workload.operations.internal_long_term == "yes" else ()


def with_known_risks(
    questions: Questions, workload: Workload, content: Content, shared: ProgrammeWide
) -> Questions:
    """A workload that is of another kind cannot have the risk that only agents have."""
    risk = content.risks.risks.get(AGENT_RISK)
    if risk is None or workload.kind in (None, "", AGENTIC):
        return questions
    return _with_known(
        questions, {f"risk.{AGENT_RISK}": (NOT_APPLICABLE, risk.not_applicable or "")}
    )


def with_known_drivers(
    questions: Questions, workload: Workload, content: Content, shared: ProgrammeWide
) -> Questions:
    """The model that holds has a cost pattern, and the operating structure a consequence."""
    derived: Derived = {}
    model = holding(workload, content)
    if model is not None:
        models = content.matrix.models
        cost = models[model].cost or models[IN_HOUSE].cost
        why = f"{models[model].name}: {cost}" if cost else models[model].name
        derived[f"driver.{MODEL_DRIVER}"] = ("yes", why)
    structure = content.ownership.structures.get(workload.operations.structure or "")
    if structure is not None:
        why = f"{structure.name}: {structure.consequence}"
        derived[f"driver.{OPERATIONS_DRIVER}"] = ("yes", why)
    return _with_known(questions, derived)


def _with_known(questions: Questions, derived: Derived) -> Questions:
    """The questions with what is known already."""
    if not derived:
        return questions

    def filled(question: Question) -> Question:
        if question.item not in derived:
            return question
        value, why = derived[question.item]
        return replace(question, derived=value, because=why)

    return _in_case(questions, tuple(derived.items()), lambda: tuple(map(filled, questions)))


@dataclass(frozen=True, slots=True)
class _Case:
    """All of a workload that decides how it meets the contract.

    `reasons` are why some items come first, the weightiest first.
    """

    inside: bool
    reasons: tuple[str, ...]


_contracts: Remembered[ProgrammeWide, dict[_Case, Questions]] = Remembered(64)


def with_what_the_programme_agreed(
    questions: Questions, workload: Workload, content: Content, shared: ProgrammeWide
) -> Questions:
    """The contract as one workload meets it: what is pressing first, and what is known already.

    Known is what the programme has agreed on; and for work that stays inside, that there is nothing
    to sign.
    """
    case = _case(workload, content)
    contracts = _contracts.get(shared, lambda _: {}, content)
    if case not in contracts:
        contracts[case] = _as_met(questions, case, content, shared)
    return contracts[case]


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
    questions: Questions, case: _Case, content: Content, shared: ProgrammeWide
) -> Questions:
    pressing = _pressing(case, content)
    met: list[Question] = []
    for question in questions:
        news = _agreed(question, case.inside, content, shared)
        if question.path[-1] in pressing:
            news["pressing"] = pressing[question.path[-1]]
        met.append(replace(question, **news) if news else question)
    return tuple(sorted(met, key=lambda question: not question.pressing))


def _agreed(
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
    pressing: dict[str, str] = {}
    for reason in case.reasons:
        for item in items[reason]:
            pressing.setdefault(item, words[reason].text)
    return pressing
