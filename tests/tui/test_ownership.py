"""After launch: every area gets a named owner, by a digit or by its name."""

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop.edit import set_at
from tests.tui.conftest import OpenApp
from tests.tui.workshops import placed, standing, workshop

SIZES = ((80, 24), (120, 36))
FIRST = "monitoring-and-observability"


@pytest.mark.parametrize("size", SIZES)
async def test_digits_pick_people_of_the_room(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(standing(workshop(content), "ownership"), size) as room:
        assert "6 of 6 areas have no named owner" in room.text
        await room.press("2")
        assert room.session.workloads["w1"].ownership[FIRST].owner == "P2"
        assert "5 of 6 areas" in room.text
        assert room.bench.place.item == list(content.ownership.areas)[1]  # the next name
        await room.press("1", "9")
        owners = [one.owner for one in room.session.workloads["w1"].ownership.values()]
        assert owners == ["P2", "P1"]


async def test_an_owner_who_is_not_here_is_typed(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "ownership")) as room:
        await room.press("enter")
        await room.type("external: Ada")
        await room.press("enter")
        assert room.session.workloads["w1"].ownership[FIRST].owner == "external: Ada"
        assert room.bench.place.item != FIRST
        await room.press("home", "o")
        assert room.bench.place.item == f"{FIRST}.vendor"
        await room.press("1")
        usual = content.ownership.areas[FIRST].usual_vendor
        assert room.session.workloads["w1"].ownership[FIRST].vendor == usual


async def test_what_the_vendor_supports_is_not_read_as_an_owner(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "ownership", FIRST)
    session = set_at(session, ("workloads", "w1", "ownership", FIRST, "owner"), "Bo")
    session = set_at(session, ("workloads", "w1", "ownership", FIRST, "vendor"), "None")
    async with open_app(session, (120, 36)) as room:
        assert "Bo  vendor supports: None" in room.text


async def test_an_owner_is_taken_back(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "ownership", FIRST)) as room:
        await room.press("1")
        await room.press("home", "backspace")
        assert not room.session.workloads["w1"].ownership
        assert "6 of 6 areas" in room.text


async def test_a_click_on_a_field_opens_it(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "ownership")) as room:
        await room.click("nobody is named")
        await room.type("Bo")
        await room.click("Esc keep")
        assert room.session.workloads["w1"].ownership[FIRST].owner == "Bo"


async def test_the_structure_is_suggested_by_the_maturity(
    open_app: OpenApp, content: Content
) -> None:
    session = workshop(content)
    session = set_at(session, ("workloads", "w1", "axes", "maturity", "level"), "mature")
    async with open_app(standing(session, "ownership", "structure"), (120, 40)) as room:
        assert "Suggested by the maturity" in " ".join(room.text.split())
        await room.press("3")
        operations = room.session.workloads["w1"].operations
        assert operations.structure == list(content.ownership.structures)[2]


async def test_the_way_inside_is_asked_where_it_is_the_plan(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "ownership", "internal-long-term")
    check = next(iter(content.ownership.transfer.checks))
    async with open_app(session) as room:
        await room.press("1")
        assert room.bench.place.item == f"transfer.{check}"
        await room.press("2")
        assert room.session.workloads["w1"].operations.transfer[check].answer == "no"
        await room.press("u", "u")
        assert room.bench.place.item == "internal-long-term"
        assert not room.session.workloads["w1"].operations.transfer


async def test_another_workload_is_asked_the_same_question(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "ownership", "cost-governance")
    async with open_app(session, (120, 36)) as room:
        await room.click(" W2")
        assert (room.bench.place.workload, room.bench.place.item) == ("w2", "cost-governance")


async def test_ten_people_are_more_than_there_are_digits(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content, people=12), "ownership"), (120, 36)) as room:
        assert "1-9 choose" in room.text
        await room.press("9")
        assert room.session.workloads["w1"].ownership[FIRST].owner == "P9"


async def test_without_people_no_digit_is_offered(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content, people=0), "ownership")) as room:
        assert "choose" not in room.text
        await room.press("1")
        assert not room.session.workloads["w1"].ownership


@pytest.mark.parametrize("size", SIZES)
async def test_what_holds_it_up_elsewhere_is_said_once_all_is_settled_here(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = placed(workshop(content, whole=True), "w1")
    session = set_at(session, ("workloads", "w1", "operations", "structure"), "vendor-operated")
    for area in content.ownership.areas:
        session = set_at(session, ("workloads", "w1", "ownership", area, "owner"), "Bo")
    async with open_app(standing(session, "ownership"), size) as room:
        assert "Operating model stays open: Shared responsibility: not asked yet" in room.text
    place = ("workloads", "w1", "fit", "shared-responsibility", "answer")
    accepted = set_at(session, place, "yes")
    async with open_app(standing(accepted, "ownership"), size) as room:
        assert "stays open" not in room.text
