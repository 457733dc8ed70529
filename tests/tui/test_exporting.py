"""Exporting from the summary: any format, beside the session, and the room can go on meanwhile."""

import errno
import json
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from fouraxis.tui.summary.screen import SummaryScreen, Writing
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp
from tests.tui.others import until
from tests.tui.summary_room import two_workloads


@pytest.fixture
def two(empty: Session) -> Session:
    """A session that opens at its summary."""
    return two_workloads(empty)


@pytest.mark.few("downs", 1)
@pytest.mark.parametrize(
    ("downs", "suffix"), [(0, "docx"), (1, "html"), (2, "md"), (4, "xlsx"), (5, "json")]
)
async def test_an_export_is_written_beside_the_session_for_its_owner_only(
    open_app: OpenApp, two: Session, folder: Path, downs: int, suffix: str
) -> None:
    async with open_app(two) as room:
        for there in (1, 2):
            await room.press("e", *["down"] * downs, "enter")
            await until(room, lambda: len(list(folder.glob(f"*.{suffix}"))) == there)  # noqa: B023
            await room.settle()
        written = sorted(folder.glob(f"*.{suffix}"))
        assert [path.name for path in written] == [
            f"Contoso-report-2.{suffix}",
            f"Contoso-report.{suffix}",
        ]
        assert str(written[0]) in room.said, "of what is said in passing the last stays"
        for path in written:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        if suffix == "json":
            assert json.loads(written[0].read_text())["title"] == "Contoso"


async def test_an_export_for_readers_outside_names_nobody(
    open_app: OpenApp, two: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one for vendors, below it, has nothing of the vendors at all."""
    lacking = {"docx": ("python-docx",)}
    monkeypatch.setattr("fouraxis.report.formats.missing", lambda form: lacking.get(form, ()))
    session, _ = edit.add_vendor(two, "Brightworks")
    async with open_app(session) as room:
        await room.press("e", "end", "up", "enter")
        await until(room, lambda: room.said)
        (path,) = folder.glob("*.html")
        assert "Vendor A" in path.read_text()
        assert "Brightworks" not in path.read_text()
        path.unlink()
        await room.press("e", "end", "enter")
        await until(room, lambda: [*folder.glob("*.html")])
    (path,) = folder.glob("*.html")
    assert "What we ask of you" in path.read_text()
    assert "Vendor A" not in path.read_text()


async def test_an_export_that_cannot_be_written_is_said_plainly(
    open_app: OpenApp, two: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("fouraxis.report.formats.write", full)
    async with open_app(two) as room:
        await room.press("e", "down", "enter")
        await room.app.workers.wait_for_complete()
        await room.settle()
        assert "not written: no space is left on the disk" in room.said
        assert "The session itself is safe." in room.said
        assert room.app.is_running


async def test_a_report_that_fails_calls_no_session_safe_that_is_not_saved(
    open_app: OpenApp, two: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk without room for the report mostly has none for the session either."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("fouraxis.report.formats.write", full)
    async with open_app(two) as room:
        folder.rename(folder.with_name("gone"))
        room.bench.apply(edit.add_vendor(two, "Brightworks")[0], "added")
        await until(room, lambda: "NOT SAVED" in room.text)
        await room.press("e", "down", "enter")
        await until(room, lambda: "not written: no space is left on the disk" in room.said)
        assert "is safe" not in room.said
        assert "kept on this machine" in room.said


@pytest.mark.long
async def test_a_long_export_shows_how_far_it_is_and_lets_the_room_go_on(
    open_app: OpenApp, two: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slow(*_: object, progress: Callable[[float], None], **__: object) -> tuple[Path, ...]:
        progress(0.5)
        begun.set()
        go_on.wait(10)
        return (Path("done.html"),)

    monkeypatch.setattr("fouraxis.report.formats.write", slow)
    monkeypatch.setattr("fouraxis.tui.summary.screen.WAIT", 0.01)
    async with open_app(two) as room:
        await room.press("e", "down", "enter")
        try:
            assert begun.wait(10)
            await room.pilot.pause(0.2)
            assert isinstance(room.screen, Writing)
            assert "50%" in room.text
            await room.press("escape")
            assert isinstance(room.screen, SummaryScreen)
        finally:
            go_on.set()
        await room.app.workers.wait_for_complete()
        await room.settle()
        assert "done.html" in room.said
