"""The body of a report: workload by workload, the vendors, then the statements of work."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any, Final

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, DELIVERED, IP_GROUP, NOT_APPLICABLE, OUTSIDE, Model
from fouraxis.decision.reasons import models_words, say
from fouraxis.report import document, figures, recommendation
from fouraxis.report.answers import AnswerRow, Kept, kind_name
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow, called, held, who_does_what
from fouraxis.workshop import agreement, assess, questions, vendor_form
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Step, Vendor
from fouraxis.workshop.statement import Candidates, Clause, outline, shortlist, workstreams

OF_WORKLOAD: Final = "workload-"
"""How the anchor of each workload's part begins."""

_BEFORE = (
    recommendation.WHY,
    recommendation.STILL_POSSIBLE,
    recommendation.REENTRY,
    recommendation.CHANGES,
)
_AFTER = (recommendation.WARNINGS,)


def workloads(summary: Summary, content: Content) -> Iterator[document.Block]:
    """Every workload in full."""
    if summary.workloads:
        yield document.PageEnd()
        yield document.Heading(tr("Workload by workload"), 1, "workloads")
        for row in summary.workloads:
            yield from _workload(row, content, summary.session.left_out)


def _workload(
    row: WorkloadRow, content: Content, left_out: Container[str]
) -> Iterator[document.Block]:
    """What is recommended for a workload and why, what it takes, and what comes next."""
    yield document.Heading(row.name, 2, f"{OF_WORKLOAD}{row.id}")
    if row.description:
        yield document.Paragraph(row.description)
    if row.outdated and row.decision:
        yield document.Paragraph(f"! {row.decision.sentence}", "lead")
    spine = closing(row, content, left_out)
    yield from document.facts(tr("{name}: where it stands", name=row.name), spine)
    yield from document.facts(tr("{name} in brief", name=row.name), _facts(row, content))
    yield from _explained(row, _BEFORE, elsewhere=_alternative(row, content))
    yield from _votes(row)
    yield from _conditions(row, content)
    yield from _explained(row, _AFTER)


def _votes(row: WorkloadRow) -> Iterator[document.Block]:
    """How the room came to the levels on which it voted, and who dissents."""
    blocks = document.table(
        tr("{name}: votes and dissent", name=row.name),
        (tr("Axis"), tr("Agreed on"), tr("Confidence"), tr("Votes"), tr("Dissent")),
        (
            (
                *(agreed.name, agreed.level or tr("nothing yet")),
                tr(agreement.CONFIDENCE_WORDS[agreed.confidence]) if agreed.confidence else "",
                *("\n".join(agreed.rounds), "\n".join(agreed.dissent)),
            )
            for agreed in row.agreements
        ),
        (12, 10, 12, 33, 33),
    )
    yield from document.section(document.Heading(tr("Votes and dissent"), 3), blocks)


_PARTS: Final = {"what-stays": "profile", "what-a-partner-builds": "profile"} | {
    "who-owns-it": "ownership"
}
"""The part of the workshop that answers a closing question, but for the axes."""


def closing(row: WorkloadRow, content: Content, left_out: Container[str]) -> dict[str, str]:
    """The questions that a workshop closes with, and what the room has said to each.

    One whose part this workshop does without, and to which nothing was said, is not there.
    """
    answers = (*row.levels.values(), *who_does_what(row.assessed, content))
    not_asked = content.setup.answers["open"].name
    asked = zip(content.summary.closing.values(), answers, strict=True)
    return {
        question.question: answer or ("" if _PARTS.get(question.id) in left_out else not_asked)
        for question, answer in asked
    }


