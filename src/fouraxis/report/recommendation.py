"""One recommendation in words: what it says, what it rests on, what would change it."""

from typing import Final

from fouraxis.content.language import noted
from fouraxis.content.models import Content
from fouraxis.content.terms import UNKNOWN, Axis, Model
from fouraxis.decision.recommendation import Recommendation
from fouraxis.decision.words import change_words, listed, say

WHY: Final = noted("Why")
STILL_POSSIBLE: Final = noted("Still possible")
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
            f"{model_name(model, content)}: {'; '.join(holds)}" for model, holds in possible.items()
        ],
        CHANGES: [change_words(content, c) for c in recommendation.changes],
        WARNINGS: list(recommendation.warnings),
        NEXT_STEPS: list(recommendation.next_steps),
    }
    return {heading: lines for heading, lines in parts.items() if lines}


def level_name(level: str | None, axis: Axis, content: Content) -> str:
    """What a level is called; empty while the axis was not asked."""
    levels = content.axes.axes[axis].levels
    if level == UNKNOWN:
        return content.setup.answers[UNKNOWN].name
    return levels[level].name if level in levels else level or ""
