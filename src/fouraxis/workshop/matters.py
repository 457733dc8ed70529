"""What is still to be settled in a session, as counts, and the place that each count leads to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, MatterKind
from fouraxis.decision.placement import Question as Deciding
from fouraxis.workshop import questions
from fouraxis.workshop.assess import Assessed, Assessment, assess
from fouraxis.workshop.progress import states_of
from fouraxis.workshop.question import Question
from fouraxis.workshop.questions import WORKLOAD_STEPS
from fouraxis.workshop.ready import Signing, signing
from fouraxis.workshop.session import Place, Session, Step

_UNSETTLED: Final[Mapping[str, Callable[[Assessed], tuple[str, ...] | None]]] = {
    "unowned-areas": lambda assessed: assessed.unowned,
    "unassigned-risks": lambda assessed: assessed.unassigned,
    "open-contract-items": lambda assessed: assessed.unagreed,
}
NO_VENDORS: Final[Mapping[str, int]] = {}
_STATES: Final[tuple[MatterKind, ...]] = ("unknown", "parked", "review")


@dataclass(frozen=True, slots=True)
class Spot:
    """A workload or vendor at which something is to be settled, and how much of it."""

    group: Literal["workloads", "vendors"]
    subject: str
    count: int


@dataclass(frozen=True, slots=True)
class Matter:
    """One kind of thing that is still to be settled, and where, in the order in which to go there.

    A workload and a vendor may have the same id: a spot says which of the two it is.
    """

    kind: MatterKind
    total: int
    spots: tuple[Spot, ...]


def matters(session: Session, content: Content) -> tuple[Matter, ...]:
    """Everything that is still to be settled, what weighs most first; what is settled is absent."""
    assessment, signings = assess(session, content), signing(session, content)
    return tuple(matter for matter in _every(assessment, signings) if matter.total)


def ready(session: Session, content: Content) -> tuple[int, int]:
    """How many workloads are ready to be signed, out of how many that go outside."""
    signings = signing(session, content)
    outside = settled_outside(assess(session, content))
    return sum(not signings[key].open for key in outside), len(outside)


def settled_outside(assessment: Assessment) -> tuple[str, ...]:
    """The workloads that go outside, but for those on which the room has to decide again."""
    workloads = assessment.workloads
    outside = assessment.programme.outside
    return tuple(key for key in outside if workloads[key].decision_state != "outdated")


def place_of(session: Session, content: Content, kind: MatterKind, spot: Spot) -> Place:
    """Where to settle a matter; the workload's row in the summary if nowhere else."""
    assessment = assess(session, content)
    if kind == "red-flags":
        raised = assessment.vendors[spot.subject].red_flags
        return Place(step="vendors", vendor=spot.subject, item=raised[0] if raised else None)
    if kind in ("unknown", "parked", "review"):
        question = next(_waiting(session, content, kind, spot), None)
        return _place(question) if question else Place(step="summary")
    assessed = assessment.workloads[spot.subject]
    if kind == "unowned-areas" and assessed.unowned:
        return Place(step="ownership", workload=spot.subject, item=assessed.unowned[0])
    if kind == "unassigned-risks" and assessed.unassigned:
        return Place(step="risks", workload=spot.subject, item=f"risk.{assessed.unassigned[0]}")
    if kind == "open-contract-items" and assessed.unagreed:
        return Place(
            step="contract", workload=spot.subject, item=f"contract.{assessed.unagreed[0]}"
        )
    if kind == "not-ready" and (check := signing(session, content)[spot.subject].first_open):
        return check.place
    if kind == "squads":
        return Place(step="workloads", workload=spot.subject)
    if kind == "level-again" and assessed.contradictions:
        return place_to_answer(spot.subject, assessed.contradictions[0].axis)
    if kind in ("provisional", "not-placed"):
        return next_step(assessed)
    return Place(step="summary", workload=spot.subject)


