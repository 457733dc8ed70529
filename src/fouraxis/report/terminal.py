"""Plain pages of 80 columns: the summary's table, one recommendation, and all 27 cells."""

from collections.abc import Iterator, Sequence
from typing import Final

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, STAGES
from fouraxis.decision.matrix import Cell, alternative, cells, lead
from fouraxis.decision.placement import Placement
from fouraxis.decision.recommendation import Recommendation
from fouraxis.decision.words import because_words, listed, question_words, say, value_words
from fouraxis.report.cells import bullets, flowing, in_columns, wrapped
from fouraxis.report.summary import (
    WARNINGS,
    WHY,
    Summary,
    VendorRow,
    WorkloadRow,
    explained,
    level_name,
    model_name,
    recommended,
    tell,
)
from fouraxis.workshop.text import showable_line

WIDTH: Final = 80
"""How many cells a plain page takes: any terminal and any mail has them."""

_MATRIX_COLUMNS: Final = (12, 9, 10, 43)


def recommendation_page(
    placement: Placement, recommendation: Recommendation, content: Content
) -> str:
    """A recommendation with everything that explains it."""
    title = recommended(recommendation, content)
    basis = because_words(content, recommendation)
    lines = wrapped(f"{title} ({basis})" if basis else title, WIDTH)
    if recommendation.lead and len(recommendation.options) > 1:
        lines += [
            tr("or {model}", model=model_name(model, content))
            for model in recommendation.options[1:]
        ]
    if recommendation.basis.rules and recommendation.without_rules:
        without = model_name(recommendation.without_rules, content)
        lines += wrapped(tr("without the rule it would be: {model}", model=without), WIDTH)
    levels = [
        f"{content.axes.axes[axis].name}: {level_name(placement.axis(axis), axis, content) or '?'}"
        for axis in AXES
    ]
    rules = [
        f"{content.rules.rules[rule].name}: {value_words(content, rule, answer) if answer else '?'}"
        for rule in ASKED_RULES
        for answer in [placement.rule(rule)]
    ]
    lines += ["", tr("Placed at"), *bullets([*levels, *rules], WIDTH)]
    for heading, texts in explained(recommendation, content).items():
        lines += ["", tr(heading), *bullets(texts, WIDTH)]
    return "\n".join([*lines, "", *wrapped(flowing(content.home.notice), WIDTH)])


def matrix_page(content: Content, readiness: str | None) -> str:
    """All 27 cells of the matrix with what each offers and rests on.

    Without a readiness, a cell whose lead depends on it names the lead of each stage.
    """
    rows = [
        (
            *_called(levels, content),
            f"{_offers(cell, readiness, content)}\n{_rests_on(cell, content)}",
        )
        for levels, cell in cells(content).items()
    ]
    axes = [question_words(content, axis) for axis in AXES[:3]]
    heading = (*axes, tr("outcome, and what it rests on"))
    body = in_columns([heading, tuple("-" * c for c in _MATRIX_COLUMNS), *rows], _MATRIX_COLUMNS)
    axis = question_words(content, "readiness")
    stage = f"{axis} {level_name(readiness, 'readiness', content) or tr('not given')}"
    title = tr("{title}: the matrix, {stage}", title=content.home.pack.title, stage=stage)
    return "\n".join([title, "", *body, "", *wrapped(flowing(content.home.notice), WIDTH)])


def _called(levels: tuple[str, ...], content: Content) -> list[str]:
    """The levels of a cell in the words of the content."""
    return [level_name(level, axis, content) for axis, level in zip(AXES, levels, strict=False)]


def _offers(cell: Cell, readiness: str | None, content: Content) -> str:
    strict = f" {say(content, 'with-strict-governance')}" if cell.strict_governance else ""
    stages = (readiness,) if readiness else STAGES
    leads = {stage: lead(cell, stage) for stage in stages}
    if len(set(leads.values())) == 1:
        first = leads[stages[0]]
        other = alternative(cell, stages[0])
        name = f"{model_name(first, content)}{strict}"
        if other is None:
            return name
        return tr("{model}, or {other}", model=name, other=model_name(other, content))
    by_model = {
        model: [stage for stage in stages if leads[stage] == model] for model in leads.values()
    }
    return "; ".join(
        tr(
            "{model} at {stages}",
            model=model_name(model, content),
            stages=", ".join(level_name(stage, "readiness", content) for stage in at),
        )
        for model, at in by_model.items()
    )


