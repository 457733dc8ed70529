"""Vendors against the workloads that they are considered for: derived, and never a score."""

from collections.abc import Mapping
from dataclasses import dataclass

from fouraxis.content.models import Content
from fouraxis.workshop.assess import assess
from fouraxis.workshop.programme_wide import programme_wide
from fouraxis.workshop.session import Session
from fouraxis.workshop.statement import workstreams
from fouraxis.workshop.vetting import Vetted


@dataclass(frozen=True, slots=True)
class Candidates:
    """The vendors considered for one workload, and whether it goes `outside` at all."""

    workload: str
    outside: bool
    vendors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """All vendors in the room's order, and the workloads for which one is considered, or should be.

    Workloads that go outside come first, in control order.
    """

    vendors: Mapping[str, Vetted]
    workloads: tuple[Candidates, ...]

    @property
    def nobody(self) -> tuple[str, ...]:
        """The workloads that go outside and for which no vendor is considered."""
        return tuple(one.workload for one in self.workloads if one.outside and not one.vendors)


def shortlist(session: Session, content: Content) -> Shortlist | None:
    """Who is considered for what; None where this workshop leaves vendors out."""
    if not programme_wide(session).has("vendors"):
        return None
    found: dict[str, list[str]] = {}
    for vendor, node in session.vendors.items():
        for workload in node.workloads:
            found.setdefault(workload, []).append(vendor)
    outside = [one for ids in workstreams(session, content).values() for one in ids]
    inside = [one for one in session.workloads if one in found and one not in outside]
    return Shortlist(
        assess(session, content).vendors,
        tuple(
            Candidates(one, goes, tuple(found.get(one, ())))
            for goes, ids in ((True, outside), (False, inside))
            for one in ids
        ),
    )


def verdict(vetted: Vetted) -> str:
    """How the vendor's calibration sprint ended; not run, as long as nobody said."""
    return vetted.vendor.sprint.verdict or "not-run"
