"""Vendors: any number of them, marked by digits, compared side by side, never scored."""

from pathlib import Path

import pytest
from textual.widgets import DataTable, Input, OptionList

from fouraxis.content.models import Content
from fouraxis.tui.look import GLYPHS
from fouraxis.tui.vendors import Comparison
from fouraxis.workshop import edit
from fouraxis.workshop.session import Disqualified, Session
from tests.tui.conftest import OpenApp
from tests.tui.others import until
from tests.tui.workshops import standing, workshop

SIZES = ((80, 24), (120, 36))


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_place_says_how_to_add_the_first_vendor(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(standing(workshop(content, vendors=0), "vendors"), size) as room:
        assert "No vendors yet. Press a" in room.text
        for key in ("e", "w", "c", "x", "1", "n", "enter", "p", "left_square_bracket"):
            await room.press(key)
        assert room.bench.place.step == "vendors"
        await room.press("a")
        await room.type("Brightworks")
        await room.press("enter")
        assert [vendor.name for vendor in room.session.vendors.values()] == ["Brightworks"]
        assert "Production deployments" in room.text
        await room.press("1")
        vendor = room.session.vendors["brightworks"]
        assert vendor.criteria["production-deployments"].mark == "strong"
        assert room.bench.place.item == "evaluation-discipline"


async def test_another_vendor_is_met_at_its_first_open_question(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content, vendors=3), "vendors", "industry-fit")
    done = ("vendors", "v2", "criteria", "production-deployments", "mark")
    session = edit.set_at(session, done, "strong")
    session = edit.disqualify(session, "v3", "No paid sprint")
    async with open_app(session) as room:
        await room.press("right_square_bracket")
        assert (room.bench.place.vendor, room.bench.place.item) == ("v2", "evaluation-discipline")
        await room.press("left_square_bracket", "left_square_bracket")
        assert room.bench.place.vendor == "v3"  # nothing is open of it: the question stays
        assert room.bench.place.item == "industry-fit"
        await room.click("›", 0)
        assert room.bench.place.vendor == "v1"


async def test_a_red_flag_is_counted_and_evidence_is_evidence(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "vendors", "clean-data-demo")
    async with open_app(session) as room:
        await room.press("1")
        assert "1 heard" in room.text
        await room.press("home", "n")
        await room.type("live since June")
        await room.press("escape")
        answer = room.session.vendors["v1"].criteria["production-deployments"]
        assert answer.evidence == "live since June"
        assert "evidence: live since June" in room.text


def sprinting(content: Content) -> Session:
    """A workshop that stands at the weeks of a vendor's sprint for its first workload."""
    session = edit.link_vendor(workshop(content), "v1", "w1")
    return standing(session, "vendors", "sprint.w1.weeks")


async def test_what_a_vendor_claims_is_marked_until_the_room_confirms_it(
    open_app: OpenApp, content: Content
) -> None:
    session = edit.link_vendor(workshop(content), "v1", "w1")
    for path, value in (
        (("red_flags", "clean-data-demo", "answer"), "no"),
        (("red_flags", "clean-data-demo", "claimed"), ("answer",)),
        (("sprints", "w1", "weeks"), 3),
        (("sprints", "w1", "paid"), "yes"),
        (("sprints", "w1", "claimed"), ("paid", "weeks")),
    ):
        session = edit.set_at(session, ("vendors", "v1", *path), value)
    async with open_app(standing(session, "vendors", "sprint.w1.weeks"), (120, 36)) as room:
        assert "3 (claimed)" in room.text
        assert "Claimed by the vendor: y confirms it" in room.text
        assert "v sign with" in room.text
        await room.press("y")  # and on, to what else is claimed
        assert room.bench.place.item == "sprint.w1.paid"
        assert room.session.vendors["v1"].sprint_for("w1").claimed == ("paid",)
        assert "3 (claimed)" not in room.text
        assert "(1 Yes)" in room.text
        await room.press("1")
        assert room.session.vendors["v1"].sprint_for("w1").claimed == ()
        await room.press("u", "c")
        table = room.screen.query_one(DataTable)
        cells = {str(row[0]): str(row[1]) for row in map(table.get_row_at, range(table.row_count))}
        assert cells["sprint: paid"] == f"{GLYPHS.unknown} Yes"


