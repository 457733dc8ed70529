"""What follows from the answers is derived, agrees with the decision, and is remembered."""

import pytest

from fouraxis.content.models import Content
from fouraxis.content.terms import DELIVERED, MODELS, OUTSIDE, Model
from fouraxis.decision.matrix import Evidence, Placement
from fouraxis.decision.recommendation import recommend
from fouraxis.workshop import edit, questions
from fouraxis.workshop.assess import (
    Assessed,
    assess,
    considered,
    considered_for,
    decide,
    flags_words,
    kind_of,
    sprint_warning,
)
from fouraxis.workshop.session import Ground, Session
from fouraxis.workshop.standing import (
    ProgrammeWide,
    evidence,
    placement,
    suggested_structure,
    suggestion,
)

FULL = {
    "sensitivity": "low",
    "maturity": "none",
    "certainty": "high",
    "readiness": "pilot",
    "core-logic": "no",
    "data-cannot-leave": "no",
    "undefined-success": "no",
}


def answered(session: Session, content: Content, workload: str, **answers: str | None) -> Session:
    """The session with these answers; underscores stand for dashes."""
    for item, value in answers.items():
        question = questions.find(session, content, workload, item.replace("_", "-"))
        session = questions.answer(session, question, value)
    return session


@pytest.fixture
def placed(session: Session, content: Content) -> Session:
    """The chatbot placed where the first published row holds."""
    return answered(session, content, "chatbot", **FULL)


def chatbot(session: Session, content: Content) -> Assessed:
    return assess(session, content).workloads["chatbot"]


def test_the_placement_is_what_the_room_answered(placed: Session) -> None:
    assert placement(placed.workloads["chatbot"]) == Placement(
        "low", "none", "high", "pilot", "no", "no", "no"
    )
    assert placement(placed.workloads["fraud-detection"]) == Placement()


def test_the_recommendation_is_the_decision_rooms_own(placed: Session, content: Content) -> None:
    assessed = chatbot(placed, content)
    assert assessed.recommendation == recommend(assessed.placement, content, Evidence())
    assert assessed.recommendation.lead == "full-outsourcing"


def test_evidence_is_what_was_said_and_unknown_says_nothing(
    session: Session, content: Content
) -> None:
    session = answered(session, content, "chatbot", ip_exposure="low", measurable_success="unknown")
    left_out = ProgrammeWide(left_out=("conditions",))
    assessed = evidence(session.workloads["chatbot"], content, left_out)
    assert assessed == Evidence(ip_exposure="low")


def test_a_contradiction_is_a_warning(placed: Session, content: Content) -> None:
    before = chatbot(placed, content).recommendation.warnings
    contradicted = answered(placed, content, "chatbot", core_logic="yes", ip_exposure="low")
    assert len(chatbot(contradicted, content).recommendation.warnings) > len(before)


def test_factors_suggest_a_level_as_they_are_answered(session: Session, content: Content) -> None:
    assert suggestion(session.workloads["chatbot"], "sensitivity").level is None
    session = answered(session, content, "chatbot", ip_exposure="high")
    assessed = suggestion(session.workloads["chatbot"], "sensitivity")
    assert (assessed.level, assessed.settled) == ("high", True)


def test_a_level_that_a_factor_does_not_have_suggests_nothing(
    session: Session, content: Content
) -> None:
    path = ("workloads", "chatbot", "axes", "sensitivity", "factors", "ip-exposure", "level")
    session = edit.set_at(session, path, "partly")
    assert suggestion(session.workloads["chatbot"], "sensitivity").level is None
    assert evidence(session.workloads["chatbot"], content).ip_exposure is None


def test_maturity_suggests_the_operating_structure(session: Session, content: Content) -> None:
    assert suggested_structure(session.workloads["chatbot"], content) is None
    session = answered(session, content, "chatbot", maturity="unknown")
    assert suggested_structure(session.workloads["chatbot"], content) is None
    session = answered(session, content, "chatbot", maturity="emerging")
    assert suggested_structure(session.workloads["chatbot"], content) == "joint-operated"


