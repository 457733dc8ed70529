"""The boards and the wrap-up: park with a line, find it again from anywhere, lose nothing."""

import os
from datetime import date
from pathlib import Path

import pytest
from textual import events

from fouraxis.content.models import Content
from fouraxis.store.folder import SessionsFolder
from fouraxis.tui import keys
from fouraxis.tui.live.boards import BoardPage, BoardScreen
from fouraxis.tui.live.sign_off import SignOffScreen
from fouraxis.tui.parts.bars import TabsLine, TitleBar
from fouraxis.tui.setup.agenda import AgendaScreen
from fouraxis.tui.setup.screen import NEW
from fouraxis.tui.stage import screen_for
from fouraxis.tui.summary.actions import ActionsScreen
from fouraxis.workshop import edit
from fouraxis.workshop.actions import agree, assign
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.session import FactorAnswer, Session
from tests.tui.conftest import OpenApp
from tests.tui.workshops import placed, standing, workshop

IP_EXPOSURE = ("workloads", "w1", "axes", "sensitivity", "factors", "ip-exposure")


def ip(session: Session) -> FactorAnswer:
    """What is known of the first factor of the first workload."""
    return session.workloads["w1"].axes["sensitivity"].factors["ip-exposure"]


async def test_a_question_is_parked_with_a_line_and_found_again(
    open_app: OpenApp, content: Content
) -> None:
    session, _ = edit.add_participant(workshop(content), "Lena Quist")
    async with open_app(standing(session, "axes", "sensitivity.ip-exposure"), (100, 30)) as room:
        await room.press("p")
        assert "Parked: IP exposure" in room.text
        assert "◌1" in room.text
        await room.type("no figures yet @lena")
        await room.press("enter")
        assert room.bench.place.item == "sensitivity.regulatory-exposure"
        answer = ip(room.session)
        assert (answer.parked, answer.parked_why, answer.finder) == (
            *(True, "no figures yet"),
            "Lena Quist",
        )
        await room.press("s", "b")
        assert isinstance(room.screen, BoardScreen)
        assert "[Parked 1]" in room.text
        assert "Sensitivity: IP exposure" in room.text
        assert "no figures yet; Lena Quist finds out" in room.text
        await room.press("enter")
        assert room.bench.place.item == "sensitivity.ip-exposure"
        await room.press("u")
        assert "◌" not in room.screen.query_one(TitleBar).render().plain
        assert not room.session.workloads["w1"].axes


async def test_a_reason_that_enter_ends_twice_goes_on_to_the_next_question_and_no_further(
    open_app: OpenApp, at_ip: Session, prompt_answers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "SECOND_PRESS", 9.0)  # however slow this machine is
    async with open_app(at_ip, (100, 30)) as room:
        await room.press("p")
        await room.type("no figures yet")
        for _ in range(2):
            room.app.post_message(events.Key("enter", "\r"))
        await room.settle()
        assert ip(room.session).parked_why == "no figures yet"
        assert room.bench.place.item == "sensitivity.regulatory-exposure"
        await room.press("b", "e")
        await room.type(" so far")
        for _ in range(2):
            room.app.post_message(events.Key("enter", "\r"))
        await room.settle()
        assert ip(room.session).parked_why == "no figures yet so far"
        assert isinstance(room.screen, BoardScreen)


@pytest.mark.long
async def test_the_boards_open_over_every_step_and_esc_leads_back(
    open_app: OpenApp, content: Content
) -> None:
    session, _ = edit.add_vendor(placed(workshop(content), "w1"), "Northwind")
    async with open_app(session, (100, 30)) as room:
        stage = room.app.stage
        assert stage is not None
        for step in STEPS:
            stage.walk.go(step)
            await room.settle()
            here = room.bench.place
            await room.press("b")
            assert isinstance(room.app.screen, BoardScreen), step
            await room.press("escape")
            assert room.bench.place == here
            assert isinstance(room.screen, screen_for(step)), step
        await room.press("t", "b")
        assert isinstance(room.screen, BoardScreen)
        await room.press("escape")
        assert isinstance(room.screen, AgendaScreen)


