"""The way through a workshop, and the plan of its time: which page follows which, and how long.

The plan follows from the workloads, the vendors, the parts that are left out, and the minutes for
each part: the session's own, else those of the content (guide). Nothing of it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from fouraxis.content import models, terms
from fouraxis.content.items import Planned, Screen
from fouraxis.content.language import ntr, tr
from fouraxis.workshop.session import Place, Session, Step

Steps = tuple[Step, ...]

BEFORE_VENDORS: Final[Steps] = ("profile", "axes", "rules", "conditions")
"""What is settled for each workload before vendors are looked at."""

AFTER_VENDORS: Final[Steps] = ("risks", "contract", "drivers", "ownership")
"""What is settled for each workload once vendors are known."""

PER_WORKLOAD: Final[frozenset[Step]] = frozenset({*BEFORE_VENDORS, *AFTER_VENDORS})
"""The steps that are taken once for each workload."""

_BLOCKS: Final[tuple[Steps, ...]] = (
    ("setup",),
    ("workloads",),
    BEFORE_VENDORS,
    ("vendors",),
    AFTER_VENDORS,
    ("summary",),
)
"""What is walked in one go: for one workload (or vendor) after the other, where it is for each."""

STEPS: Final[Steps] = tuple(step for block in _BLOCKS for step in block)
"""The steps in the order in which a room takes them."""

For = Literal["once", "workload", "vendor"]

ONCE: Final = "once"
"""What a step is taken for that is taken for no workload or vendor of its own."""


def for_each(step: Step) -> For:
    """What a step is taken for: once for all, or for each workload or vendor."""
    if step in PER_WORKLOAD:
        return "workload"
    return "vendor" if step == "vendors" else "once"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A part of the workshop.

    It is taken so many `times`, for `minutes` each; `starts_after` so many minutes it comes up
    first. `own` minutes are the session's, others the content's. `extra` minutes were given to it
    in all, or taken (below zero); `used` are seconds, by workload or vendor where it is for each.
    """

    part: Step
    name: str
    each: For
    times: int
    minutes: int
    starts_after: int
    own: bool
    extra: int = 0
    used: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The minutes that it takes in all."""
        return max(self.times * self.minutes + self.extra, 0)

    @property
    def took(self) -> int | None:
        """The minutes that it took each time it was taken; None where no time was taken."""
        if not self.used:
            return None
        return round(sum(self.used.values()) / len(self.used) / 60)


class Block(NamedTuple):
    """Parts that are walked in one go, for one workload (or vendor) after the other."""

    items: tuple[AgendaItem, ...]

    @property
    def each(self) -> For:
        """What its parts are taken for."""
        return self.items[0].each

    @property
    def times(self) -> int:
        """How often it is gone through."""
        return self.items[0].times

    @property
    def minutes(self) -> int:
        """The minutes that it takes each time."""
        return sum(item.minutes for item in self.items)

    @property
    def starts_after(self) -> int:
        """The minutes from the start until it begins."""
        return self.items[0].starts_after

    @property
    def ends_after(self) -> int:
        """The minutes from the start until all of it is done."""
        extra = sum(item.total - item.times * item.minutes for item in self.items)
        return self.starts_after + self.times * self.minutes + extra


class Agenda(NamedTuple):
    """The parts of a workshop in the order of the walk, and by id the names of those left out."""

    blocks: tuple[Block, ...]
    left_out: Mapping[Step, str]

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        """Every part that the workshop has."""
        return tuple(item for block in self.blocks for item in block.items)

    @property
    def clocked(self) -> bool:
        """Whether anything is known of the time that was used."""
        return any(item.used for item in self.items)

    @property
    def total(self) -> int:
        """The minutes that the whole workshop takes."""
        return self.blocks[-1].ends_after

    def item(self, part: Step) -> AgendaItem | None:
        """A part; None if the workshop does without it."""
        return next((item for item in self.items if item.part == part), None)

    def each(self, what: For) -> int:
        """The minutes that one workload or vendor takes, or all that comes once."""
        return sum(item.minutes for item in self.items if item.each == what)


def agenda(session: Session, content: models.Content) -> Agenda:
    """The plan of a session's time."""
    times: dict[For, int] = {
        "once": 1,
        "workload": len(session.workloads),
        "vendor": len(session.vendors),
    }
    blocks: list[Block] = []
    start = 0
    taken = steps(session)
    for block in walked_in_one_go(session):
        items: list[AgendaItem] = []
        for step in (part for part in block if part in taken):
            each = for_each(step)
            minutes = session.agenda.get(step, planned(content, step).minutes)
            begins = start + sum(item.minutes for item in items if item.times)
            own = step in session.agenda
            name = title(content, step)
            used = session.time.used.get(step, {})
            extra = _extra(session, step)
            item = AgendaItem(step, name, each, times[each], minutes, begins, own, extra, used)
            items.append(item)
        if items:
            blocks.append(Block(tuple(items)))
            start = blocks[-1].ends_after
    left_out: dict[Step, str] = {
        step: title(content, step) for step in STEPS if step in session.left_out
    }
    return Agenda(tuple(blocks), left_out)


