"""A whole report as blocks: which sections it has, in the order in which a client reads them."""

from collections.abc import Callable, Iterator
from typing import Final

from fouraxis.content.models import Content
from fouraxis.report import back_matter, background, front_matter, register, sections
from fouraxis.report.document import Block, Heading
from fouraxis.report.sections import statements
from fouraxis.report.summary import Summary

Progress = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1."""

Section = Callable[[Summary, Content], Iterator[Block]]
"""Writes a part of a report; nothing where there is nothing to say."""

_SECTIONS: Final[tuple[Section, ...]] = (
    front_matter.executive_summary,
    front_matter.recommendations,
    register.first_actions,
    front_matter.where_all_stand,
    sections.workloads,
    sections.vendors,
    statements,
    back_matter.programme,
    back_matter.open_questions,
    register.other_actions,
    back_matter.people,
    background.background,
    back_matter.method,
    back_matter.not_used,
)
"""Every section, in order; a format leaves none out."""


def silent(_: float) -> None:
    """Progress that nobody watches."""


def compose(summary: Summary, content: Content, progress: Progress = silent) -> Iterator[Block]:
    """The blocks of a report one by one, so that a writer need not hold them all."""
    done = 0
    for section in _SECTIONS:
        for block in section(summary, content):
            if isinstance(block, Heading) and block.anchor.startswith(sections.OF_WORKLOAD):
                progress(0.9 * done / len(summary.workloads))
                done += 1
            yield block


def subtitle(summary: Summary) -> str:
    """Whose report it is, of which day, and how far the workloads are."""
    parts = (summary.organisation, summary.created, summary.counts)
    return " · ".join(part for part in parts if part)
