"""From a placement to a recommendation that says why."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from fouraxis.content.models import Content
from fouraxis.content.terms import Model
from fouraxis.decision.cautions import warnings
from fouraxis.decision.changes import changes
from fouraxis.decision.outlook import Outlook, outlook
from fouraxis.decision.placement import Evidence, Placement
from fouraxis.decision.reasons import reasons
from fouraxis.decision.recommendation import Basis, Recommendation
from fouraxis.decision.unknowns import possible
from fouraxis.memo import per_content

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
    found = warnings(placement, evidence, outlook(placement, content), content)
    return replace(explained, warnings=found) if found else explained


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
