"""What is still to be settled: in the session as counts, and for a workload before a signature.

Each count leads to a place. A workload that goes outside has seven checks, all derived, none asked.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from sys import intern
from typing import Final, Literal, NamedTuple

from fouraxis.content import terms
from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, MatterKind
from fouraxis.decision.matrix import Question as Deciding
from fouraxis.memo import Remembered
from fouraxis.workshop import assess, boards, carry, questions, standing
from fouraxis.workshop.question import FOLLOW_UP, PROGRAMME, Question, live
from fouraxis.workshop.session import Place, Session, SessionPath, Sprint, Step, Vendor, Workload

ReadyState = Literal["met", "open", "not-applicable"]


class Ready(NamedTuple):
    """One check: what it is called, how far it is, and the place that says so.

    `step` is the part of the workshop that it looks at. One that is met is `carried` where it rests
    on an answer of an earlier room, unconfirmed.
    """

    id: str
    name: str
    text: str
    state: ReadyState
    place: Place
    step: Step
    carried: bool = False

    @property
    def held_up(self) -> bool:
        """Whether it is open on a ground that its own part does not tell."""
        flagged = self.step == "vendors" and not (self.place.item or "").startswith("sprint.")
        elsewhere = self.place.step not in (self.step, *(("rules",) if self.step == "axes" else ()))
        return self.state == "open" and (elsewhere or flagged)

    @property
    def called(self) -> str:
        """What it is called, and that nobody here has confirmed what it rests on."""
        if self.state != "met" or not self.carried:
            return self.name
        return tr("{check} (carried, not confirmed)", check=self.name)


class Signing(NamedTuple):
    """How far a workload is from a signature: its checks in the order of the content.

    `met` of `asked` checks are met; none is asked where the workload stays inside.
    """

    checks: tuple[Ready, ...]
    met: int
    asked: int

    @property
    def open(self) -> int:
        """How many checks are not met."""
        return self.asked - self.met

    @property
    def first_open(self) -> Ready | None:
        """The first check that is not met; None where nothing is open."""
        return next((check for check in self.checks if check.state == "open"), None)


_Found = tuple[bool, Place]
"""Whether a check is met, and the place that says so."""

_signings: Remembered[Session, dict[str, Signing]] = Remembered(4)
_known: Remembered[Workload, Signing] = Remembered(256)


def signing(session: Session, content: Content) -> Mapping[str, Signing]:
    """How far every workload is from a signature; after an edit only what it touched is looked at.

    None applies to work that stays inside; nor does one whose part this workshop leaves out.
    """
    return _signings.get(session, lambda whole: _signing(whole, content), content)


def ready_to_sign(session: Session, content: Content, workload: str) -> tuple[Ready, ...]:
    """The checks for one workload.

    Raises:
        KeyError: there is no such workload.
    """
    return signing(session, content)[workload].checks


def missing(session: Session, content: Content, check: Ready) -> str:
    """What an open check waits for first, and how far that is: "Shared responsibility: no"."""
    if check.state != "open":
        return ""
    place, words = check.place, content.summary.actions
    if place.step == "vendors" and place.vendor is None:
        return words["why-no-vendor"].text
    if place.step == "summary":
        return content.summary.decisions["outdated"].name
    of_vendor = place.step == "vendors"
    root = ("vendors", place.vendor or "") if of_vendor else ("workloads", place.workload or "")
    node, shared = getattr(session, root[0])[root[1]], standing.programme_wide(session)
    asked = {each.item: each for each in questions.asked(node, content, place.step, shared)}
    if (place.item or "") not in asked:
        return ""
    question = questions.placed(asked[place.item or ""], root[1], root)  # of hundreds this alone
    if (
        check.id == "support"
        and question.path[-1] in content.contract.groups[terms.SLA_GROUP].items
    ):
        return words["why-no-level"].text
    matter = asked.get(question.item.rpartition(".")[0])
    name = f"{matter.name}, {question.name}" if matter and place.step != "axes" else question.name
    answer = _answer_words(session, content, question) or content.setup.answers["open"].name
    if name == check.name:
        return answer
    return words["why-answer"].text.format(name=name, answer=answer)


def _answer_words(session: Session, content: Content, question: Question) -> str:
    """An answer in the words of the room; of a red flag that it was heard, of a claim that it is.

    Nothing while nobody has said anything.
    """
    value = questions.effective(session, question)
    if value in (None, ""):
        return ""
    if question.step == "vendors" and question.path[2] == "red_flags":
        return content.summary.actions["why-red-flag"].text
    names = {option.id: option.name for option in question.options}
    others = content.setup.answers
    answer = names.get(value) or (others[value].name if value in others else str(value))
    claimed = content.vendors.marks["claimed"].name
    return f"{answer} ({claimed})" if questions.is_claimed(session, question) else answer


@dataclass(frozen=True)
class _Case:
    """The workload that is looked at, and the vendors considered for it."""

    session: Session
    content: Content
    id: str
    node: Workload
    vendors: Mapping[str, Vendor]

    @cached_property
    def contract(self) -> Mapping[str, Question]:
        """What is asked about the contract, looked up once for all checks."""
        shared = standing.programme_wide(self.session)
        asked = questions.asked(self.node, self.content, "contract", shared)
        return {question.item: question for question in asked}

    def at(self, step: Step, item: str) -> Place:
        return Place(step=step, workload=self.id, item=item)

    def of_sprint(self, vendor: str | None, item: str) -> Place:
        item = f"sprint.{self.id}.{item}"
        return Place(step="vendors", workload=self.id, vendor=vendor, item=item)


def _signing(session: Session, content: Content) -> dict[str, Signing]:
    shared = standing.programme_wide(session)
    vendors: dict[str, dict[str, Vendor]] = {key: {} for key in session.workloads}
    for name, vendor in session.vendors.items():
        for key in assess.considered_for(session, name):
            vendors[key][name] = vendor
    _known.make_room(len(session.workloads))
    signings: dict[str, Signing] = {}
    for key, node in session.workloads.items():
        case = _Case(session, content, key, node, vendors[key])
        # what the checks depend on; a name is the same object wherever it is interned
        names = (intern(key), *map(intern, case.vendors))
        beside = (content, shared, session.carried, *names, *case.vendors.values())
        signings[key] = _known.get(node, partial(_checked, case), *beside)
    return signings


def _checked(case: _Case, _: Workload) -> Signing:
    model = _assessed(case).model
    inside = model is not None and model not in terms.OUTSIDE
    delivers = model is None or model in terms.DELIVERED
    has = standing.programme_wide(case.session).has
    checks: Mapping[str, tuple[Step, Callable[[_Case], _Found]]] = dict(
        zip(terms.READY_CHECKS, _CHECKS, strict=True)
    )
    checked: list[Ready] = []
    for check in case.content.summary.ready.values():
        step, look = checks[check.id]
        state: ReadyState = "not-applicable"
        place = Place(step="summary" if inside else "setup", workload=case.id)
        if not inside and has(step) and (delivers or check.id not in OF_DELIVERY):
            met, place = look(case)
            state = "met" if met else "open"
        rests = state == "met" and _carried(case, check.id)
        checked.append(Ready(check.id, check.name, check.text, state, place, step, rests))
    states = [check.state for check in checked]
    settled = states.count("met")
    return Signing(tuple(checked), settled, settled + states.count("open"))


def _carried(case: _Case, check: str) -> bool:
    """Whether a check is met by anything that came from an earlier room, unconfirmed."""
    vendor, _ = _running(case)
    carried = [*case.node.carried, *case.session.carried]
    carried += case.vendors[vendor].carried if vendor else ()
    own = tuple(each.format(workload=case.id) for each in _RESTS_ON[check])
    return any(path.startswith(own) for path in carried)


_RESTS_ON: Final[Mapping[str, tuple[str, ...]]] = dict(
    zip(
        terms.READY_CHECKS,
        (
            ("axes.", "rules."),
            ("sprints.{workload}.", "red_flags."),
            ("sprints.{workload}.outputs.evaluation-method", "red_flags."),
            ("rules.undefined-success.", "axes.certainty."),
            ("contract.",),
            ("contract.", "fit.shared-responsibility."),
            ("operations.", "ownership.", "fit.shared-responsibility."),
        ),
        strict=True,
    )
)
"""Where the answers stand that each check rests on, below a workload or its vendor."""


def _placed(case: _Case) -> _Found:
    """All four axes are placed for good, no open question can change the model, and it stands."""
    assessed = _assessed(case)
    unplaced = [axis for axis in terms.AXES if assessed.workload.axis(axis).level is None]
    deciding = [*unplaced, *assessed.recommendation.deciding]
    deciding += [contradiction.axis for contradiction in assessed.contradictions]
    if not deciding:
        settled = assessed.decision_state != "outdated"
        again = Place(step="summary", workload=case.id)
        return settled, case.at("axes", terms.AXES[0]) if settled else again
    first = deciding[0]
    return False, case.at("axes" if first in terms.AXES else "rules", first)


def _sprint(case: _Case) -> _Found:
    """The vendor has passed a paid sprint for it on production-like data; no red flag stands."""
    vendor, sprint = _running(case)
    unmet = next((item for item, met in _passed(sprint) if not met), None)
    if unmet is None and (place := _standing_flag(case, vendor)):
        return False, place
    return unmet is None, case.of_sprint(vendor, unmet or "verdict")


def _passed(sprint: Sprint) -> Iterator[tuple[str, bool]]:
    """What a sprint has to be and how it has to end; the vendor's word alone is nothing.

    How long it takes is warned about, and no reason to wait.
    """
    done = sprint.verdict == "proceed" or (
        sprint.verdict == "proceed-with-conditions" and sprint.conditions_open == "no"
    )
    ending = "conditions-open" if sprint.verdict == "proceed-with-conditions" else "verdict"
    yield ending, done and ending not in sprint.claimed and "verdict" not in sprint.claimed
    yield "paid", sprint.paid == "yes" and "paid" not in sprint.claimed
    real = sprint.production_like_data == "yes" and "production-like-data" not in sprint.claimed
    yield "production-like-data", real


def _method(case: _Case) -> _Found:
    """The same vendor has written down how it evaluates; no red flag stands."""
    vendor, sprint = _running(case)
    method = "evaluation-method"
    written = sprint.outputs.get(method) == "yes" and method not in sprint.claimed
    met = written and sprint.verdict != "stop"
    if met and (place := _standing_flag(case, vendor)):
        return False, place
    return met, case.of_sprint(vendor, method)


def _running(case: _Case) -> tuple[str | None, Sprint]:
    """The vendor that it is to be signed with, and its sprint for the workload."""
    vendor = in_the_running(case.node, case.vendors)
    return vendor, case.vendors[vendor].sprint_for(case.id) if vendor else Sprint()


def in_the_running(workload: Workload, vendors: Mapping[str, Vendor]) -> str | None:
    """The vendor chosen out of those considered; as long as none is, the only one, if it is that.

    One that is disqualified is not in the running.
    """
    running = [key for key, vendor in vendors.items() if vendor.disqualified is None]
    if workload.chosen_vendor is not None:
        return workload.chosen_vendor if workload.chosen_vendor in running else None
    return running[0] if len(running) == 1 else None


def _standing_flag(case: _Case, vendor: str | None) -> Place | None:
    """The first red flag that was heard of a vendor and that no note of the room answers."""
    flags = case.vendors[vendor].red_flags if vendor else {}
    for key, flag in flags.items():
        if flag.answer == "yes" and not assess.is_answered(flag):
            return Place(step="vendors", workload=case.id, vendor=vendor, item=key)
    return None


def _criteria(case: _Case) -> _Found:
    """Success is defined, and can be measured as far as anybody has said."""
    if case.node.rule("undefined-success").answer != "no":
        return False, case.at("rules", "undefined-success")
    measured = standing.factors(case.node, "certainty")["measurable-success"]
    if measured is None:  # the room set the level at once: high says that it can be measured
        level = case.node.axis("certainty").level
        return level == "high", case.at("axes", "certainty.measurable-success")
    return measured == "yes", case.at("axes", "certainty.measurable-success")


def _ownership(case: _Case) -> _Found:
    """Every IP item is agreed with an owner, and portability is."""
    group = case.content.contract.groups[terms.IP_GROUP]
    items = [item.id for item in live(group.items.values())]
    return _agreed(case, [*items, terms.PORTABILITY])


def _support(case: _Case) -> _Found:
    """AI-specific support is agreed, a service level is measured, and responsibility is shared."""
    met, place = _agreed(case, [terms.SUPPORT])
    if not met:
        return met, place
    if (shared := _shared(case)) is not None:
        return False, shared
    levels = [
        item.id for item in live(case.content.contract.groups[terms.SLA_GROUP].items.values())
    ]
    measured = any(_measured(case, level) for level in levels)
    return measured, place if measured else case.at("contract", f"contract.{levels[0]}")


def _measured(case: _Case, level: str) -> bool:
    """Whether a service level is agreed, with a target and somebody who measures it."""
    keys = (f"contract.{level}", f"contract.{level}.target", f"contract.{level}.measured-by")
    answer, *named = (_value(case, case.contract[key]) for key in keys)
    return answer == "agreed" and all(
        name is not None and name.strip() and name.strip().casefold() not in FOLLOW_UP
        for name in named
    )


def _shared(case: _Case) -> Place | None:
    """Where it is said that a partner shares the responsibility, as long as nobody accepts that."""
    if not standing.programme_wide(case.session).has("profile"):
        return None
    answer = case.node.fit.get("shared-responsibility")
    if answer is not None and answer.answer == "yes":
        return None
    return case.at("profile", "fit.shared-responsibility")


def _operation(case: _Case) -> _Found:
    """Who operates it is chosen, every area has an owner, and responsibility is shared."""
    if case.node.operations.structure in (None, terms.UNKNOWN):
        return False, case.at("ownership", "structure")
    if unowned := _assessed(case).unowned:
        return False, case.at("ownership", unowned[0])
    shared = _shared(case)
    return shared is None, shared or case.at("ownership", "structure")


OF_DELIVERY: Final = ("calibration-sprint", "evaluation-method", "support")
"""The checks that only a partner who delivers can meet: they do not apply to advice."""

_CHECKS: Final[tuple[tuple[Step, Callable[[_Case], _Found]], ...]] = (
    ("axes", _placed),
    ("vendors", _sprint),
    ("vendors", _method),
    ("axes", _criteria),
    ("contract", _ownership),
    ("contract", _support),
    ("ownership", _operation),
)
"""In the order of `READY_CHECKS`: the part of the workshop that each looks at, and how."""


def _assessed(case: _Case) -> assess.Assessed:
    return assess.assess_workload(
        case.id, case.node, case.content, standing.programme_wide(case.session)
    )


def _agreed(case: _Case, items: Iterable[str]) -> _Found:
    """Whether these contract items are agreed; the first that is not, else the first of all."""
    asked = [question for item in items for question in _of_item(case.contract, item)]
    missing = [question.item for question in asked if not _settled(case, question)]
    first = next(iter([*missing, *(question.item for question in asked)]), None)
    return not missing, Place(step="contract", workload=case.id, item=first)


def _of_item(asked: Mapping[str, Question], item: str) -> Iterator[Question]:
    """Whether it is agreed, and whose it is where that is asked."""
    for key in (f"contract.{item}", f"contract.{item}.owner"):
        if key in asked:
            yield asked[key]


def _settled(case: _Case, question: Question) -> bool:
    """Agreed or not applicable, and ours; whatever is the vendor's takes a licence in writing.

    An owner that nobody named is the usual one, "open" is none.
    """
    value = _value(case, question)
    if question.field != "owner":
        return value in ("agreed", terms.NOT_APPLICABLE)
    if value == "vendor" and _value(case, case.contract[_item(question)]) != terms.NOT_APPLICABLE:
        return bool(_note(case, question).strip())
    return value != "open"


def _value(case: _Case, question: Question) -> str | None:
    value: str | None = questions.at(case.node, question.value_path) or question.derived
    return value


def _item(question: Question) -> str:
    """The matter that an owner belongs to."""
    return question.item.rpartition(".")[0]


def _note(case: _Case, question: Question) -> str:
    """The note on a contract item: the workload's own, else the programme's."""
    key = question.path[-1]
    own = case.node.contract.get(key)
    if own is not None and own.note.strip():
        return own.note
    default = standing.programme_wide(case.session).contract.get(key)
    return default.note if default is not None else ""


_UNSETTLED: Final[Mapping[str, Callable[[assess.Assessed], tuple[str, ...] | None]]] = {
    "unowned-areas": lambda assessed: assessed.unowned,
    "unassigned-risks": lambda assessed: assessed.unassigned,
    "open-contract-items": lambda assessed: assessed.unagreed,
}
NO_VENDORS: Final[Mapping[str, int]] = {}
_STATES: Final[tuple[MatterKind, ...]] = ("unknown", "carried", "parked", "review")
_OF_PROGRESS: Final[tuple[MatterKind, ...]] = ("unknown", "review")
_SHARED: Final = ("contract",)
"""Where what is agreed for all workloads stands in a session."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A workload or vendor at which something is to be settled, and how much of it.

    What is agreed for all workloads is a group of its own.
    """

    group: Literal["workloads", "vendors", "contract"]
    subject: str
    count: int


class Matter(NamedTuple):
    """One kind of thing that is still to be settled, and where, in the order in which to go there.

    A workload and a vendor may have the same id: a spot says which of the two it is.
    """

    kind: MatterKind
    total: int
    spots: tuple[Spot, ...]


def matters(session: Session, content: Content) -> tuple[Matter, ...]:
    """Everything that is still to be settled, what weighs most first; what is settled is absent."""
    assessment, signings = assess.assess(session, content), signing(session, content)
    return tuple(matter for matter in _every(session, assessment, signings) if matter.total)


def ready(session: Session, content: Content) -> tuple[int, int]:
    """How many workloads are ready to be signed, out of how many that go outside."""
    signings = signing(session, content)
    outside = settled_outside(assess.assess(session, content))
    return sum(not signings[key].open for key in outside), len(outside)


def settled_outside(assessment: assess.Assessment) -> tuple[str, ...]:
    """The workloads that go outside, but for those on which the room has to decide again."""
    workloads = assessment.workloads
    outside = assessment.programme.outside
    return tuple(key for key in outside if workloads[key].decision_state != "outdated")


def place_of(session: Session, content: Content, kind: MatterKind, spot: Spot) -> Place:
    """Where to settle a matter; the workload's row in the summary if nowhere else."""
    assessment = assess.assess(session, content)
    if kind == "red-flags":
        raised = assessment.vendors[spot.subject].standing
        return Place(step="vendors", vendor=spot.subject, item=raised[0] if raised else None)
    if kind == "parked":
        listed = boards.parked(session, content)
        places = (each.place for each in listed if _root(each.path) == _root_of(spot))
        return next(filter(None, places), Place(step="summary"))
    if spot.group == "contract":
        return Place(step="contract", item=session.carried[0].rpartition(".")[0])
    if kind == "carried" and not next(waiting(session, content, kind, spot), None):
        return Place(step="summary", workload=spot.subject)
    if kind in _STATES:
        question = next(waiting(session, content, kind, spot), None)
        return _place(question) if question else Place(step="summary")
    assessed = assessment.workloads[spot.subject]
    if kind == "unowned-areas" and assessed.unowned:
        return Place(step="ownership", workload=spot.subject, item=assessed.unowned[0])
    if kind == "unassigned-risks" and assessed.unassigned:
        return Place(step="risks", workload=spot.subject, item=f"risk.{assessed.unassigned[0]}")
    if kind == "open-contract-items" and assessed.unagreed:
        return Place(
            step="contract", workload=spot.subject, item=f"contract.{assessed.unagreed[0]}"
        )
    if kind == "not-ready" and (check := signing(session, content)[spot.subject].first_open):
        return check.place
    if kind == "squads":
        return Place(step="workloads", workload=spot.subject)
    if kind == "level-again" and assessed.contradictions:
        return place_to_answer(spot.subject, assessed.contradictions[0].axis)
    if kind in ("provisional", "not-placed"):
        return next_step(assessed)
    return Place(step="summary", workload=spot.subject)


