"""Beside the rules: what success is, the legal review, the EU AI Act."""

import datetime

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import ACCEPTANCE
from tests.tui.conftest import OpenApp
from tests.tui.workshops import standing, workshop


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_stands_beside_the_rules_is_typed_by_keyboard(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(standing(workshop(content), "rules", "core-logic"), size) as room:
        assert "Legal review" not in room.text
        await room.press("m", "enter")
        await room.type("Claims by post, [/x] only")
        await room.press("escape")
        node = room.session.workloads["w1"]
        assert node.acceptance.scope == "Claims by post, [/x] only"
        for _ in range(7):
            await room.press("down")
        await room.press("2")
        assert room.session.workloads["w1"].legal.reviewed == "no"
        assert room.bench.place.item == "legal.date"  # a digit leads to no name
        await room.press("up")
        await room.press("1", "enter")
        await room.type("4.12.")
        await room.press("enter")
        assert "is no date such as 2026-12-04" in room.said
        await room.press("up", "enter")
        await room.type("2026-12-04")
        await room.press("enter")
        legal = room.session.workloads["w1"].legal
        assert (legal.owner, legal.date) == ("P1", datetime.date(2026, 12, 4))
        await room.press("end", "1")
        assert room.session.workloads["w1"].ai_act["justice-and-democracy"].answer == "yes"
        await room.press("m")
        assert room.bench.place.item == "core-logic"
        assert "If yes:" in room.text
        await room.press("down", "down")
        assert "If not yet:" in room.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_enter_takes_what_is_suggested_and_it_is_said_that_it_is(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = workshop(content)
    for field in ACCEPTANCE:
        session = set_at(session, ("workloads", "w1", "acceptance", field), "as written")
    async with open_app(standing(session, "rules", "core-logic"), size) as room:
        assert "Enter takes it" not in room.text
        await room.press("enter", "enter")  # nothing is suggested there: it goes on
        assert room.session.workloads == session.workloads
        assert room.bench.place.item == "undefined-success"
        assert "Suggested: defined. Enter takes it." in room.text
        await room.press("enter")
        assert room.session.workloads["w1"].rule("undefined-success").answer == "no"