async def test_a_form_for_the_vendor_is_written_beside_the_session(
    open_app: OpenApp, content: Content, folder: Path
) -> None:
    async with open_app(standing(workshop(content), "vendors")) as room:
        await room.press("m", "down", "down", "enter")
        await until(room, lambda: room.said)
        (form,) = folder.glob("*-form-v1.md")
        assert str(form) in room.said
        assert "Have you delivered under the regulator" in form.read_text()


async def test_the_weeks_of_a_sprint_are_a_number(open_app: OpenApp, content: Content) -> None:
    async with open_app(sprinting(content)) as room:
        await room.press("enter")
        await room.type("3")
        await room.press("enter")
        assert room.session.vendors["v1"].sprint_for("w1").weeks == 3
        assert not room.said
        await room.press("up", "enter")
        await room.type(" weeks")
        await room.press("enter")
        assert room.session.vendors["v1"].sprint_for("w1").weeks == 3
        assert "“3 weeks” is no whole number, so the answer is as it was." in room.said


async def test_a_number_half_typed_waits_for_whoever_opens_the_field_again(
    open_app: OpenApp, open_file: OpenApp, content: Content
) -> None:
    async with open_app(sprinting(content)) as room:
        await room.press("enter")
        await room.type("3 we")
        path = room.bench.path
    async with open_file(path) as room:
        await room.press("enter")
        assert "3 we" in room.text
        await room.press("backspace", "backspace", "backspace", "enter")
        assert room.session.vendors["v1"].sprint_for("w1").weeks == 3
        await room.press("up", "enter")
        await room.type(" or so")
        await room.press("escape", "enter")
        assert room.screen.query_one(Input).value == "3"  # the rest was refused, and that was said


@pytest.mark.parametrize("text", ["many", "-2", "2.5", "٣ x", "[/x]"])
@pytest.mark.few("text", 2)
async def test_what_is_no_number_is_never_lost_in_silence(
    open_app: OpenApp, content: Content, text: str
) -> None:
    async with open_app(sprinting(content)) as room:
        await room.press("enter")
        await room.paste(text)
        await room.press("escape")
        assert room.session.vendors["v1"].sprint_for("w1").weeks is None
        assert f"“{text}” is no whole number" in room.said


async def test_more_weeks_than_a_sprint_can_have_are_refused_and_said(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(sprinting(content)) as room:
        await room.press("enter")
        await room.type("999999999")
        await room.press("escape")
        assert "Not possible" in room.said


async def test_a_vendor_is_renamed_at_its_name(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "vendors")) as room:
        await room.press("e")
        assert room.screen.query_one(Input).value == "V1"
        await room.type(" Ltd")
        await room.press("enter")
        assert room.session.vendors["v1"].name == "V1 Ltd"
        await room.press("u")
        assert room.session.vendors["v1"].name == "V1"


@pytest.mark.parametrize("way", ["mouse", "digit", "arrows"])
async def test_a_vendor_is_linked_to_workloads(
    open_app: OpenApp, content: Content, way: str
) -> None:
    async with open_app(standing(workshop(content, workloads=3), "vendors")) as room:
        if way == "mouse":
            await room.click("w for which")
            await room.click("W3")
            await room.click("Enter take these")
        elif way == "digit":
            await room.press("w", "3", "4", "enter")  # there is no fourth
        else:
            await room.press("w", "down", "down", "space", "enter")
        assert room.session.vendors["v1"].workloads == ("w3",)
        assert "considered for W3" in room.text


async def test_deleting_asks_once_and_its_default_keeps_the_vendor(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content, vendors=2), "vendors", "industry-fit")) as room:
        await room.press("1", "x", "enter")
        assert list(room.session.vendors) == ["v1", "v2"]
        await room.press("x", "y")
        assert list(room.session.vendors) == ["v2"]
        assert room.bench.place.vendor == "v2"
        await room.press("u")
        assert list(room.session.vendors) == ["v1", "v2"]
        assert room.session.vendors["v1"].criteria["industry-fit"].mark == "strong"
        assert room.bench.place.vendor == "v1"


async def test_deleting_the_last_vendor_shows_the_empty_place(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "vendors")) as room:
        await room.press("x", "y")
        assert "No vendors yet" in room.text


