"""What a placement still allows, and what would have to hold for each outcome that is left."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import combinations, product
from typing import Final, NamedTuple

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, DELIVERED, LEVELS, MODELS, AskedRule, Axis, Model
from fouraxis.decision.matrix import (
    Cell,
    Landing,
    Placement,
    Point,
    Question,
    in_control_order,
    landings,
)
from fouraxis.memo import per_content

FORBIDDEN: Final[Model] = "do-not-outsource"
"""What is left where a rule strikes out everything else."""

ADVICE: Final[Model] = "advisory-only"

HARD: Final[tuple[AskedRule, ...]] = ("core-logic", "data-cannot-leave")
"""The rules that strike out whatever goes outside."""

SUCCESS: Final[AskedRule] = "undefined-success"
"""The rule that strikes out delivery, and leaves advice and research."""

Options = tuple[Model, ...]
"""What a placement offers: the lead, then what the room may take instead."""

World = tuple[str, str, str, str, str]
"""A full placement, and whether success is undefined."""


def standing(landing: Landing, success: str) -> Options:
    """What stands of a place in the matrix, by the answer to whether success is undefined.

    Undefined success strikes out delivery. Where nothing is left, nothing goes outside yet, and
    advice may define the criteria.
    """
    other = landing.alternative
    offered = (landing.lead, other) if other else (landing.lead,)
    if success != "yes":
        return offered
    return tuple(model for model in offered if model not in DELIVERED) or (FORBIDDEN, ADVICE)


class Outlook(NamedTuple):
    """Where a placement can still land.

    `landings` has every full placement that the open axes allow, as if no asked rule struck out
    anything; `worlds` what stands there, for each answer to the success rule that is possible, if
    neither of the other two rules is answered yes. `forbidding` are the asked rules answered yes
    that strike something out, `defied` all that are answered yes. `lead` is None while an open
    question can change it, `without_rules` is the lead had no asked rule been answered yes.
    """

    open_axes: tuple[Axis, ...]
    open_rules: tuple[AskedRule, ...]
    defied: tuple[AskedRule, ...]
    forbidding: tuple[AskedRule, ...]
    landings: dict[Point, Landing]
    worlds: dict[World, Options]
    lead: Model | None
    without_rules: Model | None
    strict_governance: bool
    rows: tuple[int, ...]

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Everything unknown or not asked: axes first, then rules."""
        return (*self.open_axes, *self.open_rules)

    @property
    def kept_inside(self) -> bool:
        """Whether a rule is answered yes that strikes out whatever goes outside."""
        return any(rule in HARD for rule in self.defied)

    @property
    def not_yet(self) -> bool:
        """Whether it stays inside for now: only core logic keeps it there for good."""
        return self.lead == FORBIDDEN and "core-logic" not in self.defied

    @property
    def open_hard(self) -> tuple[AskedRule, ...]:
        """The open rules of which a yes would strike out whatever goes outside."""
        return tuple(rule for rule in self.open_rules if rule in HARD)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that are still possible."""
        return tuple(dict.fromkeys(landing.cell for landing in self.landings.values()))

    @property
    def certain_rows(self) -> frozenset[int]:
        """The published rows that hold whatever the open axes turn out to be."""
        return frozenset.intersection(*(frozenset(cell.rows) for cell in self.cells))

    @property
    def tie_break(self) -> bool:
        """Whether published rows leave several models, or disagree, so that the guide settles it.

        What an asked rule has struck out is nothing to choose from.
        """
        return not self.kept_inside and any(
            _is_tie(self.landings[world[:4]].cell, world[4]) for world in self.worlds
        )

    @property
    def leads(self) -> tuple[Model, ...]:
        """Every model that leads somewhere still possible, as if no asked rule struck it out."""
        return in_control_order(landing.lead for landing in self.landings.values())

    @property
    def alternatives(self) -> Options:
        """What the room may take instead of the lead, whatever the open questions give."""
        if self.kept_inside or self.lead is None:
            return ()
        offered = {options[1:] for options in self.worlds.values()}
        if self.open_hard:
            offered.add(())
        return offered.pop() if len(offered) == 1 else ()

    def weights(self) -> dict[Question, float]:
        """How often each open question alone makes a difference, some other answers given."""
        if self.kept_inside:
            return dict.fromkeys(self.open_questions, 0.0)
        leads = {world: options[0] for world, options in self.worlds.items()}
        permitted = sum(lead != FORBIDDEN for lead in leads.values()) / len(leads)
        return {
            question: permitted if question in HARD else _weight(leads, question)
            for question in self.open_questions
        }

    def deciding(self) -> tuple[Question, ...]:
        """The open questions whose answer alone can change the lead, some other answers given."""
        return tuple(question for question, weight in self.weights().items() if weight)


def _is_tie(cell: Cell, success: str) -> bool:
    """Whether the published rows of a cell leave more than one model, or had to be joined."""
    left = [model for model in cell.options if success != "yes" or model not in DELIVERED]
    return bool(cell.rows) and (len(left) > 1 or (cell.combined is not None and bool(left)))


_DIMENSIONS: Final[tuple[Question, ...]] = (*AXES, SUCCESS)
"""What the parts of a world answer."""


def _weight(leads: Mapping[World, Model], question: Question) -> float:
    """In which part of all mixes of the other answers the answer to a question matters."""
    index = _DIMENSIONS.index(question)
    groups: dict[tuple[str, ...], set[Model]] = {}
    for world, lead in leads.items():
        groups.setdefault((*world[:index], *world[index + 1 :]), set()).add(lead)
    return sum(len(group) > 1 for group in groups.values()) / len(groups)


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
    answers = {rule: placement.rule(rule) for rule in (*HARD, SUCCESS)}
    everywhere = landings(content)
    possible = {(a, b, c, d): everywhere[a, b, c, d] for a, b, c, d in product(*levels)}
    success = (answers[SUCCESS],) if answers[SUCCESS] else ("no", "yes")
    worlds: dict[World, Options] = {
        (*point, answer): standing(landing, answer)
        for point, landing in possible.items()
        for answer in success
        if answer
    }
    defied = tuple(rule for rule, answer in answers.items() if answer == "yes")
    delivering = any(
        standing(landing, "no") != standing(landing, "yes") for landing in possible.values()
    )
    open_rules = tuple(rule for rule, answer in answers.items() if answer is None)
    leads = {options[0] for options in worlds.values()}
    if any(rule in HARD for rule in defied):
        leads = {FORBIDDEN}
    elif any(rule in HARD for rule in open_rules):
        leads.add(FORBIDDEN)
    lead = _same(leads)
    return Outlook(
        open_axes=tuple(axis for axis in AXES if placement.axis(axis) is None),
        open_rules=open_rules,
        defied=defied,
        forbidding=tuple(rule for rule in defied if rule in HARD or delivering),
        landings=possible,
        worlds=worlds,
        lead=lead,
        without_rules=_same({landing.lead for landing in possible.values()}),
        strict_governance=lead is not None
        and any(
            landing.cell.strict_governance and landing.lead == lead for landing in possible.values()
        ),
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
"""Answers per question: all worlds that have one of them on each; they lead to one model."""

Way = tuple[tuple[Question, tuple[str, ...]], ...]
"""One way to get somewhere: questions, each with the answers of which one has to hold."""


def ways(outlook: Outlook) -> dict[Model, tuple[Way, ...]]:
    """Every model that an open question could still give, each with all ways to get there.

    Empty while the lead stands. What decides most is named first.
    """
    if outlook.lead is not None:
        return {}
    leads = tuple((world, options[0]) for world, options in outlook.worlds.items())
    described = _what_they_need(leads)
    weights = outlook.weights()
    hard = outlook.open_hard
    result: dict[Model, tuple[Way, ...]] = {}
    for model in MODELS:
        reaching = [_way(outlook, block) for block in described.get(model, ())]
        if model == FORBIDDEN:
            reaching += [((rule, ("yes",)),) for rule in hard]
        else:
            reaching = [(*way, *((rule, ("no",)) for rule in hard)) for way in reaching]
        if reaching:
            result[model] = tuple(
                tuple(sorted(way, key=lambda part: -weights[part[0]])) for way in reaching
            )
    return result


def _way(outlook: Outlook, block: Block) -> Way:
    asked = (*outlook.open_axes, *((SUCCESS,) if SUCCESS in outlook.open_rules else ()))
    return tuple(
        (question, block[_DIMENSIONS.index(question)])
        for question in asked
        if len(block[_DIMENSIONS.index(question)]) < len(_answers(question))
    )


def _answers(question: Question) -> tuple[str, ...]:
    for axis, levels in LEVELS.items():
        if axis == question:
            return levels
    return ("no", "yes")


@lru_cache(maxsize=512)
def _what_they_need(leads: tuple[tuple[World, Model], ...]) -> dict[Model, tuple[Block, ...]]:
    return blocks(dict(leads))


def blocks(leads: Mapping[World, Model]) -> dict[Model, tuple[Block, ...]]:
    """Describe by few, large blocks where each model leads; `leads` has every mix of some answers.

    Points are bits of a number, so that a block is tested for a model at once.
    """
    points = list(leads)
    levels = [
        tuple(dict.fromkeys(point[index] for point in points)) for index in range(len(points[0]))
    ]
    led = {
        model: sum(1 << i for i, point in enumerate(points) if leads[point] == model)
        for model in dict.fromkeys(leads.values())
    }
    everything: list[tuple[Block, int]] = [((), (1 << len(points)) - 1)]
    for index, side in enumerate(levels):
        bits = [sum(1 << i for i, p in enumerate(points) if p[index] == level) for level in side]
        choices = [
            (tuple(side[i] for i in chosen), sum(bits[i] for i in chosen))
            for size in range(len(side), 0, -1)
            for chosen in combinations(range(len(side)), size)
        ]
        everything = [((*block, c), met & mask) for block, met in everything for c, mask in choices]
    everything.sort(key=lambda block: -block[1].bit_count())
    return {model: _cover(everything, wanted) for model, wanted in led.items()}


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
