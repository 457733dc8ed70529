"""What a model takes is one list: every condition with its answer, what does not hold first."""

from fouraxis.content.models import Content
from fouraxis.workshop import edit, questions
from fouraxis.workshop.assess import Need, needs
from fouraxis.workshop.session import Session
from tests.workshop.settled import answered, placed


def of(session: Session, content: Content) -> tuple[Need, ...]:
    return needs(session, content, "chatbot")


def states(session: Session, content: Content) -> dict[str, str]:
    return {need.place.item or "": need.state for need in of(session, content)}


def test_nothing_is_known_of_it_before_a_model_holds(session: Session, content: Content) -> None:
    assert of(session, content) == ()


def test_each_condition_has_its_answer_in_words(session: Session, content: Content) -> None:
    session = placed(session, content, "low none high")
    conditions = content.matrix.models["full-outsourcing"].conditions
    assert [need.question for need in of(session, content)] == [
        condition.question for condition in conditions.values()
    ]
    assert {need.answer for need in of(session, content)} == {"not asked yet"}
    first, second, third = (f"condition_{key.replace('-', '_')}" for key in conditions)
    session = answered(session, content, **{first: "yes", second: "unknown"})
    session = questions.park(
        session, questions.find(session, content, "chatbot", list(states(session, content))[2])
    )
    assert [need.answer for need in of(session, content)] == ["Yes", "unknown", "parked"]
    session = answered(session, content, **{third: "no"})
    loud, *rest = of(session, content)
    assert (loud.state, loud.answer) == ("no", "No")
    assert [need.state for need in rest] == ["yes", "unknown"]


def test_strict_governance_is_in_the_same_list(session: Session, content: Content) -> None:
    session = placed(session, content, "high emerging high")
    conditions = of(session, content)
    assert [need.strict for need in conditions].count(True) == len(content.matrix.governance)
    last = list(content.matrix.governance)[-1]
    session = answered(session, content, **{f"governance_{last.replace('-', '_')}": "no"})
    assert of(session, content)[0].place.item == f"governance.{last}"


def test_a_name_meets_what_asks_for_somebody(session: Session, content: Content) -> None:
    session = placed(session, content, "high none high")
    assert states(session, content) == {"builder": "open", "builder.by-when": "open"}
    path = ("workloads", "chatbot", "builder")
    named = edit.set_at(session, (*path, "owner"), "Ana Lima")
    assert [need.answer for need in of(named, content)] == ["Ana Lima", "not asked yet"]
    for name, state in (("no", "no"), ("Unknown", "unknown")):
        nobody = edit.set_at(session, (*path, "owner"), name)
        assert states(nobody, content)["builder"] == state


def test_notes_and_places_go_with_it_and_a_shared_note_is_told_once(
    session: Session, content: Content
) -> None:
    session = placed(session, content, "high none high")
    question = questions.find(session, content, "chatbot", "builder")
    session = questions.flag(questions.annotate(session, question, "Ask HR."), question)
    builder, until = of(session, content)
    assert (builder.note, builder.review, until.note) == ("Ask HR.", True, "")
    place = builder.place
    assert (place.step, place.workload, place.item) == ("conditions", "chatbot", "builder")


def test_a_workshop_that_leaves_them_out_still_reads_what_they_are(
    session: Session, content: Content
) -> None:
    session = answered(
        placed(session, content, "low none high"), content, condition_acceptance_criteria="no"
    )
    without = edit.leave_out(session, "conditions")
    assert {need.answer for need in of(without, content)} == {"left out"}
    assert len(of(without, content)) == len(of(session, content))


def test_nobody_is_asked_for_where_the_capability_is_there(
    session: Session, content: Content
) -> None:
    core = answered(session, content, sensitivity="high", maturity="mature", core_logic="yes")
    assert [need.place.item for need in needs(core, content, "chatbot")] == []
    without = answered(core, content, maturity="none")
    assert [need.place.item for need in needs(without, content, "chatbot")] == [
        *("builder", "builder.by-when")
    ]
