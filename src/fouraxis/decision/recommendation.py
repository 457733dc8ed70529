"""What comes out: a recommendation that carries its own explanation."""

from dataclasses import dataclass
from typing import Literal

from fouraxis.content.terms import AskedRule, Axis, Model

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


@dataclass(frozen=True, slots=True)
class AxisChange:
    """A change of an axis, as JSON has it."""

    axis: Axis
    to: str
    lead: Model | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A change of the answer to an asked rule, as JSON has it."""

    rule: AskedRule
    to: str
    lead: Model | None


@dataclass(frozen=True, slots=True)
class RecommendationJson:
    """The recommendation as JSON has it, key by key in this order."""

    lead: Model | None
    options: tuple[Model, ...]
    basis: Basis
    strict_governance: bool
    provisional: bool
    possible: dict[Model, tuple[str, ...]]
    without_rules: Model | None
    changes: tuple[AxisChange | RuleChange, ...]
    warnings: tuple[str, ...]
    next_steps: tuple[str, ...]


def to_json(recommendation: Recommendation) -> RecommendationJson:
    """The recommendation as the command line and the report write it, ready for JSON."""
    return RecommendationJson(
        lead=recommendation.lead,
        options=recommendation.options,
        basis=recommendation.basis,
        strict_governance=recommendation.strict_governance,
        provisional=recommendation.provisional,
        possible=recommendation.possible,
        without_rules=recommendation.without_rules,
        changes=tuple(map(_change, recommendation.changes)),
        warnings=recommendation.warnings,
        next_steps=recommendation.next_steps,
    )


def _change(change: Change) -> AxisChange | RuleChange:
    match change.question:
        case "core-logic" | "data-cannot-leave" | "undefined-success" as rule:
            return RuleChange(rule, change.to, change.lead)
        case axis:
            return AxisChange(axis, change.to, change.lead)
