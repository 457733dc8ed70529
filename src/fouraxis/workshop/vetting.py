"""What the room learnt about a vendor, as counts: no weighted score is invented."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fouraxis.content.models import Content
from fouraxis.workshop.catalogue import live
from fouraxis.workshop.programme_wide import EVERYTHING, ProgrammeWide
from fouraxis.workshop.progress import Progress, of_node
from fouraxis.workshop.remembered import Remembered
from fouraxis.workshop.session import Vendor


@dataclass(frozen=True, slots=True)
class Vetted:
    """One vendor with all that follows from its answers.

    `marks` counts the criteria per mark; a criterion without a mark is not asked. `red_flags` are
    those that were heard; `sprint_warning` is a sentence where the sprint is too short or too long.
    """

    vendor_id: str
    vendor: Vendor
    marks: Mapping[str, int]
    red_flags: tuple[str, ...]
    sprint_warning: str | None
    progress: Progress


_vendors: Remembered[Vendor, Vetted] = Remembered(1_024)


def vet(
    vendor_id: str, vendor: Vendor, content: Content, shared: ProgrammeWide = EVERYTHING
) -> Vetted:
    """All that follows from the answers about one vendor."""
    found = _vendors.get(
        vendor, lambda one: _vetted(vendor_id, one, content, shared), content, shared
    )
    return found if found.vendor_id == vendor_id else replace(found, vendor_id=vendor_id)


def _vetted(vendor_id: str, vendor: Vendor, content: Content, shared: ProgrammeWide) -> Vetted:
    words = content.vendors
    marks: Counter[str] = Counter(
        vendor.criterion(one.id).mark or "not-asked" for one in live(words.criteria.values())
    )
    weeks = vendor.sprint.weeks
    fits = weeks is None or words.sprint.min_weeks <= weeks <= words.sprint.max_weeks
    return Vetted(
        vendor_id=vendor_id,
        vendor=vendor,
        marks={mark: marks[mark] for mark in words.marks},
        red_flags=tuple(
            flag.id
            for flag in live(words.red_flags.values())
            if vendor.flag(flag.id).answer == "yes"
        ),
        sprint_warning=None if fits else words.sprint.outside,
        progress=of_node(vendor, content, shared),
    )
