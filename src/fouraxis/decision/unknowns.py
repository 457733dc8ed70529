"""What an open question could still give, and what would have to hold for each outcome."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, reduce
from itertools import combinations, product
from operator import and_

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, LEVELS, MODELS, Axis, Model
from fouraxis.decision.matrix import Point, landings
from fouraxis.decision.outlook import FORBIDDEN, Outlook
from fouraxis.decision.words import answer_words, say
from fouraxis.memo import per_content

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
        model: _ways(content, model, outlook, _remembered(content)(tuple(leads)).get(model, ()))
        for model in MODELS
    }
    return {model: texts for model, texts in ways.items() if texts}


def _ways(
    content: Content, model: Model, outlook: Outlook, blocks: tuple[Block, ...]
) -> tuple[str, ...]:
    texts = [[_axes_words(content, outlook.open_axes, block)] for block in blocks]
    rules = outlook.open_rules
    one = len(rules) == 1
    if model != FORBIDDEN:
        if rules:
            no = answer_words(content, rules[0], "no") if one else say(content, "no-rule-yes")
            texts = [[*axes, no] for axes in texts]
    elif rules:
        yes = answer_words(content, rules[0], "yes") if one else say(content, "any-rule-yes")
        texts.append([yes])
    return tuple("; ".join(filter(None, parts)) for parts in texts)


def _axes_words(content: Content, axes: tuple[Axis, ...], block: Block) -> str:
    return "; ".join(
        answer_words(content, axis, *block[AXES.index(axis)])
        for axis in axes
        if len(block[AXES.index(axis)]) < len(LEVELS[axis])
    )


@per_content
def _remembered(content: Content) -> Callable[[tuple[Point, ...]], dict[Model, tuple[Block, ...]]]:
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
    everything.sort(key=lambda found: -found[1].bit_count())
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
        best = max(whole, key=lambda found: (found[1] & missing).bit_count())
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
