"""A few pictures, cell by cell: where the question stands, how loud it is, what stands by it."""

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import OptionList

from fouraxis.tui.look import DARK, MEASURE, PointedList
from fouraxis.tui.parts.rail import Rail
from tests.stage.cells import grid, plain
from tests.stage.scenes import SCENES, Scene
from tests.stage.test_stage import playing, resize
from tests.tui.conftest import Room


def scene(name: str) -> Scene:
    """The scene of this name."""
    return next(scene for scene in SCENES if scene.name == name)


def region(room: Room, selector: str) -> Region:
    """Where a widget is on the screen."""
    return room.screen.query_one(selector, Widget).region


async def test_what_is_asked_is_a_block_in_the_middle_of_its_pane(tmp_path: Path) -> None:
    async with playing(scene("axis"), "en", tmp_path / "sessions") as room:
        for size in ((120, 36), (160, 45), (200, 60)):
            await resize(room, size)
            block, body = region(room, "#aside"), region(room, "#body")
            assert 72 <= block.width <= MEASURE
            assert abs((block.x - body.x) - (body.right - block.right)) <= 1
            assert block.bottom <= body.bottom
            line = grid(room.strips)[region(room, "#aside-question").y]
            asked = [cell for cell in line[block.x : block.right] if cell.sign.isalpha()]
            assert plain(tuple(asked)).startswith("Couldwemeasure")
            assert all(cell.bold for cell in asked)
            assert {cell.text for cell in asked} == {DARK.variables["question"]}


async def test_a_question_keeps_its_width_and_the_rail_grows_in_what_is_left(
    tmp_path: Path,
) -> None:
    async with playing(scene("axis placed"), "en", tmp_path / "sessions") as room:
        widths = []
        for size in ((80, 24), (120, 36), (160, 45), (200, 60)):
            await resize(room, size)
            rail = room.screen.query_one(Rail)
            widths.append(rail.region.width if rail.display else 0)
            assert size[0] < 120 or region(room, "#aside").width >= 71
        assert widths[:2] == [0, 0]
        assert 27 <= widths[2] < widths[3]
        assert "Customer support chatbot and everything that belongs to" in room.text


async def test_in_front_of_a_projector_the_question_stands_alone(tmp_path: Path) -> None:
    async with playing(scene("projector"), "en", tmp_path / "sessions") as room:
        await resize(room, (120, 36))
        assert not region(room, "#steps").area
        assert not region(room, "#panel").area
        assert region(room, "#questions").height == 1
        block, body = region(room, "#aside"), region(room, "#body")
        assert abs((block.x - body.x) - (body.right - block.right)) <= 1
        await room.press("f5")
        assert region(room, "#steps").area
        assert region(room, "#questions").height > 1


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("boards", "#board-line"),
        ("actions", "#action"),
        ("sign-off", "#sign-means"),
        ("workloads", "#about"),
    ],
)
async def test_what_belongs_to_a_line_follows_right_below_the_list(
    name: str, below: str, tmp_path: Path
) -> None:
    async with playing(scene(name), "en", tmp_path / "sessions") as room:
        await resize(room, (160, 45))
        lines = room.screen.query_one(PointedList)
        assert lines.region.height <= lines.virtual_size.height + 2
        assert 0 <= region(room, below).y - lines.region.bottom <= 1
        for size in ((120, 36), (80, 24), (60, 15)):
            await resize(room, size)
            foot = region(room, below)
            assert foot.area
            assert lines.region.height >= min(lines.option_count, 3)
            assert lines.region.bottom <= foot.y
            assert foot.bottom < size[1]


@pytest.mark.parametrize("name", ["summary", "levels", "what if", "workloads"])
async def test_a_table_is_as_high_as_its_lines_after_its_window_became_narrow(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.stage.test_stage.long_names", lambda session: session)
    async with playing(scene(name), "en", tmp_path / "sessions") as room:
        for size in ((160, 45), (120, 36)):
            await resize(room, size)
            lines = room.screen.query_one(PointedList)
            assert lines.region.height == len(room.session.workloads) + lines.gutter.height


@pytest.mark.parametrize(
    ("name", "size", "whole"),
    [
        ("levels", (120, 36), ("Agent for supplier onboarding  ", "Staff augmentation", "scaled")),
        ("levels", (100, 30), ("Agent for supplier onboarding ", "medium", "mature", "scaled")),
        ("what if", (100, 30), ("Agent for supplier onboarding ", "defined", "not yet")),
        ("workloads", (120, 36), ("full AI product   ✓", "Milo Achterberg   custom ML model   ✓")),
        ("workloads", (100, 30), ("Milo Achterberg ✓", "Staff augmentation")),
        ("side by side", (100, 30), ("Hollow Pine Labs (fictional)",)),
        ("summary", (120, 36), ("Next step", "Agent for supplier onboarding  ")),
    ],
)
async def test_a_column_takes_what_its_texts_need_and_leaves_the_rest_to_the_others(
    name: str,
    size: tuple[int, int],
    whole: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.stage.test_stage.long_names", lambda session: session)
    async with playing(scene(name), "en", tmp_path / "sessions") as room:
        await resize(room, size)
        for text in whole:
            assert text in room.text


async def test_a_bar_tells_how_long_a_part_takes_and_how_much_of_it_is_answered(
    tmp_path: Path,
) -> None:
    async with playing(scene("agenda"), "en", tmp_path / "sessions") as room:
        await resize(room, (120, 36))
        bars = {
            name: line.count("━") + line.count("─")
            for name in ("Axes", "Rules", "Summary")
            for line in room.text.split("\n")
            if f" {name} " in line
        }
        assert "Time, and answers" in room.text
        assert bars["Axes"] == 4 * bars["Rules"]  # 48 minutes and 12
        line = next(line for line in room.text.split("\n") if " Vendors " in line)
        assert line.count("━") == pytest.approx((line.count("─") + line.count("━")) * 40 / 76, 1)
        await resize(room, (80, 24))
        assert "━" not in room.text


async def test_what_is_counted_of_a_vendor_is_never_torn_from_its_number(tmp_path: Path) -> None:
    async with playing(scene("vendors"), "de", tmp_path / "sessions") as room:
        await room.press("right_square_bracket")
        for width in range(60, 101, 4):
            await resize(room, (width, 24))
            torn = [line for line in room.text.split("\n") if line.rstrip().endswith(("⚑", "×"))]
            assert not torn
            assert "⚑ 4 gehört" in room.text


async def test_a_list_in_a_dialog_grows_with_its_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.stage.test_stage.long_names", lambda session: session)
    async with playing(scene("go to"), "de", tmp_path / "sessions") as room:
        for size, whole in (((100, 30), False), ((160, 45), True), ((80, 24), False)):
            await resize(room, size)
            lines = room.screen.query_one(OptionList)
            assert (lines.region.height >= lines.virtual_size.height) is whole


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45)])
async def test_the_heads_of_the_workloads_stand_above_their_columns(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with playing(scene("workloads"), "en", tmp_path / "sessions") as room:
        await resize(room, size)
        lines = room.text.split("\n")
        head = next(line for line in lines if "Lands on" in line)
        first = next(line for line in lines if "Customer support" in line)
        assert head.index("Workload") == first.index("Customer")
        assert head.index("Lands on") == first.index("▴")
