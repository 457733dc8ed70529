"""What always holds, held against an oracle for every placement there is."""

import time
from itertools import product

from fouraxis.content.models import Content
from fouraxis.content.terms import STAGES
from fouraxis.decision.matrix import alternative, cells, control, lead
from fouraxis.decision.recommend import recommend
from tests.decision import oracle
from tests.decision.placements import all_known_axes, all_open_axes, placed


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
    count = 0
    for answers in all_known_axes():
        here = recommend(placed(answers), content)
        assert here.lead == oracle.lead(answers), answers
        assert here.options == oracle.options(answers), answers
        assert here.basis.kind == oracle.kind(answers), answers
        assert here.basis.rows == oracle.rows(answers), answers
        assert here.strict_governance == oracle.strict(answers), answers
        assert here.without_rules == oracle.without_rules(answers), answers
        assert here.deciding == oracle.deciding(answers), answers
        assert set(here.possible) == _possible(answers), answers
        count += 1
    assert count == 27 * 4 * 27


def test_all_placements_with_known_axes_take_seconds_together(content: Content) -> None:
    every = [placed(answers, "unknown") for answers in all_known_axes()]
    began = time.perf_counter()
    for placement in every:
        recommend(placement, content)
    assert time.perf_counter() - began < 3


def test_every_placement_with_open_axes_is_recommended_as_all_its_values_say(
    content: Content,
) -> None:
    for answers in all_open_axes():
        here = recommend(placed(answers), content)
        assert here.lead == oracle.lead(answers), answers
        assert here.basis.kind == oracle.kind(answers), answers
        assert here.basis.rows == oracle.rows(answers), answers
        assert here.strict_governance == oracle.strict(answers), answers
        assert here.without_rules == oracle.without_rules(answers), answers
        assert set(here.possible) == _possible(answers), answers


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


def test_an_asked_rule_answered_yes_never_ends_in_anything_but_do_not_outsource(
    content: Content,
) -> None:
    for answers in (*all_known_axes(), *all_open_axes()):
        if "yes" in answers.rules:
            here = recommend(placed(answers), content)
            assert here.options == ("do-not-outsource",)
            assert here.basis.kind == "rule"
            assert here.possible == {}
            assert here.deciding == ()
            assert not here.strict_governance
