"""Plain pages: the summary's table in a terminal, and Markdown."""

from collections.abc import Iterator, Sequence
from typing import Final

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report import document, recommendation
from fouraxis.report.composition import PLAIN, Options, Progress, compose, silent, subtitle
from fouraxis.report.escape import WIDTH, bullets, in_columns, markdown as safe, width, wrapped
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow, carried_words, tell
from fouraxis.workshop.text import showable_line

COLUMNS: Final = {
    "workload": 17,
    "recommended": 16,
    "because": 14,
    "decision": 11,
    "ready": 8,
    "open": 4,
}
"""The columns that fit, and how wide each is at most, in cells: the first two take what is left."""


def table(summary: Summary, content: Content) -> str:
    """The summary for a terminal, a mail or a pipe; no line is wider than 80 cells."""
    return "\n".join(_lines(summary, content)) + "\n"


def _lines(summary: Summary, content: Content) -> Iterator[str]:
    yield from wrapped(showable_line(summary.title), WIDTH)
    organisation = f"{showable_line(summary.organisation)} · " if summary.organisation else ""
    yield from wrapped(f"{organisation}{summary.created} · {summary.counts}", WIDTH)
    if summary.sign_off.sentence:
        yield from wrapped(showable_line(summary.sign_off.sentence), WIDTH)
    if summary.unconfirmed:
        yield from wrapped(carried_words(summary), WIDTH)
    yield ""
    if summary.workloads:
        rows = [*map(_row, summary.workloads)]
        heads = [content.summary.columns[key] for key in COLUMNS]
        names = [
            head.name if len(head.name) <= cells else head.short or head.name
            for head, cells in zip(heads, COLUMNS.values(), strict=True)
        ]
        widths = _widths([names, *rows])
        rule = ["-" * cells for cells in widths]
        yield from in_columns([names, rule, *rows], widths)
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


def _widths(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """How wide the columns of these rows are; what the short ones leave is for model and name.

    A column is as wide as its longest word, so that none is broken; where all of them together are
    wider than the page, the name of a workload gives way.
    """
    columns = list(zip(*rows, strict=True))
    longest = [max(map(width, column)) for column in columns]
    words = [max(width(word) for text in column for word in text.split()) for column in columns]
    name, _, *others = COLUMNS.values()
    others = [
        max(min(most, text), word)
        for most, text, word in zip(others, longest[2:], words[2:], strict=True)
    ]
    room = WIDTH - 2 * (len(COLUMNS) - 1) - sum(others)
    model = max(min(longest[1], room - max(name, words[0])), words[1])
    return (max(room - model, 1), model, *others)


def _row(row: WorkloadRow) -> tuple[str, ...]:
    recommended = row.recommended if row.assessed.recommendation.lead else row.status
    cells = (recommended, row.because, row.decision_state, row.signed, str(row.open))
    return showable_line(row.name), *cells


def _explained(row: WorkloadRow, content: Content) -> Iterator[str]:
    axes = content.axes.axes
    placed = " · ".join(f"{axes[axis].name} {level or '?'}" for axis, level in row.levels.items())
    yield from bullets([f"{placed} ({row.status})"], WIDTH)
    yield from bullets(row.explanation.get(recommendation.WHY, []), WIDTH)
    for warning in row.explanation.get(recommendation.WARNINGS, []):
        yield from bullets([warning], WIDTH, "!")
    if row.decision:
        yield from bullets([showable_line(row.decision.sentence)], WIDTH, ">")
    for agreed in row.agreements:
        yield from bullets([showable_line(agreed.whole)], WIDTH)
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
    if row.warning:
        parts.append(row.warning)
    if row.out:
        parts.append(tr("out of the running: {reason}", reason=row.out))
    return showable_line("; ".join(parts))


def markdown(
    summary: Summary, content: Content, progress: Progress = silent, options: Options = PLAIN
) -> Iterator[str]:
    """The whole report in pieces; what a picture shows is said in words."""
    yield f"# {safe(summary.title)}\n\n{safe(subtitle(summary, content, options))}\n"
    for block in compose(summary, content, progress, options):
        lines = list(_markdown_lines(block))
        if lines:
            yield "\n" + "\n".join(lines) + "\n"


def _markdown_lines(block: document.Block) -> Iterator[str]:
    match block:
        case document.Heading():
            yield f"{'#' * (block.deep + 1)} {safe(block.text)}"
        case document.Paragraph(tone="notice"):
            yield f"> {safe(block.text)}"
        case document.Paragraph():
            yield safe(block.text)
        case document.Bullets():
            yield from (f"- {safe(item)}" for item in block.items)
        case document.Facts():
            for name, text in block.rows:  # a question has a sign of its own behind it
                yield f"- **{safe(name)}**{'' if name.endswith('?') else ':'} {safe(text)}"
        case document.Table():
            yield from _table(block)
        case document.Figure(alone=True):
            yield safe(block.picture.description)
        case document.Figure() | document.PageEnd():
            return


def _table(table: document.Table) -> Iterator[str]:
    rules = ("---:" if column in table.numbers else "---" for column in range(len(table.heads)))
    yield f"| {' | '.join(map(safe, table.heads))} |"
    yield f"| {' | '.join(rules)} |"
    for row in table.rows:
        yield f"| {' | '.join(map(safe, row))} |"