def _root(path: SessionPath) -> SessionPath:
    """The workload or vendor that a path lies below, or what is agreed for all."""
    return _SHARED if path[:1] == _SHARED else path[:2]


def _root_of(spot: Spot) -> SessionPath:
    return _SHARED if spot.group == "contract" else (spot.group, spot.subject)


def place_to_answer(workload: str, question: Deciding) -> Place:
    """Where a question is asked that a recommendation rests on."""
    step: Step = "axes" if question in AXES else "rules"
    return Place(step=step, workload=workload, item=question)


def next_step(assessed: assess.Assessed) -> Place:
    """Where to go on with a workload: an axis without a level, else what decides, else the axes."""
    unplaced = [axis for axis in AXES if assessed.workload.axis(axis).level is None]
    first: Deciding = next(iter((*unplaced, *assessed.recommendation.deciding)), AXES[0])
    return place_to_answer(assessed.workload_id, first)


def _every(
    session: Session, assessment: assess.Assessment, signings: Mapping[str, Signing]
) -> Iterator[Matter]:
    workloads = assessment.workloads
    yield _those("outdated", {k: w.decision_state == "outdated" for k, w in workloads.items()})
    yield _those("level-again", {k: bool(w.contradictions) for k, w in workloads.items()})
    yield _those("to-confirm", {k: w.status == "to-confirm" for k, w in workloads.items()})
    yield _those("provisional", {k: w.status == "provisional" for k, w in workloads.items()})
    yield _those("not-placed", {k: w.status == "not-placed" for k, w in workloads.items()})
    undecided = {
        k: w.status == "final" and w.decision_state == "none" for k, w in workloads.items()
    }
    yield _those("undecided", undecided)
    yield from _programme(assessment, signings)
    work = {k: w.progress for k, w in workloads.items()}
    vetted = {k: v.progress for k, v in assessment.vendors.items()}
    unknown, review = (
        _those(
            kind,
            {k: getattr(progress, kind) for k, progress in work.items()},
            {k: getattr(progress, kind) for k, progress in vetted.items()},
        )
        for kind in _OF_PROGRESS
    )
    carried = _at("carried", carry.unconfirmed_at(session, assessment.content))
    yield from (
        unknown,
        carried,
        _at("parked", Counter(map(_root, standing.parked_paths(session)))),
        review,
    )


