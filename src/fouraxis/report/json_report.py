"""The report as JSON, for programs: what it holds, how it is made, and its JSON Schema.

The dataclasses here are what is written, key by key; the schema in `docs/report.schema.json` is
generated from them, and from the models of the session for the answers within them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field, GetCoreSchemaHandler, TypeAdapter, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import CoreSchema, DataclassSchema

from fouraxis.content.models import Content
from fouraxis.content.terms import CLAUSES, LEVELS, MOST_MINUTES, UNKNOWN, Axis, Model, WorkshopPart
from fouraxis.decision.matrix import Question
from fouraxis.decision.programme import Programme
from fouraxis.decision.reasons import Reason
from fouraxis.report import escape, register, sections
from fouraxis.report.answers import AnswerRow, Former
from fouraxis.report.recommendation import RecommendationJson, to_json
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow
from fouraxis.workshop import agreement, assess, attendance, matters
from fouraxis.workshop.agenda import Agenda, AgendaItem, For
from fouraxis.workshop.session import (
    AreaAnswer,
    Confidence,
    Decision,
    Disqualified,
    Node,
    Session,
    SetAside,
    Step,
    Vendor,
    Workload,
)
from fouraxis.workshop.standing import Contradiction
from fouraxis.workshop.statement import Candidates, Clause, Shortlist, shortlist, verdicts


class As:
    """Marks plain data that is written as pydantic would write a value of this type."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(self._kind)


class Decided(Decision):
    """What the room decided, and how that stands beside what is recommended now."""

    state: assess.DecisionState


Dumped = dict[str, Any]
"""A part of the session as the session file has it: what is not answered is absent."""

Count = Annotated[int, Field(ge=0)]
Minutes = Annotated[int, Field(ge=0, le=MOST_MINUTES)]
ClauseId = Annotated[str, WithJsonSchema({"enum": list(CLAUSES)})]


def _level(axis: Axis) -> WithJsonSchema:
    """A level of an axis, or unknown; None while it was not asked."""
    return WithJsonSchema({"enum": [*LEVELS[axis], UNKNOWN, None]})


@dataclass(frozen=True, slots=True)
class NoteJson:
    """Something written beside an answer: at which item, and of which kind."""

    item: str
    name: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FragileJson:
    """A doubtful step that would change the recommendation: to what, and why it is doubtful."""

    question: Question
    to: str
    lead: Model | None
    doubts: tuple[assess.Doubt, ...]


@dataclass(frozen=True, slots=True)
class FormerJson:
    """What an axis, a rule or the decision was until the room changed its mind, in words.

    Or that a question was parked, or a vendor out of the running, and why.
    """

    until: Annotated[str, As(datetime)]
    item: str
    was: str
    became: str
    basis: str
    by: str
    reason: str
    changed_by: str


@dataclass(frozen=True, slots=True)
class VoteJson:
    """What somebody said in a round; `name` is what they are called."""

    person: str
    name: str
    vote: str


@dataclass(frozen=True, slots=True)
class RoundJson:
    """A round of votes, and between which levels it was spread; null where nobody named one."""

    id: str
    votes: tuple[VoteJson, ...]
    lowest: str | None
    highest: str | None


@dataclass(frozen=True, slots=True)
class DissentJson:
    """What somebody has against the agreed level, and what they voted for last, if they did.

    Where that is the level that was agreed on since, it is `withdrawn`.
    """

    person: str
    name: str
    vote: str | None
    withdrawn: bool
    what: str
    why: str
    change: str


@dataclass(frozen=True, slots=True)
class AgreementJson:
    """How the room came to a level: the rounds of votes, how sure it is, who dissents."""

    axis: Axis
    level: str | None
    confidence: Confidence | None
    rounds: tuple[RoundJson, ...]
    dissent: tuple[DissentJson, ...]