@pytest.mark.parametrize("size", SIZES)
async def test_vendors_lie_side_by_side_and_the_page_can_be_closed(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(standing(workshop(content, vendors=5), "vendors"), size) as room:
        await room.press("1", "c")
        assert isinstance(room.screen, Comparison)
        assert room.screen.query_one(DataTable).row_count >= 20
        await room.press("end", "right", "home")
        await room.click("Esc close")
        assert room.bench.place.step == "vendors"
        await room.press("2")
        criteria = room.session.vendors["v1"].criteria
        assert criteria["evaluation-discipline"].mark == "partial"


async def test_there_is_a_list_to_click_where_the_window_is_wide(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content, vendors=3), "vendors"), (120, 36)) as room:
        await room.click("V3")
        assert room.bench.place.vendor == "v3"
        assert room.screen.query_one("Rail", OptionList).highlighted == 2


async def test_a_workload_and_a_vendor_of_one_name_keep_their_notes_apart(
    open_app: OpenApp, content: Content
) -> None:
    session, _ = edit.add_vendor(workshop(content, vendors=0), "W1")
    async with open_app(standing(session, "vendors", "industry-fit", vendor="w1")) as room:
        await room.press("n")
        await room.type("about the vendor")
        await room.press("escape")
        evidence = room.session.vendors["w1"].criteria["industry-fit"].evidence
        assert evidence == "about the vendor"


async def test_a_vendor_is_disqualified_with_a_reason_and_brought_back(
    open_app: OpenApp, content: Content
) -> None:
    session = edit.link_vendor(workshop(content, vendors=2), "v1", "w1")
    session = edit.choose_vendor(standing(session, "vendors"), "v1", ["w1"])
    async with open_app(session, (120, 36)) as room:
        await room.press("d", "enter")  # no reason
        await room.press("d")
        await room.type("No evaluation of their own")
        await room.press("enter")
        await room.type("Ana")
        await room.press("enter")
        out = room.session.vendors["v1"].disqualified or Disqualified()
        assert (out.reason, out.by) == ("No evaluation of their own", "Ana")
        assert out.at is not None
        assert room.session.workloads["w1"].chosen_vendor is None
        assert "V1 (out)" in room.text
        assert "Out of the running: No evaluation of their own (Ana, " in room.text
        await room.press("f1", "end")
        assert "back in the running" in room.text
        await room.press("escape", "c")
        assert "Out of the running" in room.text
        await room.press("escape", "d")
        assert "Out of the running" not in room.text
        await room.press("u", "u")
        assert room.session == session.model_copy(update={"place": room.bench.place})


async def test_who_disqualifies_a_vendor_is_picked_by_a_digit_as_everywhere(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content, vendors=1), "vendors")
    async with open_app(session, (120, 36)) as room:
        await room.press("d")
        await room.type("No evaluation of their own")
        await room.press("enter")
        assert "2 P2" in room.text
        await room.press("2")
        out = room.session.vendors["v1"].disqualified or Disqualified()
        assert out.by == "P2"


async def test_digits_go_from_claim_to_claim(open_app: OpenApp, content: Content) -> None:
    session = edit.link_vendor(workshop(content), "v1", "w1")
    first, second, third, *_ = content.vendors.criteria
    for criterion in (first, third):
        path = ("vendors", "v1", "criteria", criterion, "mark")
        session = edit.set_at(session, path, "claimed")
    session = edit.set_at(session, ("vendors", "v1", "criteria", second, "mark"), "strong")
    async with open_app(standing(session, "vendors", first), (120, 36)) as room:
        assert f"{GLYPHS.unknown} {content.vendors.criteria[first].name}" in room.text
        await room.press("1")
        assert room.bench.place.item == third


async def test_what_is_noted_on_a_red_flag_that_was_heard_is_what_answers_it(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "vendors", "clean-data-demo")
    async with open_app(session) as room:
        assert "What answers it goes" not in room.text
        await room.press("1", "up")
        assert "What answers it goes" in room.text
        await room.press("n")
        await room.type("shown on our data")
        await room.press("escape")
        assert "1 heard, 1 answered" in room.text


async def test_the_warning_of_a_sprint_names_its_workload(
    open_app: OpenApp, content: Content
) -> None:
    session = edit.link_vendor(workshop(content), "v1", "w1")
    session = edit.set_at(session, ("vendors", "v1", "sprints", "w1", "weeks"), 9)
    async with open_app(standing(session, "vendors")) as room:
        name = room.session.workloads["w1"].name
        assert f"Sprint for {name} (9 weeks)" in " ".join(room.text.split())