@pytest.mark.long
async def test_a_parked_question_is_taken_up_reworded_and_given_to_somebody_on_the_board(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        await room.press("p", "escape", "b", "e")
        await room.type("the vendor knows")
        await room.press("enter", "o")
        await room.type("Jo Berg")
        await room.press("enter")
        assert (ip(room.session).parked_why, ip(room.session).finder) == (
            "the vendor knows",
            "Jo Berg",
        )
        names = [who.name for who in room.session.participants.values()]
        await room.press("o", "2")
        assert ip(room.session).finder == names[1]
        await room.press("o", "enter")
        assert ip(room.session).finder == names[1]
        await room.press("o", "down", "enter")
        assert ip(room.session).finder == names[0]
        await room.press("o", "backspace", "enter")
        assert ip(room.session).finder == ""
        await room.press("p")
        assert "Nothing is parked" in room.text
        await room.press("u")
        assert isinstance(room.screen, BoardScreen)
        assert "the vendor knows" in room.text


async def test_the_boards_are_one_page_and_take_actions_from_anywhere(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(placed(workshop(content), "w1"), "risks"), (100, 30)) as room:
        seen = []
        await room.press("b")
        for _ in range(4):
            page = room.screen
            assert isinstance(page, BoardPage)
            seen.append(page.board)
            await room.press("b")
        assert seen == ["parked", "actions", "open", "parked"]
        await room.press("b", "a")
        await room.type("Ask legal")
        await room.press("enter", "enter")
        (action,) = room.session.actions.values()
        assert (action.title, action.workload) == ("Ask legal", "w1")
        came_up = room.bench.place
        assert (came_up.step, came_up.workload) == ("risks", "w1")
        await room.press("s", "b", "b")
        board = room.screen
        assert isinstance(board, ActionsScreen)
        while board.action is not None and board.action.title != "Ask legal":
            await room.press("down")
        assert "came up at Risks" in " ".join(room.text.split())
        await room.press("enter")
        assert room.bench.place == came_up


async def test_the_wrap_up_is_the_last_page_of_the_agenda_and_ends_with_who_was_here(
    open_app: OpenApp, content: Content
) -> None:
    session, _ = edit.add_participant(placed(workshop(content), "w1"), "Lena Quist")
    async with open_app(standing(session, "summary"), (120, 36)) as room:
        await room.press("t", "end", "enter")
        tabs = room.screen.query_one(TabsLine).render().plain
        assert "[Decide again 0]" in tabs
        assert "Without owner or date" in tabs
        await room.press("tab", "tab")
        page = room.screen
        assert isinstance(page, ActionsScreen)
        assert page.wrap_up
        await room.press("tab")
        assert "Lena Quist" in room.text
        await room.press("S")
        assert isinstance(room.screen, SignOffScreen)
        await room.press("escape", "escape", "z")
        assert "Wrap-up" in room.text


async def test_a_room_that_meets_again_begins_with_what_it_took_on(
    open_file: OpenApp, folder: Path, content: Content
) -> None:
    session, action = agree(standing(workshop(content), "axes"), "Ask legal")
    path = SessionsFolder(folder).create(assign(session, action, "Lena"))
    async with open_file(path) as room:
        assert not isinstance(room.screen, BoardPage)
    long_ago = date(2026, 1, 5).toordinal() * 1_000.0
    os.utime(path, (long_ago, long_ago))
    async with open_file(path) as room:
        assert isinstance(room.screen, ActionsScreen)
        assert "Ask legal" in room.text
        await room.press("escape")
        assert room.bench.place.step == "axes"


async def test_what_is_parked_counts_the_same_wherever_it_is_counted(
    open_app: OpenApp, content: Content
) -> None:
    """Even where the answer is unknown as well, which the programme counts as unknown."""
    session = edit.set_at(placed(workshop(content), "w1"), (*IP_EXPOSURE, "level"), "unknown")
    session = edit.set_at(session, (*IP_EXPOSURE, "parked"), True)
    async with open_app(standing(session, "axes", "sensitivity.ip-exposure")) as room:
        assert "◌1" in room.text
        await room.press("s")
        assert "1 parked" in room.text
        await room.press("S")
        assert "1 question parked" in room.text
        await room.press("escape", "b")
        assert "[Parked 1]" in room.text


@pytest.mark.parametrize("size", [(60, 15), (120, 36)])
async def test_an_empty_board_says_so_in_place_of_its_list_and_what_to_do(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = standing(workshop(content, people=0), "axes", "sensitivity.ip-exposure")
    async with open_app(session, size) as room:
        await room.press("b")
        said = [line for line in room.text.split("\n")[2:] if line.strip()]
        assert "Nothing is parked." in said[size[1] > 20]
        assert "Tab  goes on: Actions" in room.text
        await room.press("escape", "z")
        assert "Every decision and every level stands" in room.text
        assert "S    signs off" in room.text
        await room.press("shift+tab")
        assert "Nobody is named yet." in room.text
        await room.press("enter")
        assert (room.bench.place.step, room.bench.place.item) == ("setup", NEW)
