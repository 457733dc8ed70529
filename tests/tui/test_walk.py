"""The walk: every page is reached, every change is undone where it was, every place is resumed."""

import random
from pathlib import Path

import pytest

from fouraxis.content.models import Content
from fouraxis.store.folder import SessionsFolder
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.parts.bars import say
from fouraxis.tui.questions.table import QuestionTable
from fouraxis.workshop import edit, questions
from fouraxis.workshop.agenda import PER_WORKLOAD, agenda, pages
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.questions import next_open
from fouraxis.workshop.session import Place, Session, Step
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import placed, standing, workshop

SIZES = ((80, 24), (120, 36))


def page(place: Place) -> tuple[Step, str | None]:
    """A place without its question, and without what the step is not about."""
    return place.step, place.workload if place.step in PER_WORKLOAD else None


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
async def test_the_arrows_go_through_every_page_and_back(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = standing(workshop(content, whole=True), "setup")
    walk = [(one.step, one.workload) for one in pages(session)]
    async with open_app(session, size) as room:
        await room.press("left")
        seen = [page(room.bench.place)]
        for _ in walk[1:]:
            await room.press("right")
            seen.append(page(room.bench.place))
        assert seen == walk
        await room.press("right")
        assert page(room.bench.place) == walk[-1]
        for expected in reversed(walk[:-1]):
            await room.press("left")
            assert page(room.bench.place) == expected


PLACES = [
    ("setup", "organisation"),
    ("axes", "sensitivity.regulatory-exposure"),
    ("axes", "certainty"),
    ("axes", "readiness"),
    ("rules", "data-cannot-leave"),
    ("vendors", "clean-data-demo"),
    ("vendors", "sprint.w2.weeks"),
    ("ownership", "cost-governance.vendor"),
    ("ownership", "structure"),
    ("summary", None),
    ("workloads", None),
]


@pytest.mark.parametrize(("step", "item"), PLACES)
@pytest.mark.few("item", 3)
async def test_a_session_reopens_at_the_very_question(
    folder: Path, content: Content, step: Step, item: str | None
) -> None:
    session = edit.link_vendor(workshop(content, vendors=2), "v2", "w2")
    session = standing(session, step, item, "w2", "v2")
    path = SessionsFolder(folder).create(session)
    for _ in range(2):  # as it was left, and as it was left after having been opened
        app = FouraxisApp(folder, start=Start(file=path))
        async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
            room = Room(app, pilot)
            for _ in range(100):
                if app.bench is not None and not isinstance(app.screen, HomeScreen):
                    break
                await pilot.pause(0.02)
            await pilot.pause()
            place = room.bench.place
            assert (place.step, place.workload, place.vendor) == (step, "w2", "v2")
            if item is not None:
                assert place.item == item
                table = room.screen.query_one("QuestionTable")
                assert getattr(table, "item", None) == item
            await room.press("ctrl+q")
        assert app.goodbye == f"Saved in {path}"


async def test_moving_about_is_resumed_too(
    open_app: OpenApp, content: Content, folder: Path
) -> None:
    async with open_app(standing(workshop(content), "rules")) as room:
        await room.press("down", "right_square_bracket", "escape", "escape")
        assert isinstance(room.screen, HomeScreen)
        assert "Saved in" in room.said
        await room.press("enter")
        await room.settle()
        assert (room.bench.place.step, room.bench.place.workload) == ("workloads", "w2")


@pytest.mark.parametrize("key", ["u", "ctrl+z"])
@pytest.mark.few("key", 1)
async def test_undo_and_redo_go_where_the_change_was(
    open_app: OpenApp, content: Content, key: str
) -> None:
    async with open_app(standing(workshop(content), "axes", "certainty")) as room:
        await room.press("1")
        await room.press("g")
        await room.type("vendors")
        await room.press("enter", "2")
        await room.press("s")
        await room.press(key)
        assert room.bench.place.step == "vendors"
        assert room.bench.place.item == "production-deployments"
        await room.press(key)
        assert (room.bench.place.step, room.bench.place.item) == ("axes", "certainty")
        assert not room.session.workloads["w1"].axes
        await room.press(key)
        assert "nothing to undo" in room.said
        await room.press("s", "ctrl+y")
        assert (room.bench.place.step, room.bench.place.item) == ("axes", "certainty")
        await room.press("ctrl+y")
        assert room.bench.place.step == "vendors"
        await room.press("ctrl+y")
        assert "nothing to do again" in room.said


async def test_next_open_goes_through_all_that_waits_and_says_when_nothing_does(
    open_app: OpenApp, content: Content
) -> None:
    session = workshop(content, workloads=1, vendors=0)
    for question in questions.of(session, content, "ownership", "w1"):
        value = question.options[-1].id if question.options else "Ana"
        session = questions.answer(session, question, value)
    session = placed(session, "w1")
    session = set_at(session, ("workloads", "w1", "rules", "core-logic", "answer"), "unknown")
    session = set_at(session, ("workloads", "w1", "axes", "maturity", "review"), True)
    async with open_app(standing(session, "setup")) as room:
        await room.press("greater_than_sign")
        assert (room.bench.place.step, room.bench.place.item) == ("axes", "maturity")
        await room.press("greater_than_sign")
        assert (room.bench.place.step, room.bench.place.item) == ("rules", "core-logic")
        await room.press("2")
        await room.press("greater_than_sign", "f")
        assert not room.session.workloads["w1"].axes["maturity"].review
        await room.press("greater_than_sign")
        assert "Every question is answered" in room.said


async def test_parked_and_flagged_are_marks_to_see_and_to_take_off(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("p")
        assert "◌ IP exposure" in room.text
        table = room.screen.query_one(QuestionTable)
        assert table.key_words("mark('parked')") == "take up"
        await room.press("escape", "home", "p", "f")
        assert "⚑ IP exposure" in room.text
        assert table.key_words("mark('parked')") is None
        assert table.key_words("mark('review')") == "unflag"
        await room.press("f")
        assert "◦ IP exposure" in room.text
        assert not room.session.workloads["w1"].axes


@pytest.mark.parametrize("size", SIZES)
async def test_every_step_is_a_click_away(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(standing(workshop(content), "setup"), size) as room:
        titles = {
            "workloads": " Workloads",
            "axes": " Axes",
            "rules": " Rules",
            "vendors": " Vendors",
            "ownership": " After launch",
            "summary": " Summary",
            "setup": " Setup",
        }
        for step, title in titles.items():
            await room.click(title, 2)
            assert room.bench.place.step == step


async def test_brackets_and_arrows_of_the_title_go_round_the_workloads(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content, workloads=3), "rules", "core-logic")) as room:
        await room.press("right_square_bracket")
        assert room.bench.place.workload == "w2"
        await room.press("left_square_bracket", "left_square_bracket")
        assert room.bench.place.workload == "w3"
        await room.click("›", 0)
        assert room.bench.place.workload == "w1"
        await room.click("‹", 0)
        assert (room.bench.place.workload, room.bench.place.step) == ("w3", "axes")


BRACKETS = {1: "right_square_bracket", -1: "left_square_bracket"}


@pytest.mark.few("walk", 1)
@pytest.mark.parametrize("walk", ["by-workload", "by-part"])
async def test_brackets_come_back_to_where_the_room_was_from_every_step(
    open_app: OpenApp, content: Content, walk: str
) -> None:
    chance = random.Random(5)  # noqa: S311 - the same each time is what is wanted
    session = set_at(workshop(content, workloads=3, vendors=3, whole=True), ("walk",), walk)
    session = placed(session, "w2")
    async with open_app(standing(session, "setup")) as room:
        stage = room.app.stage
        assert stage is not None

        def here() -> tuple[Step, str | None, str | None]:
            place = room.bench.place
            about = place.vendor if place.step == "vendors" else place.workload
            return place.step, about, place.item

        for step in (*PER_WORKLOAD, "vendors"):
            subject = "v2" if step == "vendors" else "w2"
            asked = questions.of(session, content, step, subject)
            for question in dict.fromkeys(each.item for each in (*asked[:1], *asked[-1:])):
                if step == "vendors":
                    stage.walk.go(step, vendor=subject, item=question)
                else:
                    stage.walk.go(step, workload=subject, item=question)
                await room.settle()
                ways = [chance.choice((1, -1)) for _ in range(chance.randint(1, 5))]
                been = [here()]
                for by in ways:
                    await room.press(BRACKETS[by])
                    been.append(here())
                for by in reversed(ways):
                    assert here() == been.pop(), (step, question, ways)
                    await room.press(BRACKETS[-by])
                assert here() == been.pop(), (step, question, ways)


async def test_a_bracket_leads_back_to_where_the_room_was_though_it_moved_on_meanwhile(
    open_app: OpenApp, content: Content
) -> None:
    session = workshop(content, workloads=3, whole=True)
    session = standing(session, "axes", "maturity.team-exists", "w1")
    async with open_app(session) as room:
        await room.press(BRACKETS[1])
        assert (room.bench.place.step, room.bench.place.workload) == ("profile", "w2")
        await room.press("1", "right", BRACKETS[-1])
        place = room.bench.place
        assert (place.step, place.workload, place.item) == ("axes", "w1", "maturity.team-exists")
        await room.press("right", "right", "right", BRACKETS[1], BRACKETS[1])
        assert room.bench.place.workload == "w3"


@pytest.mark.parametrize("way", ["go to", "arrow", "tab"])
async def test_escape_leads_from_the_summary_to_where_the_room_came_from_however_it_came(
    open_app: OpenApp, content: Content, way: str
) -> None:
    session = standing(workshop(content), "axes", "certainty.measurable-success")
    if way == "arrow":
        session = standing(session, "ownership", None, "w2")
    async with open_app(session, (120, 36)) as room:
        left = room.bench.place
        if way == "go to":
            await room.press("g")
            await room.type("Summary")
            await room.press("enter")
        elif way == "arrow":
            while room.bench.place.step != "summary":
                left = room.bench.place
                await room.press("right")
        else:
            await room.click(" Summary", 2)
        assert room.bench.place.step == "summary"
        await room.press("escape")
        assert (room.bench.place.step, room.bench.place.item) == (left.step, left.item)


async def test_without_workloads_a_page_about_one_is_the_list_of_them(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content, 0, 0, 0), "axes", workload=None)) as room:
        assert room.bench.place.step == "workloads"
        for key in ("greater_than_sign", "right_square_bracket", "u", "ctrl+y", "right", "left"):
            await room.press(key)
        assert room.bench.place.step == "workloads"


