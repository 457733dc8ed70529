"""The way through a workshop: which page follows which."""

from dataclasses import dataclass
from typing import Final

from fouraxis.content.terms import AXES
from fouraxis.workshop.session import Place, Session, Step

STEPS: Final[tuple[Step, ...]] = (
    "setup",
    "workloads",
    "axes",
    "rules",
    "vendors",
    "ownership",
    "summary",
)
"""The steps in the order in which a room takes them."""

PER_WORKLOAD: Final[frozenset[Step]] = frozenset({"axes", "rules", "ownership"})
"""The steps that are taken once for each workload."""


@dataclass(frozen=True, slots=True)
class Page:
    """One screenful: a step, and what it is about."""

    step: Step
    workload: str | None = None
    axis: str | None = None


def pages(session: Session) -> list[Page]:
    """Every page in the order of the walk: each workload's axes and rules, then what is shared."""
    walk = [Page("setup"), Page("workloads")]
    for workload in session.workloads:
        walk.extend(Page("axes", workload, axis) for axis in AXES)
        walk.append(Page("rules", workload))
    walk.append(Page("vendors"))
    walk.extend(Page("ownership", workload) for workload in session.workloads)
    walk.append(Page("summary"))
    return walk


def page_of(place: Place) -> Page:
    """The page that holds a place."""
    if place.step == "axes":
        axis = (place.item or "").partition(".")[0]
        return Page("axes", place.workload, axis if axis in AXES else AXES[0])
    if place.step in PER_WORKLOAD:
        return Page(place.step, place.workload)
    return Page(place.step)


def beside(session: Session, place: Place, by: int) -> Page | None:
    """The page `by` pages further on (or back); None at either end of the walk."""
    walk = pages(session)
    here = page_of(place)
    at = walk.index(here) if here in walk else 0
    return walk[at + by] if 0 <= at + by < len(walk) else None
