"""What came from an earlier session holds as before, and is nobody's until it is confirmed."""

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, strategies as st

from fouraxis.content.terms import ASKED_RULES, AXES
from fouraxis.store.format import dumps, loads
from fouraxis.store.merge import merge
from fouraxis.workshop import actions, edit, questions
from fouraxis.workshop.assess import assess
from fouraxis.workshop.carry import (
    carried,
    carried_on,
    confirm_decision,
    confirmed,
    decision_carried,
    unconfirmed,
)
from fouraxis.workshop.history import History
from fouraxis.workshop.matters import Ready, matters, place_of, ready_to_sign
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.seal import seal
from fouraxis.workshop.session import Participant, Session
from fouraxis.workshop.standing import how_many_parked
from fouraxis.workshop.statement import outline
from tests.examples import examples
from tests.workshop.sessions import CONTENT, START, asked, sessions

LATER = datetime(2027, 2, 26, 9, 0, tzinfo=UTC)


def begun(session: Session) -> Session:
    return carried_on(session, CONTENT, "0198c0df", LATER)


def every(session: Session) -> list[Question]:
    return [*asked(session), *questions.of(session, CONTENT, "contract", PROGRAMME)]


def room() -> Session:
    session, workload = edit.add_workload(START, "Chatbot")
    for path, value in (
        (("axes", "sensitivity", "level"), "low"),
        (("axes", "sensitivity", "factors", "ip-exposure", "level"), "low"),
        (("axes", "maturity", "level"), "none"),
        (("axes", "certainty", "level"), "unknown"),
        (("motives", "talent-access"), "yes"),
        (("rules", "core-logic", "answer"), "no"),
    ):
        session = edit.set_at(session, ("workloads", workload, *path), value)
    session = edit.set_at(session, ("contract", "latency", "answer"), "agreed")
    session = edit.decide(session, workload, "internal-rnd", "override", reason="why", by="Ana")
    session, _ = edit.add_vendor(session, "Brightworks", workloads=[workload])
    path = ("vendors", "brightworks", "sprints", workload, "paid")
    return edit.set_at(session, path, "yes")


def test_people_come_along_and_who_left_early_is_there_again() -> None:
    session, person = edit.add_participant(room(), "Ana", "expert")
    session = edit.set_at(session, ("participants", person, "until"), LATER)
    people = begun(session).participants
    assert people == {person: Participant(name="Ana", role="expert")}


def test_every_answer_comes_along_and_none_is_confirmed() -> None:
    before, after = room(), begun(room())
    assert (after.id, after.created, after.title) == ("0198c0df", LATER, before.title)
    assert after.carried == ("contract.latency.answer",)
    assert set(after.workloads["chatbot"].carried) == {
        "axes.sensitivity.level",
        "axes.sensitivity.factors.ip-exposure.level",
        "axes.maturity.level",
        "axes.certainty.level",
        "motives.talent-access",
        "rules.core-logic.answer",
        "decision",
    }
    assert after.vendors["brightworks"].carried == ("sprints.chatbot.paid",)
    of_before, of_after = (questions.of_session(s, CONTENT) for s in (before, after))
    derived = 2  # what follows from other answers is nobody's to confirm
    assert (of_after.answered, of_after.carried) == (derived, of_before.answered - derived)
    assert of_after.unknown == of_before.unknown == 1
    assert of_after.total == of_before.total
    assert unconfirmed(after, CONTENT) == of_after.carried + len(("decision", "contract item"))


def test_each_count_of_what_is_carried_and_parked_is_the_same_count() -> None:
    session = begun(room())
    shared = questions.find(session, CONTENT, PROGRAMME, "contract.drift-tolerance")
    answered = questions.find(session, CONTENT, "chatbot", "core-logic")
    session = questions.park(questions.park(session, shared), answered)
    totals = {matter.kind: matter.total for matter in matters(session, CONTENT)}
    assert totals["carried"] == unconfirmed(session, CONTENT)
    assert totals["parked"] == how_many_parked(session) == 2
    for matter in matters(session, CONTENT):
        for spot in matter.spots if matter.kind in ("carried", "parked") else ():
            place = place_of(session, CONTENT, matter.kind, spot)
            assert place.step != "summary" or place.workload == spot.subject


def test_a_statement_of_work_tells_apart_what_nobody_confirmed() -> None:
    before = edit.set_at(room(), ("workloads", "chatbot", "decision", "model"), "advisory-only")
    session = begun(before)
    asked_of = questions.find(session, CONTENT, "chatbot", "contract.audit-access")
    session = questions.answer(session, asked_of, "agreed")
    told = {
        (line.label, line.text)
        for clause in outline(session, CONTENT, "chatbot")
        for line in clause.lines
    }
    assert ("Latency", "agreed (carried over, not confirmed)") in told
    assert ("Audit access", "agreed") in told


def test_it_lands_where_it_landed() -> None:
    before, after = (assess(session, CONTENT) for session in (room(), begun(room())))
    for key, assessed in before.workloads.items():
        assert after.workloads[key].recommendation == assessed.recommendation
        assert after.workloads[key].status == assessed.status


def test_the_same_answer_again_confirms_and_a_note_does_not() -> None:
    session = begun(room())
    level = questions.find(session, CONTENT, "chatbot", "sensitivity")
    assert questions.state(session, level) == "carried"
    noted = questions.annotate(session, level, "still so?")
    assert questions.state(noted, level) == "carried"
    assert questions.state(questions.park(session, level), level) == "carried"
    again = questions.answer(session, level, "low")
    assert questions.state(again, level) == "answered"
    taken_back = questions.answer(session, level, None)
    assert questions.state(taken_back, level) == "open"
    assert "axes.sensitivity.level" not in taken_back.workloads["chatbot"].carried
    motive = questions.find(session, CONTENT, "chatbot", "motive.talent-access")
    assert questions.state(questions.confirm(session, motive), motive) == "answered"


