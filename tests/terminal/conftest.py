"""What the tests in a terminal share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.laptop import Laptop


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """A facilitator's laptop, with nothing on it but fouraxis."""
    laptop = Laptop(tmp_path)
    yield laptop
    laptop.close()
    if not laptop.faults_wanted:  # a fault that is survived would be seen by nobody else
        logs = [log.read_text("utf-8") for log in laptop.home.rglob("faults.log")]
        assert logs == []
