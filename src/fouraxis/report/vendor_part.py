"""The part on vendors: side by side by marks and counts, then each with what was said of it."""

from collections.abc import Iterator
from typing import Final

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report.document import Block, Figure, Heading, PageEnd, Table, facts, section, table
from fouraxis.report.figures import vendor_comparison
from fouraxis.report.sections import answers, kept
from fouraxis.report.statements import considered_for
from fouraxis.report.summary import Summary, VendorRow
from fouraxis.workshop import questions

_BESIDE: Final = 5
"""How many vendors stand side by side before a further table is begun."""


def vendor_part(summary: Summary, content: Content) -> Iterator[Block]:
    """The vendors side by side, then one by one; nothing where there is no vendor."""
    if not summary.vendors:
        return
    yield PageEnd()
    yield Heading(tr("Vendors side by side"), 1, "vendors")
    yield Figure(vendor_comparison(summary, content))
    for first in range(0, len(summary.vendors), _BESIDE):
        beside = summary.vendors[first : first + _BESIDE]
        yield from _beside(beside, content)
        yield from considered_for(summary, content, beside)
    for row in summary.vendors:
        yield from _vendor(row)


def _beside(rows: tuple[VendorRow, ...], content: Content) -> tuple[Table, ...]:
    """Every question that is answered by choosing, with each vendor's answer."""
    asked = questions.asked(rows[0].vetted.vendor, content, "vendors")
    given = [{answer.item: answer.value for answer in row.answers} for row in rows]
    cells = [
        (tr("Criteria"), *(_counts(row) for row in rows)),
        (tr("Red flags heard"), *(str(len(row.red_flags)) for row in rows)),
        *(
            (question.name, *(found.get(question.item, "") or "–" for found in given))
            for question in asked
            if question.kind != "text" and any(found.get(question.item) for found in given)
        ),
    ]
    names = [row.name for row in rows]
    widths = (28, *(72 // len(rows) for _ in rows))
    title = tr("Vendors side by side: {names}", names=", ".join(names))
    return table(title, ("", *names), cells, widths)


def _counts(row: VendorRow) -> str:
    return ", ".join(f"{count} {mark}" for mark, count in row.marks.items() if count)


def _vendor(row: VendorRow) -> Iterator[Block]:
    below = (
        *facts(
            tr("{name} in brief", name=row.name),
            {
                tr("Considered for"): ", ".join(row.workloads),
                tr("Criteria"): _counts(row),
                tr("Red flags heard"): ", ".join(row.red_flags),
                tr("Note"): row.note,
                tr("Warning"): row.warning,
            },
        ),
        *answers(row.name, row.answers),
        *kept(tr("Kept in the file, not asked"), 3, row.kept),
    )
    yield from section(Heading(tr("Vendor: {name}", name=row.name), 2, f"vendor-{row.id}"), below)
