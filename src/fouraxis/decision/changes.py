"""What would change a recommendation: one answer that differs by one step."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS
from fouraxis.decision.outlook import Outlook, outlook
from fouraxis.decision.placement import Placement
from fouraxis.decision.recommendation import Change, Question


def changes(placement: Placement, content: Content) -> tuple[Change, ...]:
    """Each known answer that, one step away, gives another lead or another governance.

    Axes come first, then asked rules; open questions are not listed, they are told by what they
    could give.
    """
    here = outlook(placement, content)
    found = []
    for question, to, elsewhere in _steps(placement):
        there = outlook(elsewhere, content)
        if _differs(here, there):
            found.append(Change(question, to, there.lead, there.strict_governance, there.rows))
    return tuple(found)


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