def _programme(assessment: assess.Assessment, signings: Mapping[str, Signing]) -> Iterator[Matter]:
    """What the programme counts, what cannot be signed yet, and squads that lack an owner."""
    workloads, programme = assessment.workloads, assessment.programme
    checks = {key: signings[key].open for key in settled_outside(assessment)}
    unsigned = tuple(Spot("workloads", key, count) for key, count in checks.items() if count)
    yield Matter("not-ready", len(unsigned), unsigned)
    for count in programme.counts:
        if count.kind == "red-flags":
            raised = {key: len(assessment.vendors[key].standing) for key in count.places}
            yield _those("red-flags", {}, raised)
        else:
            unsettled = _UNSETTLED[count.kind]
            yield _those(
                count.kind, {key: len(unsettled(workloads[key]) or ()) for key in count.places}
            )
    lacking = programme.squads - len(programme.product_owners)
    if lacking > 0:
        squads = programme.models.get("co-build-squad", ())
        ownerless = [key for key in squads if not workloads[key].workload.owner.strip()]
        spots = tuple(Spot("workloads", key, 1) for key in ownerless or squads)
        yield Matter("squads", lacking, spots)


def _at(kind: MatterKind, counts: Mapping[SessionPath, int]) -> Matter:
    """How much of a kind there is, by where in the session it lies."""
    spots = tuple(_spot(path, count) for path, count in counts.items() if count)
    return Matter(kind, sum(spot.count for spot in spots), spots)


