"""The session: everything that one workshop answered, as one immutable tree.

The field names are the keys of the session file. Whatever is not answered is absent (None, or an
empty mapping); `"unknown"` is an answer. Keys that this version does not know are kept at every
level and written back.
"""

import re
import unicodedata
from collections.abc import Callable, Container
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, NoReturn

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError, PydanticKnownError

from fouraxis.content.terms import (
    AXES,
    LEVELS,
    MOST_MINUTES,
    Agreement,
    Answer,
    AskedRule,
    Axis,
    Doer,
    Effect,
    Extent,
    IpOwner,
    Model,
    Side,
    Structure,
    WorkshopPart,
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

ActionKey = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$", max_length=300)
]
"""What an action is kept by: ids with dots between them.

One behind `workload` or `vendor` is the id of a workload or vendor of the session.
"""


FROM_FILE: Final = "file"
"""The context in which values are validated that stand in a file: there, each type is written."""

Wrong = Literal["datetime_type", "date_type", "int_type", "bool_type"]
_NARROWER: Final[dict[type, type]] = {int: bool, date: datetime}
"""A type of Python, and the one that counts as it there and is another one in a file."""


def _written(kind: type, wrong: Wrong) -> BeforeValidator:
    """In a file, take nothing for another type: not 5 for the year 1970, not a day for midnight."""

    def check(value: Any, info: ValidationInfo) -> Any:
        if info.context == FROM_FILE and (
            not isinstance(value, kind) or isinstance(value, _NARROWER.get(kind, ()))
        ):
            raise PydanticKnownError(wrong)
        return value

    return BeforeValidator(check)


WHOLE: Final = _written(int, "int_type")
Moment = Annotated[datetime, _written(datetime, "datetime_type")]
Day = Annotated[date, _written(date, "date_type")]
Flag = Annotated[bool, _written(bool, "bool_type")]


class _Nothing(dict[Any, Any]):
    """An empty table that is one for all: what can be hashed, pydantic does not copy each time.

    A tenth of reading a session went into copying defaults that nobody ever changes.
    """

    def __hash__(self) -> int:  # type: ignore[override]  # as good as a value: it stays empty
        return 0

    def __setitem__(self, key: Any, value: Any) -> NoReturn:
        raise TypeError

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> Any:
        return handler(dict)  # in a schema it is what any empty table is


NOTHING: Final[Any] = _Nothing()


class Node(BaseModel):
    """A part of the session: immutable, and keeps the keys that it does not know."""

    model_config = ConfigDict(extra="allow", frozen=True)


Strength = Literal["seen", "told", "planned"]
"""How an answer is known: somebody has seen it, was told so, or it is what is planned."""


class Proof(Node):
    """How an answer is known, by whom, and of which day that is."""

    strength: Strength | None = None
    by: Line = ""
    date: Day | None = None


Stamp = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}-){2}[0-9]{2}Z$")]
"""A moment in UTC as a key of the file: when what stands there was replaced."""


class WasParked(Node):
    """Why a question was parked and who was to find out, until `changed_by` took it up."""

    reason: Line = ""
    finder: Line = ""
    changed_by: Line = ""


class Mark(Node):
    """What any answer can carry beside its value.

    `parked` puts the question off in this workshop, `parked_why` says why in a line, and `finder`
    who finds out; `review` marks it to be looked at again; `proof` says how the answer is known.
    `was_parked` has why it was put off before by when it was taken up.
    """

    note: Note = ""
    parked: Flag = False
    parked_why: Line = ""
    finder: Line = ""
    review: Flag = False
    proof: Proof = Proof()
    was_parked: dict[Stamp, WasParked] = NOTHING


AnswerPath = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$", max_length=300)]
"""Where an answer stands below its workload or vendor: the names on the way, with dots between."""


class FormerLevel(Node):
    """A level that an axis had until it was given another one, and what that rested on.

    `suggested` is the level that its factors suggested then; without one, the room settled it by
    itself. `reason` is what the room had written about it, `changed_by` who gave it another one.
    """

    level: str
    suggested: str | None = None
    reason: Note = ""
    changed_by: Line = ""


class FormerAnswer(Node):
    """An answer that a rule had until `changed_by` gave it another one, and what was written."""

    answer: Answer
    reason: Note = ""
    changed_by: Line = ""


class FactorAnswer(Mark):
    """The answer to a guided question behind an axis: a level of its factor, or unknown."""

    level: Literal["low", "medium", "high", "yes", "partly", "no", "unknown"] | None = None


