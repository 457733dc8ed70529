"""The words of an explanation: all come from the content, so that they can be translated."""

from collections.abc import Iterable, Sequence

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, LEVELS, Model
from fouraxis.decision.recommendation import Change, NextStep, Question, Recommendation


def say(content: Content, phrase: str, **places: object) -> str:
    """A phrase of the content with its {places} filled."""
    return content.matrix.phrases[phrase].text.format(**places)


def warn(content: Content, warning: str, **places: object) -> str:
    """A warning of the content with its {places} filled."""
    return content.matrix.warnings[warning].text.format(**places)


def question_words(content: Content, question: Question) -> str:
    """An axis or an asked rule, as it is called within a sentence."""
    return say(content, f"axis-{question}" if question in AXES else f"rule-{question}")


def value_words(content: Content, question: Question, value: str) -> str:
    """A level of an axis or an answer to a rule, as it is called within a sentence."""
    for axis in AXES:
        if axis == question:
            return content.axes.axes[axis].levels[value].name
    return say(content, f"answer-{value}")


def model_words(content: Content, model: Model) -> str:
    """An engagement model, as it is called within a sentence."""
    return say(content, f"model-{model}")


def answer_words(content: Content, question: Question, *values: str) -> str:
    """A question with one answer, or with each of several: "certainty high or medium"."""
    names = [value_words(content, question, value) for value in values]
    return say(
        content,
        "holds",
        question=question_words(content, question),
        values=listed(content, "or", names),
    )


def place_words(content: Content, sensitivity: str, maturity: str, certainty: str) -> str:
    """A cell of the matrix: "sensitivity low, maturity mature, certainty high"."""
    levels = (sensitivity, maturity, certainty)
    return ", ".join(
        answer_words(content, axis, level) for axis, level in zip(LEVELS, levels, strict=False)
    )


def models_words(content: Content, models: Iterable[Model]) -> str:
    """Several engagement models, any of which it can be."""
    return listed(content, "or", [model_words(content, model) for model in models])


def listed(content: Content, join: str, items: Sequence[str]) -> str:
    """Items in a row, the last one joined by the phrase `join` ("and" or "or")."""
    if len(items) < 2:
        return "".join(items)
    return say(content, join, first=", ".join(items[:-1]), last=items[-1])


def all_of(content: Content, parts: Iterable[str]) -> str:
    """What has to hold together: "certainty high or medium and readiness pilot"."""
    whole = ""
    for part in parts:
        whole = say(content, "and", first=whole, last=part) if whole else part
    return whole


def change_words(content: Content, change: Change) -> str:
    """One line on what would change a recommendation: "certainty high: co-build squad, row 6"."""
    answers = [answer_words(content, question, to) for question, to in change.answers]
    answer = listed(content, "and", answers)
    if change.lead is None:
        return say(content, "change-open", answer=answer)
    phrase = "change-strict" if change.strict_governance else "change"
    text = say(content, phrase, answer=answer, lead=model_words(content, change.lead))
    if not any(question in AXES for question, _ in change.answers):
        return text
    if not change.rows:
        return f"{text}, {say(content, 'because-interpretation')}"
    return f"{text}, {rows_words(content, change.rows)}"


def possible_words(content: Content, ways: Iterable[str]) -> str:
    """All ways to an outcome as a line to read aloud: "if certainty low, or if readiness pilot"."""
    return ", ".join(
        say(content, "if-way" if number == 0 else "or-if-way", way=way) if way else way
        for number, way in enumerate(ways)
    )


def step_words(content: Content, step: NextStep) -> str:
    """A next step with what it rests on, as one line."""
    return say(content, "step", step=step.text, because=step.because)


def rows_words(content: Content, rows: Sequence[int]) -> str:
    """Published rows by number: "row 7", "rows 5 and 8"."""
    phrase = "because-row" if len(rows) == 1 else "because-rows"
    return say(content, phrase, rows=listed(content, "and", [str(row) for row in rows]))


def because_words(content: Content, recommendation: Recommendation) -> str:
    """What a recommendation rests on, in a few words for a table: "row 5 + rule"."""
    if recommendation.provisional:
        return say(content, "because-open")
    basis = recommendation.basis
    parts = [rows_words(content, basis.rows)] if basis.rows else []
    if basis.kind == "interpretation" or not basis.rows:
        parts.append(say(content, "because-interpretation"))
    if basis.rules:
        parts.append(say(content, "because-rule"))
    return " + ".join(parts)