def _spot(path: SessionPath, count: int) -> Spot:
    match path:
        case ("workloads" | "vendors" as group, subject):
            return Spot(group, subject, count)
        case _:
            return Spot("contract", PROGRAMME, count)


def _those(
    kind: MatterKind, workloads: Mapping[str, int], vendors: Mapping[str, int] = NO_VENDORS
) -> Matter:
    spots = [Spot("workloads", key, int(count)) for key, count in workloads.items() if count]
    spots += [Spot("vendors", key, int(count)) for key, count in vendors.items() if count]
    return Matter(kind, sum(spot.count for spot in spots), tuple(spots))


def waiting(session: Session, content: Content, kind: MatterKind, spot: Spot) -> Iterator[Question]:
    """The questions of a workload or vendor that are unknown, parked, or marked for review."""
    steps: tuple[Step, ...] = (
        questions.WORKLOAD_STEPS if spot.group == "workloads" else ("vendors",)
    )
    for step in steps:
        asked = questions.of(session, content, step, spot.subject)
        for question, state in questions.states_of(session, asked):
            if kind == "review":
                if questions.mark(session, question).review:
                    yield question
            elif state == kind:
                yield question


def _place(question: Question) -> Place:
    if question.step == "vendors":
        return Place(step="vendors", vendor=question.subject, item=question.item)
    return Place(step=question.step, workload=question.subject, item=question.item)