ABSENT: Final = "absent"
"""Who is asked for a vote and is not in the room says nothing, not even that they are unsure."""

Confidence = Literal["low", "normal", "high"]
"""How sure the room is of a level that it agreed on."""


class Round(Node):
    """One round of votes on an axis: by participant a level, unknown (unsure) or absent."""

    levels: dict[Id, str] = NOTHING
    at: Moment | None = None


def next_round(taken: Container[str]) -> str:
    """The key of a further round."""
    number = 1
    while f"round-{number}" in taken:
        number += 1
    return f"round-{number}"


class Dissent(Node):
    """What somebody has against the agreed level: what instead, why, what would change that."""

    what: Line = ""
    why: Line = ""
    change: Line = ""


class AxisAnswer(Mark):
    """The level that the room settled on an axis.

    `reason` says why, where the level is not the one that the factors suggest; `against` is the
    one that they suggested when the room settled on another. `votes` has the rounds that were
    taken, in order, `confidence` how sure the room is, `dissent` what participants have against it.
    `earlier` has the levels of before by when they were replaced.
    """

    level: str | None = None
    reason: Note = ""
    against: str | None = None
    votes: dict[Id, Round] = NOTHING
    confidence: Confidence | None = None
    dissent: dict[Id, Dissent] = NOTHING
    factors: dict[Id, FactorAnswer] = NOTHING
    earlier: dict[Stamp, FormerLevel] = NOTHING


class Answered(Mark):
    """A plain answer: whether a rule or condition holds, or a flag was raised."""

    answer: Answer | None = None


class RuleAnswer(Answered):
    """Whether a rule holds; `earlier` has the answers of before by when they were replaced."""

    earlier: dict[Stamp, FormerAnswer] = NOTHING


class DriverAnswer(Mark):
    """How strongly a driver moves cost or time.

    Earlier a room said yes or no to whether it does: such an answer is kept, and offered no more.
    """

    answer: Effect | Answer | None = None


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
    def answered(self) -> bool:
        """Whether there is an answer, and not just a note or a mark."""
        return bool(self.answer or self.owner or self.target or self.measured_by)


class AreaAnswer(Mark):
    """Who owns an area after launch: a person of the enterprise, and what the vendor supports."""

    owner: Line = ""
    vendor: Note = ""


class Operations(Mark):
    """Who operates the workload after launch, and whether it is to be owned inside in the end."""

    structure: Structure | Literal["unknown"] | None = None
    internal_long_term: Answer | None = None
    plan: Note = ""
    transfer: dict[Id, Answered] = NOTHING


class Ground(Node):
    """What a decision rested on when it was made: later answers may take that away.

    `options` are the models that were recommended then, the lead first; none where it was
    provisional. `basis`, `rows` and `rules` say what that rested on. `met` and `unmet` are the
    conditions of the decided model that were answered yes and no; `levels` and `answers` those of
    the axes and of the rules.
    """

    options: tuple[Model, ...] = ()
    basis: Literal["published", "interpretation", "rule"] | None = None
    rows: tuple[int, ...] = ()
    rules: tuple[AskedRule, ...] = ()
    strict_governance: Flag = False
    met: tuple[Line, ...] = ()
    unmet: tuple[Line, ...] = ()
    levels: dict[Axis, str] = NOTHING
    answers: dict[AskedRule, Answer] = NOTHING


class Decision(Node):
    """What the room decided, beside what was recommended; sessions of old have no `ground`."""

    model: Model
    kind: Literal["as-recommended", "alternative", "override"]
    reason: Note = ""
    by: Line = ""
    at: Moment | None = None
    ground: Ground | None = None


class Acceptance(Mark):
    """What has to be true of a workload for it to be accepted, in the words of the room."""

    scope: Note = ""
    out_of_scope: Note = ""
    user_needs: Note = ""
    evaluation: Note = ""
    metric: Line = ""
    metric_today: Line = ""
    metric_target: Line = ""


ACCEPTANCE: Final = tuple(Acceptance.__annotations__)
"""What is written to say what success is."""


class LegalReview(Mark):
    """Whether legal has reviewed a workload, who sees to that, and when it was or is to be done."""

    reviewed: Answer | None = None
    owner: Line = ""
    date: Day | None = None


class Reentry(Mark):
    """Who brings back a workload that cannot be outsourced yet, and when it is looked at again."""

    owner: Line = ""
    revisit: Day | None = None


