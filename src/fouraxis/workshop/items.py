"""Every item of the content that the room is asked about, with its step and what its kind is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fouraxis.content.language import noted
from fouraxis.content.models import Content, Item
from fouraxis.workshop.session import Step


@dataclass(frozen=True, slots=True)
class Asked:
    """An item of a kind, in the step that asks about it; `within` is what it belongs to."""

    step: Step
    kind: str
    item: Item
    within: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other item of its step."""
        return f"{self.kind}.{self.within}.{self.item.id}"


def every_item(content: Content) -> Iterator[Asked]:
    """All of them, retired ones too, in the order in which a room meets them."""
    profile, vendors, ownership = content.profile, content.vendors, content.ownership
    yield from _all("profile", noted("layer"), profile.layers)
    yield from _all("profile", noted("motive"), profile.motives)
    yield from _all("profile", noted("role"), profile.roles)
    yield from _all("profile", noted("fit statement"), profile.fit)
    yield from _all("profile", noted("context"), profile.context)
    for axis in content.axes.axes.values():
        yield Asked("axes", noted("axis"), axis)
        yield from _all("axes", noted("factor"), axis.factors, axis.id)
    yield from _all("rules", noted("rule"), content.rules.rules)
    for model in content.matrix.models.values():
        yield from _all("conditions", noted("condition"), model.conditions, model.id)
    yield from _all("conditions", noted("governance item"), content.matrix.governance)
    yield from _all("risks", noted("risk"), content.risks.risks)
    for group in content.contract.groups.values():
        yield from _all("contract", noted("contract item"), group.items, group.id)
    yield from _all("drivers", noted("driver"), content.drivers.cost)
    yield from _all("drivers", "driver", content.drivers.timeline)
    yield from _all("vendors", noted("criterion"), vendors.criteria)
    yield from _all("vendors", noted("red flag"), vendors.red_flags)
    yield from _all("vendors", noted("sprint output"), vendors.sprint.outputs)
    yield from _all("ownership", noted("area"), ownership.areas)
    yield from _all("ownership", noted("operating structure"), ownership.structures)
    yield from _all("ownership", noted("transfer check"), ownership.transfer.checks)


def _all(step: Step, kind: str, items: Mapping[Any, Item], within: str = "") -> Iterator[Asked]:
    return (Asked(step, kind, item, within) for item in items.values())


def newer(version: str, than: str) -> bool:
    """Whether a dotted version is newer than another; what is no number counts as 0."""

    def parts(text: str) -> list[int]:
        return [int(part) if part.isdecimal() else 0 for part in text.split(".")]

    return parts(version) > parts(than)
