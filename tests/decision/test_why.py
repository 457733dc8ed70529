"""Why, what would change it, what contradicts it, what comes next."""

import json
import re
from dataclasses import asdict, replace

import pytest

from fouraxis.content.models import Content
from fouraxis.content.terms import LEVELS
from fouraxis.decision.matrix import Evidence, Placement
from fouraxis.decision.recommendation import Recommendation, because_words, change_words, recommend
from fouraxis.report.recommendation import to_json
from tests.decision.placements import all_known_axes, placed

SUPPORT_CHATBOT = Placement("low", "none", "high", "pilot", "no", "no", "no")
FRAUD_DETECTION = Placement("high", "mature", "high", "scaled", "no", "no", "no")
AGENT_WORKFLOW = Placement("medium", "emerging", "low", "pilot", "no", "no", "no")
CLAIMS_DECISIONS = Placement("high", "none", "medium", "poc", "yes", "unknown", "no")
STRICT = Placement("high", "emerging", "high", "pilot", "no", "no", "no")


@pytest.mark.parametrize(
    ("placement", "lead", "because"),
    [
        (SUPPORT_CHATBOT, "full-outsourcing", "matrix row 1"),
        (FRAUD_DETECTION, "staff-augmentation", "matrix row 7 + guide"),
        (AGENT_WORKFLOW, "advisory-only", "matrix row 8 + guide"),
        (CLAIMS_DECISIONS, "do-not-outsource", "matrix row 5 + rule"),
    ],
)
def test_the_published_examples_land_where_they_are_published(
    content: Content, placement: Placement, lead: str, because: str
) -> None:
    here = recommend(placement, content)
    assert here.lead == lead
    assert because_words(content, here) == because


def test_a_reason_tells_the_row_that_holds_and_why_its_option_leads(content: Content) -> None:
    here = recommend(FRAUD_DETECTION, content)
    row, lead, other = here.reasons
    assert (row.kind, row.source) == ("row", "published")
    assert row.text.startswith("Row 7: ")
    assert (lead.kind, lead.source) == ("lead", "guide")
    assert "Readiness is scaled" in lead.text
    assert "advisory-only" in other.text


def test_an_interpretation_says_that_it_is_not_published_and_what_it_leans_on(
    content: Content,
) -> None:
    for reading in content.matrix.interpretations.values():
        placement = Placement(
            reading.sensitivity, reading.maturity, reading.certainty, "pilot", "no", "no", "no"
        )
        reason = next(
            r for r in recommend(placement, content).reasons if r.kind == "interpretation"
        )
        assert reason.source == "guide"
        assert "Not in the published matrix" in reason.text
        assert "confirm" in reason.text
        assert reading.leans_on in reason.text


def test_what_the_guide_settles_is_told_apart_from_what_is_published(content: Content) -> None:
    """Wherever published rows leave several models or disagree; never where a rule decides."""
    for answers in all_known_axes():
        here = recommend(placed(answers), content)
        several = len(here.options) > 1 or len(here.basis.rows) > 1
        ours = several and here.basis.kind == "published"
        if None not in answers.rules:
            assert here.tie_break or not ours, answers
        if here.lead is not None:
            told = because_words(content, here).endswith(" + guide")
            assert told is (here.tie_break and not here.basis.rules), answers


def test_two_rows_are_told_one_by_one_and_then_combined(content: Content) -> None:
    here = recommend(Placement("high", "mature", "low", "poc", "no", "no", "no"), content)
    assert [r.kind for r in here.reasons][:3] == ["row", "row", "rows"]
    assert "Rows 7 and 8" in here.reasons[2].text
    assert here.options == ("advisory-only", "internal-rnd")
    assert "The alternative is internal R&D" in here.reasons[3].text


def test_a_rule_that_forbids_leaves_the_answer_of_the_matrix_visible(content: Content) -> None:
    here = recommend(Placement("low", "none", "high", "poc", "yes", "no", "no"), content)
    forbids = _said(here, "rule")
    assert "Do not outsource" in forbids
    assert "Without this, it would be full outsourcing." in forbids
    assert here.without_rules == "full-outsourcing"
    assert here.basis.rules == ("core-logic",)


def test_a_rule_that_forbids_says_so_when_the_matrix_says_the_same_or_is_open(
    content: Content,
) -> None:
    assert "The matrix alone says the same." in _said(recommend(CLAIMS_DECISIONS, content), "rule")
    unplaced = recommend(Placement(core_logic="yes"), content)
    assert "it would still be open" in _said(unplaced, "rule")


