"""What always holds, held against an oracle for every placement there is."""

import re
import time
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from fouraxis.content.models import Content
from fouraxis.content.terms import STAGES
from fouraxis.decision.matrix import alternative, cells, control, lead
from fouraxis.decision.recommendation import Recommendation, recommend
from fouraxis.report.recommendation import to_json
from tests.decision import oracle
from tests.decision.placements import ANSWERS, all_known_axes, all_open_axes, placed
from tests.examples import examples


def test_the_content_has_the_eight_published_rows_and_no_other(content: Content) -> None:
    none, emerging, mature = "none", "emerging", "mature"
    anything = {"low", "medium", "high"}
    published = {
        1: ({"low"}, {none, emerging}, {"high"}, {"full-outsourcing"}, False),
        2: ({"low"}, {emerging}, {"medium"}, {"co-build-squad"}, False),
        3: (
            {"medium"},
            {emerging, mature},
            {"high"},
            {"co-build-squad", "staff-augmentation"},
            False,
        ),
        4: ({"medium"}, {mature}, {"medium"}, {"staff-augmentation"}, False),
        5: ({"high"}, {none}, anything, {"do-not-outsource"}, False),
        6: ({"high"}, {emerging}, {"high"}, {"co-build-squad"}, True),
        7: ({"high"}, {mature}, anything, {"staff-augmentation", "advisory-only"}, False),
        8: (
            anything,
            {none, emerging, mature},
            {"low"},
            {"advisory-only", "internal-rnd"},
            False,
        ),
    }
    shipped = {
        row.number: (
            set(row.sensitivity),
            set(row.maturity),
            set(row.certainty),
            set(row.options),
            row.strict_governance,
        )
        for row in content.matrix.rows.values()
    }
    assert shipped == published
    assert {row.source for row in content.matrix.rows.values()} == {"published"}


def test_twenty_cells_rest_on_published_rows_and_seven_on_interpretations(
    content: Content,
) -> None:
    every = cells(content)
    assert len(every) == 27
    assert sum(bool(cell.rows) for cell in every.values()) == 20
    assert sum(cell.interpretation for cell in every.values()) == 7
    assert all(bool(cell.rows) != cell.interpretation for cell in every.values())
    assert {reading.source for reading in content.matrix.interpretations.values()} == {"guide"}


def test_every_cell_offers_what_the_matrix_or_its_interpretation_says(content: Content) -> None:
    for key, (rows, options) in oracle.CELLS.items():
        cell = cells(content)[key]
        assert (cell.rows, cell.options) == (rows, options), key
        assert cell.strict_governance == (key == oracle.STRICT)


def test_every_cell_has_a_lead_and_at_most_one_alternative_at_every_readiness(
    content: Content,
) -> None:
    for (key, cell), stage in product(cells(content).items(), STAGES):
        leads, other = lead(cell, stage), alternative(cell, stage)
        assert leads == oracle.lead_at(*key, stage)
        assert {leads, *([other] if other else [])} == set(cell.options)


def test_every_placement_with_known_axes_is_recommended_as_the_matrix_says(
    content: Content,
) -> None:
    """All 864 full placements, and as many again with any of the rules open."""
    count = full = 0
    for answers in all_known_axes():
        _follows_the_oracle(recommend(placed(answers), content), answers)
        count += 1
        full += None not in answers.rules
    assert (count, full) == (27 * 4 * 27, 864)


def _follows_the_oracle(here: Recommendation, answers: oracle.Answers) -> None:
    printed = to_json(here)
    assert printed.lead == oracle.lead(answers), answers
    assert printed.options == oracle.options(answers), answers
    assert printed.basis.kind == oracle.kind(answers), answers
    assert printed.basis.rows == oracle.rows(answers), answers
    assert printed.strict_governance == oracle.strict(answers), answers
    assert printed.without_rules == oracle.without_rules(answers), answers
    assert printed.not_yet == oracle.not_yet(answers), answers
    assert tuple(it.id for it in printed.reentry) == oracle.reentry(answers), answers
    assert set(printed.possible) == _possible(answers), answers
    assert here.deciding == oracle.deciding(answers), answers


@examples(1500)
@given(answers=ANSWERS)
def test_a_placement_with_anything_unknown_is_recommended_as_all_its_values_say(
    content: Content, answers: oracle.Answers
) -> None:
    _follows_the_oracle(recommend(placed(answers, "unknown"), content), answers)


