"""The summary: what every row says, what the room decides there, and where each count leads."""

import json
import stat
from pathlib import Path

import pytest
from textual.widgets import OptionList

from fouraxis.content.folder import shipped
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, Axis
from fouraxis.store.export import export
from fouraxis.store.faults import FolderError
from fouraxis.store.file import read
from fouraxis.tui.dialogs.decision import DecisionDialog
from fouraxis.tui.dialogs.reasoning import ReasoningDialog
from fouraxis.tui.screens.summary import SummaryScreen
from fouraxis.tui.widgets.page import Page
from fouraxis.tui.widgets.placement_map import PlacementMap
from fouraxis.tui.widgets.programme import ProgrammeList
from fouraxis.tui.widgets.summary_table import NARROW, SummaryTable, columns
from fouraxis.workshop import edit
from fouraxis.workshop.assess import assess
from fouraxis.workshop.at_path import set_at
from fouraxis.workshop.matters import matters, place_of
from fouraxis.workshop.session import Decision, Session
from tests.tui.conftest import OpenApp, Room
from tests.workshop.nasty import NASTY

SIZES = ((80, 24), (120, 36))


def sample(name: str) -> Session:
    """A shipped example, opened at its summary."""
    session = read(shipped("sessions") / f"{name}.toml").session
    return edit.go(session, "summary", workload=next(iter(session.workloads)))


def placed(session: Session, workload: str, **levels: str) -> Session:
    """The workload on these levels."""
    for axis, level in levels.items():
        session = set_at(session, ("workloads", workload, "axes", axis, "level"), level)
    return session


@pytest.fixture
def two(empty: Session) -> Session:
    """Two workloads: one that is placed with no open question, one that nobody has placed."""
    session, chatbot = edit.add_workload(empty, "Chatbot", owner="Ana")
    session, _ = edit.add_workload(session, "Fraud")
    session, _ = edit.add_participant(session, "Rhea", "decider")
    session, _ = edit.add_participant(session, "Otis", "expert")
    session = placed(
        session, chatbot, sensitivity="low", maturity="none", certainty="high", readiness="pilot"
    )
    for rule in ("core-logic", "data-cannot-leave", "undefined-success"):
        session = set_at(session, ("workloads", chatbot, "rules", rule, "answer"), "no")
    return edit.go(session, "summary", workload=chatbot)


def table(room: Room) -> SummaryTable:
    """The table on the screen."""
    return room.screen.query_one(SummaryTable)


def decided(room: Room, workload: str = "chatbot") -> Decision | None:
    """What the room decided for a workload."""
    return room.session.workloads[workload].decision


def prompts(options: OptionList) -> list[str]:
    """Every line of a list as text."""
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


def page(room: Room) -> str:
    """The whole page of reasons, with what has to be scrolled to."""
    return " ".join(str(room.screen.query_one(Page).render()).split())


def programme_line(room: Room, part: str) -> int:
    """The line of the programme with this part."""
    lines = prompts(room.screen.query_one(ProgrammeList))
    return next(at for at, line in enumerate(lines) if part in line)


async def follow(room: Room, part: str) -> None:
    """Press Enter on the line of the programme with this part."""
    programme = room.screen.query_one(ProgrammeList)
    programme.focus()
    programme.highlighted = programme_line(room, part)
    await room.press("enter")


# -- the table