@dataclass(frozen=True, slots=True)
class WorkloadJson:
    """One workload: where it stands, what is recommended and decided, and every answer.

    `votes` are on the levels on which the room voted, or of which it said how sure it is. `missing`
    says of the checks that are not met what each waits for first.
    """

    id: str
    name: str
    description: str
    owner: str
    kind: str | None
    sensitivity: Annotated[str | None, _level("sensitivity")]
    maturity: Annotated[str | None, _level("maturity")]
    certainty: Annotated[str | None, _level("certainty")]
    readiness: Annotated[str | None, _level("readiness")]
    to_confirm_again: tuple[Contradiction, ...]
    fragile: tuple[FragileJson, ...]
    votes: tuple[AgreementJson, ...]
    recommendation: RecommendationJson
    reasons: tuple[Reason, ...]
    status: assess.Status
    decision: Annotated[Dumped | None, As(Decided | None)]
    open: Count
    ready: dict[str, matters.ReadyState]
    missing: dict[str, str]
    unowned: tuple[str, ...]
    ownership: dict[str, Annotated[Dumped, As(AreaAnswer)]]
    vendors: tuple[str, ...]
    notes: tuple[NoteJson, ...]
    changed: tuple[FormerJson, ...]
    answers: Annotated[Dumped, As(Workload)]


@dataclass(frozen=True, slots=True)
class VendorJson:
    """One vendor: what the room learnt, as counts, and every answer.

    `disqualified` says why it is out of the running, who said so and when; null while it is in it.
    `claimed` are the items where the answer is the vendor's word alone.
    """

    id: str
    name: str
    note: str
    workloads: tuple[str, ...]
    marks: dict[str, Count]
    red_flags: tuple[str, ...]
    red_flags_answered: tuple[str, ...]
    sprint_warning: str | None
    disqualified: Annotated[Dumped | None, As(Disqualified | None)]
    claimed: tuple[str, ...]
    notes: tuple[NoteJson, ...]
    changed: tuple[FormerJson, ...]
    answers: Annotated[Dumped, As(Vendor)]


@dataclass(frozen=True, slots=True)
class ClauseJson:
    """A clause of a statement of work: what is known of it, line by line, and what is missing.

    `open` is how much is.
    """

    id: ClauseId
    known: tuple[str, ...]
    open: Count
    missing: tuple[str, ...]
    left_out: bool


@dataclass(frozen=True, slots=True)
class WorkstreamJson:
    """The outline of the statement of work for a workload that goes outside.

    `outdated`: the decision for this model is, and has to be made again.
    """

    workload: str
    model: Model
    outdated: bool
    clauses: tuple[ClauseJson, ...]


@dataclass(frozen=True, slots=True)
class CandidateJson:
    """A vendor beside the others; `verdicts` says by workload how its sprint ended."""

    vendor: str
    marks: dict[str, Count]
    red_flags: Count
    verdicts: dict[str, str]


@dataclass(frozen=True, slots=True)
class ShortlistJson:
    """Vendors against workloads; `nobody` are those for which none is considered."""

    vendors: tuple[CandidateJson, ...]
    workloads: tuple[Candidates, ...]
    nobody: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeJson(Programme):
    """What all workloads amount to together; no shortlist where vendors are left out.

    `models` has the workloads by what was decided, else recommended; those whose decision is
    `outdated` have to be decided again.
    """

    outdated: tuple[str, ...]
    workstreams: tuple[WorkstreamJson, ...]
    shortlist: ShortlistJson | None


@dataclass(frozen=True, slots=True)
class AgendaItemJson:
    """A part of the workshop; its times are in minutes."""

    part: Step
    name: str
    each: For
    times: Count
    minutes: Minutes
    own: bool
    total: Count
    starts_after: Count


@dataclass(frozen=True, slots=True)
class AgendaJson:
    """How the time was planned, in minutes."""

    total: Count
    items: tuple[AgendaItemJson, ...]
    left_out: Annotated[tuple[Step, ...], As(tuple[WorkshopPart, ...])]


