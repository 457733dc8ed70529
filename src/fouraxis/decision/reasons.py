"""Why, in words: every step that led to a recommendation, in the order in which it was taken.

All words come from the content, so that they can be translated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fouraxis.content.models import Content, Row
from fouraxis.content.terms import AXES, LEVELS, Axis, Model
from fouraxis.decision.matrix import Cell, Question, in_control_order
from fouraxis.decision.outlook import ADVICE, FORBIDDEN, HARD, SUCCESS, Outlook, ways


@dataclass(frozen=True, slots=True)
class Reason:
    """One step that led to the recommendation, in words for the room; `source` says whose it is."""

    kind: Literal["row", "rows", "interpretation", "lead", "rule", "unknown", "governance"]
    text: str
    source: Literal["published", "guide"]


def say(content: Content, phrase: str, **places: object) -> str:
    """A phrase of the content with its {places} filled."""
    return content.matrix.phrases[phrase].text.format(**places)


def question_words(content: Content, question: Question) -> str:
    """An axis or an asked rule, as it is called within a sentence."""
    return say(content, f"axis-{question}" if question in AXES else f"rule-{question}")


def open_words(content: Content, question: Question) -> str:
    """What is to be found out, as it is called within a sentence: "whether success is defined"."""
    if question == SUCCESS:
        return say(content, f"open-{question}")
    return question_words(content, question)


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
    """A question with one answer, or with each of several: "certainty high or medium".

    Of the rule that asks for an opposite, what an answer says: "success not defined yet".
    """
    if question == SUCCESS and len(values) == 1:
        return say(content, f"holds-{question}-{values[0]}")
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


def possible_words(content: Content, ways: Iterable[str]) -> str:
    """All ways to an outcome as a line to read aloud: "if certainty low, or if readiness pilot"."""
    return ", ".join(
        say(content, "if-way" if number == 0 else "or-if-way", way=way) if way else way
        for number, way in enumerate(ways)
    )


def rows_words(content: Content, rows: Sequence[int]) -> str:
    """Published rows by number: "row 7", "rows 5 and 8"."""
    phrase = "because-row" if len(rows) == 1 else "because-rows"
    return say(content, phrase, rows=listed(content, "and", [str(row) for row in rows]))


def possible(outlook: Outlook, content: Content) -> dict[Model, tuple[str, ...]]:
    """The ways to each model that is still possible, each as a line that can be read aloud."""
    return {
        model: tuple(
            all_of(content, [answer_words(content, q, *values) for q, values in way])
            for way in ways_there
        )
        for model, ways_there in ways(outlook).items()
    }


OPEN_TO_FOLLOW: Final = 2
"""With more open axes than this, nearly every level gives nearly every model."""


def reasons(outlook: Outlook, content: Content) -> tuple[Reason, ...]:
    """Every step: the matrix, the option that leads, the rules, what is open, the governance."""
    return (
        *_matrix(outlook, content),
        *_lead(outlook, content),
        *_asked_rules(outlook, content),
        *_open(outlook, content),
        *_governance(outlook, content),
        *_no_team(outlook, content),
    )


def _matrix(outlook: Outlook, content: Content) -> Iterator[Reason]:
    """The rows that hold, how two became one, and the reading where no row holds."""
    possible = outlook.cells
    everywhere = outlook.certain_rows
    for row in sorted(content.matrix.rows.values(), key=lambda row: row.number):
        if row.number in everywhere:
            yield _row("row", row, content)
        elif row.number in outlook.rows and outlook.without_rules is not None:
            yield _row("row-possible", row, content)
    if len(possible) == 1:
        yield from _one_cell(possible[0], content)
    elif any(cell.interpretation for cell in possible):
        yield Reason("interpretation", say(content, "interpretation-possible"), "guide")


def _row(phrase: str, row: Row, content: Content) -> Reason:
    return Reason("row", say(content, phrase, number=row.number, text=row.text), row.source)


def _one_cell(cell: Cell, content: Content) -> Iterator[Reason]:
    options = models_words(content, cell.options)
    if cell.combined:
        rows = listed(content, "and", [str(row) for row in cell.rows])
        left = model_words(content, cell.options[0])
        yield Reason("rows", say(content, cell.combined, rows=rows, options=left), "guide")
    if cell.interpretation:
        place = place_words(content, cell.sensitivity, cell.maturity, cell.certainty)
        reading = say(content, "interpretation", place=place, options=options)
        leans = say(content, "leans-on", leans_on=cell.leans_on)
        yield Reason("interpretation", f"{reading} {leans}", "guide")


def _lead(outlook: Outlook, content: Content) -> Iterator[Reason]:
    """Which option leads in the matrix, where every possible place says so for the same reason."""
    landings = list(outlook.landings.values())
    first = landings[0]
    named = len(outlook.cells) == 1  # its row, or our reading of it, has said the only option
    if outlook.without_rules is None or any(landing.why != first.why for landing in landings):
        return
    if first.why in ("lead-only", "lead-joined") and (first.cell.combined or named):
        if not outlook.forbidding:
            yield from _alternative(outlook, content)
        return  # so has the combination
    readiness = next(iter(outlook.landings))[AXES.index("readiness")]
    text = say(
        content,
        first.why,
        lead=model_words(content, first.lead),
        stage=value_words(content, "readiness", readiness),
    )
    published = first.why == "lead-only" and not any(
        landing.cell.interpretation for landing in landings
    )
    yield Reason("lead", text, "published" if published else "guide")
    if not outlook.forbidding:
        yield from _alternative(outlook, content)


def _alternative(outlook: Outlook, content: Content) -> Iterator[Reason]:
    shared = outlook.alternatives
    if shared:
        text = say(content, "alternative", alternative=models_words(content, shared))
        yield Reason("lead", text, "guide")


def _asked_rules(outlook: Outlook, content: Content) -> Iterator[Reason]:
    """What the rules strike out, and what the matrix would have said without them."""
    for asked in outlook.defied:
        rule = content.rules.rules[asked]
        given = {"rule": rule.called, "answer": rule.yes_name or say(content, "answer-yes")}
        if asked in HARD or (outlook.lead == FORBIDDEN and asked in outlook.forbidding):
            text = say(content, "rule-forbids", **given, outcome=rule.outcome)
        elif asked in outlook.forbidding:
            text = say(content, "rule-strikes", **given)
        else:
            text = say(content, "rule-strikes-nothing", **given)
        yield Reason("rule", text, rule.source)
    if not outlook.forbidding:
        return
    if outlook.without_rules is None:
        models = models_words(content, outlook.leads)
        text = say(content, "without-rules-open", models=models)
    elif outlook.without_rules == outlook.lead:
        text = say(content, "without-rules-same")
    else:
        text = say(content, "without-rules", lead=model_words(content, outlook.without_rules))
    yield Reason("rule", text, "guide")
    yield from _alternative(outlook, content)


def _open(outlook: Outlook, content: Content) -> Iterator[Reason]:
    """Each open question, and whether it matters; by level, while few enough are open to follow.

    With three or more, the two that decide most are named first.
    """
    deciding = outlook.deciding()
    if len(deciding) > OPEN_TO_FOLLOW:
        weights = outlook.weights()
        first, second = sorted(deciding, key=lambda question: -weights[question])[:2]
        text = say(
            content,
            "unknown-most",
            first=open_words(content, first),
            second=open_words(content, second),
        )
        yield Reason("unknown", text, "guide")
    by_level = len(outlook.open_axes) <= OPEN_TO_FOLLOW
    for axis in outlook.open_axes:
        words = question_words(content, axis)
        if axis in deciding and not by_level:
            text = say(content, "unknown-matters", question=words)
        elif axis in deciding:
            values = _values(outlook, axis, content)
            text = say(content, "unknown-decides", question=words, values=values)
        else:
            text = say(content, "unknown-same", question=words)
        yield Reason("unknown", text, "guide")
    for rule in outlook.open_rules:
        phrase = "unknown-same"
        if rule in deciding:
            phrase = "unknown-rule" if rule in HARD else "unknown-success"
        text = say(content, phrase, question=open_words(content, rule))
        yield Reason("unknown", text, "guide")
    if outlook.lead is None and outlook.without_rules is not None and not outlook.forbidding:
        lead = model_words(content, outlook.without_rules)
        yield Reason("unknown", say(content, "if-no-rule", lead=lead), "guide")


def _values(outlook: Outlook, axis: Axis, content: Content) -> str:
    """What each level of an open axis would give."""
    index = AXES.index(axis)
    gives: dict[str, set[Model]] = {level: set() for level in LEVELS[axis]}
    for world, options in outlook.worlds.items():
        gives[world[index]].add(options[0])
    return "; ".join(
        say(
            content,
            "unknown-value",
            value=value_words(content, axis, level),
            models=models_words(content, in_control_order(models)),
        )
        for level, models in gives.items()
    )


def _governance(outlook: Outlook, content: Content) -> Iterator[Reason]:
    if outlook.strict_governance:
        asked = (item for item in content.matrix.governance.values() if item.retired is None)
        items = ", ".join(item.name for item in asked)
        yield Reason("governance", say(content, "strict-governance", items=items), "published")


def _no_team(outlook: Outlook, content: Content) -> Iterator[Reason]:
    """Advice that nobody inside could build on yet."""
    if outlook.lead == ADVICE and {cell.maturity for cell in outlook.cells} == {"none"}:
        yield Reason("lead", say(content, "advice-without-team"), "guide")
