"""What follows from the answers, per workload, per vendor and for the programme; never stored.

And what would follow from others: one step is tried out before anybody means it, and it is told how
doubtful that step is.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Final, Literal, NamedTuple

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import (
    ASKED_RULES,
    AXES,
    BUILDER,
    LEVELS,
    MODELS,
    UNKNOWN,
    AskedRule,
    Axis,
    Model,
    Source,
)
from fouraxis.decision.matrix import Placement
from fouraxis.decision.programme import CountKind, Entry, Programme, programme
from fouraxis.decision.recommendation import Change, Recommendation, change_words, recommend
from fouraxis.memo import Remembered
from fouraxis.workshop import agreement, catalogue, edit, questions
from fouraxis.workshop.question import FOLLOW_UP, Question, live
from fouraxis.workshop.session import (
    AxisAnswer,
    Decision,
    FlagAnswer,
    Ground,
    Place,
    Session,
    Step,
    Vendor,
    Workload,
)
from fouraxis.workshop.standing import (
    EVERYTHING,
    Contradiction,
    ProgrammeWide,
    contradictions,
    evidence,
    moved,
    placement,
    programme_wide,
    suggestion,
)
from fouraxis.workshop.text import EditError, quoted

Matter = Axis | AskedRule
"""What can be tried out: an axis, or a rule that is asked."""

MATTERS: Final[tuple[Matter, ...]] = (*AXES, *ASKED_RULES)


def answer_to(workload: Workload, matter: Matter) -> str | None:
    """What is answered on an axis or to a rule."""
    axis = next((axis for axis in AXES if axis == matter), None)
    if axis is not None:
        return workload.axis(axis).level
    return next(workload.rule(rule).answer for rule in ASKED_RULES if rule == matter)


@dataclass(frozen=True, slots=True)
class Trial:
    """Other answers to axes and rules, by workload, on which nothing rests yet."""

    moves: Mapping[tuple[str, Matter], str] = field(default_factory=dict)

    def moved(self, session: Session, workload: str, matter: Matter, answer: str) -> "Trial":
        """The trial with this answer; one that the session has already is no move."""
        moves = {key: given for key, given in self.moves.items() if key != (workload, matter)}
        if answer_to(session.workloads[workload], matter) != answer:
            moves[workload, matter] = answer
        return Trial(moves)

    def without_the_last(self) -> "Trial":
        """The trial without its last move."""
        return Trial(dict(list(self.moves.items())[:-1]))

    def of(self, workload: str) -> dict[Matter, str]:
        """What is tried out on one workload."""
        return {matter: given for (key, matter), given in self.moves.items() if key == workload}

    def on(self, session: Session, content: Content) -> Session:
        """The session as it would be.

        What is not asked there any more (somebody removed the workload meanwhile) is left out.
        """
        for (workload, matter), given in self.moves.items():
            try:
                question = questions.find(session, content, workload, matter)
                session = questions.answer(session, question, given)
            except EditError:
                continue
        return session


Doubt = Literal["unknown", "parked", "disputed", "unsure"]
"""Why the answer that a recommendation hangs on may not be the last word."""


class Fragility(NamedTuple):
    """The one step that would change a recommendation, where that step is doubtful, and why."""

    change: Change
    doubts: tuple[Doubt, ...]


def fragile(workload: Workload, recommendation: Recommendation) -> tuple[Fragility, ...]:
    """What makes a recommendation fragile; nothing where no doubtful step changes its lead.

    That some step exists makes none fragile: there always is one.
    """
    if recommendation.lead is None:
        return ()
    doubtful = []
    for change in recommendation.changes:
        if len(change.answers) == 1 and change.lead != recommendation.lead:
            doubts = tuple(_doubts(workload, *change.answers[0]))
            if doubts:
                doubtful.append(Fragility(change, doubts))
    return tuple(doubtful)


def _doubts(workload: Workload, matter: str, to: str) -> Iterator[Doubt]:
    """What is doubtful about an answer, where another one would change the recommendation."""
    rule = next((rule for rule in ASKED_RULES if rule == matter), None)
    if rule is not None:
        if workload.rule(rule).parked:
            yield "parked"
        return
    for axis in AXES:
        if axis == matter:
            yield from _doubts_on(workload, axis, to)


def _doubts_on(workload: Workload, axis: Axis, to: str) -> Iterator[Doubt]:
    """What is doubtful about a level: parked, disputed, unsure, or open factors allow another."""
    answer = workload.axis(axis)
    possible = suggestion(workload, axis).possible
    could_be = not possible or to in possible
    factors = answer.factors.values()
    if could_be and any(factor.level == UNKNOWN for factor in factors):
        yield "unknown"
    if answer.parked or (could_be and any(f.parked and f.level is None for f in factors)):
        yield "parked"
    if _voted(answer, axis, to):
        yield "disputed"
    if answer.confidence == "low":
        yield "unsure"


def _voted(answer: AxisAnswer, axis: Axis, to: str) -> bool:
    """Whether somebody's last vote is the level of a step, or one further on the same way."""
    order = LEVELS[axis]
    if answer.level not in order or not (answer.votes or answer.dissent):
        return False
    here, there = order.index(answer.level), order.index(to)
    further = order[there:] if there > here else order[: there + 1]
    return any(vote in further for vote in agreement.dissenters(answer).values())


