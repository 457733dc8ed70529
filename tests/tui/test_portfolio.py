"""The portfolio on the screen: question by question, and the session behind a row."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import DataTable

from fouraxis.content.language import speak
from fouraxis.content.load import content_folder, shipped
from fouraxis.portfolio.build import How, build
from fouraxis.portfolio.questions import READY
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.portfolio import PortfolioScreen
from tests.tui.conftest import Room


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tables of two sessions and a broken file."""
    monkeypatch.setenv("FOURAXIS_STATE", str(tmp_path / "state"))
    folder = tmp_path / "clients"
    folder.mkdir()
    for name in ("twenty-four-workloads", "four-workloads"):
        shutil.copy(shipped("sessions") / f"{name}.toml", folder)
    (folder / "broken.toml").write_bytes(b"")
    build([folder], tmp_path / "tables", How(jobs=1))
    return tmp_path / "tables"


@asynccontextmanager
async def portfolio(
    tables: Path, size: tuple[int, int] = (80, 24), screens: Path | None = None
) -> AsyncIterator[Room]:
    app = FouraxisApp(tables.parent / "clients", screens, Start(portfolio=tables))
    async with app.run_test(size=size, notifications=True) as pilot:
        room = Room(app, pilot)
        await room.settle()
        yield room


async def asked(room: Room, *keys: str) -> str:
    """Press keys, wait for the answer, and read it."""
    await room.press(*keys)
    await room.settle()
    return room.text


@pytest.mark.long
async def test_the_questions_are_gone_through_and_a_row_opens_its_session(tables: Path) -> None:
    async with portfolio(tables) as room:
        assert "Models by unit and period" in room.text
        assert "Enter open" not in room.text  # this row tells of many sessions
        first = room.text
        for question in list(READY.values())[1:]:
            assert question.title in await asked(room, "right_square_bracket")
        assert "is empty" in room.text
        assert await asked(room, "right_square_bracket") == first
        await asked(room, *["left_square_bracket"] * 4)
        assert "Smart-m" in room.text
        assert "Enter open the session" in room.text
        await asked(room, "enter")
        assert room.session.title == "Aldermoor Energy: the whole portfolio in one day"
        room.app.leave_session()
        await room.settle()
        assert "Decisions that are outdated" in room.text
        await asked(room, "escape")
        assert isinstance(room.screen, HomeScreen)


@pytest.mark.long
async def test_a_question_is_picked_and_the_columns_take_the_room_that_there_is(
    tables: Path,
) -> None:
    async with portfolio(tables) as room:
        await room.press("o", *["down"] * 3)
        assert "What rooms leave undecided most" in await asked(room, "enter")
        await room.press("down", "down")
        await room.pilot.resize_terminal(120, 36)
        await room.settle()
        assert room.screen.query_one(DataTable).cursor_row == 2
        assert max(map(len, room.text.split("\n"))) <= 120


@pytest.mark.long
async def test_tables_that_go_away_are_told_and_the_screen_stays(tables: Path) -> None:
    async with portfolio(tables) as room:
        shutil.rmtree(tables)
        await asked(room, "right_square_bracket")
        assert "holds no tables" in room.said
        await asked(room, "enter", "down", "o", "escape")
        assert isinstance(room.screen, PortfolioScreen)


@pytest.mark.long
async def test_clean_tables_open_no_session(tables: Path) -> None:
    clean = tables.with_name("clean")
    build([tables.parent / "clients"], clean, How(clean=True, jobs=1))
    async with portfolio(clean) as room:
        await asked(room, *["left_square_bracket"] * 4)
        await asked(room, "enter")
        assert "do not tell where a session is" in " ".join(room.said.split())
        assert isinstance(room.screen, PortfolioScreen)


@pytest.mark.long
async def test_the_portfolio_speaks_german(tables: Path) -> None:
    try:
        async with portfolio(tables, (120, 36), content_folder(Path("de"))) as room:
            assert "Modelle nach Einheit und Zeitraum" in room.text
            assert "noch kein Modell" in room.text
            assert "nächste Frage" in room.text
    finally:
        speak(None)
