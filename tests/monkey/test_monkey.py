"""Whatever keys are pressed, the program goes on, and the files stay whole."""

from pathlib import Path

import pytest

from tests.monkey.keys import acts
from tests.monkey.run import run


def test_a_seed_always_means_the_same_keys() -> None:
    assert list(acts(7, 50)) == list(acts(7, 50))
    assert list(acts(7, 50)) != list(acts(8, 50))


@pytest.mark.long
@pytest.mark.terminal
@pytest.mark.parametrize("seed", range(20))
def test_random_keys_end_nothing_and_lose_nothing(seed: int, tmp_path: Path) -> None:
    outcome = run(tmp_path, seed, 500, undo=seed % 5 == 1)
    assert not outcome.faults, str(outcome)