NeedState = Literal["no", "yes", "unknown", "not-applicable", "parked", "open", "left-out"]

_UNTIL: Final = f"{BUILDER}.by-when"
"""It shares the note of who builds."""

_TYPED: Final[dict[str, NeedState]] = {"no": "no", UNKNOWN: "unknown"}
"""What is no name, where a name would meet the condition."""


class Need(NamedTuple):
    """One condition: what it asks, how it stands, the answer in words, and where it is asked.

    `strict` tells whether strict governance asks for it, `review` whether it is to be looked at
    again.
    """

    name: str
    question: str
    source: Source
    state: NeedState
    answer: str
    note: str
    review: bool
    strict: bool
    place: Place


def needs(session: Session, content: Content, workload: str) -> tuple[Need, ...]:
    """What it takes, in the order in which it is asked, but what does not hold comes first.

    A workshop that leaves the conditions out still reads what they are. None while no model holds.

    Raises:
        EditError: there is no such workload.
    """
    asked = "conditions" not in session.left_out
    whole = session if asked else session.model_copy(update={"left_out": ()})
    conditions = [
        _need(session, content, question, asked=asked)
        for question in questions.of(whole, content, "conditions", workload)
    ]
    return tuple(sorted(conditions, key=lambda need: need.state != "no"))


def _need(session: Session, content: Content, question: Question, *, asked: bool) -> Need:
    state = _state(session, question) if asked else "left-out"
    words = content.setup.answers
    if question.options or state != "yes":
        answer = words[state].name
        if state == "parked" and (why := questions.put_off(questions.mark(session, question))):
            answer = f"{answer} ({why})"
    else:
        answer = str(questions.value(session, question))
    return Need(
        name=question.name,
        question=question.text,
        source=question.source,
        state=state,
        answer=answer,
        note=questions.note(session, question) if asked and question.item != _UNTIL else "",
        review=asked and questions.mark(session, question).review,
        strict=question.item.startswith("governance."),
        place=Place(step="conditions", workload=question.subject, item=question.item),
    )


def _state(session: Session, question: Question) -> NeedState:
    value = questions.value(session, question)
    if question.options:
        state = questions.state(session, question)
        if value == "no":
            return "no"
        match state:
            case "answered" | "carried":
                return "yes"
            case _:
                return state
    text = str(value or "").strip().casefold()
    if not text:
        return "parked" if questions.mark(session, question).parked else "open"
    return _TYPED.get(text, "yes")


