"""Warnings: where what the room said contradicts itself. They never block."""

from collections.abc import Iterator
from typing import Final

from fouraxis.content.models import Content
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
    if outlook.lead is None:
        return
    model = content.matrix.models[outlook.lead]
    for condition in model.conditions.values():
        if evidence.conditions.get(condition.id) == "no":
            yield warn(content, "condition-no", model=model.name, condition=condition.name)
    if outlook.strict_governance and evidence.governance:
        items = content.matrix.governance
        left = [item.name for item in items.values() if evidence.governance.get(item.id) != "yes"]
        if left:
            yield warn(
                content, "governance-open", open=len(left), total=len(items), items=", ".join(left)
            )
    if outlook.lead == "advisory-only" and evidence.handoff in NOBODY:
        yield warn(content, "advice-without-handoff")
    if outlook.lead == "do-not-outsource" and evidence.builder in NOBODY:
        yield warn(content, "capability-without-builder")
