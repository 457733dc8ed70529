"""Below and beside the table: where each count leads, the map, and any text as text."""

import pytest

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, Axis
from fouraxis.tui.summary.map import PlacementMap
from fouraxis.tui.summary.programme import ProgrammeList
from fouraxis.tui.summary.reasons import ReasoningDialog
from fouraxis.tui.summary.screen import SummaryScreen
from fouraxis.workshop import edit
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.matters import matters, place_of
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp
from tests.tui.summary_room import (
    SIZES,
    decided,
    follow,
    placed,
    prompts,
    sample,
    table,
    two_workloads,
)
from tests.workshop.nasty import NASTY


@pytest.fixture
def two(empty: Session) -> Session:
    """One workload that is placed with no open question, and one that nobody has placed."""
    return two_workloads(empty)


async def test_the_programme_names_the_hybrid_partnership_and_the_notice(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        lines = " ".join(prompts(room.screen.query_one(ProgrammeList)))
        assert "hybrid partnership, with a statement of work for each workstream" in lines
        assert "replaces no technical due diligence" in lines


async def test_a_count_leads_to_its_place(open_app: OpenApp, two: Session) -> None:
    async with open_app(two) as room:
        await follow(room, "not placed on all four axes")
        assert (room.bench.place.step, room.bench.place.workload) == ("axes", "fraud")


async def test_red_flags_lead_to_their_vendor(open_app: OpenApp) -> None:
    async with open_app(sample("four-workloads")) as room:
        await follow(room, "red flags of vendors")
        place = room.bench.place
        assert place.step == "vendors"
        assert room.session.vendors[place.vendor or ""].flag(place.item or "").answer == "yes"


async def test_where_a_count_has_several_places_the_room_picks_one(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await follow(room, "areas that nobody owns")
        await room.press("down", "enter")
        assert (room.bench.place.step, room.bench.place.workload) == ("ownership", "fraud")


async def test_an_open_question_leads_to_the_first_workload_that_it_decides(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await follow(room, "core decision logic")
        place = room.bench.place
        assert (place.step, place.workload, place.item) == ("rules", "fraud", "core-logic")


def test_every_matter_of_the_examples_leads_to_a_place_that_exists(content: Content) -> None:
    kinds = set()
    for name in ("four-workloads", "half-way", "twenty-four-workloads"):
        session = sample(name)
        for matter in matters(session, content):
            kinds.add(matter.kind)
            assert matter.total > 0
            for spot in matter.spots:
                place = place_of(session, content, matter.kind, spot)
                assert edit.go(
                    session,
                    place.step,
                    workload=place.workload,
                    vendor=place.vendor,
                    item=place.item,
                )
    assert {"outdated", "to-confirm", "provisional", "squads", "unowned-areas", "parked"} <= kinds


def test_a_workload_and_a_vendor_of_one_name_are_counted_apart(
    empty: Session, content: Content
) -> None:
    session, workload = edit.add_workload(empty, "Alpha")
    session, vendor = edit.add_vendor(session, "Alpha")
    assert workload == vendor
    session = placed(session, workload, certainty="unknown")
    session = set_at(session, ("vendors", vendor, "sprint", "paid"), "unknown")
    unknown = next(matter for matter in matters(session, content) if matter.kind == "unknown")
    assert unknown.total == 2
    steps = [place_of(session, content, "unknown", spot).step for spot in unknown.spots]
    assert steps == ["axes", "vendors"]


# -- map, mouse, text


@pytest.mark.parametrize("size", SIZES)
async def test_m_turns_the_table_into_a_map_and_esc_turns_it_back(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app(sample("four-workloads"), size) as room:
        await room.press("m")
        shown = str(room.screen.query_one(PlacementMap).render())
        assert "▴ Customer support" in shown
        assert "▪ Fraud detection" in shown
        await room.press("v")
        shown = str(room.screen.query_one(PlacementMap).render())
        assert "ful/aug" in shown
        assert "▪ Fraud detection" in shown
        assert "Agent for supplier" not in shown  # of another certainty
        await room.press("escape")
        assert isinstance(room.screen, SummaryScreen)
        assert table(room).display


async def test_the_mouse_alone_can_decide(open_app: OpenApp, two: Session) -> None:
    async with open_app(two, (120, 36)) as room:
        await room.click("Fraud")
        assert table(room).workload == "fraud"
        await room.click("Chatbot")
        await room.click("c confirm")
        assert decided(room) is not None
        await room.click("Chatbot")
        assert isinstance(room.screen, ReasoningDialog)
        await room.click("d decide")
        await room.click("Staff augmentation")
        await room.type("More control")
        await room.click("Enter go on")
        await room.click("Otis")
        await room.click("Esc back to the table")
        decision = decided(room)
        assert decision is not None
        assert (decision.kind, decision.by) == ("override", "Otis")
        await room.click("m map")
        await room.click("high certainty")
        assert "▴ Full outsourcing" in room.text
        assert "▴ Chatbot" in room.text


@pytest.mark.parametrize("size", SIZES)
async def test_text_of_the_room_is_shown_as_text_and_runs_nothing(
    open_app: OpenApp, empty: Session, size: tuple[int, int]
) -> None:
    session = empty
    axes: dict[Axis, str] = dict(zip(AXES, ("low", "none", "high", "pilot"), strict=True))
    for text in NASTY:
        session, workload = edit.add_workload(session, text, description=text, owner=text)
        session, _ = edit.add_participant(session, text, "decider")
        session, vendor = edit.add_vendor(session, text, workloads=[workload])
        session = set_at(
            session, ("vendors", vendor, "red_flags", "clean-data-demo", "answer"), "yes"
        )
        session = placed(session, workload, **axes)
        session = set_at(session, ("workloads", workload, "axes", "certainty", "note"), text)
        session = edit.decide(session, workload, "internal-rnd", "override", reason=text, by=text)
    async with open_app(edit.go(session, "summary"), size) as room:
        await room.press("enter", *["right_square_bracket"] * (len(NASTY) - 1), "pagedown")
        await room.press("d", "escape", "x", "n", "c", "n", "escape")
        await room.press("x", "escape", "m", "v", "v", "m")
        assert isinstance(room.screen, SummaryScreen)
        assert "[@click=app." in "\n".join(prompts(table(room)))
        assert "\x1b" not in room.text
        assert "\x9d" not in room.text
        await follow(room, "red flags of vendors")
        await room.press("end", "escape")
        await room.press("enter", "pagedown")
        assert room.app.is_running
