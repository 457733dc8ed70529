"""Proves the matrix: each cell has one outcome, and every sentence to explain it is there."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from string import Formatter
from typing import Final

from fouraxis.content import items, terms
from fouraxis.content.models import Content, Matrix, Row, Summary

OVERLAPS: Final[dict[terms.CellKey, tuple[int, ...]]] = {
    ("high", "none", "low"): (5, 8),
    ("high", "mature", "low"): (7, 8),
}
"""The two cells for which two published rows hold; the decision combines these and no others."""

COLUMNS: Final[tuple[terms.Axis, ...]] = ("sensitivity", "maturity", "certainty")

WARNINGS: Final[dict[str, str]] = {
    "core-logic-ip": "",
    "core-logic-sensitivity": "level",
    "data-regulatory": "",
    "data-sensitivity": "level",
    "responsibility-refused": "model",
    "engineering-not-lacking": "model",
    "certainty-success": "",
    "stage-certainty": "stage",
    "condition-no": "model condition",
    "governance-open": "open total items",
    "advice-without-handoff": "",
    "capability-without-builder": "",
    "squads-without-owners": "squads owners",
}
"""Each warning, and the {places} that its text may use."""

PHRASES: Final[dict[str, str]] = {
    **{f"axis-{axis}": "" for axis in terms.AXES},
    **{f"rule-{rule}": "" for rule in terms.ASKED_RULES},
    "open-undefined-success": "",
    "holds-undefined-success-yes": "",
    "holds-undefined-success-no": "",
    **{f"model-{model}": "" for model in terms.MODELS},
    "answer-yes": "",
    "answer-no": "",
    "or": "first last",
    "and": "first last",
    "row": "number text",
    "row-possible": "number text",
    "rows-common": "rows options",
    "rows-control": "rows options",
    "interpretation": "place options",
    "leans-on": "leans_on",
    "interpretation-possible": "",
    "lead-only": "lead",
    "lead-augment-before-scale": "lead stage",
    "lead-full-at-scale": "lead stage",
    "lead-cobuild-emerging": "lead",
    "lead-augment-mature": "lead",
    "lead-advice-at-poc": "lead stage",
    "lead-augment-after-poc": "lead stage",
    "lead-advice-without-team": "lead",
    "lead-rnd-at-poc": "lead stage",
    "lead-advice-after-poc": "lead stage",
    "lead-joined": "lead",
    "lead-first": "lead",
    "advice-without-team": "",
    "alternative": "alternative",
    "rule-forbids": "rule answer outcome",
    "rule-strikes": "rule answer",
    "rule-strikes-nothing": "rule answer",
    "without-rules": "lead",
    "without-rules-same": "",
    "without-rules-open": "models",
    "unknown-same": "question",
    "unknown-decides": "question values",
    "unknown-matters": "question",
    "unknown-value": "value models",
    "unknown-rule": "question",
    "unknown-success": "question",
    "unknown-most": "first second",
    "if-no-rule": "lead",
    "strict-governance": "items",
    "holds": "question values",
    "if-way": "way",
    "or-if-way": "way",
    "not-yet": "",
    "reentry-team-emerging": "",
    "reentry-criteria-written": "",
    "reentry-legal-clearance": "",
    "smallest-team": "models",
    "stage-and-model": "stage model",
    "step": "step because",
    "change": "answer lead",
    "change-strict": "answer lead",
    "with-strict-governance": "",
    "change-open": "answer",
    "because-row": "rows",
    "because-rows": "rows",
    "because-interpretation": "",
    "because-rule": "",
    "because-guide": "",
    "because-open": "",
    "hybrid": "workloads models",
}
"""Each sentence or word of an explanation, and the {places} that it may use."""

LINES: Final[dict[str, str]] = {
    "none-outside": "",
    "ready": "ready outside",
    "no-model": "",
    "still-open": "",
    "decides": "",
    "answer-first": "question workloads",
    "more": "count",
    "no-workloads": "",
}
"""Each line on what all workloads amount to together, and the {places} that it may use."""

ACTIONS: Final[dict[str, str]] = {
    "unknown": "question",
    "decide": "",
    "decide-again": "",
    "condition-no": "name",
    "condition-unknown": "name",
    "legal": "",
    "why-ai-act": "name",
    "handoff": "",
    "builder": "",
    "governance-no": "name",
    "governance-unknown": "name",
    "red-flag": "vendor name",
    "red-flag-marked": "vendor name",
    **{f"ready-{check}": "" for check in terms.READY_CHECKS},
    **dict.fromkeys(terms.READY_PARTS, ""),
    "ready-licence": "name",
    "service-levels-left": "names",
    "service-levels-measured-left": "names",
    "contract": "name",
    "risk": "name",
    "risk-owner": "name",
    "area": "name",
    "why-answer": "name answer",
    "why-given": "answer",
    "why-not-asked": "",
    "why-undecided": "",
    "why-red-flag": "",
    "why-red-flag-marked": "",
    "why-ready": "name",
    "why-no-vendor": "",
    "why-no-level": "",
    "why-contract": "",
    "why-risk": "",
    "why-risk-owner": "",
    "why-area": "",
    "why-own": "",
}
"""Each thing to do and why it is, and the {places} that it may use."""


def prove(content: Content | Matrix) -> list[tuple[str, str]]:
    """The faults of a matrix, each as (key in the file, what is wrong and what was expected).

    An empty list proves that each of the 27 cells has one outcome: a published row, the two rows
    that are known to overlap, or an interpretation; and that every model, stage, warning and phrase
    which the decision can name is there.
    """
    matrix = content.matrix if isinstance(content, Content) else content
    return [
        *_levels(matrix),
        *_numbers(matrix),
        *_cells(matrix),
        *_present("models", list(matrix.models), (*terms.MODELS, terms.HYBRID, terms.IN_HOUSE)),
        *_present("stages", list(matrix.stages), terms.STAGES),
        *_texts("warnings", matrix.warnings, WARNINGS),
        *_texts("phrases", matrix.phrases, PHRASES),
    ]


def prove_lines(summary: Summary) -> list[tuple[str, str]]:
    """The texts of the summary that are missing, not known, or name a place that nothing fills."""
    return [
        *_texts("lines", summary.lines, LINES),
        *_texts("actions", summary.actions, ACTIONS),
    ]


def _levels(matrix: Matrix) -> Iterator[tuple[str, str]]:
    """Rows and interpretations that name a level no axis has, or the same level twice."""
    for kind, claims in (("rows", matrix.rows), ("interpretations", matrix.interpretations)):
        for key, claim in claims.items():
            for axis in COLUMNS:
                named: str | tuple[str, ...] = getattr(claim, axis)
                levels = (named,) if isinstance(named, str) else named
                place = f"{kind}.{key}.{axis}"
                expected = f"expected one of {', '.join(terms.LEVELS[axis])}"
                if not levels:
                    yield place, f"names no level: {expected}"
                for level in levels:
                    if level not in terms.LEVELS[axis]:
                        yield place, f"has no level {level!r}: {expected}"
                if len(set(levels)) < len(levels):
                    yield place, "names a level twice"
            if len(set(claim.options)) < len(claim.options):
                yield f"{kind}.{key}.options", "names an option twice"


def _numbers(matrix: Matrix) -> Iterator[tuple[str, str]]:
    """Rows whose numbers are not 1 to 8, each once."""
    seen: dict[int, str] = {}
    for key, row in matrix.rows.items():
        if row.number > len(matrix.rows):
            yield f"rows.{key}.number", f"is {row.number}: expected 1 to {len(matrix.rows)}"
        if row.number in seen:
            yield f"rows.{key}.number", f"is {row.number}, as is rows.{seen[row.number]}"
        seen.setdefault(row.number, key)


def _cells(matrix: Matrix) -> Iterator[tuple[str, str]]:
    """Cells that nothing claims, and cells that are claimed twice by accident."""
    for cell in product(*(terms.LEVELS[axis] for axis in COLUMNS)):
        place = " / ".join(cell)
        rows = [(key, row) for key, row in matrix.rows.items() if row.holds(*cell)]
        readings = [
            key
            for key, reading in matrix.interpretations.items()
            if (reading.sensitivity, reading.maturity, reading.certainty) == cell
        ]
        if not rows and not readings:
            yield "rows", f"no row and no interpretation covers {place}"
        if len(rows) > 1 and not _known_overlap(cell, [row for _, row in rows]):
            names = " and ".join(f"rows.{key}" for key, _ in rows)
            yield f"rows.{rows[-1][0]}", f"{names} both claim {place}"
        for key in readings if rows else readings[1:]:
            other = f"rows.{rows[0][0]}" if rows else f"interpretations.{readings[0]}"
            yield f"interpretations.{key}", f"claims {place}, which {other} claims too"


def _known_overlap(cell: tuple[str, ...], rows: list[Row]) -> bool:
    numbers = tuple(sorted(row.number for row in rows))
    return OVERLAPS.get((cell[0], cell[1], cell[2])) == numbers


def _present(
    table: str, entries: Sequence[str], expected: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Entries that are missing, and entries that the program does not know."""
    for key in expected:
        if key not in entries:
            yield f"{table}.{key}", "is missing"
    for key in entries:
        if key not in expected:
            yield f"{table}.{key}", f"is not known: expected one of {', '.join(expected)}"


def _texts(
    table: str, entries: Mapping[str, items.Text], expected: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Sentences that are missing, not known, or that name a {place} which nothing fills."""
    for key in expected:
        if key not in entries:
            yield f"{table}.{key}", "is missing"
    for key, text in entries.items():
        if key not in expected:
            yield f"{table}.{key}", "is not known: nothing uses it"
        else:
            yield from _places(f"{table}.{key}.text", text.text, expected[key].split())


def _places(key: str, text: str, allowed: list[str]) -> Iterator[tuple[str, str]]:
    places = ", ".join(f"{{{place}}}" for place in allowed) or "none"
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield key, f"has a brace that is not closed or not opened; {{places}} it may use: {places}"
        return
    for _, name, form, conversion in parts:
        if name is not None and (name not in allowed or form or conversion):
            yield key, f"names {{{name}}}, which nothing fills; {{places}} it may use: {places}"
