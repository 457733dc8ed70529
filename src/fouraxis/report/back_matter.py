"""What a report ends with: the map, the programme, what is open, people, method, what was read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content, Driver, Risk, Rule
from fouraxis.content.terms import AXES, MODELS, Model, Source
from fouraxis.decision.reasons import say
from fouraxis.report import answers, document, figures, sections
from fouraxis.report.document import Block, Bullets, Heading, Paragraph, section, table
from fouraxis.report.escape import WIDTH, flowing, in_columns, wrapped
from fouraxis.report.placement_map import placement_map
from fouraxis.report.summary import (
    Summary,
    WorkloadRow,
    called,
    first_questions,
    model_lines,
    sentence,
    settled,
)
from fouraxis.workshop import agenda, drift, questions
from fouraxis.workshop.question import live
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import showable_line
from fouraxis.workshop.time import Part, minutes_for, so_far, used


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


def changed(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What the room has changed its mind about, workload by workload."""
    workload, what, *others = former_heads(content)
    rows = [tuple(map(str, row)) for row in former_rows(summary)]
    yield from document.section(
        document.Heading(tr("What was changed"), 1, "changed"),
        document.table(
            tr("What was changed, and what it was before"),
            (workload, what, *others),
            rows,
            (16, 12, 12, 13, 13, 16, 18),
        ),
    )


def former_heads(content: Content) -> tuple[str, ...]:
    """The heads of `former_rows`."""
    workload = content.summary.columns["workload"].name
    return (
        *(workload, tr("Question"), tr("Until"), tr("Was"), tr("Became")),
        *(tr("Rested on"), tr("Notes")),
    )


def former_rows(summary: Summary) -> Iterator[tuple[str, ...]]:
    """A row for each change of mind, below `former_heads`."""
    of_workloads = (line for row in summary.workloads for line in row.former)
    of_vendors = (line for row in summary.vendors for line in row.former)
    for line in chain(of_workloads, of_vendors, summary.former):
        now = line.now or tr("no answer")
        yield (
            line.name,
            line.what,
            f"{line.at:%Y-%m-%d %H:%M}Z",
            line.was,
            now,
            line.rested,
            line.reason,
        )


def people(summary: Summary, _: Content) -> Iterator[document.Block]:
    """Who was in the room."""
    if summary.participants:
        yield document.Heading(tr("Who was there"), 1, "people")
        yield document.Bullets(summary.participants)


def time_used(summary: Summary, content: Content) -> Iterator[document.Block]:
    """How long each part took, beside what was planned for it."""
    heads = (tr("Part"), tr("For"), tr("Minutes planned"), tr("Minutes used"))
    rows = [tuple(map(str, row)) for row in time_rows(summary, content)]
    title = tr("How the time went")
    below = document.table(title, heads, rows, (30, 40, 15, 15), (2, 3))
    spent = so_far(summary.session, content).partition(",")[0]
    lines = [document.Paragraph(f"{spent}.")] if rows else []
    yield from document.section(document.Heading(title, 1, "time"), [*lines, *below])


def time_rows(summary: Summary, content: Content) -> Iterator[tuple[str, str, int, int]]:
    """For each part, and each workload or vendor: the minutes planned, and those used."""
    session = summary.session
    for item in summary.agenda.items:
        names = session.vendors if item.each == "vendor" else session.workloads
        given = session.time.extra.get(item.part, {})
        for subject in dict.fromkeys((*item.used, *given)):
            node = names.get(subject)
            if item.each == "once" or node is not None:
                part = Part(item.part, subject)
                name = node.name if node else ""
                minutes = minutes_for(session, content, part)
                yield item.name, name, minutes, round(used(session, part) / 60)


def sign_off(summary: Summary, _: Content) -> Iterator[document.Block]:
    """Whose seal is on the session, and why it was taken off before."""
    title, signed = tr("Sign-off"), summary.sign_off
    below: list[document.Block] = [*document.facts(title, signed.facts)]
    if lines := (*signed.milestones, *signed.unsealed):
        below.append(document.Bullets(lines))
    yield from document.section(document.Heading(title, 1, "sign-off"), below)


def method(summary: Summary, content: Content) -> Iterator[document.Block]:
    """How the workshop works, and what it rests on."""
    yield document.Heading(tr("Method and sources"), 1, "method")
    yield from _method(summary, content)
    yield from _limits(summary, content)


def not_used(summary: Summary, _: Content) -> Iterator[document.Block]:
    """What the file holds beside all that."""
    yield from sections.kept(tr("Kept in the file, not used"), 1, summary.kept)