def test_what_is_built_inside_is_not_run_by_a_vendor(session: Session, content: Content) -> None:
    """Neither suggested nor offered; an answer that was given before stays possible."""

    def offered(session: Session) -> tuple[str | None, list[str]]:
        question = questions.find(session, content, "chatbot", "structure")
        return question.suggested, [option.id for option in question.options]

    every = ["vendor-operated", "joint-operated", "enterprise-operated"]
    outside = answered(session, content, "chatbot", **FULL)
    assert offered(outside) == ("vendor-operated", every)
    for model in MODELS:
        decided = edit.decide(outside, "chatbot", model, "override", reason="so be it")
        delivered = model in DELIVERED
        usual, which = offered(decided)
        assert usual == ("vendor-operated" if delivered else "enterprise-operated")
        inside = model not in OUTSIDE
        assert which == every[0 if delivered else 2 if inside else 1 :]
        option = questions.find(decided, content, "chatbot", "structure").options[-1]
        assert ("retainer" in f"{option.name} {option.anchor}") is not inside
        before = edit.set_at(decided, ("workloads", "chatbot", "operations", "structure"), every[0])
        assert every[0] in offered(before)[1]


def test_of_what_stays_inside_nothing_of_a_vendor_is_asked_after_launch(
    session: Session, content: Content
) -> None:
    """But for what is said of it already."""

    def asked(session: Session) -> set[str]:
        every = questions.of(session, content, "ownership", "chatbot")
        return {question.item for question in every}

    area = ("workloads", "chatbot", "ownership", "documentation", "vendor")
    check = ("workloads", "chatbot", "operations", "transfer", "runbooks", "answer")
    session = answered(session, content, "chatbot", **FULL)
    session = edit.set_at(
        session, ("workloads", "chatbot", "operations", "internal_long_term"), "yes"
    )
    for model in MODELS:
        decided = edit.decide(session, "chatbot", model, "override", reason="so be it")
        outside = model in OUTSIDE
        assert ("documentation.vendor" in asked(decided)) is outside
        assert ("transfer.runbooks" in asked(decided)) is outside
        assert "documentation" in asked(decided)
        said = edit.set_at(edit.set_at(decided, area, "Runbooks"), check, "yes")
        assert {"documentation.vendor", "transfer.runbooks"} <= asked(said)
        assert ("cost-governance.vendor" in asked(said)) is outside


def test_a_workload_goes_from_not_placed_to_final(session: Session, content: Content) -> None:
    assert chatbot(session, content).status == "not-placed"
    session = answered(session, content, "chatbot", **{**FULL, "readiness": None})
    assert chatbot(session, content).status == "not-placed"
    session = answered(session, content, "chatbot", readiness="pilot", core_logic="unknown")
    assert chatbot(session, content).status == "provisional"
    session = answered(session, content, "chatbot", core_logic="no")
    assert chatbot(session, content).status == "final"


def test_an_unknown_that_changes_nothing_keeps_it_final(placed: Session, content: Content) -> None:
    placed = answered(placed, content, "chatbot", readiness="unknown")
    assert chatbot(placed, content).status == "final"


def test_an_interpretation_is_final_once_the_room_confirms_it(
    placed: Session, content: Content
) -> None:
    placed = answered(placed, content, "chatbot", sensitivity="medium")
    assessed = chatbot(placed, content)
    assert assessed.recommendation.basis.kind == "interpretation"
    assert assessed.status == "to-confirm"
    lead = assessed.recommendation.lead
    assert lead is not None
    confirmed = edit.decide(placed, "chatbot", lead, "as-recommended")
    assert chatbot(confirmed, content).status == "final"


def test_a_decision_is_agreed_until_the_recommendation_changes(
    placed: Session, content: Content
) -> None:
    assert chatbot(placed, content).decision_state == "none"
    decided = edit.decide(placed, "chatbot", "full-outsourcing", "as-recommended")
    assert chatbot(decided, content).decision_state == "agreed"
    changed = answered(decided, content, "chatbot", core_logic="yes")
    assert chatbot(changed, content).decision_state == "outdated"
    provisional = answered(decided, content, "chatbot", core_logic="unknown")
    assert chatbot(provisional, content).decision_state == "outdated"


