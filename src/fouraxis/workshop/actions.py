"""The register of actions: what is to be done follows from the answers, never written by hand.

An action is there as long as what it rests on. Who does it, until when, and how far it is, the
session keeps by the action's id: that outlives the action, and is there when it comes back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from sys import intern
from typing import Final, Literal, NamedTuple

from fouraxis.content import terms
from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.decision import reasons, recommendation
from fouraxis.memo import Remembered
from fouraxis.workshop import assess, boards, edit, matters, questions, standing, wording
from fouraxis.workshop.question import FOLLOW_UP, Question, live
from fouraxis.workshop.session import Mark, Place, Session, Step, Workload, fresh
from fouraxis.workshop.text import EditError

Kind = Literal[
    "unknown",
    "rule",
    "team",
    "reentry",
    "decision",
    "legal",
    "condition",
    "governance",
    "own",
    "red-flag",
    "contract",
    "ready",
    "risk",
    "area",
    "stage",
]
"""What an action comes from; what decides most first."""

_DECIDES: Final[Mapping[Kind, terms.Decides]] = {
    **dict.fromkeys(("unknown", "rule", "team", "reentry", "decision"), "model"),
    **dict.fromkeys(("condition", "governance"), "fit"),
    "own": "room",
    **dict.fromkeys(("legal", "red-flag", "contract", "ready"), "signature"),
    **dict.fromkeys(("risk", "area", "stage"), "operation"),
}
_ORDER: Final[Mapping[str, int]] = {kind: rank for rank, kind in enumerate(_DECIDES)}

ActionState = Literal["open", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What an action rests on: `rule.core-logic`, `ready.placed`, `contract.portability`."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done, as the room reads it: what, why, where it is settled, and by whom.

    `workload` or `vendor` is what it is for; neither for what the room agreed on for all. `decides`
    is what hangs on it, `alike` for how many workloads the same is to be done.
    """

    id: str
    kind: Kind
    title: str
    because: tuple[Ground, ...]
    place: Place
    workload: str | None = None
    vendor: str | None = None
    alike: int = 1
    owner: str = ""
    due: date | None = None
    state: ActionState = "open"
    reason: str = ""
    note: str = ""

    @property
    def decides(self) -> terms.Decides:
        """What hangs on it."""
        return _DECIDES[self.kind]

    @property
    def open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state == "open"

    def overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.open and self.due is not None and self.due < today


def actions(session: Session, content: Content, today: date) -> tuple[Action, ...]:
    """Everything to be done: overdue first, then what decides most; what is settled comes last."""
    listed = [_with_what_was_kept(action, session) for action in _derived(session, content)]
    listed += _of_the_room(session, content)
    rank = {key: at for at, key in enumerate((*session.workloads, *session.vendors))}

    def weight(action: Action) -> tuple[bool, date, int, int, date, int]:
        late = action.overdue(today)
        due = action.due or date.max
        return (
            not action.open,
            due if late else date.max,
            _ORDER[action.kind],
            -action.alike,
            due,
            rank.get(action.workload or action.vendor or "", -1),
        )

    return tuple(sorted(listed, key=weight))


def naming(content: Content, *sessions: Session) -> wording.Naming:
    """The names that places have in a content, and the actions in these sessions."""
    titles: dict[str, str] = {}
    for session in sessions:
        for action in actions(session, content, date.min):
            about = session.workloads.get(action.workload or "")
            about_vendor = session.vendors.get(action.vendor or "")
            name = about.name if about else about_vendor.name if about_vendor else ""
            titles.setdefault(action.id, f"{name}, {action.title}" if name else action.title)
    return wording.Naming(content, titles)


def next_steps(session: Session, content: Content, today: date) -> dict[str, str]:
    """What is to be done first about each workload of which anything is to be done."""
    first: dict[str, str] = {}
    for action in actions(session, content, today):
        if action.open and action.workload:
            first.setdefault(action.workload, action.title)
    return first


def due(session: Session, content: Content, today: date) -> tuple[Action, ...]:
    """The open actions that are due by today; those that are overdue first."""
    days = [kept.due for kept in session.actions.values()]
    for workload in session.workloads.values():
        days += [workload.reentry.revisit, workload.legal.date]
    if not any(until is not None and until <= today for until in days):
        return ()  # as nearly always: nothing need be worked out
    return tuple(
        action
        for action in actions(session, content, today)
        if action.open and action.due is not None and action.due <= today
    )


