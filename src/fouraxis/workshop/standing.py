"""Where a workload stands, as the decision reads it from the answers; and what holds for all.

What is parked anywhere in a session is found here too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pydantic import BaseModel

from fouraxis.content import terms
from fouraxis.content.models import Content, OperatingStructure
from fouraxis.decision.matrix import Evidence, Placement, Suggestion, suggest
from fouraxis.decision.outlook import outlook
from fouraxis.decision.recommendation import reentry
from fouraxis.memo import Remembered, per_content
from fouraxis.workshop.session import (
    AxisAnswer,
    ContractAnswer,
    Decision,
    Mark,
    Session,
    SessionPath,
    Step,
    Workload,
)


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammeWide:
    """What holds for every workload and vendor of a session; told apart by identity.

    `left_out` are the steps that this workshop does without, `contract` is what is agreed for the
    whole programme, and `carried` what of it came from another session and nobody has confirmed.
    """

    left_out: tuple[terms.WorkshopPart, ...] = ()
    contract: Mapping[str, ContractAnswer] = field(default_factory=dict)
    carried: tuple[str, ...] = ()

    def has(self, step: Step) -> bool:
        """Whether this workshop has the step."""
        return step not in self.left_out


EVERYTHING = ProgrammeWide()
"""A workshop that leaves nothing out and has agreed on nothing yet."""

_known: Remembered[Mapping[str, ContractAnswer], ProgrammeWide] = Remembered(64)


def programme_wide(session: Session) -> ProgrammeWide:
    """What the session says for all; the same object as long as none of it changes."""
    left_out, contract = session.left_out, session.contract
    if not left_out and not contract:  # as in most sessions: what follows is the same for all
        return EVERYTHING
    carried = session.carried
    return _known.get(
        contract, lambda shared: ProgrammeWide(left_out, shared, carried), left_out, carried
    )


def inherited(
    shared: ProgrammeWide, own: ContractAnswer | None, item: str
) -> tuple[ContractAnswer, bool]:
    """A workload's own answer to a contract item, filled up with the programme's."""
    default = shared.contract.get(item)
    own = own or ContractAnswer()
    if default is None or not default.answered:
        return own, False
    filled = own.model_copy(
        update={
            "answer": own.answer or default.answer,
            "owner": own.owner or default.owner,
            "target": own.target or default.target,
            "measured_by": own.measured_by or default.measured_by,
        }
    )
    return filled, not own.answered


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

    def level(axis: terms.Axis, factor: str) -> str | None:
        answer = factors(workload, axis)[factor]
        return None if answer == terms.UNKNOWN else answer

    asked = shared.has("conditions")
    items = content.matrix.governance.values()
    governance = workload.governance
    return Evidence(
        ip_exposure=level("sensitivity", "ip-exposure"),
        regulatory_exposure=level("sensitivity", "regulatory-exposure"),
        measurable_success=level("certainty", "measurable-success"),
        conditions={
            key: answer.answer for key, answer in workload.conditions.items() if answer.answer
        }
        if asked
        else {},
        governance={
            item.id: (item.id in governance and governance[item.id].answer) or "open"
            for item in items
            if item.retired is None
        }
        if asked
        else {},
        fit={key: answer.answer for key, answer in workload.fit.items() if answer.answer}
        if shared.has("profile")
        else {},
        handoff=workload.handoff.owner if asked else None,
        builder=workload.builder.owner if asked else None,
        decided=workload.decision.model if workload.decision else None,
    )


def factors(workload: Workload, axis: terms.Axis) -> dict[str, str | None]:
    """The answers to the factors behind an axis; a level that the factor does not have is none."""
    answers = workload.axis(axis).factors
    levels = {factor: answers[factor].level for factor in terms.FACTORS[axis] if factor in answers}
    return {
        factor: level if (level := levels.get(factor)) in (*allowed, terms.UNKNOWN) else None
        for factor, allowed in terms.FACTORS[axis].items()
    }


def suggestion(workload: Workload, axis: terms.Axis) -> Suggestion:
    """The level that the factors behind an axis suggest so far."""
    return suggest(axis, factors(workload, axis))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A level to confirm again: its factors suggest another one since it was settled."""

    axis: terms.Axis
    level: str
    suggested: str


_contradictions: Remembered[Mapping[terms.Axis, AxisAnswer], tuple[Contradiction, ...]] = (
    Remembered(4096)
)


def contradictions(workload: Workload) -> tuple[Contradiction, ...]:
    """The levels of a workload to confirm again.

    A level that the factors can still come to is none, nor is one that the room settled on with
    the suggestion in view (`against`), until they suggest yet another one. Older files have only
    the reason.
    """
    return _contradictions.get(
        workload.axes,
        lambda axes: tuple(
            Contradiction(axis, answer.level, suggested)
            for axis, answer in axes.items()
            if answer.level in terms.LEVELS[axis]
            and (suggested := suggested_instead(workload, axis)) is not None
            and suggested != answer.against
            and not (answer.reason and answer.against is None)
        ),
    )


def suggested_instead(workload: Workload, axis: terms.Axis) -> str | None:
    """The level that the factors of an axis suggest, where its own cannot come of them."""
    given = suggestion(workload, axis)
    return None if workload.axis(axis).level in given.possible else given.level


