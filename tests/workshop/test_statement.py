"""The outline of a statement of work: what is known of a workload, and what is still missing."""

import pytest
from hypothesis import given

from fouraxis.content.models import Content
from fouraxis.content.terms import CLAUSES, OUTSIDE
from fouraxis.workshop import edit, questions
from fouraxis.workshop.assess import assess
from fouraxis.workshop.matters import ready_to_sign
from fouraxis.workshop.question import PROGRAMME
from fouraxis.workshop.session import ACCEPTANCE, Session
from fouraxis.workshop.standing import holding
from fouraxis.workshop.statement import Clause, outline, shortlist, verdicts, workstreams
from tests.examples import examples
from tests.workshop.sessions import CONTENT, sessions
from tests.workshop.settled import answered, placed


@pytest.fixture
def outside(session: Session, content: Content) -> Session:
    """A chatbot that goes to a partner altogether."""
    return placed(session, content, "low none high")


def clauses(session: Session, content: Content) -> dict[str, Clause]:
    return {clause.id: clause for clause in outline(session, content, "chatbot")}


def lines(session: Session, content: Content, clause: str) -> list[str]:
    return [clause.line for clause in clauses(session, content)[clause].lines]


def agreed(session: Session, content: Content, subject: str = PROGRAMME) -> Session:
    """Everything in the contract agreed, each service level with its target and measurer."""
    for clause in questions.of(session, content, "contract", subject):
        given = {"answer": "agreed", "target": "99 %", "measured_by": "Ana"}.get(clause.field)
        session = questions.answer(session, clause, given) if given else session
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
    outlined = clauses(outside, content)
    assert tuple(outlined) == CLAUSES
    assert {key for key, clause in outlined.items() if not clause.open} == {"acceptance"}
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
    outlined = clauses(session, content)["delivery"]
    assert [clause.line for clause in outlined.lines] == [
        "Partner: Build, Deploy and operate",
        "Internal: Govern",
    ]
    assert outlined.open == 1
    assert outlined.place.item == "layer.strategy-and-architecture"


def test_what_the_programme_agreed_is_known_for_every_workload(
    outside: Session, content: Content
) -> None:
    session = agreed(outside, content)
    outlined = clauses(session, content)
    assert [outlined[key].open for key in ("service-levels", "ip", "exit")] == [0, 0, 0]
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
        line.startswith("Agreed, owner enterprise: ") for line in lines(session, content, "ip")
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
        checks = {clause.id: clause for clause in ready_to_sign(session, content, "chatbot")}
        outlined = clauses(session, content)["acceptance"]
        check = checks["acceptance-criteria"]
        assert (outlined.open == 0) == (check.state == "met")
        assert outlined.place == check.place


def test_the_vendor_clause_leads_to_what_the_sprint_left_open(
    outside: Session, content: Content
) -> None:
    session = answered(
        outside,
        content,
        "brightworks",
        sprint_verdict="proceed",
        sprint_paid="yes",
        sprint_production_like_data="yes",
    )
    outlined = clauses(session, content)["vendor"]
    assert (outlined.open, outlined.place.item) == (1, "sprint.chatbot.evaluation-method")
    assert outlined.place.vendor == "brightworks"


def test_of_several_vendors_it_speaks_of_the_chosen_one_alone(
    outside: Session, content: Content
) -> None:
    session = answered(outside, content, "brightworks", sprint_verdict="stop")
    session, nimbus = edit.add_vendor(session, "Nimbus", workloads=["chatbot"])
    session = edit.set_at(session, ("vendors", nimbus, "sprints", "chatbot", "use_case"), "Mail.")

    def about(session: Session) -> str:
        facts = clauses(session, content)["vendor"].lines
        return " ".join(f"{fact.label} {fact.text}" for fact in facts)

    assert "Brightworks" not in about(session)  # nobody is chosen yet
    assert "Nimbus" not in about(session)
    chosen = edit.choose_vendor(session, nimbus, ["chatbot"])
    assert "Nimbus Use case: Mail" in about(chosen)
    assert "Brightworks" not in about(chosen)
    assert "stop" not in about(chosen)


def test_what_was_written_of_success_fills_the_statement(
    outside: Session, content: Content
) -> None:
    session = outside
    for number, name in enumerate(ACCEPTANCE):
        session = edit.set_at(session, ("workloads", "chatbot", "acceptance", name), f"T{number}")
    outlined = clauses(session, content)
    told = {key: " ".join(known.line for known in outlined[key].lines) for key in outlined}
    assert "T0" in told["scope"] and "T1" in told["scope"]
    assert all(f"T{number}" in told["acceptance"] for number in range(2, 7))


def test_a_part_that_is_left_out_is_said_to_be(outside: Session, content: Content) -> None:
    session = edit.leave_out(edit.leave_out(outside, "contract"), "vendors")
    outlined = clauses(session, content)
    assert {key for key, clause in outlined.items() if clause.left_out} == {
        *("service-levels", "ip", "exit", "vendor")
    }
    assert all(clause.place.step == "setup" for clause in outlined.values() if clause.left_out)
    assert not any(clause.lines or clause.open for clause in outlined.values() if clause.left_out)


def test_a_workload_that_goes_outside_with_no_vendor_is_found(
    outside: Session, content: Content
) -> None:
    outlined = shortlist(outside, content)
    assert outlined is not None
    assert outlined.nobody == ()
    without = shortlist(edit.link_vendor(outside, "brightworks", "chatbot", False), content)
    assert without is not None
    assert without.nobody == ("chatbot",)
    assert verdicts(outlined.vendors["brightworks"]) == {"chatbot": "not-run"}


def test_a_vendor_considered_for_work_that_stays_inside_is_listed_apart(
    outside: Session, content: Content
) -> None:
    outlined = shortlist(edit.link_vendor(outside, "brightworks", "fraud-detection"), content)
    assert outlined is not None
    assert [(row.workload, row.outside) for row in outlined.workloads] == [
        ("chatbot", True),
        ("fraud-detection", False),
    ]


def test_without_the_part_on_vendors_there_is_no_shortlist(
    outside: Session, content: Content
) -> None:
    assert shortlist(edit.leave_out(outside, "vendors"), content) is None


@examples(60)
@given(sessions())
def test_whatever_was_answered_each_workstream_has_every_clause(session: Session) -> None:
    streams = workstreams(session, CONTENT)
    for model, ids in streams.items():
        assert {holding(session.workloads[workload], CONTENT) for workload in ids} == {model}
    assert {workload for ids in streams.values() for workload in ids} == set(
        assess(session, CONTENT).programme.outside
    )
    assert set(streams) <= OUTSIDE
    for ids in streams.values():
        for workload in ids:
            outlined = outline(session, CONTENT, workload)
            assert tuple(clause.id for clause in outlined) == CLAUSES
            for clause in outlined:
                assert clause.place.step not in session.left_out
                if (
                    clause.open
                    and clause.place.item
                    and clause.place.step not in ("workloads", "vendors")
                ):
                    questions.find(session, CONTENT, workload, clause.place.item)
