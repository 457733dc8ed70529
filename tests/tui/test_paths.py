"""Paths on the screen: short enough to read, whole where somebody wants all of it."""

from pathlib import Path

import pytest
from textual.content import Content as Shown
from textual.widgets import Static

from fouraxis.content.models import Content
from fouraxis.tui.look import PathLine, cut_middle, path_shown
from tests.tui.conftest import OpenApp
from tests.tui.workshops import standing, workshop

DEEP = Path("a client with a long name", "and a project with a longer one", "in a year", "sessions")


def joined(text: str) -> str:
    """What a page says, whatever the frame and the width of its lines."""
    return "".join(text.replace("│", " ").replace("▁", " ").split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder deep below the user's home."""
    return tmp_path / DEEP


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


def test_the_home_of_the_user_is_a_tilde(tmp_path: Path) -> None:
    assert path_shown(tmp_path / "x" / "y.toml") == str(Path("~/x/y.toml"))
    assert path_shown(Path("/elsewhere/y.toml")) == str(Path("/elsewhere/y.toml"))


@pytest.mark.parametrize("width", range(12, 60))
@pytest.mark.parametrize("text", ["/home/zoë/Workshops/2026/four-workloads.toml", "漢字" * 20])
def test_what_is_too_long_keeps_its_beginning_and_its_end(text: str, width: int) -> None:
    short = cut_middle(text, width)
    assert Shown(short).cell_length <= width
    assert (short[0], short[-1]) == (text[0], text[-1])
    assert ("…" in short) == (Shown(text).cell_length > width)


async def test_home_says_where_in_one_line_and_all_of_it_with_f1(
    open_app: OpenApp, folder: Path
) -> None:
    folder.mkdir(parents=True)
    async with open_app() as room:
        where = room.screen.query_one("#where", PathLine)
        assert where.size.height == 1
        assert "Kept in ~/a client" in room.text
        assert "…" in room.text
        assert str(where.tooltip) == str(folder)
        await room.pilot.resize_terminal(160, 40)
        await room.pilot.pause()
        assert path_shown(folder) in room.text
        await room.press("f1")
        page = " ".join(str(part.render()) for part in room.screen.query(Static))
        assert "".join(str(folder).split()) in joined(page)


async def test_the_setup_says_which_file_and_all_of_it_when_asked(
    open_app: OpenApp, content: Content, folder: Path
) -> None:
    async with open_app(standing(workshop(content), "setup")) as room:
        await room.press("end", "enter", "end", "up")
        assert room.bench.path.name in room.text
        await room.press("enter")
        await room.pilot.pause()
        inside = [line.split("│")[1] for line in room.text.split("\n") if line.count("│") == 2]
        assert "".join(str(folder).split()) in joined("\n".join(inside))