class CriterionAnswer(Mark):
    """How a vendor did on a criterion, and the evidence for it.

    The mark "claimed" is the vendor's word alone, which the room has not confirmed.
    """

    mark: Literal["strong", "partial", "claimed", "red-flag", "not-asked"] | None = None
    evidence: Note = ""


class Claimable(Mark):
    """Answers that a vendor can give for itself.

    `claimed` are those that are the vendor's word alone: the room has not confirmed them.
    """

    claimed: tuple[Id, ...] = ()


class FlagAnswer(Claimable):
    """Whether a red flag was heard; `evidence` is what the vendor brings forward, in its words."""

    answer: Answer | None = None
    evidence: Note = ""


class Sprint(Claimable):
    """A vendor's calibration sprint for one workload: its terms, what it delivered, how it ended.

    `conditions` are those under which it may proceed; `conditions_open` says if any is not met yet.
    """

    weeks: Annotated[int, Field(ge=0, le=104), WHOLE] | None = None
    paid: Answer | None = None
    production_like_data: Answer | None = None
    use_case: Note = ""
    outputs: dict[Id, Answer] = NOTHING
    verdict: Literal["proceed", "proceed-with-conditions", "stop", "not-run"] | None = None
    conditions: Note = ""
    conditions_open: Answer | None = None


class Disqualified(Node):
    """Why a vendor is out of the running, who said so, and when."""

    reason: Note = ""
    by: Line = ""
    at: Moment | None = None


class WasDisqualified(Disqualified):
    """Why a vendor was out of the running, until `changed_by` took that back."""

    changed_by: Line = ""


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

Minutes = Annotated[int, Field(ge=0, le=MOST_MINUTES), WHOLE]
"""How long a step is planned to take."""


class Pack(Node):
    """Which content the room answered under.

    `wording` has short hashes of how each step's questions were worded, to tell later which differ.
    """

    id: str
    version: str
    wording: dict[str, Line] = NOTHING


SessionPath = tuple[str, ...]
"""Where something stands in a session: fields and ids from the session down, as in its file."""


class Place(Node):
    """Where to resume, exactly: the step, the workload or vendor, and the item in it."""

    step: Step = "setup"
    workload: str | None = None
    vendor: str | None = None
    item: str | None = None

    @property
    def axis(self) -> Axis | None:
        """The axis that it is on, the first one unless its item says which; None elsewhere."""
        if self.step != "axes":
            return None
        axis = (self.item or "").partition(".")[0]
        return next((name for name in AXES if name == axis), AXES[0])


class WasDropped(Node):
    """Why nobody was to do something, until `changed_by` took it up again."""

    reason: Note = ""
    changed_by: Line = ""


class Action(Node):
    """What the room settled about something that is to be done.

    What is derived needs no `title`; one of the room's own has it, and the `workload` that it is
    for, if any, and the `place` at which it came up. `reason` says why it was dropped, `earlier`
    why it was so before.
    """

    title: Line = ""
    workload: Id | None = None
    place: Place | None = None
    owner: Line = ""
    due: Day | None = None
    state: Literal["open", "done", "dropped"] | None = None
    reason: Note = ""
    note: Note = ""
    earlier: dict[Stamp, WasDropped] = NOTHING


Seconds = Annotated[int, Field(ge=0), WHOLE]
Extra = Annotated[int, Field(ge=-MOST_MINUTES, le=MOST_MINUTES), WHOLE]


class Time(Node):
    """How the time goes: whether the `clock` is used, and what was used of the time, in seconds.

    `extra` are minutes that the room gave a part, or took from it (below zero). Both are by step
    and by what that is taken for: the id of a workload or vendor, or `once`.
    """

    clock: Flag = False
    used: dict[Step, dict[Id, Seconds]] = NOTHING
    extra: dict[Step, dict[Id, Extra]] = NOTHING


class Participant(Node):
    """Somebody in the room; `role` is the id of a role of the content.

    Who came late is there `since`, who left was there `until`.
    """

    name: Line
    role: Line = ""
    since: Moment | None = None
    until: Moment | None = None


_NO_LEVEL: Final = AxisAnswer()
_NO_ANSWER: Final = RuleAnswer()
_NO_OWNER: Final = AreaAnswer()
"""What was not asked yet; made once, since it is looked at very often."""


