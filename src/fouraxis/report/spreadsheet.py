"""What a report holds as sheets of rows: for a workbook, and for CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES
from fouraxis.report.agenda import agenda_heads, agenda_rows
from fouraxis.report.answers import TEXTS, AnswerRow, Kept, kind_name
from fouraxis.report.back_matter import actions, waiting
from fouraxis.report.document import Table
from fouraxis.report.programme import sentence
from fouraxis.report.recommendation import CHANGES, NEXT_STEPS, WARNINGS, WHY
from fouraxis.report.sections import step_title
from fouraxis.report.statements import statement_rows
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow
from fouraxis.workshop.catalogue import live

Row = tuple[str | int, ...]

_STATES: Final = {
    "answered": noted("answered"),
    "unknown": noted("unknown"),
    "not-applicable": noted("not-applicable"),
    "parked": noted("parked"),
}
"""How far an answer is, but for one that is open: the content has the word for it."""


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
    yield Sheet(tr("About"), (tr("What"), tr("Value")), (24, 100), tuple(_about(summary, content)))
    every = (
        _recommendations(summary, content),
        _answers_sheet(summary, content),
        *_steps(summary, content),
        _vendors(summary, content),
        _owners(summary, content),
        _ready(summary, content),
        _statements(summary, content),
        _actions(summary, content),
        _open(summary, content),
        _agenda(summary, content),
        _kept(summary),
    )
    yield from (one for one in every if one.rows)


def _about(summary: Summary, content: Content) -> Iterator[Row]:
    yield tr("Title"), summary.title
    yield tr("Organisation"), summary.organisation
    yield tr("Date"), summary.created
    yield content.workloads.screen.title, summary.counts
    for person in summary.participants:
        yield tr("In the room"), person
    for line in summary.programme_lines:
        yield tr("Programme"), line
    yield tr("Notice"), summary.notice


_EXPLAINED: Final = (WHY, CHANGES, WARNINGS, NEXT_STEPS)


def _recommendations(summary: Summary, content: Content) -> Sheet:
    axes = [content.axes.axes[axis].name for axis in AXES]
    columns = {key: column.name for key, column in content.summary.columns.items()}
    heads = (
        *(tr("No."), columns["workload"], tr("Description"), tr("Owner"), tr("Kind"), *axes),
        *(columns["recommended"], tr("Alternative"), columns["because"], tr("Status")),
        *(columns["decision"], tr("Decided for"), tr("Reason"), tr("By"), tr("At")),
        *(tr("Ready to sign"), columns["open"], tr("Nobody named for")),
        *(content.vendors.screen.title, *map(tr, _EXPLAINED)),
    )
    widths = (5, 28, 40, 22, 18, 12, 12, 12, 12, 24, 20, 16, 13, 13, 22, 40, 22, 20, 13, 7)
    rows = tuple(_recommendation(n, row) for n, row in enumerate(summary.workloads, 1))
    return Sheet(content.summary.screen.title, heads, (*widths, 28, 24, 60, 50, 50, 50), rows, 2)


def _recommendation(number: int, row: WorkloadRow) -> Row:
    decision = row.decision
    decided = (decision.model, decision.reason, decision.by, decision.at) if decision else ("",) * 4
    cells: list[str | int] = [number, row.name, row.description, row.owner, row.kind]
    cells += row.levels.values()
    cells += [row.recommended, ", ".join(row.options[1:]), row.because, row.status]
    cells += [row.decision_state, *decided, row.signed, row.open]
    cells += ["; ".join(row.unowned), "; ".join(row.vendors.values())]
    cells += ["\n".join(row.explanation.get(heading, [])) for heading in _EXPLAINED]
    return tuple(cells)


def _answers_sheet(summary: Summary, content: Content) -> Sheet:
    widths = (10, 26, 22, 30, 30, 24, 12, *(40 for _ in TEXTS))
    return Sheet(tr("Answers"), answer_heads(), widths, tuple(answer_rows(summary, content)), 2)


def answer_heads() -> tuple[str, ...]:
    """The heads of `answer_rows`."""
    return (
        *(tr("About"), tr("Name"), tr("Part"), tr("Item"), tr("Question"), tr("Answer")),
        *(tr("State"), *(sentence(kind_name(kind)) for kind in TEXTS)),
    )


def answer_rows(summary: Summary, content: Content) -> Iterator[Row]:
    """One row for every answer, about workloads, vendors and the programme alike."""
    for workload in summary.workloads:
        for answer in workload.answers:
            yield _answer(tr("workload"), workload, answer, content)
    for vendor in summary.vendors:
        for answer in vendor.answers:
            yield _answer(tr("vendor"), vendor, answer, content)
    for answer in summary.agreed:
        yield _answer(tr("programme"), summary, answer, content)


def _answer(
    about: str, one: WorkloadRow | VendorRow | Summary, answer: AnswerRow, content: Content
) -> Row:
    state = ", ".join(dict.fromkeys((_state(answer, content), *answer.marks)))
    name = one.title if isinstance(one, Summary) else one.name
    where = (about, name, step_title(content, answer.step), answer.item)
    texts = (answer.texts.get(kind, "") for kind in TEXTS)
    value = f"{answer.value} ({answer.because})" if answer.because else answer.value
    return (*where, answer.full_name, value, state, *texts)


def _state(answer: AnswerRow, content: Content) -> str:
    if answer.state == "open":
        return content.summary.ready_states["open"].name
    return tr(_STATES[answer.state])


def _steps(summary: Summary, content: Content) -> Iterator[Sheet]:
    """Risks, contract and drivers as sheets of their own, where the workshop asks about them.

    A kind of text that nobody wrote has no column there.
    """
    for step in ("risks", "contract", "drivers"):
        agreed = summary.agreed if step == "contract" else ()
        rows = [
            _answer("", row, answer, content)[1:]
            for row in summary.workloads
            for answer in row.answers
            if answer.step == step
        ]
        rows += [_answer("", summary, answer, content)[1:] for answer in agreed]
        widths = (26, 16, 30, 30, 24, 12, *(40 for _ in TEXTS))
        heads = answer_heads()[1:]
        filled = [
            at
            for at in range(len(heads))
            if at < len(heads) - len(TEXTS) or any(row[at] for row in rows)
        ]
        yield Sheet(
            step_title(content, step),
            tuple(heads[at] for at in filled),
            tuple(widths[at] for at in filled),
            tuple(tuple(row[at] for at in filled) for row in rows),
        )


def _vendors(summary: Summary, content: Content) -> Sheet:
    marks = list(dict.fromkeys(mark for row in summary.vendors for mark in row.marks))
    heads = (
        *(tr("Vendor"), tr("Considered for"), tr("Note"), *marks),
        *(tr("Red flags"), tr("Heard"), tr("Warning")),
    )
    widths = (28, 40, 40, *(11 for _ in marks), 10, 50, 40)
    rows: list[Row] = []
    for row in summary.vendors:
        cells: list[str | int] = [row.name, "; ".join(row.workloads), row.note]
        cells += [row.marks.get(mark, 0) for mark in marks]
        cells += [len(row.red_flags), "; ".join(row.red_flags), row.warning]
        rows.append(tuple(cells))
    return Sheet(content.vendors.screen.title, heads, widths, tuple(rows))


def _owners(summary: Summary, content: Content) -> Sheet:
    areas, nobody = live(content.ownership.areas.values()), tr("nobody is named")
    rows = tuple(
        (row.name, area.name, given.owner, given.vendor, "" if given.owner else nobody)
        for row in summary.workloads
        for area in areas
        for given in (row.assessed.workload.area(area.id),)
    )
    workload = content.summary.columns["workload"].name
    heads = (
        workload,
        tr("Area"),
        tr("Owner"),
        sentence(content.ownership.vendor_name),
        tr("Missing"),
    )
    return Sheet(tr("Ownership"), heads, (28, 30, 30, 50, 18), rows, 2)


def _ready(summary: Summary, content: Content) -> Sheet:
    rows = tuple(
        (row.name, check.name, content.summary.ready_states[check.state].name, check.text)
        for row in summary.workloads
        for check in row.ready
    )
    workload = content.summary.columns["workload"].name
    heads = (workload, tr("Check"), tr("State"), tr("What it means"))
    return Sheet(tr("Ready to sign"), heads, (28, 26, 16, 60), rows)


def _statements(summary: Summary, content: Content) -> Sheet:
    heads = (
        *(content.summary.columns["workload"].name, tr("Model"), tr("Clause")),
        *(tr("What belongs there"), tr("Known"), tr("Still open")),
    )
    rows = tuple(statement_rows(summary, content))
    return Sheet(tr("Statements of work"), heads, (28, 22, 24, 40, 70, 11), rows, 3)


def _actions(summary: Summary, content: Content) -> Sheet:
    found = [block for block in actions(summary, content) if isinstance(block, Table)]
    rows = [row for one in found for row in one.rows]
    heads = found[0].heads if found else (tr("Action"),)
    return Sheet(tr("Actions"), heads, (60, 50, 40)[: len(heads)], tuple(rows))


def _open(summary: Summary, content: Content) -> Sheet:
    rows: list[Row] = []
    for group in (summary.workloads, summary.vendors):
        rows += [
            (answer.full_name, one.name, step_title(content, answer.step), ", ".join(states))
            for one in group
            for answer in one.answers
            if (states := waiting(answer))
        ]
    heads = (tr("Question"), tr("About"), tr("Part"), tr("State"))
    return Sheet(tr("Open questions"), heads, (40, 30, 24, 30), tuple(rows))


def _agenda(summary: Summary, content: Content) -> Sheet:
    rows = tuple(agenda_rows(summary.agenda))
    return Sheet(content.setup.planning.title, agenda_heads(), (30, 10, 10, 10, 10), rows)


def _kept(summary: Summary) -> Sheet:
    found: Sequence[Kept] = (
        *(one for row in summary.workloads for one in row.kept),
        *(one for row in summary.vendors for one in row.kept),
        *summary.kept,
    )
    rows = tuple((one.where, one.value) for one in found)
    return Sheet(tr("Kept in the file"), (tr("Where"), tr("Value")), (50, 100), rows)
