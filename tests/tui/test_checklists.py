"""The checklists of a workload: one key an answer, what is known already, parts left out."""

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.parts.bars import NoticeLine, say
from fouraxis.tui.questions.aside import Aside
from fouraxis.tui.questions.table import QuestionTable
from fouraxis.workshop import edit
from fouraxis.workshop.agenda import steps
from fouraxis.workshop.assess import decide
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session, Step
from tests.tui.conftest import OpenApp
from tests.tui.others import until
from tests.tui.workshops import placed, standing, workshop

SIZES = ((80, 24), (120, 36))
CHECKLISTS: tuple[Step, ...] = ("profile", "conditions", "risks", "contract", "drivers")


def led(session: Session) -> Session:
    """The session with its first workload on row 3: a co-build squad."""
    levels = {"sensitivity": "medium", "maturity": "emerging"}
    session = placed(session, "w1")
    for axis, level in levels.items():
        session = set_at(session, ("workloads", "w1", "axes", axis, "level"), level)
    return session


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", CHECKLISTS)
async def test_each_part_is_a_page_that_takes_digits_and_notes(
    open_app: OpenApp, content: Content, step: Step, size: tuple[int, int]
) -> None:
    session = led(workshop(content, whole=True))
    async with open_app(standing(session, step), size) as room:
        title = getattr(content, step).screen.title
        assert f"[{title}" in room.text
        before = room.session
        item = room.bench.place.item
        await room.press("1")
        assert room.session.workloads["w1"] != before.workloads["w1"]
        assert item is not None
        await room.press("home", "n")
        await room.type("seen on Monday")
        await room.press("escape")
        await until(room, lambda: "seen on Monday" in room.text)
        assert "seen on Monday" in room.bench.session.workloads["w1"].model_dump_json()


async def test_what_the_profile_asks_stands_under_headings(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content, whole=True), "profile"), (120, 70)) as room:
        for heading in content.profile.headings.values():
            assert heading in room.text


async def test_conditions_are_those_of_the_model_that_leads(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(led(workshop(content, whole=True)), "conditions")) as room:
        assert "Co-build squad" in room.text
        for condition in content.matrix.models["co-build-squad"].conditions.values():
            assert (condition.name in room.text) is (condition.retired is None)
        await room.press("2")
        warnings = room.bench.assessed("w1").recommendation.warnings
        assert warnings
        assert warnings[0].split()[0] in room.text


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_however_much_warns_the_question_on_a_condition_is_in_sight(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = led(workshop(content, whole=True))
    session = set_at(session, ("workloads", "w1", "axes", "sensitivity", "level"), "high")
    async with open_app(standing(session, "conditions"), size) as room:
        conditions = content.matrix.models["co-build-squad"].conditions.values()
        for _ in conditions:
            await room.press("2")
        assert len(room.bench.assessed("w1").recommendation.warnings) > 3
        await room.press("home")
        first = next(each for each in conditions if each.retired is None)
        text = " ".join(room.text.split())
        assert first.question.split("?")[0][:30] in text
        assert "A warning and something to do." in text, "what a no means"
        assert "more" in text


async def test_conditions_say_why_there_is_nothing_to_ask_yet(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content, whole=True), "conditions")) as room:
        assert content.conditions.not_yet.split(".")[0][:40] in " ".join(room.text.split())
        assert not room.screen.query_one("#aside").display  # no empty block
        await room.press("right")
        assert room.screen.query_one("#aside").display


async def test_a_risk_on_no_side_is_loud_until_somebody_has_it(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content, whole=True), "risks")) as room:
        assert "risks are on no side yet" in room.text
        await room.type("1231")  # sides, and nobody's name
        assert not any(one.owner for one in room.session.workloads["w1"].risks.values())
        await room.press(*"3" * (len(content.risks.risks) - 4))
        sides = [one.side for one in room.session.workloads["w1"].risks.values()]
        assert sides[:4] == ["enterprise", "vendor", "both", "enterprise"]
        assert set(sides[4:]) == {"both"}
        assert "by name" not in room.text
        await room.press("home")
        for _ in content.risks.risks:
            await room.press("o")
            assert "by name" in room.text
            await room.press("1", "o", "down")
        assert {one.owner for one in room.session.workloads["w1"].risks.values()} == {"P1"}
        assert "Every risk is on a side" in room.text


async def test_the_agents_risk_is_not_applicable_by_itself_where_nothing_acts(
    open_app: OpenApp, content: Content
) -> None:
    session = set_at(workshop(content, whole=True), ("workloads", "w1", "kind"), "custom-ml-model")
    place = standing(session, "risks", "risk.agent-and-tool-misuse")
    async with open_app(place, (120, 40)) as room:
        assert "(5 n/a)" in room.text
        assert "= " in room.text


