"""One recommendation: as the object that scripts read, and as the lines that people read."""

from typing import Any

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, Model
from fouraxis.decision.placement import Placement
from fouraxis.decision.recommendation import Change, Recommendation
from fouraxis.decision.words import change_words


def as_object(recommendation: Recommendation) -> dict[str, Any]:
    """The recommendation as `recommend --json` prints it; the keys are a contract."""
    basis = recommendation.basis
    return {
        "lead": recommendation.lead,
        "options": list(recommendation.options),
        "basis": {"kind": basis.kind, "rows": list(basis.rows), "rules": list(basis.rules)},
        "strict_governance": recommendation.strict_governance,
        "provisional": recommendation.provisional,
        "possible": {model: list(holds) for model, holds in recommendation.possible.items()},
        "without_rules": recommendation.without_rules,
        "changes": [_change_object(change) for change in recommendation.changes],
        "warnings": list(recommendation.warnings),
        "next_steps": list(recommendation.next_steps),
    }


def _change_object(change: Change) -> dict[str, Any]:
    kind = "axis" if change.question in AXES else "rule"
    return {kind: change.question, "to": change.to, "lead": change.lead}


def model_name(model: Model | None, content: Content) -> str:
    """The name of an engagement model; while there is none, the recommendation is provisional."""
    return content.matrix.models[model].name if model else "provisional"


def recommended(recommendation: Recommendation, content: Content) -> str:
    """What is recommended, in a few words: the lead model, or those that are still possible."""
    if recommendation.lead is None:
        names = [model_name(model, content) for model in recommendation.possible]
        return f"provisional: {' or '.join(names)}"
    strict = " with strict governance" if recommendation.strict_governance else ""
    return model_name(recommendation.lead, content) + strict


def explained(recommendation: Recommendation, content: Content) -> dict[str, list[str]]:
    """Everything that explains a recommendation: lines by heading, empty headings left out."""
    possible = {} if recommendation.lead else recommendation.possible
    parts = {
        "Why": [reason.text for reason in recommendation.reasons],
        "Still possible": [
            f"{model_name(model, content)}: {'; '.join(holds)}" for model, holds in possible.items()
        ],
        "What would change it": [change_words(content, c) for c in recommendation.changes],
        "Warnings": list(recommendation.warnings),
        "Next steps": list(recommendation.next_steps),
    }
    return {heading: lines for heading, lines in parts.items() if lines}


def placed(placement: Placement) -> str:
    """The levels in a few words: `high · mature · high · scaled`; `?` for what is open."""
    return " · ".join(placement.axis(axis) or "?" for axis in AXES)
