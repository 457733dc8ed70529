"""The brief: what whoever decides has to know, on two pages, before everything else."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, OUTSIDE, UNKNOWN
from fouraxis.report import figures, register
from fouraxis.report.document import Block, Bullets, Figure, Heading, Paragraph, section, table
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow, carried_words, settled
from fouraxis.workshop import actions, assess, boards, carry, questions, session, statement
from fouraxis.workshop.text import written

_FEW: Final = 4
"""How many names stand in a row before it is said how many more there are."""

_MANY: Final = 8
"""More workloads than that are not told one by one where a matter says it for all of them."""

_OUTSTANDING: Final = frozenset({"no", "unknown", "parked", "open"})
"""How a condition stands that somebody still has to see to."""


def brief(summary: Summary, content: Content) -> Iterator[Block]:
    """The whole brief; each part is there only where there is something to say."""
    yield Heading(tr("Brief"), 1, "brief")
    rows = summary.workloads
    if not rows:
        yield Paragraph(tr("No workloads yet: there is nothing to recommend."), "lead")
        yield Paragraph(summary.notice, "notice")
        return
    yield Paragraph(_where(rows), "lead")
    yield Paragraph(_decided(rows))
    if summary.unconfirmed:
        yield Paragraph(carried_words(summary))
    if summary.sign_off.sentence:
        yield Paragraph(summary.sign_off.sentence)
    parts = (
        (tr("What you are asked to decide"), _bullets(_decisions(summary))),
        (tr("What is recommended, and why"), _recommendations(rows, content)),
        (tr("The sourcing mix"), _mix(summary, content)),
        (tr("Conditions outstanding"), _bullets(_conditions(rows, content))),
        (tr("Not yet, and what brings it back"), _bullets(_not_yet(summary))),
        (tr("Decided otherwise than recommended"), _bullets(_otherwise(rows))),
        (tr("Agreed on, with doubt or dissent"), _bullets(_doubts(rows))),
        (tr("Parked, and why"), _bullets(_parked(summary, content))),
        (tr("Legal review, due before anybody develops"), _bullets(_legal_gate(rows, content))),
        (tr("Vendors"), _bullets(_vendors(summary, content))),
        (tr("The next thirty days"), register.first_actions(summary)),
    )
    for title, blocks in parts:
        yield from section(Heading(title, 3), blocks)
    yield Paragraph(summary.notice, "notice")


def _mix(summary: Summary, content: Content) -> tuple[Block, ...]:
    """The picture of what goes where, as soon as that is anything."""
    if any(row.assessed.recommendation.lead or settled(row) for row in summary.workloads):
        return (Figure(figures.sourcing_mix(summary, content), alone=True),)
    return ()


def few(names: Sequence[str]) -> str:
    """Names in a row, only as many as a short line has room for."""
    more = len(names) - _FEW
    listing = ", ".join(names if more <= 1 else names[:_FEW])
    return tr("{names} and {count} more", names=listing, count=more) if more > 1 else listing


def _bullets(lines: Iterator[str]) -> tuple[Block, ...]:
    items = tuple(lines)
    return (Bullets(items),) if items else ()


def _where(rows: Sequence[WorkloadRow]) -> str:
    """How many workloads there are, and where they go."""
    models = [settled(row) for row in rows if not row.outdated]
    outside, still = sum(model in OUTSIDE for model in models), models.count(None)
    inside, again = len(models) - outside - still, len(rows) - len(models)
    if any(row.decision for row in rows):
        goes = ntr(outside, "{count} goes outside", "{count} go outside")
        stays = ntr(inside, "{count} stays inside", "{count} stay inside")
    else:
        goes = ntr(outside, "{count} is to go outside", "{count} are to go outside")
        stays = ntr(inside, "{count} is to stay inside", "{count} are to stay inside")
    counts = {
        goes: outside,
        stays: inside,
        tr("{count} cannot be settled yet", count=still): still,
        tr("{count} to be decided again", count=again): again,
    }
    parts = ", ".join(text for text, count in counts.items() if count)
    return ntr(
        len(rows),
        "{count} AI workload was looked at: {parts}.",
        "{count} AI workloads were looked at: {parts}.",
        parts=parts,
    )


def _decided(rows: Sequence[WorkloadRow]) -> str:
    """On how many the room decided, and in which way."""
    states = Counter(row.decision_state for row in rows if row.decision)
    if not states:
        return tr("The room has not decided on any of them yet.")
    if all(_agreed(row) for row in rows):
        if len(rows) == 1:
            return tr("The room decided on it as recommended.")
        return tr("The room decided on all of them as recommended.")
    if all(_agreed(row) for row in rows if row.decision):
        return tr(
            "The room decided on {done} of {total}, as recommended.",
            done=states.total(),
            total=len(rows),
        )
    parts = ", ".join(f"{count} {state}" for state, count in states.items())
    return tr(
        "The room decided on {done} of {total}: {states}.",
        done=states.total(),
        total=len(rows),
        states=parts,
    )


def _agreed(row: WorkloadRow) -> bool:
    """Whether this room decided as recommended."""
    return row.assessed.decision_state == "agreed" and not carry.decision_carried(
        row.assessed.workload
    )


def _decisions(summary: Summary) -> Iterator[str]:
    """What whoever reads it has to decide, confirm or find out, workload by workload."""
    for row in summary.workloads:
        yield from _asked(row)
    names = {row.id: row.name for row in summary.workloads}
    alike: dict[tuple[str, ...], list[str]] = {}
    for question in summary.programme.questions:
        alike.setdefault(tuple(sorted(question.workloads)), []).append(question.text)
    for ids, texts in alike.items():
        decided = few([names[key] for key in names if key in ids])
        yield tr("Find out for {names}: {questions}.", names=decided, questions="; ".join(texts))


def _asked(row: WorkloadRow) -> Iterator[str]:
    for contradiction in row.assessed.contradictions:
        level = row.levels[contradiction.axis]
        yield tr("Confirm a level of {name} again: {level}.", name=row.name, level=level)
    recommendation, decision = row.assessed.recommendation, row.decision
    if row.outdated and decision:
        yield _again(row)
    elif decision is None and recommendation.lead and row.assessed.status != "not-placed":
        if recommendation.basis.kind == "interpretation":
            yield tr(
                "Confirm or overrule {name}: {model}. The published matrix leaves that cell open.",
                name=row.name,
                model=row.recommended,
            )
        else:
            yield tr(
                "Decide on {name}. Recommended: {model}.", name=row.name, model=row.recommended
            )


def _again(row: WorkloadRow) -> str:
    """That a decision is to be made again: what it was, and what is recommended now."""
    decision = row.assessed.workload.decision
    then = row.decision.model if row.decision else ""
    if decision and decision.model == row.assessed.recommendation.lead:
        return tr(
            "Decide again on {name}. The room decided for {model}, and that is recommended now; "
            "what the decision rested on has changed.",
            name=row.name,
            model=then,
        )
    return tr(
        "Decide again on {name}. The room decided for {model}; now {now} is recommended.",
        name=row.name,
        model=then,
        now=row.recommended,
    )


def _recommendations(rows: Sequence[WorkloadRow], content: Content) -> tuple[Block, ...]:
    heads = {key: column.name for key, column in content.summary.columns.items()}
    return table(
        tr("What is recommended and what was decided"),
        (
            *(heads["workload"], heads["recommended"], heads["because"]),
            *(heads["decision"], heads["ready"]),
        ),
        (
            (row.name, row.recommended, _reason(row, content), _decision(row), row.signed)
            for row in rows
        ),
        (20, 19, 36, 15, 10),
    )


def _reason(row: WorkloadRow, content: Content) -> str:
    """The one sentence that carries the recommendation: the rule that turned it, else the row."""
    reasons = row.assessed.recommendation.reasons
    if row.assessed.status == "not-placed" or not reasons:
        placement = row.assessed.placement
        unsettled = (axis for axis in AXES if placement.axis(axis) in (None, UNKNOWN))
        names = [content.axes.axes[axis].name for axis in unsettled]
        return tr("Not settled: {names}", names=", ".join(names))
    if row.assessed.recommendation.basis.kind == "interpretation":
        return tr("Our interpretation: the published matrix leaves that cell open.")
    for rule in row.assessed.recommendation.basis.rules:
        name = content.rules.rules[rule].called
        for reason in reasons:
            if reason.kind == "rule" and reason.text.startswith(name):
                return reason.text
    return reasons[0].text


def _decision(row: WorkloadRow) -> str:
    """How the room decided, and for what where that is not the recommendation."""
    if row.decision is None or row.assessed.decision_state == "agreed":
        return row.decision_state
    return f"{row.decision_state}: {row.decision.model}"


def _conditions(rows: Sequence[WorkloadRow], content: Content) -> Iterator[str]:
    """What has to hold and does not yet; of many workloads, matter by matter."""
    return _by_matter(rows) if len(rows) > _MANY else _by_workload(rows, content)


def _by_matter(rows: Sequence[WorkloadRow]) -> Iterator[str]:
    """Each open check with the workloads that wait for it, then the conditions most often open."""
    waiting: dict[str, list[str]] = {}
    needed: dict[str, list[str]] = {}
    for row in rows:
        for check in row.ready if row.assessed.status != "not-placed" else ():
            if check.state == "open":
                waiting.setdefault(check.name, []).append(row.name)
        for need in row.needs:
            if need.state in _OUTSTANDING:
                needed.setdefault(_outstanding(need), []).append(row.name)
    if waiting:
        most = sorted(waiting.items(), key=lambda each: -len(each[1]))
        counted = ", ".join(f"{name} ({len(names)})" for name, names in most)
        yield tr("Still open before anybody signs, for how many: {checks}", checks=counted)
    often = sorted(needed.items(), key=lambda each: -len(each[1]))
    yield from (f"{name}: {few(names)}" for name, names in often[:_FEW])
    if more := len(often[_FEW:]):
        yield tr("and {count} more", count=more)


def _by_workload(rows: Sequence[WorkloadRow], content: Content) -> Iterator[str]:
    for row in rows:
        needs = few([_outstanding(need) for need in row.needs if need.state in _OUTSTANDING])
        checks = "" if row.assessed.status == "not-placed" else few(row.unmet(whole=False))
        first = f"{row.name}: {needs}" if needs else row.name
        if checks and needs:
            yield tr(
                "{first}; still open before anybody signs: {checks}", first=first, checks=checks
            )
        elif checks:
            yield tr(
                "{name}, still open before anybody signs: {checks}", name=row.name, checks=checks
            )
        elif needs:
            yield first
        if row.ready_to_sign and (still := assess.unagreed_words(row.assessed, content)):
            yield tr("{name}: ready to sign, {still}", name=row.name, still=still)


def _outstanding(need: assess.Need) -> str:
    return need.name if need.state == "open" else f"{need.name} ({need.answer})"


def _not_yet(summary: Summary) -> Iterator[str]:
    """What has to become true of a workload, and who sees to that by when.

    Not of one that the room sends outside all the same.
    """
    for row in summary.workloads:
        if row.assessed.model in OUTSIDE:
            continue
        back = row.assessed.workload.reentry
        for condition in row.assessed.recommendation.reentry:
            who = _by_whom(summary.actions, row.id, f"reentry.{condition.id}")
            who = who or _named(back.owner, back.revisit)
            yield f"{row.name}: {condition.text}" + (f" ({who})" if who else "")


def _by_whom(listed: Sequence[actions.Action], workload: str, ground: str) -> str:
    """Who has an action that rests on something, and its day; empty where nobody said."""
    for action in listed:
        if action.workload == workload and any(each.id == ground for each in action.because):
            return _named(action.owner, action.due)
    return ""


def _named(owner: str, day: date | None) -> str:
    return ", ".join(filter(None, (owner.strip(), written(day))))


def _doubts(rows: Sequence[WorkloadRow]) -> Iterator[str]:
    """The levels of which the room is unsure, or against which somebody is, by name."""
    for row in rows:
        yield from (f"{row.name}, {agreed.doubt}" for agreed in row.agreements if agreed.doubt)


def _parked(summary: Summary, content: Content) -> Iterator[str]:
    """What was put off and why, or who finds out; of many, the first."""
    reasons = [
        (", ".join(filter(None, (each.subject, each.name))), why)
        for each in boards.parked(summary.session, content)
        if (why := questions.put_off(session.Mark(parked_why=each.parked_why, finder=each.finder)))
    ]
    yield from (f"{what}: {why}" for what, why in reasons[:_FEW])
    if more := len(reasons[_FEW:]):
        yield tr("and {count} more", count=more)


def _legal_gate(rows: Sequence[WorkloadRow], content: Content) -> Iterator[str]:
    """How far the legal review of each workload is, and who sees to it.

    Of one that nobody has spoken of, where something calls for it.
    """
    nobody: list[str] = []
    for row in rows:
        if row.assessed.workload.legal == session.LegalReview():
            if actions.reviewed_because(row.assessed, content):
                nobody.append(row.name)
        else:
            yield f"{row.name}: {row.legal}"
    if nobody:
        yield tr("Not reviewed yet, and nobody sees to it: {names}", names=few(nobody))


def _vendors(summary: Summary, content: Content) -> Iterator[str]:
    chosen: dict[str, list[str]] = {}
    for workload in summary.workloads:
        key = workload.assessed.workload.chosen_vendor
        name = workload.name
        if workload.assessed.model not in (None, *OUTSIDE):
            name = tr("{name} (stays inside)", name=name)
        chosen.setdefault(key or "", []).append(name)
    names = {row.id: row.name for row in summary.workloads}
    for row in summary.vendors:
        yield _vendor(row, chosen.get(row.id, []), names, content)


def _vendor(
    row: VendorRow, chosen: Sequence[str], names: Mapping[str, str], content: Content
) -> str:
    """What the room learnt about a vendor, in a line."""
    ended: dict[str, list[str]] = {}
    for workload, verdict in statement.verdicts(row.vetted).items():
        if verdict != "not-run":
            how = _ended(row, workload, content)
            ended.setdefault(how, []).append(names.get(workload, workload))
    parts = [tr("out of the running: {reason}", reason=row.out)] if row.out else []
    parts += [tr("chosen for {workloads}", workloads=few(chosen))] if chosen else []
    parts += [
        tr("sprint for {workloads}: {verdict}", workloads=few(each), verdict=how)
        for how, each in ended.items()
    ] or [tr("no sprint yet")]
    if counts := assess.flags_words(row.vetted):
        parts.append(tr("red flags: {counts}", counts=counts))
    if count := sum(answer.claimed for answer in row.answers):
        parts.append(ntr(count, "{count} answer only claimed", "{count} answers only claimed"))
    return f"{row.name}: {'; '.join(parts)}"


def _ended(row: VendorRow, workload: str, content: Content) -> str:
    """How a sprint ended; with conditions, whether these are met."""
    sprint = row.vetted.vendor.sprint_for(workload)
    verdict = content.vendors.sprint.verdicts[sprint.verdict or "not-run"].name
    if sprint.verdict != "proceed-with-conditions":
        return verdict
    met = tr("conditions met") if sprint.conditions_open == "no" else tr("conditions still open")
    return f"{verdict}, {met}"


def _otherwise(rows: Sequence[WorkloadRow]) -> Iterator[str]:
    """What the room decided that was not recommended first: what, by whom and why."""
    for row in rows:
        if row.decision and row.assessed.decision_state in ("override", "alternative"):
            alternative = row.assessed.decision_state == "alternative"
            decided = row.decision.sentence if alternative else row.decision.brief
            yield f"{row.name}: {decided}"