async def test_what_is_agreed_for_all_holds_for_each_until_it_differs(
    open_app: OpenApp, content: Content
) -> None:
    session = led(workshop(content, whole=True))
    async with open_app(standing(session, "contract", "contract.residency"), (120, 40)) as room:
        await room.press("a")
        assert "For all workloads" in room.text
        room.screen.query_one("QuestionTable").move_to("contract.residency")  # type: ignore[attr-defined]
        await room.press("1")
        assert room.session.contract["residency"].answer == "agreed"
        await room.press("a")
        room.screen.query_one("QuestionTable").move_to("contract.residency")  # type: ignore[attr-defined]
        await until(room, lambda: "(1 agreed)" in room.text)
        await room.press("2")
        assert room.session.workloads["w1"].contract["residency"].answer == "open"


async def test_a_part_left_out_is_asked_nowhere_and_keeps_its_answers(
    open_app: OpenApp, content: Content
) -> None:
    session = set_at(
        workshop(content, whole=True), ("workloads", "w1", "risks", "model-drift", "side"), "vendor"
    )
    session = edit.leave_out(session, "risks")
    assert "risks" not in steps(session)
    async with open_app(standing(session, "setup"), (120, 40)) as room:
        await room.press("end", "enter", "end")  # the plan is folded away
        for _ in range(40):
            if room.bench.place.item == "part.risks":
                break
            await room.press("up")
        assert "Risks" not in room.text.split("\n")[1]
        await room.press("1")
        assert "risks" in steps(room.session)
        assert room.session.workloads["w1"].risks["model-drift"].side == "vendor"
        await room.press("u")
        assert "risks" not in steps(room.session)


@pytest.mark.parametrize(
    ("step", "size"),
    [("conditions", (80, 24)), ("conditions", (120, 36)), ("drivers", (120, 36))],
)
async def test_what_to_know_of_a_question_follows_a_list_that_leaves_room(
    open_app: OpenApp, content: Content, step: Step, size: tuple[int, int]
) -> None:
    async with open_app(standing(led(workshop(content, whole=True)), step), size) as room:
        screen = room.screen
        table, aside = screen.query_one(QuestionTable), screen.query_one(Aside)
        assert aside.region.y - table.region.bottom <= 1
        assert table.region.height == table.virtual_size.height


async def test_on_a_projector_the_question_stands_alone(
    open_app: OpenApp, content: Content
) -> None:
    session = led(workshop(content, whole=True))
    async with open_app(standing(session, "risks", "risk.drift"), (120, 40)) as room:
        assert "Lands on" in room.text
        await room.press("f5")
        assert "Lands on" not in room.text
        assert "Who carries this risk?" in room.text


async def test_a_yes_of_before_is_said_behind_the_levels_of_a_driver(
    open_app: OpenApp, content: Content
) -> None:
    path = ("workloads", "w1", "drivers", "data-quality", "answer")
    session = set_at(led(workshop(content, whole=True)), path, "yes")
    async with open_app(standing(session, "drivers"), (120, 36)) as room:
        assert "before: Yes" in room.text
        await room.press("home", "3")
        assert room.session.workloads["w1"].drivers["data-quality"].answer == "high"
        assert "before: Yes" not in room.text
        await room.press("u")
        assert "before: Yes" in room.text


async def test_a_notice_covers_nothing_of_what_is_asked(
    open_app: OpenApp, content: Content
) -> None:
    session = led(workshop(content, whole=True))
    async with open_app(standing(session, "contract", "contract.portability"), (80, 24)) as room:
        aside, rows = room.screen.query_one("#aside"), room.screen.query_one("#questions")
        height, hidden = rows.region.height, aside.max_scroll_y
        say(room.app, "what is said of the file in passing, which has two lines " * 2, "warning")
        await room.settle()
        notice = room.screen.query_one(NoticeLine)
        assert notice.region.height == 2
        assert aside.region.bottom <= notice.region.y
        assert aside.max_scroll_y == hidden
        assert rows.region.height < height
        room.app.clear_notifications()
        await room.settle()
        assert rows.region.height == height


@pytest.mark.parametrize("size", SIZES)
async def test_the_conditions_of_an_outdated_decision_say_that_it_is_outdated(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = decide(led(workshop(content, whole=True)), content, "w1", "as-recommended")
    async with open_app(standing(session, "conditions"), size) as room:
        assert "outdated" not in room.text
    session = set_at(session, ("workloads", "w1", "axes", "certainty", "level"), "low")
    async with open_app(standing(session, "conditions"), size) as room:
        assert "Decided Co-build squad, outdated" in room.text