@dataclass(frozen=True, slots=True)
class ReportJson:
    """Everything a workshop said, as its file has it, and what follows from it.

    `answers` holds a workload's or vendor's part of the session as the session file has it, and
    `session` the rest of it: nothing that the room said is missing.
    """

    title: str
    organisation: str
    created: Annotated[str, As(datetime)]
    session: Annotated[Dumped, As(Session)]
    workloads: Annotated[Iterator[WorkloadJson], As(tuple[WorkloadJson, ...])]
    vendors: Annotated[Iterator[VendorJson], As(tuple[VendorJson, ...])]
    programme: ProgrammeJson
    actions: tuple[register.ActionJson, ...]
    agenda: AgendaJson
    set_aside: tuple[Annotated[Dumped, As(SetAside)], ...]
    notice: str


class _Closed(GenerateJsonSchema):
    """Our own objects have every key and no other; the session keeps what it does not know."""

    def field_title_should_be_set(self, _: object) -> bool:
        return False  # "Starts After" says no more than starts_after

    def dataclass_schema(self, schema: DataclassSchema) -> JsonSchemaValue:
        return {**super().dataclass_schema(schema), "additionalProperties": False}


def schema() -> dict[str, Any]:
    """What a JSON report holds, key by key; the answers are as in the session file."""
    whole = TypeAdapter(ReportJson).json_schema(schema_generator=_Closed)
    rest = whole["$defs"]["Session"]["properties"]
    for elsewhere in _ELSEWHERE:
        del rest[elsewhere]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of fouraxis",
    }
    return head | {key: value for key, value in whole.items() if key != "title"}


_ELSEWHERE: Final = ("workloads", "vendors", "set_aside")
"""What the report has of a session outside of `session`."""


def interchange(summary: Summary, content: Content) -> Iterator[str]:
    """The whole report as one JSON object, in pieces."""
    session = _dumped(summary.session, "workloads", "vendors")
    return escape.json_pieces(
        ReportJson(
            title=summary.title,
            organisation=summary.organisation,
            created=session["created"],
            session=session,
            workloads=(_workload(row, summary.session) for row in summary.workloads),
            vendors=map(_vendor, summary.vendors),
            programme=_programme(summary, content),
            actions=tuple(map(register.action_json, summary.actions)),
            agenda=agenda_json(summary.agenda),
            set_aside=tuple(aside.model_dump(mode="json") for aside in summary.session.set_aside),
            notice=summary.notice,
        )
    )


def _votes(row: WorkloadRow, session: Session) -> Iterator[AgreementJson]:
    for agreed in row.agreements:
        answer, axis = row.assessed.workload.axis(agreed.axis), agreed.axis
        last, standing = agreement.last_votes(answer), agreement.objecting(answer)
        counted = {key: agreement.tally(axis, each) for key, each in answer.votes.items()}
        yield AgreementJson(
            axis=axis,
            level=answer.level,
            confidence=answer.confidence,
            rounds=tuple(
                RoundJson(
                    key,
                    tuple(
                        VoteJson(person, attendance.name_of(session, person), vote)
                        for person, vote in each.levels.items()
                    ),
                    counted[key].lowest,
                    counted[key].highest,
                )
                for key, each in answer.votes.items()
            ),
            dissent=tuple(
                DissentJson(
                    *(person, attendance.name_of(session, person), last.get(person)),
                    person not in standing,
                    *(dissent.what, dissent.why, dissent.change),
                )
                for person, dissent in answer.dissent.items()
            ),
        )