def settled(
    session: Session, workload: str, axis: terms.Axis, reason: str | None = None
) -> Session:
    """The session with the level of an axis settled as it is, whatever its factors suggest.

    `reason` says why, unless it is to stay as it is; an empty one leaves the level to be confirmed.
    """
    node = session.workloads[workload]
    answer = node.axis(axis)
    against = suggested_instead(node, axis) if answer.level in terms.LEVELS[axis] else None
    if reason is not None:
        answer = answer.model_copy(update={"reason": reason})
        against = against if reason.strip() else None
    elif against is None and answer.reason:
        against = answer.level  # what the reason was for is past
    if answer.against == against and node.axis(axis) == answer:
        return session
    axes = {**node.axes, axis: answer.model_copy(update={"against": against})}
    changed = node.model_copy(update={"axes": axes})
    return session.model_copy(update={"workloads": {**session.workloads, workload: changed}})


def moved(decision: Decision, workload: Workload) -> tuple[terms.Axis | terms.AskedRule, ...]:
    """The axes and rules that are answered otherwise than when the decision was made.

    What was unknown then and is known now is not among them: whether that matters is told by what
    is recommended.
    """
    ground = decision.ground
    if ground is None:
        return ()
    axes = [a for a, level in ground.levels.items() if level not in (None, terms.UNKNOWN)]
    rules = [r for r, answer in ground.answers.items() if answer not in (None, terms.UNKNOWN)]
    return (
        *(axis for axis in axes if workload.axis(axis).level != ground.levels[axis]),
        *(rule for rule in rules if workload.rule(rule).answer != ground.answers[rule]),
    )


def built_inside(workload: Workload, content: Content) -> bool:
    """Whether nobody outside delivers it, so that nobody outside could run it alone."""
    return holding(workload, content) not in (None, *terms.DELIVERED)


def stays_inside(workload: Workload, content: Content) -> bool:
    """Whether nobody outside has a part in it, not even with advice."""
    return holding(workload, content) not in (None, *terms.OUTSIDE)


def structure_of(
    workload: Workload, content: Content, structure: str | None
) -> OperatingStructure | None:
    """A structure as it is said of the workload; None where that is none."""
    inside = stays_inside(workload, content)
    return (_inside(content) if inside else content.ownership.structures).get(structure or "")


@per_content
def _inside(content: Content) -> dict[str, OperatingStructure]:
    """The structures as they are said of what stays inside."""
    structures = content.ownership.structures
    return {key: structure.seen(alone=True) for key, structure in structures.items()}


def suggested_structure(workload: Workload, content: Content) -> terms.Structure | None:
    """The operating structure that is suggested (guide); None while too little is known.

    What is built inside is run inside. Else the maturity says who can.
    """
    if built_inside(workload, content):
        return terms.OWN_STRUCTURE
    return terms.STRUCTURES.get(workload.axis("maturity").level or "")


def holding(workload: Workload, content: Content) -> terms.Model | None:
    """The model that holds for the workload: what was decided, else what is recommended."""
    if workload.decision:
        return workload.decision.model
    return outlook(placement(workload), content).lead


def has_capability(workload: Workload, content: Content) -> bool:
    """Whether nobody has to be found for work inside: a mature team, or it waits for success."""
    if workload.axis("maturity").level == "mature":
        return True
    waits_for = reentry(outlook(placement(workload), content), content)
    return [condition.id for condition in waits_for] == ["criteria-written"]


def not_yet(workload: Workload, content: Content) -> bool:
    """Whether it stays inside for now, unless the room overruled that."""
    outside = workload.decision is not None and workload.decision.model in terms.OUTSIDE
    return not outside and outlook(placement(workload), content).not_yet


def strictly_governed(workload: Workload, content: Content) -> bool:
    """Whether strict governance goes with it: row 6, as long as somebody outside works on it."""
    if not outlook(placement(workload), content).strict_governance:
        return False
    return workload.decision is None or workload.decision.model in terms.OUTSIDE


_ROOTS: Final[tuple[Literal["workloads", "vendors"], ...]] = ("workloads", "vendors")

Marked = tuple[tuple[SessionPath, Mark], ...]

_marked: Remembered[object, Marked] = Remembered(256)


def how_many_parked(session: Session) -> int:
    """How many questions are parked; an answer costs what it changes."""
    return sum(1 for _ in parked_paths(session))


def parked_paths(session: Session) -> Iterator[SessionPath]:
    """Where in a session something is parked, in its order."""
    _marked.make_room(len(session.workloads) + len(session.vendors))
    for root in _ROOTS:
        for key, node in getattr(session, root).items():
            for path, mark in put_off(node):
                if mark.parked:
                    yield (root, key, *path)
    for key, answer in session.contract.items():
        if answer.parked:
            yield ("contract", key)


def put_off(node: object) -> Marked:
    """Every mark below a part of the session that is parked, or was, with its path from there.

    What is not known to be anything is left alone.
    """
    return _marked.get(node, lambda held: tuple(_put_off_below(held, ())))


def _put_off_below(node: object, path: SessionPath) -> Iterator[tuple[SessionPath, Mark]]:
    if isinstance(node, Mark) and (node.parked or node.was_parked):
        yield path, node
    if isinstance(node, BaseModel):  # only what was set: nobody has parked what is as it began
        given = node.model_fields_set
        below = [item for item in node.__dict__.items() if item[0] in given]
    else:
        below = list(node.items()) if isinstance(node, dict) else []
    for key, held in below:
        if isinstance(held, dict | BaseModel):  # most are texts, of which none can be parked
            yield from _put_off_below(held, (*path, str(key)))
