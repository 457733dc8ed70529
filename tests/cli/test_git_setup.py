"""`fouraxis git-setup`: git merges sessions by fouraxis, and nothing else is touched."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def git(where: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(where), *arguments],  # noqa: S607
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    where = tmp_path / "repository"
    (where / "work shops").mkdir(parents=True)
    git(where, "init", "-q")
    return where


def test_the_driver_is_registered_for_the_sessions_of_a_folder_alone(
    run: Run, repository: Path
) -> None:
    folder = repository / "work shops"
    result = run("git-setup", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    driver = git(repository, "config", "merge.fouraxis.driver")
    assert driver == "fouraxis merge %O %A %B --name %P\n"
    ask = ("check-attr", "merge", "work shops/a.toml", "work shops/deep/a.toml", "pyproject.toml")
    merges = [line.rpartition(": ")[2] for line in git(repository, *ask).splitlines()]
    assert merges == ["fouraxis", "unspecified", "unspecified"]
    assert str(folder / ".gitattributes") in result.stdout


def test_twice_changes_nothing_and_what_was_there_stays(run: Run, repository: Path) -> None:
    attributes = repository / ".gitattributes"
    attributes.write_bytes(b"*.png binary\n\xff.txt text")
    assert run("git-setup", repository).exit_code == 0
    first = attributes.read_bytes()
    assert first == b"*.png binary\n\xff.txt text\n/*.toml merge=fouraxis\n"
    config = (repository / ".git" / "config").read_bytes()
    again = run("git-setup", repository)
    assert again.exit_code == 0
    assert "already" in again.stdout
    assert attributes.read_bytes() == first
    assert (repository / ".git" / "config").read_bytes() == config


def test_outside_of_a_repository_it_says_what_to_do(run: Run, tmp_path: Path) -> None:
    away = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    result = run("git-setup", tmp_path, **away)
    assert result.exit_code == 1
    assert "is in no git repository" in result.stderr
    assert "git init" in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert run("git-setup", tmp_path / "gone", **away).exit_code == 1