@dataclass(frozen=True, slots=True)
class Vetted:
    """One vendor with all that follows from its answers.

    `marks` counts the criteria per mark; a criterion without a mark is not asked. `red_flags` are
    those that were heard, `answered` those of them that the room has answered, and `marked` the
    criteria that have the mark of one. `odd_sprints` are the workloads whose sprint is too short or
    too long, with how many weeks it takes; the empty id is a sprint for none.
    """

    vendor_id: str
    vendor: Vendor
    marks: Mapping[str, int]
    red_flags: tuple[str, ...]
    answered: tuple[str, ...]
    marked: tuple[str, ...]
    odd_sprints: Mapping[str, int]
    progress: questions.Progress

    @property
    def standing(self) -> tuple[str, ...]:
        """The red flags that are still to be answered: those heard, then those of criteria."""
        return (*(flag for flag in self.red_flags if flag not in self.answered), *self.marked)


_vendors: Remembered[Vendor, Vetted] = Remembered(256)


def vet(
    vendor_id: str, vendor: Vendor, content: Content, shared: ProgrammeWide = EVERYTHING
) -> Vetted:
    """All that follows from the answers about one vendor."""
    vetted = _vendors.get(
        vendor, lambda vendor: _vetted(vendor_id, vendor, content, shared), content, shared
    )
    return vetted if vetted.vendor_id == vendor_id else replace(vetted, vendor_id=vendor_id)


def _vetted(vendor_id: str, vendor: Vendor, content: Content, shared: ProgrammeWide) -> Vetted:
    words = content.vendors
    marks: Counter[str] = Counter(
        vendor.criterion(item.id).mark or "not-asked" for item in live(words.criteria.values())
    )
    least, most = words.sprint.min_weeks, words.sprint.max_weeks
    weeks = {key: sprint.weeks for key, sprint in (*vendor.sprints.items(), ("", vendor.sprint))}
    heard = tuple(
        flag.id for flag in live(words.red_flags.values()) if vendor.flag(flag.id).answer == "yes"
    )
    return Vetted(
        vendor_id=vendor_id,
        vendor=vendor,
        marks={mark: marks[mark] for mark in words.marks},
        red_flags=heard,
        answered=tuple(flag for flag in heard if is_answered(vendor.flag(flag))),
        marked=tuple(
            item.id
            for item in live(words.criteria.values())
            if vendor.criterion(item.id).mark == "red-flag"
        ),
        odd_sprints={
            key: many
            for key, many in weeks.items()
            if many is not None and not least <= many <= most
        },
        progress=questions.of_node(vendor, content, shared),
    )


def is_answered(flag: FlagAnswer) -> bool:
    """Whether a red flag that was heard is answered: by a note of the room.

    What a vendor writes beside a flag that it raises itself is no answer of the room.
    """
    return bool(flag.note.strip()) and "answer" not in flag.claimed


def flags_words(vetted: Vetted, *, marks_beside: bool = False) -> str:
    """How many red flags a vendor has, and how many are answered; of none, nothing.

    Those of criteria are counted where the marks do not stand beside it.
    """
    counts = (
        (len(vetted.red_flags), noted("{count} heard")),
        (0 if marks_beside else len(vetted.marked), noted("{count} in the criteria")),
        (len(vetted.answered), noted("{count} answered")),
    )
    return ", ".join(tr(text, count=count) for count, text in counts if count)


def sprint_warning(session: Session, content: Content, vetted: Vetted) -> str:
    """Which sprints of a vendor are too short or too long; nothing where none is."""
    if not vetted.odd_sprints:
        return ""
    nodes = session.workloads
    names = (
        (nodes[key].name if key in nodes else key) or tr("no workload yet")
        for key in vetted.odd_sprints
    )
    which = ", ".join(
        tr("{name} ({weeks})", name=name, weeks=ntr(weeks, "{count} week", "{count} weeks"))
        for name, weeks in zip(names, vetted.odd_sprints.values(), strict=True)
    )
    outside = content.vendors.sprint.outside
    return tr("Sprint for {workloads}: {warning}", workloads=which, warning=outside)