class Workload(Node):
    """One workload: what it is, where it stands on the axes, what was settled for it.

    `motives` are those that the room said yes to, `not_motives` those that it said no to. `profile`
    has notes and marks on layers, motives and missing roles by their ids. `ai_act` says which areas
    of the EU AI Act it touches, `chosen_vendor` is the one that it is signed with. `earlier` has
    the decisions of before by when they were replaced or taken back, `carried` the answers that
    came from another session and that this room has not confirmed.
    """

    name: Line
    description: Note = ""
    owner: Line = ""
    kind: Line | None = None
    motives: tuple[Id, ...] = ()
    not_motives: tuple[Id, ...] = ()
    layers: dict[Id, Doer] = NOTHING
    missing_roles: dict[Id, Answer] = NOTHING
    profile: dict[Id, Mark] = NOTHING
    fit: dict[Id, Answered] = NOTHING
    context: dict[Id, ContextAnswer] = NOTHING
    axes: dict[Axis, AxisAnswer] = NOTHING
    rules: dict[AskedRule, RuleAnswer] = NOTHING
    conditions: dict[Id, Answered] = NOTHING
    governance: dict[Id, Answered] = NOTHING
    handoff: Handoff = Handoff()
    builder: Builder = Builder()
    risks: dict[Id, RiskAnswer] = NOTHING
    contract: dict[Id, ContractAnswer] = NOTHING
    drivers: dict[Id, DriverAnswer] = NOTHING
    ownership: dict[Id, AreaAnswer] = NOTHING
    operations: Operations = Operations()
    acceptance: Acceptance = Acceptance()
    legal: LegalReview = LegalReview()
    ai_act: dict[Id, Answered] = NOTHING
    chosen_vendor: Id | None = None
    carried: tuple[AnswerPath, ...] = ()
    decision: Decision | None = None
    earlier: dict[Stamp, Decision] = NOTHING
    reentry: Reentry = Reentry()

    @field_validator("axes")
    @classmethod
    def _levels_exist(cls, axes: dict[Axis, AxisAnswer]) -> dict[Axis, AxisAnswer]:
        faults = [
            InitErrorDetails(
                type=PydanticCustomError(
                    "level", "must be one of {allowed}", {"allowed": ", ".join(allowed)}
                ),
                loc=(axis, field),
                input=level,
            )
            for axis, answer in axes.items()
            for field, level in (("level", answer.level), ("against", answer.against))
            if level not in (None, *(allowed := (*LEVELS[axis], "unknown")))
        ]
        faults += [
            InitErrorDetails(
                type=PydanticCustomError(
                    "level", "must be one of {allowed}", {"allowed": ", ".join(allowed)}
                ),
                loc=(axis, "votes", key, "levels", person),
                input=level,
            )
            for axis, answer in axes.items()
            for key, votes in answer.votes.items()
            for person, level in votes.levels.items()
            if level not in (allowed := (*LEVELS[axis], "unknown", ABSENT))
        ]
        if faults:
            raise ValidationError.from_exception_data("axes", faults)
        return axes

    def axis(self, axis: Axis) -> AxisAnswer:
        """The answer on an axis; an empty one if it was not asked yet."""
        return self.axes.get(axis) or _NO_LEVEL

    def rule(self, rule: AskedRule) -> RuleAnswer:
        """The answer to an asked rule; an empty one if it was not asked yet."""
        return self.rules.get(rule) or _NO_ANSWER

    def area(self, area: str) -> AreaAnswer:
        """Who owns an area after launch; an empty answer if it was not asked yet."""
        return self.ownership.get(area) or _NO_OWNER


class Vendor(Node):
    """A vendor, the workloads it is considered for, and what the room learnt about it.

    `sprints` are by workload. `sprint` is one of which nobody has said for which workload it was:
    it counts for none. `carried` are the answers that came from another session, unconfirmed.
    `earlier` has why it was out of the running by when it was taken back.
    """

    name: Line
    note: Note = ""
    workloads: tuple[Id, ...] = ()
    carried: tuple[AnswerPath, ...] = ()
    criteria: dict[Id, CriterionAnswer] = NOTHING
    red_flags: dict[Id, FlagAnswer] = NOTHING
    sprints: dict[Id, Sprint] = NOTHING
    sprint: Sprint = Sprint()
    disqualified: Disqualified | None = None
    earlier: dict[Stamp, WasDisqualified] = NOTHING

    def criterion(self, criterion: str) -> CriterionAnswer:
        """The mark on a criterion; an empty one if it was not asked yet."""
        return self.criteria.get(criterion) or CriterionAnswer()

    def flag(self, flag: str) -> FlagAnswer:
        """The answer to a red flag; an empty one if it was not asked yet."""
        return self.red_flags.get(flag) or FlagAnswer()

    def sprint_for(self, workload: str) -> Sprint:
        """The sprint for a workload; an empty one if there was none yet."""
        return self.sprints.get(workload) or Sprint()


