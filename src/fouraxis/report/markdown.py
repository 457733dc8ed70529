"""The summary as Markdown: every recommendation with its reasons, every answer with its note."""

from collections.abc import Iterator, Sequence

from fouraxis.content.models import Content
from fouraxis.report.answers import AnswerRow, Kept
from fouraxis.report.escape import markdown as safe
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow


def markdown(summary: Summary, content: Content) -> str:
    """The whole session as one document; all text of the room is escaped."""
    return "\n".join(_lines(summary, content)) + "\n"


def _lines(summary: Summary, content: Content) -> Iterator[str]:
    yield f"# {safe(summary.title)}"
    yield ""
    head = [summary.organisation, summary.created, summary.counts]
    yield " · ".join(safe(part) for part in head if part)
    if summary.participants:
        yield from ("", f"In the room: {safe('; '.join(summary.participants))}")
    yield from ("", f"> {safe(summary.notice)}", "")
    yield from _overview(summary)
    yield from _list("## Programme", summary.programme_lines)
    for workload in summary.workloads:
        yield from _workload(workload, content)
    for vendor in summary.vendors:
        yield from _vendor(vendor)
    yield from _kept("## Kept in the file, not used", summary.kept)


def _overview(summary: Summary) -> Iterator[str]:
    yield "| Workload | Placed | Recommended | Because | Status | Decision | Open |"
    yield "| --- | --- | --- | --- | --- | --- | ---: |"
    for row in summary.workloads:
        placed = " · ".join(level or "?" for level in row.levels.values())
        texts = (row.name, placed, row.recommended, row.because, row.status, row.decision_state)
        yield f"| {' | '.join(map(safe, texts))} | {row.open} |"


def _workload(row: WorkloadRow, content: Content) -> Iterator[str]:
    yield from ("", f"## {safe(row.name)}", "")
    if row.description:
        yield from (safe(row.description), "")
    facts = {
        "Owner": row.owner,
        "Kind": row.kind,
        **{content.axes.axes[axis].name: level or "?" for axis, level in row.levels.items()},
        "Recommended": f"{row.recommended} ({row.because}, {row.status})",
        "Alternative": ", ".join(row.options[1:]),
        "Decision": row.decision.sentence if row.decision else row.decision_state,
        "Nobody named for": ", ".join(row.unowned),
        "Vendors considered": ", ".join(row.vendors.values()),
    }
    yield from (f"- **{name}**: {safe(text)}" for name, text in facts.items() if text)
    for heading, lines in row.explanation.items():
        yield from _list(f"### {heading}", lines)
    yield from _answers(row.answers)
    yield from _kept("### Kept in the file, not asked", row.kept)


def _vendor(row: VendorRow) -> Iterator[str]:
    yield from ("", f"## Vendor: {safe(row.name)}", "")
    facts = {
        "Considered for": ", ".join(row.workloads),
        "Criteria": ", ".join(f"{count} {mark}" for mark, count in row.marks.items()),
        "Red flags heard": ", ".join(row.red_flags),
        "Note": row.note,
        "Warning": row.warning,
    }
    yield from (f"- **{name}**: {safe(text)}" for name, text in facts.items() if text)
    yield from _answers(row.answers)
    yield from _kept("### Kept in the file, not asked", row.kept)


def _answers(answers: Sequence[AnswerRow]) -> Iterator[str]:
    if not answers:
        return
    yield from ("", "### Answers", "", "| Question | Answer | Notes |", "| --- | --- | --- |")
    for row in answers:
        value = ", ".join(filter(None, (row.value, *row.marks)))
        notes = "\n".join(
            text if kind == "note" else f"{kind}: {text}" for kind, text in row.texts.items()
        )
        yield f"| {safe(row.name)} | {safe(value)} | {safe(notes)} |"


def _list(heading: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield from ("", heading, "")
        yield from (f"- {safe(text)}" for text in texts)


def _kept(heading: str, kept: Sequence[Kept]) -> Iterator[str]:
    yield from _list(heading, [f"{one.where}: {one.value}" for one in kept])