# -- what follows from the answers

_registers: Remembered[Session, tuple[Action, ...]] = Remembered(4)
_of_workloads: Remembered[Workload, tuple[Action, ...]] = Remembered(256)


def _derived(session: Session, content: Content) -> tuple[Action, ...]:
    """What follows from the answers, without what the room settled on it."""
    return _registers.get(session, lambda whole: tuple(_every(whole, content)), content)


def _every(session: Session, content: Content) -> Iterator[Action]:
    assessment, signings = assess.assess(session, content), matters.signing(session, content)
    shared = standing.programme_wide(session)
    _of_workloads.make_room(len(session.workloads))
    alike: dict[str, int] = {}
    listed: list[Action] = []
    for key, assessed in assessment.workloads.items():
        case = _Case(session, content, key, assessed, signings[key], shared)
        beside = (content, shared, intern(key), signings[key])
        listed += _of_workloads.get(assessed.workload, partial(_of_workload, case), *beside)
    listed = _with_vendors(listed, _of_vendors(session, content))
    for action in listed:
        alike[_without_subject(action)] = alike.get(_without_subject(action), 0) + 1
    finders = boards.finders(session, content)
    for action in listed:
        owner = finders.get(action.place, "")
        yield replace(action, alike=alike[_without_subject(action)], owner=owner)


def _with_vendors(listed: Iterable[Action], of_vendors: Iterable[Action]) -> list[Action]:
    """All of them; what waits for an answer to a red flag is a ground to get that, once."""
    flags = {(action.vendor, action.place.item): action for action in of_vendors}
    others: list[Action] = []
    for action in listed:
        at = (action.place.vendor, action.place.item)
        if action.kind == "ready" and (flag := flags.get(at)) is not None:
            grounds = (each for each in action.because if each.id.startswith("ready."))
            flags[at] = replace(flag, because=tuple(dict.fromkeys((*flag.because, *grounds))))
        else:
            others.append(action)
    return [*others, *flags.values()]


def _without_subject(action: Action) -> str:
    """What is to be done, whichever workload it is for."""
    return action.id.split(".", 2)[2]


class _Case(NamedTuple):
    """The workload that is looked at, with all that follows from its answers."""

    session: Session
    content: Content
    id: str
    assessed: assess.Assessed
    signing: matters.Signing
    shared: standing.ProgrammeWide

    @property
    def node(self) -> Workload:
        return self.assessed.workload

    @property
    def model(self) -> terms.Model | None:
        """The model that is gone by, so that nothing is asked for one that is overtaken."""
        return self.assessed.model

    def place(self, step: Step, item: str) -> Place:
        return Place(step=step, workload=self.id, item=item)

    def words(self, phrase: str, **places: object) -> str:
        return self.content.summary.actions[phrase].text.format(**places)

    def action(self, rests_on: tuple[Kind, str], title: str, why: str, place: Place) -> Action:
        kind, item = rests_on
        because = Ground(f"{kind}.{item}", why)
        action_id = f"workload.{self.id}.{kind}.{item}"
        return Action(action_id, kind, title, (because,), place, workload=self.id)


def _of_workload(case: _Case, _: Workload) -> tuple[Action, ...]:
    """Each thing to do once: what is settled at the same place is one action with all grounds."""
    by_place: dict[object, Action] = {}
    for derive in _SOURCES:
        for action in derive(case):
            at = (action.place.step, action.place.item) if action.place.item else action.id
            there = by_place.get(at)
            if there is None:
                by_place[at] = action
            elif there.kind in _ABOUT_AN_AXIS and action.kind == "ready" and at[0] == "axes":
                by_place[action.id] = action
            else:
                grounds = dict.fromkeys((*there.because, *action.because))
                by_place[at] = replace(there, because=tuple(grounds))
    return tuple(by_place.values())


_ABOUT_AN_AXIS: Final = ("rule", "team", "reentry")
"""What an axis gives rise to, beside the question where it stands."""


