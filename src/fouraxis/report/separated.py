"""The summary as CSV: one row per workload, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES
from fouraxis.report.answers import AnswerRow, kind_name
from fouraxis.report.escape import csv_cell
from fouraxis.report.recommendation import WARNINGS
from fouraxis.report.spreadsheet import answer_heads, answer_rows
from fouraxis.report.summary import Summary, WorkloadRow


def separated(summary: Summary, content: Content) -> Iterator[str]:
    """One row per workload after the names; each carries the notice, so none goes without."""
    yield from _lines([[head.lower() for head in _heads(content)]])
    yield from _lines((*_cells(row), summary.notice) for row in summary.workloads)


def separated_answers(summary: Summary, content: Content) -> Iterator[str]:
    """One row per answer, about workloads and vendors alike, after the names."""
    yield from _lines([[head.lower() for head in answer_heads()]])
    yield from _lines(answer_rows(summary, content))


def _heads(content: Content) -> Iterator[str]:
    """What the columns are called: as in the table, where it has them."""
    columns = {key: column.name for key, column in content.summary.columns.items()}
    yield from ("id", columns["workload"], tr("Owner"))
    yield from (content.axes.axes[axis].name for axis in AXES)
    yield from (columns["recommended"], columns["because"], tr("Status"), columns["decision"])
    yield from (tr("Decided"), tr("Reason"), tr("By"), tr("At"))
    yield from (columns["ready"], columns["open"], tr("Unowned"), content.vendors.screen.title)
    yield from (tr("Warnings"), tr("Notes"), tr("Notice"))


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
    yield "\n".join(row.explanation.get(WARNINGS, []))
    yield "\n".join(note for answer in row.answers for note in _notes(answer))


def _signed(row: WorkloadRow) -> str:
    """How many checks before signing are met, so that no spreadsheet takes it for a date."""
    met, apart, asked = row.signed.partition("/")
    if apart and asked.isdecimal():
        return tr("{done} of {total}", done=met, total=asked)
    return row.signed


def _notes(answer: AnswerRow) -> Iterator[str]:
    for kind, text in answer.texts.items():
        yield f"{answer.name}, {kind_name(kind)}: {text}"
