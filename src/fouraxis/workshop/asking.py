"""Which questions each step asks, as templates that hold for any workload or vendor.

The paths of a template start at the workload or vendor. Retired items of the content are asked no
more.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from fouraxis.content.models import Content, Item, Level
from fouraxis.workshop.question import Option, Question

_AnyItem = TypeVar("_AnyItem", bound=Item)


def axes(content: Content) -> Iterator[Question]:
    """Per axis the factors that guide it, which do not count, then the axis itself."""
    asked = live(content.axes.axes.values())
    order = tuple(axis.id for axis in asked)
    for axis in asked:
        factors = live(axis.factors.values())
        within = (*order, *(factor.id for factor in factors))
        for factor in factors:
            yield Question(
                step="axes",
                subject="",
                item=f"{axis.id}.{factor.id}",
                name=factor.name,
                text=factor.question,
                options=options(factor.levels.values()),
                path=("axes", axis.id, "factors", factor.id),
                field="level",
                counts=False,
                source=factor.source,
                order=within,
            )
        yield Question(
            step="axes",
            subject="",
            item=axis.id,
            name=axis.name,
            text=axis.question,
            options=options(axis.levels.values()),
            path=("axes", axis.id),
            field="level",
            source=axis.source,
            order=order,
        )


def rules(content: Content) -> Iterator[Question]:
    """The rules that forbid outsourcing and have to be asked."""
    asked = live(content.asked().values())
    for rule in asked:
        yield Question(
            step="rules",
            subject="",
            item=rule.id,
            name=rule.name,
            text=rule.question or rule.detail,
            options=yes_no(content, rule.yes or "", rule.no or ""),
            path=("rules", rule.id),
            field="answer",
            source=rule.source,
            order=tuple(one.id for one in asked),
        )


def ownership(content: Content) -> Iterator[Question]:
    """The areas to be owned after launch, the operating structure, and the long-term plan."""
    areas = live(content.ownership.areas.values())
    for area in areas:
        yield Question(
            step="ownership",
            subject="",
            item=area.id,
            name=area.name,
            text=area.question,
            options=(),
            path=("ownership", area.id),
            field="owner",
            unknown=False,
            source=area.source,
            kind="text",
            order=tuple(one.id for one in areas),
        )
        yield Question(
            step="ownership",
            subject="",
            item=f"{area.id}.vendor",
            name=content.ownership.vendor_name,
            text=content.ownership.vendor_question,
            options=(),
            path=("ownership", area.id),
            field="vendor",
            unknown=False,
            counts=False,
            source=area.source,
            kind="text",
            order=tuple(one.id for one in areas),
        )
    structures = live(content.ownership.structures.values())
    yield Question(
        step="ownership",
        subject="",
        item="structure",
        name=content.ownership.structure_name,
        text=content.ownership.structure_question,
        options=tuple(Option(one.id, one.name, one.description) for one in structures),
        path=("operations",),
        field="structure",
    )
    yield Question(
        step="ownership",
        subject="",
        item="internal-long-term",
        name=content.ownership.transfer.name,
        text=content.ownership.transfer.question,
        options=yes_no(content),
        path=("operations",),
        field="internal_long_term",
        note_field="plan",
        source=content.ownership.transfer.source,
    )


def transfer(content: Content) -> Iterator[Question]:
    """What the contract must name where internal ownership is the long-term plan."""
    checks = live(content.ownership.transfer.checks.values())
    for check in checks:
        yield Question(
            step="ownership",
            subject="",
            item=f"transfer.{check.id}",
            name=check.name,
            text=check.question,
            options=yes_no(content),
            path=("operations", "transfer", check.id),
            field="answer",
            source=check.source,
            order=tuple(one.id for one in checks),
        )


def live(items: Iterable[_AnyItem]) -> tuple[_AnyItem, ...]:
    """The items that are still asked, in the order of the content."""
    return tuple(item for item in items if item.retired is None)


def yes_no(content: Content, yes: str = "", no: str = "") -> tuple[Option, ...]:
    """The two answers to a plain question, and what each of them means here."""
    words = content.setup.answers
    return (Option("yes", words["yes"].name, yes), Option("no", words["no"].name, no))


def options(levels: Iterable[Level]) -> tuple[Option, ...]:
    """The anchored levels that can be chosen, in the order of the content."""
    return tuple(Option(level.id, level.name, level.anchor) for level in live(levels))
