"""What one step would change: tried without a trace, and fragile only where it is doubtful."""

import pytest
from hypothesis import given, settings, strategies as st

from fouraxis.content.terms import ASKED_RULES, AXES, FACTORS, LEVELS
from fouraxis.workshop import edit
from fouraxis.workshop.assess import MATTERS, Assessed, Trial, answer_to, assess, fragile_lines
from fouraxis.workshop.session import Round, Session
from tests.workshop.sessions import CONTENT, sessions

ROOT = ("workloads", "chatbot")


@pytest.fixture
def placed(session: Session) -> Session:
    """A workload with every axis and rule answered."""
    for axis, level in zip(AXES, ("low", "none", "high", "pilot"), strict=True):
        session = edit.set_at(session, (*ROOT, "axes", axis, "level"), level)
    for rule in ASKED_RULES:
        session = edit.set_at(session, (*ROOT, "rules", rule, "answer"), "no")
    return session


def chatbot(session: Session) -> Assessed:
    """What follows for the workload."""
    return assess(session, CONTENT).workloads["chatbot"]


def test_a_trial_answers_as_the_room_would_and_leaves_the_session_alone(placed: Session) -> None:
    trial = Trial().moved(placed, "chatbot", "sensitivity", "high")
    trial = trial.moved(placed, "chatbot", "core-logic", "yes")
    tried = trial.on(placed, CONTENT)
    assert chatbot(tried).recommendation.lead == "do-not-outsource"
    assert chatbot(placed).recommendation.lead == "full-outsourcing"
    assert trial.of("chatbot") == {"sensitivity": "high", "core-logic": "yes"}


def test_what_the_session_has_already_is_no_move(placed: Session) -> None:
    trial = Trial().moved(placed, "chatbot", "sensitivity", "high")
    assert trial.moved(placed, "chatbot", "sensitivity", "low").moves == {}
    assert trial.without_the_last().moves == {}
    assert trial.without_the_last().on(placed, CONTENT) is placed


def test_a_trial_on_a_workload_that_is_gone_is_left_out(placed: Session) -> None:
    trial = Trial().moved(placed, "chatbot", "sensitivity", "high")
    gone = edit.delete_workload(placed, "chatbot")
    assert trial.on(gone, CONTENT) is gone


@given(sessions(), st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_is_tried_is_what_the_room_would_then_have(
    session: Session, data: st.DataObject
) -> None:
    trial = Trial()
    for _ in range(data.draw(st.integers(0, 6)) if session.workloads else 0):
        workload = data.draw(st.sampled_from(list(session.workloads)))
        matter = data.draw(st.sampled_from(MATTERS))
        axis = next((axis for axis in AXES if axis == matter), None)
        answers = LEVELS[axis] if axis else ("yes", "no")
        answer = data.draw(st.sampled_from((*answers, "unknown")))
        trial = trial.moved(session, workload, matter, answer)
    tried = trial.on(session, CONTENT)
    for (workload, matter), answer in trial.moves.items():
        assert answer_to(tried.workloads[workload], matter) == answer
        assert answer_to(session.workloads[workload], matter) != answer
    untouched = set(session.workloads) - {workload for workload, _ in trial.moves}
    assert all(tried.workloads[key] is session.workloads[key] for key in untouched)


def test_that_a_step_would_change_it_makes_nothing_fragile(placed: Session) -> None:
    assert chatbot(placed).recommendation.changes
    assert chatbot(placed).fragile == ()


def test_it_is_fragile_where_the_axis_that_would_change_it_is_parked(placed: Session) -> None:
    parked = edit.set_at(placed, (*ROOT, "axes", "sensitivity", "parked"), True)
    (fragility, *_) = chatbot(parked).fragile
    assert fragility.change.answers[0][0] == "sensitivity"
    assert fragility.doubts == ("parked",)
    line = next(fragile_lines(chatbot(parked), CONTENT))
    assert line.startswith("Fragile: sensitivity medium: advisory-only")
    assert line.endswith("; it is parked.")


def test_an_axis_that_changes_nothing_makes_nothing_fragile_however_doubtful(
    placed: Session,
) -> None:
    changing = {change.answers[0][0] for change in chatbot(placed).recommendation.changes}
    idle = next(axis for axis in AXES if axis not in changing)
    parked = edit.set_at(placed, (*ROOT, "axes", idle, "parked"), True)
    assert chatbot(parked).fragile == ()


def test_an_unknown_factor_makes_it_fragile_only_where_it_could_give_that_level(
    placed: Session,
) -> None:
    path = (*ROOT, "axes", "sensitivity", "factors")
    for factor in FACTORS["sensitivity"]:
        placed = edit.set_at(placed, (*path, factor, "level"), "low")
    unsure = edit.set_at(placed, (*path, "ip-exposure", "level"), "unknown")
    assert {fragility.doubts for fragility in chatbot(unsure).fragile} == {("unknown",)}
    high = edit.set_at(unsure, (*path, "regulatory-exposure", "level"), "high")
    settled = edit.set_at(high, (*ROOT, "axes", "sensitivity", "level"), "high")
    assert chatbot(settled).recommendation.changes
    assert chatbot(settled).fragile == ()


def test_a_parked_rule_that_forbids_makes_it_fragile(placed: Session) -> None:
    parked = edit.set_at(placed, (*ROOT, "rules", "core-logic", "parked"), True)
    assert [fragility.doubts for fragility in chatbot(parked).fragile] == [("parked",)]


@pytest.mark.parametrize(
    ("otis", "doubts"),
    [
        ("low", set()),
        ("unknown", set()),
        ("absent", {("disputed",)}),
        ("medium", {("disputed",)}),
        ("high", {("disputed",)}),
    ],
)
def test_a_last_vote_where_the_step_leads_makes_it_fragile(
    placed: Session, otis: str, doubts: set[tuple[str, ...]]
) -> None:
    path = (*ROOT, "axes", "sensitivity", "votes")
    voted = edit.set_at(placed, (*path, "round-1"), Round(levels={"otis": "high"}))
    voted = edit.set_at(voted, (*path, "round-2"), Round(levels={"ana": "low", "otis": otis}))
    assert {fragility.doubts for fragility in chatbot(voted).fragile} == doubts


def test_a_level_that_the_room_is_not_sure_of_makes_it_fragile(placed: Session) -> None:
    unsure = edit.set_at(placed, (*ROOT, "axes", "certainty", "confidence"), "low")
    assert {fragility.doubts for fragility in chatbot(unsure).fragile} == {("unsure",)}
