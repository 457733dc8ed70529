"""A few pictures, cell by cell: where the question stands, how loud it is, what stands by it."""

from pathlib import Path

from textual.geometry import Region
from textual.widget import Widget

from fouraxis.tui.look import DARK, MEASURE
from fouraxis.tui.parts.bars import Rail
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