def _programme(summary: Summary, content: Content) -> Iterator[document.Block]:
    names = {row.id: row.name for row in summary.workloads}
    elsewhere = {  # the table below, the statements of work and the open questions say it
        *model_lines(
            summary.programme, content, {r.id: called(r, r.name) for r in summary.workloads}
        ),
        summary.programme.hybrid_reason,
        *first_questions(summary.programme, content, names),
    }
    if lines := tuple(line for line in summary.programme_lines if line not in elsewhere):
        yield document.Bullets(lines)
    yield from document.section(
        document.Heading(tr("The sourcing mix"), 2, "sourcing-mix"), _mix(summary, content)
    )
    if summary.workloads and "ownership" not in summary.session.left_out:
        yield document.Heading(tr("Who owns what after launch"), 2, "ownership")
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
    """Who owns which area of each workload; those where nobody is named for any are one line."""
    areas = live(content.ownership.areas.values())
    owners = {
        row.id: [row.assessed.workload.area(area.id).owner.strip() for area in areas]
        for row in summary.workloads
    }
    named = [row for row in summary.workloads if any(owners[row.id])]
    if named:
        yield document.Figure(figures.ownership_map(summary, content))
    yield from document.table(
        tr("The owner of each area after launch"),
        (content.summary.columns["workload"].name, *(area.name for area in areas)),
        (
            (
                row.name,
                *(
                    tr("nobody is named") if area.id in row.assessed.unowned else owner
                    for area, owner in zip(areas, owners[row.id], strict=True)
                ),
            )
            for row in named
        ),
        (22, *(78 // len(areas) for _ in areas)),
    )
    nobody = [row.name for row in summary.workloads if row not in named and row.assessed.unowned]
    if nobody:
        text = tr("Nobody is named for any area of these: {names}", names=", ".join(nobody))
        yield document.Paragraph(text)


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
            (alone(answer), about, sections.step_title(content, answer.step), ", ".join(states))
            for about, answer in asked
            if (states := waiting(answer))
        ),
        (35, 30, 20, 15),
    )
    never = [
        (row.name, str(row.assessed.progress.open), _never_asked(summary, content, row.id))
        for row in summary.workloads
        if row.assessed.progress.open
    ]
    yield from _titled(
        tr("Questions that were not asked yet"),
        (content.summary.columns["workload"].name, tr("Not asked yet"), tr("Part")),
        never,
        (35, 15, 50),
        (1,),
    )


def _never_asked(summary: Summary, content: Content, workload: str) -> str:
    """In which parts how many questions about a workload were not asked yet."""
    counts = (
        (step, questions.of_step(summary.session, content, step, workload).open)
        for step in questions.WORKLOAD_STEPS
    )
    return ", ".join(
        f"{sections.step_title(content, step)} ({count})" for step, count in counts if count
    )


def alone(answer: answers.AnswerRow) -> str:
    """What is asked, where it stands alone: of a sprint, of which one."""
    if answer.step == "vendors" and answer.heading:
        return f"{answer.heading}, {answer.full_name}"
    return answer.full_name


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


def waiting(answer: answers.AnswerRow) -> tuple[str, ...]:
    """Why a question has to be come back to; empty where it is settled."""
    unknown = (answer.value,) if answer.state == "unknown" else ()
    return (*unknown, *(mark for mark in answer.marks if mark != tr(answers.CARRIED)))


def _named(ids: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in ids)


