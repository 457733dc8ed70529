"""What a report holds as sheets of rows: for a workbook, and for CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES
from fouraxis.report.agenda import AGENDA_HEADS, agenda_rows
from fouraxis.report.answers import AnswerRow, Kept
from fouraxis.report.closing import actions, waiting
from fouraxis.report.document import Table
from fouraxis.report.statements import statement_rows
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow
from fouraxis.report.workload_part import step_title
from fouraxis.workshop.asking import live

Row = tuple[str | int, ...]

TEXTS: Final = ("note", "reason", "evidence", "plan", "vendor")
"""What can be written beside an answer, by kind."""

_ANSWERS: Final = ("About", "Name", "Part", "Item", "Question", "Answer", "State")
ANSWER_HEADS: Final = (*_ANSWERS, *(kind.capitalize() for kind in TEXTS))
"""The heads of the rows of answers."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: heads, their widths in characters, rows, and how many first columns stay."""

    name: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    frozen: int = 1


def sheets(summary: Summary, content: Content) -> Iterator[Sheet]:
    """Every sheet that has a row; the first says what the workbook is."""
    yield Sheet("About", ("What", "Value"), (24, 100), tuple(_about(summary)))
    every = (
        _recommendations(summary, content),
        _answers_sheet(summary, content),
        *_steps(summary, content),
        _vendors(summary),
        _owners(summary, content),
        _ready(summary, content),
        _statements(summary, content),
        _actions(summary),
        _open(summary, content),
        Sheet("Agenda", AGENDA_HEADS, (30, 10, 10, 10, 10), tuple(agenda_rows(summary.agenda))),
        _kept(summary),
    )
    yield from (one for one in every if one.rows)


def _about(summary: Summary) -> Iterator[Row]:
    yield "Title", summary.title
    yield "Organisation", summary.organisation
    yield "Date", summary.created
    yield "Workloads", summary.counts
    for person in summary.participants:
        yield "In the room", person
    for line in summary.programme_lines:
        yield "Programme", line
    yield "Notice", summary.notice


def _recommendations(summary: Summary, content: Content) -> Sheet:
    axes = [content.axes.axes[axis].name for axis in AXES]
    heads = (
        *("No.", "Workload", "Description", "Owner", "Kind", *axes),
        *("Recommended", "Alternative", "Because", "Status", "Decision", "Decided for"),
        *("Reason", "By", "At", "Ready to sign", "Open", "Nobody named for", "Vendors"),
        *("Why", "What would change it", "Warnings", "Next steps"),
    )
    widths = (5, 28, 40, 22, 18, 12, 12, 12, 12, 24, 20, 16, 13, 13, 22, 40, 22, 20, 13, 7)
    rows = tuple(_recommendation(n, row) for n, row in enumerate(summary.workloads, 1))
    return Sheet("Summary", heads, (*widths, 28, 24, 60, 50, 50, 50), rows, 2)


def _recommendation(number: int, row: WorkloadRow) -> Row:
    decision = row.decision
    decided = (decision.model, decision.reason, decision.by, decision.at) if decision else ("",) * 4
    said = ("Why", "What would change it", "Warnings", "Next steps")
    cells: list[str | int] = [number, row.name, row.description, row.owner, row.kind]
    cells += row.levels.values()
    cells += [row.recommended, ", ".join(row.options[1:]), row.because, row.status]
    cells += [row.decision_state, *decided, row.signed, row.open]
    cells += ["; ".join(row.unowned), "; ".join(row.vendors.values())]
    cells += ["\n".join(row.explanation.get(heading, [])) for heading in said]
    return tuple(cells)


def _answers_sheet(summary: Summary, content: Content) -> Sheet:
    widths = (10, 26, 22, 30, 30, 24, 12, *(40 for _ in TEXTS))
    return Sheet("Answers", ANSWER_HEADS, widths, tuple(answer_rows(summary, content)), 2)


def answer_rows(summary: Summary, content: Content) -> Iterator[Row]:
    """One row for every answer, about workloads, vendors and the programme alike."""
    for workload in summary.workloads:
        for answer in workload.answers:
            yield _answer("workload", workload, answer, content)
    for vendor in summary.vendors:
        for answer in vendor.answers:
            yield _answer("vendor", vendor, answer, content)
    for answer in summary.agreed:
        yield _answer("programme", summary, answer, content)


