"""A recommendation in words and in JSON, the page that explains one, and the page of all cells.

What a recommendation is called everywhere; nothing here needs a session.
"""

from dataclasses import dataclass, fields
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, STAGES, UNKNOWN, AskedRule, Axis, Model
from fouraxis.decision.matrix import Cell, Placement, Question, alternative, cells, lead
from fouraxis.decision.reasons import listed, possible_words, question_words, say
from fouraxis.decision.recommendation import (
    Basis,
    Change,
    NextStep,
    Recommendation,
    Reentry,
    because_words,
    change_words,
    step_words,
)
from fouraxis.report.escape import WIDTH, bullets, flowing, in_columns, wrapped

WHY: Final = noted("Why")
STILL_POSSIBLE: Final = noted("Still possible")
REENTRY: Final = noted("What brings it back")
CHANGES: Final = noted("What would change it")
WARNINGS: Final = noted("Warnings")
NEXT_STEPS: Final = noted("Next steps")


def model_name(model: Model | None, content: Content) -> str:
    """The name of an engagement model; while there is none, the recommendation is provisional."""
    return (
        content.matrix.models[model].name if model else content.summary.statuses["provisional"].name
    )


def recommended(recommendation: Recommendation, content: Content) -> str:
    """What is recommended, in a few words: the lead model, or those that are still possible."""
    if recommendation.lead is None:
        names = [model_name(model, content) for model in recommendation.possible]
        return f"{model_name(None, content)}: {listed(content, 'or', names)}"
    name = model_name(recommendation.lead, content)
    if recommendation.not_yet:
        return f"{name}: {say(content, 'not-yet')}"
    if not recommendation.strict_governance:
        return name
    return f"{name} {say(content, 'with-strict-governance')}"


def explained(
    recommendation: Recommendation, content: Content, *, placed: bool = True
) -> dict[str, list[str]]:
    """Everything that explains a recommendation: lines by heading, empty headings left out.

    The headings are in English, for `tr` to say.
    What is still possible is told only once the workload is placed: before, it is nearly all.
    """
    possible = recommendation.possible if placed and recommendation.provisional else {}
    parts = {
        WHY: [reason.text for reason in recommendation.reasons],
        STILL_POSSIBLE: [
            f"{model_name(model, content)}: {possible_words(content, ways)}"
            for model, ways in possible.items()
        ],
        REENTRY: [condition.text for condition in recommendation.reentry],
        CHANGES: [change_words(content, c) for c in recommendation.changes],
        WARNINGS: list(recommendation.warnings),
        NEXT_STEPS: [step_words(content, step) for step in recommendation.next_steps],
    }
    return {heading: lines for heading, lines in parts.items() if lines}


def level_name(level: str | None, axis: Axis, content: Content) -> str:
    """What a level is called; empty while the axis was not asked."""
    levels = content.axes.axes[axis].levels
    if level == UNKNOWN:
        return content.setup.answers[UNKNOWN].name
    return levels[level].name if level in levels else level or ""


_MATRIX_COLUMNS: Final = (12, 9, 10, 43)


def recommendation_page(
    placement: Placement, recommendation: Recommendation, content: Content
) -> str:
    """A recommendation with everything that explains it."""
    title = recommended(recommendation, content)
    basis = because_words(content, recommendation)
    lines = wrapped(f"{title} ({basis})" if basis else title, WIDTH)
    if recommendation.lead and len(recommendation.options) > 1:
        lines += [
            tr("or {model}", model=model_name(model, content))
            for model in recommendation.options[1:]
        ]
    if recommendation.basis.rules and recommendation.without_rules not in (
        None,
        recommendation.lead,
    ):
        without = model_name(recommendation.without_rules, content)
        lines += wrapped(tr("without the rule it would be: {model}", model=without), WIDTH)
    levels = [
        f"{content.axes.axes[axis].name}: {level_name(placement.axis(axis), axis, content) or '?'}"
        for axis in AXES
    ]
    rules = [
        f"{rule.called}: {rule.answered(answer, content.setup.answers) or '?'}"
        for asked in ASKED_RULES
        for rule, answer in [(content.rules.rules[asked], placement.rule(asked))]
    ]
    lines += ["", tr("Placed at"), *bullets([*levels, *rules], WIDTH)]
    for heading, texts in explained(recommendation, content).items():
        lines += ["", tr(heading), *bullets(texts, WIDTH)]
    return "\n".join([*lines, "", *wrapped(flowing(content.home.standing), WIDTH)])