def test_strict_governance_names_its_six_items(content: Content) -> None:
    here = recommend(STRICT, content)
    assert here.strict_governance
    assert len(content.matrix.governance) == 6
    for item in content.matrix.governance.values():
        assert item.name in _said(here, "governance")


def test_every_placement_is_explained_in_sentences_without_unfilled_places(
    content: Content,
) -> None:
    for answers in all_known_axes():
        here = recommend(placed(answers), content)
        assert here.reasons
        texts = [reason.text for reason in here.reasons]
        texts += [change_words(content, change) for change in here.changes]
        assert not any("{" in text or "}" in text for text in texts)


def test_a_change_is_one_step_on_one_axis_or_one_rule_turned_round(content: Content) -> None:
    here = recommend(STRICT, content)
    assert [change_words(content, change) for change in here.changes] == [
        "sensitivity medium: co-build squad, matrix row 3 + guide",
        "maturity mature: staff augmentation, matrix row 7 + guide",
        "maturity none: do not outsource (not yet), matrix row 5",
        "certainty medium: advisory-only, interpretation",
        "core decision logic yes: do not outsource",
        "data that must stay yes: do not outsource (not yet)",
        "success not defined yet: do not outsource (not yet)",
        "sensitivity low: full outsourcing, matrix row 1",
    ]


def test_where_few_reasons_are_told_the_rule_that_turned_it_is_one(content: Content) -> None:
    for answers in all_known_axes():
        for rule in ("core", "data", "success"):
            here = recommend(placed(replace(answers, **{rule: "yes"})), content)
            if here.basis.kind == "rule":
                assert here.weightiest[0].kind == "rule"
            assert sorted(map(repr, here.weightiest)) == sorted(map(repr, here.reasons))


def test_every_change_is_what_the_changed_placement_is_recommended(content: Content) -> None:
    for answers in all_known_axes():
        here = recommend(placed(answers), content)
        singles = [change for change in here.changes if len(change.answers) == 1]
        listed = {change.answers[0]: change for change in singles}
        for index, (axis, levels) in enumerate(LEVELS.items()):
            at = levels.index(str(answers.axes[index]))
            for step in (at - 1, at + 1):
                if 0 <= step < len(levels):
                    there = recommend(placed(replace(answers, **{axis: levels[step]})), content)
                    differs = (there.lead, there.strict_governance) != (
                        here.lead,
                        here.strict_governance,
                    )
                    change = next((c for a, c in listed.items() if a == (axis, levels[step])), None)
                    assert (change is not None) == differs
                    assert change is None or change.lead == there.lead


def test_a_change_to_a_place_still_open_says_so(content: Content) -> None:
    here = recommend(Placement("low", "none", "high", "poc", "yes"), content)
    assert [change_words(content, change) for change in here.changes] == [
        "core decision logic no: more than one outcome is possible then"
    ]


def test_where_no_single_answer_changes_it_the_smallest_combinations_do(content: Content) -> None:
    here = recommend(Placement("high", "none", "medium", "poc", "no", "yes", "no"), content)
    assert [change_words(content, change) for change in here.changes] == [
        "sensitivity medium and data that must stay no: advisory-only, interpretation",
        "maturity emerging and data that must stay no: advisory-only, interpretation",
    ]


def test_a_factor_that_moves_an_axis_by_two_is_told_where_it_gives_something_new(
    content: Content,
) -> None:
    here = recommend(Placement("medium", "none", "high", "pilot", "no", "no", "no"), content)
    last = here.changes[-1]
    assert (
        change_words(content, last) == "maturity mature: staff augmentation, matrix row 3 + guide"
    )


@pytest.mark.parametrize(
    ("placement", "not_yet", "reentry"),
    [
        (Placement("high", "none", "high", "poc", "no", "no", "no"), True, ["team-emerging"]),
        (Placement("low", "none", "high", "poc", "no", "no", "yes"), True, ["criteria-written"]),
        (Placement("low", "none", "high", "poc", "no", "yes", "no"), True, ["legal-clearance"]),
        (Placement("low", "none", "high", "poc", "yes", "yes", "yes"), False, []),
        (Placement("low", "none", "high", "poc", "no", "no", "no"), False, []),
    ],
)
def test_not_yet_is_not_never_and_says_what_brings_it_back(
    content: Content, placement: Placement, not_yet: bool, reentry: list[str]
) -> None:
    here = recommend(placement, content)
    assert here.not_yet == not_yet
    assert [condition.id for condition in here.reentry] == reentry
    assert all(condition.because for condition in here.reentry)


