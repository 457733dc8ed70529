"""Warnings: where what the room said contradicts itself. They never block."""

from collections.abc import Iterator
from typing import Final

from fouraxis.content.models import Content
from fouraxis.content.terms import OUTSIDE
from fouraxis.decision.outlook import Outlook
from fouraxis.decision.placement import Evidence, Placement
from fouraxis.decision.words import value_words, warn

BELOW_HIGH: Final = ("low", "medium")
NOBODY: Final = ("", "no", "unknown")
"""Answers to "who" that name nobody."""


def warnings(
    placement: Placement, evidence: Evidence, outlook: Outlook, content: Content
) -> tuple[str, ...]:
    """The warnings that a placement draws, with whatever evidence there is.

    Evidence that was not asked for draws none, nor does an unknown on either side.
    """
    return (
        *_contradictions(placement, evidence, content),
        *_conditions(evidence, outlook, content),
    )


def _contradictions(placement: Placement, evidence: Evidence, content: Content) -> Iterator[str]:
    if placement.core_logic == "yes" and evidence.ip_exposure in BELOW_HIGH:
        yield warn(content, "core-logic-ip")
    if placement.data_cannot_leave == "yes" and evidence.regulatory_exposure in BELOW_HIGH:
        yield warn(content, "data-regulatory")
    undefined = placement.undefined_success == "yes" or evidence.measurable_success == "no"
    if placement.certainty == "high" and undefined:
        yield warn(content, "certainty-success")
    if placement.certainty == "low" and placement.readiness in ("scaled", "post-launch"):
        stage = value_words(content, "readiness", placement.readiness)
        yield warn(content, "stage-certainty", stage=stage)


def _conditions(evidence: Evidence, outlook: Outlook, content: Content) -> Iterator[str]:
    leading = evidence.decided or outlook.lead
    if leading is None:
        return
    model = content.matrix.models[leading]
    for condition in model.conditions.values():
        if condition.retired is None and evidence.conditions.get(condition.id) == "no":
            yield warn(content, "condition-no", model=model.name, condition=condition.name)
    outside = evidence.decided is None or evidence.decided in OUTSIDE
    if outlook.strict_governance and outside and evidence.governance:
        items = [one for one in content.matrix.governance.values() if one.retired is None]
        left = [item.name for item in items if evidence.governance.get(item.id) != "yes"]
        if left:
            yield warn(
                content, "governance-open", open=len(left), total=len(items), items=", ".join(left)
            )
    if leading == "advisory-only" and _nobody(evidence.handoff):
        yield warn(content, "advice-without-handoff")
    if leading == "do-not-outsource" and _nobody(evidence.builder):
        yield warn(content, "capability-without-builder")


def _nobody(named: str | None) -> bool:
    return named is not None and named.strip().casefold() in NOBODY
