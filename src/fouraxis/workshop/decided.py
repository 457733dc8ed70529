"""Deciding on a workload by a word: a model, or whatever is recommended."""

from datetime import datetime

from fouraxis.content.models import Content
from fouraxis.content.terms import MODELS
from fouraxis.workshop import edit
from fouraxis.workshop.asking_facts import AS_RECOMMENDED
from fouraxis.workshop.assess import assess_workload, kind_of
from fouraxis.workshop.faults import EditError, quoted
from fouraxis.workshop.programme_wide import programme_wide
from fouraxis.workshop.session import Session


def decide(
    session: Session,
    content: Content,
    workload: str,
    choice: str | None,
    *,
    reason: str = "",
    by: str = "",
    at: datetime | None = None,
) -> Session:
    """The session with this decision; None takes it back. The same one again changes nothing.

    `choice` is the id of a model, or `as-recommended`. How it stands beside the recommendation is
    found out here.

    Raises:
        EditError: there is no such workload or model, nothing is recommended yet, a text is too
            long, or an override has no reason.
    """
    if not choice:
        return edit.undecide(session, workload)
    found = session.workloads.get(workload)
    if found is None:
        raise EditError(("workloads", workload), "there is no such workload")
    recommendation = assess_workload(
        workload, found, content, programme_wide(session)
    ).recommendation
    model = recommendation.lead if choice == AS_RECOMMENDED else choice
    if model is None:
        allowed = ", ".join(MODELS)
        raise EditError(("decision",), f"nothing is recommended yet; decide for one of {allowed}")
    if model not in MODELS:
        allowed = ", ".join((AS_RECOMMENDED, *MODELS))
        raise EditError(("decision",), f"{quoted(choice)} is not possible; use {allowed}")
    kind = kind_of(recommendation, model)
    changed = edit.decide(session, workload, model, kind, reason=reason, by=by, at=at)
    was, now = found.decision, changed.workloads[workload].decision
    if was and now and was == now.model_copy(update={"at": was.at}):
        return session
    return changed
