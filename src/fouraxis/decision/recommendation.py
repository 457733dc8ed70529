"""What comes out: a recommendation that carries its own explanation."""

from dataclasses import dataclass
from typing import Any, Literal

from fouraxis.content.terms import AXES, AskedRule, Axis, Model

Question = Axis | AskedRule
"""Anything whose answer a recommendation rests on."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the recommendation rests on.

    `kind` is rule where an asked rule forbids, else interpretation where any cell that is still
    possible has no published row, else published. `rows` are the published rows of all cells that
    are still possible; `rules` the asked rules answered yes.
    """

    kind: Literal["published", "interpretation", "rule"]
    rows: tuple[int, ...]
    rules: tuple[AskedRule, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs by one step, and the lead model there (None: provisional there)."""

    question: Question
    to: str
    lead: Model | None
    strict_governance: bool
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One step that led to the recommendation, in words for the room; `source` says whose it is."""

    kind: Literal["row", "rows", "interpretation", "lead", "rule", "unknown", "governance"]
    text: str
    source: Literal["published", "guide"]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommended engagement model, with every step that led to it.

    `lead` is None while it is provisional; then `possible` lists every model that an open question
    could still give, with what would have to hold. `options` has the lead first, then the
    alternative. `open_questions` are all that are unknown or not asked, `deciding` those of them
    that can change the lead. `without_rules` is the lead had no asked rule been answered yes.
    """

    lead: Model | None
    options: tuple[Model, ...]
    basis: Basis
    strict_governance: bool
    possible: dict[Model, tuple[str, ...]]
    without_rules: Model | None
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...]
    open_questions: tuple[Question, ...]
    deciding: tuple[Question, ...]
    warnings: tuple[str, ...]
    next_steps: tuple[str, ...]

    @property
    def provisional(self) -> bool:
        """Whether an open question can still change the lead."""
        return self.lead is None


def to_json(recommendation: Recommendation) -> dict[str, Any]:
    """The recommendation as the command line prints it: plain values, ready for JSON."""
    basis = recommendation.basis
    return {
        "lead": recommendation.lead,
        "options": list(recommendation.options),
        "basis": {"kind": basis.kind, "rows": list(basis.rows), "rules": list(basis.rules)},
        "strict_governance": recommendation.strict_governance,
        "provisional": recommendation.provisional,
        "possible": {model: list(ways) for model, ways in recommendation.possible.items()},
        "without_rules": recommendation.without_rules,
        "changes": [
            {
                "axis" if change.question in AXES else "rule": change.question,
                "to": change.to,
                "lead": change.lead,
            }
            for change in recommendation.changes
        ],
        "warnings": list(recommendation.warnings),
        "next_steps": list(recommendation.next_steps),
    }