def _unknowns(case: _Case) -> Iterator[Action]:
    """The questions that decide the model and have no answer."""
    words = case.content.setup.answers[terms.UNKNOWN].name
    for question in case.assessed.recommendation.deciding:
        title = case.words("unknown", question=reasons.open_words(case.content, question))
        place = matters.place_to_answer(case.id, question)
        mark = questions.at(case.node, (place.step, question))
        parked_there = isinstance(mark, Mark) and mark.parked
        why = tr("parked") if parked_there else case.words("why-not-asked")
        if getattr(case.assessed.placement, question.replace("-", "_")) is not None:
            why = case.words("why-given", answer=words)
        yield case.action(("unknown", question), title, why, place)


_AT: Final[Mapping[int, str]] = {5: "maturity", 8: "certainty"}
"""Where a rule is settled that is read off the axes, by its row."""


def _rules(case: _Case) -> Iterator[Action]:
    """The way out of each rule that holds, and the smallest team where there is none to advise."""
    rules = case.content.rules.rules
    for step in case.assessed.recommendation.next_steps:
        kind, _, item = step.id.partition(".")
        if kind == "rule":
            rule = rules[item]
            at = _AT.get(rule.row or 0, item)
            place = case.place("axes" if at in terms.AXES else "rules", at)
            yield case.action(("rule", item), step.text, step.because, place)
        elif kind == "team":
            place = case.place("axes", "maturity")
            yield case.action(("team", item), step.text, step.because, place)


_BROUGHT_BACK_BY: Final[Mapping[str, tuple[Step, str]]] = {
    "team-emerging": ("axes", "maturity"),
    "criteria-written": ("rules", "undefined-success"),
    "legal-clearance": ("rules", "data-cannot-leave"),
}


def _reentry(case: _Case) -> Iterator[Action]:
    """What brings back a workload that may not yet go outside, unless the room overrode that."""
    if case.model in terms.OUTSIDE:
        return
    for condition in case.assessed.recommendation.reentry:
        place = case.place(*_BROUGHT_BACK_BY[condition.id])
        yield case.action(("reentry", condition.id), condition.text, condition.because, place)


def _decision(case: _Case) -> Iterator[Action]:
    """A decision that can be made, or has to be made again."""
    state = case.assessed.decision_state
    if case.assessed.status in ("final", "to-confirm") and state in ("none", "outdated"):
        title = case.words("decide" if state == "none" else "decide-again")
        why = case.words("why-undecided")
        if state == "outdated":
            why = case.content.summary.decisions[state].name
        yield case.action(
            ("decision", "decide"), title, why, Place(step="summary", workload=case.id)
        )


def _legal(case: _Case) -> Iterator[Action]:
    """The legal review, where the data is such that it comes before anybody develops."""
    why = reviewed_because(case.assessed, case.content)
    if why and case.node.legal.reviewed != "yes":
        place = case.place("rules", "legal.reviewed")
        yield case.action(("legal", "review"), case.words("legal"), why, place)


def reviewed_because(assessed: assess.Assessed, content: Content) -> str:
    """What calls for a legal review: the law, the data, or that the room said it is still due.

    Nothing as long as neither is known.
    """
    node, placement = assessed.workload, assessed.placement
    words = content.summary.actions
    for area in live(content.rules.ai_act.values()):
        if area.id in node.ai_act and node.ai_act[area.id].answer == "yes":
            return words["why-ai-act"].text.format(name=area.name)
    if placement.axis("sensitivity") in ("medium", "high"):
        return reasons.answer_words(content, "sensitivity", str(placement.sensitivity))
    if node.legal.reviewed is not None:
        answer = content.setup.answers[node.legal.reviewed].name
        return words["why-answer"].text.format(name=content.rules.legal_heading, answer=answer)
    return ""


