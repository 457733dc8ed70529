"""What each step asks, of whom, and in which state an answer is."""

from datetime import date

import pytest

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, FACTORS, LEVELS
from fouraxis.workshop import edit, questions
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import EditError
from tests.workshop.nasty import NASTY


def every(session: Session, content: Content) -> list[Question]:
    """Every question of a session, knowledge transfer included where it is asked."""
    asked = [
        question
        for workload in session.workloads
        for step in questions.WORKLOAD_STEPS
        for question in questions.of(session, content, step, workload)
    ]
    for vendor in session.vendors:
        asked += questions.of(session, content, "vendors", vendor)
    return asked


def with_transfer(session: Session, content: Content) -> Session:
    """The session with internal ownership as the long-term plan of every workload."""
    for workload in session.workloads:
        question = questions.find(session, content, workload, "internal-long-term")
        session = questions.answer(session, question, "yes")
    return session


DAYS = (date(2026, 12, 4), date(2027, 1, 15))


def values(question: Question) -> tuple[object, ...]:
    """What can be answered to a question."""
    return {"choice": question.allowed, "number": (0, 3), "date": DAYS, "text": ("Ana", *NASTY)}[
        question.kind
    ]


def test_every_answer_to_every_question_can_be_given_and_taken_back(
    session: Session, content: Content
) -> None:
    session = with_transfer(session, content)
    for question in every(session, content):
        blank = questions.answer(session, question, None)
        for value in values(question):
            answered = questions.answer(blank, question, value)
            state = "not-applicable" if value == "not-applicable" else "answered"
            assert questions.state(answered, question) in (state, "unknown")
            assert questions.answer(answered, question, None) == blank


def test_every_question_can_be_noted_parked_and_flagged(session: Session, content: Content) -> None:
    session = with_transfer(session, content)
    for question in every(session, content):
        for text in NASTY:
            noted = questions.annotate(session, question, text)
            assert questions.note(noted, question)
            assert not set(questions.note(noted, question)) & set("\x1b\x9b\x00\r\ud800")
        blank = questions.answer(session, question, None)
        parked = questions.park(blank, question)
        assert questions.state(parked, question) == "parked"
        assert questions.park(parked, question, False) == blank
        flagged = questions.flag(session, question)
        assert questions.mark(flagged, question).review
        assert questions.flag(flagged, question, False) == session


def test_no_two_questions_share_an_answer_or_an_id(session: Session, content: Content) -> None:
    asked = every(with_transfer(session, content), content)
    assert len({question.value_path for question in asked}) == len(asked)
    assert len({(question.subject, question.item) for question in asked}) == len(asked)


def test_every_question_is_found_by_its_id(session: Session, content: Content) -> None:
    session = with_transfer(session, content)
    for question in every(session, content):
        assert questions.find(session, content, question.subject, question.item) == question


def test_a_factor_is_found_by_its_own_name(session: Session, content: Content) -> None:
    question = questions.find(session, content, "chatbot", "ip-exposure")
    assert question.item == "sensitivity.ip-exposure"


@pytest.mark.parametrize(
    ("subject", "item"),
    [("gone", "sensitivity"), ("chatbot", "nonsense"), ("chatbot", "paid"), ("chatbot", "")],
)
def test_what_is_not_asked_is_said(
    session: Session, content: Content, subject: str, item: str
) -> None:
    with pytest.raises(EditError, match=r"no such question|no workload or vendor"):
        questions.find(session, content, subject, item)


def test_the_axes_are_asked_after_the_factors_that_guide_them(
    session: Session, content: Content
) -> None:
    asked = questions.of(session, content, "axes", "chatbot")
    expected = [
        item for axis in AXES for item in (*(f"{axis}.{factor}" for factor in FACTORS[axis]), axis)
    ]
    assert [question.item for question in asked] == expected
    assert [question.item for question in asked if question.counts] == list(AXES)


def test_the_levels_are_the_published_ones_with_an_anchor_each(
    session: Session, content: Content
) -> None:
    for axis in AXES:
        question = questions.find(session, content, "chatbot", axis)
        assert question.allowed == (*LEVELS[axis], "unknown")
        assert all(option.anchor for option in question.options)


