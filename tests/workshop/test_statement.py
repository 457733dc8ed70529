"""The outline of a statement of work: what is known of a workload, and what is still missing."""

import pytest
from hypothesis import given, settings

from fouraxis.content.models import Content
from fouraxis.content.terms import CLAUSES, OUTSIDE
from fouraxis.workshop import edit, questions
from fouraxis.workshop.assess import assess
from fouraxis.workshop.question import PROGRAMME
from fouraxis.workshop.ready import ready_to_sign
from fouraxis.workshop.session import Session
from fouraxis.workshop.standing import holding
from fouraxis.workshop.statement import Clause, outline, shortlist, verdict, workstreams
from tests.workshop.sessions import CONTENT, sessions
from tests.workshop.settled import answered, placed


@pytest.fixture
def outside(session: Session, content: Content) -> Session:
    """A chatbot that goes to a partner altogether."""
    return placed(session, content, "low none high")


def clauses(session: Session, content: Content) -> dict[str, Clause]:
    return {one.id: one for one in outline(session, content, "chatbot")}


def lines(session: Session, content: Content, clause: str) -> list[str]:
    return [one.line for one in clauses(session, content)[clause].lines]


def agreed(session: Session, content: Content, subject: str = PROGRAMME) -> Session:
    """Everything in the contract agreed, each service level with its target and measurer."""
    for one in questions.of(session, content, "contract", subject):
        given = {"answer": "agreed", "target": "99 %", "measured_by": "Ana"}.get(one.field)
        session = questions.answer(session, one, given) if given else session
    return session


def test_work_that_stays_inside_has_no_statement_of_work(
    session: Session, content: Content
) -> None:
    inside = placed(session, content, "high none medium")
    assert outline(inside, content, "chatbot") == ()
    assert outline(inside, content, "fraud-detection") == ()
    assert workstreams(inside, content) == {}


def test_a_decision_makes_a_workstream_and_ends_one(outside: Session, content: Content) -> None:
    assert workstreams(outside, content) == {"full-outsourcing": ("chatbot",)}
    decided = edit.decide(outside, "fraud-detection", "advisory-only", "override", reason="pilot")
    assert list(workstreams(decided, content)) == ["full-outsourcing", "advisory-only"]
    kept = edit.decide(outside, "chatbot", "do-not-outsource", "override", reason="the board")
    assert workstreams(kept, content) == {}


def test_the_clauses_stand_in_their_order_and_little_is_known_at_first(
    outside: Session, content: Content
) -> None:
    found = clauses(outside, content)
    assert tuple(found) == CLAUSES
    assert {key for key, one in found.items() if not one.open} == {"acceptance"}
    assert lines(outside, content, "scope") == ["Business owner: Ana"]
    assert lines(outside, content, "vendor") == ["Brightworks"]


def test_the_model_comes_with_its_published_cost_pattern(
    outside: Session, content: Content
) -> None:
    first = lines(outside, content, "engagement")[0]
    model = content.matrix.models["full-outsourcing"]
    assert first == f"{model.name}: {model.cost}"


def test_who_does_what_is_told_in_one_line_for_each_side(
    outside: Session, content: Content
) -> None:
    session = answered(
        outside,
        content,
        layer_build="partner",
        layer_govern="internal",
        layer_deploy_and_operate="partner",
    )
    found = clauses(session, content)["delivery"]
    assert [one.line for one in found.lines] == [
        "partner: Build, Deploy and operate",
        "Govern: internal",
    ]
    assert found.open == 1
    assert found.place.item == "layer.strategy-and-architecture"


def test_what_the_programme_agreed_is_known_for_every_workload(
    outside: Session, content: Content
) -> None:
    session = agreed(outside, content)
    found = clauses(session, content)
    assert [found[key].open for key in ("service-levels", "ip", "exit")] == [0, 0, 0]
    assert "Latency: agreed; target: 99 %; measured by: Ana" in lines(
        session, content, "service-levels"
    )
    differs = answered(session, content, contract_latency="open", contract_portability="open")
    assert clauses(differs, content)["service-levels"].place.item == "contract.latency"
    assert clauses(differs, content)["ip"].open == 1