def answered(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What the room said of each workload, but for what has a part of its own."""
    steps = tuple(step for step in questions.WORKLOAD_STEPS if step not in ("drivers", "contract"))
    yield from _of_steps(tr("Answers"), "answers", steps, summary, content)


def contract(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What is agreed on with whoever delivers: for all, then where a workload differs."""
    title = step_title(content, "contract")
    shared: list[document.Block] = []
    if _owner_left_out(summary, content):
        usual = tr("Where something is agreed and no owner is named, it is the enterprise's.")
        shared.append(document.Paragraph(usual))
    if summary.agreed:
        shared += [
            document.Heading(tr("Agreed for all workloads"), 2, "agreed"),
            document.Paragraph(
                tr("This holds for every workload whose own section does not differ.")
            ),
            *answers(tr("all workloads"), summary.agreed, _parts(content)),
        ]
    yield from _of_steps(title, "contract", ("contract",), summary, content, first=shared)


def _owner_left_out(summary: Summary, content: Content) -> bool:
    """Whether it is agreed whose something is, and not said: then it is the usual one's."""
    items = {f"contract.{item}" for item in content.contract.groups[IP_GROUP].items}
    for rows in (summary.agreed, *(row.answers for row in summary.workloads)):
        owned = {row.under for row in rows if row.value}
        for row in rows:
            agreed = row.item in items and row.state == "answered"
            if agreed and row.item not in owned:
                return True
    return False


def drivers(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What drives the cost and the time of each workload."""
    title = step_title(content, "drivers")
    yield from _of_steps(title, "drivers", ("drivers",), summary, content)


def _of_steps(
    title: str,
    anchor: str,
    steps: Sequence[Step],
    summary: Summary,
    content: Content,
    *,
    first: Sequence[document.Block] = (),
) -> Iterator[document.Block]:
    """What stands first, then the answers of some steps, workload by workload; or nothing."""
    below = [*first]
    for row in summary.workloads:
        parts: list[document.Block] = []
        for step in steps:
            if step != "conditions":
                of_step = _answered(row, content, step)
                parts += of_step if len(steps) > 1 else islice(of_step, 1, None)
        if anchor == "answers":
            parts += kept(tr("Kept in the file, not asked"), 3, row.kept)
        below += document.section(document.Heading(row.name, 2, f"{anchor}-{row.id}"), parts)
    yield from document.section(document.Heading(title, 1, anchor), below)


def _facts(row: WorkloadRow, content: Content) -> dict[str, str]:
    columns = content.summary.columns
    return {
        tr("Owner"): row.owner,
        tr("Kind"): row.kind,
        columns["recommended"].name: _recommended(row),
        tr("Alternative"): ", ".join(row.options[1:]),
        columns["decision"].name: ""
        if row.outdated  # it stands above them
        else row.decision.sentence
        if row.decision
        else row.decision_state,
        tr("Vendors considered"): _unless_inside(row, ", ".join(row.vendors.values())),
        tr("Chosen vendor"): _unless_inside(row, row.chosen_vendor),
        content.rules.legal_heading: row.legal,
        tr("Ready to sign"): _ready(row, content),
    }


def _unless_inside(row: WorkloadRow, vendors: str) -> str:
    """Vendors of whom the room has spoken, and that none is needed where the work stays inside."""
    if not vendors or row.assessed.model in (None, *OUTSIDE):
        return vendors
    return tr("{vendors}; yet the work stays inside", vendors=vendors)


def _recommended(row: WorkloadRow) -> str:
    """What is recommended and why; as long as nothing is, that says how far it is already."""
    if row.assessed.recommendation.lead is None or row.assessed.status == "not-placed":
        return row.recommended
    return f"{row.recommended} ({row.because}, {row.status})"


def _explained(
    row: WorkloadRow, headings: Sequence[str], *, elsewhere: Container[str] = ()
) -> Iterator[document.Block]:
    for heading in headings:
        lines = [line for line in row.explanation.get(heading, ()) if line not in elsewhere]
        if lines:
            yield document.Heading(tr(heading), 3)
            yield document.Bullets(tuple(lines))


def _alternative(row: WorkloadRow, content: Content) -> tuple[str, ...]:
    """The reason that names the alternative: it stands among the facts already."""
    if row.assessed.recommendation.lead is None or len(row.options) < 2:
        return ()
    others = models_words(content, row.assessed.recommendation.options[1:])
    return (say(content, "alternative", alternative=others),)


def _conditions(row: WorkloadRow, content: Content) -> Iterator[document.Block]:
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
        model = called(row, content.matrix.models[lead].name)
        yield document.Heading(tr("What it takes: {model}", model=model), 3)
        heads = (tr("Condition"), tr("Question"), tr("Answer"), tr("Notes"))
        yield from document.table(
            tr("What {name} takes", name=row.name), heads, rows, (20, 34, 14, 32)
        )


def _ready(row: WorkloadRow, content: Content) -> str:
    """How far the workload is from a signature; nothing where it stays inside.

    Of one that is not placed yet, only that: what else is missing follows from where it lands.
    """
    asked = [check for check in row.ready if check.state != NOT_APPLICABLE]
    met, unmet = sum(check.state == "met" for check in asked), row.unmet()
    counted = tr("{done} of {total}", done=met, total=len(asked))
    if carried := [check.name for check in asked if check.carried]:
        unconfirmed = tr("carried, not confirmed: {names}", names=", ".join(carried))
        counted = f"{counted}; {unconfirmed}"
    if not asked:
        return ""
    unplaced = row.assessed.status == "not-placed"
    if unmet:
        names = ", ".join(unmet[:1] if unplaced else unmet)
        counted = tr("{counted}; still open: {names}", counted=counted, names=names)
    if unplaced:
        return counted
    return "; ".join(filter(None, (counted, assess.unagreed_words(row.assessed, content))))


def _answered(row: WorkloadRow, content: Content, step: Step | str) -> Iterator[document.Block]:
    """The answers of one step; an axis comes before the factors that guide it."""
    rows = [answer for answer in row.answers if answer.step == step]
    if step == "axes":
        rows.sort(key=_axis_first)
    yield from document.section(
        document.Heading(step_title(content, step), 3),
        answers(
            f"{row.name}, {step_title(content, step)}",
            rows,
            _parts(content) if step == "contract" else (),
        ),
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


def _parts(content: Content) -> Sequence[str]:
    """The parts of the contract, in order: what presses comes first in the room, not here."""
    return [group.name for group in content.contract.groups.values()]


def answers(
    about: str, rows: Sequence[AnswerRow], headings: Sequence[str] = ()
) -> Iterator[document.Block]:
    """Answers as tables: the question, what was answered, and all that was written beside it.

    A group with a heading of its own has its own table, those of `headings` in that order; a detail
    stands within its matter.
    """
    ordered = sorted(rows, key=_order(rows, headings))
    for heading, group in groupby(ordered, key=lambda row: row.heading):
        if heading:
            yield document.Heading(heading, 4)
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
        yield from document.table(title, heads, cells.values(), (28, 24, 48))


def _order(rows: Sequence[AnswerRow], headings: Sequence[str]) -> Callable[[AnswerRow], int]:
    """Groups as they are given, then in the order in which they are met; in one, as they come."""
    groups: dict[str, int] = {}
    for heading in (*headings, *(row.heading for row in rows)):
        groups.setdefault(heading, len(groups))
    return lambda row: groups[row.heading]


def answer_cells(row: AnswerRow) -> tuple[str, str]:
    """An answer with its marks, and the texts beside it."""
    value = ", ".join(filter(None, (row.value, *row.marks)))
    notes = [row.because] if row.because else []
    notes += [
        text if kind == "note" else f"{kind_name(kind)}: {text}" for kind, text in row.texts.items()
    ]
    return value, "\n".join(notes)


def kept(title: str, level: int, unasked: Sequence[Kept]) -> Iterator[document.Block]:
    """What the file holds and nothing asks for, so that it is not lost."""
    if unasked:
        yield document.Heading(title, level, "kept" if level == 1 else "")
        yield document.Bullets(tuple(f"{leaf.where}: {leaf.value}" for leaf in unasked))


_LONG: Final = "text"
"""How a question is answered that takes a line of its own, and has no room beside others."""

_BESIDE: Final = 5
"""How many vendors stand side by side before a further table is begun."""


def vendors(summary: Summary, content: Content) -> Iterator[document.Block]:
    """The vendors side by side, then one by one; nothing where there is no vendor."""
    if not summary.vendors:
        return
    yield document.PageEnd()
    yield document.Heading(tr("Vendors side by side"), 1, "vendors")
    yield document.Figure(figures.vendor_comparison(summary, content))
    for first in range(0, len(summary.vendors), _BESIDE):
        beside = summary.vendors[first : first + _BESIDE]
        yield from _beside(beside, summary, content)
        yield from _considered_for(summary, content, beside)
    for row in summary.vendors:
        yield from _vendor_in_full(row, content)


def _told(question: Question, summary: Summary, content: Content) -> str:
    """What is asked; of a sprint, for which workload; that a red flag is one."""
    if question.item in content.vendors.red_flags:
        return tr("Red flag: {name}", name=question.name)
    workload = summary.session.workloads.get(question.within)
    return f"{question.name}, {workload.name}" if workload else question.name


def _beside(
    rows: tuple[VendorRow, ...], summary: Summary, content: Content
) -> tuple[document.Table, ...]:
    """Every question that is answered by choosing, with each vendor's answer."""
    asked = {
        question.item: question
        for row in rows
        for question in questions.asked(row.vetted.vendor, content, "vendors")
    }
    given = [{answer.item: answer_cells(answer)[0] for answer in row.answers} for row in rows]
    cells = [
        (tr("Criteria"), *(_counts(row) for row in rows)),
        (
            tr("Red flags"),
            *(assess.flags_words(row.vetted, marks_beside=True) or "0" for row in rows),
        ),
        *_in_or_out(rows),
        *(
            (
                _told(question, summary, content),
                *(values.get(question.item, "") or "–" for values in given),
            )
            for question in asked.values()
            if question.kind != _LONG and any(values.get(question.item) for values in given)
        ),
    ]
    names = [row.name for row in rows]
    widths = (28, *(72 // len(rows) for _ in rows))
    title = tr("Vendors side by side: {names}", names=", ".join(names))
    return document.table(title, ("", *names), cells, widths)


def _in_or_out(rows: tuple[VendorRow, ...]) -> Iterator[tuple[str, ...]]:
    """Which of these vendors are out of the running; nothing where none is."""
    if any(row.out for row in rows):
        yield (tr("Out of the running"), *(tr("out") if row.out else "–" for row in rows))


def _counts(row: VendorRow) -> str:
    return ", ".join(f"{count} × {mark}" for mark, count in row.marks.items() if count)


def _vendor_in_full(row: VendorRow, content: Content) -> Iterator[document.Block]:
    below = (
        *document.facts(
            tr("{name} in brief", name=row.name),
            {
                tr("Out of the running"): row.out,
                tr("Considered for"): ", ".join(row.workloads),
                tr("Criteria"): _counts(row),
                tr("Red flags heard"): ", ".join(row.red_flags),
                tr("Note"): row.note,
                tr("Warning"): row.warning,
            },
        ),
        *_written(row, content.vendors.red_flags),
        *kept(tr("Kept in the file, not asked"), 3, row.kept),
    )
    yield from document.section(
        document.Heading(tr("Vendor: {name}", name=row.name), 2, f"vendor-{row.id}"), below
    )


def _written(row: VendorRow, flags: Container[str]) -> Iterator[document.Block]:
    """What was written of a vendor; what was chosen stands beside the others already.

    Of a red flag it is said again whether it was heard: its name alone would say that it was.
    """
    for heading, group in groupby(row.answers, key=lambda answer: answer.heading):
        below: tuple[document.Block, ...] = document.facts(
            f"{row.name}, {heading or tr('Answers')}",
            {
                tr("Red flag: {name}", name=answer.name)
                if answer.item in flags
                else answer.full_name: _of_flag(answer)
                if answer.item in flags
                else _words_of(answer)
                for answer in group
            },
        )
        if heading:
            below = document.section(document.Heading(heading, 4), below)
        yield from below


def _of_flag(answer: AnswerRow) -> str:
    value, notes = answer_cells(answer)
    return ". ".join(filter(None, (value, notes))) if notes else ""


def _words_of(answer: AnswerRow) -> str:
    value, notes = answer_cells(answer)
    return "\n".join(filter(None, (value if answer.kind == _LONG else "", notes)))


def _considered_for(
    summary: Summary, content: Content, beside: tuple[VendorRow, ...]
) -> tuple[document.Table, ...]:
    """Which of these vendors is considered for which workload; a dash where one is not."""
    listed = shortlist(summary.session, content)
    rows_by = {row.id: row for row in summary.workloads}
    rows = (
        (
            summary.session.workloads[shortlisted.workload].name,
            _model_of(rows_by[shortlisted.workload], content),
            *(_standing(row.id, shortlisted, rows_by) for row in beside),
        )
        for shortlisted in (listed.workloads if listed else ())
    )
    names = [row.name for row in beside]
    title = tr("Considered for which workload: {names}", names=", ".join(names))
    widths = (26, 18, *(56 // len(beside) for _ in beside))
    heads = (content.summary.columns["workload"].name, tr("Model"), *names)
    return document.table(title, heads, rows, widths)


def _standing(vendor: str, listed: Candidates, rows: Mapping[str, WorkloadRow]) -> str:
    """How a vendor stands with a workload; a dash where it does not."""
    if rows[listed.workload].assessed.workload.chosen_vendor == vendor:
        return tr("chosen")
    return tr("considered") if vendor in listed.vendors else "–"


def _model_of(row: WorkloadRow, content: Content) -> str:
    model = held(row)
    return called(row, recommendation.model_name(model, content)) if model else "?"


def statements(summary: Summary, content: Content) -> Iterator[document.Block]:
    """Whether it is a hybrid, then what each statement of work would say; nothing if all is inside.

    Workstreams are grouped by engagement model, in control order.
    """
    if not summary.programme.outside:
        return
    words = content.summary.programme
    yield document.Heading(tr("Statements of work"), 1, "statements-of-work")
    yield document.Paragraph(summary.programme.hybrid_reason or words["one-model"].text)
    if summary.programme.squads and not summary.programme.warnings:
        yield document.Paragraph(words["squads-owned"].text)
    vendors = shortlist(summary.session, content)
    if vendors and vendors.vendors and vendors.nobody:
        names = {row.id: row.name for row in summary.workloads}
        nobody = ", ".join(names[workload] for workload in vendors.nobody)
        yield document.Paragraph(f"{words['no-vendor'].text} {nobody}")
    rows = {row.id: row for row in summary.workloads}
    for workload, model, clauses in each_statement(summary, content):
        name = summary.session.workloads[workload].name
        title = f"{name}: {called(rows[workload], recommendation.model_name(model, content))}"
        yield document.Heading(title, 2, f"statement-{workload}")
        lines = (
            (clause.name, known_words(clause, content), ", ".join(clause.missing))
            for clause in clauses
        )
        heads = (tr("Clause"), tr("Known"), tr("Still open"))
        caption = tr("Statement of work for {name}", name=name)
        yield from document.table(caption, heads, lines, (17, 58, 25))


def statement_rows(summary: Summary, content: Content) -> Iterator[tuple[str, ...]]:
    """A row a clause: workload, model, clause, what belongs there, what is known, what is open."""
    rows = {row.id: row for row in summary.workloads}
    for workload, model, clauses in each_statement(summary, content):
        row = rows[workload]
        first = (row.name, called(row, recommendation.model_name(model, content)))
        for clause in clauses:
            missing = ", ".join(clause.missing)
            yield (*first, clause.name, clause.text, known_words(clause, content), missing)


def known_words(clause: Clause, content: Content) -> str:
    """What is known of a clause, a line each; that it is left out, where it is."""
    if clause.left_out:
        return content.summary.programme["left-out"].text
    return "\n".join(fact.line for fact in clause.lines)


def each_statement(
    summary: Summary, content: Content
) -> Iterator[tuple[str, Model, tuple[Clause, ...]]]:
    """Each workload that goes outside, its model, and the clauses of its statement of work."""
    for model, ids in workstreams(summary.session, content).items():
        for workload in ids:
            yield workload, model, outline(summary.session, content, workload)


# -- for a vendor, whose session has only what concerns it

_OF_CONTRACT: Final = ("data", "service-levels", "ip", "exit", "vendor")
"""The clauses that are the contract's, or ask what the vendor is asked."""


def work(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What is to be done, workload by workload, and how."""
    yield document.Heading(tr("What it is about"), 1, "work")
    heads = (tr("Clause"), tr("Known"))
    for workload, model, clauses in each_statement(summary, content):
        name = summary.session.workloads[workload].name
        title = f"{name}: {recommendation.model_name(model, content)}"
        yield document.Heading(title, 2, f"work-{workload}")
        lines = (
            (clause.name, known_words(clause, content) or tr("to be agreed"))
            for clause in clauses
            if clause.id not in _OF_CONTRACT
        )
        yield from document.table(
            tr("Statement of work for {name}", name=name), heads, lines, (24, 76)
        )
    if not summary.workloads:
        yield document.Paragraph(tr("Nothing that concerns you is settled yet."))
    yield document.Paragraph(summary.notice, "notice")


def asked(summary: Summary, content: Content) -> Iterator[document.Block]:
    """What the vendor is asked: how it works, what it can show, and the terms of a sprint."""
    tried = tuple(row.id for row in summary.workloads if held(row) in DELIVERED)
    vendor = next(iter(summary.session.vendors.values()), Vendor(name="", workloads=tried))
    below: list[document.Block] = []
    for section in vendor_form.asked_of(summary.session, content, vendor, tried):
        below.append(document.Heading(section.title, 2))
        below.append(document.Bullets(tuple(ask.text for ask in section.asks)))
    yield from document.section(document.Heading(tr("What we ask of you"), 1, "asked"), below)
