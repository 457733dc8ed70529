"""Votes on the level of an axis: rounds by hands raised, who dissents, and how sure the room is.

Every round is kept as it was taken, and nothing is averaged: the room settles the level. Whoever
said something else in the last round has a line of dissent; how sure the room is, it says itself.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple, get_args

from fouraxis.content.language import noted, tr
from fouraxis.content.terms import LEVELS, UNKNOWN, Axis
from fouraxis.workshop import attendance, edit, text
from fouraxis.workshop.session import (
    ABSENT,
    AxisAnswer,
    Confidence,
    Dissent,
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


# -- a round


class Tally(NamedTuple):
    """What a round came to: by level who is for it, the least demanding first; who is not sure.

    `lowest` and `highest` are the ends of the spread, None where nobody named a level.
    """

    levels: Mapping[str, tuple[str, ...]]
    unsure: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The levels that somebody is for, in order."""
        return tuple(level for level, people in self.levels.items() if people)

    @property
    def lowest(self) -> str | None:
        """The least demanding level that somebody is for."""
        return next(iter(self.named), None)

    @property
    def highest(self) -> str | None:
        """The most demanding one."""
        return next(reversed(self.named), None)


def tally(axis: Axis, votes: Round, order: Sequence[str] = ()) -> Tally:
    """What a round came to; `order` has the levels as they are shown, if not as the axis has."""
    return Tally(
        {level: _for(votes, level) for level in order or LEVELS[axis]},
        _for(votes, UNKNOWN),
        _for(votes, ABSENT),
    )


def _for(votes: Round, level: str) -> tuple[str, ...]:
    return tuple(person for person, vote in votes.levels.items() if vote == level)


def last_votes(answer: AxisAnswer) -> dict[str, str]:
    """What each person said last, in whatever round that was: a level, or that they are unsure."""
    votes = (vote for each in answer.votes.values() for vote in each.levels.items())
    return {person: level for person, level in votes if level != ABSENT}


def dissenters(answer: AxisAnswer) -> dict[str, str]:
    """Who voted last for another level than the one agreed on, with that level."""
    if answer.level in (None, UNKNOWN):
        return {}
    return {
        person: level
        for person, level in last_votes(answer).items()
        if level not in (answer.level, UNKNOWN)
    }


def objecting(answer: AxisAnswer) -> dict[str, Dissent]:
    """The dissent of those who are not for the level that stands: a level may change after it."""
    last = last_votes(answer)
    return {
        person: dissent
        for person, dissent in answer.dissent.items()
        if answer.level is None or last.get(person) != answer.level
    }


# -- edits


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
