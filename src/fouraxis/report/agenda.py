"""How the time of a workshop was planned: as a section of a report, and as a plain page."""

from collections.abc import Iterator
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.report.cells import WIDTH, in_columns, wrapped
from fouraxis.report.document import Block, Bullets, Heading, Paragraph, table
from fouraxis.workshop.agenda import Agenda, agenda, clock, in_all
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import showable_line

_COLUMNS: Final = (30, 9, 7, 5, 6)
_READING: Final = noted(
    "A part that is taken for each workload starts with the first of them; they are gone through "
    "one after the other. The minutes are the guide's, unless the workshop has set its own. Breaks "
    "are not in the plan."
)


def agenda_blocks(plan: Agenda) -> Iterator[Block]:
    """The section of a report."""
    yield Heading(tr("How the time was planned"), 2, "agenda")
    yield Paragraph(in_all(plan))
    title, widths = tr("How long each part is planned to take"), (40, 15, 15, 15, 15)
    yield from table(title, agenda_heads(), agenda_rows(plan), widths, (2, 3))
    lines = [tr(_READING)]
    if plan.left_out:
        lines.append(_left_out(plan))
    yield Bullets(tuple(lines))


def agenda_page(session: Session, content: Content) -> str:
    """The plan for a terminal, a mail or a pipe; no line is wider than 80 cells."""
    plan = agenda(session, content)
    rows = [agenda_heads(), tuple("-" * cells for cells in _COLUMNS), *agenda_rows(plan)]
    lines = wrapped(showable_line(session.title), WIDTH)
    lines += [*wrapped(in_all(plan), WIDTH), ""]
    lines += in_columns(rows, _COLUMNS)
    if plan.left_out:
        lines += ["", *wrapped(_left_out(plan), WIDTH)]
    return "\n".join([*lines, "", *wrapped(tr(_READING), WIDTH)])


def agenda_heads() -> tuple[str, ...]:
    """The heads of `agenda_rows`."""
    return tr("Part"), tr("Starts at"), tr("Minutes"), tr("Times"), tr("In all")


def agenda_rows(plan: Agenda) -> Iterator[tuple[str, ...]]:
    """A row for each part, below `agenda_heads`."""
    for item in plan.items:
        starts = clock(item.starts_after) if item.times else ""
        yield item.name, starts, str(item.minutes), str(item.times), clock(item.total)


def _left_out(plan: Agenda) -> str:
    return tr("Left out: {names}.", names=", ".join(plan.left_out.values()))
