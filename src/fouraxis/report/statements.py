"""Statements of work: an outline for each workstream, and which vendor is considered for what."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import Model
from fouraxis.report.document import Block, Heading, Paragraph, Table, table
from fouraxis.report.recommendation import model_name
from fouraxis.report.summary import Summary, VendorRow, held
from fouraxis.workshop.shortlist import Shortlist, shortlist, verdict
from fouraxis.workshop.statement import Clause, outline, workstreams


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
    found = shortlist(summary.session, content)
    if found and found.nobody:
        names = {row.id: row.name for row in summary.workloads}
        nobody = ", ".join(names[one] for one in found.nobody)
        yield Paragraph(f"{words['no-vendor'].text} {nobody}")
    for workload, model, clauses in _each(summary, content):
        name = summary.session.workloads[workload].name
        title = f"{name}: {model_name(model, content)}"
        yield Heading(title, 2, f"statement-{workload}")
        rows = (
            (one.name, known_words(one, content), str(one.open) if one.open else "")
            for one in clauses
        )
        heads = (tr("Clause"), tr("Known"), tr("Still open"))
        said = tr("Statement of work for {name}", name=name)
        yield from table(said, heads, rows, (20, 68, 12), (2,))


def statement_rows(summary: Summary, content: Content) -> Iterator[tuple[str | int, ...]]:
    """A row a clause: workload, model, clause, what belongs there, what is known, what is open."""
    for workload, model, clauses in _each(summary, content):
        first = (summary.session.workloads[workload].name, model_name(model, content))
        for one in clauses:
            yield (*first, one.name, one.text, known_words(one, content), one.open)


def known_words(clause: Clause, content: Content) -> str:
    """What is known of a clause, a line each; that it is left out, where it is."""
    if clause.left_out:
        return content.summary.programme["left-out"].text
    return "\n".join(one.line for one in clause.known)


def considered_for(
    summary: Summary, content: Content, vendors: tuple[VendorRow, ...]
) -> tuple[Table, ...]:
    """Which of these vendors is considered for which workload; a dash where one is not."""
    found = shortlist(summary.session, content)
    held_by = {row.id: held(row) for row in summary.workloads}
    rows = (
        (
            summary.session.workloads[one.workload].name,
            model_name(model, content) if (model := held_by[one.workload]) else "?",
            *(tr("considered") if row.id in one.vendors else "–" for row in vendors),
        )
        for one in (found.workloads if found else ())
    )
    names = [row.name for row in vendors]
    title = tr("Considered for which workload: {names}", names=", ".join(names))
    widths = (26, 18, *(56 // len(vendors) for _ in vendors))
    heads = (content.summary.columns["workload"].name, tr("Model"), *names)
    return table(title, heads, rows, widths)


def workstreams_json(summary: Summary, content: Content) -> list[dict[str, Any]]:
    """Each workload that goes outside, with the clauses of its statement of work."""
    return [
        {"workload": workload, "model": model, "clauses": [_clause(one) for one in clauses]}
        for workload, model, clauses in _each(summary, content)
    ]


def shortlist_json(summary: Summary, content: Content) -> dict[str, Any] | None:
    """Vendors against workloads; None where the workshop leaves vendors out."""
    found = shortlist(summary.session, content)
    if found is None:
        return None
    return {
        "vendors": [_vendor(found, key) for key in found.vendors],
        "workloads": [asdict(one) for one in found.workloads],
        "nobody": list(found.nobody),
    }


def _each(summary: Summary, content: Content) -> Iterator[tuple[str, Model, tuple[Clause, ...]]]:
    for model, ids in workstreams(summary.session, content).items():
        for workload in ids:
            yield workload, model, outline(summary.session, content, workload)


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "known": [one.line for one in clause.known],
        "open": clause.open,
        "left_out": clause.left_out,
    }


def _vendor(found: Shortlist, key: str) -> dict[str, Any]:
    vetted = found.vendors[key]
    return {
        "vendor": key,
        "marks": dict(vetted.marks),
        "red_flags": len(vetted.red_flags),
        "verdict": verdict(vetted),
    }