def matrix_page(content: Content, readiness: str | None) -> str:
    """All 27 cells of the matrix with what each offers and rests on.

    Without a readiness, a cell whose lead depends on it names the lead of each stage.
    """
    rows = [
        (
            *_called(levels, content),
            f"{_offers(cell, readiness, content)}\n{_rests_on(cell, content)}",
        )
        for levels, cell in cells(content).items()
    ]
    axes = [question_words(content, axis) for axis in AXES[:3]]
    heading = (*axes, tr("outcome, and what it rests on"))
    body = in_columns([heading, tuple("-" * c for c in _MATRIX_COLUMNS), *rows], _MATRIX_COLUMNS)
    axis = question_words(content, "readiness")
    stage = f"{axis} {level_name(readiness, 'readiness', content) or tr('not given')}"
    title = tr("{title}: the matrix, {stage}", title=content.home.pack.title, stage=stage)
    return "\n".join([title, "", *body, "", *wrapped(flowing(content.home.standing), WIDTH)])


def _called(levels: tuple[str, ...], content: Content) -> list[str]:
    """The levels of a cell in the words of the content."""
    return [level_name(level, axis, content) for axis, level in zip(AXES, levels, strict=False)]


def _offers(cell: Cell, readiness: str | None, content: Content) -> str:
    strict = f" {say(content, 'with-strict-governance')}" if cell.strict_governance else ""
    stages = (readiness,) if readiness else STAGES
    leads = {stage: lead(cell, stage) for stage in stages}
    if len(set(leads.values())) == 1:
        first = leads[stages[0]]
        other = alternative(cell, stages[0])
        name = f"{model_name(first, content)}{strict}"
        if other is None:
            return name
        return tr("{model}, or {other}", model=name, other=model_name(other, content))
    by_model = {
        model: [stage for stage in stages if leads[stage] == model] for model in leads.values()
    }
    return "; ".join(
        tr(
            "{model} at {stages}",
            model=model_name(model, content),
            stages=", ".join(level_name(stage, "readiness", content) for stage in at),
        )
        for model, at in by_model.items()
    )


def _rests_on(cell: Cell, content: Content) -> str:
    if cell.interpretation:
        return tr("interpretation: not in the published matrix")
    rows = listed(content, "and", [str(row) for row in cell.rows])
    if len(cell.rows) > 1:
        return tr("published rows {rows}; joined by the guide", rows=rows)
    if len(cell.options) > 1:
        return tr("published row {rows}; which one leads is the guide's", rows=rows)
    return tr("published row {rows}", rows=rows)


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
    tie_break: bool


@dataclass(frozen=True, slots=True)
class RuleChange(RuleAnswerJson):
    """A change of the answer to a rule, with what else has to change along, and the outcome."""

    together_with: tuple[AnswerJson, ...]
    lead: Model | None
    strict_governance: bool
    tie_break: bool


@dataclass(frozen=True, slots=True)
class RecommendationJson:
    """The recommendation as JSON has it, key by key in this order.

    `tie_break`: published rows leave several models, or disagree, and the guide says which leads.
    """

    lead: Model | None
    options: tuple[Model, ...]
    basis: Basis
    tie_break: bool
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
    same = {
        field.name: getattr(recommendation, field.name)
        for field in fields(RecommendationJson)
        if field.name != "changes"
    }
    return RecommendationJson(**same, changes=tuple(map(_change, recommendation.changes)))


def _change(change: Change) -> AxisChange | RuleChange:
    first, *others = map(_answer, change.answers)
    outcome = (tuple(others), change.lead, change.strict_governance, change.tie_break)
    if isinstance(first, AxisAnswerJson):
        return AxisChange(first.axis, first.to, *outcome)
    return RuleChange(first.rule, first.to, *outcome)


def _answer(answer: tuple[Question, str]) -> AnswerJson:
    match answer:
        case ("core-logic" | "data-cannot-leave" | "undefined-success") as rule, to:
            return RuleAnswerJson(rule, to)
        case axis, to:
            return AxisAnswerJson(axis, to)