def test_undefined_success_leaves_what_the_matrix_still_offers(content: Content) -> None:
    research = recommend(Placement("low", "mature", "low", "poc", "no", "no", "yes"), content)
    assert research.options == ("internal-rnd", "advisory-only")
    assert (research.basis.kind, research.basis.rules) == ("published", ())
    assert "strikes out nothing" in _said(research, "rule")
    advice = recommend(Placement("high", "mature", "high", "scaled", "no", "no", "yes"), content)
    assert advice.options == ("advisory-only",)
    assert (advice.basis.kind, advice.basis.rules) == ("rule", ("undefined-success",))
    assert "Without this, it would be staff augmentation." in _said(advice, "rule")


@pytest.mark.parametrize(
    ("placement", "evidence", "warning"),
    [
        (Placement(core_logic="yes"), Evidence(ip_exposure="medium"), "core-logic-ip"),
        (
            Placement(data_cannot_leave="yes"),
            Evidence(regulatory_exposure="low"),
            "data-regulatory",
        ),
        (Placement(certainty="high", undefined_success="yes"), Evidence(), "certainty-success"),
        (Placement(certainty="high"), Evidence(measurable_success="no"), "certainty-success"),
        (Placement(certainty="low", readiness="scaled"), Evidence(), "stage-certainty"),
        (Placement(certainty="low", readiness="post-launch"), Evidence(), "stage-certainty"),
        (
            SUPPORT_CHATBOT,
            Evidence(conditions={"acceptance-criteria": "no"}),
            "condition-no",
        ),
        (STRICT, Evidence(governance={"audit-trail": "yes"}), "governance-open"),
        (AGENT_WORKFLOW, Evidence(handoff=""), "advice-without-handoff"),
        (AGENT_WORKFLOW, Evidence(handoff="no"), "advice-without-handoff"),
        (CLAIMS_DECISIONS, Evidence(builder="unknown"), "capability-without-builder"),
        (Placement("medium", core_logic="yes"), Evidence(), "core-logic-sensitivity"),
        (
            Placement("low", core_logic="yes"),
            Evidence(ip_exposure="high"),
            "core-logic-sensitivity",
        ),
        (Placement("medium", data_cannot_leave="yes"), Evidence(), "data-sensitivity"),
        (
            Placement("low", data_cannot_leave="yes"),
            Evidence(regulatory_exposure="high"),
            "data-sensitivity",
        ),
        (
            Placement("low", "none", "high", "poc", "yes", "no", "no"),
            Evidence(ip_exposure="high", builder=""),
            "capability-without-builder",
        ),
        (
            SUPPORT_CHATBOT,
            Evidence(fit={"shared-responsibility": "no"}),
            "responsibility-refused",
        ),
        (SUPPORT_CHATBOT, Evidence(fit={"in-house-lacking": "no"}), "engineering-not-lacking"),
    ],
)
def test_what_contradicts_a_placement_draws_its_warning(
    content: Content, placement: Placement, evidence: Evidence, warning: str
) -> None:
    here = recommend(placement, content, evidence)
    parts = re.split(r"{\w+}", content.matrix.warnings[warning].text)
    assert any(all(part in text for part in parts) for text in here.warnings), here.warnings
    assert here.lead == recommend(placement, content).lead


@pytest.mark.parametrize(
    ("placement", "evidence"),
    [
        (Placement(core_logic="yes"), Evidence(ip_exposure="high")),
        (Placement(core_logic="yes"), Evidence(ip_exposure="unknown")),
        (Placement(core_logic="yes"), Evidence()),
        (Placement(certainty="low", readiness="pilot"), Evidence()),
        (SUPPORT_CHATBOT, Evidence(conditions={"acceptance-criteria": "yes"})),
        (SUPPORT_CHATBOT, Evidence(conditions={"product-owner": "no"})),
        (STRICT, Evidence()),
        (AGENT_WORKFLOW, Evidence(handoff="Dana")),
        (AGENT_WORKFLOW, Evidence(builder="")),
        (AGENT_WORKFLOW, Evidence()),
        (CLAIMS_DECISIONS, Evidence()),
        (Placement("high", "mature", "high", "poc", "yes", "no", "no"), Evidence(builder="")),
        (Placement("low", "mature", "medium", "poc", "no", "no", "yes"), Evidence(builder="")),
        (Placement("high", data_cannot_leave="yes"), Evidence()),
        (FRAUD_DETECTION, Evidence(fit={"in-house-lacking": "no"})),
        (AGENT_WORKFLOW, Evidence(fit={"shared-responsibility": "no"})),
    ],
)
def test_what_agrees_or_was_not_asked_draws_no_warning(
    content: Content, placement: Placement, evidence: Evidence
) -> None:
    assert recommend(placement, content, evidence).warnings == ()


