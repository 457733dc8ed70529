"""How the room came to a level: what its rounds came to, who dissents, and all of it in words.

Whoever said something else in the last round has a line of dissent; how sure the room is, it says
itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, LEVELS, UNKNOWN, Axis
from fouraxis.workshop.attendance import name_of
from fouraxis.workshop.session import (
    ABSENT,
    AxisAnswer,
    Confidence,
    Dissent,
    Round,
    Session,
    Workload,
)

CONFIDENCE_WORDS: Final[Mapping[Confidence, str]] = {
    "low": noted("low confidence"),
    "normal": noted("normal confidence"),
    "high": noted("high confidence"),
}


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