def _conditions(case: _Case) -> Iterator[Action]:
    """The conditions and items of governance that do not hold, or of which nobody knows."""
    somebody = recommendation.lacks_capability(case.assessed.placement, case.content)
    named = {terms.HANDOFF, terms.BUILDER} if somebody else {terms.HANDOFF}
    for need in assess.needs(case.session, case.content, case.id):
        item = need.place.item or ""
        why = case.words("why-given", answer=need.answer)
        if need.state == "open":
            why = case.words("why-not-asked")
        if item in (terms.HANDOFF, terms.BUILDER):
            if need.state in ("no", terms.UNKNOWN) or (need.state == "open" and item in named):
                yield case.action(("condition", item), case.words(item), why, need.place)
        elif need.state in ("no", terms.UNKNOWN) and "." in item:
            kind: Kind = "governance" if need.strict else "condition"
            title = case.words(f"{kind}-{need.state}", name=need.name)
            yield case.action((kind, item.partition(".")[2]), title, why, need.place)


def _contract(case: _Case) -> Iterator[Action]:
    """The contract items that the model or the stage presses, and that are open."""
    if case.model not in terms.OUTSIDE:
        return
    for question in _pressed(case):
        title = case.words("contract", name=question.name)
        place = case.place("contract", question.item)
        yield case.action(("contract", question.path[-1]), title, question.pressing, place)


def _pressed(case: _Case) -> Iterator[Question]:
    unagreed = case.assessed.unagreed or ()
    for question in questions.asked(case.node, case.content, "contract", case.shared):
        if question.pressing and question.counts and question.path[-1] in unagreed:
            yield question


def _ready(case: _Case) -> Iterator[Action]:
    """The checks before signing that are not met."""
    if case.model not in terms.OUTSIDE:
        return
    for check in case.signing.checks:
        if check.state == "open" and check.place.step != "summary":  # there it is decided again
            why = case.words("why-ready", name=check.name)
            title, place = _what_is_missing(case, check), _where(case, check)
            action = case.action(("ready", check.id), title, why, place)
            if check.held_up and check.place.item is not None:
                held = Ground(check.place.item, matters.missing(case.session, case.content, check))
                action = replace(action, because=(*action.because, held))
            yield action


_SHARED: Final = "fit.shared-responsibility"
"""Where it is said whether a partner may share the responsibility: two checks wait for that."""


def _what_is_missing(case: _Case, check: matters.Ready) -> str:
    """What is to be done for a check: nothing that is there already."""
    phrase = f"ready-{check.id}"
    item = check.place.item or ""
    if item == _SHARED:
        phrase = "ready-shared"
    elif check.step == "vendors":
        phrase = _of_sprint(case, check, item.rpartition(".")[2]) or phrase
    elif check.id == "acceptance-criteria" and check.place.step == "axes":
        phrase = "ready-measurable"
    elif check.id == "support" and item != f"contract.{terms.SUPPORT}":
        phrase = "ready-level"
    elif check.id == "ip-and-portability":
        return _of_ownership(case, item)
    return case.words(phrase)


def _where(case: _Case, check: matters.Ready) -> Place:
    """Where it is settled: what a stopped sprint showed is no matter, and leads to its end."""
    vendor = case.session.vendors.get(check.place.vendor or "")
    if vendor is None or vendor.sprint_for(case.id).verdict != "stop":
        return check.place
    return check.place.model_copy(update={"item": f"sprint.{case.id}.verdict"})


def _of_sprint(case: _Case, check: matters.Ready, missing: str) -> str | None:
    """What is missing of a sprint, or of what it shows, where something of it is there."""
    if check.place.vendor is None:
        if check.id != "calibration-sprint":
            return None
        several = assess.considered(case.session, case.id)
        return "ready-choice" if several else "ready-no-vendor"
    sprint = case.session.vendors[check.place.vendor].sprint_for(case.id)
    ended = sprint.verdict not in (None, "not-run") and "verdict" not in sprint.claimed
    if missing in sprint.claimed:
        return f"{check.id}-claimed"
    if sprint.verdict == "stop":
        return "ready-stopped"
    if missing == "conditions-open":
        return "ready-conditions"
    if missing == "verdict" and not ended and "yes" in sprint.outputs.values():
        return "ready-verdict"
    return None