def test_a_service_level_without_a_target_or_a_measurer_is_open(
    outside: Session, content: Content
) -> None:
    for item in ("contract.latency.target", "contract.latency.measured-by"):
        session = agreed(outside, content, "chatbot")
        question = questions.find(session, content, "chatbot", item)
        session = questions.answer(session, question, None)
        assert clauses(session, content)["service-levels"].open == 1
    none = questions.find(session, content, "chatbot", "contract.latency")
    assert (
        clauses(questions.answer(session, none, "not-applicable"), content)["service-levels"].open
        == 0
    )


def test_an_owner_whom_nobody_named_is_the_usual_one_and_an_open_one_is_missing(
    outside: Session, content: Content
) -> None:
    session = agreed(outside, content)
    assert any(
        line.startswith("agreed, owner enterprise: ") for line in lines(session, content, "ip")
    )
    question = questions.find(session, content, "chatbot", "contract.embeddings.owner")
    assert clauses(questions.answer(session, question, "open"), content)["ip"].open == 1


def test_strict_governance_is_part_of_it_only_where_it_goes_with_the_model(
    session: Session, content: Content
) -> None:
    strict = placed(session, content, "high emerging high")
    assert clauses(strict, content)["data"].place.item == "governance.accountable-owner"
    plain = placed(session, content, "low emerging medium")
    assert clauses(plain, content)["data"].place.step == "contract"


def test_what_is_checked_before_signing_is_not_decided_again(
    outside: Session, content: Content
) -> None:
    for measured in ("yes", "partly", None):
        session = answered(outside, content, certainty="medium")
        question = questions.find(session, content, "chatbot", "certainty.measurable-success")
        session = questions.answer(session, question, measured)
        checks = {one.id: one for one in ready_to_sign(session, content, "chatbot")}
        found = clauses(session, content)["acceptance"]
        check = checks["acceptance-criteria"]
        assert (found.open == 0) == (check.state == "met")
        assert found.place == check.place


def test_the_vendor_clause_leads_to_what_the_sprint_left_open(
    outside: Session, content: Content
) -> None:
    session = answered(
        outside,
        content,
        "brightworks",
        sprint_verdict="proceed",
        sprint_production_like_data="yes",
    )
    found = clauses(session, content)["vendor"]
    assert (found.open, found.place.item) == (1, "sprint.evaluation-method")
    assert found.place.vendor == "brightworks"


def test_a_part_that_is_left_out_is_said_to_be(outside: Session, content: Content) -> None:
    session = edit.leave_out(edit.leave_out(outside, "contract"), "vendors")
    found = clauses(session, content)
    assert {key for key, one in found.items() if one.left_out} == {
        *("service-levels", "ip", "exit", "vendor")
    }
    assert all(one.place.step == "setup" for one in found.values() if one.left_out)
    assert not any(one.lines or one.open for one in found.values() if one.left_out)


def test_a_workload_that_goes_outside_with_no_vendor_is_found(
    outside: Session, content: Content
) -> None:
    found = shortlist(outside, content)
    assert found is not None
    assert found.nobody == ()
    without = shortlist(edit.link_vendor(outside, "brightworks", "chatbot", False), content)
    assert without is not None
    assert without.nobody == ("chatbot",)
    assert verdict(found.vendors["brightworks"]) == "not-run"


def test_a_vendor_considered_for_work_that_stays_inside_is_listed_apart(
    outside: Session, content: Content
) -> None:
    found = shortlist(edit.link_vendor(outside, "brightworks", "fraud-detection"), content)
    assert found is not None
    assert [(one.workload, one.outside) for one in found.workloads] == [
        ("chatbot", True),
        ("fraud-detection", False),
    ]


def test_without_the_part_on_vendors_there_is_no_shortlist(
    outside: Session, content: Content
) -> None:
    assert shortlist(edit.leave_out(outside, "vendors"), content) is None


@settings(max_examples=60, deadline=None)
@given(sessions())
def test_whatever_was_answered_each_workstream_has_every_clause(session: Session) -> None:
    streams = workstreams(session, CONTENT)
    for model, ids in streams.items():
        assert {holding(session.workloads[one], CONTENT) for one in ids} == {model}
    assert {one for ids in streams.values() for one in ids} == set(
        assess(session, CONTENT).programme.outside
    )
    assert set(streams) <= OUTSIDE
    for ids in streams.values():
        for workload in ids:
            found = outline(session, CONTENT, workload)
            assert tuple(one.id for one in found) == CLAUSES
            for one in found:
                assert one.place.step not in session.left_out
                if one.open and one.place.item and one.place.step not in ("workloads", "vendors"):
                    questions.find(session, CONTENT, workload, one.place.item)