def test_what_would_change_it_is_empty_only_where_nothing_would(content: Content) -> None:
    """Where a combination of answers gives another outcome, for every full placement."""
    for answers in all_known_axes():
        if None not in answers.rules:
            changes = recommend(placed(answers), content).changes
            assert changes, answers
            singles = [change for change in changes if len(change.answers) == 1]
            assert len(singles) == len(changes) or (not singles and len(changes) <= 3), answers


@pytest.mark.long
@examples(1500)
@given(answers=ANSWERS)
def test_two_answers_that_change_it_together_are_always_told(
    content: Content, answers: oracle.Answers
) -> None:
    changes = recommend(placed(answers), content).changes
    if not changes:
        assert not oracle.changed_by(answers, 2)
    for change in changes:
        answered = {NAMES.get(question, question): to for question, to in change.answers}
        there = replace(answers, **answered)
        assert (change.lead, change.strict_governance) == oracle.outcome(there)
        assert oracle.outcome(there) != oracle.outcome(answers)


NAMES = {"core-logic": "core", "data-cannot-leave": "data", "undefined-success": "success"}

OF_A_PARTNER = re.compile(r"sprint|service level|vendor", re.IGNORECASE)


def test_no_step_speaks_of_what_the_leading_model_does_not_have(content: Content) -> None:
    for answers in all_known_axes():
        here = recommend(placed(answers), content)
        assert all(step.because for step in here.next_steps), answers
        if here.lead not in oracle.DELIVERY:
            spoken = [step.text for step in here.next_steps if OF_A_PARTNER.search(step.text)]
            assert spoken == [], (answers, spoken)


def test_advice_without_a_team_begins_with_the_smallest_team(content: Content) -> None:
    for answers in all_known_axes():
        here = recommend(placed(answers), content)
        if here.lead == "advisory-only" and answers.maturity == "none":
            there = oracle.lead(replace(answers, maturity="emerging"))
            words = content.matrix.phrases[f"model-{there}"].text if there else ""
            assert "a product owner and one engineer" in here.next_steps[0].text
            assert words in here.next_steps[0].text


def test_all_placements_with_known_axes_take_seconds_together(content: Content) -> None:
    every = [placed(answers, "unknown") for answers in all_known_axes()]
    began = time.process_time()
    for placement in every:
        recommend(placement, content)
    assert time.process_time() - began < 3


def test_every_placement_with_open_axes_is_recommended_as_all_its_values_say(
    content: Content,
) -> None:
    for answers in all_open_axes():
        _follows_the_oracle(recommend(placed(answers), content), answers)


def _possible(answers: oracle.Answers) -> set[str]:
    leads = set(oracle.worlds(answers).values())
    return leads if len(leads) > 1 else set()


def test_raising_sensitivity_never_lowers_the_least_control_offered(content: Content) -> None:
    _never_lowers_control(content, axis=0, order=("low", "medium", "high"))


def test_lowering_certainty_never_lowers_the_least_control_offered(content: Content) -> None:
    _never_lowers_control(content, axis=2, order=("high", "medium", "low"))


def _never_lowers_control(content: Content, axis: int, order: tuple[str, ...]) -> None:
    every = cells(content)
    for key, cell in every.items():
        step = order.index(key[axis]) + 1
        rest = key[:axis] + key[axis + 1 :]
        if step < len(order):
            there = next(
                other
                for at, other in every.items()
                if at[axis] == order[step] and at[:axis] + at[axis + 1 :] == rest
            )
            assert min(map(control, there.options)) >= min(map(control, cell.options))


def test_core_logic_and_data_that_must_stay_end_in_nothing_but_do_not_outsource(
    content: Content,
) -> None:
    for answers in (*all_known_axes(), *all_open_axes()):
        if "yes" in (answers.core, answers.data):
            here = recommend(placed(answers), content)
            assert here.options == ("do-not-outsource",)
            assert here.basis.kind == "rule"
            assert here.possible == {}
            assert here.deciding == ()
            assert not here.strict_governance


def test_undefined_success_never_ends_in_a_model_that_delivers(content: Content) -> None:
    for answers in (*all_known_axes(), *all_open_axes()):
        if answers.success == "yes":
            here = recommend(placed(answers), content)
            assert not oracle.DELIVERY & {here.lead, *here.options, *here.possible}