async def test_going_somewhere_from_the_palette_over_a_dialog_closes_the_dialog(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "vendors")) as room:
        await room.press("a")
        room.app.walk_through.go("rules")  # type: ignore[union-attr]
        await room.settle()
        assert room.bench.place.step == "rules"
        assert len(room.app.screen_stack) == 2
        await room.press("1")
        assert room.session.workloads["w1"].rules["core-logic"].answer == "yes"


def newer(folder: Path, session: Session) -> Path:
    """A session that a newer fouraxis saved."""
    path = SessionsFolder(folder).create(session)
    path.write_text(path.read_text().replace("schema = 2", "schema = 99", 1))
    return path


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
async def test_a_session_of_a_newer_fouraxis_is_looked_at_and_not_changed(
    folder: Path, content: Content, size: tuple[int, int]
) -> None:
    path = newer(folder, standing(placed(workshop(content), "w1"), "axes", "sensitivity"))
    before = path.read_bytes()
    app = FouraxisApp(folder, start=Start(file=path))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        room = Room(app, pilot)
        for _ in range(100):
            if app.bench is not None and not isinstance(app.screen, HomeScreen):
                break
            await pilot.pause(0.02)
        await pilot.pause()
        assert "READ ONLY" in room.text
        session = room.session.model_copy(update={"place": Place()})
        for step in ("axes", "rules", "vendors", "ownership"):
            room.app.walk_through.go(step)  # type: ignore[union-attr]
            await room.settle()
            heard = ""
            for key in ("1", "0", "n", "escape", "p", "f", "down", "enter", "escape", "u", "m"):
                await room.press(key)
                heard += room.said
                if app.bench is None:
                    break
            if app.bench is None:  # Esc went home from the vendors
                await room.press("enter")
                await room.settle()
            assert "newer fouraxis" in heard
        assert room.session.model_copy(update={"place": Place()}) == session
        await room.press("ctrl+q")
    assert path.read_bytes() == before


