"""What a room does in a vote: it raises hands, dissents, and says how sure it is.

Every round is kept as it was taken, and nothing is averaged: the room settles the level.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, get_args

from fouraxis.content.language import noted, tr
from fouraxis.content.terms import Axis
from fouraxis.workshop import attendance, edit, text
from fouraxis.workshop.session import (
    Confidence,
    Round,
    Session,
    next_round,
)

CONFIDENCES: Final[tuple[Confidence, ...]] = get_args(Confidence)
DISSENT: Final[Mapping[str, str]] = {
    "what": noted("What is the objection?"),
    "why": noted("Why?"),
    "change": noted("What would change their mind?"),
}
"""What somebody who dissents is asked, by the field that keeps it."""


def _path(workload: str, axis: Axis) -> tuple[str, ...]:
    return ("workloads", workload, "axes", axis)


def cast(
    session: Session, workload: str, axis: Axis, levels: Mapping[str, str], at: datetime
) -> Session:
    """The session with a further round, in which each of these people said this.

    Raises:
        EditError: nobody said anything, or something that is neither a level nor unsure nor absent.
    """
    if not levels:
        raise text.EditError(_path(workload, axis), tr("nobody has voted"))
    taken = session.workloads[workload].axis(axis).votes
    votes = Round(levels=dict(levels), at=attendance.utc(at).replace(microsecond=0))
    return edit.set_at(session, (*_path(workload, axis), "votes", next_round(taken)), votes)


def dissent(
    session: Session, workload: str, axis: Axis, person: str, given: Mapping[str, str]
) -> Session:
    """The session with what somebody has against the level: what, why, what would change that.

    Raises:
        EditError: a text is too long.
    """
    path = (*_path(workload, axis), "dissent", person)
    for field in DISSENT:
        session = edit.set_at(session, (*path, field), given.get(field, "").strip())
    return session


def confide(session: Session, workload: str, axis: Axis, by: Literal[-1, 1]) -> Session:
    """The session with the confidence in the agreed level one step lower or higher."""
    here_now = session.workloads[workload].axis(axis).confidence or "normal"
    at = min(max(CONFIDENCES.index(here_now) + by, 0), len(CONFIDENCES) - 1)
    return edit.set_at(session, (*_path(workload, axis), "confidence"), CONFIDENCES[at])
