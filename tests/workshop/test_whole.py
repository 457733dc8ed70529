"""The rest of the framework: what is asked of which workload, and what is known without asking."""

from collections import Counter

import pytest

from fouraxis.content.models import Content
from fouraxis.content.terms import NOT_APPLICABLE
from fouraxis.workshop import edit, questions
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import EditError
from tests.workshop.settled import answered, placed


def of(session: Session, content: Content, step: str, subject: str = "chatbot") -> list[Question]:
    return list(questions.of(session, content, step, subject))  # type: ignore[arg-type]


def kinds(asked: list[Question]) -> dict[str, int]:
    """How many questions there are of each kind."""
    return dict(Counter(question.item.partition(".")[0] for question in asked))


def test_the_profile_asks_for_layers_motives_fit_and_context(
    session: Session, content: Content
) -> None:
    asked = of(session, content, "profile")
    assert kinds(asked) == {"layer": 4, "motive": 4, "fit": 3, "context": 3}
    assert all(question.counts for question in asked)


def test_missing_roles_are_asked_behind_talent_access_and_do_not_count(
    session: Session, content: Content
) -> None:
    session = answered(session, content, motive_talent_access="yes")
    asked = of(session, content, "profile")
    assert kinds(asked)["role"] == 9
    items = [question.item for question in asked]
    assert items.index("role.data-engineer") == items.index("motive.talent-access") + 1
    assert not any(question.counts for question in asked if question.item.startswith("role."))
    session = answered(session, content, motive_talent_access="no")
    assert "role" not in kinds(of(session, content, "profile"))


def test_motives_are_a_list_in_the_session_and_yes_or_no_to_the_room(
    session: Session, content: Content
) -> None:
    session = answered(
        session,
        content,
        motive_risk_distribution="yes",
        motive_talent_access="yes",
        motive_capability_breadth="no",
    )
    workload = session.workloads["chatbot"]
    assert workload.motives == ("talent-access", "risk-distribution")
    assert workload.not_motives == ("capability-breadth",)
    changed = answered(session, content, motive_talent_access="no", motive_risk_distribution=None)
    workload = changed.workloads["chatbot"]
    assert workload.motives == ()
    assert workload.not_motives == ("talent-access", "capability-breadth")


def test_a_motive_shows_its_risk_and_a_layer_what_it_holds(
    session: Session, content: Content
) -> None:
    motive = questions.find(session, content, "chatbot", "motive.risk-distribution")
    assert motive.about == (content.profile.motives["risk-distribution"].risk,)
    layer = questions.find(session, content, "chatbot", "layer.govern")
    govern = content.profile.layers["govern"]
    assert layer.about == (govern.question, govern.holds)
    assert layer.text == "Who does it?"


def test_an_answered_layer_is_not_parked(session: Session, content: Content) -> None:
    layer = questions.find(session, content, "chatbot", "layer.build")
    parked = questions.annotate(questions.park(session, layer), layer, "ask Bo")
    done = questions.answer(parked, layer, "partner")
    assert not questions.mark(done, layer).parked
    assert questions.note(done, layer) == "ask Bo"


def test_undecided_unassigned_and_open_are_answers_that_settle_nothing(
    session: Session, content: Content
) -> None:
    for item, value in (
        ("layer.build", "undecided"),
        ("risk.model-drift", "unassigned"),
        ("contract.latency", "open"),
    ):
        question = questions.find(session, content, "chatbot", item)
        assert questions.state(questions.answer(session, question, value), question) == "unknown"


# ---- conditions


def test_conditions_wait_for_a_model(session: Session, content: Content) -> None:
    assert of(session, content, "conditions") == []


@pytest.mark.parametrize(
    ("place", "items"),
    [
        (
            "low none high",
            {"acceptance-criteria", "no-deep-access", "portability-and-exit"},
        ),
        (
            "low emerging medium",
            {
                "product-owner",
                *("our-direction", "our-criteria", "our-knowledge", "our-governance"),
                "shared-sprints",
            },
        ),
        ("medium mature medium", {"internal-lead", "vetting", "named-roles"}),
    ],
)
def test_the_conditions_of_the_model_that_leads_are_asked(
    session: Session, content: Content, place: str, items: set[str]
) -> None:
    session = placed(session, content, place)
    asked = of(session, content, "conditions")
    assert {question.item for question in asked} == {f"condition.{item}" for item in items}


def test_advice_asks_who_carries_it_out_and_work_that_stays_who_builds_and_by_when(
    session: Session, content: Content
) -> None:
    advice = placed(session, content, "low none medium")
    assert [(q.item, q.kind) for q in of(advice, content, "conditions")] == [("handoff", "text")]
    stays = placed(session, content, "high none medium")
    assert [question.item for question in of(stays, content, "conditions")] == [
        "builder",
        "builder.by-when",
    ]