def _extra(session: Session, step: Step) -> int:
    """The minutes that were given to a step in all, for what is still there."""
    there = {ONCE, *session.workloads, *session.vendors}
    given = session.time.extra.get(step, {})
    return sum(minutes for subject, minutes in given.items() if subject in there)


def planned(content: models.Content, step: Step) -> Planned:
    """What the content plans for a step."""
    part: Planned = getattr(content, step).agenda
    return part


def title(content: models.Content, step: Step) -> str:
    """What the room calls a step."""
    screen: Screen = getattr(content, step).screen
    return screen.title


def clock(minutes: int) -> str:
    """Minutes as hours and minutes: `0:05`, `4:12`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def in_all(plan: Agenda) -> str:
    """The whole time as a sentence, and how it is made up."""
    parts = [tr("{minutes} min once", minutes=plan.each("once"))]
    parts += [
        per_subject(item.each, item.times, plan.each(item.each))
        for item in {item.each: item for item in plan.items if item.each != "once"}.values()
    ]
    taken = sum(item.times * item.minutes for item in plan.items)
    if given := plan.total - taken:
        parts.append(tr("{minutes} min given or taken", minutes=f"{given:+}"))
    return tr("{time} in all: {parts}.", time=clock(plan.total), parts=", ".join(parts))


def per_subject(each: For, times: int, minutes: int) -> str:
    """`4 workloads at 47 min`, `1 vendor at 12 min`."""
    if each == "workload":
        return ntr(
            times,
            "{count} workload at {minutes} min",
            "{count} workloads at {minutes} min",
            minutes=minutes,
        )
    return ntr(
        times,
        "{count} vendor at {minutes} min",
        "{count} vendors at {minutes} min",
        minutes=minutes,
    )


class Page(NamedTuple):
    """One screenful: a step, and what it is about."""

    step: Step
    workload: str | None = None
    axis: str | None = None


def steps(session: Session) -> Steps:
    """The steps that this workshop has: what set-up leaves out is not among them."""
    return tuple(step for step in STEPS if step not in session.left_out)


def walked_in_one_go(session: Session) -> tuple[Steps, ...]:
    """The steps that are taken one after the other, for one workload after the other.

    Where the room goes part by part, each step is gone through with all workloads before the next.
    """
    if session.walk == "by-part":
        return tuple((step,) for step in STEPS)
    return _BLOCKS


def pages(session: Session) -> list[Page]:
    """Every page in the order of the walk: what is walked in one go, workload by workload."""
    taken = steps(session)
    walk: list[Page] = []
    for block in walked_in_one_go(session):
        here = [step for step in block if step in taken]
        if for_each(block[0]) == "workload":
            for workload in session.workloads:
                walk.extend(page for step in here for page in _pages_of(step, workload))
        else:
            walk.extend(map(Page, here))
    return walk


def _pages_of(step: Step, workload: str) -> list[Page]:
    """The pages of a step for a workload: of the axes, one for each."""
    axes = terms.AXES if step == "axes" else (None,)
    return [Page(step, workload, axis) for axis in axes]


def page_of(place: Place) -> Page:
    """The page that holds a place."""
    if place.step in PER_WORKLOAD:
        return Page(place.step, place.workload, place.axis)
    return Page(place.step)


def beside(session: Session, place: Place, by: int) -> Page | None:
    """The page `by` pages further on (or back); None at either end of the walk."""
    walk = pages(session)
    here = page_of(place)
    at = walk.index(here) if here in walk else 0
    return walk[at + by] if 0 <= at + by < len(walk) else None
