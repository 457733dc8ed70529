"""The clock: how long the room has been at each part, and how far that is from the plan.

The time is written along with what the room does, never by itself, and undo leaves it. It starts
with the first answer of a sitting, and rests in every gap in which nobody touched a key for long:
a break, a night, a laptop that was closed.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import MOST_MINUTES
from fouraxis.workshop import agenda, questions
from fouraxis.workshop.session import Place, Session, Step

PAUSE: Final = timedelta(minutes=20)
"""A gap between two keys that is longer was a pause, all of it: rooms talk, but not that long."""

MORE: Final = 5
"""So many minutes more, or fewer, by one key."""

_SECOND: Final = timedelta(seconds=1)
_NONE: Final = timedelta()


class Part(NamedTuple):
    """A step, and what it is taken for: the id of a workload or vendor, or once for all."""

    step: Step
    subject: str


def part_of(place: Place) -> Part:
    """The part at hand."""
    each = agenda.for_each(place.step)
    subject = {"workload": place.workload, "vendor": place.vendor}.get(each)
    return Part(place.step, subject or agenda.ONCE)


class Clock:
    """Measures a sitting.

    Attributes:
        now: tells the time; what it jumps back counts for nothing.
    """

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.now = now
        self._since: datetime | None = None
        self._kept: dict[Part, timedelta] = {}

    @property
    def runs(self) -> bool:
        """Whether time passes for the room: it has begun, and touched a key not long ago."""
        return self._since is not None and _NONE <= self.now() - self._since <= PAUSE

    def begin(self) -> None:
        """The room gives an answer: from the first one on, time counts."""
        if self._since is None:
            self._since = self.now()

    def stop(self) -> None:
        """Nobody counts now: it begins with another answer."""
        self._since = None

    def heard(self, place: Place) -> None:
        """The room does something, where it is: so it was there since the last time."""
        if self._since is None:
            return
        now = self.now()
        gap = now - self._since
        if _NONE < gap <= PAUSE:
            part = part_of(place)
            self._kept[part] = self._kept.get(part, _NONE) + gap
        self._since = now

    def write(self, session: Session) -> Session:
        """The session with the time that is not in it yet, in whole seconds."""
        whole = {part: time // _SECOND for part, time in self._kept.items() if time >= _SECOND}
        for part, seconds in whole.items():
            self._kept[part] -= seconds * _SECOND
        return with_used(session, whole)

    def read(self, session: Session) -> Session:
        """The session as it would be with all the time until now; nothing is written."""
        kept = dict(self._kept)
        if self._since is not None and self.runs:
            part = part_of(session.place)
            kept[part] = kept.get(part, _NONE) + (self.now() - self._since)
        return with_used(session, {part: time // _SECOND for part, time in kept.items()})

    def next_minute(self, session: Session) -> float | None:
        """Seconds until the part at hand has used another minute; None while the clock rests."""
        if not self.runs:
            return None
        return 60 - used(self.read(session), part_of(session.place)) % 60


def used(session: Session, part: Part) -> int:
    """The seconds that a part has used."""
    return session.time.used.get(part.step, {}).get(part.subject, 0)


def with_used(session: Session, added: Mapping[Part, int]) -> Session:
    """The session with so many seconds more for each of these parts."""
    tables = {step: dict(subjects) for step, subjects in session.time.used.items()}
    for part, seconds in added.items():
        if seconds > 0:
            table = tables.setdefault(part.step, {})
            table[part.subject] = table.get(part.subject, 0) + seconds
    in_order = {step: tables[step] for step in agenda.STEPS if step in tables}
    if in_order == session.time.used:
        return session
    time = session.time.model_copy(update={"used": in_order})
    return session.model_copy(update={"time": time})


def with_clock(session: Session, on: bool) -> Session:
    """The session with the clock in use, or not; what was used of the time stays."""
    return session.model_copy(update={"time": session.time.model_copy(update={"clock": on})})


def minutes_for(session: Session, content: Content, part: Part) -> int:
    """The minutes that a part has: those of the plan, and what the room gave it or took from it."""
    usual = session.agenda.get(part.step, agenda.planned(content, part.step).minutes)
    return max(usual + session.time.extra.get(part.step, {}).get(part.subject, 0), 0)


def give(session: Session, content: Content, part: Part, minutes: int) -> Session:
    """The session with so many minutes more for a part, or fewer, down to none."""
    has = minutes_for(session, content, part)
    by = min(max(minutes, -has), MOST_MINUTES - has)
    tables = {step: dict(subjects) for step, subjects in session.time.extra.items()}
    table = tables.setdefault(part.step, {})
    table[part.subject] = table.get(part.subject, 0) + by
    if not table[part.subject]:
        del table[part.subject]
    in_order = {step: tables[step] for step in agenda.STEPS if tables.get(step)}
    time = session.time.model_copy(update={"extra": in_order})
    return session.model_copy(update={"time": time})


class Pace(NamedTuple):
    """Minutes: what the part at hand has `used` of those `planned`, and how far `behind` all is.

    Who is ahead is behind by less than nothing.
    """

    used: int
    planned: int
    behind: int

    @property
    def over(self) -> bool:
        """Whether the part at hand has used more than it has."""
        return self.used > self.planned


def pace(session: Session, content: Content) -> Pace:
    """How the time that was used compares with the plan, where the room is."""
    here = part_of(session.place)
    lost = 0.0
    for step, subjects in session.time.used.items():
        for subject, seconds in subjects.items():
            part = Part(step, subject)
            lost += seconds - _earned(session, content, part, seconds, here=part == here)
    return Pace(used(session, here) // 60, minutes_for(session, content, here), int(lost / 60))


def _earned(session: Session, content: Content, part: Part, seconds: int, *, here: bool) -> float:
    """The seconds of the plan for what was done of a part that has used some.

    That is its share of what is dealt with: answered, or put off. Where nothing is counted, and at
    the part at hand, no less than what was used, as long as the plan has it.
    """
    has = minutes_for(session, content, part) * 60
    progress = questions.of_step(session, content, part.step, part.subject)
    done = has * (1 - progress.open / progress.total) if progress.total else 0.0
    return max(done, min(seconds, has)) if here or not progress.total else done


def in_figures(pace: Pace) -> str:
    """`8/12 min`."""
    return tr("{used}/{planned} min", used=pace.used, planned=pace.planned)


def in_words(pace: Pace) -> str:
    """`12 min behind`, `4 min ahead`, `on time`."""
    if pace.behind > 0:
        return tr("{minutes} min behind", minutes=pace.behind)
    if pace.behind < 0:
        return tr("{minutes} min ahead", minutes=-pace.behind)
    return tr("on time")


def so_far(session: Session, content: Content) -> str:
    """`Used 0:48. 2 of 5 workloads, 12 min behind.`; empty where no time was taken."""
    if not session.time.used:
        return ""
    seconds = sum(sum(subjects.values()) for subjects in session.time.used.values())
    spent = tr("{time} used", time=f"{seconds // 3600}:{seconds // 60 % 60:02}")
    where = list(session.workloads)
    parts = [spent]
    if session.place.workload in where and agenda.for_each(session.place.step) == "workload":
        parts.append(
            ntr(
                len(where),
                "{number} of {count} workload",
                "{number} of {count} workloads",
                number=where.index(session.place.workload) + 1,
            )
        )
    return f"{', '.join([*parts, in_words(pace(session, content))])}."
