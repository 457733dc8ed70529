"""A whole report as blocks: which parts it has, in the order in which a client reads them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from fouraxis.content.models import Content
from fouraxis.report import back_matter, background, brief, register, sections
from fouraxis.report.document import Block, Heading
from fouraxis.report.options import PLAIN, Audience, Options
from fouraxis.report.summary import Summary

Progress = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1."""

Section = Callable[[Summary, Content], Iterator[Block]]
"""Writes a part of a report; nothing where there is nothing to say."""

_APPENDIX: Final[dict[str, Section]] = {
    "register": register.other_actions,
    "map": back_matter.where_all_stand,
    "vendors": sections.vendors,
    "statements": sections.statements,
    "programme": back_matter.programme,
    "open": back_matter.open_questions,
    "answers": sections.answered,
    "drivers": sections.drivers,
    "contract": sections.contract,
    "people": back_matter.people,
    "background": background.background,
    "method": back_matter.method,
    "kept": back_matter.not_used,
}
"""What can stand behind the pages on each workload, in order."""

_FOR: Final[dict[Audience, tuple[str, ...]]] = {
    "board": (),
    "procurement": ("register", "vendors", "statements", "contract", "background", "method"),
    "delivery": (
        "register",
        "map",
        "programme",
        "open",
        "answers",
        "drivers",
        "people",
        "background",
    ),
    "vendor": ("statements", "contract"),
}
"""Whose report has which of it; one for nobody in particular has all."""


def silent(_: float) -> None:
    """Progress that nobody watches."""


def compose(
    summary: Summary, content: Content, progress: Progress = silent, options: Options = PLAIN
) -> Iterator[Block]:
    """The blocks of a report one by one, so that a writer need not hold them all."""
    if options.audience == "vendor":
        summary = _without_vendors(summary)
    done = 0
    for section in _sections(options):
        for block in section(summary, content):
            if isinstance(block, Heading) and block.anchor.startswith(sections.OF_WORKLOAD):
                progress(0.9 * done / len(summary.workloads))
                done += 1
            yield block


def _sections(options: Options) -> Iterator[Section]:
    """The parts that a report has: the brief, the workloads, and what its reader needs beside."""
    yield brief.brief
    if options.brief:
        return
    yield sections.workloads
    wanted = _FOR[options.audience] if options.audience else tuple(_APPENDIX)
    yield from (section for name, section in _APPENDIX.items() if name in wanted)


def _without_vendors(summary: Summary) -> Summary:
    """The same without what was learnt of vendors: none of them is to read it of another."""
    session = summary.session.model_copy(update={"vendors": {}})
    rows = tuple(replace(row, vendors={}, chosen_vendor="") for row in summary.workloads)
    actions = tuple(action for action in summary.actions if action.vendor is None)
    return replace(summary, session=session, workloads=rows, vendors=(), actions=actions)


def subtitle(summary: Summary) -> str:
    """Whose report it is, of which day, and how far the workloads are."""
    parts = (summary.organisation, summary.created, summary.counts)
    return " · ".join(part for part in parts if part)
