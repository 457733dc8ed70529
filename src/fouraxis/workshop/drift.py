"""Where the content has changed since the room answered: said plainly, and no answer is lost."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fouraxis.content.models import Content, Item
from fouraxis.workshop.faults import quoted
from fouraxis.workshop.session import Session, Vendor, Workload

_Group = tuple[str, Mapping[Any, Item], Iterable[str]]
"""What a kind of item is called, the content's items of it, and the answered ids."""


def drift(session: Session, content: Content) -> tuple[str, ...]:
    """Sentences on where a session and the content differ; none if they fit.

    Another pack, another version, items that were brought since, and answers whose items are
    retired or not in the content at all: these are kept and shown nowhere else.
    """
    return (*_pack(session, content), *_items(session, content))


def _pack(session: Session, content: Content) -> Iterator[str]:
    answered, here = session.pack, content.home.pack
    if answered is None:
        return
    if answered.id != here.id:
        yield (
            f"This session was answered under the content {quoted(answered.id)}, "
            f"and this is {quoted(here.id)}."
        )
        return
    if answered.version != here.version:
        yield (
            f"This session was answered under version {quoted(answered.version)} of the content, "
            f"and this is version {quoted(here.version)}."
        )
        for item in _every(content):
            if item.since and item.retired is None and _newer(item.since, answered.version):
                yield f"{quoted(item.name)} is new since version {item.since}."


def _items(session: Session, content: Content) -> Iterator[str]:
    found: Counter[tuple[str, str]] = Counter()
    words: dict[tuple[str, str], Item | None] = {}
    for workload in session.workloads.values():
        _count(_of_workload(workload, content), found, words)
    for vendor in session.vendors.values():
        _count(_of_vendor(vendor, content), found, words)
    for (kind, key), number in found.items():
        item = words[kind, key]
        answers = "1 answer to it is kept" if number == 1 else f"{number} answers to it are kept"
        if item is None:
            yield f"The {kind} {quoted(key)} is not in this content; {answers}."
        elif item.retired is not None:
            yield (
                f"The {kind} {quoted(item.name)} was retired in version {item.retired}; {answers}."
            )


def _count(
    groups: Iterable[_Group],
    found: Counter[tuple[str, str]],
    words: dict[tuple[str, str], Item | None],
) -> None:
    for kind, items, answered in groups:
        for key in answered:
            found[kind, key] += 1
            words[kind, key] = items.get(key)


def _of_workload(workload: Workload, content: Content) -> Iterator[_Group]:
    axes, ownership = content.axes.axes, content.ownership
    yield "kind", content.workloads.kinds, [workload.kind] if workload.kind else []
    yield "axis", axes, list(workload.axes)
    for key, answer in workload.axes.items():
        yield "factor", axes[key].factors if key in axes else {}, answer.factors
    yield "rule", content.rules.rules, list(workload.rules)
    yield "area", ownership.areas, workload.ownership
    structure = workload.operations.structure
    known = [structure] if structure and structure != "unknown" else []
    yield "operating structure", ownership.structures, known
    yield "transfer check", ownership.transfer.checks, workload.operations.transfer


def _of_vendor(vendor: Vendor, content: Content) -> Iterator[_Group]:
    words = content.vendors
    yield "criterion", words.criteria, vendor.criteria
    yield "red flag", words.red_flags, vendor.red_flags
    yield "sprint output", words.sprint.outputs, vendor.sprint.outputs


def _every(content: Content) -> Iterator[Item]:
    """Every item that the room is asked about."""
    vendors, ownership = content.vendors, content.ownership
    for axis in content.axes.axes.values():
        yield axis
        yield from axis.factors.values()
    yield from content.rules.rules.values()
    yield from ownership.areas.values()
    yield from ownership.transfer.checks.values()
    yield from vendors.criteria.values()
    yield from vendors.red_flags.values()
    yield from vendors.sprint.outputs.values()


def _newer(version: str, than: str) -> bool:
    """Whether a dotted version is newer than another; what is no number counts as 0."""

    def parts(text: str) -> list[int]:
        return [int(part) if part.isdecimal() else 0 for part in text.split(".")]

    return parts(version) > parts(than)
