"""Open questions: what they could still give, and which of them decide."""

import re
from typing import Any

import pytest
from hypothesis import given, settings

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS
from fouraxis.decision.matrix import Placement
from fouraxis.decision.reasons import possible_words
from fouraxis.decision.recommendation import Recommendation, recommend
from tests.decision import oracle
from tests.decision.placements import ANSWERS, placed
from tests.examples import examples


@settings(deadline=None)
@given(answers=ANSWERS)
def test_an_unknown_never_yields_a_lead_that_no_value_of_it_would_give(
    content: Content, answers: oracle.Answers
) -> None:
    here = recommend(placed(answers), content)
    leads = set(oracle.worlds(answers).values())
    assert here.lead in leads | {None}
    assert set(here.possible) == (leads if len(leads) > 1 else set())


@settings(deadline=None)
@given(answers=ANSWERS)
def test_a_lead_stands_exactly_when_every_value_of_the_open_questions_gives_it(
    content: Content, answers: oracle.Answers
) -> None:
    here = recommend(placed(answers), content)
    assert here.lead == oracle.lead(answers)
    assert here.provisional == bool(here.deciding) == bool(here.possible)


@settings(deadline=None)
@given(answers=ANSWERS)
def test_an_open_question_decides_when_it_alone_can_make_the_difference(
    content: Content, answers: oracle.Answers
) -> None:
    here = recommend(placed(answers), content)
    assert here.deciding == oracle.deciding(answers)
    assert set(here.deciding) <= set(here.open_questions)


@settings(deadline=None)
@given(answers=ANSWERS)
def test_unknown_and_not_asked_are_recommended_alike(
    content: Content, answers: oracle.Answers
) -> None:
    assert recommend(placed(answers), content) == recommend(placed(answers, "unknown"), content)


@examples(60)
@given(answers=ANSWERS)
def test_what_would_have_to_hold_is_exactly_where_each_model_leads(
    content: Content, answers: oracle.Answers
) -> None:
    here = recommend(placed(answers), content)
    worlds = oracle.worlds(answers)
    for model, ways in here.possible.items():
        described = {w for w in worlds if any(_holds(way, w, content) for way in ways)}
        assert described == {w for w, lead in worlds.items() if lead == model}, (model, ways)


@settings(deadline=None)
@given(answers=ANSWERS)
def test_what_would_have_to_hold_is_told_in_few_lines(
    content: Content, answers: oracle.Answers
) -> None:
    possible = recommend(placed(answers), content).possible
    assert all(len(ways) <= 8 and len(set(ways)) == len(ways) for ways in possible.values())


def _holds(way: str, world: tuple[str, ...], content: Content) -> bool:
    """Whether a line such as "certainty high or medium and core decision logic no" fits a world."""
    by_question: dict[str, str] = dict(zip((*AXES, *ASKED_RULES), world, strict=True))
    return all(_answered(part, by_question, content) for part in way.split(" and "))


def _answered(part: str, by_question: dict[str, str], content: Content) -> bool:
    for axis in AXES:
        if part.startswith(f"{axis} "):
            named = re.split(", | or ", part.removeprefix(f"{axis} "))
            levels = content.axes.axes[axis].levels
            return levels[by_question[axis]].name in named
    for answer in ("yes", "no"):
        if part == content.matrix.phrases[f"holds-undefined-success-{answer}"].text:
            return by_question["undefined-success"] == answer
    for rule in ASKED_RULES[:2]:
        words = content.matrix.phrases[f"rule-{rule}"].text
        if part.startswith(words):
            return part == f"{words} {by_question[rule]}"
    raise AssertionError(f"nothing in the vocabulary reads {part!r}")


def test_nothing_answered_yet_reads_in_a_few_lines(content: Content) -> None:
    here = recommend(Placement(), content)
    assert here.lead is None
    assert here.basis.rows == (1, 2, 3, 4, 5, 6, 7, 8)
    assert here.open_questions == (*AXES, *ASKED_RULES)
    kept = here.possible["do-not-outsource"]
    assert "maturity none and sensitivity high" in kept
    assert kept[-2:] == ("core decision logic yes", "data that must stay yes")
    assert sum(map(len, here.possible.values())) < 25
    assert "What decides most: maturity, then certainty." in _unknowns(here)


def test_one_open_axis_lists_what_each_value_would_give(content: Content) -> None:
    here = recommend(Placement("medium", "mature", None, "poc", "no", "no", "no"), content)
    assert here.possible == {
        "staff-augmentation": ("certainty high or medium",),
        "internal-rnd": ("certainty low",),
    }
    assert "Open: certainty. It decides: high gives staff augmentation; " in _unknowns(here)


def test_one_open_rule_is_named_in_what_would_have_to_hold(content: Content) -> None:
    here = recommend(Placement("low", "none", "high", "poc", None, "no", "no"), content)
    assert here.possible == {
        "full-outsourcing": ("core decision logic no",),
        "do-not-outsource": ("core decision logic yes",),
    }
    assert here.deciding == ("core-logic",)


def test_an_open_question_that_changes_nothing_is_said_to_change_nothing(
    content: Content,
) -> None:
    here = recommend(Placement("high", "none", None, "poc"), content)
    assert here.lead == "do-not-outsource"
    assert not here.provisional
    assert here.deciding == ()
    assert _unknowns(here).count("It does not change the result.") == 4


def _unknowns(here: Recommendation) -> str:
    return "\n".join(reason.text for reason in here.reasons if reason.kind == "unknown")


def test_a_level_that_its_axis_does_not_have_is_refused(content: Content) -> None:
    with pytest.raises(ValueError, match="certainty has no level 'mature'"):
        recommend(Placement(certainty="mature"), content)


def test_every_level_of_the_vocabulary_can_be_placed(content: Content) -> None:
    for axis, levels in LEVELS.items():
        for level in levels:
            placed_once: dict[str, Any] = {axis: level}
            assert recommend(Placement(**placed_once), content).provisional


def test_what_is_still_possible_can_be_read_aloud(content: Content) -> None:
    here = recommend(Placement("low", "mature", "high", None, None, "no", "no"), content)
    lines = {m: possible_words(content, ways) for m, ways in here.possible.items()}
    assert lines == {
        "full-outsourcing": "if readiness scaled or post-launch and core decision logic no",
        "staff-augmentation": "if readiness PoC or pilot and core decision logic no",
        "do-not-outsource": "if core decision logic yes",
    }
    two = recommend(Placement("high", "none", "high", "poc", "no", None, "no"), content)
    assert two.possible == {}
