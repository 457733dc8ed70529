"""The level that the guided factors suggest, so far and in the end."""

from itertools import product

import pytest

from fouraxis.content.terms import FACTORS, Axis
from fouraxis.decision.matrix import Suggestion, suggest

GUIDED: tuple[Axis, ...] = ("sensitivity", "maturity", "certainty")


@pytest.mark.parametrize(
    ("axis", "answers", "level"),
    [
        ("sensitivity", ("low", "low", "low"), "low"),
        ("sensitivity", ("low", "medium", "low"), "medium"),
        ("sensitivity", ("low", "medium", "high"), "high"),
        ("maturity", ("no", "yes", "yes"), "none"),
        ("maturity", ("yes", "yes", "yes"), "mature"),
        ("maturity", ("yes", "yes", "no"), "emerging"),
        ("maturity", ("yes", "no", "no"), "emerging"),
        ("certainty", ("no", "yes", "yes"), "low"),
        ("certainty", ("yes", "yes", "yes"), "high"),
        ("certainty", ("yes", "partly", "yes"), "medium"),
        ("certainty", ("partly", "yes", "yes"), "medium"),
        ("certainty", ("yes", "no", "no"), "medium"),
    ],
)
def test_answered_factors_suggest_a_level(axis: Axis, answers: tuple[str, ...], level: str) -> None:
    factors = dict(zip(FACTORS[axis], answers, strict=True))
    assert suggest(axis, factors) == Suggestion(level, True)


@pytest.mark.parametrize("axis", [*GUIDED, "readiness"])
def test_no_answers_suggest_nothing(axis: Axis) -> None:
    assert suggest(axis, {}) == Suggestion(None, False)
    assert suggest(axis, dict.fromkeys(FACTORS[axis], "unknown")) == Suggestion(None, False)


def test_one_answer_that_decides_settles_the_level() -> None:
    assert suggest("sensitivity", {"ip-exposure": "high"}) == Suggestion("high", True)
    assert suggest("maturity", {"team-exists": "no"}) == Suggestion("none", True)
    assert suggest("certainty", {"precedent": "no"}) == Suggestion("low", True)
    assert suggest("certainty", {"precedent": "partly"}) == Suggestion("medium", True)


def test_the_level_so_far_may_still_rise() -> None:
    assert suggest("sensitivity", {"ip-exposure": "low"}) == Suggestion("low", False)
    assert suggest("maturity", {"team-exists": "yes"}) == Suggestion("emerging", False)
    assert suggest("certainty", {"precedent": "yes"}) == Suggestion("medium", False)


def test_whether_there_is_a_team_or_a_precedent_comes_first() -> None:
    assert suggest("maturity", {"operated": "yes"}) == Suggestion(None, False)
    assert suggest("certainty", {"data-adequate": "no"}) == Suggestion(None, False)


@pytest.mark.parametrize("axis", GUIDED)
def test_a_settled_level_is_the_one_that_any_further_answer_gives(axis: Axis) -> None:
    factors = FACTORS[axis]
    for given in product(*((*levels, None) for levels in factors.values())):
        suggestion = suggest(axis, dict(zip(factors, given, strict=True)))
        ends = {
            suggest(axis, dict(zip(factors, end, strict=True))).level
            for end in product(
                *((a,) if a else factors[f] for f, a in zip(factors, given, strict=True))
            )
        }
        if any(given):
            assert suggestion.settled == (len(ends) == 1)
        assert suggestion.level is None or suggestion.level in ends
        assert not suggestion.settled or {suggestion.level} == ends