def test_a_workload_is_asked_three_rules_and_six_areas_and_a_vendor_seven_and_seven(
    session: Session, content: Content
) -> None:
    rules = questions.of(session, content, "rules", "chatbot")
    assert len([q for q in rules if q.counts]) == 3
    ownership = questions.of(session, content, "ownership", "chatbot")
    assert [q.kind for q in ownership if q.counts] == ["text"] * 6 + ["choice"] * 2
    vendor = questions.of(session, content, "vendors", "brightworks")
    assert len([q for q in vendor if q.path[2] == "criteria"]) == 7
    assert len([q for q in vendor if q.path[2] == "red_flags"]) == 7
    sprint = [q.item for q in vendor if q.path[2] == "sprints"]
    assert {f"sprint.chatbot.{term}" for term in ("paid", "weeks", "conditions")} < set(sprint)
    assert sprint[-1] == "sprint.chatbot.conditions-open"


def test_a_criterion_shows_what_strong_and_red_flag_are(session: Session, content: Content) -> None:
    question = questions.find(session, content, "brightworks", "engineering-depth")
    criterion = content.vendors.criteria["engineering-depth"]
    anchors = {option.id: option.anchor for option in question.options}
    assert anchors["strong"] == criterion.strong
    assert anchors["red-flag"] == criterion.red_flag
    assert question.note_path[-1] == "evidence"


def test_knowledge_transfer_is_asked_only_where_internal_ownership_is_the_plan(
    session: Session, content: Content
) -> None:
    def checks(session: Session) -> int:
        asked = questions.of(session, content, "ownership", "chatbot")
        return len([question for question in asked if question.item.startswith("transfer.")])

    plan = questions.find(session, content, "chatbot", "internal-long-term")
    assert checks(session) == 0
    assert checks(questions.answer(session, plan, "no")) == 0
    assert checks(questions.answer(session, plan, "unknown")) == 0
    assert checks(questions.answer(session, plan, "yes")) == 4


def test_a_retired_item_is_asked_no_more(session: Session, content: Content) -> None:
    area = content.ownership.areas["documentation"].model_copy(update={"retired": "1.1.0"})
    areas = {**content.ownership.areas, "documentation": area}
    ownership = content.ownership.model_copy(update={"areas": areas})
    newer = content.model_copy(update={"ownership": ownership})
    asked = questions.of(session, newer, "ownership", "chatbot")
    assert "documentation" not in [question.item for question in asked]


def test_what_was_said_without_settling_anything_needs_a_follow_up(
    session: Session, content: Content
) -> None:
    for subject, item, value in (
        ("chatbot", "sensitivity", "unknown"),
        ("brightworks", "engineering-depth", "not-asked"),
        ("brightworks", "sprint.verdict", "not-run"),
    ):
        question = questions.find(session, content, subject, item)
        assert questions.state(questions.answer(session, question, value), question) == "unknown"


def test_an_answer_counts_for_more_than_parking(session: Session, content: Content) -> None:
    question = questions.find(session, content, "chatbot", "structure")
    other = questions.find(session, content, "chatbot", "internal-long-term")
    session = questions.answer(session, question, "joint-operated")
    session = questions.park(session, other)
    assert questions.state(session, question) == "answered"
    assert questions.state(session, other) == "parked"


def test_an_impossible_answer_is_refused_with_the_possible_ones(
    session: Session, content: Content
) -> None:
    question = questions.find(session, content, "chatbot", "sensitivity.ip-exposure")
    with pytest.raises(EditError, match="use low, medium, high, unknown"):
        questions.answer(session, question, "yes")


def test_a_workload_and_a_vendor_may_have_the_same_id(session: Session, content: Content) -> None:
    session, vendor = edit.add_vendor(session, "Chatbot")
    assert vendor == "chatbot"
    assert questions.find(session, content, "chatbot", "sensitivity").path[0] == "workloads"
    assert questions.find(session, content, "chatbot", "industry-fit").path[0] == "vendors"


def test_a_subject_that_is_gone_is_said(session: Session, content: Content) -> None:
    with pytest.raises(EditError, match="no such vendor"):
        questions.of(session, content, "vendors", "chatbot")
