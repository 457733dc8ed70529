"""A fault of the program itself shows no traceback and no text of the client."""

import stat
from pathlib import Path

import pytest

from fouraxis.tui import crash


def fault_about(secret: str) -> ValueError:
    """A fault whose message and variables hold a client's text."""
    try:
        raise ValueError(secret)
    except ValueError as error:
        return error


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "state" / "faults.log"
    monkeypatch.setattr(crash, "log_path", lambda: path)
    return path


def test_the_log_says_where_and_holds_no_text_of_the_client(log: Path) -> None:
    assert crash.record(fault_about("the merger with Blue Heron")) == log
    kept = log.read_text("utf-8")
    assert "ValueError" in kept
    assert "test_crash.py:" in kept
    assert "Heron" not in kept
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_faults_are_added_to_the_log_until_it_is_large(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash.record(fault_about("one"))
    crash.record(fault_about("two"))
    assert log.read_text("utf-8").count("ValueError") == 2
    monkeypatch.setattr(crash, "LOG_LIMIT", 10)
    crash.record(fault_about("three"))
    assert log.read_text("utf-8").count("ValueError") == 1


def test_a_log_that_cannot_be_written_is_no_second_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(crash, "log_path", lambda: blocked / "faults.log")
    assert crash.record(fault_about("x")) is None


def test_the_room_reads_where_its_work_is() -> None:
    assert "All answers are saved in a.toml" in crash.farewell(Path("a.toml"), True, None)
    assert "NOT all answers are saved in a.toml" in crash.farewell(Path("a.toml"), False, None)
