"""The summary as CSV: one row per workload, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES
from fouraxis.report.answers import AnswerRow
from fouraxis.report.escape import csv_cell
from fouraxis.report.sheets import answers_sheet
from fouraxis.report.summary import Summary, WorkloadRow

_COLUMNS: Final = (
    "id",
    "workload",
    "owner",
    *AXES,
    "recommended",
    "because",
    "status",
    "decision",
    "decided",
    "reason",
    "by",
    "at",
    "open",
    "unowned",
    "vendors",
    "warnings",
    "notes",
    "notice",
)


def separated(summary: Summary) -> str:
    """One row per workload after the names; each carries the notice, so none goes without."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in summary.workloads:
        writer.writerow([csv_cell(cell) for cell in (*_cells(row), summary.notice)])
    return text.getvalue()


def separated_answers(summary: Summary, content: Content) -> str:
    """One row per answer, about workloads and vendors alike, after the names."""
    sheet = answers_sheet(summary, content)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([head.lower() for head in sheet.heads])
    writer.writerows([csv_cell(str(cell)) for cell in row] for row in sheet.rows)
    return text.getvalue()


def _cells(row: WorkloadRow) -> Iterator[str]:
    yield from (row.id, row.name, row.owner, *row.levels.values())
    yield from (row.recommended, row.because, row.status, row.decision_state)
    decision = row.decision
    yield from (decision.model, decision.reason, decision.by, decision.at) if decision else [""] * 4
    yield str(row.open)
    yield from ("; ".join(row.unowned), "; ".join(row.vendors.values()))
    yield "\n".join(row.explanation.get("Warnings", []))
    yield "\n".join(note for answer in row.answers for note in _notes(answer))


def _notes(answer: AnswerRow) -> Iterator[str]:
    for kind, text in answer.texts.items():
        yield f"{answer.name}, {kind}: {text}"