def test_a_check_before_signing_that_rests_on_what_was_carried_says_so() -> None:
    session = edit.undecide(room(), "chatbot")
    for axis, level in zip(AXES, ("low", "none", "high", "pilot"), strict=True):
        session = edit.set_at(session, ("workloads", "chatbot", "axes", axis, "level"), level)
    for rule in ASKED_RULES:
        session = edit.set_at(session, ("workloads", "chatbot", "rules", rule, "answer"), "no")

    def placed(session: Session) -> Ready:
        return ready_to_sign(session, CONTENT, "chatbot")[0]

    assert (placed(session).state, placed(session).carried) == ("met", False)
    later = begun(session)
    assert (placed(later).state, placed(later).carried) == ("met", True)
    assert placed(later).called == f"{placed(later).name} (carried, not confirmed)"
    asked_there = questions.of(later, CONTENT, "axes", "chatbot")
    rules = questions.of(later, CONTENT, "rules", "chatbot")
    assert not placed(confirmed(later, (*asked_there, *rules))).carried


def test_what_a_workload_has_of_the_programme_is_carried_as_long_as_that_is() -> None:
    later = begun(edit.undecide(room(), "chatbot"))

    def because(session: Session) -> str:
        return questions.find(session, CONTENT, "chatbot", "contract.latency").because

    assert later.carried == ("contract.latency.answer",)
    assert because(later) == f"{CONTENT.contract.inherited} (carried, not confirmed)"
    programme = questions.of(later, CONTENT, "contract", PROGRAMME)
    assert because(confirmed(later, programme)) == CONTENT.contract.inherited


def test_actions_keep_their_keys_owners_and_days_and_a_seal_stays_behind() -> None:
    session, key = actions.agree(room(), "Ask legal", "chatbot")
    session = actions.assign(session, key, "Zoë")
    session = actions.schedule(session, key, date(2027, 1, 4))
    sealed = seal(session, "Ana", LATER)
    after = begun(sealed)
    assert after.actions == session.actions
    assert (after.seal, after.unsealed) == (None, {})


def test_a_decision_of_before_is_confirmed_as_it_stands_or_made_anew() -> None:
    session = begun(room())
    assert decision_carried(session.workloads["chatbot"])
    kept = confirm_decision(session, "chatbot")
    assert kept.workloads["chatbot"].decision == room().workloads["chatbot"].decision
    assert not decision_carried(kept.workloads["chatbot"])
    anew = edit.decide(session, "chatbot", "advisory-only", "override", reason="now", by="Bo")
    assert not decision_carried(anew.workloads["chatbot"])
    undecided = edit.undecide(session, "chatbot")
    assert "decision" not in undecided.workloads["chatbot"].carried


def test_what_is_open_next_leads_through_what_is_carried() -> None:
    session = begun(room())
    place = session.place.model_copy(update={"step": "axes", "workload": "chatbot"})
    question = questions.next_open(session, CONTENT, place)
    assert question is not None
    seen = set()
    while question is not None and question.item not in seen:
        seen.add(question.item)
        session = questions.confirm(session, question) if question.kind else session
        place = place.model_copy(update={"step": question.step, "item": question.item})
        question = questions.next_open(session, CONTENT, place)
    assert {"sensitivity", "maturity"} <= seen


@given(sessions())
@examples(40)
def test_any_session_carries_all_that_counts_and_confirming_all_gives_it_back(
    session: Session,
) -> None:
    after = begun(session)
    counted, before = questions.of_session(after, CONTENT), questions.of_session(session, CONTENT)
    assert counted.answered + counted.not_applicable <= before.answered + before.not_applicable
    assert counted.carried + counted.done == before.done
    for question in every(after):
        given_there = questions.value(after, question)
        assert given_there == questions.value(session, question)
        if given_there not in (None, ""):
            assert questions.is_carried(after, question)
    whole = confirmed(after, every(after))
    counted = questions.of_session(whole, CONTENT)
    assert counted.carried == 0
    # an answer ends parking, and some questions count only as long as they are parked
    assert before.done <= counted.done + counted.parked <= before.done + before.parked
    assert carried(whole, every(whole)) == ()
    data = dumps(after, LATER, "Ana")
    assert loads(data, Path("x.toml")).session == after
    assert edit.set_at(session, ("title",), "T").workloads is session.workloads


@given(st.data(), sessions())
@examples(40)
def test_confirming_is_undone_redone_and_merged_like_any_answer(
    data: st.DataObject, session: Session
) -> None:
    after = begun(session)
    waiting = carried(after, every(after))
    if not waiting:
        return
    mine, theirs = (questions.confirm(after, data.draw(st.sampled_from(waiting))) for _ in range(2))
    history = History(after)
    assert history.apply(mine, "confirmed")
    history.undo()
    assert history.session == after
    history.redo()
    assert history.session == mine
    both = merge(after, mine, theirs)
    assert both.conflicts == ()
    left = set(waiting) - {q for q in waiting if not questions.is_carried(mine, q)}
    left -= {q for q in waiting if not questions.is_carried(theirs, q)}
    assert {q.value_path for q in carried(both.session, waiting)} == {q.value_path for q in left}
