"""What success is: written once, it answers the rule, the factor and the condition."""

from typing import Final

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop import edit, questions
from fouraxis.workshop.session import ACCEPTANCE, Session
from tests.workshop.settled import answered, placed

FACTOR = "certainty.measurable-success"
CONDITION = "condition.acceptance-criteria"
RULE: Final = "undefined-success"


@pytest.fixture
def written(session: Session, content: Content) -> Session:
    """A workload that would be outsourced in full, for which all of what success is is written."""
    session = placed(session, content, "low none high")
    for name in ACCEPTANCE:
        session = edit.set_at(session, ("workloads", "chatbot", "acceptance", name), "x")
    return session


def derived(session: Session, content: Content, item: str) -> str | None:
    return questions.find(session, content, "chatbot", item).derived


def test_all_written_suggests_that_success_is_defined_and_the_room_confirms(
    written: Session, content: Content
) -> None:
    open_again = answered(written, content, undefined_success=None)
    assert questions.find(open_again, content, "chatbot", RULE).suggested == "no"
    assert open_again.workloads["chatbot"].rule(RULE).answer is None
    assert derived(open_again, content, FACTOR) is None


@pytest.mark.parametrize("name", ACCEPTANCE)
@pytest.mark.parametrize("left", ["", "  \n "])
def test_one_text_less_suggests_nothing(
    written: Session, content: Content, name: str, left: str
) -> None:
    session = edit.set_at(written, ("workloads", "chatbot", "acceptance", name), left)
    assert questions.find(session, content, "chatbot", RULE).suggested is None
    assert derived(session, content, FACTOR) is None
    assert derived(session, content, CONDITION) is None


OURS = ("our-direction", "our-criteria", "our-knowledge", "our-governance")


def test_what_was_asked_in_one_question_is_carried_to_the_four_that_replace_it(
    session: Session, content: Content
) -> None:
    session = placed(session, content, "low emerging medium")
    old = ("workloads", "chatbot", "conditions", "we-bring", "answer")
    carried = edit.set_at(session, old, "yes")
    assert {derived(carried, content, f"condition.{item}") for item in OURS} == {"yes"}
    refused = edit.set_at(session, old, "no")  # which of the four it was, nobody said
    assert {derived(refused, content, f"condition.{item}") for item in OURS} == {None}
    assert refused.workloads["chatbot"].conditions["we-bring"].answer == "no"


def test_the_factor_and_the_condition_are_shown_with_that_answer(
    written: Session, content: Content
) -> None:
    for item in (FACTOR, CONDITION):
        question = questions.find(written, content, "chatbot", item)
        assert (question.derived, bool(question.because)) == ("yes", True)
        assert questions.state(written, question) == "answered"
    undefined = answered(written, content, undefined_success="yes")
    assert derived(undefined, content, FACTOR) == "no"


def test_success_that_is_defined_and_measured_is_not_asked_for_as_a_condition(
    session: Session, content: Content
) -> None:
    session = placed(session, content, "low none high")
    assert derived(session, content, CONDITION) is None
    measured = answered(session, content, **{FACTOR: "yes"})
    question = questions.find(measured, content, "chatbot", CONDITION)
    assert (question.derived, question.because) == ("yes", "Measurable success: yes")
    assert derived(answered(measured, content, **{FACTOR: "partly"}), content, CONDITION) is None


def test_an_area_of_the_ai_act_suggests_a_level_and_decides_nothing(
    session: Session, content: Content
) -> None:
    before = session.workloads["chatbot"].axes
    for area, suggested in (("no", None), ("unknown", None), ("yes", "high")):
        changed = edit.set_at(
            session, ("workloads", "chatbot", "ai_act", "employment", "answer"), area
        )
        question = questions.find(changed, content, "chatbot", "sensitivity.regulatory-exposure")
        assert question.suggested == suggested
        assert (content.rules.ai_act_suggests in question.facts) == (suggested is not None)
        assert changed.workloads["chatbot"].axes == before
