"""What is asked about risks, and about what drives cost and time."""

from collections.abc import Iterator

from fouraxis.content.models import Content
from fouraxis.content.settling import Risk
from fouraxis.content.terms import (
    AGENT_RISK,
    AGENTIC,
    IN_HOUSE,
    MODEL_DRIVER,
    NOT_APPLICABLE,
    OPERATIONS_DRIVER,
)
from fouraxis.workshop.catalogue import about, live, options, yes_no
from fouraxis.workshop.question import Option, Question
from fouraxis.workshop.session import Workload
from fouraxis.workshop.standing import holding

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