class Seal(Node):
    """That the room signed off: since `at`, nothing in the session is changed any more.

    `by` is who signed off. `present` and `deciders` are the ids of the participants who were there
    and who decided; `revisit` is when it is looked at again. `digest` tells later whether what was
    sealed is still the same.
    """

    at: Moment
    by: Line = ""
    present: tuple[Id, ...] = ()
    deciders: tuple[Id, ...] = ()
    revisit: Day | None = None
    digest: Line = ""


class Unsealing(Node):
    """Why a seal was taken off, by whom and when; and whose seal it was, and from when."""

    at: Moment
    by: Line = ""
    reason: Note = ""
    sealed_at: Moment | None = None
    sealed_by: Line = ""


class Milestone(Node):
    """What the room had reached, by a name of its own; the copy of it is elsewhere, by its hash."""

    name: Line
    at: Moment | None = None
    sha256: Line = ""


class SetAside(Node):
    """A value of the file that could not be used: kept in the file, shown, and told apart.

    `instead` stands in its place where the session cannot do without (a title, a name); the file
    keeps the value until somebody answers there.
    """

    path: SessionPath
    value: Any
    fault: str
    instead: Any = None


class Comment(Node):
    """What somebody wrote into the file above a place, and behind it, with its signs of comment.

    A path of nothing is the end of the file.
    """

    path: SessionPath
    above: tuple[str, ...] = ()
    behind: str = ""


class Session(Node):
    """One workshop. `set_aside` holds what the file has at a place where it cannot be used.

    `walk` says whether the room goes through all parts with one workload, or through all workloads
    in one part. `left_out` are the parts that this workshop does without, `agenda` the minutes that
    it plans for a step (each time) where they are not those of the content, `time` what it used of
    them. `contract` has what is agreed for the whole programme: every workload inherits it until it
    differs. `actions` has what the room settled about each thing to do; which those are follows
    from the answers. `seal` is there while the session is sealed; why it was unsealed before stays
    in `unsealed`. `milestones` are states that the room has given a name, `carried` contract items
    that came from another session, and that this room has not confirmed.
    """

    id: str
    title: Line
    organisation: Line = ""
    created: Moment
    reveal: Literal["after-placing", "live"] = "after-placing"
    walk: Literal["by-workload", "by-part"] = "by-workload"
    left_out: tuple[WorkshopPart, ...] = ()
    carried: tuple[AnswerPath, ...] = ()
    agenda: dict[Step, Minutes] = NOTHING
    time: Time = Time()
    pack: Pack | None = None
    place: Place = Place()
    participants: dict[Id, Participant] = NOTHING
    seal: Seal | None = None
    unsealed: dict[Stamp, Unsealing] = NOTHING
    milestones: dict[Id, Milestone] = NOTHING
    contract: dict[Id, ContractAnswer] = NOTHING
    actions: dict[ActionKey, Action] = NOTHING
    workloads: dict[Id, Workload] = NOTHING
    vendors: dict[Id, Vendor] = NOTHING
    set_aside: tuple[SetAside, ...] = Field(default=(), exclude=True)
    comments: SkipJsonSchema[tuple[Comment, ...]] = Field(default=(), exclude=True)
    """Those of the file, for whoever reads it there: no report has them."""


ID_LIMIT: Final = 60
"""The longest id, in characters."""

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
"""Latin letters that no decomposition takes apart."""


def slug(name: str) -> str:
    """The name in kebab-case; empty if nothing of it can be written in ASCII."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:ID_LIMIT].strip("-")


def fresh(name: str, taken: Container[str], kind: str, number: int) -> str:
    """An id for the name that is not taken; a name without ASCII letters becomes `kind-number`."""
    base = slug(name)
    if not base:
        base = kind
        wanted = f"{kind}-{number}"
    else:
        wanted, number = base, 1
    while wanted in taken:
        number += 1
        tail = f"-{number}"
        wanted = base[: ID_LIMIT - len(tail)].rstrip("-") + tail
    return wanted
