"""The shape of the content, file by file: frozen and strict."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import Field, StrictBool, StrictInt

from fouraxis.content.brand import Brand
from fouraxis.content.items import (
    Asked,
    Counted,
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
from fouraxis.content.terms import Axis, Decides, Effect, MatterKind, Model, Source, Stage


class Criterion(Item):
    """A criterion for vendors: what to ask, what a strong answer shows, and what gives alarm."""

    ask: Line
    strong: Line
    red_flag: Line


class RedFlag(Item):
    """Something to listen for in a vendor's answers.

    `form` is what a vendor is asked instead, neutrally: yes says that there is no such thing. A
    form leaves out what has none.
    """

    listen_for: Line
    form: Line | None = None
    form_source: Source = "guide"


class SprintOutput(Described):
    """Something a calibration sprint must deliver."""


class SprintTerm(Asked):
    """A term of a calibration sprint; `form` is how a vendor is asked, where that is different."""

    form: Line | None = None
    form_source: Source = "guide"


class Verdict(Described):
    """How a calibration sprint ended."""


class Sprint(Part):
    """What a calibration sprint is; outside `min_weeks` to `max_weeks` it draws a warning.

    The sentence of that warning is the guide's.
    """

    purpose: Paragraph
    min_weeks: StrictInt
    max_weeks: StrictInt
    outside: Line
    outside_source: Source = "guide"
    source: Source
    terms: Annotated[dict[str, SprintTerm], Keyed]
    outputs: Annotated[dict[str, SprintOutput], Keyed]
    verdicts: Annotated[dict[str, Verdict], Keyed]


class Vendors(StepPart):
    """`vendors.toml`; whether a red flag was `heard` or `not_heard` is no yes and no."""

    marks: Annotated[dict[str, Level], Keyed]
    criteria: Annotated[dict[str, Criterion], Keyed]
    red_flags: Annotated[dict[str, RedFlag], Keyed]
    heard: Line = "heard"
    not_heard: Line = "not heard"
    sprint: Sprint


class Area(Asked):
    """Something that has to be owned after launch."""

    usual_owner: Line
    usual_vendor: Line


class OperatingStructure(Described):
    """Who operates the workload; `suits` names the maturity that suggests it (`suits_source`).

    `effect` is how strongly it drives the cost after launch, as we see it. What begins with `alone`
    is said in place of the other where the work stays inside, with no vendor.
    """

    suits: str
    suits_source: Source = "guide"
    consequence: Line
    effect: Effect | None = None
    alone_name: Line | None = None
    alone_description: Line | None = None
    alone_consequence: Line | None = None

    def seen(self, *, alone: bool) -> "OperatingStructure":
        """It as it is said to a workload; `alone` tells that this stays inside."""
        if not alone or self.alone_name is None:
            return self
        return self.model_copy(
            update={
                "name": self.alone_name,
                "description": self.alone_description or self.description,
                "consequence": self.alone_consequence or self.consequence,
            }
        )


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
    """Something that can drive cost or time: why it does, and what that looks like for one.

    `why_source` is whose words these two are.
    """

    why: Line | None = None
    example: Line | None = None
    why_source: Source = "guide"


class Drivers(StepPart):
    """`drivers.toml`: what drives cost and time, how strongly, and the relations that are known."""

    cost_heading: Line
    timeline_heading: Line
    effects: Annotated[dict[Effect, Level], Keyed]
    cost: Annotated[dict[str, Driver], Keyed]
    timeline: Annotated[dict[str, Driver], Keyed]
    relations: Annotated[dict[str, Text], Keyed]


class Layer(Item):
    """A layer of the delivery: what it holds, and the buyer's question behind it."""

    holds: Line
    question: Line


class Motive(Asked):
    """A reason to outsource, and the risk that comes with it."""

    risk: Line


class MissingRole(Item):
    """A role that the team may lack."""


class FitStatement(Asked):
    """Something that speaks for outsourcing at all."""


class Context(Asked):
    """What a workload has to live with; each level is anchored."""

    levels: Annotated[dict[str, Level], Keyed]


ProfileGroup = Literal["layer", "motive", "fit", "context"]
"""The groups of questions on the profile, each under a heading of its own."""


class Profile(StepPart):
    """`profile.toml`: who does what, why outside, whether that fits, and in which surroundings.

    `headings` stand above each group of questions. `doers` are who can do a layer. The question for
    a layer is the same for all of them, and the one for a role.
    """

    layer_question: Line
    role_question: Line
    headings: dict[ProfileGroup, Line]
    doers: Annotated[dict[str, Level], Keyed]
    layers: Annotated[dict[str, Layer], Keyed]
    motives: Annotated[dict[str, Motive], Keyed]
    roles: Annotated[dict[str, MissingRole], Keyed]
    fit: Annotated[dict[str, FitStatement], Keyed]
    context: Annotated[dict[str, Context], Keyed]


class Conditions(StepPart):
    """`conditions.toml`: the words around the conditions that the models bring (`matrix.toml`).

    `fields` are what is typed: who carries out advice, who builds the capability, and by when.
    `not_yet` and `nothing` are for a workload without a model, and for a model without conditions.
    """

    governance_heading: Line
    not_yet: Line
    nothing: Line
    fields: Annotated[dict[str, Asked], Keyed]


class State(Text):
    """How far a recommendation or a decision is: `name` fits a column, `text` explains it.

    `short` stands in a narrow column; for a decision, before the code of its model.
    """

    name: Line
    short: Line | None = None


class ReadyCheck(Item):
    """Something that must be met before a contract is signed; it is derived, and never asked."""

    text: Line


class StatementClause(Item):
    """A clause of a statement of work, and what belongs there; what is known of it is derived."""

    text: Line


