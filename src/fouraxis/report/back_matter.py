"""What a report ends with: the map, the programme, what is open, people, the method."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, MODELS, Model
from fouraxis.report import document
from fouraxis.report.answers import AnswerRow
from fouraxis.report.cells import WIDTH, flowing, in_columns, wrapped
from fouraxis.report.figures import ownership_map, placement_map
from fouraxis.report.sections import answers, kept, step_title
from fouraxis.report.summary import Summary, WorkloadRow, called, sentence, settled
from fouraxis.workshop.agenda import Agenda, agenda, clock, in_all
from fouraxis.workshop.drift import drift
from fouraxis.workshop.question import live
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import showable_line


def where_all_stand(summary: Summary, content: Content) -> Iterator[document.Block]:
    """Every workload on the map."""
    if summary.workloads:
        yield document.PageEnd()
        yield document.Heading(tr("The map"), 1, "map")
        yield document.Figure(placement_map(summary, content))
        yield from _placed(summary, content)


def programme(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What all workloads amount to together."""
    yield document.PageEnd()
    yield from document.section(
        document.Heading(tr("Programme"), 1, "programme"), _programme(summary, content)
    )


def open_questions(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What has to be found out, come back to, or asked."""
    yield from document.section(
        document.Heading(tr("Open questions"), 1, "open-questions"), _open(summary, content)
    )


def people(summary: Summary, _: Content) -> Iterator[document.Block]:
    """Who was in the room."""
    if summary.participants:
        yield document.Heading(tr("Who was there"), 1, "people")
        yield document.Bullets(summary.participants)


def method(summary: Summary, content: Content) -> Iterator[document.Block]:
    """How the workshop works, and what it rests on."""
    yield document.Heading(tr("Method and sources"), 1, "method")
    yield from _method(summary, content)
    yield from _limits(summary, content)


def not_used(summary: Summary, _: Content) -> Iterator[document.Block]:
    """What the file holds beside all that."""
    yield from kept(tr("Kept in the file, not used"), 1, summary.kept)


def _programme(summary: Summary, content: Content) -> Iterator[document.Block]:
    hybrid = summary.programme.hybrid_reason  # the statements of work say it
    if lines := tuple(line for line in summary.programme_lines if line != hybrid):
        yield document.Bullets(lines)
    yield from document.section(
        document.Heading(tr("The sourcing mix"), 2, "sourcing-mix"), _mix(summary, content)
    )
    if summary.agreed:
        yield document.Heading(tr("Agreed for all workloads"), 2, "agreed")
        yield document.Paragraph(
            tr("This holds for every workload whose own section does not differ.")
        )
        yield from answers(tr("all workloads"), summary.agreed)
    if summary.workloads and "ownership" not in summary.session.left_out:
        yield document.Heading(tr("Who owns what after launch"), 2, "ownership")
        yield document.Figure(ownership_map(summary, content))
        yield from _owners(summary, content)


def _mix(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What each engagement model gets, as the picture of the mix shows it."""
    rows = summary.workloads
    recommended = Counter(row.assessed.recommendation.lead for row in rows)
    decided = Counter(
        decision.model
        for row in rows
        if not row.outdated and (decision := row.assessed.workload.decision)
    )
    yield from document.table(
        tr("How many workloads each engagement model gets"),
        (
            *(tr("Engagement model"), content.summary.columns["recommended"].name),
            *(tr("Decided"), content.workloads.screen.title),
        ),
        (
            (
                content.matrix.models[model].name,
                str(recommended[model]),
                str(decided[model]),
                ", ".join(called(row, row.name) for row in rows if _goes_to(row) == model),
            )
            for model in MODELS
            if recommended[model] or decided[model]
        ),
        (20, 18, 12, 50),
        (1, 2),
    )


def _goes_to(row: WorkloadRow) -> Model | None:
    """Where it goes; where that has to be decided again, where it would go now."""
    return row.assessed.recommendation.lead if row.outdated else settled(row)


def _placed(summary: Summary, content: Content) -> Iterator[document.Block]:
    axes = content.axes.axes
    yield from document.table(
        tr("Where every workload stands"),
        (
            *(content.summary.columns["workload"].name, tr("No.")),
            *(axes[axis].name for axis in AXES),
            tr("Outcome"),
        ),
        (
            (
                row.name,
                str(number),
                *(level or "?" for level in row.levels.values()),
                row.recommended,
            )
            for number, row in enumerate(summary.workloads, 1)
        ),
        (21, 6, 14, 13, 13, 13, 20),
        (1,),
    )


def _owners(summary: Summary, content: Content) -> Iterator[document.Block]:
    areas = live(content.ownership.areas.values())
    yield from document.table(
        tr("The owner of each area after launch"),
        (content.summary.columns["workload"].name, *(area.name for area in areas)),
        (
            (
                row.name,
                *(
                    tr("nobody is named")
                    if area.id in row.assessed.unowned
                    else row.assessed.workload.area(area.id).owner
                    for area in areas
                ),
            )
            for row in summary.workloads
        ),
        (22, *(78 // len(areas) for _ in areas)),
    )


def _open(summary: Summary, content: Content) -> Iterator[document.Block]:
    names = {row.id: row.name for row in summary.workloads}
    yield from _titled(
        tr("Questions that decide a recommendation"),
        (tr("Question"), tr("Decides"), content.workloads.screen.title),
        (
            (question.text, str(len(question.workloads)), _named(question.workloads, names))
            for question in summary.programme.questions
        ),
        (35, 10, 55),
        (1,),
    )
    asked = [(row.name, answer) for row in summary.workloads for answer in row.answers]
    asked += [(row.name, answer) for row in summary.vendors for answer in row.answers]
    yield from _titled(
        tr("Questions to come back to"),
        (tr("Question"), tr("About"), tr("Part"), tr("State")),
        (
            (answer.full_name, about, step_title(content, answer.step), ", ".join(states))
            for about, answer in asked
            if (states := waiting(answer))
        ),
        (35, 30, 20, 15),
    )
    never = [(row.name, row.assessed.progress.open) for row in summary.workloads]
    yield from _titled(
        tr("Questions that were not asked yet"),
        (content.summary.columns["workload"].name, tr("Not asked yet")),
        ((name, str(count)) for name, count in never if count),
        (80, 20),
        (1,),
    )


def _titled(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    numbers: Iterable[int] = (),
) -> tuple[document.Block, ...]:
    """A table under a heading of its own; nothing where it has no row."""
    return document.section(
        document.Heading(title, 3), document.table(title, heads, rows, widths, numbers)
    )


def waiting(answer: AnswerRow) -> tuple[str, ...]:
    """Why a question has to be come back to; empty where it is settled."""
    unknown = (answer.value,) if answer.state == "unknown" else ()
    return (*unknown, *answer.marks)


def _named(ids: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in ids)


def _limits(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What the workshop did without, and where its content is not the one it was answered under."""
    names = ", ".join(summary.left_out)
    lines = [tr("This workshop left out: {names}.", names=names)] if names else []
    lines += drift(summary.session, content)
    if lines:
        yield document.Heading(tr("What to know about this report"), 2, "limits")
        yield document.Bullets(tuple(lines))


def _method(summary: Summary, content: Content) -> Iterator[document.Block]:
    home, matrix = content.home, content.matrix
    for paragraph in home.idea.split("\n\n"):
        yield document.Paragraph(flowing(paragraph))
    names = {sentence(source.name): source.meaning for source in home.sources.values()}
    yield from document.facts(tr("What a statement rests on"), names)
    yield document.Heading(tr("Disclaimer"), 2, "disclaimer")
    yield document.Paragraph(summary.notice, "notice")
    yield document.Heading(tr("The published matrix"), 2, "matrix")
    yield from document.table(
        tr("The eight published rows"),
        (tr("Row"), tr("What it says")),
        (
            (str(row.number), row.text)
            for row in sorted(matrix.rows.values(), key=lambda row: row.number)
        ),
        (10, 90),
    )
    yield document.Heading(tr("The engagement models"), 2, "models")
    yield from document.table(
        tr("What each engagement model means"),
        (
            *(tr("Model"), tr("What it is"), tr("Best for"), tr("Control"), tr("Cost")),
            *(tr("Speed"), tr("Common risk")),
        ),
        (
            (
                model.name,
                model.description,
                *(text or "" for text in (model.best_for, model.control, model.cost)),
                *(text or "" for text in (model.speed, model.risk)),
            )
            for model in matrix.models.values()
        ),
        (14, 22, 17, 9, 12, 12, 14),
    )
    yield document.Heading(tr("Sources"), 2, "sources")
    pack = home.pack
    yield document.Paragraph(
        tr("{title}, version {version} ({id})", title=pack.title, version=pack.version, id=pack.id)
    )
    cited: dict[str, list[str]] = {}
    for fact in home.facts.values():
        cited.setdefault(fact.cite, []).append(fact.text)
    for cite, texts in cited.items():
        yield document.Heading(cite, 3)
        yield document.Bullets(tuple(texts))


_COLUMNS: Final = (30, 9, 7, 5, 6)
_READING: Final = noted(
    "A part that is taken for each workload starts with the first of them; they are gone through "
    "one after the other. The minutes are the guide's, unless the workshop has set its own. Breaks "
    "are not in the plan."
)


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
