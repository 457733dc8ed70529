"""What a report opens with: the executive summary, the recommendations, the mix and the map."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, MODELS, OUTSIDE, Model
from fouraxis.report import document
from fouraxis.report.figures import placement_map, sourcing_mix
from fouraxis.report.summary import Summary, WorkloadRow, called, settled
from fouraxis.workshop.matters import Matter, matters

_FEW: Final = 5
"""How many names or matters the first page has room for."""


def executive_summary(summary: Summary, content: Content) -> Iterator[document.Block]:
    """The first page."""
    title = tr("Executive summary")
    yield from document.section(
        document.Heading(title, 1, "executive-summary"), _executive(summary, content)
    )


def recommendations(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What is recommended for every workload and what was decided, then the mix that it makes."""
    if summary.workloads:
        yield document.PageEnd()
        yield document.Heading(tr("Recommendations"), 1, "recommendations")
        yield from _recommendations(summary, content)
        yield from document.section(
            document.Heading(tr("The sourcing mix"), 2, "sourcing-mix"),
            _sourcing_mix(summary, content),
        )


def _sourcing_mix(summary: Summary, content: Content) -> Iterator[document.Block]:
    """The picture of what is recommended, as soon as that is anything, and the mix in words."""
    if any(row.assessed.recommendation.lead or settled(row) for row in summary.workloads):
        yield document.Figure(sourcing_mix(summary, content))
    yield from _mix(summary, content)


def where_all_stand(summary: Summary, content: Content) -> Iterator[document.Block]:
    """Every workload on the map."""
    if summary.workloads:
        yield document.PageEnd()
        yield document.Heading(tr("The map"), 1, "map")
        yield document.Figure(placement_map(summary, content))
        yield from _placed(summary, content)


def few(names: Sequence[str]) -> str:
    """Names in a row, only as many as the first page has room for."""
    more = len(names) - _FEW
    shown = names if more <= 1 else names[:_FEW]
    listing = ", ".join(shown)
    return tr("{names} and {count} more", names=listing, count=more) if more > 1 else listing


def _executive(summary: Summary, content: Content) -> Iterator[document.Block]:
    rows = summary.workloads
    if not rows:
        yield document.Paragraph(tr("No workloads yet: there is nothing to recommend."), "lead")
        yield document.Paragraph(summary.notice, "notice")
        return
    yield document.Paragraph(_where(rows), "lead")
    yield document.Paragraph(_decided(rows))
    yield document.Heading(tr("What goes where"), 3)
    yield document.Bullets(tuple(_models(summary, content)))
    yield from document.section(
        document.Heading(tr("What needs attention first"), 3), _attention(summary, content)
    )
    yield from document.section(
        document.Heading(tr("Questions worth answering first"), 3), _questions(summary)
    )
    yield document.Paragraph(summary.notice, "notice")


def _where(rows: Sequence[WorkloadRow]) -> str:
    """How many workloads there are, and where they go."""
    models = [settled(row) for row in rows if not row.outdated]
    outside, still = sum(model in OUTSIDE for model in models), models.count(None)
    inside, again = len(models) - outside - still, len(rows) - len(models)
    parts = [
        tr("{count} can go to a partner", count=outside),
        ntr(inside, "{count} stays inside", "{count} stay inside"),
    ]
    if still:
        parts.append(tr("{count} cannot be settled yet", count=still))
    if again:
        parts.append(tr("{count} to be decided again", count=again))
    return ntr(
        len(rows),
        "{count} AI workload was looked at: {parts}.",
        "{count} AI workloads were looked at: {parts}.",
        parts=", ".join(parts),
    )


def _decided(rows: Sequence[WorkloadRow]) -> str:
    """On how many the room decided, and in which way."""
    states = Counter(row.decision_state for row in rows if row.decision)
    if not states:
        return tr("The room has not decided on any of them yet.")
    parts = ", ".join(f"{count} {state}" for state, count in states.items())
    return tr(
        "The room decided on {done} of {total}: {states}.",
        done=states.total(),
        total=len(rows),
        states=parts,
    )


