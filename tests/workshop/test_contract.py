"""The contract: agreed once for the programme, inherited until a workload differs."""

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop import edit, questions
from fouraxis.workshop.assess import assess
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.session import Session
from tests.workshop.settled import answered, in_force, placed


def contract(session: Session, content: Content, subject: str = "chatbot") -> list[Question]:
    return list(questions.of(session, content, "contract", subject))


@pytest.fixture
def agreed(session: Session, content: Content) -> Session:
    """The programme has settled who owns the trained models, and one service level."""
    for item, value in (
        ("contract.trained-models", "agreed"),
        ("contract.trained-models.owner", "enterprise"),
        ("contract.latency.target", "under a second"),
        ("contract.latency.measured-by", "Operations"),
    ):
        question = questions.find(session, content, PROGRAMME, item)
        session = questions.answer(session, question, value)
    return session


def test_five_groups_are_asked_in_the_order_of_the_content(
    session: Session, content: Content
) -> None:
    asked = contract(session, content)
    counted = [question for question in asked if question.counts]
    assert len(counted) == 35
    headings = list(dict.fromkeys(question.heading for question in asked))
    assert headings == [group.name for group in content.contract.groups.values()]
    assert len([question for question in asked if question.item.endswith(".owner")]) == 9
    assert len([question for question in asked if question.item.endswith(".target")]) == 7
    assert len([question for question in asked if question.item.endswith(".measured-by")]) == 7


def test_the_enterprise_is_the_usual_owner(session: Session, content: Content) -> None:
    owner = questions.find(session, content, "chatbot", "contract.embeddings.owner")
    assert owner.suggested == "enterprise"
    assert owner.derived is None


def test_the_programme_is_asked_the_same_items(session: Session, content: Content) -> None:
    ours = [question.item for question in contract(session, content, PROGRAMME)]
    assert ours == [question.item for question in contract(session, content)]
    assert questions.of(session, content, "risks", PROGRAMME) == ()


def test_a_default_is_in_the_session_once(agreed: Session) -> None:
    assert list(agreed.contract) == ["trained-models", "latency"]
    assert agreed.contract["trained-models"].owner == "enterprise"
    assert not agreed.workloads["chatbot"].contract


def test_a_workload_inherits_until_it_differs(agreed: Session, content: Content) -> None:
    answer, inherited = in_force(agreed, "chatbot", "trained-models")
    assert (answer.answer, answer.owner, inherited) == ("agreed", "enterprise", True)
    differs = answered(agreed, content, contract_trained_models="open")
    answer, inherited = in_force(differs, "chatbot", "trained-models")
    assert (answer.answer, answer.owner, inherited) == ("open", "enterprise", False)
    answer, inherited = in_force(differs, "fraud-detection", "trained-models")
    assert (answer.answer, inherited) == ("agreed", True)
    same = answered(differs, content, contract_trained_models=None)
    assert in_force(same, "chatbot", "trained-models")[1]


def test_what_nobody_agreed_on_is_inherited_by_nobody(agreed: Session, content: Content) -> None:
    answer, inherited = in_force(agreed, "chatbot", "embeddings")
    assert (answer.answer, inherited) == (None, False)
    own = answered(agreed, content, contract_embeddings="agreed")
    assert in_force(own, "chatbot", "embeddings")[0].answer == "agreed"


def test_notes_and_marks_are_not_inherited(agreed: Session, content: Content) -> None:
    default = questions.find(agreed, content, PROGRAMME, "contract.trained-models")
    noted = questions.flag(questions.annotate(agreed, default, "clause 4"), default)
    answer, _ = in_force(noted, "chatbot", "trained-models")
    assert (answer.note, answer.review) == ("", False)
    own = questions.find(agreed, content, "chatbot", "contract.trained-models")
    noted = questions.annotate(agreed, own, "see annex")
    answer, inherited = in_force(noted, "chatbot", "trained-models")
    assert (answer.note, answer.answer, inherited) == ("see annex", "agreed", True)


def test_an_inherited_answer_is_shown_as_one_and_counts(agreed: Session, content: Content) -> None:
    question = questions.find(agreed, content, "chatbot", "contract.trained-models")
    assert question.inherited
    assert (question.derived, question.because) == ("agreed", content.contract.inherited)
    assert questions.value(agreed, question) is None
    assert questions.state(agreed, question) == "answered"
    before = questions.of_step(agreed, content, "contract", "chatbot")
    assert (before.answered, before.open) == (1, 34)
    target = questions.find(agreed, content, "chatbot", "contract.latency.target")
    assert questions.effective(agreed, target) == "under a second"


def test_what_the_programme_agrees_on_reaches_every_workload(
    session: Session, content: Content
) -> None:
    counts = {count.kind: count for count in assess(session, content).programme.counts}
    assert counts["open-contract-items"].total == 70
    for question in contract(session, content, PROGRAMME):
        if question.field == "answer":
            session = questions.answer(session, question, "agreed")
    counts = {count.kind: count for count in assess(session, content).programme.counts}
    assert counts["open-contract-items"].total == 0


def test_there_is_nothing_to_sign_for_work_that_stays_inside(
    agreed: Session, content: Content
) -> None:
    inside = placed(agreed, content, "high none medium")
    states = {
        questions.state(inside, question)
        for question in contract(inside, content)
        if question.counts
    }
    assert states == {"not-applicable"}
    assert assess(inside, content).workloads["chatbot"].unagreed == ()
    question = questions.find(inside, content, "chatbot", "contract.support")
    assert question.because == content.contract.stays_inside
    assert questions.state(questions.answer(inside, question, "open"), question) == "unknown"


def test_what_is_pressing_comes_first_and_says_why(session: Session, content: Content) -> None:
    full = placed(session, content, "low none high pilot")
    pressing = [question for question in contract(full, content) if question.pressing]
    counted = [question for question in pressing if question.counts]
    exits = [f"contract.{item}" for item in content.contract.groups["exit-terms"].items]
    assert [question.item for question in counted] == ["contract.portability", *exits]
    assert contract(full, content)[: len(pressing)] == pressing
    scaled = placed(session, content, "medium emerging high scaled")
    levels = [f"contract.{item}" for item in content.contract.groups["slas"].items]
    assert [
        question.item
        for question in contract(scaled, content)
        if question.pressing and question.counts
    ] == [*levels, "contract.knowledge-transfer"]
    advised = placed(session, content, "medium none high scaled")
    assert not any(question.pressing for question in contract(advised, content))
    joint = answered(session, content, structure="joint-operated")
    (transfer,) = [question for question in contract(joint, content) if question.pressing]
    assert transfer.item == "contract.knowledge-transfer"
    assert transfer.pressing == content.contract.pressing["operation"].text


def test_what_is_pressing_changes_no_order_in_the_session(
    session: Session, content: Content
) -> None:
    full = placed(session, content, "low none high")
    for question in contract(full, content):
        if question.field == "answer":
            full = questions.answer(full, question, "agreed")
    kept = list(full.workloads["chatbot"].contract)
    groups = content.contract.groups.values()
    assert kept == [item for group in groups for item in group.items]


def test_a_programme_without_a_contract_part_asks_nothing(
    agreed: Session, content: Content
) -> None:
    without = edit.leave_out(agreed, "contract")
    assert contract(without, content, PROGRAMME) == []
    assert contract(without, content) == []
    kinds = {count.kind for count in assess(without, content).programme.counts}
    assert "open-contract-items" not in kinds
