"""Deciding: the room confirms, overrides with a reason, takes back, and sees what is outdated."""

import pytest

from fouraxis.tui.parts.editors import LineEditor
from fouraxis.tui.summary.decide import DecisionDialog
from fouraxis.tui.summary.reasons import ReasoningDialog
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp
from tests.tui.summary_room import decided, follow, page, placed, prompts, table, two_workloads


@pytest.fixture
def two(empty: Session) -> Session:
    """One workload that is placed with no open question, and one that nobody has placed."""
    return two_workloads(empty)


async def test_c_confirms_in_one_key_in_the_name_of_the_decider(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.press("c")
        decision = decided(room)
        assert decision is not None
        assert (decision.model, decision.kind) == ("full-outsourcing", "as-recommended")
        assert decision.by == "Rhea"
        assert decision.at is not None
        assert decision.at.utcoffset() is not None
        line = prompts(table(room))[0]
        assert "  ▴ Full outsourcing " in line
        assert "Rhea" in line
        await room.press("u")
        assert decided(room) is None
        assert "(▴ Full outsourcing)" in prompts(table(room))[0]


def without_roles(session: Session, *names: str) -> Session:
    """The session with these people, none of whom is to decide."""
    session = session.model_copy(update={"participants": {}})
    for name in names:
        session, _ = edit.add_participant(session, name, "expert")
    return session


async def test_who_decides_is_asked_where_it_is_not_said_of_one_person(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(without_roles(two, "Rhea", "Otis")) as room:
        await room.press("c")
        assert isinstance(room.screen, DecisionDialog)
        assert "Full outsourcing  Who decides?" in room.text
        assert decided(room) is None
        await room.press("escape")
        assert decided(room) is None
        await room.press("c", "2")
        decision = decided(room)
        assert decision is not None
        assert (decision.model, decision.kind) == ("full-outsourcing", "as-recommended")
        assert (decision.by, decision.reason) == ("Otis", "")
        await room.press("u")
        assert decided(room) is None


async def test_nobody_is_invented_where_nobody_is_in_the_session(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(without_roles(two)) as room:
        await room.press("c")
        decision = decided(room)
        assert decision is not None
        assert decision.by == ""


async def test_several_deciders_are_asked_and_who_decided_last_stands_first(
    open_app: OpenApp, two: Session
) -> None:
    two, _ = edit.add_participant(two, "Vera", "decider")
    two = placed(two, "fraud", sensitivity="low", maturity="none", certainty="high")
    two = placed(two, "fraud", readiness="pilot")
    async with open_app(two) as room:
        await room.press("c", "2")
        first = decided(room)
        assert first is not None
        assert first.by == "Vera"
        await room.press("down", "d", "1", *"why", "enter", "enter")
        second = decided(room, "fraud")
        assert second is not None
        assert second.by == "Vera"


async def test_an_override_asks_for_its_reason_and_who_decides(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.press("d", "6")
        await room.press("enter")
        assert "An override needs a reason" in room.text
        await room.type("Too early")
        await room.press("enter", "down", "enter")
        decision = decided(room)
        assert decision is not None
        assert (decision.model, decision.kind) == ("do-not-outsource", "override")
        assert (decision.reason, decision.by) == ("Too early", "Otis")
        assert "Do not outsource  over." in prompts(table(room))[0]
        assert "by Otis: Too early" in room.text


async def test_who_decides_may_be_typed_and_the_alternative_needs_no_reason(
    open_app: OpenApp, two: Session
) -> None:
    two = placed(two, "chatbot", sensitivity="high", maturity="mature")
    async with open_app(two, (120, 36)) as room:
        await room.press("d", "2", "enter", "tab")
        await room.type("The board")
        await room.press("enter")
        decision = decided(room)
        assert decision is not None
        assert (decision.model, decision.kind) == ("advisory-only", "alternative")
        assert (decision.reason, decision.by) == ("", "The board")
        await room.press("d", "2", "enter", "1")
        decision = decided(room)
        assert decision is not None
        assert decision.by == "Rhea"
        await room.press("d", "2", "enter", "tab")
        await room.type("EXTERNAL:kim ott")
        await room.press("enter")
        decision = decided(room)
        assert decision is not None
        assert decision.by == "external: kim ott"


async def test_esc_goes_one_question_back_and_decides_nothing(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.press("d", "6")
        await room.type("Why not")
        await room.press("enter", "escape")
        assert "Why not" in room.text
        await room.press("escape", "escape")
        assert not isinstance(room.screen, DecisionDialog)
        assert decided(room) is None


async def test_a_decision_can_be_taken_back_and_that_undone(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.press("c", "x", "enter")
        assert decided(room) is not None
        await room.press("x", "y")
        assert decided(room) is None
        await room.press("u")
        assert decided(room) is not None


async def test_c_asks_before_it_replaces_an_override(open_app: OpenApp, two: Session) -> None:
    two = edit.decide(two, "chatbot", "internal-rnd", "override", reason="We want to learn")
    async with open_app(two) as room:
        await room.press("c", "n")
        decision = decided(room)
        assert decision is not None
        assert decision.reason == "We want to learn"
        await room.press("c", "y")
        decision = decided(room)
        assert decision is not None
        assert decision.kind == "as-recommended"


async def test_nothing_open_is_confirmed_by_mistake(open_app: OpenApp, two: Session) -> None:
    async with open_app(placed(two, "chatbot", certainty="unknown")) as room:
        await room.press("c")
        assert decided(room) is None
        assert "Still open" in room.said


async def test_an_interpretation_is_final_once_the_room_has_decided(
    open_app: OpenApp, two: Session
) -> None:
    two = placed(two, "chatbot", certainty="medium")
    async with open_app(two) as room:
        assert "to confirm" in prompts(table(room))[0]
        await room.press("enter", "c", "escape")
        assert "to confirm" not in prompts(table(room))[0]
        assert "◉ Advisory-only" in prompts(table(room))[0]
        assert "1 final" in room.text


async def test_a_decision_that_the_recommendation_left_behind_is_loud(
    open_app: OpenApp, two: Session
) -> None:
    two = edit.decide(two, "chatbot", "full-outsourcing", "as-recommended")
    async with open_app(placed(two, "chatbot", sensitivity="high")) as room:
        assert "1 OUTDATED" in room.text
        assert "OUTDATED" in prompts(table(room))[0]
        await follow(room, "decided before what it rests on changed")
        assert isinstance(room.screen, ReasoningDialog)
        assert "OUTDATED" in page(room)


async def test_the_decision_that_there_is_is_said_and_its_reason_goes_with_its_model(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two, (120, 36)) as room:
        await room.press("d", "6")
        await room.type("Too early")
        await room.press("enter", "enter", "d")
        assert "Decided so far" in room.text
        assert "override" in room.text
        await room.press("1")
        assert room.screen.query_one("#reason", LineEditor).value == ""
        await room.press("escape", "6")
        assert room.screen.query_one("#reason", LineEditor).value == "Too early"
        await room.press("escape", "1", "enter", "enter")
        decision = decided(room)
        assert decision is not None
        assert (decision.kind, decision.reason) == ("as-recommended", "")
