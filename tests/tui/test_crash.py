"""A fault of the program itself shows no traceback and no text of the client."""

import stat
from pathlib import Path

import pytest

from fouraxis.content.models import Content
from fouraxis.store.read import read
from fouraxis.tui import app
from fouraxis.tui.setup.screen import SetupScreen
from tests.tui.conftest import OpenApp
from tests.tui.others import IP, said_of
from tests.tui.workshops import standing, workshop


def fault_about(secret: str) -> ValueError:
    """A fault whose message and variables hold a client's text."""
    try:
        raise ValueError(secret)
    except ValueError as error:
        return error


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "state" / "faults.log"
    monkeypatch.setattr(app, "log_path", lambda: path)
    return path


def test_the_log_says_where_and_holds_no_text_of_the_client(log: Path) -> None:
    assert app.record(fault_about("the merger with Blue Heron")) == log
    kept = log.read_text("utf-8")
    assert "ValueError" in kept
    assert "test_crash.py:" in kept
    assert "Heron" not in kept
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_faults_are_added_to_the_log_until_it_is_large(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.record(fault_about("one"))
    app.record(fault_about("two"))
    assert log.read_text("utf-8").count("ValueError") == 2
    monkeypatch.setattr(app, "LOG_LIMIT", 10)
    app.record(fault_about("three"))
    assert log.read_text("utf-8").count("ValueError") == 1


def test_a_log_that_cannot_be_written_is_no_second_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(app, "log_path", lambda: blocked / "faults.log")
    assert app.record(fault_about("x")) is None


def test_the_room_reads_where_its_work_is() -> None:
    assert "All answers are saved in a.toml" in app.farewell(Path("a.toml"), True, None)
    assert "NOT all answers are saved in a.toml" in app.farewell(Path("a.toml"), False, None)


async def test_a_screen_that_breaks_shows_and_logs_nothing_of_the_client(
    open_app: OpenApp,
    content: Content,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(self: SetupScreen) -> None:
        secret = f"{self.bench.session.title} is to merge with Blue Heron"
        raise ValueError(secret)

    session = standing(workshop(content), "axes")
    with pytest.raises(ValueError, match="Blue Heron"):  # the test's own way to hear of it
        async with open_app(session) as room:
            path = room.bench.path
            await room.press("3")
            monkeypatch.setattr(SetupScreen, "show", broken)
            room.app.walk_through.go("setup")  # type: ignore[union-attr]
            await room.pilot.pause()
    told = capsys.readouterr()
    shown = told.out + told.err + room.app.goodbye
    assert f"All answers are saved in {path}" in shown
    kept = app.log_path().read_text("utf-8")
    assert "ValueError" in kept
    assert "broken" in kept
    for text in (shown, kept):
        assert "Heron" not in text
        assert "Contoso is" not in text
        assert "Traceback" not in text
    assert said_of(read(path).session, IP)[0] == "high"


async def test_a_fault_once_a_frame_is_drawn_is_survived_like_one_in_a_message(
    open_app: OpenApp, content: Content
) -> None:
    def broken() -> None:
        raise ValueError("Blue Heron")

    async with open_app(standing(workshop(content), "axes")) as room:
        room.app.endures = True
        room.screen.call_after_refresh(broken)
        await room.press("3")
        assert "Something went wrong" in room.said
        assert said_of(room.session, IP)[0] == "high"
    assert "broken" in app.log_path().read_text("utf-8")


async def test_what_textual_says_of_a_fault_in_its_own_threads_is_not_shown(
    open_app: OpenApp, content: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        path = room.bench.path
        room.app.panic("Blue Heron in a traceback")
    told = capsys.readouterr()
    shown = told.out + told.err + room.app.goodbye
    assert "Heron" not in shown
    assert f"All answers are saved in {path}" in shown


def test_the_log_is_where_journals_and_backups_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOURAXIS_STATE", str(tmp_path))
    assert app.log_path() == tmp_path / "faults.log"
