"""What a placement still allows, and what would have to hold for each outcome that is left."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import combinations, product
from operator import and_
from typing import Final

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS, MODELS, AskedRule, Axis, Model
from fouraxis.decision.matrix import Cell, Landing, Point, control, landings
from fouraxis.decision.placement import Placement
from fouraxis.decision.recommendation import Question
from fouraxis.decision.words import answer_words, say
from fouraxis.memo import per_content

FORBIDDEN: Final[Model] = "do-not-outsource"
"""What an asked rule answered yes always ends in."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a placement can still land.

    `landings` has every full placement that the open axes allow, as if no asked rule forbade it;
    `forbidding` are the asked rules answered yes. `lead` is None while an open question can change
    it, `without_rules` is the lead had no asked rule been answered yes.
    """

    open_axes: tuple[Axis, ...]
    open_rules: tuple[AskedRule, ...]
    forbidding: tuple[AskedRule, ...]
    landings: dict[Point, Landing]
    lead: Model | None
    without_rules: Model | None
    strict_governance: bool
    rows: tuple[int, ...]

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Everything unknown or not asked: axes first, then rules."""
        return (*self.open_axes, *self.open_rules)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that are still possible."""
        return tuple(dict.fromkeys(landing.cell for landing in self.landings.values()))

    @property
    def certain_rows(self) -> frozenset[int]:
        """The published rows that hold whatever the open axes turn out to be."""
        return frozenset.intersection(*(frozenset(cell.rows) for cell in self.cells))

    @property
    def leads(self) -> tuple[Model, ...]:
        """Every model that leads somewhere still possible, as if no asked rule forbade it."""
        return in_control_order(landing.lead for landing in self.landings.values())

    @property
    def alternatives(self) -> tuple[Model, ...]:
        """What the room may take instead of the lead, whatever the open axes turn out to be."""
        offered = {landing.alternative for landing in self.landings.values()}
        return in_control_order(filter(None, offered)) if len(offered) == 1 else ()

    def deciding(self) -> tuple[Question, ...]:
        """The open questions whose answer alone can change the lead, some other answers given."""
        if self.forbidding:
            return ()
        axes = tuple(axis for axis in self.open_axes if self._decides(axis))
        permitted = any(landing.lead != FORBIDDEN for landing in self.landings.values())
        return (*axes, *(self.open_rules if permitted else ()))

    def _decides(self, axis: Axis) -> bool:
        index = AXES.index(axis)
        seen: dict[tuple[str, ...], Model] = {}
        return any(
            seen.setdefault(point[:index] + point[index + 1 :], landing.lead) != landing.lead
            for point, landing in self.landings.items()
        )


def in_control_order(models: Iterable[Model]) -> tuple[Model, ...]:
    """Each of the models once, from the least to the most kept inside."""
    return tuple(sorted(set(models), key=control))


def outlook(placement: Placement, content: Content) -> Outlook:
    """Where a placement can still land.

    Raises:
        ValueError: A level is none of its axis.
    """
    return _remembered(content)(placement)


@per_content
def _remembered(content: Content) -> Callable[[Placement], Outlook]:
    return lru_cache(maxsize=4096)(lambda placement: _work_out(placement, content))


def _work_out(placement: Placement, content: Content) -> Outlook:
    levels = [_levels(placement, axis) for axis in AXES]
    answers = {rule: placement.rule(rule) for rule in ASKED_RULES}
    forbidding = tuple(rule for rule, answer in answers.items() if answer == "yes")
    open_rules = tuple(rule for rule, answer in answers.items() if answer is None)
    everywhere = landings(content)
    possible = {(a, b, c, d): everywhere[a, b, c, d] for a, b, c, d in product(*levels)}
    without_rules = _same({landing.lead for landing in possible.values()})
    if forbidding:
        lead: Model | None = FORBIDDEN
    else:
        lead = None if open_rules and without_rules != FORBIDDEN else without_rules
    stands = lead is not None and not forbidding
    return Outlook(
        open_axes=tuple(axis for axis in AXES if placement.axis(axis) is None),
        open_rules=open_rules,
        forbidding=forbidding,
        landings=possible,
        lead=lead,
        without_rules=without_rules,
        strict_governance=stands
        and any(landing.cell.strict_governance for landing in possible.values()),
        rows=tuple(sorted({row for landing in possible.values() for row in landing.cell.rows})),
    )


def _levels(placement: Placement, axis: Axis) -> tuple[str, ...]:
    level = placement.axis(axis)
    if level is None:
        return LEVELS[axis]
    if level not in LEVELS[axis]:
        raise ValueError(f"{axis} has no level {level!r}: one of {', '.join(LEVELS[axis])}")
    return (level,)


def _same(models: set[Model]) -> Model | None:
    """The one model there is, or None if there are several."""
    return models.pop() if len(models) == 1 else None


Block = tuple[tuple[str, ...], ...]
"""Levels per axis: all points that have one of them on each axis; they lead to one model."""


def possible(outlook: Outlook, content: Content) -> dict[Model, tuple[str, ...]]:
    """Every model that an open question could still give, each with what would have to hold.

    Each text is one way to get there: all of it has to hold. Empty while the lead stands.
    """
    if outlook.lead is not None:
        return {}
    leads = {point: landing.lead for point, landing in outlook.landings.items()}
    ways = {
        model: _ways(content, model, outlook, _what_they_need(content)(tuple(leads)).get(model, ()))
        for model in MODELS
    }
    return {model: texts for model, texts in ways.items() if texts}


def _ways(
    content: Content, model: Model, outlook: Outlook, blocks: tuple[Block, ...]
) -> tuple[str, ...]:
    texts = [[_axes_words(content, outlook.open_axes, block)] for block in blocks]
    rules = outlook.open_rules
    single = len(rules) == 1
    if model != FORBIDDEN:
        if rules:
            no = answer_words(content, rules[0], "no") if single else say(content, "no-rule-yes")
            texts = [[*axes, no] for axes in texts]
    elif rules:
        yes = answer_words(content, rules[0], "yes") if single else say(content, "any-rule-yes")
        texts.append([yes])
    return tuple("; ".join(filter(None, parts)) for parts in texts)


def _axes_words(content: Content, axes: tuple[Axis, ...], block: Block) -> str:
    return "; ".join(
        answer_words(content, axis, *block[AXES.index(axis)])
        for axis in axes
        if len(block[AXES.index(axis)]) < len(LEVELS[axis])
    )


@per_content
def _what_they_need(
    content: Content,
) -> Callable[[tuple[Point, ...]], dict[Model, tuple[Block, ...]]]:
    everywhere = landings(content)
    return lru_cache(maxsize=512)(
        lambda points: blocks({point: everywhere[point].lead for point in points})
    )


def blocks(leads: Mapping[Point, Model]) -> dict[Model, tuple[Block, ...]]:
    """Describe by few, large blocks where each model leads; `leads` has every mix of some levels.

    Points are bits of a number, so that a block is tested for a model at once.
    """
    points = list(leads)
    levels = [tuple(dict.fromkeys(point[index] for point in points)) for index in range(len(AXES))]
    sides = [
        [
            (chosen, sum(1 << i for i, point in enumerate(points) if point[index] in chosen))
            for size in range(len(levels[index]), 0, -1)
            for chosen in combinations(levels[index], size)
        ]
        for index in range(len(AXES))
    ]
    everything = [
        (tuple(chosen for chosen, _ in sides_), _meet(bits for _, bits in sides_))
        for sides_ in product(*sides)
    ]
    everything.sort(key=lambda block: -block[1].bit_count())
    return {
        model: _cover(everything, sum(1 << i for i, p in enumerate(points) if leads[p] == model))
        for model in dict.fromkeys(leads.values())
    }


def _cover(everything: list[tuple[Block, int]], wanted: int) -> tuple[Block, ...]:
    """Few blocks that together are exactly the wanted points: always the one that adds the most."""
    whole = [(block, bits) for block, bits in everything if not bits & ~wanted]
    chosen: list[tuple[Block, int]] = []
    missing = wanted
    while missing:
        best = max(whole, key=lambda block: (block[1] & missing).bit_count())
        chosen.append(best)
        missing &= ~best[1]
    return tuple(block for block, bits in chosen if _needed(bits, chosen))


def _needed(bits: int, chosen: list[tuple[Block, int]]) -> bool:
    """Whether a chosen block holds a point that no other chosen block holds."""
    others = 0
    for _, other in chosen:
        others |= other if other != bits else 0
    return bool(bits & ~others)


def _meet(masks: Iterable[int]) -> int:
    return reduce(and_, masks)
