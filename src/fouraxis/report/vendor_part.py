"""The part on vendors: side by side by marks and counts, then each with what was said of it."""

from collections.abc import Iterator
from typing import Final

from fouraxis.content.models import Content
from fouraxis.report.document import Block, Figure, Heading, PageEnd, Table, facts, section, table
from fouraxis.report.figures import vendor_comparison
from fouraxis.report.statements import considered_for
from fouraxis.report.summary import Summary, VendorRow
from fouraxis.report.workload_part import answers, kept
from fouraxis.workshop import questions

_BESIDE: Final = 5
"""How many vendors stand side by side before a further table is begun."""


def vendor_part(summary: Summary, content: Content) -> Iterator[Block]:
    """The vendors side by side, then one by one; nothing where there is no vendor."""
    if not summary.vendors:
        return
    yield PageEnd()
    yield Heading("Vendors side by side", 1, "vendors")
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
        ("Criteria", *(_counts(row) for row in rows)),
        ("Red flags heard", *(str(len(row.red_flags)) for row in rows)),
        *(
            (question.name, *(found.get(question.item, "") or "–" for found in given))
            for question in asked
            if question.kind != "text" and any(found.get(question.item) for found in given)
        ),
    ]
    names = [row.name for row in rows]
    widths = (28, *(72 // len(rows) for _ in rows))
    return table(f"Vendors side by side: {', '.join(names)}", ("", *names), cells, widths)


def _counts(row: VendorRow) -> str:
    return ", ".join(f"{count} {mark}" for mark, count in row.marks.items() if count)


def _vendor(row: VendorRow) -> Iterator[Block]:
    below = (
        *facts(
            f"{row.name} in brief",
            {
                "Considered for": ", ".join(row.workloads),
                "Criteria": _counts(row),
                "Red flags heard": ", ".join(row.red_flags),
                "Note": row.note,
                "Warning": row.warning,
            },
        ),
        *answers(row.name, row.answers),
        *kept("Kept in the file, not asked", 3, row.kept),
    )
    yield from section(Heading(f"Vendor: {row.name}", 2, f"vendor-{row.id}"), below)