def _of_ownership(case: _Case, item: str) -> str:
    """What is missing of what is made: whose it is, a licence, or that it can be taken along."""
    if item == f"contract.{terms.PORTABILITY}":
        return case.words("ready-portability")
    asked = {
        question.item: question
        for question in questions.asked(case.node, case.content, "contract", case.shared)
    }
    whose = asked[item]
    given = questions.at(case.node, whose.value_path) or whose.derived
    if whose.field == "owner" and given == "vendor":
        return case.words("ready-licence", name=asked[item.rpartition(".")[0]].name)
    apart = any(question.path[-1] == terms.PORTABILITY for question in _pressed(case))
    both = terms.PORTABILITY in (case.assessed.unagreed or ()) and not apart
    return case.words("ready-ip-and-portability" if both else "ready-ownership")


def _risks(case: _Case) -> Iterator[Action]:
    """The risks on no side, and those on ours for which nobody is named."""
    if case.assessed.unassigned is None:
        return
    for risk in live(case.content.risks.risks.values()):
        given = case.node.risks.get(risk.id)
        ours = given is not None and given.side in ("enterprise", "both")
        nobody = given is not None and given.owner.strip().casefold() in ("", terms.UNKNOWN)
        for phrase, holds in (
            ("risk", risk.id in case.assessed.unassigned),
            ("risk-owner", ours and nobody),
        ):
            if holds:
                title, why = case.words(phrase, name=risk.name), case.words(f"why-{phrase}")
                place = case.place("risks", f"risk.{risk.id}")
                yield case.action(("risk", risk.id), title, why, place)


def _areas(case: _Case) -> Iterator[Action]:
    """The areas that nobody owns after launch."""
    areas = case.content.ownership.areas
    for item in case.assessed.unowned:
        title, why = case.words("area", name=areas[item].name), case.words("why-area")
        yield case.action(("area", item), title, why, case.place("ownership", item))


def _stage(case: _Case) -> Iterator[Action]:
    """What the stage calls for under the model that holds, as far as it is not settled."""
    stage = case.assessed.placement.axis("readiness")
    if stage is None or case.model is None:
        return
    why = recommendation.stage_words(case.content, stage, case.model)
    checks = {check.id: check for check in case.signing.checks}
    for step in recommendation.stage_steps(case.content, stage, case.model):
        check = checks.get(step.id)
        title = step.text
        if check is not None and check.state != terms.NOT_APPLICABLE:
            settled, place = check.state == "met", check.place
        else:
            is_settled = _SETTLED.get(step.id)
            settled = is_settled is not None and is_settled(case)
            place = Place(step=_SETTLED_IN.get(step.id, "summary"), workload=case.id)
        if (field := _OF_EACH_LEVEL.get(step.id)) is not None:
            every, without = _levels_without(case, field)
            settled = not without
            if len(without) < len(every):
                title = case.words(f"{step.id}-left", names=", ".join(without))
        if not settled:
            yield case.action(("stage", step.id), title, why, place)


_SETTLED_IN: Final[Mapping[str, Step]] = {
    "acceptance-criteria": "rules",
    "evaluations": "contract",
    "service-levels": "contract",
    "service-levels-measured": "contract",
    "portability-trial": "contract",
    "operating-model": "ownership",
    "operating-structure": "ownership",
    "areas": "ownership",
    "drift-and-incidents": "ownership",
    "cost": "ownership",
    "knowledge-transfer": "ownership",
    terms.HANDOFF: "conditions",
}
"""The part of the workshop that settles a step of a stage; where none does, the room says so."""


def _areas_speak(case: _Case) -> bool:
    """Whether nobody is missing: where somebody is, the areas say so one by one."""
    return case.shared.has("ownership")


_OF_EACH_LEVEL: Final[Mapping[str, Literal["target", "measured_by"]]] = {
    "service-levels": "target",
    "service-levels-measured": "measured_by",
}
"""What a step of a stage calls for of each service level."""


def _levels_without(case: _Case, field: str) -> tuple[list[str], list[str]]:
    """The service levels that apply, by name, and those of them that lack this."""
    every, without = [], []
    for item in live(case.content.contract.groups[terms.SLA_GROUP].items.values()):
        level, _ = standing.inherited(case.shared, case.node.contract.get(item.id), item.id)
        if level.answer != terms.NOT_APPLICABLE:
            every.append(item.name)
            if getattr(level, field).strip().casefold() in ("", *FOLLOW_UP):
                without.append(item.name)
    return every, without