@pytest.mark.parametrize("size", SIZES)
async def test_every_published_example_is_seen_with_its_model_and_its_reason(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app(sample("four-workloads"), size) as room:
        rows = [" ".join(line.split()) for line in prompts(table(room))]
        expected = (
            ("FUL row 1", "AUG row 7", "ADV row 8", "DNO 5+rule")
            if size[0] == 80
            else (
                "Full outsourcing row 1",
                "Staff augmentation row 7",
                "Advisory-only row 8",
                "Do not outsource row 5 + rule",
            )
        )
        for row, outcome in zip(rows, expected, strict=True):
            assert f"{outcome} agreed" in row
        assert "4 workloads" in room.text
        assert "4 final" in room.text


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
        assert "DNO" in prompts(table(room))[1]


async def test_an_empty_session_says_what_to_do_and_leads_there(
    open_app: OpenApp, empty: Session
) -> None:
    async with open_app(edit.go(empty, "summary")) as room:
        assert "No workloads yet." in room.text
        await room.press("d", "c", "x", "m", "v", "escape", "enter")
        assert room.bench.place.step == "workloads"


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


async def test_the_columns_follow_the_terminal_when_it_is_resized(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await room.pilot.resize_terminal(120, 36)
        await room.pilot.pause()
        assert "Recommended" in room.text
        assert "▴ Full outsourcing" in prompts(table(room))[0]


# -- the reasons


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
            "Without the rule it would be ✗ Do not outsource",
            "row 5 + rule",
            "Row 5: High sensitivity and no team",
            "(published)",
            "(guide)",
            "The way out of the rule",
            "What would change it",
            "What it takes: Do not outsource",
            "Next steps",
            "by Rhea Solano (chief risk officer)",
            "Sensitivity: high",
            "Incident response",
        ):
            assert part in text, part


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


# -- deciding


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
        assert "agreed" in prompts(table(room))[0]
        await room.press("u")
        assert decided(room) is None
        assert "undecided" in prompts(table(room))[0]


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
        assert "over. DNO" in prompts(table(room))[0]
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
        assert "agreed" in prompts(table(room))[0]
        assert "1 final" in room.text


async def test_a_decision_that_the_recommendation_left_behind_is_loud(
    open_app: OpenApp, two: Session
) -> None:
    two = edit.decide(two, "chatbot", "full-outsourcing", "as-recommended")
    async with open_app(placed(two, "chatbot", sensitivity="high")) as room:
        assert "1 OUTDATED" in room.text
        assert "OUTDATED" in prompts(table(room))[0]
        await follow(room, "decided before the recommendation changed")
        assert isinstance(room.screen, ReasoningDialog)
        assert "OUTDATED" in page(room)


# -- the programme


async def test_the_programme_names_the_hybrid_partnership_and_the_notice(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        lines = " ".join(prompts(room.screen.query_one(ProgrammeList)))
        assert "hybrid partnership, with a statement of work for each workstream" in lines
        assert "It replaces no technical due diligence" in lines


async def test_a_count_leads_to_its_place(open_app: OpenApp, two: Session) -> None:
    async with open_app(two) as room:
        await follow(room, "not placed on all four axes")
        assert (room.bench.place.step, room.bench.place.workload) == ("axes", "fraud")


async def test_red_flags_lead_to_their_vendor(open_app: OpenApp) -> None:
    async with open_app(sample("four-workloads")) as room:
        await follow(room, "red flags heard")
        place = room.bench.place
        assert place.step == "vendors"
        assert room.session.vendors[place.vendor or ""].flag(place.item or "").answer == "yes"


async def test_where_a_count_has_several_places_the_room_picks_one(
    open_app: OpenApp, two: Session
) -> None:
    async with open_app(two) as room:
        await follow(room, "areas unowned")
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
        assessment = assess(session, content)
        for matter in matters(assessment):
            kinds.add(matter.kind)
            assert matter.total > 0
            for spot in matter.spots:
                place = place_of(session, content, assessment, matter.kind, spot)
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
    assessment = assess(session, content)
    unknown = next(one for one in matters(assessment) if one.kind == "unknown")
    assert unknown.total == 2
    steps = [place_of(session, content, assessment, "unknown", spot).step for spot in unknown.spots]
    assert steps == ["axes", "vendors"]


# -- map, mouse, export, text


@pytest.mark.parametrize("size", SIZES)
async def test_m_turns_the_table_into_a_map_and_esc_turns_it_back(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app(sample("four-workloads"), size) as room:
        await room.press("m")
        shown = str(room.screen.query_one(PlacementMap).render())
        assert "1▴" in shown
        assert "2▪" in shown
        await room.press("v")
        shown = str(room.screen.query_one(PlacementMap).render())
        assert "ful/aug" in shown
        assert "AUG/ADV" in shown
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
        assert "FUL" in room.text


@pytest.mark.parametrize(("downs", "suffix"), [(0, "md"), (1, "csv"), (2, "json")])
async def test_an_export_is_written_beside_the_session_for_its_owner_only(
    open_app: OpenApp, two: Session, folder: Path, downs: int, suffix: str
) -> None:
    async with open_app(two) as room:
        for _ in range(2):
            await room.press("e", *["down"] * downs, "enter")
            await room.settle()
        written = sorted(folder.glob(f"*.{suffix}"))
        assert [path.name for path in written] == [
            f"Contoso-summary-2.{suffix}",
            f"Contoso-summary.{suffix}",
        ]
        assert str(written[1]) in room.said
        for path in written:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert "Chatbot" in path.read_text()
        if suffix == "json":
            assert json.loads(written[0].read_text())["title"] == "Contoso"


def test_an_export_that_the_folder_does_not_take_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="the report is not written"):
        export("text", tmp_path / "gone" / "session.toml", "md")


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
        await room.press("x", "y", "u", "m", "v", "escape")
        assert isinstance(room.screen, SummaryScreen)
        assert "[@click=app.quit]x[" in "\n".join(prompts(table(room)))
        assert "\x1b" not in room.text
        assert "\x9d" not in room.text
        await follow(room, "red flags heard")
        await room.press("end", "escape")
        await room.press("enter", "pagedown")
        assert room.app.is_running