Status = Literal["not-placed", "level-again", "provisional", "to-confirm", "final"]
"""How far the recommendation of a workload is."""

DecisionState = Literal["none", "agreed", "alternative", "override", "outdated"]
"""What the room decided, seen beside what is recommended now."""

Overtaken = Literal["recommendation", "placement", "governance", "conditions"]
"""What has changed since the room decided, so that the decision is to be looked at again."""

OVERTAKEN: Final[dict[Overtaken, str]] = {
    "recommendation": noted("another recommendation than then"),
    "placement": noted("a level or rule is answered otherwise"),
    "governance": noted("strict governance came later"),
    "conditions": noted("a condition was answered no"),
}
"""The same in words."""

Kind = Literal["as-recommended", "alternative", "override"]


@dataclass(frozen=True, slots=True)
class Assessed:
    """One workload with all that follows from its answers.

    `unowned` are the areas that nobody is named for after launch ("unknown" is no name),
    `unassigned` the risks that are on no side, `unagreed` the contract items that are still open.
    Each is None where this workshop does not ask for it (`unowned`: empty). `overtaken` says why
    a decision is outdated, `contradictions` which levels are to be confirmed again, `fragile` which
    doubtful step would change the recommendation.
    """

    workload_id: str
    workload: Workload
    placement: Placement
    recommendation: Recommendation
    status: Status
    decision_state: DecisionState
    progress: questions.Progress
    unowned: tuple[str, ...]
    unassigned: tuple[str, ...] | None = None
    unagreed: tuple[str, ...] | None = None
    overtaken: tuple[Overtaken, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    fragile: tuple[Fragility, ...] = ()

    @property
    def model(self) -> Model | None:
        """What is gone by: the decision, as long as it stands, else what is recommended now."""
        decision = self.workload.decision
        if decision is None or self.decision_state == "outdated":
            return self.recommendation.lead
        return decision.model

    @property
    def open(self) -> int:
        """How many questions wait for an answer: open, unknown or parked."""
        return self.progress.open + self.progress.unknown + self.progress.parked


@dataclass(frozen=True)
class Assessment:
    """All workloads and vendors in the room's order, and the programme over them."""

    content: Content
    workloads: Mapping[str, Assessed]
    vendors: Mapping[str, Vetted]
    shared: ProgrammeWide = EVERYTHING

    @cached_property
    def programme(self) -> Programme:
        """All workloads together; worked out when it is first looked at."""
        vetted = self.vendors if self.shared.has("vendors") else {}
        raised = {
            key: len(assessed.standing)
            for key, assessed in vetted.items()
            if assessed.vendor.disqualified is None
        }
        entries = [_entry(assessed, self.shared) for assessed in self.workloads.values()]
        return programme(entries, self.content, raised)


_NAMED: Final = 3
"""As many contract items are named where they stand in a sentence; more are counted."""


def unagreed_words(assessed: Assessed, content: Content) -> str:
    """Which contract items are open, for where it is told how ready it is; of many, how many."""
    open_items = assessed.unagreed or ()
    count = len(open_items)
    if not count:
        return ""
    if count <= _NAMED:
        groups = content.contract.groups.values()
        names = (g.items[key].name for g in groups for key in open_items if key in g.items)
        return tr("still open in the contract: {names}", names=", ".join(names))
    return ntr(
        count, "{count} contract item is still open", "{count} contract items are still open"
    )


_workloads: Remembered[Workload, Assessed] = Remembered(256)
_sessions: Remembered[Session, Assessment] = Remembered(4)


def assess(session: Session, content: Content) -> Assessment:
    """Everything that follows from a session; after an edit only what it touched is worked out."""
    return _sessions.get(session, lambda session: _assessment(session, content), content)


def assess_workload(
    workload_id: str, workload: Workload, content: Content, shared: ProgrammeWide = EVERYTHING
) -> Assessed:
    """All that follows from the answers for one workload."""
    assessed = _workloads.get(
        workload,
        lambda workload: _assessed(workload_id, workload, content, shared),
        content,
        shared,
    )
    return (
        assessed
        if assessed.workload_id == workload_id
        else replace(assessed, workload_id=workload_id)
    )


def kind_of(recommendation: Recommendation, model: Model) -> Kind:
    """Which kind of decision a model is, beside this recommendation."""
    if model == recommendation.lead:
        return "as-recommended"
    return "alternative" if model in recommendation.options else "override"


def overtaken(
    decision: Decision,
    recommendation: Recommendation,
    unmet: Collection[str] = (),
    moved: Collection[str] = (),
) -> tuple[Overtaken, ...]:
    """What has changed since a decision was made; `unmet` are the conditions that do not hold now.

    `moved` are the axes and rules that are answered otherwise than then.

    A decision says what was recommended when it was made by its kind, and in sessions of today by
    its ground, too: only that tells of governance and conditions.
    """
    ground = decision.ground
    lead_then = ground.options[:1] if ground else recommendation.options[:1]
    stands = decision.kind == kind_of(recommendation, decision.model)
    changes: dict[Overtaken, bool] = {
        "recommendation": not stands or lead_then != recommendation.options[:1],
        "placement": bool(moved),
        "governance": bool(
            ground and recommendation.strict_governance and not ground.strict_governance
        ),
        "conditions": bool(ground and set(unmet) - set(ground.unmet)),
    }
    return tuple(change for change, happened in changes.items() if happened)


def decision_state(
    decision: Decision | None,
    recommendation: Recommendation,
    unmet: Collection[str] = (),
    moved: Collection[str] = (),
) -> DecisionState:
    """What a decision is, beside the recommendation as it is now.

    Outdated, where what it was made on has changed: until the room confirms it, nobody has decided
    on what holds now, not even where an override has become what is recommended.
    """
    if decision is None:
        return "none"
    if overtaken(decision, recommendation, unmet, moved):
        return "outdated"
    return "agreed" if decision.kind == "as-recommended" else decision.kind


def considered(session: Session, workload: str) -> tuple[str, ...]:
    """The vendors considered for a workload, without those that are out of the running."""
    chosen = session.workloads[workload].chosen_vendor if workload in session.workloads else None
    return tuple(
        key
        for key, vendor in session.vendors.items()
        if vendor.disqualified is None and (workload in vendor.workloads or key == chosen)
    )


def considered_for(session: Session, vendor: str) -> tuple[str, ...]:
    """The workloads that a vendor is considered for; one that it is chosen for is among them."""
    linked = session.vendors[vendor].workloads
    return (
        *(key for key in linked if key in session.workloads),
        *(
            key
            for key, node in session.workloads.items()
            if node.chosen_vendor == vendor and key not in linked
        ),
    )


def _status(
    where: Placement,
    recommendation: Recommendation,
    state: DecisionState,
    against: tuple[Contradiction, ...],
) -> Status:
    """An interpretation is final only once the room has decided with it in view.

    Nothing is while a level that it rests on is to be confirmed again.
    """
    if any(getattr(where, axis) is None for axis in AXES):
        return "not-placed"
    if against:
        return "level-again"
    if recommendation.provisional:
        return "provisional"
    undecided = state in ("none", "outdated")
    return "to-confirm" if recommendation.basis.kind == "interpretation" and undecided else "final"


def _assessed(
    workload_id: str, workload: Workload, content: Content, shared: ProgrammeWide
) -> Assessed:
    where = placement(workload)
    recommendation = recommend(where, content, evidence(workload, content, shared))
    decision = workload.decision
    _, unmet = _conditions(workload, content, shared) if decision else ((), ())
    changed = moved(decision, workload) if decision else ()
    state = decision_state(decision, recommendation, unmet, changed)
    against = contradictions(workload)
    return Assessed(
        workload_id=workload_id,
        workload=workload,
        placement=where,
        recommendation=recommendation,
        status=_status(where, recommendation, state, against),
        decision_state=state,
        progress=questions.of_node(workload, content, shared),
        unowned=_unowned(workload, content) if shared.has("ownership") else (),
        unassigned=_unsettled(workload, content, "risks", shared),
        unagreed=_unsettled(workload, content, "contract", shared),
        overtaken=overtaken(decision, recommendation, unmet, changed) if decision else (),
        contradictions=against,
        fragile=fragile(workload, recommendation),
    )


def _conditions(
    workload: Workload, content: Content, shared: ProgrammeWide
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The conditions of the model that holds which were answered yes, and those answered no."""
    asked = questions.asked(workload, content, "conditions", shared)
    given = ((question.item, questions.at(workload, question.value_path)) for question in asked)
    answers = {item: str(value or "").strip().casefold() for item, value in given}
    return (
        tuple(item for item, answer in answers.items() if answer == "yes"),
        tuple(item for item, answer in answers.items() if answer == "no"),
    )


def _ground(workload: Workload, content: Content, shared: ProgrammeWide) -> Ground:
    """What a decision of this moment rests on."""
    recommendation = recommend(placement(workload), content, evidence(workload, content, shared))
    met, unmet = _conditions(workload, content, shared)
    return Ground(
        options=recommendation.options,
        basis=recommendation.basis.kind,
        rows=recommendation.basis.rows,
        rules=recommendation.basis.rules,
        strict_governance=recommendation.strict_governance,
        met=met,
        unmet=unmet,
        levels={axis: level for axis in AXES if (level := workload.axis(axis).level)},
        answers={rule: answer for rule in ASKED_RULES if (answer := workload.rule(rule).answer)},
    )


def _unowned(workload: Workload, content: Content) -> tuple[str, ...]:
    areas = live(content.ownership.areas.values())
    return tuple(
        area.id for area in areas if workload.area(area.id).owner.casefold() in ("", UNKNOWN)
    )


def _unsettled(
    workload: Workload, content: Content, step: Step, shared: ProgrammeWide
) -> tuple[str, ...] | None:
    """The ids of what a step asks that is neither settled nor not applicable."""
    if not shared.has(step):
        return None
    return tuple(
        question.path[-1]
        for question in questions.asked(workload, content, step, shared)
        if question.counts
        and (questions.at(workload, question.value_path) or question.derived) in (None, *FOLLOW_UP)
    )


def _assessment(session: Session, content: Content) -> Assessment:
    shared = programme_wide(session)
    _workloads.make_room(len(session.workloads))
    _vendors.make_room(len(session.vendors))
    workloads = {
        key: assess_workload(key, workload, content, shared)
        for key, workload in session.workloads.items()
    }
    vendors = {key: vet(key, vendor, content, shared) for key, vendor in session.vendors.items()}
    return Assessment(content, workloads, vendors, shared)


def _entry(assessed: Assessed, shared: ProgrammeWide) -> Entry:
    decision = assessed.workload.decision
    counts: dict[CountKind, int] = {}
    if assessed.unassigned is not None:
        counts["unassigned-risks"] = len(assessed.unassigned)
    if shared.has("ownership"):
        counts["unowned-areas"] = len(assessed.unowned)
    if assessed.unagreed is not None:
        counts["open-contract-items"] = len(assessed.unagreed)
    return Entry(
        id=assessed.workload_id,
        name=assessed.workload.name,
        recommendation=assessed.recommendation,
        decided=decision.model if decision else None,
        owner=assessed.workload.owner,
        counts=counts,
        again=assessed.decision_state == "outdated",
    )


def decide(
    session: Session,
    content: Content,
    workload: str,
    choice: str | None,
    *,
    reason: str = "",
    by: str = "",
    at: datetime | None = None,
) -> Session:
    """The session with this decision; None takes it back. The same one again changes nothing.

    `choice` is the id of a model, or `as-recommended`. How it stands beside the recommendation is
    found out here.

    Raises:
        EditError: there is no such workload or model, nothing is recommended yet, a text is too
            long, or an override has no reason.
    """
    if not choice:
        return edit.undecide(session, workload)
    node = session.workloads.get(workload)
    if node is None:
        raise EditError(("workloads", workload), "there is no such workload")
    recommendation = assess_workload(
        workload, node, content, programme_wide(session)
    ).recommendation
    model = recommendation.lead if choice == catalogue.AS_RECOMMENDED else choice
    if model is None:
        allowed = ", ".join(MODELS)
        raise EditError(("decision",), f"nothing is recommended yet; decide for one of {allowed}")
    if model not in MODELS:
        allowed = ", ".join((catalogue.AS_RECOMMENDED, *MODELS))
        raise EditError(("decision",), f"{quoted(choice)} is not possible; use {allowed}")
    kind = kind_of(recommendation, model)
    changed = edit.decide(session, workload, model, kind, reason=reason, by=by, at=at)
    # the conditions are those of the model that holds from now on
    ground = _ground(changed.workloads[workload], content, programme_wide(session))
    changed = edit.set_at(changed, ("workloads", workload, "decision", "ground"), ground)
    was, now = node.decision, changed.workloads[workload].decision
    if was and now and was == now.model_copy(update={"at": was.at}):
        return session
    return changed


def standing(assessed: Assessed, content: Content) -> str:
    """How the decision stands beside what is recommended now; if it is outdated, why."""
    state = content.summary.decisions[assessed.decision_state].name
    why = ", ".join(tr(OVERTAKEN[change]) for change in assessed.overtaken)
    return f"{state}: {why}" if why else state


def outdated(session: Session, content: Content) -> Iterator[str]:
    """A line for each decision that was made before what it rested on has changed."""
    for assessed in assess(session, content).workloads.values():
        if assessed.decision_state == "outdated":
            name = quoted(assessed.workload.name)
            state = standing(assessed, content)
            yield tr("the decision on {workload} is {state}", workload=name, state=state)


def to_confirm_again(assessed: Assessed, content: Content) -> Iterator[str]:
    """A line for each level of a workload that its factors contradict since it was settled."""
    for contradiction in assessed.contradictions:
        axis = content.axes.axes[contradiction.axis]
        yield tr(
            "Level to confirm again: {axis} is {level}, the answers suggest {suggested}.",
            axis=axis.name,
            level=axis.levels[contradiction.level].name,
            suggested=axis.levels[contradiction.suggested].name,
        )


def to_decide_again(assessed: Assessed, content: Content) -> Iterator[str]:
    """A line where the decision on a workload has lost its ground: what it was, and why."""
    decision = assessed.workload.decision
    if decision is not None and assessed.decision_state == "outdated":
        model = content.matrix.models[decision.model].name
        state = standing(assessed, content)
        yield tr("Decided {model}, {state}.", model=model, state=state)


_DOUBTS: Final[dict[Doubt, str]] = {
    "unknown": noted("an answer behind it is unknown"),
    "parked": noted("it is parked"),
    "disputed": noted("somebody voted for the other level"),
    "unsure": noted("the room is not sure of it"),
}


def fragile_lines(assessed: Assessed, content: Content) -> Iterator[str]:
    """A line for each doubtful step that would change what is recommended for a workload."""
    for fragility in assessed.fragile:
        change = change_words(content, fragility.change)
        doubts = ", ".join(tr(_DOUBTS[doubt]) for doubt in fragility.doubts)
        yield tr("Fragile: {change}; {doubts}.", doubts=doubts, change=change)


def contradicted(session: Session, content: Content) -> Iterator[str]:
    """A line for each level of the session that is to be confirmed again."""
    for assessed in assess(session, content).workloads.values():
        for line in to_confirm_again(assessed, content):
            yield f"{quoted(assessed.workload.name)}: {line}"