class Column(Item):
    """A column of the table over all workloads; `short` heads it where there is little room."""

    short: Line | None = None


class Summary(StepPart):
    """`summary.toml`: how far a recommendation is (`statuses`) and its decision (`decisions`).

    `columns` head the table, `matters` name what is still to be settled, and `lines` say what all
    workloads amount to together: on the screen and in every report. `ready` are the checks before
    signing, and `ready_states` what each of them can be. `clauses` outline a statement of work, and
    `programme` has what is said of them together. `closing` are the questions that a workshop has
    answered of every workload in the end. `follow_up` is said on the page of actions, `actions`
    words what is to be done and why, `decides` what hangs on it.
    """

    statuses: Annotated[dict[str, State], Keyed]
    decisions: Annotated[dict[str, State], Keyed]
    columns: Annotated[dict[str, Column], Keyed]
    matters: Annotated[dict[MatterKind, Counted], Keyed]
    lines: Annotated[dict[str, Text], Keyed]
    ready_states: Annotated[dict[str, State], Keyed]
    ready: Annotated[dict[str, ReadyCheck], Keyed]
    clauses: Annotated[dict[str, StatementClause], Keyed]
    programme: Annotated[dict[str, Text], Keyed]
    closing: Annotated[dict[str, Asked], Keyed]
    follow_up: Screen
    actions: Annotated[dict[str, Text], Keyed]
    decides: Annotated[dict[Decides, Item], Keyed]


class Pack(Part):
    """Which content this is: sessions record it."""

    id: Id
    version: Version
    language: Line
    title: Line


OPENING: Final = "home"
"""Where a fact is said that opens the workshop."""


class Fact(Part):
    """A published fact, to be quoted with its source.

    It is shown `beside` the questions that this names: by their ids, or by what their ids begin
    with. What is said beside `home` opens the workshop.
    """

    id: Id
    text: Line
    cite: Line
    source: Source
    beside: tuple[Line, ...] = (OPENING,)

    def belongs_to(self, item: str) -> bool:
        """Whether a question with this id is one of those that it is said beside."""
        return f"{item}.".startswith(self._openings)

    @cached_property
    def _openings(self) -> tuple[str, ...]:
        return tuple(f"{name}." for name in self.beside)


class SourceName(Part):
    """What the room is told that "published" and "guide" mean."""

    id: Source
    name: Line
    meaning: Line


class Home(Part):
    """`home.toml`: the pack, the start screen, the opening facts and the standing notice.

    `brand` is the look of the firm that runs the workshop, if it has one of its own here.
    """

    pack: Pack
    brand: Brand | None = None
    screen: Screen
    idea: Paragraph
    notice: Paragraph
    sources: Annotated[dict[Source, SourceName], Keyed]
    facts: Annotated[dict[str, Fact], Keyed]

    @property
    def standing(self) -> str:
        """What is said of every result: the notice, and what the firm adds to it."""
        more = self.brand.disclaimer if self.brand else None
        return f"{self.notice}\n\n{more}" if more else self.notice


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
    walks: Annotated[dict[str, Role], Keyed]


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

    An `asked` one is a question, and says what `yes` and `no` mean, and what they are called where
    the question asks for the opposite; the others are read off the
    axes, by a `row` of the matrix. The way out may be ours (`way_out_source`). `label` is what the
    question is called, where a yes is not what the name says.
    """

    asked: StrictBool
    label: Line | None = None
    question: Line | None = None
    row: StrictInt | None = None
    detail: Line
    outcome: Line
    way_out: Line
    way_out_source: Source = "published"
    yes: Line | None = None
    no: Line | None = None
    yes_name: Line | None = None
    no_name: Line | None = None

    @property
    def called(self) -> str:
        """What its question is called beside the answer."""
        return self.label or self.name

    def answered(self, answer: str | None, words: Mapping[str, Item]) -> str:
        """What an answer to it is called; of none, nothing."""
        if answer is None:
            return ""
        own = {"yes": self.yes_name, "no": self.no_name}.get(answer)
        return own or (words[answer].name if answer in words else answer)


class Rules(StepPart):
    """`rules.toml`: the rules, what success is, the legal gate, and areas of the EU AI Act.

    `reentry` asks who brings back what may not go outside yet, and when it is looked at again.
    """

    rules: Annotated[dict[str, Rule], Keyed]
    acceptance_heading: Line
    acceptance: Annotated[dict[str, Asked], Keyed]
    legal_heading: Line
    legal_gate: Line
    legal: Annotated[dict[str, Asked], Keyed]
    reentry_heading: Line
    reentry: Annotated[dict[str, Asked], Keyed]
    ai_act_heading: Line
    ai_act_suggests: Line
    ai_act: Annotated[dict[str, Asked], Keyed]


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
    """An engagement model with its properties; `short` fits a table column.

    Where the control that is kept or the speed was not published with it, that is ours. `effect` is
    how strongly it drives the cost, as we see it.
    """

    short: Line
    description: Line
    best_for: Line | None = None
    control: Line | None = None
    control_source: Source = "published"
    cost: Line | None = None
    speed: Line | None = None
    speed_source: Source = "published"
    effect: Effect | None = None
    risk: Line | None = None
    conditions: Annotated[dict[str, Condition], Keyed] = {}


class StageSteps(Part):
    """What comes next at a stage: where a partner delivers, where one only advises, and inside."""

    id: Stage
    steps: Annotated[dict[str, Text], Keyed, Field(min_length=1)]
    advised: Annotated[dict[str, Text], Keyed, Field(min_length=1)]
    inside: Annotated[dict[str, Text], Keyed, Field(min_length=1)]


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