def test_the_walk_goes_by_workload_or_by_part(content: Content) -> None:
    session = workshop(content, workloads=2)
    both = pages(session)
    assert [(page.step, page.workload) for page in both if page.axis in (None, "readiness")] == [
        *(("setup", None), ("workloads", None)),
        *(("axes", "w1"), ("rules", "w1"), ("axes", "w2"), ("rules", "w2")),
        *(("vendors", None), ("ownership", "w1"), ("ownership", "w2"), ("summary", None)),
    ]
    by_part = session.model_copy(update={"walk": "by-part"})
    assert [(page.step, page.workload) for page in pages(by_part) if page.workload] == [
        *(*[("axes", "w1")] * 4, *[("axes", "w2")] * 4, ("rules", "w1"), ("rules", "w2")),
        *(("ownership", "w1"), ("ownership", "w2")),
    ]
    assert set(pages(by_part)) == set(both)
    plan, other = agenda(session, content), agenda(by_part, content)
    assert plan.total == other.total
    assert [(item.part, item.total) for item in plan.items] == [
        (item.part, item.total) for item in other.items
    ]
    rules = other.item("rules")
    axes = other.item("axes")
    assert rules is not None and axes is not None
    assert rules.starts_after == axes.starts_after + axes.total


def test_what_is_open_next_follows_the_walk(content: Content) -> None:
    session = workshop(content, workloads=2)
    for axis in ("sensitivity", "maturity", "certainty", "readiness"):
        session = set_at(session, ("workloads", "w1", "axes", axis, "level"), "unknown")
        level = {"readiness": "poc"}.get(
            axis, placed(session, "w1").workloads["w1"].axis(axis).level
        )
        session = set_at(session, ("workloads", "w1", "axes", axis, "level"), level)
    here = Place(step="axes", workload="w1", item="readiness")
    following = next_open(session, content, here)
    assert following is not None
    assert (following.step, following.subject) == ("rules", "w1")
    by_part = session.model_copy(update={"walk": "by-part"})
    following = next_open(by_part, content, here)
    assert following is not None
    assert (following.step, following.subject, following.item) == ("axes", "w2", "sensitivity")


