"""Which session the workshop opens with, and how a refusal is said."""

import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the workshop was asked to open; it is not started."""
    calls: list[dict[str, Any]] = []

    def open_(**given: Any) -> int:
        calls.append(given)
        return 0

    monkeypatch.setitem(sys.modules, "fouraxis.tui.app", SimpleNamespace(run=open_))
    monkeypatch.setattr(import_module("fouraxis.cli.main"), "at_a_terminal", lambda: True)
    return calls


NOTHING: dict[str, Any] = dict.fromkeys(("screens", "file", "new_title", "carried", "sample"))


@pytest.mark.parametrize(
    ("args", "expected", "first"),
    [
        (("new",), {"new_title": ""}, "a new session"),
        (("new", "Where to?"), {"new_title": "Where to?"}, "a new session"),
        (("sample",), {"sample": "four-workloads"}, "a copy of the example “four-workloads”"),
        (("sample", "half-way"), {"sample": "half-way"}, "a copy of the example “half-way”"),
    ],
)
def test_it_says_what_it_opens_a_new_session_or_a_sample(
    run: Run,
    opened: list[dict[str, Any]],
    args: tuple[str, ...],
    expected: dict[str, Any],
    first: str,
) -> None:
    result = run("--sessions", "here", *args)
    assert (result.exit_code, result.stderr) == (0, f"fouraxis: opening {first} …\n")
    assert opened == [{"sessions": Path("here"), **NOTHING, **expected}]


def test_a_file_in_the_place_of_a_command_is_opened(
    run: Run, opened: list[dict[str, Any]], workshop: Path
) -> None:
    assert run(workshop).exit_code == 0
    assert opened[0]["file"] == workshop


def test_a_file_that_is_named_like_a_command_is_opened_by_its_path(
    run: Run, opened: list[dict[str, Any]], workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.rename(workshop.with_name("summary"))
    monkeypatch.chdir(workshop.parent)
    assert run("./summary").exit_code == 0
    assert opened[0]["file"] == Path("summary")
    assert run("summary").exit_code == 2  # the command, which misses its FILE


def test_a_file_without_toml_in_its_name_is_opened_where_it_exists(
    run: Run, opened: list[dict[str, Any]], workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.rename(workshop.with_name("contoso"))
    monkeypatch.chdir(workshop.parent)
    assert run("contoso").exit_code == 0
    assert opened[0]["file"] == Path("contoso")


def test_content_and_sessions_come_from_the_environment_too(
    run: Run, opened: list[dict[str, Any]]
) -> None:
    run(FOURAXIS_SCREENS="words", FOURAXIS_SESSIONS="kept")
    run("--sessions", "other", FOURAXIS_SESSIONS="kept")
    assert (opened[0]["screens"], opened[0]["sessions"]) == (Path("words"), Path("kept"))
    assert opened[1]["sessions"] == Path("other")


@pytest.mark.usefixtures("opened")
def test_a_file_that_does_not_exist_is_at_fault(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path / "gone.toml")
    assert result.exit_code == 1
    assert "gone.toml: there is no such file" in result.stderr
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.usefixtures("opened")
def test_a_folder_is_no_session(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "this is a folder" in result.stderr


@pytest.mark.parametrize(("typed", "meant"), [("sumary", "summary"), ("recomend", "recommend")])
def test_a_command_that_is_misspelt_is_recognised(run: Run, typed: str, meant: str) -> None:
    result = run(typed)
    assert result.exit_code == 2
    assert f"Did you mean {meant}?" in result.stderr


@pytest.mark.parametrize(
    "args", [("a.toml", "b.toml"), ("new", "a", "b"), ("sample", "nothing"), ("--nope",), ("",)]
)
@pytest.mark.usefixtures("opened")
def test_wrong_use_has_status_2_and_names_the_help(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "--help" in result.stderr


def test_the_samples_are_named(run: Run) -> None:
    assert run("sample", "--list").stdout.split() == [
        "four-workloads",
        "half-way",
        "twenty-four-workloads",
    ]


@pytest.mark.parametrize("args", [(), ("new",), ("sample",)])
def test_without_a_terminal_the_workshop_says_that_it_needs_one(
    run: Run, args: tuple[str, ...]
) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "needs a terminal" in result.stderr


def test_a_file_alone_points_to_no_command_that_there_is_not(run: Run, workshop: Path) -> None:
    assert "Try: fouraxis --help" in run(workshop).stderr
