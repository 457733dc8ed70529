"""The shape of what the room asks about vendors, and about who owns what after launch."""

from typing import Annotated

from pydantic import StrictInt

from fouraxis.content.parts import (
    Asked,
    Described,
    Item,
    Keyed,
    Level,
    Line,
    Paragraph,
    Part,
    StepPart,
)
from fouraxis.content.terms import Source


class Criterion(Item):
    """A criterion for vendors: what to ask, what a strong answer shows, and what gives alarm."""

    ask: Line
    strong: Line
    red_flag: Line


class RedFlag(Item):
    """Something to listen for in a vendor's answers."""

    listen_for: Line


class SprintOutput(Described):
    """Something a calibration sprint must deliver."""


class Verdict(Described):
    """How a calibration sprint ended."""


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


class Vendors(StepPart):
    """`vendors.toml`."""

    marks: Annotated[dict[str, Level], Keyed]
    criteria: Annotated[dict[str, Criterion], Keyed]
    red_flags: Annotated[dict[str, RedFlag], Keyed]
    sprint: Sprint


class Area(Asked):
    """Something that has to be owned after launch."""

    usual_owner: Line
    usual_vendor: Line


class OperatingStructure(Described):
    """Who operates the workload; `suits` names the maturity that suggests it (`suits_source`)."""

    suits: str
    suits_source: Source = "guide"
    consequence: Line


class TransferCheck(Asked):
    """A part of knowledge transfer that the contract must name."""


class Transfer(Part):
    """Whether internal ownership is the long-term plan, and what then has to be agreed."""

    name: Line
    question: Line
    plan_question: Line
    why: Paragraph
    source: Source
    checks: Annotated[dict[str, TransferCheck], Keyed]


class Ownership(StepPart):
    """`ownership.toml`: who owns what after launch."""

    areas: Annotated[dict[str, Area], Keyed]
    structure_name: Line
    structure_question: Line
    vendor_name: Line
    vendor_question: Line
    structures: Annotated[dict[str, OperatingStructure], Keyed]
    transfer: Transfer