def _workload(row: WorkloadRow, session: Session) -> WorkloadJson:
    assessed, workload = row.assessed, row.assessed.workload
    decision = workload.decision
    return WorkloadJson(
        id=row.id,
        name=row.name,
        description=row.description,
        owner=row.owner,
        kind=workload.kind,
        sensitivity=workload.axis("sensitivity").level,
        maturity=workload.axis("maturity").level,
        certainty=workload.axis("certainty").level,
        readiness=workload.axis("readiness").level,
        to_confirm_again=assessed.contradictions,
        fragile=tuple(map(_fragile, assessed.fragile)),
        votes=tuple(_votes(row, session)),
        recommendation=to_json(assessed.recommendation),
        reasons=assessed.recommendation.reasons,
        status=assessed.status,
        decision={**decision.model_dump(mode="json"), "state": assessed.decision_state}
        if decision
        else None,
        open=row.open,
        ready={check.id: check.state for check in row.ready},
        missing=row.missing,
        unowned=assessed.unowned,
        ownership={
            area: answer.model_dump(mode="json") for area, answer in workload.ownership.items()
        },
        vendors=tuple(row.vendors),
        notes=_notes(row.answers),
        changed=tuple(map(_former, row.former)),
        answers=_dumped(workload),
    )


def _fragile(fragility: assess.Fragility) -> FragileJson:
    ((question, to),) = fragility.change.answers
    return FragileJson(question, to, fragility.change.lead, fragility.doubts)


def _former(line: Former) -> FormerJson:
    until = f"{line.at:%Y-%m-%dT%H:%M:%SZ}"
    rested = (line.basis, line.by, line.reason, line.changed_by)
    return FormerJson(until, line.item, line.was, line.now, *rested)


def _vendor(row: VendorRow) -> VendorJson:
    vetted = row.vetted
    return VendorJson(
        id=row.id,
        name=row.name,
        note=row.note,
        workloads=tuple(vetted.vendor.workloads),
        marks=dict(vetted.marks),
        red_flags=tuple(vetted.red_flags),
        red_flags_answered=tuple(vetted.answered),
        sprint_warning=row.warning or None,
        disqualified=_dumped(vetted.vendor.disqualified) if vetted.vendor.disqualified else None,
        claimed=tuple(answer.item for answer in row.answers if answer.claimed),
        notes=_notes(row.answers),
        changed=tuple(map(_former, row.former)),
        answers=_dumped(vetted.vendor),
    )


def _notes(answers: tuple[AnswerRow, ...]) -> tuple[NoteJson, ...]:
    return tuple(
        NoteJson(answer.item, answer.name, kind, text)
        for answer in answers
        for kind, text in answer.texts.items()
    )


def _programme(summary: Summary, content: Content) -> ProgrammeJson:
    """The programme, each statement of work, and vendors against workloads."""
    listed = shortlist(summary.session, content)
    outdated = tuple(row.id for row in summary.workloads if row.outdated)
    return ProgrammeJson(
        **escape.members(summary.programme),
        outdated=outdated,
        workstreams=tuple(
            WorkstreamJson(workload, model, workload in outdated, tuple(map(_clause, clauses)))
            for workload, model, clauses in sections.each_statement(summary, content)
        ),
        shortlist=_shortlist(listed) if listed else None,
    )


def _clause(clause: Clause) -> ClauseJson:
    lines = tuple(fact.line for fact in clause.lines)
    return ClauseJson(clause.id, lines, clause.open, clause.missing, clause.left_out)


def _shortlist(listed: Shortlist) -> ShortlistJson:
    return ShortlistJson(
        vendors=tuple(
            CandidateJson(key, dict(vetted.marks), len(vetted.red_flags), verdicts(vetted))
            for key, vetted in listed.vendors.items()
        ),
        workloads=listed.workloads,
        nobody=listed.nobody,
    )


def agenda_json(plan: Agenda) -> AgendaJson:
    """The plan of the workshop's time."""
    return AgendaJson(plan.total, tuple(map(_agenda_item, plan.items)), tuple(plan.left_out))


def _agenda_item(item: AgendaItem) -> AgendaItemJson:
    return AgendaItemJson(
        part=item.part,
        name=item.name,
        each=item.each,
        times=item.times,
        minutes=item.minutes,
        own=item.own,
        total=item.total,
        starts_after=item.starts_after,
    )


def _dumped(node: Node, *without: str) -> Dumped:
    return node.model_dump(mode="json", exclude_defaults=True, exclude=set(without))
