"""The shape of what the room asks about vendors, and about who owns what after launch."""

from typing import Annotated

from pydantic import StrictInt

from fouraxis.content.parts import Asked, Item, Keyed, Level, Line, Paragraph, Part, Planned, Screen
from fouraxis.content.terms import Source


class Criterion(Item):
    """A criterion for vendors: what to ask, what a strong answer shows, and what gives alarm."""

    ask: Line
    strong: Line
    red_flag: Line


class RedFlag(Item):
    """Something to listen for in a vendor's answers."""

    listen_for: Line


class SprintOutput(Item):
    """Something a calibration sprint must deliver."""

    description: Line


class Verdict(Item):
    """How a calibration sprint ended."""

    description: Line


class Sprint(Part):
    """What a calibration sprint is; outside `min_weeks` to `max_weeks` it draws a warning."""

    purpose: Paragraph
    min_weeks: StrictInt
    max_weeks: StrictInt
    outside: Line
    source: Source
    terms: Annotated[dict[str, Asked], Keyed]
    outputs: Annotated[dict[str, SprintOutput], Keyed]
    verdicts: Annotated[dict[str, Verdict], Keyed]


class Vendors(Part):
    """`vendors.toml`."""

    screen: Screen
    agenda: Planned
    marks: Annotated[dict[str, Level], Keyed]
    criteria: Annotated[dict[str, Criterion], Keyed]
    red_flags: Annotated[dict[str, RedFlag], Keyed]
    sprint: Sprint


class Area(Item):
    """Something that has to be owned after launch."""

    question: Line
    usual_owner: Line
    usual_vendor: Line


class OperatingStructure(Item):
    """Who operates the workload; `suits` names the maturity that suggests it (`suits_source`)."""

    description: Line
    suits: str
    suits_source: Source = "guide"
    consequence: Line


class TransferCheck(Item):
    """A part of knowledge transfer that the contract must name."""

    question: Line


class Transfer(Part):
    """Whether internal ownership is the long-term plan, and what then has to be agreed."""

    name: Line
    question: Line
    plan_question: Line
    why: Paragraph
    source: Source
    checks: Annotated[dict[str, TransferCheck], Keyed]


class Ownership(Part):
    """`ownership.toml`: who owns what after launch."""

    screen: Screen
    agenda: Planned
    areas: Annotated[dict[str, Area], Keyed]
    structure_name: Line
    structure_question: Line
    vendor_name: Line
    vendor_question: Line
    structures: Annotated[dict[str, OperatingStructure], Keyed]
    transfer: Transfer
