"""The statements of work in a report: what each would say, clause by clause, and what is open."""

from collections.abc import Iterator

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import Model
from fouraxis.report.document import Block, Heading, Paragraph, table
from fouraxis.report.recommendation import model_name
from fouraxis.report.summary import Summary, called
from fouraxis.workshop.statement import Clause, outline, shortlist, workstreams


def statements(summary: Summary, content: Content) -> Iterator[Block]:
    """Whether it is a hybrid, then what each statement of work would say; nothing if all is inside.

    Workstreams are grouped by engagement model, in control order.
    """
    if not summary.programme.outside:
        return
    words = content.summary.programme
    yield Heading(tr("Statements of work"), 1, "statements-of-work")
    yield Paragraph(summary.programme.hybrid_reason or words["one-model"].text)
    if summary.programme.squads and not summary.programme.warnings:
        yield Paragraph(words["squads-owned"].text)
    vendors = shortlist(summary.session, content)
    if vendors and vendors.nobody:
        names = {row.id: row.name for row in summary.workloads}
        nobody = ", ".join(names[workload] for workload in vendors.nobody)
        yield Paragraph(f"{words['no-vendor'].text} {nobody}")
    rows = {row.id: row for row in summary.workloads}
    for workload, model, clauses in each_statement(summary, content):
        name = summary.session.workloads[workload].name
        title = f"{name}: {called(rows[workload], model_name(model, content))}"
        yield Heading(title, 2, f"statement-{workload}")
        lines = (
            (clause.name, known_words(clause, content), str(clause.open) if clause.open else "")
            for clause in clauses
        )
        heads = (tr("Clause"), tr("Known"), tr("Still open"))
        caption = tr("Statement of work for {name}", name=name)
        yield from table(caption, heads, lines, (20, 68, 12), (2,))


def statement_rows(summary: Summary, content: Content) -> Iterator[tuple[str | int, ...]]:
    """A row a clause: workload, model, clause, what belongs there, what is known, what is open."""
    rows = {row.id: row for row in summary.workloads}
    for workload, model, clauses in each_statement(summary, content):
        row = rows[workload]
        first = (row.name, called(row, model_name(model, content)))
        for clause in clauses:
            yield (*first, clause.name, clause.text, known_words(clause, content), clause.open)


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