def _limits(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What the workshop did without, and where its content is not the one it was answered under."""
    names = ", ".join(summary.left_out)
    lines = [tr("This workshop left out: {names}.", names=names)] if names else []
    lines += drift.drift(summary.session, content)
    if lines:
        yield document.Heading(tr("What to know about this report"), 2, "limits")
        yield document.Bullets(tuple(lines))


def _method(summary: Summary, content: Content) -> Iterator[document.Block]:
    home, matrix = content.home, content.matrix
    for paragraph in home.idea.split("\n\n"):
        yield document.Paragraph(flowing(paragraph))
    names = {sentence(source.name): source.meaning for source in home.sources.values()}
    names[sentence(say(content, "because-interpretation"))] = content.summary.statuses[
        "to-confirm"
    ].text
    yield from document.facts(tr("What a statement rests on"), names)
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
        tr("{title}, version {version}", title=pack.title, version=pack.version)
    )
    cited: dict[str, list[str]] = {}
    for fact in home.facts.values():
        cited.setdefault(fact.cite, []).append(fact.text)
    for cite, texts in cited.items():
        yield document.Heading(cite, 3)
        yield document.Bullets(tuple(texts))


_COLUMNS: Final = (30, 9, 7, 6, 6)
_CLOCKED: Final = (24, 9, 7, 6, 6, 8)
_READING: Final = noted(
    "A part that is taken for each workload starts with the first of them; they are gone through "
    "one after the other. The minutes are the guide's, unless the workshop has set its own. Breaks "
    "are not in the plan."
)


def agenda_page(session: Session, content: Content) -> str:
    """The plan for a terminal, a mail or a pipe; no line is wider than 80 cells."""
    plan = agenda.agenda(session, content)
    columns = _CLOCKED if plan.clocked else _COLUMNS
    rows = [agenda_heads(plan), tuple("-" * cells for cells in columns), *agenda_rows(plan)]
    lines = wrapped(showable_line(session.title), WIDTH)
    lines += wrapped(agenda.in_all(plan), WIDTH)
    lines += [*wrapped(so_far(session, content), WIDTH), ""] if plan.clocked else [""]
    lines += in_columns(rows, columns)
    if plan.left_out:
        lines += ["", *wrapped(_left_out(plan), WIDTH)]
    return "\n".join([*lines, "", *wrapped(tr(_READING), WIDTH)])


def agenda_heads(plan: agenda.Agenda) -> tuple[str, ...]:
    """The heads of `agenda_rows`."""
    heads = tr("Part"), tr("Starts at"), tr("Minutes"), tr("Times"), tr("In all")
    return (*heads, tr("Used")) if plan.clocked else heads


def agenda_rows(plan: agenda.Agenda) -> Iterator[tuple[str, ...]]:
    """A row for each part, below `agenda_heads`."""
    for item in plan.items:
        starts = agenda.clock(item.starts_after) if item.times else ""
        row = item.name, starts, str(item.minutes), str(item.times), agenda.clock(item.total)
        spent = agenda.clock(sum(item.used.values()) // 60) if item.used else ""
        yield (*row, spent) if plan.clocked else row


def _left_out(plan: agenda.Agenda) -> str:
    return tr("Left out: {names}.", names=", ".join(plan.left_out.values()))


def background(summary: Summary, content: Content) -> Iterator[Block]:
    """Rules, motives, risks, contract, drivers and the checks before signing, as far as asked."""
    parts = {
        "rules": _rules,
        "profile": _motives,
        "risks": _risks,
        "contract": _contract,
        "drivers": _drivers,
    }
    below = [
        block
        for step, part in parts.items()
        if step not in summary.session.left_out
        for block in part(content)
    ]
    below += _ready(content)
    yield from section(Heading(tr("What the questions rest on"), 1, "background"), below)


def whose(source: Source, content: Content) -> str:
    """What the room is told of whose a statement is, in brackets."""
    return f"({content.home.sources[source].name})"


def _rules(content: Content) -> Iterator[Block]:
    """Every rule that strikes something out, asked or read off the axes."""
    heads = (tr("Rule"), tr("What it is"), tr("What follows"), tr("Way out"))
    rows = (
        (rule.name, rule.detail, rule.outcome, _way_out(rule, content)) for rule in _live(content)
    )
    yield Heading(content.rules.screen.title, 2, "background-rules")
    yield from table(tr("The rules that strike out"), heads, rows, (18, 38, 16, 28))
    yield Paragraph(content.rules.legal_gate)


def _live(content: Content) -> tuple[Rule, ...]:
    return live(content.rules.rules.values())


def _way_out(rule: Rule, content: Content) -> str:
    if rule.way_out_source == rule.source:
        return rule.way_out
    return f"{rule.way_out} {whose(rule.way_out_source, content)}"


def _motives(content: Content) -> Iterator[Block]:
    """Each reason to go outside, with the risk that comes with it."""
    words = content.profile
    title = words.headings["motive"]
    rows = ((motive.name, motive.risk) for motive in live(words.motives.values()))
    yield Heading(title, 2, "background-motives")
    yield from table(title, (tr("Motive"), tr("Its risk")), rows, (30, 70))


def _risks(content: Content) -> Iterator[Block]:
    words = content.risks
    references = f"{tr('References')} {whose('guide', content)}"
    heads = (tr("Risk"), tr("What goes wrong"), tr("What to settle"), references)
    rows = (_risk(risk) for risk in live(words.risks.values()))
    yield Heading(words.screen.title, 2, "background-risks")
    yield from table(tr("The risks that outsourcing AI adds"), heads, rows, (20, 33, 28, 19))


def _risk(risk: Risk) -> tuple[str, ...]:
    return risk.name, risk.goes_wrong, risk.to_settle, ", ".join(risk.references)


def _contract(content: Content) -> Iterator[Block]:
    words = content.contract
    rows = ((group.name, group.detail) for group in live(words.groups.values()))
    yield Heading(words.screen.title, 2, "background-contract")
    yield from table(words.screen.title, (tr("Part"), tr("What to know")), rows, (30, 70))


def _drivers(content: Content) -> Iterator[Block]:
    """What drives cost and time and why, then the relations that are known."""
    words = content.drivers
    heads = (tr("Driver"), tr("Why"), tr("Example"), tr("Source"))
    yield Heading(words.screen.title, 2, "background-drivers")
    for title, drivers in (
        (words.cost_heading, words.cost),
        (words.timeline_heading, words.timeline),
    ):
        rows = (_driver(driver, content) for driver in live(drivers.values()))
        yield from table(title, heads, rows, (22, 36, 30, 12))
    yield Bullets(tuple(relation.text for relation in words.relations.values()))


def _ready(content: Content) -> Iterator[Block]:
    """What each check before signing means."""
    rows = ((check.name, check.text) for check in content.summary.ready.values())
    yield Heading(tr("Ready to sign"), 2, "background-ready")
    yield from table(tr("Ready to sign"), (tr("Check"), tr("What it means")), rows, (30, 70))


def _driver(driver: Driver, content: Content) -> tuple[str, ...]:
    whose_words = content.home.sources[driver.why_source].name
    return driver.name, driver.why or "", sentence(driver.example or ""), whose_words
