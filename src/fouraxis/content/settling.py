"""The shape of what has to be settled: risks, contract, cost and timeline drivers."""

from typing import Annotated

from pydantic import Field

from fouraxis.content.parts import Asked, Item, Keyed, Level, Line, Paragraph, StepPart, Text
from fouraxis.content.terms import Source


class Risk(Item):
    """A risk that outsourcing AI adds: what goes wrong, and what has to be settled.

    `references` help governance people to find their way, and are whose `references_source` says.
    A risk that some workloads do not have says when, in `not_applicable`.
    """

    goes_wrong: Line
    to_settle: Line
    references: tuple[Line, ...] = ()
    references_source: Source = "guide"
    not_applicable: Line | None = None


class Risks(StepPart):
    """`risks.toml`: on which `sides` the risks can be, and the questions asked of each."""

    side_question: Line
    owner_name: Line
    owner_question: Line
    sides: Annotated[dict[str, Level], Keyed]
    risks: Annotated[dict[str, Risk], Keyed]


class ContractItem(Asked):
    """Something that the contract must settle."""


class ContractGroup(Item):
    """A group of contract items, and what to know about them."""

    detail: Line
    items: Annotated[dict[str, ContractItem], Keyed, Field(min_length=1)]


class Contract(StepPart):
    """`contract.toml`: what to agree on before signing.

    `pressing` says, by model or stage, why some items come first; `stays_inside` why none applies.
    """

    notice: Paragraph
    notice_source: Source
    stays_inside: Line
    inherited: Line
    owner_name: Line
    owner_question: Line
    target_name: Line
    target_question: Line
    measure_name: Line
    measure_question: Line
    answers: Annotated[dict[str, Level], Keyed]
    owners: Annotated[dict[str, Level], Keyed]
    pressing: Annotated[dict[str, Text], Keyed]
    groups: Annotated[dict[str, ContractGroup], Keyed]


class Driver(Asked):
    """Something that can drive cost or time."""


class Drivers(StepPart):
    """`drivers.toml`: what drives cost and time, and the relations that are known."""

    cost_heading: Line
    timeline_heading: Line
    cost: Annotated[dict[str, Driver], Keyed]
    timeline: Annotated[dict[str, Driver], Keyed]
    relations: Annotated[dict[str, Text], Keyed]