def test_row_six_brings_strict_governance(session: Session, content: Content) -> None:
    session = placed(session, content, "high emerging high")
    asked = of(session, content, "conditions")
    assert kinds(asked) == {"condition": 6, "governance": 6}
    inside = edit.decide(session, "chatbot", "do-not-outsource", "override", reason="the board")
    assert kinds(of(inside, content, "conditions")) == {"builder": 2}


def test_conditions_follow_the_decision(session: Session, content: Content) -> None:
    session = placed(session, content, "low none high")
    decided = edit.decide(session, "chatbot", "advisory-only", "override", reason="the board")
    assert [question.item for question in of(decided, content, "conditions")] == ["handoff"]


# ---- risks and drivers


def test_eight_risks_are_asked_each_with_a_side_and_a_name(
    session: Session, content: Content
) -> None:
    asked = of(session, content, "risks")
    assert len([question for question in asked if question.counts]) == 8
    assert {question.kind for question in asked if not question.counts} == {"text"}
    drift = questions.find(session, content, "chatbot", "risk.model-drift")
    assert "NIST AI RMF MEASURE 2.4" in " ".join(drift.about)
    assert NOT_APPLICABLE not in drift.allowed


@pytest.mark.parametrize(
    ("kind", "state"),
    [(None, "open"), ("agentic-system", "open"), ("llm-integration", "not-applicable")],
)
def test_the_agents_risk_applies_only_where_something_acts(
    session: Session, content: Content, kind: str | None, state: str
) -> None:
    session = edit.set_at(session, ("workloads", "chatbot", "kind"), kind)
    risk = questions.find(session, content, "chatbot", "risk.agent-and-tool-misuse")
    assert questions.state(session, risk) == state
    assert bool(risk.because) == (state == "not-applicable")
    changed = questions.answer(session, risk, "both")
    assert questions.state(changed, risk) == "answered"
    assert questions.effective(changed, risk) == "both"


def test_drivers_are_answered_by_what_is_known(session: Session, content: Content) -> None:
    def known(session: Session) -> dict[str, tuple[str | None, str]]:
        return {
            question.item.partition(".")[2]: (question.derived, question.because)
            for question in of(session, content, "drivers")
            if question.derived
        }

    assert len(of(session, content, "drivers")) == 13
    assert known(session) == {}
    session = placed(session, content, "low none high")
    model = content.matrix.models["full-outsourcing"]
    operated = content.ownership.structures
    assert known(session)["engagement-model"] == ("medium", f"{model.name}: {model.cost}")
    why = operated["vendor-operated"].consequence  # what the maturity suggests
    assert known(session)["post-launch-operations"] == (
        "high",
        f"Vendor-operated (suggested): {why}",
    )
    session = answered(
        session,
        content,
        structure="joint-operated",
        context_integration_complexity="high",
        **{"certainty.data-adequate": "partly", "sensitivity.regulatory-exposure": "unknown"},
        readiness="pilot",
    )
    assert {driver: level for driver, (level, _) in known(session).items()} == {
        "data-quality": "medium",
        "integration-depth": "high",
        "engagement-model": "medium",
        "post-launch-operations": "medium",
        "poc-to-production-gap": "medium",
    }
    assert known(session)["integration-depth"][1] == "Integration complexity: high"
    overridden = answered(session, content, driver_engagement_model="low")
    driver = questions.find(overridden, content, "chatbot", "driver.engagement-model")
    assert questions.effective(overridden, driver) == "low"


def test_a_driver_that_was_answered_with_yes_or_no_keeps_it_and_offers_it_no_more(
    session: Session, content: Content
) -> None:
    answer = ("workloads", "chatbot", "drivers", "discovery-quality", "answer")
    session = edit.set_at(session, answer, "yes")
    driver = questions.find(session, content, "chatbot", "driver.discovery-quality")
    assert questions.value(session, driver) == "yes"
    assert questions.state(session, driver) == "answered"
    assert driver.allowed == ("low", "medium", "high", "unknown")
    with pytest.raises(EditError):
        questions.answer(session, driver, "no")


def test_what_is_known_can_be_parked_all_the_same(session: Session, content: Content) -> None:
    session = placed(session, content, "low none high")
    driver = questions.find(session, content, "chatbot", "driver.engagement-model")
    assert questions.state(questions.park(session, driver), driver) == "parked"


# ---- parts


def test_a_part_that_is_left_out_asks_nothing_and_keeps_its_answers(
    session: Session, content: Content
) -> None:
    session = answered(session, content, risk_model_drift="vendor")
    without = edit.leave_out(edit.leave_out(session, "risks"), "profile")
    assert without.left_out == ("profile", "risks")
    assert of(without, content, "risks") == []
    assert without.workloads["chatbot"].risks
    back = edit.leave_out(edit.leave_out(without, "risks", False), "profile", False)
    assert back == session


def test_vendors_can_be_left_out_too(session: Session, content: Content) -> None:
    without = edit.leave_out(session, "vendors")
    assert of(without, content, "vendors", "brightworks") == []


def test_axes_and_rules_cannot_be_left_out(session: Session) -> None:
    with pytest.raises(EditError):
        edit.set_at(session, ("left_out",), ("axes",))
