"""The rules: three are asked, two are read off the axes, and a yes shows its way out."""

import re

import pytest
from textual.content import Content as Text

from fouraxis.content.models import Content
from fouraxis.decision.reasons import say
from fouraxis.tui.placing.outcome import LandingLine, Matter
from fouraxis.workshop import questions
from fouraxis.workshop.assess import assess
from fouraxis.workshop.edit import set_at
from tests.tui.conftest import OpenApp
from tests.tui.summary_room import sample
from tests.tui.workshops import placed, standing, workshop


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_yes_ends_in_do_not_outsource(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = standing(placed(workshop(content), "w1"), "rules", "core-logic")
    async with open_app(session, size) as room:
        assert "Full outsourcing" in room.text
        await room.press("1")
        assert room.session.workloads["w1"].rules["core-logic"].answer == "yes"
        assert "Do not outsource" in room.text
        await room.press("down", "u")
        assert room.bench.place.item == "core-logic"
        assert "Full outsourcing" in room.text


async def test_an_unknown_makes_the_outcome_provisional(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(placed(workshop(content), "w1"), "rules", "core-logic")
    async with open_app(session) as room:
        await room.press("0")
        assert "Provisional" in room.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_rules_read_off_the_axes_say_whether_they_apply(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = placed(workshop(content), "w1")
    session = set_at(session, ("workloads", "w1", "axes", "sensitivity", "level"), "high")
    async with open_app(standing(session, "rules"), size) as room:
        assert "! applies" in room.text
        assert "clear" in room.text


async def test_after_the_last_rule_enter_goes_on_to_the_next_workload(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "rules", "undefined-success")) as room:
        await room.press("2", "enter")
        assert (room.bench.place.step, room.bench.place.workload) == ("axes", "w2")


async def test_a_rule_read_off_the_axes_is_open_until_they_are_placed(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "rules")) as room:
        await room.press("1")
        assert "open     Sensitive" in room.text
        assert "applies" not in room.text


async def test_a_note_has_room_in_a_small_window(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "rules")) as room:
        await room.press("n")
        await room.type("x")
        assert room.text.count("╰") == 1


async def test_the_box_of_a_field_stands_above_where_it_lands(
    open_app: OpenApp, content: Content
) -> None:
    session = placed(workshop(content), "w1")
    axis = ("workloads", "w1", "axes", "sensitivity")
    for factor in ("ip-exposure", "regulatory-exposure", "customer-decision-impact"):
        session = set_at(session, (*axis, "factors", factor, "level"), "high")
    async with open_app(standing(session, "rules", "legal.date"), (80, 24)) as room:
        await room.press("up", "down", "enter")
        box, line = room.screen.query_one("LineEditor"), room.screen.query_one("#landing-line")
        assert box.region.bottom <= line.region.y
        assert room.text.count("╰") == 1


async def test_nothing_of_where_it_lands_is_cut_while_lines_are_free(
    open_app: OpenApp, content: Content
) -> None:
    """A level to confirm again, a warning and what would change it, on the smallest screen."""
    session = placed(workshop(content), "w1")
    axis = ("workloads", "w1", "axes", "sensitivity")
    session = set_at(session, (*axis, "factors", "ip-exposure", "level"), "high")
    session = set_at(session, (*axis, "factors", "regulatory-exposure", "level"), "high")
    session = set_at(session, (*axis, "factors", "customer-decision-impact", "level"), "high")
    async with open_app(standing(session, "rules", "undefined-success"), (80, 24)) as room:
        await room.press("1")
        assert "Level to confirm again: Sensitivity" in room.text
        assert "Changes" in room.text
        line = room.screen.query_one("#landing-line")
        above = max(
            widget.region.bottom
            for widget in room.screen.query_one("#body").children
            if widget is not line
        )
        landing = room.text.partition("Lands on")[2]
        assert line.region.y <= above + 1 or not re.search("…|and [0-9]+ more", landing)


async def test_the_way_back_says_what_it_waits_for_and_who_can_be_named(
    open_app: OpenApp, content: Content
) -> None:
    """Whatever else takes room in the smallest window, each row can be seen while it is asked."""
    session = placed(workshop(content), "w1")
    for axis, level in {"sensitivity": "high", "maturity": "none", "certainty": "medium"}.items():
        session = set_at(session, ("workloads", "w1", "axes", axis, "level"), level)
    condition = say(content, "reentry-team-emerging")
    async with open_app(standing(session, "rules", "acceptance.scope"), (80, 24)) as room:
        seen = []
        for question in questions.of(room.session, content, "rules", "w1"):
            if not question.heading:
                continue
            assert room.bench.place.item == question.item
            assert re.search(rf"▐ . +{re.escape(question.name)} ", room.text), room.text
            if question.item.startswith("reentry."):
                assert "".join(condition.split()) in "".join(room.text.split())
            if question.item in ("legal.owner", "reentry.owner"):
                assert re.search(r"1 +P1", room.text), room.text
            seen.append(question.item)
            await room.press("down")
        assert {"legal.owner", "reentry.owner", "reentry.revisit"} <= set(seen)


async def test_of_what_would_change_it_each_is_said_whole_and_how_many_more_there_are(
    open_app: OpenApp,
) -> None:
    session = standing(sample("four-workloads"), "rules", "core-logic")
    async with open_app(session, (100, 30)) as room:
        line = room.screen.query_one(LandingLine)
        changes = assess(room.session, room.bench.words).workloads["support-chatbot"]
        number = len(changes.recommendation.changes)
        for lines in range(2, number + 3):
            line.give(lines)
            shown = line.render().plain.split("\n")
            assert len(shown) <= lines
            assert not any("…" in text for text in shown)
            left = number - len(shown) + 1
            assert (f"and {left} more" in shown[-1]) == (left > 0), shown


def test_a_text_with_no_room_says_so_by_its_end() -> None:
    matter = Matter(Text("Head  "), (Text("word " * 30), Text("another")))
    (line,) = matter.lines(40, 1)
    assert line.plain.startswith("Head  word")
    assert line.plain.endswith("…")
    assert line.cell_length <= 40
    assert matter.height(40) == len(matter.lines(40, 99))
    assert matter.lines(40, 99)[-1].plain == "      another"
