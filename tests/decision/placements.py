"""Placements to try: all of them, and one at a time."""

from collections.abc import Iterator
from itertools import product
from typing import cast

from hypothesis import strategies as st

from fouraxis.content.terms import Answer
from fouraxis.decision.matrix import Placement
from tests.decision.oracle import LEVELS, Answers

RULE_ANSWERS = ("yes", "no", None)


def placed(answers: Answers, open_as: str | None = None) -> Placement:
    """The placement for the engine; what is open is told as `open_as` (None or "unknown")."""
    a, b, c, d = (level or open_as for level in answers.axes)
    x, y, z = (cast("Answer | None", answer or open_as) for answer in answers.rules)
    return Placement(a, b, c, d, x, y, z)


def all_known_axes() -> Iterator[Answers]:
    """27 cells × 4 readiness levels × 27 answers to the asked rules."""
    for values in product(*LEVELS.values(), RULE_ANSWERS, RULE_ANSWERS, RULE_ANSWERS):
        yield Answers(*values)


def all_open_axes() -> Iterator[Answers]:
    """Every placement with an open axis, with one rule asked and with all or two of them open."""
    for axes in product(*((*levels, None) for levels in LEVELS.values())):
        if None in axes:
            for core in RULE_ANSWERS:
                yield _answers(axes, (core, "no", "no"))
                yield _answers(axes, (core, None, None))


def _answers(axes: tuple[str | None, ...], rules: tuple[str | None, ...]) -> Answers:
    a, b, c, d = axes
    x, y, z = rules
    return Answers(a, b, c, d, x, y, z)


ANSWERS = st.builds(
    Answers,
    *(st.sampled_from((*levels, None)) for levels in LEVELS.values()),
    *(st.sampled_from(RULE_ANSWERS) for _ in range(3)),
)
"""Any placement at all."""