def place_to_answer(workload: str, question: Deciding) -> Place:
    """Where a question is asked that a recommendation rests on."""
    step: Step = "axes" if question in AXES else "rules"
    return Place(step=step, workload=workload, item=question)


def next_step(assessed: Assessed) -> Place:
    """Where to go on with a workload: an axis without a level, else what decides, else the axes."""
    unplaced = [axis for axis in AXES if assessed.workload.axis(axis).level is None]
    first: Deciding = next(iter((*unplaced, *assessed.recommendation.deciding)), AXES[0])
    return place_to_answer(assessed.workload_id, first)


def _every(assessment: Assessment, signings: Mapping[str, Signing]) -> Iterator[Matter]:
    workloads = assessment.workloads
    yield _those("outdated", {k: w.decision_state == "outdated" for k, w in workloads.items()})
    yield _those("level-again", {k: bool(w.contradictions) for k, w in workloads.items()})
    yield _those("to-confirm", {k: w.status == "to-confirm" for k, w in workloads.items()})
    yield _those("provisional", {k: w.status == "provisional" for k, w in workloads.items()})
    yield _those("not-placed", {k: w.status == "not-placed" for k, w in workloads.items()})
    undecided = {
        k: w.status == "final" and w.decision_state == "none" for k, w in workloads.items()
    }
    yield _those("undecided", undecided)
    yield from _programme(assessment, signings)
    work = {k: w.progress for k, w in workloads.items()}
    vetted = {k: v.progress for k, v in assessment.vendors.items()}
    for kind in _STATES:
        yield _those(
            kind,
            {k: getattr(progress, kind) for k, progress in work.items()},
            {k: getattr(progress, kind) for k, progress in vetted.items()},
        )


def _programme(assessment: Assessment, signings: Mapping[str, Signing]) -> Iterator[Matter]:
    """What the programme counts, what cannot be signed yet, and squads that lack an owner."""
    workloads, programme = assessment.workloads, assessment.programme
    checks = {key: signings[key].open for key in settled_outside(assessment)}
    unsigned = tuple(Spot("workloads", key, count) for key, count in checks.items() if count)
    yield Matter("not-ready", len(unsigned), unsigned)
    for count in programme.counts:
        if count.kind == "red-flags":
            raised = {key: len(assessment.vendors[key].red_flags) for key in count.places}
            yield _those("red-flags", {}, raised)
        else:
            unsettled = _UNSETTLED[count.kind]
            yield _those(
                count.kind, {key: len(unsettled(workloads[key]) or ()) for key in count.places}
            )
    lacking = programme.squads - len(programme.product_owners)
    if lacking > 0:
        squads = programme.models.get("co-build-squad", ())
        ownerless = [key for key in squads if not workloads[key].workload.owner.strip()]
        spots = tuple(Spot("workloads", key, 1) for key in ownerless or squads)
        yield Matter("squads", lacking, spots)


def _those(
    kind: MatterKind, workloads: Mapping[str, int], vendors: Mapping[str, int] = NO_VENDORS
) -> Matter:
    spots = [Spot("workloads", key, int(count)) for key, count in workloads.items() if count]
    spots += [Spot("vendors", key, int(count)) for key, count in vendors.items() if count]
    return Matter(kind, sum(spot.count for spot in spots), tuple(spots))


def _waiting(
    session: Session, content: Content, kind: MatterKind, spot: Spot
) -> Iterator[Question]:
    """The questions of a workload or vendor that are unknown, parked, or marked for review."""
    steps: tuple[Step, ...] = WORKLOAD_STEPS if spot.group == "workloads" else ("vendors",)
    for step in steps:
        asked = questions.of(session, content, step, spot.subject)
        for question, state in states_of(session, asked):
            if kind == "review":
                if questions.mark(session, question).review:
                    yield question
            elif state == kind:
                yield question


def _place(question: Question) -> Place:
    if question.step == "vendors":
        return Place(step="vendors", vendor=question.subject, item=question.item)
    return Place(step=question.step, workload=question.subject, item=question.item)
