"""A folder of sessions as a firm has them, and the portfolio that is built of it."""

import shutil
from pathlib import Path

import pytest

from benchmarks.sessions import sessions
from fouraxis.content.load import shipped
from fouraxis.portfolio.build import How, build
from tests.cli.conftest import run

__all__ = ["run"]

NAMES = ("twenty-four-workloads", "four-workloads", "half-way")


def copied(folder: Path) -> Path:
    """Three sessions, one of them in a folder for its unit."""
    (folder / "grid").mkdir(parents=True)
    for name in NAMES[1:]:
        shutil.copy(shipped("sessions") / f"{name}.toml", folder)
    shutil.copy(shipped("sessions") / f"{NAMES[0]}.toml", folder / "grid")
    return folder


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """Three sessions, one of them in a folder for its unit."""
    return copied(tmp_path / "clients")


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sessions, and generated ones; to be read."""
    folder = copied(tmp_path_factory.mktemp("many") / "clients")
    sessions(folder / "generated", 12, workloads=6, kinds=12)
    return folder


@pytest.fixture(scope="session")
def tables(many: Path) -> Path:
    """The tables of all of these; to be asked."""
    build([many], many.parent / "tables", How(jobs=1))
    return many.parent / "tables"


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURAXIS_STATE", str(tmp_path / "state"))
