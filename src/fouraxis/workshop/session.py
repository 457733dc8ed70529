"""The session: everything that one workshop answered, as one immutable tree.

The field names are the keys of the session file. Whatever is not answered is absent (None, or an
empty mapping); `"unknown"` is an answer. Keys that this version does not know are kept at every
level and written back.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from fouraxis.content.terms import (
    LEVELS,
    MOST_MINUTES,
    Answer,
    AskedRule,
    Axis,
    Doer,
    WorkshopPart,
)
from fouraxis.workshop.answers import (
    Answered,
    AreaAnswer,
    AxisAnswer,
    Builder,
    ContextAnswer,
    ContractAnswer,
    CriterionAnswer,
    Decision,
    FactorAnswer,
    Handoff,
    Id,
    Line,
    Mark,
    Node,
    Note,
    Operations,
    RedFlagAnswer,
    RiskAnswer,
    RuleAnswer,
    Sprint,
    TransferAnswer,
)

__all__ = [
    "Answered",
    "AreaAnswer",
    "AxisAnswer",
    "Builder",
    "ContextAnswer",
    "ContractAnswer",
    "CriterionAnswer",
    "Decision",
    "FactorAnswer",
    "Handoff",
    "Id",
    "Line",
    "Mark",
    "Minutes",
    "Node",
    "Note",
    "Operations",
    "Pack",
    "Participant",
    "Place",
    "RedFlagAnswer",
    "RiskAnswer",
    "RuleAnswer",
    "Session",
    "SetAside",
    "Sprint",
    "Step",
    "TransferAnswer",
    "Vendor",
    "Workload",
]

Step = Literal[
    "setup",
    "workloads",
    "profile",
    "axes",
    "rules",
    "conditions",
    "risks",
    "contract",
    "drivers",
    "vendors",
    "ownership",
    "summary",
]

Minutes = Annotated[int, Field(ge=0, le=MOST_MINUTES)]
"""How long a step is planned to take."""


class Pack(Node):
    """Which content the room answered under.

    `wording` has short hashes of how each step's questions were worded, to tell later which differ.
    """

    id: str
    version: str
    wording: dict[str, Line] = {}


class Place(Node):
    """Where to resume, exactly: the step, the workload or vendor, and the item in it."""

    step: Step = "setup"
    workload: str | None = None
    vendor: str | None = None
    item: str | None = None


class Participant(Node):
    """Somebody in the room; `role` is the id of a role of the content."""

    name: Line
    role: Line = ""


class Workload(Node):
    """One workload: what it is, where it stands on the axes, what was settled for it.

    `motives` are those that the room said yes to, `not_motives` those that it said no to. `profile`
    has notes and marks on layers, motives and missing roles by their ids.
    """

    name: Line
    description: Note = ""
    owner: Line = ""
    kind: Line | None = None
    motives: tuple[Id, ...] = ()
    not_motives: tuple[Id, ...] = ()
    layers: dict[Id, Doer] = {}
    missing_roles: dict[Id, Answer] = {}
    profile: dict[Id, Mark] = {}
    fit: dict[Id, Answered] = {}
    context: dict[Id, ContextAnswer] = {}
    axes: dict[Axis, AxisAnswer] = {}
    rules: dict[AskedRule, RuleAnswer] = {}
    conditions: dict[Id, Answered] = {}
    governance: dict[Id, Answered] = {}
    handoff: Handoff = Handoff()
    builder: Builder = Builder()
    risks: dict[Id, RiskAnswer] = {}
    contract: dict[Id, ContractAnswer] = {}
    drivers: dict[Id, Answered] = {}
    ownership: dict[Id, AreaAnswer] = {}
    operations: Operations = Operations()
    decision: Decision | None = None

    @field_validator("axes")
    @classmethod
    def _levels_exist(cls, axes: dict[Axis, AxisAnswer]) -> dict[Axis, AxisAnswer]:
        faults = [
            InitErrorDetails(
                type=PydanticCustomError(
                    "level", "must be one of {allowed}", {"allowed": ", ".join(allowed)}
                ),
                loc=(axis, "level"),
                input=answer.level,
            )
            for axis, answer in axes.items()
            if answer.level not in (None, *(allowed := (*LEVELS[axis], "unknown")))
        ]
        if faults:
            raise ValidationError.from_exception_data("axes", faults)
        return axes

    def axis(self, axis: Axis) -> AxisAnswer:
        """The answer on an axis; an empty one if it was not asked yet."""
        return self.axes.get(axis) or AxisAnswer()

    def rule(self, rule: AskedRule) -> RuleAnswer:
        """The answer to an asked rule; an empty one if it was not asked yet."""
        return self.rules.get(rule) or RuleAnswer()

    def area(self, area: str) -> AreaAnswer:
        """Who owns an area after launch; an empty answer if it was not asked yet."""
        return self.ownership.get(area) or AreaAnswer()


class Vendor(Node):
    """A vendor, the workloads it is considered for, and what the room learnt about it."""

    name: Line
    note: Note = ""
    workloads: tuple[Id, ...] = ()
    criteria: dict[Id, CriterionAnswer] = {}
    red_flags: dict[Id, RedFlagAnswer] = {}
    sprint: Sprint = Sprint()

    def criterion(self, criterion: str) -> CriterionAnswer:
        """The mark on a criterion; an empty one if it was not asked yet."""
        return self.criteria.get(criterion) or CriterionAnswer()

    def flag(self, flag: str) -> RedFlagAnswer:
        """The answer to a red flag; an empty one if it was not asked yet."""
        return self.red_flags.get(flag) or RedFlagAnswer()


class SetAside(Node):
    """A value of the file that could not be used: kept in the file, shown, and told apart.

    `instead` stands in its place where the session cannot do without (a title, a name); the file
    keeps the value until somebody answers there.
    """

    path: tuple[str, ...]
    value: Any
    fault: str
    instead: Any = None


class Session(Node):
    """One workshop. `set_aside` holds what the file has at a place where it cannot be used.

    `left_out` are the parts that this workshop does without, `agenda` the minutes that it plans for
    a step (each time) where they are not those of the content. `contract` has what is agreed for
    the whole programme: every workload inherits it until it differs.
    """

    id: str
    title: Line
    organisation: Line = ""
    created: datetime
    reveal: Literal["after-placing", "live"] = "after-placing"
    left_out: tuple[WorkshopPart, ...] = ()
    agenda: dict[Step, Minutes] = {}
    pack: Pack | None = None
    place: Place = Place()
    participants: dict[Id, Participant] = {}
    contract: dict[Id, ContractAnswer] = {}
    workloads: dict[Id, Workload] = {}
    vendors: dict[Id, Vendor] = {}
    set_aside: tuple[SetAside, ...] = Field(default=(), exclude=True)