def test_an_alternative_is_one_as_long_as_the_matrix_offers_it(
    placed: Session, content: Content
) -> None:
    row_8 = answered(placed, content, "chatbot", maturity="emerging", certainty="low")
    lead, other = chatbot(row_8, content).recommendation.options
    decided = edit.decide(row_8, "chatbot", other, "alternative")
    assert chatbot(decided, content).decision_state == "alternative"
    led_by_it = answered(decided, content, "chatbot", readiness="poc")
    assert chatbot(led_by_it, content).recommendation.options[0] == other != lead
    assert chatbot(led_by_it, content).decision_state == "outdated"
    elsewhere = answered(decided, content, "chatbot", certainty="high")
    assert chatbot(elsewhere, content).decision_state == "outdated"


@pytest.mark.parametrize("old", [True, False])
def test_an_override_holds_and_is_outdated_once_it_is_recommended(
    placed: Session, content: Content, old: bool
) -> None:
    if old:  # a session from before the ground of a decision was kept
        decided = edit.decide(placed, "chatbot", "do-not-outsource", "override", reason="the board")
    else:
        decided = decide(placed, content, "chatbot", "do-not-outsource", reason="the board")
    assert chatbot(decided, content).decision_state == "override"
    forbidden = answered(decided, content, "chatbot", core_logic="yes")
    assert chatbot(forbidden, content).decision_state == "outdated"
    confirmed = decide(forbidden, content, "chatbot", "as-recommended", reason="the board")
    assert chatbot(confirmed, content).decision_state == "agreed"


def test_a_decision_keeps_what_it_rested_on(placed: Session, content: Content) -> None:
    decided = decide(placed, content, "chatbot", "as-recommended")
    decision = decided.workloads["chatbot"].decision
    assert decision is not None
    assert decision.ground == Ground(
        options=("full-outsourcing",),
        basis="published",
        rows=(1,),
        strict_governance=False,
        levels={
            "sensitivity": "low",
            "maturity": "none",
            "certainty": "high",
            "readiness": "pilot",
        },
        answers={"core-logic": "no", "data-cannot-leave": "no", "undefined-success": "no"},
    )
    assert decide(decided, content, "chatbot", "as-recommended") is decided


def test_an_override_of_another_recommendation_is_outdated(
    placed: Session, content: Content
) -> None:
    decided = decide(placed, content, "chatbot", "internal-rnd", reason="a bet")
    elsewhere = answered(decided, content, "chatbot", core_logic="yes")
    assert chatbot(elsewhere, content).overtaken == ("recommendation", "placement")
    assert chatbot(elsewhere, content).decision_state == "outdated"


def test_a_decision_is_outdated_once_a_level_is_another_one_even_where_the_model_stays(
    placed: Session, content: Content
) -> None:
    decided = decide(placed, content, "chatbot", "as-recommended")
    moved = answered(decided, content, "chatbot", readiness="scaled")
    assert chatbot(moved, content).recommendation.lead == "full-outsourcing"
    assert chatbot(moved, content).overtaken == ("placement",)
    back = answered(moved, content, "chatbot", readiness="pilot")
    assert chatbot(back, content).decision_state == "agreed"


def test_what_was_unknown_at_a_decision_and_changes_nothing_leaves_it_alone(
    placed: Session, content: Content
) -> None:
    unsure = answered(placed, content, "chatbot", readiness="unknown")
    decided = decide(unsure, content, "chatbot", "as-recommended")
    known = answered(decided, content, "chatbot", readiness="scaled")
    assert chatbot(known, content).decision_state == "agreed"


