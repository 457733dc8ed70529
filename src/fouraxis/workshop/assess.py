"""What follows from the answers, per workload and for the programme: derived, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, FACTORS, STRUCTURES, UNKNOWN, Axis, Model, Structure
from fouraxis.decision.placement import Evidence, Placement
from fouraxis.decision.programme import Entry, Programme, programme
from fouraxis.decision.recommend import recommend
from fouraxis.decision.recommendation import Recommendation
from fouraxis.decision.suggest import Suggestion, suggest
from fouraxis.workshop.asking import live
from fouraxis.workshop.progress import Progress, of_node
from fouraxis.workshop.remembered import Remembered
from fouraxis.workshop.session import Decision, Session, Workload
from fouraxis.workshop.vetting import Vetted, vet

Status = Literal["not-placed", "provisional", "to-confirm", "final"]
"""How far the recommendation of a workload is."""

DecisionState = Literal["none", "agreed", "alternative", "override", "outdated"]
"""What the room decided, seen beside what is recommended now."""

Kind = Literal["as-recommended", "alternative", "override"]


@dataclass(frozen=True, slots=True)
class Assessed:
    """One workload with all that follows from its answers.

    `unowned` are the areas that nobody is named for after launch ("unknown" is no name).
    """

    workload_id: str
    workload: Workload
    placement: Placement
    recommendation: Recommendation
    status: Status
    decision_state: DecisionState
    progress: Progress
    unowned: tuple[str, ...]

    @property
    def open(self) -> int:
        """How many questions wait for an answer: open, unknown or parked."""
        return self.progress.open + self.progress.unknown + self.progress.parked


@dataclass(frozen=True)
class Assessment:
    """All workloads and vendors in the room's order, and the programme over them."""

    content: Content
    workloads: Mapping[str, Assessed]
    vendors: Mapping[str, Vetted]

    @cached_property
    def programme(self) -> Programme:
        """All workloads together; worked out when it is first looked at."""
        raised = {key: len(one.red_flags) for key, one in self.vendors.items()}
        return programme([_entry(one) for one in self.workloads.values()], self.content, raised)


_workloads: Remembered[Workload, Assessed] = Remembered(4_096)
_sessions: Remembered[Session, Assessment] = Remembered(4)


def assess(session: Session, content: Content) -> Assessment:
    """Everything that follows from a session; after an edit only what it touched is worked out."""
    return _sessions.get(session, lambda session: _assessment(session, content), content)


def assess_workload(workload_id: str, workload: Workload, content: Content) -> Assessed:
    """All that follows from the answers for one workload."""
    found = _workloads.get(workload, lambda one: _assessed(workload_id, one, content), content)
    return found if found.workload_id == workload_id else replace(found, workload_id=workload_id)


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


def evidence(workload: Workload) -> Evidence:
    """What the room said that can contradict the placement; unknown contradicts nothing."""

    def level(axis: Axis, factor: str) -> str | None:
        found = factors(workload, axis)[factor]
        return None if found == UNKNOWN else found

    return Evidence(
        ip_exposure=level("sensitivity", "ip-exposure"),
        regulatory_exposure=level("sensitivity", "regulatory-exposure"),
        measurable_success=level("certainty", "measurable-success"),
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


def kind_of(recommendation: Recommendation, model: Model) -> Kind:
    """Which kind of decision a model is, beside this recommendation."""
    if model == recommendation.lead:
        return "as-recommended"
    return "alternative" if model in recommendation.options else "override"


def decision_state(decision: Decision | None, recommendation: Recommendation) -> DecisionState:
    """What a decision is, beside the recommendation as it is now.

    Outdated, where it followed a recommendation (or its alternative) that is no longer given. An
    override that is what is recommended now is agreed.
    """
    if decision is None:
        return "none"
    kind = kind_of(recommendation, decision.model)
    if kind == "as-recommended":
        return "agreed"
    if decision.kind == "override":
        return "override"
    if decision.kind == "alternative" and kind == "alternative":
        return "alternative"
    return "outdated"


def considered(session: Session, workload: str) -> tuple[str, ...]:
    """The vendors considered for a workload."""
    return tuple(key for key, vendor in session.vendors.items() if workload in vendor.workloads)


def _status(where: Placement, recommendation: Recommendation, state: DecisionState) -> Status:
    """An interpretation is final only once the room has decided with it in view."""
    if any(getattr(where, axis) is None for axis in AXES):
        return "not-placed"
    if recommendation.provisional:
        return "provisional"
    undecided = state in ("none", "outdated")
    return "to-confirm" if recommendation.basis.kind == "interpretation" and undecided else "final"


def _assessed(workload_id: str, workload: Workload, content: Content) -> Assessed:
    where = placement(workload)
    recommendation = recommend(where, content, evidence(workload))
    state = decision_state(workload.decision, recommendation)
    areas = live(content.ownership.areas.values())
    return Assessed(
        workload_id=workload_id,
        workload=workload,
        placement=where,
        recommendation=recommendation,
        status=_status(where, recommendation, state),
        decision_state=state,
        progress=of_node(workload, content),
        unowned=tuple(a.id for a in areas if workload.area(a.id).owner.casefold() in ("", UNKNOWN)),
    )


def _assessment(session: Session, content: Content) -> Assessment:
    workloads = {
        key: assess_workload(key, workload, content) for key, workload in session.workloads.items()
    }
    vendors = {key: vet(key, vendor, content) for key, vendor in session.vendors.items()}
    return Assessment(content, workloads, vendors)


def _entry(one: Assessed) -> Entry:
    decision = one.workload.decision
    return Entry(
        id=one.workload_id,
        name=one.workload.name,
        recommendation=one.recommendation,
        decided=decision.model if decision else None,
        owner=one.workload.owner,
        counts={"unowned-areas": len(one.unowned)},
    )
