"""What is asked about risks, and about what drives cost and time."""

from collections.abc import Iterator, Sequence

from fouraxis.content.models import Content, Item
from fouraxis.content.settling import Driver, Risk
from fouraxis.content.terms import (
    AGENT_RISK,
    AGENTIC,
    IN_HOUSE,
    MODEL_DRIVER,
    NOT_APPLICABLE,
    OPERATIONS_DRIVER,
)
from fouraxis.workshop.asking import live, options, yes_no
from fouraxis.workshop.question import Option, Question
from fouraxis.workshop.session import Workload
from fouraxis.workshop.standing import holding

Derived = dict[str, tuple[str, str]]
"""By the id of an item: what is known about it without being asked, and why."""


def risks(content: Content) -> Iterator[Question]:
    """Per risk its side, and then who it is by name, which does not count."""
    asked = live(content.risks.risks.values())
    order = tuple(risk.id for risk in asked)
    for risk in asked:
        yield Question(
            step="risks",
            subject="",
            item=f"risk.{risk.id}",
            name=risk.name,
            text=content.risks.side_question,
            options=_sides(risk, content),
            path=("risks", risk.id),
            field="side",
            unknown=False,
            source=risk.source,
            order=order,
            about=(risk.goes_wrong, risk.to_settle, ", ".join(risk.references)),
        )
        yield Question(
            step="risks",
            subject="",
            item=f"risk.{risk.id}.owner",
            name=content.risks.owner_name,
            text=content.risks.owner_question,
            options=(),
            path=("risks", risk.id),
            field="owner",
            unknown=False,
            counts=False,
            source=risk.source,
            kind="text",
            order=order,
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
        yield from (_driver(one, among, heading, yes_no(content)) for one in group)


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


def _driver(
    driver: Driver, among: Sequence[Item], heading: str, answers: tuple[Option, ...]
) -> Question:
    return Question(
        step="drivers",
        subject="",
        item=f"driver.{driver.id}",
        name=driver.name,
        text=driver.question,
        options=answers,
        path=("drivers", driver.id),
        field="answer",
        source=driver.source,
        order=tuple(one.id for one in among),
        heading=heading,
    )
