"""Votes on the level of an axis: rounds by hands raised, the level agreed on, and who dissents.

Every round is kept as it was taken, and nothing is averaged: the room settles the level. Whoever
said something else in the last round has a line of dissent; how sure the room is, it says itself.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, Literal, NamedTuple, get_args

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, LEVELS, UNKNOWN, Axis
from fouraxis.memo import Remembered
from fouraxis.workshop import edit
from fouraxis.workshop.session import (
    ABSENT,
    AxisAnswer,
    Confidence,
    Dissent,
    Participant,
    Round,
    Session,
    Workload,
    next_round,
)
from fouraxis.workshop.text import EditError, folded, showable_line

LAST_HOUR: Final = 23
LAST_MINUTE: Final = 59

_ASIDE: Final = frozenset({"facilitator", "observer"})
"""The roles that take no side, and have no vote."""

CONFIDENCES: Final[tuple[Confidence, ...]] = get_args(Confidence)

CONFIDENCE_WORDS: Final[Mapping[Confidence, str]] = {
    "low": noted("low confidence"),
    "normal": noted("normal confidence"),
    "high": noted("high confidence"),
}
DISSENT: Final[Mapping[str, str]] = {
    "what": noted("What is the objection?"),
    "why": noted("Why?"),
    "change": noted("What would change their mind?"),
}
"""What somebody who dissents is asked, by the field that keeps it."""


# -- who votes


def here(person: Participant, at: datetime) -> bool:
    """Whether somebody is in the room at a moment: they may come late, or leave."""
    return came(person, at) and (person.until is None or at < _utc(person.until))


def came(person: Participant, at: datetime) -> bool:
    """Whether somebody has been in the room by a moment, even if they left since."""
    return person.since is None or _utc(person.since) <= at


def _utc(moment: datetime) -> datetime:
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
        return _utc(now).replace(microsecond=0)
    match = re.fullmatch(_TIME, text)
    hour, minute = (int(match[1] or 99), int(match[2] or 0)) if match else (99, 0)
    if hour > LAST_HOUR or minute > LAST_MINUTE:
        raise _no_hours(whole)
    local = _utc(now).astimezone()
    return _utc(local.replace(hour=hour, minute=minute, second=0, microsecond=0))


def _no_hours(text: str) -> EditError:
    what = tr("“{text}” is no time such as 10:30-, -15:00 or 10:30-15:00", text=showable_line(text))
    return EditError((), what)


def typed_hours(person: Participant) -> str:
    """What would be typed for when somebody is there."""
    came, left = (
        f"{_utc(moment).astimezone():%H:%M}" if moment else ""
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
    local = _utc(moment).astimezone()
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
        raise EditError(_path(workload, axis), tr("nobody has voted"))
    taken = session.workloads[workload].axis(axis).votes
    votes = Round(levels=dict(levels), at=_utc(at).replace(microsecond=0))
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


# -- in words


class Objection(NamedTuple):
    """Somebody's dissent: who it is, for what they voted last, and what they said of it.

    It is `over` where the room came to that very level after all.
    """

    person: str
    level: str
    dissent: Dissent
    over: bool = False

    @property
    def text(self) -> str:
        """What they have against it, as one text."""
        parts = [self.dissent.what.strip().removesuffix(".")]
        if why := self.dissent.why.strip().removesuffix("."):
            parts.append(tr("because: {text}", text=why) if parts[0] else why)
        if change := self.dissent.change.strip():
            parts.append(tr("would change that: {text}", text=change))
        return "; ".join(filter(None, parts))


class Agreement(NamedTuple):
    """How the room came to the level of an axis: its rounds, its confidence, who dissents.

    `level` is in words, empty while none is agreed on; so are the levels of rounds and objections.
    `for_it` are as many of the `voters` as were for it in the end, `before` the same in each round
    before the last one.
    """

    axis: Axis
    name: str
    level: str
    confidence: Confidence | None
    rounds: tuple[str, ...]
    objections: tuple[Objection, ...]
    without_words: tuple[str, ...]
    for_it: int
    voters: int
    before: tuple[tuple[int, int], ...] = ()

    @property
    def title(self) -> str:
        """The axis with the level agreed on and how sure the room is of it."""
        sure = tr(CONFIDENCE_WORDS[self.confidence]) if self.confidence else ""
        level = ", ".join(filter(None, (self.level, sure)))
        return f"{self.name}: {level}" if level else self.name

    @property
    def against(self) -> tuple[str, ...]:
        """The dissent, each as one line; then who was for another level and gave no reason."""
        lines = [
            tr("{name} dissents ({level}): {text}", name=o.person, level=o.level, text=o.text)
            for o in self.objections
            if not o.over
        ]
        if self.without_words:
            names = ", ".join(self.without_words)
            lines.append(tr("For another level, with no reason given: {names}", names=names))
        return tuple(lines)

    @property
    def dissent(self) -> tuple[str, ...]:
        """What stands against the level; then what was said by those who are for it by now."""
        over = (
            tr("{name}, who is for it by now, said before: {text}", name=o.person, text=o.text)
            for o in self.objections
            if o.over
        )
        return (*self.against, *over)

    @property
    def lines(self) -> tuple[str, ...]:
        """The rounds, then the dissent, each as one line."""
        return (*self.rounds, *self.dissent)

    @property
    def whole(self) -> str:
        """How the room came to it, as one text."""
        return _told((self.title, *self.lines))

    @property
    def doubt(self) -> str:
        """What stands against the level, in a line; empty where the room is of one mind."""
        if self.confidence != "low" and not self.against:
            return ""
        title = f"{self.title} ({self._support})" if self.voters and self.level else self.title
        return _told((title, *self.against))

    @property
    def _support(self) -> str:
        """How many were for it in the end, and how many in the rounds before."""
        now = tr("{count} of {total} for it", count=self.for_it, total=self.voters)
        if not self.before:
            return now
        rounds = (tr("{count} of {total}", count=few, total=every) for few, every in self.before)
        return ntr(
            len(self.before),
            "{now}; {before} in the round before",
            "{now}; {before} in the rounds before",
            now=now,
            before=", ".join(rounds),
        )


def _told(lines: Iterable[str]) -> str:
    """Lines that each begin like a sentence, one after the other."""
    return ". ".join(line.rstrip(".") for line in lines)


def agreements(session: Session, workload: Workload, content: Content) -> Iterator[Agreement]:
    """How the room came to each level on which it voted, or of which it said how sure it is."""
    for axis in AXES:
        answer = workload.axis(axis)
        if answer.votes or answer.dissent or answer.confidence:
            yield agreement(session, axis, answer, content)


def doubts(session: Session, workload: Workload, content: Content) -> tuple[str, ...]:
    """A line for each level of which the room is unsure, or against which somebody is."""
    lines = (each.doubt for each in agreements(session, workload, content))
    return tuple(line for line in lines if line)


def agreement(session: Session, axis: Axis, answer: AxisAnswer, content: Content) -> Agreement:
    """How the room came to the level of one axis."""
    words = content.axes.axes[axis]
    last, against, standing = last_votes(answer), dissenters(answer), objecting(answer)
    silent = [key for key in against if key not in answer.dissent]
    return Agreement(
        axis=axis,
        name=words.name,
        level=level_words(content, axis, answer.level),
        confidence=answer.confidence,
        rounds=tuple(round_lines(session, axis, answer, content)),
        objections=tuple(
            Objection(
                name_of(session, person),
                level_words(content, axis, last.get(person)) or tr("no vote"),
                dissent,
                over=person not in standing,
            )
            for person, dissent in answer.dissent.items()
        ),
        without_words=tuple(name_of(session, person) for person in silent),
        for_it=sum(level == answer.level for level in last.values()),
        voters=len(last),
        before=tuple(_before(answer)),
    )


def _before(answer: AxisAnswer) -> Iterator[tuple[int, int]]:
    """For each round before the last: how many were for the level that stands, and of how many."""
    for votes in list(answer.votes.values())[:-1]:
        here_then = [level for level in votes.levels.values() if level != ABSENT]
        yield here_then.count(answer.level or ""), len(here_then)


def round_lines(
    session: Session, axis: Axis, answer: AxisAnswer, content: Content
) -> Iterator[str]:
    """Each round as a line: who was for which level, who was unsure, who was absent."""
    for number, votes in enumerate(answer.votes.values(), 1):
        yield tr(
            "Round {number}: {votes}",
            number=number,
            votes=round_words(session, axis, votes, content),
        )


def round_words(session: Session, axis: Axis, votes: Round, content: Content) -> str:
    """A round in words: "low: Ana; high: Bo, Cy; unsure: Di"."""
    counted = tally(axis, votes, tuple(content.axes.axes[axis].levels))
    groups = [
        *((level_words(content, axis, level), who) for level, who in counted.levels.items()),
        (tr("unsure"), counted.unsure),
        (tr("absent"), counted.absent),
    ]
    return "; ".join(
        f"{name}: {', '.join(name_of(session, person) for person in who)}"
        for name, who in groups
        if who
    )


def level_words(content: Content, axis: Axis, level: str | None) -> str:
    """A level in words; unsure, absent or nothing, where it is none."""
    levels = content.axes.axes[axis].levels
    others = {UNKNOWN: tr("unsure"), ABSENT: tr("absent"), None: ""}
    return levels[level].name if level in levels else others.get(level, level or "")
