"""The section of one workload: where it stands and why, what follows, and all that was said."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, NOT_APPLICABLE
from fouraxis.report.answers import AnswerRow, Kept, kind_name
from fouraxis.report.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Table,
    facts,
    section,
    table,
)
from fouraxis.report.recommendation import (
    CHANGES,
    NEXT_STEPS,
    STILL_POSSIBLE,
    WARNINGS,
    WHY,
)
from fouraxis.report.summary import WorkloadRow, held
from fouraxis.workshop.questions import WORKLOAD_STEPS
from fouraxis.workshop.session import Step

_BEFORE = (WHY, STILL_POSSIBLE, CHANGES)
_AFTER = (WARNINGS, NEXT_STEPS)


def workload_part(row: WorkloadRow, content: Content) -> Iterator[Block]:
    """Everything about one workload, from the recommendation down to the last note."""
    yield Heading(row.name, 2, f"workload-{row.id}")
    if row.description:
        yield Paragraph(row.description)
    yield from facts(tr("{name} in brief", name=row.name), _facts(row, content))
    yield from _answered(row, content, "profile")
    yield from _answered(row, content, "axes")
    yield from _explained(row, _BEFORE)
    yield from _answered(row, content, "rules")
    yield from _conditions(row, content)
    yield from _explained(row, _AFTER)
    for step in WORKLOAD_STEPS:
        if step not in ("profile", "axes", "rules", "conditions"):
            yield from _answered(row, content, step)
    yield from _ready(row, content)
    yield from kept(tr("Kept in the file, not asked"), 3, row.kept)


def _facts(row: WorkloadRow, content: Content) -> dict[str, str]:
    columns = content.summary.columns
    return {
        tr("Owner"): row.owner,
        tr("Kind"): row.kind,
        **{content.axes.axes[axis].name: level or "?" for axis, level in row.levels.items()},
        columns["recommended"].name: f"{row.recommended} ({row.because}, {row.status})",
        tr("Alternative"): ", ".join(row.options[1:]),
        columns["decision"].name: row.decision.sentence if row.decision else row.decision_state,
        tr("Nobody named for"): ", ".join(row.unowned),
        tr("Vendors considered"): ", ".join(row.vendors.values()),
    }


def _explained(row: WorkloadRow, headings: Sequence[str]) -> Iterator[Block]:
    for heading in headings:
        if lines := row.explanation.get(heading):
            yield Heading(tr(heading), 3)
            yield Bullets(tuple(lines))


def _conditions(row: WorkloadRow, content: Content) -> Iterator[Block]:
    """What the model takes, with the answer to each; what does not hold is first, and loud."""
    again = content.setup.answers["review"].name
    rows = [
        (
            need.name,
            need.question,
            ", ".join(
                (
                    f"! {need.answer}" if need.state == "no" else need.answer,
                    *([again] if need.review else []),
                )
            ),
            need.note,
        )
        for need in row.needs
    ]
    lead = held(row)
    if rows and lead:
        yield Heading(tr("What it takes: {model}", model=content.matrix.models[lead].name), 3)
        heads = (tr("Condition"), tr("Question"), tr("Answer"), tr("Notes"))
        yield from table(tr("What {name} takes", name=row.name), heads, rows, (20, 34, 14, 32))


def _ready(row: WorkloadRow, content: Content) -> Iterator[Block]:
    """How far the workload is from a signature; nothing where it stays inside."""
    rows = [check for check in row.ready if check.state != NOT_APPLICABLE]
    states = content.summary.ready_states
    if rows:
        yield Heading(tr("Ready to sign?"), 3)
        yield Table(
            tr("Ready to sign: {name}", name=row.name),
            (tr("Check"), tr("State"), tr("What it means")),
            tuple((check.name, states[check.state].name, check.text) for check in rows),
            (28, 24, 48),
        )


def _answered(row: WorkloadRow, content: Content, step: Step | str) -> Iterator[Block]:
    """The answers of one step; an axis comes before the factors that guide it."""
    rows = [answer for answer in row.answers if answer.step == step]
    if step == "axes":
        rows.sort(key=_axis_first)
    yield from section(
        Heading(step_title(content, step), 3),
        answers(f"{row.name}, {step_title(content, step)}", rows),
    )


def _axis_first(answer: AnswerRow) -> tuple[int, bool]:
    axis, _, factor = answer.item.partition(".")
    return (list(AXES).index(axis) if axis in AXES else len(AXES)), bool(factor)


def step_title(content: Content, step: Step | str) -> str:
    """What a step is called in a report."""
    if step == "axes":
        return tr("Placement and evidence")
    part: Any = getattr(content, step, None)
    return part.screen.title if part is not None else step.capitalize()


def answers(about: str, rows: Sequence[AnswerRow]) -> Iterator[Block]:
    """Answers as tables: the question, what was answered, and all that was written beside it.

    A group with a heading of its own has its own table; a detail stands within its matter.
    """
    for heading, group in groupby(sorted(rows, key=_order(rows)), key=lambda row: row.heading):
        if heading:
            yield Heading(heading, 4)
        cells: dict[str, list[str]] = {}
        for row in group:
            value, notes = answer_cells(row)
            if row.under in cells:
                matter = cells[row.under]
                matter[1] = "\n".join(filter(None, (matter[1], f"{row.name}: {value}")))
                matter[2] = "\n".join(filter(None, (matter[2], notes)))
            else:
                cells[row.item] = [row.name, value, notes]
        title = f"{heading or tr('Answers')}: {about}"
        heads = (tr("Question"), tr("Answer"), tr("Notes"))
        yield from table(title, heads, cells.values(), (28, 24, 48))


def _order(rows: Sequence[AnswerRow]) -> Callable[[AnswerRow], int]:
    """Groups in the order in which they are first met; within one, as they come."""
    groups: dict[str, int] = {}
    for row in rows:
        groups.setdefault(row.heading, len(groups))
    return lambda row: groups[row.heading]


def answer_cells(row: AnswerRow) -> tuple[str, str]:
    """An answer with its marks, and the texts beside it."""
    value = ", ".join(filter(None, (row.value, *row.marks)))
    notes = [row.because] if row.because else []
    notes += [
        text if kind == "note" else f"{kind_name(kind)}: {text}" for kind, text in row.texts.items()
    ]
    return value, "\n".join(notes)


def kept(title: str, level: int, found: Sequence[Kept]) -> Iterator[Block]:
    """What the file holds and nothing asks for, so that it is not lost."""
    if found:
        yield Heading(title, level, "kept" if level == 1 else "")
        yield Bullets(tuple(f"{one.where}: {one.value}" for one in found))