def _models(summary: Summary, content: Content) -> Iterator[str]:
    for model in MODELS:
        names = [row.name for row in summary.workloads if settled(row) == model]
        if names:
            words = content.matrix.models[model]
            yield f"{words.name} ({len(names)}): {few(names)}. {words.description}"
    for row in summary.workloads:
        if row.outdated and row.decision:
            yield tr(
                "To be decided again: {name}. The room decided for {model}; now it would be {now}.",
                name=row.name,
                model=row.decision.model,
                now=row.recommended,
            )
    open_ = [row for row in summary.workloads if settled(row) is None and not row.outdated]
    names = [row.name for row in open_]
    if names:
        yield tr("Not settled yet ({count}): {names}.", count=len(names), names=few(names))


def _attention(summary: Summary, content: Content) -> Iterator[document.Block]:
    first = matters(summary.session, content)[:_FEW]
    if first:
        yield document.Bullets(tuple(_matter(matter, summary, content) for matter in first))


def _matter(matter: Matter, summary: Summary, content: Content) -> str:
    names = {("workloads", row.id): row.name for row in summary.workloads}
    names |= {("vendors", row.id): row.name for row in summary.vendors}
    where = few([names[spot.group, spot.subject] for spot in matter.spots])
    name = content.summary.matters[matter.kind].called(matter.total)
    return f"{matter.total} {name}: {where}"


def _questions(summary: Summary) -> Iterator[document.Block]:
    names = {row.id: row.name for row in summary.workloads}
    lines = [
        tr(
            "{question}: decides {names}",
            question=question.text,
            names=few([names[key] for key in question.workloads]),
        )
        for question in summary.programme.questions[:3]
    ]
    if lines:
        yield document.Bullets(tuple(lines))


def _recommendations(summary: Summary, content: Content) -> Iterator[document.Block]:
    heads = {key: column.name for key, column in content.summary.columns.items()}
    yield from document.table(
        tr("What is recommended and what was decided"),
        (
            *(heads["workload"], tr("No."), heads["recommended"], heads["because"]),
            *(tr("Status"), heads["decision"], heads["ready"], heads["open"]),
        ),
        (
            (
                row.name,
                str(number),
                row.recommended,
                row.because,
                row.status,
                _decision(row),
                row.signed,
                str(row.open),
            )
            for number, row in enumerate(summary.workloads, 1)
        ),
        (20, 5, 20, 14, 11, 13, 10, 7),
        (1, 7),
    )


def _decision(row: WorkloadRow) -> str:
    """How the room decided, and for what where that is not the recommendation."""
    if row.decision is None or row.assessed.decision_state == "agreed":
        return row.decision_state
    return f"{row.decision_state}: {row.decision.model}"


def _mix(summary: Summary, content: Content) -> Iterator[document.Block]:
    rows = summary.workloads
    recommended = Counter(row.assessed.recommendation.lead for row in rows)
    decided = Counter(
        decision.model
        for row in rows
        if not row.outdated and (decision := row.assessed.workload.decision)
    )
    yield from document.table(
        tr("How many workloads each engagement model gets"),
        (
            *(tr("Engagement model"), content.summary.columns["recommended"].name),
            *(tr("Decided"), content.workloads.screen.title),
        ),
        (
            (
                content.matrix.models[model].name,
                str(recommended[model]),
                str(decided[model]),
                ", ".join(called(row, row.name) for row in rows if _goes_to(row) == model),
            )
            for model in MODELS
            if recommended[model] or decided[model]
        ),
        (20, 18, 12, 50),
        (1, 2),
    )


def _goes_to(row: WorkloadRow) -> Model | None:
    """Where it goes; where that has to be decided again, where it would go now."""
    return row.assessed.recommendation.lead if row.outdated else settled(row)


def _placed(summary: Summary, content: Content) -> Iterator[document.Block]:
    axes = content.axes.axes
    yield from document.table(
        tr("Where every workload stands"),
        (
            *(content.summary.columns["workload"].name, tr("No.")),
            *(axes[axis].name for axis in AXES),
            tr("Outcome"),
        ),
        (
            (
                row.name,
                str(number),
                *(level or "?" for level in row.levels.values()),
                row.recommended,
            )
            for number, row in enumerate(summary.workloads, 1)
        ),
        (21, 6, 14, 13, 13, 13, 20),
        (1,),
    )
