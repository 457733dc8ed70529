"""The way through a workshop: which page follows which."""

from dataclasses import dataclass

from fouraxis.content.terms import AXES
from fouraxis.workshop.agenda import AFTER_VENDORS, BEFORE_VENDORS, PER_WORKLOAD, STEPS
from fouraxis.workshop.session import Place, Session, Step

__all__ = ["PER_WORKLOAD", "STEPS", "Page", "beside", "page_of", "pages", "steps"]


@dataclass(frozen=True, slots=True)
class Page:
    """One screenful: a step, and what it is about."""

    step: Step
    workload: str | None = None
    axis: str | None = None


def steps(session: Session) -> tuple[Step, ...]:
    """The steps that this workshop has: what set-up leaves out is not among them."""
    return tuple(step for step in STEPS if step not in session.left_out)


def pages(session: Session) -> list[Page]:
    """Every page in the order of the walk: workload by workload, with the vendors in between."""
    taken = steps(session)
    walk = [Page("setup"), Page("workloads")]
    for workload in session.workloads:
        for step in BEFORE_VENDORS:
            if step == "axes":
                walk.extend(Page("axes", workload, axis) for axis in AXES)
            elif step in taken:
                walk.append(Page(step, workload))
    if "vendors" in taken:
        walk.append(Page("vendors"))
    for workload in session.workloads:
        walk.extend(Page(step, workload) for step in AFTER_VENDORS if step in taken)
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
