"""The command line in this process, and a session file to use it on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fouraxis.cli.main import fouraxis
from fouraxis.content.load import shipped

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs the command with these arguments; an exception that gets out fails the test."""

    def run(*args: str | Path, **env: str) -> Result:
        given = [str(arg) for arg in args]
        result = CliRunner().invoke(fouraxis, given, env=env, prog_name="fouraxis")
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A copy of the four published examples."""
    return Path(shutil.copy(shipped("sessions") / "four-workloads.toml", tmp_path))


@pytest.fixture
def half_way(tmp_path: Path) -> Path:
    """A copy of the session that was left in the middle."""
    return Path(shutil.copy(shipped("sessions") / "half-way.toml", tmp_path))