def _suite_agreed(case: _Case) -> bool:
    """Whether a suite of evaluations is agreed with a partner."""
    item = terms.EVALUATION_SUITE
    level, _ = standing.inherited(case.shared, case.node.contract.get(item), item)
    return level.answer in ("agreed", terms.NOT_APPLICABLE)


def _success_defined(case: _Case) -> bool:
    """Whether it is said what success is, where nobody signs for it."""
    return case.node.rule("undefined-success").answer == "no"


def _nothing_to_port(case: _Case) -> bool:
    """Whether nothing that is made could be taken along: all of it is said not to apply."""
    made = live(case.content.contract.groups[terms.IP_GROUP].items.values())
    items = (terms.PORTABILITY, *(item.id for item in made))
    held = (
        standing.inherited(case.shared, case.node.contract.get(item), item)[0] for item in items
    )
    portability, *rest = (answer.answer == terms.NOT_APPLICABLE for answer in held)
    return portability or all(rest)


def _transfer_begun(case: _Case) -> bool:
    """Whether knowledge transfer is arranged, or not wanted."""
    operations = case.node.operations
    checks = live(case.content.ownership.transfer.checks.values())
    arranged = all(
        (given := operations.transfer.get(check.id)) is not None and given.answer == "yes"
        for check in checks
    )
    return operations.internal_long_term == "no" or arranged


_SETTLED: Final[Mapping[str, Callable[[_Case], bool]]] = {
    "acceptance-criteria": _success_defined,
    "evaluations": _suite_agreed,
    "portability-trial": _nothing_to_port,
    "operating-model": lambda case: case.shared.has("ownership") and not case.assessed.unowned,
    "operating-structure": lambda case: case.node.operations.structure not in (None, terms.UNKNOWN),
    "areas": _areas_speak,
    "drift-and-incidents": _areas_speak,
    "evaluation-suite": _areas_speak,
    "cost": _areas_speak,
    "knowledge-transfer": _transfer_begun,
    terms.HANDOFF: lambda case: case.shared.has("conditions"),
}
"""What settles a step of a stage, or says the same in more detail."""

_SOURCES: Final[tuple[Callable[[_Case], Iterable[Action]], ...]] = (
    *(_unknowns, _rules, _reentry, _decision, _legal, _conditions, _contract, _risks, _areas),
    *(_ready, _stage),
)
"""In the order in which an action takes its id and its words, where several call for the same."""


def _of_vendors(session: Session, content: Content) -> Iterator[Action]:
    """The red flags of every vendor that is still in the running, until each is answered."""
    if "vendors" in session.left_out:
        return
    assessment = assess.assess(session, content)
    words = content.summary.actions
    for key, vetted in assessment.vendors.items():
        if not in_the_running(session, content, key):
            continue
        for flag in vetted.standing:
            marked = flag in vetted.marked
            asked = content.vendors.criteria if marked else content.vendors.red_flags
            phrase = "red-flag-marked" if marked else "red-flag"
            yield Action(
                f"vendor.{key}.red-flag.{flag}",
                "red-flag",
                words[phrase].text.format(vendor=vetted.vendor.name, name=asked[flag].name),
                (Ground(f"red-flag.{flag}", words[f"why-{phrase}"].text),),
                Place(step="vendors", vendor=key, item=flag),
                vendor=key,
            )


def in_the_running(session: Session, content: Content, vendor: str) -> bool:
    """Whether a vendor may still be signed with: for any workload that it is considered for.

    One that is considered for none can still be taken for any.
    """
    node = session.vendors[vendor]
    if node.disqualified is not None:
        return False
    linked = assess.considered_for(session, vendor)
    if not linked:
        return True
    workloads = assess.assess(session, content).workloads
    return any(_may_sign(workloads[key], vendor, node.sprint_for(key).verdict) for key in linked)


def _may_sign(assessed: assess.Assessed, vendor: str, verdict: str | None) -> bool:
    elsewhere = assessed.workload.chosen_vendor not in (None, vendor)
    goes = assessed.model is None or assessed.model in terms.OUTSIDE
    return verdict != "stop" and not elsewhere and goes


# -- what the room settled on it