def test_strict_governance_that_came_later_was_not_decided(
    placed: Session, content: Content
) -> None:
    row_6 = answered(placed, content, "chatbot", sensitivity="high", maturity="emerging")
    assert chatbot(row_6, content).recommendation.strict_governance
    ungoverned = Ground(options=("co-build-squad",), basis="published", rows=(3,))
    seen = decide(row_6, content, "chatbot", "as-recommended")
    assert chatbot(seen, content).decision_state == "agreed"
    before = edit.set_at(seen, ("workloads", "chatbot", "decision", "ground"), ungoverned)
    assert chatbot(before, content).overtaken == ("governance",)
    assert chatbot(before, content).decision_state == "outdated"
    again = decide(before, content, "chatbot", "as-recommended")
    assert chatbot(again, content).decision_state == "agreed"


def test_a_condition_that_is_answered_no_afterwards_was_not_decided(
    placed: Session, content: Content
) -> None:
    squad = answered(placed, content, "chatbot", sensitivity="medium", maturity="emerging")
    decided = decide(squad, content, "chatbot", "co-build-squad", reason="we want one")
    condition = next(
        question
        for question in questions.of(decided, content, "conditions", "chatbot")
        if "no" in question.allowed
    )
    refused = questions.answer(decided, condition, "no")
    assert chatbot(refused, content).overtaken == ("conditions",)
    again = decide(refused, content, "chatbot", "co-build-squad", reason="we want one")
    assert chatbot(again, content).decision_state != "outdated"
    assert chatbot(questions.answer(again, condition, "yes"), content).overtaken == ()


@pytest.mark.parametrize("model", MODELS)
def test_the_kind_of_a_decision_follows_from_the_recommendation(
    placed: Session, content: Content, model: Model
) -> None:
    placed = answered(placed, content, "chatbot", sensitivity="medium", maturity="mature")
    assessed = chatbot(placed, content).recommendation
    expected = {
        assessed.options[0]: "as-recommended",
        assessed.options[1]: "alternative",
    }
    assert kind_of(assessed, model) == expected.get(model, "override")


def test_an_area_is_unowned_until_somebody_is_named(session: Session, content: Content) -> None:
    assert len(chatbot(session, content).unowned) == 6
    named = answered(session, content, "chatbot", incident_response="Ana")
    assert "incident-response" not in chatbot(named, content).unowned
    nobody = answered(session, content, "chatbot", incident_response="Unknown")
    assert "incident-response" in chatbot(nobody, content).unowned


def test_what_waits_is_counted_whatever_keeps_it_waiting(
    session: Session, content: Content
) -> None:
    before = chatbot(session, content).open
    parked = questions.park(session, questions.find(session, content, "chatbot", "core-logic"))
    assert chatbot(parked, content).open == before
    unknown = answered(parked, content, "chatbot", core_logic="unknown")
    assert chatbot(unknown, content).open == before
    assert (
        chatbot(answered(parked, content, "chatbot", core_logic="no"), content).open == before - 1
    )


def test_vendors_are_counted_and_never_scored(session: Session, content: Content) -> None:
    session = answered(
        session,
        content,
        "brightworks",
        engineering_depth="strong",
        industry_fit="red-flag",
        mlops_maturity="not-asked",
        clean_data_demo="yes",
        contract_gaps="unknown",
    )
    assessed = assess(session, content).vendors["brightworks"]
    assert assessed.marks == {
        "strong": 1,
        "partial": 0,
        "claimed": 0,
        "red-flag": 1,
        "not-asked": 5,
    }
    assert assessed.red_flags == ("clean-data-demo",)


@pytest.mark.parametrize(("weeks", "warned"), [(None, False), (1, True), (2, False), (5, True)])
def test_a_sprint_too_short_or_too_long_draws_a_warning(
    session: Session, content: Content, weeks: int | None, warned: bool
) -> None:
    session = edit.set_at(session, ("vendors", "brightworks", "sprint", "weeks"), weeks)
    vetted = assess(session, content).vendors["brightworks"]
    assert bool(sprint_warning(session, content, vetted)) == warned


