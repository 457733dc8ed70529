"""The answers of a session: what the room can say to one question, and what goes beside it."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from fouraxis.content.terms import (
    Agreement,
    Answer,
    Extent,
    IpOwner,
    Model,
    Side,
    Structure,
)
from fouraxis.workshop.text import LINE_LIMIT, NOTE_LIMIT, one_line, storable


def _fit(make: Callable[[str], str]) -> BeforeValidator:
    """Make a text fit to store before it is validated: pydantic refuses halves of characters."""
    return BeforeValidator(lambda value: make(value) if isinstance(value, str) else value)


Line = Annotated[str, Field(max_length=LINE_LIMIT), _fit(one_line)]
"""A name or a title: one line, made fit to store."""

Note = Annotated[str, Field(max_length=NOTE_LIMIT), _fit(storable)]
"""A note: any number of lines, made fit to store."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Node(BaseModel):
    """A part of the session: immutable, and keeps the keys that it does not know."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Mark(Node):
    """What any answer can carry beside its value.

    `parked` puts the question off in this workshop; `review` marks it to be looked at again.
    """

    note: Note = ""
    parked: bool = False
    review: bool = False


class FactorAnswer(Mark):
    """The answer to a guided question behind an axis: a level of its factor, or unknown."""

    level: Literal["low", "medium", "high", "yes", "partly", "no", "unknown"] | None = None


class AxisAnswer(Mark):
    """The level that the room settled on an axis.

    `reason` says why, where the level is not the one that the factors suggest.
    """

    level: str | None = None
    reason: Note = ""
    factors: dict[Id, FactorAnswer] = {}


class RuleAnswer(Mark):
    """The answer to a rule that forbids outsourcing."""

    answer: Answer | None = None


class Answered(Mark):
    """A plain answer: whether something fits, a condition holds, a driver applies."""

    answer: Answer | None = None


class ContextAnswer(Mark):
    """How demanding the surroundings of a workload are."""

    level: Extent | None = None


class Handoff(Mark):
    """Who carries out the advice."""

    owner: Line = ""


class Builder(Mark):
    """Who builds the minimum capability inside, and by when."""

    owner: Line = ""
    by_when: Line = ""


class RiskAnswer(Mark):
    """Who carries a risk, and how it is met."""

    side: Side | None = None
    owner: Line = ""


class ContractAnswer(Mark):
    """Whether a contract item is agreed; who owns what is made, or the target and who measures.

    For the programme it is the default, which a workload inherits field by field until it differs.
    """

    answer: Agreement | None = None
    owner: IpOwner | None = None
    target: Line = ""
    measured_by: Line = ""

    @property
    def said(self) -> bool:
        """Whether there is an answer, and not just a note or a mark."""
        return bool(self.answer or self.owner or self.target or self.measured_by)


class AreaAnswer(Mark):
    """Who owns an area after launch: a person of the enterprise, and what the vendor supports."""

    owner: Line = ""
    vendor: Note = ""


class TransferAnswer(Mark):
    """Whether the contract names a part of knowledge transfer."""

    answer: Answer | None = None


class Operations(Mark):
    """Who operates the workload after launch, and whether it is to be owned inside in the end."""

    structure: Structure | Literal["unknown"] | None = None
    internal_long_term: Answer | None = None
    plan: Note = ""
    transfer: dict[Id, TransferAnswer] = {}


class Decision(Node):
    """What the room decided, beside what was recommended."""

    model: Model
    kind: Literal["as-recommended", "alternative", "override"]
    reason: Note = ""
    by: Line = ""
    at: datetime | None = None


class CriterionAnswer(Mark):
    """How a vendor did on a criterion, and the evidence for it."""

    mark: Literal["strong", "partial", "red-flag", "not-asked"] | None = None
    evidence: Note = ""


class RedFlagAnswer(Mark):
    """Whether a red flag was heard from a vendor."""

    answer: Answer | None = None


class Sprint(Mark):
    """A vendor's calibration sprint: its terms, what it delivered, how it ended."""

    weeks: Annotated[int, Field(ge=0, le=104)] | None = None
    paid: Answer | None = None
    production_like_data: Answer | None = None
    use_case: Note = ""
    outputs: dict[Id, Answer] = {}
    verdict: Literal["proceed", "proceed-with-conditions", "stop", "not-run"] | None = None
