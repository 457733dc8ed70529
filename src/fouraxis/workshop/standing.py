"""Where a workload stands, as the decision reads it from the answers."""

from fouraxis.content.models import Content
from fouraxis.content.terms import (
    FACTORS,
    OUTSIDE,
    STRUCTURES,
    UNKNOWN,
    Axis,
    Model,
    Structure,
)
from fouraxis.decision.placement import Evidence, Placement
from fouraxis.decision.recommend import recommend
from fouraxis.decision.suggest import Suggestion, suggest
from fouraxis.workshop.programme_wide import EVERYTHING, ProgrammeWide
from fouraxis.workshop.session import Workload


def placement(workload: Workload) -> Placement:
    """Where the workload stands, as the decision reads it."""
    return Placement(
        sensitivity=workload.axis("sensitivity").level,
        maturity=workload.axis("maturity").level,
        certainty=workload.axis("certainty").level,
        readiness=workload.axis("readiness").level,
        core_logic=workload.rule("core-logic").answer,
        data_cannot_leave=workload.rule("data-cannot-leave").answer,
        undefined_success=workload.rule("undefined-success").answer,
    )


def evidence(workload: Workload, content: Content, shared: ProgrammeWide = EVERYTHING) -> Evidence:
    """What the room said that can contradict the placement; unknown contradicts nothing.

    What the model needs is looked at only where this workshop asks for it: there, what nobody has
    answered yet is open.
    """

    def level(axis: Axis, factor: str) -> str | None:
        found = factors(workload, axis)[factor]
        return None if found == UNKNOWN else found

    asked = shared.has("conditions")
    items = content.matrix.governance.values()
    governance = workload.governance
    return Evidence(
        ip_exposure=level("sensitivity", "ip-exposure"),
        regulatory_exposure=level("sensitivity", "regulatory-exposure"),
        measurable_success=level("certainty", "measurable-success"),
        conditions={key: one.answer for key, one in workload.conditions.items() if one.answer}
        if asked
        else {},
        governance={
            item.id: (item.id in governance and governance[item.id].answer) or "open"
            for item in items
            if item.retired is None
        }
        if asked
        else {},
        handoff=workload.handoff.owner if asked else None,
        builder=workload.builder.owner if asked else None,
        decided=workload.decision.model if workload.decision else None,
    )


def factors(workload: Workload, axis: Axis) -> dict[str, str | None]:
    """The answers to the factors behind an axis; a level that the factor does not have is none."""
    answers = workload.axis(axis).factors
    levels = {factor: answers[factor].level for factor in FACTORS[axis] if factor in answers}
    return {
        factor: level if (level := levels.get(factor)) in (*allowed, UNKNOWN) else None
        for factor, allowed in FACTORS[axis].items()
    }


def suggestion(workload: Workload, axis: Axis) -> Suggestion:
    """The level that the factors behind an axis suggest so far."""
    return suggest(axis, factors(workload, axis))


def suggested_structure(workload: Workload) -> Structure | None:
    """The operating structure that the maturity suggests (guide); None while that is open."""
    return STRUCTURES.get(workload.axis("maturity").level or "")


def holding(workload: Workload, content: Content) -> Model | None:
    """The model that holds for the workload: what was decided, else what is recommended."""
    if workload.decision:
        return workload.decision.model
    return recommend(placement(workload), content).lead


def strictly_governed(workload: Workload, content: Content) -> bool:
    """Whether strict governance goes with it: row 6, as long as somebody outside works on it."""
    if not recommend(placement(workload), content).strict_governance:
        return False
    return workload.decision is None or workload.decision.model in OUTSIDE
