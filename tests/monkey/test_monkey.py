"""Whatever keys are pressed, the program goes on, and the files stay whole."""

from pathlib import Path

import pytest

from tests.monkey.keys import acts
from tests.monkey.run import run

LONG, ENDURANCE = pytest.mark.long, pytest.mark.endurance


def test_a_seed_always_means_the_same_keys() -> None:
    assert list(acts(7, 50)) == list(acts(7, 50))
    assert list(acts(7, 50)) != list(acts(8, 50))


SEEDS = [pytest.param(seed, marks=LONG if seed in (1, 6) else ENDURANCE) for seed in range(20)]
"""Two fit into a landing, one in each language; test_random_keys has all, without a terminal."""


@pytest.mark.terminal
@pytest.mark.parametrize("seed", SEEDS)
def test_random_keys_end_nothing_and_lose_nothing(seed: int, tmp_path: Path) -> None:
    outcome = run(tmp_path, seed, 500, undo=seed % 5 == 1)
    assert not outcome.faults, str(outcome)