def test_the_warning_of_a_sprint_names_the_workload_and_its_weeks(
    session: Session, content: Content
) -> None:
    path = ("vendors", "brightworks", "sprints")
    session = edit.set_at(session, (*path, "chatbot", "weeks"), 1)
    session = edit.set_at(session, (*path, "fraud-detection", "weeks"), 9)
    vetted = assess(session, content).vendors["brightworks"]
    warning = sprint_warning(session, content, vetted)
    names = [session.workloads[key].name for key in ("chatbot", "fraud-detection")]
    assert warning.startswith(f"Sprint for {names[0]} (1 week), {names[1]} (9 weeks): ")
    fits = edit.set_at(session, (*path, "chatbot", "weeks"), 3)
    vetted = assess(fits, content).vendors["brightworks"]
    assert names[0] not in sprint_warning(fits, content, vetted)


def test_a_red_flag_counts_until_the_room_answers_it_and_so_does_one_of_a_criterion(
    session: Session, content: Content
) -> None:
    session = answered(
        *(session, content, "brightworks"),
        clean_data_demo="yes",
        security_deferred="yes",
        industry_fit="red-flag",
    )

    def counted(session: Session) -> tuple[str, int | None]:
        every = assess(session, content)
        counts = {count.kind: count.total for count in every.programme.counts}
        return flags_words(every.vendors["brightworks"]), counts["red-flags"]

    assert counted(session) == ("2 heard, 1 in the criteria", 3)
    note = ("vendors", "brightworks", "red_flags", "security-deferred", "note")
    told = edit.set_at(session, note, "Shown on Tuesday.")
    assert counted(told) == ("2 heard, 1 in the criteria, 1 answered", 2)
    claimed = edit.set_at(told, (*note[:-1], "claimed"), ("answer",))
    assert counted(claimed)[1] == 3
    better = answered(told, content, "brightworks", industry_fit="strong", clean_data_demo="no")
    assert counted(better) == ("1 heard, 1 answered", 0)


def test_who_is_chosen_is_considered_and_who_is_not_considered_is_not_chosen(
    session: Session, content: Content
) -> None:
    chosen = edit.choose_vendor(session, "brightworks", ["fraud-detection"])
    assert "fraud-detection" in chosen.vendors["brightworks"].workloads
    assert considered(chosen, "fraud-detection") == ("brightworks",)
    every = questions.every(session, content, "fraud-detection")
    question = next(each for each in every if each.item == "chosen-vendor")
    assert questions.answer(session, question, "brightworks") == chosen
    dropped = edit.consider(chosen, "brightworks", ["chatbot"])
    assert dropped.workloads["fraud-detection"].chosen_vendor is None
    bare = edit.set_at(chosen, ("vendors", "brightworks", "workloads"), ())
    assert considered_for(bare, "brightworks") == ("fraud-detection",)


def test_a_workload_knows_who_is_considered_for_it(session: Session) -> None:
    assert considered(session, "chatbot") == ("brightworks",)
    assert considered(session, "fraud-detection") == ()


def test_the_programme_counts_owners_and_red_flags(session: Session, content: Content) -> None:
    session = answered(session, content, "brightworks", clean_data_demo="yes")
    session = answered(session, content, "chatbot", incident_response="Ana")
    counts = {count.kind: count for count in assess(session, content).programme.counts}
    assert counts["unowned-areas"].total == 11
    assert counts["red-flags"].places == ("brightworks",)


def test_the_programme_follows_the_decision(placed: Session, content: Content) -> None:
    decided = edit.decide(placed, "chatbot", "internal-rnd", "override", reason="the board")
    assert assess(decided, content).programme.models == {"internal-rnd": ("chatbot",)}


def test_after_an_edit_only_what_it_touched_is_worked_out_anew(
    placed: Session, content: Content
) -> None:
    before = assess(placed, content)
    after = assess(answered(placed, content, "chatbot", certainty="low"), content)
    assert after.workloads["fraud-detection"] is before.workloads["fraud-detection"]
    assert after.vendors["brightworks"] is before.vendors["brightworks"]
    assert after.workloads["chatbot"] is not before.workloads["chatbot"]
    assert assess(placed, content) is before


def test_other_content_is_assessed_by_its_own_words(placed: Session, content: Content) -> None:
    other = content.model_copy(deep=True)
    assert assess(placed, other) is not assess(placed, content)
    assert chatbot(placed, other) == chatbot(placed, content)
