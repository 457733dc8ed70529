"""The summary as CSV: one row per workload, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES
from fouraxis.report.answers import AnswerRow
from fouraxis.report.escape import csv_cell
from fouraxis.report.sheets import ANSWER_HEADS, answer_rows
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
    "ready",
    "open",
    "unowned",
    "vendors",
    "warnings",
    "notes",
    "notice",
)


def separated(summary: Summary) -> Iterator[str]:
    """One row per workload after the names; each carries the notice, so none goes without."""
    yield from _lines([_COLUMNS])
    yield from _lines((*_cells(row), summary.notice) for row in summary.workloads)


def separated_answers(summary: Summary, content: Content) -> Iterator[str]:
    """One row per answer, about workloads and vendors alike, after the names."""
    yield from _lines([[head.lower() for head in ANSWER_HEADS]])
    yield from _lines(answer_rows(summary, content))


class _Line:
    """A file that keeps nothing: it hands back each line that is written to it."""

    def write(self, line: str) -> str:
        """The line as it is."""
        return line


def _lines(rows: Iterable[Sequence[str | int]]) -> Iterator[str]:
    writer = csv.writer(_Line(), lineterminator="\n")
    for row in rows:
        line: Any = writer.writerow([csv_cell(str(cell)) for cell in row])
        yield line


def _cells(row: WorkloadRow) -> Iterator[str]:
    yield from (row.id, row.name, row.owner, *row.levels.values())
    yield from (row.recommended, row.because, row.status, row.decision_state)
    decision = row.decision
    yield from (decision.model, decision.reason, decision.by, decision.at) if decision else [""] * 4
    yield from (_signed(row), str(row.open))
    yield from ("; ".join(row.unowned), "; ".join(row.vendors.values()))
    yield "\n".join(row.explanation.get("Warnings", []))
    yield "\n".join(note for answer in row.answers for note in _notes(answer))


def _signed(row: WorkloadRow) -> str:
    """How many checks before signing are met, so that no spreadsheet takes it for a date."""
    met, apart, asked = row.signed.partition("/")
    return f"{met} of {asked}" if apart and asked.isdecimal() else row.signed


def _notes(answer: AnswerRow) -> Iterator[str]:
    for kind, text in answer.texts.items():
        yield f"{answer.name}, {kind}: {text}"
