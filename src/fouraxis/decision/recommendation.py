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
    """Answers that differ, and the lead model there (None: provisional there).

    Most are a single answer; several stand together where no single one gives another outcome.
    """

    answers: tuple[tuple[Question, str], ...]
    lead: Model | None
    strict_governance: bool
    rows: tuple[int, ...]


ReentryId = Literal["team-emerging", "criteria-written", "legal-clearance"]


@dataclass(frozen=True, slots=True)
class Reentry:
    """What has to become true before a workload that may not yet go outside is looked at again."""

    id: ReentryId
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next, and what it rests on: an answer, a row, or the stage and the model.

    `id` says which of them it is: `rule.core-logic`, `team.emerging`, `stage.calibration-sprint`.
    """

    id: str
    text: str
    because: str


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
    `not_yet`: it stays inside for now, and `reentry` says what brings it back.
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
    next_steps: tuple[NextStep, ...]
    not_yet: bool = False
    reentry: tuple[Reentry, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether an open question can still change the lead."""
        return self.lead is None


@dataclass(frozen=True, slots=True)
class AxisAnswerJson:
    """Another level of an axis."""

    axis: Axis
    to: str


@dataclass(frozen=True, slots=True)
class RuleAnswerJson:
    """Another answer to an asked rule."""

    rule: AskedRule
    to: str


AnswerJson = AxisAnswerJson | RuleAnswerJson


@dataclass(frozen=True, slots=True)
class AxisChange(AxisAnswerJson):
    """A change of an axis, with what else has to change along, and the outcome there."""

    together_with: tuple[AnswerJson, ...]
    lead: Model | None
    strict_governance: bool


@dataclass(frozen=True, slots=True)
class RuleChange(RuleAnswerJson):
    """A change of the answer to a rule, with what else has to change along, and the outcome."""

    together_with: tuple[AnswerJson, ...]
    lead: Model | None
    strict_governance: bool


@dataclass(frozen=True, slots=True)
class RecommendationJson:
    """The recommendation as JSON has it, key by key in this order."""

    lead: Model | None
    options: tuple[Model, ...]
    basis: Basis
    strict_governance: bool
    not_yet: bool
    reentry: tuple[Reentry, ...]
    provisional: bool
    possible: dict[Model, tuple[str, ...]]
    without_rules: Model | None
    changes: tuple[AxisChange | RuleChange, ...]
    warnings: tuple[str, ...]
    next_steps: tuple[NextStep, ...]


def to_json(recommendation: Recommendation) -> RecommendationJson:
    """The recommendation as the command line and the report write it, ready for JSON."""
    return RecommendationJson(
        lead=recommendation.lead,
        options=recommendation.options,
        basis=recommendation.basis,
        strict_governance=recommendation.strict_governance,
        not_yet=recommendation.not_yet,
        reentry=recommendation.reentry,
        provisional=recommendation.provisional,
        possible=recommendation.possible,
        without_rules=recommendation.without_rules,
        changes=tuple(map(_change, recommendation.changes)),
        warnings=recommendation.warnings,
        next_steps=recommendation.next_steps,
    )


def _change(change: Change) -> AxisChange | RuleChange:
    first, *others = map(_answer, change.answers)
    outcome = (tuple(others), change.lead, change.strict_governance)
    if isinstance(first, AxisAnswerJson):
        return AxisChange(first.axis, first.to, *outcome)
    return RuleChange(first.rule, first.to, *outcome)


def _answer(answer: tuple[Question, str]) -> AnswerJson:
    match answer:
        case ("core-logic" | "data-cannot-leave" | "undefined-success") as rule, to:
            return RuleAnswerJson(rule, to)
        case axis, to:
            return AxisAnswerJson(axis, to)
