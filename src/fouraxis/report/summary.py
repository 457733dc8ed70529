"""The summary of a session as plain rows and words: what every format is written from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, OUTSIDE, Axis, Model
from fouraxis.decision.programme import Programme
from fouraxis.decision.recommendation import because_words
from fouraxis.report.answers import (
    AnswerRow,
    Answers,
    Former,
    Kept,
    former,
    former_programme,
    former_vendor,
    leaves,
)
from fouraxis.report.escape import flowing
from fouraxis.report.recommendation import (
    NEXT_STEPS,
    REENTRY,
    WARNINGS,
    explained,
    level_name,
    model_name,
    recommended,
)
from fouraxis.workshop import (
    agreement,
    assess,
    attendance,
    carry,
    history,
    matters,
    seal,
    standing,
    votes,
)
from fouraxis.workshop.actions import Action, actions
from fouraxis.workshop.agenda import Agenda, agenda
from fouraxis.workshop.question import live
from fouraxis.workshop.session import (
    Action as ActionKept,
    Decision,
    FormerAnswer,
    FormerLevel,
    LegalReview,
    Node,
    Reentry,
    Session,
    SessionPath,
    WasDisqualified,
    WasDropped,
    WasParked,
    Workload,
)
from fouraxis.workshop.text import today


def tell(content: Content, line: str, **places: object) -> str:
    """A line of the content on what all amount to together, with its {places} filled."""
    return content.summary.lines[line].text.format(**places)


def sentence(text: str) -> str:
    """A text that begins like a sentence; whatever else it has in capitals stays so."""
    return text[:1].upper() + text[1:]


def signed(checks: matters.Signing, content: Content) -> str:
    """How many checks before signing are met: "3/7"; a word where the workload stays inside."""
    if checks.asked:
        return f"{checks.met}/{checks.asked}"
    return content.summary.ready_states["not-applicable"].name


def programme_lines(
    programme: Programme,
    content: Content,
    ready: tuple[int, int],
    *,
    names: Mapping[str, str],
    going: Mapping[str, str],
    vendors: Mapping[str, str],
) -> Iterator[str]:
    """What the workloads amount to together, a line for each matter.

    `ready` is how many are ready to be signed out of how many go outside; `names` has the
    workloads' names by id, `going` these with what is to be known of their decisions, `vendors` the
    vendors'.
    """
    yield from model_lines(programme, content, going)
    if programme.open:
        yield f"{tell(content, 'still-open')}: {_named(programme.open, names)}"
    if programme.hybrid_reason:
        yield programme.hybrid_reason
    if ready[1]:
        yield sentence(tell(content, "ready", ready=ready[0], outside=ready[1]))
    for count in programme.counts:
        called = vendors if count.kind == "red-flags" else names
        where = f" ({_named(count.places, called)})" if count.places else ""
        name = sentence(content.summary.matters[count.kind].name)
        yield f"{name}: {count.total}{where}"
    yield from first_questions(programme, content, names)
    yield from programme.warnings


def who_does_what(assessed: assess.Assessed, content: Content) -> tuple[str, str, str]:
    """What stays inside, what a partner builds, and who owns it after launch."""
    workload, model = assessed.workload, assessed.model
    if model is not None and model not in OUTSIDE:
        return tr("all of it"), tr("nothing"), owned(assessed, content)
    layers = content.profile.layers
    by: dict[str, list[str]] = {}
    for key, doer in workload.layers.items():
        by.setdefault(doer, []).append(layers[key].name if key in layers else key)
    shared = tr("shared: {names}", names=", ".join(by["both"])) if "both" in by else ""
    open_ = tr("undecided: {names}", names=", ".join(by["undecided"])) if "undecided" in by else ""
    advises = tr("nothing: it advises") if model == "advisory-only" else ""
    stays = (", ".join(by.get("internal", ())), shared, open_)
    partner = (", ".join(by.get("partner", ())) or advises, shared)
    return (
        "; ".join(filter(None, stays)),
        "; ".join(filter(None, partner)),
        owned(assessed, content),
    )


def owned(assessed: assess.Assessed, content: Content) -> str:
    """Who operates it after launch, and which areas each person owns; a line each."""
    words, workload = content.ownership, assessed.workload
    owners: dict[str, list[str]] = {}
    for area in live(words.areas.values()):
        if owner := workload.area(area.id).owner.strip():
            owners.setdefault(owner, []).append(area.name)
    structure = standing.structure_of(workload, content, workload.operations.structure)
    lines = [structure.name] if structure else []
    lines += [f"{owner}: {', '.join(areas)}" for owner, areas in owners.items()]
    unowned = [words.areas[area].name for area in assessed.unowned]
    if unowned and not owners:
        lines.append(tr("nobody is named"))
    elif unowned:
        lines.append(tr("nobody is named for {names}", names=", ".join(unowned)))
    return "\n".join(lines)


def model_lines(programme: Programme, content: Content, going: Mapping[str, str]) -> Iterator[str]:
    """A line for each engagement model: the workloads that go there."""
    for model, ids in programme.models.items():
        yield f"{model_name(model, content)}: {_named(ids, going)}"


def first_questions(
    programme: Programme, content: Content, names: Mapping[str, str]
) -> Iterator[str]:
    """The questions that decide most, a line for each."""
    for question in programme.questions:
        decides = _named(question.workloads, names)
        yield tell(content, "answer-first", question=question.text, workloads=decides)


def _named(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in ids)


class DecisionRow(NamedTuple):
    """What the room decided; `state` is how that stands beside the recommendation now."""

    model: str
    state: str
    reason: str
    by: str
    at: str

    @property
    def sentence(self) -> str:
        """What was decided and how that stands, by whom, when and why, in plain text."""
        return self._told(f"{self.model} ({self.state})")

    @property
    def brief(self) -> str:
        """The same where it is said already how the decision stands."""
        return self._told(self.model)

    def _told(self, what: str) -> str:
        places = {"name": self.by, "date": self.at[:10]}
        if self.by and self.at:
            decided = tr("decided by {name} on {date}", **places)
        elif self.by:
            decided = tr("decided by {name}", **places)
        else:
            decided = tr("decided on {date}", **places) if self.at else ""
        whole = ", ".join(filter(None, (what, decided)))
        return f"{whole}: {self.reason}" if self.reason else whole


@dataclass(frozen=True, slots=True)
class WorkloadRow:
    """One workload: where it stands, what is recommended and why, what was decided and answered.

    `levels` are in words, with those to be confirmed again marked, and empty while not asked.
    `agreements` say how the room came to a level on which it voted.
    `explanation` has lines by heading, `vendors` the names by id, `legal` how far the legal review
    is, and `signed` says how many of the `ready` checks are met: "3/7"; `missing` has what each
    open one waits for first. `former` is what the room has changed its mind about.
    """

    id: str
    name: str
    description: str
    owner: str
    kind: str
    levels: dict[Axis, str]
    recommended: str
    options: tuple[str, ...]
    because: str
    status: str
    explanation: dict[str, list[str]]
    decision: DecisionRow | None
    decision_state: str
    open: int
    unowned: tuple[str, ...]
    vendors: dict[str, str]
    chosen_vendor: str
    legal: str
    answers: tuple[AnswerRow, ...]
    needs: tuple[assess.Need, ...]
    ready: tuple[matters.Ready, ...]
    missing: dict[str, str]
    signed: str
    kept: tuple[Kept, ...]
    assessed: assess.Assessed
    former: tuple[Former, ...] = ()
    agreements: tuple[agreement.Agreement, ...] = ()

    @property
    def carried(self) -> int:
        """How many answers came from another session and are not confirmed, its decision too."""
        return self.assessed.progress.carried + carry.decision_carried(self.assessed.workload)

    def unmet(self, *, whole: bool = True) -> list[str]:
        """The open checks with what they wait for, those that wait for the same together.

        Where it is not the `whole`, a check that waits in its own part is only named.
        """
        alike: dict[tuple[str, str], list[str]] = {}
        for check in self.ready:
            if check.state == "open":
                what = self.missing.get(check.id, "") if whole or check.held_up else ""
                alike.setdefault((what, "" if what else check.id), []).append(check.name)
        return [
            ", ".join(names) + (f" ({what})" if what else "") for (what, _), names in alike.items()
        ]

    @property
    def ready_to_sign(self) -> bool:
        """Whether every check before signing that applies is met, and any does."""
        states = {check.state for check in self.ready}
        return "met" in states and "open" not in states

    @property
    def outdated(self) -> bool:
        """Whether what the room's decision rested on has changed since."""
        return self.assessed.decision_state == "outdated"


