"""The matrix as a page: every row, every cell and every model can be read, and Esc closes it."""

import pytest
from textual.containers import VerticalScroll

from fouraxis.content.models import Content
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.look import Page
from fouraxis.tui.parts.dialogs import GuidanceDialog
from fouraxis.tui.placing.outcome import MatrixScreen, matrix_blocks
from tests.tui.conftest import OpenApp


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_page_has_every_row_every_cell_and_every_model(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(size=size) as room:
        await room.press("m")
        assert isinstance(room.screen, MatrixScreen)
        text = " ".join(str(room.screen.query_one(Page).render()).split())
        for row in content.matrix.rows.values():
            assert row.text.split(":")[0] in text
        for model in content.matrix.models.values():
            assert f"{model.name}. {model.description.split('.')[0]}" in text
        cells = "low ful/aug FUL FUL", "medium AUG cob adv", "high ADV/R&D ADV/R&D DNO"
        for cell in cells:
            assert cell in text
        assert "It is close to" in text
        assert "(published)" in text
        assert "(guide)" in text
        await room.press("escape")
        assert isinstance(room.app.screen, HomeScreen)


async def test_it_scrolls_by_keys_to_its_last_line(open_app: OpenApp) -> None:
    async with open_app() as room:
        await room.press("m", "pagedown", "down", "end")
        await room.pilot.wait_for_scheduled_animations()
        scroll = room.screen.query_one("#matrix", VerticalScroll)
        assert scroll.scroll_y == scroll.max_scroll_y > 0
        assert "legal advice" in room.text


async def test_f1_says_how_to_facilitate_it(open_app: OpenApp, content: Content) -> None:
    async with open_app() as room:
        await room.press("m", "f1")
        assert isinstance(room.screen, GuidanceDialog)
        assert content.matrix.screen.title in room.text
        await room.press("escape", "escape")
        assert isinstance(room.app.screen, HomeScreen)


async def test_the_three_maps_stand_beside_each_other_where_there_is_room(
    content: Content,
) -> None:
    beside = [str(block.text) for block in matrix_blocks(content, True)]
    below = [str(block.text) for block in matrix_blocks(content, False)]
    assert sum("Certainty high" in line and "Certainty low" in line for line in beside) == 1
    assert not any("Certainty high" in line and "Certainty low" in line for line in below)
    assert all(len(line) <= 115 for line in beside if "Certainty" in line or "ADV/R&D" in line)
