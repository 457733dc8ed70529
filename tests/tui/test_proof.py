"""How an answer is known: beside its note, in five keys, and a plan is no evidence for the best."""

from datetime import date

import pytest
from textual.events import Key

from fouraxis.tui.parts.dialogs import PickPerson
from fouraxis.tui.questions import aside, screen as asking
from fouraxis.workshop import edit
from fouraxis.workshop.session import Proof, Session
from tests.tui.conftest import OpenApp, Room

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be one day, whenever this runs."""
    for module in (aside, asking):
        monkeypatch.setattr(module, "today", lambda: TODAY)


@pytest.fixture
def level(at_ip: Session) -> Session:
    """The first axis on its best level, with people in the room; the room stands on it."""
    session, _ = edit.add_participant(at_ip, "Ana Moe", "expert")
    session, _ = edit.add_participant(session, "Otis Vang", "expert")
    workload = str(session.place.workload)
    session = edit.set_at(session, ("workloads", workload, "axes", "sensitivity", "level"), "low")
    return edit.go(session, "axes", workload=workload, item="sensitivity")


def proof(room: Room) -> Proof:
    """How the level is known."""
    return room.session.workloads[str(room.session.place.workload)].axis("sensitivity").proof


async def test_strength_person_and_day_take_five_keys_and_are_one_step(
    open_app: OpenApp, level: Session
) -> None:
    async with open_app(level, (120, 36)) as room:
        await room.press("n", "tab", "at")
        assert isinstance(room.screen, PickPerson)
        await room.press("4", "escape")
        assert (proof(room).strength, proof(room).by) == ("seen", "Otis Vang")
        assert proof(room).date == TODAY
        assert "(seen, Otis Vang, 2026-11-27)" in room.text
        await room.press("u")
        assert room.session.workloads == level.workloads


async def test_a_day_in_the_note_is_shown_as_soon_as_it_is_written(
    open_app: OpenApp, level: Session
) -> None:
    async with open_app(level, (120, 36)) as room:
        await room.press("n")
        await room.type("live since 3 Nov")
        assert "2026-11-03" not in room.text, "nobody says how it is known"
        await room.press("tab")
        assert "2026-11-03" in room.text
        await room.press("escape")
        assert proof(room).date == date(2026, 11, 3)


async def test_a_plan_is_no_evidence_for_the_best_level_and_stands_all_the_same(
    open_app: OpenApp, level: Session
) -> None:
    async with open_app(level, (120, 36)) as room:
        await room.press("n", "tab")
        assert "Torn between two levels: take the more cautious." in room.text
        await room.press("tab", "tab")
        assert "A plan is no evidence for the best level." in room.text
        await room.type("Cleared on 3 Feb")
        await room.press("escape")
        assert proof(room) == Proof(strength="planned", date=date(2027, 2, 3))
        assert room.session.workloads[str(room.session.place.workload)].axis("sensitivity").level
        await room.press("2")
        assert "A plan is no evidence" not in room.text


async def test_a_day_in_the_note_an_outsider_and_an_address_are_understood_as_written(
    open_app: OpenApp, level: Session
) -> None:
    async with open_app(level, (120, 36)) as room:
        await room.press("n", "tab", "tab", "at")
        await room.type("Max Outside")
        await room.press("enter")
        await room.type("says max")
        await room.press("at")
        assert not isinstance(room.screen, PickPerson)
        await room.type("x.org, logs 3 Nov")
        await room.press("escape")
        assert proof(room) == Proof(strength="told", by="Max Outside", date=date(2026, 11, 3))
        note = room.session.workloads[str(room.session.place.workload)].axis("sensitivity").note
        assert note == "says max@x.org, logs 3 Nov"


async def test_a_note_that_says_nothing_of_how_it_is_known_has_no_day_of_its_own(
    open_app: OpenApp, level: Session
) -> None:
    async with open_app(level) as room:
        await room.press("n")
        await room.type("since 3 Nov")
        await room.press("escape")
        assert proof(room) == Proof()
        await room.press("n", "tab", "tab", "tab", "tab", "escape")
        assert proof(room) == Proof()


async def test_an_at_that_comes_right_behind_a_blank_asks_who_knows_it(
    open_app: OpenApp, level: Session
) -> None:
    async with open_app(level, (120, 36)) as room:
        await room.press("n", "tab")
        for key in (*"logs", "space", "at"):
            room.app.post_message(Key(key, {"space": " ", "at": "@"}.get(key, key)))
        await room.pilot.pause()
        await room.settle()
        assert isinstance(room.screen, PickPerson)
        await room.press("4", "escape")
        assert proof(room).by == "Otis Vang"
