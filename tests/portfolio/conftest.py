"""A folder of sessions as a firm has them, and the portfolio that is built of it."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import shipped

NAMES = ("twenty-four-workloads", "four-workloads", "half-way")


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """Three sessions, one of them in a folder for its unit."""
    folder = tmp_path / "clients"
    (folder / "grid").mkdir(parents=True)
    for name in NAMES[1:]:
        shutil.copy(shipped("sessions") / f"{name}.toml", folder)
    shutil.copy(shipped("sessions") / f"{NAMES[0]}.toml", folder / "grid")
    return folder


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURAXIS_STATE", str(tmp_path / "state"))