async def test_the_room_looks_up_the_summary_and_changes_workload_and_order(
    open_app: OpenApp, content: Content
) -> None:
    session = placed(workshop(content, workloads=3), "w3")
    at = ("workloads", "w2", "axes", "sensitivity", "level")
    session = standing(set_at(session, at, "low"), "axes", "certainty.measurable-success")
    async with open_app(session) as room:

        def here() -> tuple[Step, str | None, str | None]:
            place = room.bench.place
            return place.step, place.workload, place.item

        left = here()
        for back in ("s", "escape"):
            await room.press("s")
            assert here()[0] == "summary"
            await room.press(back)
            assert here() == left
        await room.press("s", "m", "escape", "escape")  # the map is left first
        assert here() == left

        await room.press("right_square_bracket")
        assert here() == ("axes", "w2", "maturity.team-exists")
        await room.press("right_square_bracket")  # all is placed there, and all rules answered
        assert here()[:2] == ("ownership", "w3")
        await room.press("g")
        await room.type("W2")
        await room.press("enter")
        assert here() == ("axes", "w2", "maturity.team-exists")

        await room.press("W")
        assert room.session.walk == "by-part"
        assert "by part" in room.said
        await room.press("right_square_bracket")
        assert here()[:2] == ("axes", "w3")
        await room.press("u")
        assert pages(room.session) == pages(session)


async def test_what_was_said_on_a_page_stays_there_unless_it_is_of_the_file_or_a_warning(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes", "sensitivity")) as room:
        await room.press("s", "f")
        assert "Nothing is fragile" in room.text
        await room.press("s")
        assert room.bench.place.step == "axes"
        assert "Nothing is fragile" not in room.text
        say(room.app, "of the file", wherever=True)
        await room.press("s")
        assert "of the file" in room.text
        say(room.app, "of a fault", "warning")
        await room.press("escape", "escape")
        assert "of a fault" in room.text
        await room.press("escape")
        assert "Saved in" in room.said, "it is said just before Home opens, on purpose"