def test_nobody_is_to_be_found_for_work_that_waits_for_success_to_be_defined(
    content: Content,
) -> None:
    waiting = Placement("low", "none", "high", "poc", "no", "no", "yes")
    here = recommend(waiting, content, Evidence(builder=""))
    assert here.lead == "do-not-outsource"
    assert content.matrix.warnings["capability-without-builder"].text not in here.warnings


def test_next_steps_are_those_of_the_stage_and_the_model(content: Content) -> None:
    for stage, steps in content.matrix.stages.items():
        outside = recommend(Placement("low", "none", "high", stage, "no", "no", "no"), content)
        assert _of_stage(outside) == list(steps.steps)
        assert outside.next_steps[0].because.endswith(", full outsourcing")
        advised = recommend(
            Placement("high", "emerging", "medium", stage, "no", "no", "no"), content
        )
        assert _of_stage(advised) == list(steps.advised)
        inside = recommend(Placement("high", "mature", "high", stage, "yes", "no", "no"), content)
        assert _of_stage(inside) == list(steps.inside)
        assert [step.id for step in inside.next_steps[:1]] == ["rule.core-logic"]
        hired = recommend(Placement("medium", "mature", "high", stage, "no", "no", "no"), content)
        assert hired.lead == "staff-augmentation"
        ported = ["portability-trial"]
        assert _of_stage(hired) == [step for step in steps.steps if step not in ported]


def _of_stage(recommendation: Recommendation) -> list[str]:
    """The steps of a stage by their ids."""
    steps = (step.id.partition(".") for step in recommendation.next_steps)
    return [name for kind, _, name in steps if kind == "stage"]


def test_the_way_out_of_a_rule_comes_before_the_steps_of_the_stage(content: Content) -> None:
    here = recommend(CLAIMS_DECISIONS, content)
    rules = content.rules.rules
    steps = [step.text for step in here.next_steps]
    assert steps[0] == rules["core-logic"].way_out
    assert steps[1] == next(r.way_out for r in rules.values() if r.row == 5)
    assert steps[2:] == [step.text for step in content.matrix.stages["poc"].inside.values()]
    assert [step.because for step in here.next_steps[:2]] == [
        "core decision logic yes",
        "matrix row 5",
    ]


def test_advice_without_a_team_says_that_nobody_inside_can_build_on_it_yet(
    content: Content,
) -> None:
    sentence = content.matrix.phrases["advice-without-team"].text
    for answers in all_known_axes():
        here = recommend(placed(answers), content)
        without = here.lead == "advisory-only" and answers.maturity == "none"
        assert (sentence in _said(here, "lead").splitlines()) is without, answers


def test_a_research_bet_is_told_its_way_out(content: Content) -> None:
    way_out = next(r.way_out for r in content.rules.rules.values() if r.row == 8)
    assert recommend(AGENT_WORKFLOW, content).next_steps[0].text == way_out


def test_the_command_line_gets_one_plain_object(content: Content) -> None:
    printed = json.loads(json.dumps(asdict(to_json(recommend(STRICT, content)))))
    assert list(printed) == [
        "lead",
        "options",
        "basis",
        "tie_break",
        "strict_governance",
        "not_yet",
        "reentry",
        "provisional",
        "possible",
        "without_rules",
        "changes",
        "warnings",
        "next_steps",
    ]
    assert printed["basis"] == {"kind": "published", "rows": [6], "rules": []}
    assert printed["changes"][0] == {
        "axis": "sensitivity",
        "to": "medium",
        "together_with": [],
        "lead": "co-build-squad",
        "strict_governance": False,
        "tie_break": True,
    }
    assert printed["changes"][-2] == {
        "rule": "undefined-success",
        "to": "yes",
        "together_with": [],
        "lead": "do-not-outsource",
        "strict_governance": False,
        "tie_break": False,
    }
    assert printed["next_steps"][0]["because"]


def test_a_combination_is_one_change_with_what_goes_along(content: Content) -> None:
    here = recommend(Placement("high", "none", "medium", "poc", "no", "yes", "no"), content)
    printed = json.loads(json.dumps(asdict(to_json(here))))
    assert printed["not_yet"]
    assert [condition["id"] for condition in printed["reentry"]] == [
        *("team-emerging", "legal-clearance")
    ]
    assert printed["changes"][0] == {
        "axis": "sensitivity",
        "to": "medium",
        "together_with": [{"rule": "data-cannot-leave", "to": "no"}],
        "lead": "advisory-only",
        "strict_governance": False,
        "tie_break": False,
    }


def _said(here: Recommendation, kind: str) -> str:
    return "\n".join(reason.text for reason in here.reasons if reason.kind == kind)
