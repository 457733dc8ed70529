"""The programme's page: what each statement of work would say, and who is considered for what."""

import re

import pytest
from textual.content import Content as Styled

from fouraxis.content.models import Content
from fouraxis.tui.look import PointedList, cut, cut_content
from fouraxis.tui.summary.programme import ProgrammeDialog
from fouraxis.tui.summary.screen import SummaryScreen
from fouraxis.workshop import edit
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp, Room
from tests.tui.summary_room import SIZES, prompts, sample, two_workloads
from tests.workshop.nasty import NASTY


def listed(room: Room) -> PointedList:
    """The list on the page."""
    return room.screen.query_one("#programme-lines", PointedList)


def lines(room: Room) -> str:
    """Every line of the page."""
    return "\n".join(prompts(listed(room)))


async def choose(room: Room, part: str) -> None:
    """Press Enter on the first line with this part."""
    shown = prompts(listed(room))
    listed(room).highlighted = next(at for at, line in enumerate(shown) if part in line)
    await room.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_p_shows_the_outline_of_the_workload_where_the_room_is(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = edit.go(sample("four-workloads"), "summary", workload="fraud-detection")
    async with open_app(session, size) as room:
        await room.press("p")
        assert isinstance(room.screen, ProgrammeDialog)
        assert "▾ Fraud detection model" in lines(room)
        assert "▸ Customer support chatbot" in lines(room)
        assert all(clause.name in lines(room) for clause in content.summary.clauses.values())
        assert "Fraud detection model" in room.text
        await room.press("escape")
        assert isinstance(room.screen, SummaryScreen)


async def test_it_says_whether_it_is_a_hybrid_partnership(
    open_app: OpenApp, content: Content, empty: Session
) -> None:
    async with open_app(sample("four-workloads")) as room:
        await room.press("p")
        assert "hybrid partnership, with a statement of work" in lines(room)
    async with open_app(two_workloads(empty)) as room:
        await room.press("p")
        assert content.summary.programme["one-model"].text in lines(room)


async def test_squads_without_a_product_owner_lead_to_a_workload_that_lacks_one(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("twenty-four-workloads")) as room:
        await room.press("s", "p")
        await choose(room, "with a named owner")
        place = room.bench.place
        assert (place.step, isinstance(room.screen, ProgrammeDialog)) == ("workloads", False)


async def test_one_outline_is_unfolded_at_a_time(open_app: OpenApp, content: Content) -> None:
    exit_ = content.summary.clauses["exit"].name
    async with open_app(sample("four-workloads")) as room:
        await room.press("p")
        await choose(room, "Fraud detection model")
        assert "▾ Fraud detection model" in lines(room)
        assert lines(room).count(f" {exit_}  ") == 1
        await room.press("enter")
        assert "▾" not in lines(room)


async def test_a_clause_leads_to_what_is_missing_in_it(
    open_app: OpenApp, content: Content, empty: Session
) -> None:
    async with open_app(two_workloads(empty)) as room:
        await room.press("p")
        await choose(room, content.summary.clauses["service-levels"].name)
        place = room.bench.place
        assert (place.step, place.workload) == ("contract", "chatbot")
        assert place.item == "contract.accuracy-threshold"


@pytest.mark.long
async def test_everything_on_it_can_be_clicked(open_app: OpenApp, content: Content) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        await room.click("p programme", 0)
        assert isinstance(room.screen, ProgrammeDialog)
        name = content.summary.clauses["scope"].name
        await room.click(name)
        assert isinstance(room.screen, ProgrammeDialog)
        await room.click(name)
        assert room.bench.place.step == "workloads"


async def test_vendors_stand_against_workloads_with_their_flags(open_app: OpenApp) -> None:
    async with open_app(sample("four-workloads")) as room:
        await room.press("p", "tab")
        assert "4 heard, 1 answered" in lines(room)
        assert "Sprint: conditional" in lines(room)
        row = next(line for line in prompts(listed(room)) if "Fraud detection" in line)
        assert row.split()[-2:] == ["◦", "✓"]
        await choose(room, "Hollow Pine")
        place = room.bench.place
        assert (place.step, place.vendor) == ("vendors", "hollow-pine")
        assert room.session.vendors["hollow-pine"].flag(place.item or "").answer == "yes"


async def test_a_workload_that_nobody_is_considered_for_comes_first_and_loud(
    open_app: OpenApp, content: Content
) -> None:
    session = sample("four-workloads")
    for vendor in session.vendors:
        session = edit.link_vendor(session, vendor, "agent-workflow", False)
    async with open_app(session) as room:
        await room.press("p")
        await room.click("Vendors")
        first, *rest = prompts(listed(room))
        assert first.split()[:2] == ["!", "1"]
        assert content.summary.programme["no-vendor"].text.rstrip(":") in first
        at = next(at for at, line in enumerate(rest) if "Considered for" in line)
        assert "Agent for supplier onboarding" in rest[at + 1]
        assert rest[at + 1].rstrip().endswith("!")
        await room.press("enter")
        assert room.bench.place.step == "vendors"


async def test_a_part_that_is_left_out_leads_to_set_up(open_app: OpenApp, content: Content) -> None:
    session = edit.leave_out(sample("four-workloads"), "vendors")
    async with open_app(session) as room:
        await room.press("p")
        name = content.summary.clauses["vendor"].name
        left = content.summary.programme["left-out"].text
        assert f"{name}  {left}" in lines(room)
        await room.press("tab")
        assert lines(room) == left
        await room.press("enter")
        assert room.bench.place.step == "setup"


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_session_says_what_to_do(
    open_app: OpenApp, empty: Session, size: tuple[int, int]
) -> None:
    async with open_app(edit.go(empty, "summary"), size) as room:
        await room.press("p", "tab")
        assert "No vendors yet." in lines(room)
        await room.press("tab")
        assert "No workloads yet." in lines(room)
        await room.press("enter")
        assert room.bench.place.step == "workloads"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.few("text", 4)
@pytest.mark.parametrize("text", NASTY)
async def test_any_text_is_shown_as_text(
    open_app: OpenApp, empty: Session, text: str, size: tuple[int, int]
) -> None:
    session = two_workloads(empty)
    session, vendor = edit.add_vendor(session, text or "V", workloads=["chatbot"])
    for path in (
        ("workloads", "chatbot", "name"),
        ("workloads", "chatbot", "description"),
        ("workloads", "chatbot", "contract", "latency", "target"),
        ("vendors", vendor, "sprints", "chatbot", "use_case"),
    ):
        session = set_at(session, path, text or "N")
    async with open_app(session, size) as room:
        await room.press("p", "tab", "tab")
        assert isinstance(room.screen, ProgrammeDialog)
        assert "\x1b" not in room.text


@pytest.mark.long
async def test_it_follows_the_width_of_the_terminal(open_app: OpenApp) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        await room.press("p")
        wide = listed(room).scrollable_content_region.width
        await room.pilot.resize_terminal(80, 24)
        await room.pilot.pause(0.1)
        narrow = listed(room).scrollable_content_region.width
        longest = max(
            len(line) for prompt in prompts(listed(room))[3:] for line in prompt.split("\n")
        )
        assert longest <= narrow < wide


@pytest.mark.long
async def test_two_hundred_workloads_are_all_there(open_app: OpenApp) -> None:
    session = sample("four-workloads")
    three = [workload for key, workload in session.workloads.items() if key != "claims-decisions"][
        :3
    ]
    many = {f"w-{n}": three[n % 3].model_copy(update={"name": f"Workload {n}"}) for n in range(200)}
    vendors = {
        key: vendor.model_copy(update={"workloads": tuple(many)[::2]})
        for key, vendor in session.vendors.items()
    }
    session = session.model_copy(update={"workloads": many, "vendors": vendors})
    async with open_app(edit.go(session, "summary", workload="w-0"), (120, 36)) as room:
        await room.press("p")
        assert "Workload 199" in lines(room)
        await room.press("tab")
        assert "Workload 199" in lines(room)


def test_what_is_cut_twice_has_one_ellipsis() -> None:
    twice = Styled.assemble(("wait: ", "bold"), cut("Meter reading from photos", 12))
    for width in range(6, 19):
        assert cut_content(twice, width).plain.count("…") <= 1
    assert cut(cut("Meter reading", 10), 10).endswith("…")


def test_one_matter_is_told_of_as_one(content: Content) -> None:
    matters = content.summary.matters
    assert matters["unassigned-risks"].called(1) == "risk on no side"
    assert matters["unassigned-risks"].called(2) == "risks on no side"
    named = [matter for matter in matters.values() if re.match(r"(\S+ )?\w+s\b", matter.name)]
    assert {matter.id for matter in named} == {m.id for m in matters.values() if m.single}
