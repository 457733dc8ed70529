"""The shape of the content, screen by screen: frozen and strict.

Every table keyed by an id becomes a mapping in file order; each item carries its own id.
"""

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from fouraxis.content.outcome import ReadyCheck, State, Summary
from fouraxis.content.partners import (
    Area,
    Criterion,
    OperatingStructure,
    Ownership,
    RedFlag,
    Sprint,
    SprintOutput,
    Transfer,
    TransferCheck,
    Vendors,
    Verdict,
)
from fouraxis.content.parts import (
    Asked,
    Described,
    Id,
    Item,
    Keyed,
    Level,
    Line,
    Paragraph,
    Part,
    Screen,
    StepPart,
    Text,
    Version,
)
from fouraxis.content.profiling import Conditions, Profile
from fouraxis.content.settling import Contract, Drivers, Risks
from fouraxis.content.terms import AskedRule, Axis, Model, Source, Stage

__all__ = [  # Content, and what it is made of in other modules
    "Area",
    "Asked",
    "Conditions",
    "Content",
    "Contract",
    "Criterion",
    "Drivers",
    "Id",
    "Item",
    "Keyed",
    "Level",
    "Line",
    "OperatingStructure",
    "Ownership",
    "Paragraph",
    "Part",
    "Profile",
    "ReadyCheck",
    "RedFlag",
    "Risks",
    "Screen",
    "Sprint",
    "SprintOutput",
    "State",
    "Summary",
    "Text",
    "Transfer",
    "TransferCheck",
    "Vendors",
    "Verdict",
    "Version",
]


class Pack(Part):
    """Which content this is: sessions record it."""

    id: Id
    version: Version
    language: Line
    title: Line


class Fact(Part):
    """A published opening fact, to be quoted with its source."""

    id: Id
    text: Line
    cite: Line
    source: Source


class SourceName(Part):
    """What the room is told that "published" and "guide" mean."""

    id: Source
    name: Line
    meaning: Line


class Home(Part):
    """`home.toml`: the pack, the start screen, the opening facts and the standing notice."""

    pack: Pack
    screen: Screen
    idea: Paragraph
    notice: Paragraph
    sources: Annotated[dict[Source, SourceName], Keyed]
    facts: Annotated[dict[str, Fact], Keyed]


class Role(Described):
    """What a participant does in the workshop."""


class Setup(StepPart):
    """`setup.toml`: who is in the room, what the session is about, how yes and no are said.

    `planning` is said on the page of the agenda.
    """

    planning: Screen
    fields: Annotated[dict[str, Asked], Keyed]
    roles: Annotated[dict[str, Role], Keyed]
    answers: Annotated[dict[str, Item], Keyed]
    reveals: Annotated[dict[str, Role], Keyed]


class Kind(Described):
    """A kind of workload."""


class Workloads(StepPart):
    """`workloads.toml`: what a workload is."""

    fields: Annotated[dict[str, Asked], Keyed]
    kinds: Annotated[dict[str, Kind], Keyed]


class Factor(Asked):
    """A guided question behind an axis."""

    levels: Annotated[dict[str, Level], Keyed]


class AxisContent(Item):
    """One of the four axes: question, levels, the factors that guide it, how they suggest a level.

    `suggests` and `guidance` are the guide's whoever the axis is from.
    """

    id: Axis
    measures: Line
    question: Line
    suggests: Line
    guidance: Paragraph
    levels: Annotated[dict[str, Level], Keyed]
    factors: Annotated[dict[str, Factor], Keyed] = {}


class Axes(StepPart):
    """`axes.toml`."""

    axes: Annotated[dict[Axis, AxisContent], Keyed]


class Rule(Item):
    """A published rule that forbids outsourcing.

    An `asked` one is a question, and says what `yes` and `no` mean; the others are read off the
    axes, by a `row` of the matrix.
    """

    asked: StrictBool
    question: Line | None = None
    row: StrictInt | None = None
    detail: Line
    outcome: Line
    way_out: Line
    yes: Line | None = None
    no: Line | None = None


class Rules(StepPart):
    """`rules.toml`."""

    rules: Annotated[dict[str, Rule], Keyed]


class Row(Part):
    """A published row of the matrix: the levels it holds for, and the options it offers."""

    number: Annotated[int, Field(ge=1)]
    sensitivity: tuple[str, ...]
    maturity: tuple[str, ...]
    certainty: tuple[str, ...]
    options: Annotated[tuple[Model, ...], Field(min_length=1, max_length=2)]
    strict_governance: bool = False
    text: Line
    source: Source

    def holds(self, sensitivity: str, maturity: str, certainty: str) -> bool:
        """Whether the row holds for a cell of the matrix."""
        return (
            sensitivity in self.sensitivity
            and maturity in self.maturity
            and certainty in self.certainty
        )


class Interpretation(Part):
    """A guide's reading of one cell that no published row covers."""

    sensitivity: str
    maturity: str
    certainty: str
    options: Annotated[tuple[Model, ...], Field(min_length=1, max_length=2)]
    leans_on: Line
    source: Source


class Condition(Asked):
    """Something that has to hold for an engagement model to work; a no is a warning."""


class EngagementModel(Item):
    """An engagement model with its published properties; `short` fits a table column."""

    short: Line
    description: Line
    best_for: Line | None = None
    control: Line | None = None
    cost: Line | None = None
    speed: Line | None = None
    risk: Line | None = None
    conditions: Annotated[dict[str, Condition], Keyed] = {}


class StageSteps(Part):
    """What comes next at a stage."""

    id: Stage
    steps: Annotated[tuple[Line, ...], Field(min_length=1)]
    source: Source


class GovernanceItem(Asked):
    """One item of what "strict governance" means."""


class Matrix(Part):
    """`matrix.toml`: published rows, interpretations, models, and how to explain them."""

    screen: Screen
    rows: Annotated[dict[str, Row], Field(min_length=8, max_length=8)]
    interpretations: dict[str, Interpretation]
    models: Annotated[dict[str, EngagementModel], Keyed]
    stages: Annotated[dict[Stage, StageSteps], Keyed]
    governance: Annotated[dict[str, GovernanceItem], Keyed]
    warnings: Annotated[dict[str, Text], Keyed]
    phrases: Annotated[dict[str, Text], Keyed]


class Content(Part):
    """Everything the room can see, of one pack."""

    home: Home
    setup: Setup
    workloads: Workloads
    profile: Profile
    axes: Axes
    rules: Rules
    matrix: Matrix
    conditions: Conditions
    risks: Risks
    contract: Contract
    drivers: Drivers
    vendors: Vendors
    ownership: Ownership
    summary: Summary

    def asked(self) -> dict[AskedRule, Rule]:
        """The rules that are asked as questions, in the order of the file."""
        return {r.id: r for r in self.rules.rules.values() if r.asked}  # type: ignore[misc]
