"""The seal: what a room signed off is not changed any more, until somebody says why it has to be.

Whatever makes a change asks `broken` or `refuse` here; whoever unseals is on record for good.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from pydantic import ValidationError

from fouraxis.content.language import Message, noted, tr
from fouraxis.workshop import history
from fouraxis.workshop.session import Seal, Session, Unsealing
from fouraxis.workshop.text import EditError, explained, showable_line

DECIDER: Final = "decider"
"""The role of those who decide, unless the room says otherwise."""


def seal(
    session: Session,
    by: str,
    at: datetime,
    *,
    present: Iterable[str] = (),
    deciders: Iterable[str] = (),
    revisit: date | None = None,
) -> Session:
    """The session, sealed: who was there and who decided are ids of participants.

    Raises:
        EditError: it is sealed already, nobody signs off, the name is too long, or the day to look
            at it again is past.
    """
    refuse(session)
    if not by.strip():
        raise EditError(("seal", "by"), tr("somebody has to sign off"))
    see_that_it_comes(revisit, at.astimezone().date())
    there, decided = set(present), set(deciders)
    given = {
        "at": _utc(at),
        "by": by,
        "present": [key for key in session.participants if key in there],
        "deciders": [key for key in session.participants if key in decided],
        "revisit": revisit,
        "digest": _digest(session),
    }
    try:
        return session.model_copy(update={"seal": Seal.model_validate(given)})
    except ValidationError as error:
        raise EditError(("seal",), explained(error)) from None


def see_that_it_comes(revisit: date | None, now: date) -> None:
    """Refuse a day to look again that is past.

    Raises:
        EditError: it is.
    """
    if revisit is not None and revisit < now:
        raise EditError(("seal", "revisit"), tr("the day to look at it again is past"))


def unseal(session: Session, reason: str, by: str, at: datetime) -> Session:
    """The session without its seal; the reason and whose seal it was stay on record.

    Raises:
        EditError: it is not sealed, there is no reason, or a text is too long.
    """
    former = session.seal
    if former is None:
        raise EditError(("seal",), tr("it is not sealed"))
    if not reason.strip():
        raise EditError(("unsealed",), tr("to unseal it needs a reason"))
    when = _utc(at)
    given = {
        "at": when,
        "by": by,
        "reason": reason.strip(),
        "sealed_at": former.at,
        "sealed_by": former.by,
    }
    try:
        record = Unsealing.model_validate(given)
    except ValidationError as error:
        raise EditError(("unsealed",), explained(error)) from None
    while (key := history.stamp(when)) in session.unsealed:  # twice in a second, by a script
        when += timedelta(seconds=1)
    return session.model_copy(update={"seal": None, "unsealed": {**session.unsealed, key: record}})


def broken(before: Session, after: Session) -> bool:
    """Whether a change would alter what is sealed, without saying why on record.

    Where the room stands is no change.
    """
    if before.seal is None or history.same_values(before, after):
        return False
    kept = before.unsealed.keys() <= after.unsealed.keys()
    news = (entry for key, entry in after.unsealed.items() if key not in before.unsealed)
    return not (kept and any(entry.sealed_at == before.seal.at for entry in news))


def forced(session: Session) -> bool:
    """Whether what is sealed is another one than was sealed: somebody went round every door."""
    given = session.seal
    return given is not None and bool(given.digest) and given.digest != _digest(session)


_BESIDE: Final = {"place", "seal", "time"}
"""What is no part of what was signed: where the room is, and how long it took."""


def _digest(session: Session) -> str:
    """A hash of all that a seal covers, in whatever order the file has it."""
    covered = session.model_dump(mode="json", exclude_defaults=True, exclude=_BESIDE)
    return hashlib.sha256(json.dumps(covered, sort_keys=True).encode()).hexdigest()


_BY: Final = noted("is sealed, by {name} on {date}")
_SINCE: Final = noted("is sealed since {date}")
_FORCED: Final = noted("{what}, and was changed outside fouraxis since")


def standing(session: Session) -> Message | None:
    """That the session is sealed, by whom and when; None while it is not."""
    if session.seal is None:
        return None
    date = f"{session.seal.at.astimezone():%Y-%m-%d %H:%M}"
    if session.seal.by:
        return Message(_BY, name=showable_line(session.seal.by), date=date)
    return Message(_SINCE, date=date)


def standing_in_file(session: Session) -> Message | None:
    """The same of a file that was just opened: it may have been changed outside since."""
    what = standing(session)
    return Message(_FORCED, what=what) if what is not None and forced(session) else what


def why_not(session: Session) -> str:
    """Why the session takes no change now; empty where it does."""
    return worded(standing(session))


def worded(what: Message | None) -> str:
    """What to say of a seal, and what to do about it; nothing where there is none."""
    return tr("this session {what}; unsealing it needs a reason", what=what) if what else ""


def refuse(session: Session) -> None:
    """Do nothing where the session is not sealed.

    Raises:
        EditError: it is.
    """
    if why := why_not(session):
        raise EditError((), why)


def unsigned(session: Session) -> Session:
    """What a session of its own is made from: nobody signed off on that one, or named its state."""
    return session.model_copy(update={"seal": None, "unsealed": {}, "milestones": {}})


def usual_deciders(session: Session) -> tuple[str, ...]:
    """The participants who decided as far as the session tells: by their role, or by name."""
    names = {
        workload.decision.by.strip()
        for workload in session.workloads.values()
        if workload.decision is not None
    }
    return tuple(
        key
        for key, person in session.participants.items()
        if person.role == DECIDER or person.name.strip() in names - {""}
    )


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(microsecond=0)
