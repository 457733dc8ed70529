"""Who is in the room, and when; who votes; what each is called."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from fouraxis.content.language import tr
from fouraxis.memo import Remembered
from fouraxis.workshop import edit
from fouraxis.workshop.session import Participant, Session
from fouraxis.workshop.text import EditError, folded, showable_line

LAST_HOUR: Final = 23
LAST_MINUTE: Final = 59

_ASIDE: Final = frozenset({"facilitator", "observer"})
"""The roles that take no side, and have no vote."""


def here(person: Participant, at: datetime) -> bool:
    """Whether somebody is in the room at a moment: they may come late, or leave."""
    return came(person, at) and (person.until is None or at < utc(person.until))


def came(person: Participant, at: datetime) -> bool:
    """Whether somebody has been in the room by a moment, even if they left since."""
    return person.since is None or utc(person.since) <= at


def utc(moment: datetime) -> datetime:
    """A moment as one of UTC; a file that somebody wrote by hand may name no zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def presence(person: Participant) -> str:
    """From when and until when somebody is there, in the time of the room; empty for all of it."""
    came, left = (_clock(moment) if moment else "" for moment in (person.since, person.until))
    if came and left:
        return tr("here from {since} to {until}", since=came, until=left)
    if came:
        return tr("here from {since}", since=came)
    return tr("here until {until}", until=left) if left else ""


def absences(session: Session, at: datetime) -> dict[str, str]:
    """From when or until when those are here, by name, who are not here at a moment.

    Where two have one name, it is that of nobody who is away as long as one of them is here.
    """
    people = session.participants.values()
    here_now = {person.name for person in people if here(person, at)}
    return {each.name: presence(each) for each in people if each.name not in here_now}


_TIME: Final = r"(\d{1,2})(?:[:.h](\d{2}))?|[a-z]+"


def hours(text: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when and until when somebody is there, as it is typed today: "10:30-", "-15:00".

    A time alone is from when; "now" is understood; an empty text is all the time.

    Raises:
        EditError: that is no such text, or nobody could be there then.
    """
    plain = folded(text)
    if not plain:
        return None, None
    first, dash, last = (part.strip() for part in plain.replace("–", "-").partition("-"))
    came = _moment(first, now, text) if first else None
    left = _moment(last, now, text) if last else None
    if (dash and not first and not last) or (not dash and came is None):
        raise _no_hours(text)
    if came and left and left <= came:
        raise EditError((), tr("nobody leaves before they come"))
    return came, left


def _moment(text: str, now: datetime, whole: str) -> datetime:
    """A time of today where the room is, as a moment in UTC."""
    if text in ("now", folded(tr("now"))):
        return utc(now).replace(microsecond=0)
    match = re.fullmatch(_TIME, text)
    hour, minute = (int(match[1] or 99), int(match[2] or 0)) if match else (99, 0)
    if hour > LAST_HOUR or minute > LAST_MINUTE:
        raise _no_hours(whole)
    local = utc(now).astimezone()
    return utc(local.replace(hour=hour, minute=minute, second=0, microsecond=0))


def _no_hours(text: str) -> EditError:
    what = tr("“{text}” is no time such as 10:30-, -15:00 or 10:30-15:00", text=showable_line(text))
    return EditError((), what)


def typed_hours(person: Participant) -> str:
    """What would be typed for when somebody is there."""
    came, left = (
        f"{utc(moment).astimezone():%H:%M}" if moment else ""
        for moment in (person.since, person.until)
    )
    return f"{came}-{left}" if came or left else ""


def attend(session: Session, person: str, came: datetime | None, left: datetime | None) -> Session:
    """The session with when somebody is there."""
    for field, moment in (("since", came), ("until", left)):
        session = edit.set_at(session, ("participants", person, field), moment)
    return session


def _clock(moment: datetime) -> str:
    """A time of today, or a day with its time."""
    local = utc(moment).astimezone()
    today = local.date() == datetime.now(UTC).astimezone().date()
    return f"{local:%H:%M}" if today else f"{local:%Y-%m-%d %H:%M}"


class Electorate(NamedTuple):
    """Who is asked in a round, and who of the list is not: by role, or not in the room."""

    asked: tuple[str, ...]
    aside: tuple[str, ...]
    away: tuple[str, ...]


def electorate(session: Session, at: datetime) -> Electorate:
    """Who votes at a moment, in the order of the list."""
    people = session.participants
    away = tuple(key for key, person in people.items() if not here(person, at))
    aside = tuple(
        key for key, person in people.items() if key not in away and person.role in _ASIDE
    )
    asked = tuple(key for key in people if key not in (*away, *aside))
    return Electorate(asked, aside, away)


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """What a room calls each of these people: the first name; where two have it, told apart.

    Then with as much of the last name as parts them, or else with a number.
    """
    parts = [_words(name) for name in names]
    short: list[str] = []
    for first, *others in parts:
        last = "".join(others[-1:])
        namesakes = ["".join(part[1:][-1:]) for part in parts if part[0] == first]
        ends = (end for end in range(len(last) + 1) if _only(last[:end], namesakes))
        end = next(ends, len(last))
        called = f"{first} {last[:end]}{'.' if 0 < end < len(last) else ''}".strip()
        numbered = (f"{called} {number}" for number in range(2, len(names) + 2))
        short.append(next(way for way in (called, *numbered) if way not in short))
    return tuple(short)


def _only(beginning: str, names: Sequence[str]) -> bool:
    """Whether one of these names alone begins so."""
    return sum(name.startswith(beginning) for name in names) == 1


def _words(name: str) -> list[str]:
    """The words of a name, without a title before it and what stands in brackets behind it."""
    words = (name.partition("(")[0] or name).split()
    while len(words) > 1 and words[0].endswith("."):
        words = words[1:]
    kept = ("".join(sign for sign in word if sign.isalnum() or sign in "-'") for word in words)
    return [word for word in kept if word] or ["?"]


def name_of(session: Session, person: str) -> str:
    """What somebody is called who voted; by their id, where they are off the list since.

    The second of two with one name is told apart by a number, as in their votes.
    """
    return _NAMES.get(session.participants, _numbered).get(person, person)


def _numbered(people: Mapping[str, Participant]) -> dict[str, str]:
    """The names by id; from the second of a name on with a number."""
    times = Counter[str]()
    names: dict[str, str] = {}
    for key, person in people.items():
        name = folded(person.name)
        times[name] += 1
        number = times[name]
        names[key] = person.name if number == 1 else f"{person.name} {number}"
    return names


_NAMES: Final = Remembered[Mapping[str, Participant], dict[str, str]](16)


def shared_names(session: Session) -> set[str]:
    """The ids of all whose name somebody else has, too."""
    names = {key: folded(person.name) for key, person in session.participants.items()}
    times = Counter(names.values())
    return {key for key, name in names.items() if name and times[name] > 1}