def held(row: WorkloadRow) -> Model | None:
    """What the workload is asked about: the room's decision, else what is recommended.

    An outdated decision is held until the room confirms another: whoever says what is held says so
    (`called`), and what goes where is told by `settled`.
    """
    decision = row.assessed.workload.decision
    return decision.model if decision else row.assessed.recommendation.lead


def settled(row: WorkloadRow) -> Model | None:
    """Where a workload goes; None while that is open, or has to be decided again."""
    return None if row.outdated else held(row)


def called(row: WorkloadRow, text: str) -> str:
    """The text (a name, what it goes to), with what has become of a decision that is outdated."""
    if not row.outdated:
        return text
    return tr("{name} (decision {state})", name=text, state=row.decision_state)


class VendorRow(NamedTuple):
    """One vendor: for which workloads it is considered, and what the room learnt, as counts.

    `out` says why it is out of the running, who said so and when; empty where it is in it. `former`
    is why it was so before, and why its questions were parked.
    """

    id: str
    name: str
    note: str
    workloads: tuple[str, ...]
    marks: dict[str, int]
    red_flags: tuple[str, ...]
    warning: str
    out: str
    answers: tuple[AnswerRow, ...]
    kept: tuple[Kept, ...]
    vetted: assess.Vetted
    former: tuple[Former, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOff:
    """Whose seal is on the session, and what became of those before.

    `sentence` says it at once, and is empty while it is not sealed; `facts` say it by their names;
    `unsealed` has a line for each seal that was taken off, `milestones` one for each state that was
    given a name.
    """

    sentence: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    unsealed: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole session, ready to be written in any format.

    `counts` says how many workloads are how far; `programme_lines` what all amount to together;
    `agreed` is what was answered once for all workloads, `left_out` the parts that the workshop did
    without, `agenda` how its time was planned, and `kept` what the session holds and nothing asks
    for. `actions` are what is to be done, as it stands `today`, `sign_off` whether it is sealed;
    `unconfirmed` is how many answers came from another session, and wait for the room. `former` is
    why something agreed for all was parked.
    """

    session: Session
    title: str
    organisation: str
    created: str
    participants: tuple[str, ...]
    workloads: tuple[WorkloadRow, ...]
    vendors: tuple[VendorRow, ...]
    counts: str
    programme: Programme
    programme_lines: tuple[str, ...]
    notice: str
    agreed: tuple[AnswerRow, ...]
    left_out: tuple[str, ...]
    agenda: Agenda
    kept: tuple[Kept, ...]
    actions: tuple[Action, ...]
    today: date
    sign_off: SignOff
    unconfirmed: int
    former: tuple[Former, ...] = ()


def summarise(session: Session, content: Content, day: date | None = None) -> Summary:
    """Everything that the session says and that follows from it, as it stands today (or a day)."""
    day = day or today()
    assessment = assess.assess(session, content)
    answers = Answers(session, content)
    for key in ("id", "created", "reveal", "walk", "pack", "place", "left_out", "agenda", "time"):
        answers.pass_over(key)
    listed = actions(session, content, day)
    for action in listed:  # what was settled on any other waits for its return
        for name in ActionKept.model_fields.keys() - {"earlier"}:
            answers.pass_over("actions", action.id, name)
    for key, held in session.actions.items():
        _pass_over_past(answers, ("actions", key, "earlier"), held.earlier, WasDropped)
    _pass_over_parkings(answers, session.contract, ("contract",))
    workloads = tuple(
        _workload(assessed, session, content, answers) for assessed in assessment.workloads.values()
    )
    vendors = tuple(
        _vendor(vetted, session, content, answers) for vetted in assessment.vendors.values()
    )
    names = {row.id: row.name for row in workloads}
    going = {row.id: called(row, row.name) for row in workloads}
    vendor_names = {row.id: row.name for row in vendors}
    participants = tuple(_participants(session, content, answers))
    sign_off = _sign_off(session, answers)
    count = matters.ready(session, content)
    lines = programme_lines(
        assessment.programme, content, count, names=names, going=going, vendors=vendor_names
    )
    return Summary(
        session=session,
        title=answers.text_at("title"),
        organisation=answers.text_at("organisation"),
        created=session.created.date().isoformat(),
        participants=participants,
        workloads=workloads,
        vendors=vendors,
        counts=_how_far(workloads),
        programme=assessment.programme,
        programme_lines=tuple(lines),
        notice=flowing(content.home.standing),
        agreed=answers.of_programme(),
        left_out=tuple(getattr(content, part).screen.title for part in session.left_out),
        agenda=agenda(session, content),
        kept=(*answers.rest(), *_set_aside(session)),
        actions=listed,
        today=day,
        sign_off=sign_off,
        unconfirmed=carry.unconfirmed(session, content),
        former=former_programme(session, content),
    )


def _workload(
    assessed: assess.Assessed, session: Session, content: Content, answers: Answers
) -> WorkloadRow:
    workload, key = assessed.workload, assessed.workload_id
    root = ("workloads", key)
    recommendation = assessed.recommendation
    for axis in workload.axes:
        _pass_over_votes(workload, (*root, "axes", axis), axis, answers)
    _pass_over_former(workload, root, answers)
    kinds = content.workloads.kinds
    kind = answers.text_at(*root, "kind")
    state = content.summary.decisions[assessed.decision_state].name
    checks = matters.signing(session, content)[key]
    return WorkloadRow(
        id=key,
        name=answers.text_at(*root, "name"),
        description=answers.text_at(*root, "description"),
        owner=answers.text_at(*root, "owner"),
        kind=kinds[kind].name if kind in kinds else kind,
        levels={axis: _level(assessed, axis, content) for axis in AXES},
        recommended=recommended(recommendation, content)
        if recommendation.lead or assessed.status != "not-placed"
        else content.summary.statuses["not-placed"].name,
        options=tuple(model_name(model, content) for model in recommendation.options),
        because=because_words(content, recommendation),
        status=content.summary.statuses[assessed.status].name,
        explanation=_explained(assessed, content),
        decision=_decision(assessed, content, answers),
        decision_state=tr("{state}, carried", state=state)
        if carry.decision_carried(assessed.workload)
        else state,
        open=assessed.open,
        unowned=tuple(content.ownership.areas[area].name for area in assessed.unowned),
        vendors={
            vendor: session.vendors[vendor].name for vendor in assess.considered(session, key)
        },
        chosen_vendor=_vendor_name(answers.text_at(*root, "chosen_vendor"), session),
        legal=_legal(assessed.workload.legal),
        answers=answers.of("workloads", key),
        needs=assess.needs(session, content, key),
        ready=checks.checks,
        missing={
            check.id: what
            for check in checks.checks
            if (what := matters.missing(session, content, check))
        },
        signed=signed(checks, content),
        kept=answers.rest(*root),
        assessed=assessed,
        former=former(session, content, key),
        agreements=tuple(agreement.agreements(session, workload, content)),
    )


def _pass_over_former(workload: Workload, root: tuple[str, str], answers: Answers) -> None:
    """What the room has changed its mind about is told by itself, but for keys nobody knows."""
    kinds: tuple[tuple[tuple[str, ...], Mapping[str, Node], type[Node]], ...] = (
        *((("axes", axis), a.earlier, FormerLevel) for axis, a in workload.axes.items()),
        *((("rules", rule), a.earlier, FormerAnswer) for rule, a in workload.rules.items()),
        ((), workload.earlier, Decision),
    )
    for path, earlier, kind in kinds:
        _pass_over_past(answers, (*root, *path, "earlier"), earlier, kind)
    _pass_over_parkings(answers, workload, root)


def _pass_over_parkings(answers: Answers, node: object, root: SessionPath) -> None:
    for path, mark in history.parkings(node, root):
        _pass_over_past(answers, (*path, "was_parked"), mark.was_parked, WasParked)


def _pass_over_past(
    answers: Answers, path: SessionPath, past: Mapping[str, Node], kind: type[Node]
) -> None:
    for at in past:
        for name in kind.model_fields:
            answers.pass_over(*path, at, name)


def _pass_over_votes(workload: Workload, path: SessionPath, axis: Axis, answers: Answers) -> None:
    """What is told as an agreement, or as a level to confirm again; what else stands there, not."""
    answer = workload.axis(axis)
    for beside in ("against", "confidence"):
        answers.pass_over(*path, beside)
    for key in answer.votes:
        answers.pass_over(*path, "votes", key, "levels")
        answers.pass_over(*path, "votes", key, "at")
    for key in answer.dissent:
        for text in votes.DISSENT:
            answers.pass_over(*path, "dissent", key, text)


def _vendor_name(key: str, session: Session) -> str:
    vendor = session.vendors.get(key)
    return vendor.name if vendor else key


def _legal(review: LegalReview) -> str:
    """How far the legal review is, who sees to it, and when: due before anybody develops."""
    reviewed = review.reviewed == "yes"
    done = tr("reviewed") if reviewed else tr("not reviewed yet")
    who = review.owner.strip() or ("" if reviewed else tr("nobody sees to it yet"))
    when = f"{review.date:%Y-%m-%d}" if review.date else ""
    return ", ".join(filter(None, (done, who, when)))


def _level(assessed: assess.Assessed, axis: Axis, content: Content) -> str:
    """A level in words, with what is to be known of it wherever it stands."""
    name = level_name(assessed.workload.axis(axis).level, axis, content)
    if all(contradiction.axis != axis for contradiction in assessed.contradictions):
        return name
    return tr("{level} (to confirm again)", level=name)


def _explained(assessed: assess.Assessed, content: Content) -> dict[str, list[str]]:
    """What explains the recommendation; the levels to confirm again are the first warnings."""
    placed = assessed.status != "not-placed"
    parts = explained(assessed.recommendation, content, placed=placed)
    parts.pop(NEXT_STEPS, None)  # what is to be done stands in the register
    if REENTRY in parts and (who := way_back(assessed.workload.reentry)):
        parts[REENTRY] = [*parts[REENTRY], who]
    again = [*assess.to_confirm_again(assessed, content), *assess.fragile_lines(assessed, content)]
    if again:
        parts[WARNINGS] = [*again, *parts.pop(WARNINGS, [])]
    return parts


def way_back(reentry: Reentry) -> str:
    """Who brings back what may not go outside yet, and when it is looked at again, if anybody."""
    owner, day = reentry.owner.strip(), reentry.revisit
    if not owner and day is None:
        return ""
    if day is None:
        return tr("{name} brings it back; no day is set.", name=owner)
    if not owner:
        return tr("Looked at again on {date}; nobody is named.", date=f"{day:%Y-%m-%d}")
    date = f"{day:%Y-%m-%d}"
    return tr("{name} brings it back; looked at again on {date}.", name=owner, date=date)


def _decision(assessed: assess.Assessed, content: Content, answers: Answers) -> DecisionRow | None:
    root = ("workloads", assessed.workload_id, "decision")
    decision = assessed.workload.decision
    if decision is None:
        return None
    for key in ("model", "kind", "ground"):
        answers.pass_over(*root, key)
    return DecisionRow(
        model=model_name(decision.model, content),
        state=assess.standing(assessed, content),
        reason=answers.text_at(*root, "reason"),
        by=answers.text_at(*root, "by"),
        at=answers.text_at(*root, "at"),
    )


def _vendor(
    vetted: assess.Vetted, session: Session, content: Content, answers: Answers
) -> VendorRow:
    root = ("vendors", vetted.vendor_id)
    answers.pass_over(*root, "workloads")
    _pass_over_past(answers, (*root, "earlier"), vetted.vendor.earlier, WasDisqualified)
    _pass_over_parkings(answers, vetted.vendor, root)
    marks = content.vendors.marks
    workloads = session.workloads
    linked = (*vetted.vendor.workloads, *assess.considered_for(session, vetted.vendor_id))
    return VendorRow(
        id=vetted.vendor_id,
        name=answers.text_at(*root, "name"),
        note=answers.text_at(*root, "note"),
        workloads=tuple(
            workloads[key].name if key in workloads else key for key in dict.fromkeys(linked)
        ),
        marks={marks[mark].name: count for mark, count in vetted.marks.items()},
        red_flags=tuple(_flags(vetted, content)),
        warning=assess.sprint_warning(session, content, vetted),
        out=_out(vetted, answers),
        answers=answers.of("vendors", vetted.vendor_id),
        kept=answers.rest(*root),
        vetted=vetted,
        former=former_vendor(session, content, vetted.vendor_id),
    )


def _flags(vetted: assess.Vetted, content: Content) -> Iterator[str]:
    """The red flags that a vendor raised, and which of them are answered."""
    for flag in vetted.red_flags:
        name = content.vendors.red_flags[flag].name
        yield tr("{name} (answered)", name=name) if flag in vetted.answered else name


def _out(vetted: assess.Vetted, answers: Answers) -> str:
    """Why a vendor is out of the running, who said so and when; empty where it is in it."""
    if vetted.vendor.disqualified is None:
        return ""
    root = ("vendors", vetted.vendor_id, "disqualified")
    reason, by, at = (answers.text_at(*root, key) for key in ("reason", "by", "at"))
    who = ", ".join(filter(None, (by, at[:10])))
    return f"{reason.rstrip('.')} ({who})" if who else reason


def _participants(session: Session, content: Content, answers: Answers) -> Iterator[str]:
    roles = content.setup.roles
    for key in session.participants:
        name = answers.text_at("participants", key, "name")
        role = answers.text_at("participants", key, "role")
        words = roles[role].name if role in roles else role
        for time in ("since", "until"):
            answers.pass_over("participants", key, time)
        when = attendance.presence(session.participants[key])
        yield ", ".join(filter(None, (name, words, when)))


def _sign_off(session: Session, answers: Answers) -> SignOff:
    """Who signed off, who decided, who was there, and what was unsealed before."""
    unsealed = tuple(_unsealed(session, answers))
    milestones = tuple(_milestones(session, answers))
    if session.seal is None:
        return SignOff(unsealed=unsealed, milestones=milestones)
    by, at, revisit = (answers.text_at("seal", key) for key in ("by", "at", "revisit"))
    answers.pass_over("seal", "present")
    answers.pass_over("seal", "deciders")
    present, deciders = (
        ", ".join(
            session.participants[key].name if key in session.participants else key for key in ids
        )
        for ids in (session.seal.present, session.seal.deciders)
    )
    answers.pass_over("seal", "digest")
    on = at[:10]
    sentence = tr("Signed off and sealed on {date}.", date=on)
    if by:
        sentence = tr("Signed off and sealed by {name} on {date}.", name=by, date=on)
    if revisit:
        sentence += " " + tr("To be looked at again on {date}.", date=revisit)
    if seal.forced(session):
        sentence += " " + tr("It was changed outside fouraxis since.")
    return SignOff(
        sentence,
        {
            tr("Signed off by"): by,
            tr("Sealed on"): on,
            tr("Who decided"): deciders,
            tr("Who was there"): present,
            tr("Look again on"): revisit,
        },
        unsealed,
        milestones,
    )


def _milestones(session: Session, answers: Answers) -> Iterator[str]:
    """Each state that the room named, and when."""
    for key in session.milestones:
        name, at = (answers.text_at("milestones", key, field) for field in ("name", "at"))
        answers.pass_over("milestones", key, "sha256")
        yield tr("Milestone on {date}: {name}", date=at[:10], name=name) if at else name


def _unsealed(session: Session, answers: Answers) -> Iterator[str]:
    """Each seal that was taken off: when, by whom and why, and whose it was."""
    for key in session.unsealed:
        at, by, reason, sealed_at, sealed_by = (
            answers.text_at("unsealed", key, name)
            for name in ("at", "by", "reason", "sealed_at", "sealed_by")
        )
        who = tr("Unsealed on {date} by {name}", date=at[:10], name=by or tr("somebody"))
        whose = tr("sealed on {date}", date=sealed_at[:10]) if sealed_at else ""
        if sealed_by:
            whose = tr("sealed by {name} on {date}", name=sealed_by, date=sealed_at[:10])
        line = f"{who} ({whose})" if whose else who
        yield f"{line}: {reason}" if reason else line


def _set_aside(session: Session) -> Iterator[Kept]:
    """What the file holds and could not be used; a table gives one line per value."""
    for aside in session.set_aside:
        for path, value in leaves(aside.value, aside.path):
            yield Kept(path, f"{value} ({aside.fault})")


def carried_words(summary: Summary) -> str:
    """How many answers came from an earlier session, which nobody has confirmed."""
    return ntr(
        summary.unconfirmed,
        "{count} answer came from an earlier session, and is not confirmed.",
        "{count} answers came from an earlier session, and are not confirmed.",
    )


def _how_far(workloads: Sequence[WorkloadRow]) -> str:
    """`4 workloads: 3 final, 1 provisional`."""
    states = Counter(row.status for row in workloads)
    parts = ", ".join(f"{count} {state}" for state, count in states.items())
    total = ntr(len(workloads), "{count} workload", "{count} workloads")
    return f"{total}: {parts}" if parts else total
