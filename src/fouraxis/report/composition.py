"""A whole report as blocks, in the order in which a client reads it."""

from collections.abc import Callable, Iterator

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report.back_matter import closing
from fouraxis.report.document import Block, Heading, PageEnd
from fouraxis.report.front_matter import opening
from fouraxis.report.sections import statements, vendor_part, workload_part
from fouraxis.report.summary import Summary

Progress = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1."""


def silent(_: float) -> None:
    """Progress that nobody watches."""


def compose(summary: Summary, content: Content, progress: Progress = silent) -> Iterator[Block]:
    """The blocks of a report one by one, so that a writer need not hold them all."""
    yield from opening(summary, content)
    total = len(summary.workloads)
    if total:
        yield PageEnd()
        yield Heading(tr("Workload by workload"), 1, "workloads")
    for done, row in enumerate(summary.workloads, 1):
        yield from workload_part(row, content)
        progress(0.9 * done / total)
    yield from vendor_part(summary, content)
    yield from statements(summary, content)
    yield from closing(summary, content)


def subtitle(summary: Summary) -> str:
    """Whose report it is, of which day, and how far the workloads are."""
    parts = (summary.organisation, summary.created, summary.counts)
    return " · ".join(part for part in parts if part)
