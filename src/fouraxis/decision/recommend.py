"""From a placement to a recommendation that says why, what warns, and what would change it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS, OUTSIDE, Model
from fouraxis.decision.outlook import Outlook, outlook, possible
from fouraxis.decision.placement import Evidence, Placement
from fouraxis.decision.reasons import reasons
from fouraxis.decision.recommendation import Basis, Change, Question, Recommendation
from fouraxis.decision.words import value_words, warn
from fouraxis.memo import per_content

BELOW_HIGH: Final = ("low", "medium")
NOBODY: Final = ("", "no", "unknown")
"""Answers to "who" that name nobody."""


def warnings(
    placement: Placement, evidence: Evidence, outlook: Outlook, content: Content
) -> tuple[str, ...]:
    """The warnings that a placement draws, with whatever evidence there is.

    Evidence that was not asked for draws none, nor does an unknown on either side.
    """
    return (
        *_contradictions(placement, evidence, content),
        *_conditions(evidence, outlook, content),
    )


def _contradictions(placement: Placement, evidence: Evidence, content: Content) -> Iterator[str]:
    if placement.core_logic == "yes" and evidence.ip_exposure in BELOW_HIGH:
        yield warn(content, "core-logic-ip")
    if placement.data_cannot_leave == "yes" and evidence.regulatory_exposure in BELOW_HIGH:
        yield warn(content, "data-regulatory")
    undefined = placement.undefined_success == "yes" or evidence.measurable_success == "no"
    if placement.certainty == "high" and undefined:
        yield warn(content, "certainty-success")
    if placement.certainty == "low" and placement.readiness in ("scaled", "post-launch"):
        stage = value_words(content, "readiness", placement.readiness)
        yield warn(content, "stage-certainty", stage=stage)


def _conditions(evidence: Evidence, outlook: Outlook, content: Content) -> Iterator[str]:
    leading = evidence.decided or outlook.lead
    if leading is None:
        return
    model = content.matrix.models[leading]
    for condition in model.conditions.values():
        if condition.retired is None and evidence.conditions.get(condition.id) == "no":
            yield warn(content, "condition-no", model=model.name, condition=condition.name)
    outside = evidence.decided is None or evidence.decided in OUTSIDE
    if outlook.strict_governance and outside and evidence.governance:
        items = [item for item in content.matrix.governance.values() if item.retired is None]
        left = [item.name for item in items if evidence.governance.get(item.id) != "yes"]
        if left:
            yield warn(
                content, "governance-open", open=len(left), total=len(items), items=", ".join(left)
            )
    if leading == "advisory-only" and _nobody(evidence.handoff):
        yield warn(content, "advice-without-handoff")
    if leading == "do-not-outsource" and _nobody(evidence.builder):
        yield warn(content, "capability-without-builder")


def _nobody(named: str | None) -> bool:
    return named is not None and named.strip().casefold() in NOBODY


def changes(placement: Placement, content: Content) -> tuple[Change, ...]:
    """Each known answer that, one step away, gives another lead or another governance.

    Axes come first, then asked rules; open questions are not listed, they are told by what they
    could give.
    """
    here = outlook(placement, content)
    steps = []
    for question, to, elsewhere in _steps(placement):
        there = outlook(elsewhere, content)
        if _differs(here, there):
            steps.append(Change(question, to, there.lead, there.strict_governance, there.rows))
    return tuple(steps)


def _steps(placement: Placement) -> Iterator[tuple[Question, str, Placement]]:
    for axis in AXES:
        level = placement.axis(axis)
        if level is not None:
            index = LEVELS[axis].index(level)
            for to in (
                *LEVELS[axis][max(index - 1, 0) : index],
                *LEVELS[axis][index + 1 : index + 2],
            ):
                yield axis, to, _with(placement, axis, to)
    for rule in ASKED_RULES:
        answer = placement.rule(rule)
        if answer is not None:
            other = "no" if answer == "yes" else "yes"
            yield rule, other, _with(placement, rule, other)


def _with(placement: Placement, question: Question, to: str) -> Placement:
    given: dict[str, Any] = {question.replace("-", "_"): to}
    return replace(placement, **given)


def _differs(here: Outlook, there: Outlook) -> bool:
    return here.lead != there.lead or here.strict_governance != there.strict_governance


NO_EVIDENCE = Evidence()


def recommend(
    placement: Placement, content: Content, evidence: Evidence = NO_EVIDENCE
) -> Recommendation:
    """The engagement model for a workload, with every step that led to it.

    Pure and total: the same placement always gives the same answer, and every placement has one.

    Raises:
        ValueError: A level is none of its axis.
    """
    explained = _remembered(content)(placement)
    contradictions = warnings(placement, evidence, outlook(placement, content), content)
    return replace(explained, warnings=contradictions) if contradictions else explained


@per_content
def _remembered(content: Content) -> Callable[[Placement], Recommendation]:
    return lru_cache(maxsize=4096)(lambda placement: _explain(placement, content))


def _explain(placement: Placement, content: Content) -> Recommendation:
    """The recommendation without warnings, which need the evidence too."""
    here = outlook(placement, content)
    return Recommendation(
        lead=here.lead,
        options=_options(here),
        basis=_basis(here),
        strict_governance=here.strict_governance,
        possible=possible(here, content),
        without_rules=here.without_rules,
        changes=changes(placement, content),
        reasons=reasons(here, content),
        open_questions=here.open_questions,
        deciding=here.deciding(),
        warnings=(),
        next_steps=tuple(dict.fromkeys(_next_steps(placement, here, content))),
    )


def _options(here: Outlook) -> tuple[Model, ...]:
    """The lead, then what the room may take instead; nothing while the lead is open."""
    if here.lead is None:
        return ()
    return (here.lead, *(() if here.forbidding else here.alternatives))


def _basis(here: Outlook) -> Basis:
    if here.forbidding:
        return Basis("rule", here.rows, here.forbidding)
    read = any(cell.interpretation for cell in here.cells)
    return Basis("interpretation" if read else "published", here.rows, ())


def _next_steps(placement: Placement, here: Outlook, content: Content) -> Iterator[str]:
    """The way out of each rule that holds, asked ones first; then what the stage calls for."""
    for asked in here.forbidding:
        yield content.rules.rules[asked].way_out
    for rule in content.rules.rules.values():
        if not rule.asked and rule.row in here.certain_rows:
            yield rule.way_out
    for stage, steps in content.matrix.stages.items():
        if placement.readiness == stage:
            yield from steps.steps