def _answer(
    about: str, one: WorkloadRow | VendorRow | Summary, answer: AnswerRow, content: Content
) -> Row:
    state = ", ".join((answer.state, *answer.marks)) if answer.marks else answer.state
    name = one.title if isinstance(one, Summary) else one.name
    where = (about, name, step_title(content, answer.step), answer.item)
    texts = (answer.texts.get(kind, "") for kind in TEXTS)
    value = f"{answer.value} ({answer.because})" if answer.because else answer.value
    return (*where, answer.full_name, value, state, *texts)


def _steps(summary: Summary, content: Content) -> Iterator[Sheet]:
    """Risks, contract and drivers as sheets of their own, where the workshop asks about them."""
    for step in ("risks", "contract", "drivers"):
        agreed = summary.agreed if step == "contract" else ()
        rows = [
            _answer("workload", row, answer, content)[1:]
            for row in summary.workloads
            for answer in row.answers
            if answer.step == step
        ]
        rows += [_answer("programme", summary, answer, content)[1:] for answer in agreed]
        widths = (26, 16, 30, 30, 24, 12, *(40 for _ in TEXTS))
        yield Sheet(step.capitalize(), ANSWER_HEADS[1:], widths, tuple(rows))


def _vendors(summary: Summary) -> Sheet:
    marks = list(dict.fromkeys(mark for row in summary.vendors for mark in row.marks))
    heads = ("Vendor", "Considered for", "Note", *marks, "Red flags", "Heard", "Warning")
    widths = (28, 40, 40, *(11 for _ in marks), 10, 50, 40)
    rows: list[Row] = []
    for row in summary.vendors:
        cells: list[str | int] = [row.name, "; ".join(row.workloads), row.note]
        cells += [row.marks.get(mark, 0) for mark in marks]
        cells += [len(row.red_flags), "; ".join(row.red_flags), row.warning]
        rows.append(tuple(cells))
    return Sheet("Vendors", heads, widths, tuple(rows))


def _owners(summary: Summary, content: Content) -> Sheet:
    areas = live(content.ownership.areas.values())
    rows = tuple(
        (row.name, area.name, given.owner, given.vendor, "" if given.owner else "nobody is named")
        for row in summary.workloads
        for area in areas
        for given in (row.assessed.workload.area(area.id),)
    )
    heads = ("Workload", "Area", "Owner", "Vendor supports", "Missing")
    return Sheet("Ownership", heads, (28, 30, 30, 50, 18), rows, 2)


def _ready(summary: Summary, content: Content) -> Sheet:
    rows = tuple(
        (row.name, check.name, content.summary.ready_states[check.state].name, check.text)
        for row in summary.workloads
        for check in row.ready
    )
    return Sheet(
        "Ready to sign", ("Workload", "Check", "State", "What it means"), (28, 26, 16, 60), rows
    )


def _statements(summary: Summary, content: Content) -> Sheet:
    heads = ("Workload", "Model", "Clause", "What belongs there", "Known", "Still open")
    rows = tuple(statement_rows(summary, content))
    return Sheet("Statements of work", heads, (28, 22, 24, 40, 70, 11), rows, 3)


def _actions(summary: Summary) -> Sheet:
    found = [block for block in actions(summary) if isinstance(block, Table)]
    rows = [row for one in found for row in one.rows]
    heads = found[0].heads if found else ("Action",)
    return Sheet("Actions", heads, (60, 50, 40)[: len(heads)], tuple(rows))


def _open(summary: Summary, content: Content) -> Sheet:
    rows: list[Row] = []
    for group in (summary.workloads, summary.vendors):
        rows += [
            (answer.full_name, one.name, step_title(content, answer.step), ", ".join(states))
            for one in group
            for answer in one.answers
            if (states := waiting(answer))
        ]
    heads = ("Question", "About", "Part", "State")
    return Sheet("Open questions", heads, (40, 30, 24, 30), tuple(rows))


def _kept(summary: Summary) -> Sheet:
    found: Sequence[Kept] = (
        *(one for row in summary.workloads for one in row.kept),
        *(one for row in summary.vendors for one in row.kept),
        *summary.kept,
    )
    rows = tuple((one.where, one.value) for one in found)
    return Sheet("Kept in the file", ("Where", "Value"), (50, 100), rows)
