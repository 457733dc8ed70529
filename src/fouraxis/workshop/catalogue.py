"""Which questions each step asks, as templates that hold for any workload or vendor.

The paths of a template start at the workload or vendor. Retired items of the content are asked no
more.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from fouraxis.content.models import Content, Item, Level
from fouraxis.workshop.question import Option, Question
from fouraxis.workshop.session import Step

_AnyItem = TypeVar("_AnyItem", bound=Item)


def axes(content: Content) -> Iterator[Question]:
    """Per axis the factors that guide it, which do not count, then the axis itself."""
    asked = live(content.axes.axes.values())
    order = tuple(axis.id for axis in asked)
    for axis in asked:
        factors = live(axis.factors.values())
        within = (*order, *(factor.id for factor in factors))
        for factor in factors:
            yield about(
                factor,
                "axes",
                item=f"{axis.id}.{factor.id}",
                text=factor.question,
                options=options(factor.levels.values()),
                path=("axes", axis.id, "factors", factor.id),
                field="level",
                counts=False,
                order=within,
            )
        yield about(
            axis,
            "axes",
            text=axis.question,
            options=options(axis.levels.values()),
            path=("axes", axis.id),
            field="level",
            order=order,
        )


def rules(content: Content) -> Iterator[Question]:
    """The rules that forbid outsourcing and have to be asked."""
    asked = live(content.asked().values())
    for rule in asked:
        yield about(
            rule,
            "rules",
            asked,
            text=rule.question or rule.detail,
            options=yes_no(content, rule.yes or "", rule.no or ""),
            path=("rules", rule.id),
        )


def ownership(content: Content) -> Iterator[Question]:
    """The areas to be owned after launch, the operating structure, and the long-term plan."""
    areas = live(content.ownership.areas.values())
    for area in areas:
        yield about(
            area,
            "ownership",
            areas,
            text=area.question,
            path=("ownership", area.id),
            field="owner",
            kind="text",
        )
        yield about(
            area,
            "ownership",
            areas,
            item=f"{area.id}.vendor",
            name=content.ownership.vendor_name,
            text=content.ownership.vendor_question,
            path=("ownership", area.id),
            field="vendor",
            counts=False,
            kind="text",
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
        yield about(
            check,
            "ownership",
            checks,
            item=f"transfer.{check.id}",
            text=check.question,
            options=yes_no(content),
            path=("operations", "transfer", check.id),
        )


def about(item: Item, step: Step, among: Sequence[Item] = (), /, **given: Any) -> Question:
    """A question on an item of the content, which gives it id, name, source and order.

    Whatever is `given` goes before that. What is typed is never answered with unknown.
    """
    return Question(
        **{
            "step": step,
            "subject": "",
            "item": item.id,
            "name": item.name,
            "options": (),
            "field": "answer",
            "unknown": given.get("kind", "choice") == "choice",
            "source": item.source,
            "order": tuple(one.id for one in among),
            **given,
        }
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