def _with_what_was_kept(action: Action, session: Session) -> Action:
    """The action with its owner, its date and how far it is.

    Who finds out what was parked has to do it, as long as the room names nobody else. What brings a
    workload back has the owner and the date of that, as long as it has none itself; so has the
    legal review.
    """
    kept = session.actions.get(action.id)
    workload = session.workloads.get(action.workload or "")
    if workload is not None and action.kind == "legal":
        action = replace(
            action, owner=workload.legal.owner or action.owner, due=workload.legal.date
        )
    elif workload is not None and any(g.id.startswith("reentry.") for g in action.because):
        back = workload.reentry
        action = replace(action, owner=back.owner or action.owner, due=back.revisit)
    if kept is None:
        return action
    return replace(
        action,
        owner=kept.owner or action.owner,
        due=kept.due or action.due,
        state=kept.state or "open",
        reason=kept.reason,
        note=kept.note,
    )


OWN: Final = "own"


def _of_the_room(session: Session, content: Content) -> Iterator[Action]:
    """The actions that the room agreed on beside."""
    why = content.summary.actions["why-own"].text
    for key, kept in session.actions.items():
        if kept.title:
            workload = kept.workload if kept.workload in session.workloads else None
            place = Place(step="summary", workload=workload)
            if kept.place is not None and edit.fitting(session, kept.place) == kept.place:
                place = kept.place
            yield Action(
                key,
                "own",
                kept.title,
                (Ground(OWN, why),),
                place,
                workload=workload,
                owner=kept.owner,
                due=kept.due,
                state=kept.state or "open",
                reason=kept.reason,
                note=kept.note,
            )


def agree(
    session: Session, title: str, workload: str | None = None, place: Place | None = None
) -> tuple[Session, str]:
    """The session with an action of the room's own, and its id; `place` is where it came up.

    Raises:
        EditError: the title is empty or too long, or there is no such workload.
    """
    if not title.strip():
        raise EditError(("actions",), tr("say what is to be done"))
    if workload is not None and workload not in session.workloads:
        raise EditError(("workloads", workload), tr("there is no such workload"))
    names = {key.partition(".")[2] for key in session.actions}
    key = f"{OWN}.{fresh(title[:_LONGEST_NAME], names, 'action', len(names) + 1)}"
    changed = edit.set_at(session, ("actions", key, "title"), title)
    if place is not None and place.step not in ("setup", "workloads", "summary"):
        changed = edit.set_at(changed, ("actions", key, "place"), place)
    return edit.set_at(changed, ("actions", key, "workload"), workload), key


_LONGEST_NAME: Final = 40
"""How much of a title goes into an id."""


def assign(session: Session, action: str, owner: str) -> Session:
    """The session with this owner of an action; an empty one leaves it to nobody.

    Raises:
        EditError: the name is too long.
    """
    return edit.set_at(session, ("actions", action, "owner"), owner)


def schedule(session: Session, action: str, until: date | None) -> Session:
    """The session with the day by which an action is to be done."""
    return edit.set_at(session, ("actions", action, "due"), until)


def conclude(session: Session, action: str, state: ActionState, reason: str = "") -> Session:
    """The session with an action done, dropped for a reason, or open again.

    Raises:
        EditError: it is dropped without a reason, or the reason is too long.
    """
    if state == "dropped" and not reason.strip():
        raise EditError(("actions", action), tr("say why it is dropped"))
    changed = edit.set_at(session, ("actions", action, "state"), None if state == "open" else state)
    return edit.set_at(changed, ("actions", action, "reason"), reason if state == "dropped" else "")


def annotate(session: Session, action: str, note: str) -> Session:
    """The session with a note on an action.

    Raises:
        EditError: the note is too long.
    """
    return edit.set_at(session, ("actions", action, "note"), note)


def reword(session: Session, action: str, title: str) -> Session:
    """The session with another title of an action of the room's own; an empty one takes it out.

    Raises:
        EditError: it follows from the answers, or the title is too long.
    """
    if action not in session.actions or not session.actions[action].title:
        raise EditError(("actions", action), tr("this follows from the answers"))
    if not title.strip():
        return edit.set_at(session, ("actions", action), None)
    return edit.set_at(session, ("actions", action, "title"), title)
