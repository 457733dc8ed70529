"""The shape of the content: frozen, strict, one class per kind of item.

Every table keyed by an id becomes a mapping in file order; each item carries its own id. A key that
is not described here is a fault: a typing error in a content file must never pass in silence.
"""

from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
)

from fouraxis.content.terms import AskedRule, Axis, Model, Source, Stage

_ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_VERSION: Final = r"^[0-9]{1,6}(\.[0-9]{1,6}){0,2}$"

PATTERNS: Final = {
    _ID: "a name of lower-case words and digits joined by hyphens, such as audit-trail",
    _VERSION: "a version in quotes, such as 1.2.0",
}
"""What each pattern asks for, in words."""


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("expected some text, found only spaces")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("expected text in one line, found several paragraphs")
    return _said(text)


Line = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_one_line)]
"""A short text in one line."""

Paragraph = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_said)]
"""A longer text; a blank line parts paragraphs."""

Id = Annotated[str, Field(pattern=_ID, max_length=60)]

Version = Annotated[str, Field(pattern=_VERSION)]
"""A version of the content: up to three numbers, compared number by number."""


def _with_ids(value: Any) -> Any:
    """Give each item of a keyed table its own key as its id."""
    if not isinstance(value, dict):
        return value
    return {
        key: {"id": key, **item} if isinstance(item, dict) and "id" not in item else item
        for key, item in value.items()
    }


Keyed = BeforeValidator(_with_ids)


class Part(BaseModel):
    """Any piece of content: immutable, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(Part):
    """Anything that a session can answer or point at.

    `since` is the content version that brought it, `retired` the one that took it out: a retired
    item is asked no more, and its answers are kept.
    """

    id: Id
    name: Line
    source: Source
    since: Version | None = None
    retired: Version | None = None


class Screen(Part):
    """The words that every screen has: title, purpose, and one minute of facilitator's guidance."""

    title: Line
    purpose: Paragraph
    guidance: Paragraph
    source: Source


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


class Asked(Item):
    """Something that is simply asked: what a table of the session holds beside its items."""

    question: Line


class Role(Item):
    """What a participant does in the workshop."""

    description: Line


class Setup(Part):
    """`setup.toml`: who is in the room and what the session is about."""

    screen: Screen
    fields: Annotated[dict[str, Asked], Keyed]
    roles: Annotated[dict[str, Role], Keyed]


class Kind(Item):
    """A kind of workload."""

    description: Line


class Workloads(Part):
    """`workloads.toml`: what a workload is."""

    screen: Screen
    fields: Annotated[dict[str, Asked], Keyed]
    kinds: Annotated[dict[str, Kind], Keyed]


class Level(Item):
    """One anchored level: `anchor` says what it means, so that two rooms answer alike.

    `source` is whose level it is, `anchor_source` whose words describe it.
    """

    anchor: Line
    anchor_source: Source = "guide"


class Factor(Item):
    """A guided question behind an axis."""

    question: Line
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


class Axes(Part):
    """`axes.toml`."""

    screen: Screen
    axes: Annotated[dict[Axis, AxisContent], Keyed]


class Rule(Item):
    """A published rule that forbids outsourcing.

    An `asked` one is a question, and says what `yes` and `no` mean; the others are read off the axes,
    by a `row` of the matrix.
    """

    asked: StrictBool
    question: Line | None = None
    row: StrictInt | None = None
    detail: Line
    outcome: Line
    way_out: Line
    yes: Line | None = None
    no: Line | None = None


class Rules(Part):
    """`rules.toml`."""

    screen: Screen
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


class Condition(Item):
    """Something that has to hold for an engagement model to work; a no is a warning."""

    question: Line


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


class Text(Part):
    """A sentence with an id: a warning, or a phrase of an explanation with {places} to fill."""

    id: Id
    text: Line
    source: Source


class GovernanceItem(Item):
    """One item of what "strict governance" means."""

    question: Line


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


class Criterion(Item):
    """A criterion for vendors: what to ask, what is a strong answer, what sounds like a red flag."""

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

    question: Line
    plan_question: Line
    why: Paragraph
    source: Source
    checks: Annotated[dict[str, TransferCheck], Keyed]


class Ownership(Part):
    """`ownership.toml`: who owns what after launch."""

    screen: Screen
    areas: Annotated[dict[str, Area], Keyed]
    structure_question: Line
    structures: Annotated[dict[str, OperatingStructure], Keyed]
    transfer: Transfer


class State(Text):
    """How far a recommendation or a decision is: `name` fits a column, `text` explains it."""

    name: Line


class Summary(Part):
    """`summary.toml`: how far a recommendation is (`statuses`) and its decision (`decisions`)."""

    screen: Screen
    statuses: Annotated[dict[str, State], Keyed]
    decisions: Annotated[dict[str, State], Keyed]


class Content(Part):
    """Everything the room can see, of one pack."""

    home: Home
    setup: Setup
    workloads: Workloads
    axes: Axes
    rules: Rules
    matrix: Matrix
    vendors: Vendors
    ownership: Ownership
    summary: Summary

    def asked(self) -> dict[AskedRule, Rule]:
        """The rules that are asked as questions, in the order of the file."""
        return {r.id: r for r in self.rules.rules.values() if r.asked}  # type: ignore[misc]
