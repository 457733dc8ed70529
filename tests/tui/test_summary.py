"""The summary's table and its reasons: what every row says, and why."""

import pytest
from textual.widgets import Static

from fouraxis.tui.summary.map import PlacementMap
from fouraxis.tui.summary.reasons import ReasoningDialog
from fouraxis.tui.summary.screen import SummaryScreen
from fouraxis.tui.summary.table import NARROW, columns
from fouraxis.workshop import edit
from fouraxis.workshop.actions import next_steps
from fouraxis.workshop.matters import ready
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import today
from tests.tui.conftest import OpenApp
from tests.tui.summary_room import (
    SIZES,
    decided,
    follow,
    page,
    placed,
    prompts,
    sample,
    table,
    two_workloads,
)

MODELS = ("Full outsourcing", "Staff augmentation", "Advisory-only", "Do not outsource")


@pytest.fixture
def two(empty: Session) -> Session:
    """One workload that is placed with no open question, and one that nobody has placed."""
    return two_workloads(empty)


@pytest.mark.parametrize("size", SIZES)
async def test_every_published_example_is_seen_with_its_model_and_its_reason(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app(sample("four-workloads"), size) as room:
        told = [" ".join(line.split()) for line in prompts(table(room))]
        for row, model in zip(told, MODELS, strict=True):
            assert model in row
            assert "Rhea Solano" in row
        await room.press("v")  # the levels, and how far each is
        rows = [" ".join(line.split()) for line in prompts(table(room))]
        expected = (
            ("FUL", "AUG", "ADV", "DNO")  # why stands with the decisions, so that names are whole
            if size[0] == 80
            else (
                "Full outsourcing row 1",
                "Staff augmentation row 7 + guide",
                "Advisory-only row 8 + guide",
                "Do not outsource row 5 + rule",
            )
        )
        for row, outcome in zip(rows, expected, strict=True):
            assert f"{outcome} agreed" in row
        assert "Agent for supplier onboarding" in rows[2]
        assert "4 workloads" in room.text
        assert "4 final" in room.text
        assert "2 not ready to sign" in room.text


@pytest.mark.parametrize("width", [80, 99, 120, 200])
async def test_no_line_of_the_table_is_wider_than_the_terminal(
    open_app: OpenApp, width: int
) -> None:
    async with open_app(sample("twenty-four-workloads"), (width, 24)) as room:
        for line in prompts(table(room)):
            assert len(line) <= table(room).line_width


async def test_at_eighty_columns_the_row_under_the_cursor_is_told_in_full(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        assert columns(table(room).line_width) == NARROW
        assert "Full outsourcing" in room.text
        assert "No open question can change it." in room.text


async def test_the_next_step_is_what_the_actions_put_first_and_a_model_is_named_once(
    open_app: OpenApp,
) -> None:
    session = sample("four-workloads")
    path = ("workloads", "support-chatbot", "decision")
    for key, value in (("model", "advisory-only"), ("kind", "override")):
        session = edit.set_at(session, (*path, key), value)
    async with open_app(session, (200, 36)) as room:
        steps = next_steps(session, room.bench.words, today())
        for key, line in zip(session.workloads, prompts(table(room)), strict=True):
            assert steps[key][:20] in line
        assert "Advisory-only (override)" in room.text


async def test_an_outcome_is_hidden_until_the_room_has_placed_all_four_axes(
    open_app: OpenApp, two: Session
) -> None:
    two = placed(two, "fraud", sensitivity="high", maturity="none")
    async with open_app(two) as room:
        assert "not placed" in prompts(table(room))[1]
        await room.press("down", "enter")
        assert "Do not outsource" not in page(room)
        assert "The outcome shows once they are." in page(room)
        await room.press("c")
        assert decided(room, "fraud") is None
    async with open_app(two.model_copy(update={"reveal": "live"})) as room:
        assert "(✗ DNO: not yet)" in prompts(table(room))[1]
        await room.press("v")
        assert "DNO" in prompts(table(room))[1]


async def test_an_empty_session_says_what_to_do_and_leads_there(
    open_app: OpenApp, empty: Session
) -> None:
    async with open_app(edit.go(empty, "summary")) as room:
        assert "No workloads yet." in room.text
        await room.press("d", "c", "x", "m", "v", "escape", "enter")
        assert room.bench.place.step == "workloads"


@pytest.mark.long
async def test_two_hundred_workloads_are_listed_and_the_last_can_be_reached(
    open_app: OpenApp, empty: Session
) -> None:
    session = empty
    for number in range(200):
        session, _ = edit.add_workload(session, f"Workload {number}")
    async with open_app(edit.go(session, "summary")) as room:
        assert "200 workloads" in room.text
        await room.press("end")
        assert "Workload 199" in room.text
        assert room.bench.place.workload == "workload-199"
        await room.press("m")
        assert "Not on the map" in str(room.screen.query_one(PlacementMap).render())


async def test_the_table_reopens_at_the_row_where_it_was_left(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.press("down", "s", "g", "escape")
        assert room.bench.place.workload == "fraud"
        assert table(room).workload == "fraud"


@pytest.mark.parametrize("size", SIZES)
async def test_each_row_says_how_many_checks_before_signing_are_met(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app(sample("four-workloads"), size) as room:
        await room.press("v")
        counted = [line.split()[-2] for line in prompts(table(room))]
        if size[0] > 80:  # else levels stand there in words, and what is counted only below
            assert counted == ["7/7", "3/7", "3/4", "n/a"]
        assert "ready to sign: 1 of 3" in room.text
        await follow(room, "not ready to sign")
        assert "Where to first?" in room.text
        await room.press("enter")
        place = room.bench.place
        assert (place.step, place.workload) == ("vendors", "fraud-detection")


async def test_what_is_not_placed_says_nothing_of_signing_before_the_outcome_is_shown(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.press("v")
        chatbot, fraud = prompts(table(room))
        assert "2/7" in chatbot
        assert "/7" not in fraud


async def test_the_columns_follow_the_terminal_when_it_is_resized(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.pilot.resize_terminal(120, 36)
        await room.press("v")
        assert "Recommended" in room.text
        assert "▴ Full outsourcing" in prompts(table(room))[0]


# -- the reasons


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_model_takes_stands_with_its_answers_and_a_no_first(
    open_app: OpenApp, two: Session, size: tuple[int, int]
) -> None:
    path = ("workloads", "chatbot", "conditions")
    two = edit.set_at(two, (*path, "no-deep-access", "answer"), "yes")
    two = edit.set_at(two, (*path, "portability-and-exit", "answer"), "no")
    two = edit.set_at(two, (*path, "portability-and-exit", "note"), "Legal asks [/x] first.")
    async with open_app(two, size) as room:
        await room.press("enter")
        text = page(room).split("What it takes")[1].split("Actions")[0]
        assert text.index("✗ No") < text.index("◦ not asked yet") < text.index("✓ Yes")
        assert text.index("✗ No") < text.index("Legal asks [/x] first.") < text.index("◦ not asked")
        assert page(room).count("Legal asks") == 1


@pytest.mark.parametrize("size", SIZES)
async def test_enter_shows_the_whole_reasoning_of_a_row(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app(sample("four-workloads"), size) as room:
        await room.press("end", "enter")
        assert isinstance(room.screen, ReasoningDialog)
        text = page(room)
        for part in (
            "Recommended ✗ Do not outsource",
            "The matrix alone says the same.",
            "row 5 + rule",
            "Row 5: High sensitivity and no team",
            "(published)",
            "(guide)",
            "What would change it",
            "What it takes: Do not outsource",
            "Actions",
            "by Rhea Solano (chief risk officer)",
            "Sensitivity: high",
            "Incident response",
            "What stays inside? all of it",
            "What does a partner build? nothing",
            "Who owns it after launch? Enterprise-operated; Clare Munro",
        ):
            assert part in text, part


async def test_the_boards_open_from_the_reasons_too(open_app: OpenApp, two: Session) -> None:
    async with open_app(two, (120, 36)) as room:
        await room.press("enter", "b")
        assert room.text.lstrip().startswith("Boards")
        await room.press("escape")
        assert isinstance(room.screen, SummaryScreen)


async def test_while_the_outcome_is_hidden_nothing_says_what_stays_inside(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(placed(two, "fraud", maturity="none"), (120, 36)) as room:
        await room.press("enter")
        assert "What stays inside? not asked yet" in page(room)
        await room.press("]")
        assert "Fraud" in str(room.screen.query_one("#reasoning").border_title)
        assert "What stays inside?" not in page(room)


async def test_the_reasons_name_the_vendors_considered_with_their_red_flags(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        vendor = next(v for v in room.session.vendors.values() if v.red_flags)
        await room.press("enter")
        assert vendor.workloads[0] == room.bench.place.workload
        assert "Hollow Pine Labs" in page(room)
        assert "⚑ Clean-data demo" in page(room)


async def test_a_provisional_row_says_what_each_answer_would_give_and_leads_to_the_question(
    open_app: OpenApp, two: Session
) -> None:
    two = placed(two, "chatbot", certainty="unknown")
    async with open_app(two) as room:
        assert "FUL/ADV" in prompts(table(room))[0]
        await room.press("enter")
        assert "Still possible" in page(room)
        assert "It decides: high gives full outsourcing" in page(room)
        await room.press("a")
        place = room.bench.place
        assert (place.step, place.workload, place.item) == ("axes", "chatbot", "certainty")


async def test_brackets_step_through_the_reasons_and_the_table_follows(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.press("enter", "right_square_bracket")
        assert "Fraud" in room.text
        await room.press("escape")
        assert table(room).workload == "fraud"


async def test_u_takes_back_what_was_decided_on_the_page_of_reasons(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.press("enter", "c", "u")
        assert decided(room) is None
        assert isinstance(room.screen, SummaryScreen)


async def test_codes_on_the_map_are_told_in_words(open_app: OpenApp) -> None:
    for size in SIZES:
        async with open_app(sample("four-workloads"), size) as room:
            await room.press("m")
            assert "COB Co-build squad" in room.text
            assert "abc our interpretation" in room.text
            await room.press("v")
            assert ("COB Co-build squad" in room.text) == ("COB/AUG" in room.text)


async def test_what_is_cut_below_the_table_says_so_and_the_checks_say_what_they_count(
    open_app: OpenApp,
) -> None:
    counted = "2/7 = 2 of 7 checks before signing are met"
    async with open_app(sample("four-workloads")) as room:
        detail = room.screen.query_one("#detail", Static)
        assert str(detail.render()).rstrip().endswith("…")
        assert "of 7 checks" not in room.text
    async with open_app(sample("four-workloads"), (100, 30)) as room:
        await room.press("v")
        assert counted in " ".join(room.text.split())
        await room.pilot.resize_terminal(80, 24)  # nothing is counted in so few columns
        await room.press()
        assert "of 7 checks" not in room.text
        await room.pilot.resize_terminal(100, 30)
        await room.press("v")
        assert "of 7 checks" not in room.text


@pytest.mark.parametrize("name", ["half-way", "four-workloads"])
async def test_as_many_are_not_ready_as_the_count_of_those_that_are_leaves(
    open_app: OpenApp, name: str
) -> None:
    async with open_app(sample(name), (160, 45)) as room:
        signed, outside = ready(room.session, room.bench.words)
        assert outside > signed
        assert f"{outside - signed} not ready to sign" in room.text