def _rests_on(cell: Cell, content: Content) -> str:
    if cell.interpretation:
        return tr("interpretation: not in the published matrix")
    rows = listed(content, "and", [str(row) for row in cell.rows])
    if len(cell.rows) == 1:
        return tr("published row {rows}", rows=rows)
    return tr("published rows {rows}", rows=rows)


_COLUMNS: Final = {
    "workload": 19,
    "recommended": 18,
    "because": 12,
    "decision": 11,
    "ready": 6,
    "open": 4,
}
"""The columns that fit, and how wide each is, in cells."""


def table(summary: Summary, content: Content) -> str:
    """The summary for a terminal, a mail or a pipe; no line is wider than 80 cells."""
    return "\n".join(_lines(summary, content)) + "\n"


def _lines(summary: Summary, content: Content) -> Iterator[str]:
    yield from wrapped(showable_line(summary.title), WIDTH)
    organisation = f"{showable_line(summary.organisation)} · " if summary.organisation else ""
    yield from wrapped(f"{organisation}{summary.created} · {summary.counts}", WIDTH)
    yield ""
    if summary.workloads:
        widths = tuple(_COLUMNS.values())
        heads = [content.summary.columns[key] for key in _COLUMNS]
        names = [
            head.name if len(head.name) <= cells else head.short or head.name
            for head, cells in zip(heads, widths, strict=True)
        ]
        rule = ["-" * cells for cells in widths]
        yield from in_columns([names, rule, *map(_row, summary.workloads)], widths)
    else:
        yield tell(content, "no-workloads")
    for row in summary.workloads:
        yield from ("", *wrapped(showable_line(row.name), WIDTH), *_explained(row, content))
    if summary.vendors:
        yield from ("", content.vendors.screen.title)
        yield from bullets((_vendor(row) for row in summary.vendors), WIDTH)
    if summary.programme_lines:
        yield from (
            "",
            tr("Programme"),
            *bullets(map(showable_line, summary.programme_lines), WIDTH),
        )
    yield from ("", *wrapped(summary.notice, WIDTH))


def _row(row: WorkloadRow) -> tuple[str, ...]:
    recommended = row.recommended if row.assessed.recommendation.lead else row.status
    cells = (recommended, row.because, row.decision_state, row.signed, str(row.open))
    return showable_line(row.name), *cells


def _explained(row: WorkloadRow, content: Content) -> Iterator[str]:
    axes = content.axes.axes
    placed = " · ".join(f"{axes[axis].name} {level or '?'}" for axis, level in row.levels.items())
    yield from bullets([f"{placed} ({row.status})"], WIDTH)
    yield from bullets(row.explanation.get(WHY, []), WIDTH)
    for warning in row.explanation.get(WARNINGS, []):
        yield from bullets([warning], WIDTH, "!")
    if row.decision:
        yield from bullets([showable_line(row.decision.sentence)], WIDTH, ">")
    if row.unowned:
        yield from bullets([_unowned(row.unowned)], WIDTH, "!")


def _unowned(names: Sequence[str]) -> str:
    if len(names) > 3:
        return tr("After launch nobody is named for {count} areas", count=len(names))
    return tr("After launch nobody is named for {names}", names=", ".join(names))


def _vendor(row: VendorRow) -> str:
    marks = ", ".join(f"{count} {mark}" for mark, count in row.marks.items() if count)
    subject = row.name
    if row.workloads:
        subject = tr("{name} for {workloads}", name=row.name, workloads=", ".join(row.workloads))
    parts = [f"{subject}: {marks}"]
    if row.red_flags:
        parts.append(tr("red flags heard: {names}", names=", ".join(row.red_flags)))
    return showable_line("; ".join(parts))
