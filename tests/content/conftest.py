"""A copy of the shipped content, free to be damaged."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from tests.content.damage import Damage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The copied folder."""
    copy = tmp_path / "screens"
    shutil.copytree(shipped("screens"), copy)
    return copy


@pytest.fixture
def damage(folder: Path) -> Damage:
    """Damages that folder."""
    return Damage(folder)
