"""A short version of the long sweep: nothing is lost, and what is called saved is saved."""

import errno
from pathlib import Path

import pytest

from tests.torture import calls
from tests.torture.bad_input import bad_input
from tests.torture.counts import Counts
from tests.torture.errors import errors
from tests.torture.frames import frames
from tests.torture.kills import kills
from tests.torture.writers import writers


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURAXIS_STATE", str(tmp_path / "elsewhere"))


def nothing_wrong(counts: Counts, at_least: int) -> None:
    assert counts.good, str(counts)
    assert counts.cases >= at_least


@pytest.mark.long
def test_kill_9_at_some_steps_costs_nothing(tmp_path: Path) -> None:
    nothing_wrong(kills(tmp_path / "k", every=11), 40)


@pytest.mark.long
def test_a_full_disk_at_every_step_costs_nothing(tmp_path: Path) -> None:
    nothing_wrong(errors(tmp_path / "e", (errno.ENOSPC,)), 100)


def test_two_writers_and_an_editor_find_all_their_texts_again(tmp_path: Path) -> None:
    nothing_wrong(writers(tmp_path / "w", rounds=4), 4)


@pytest.mark.long
@pytest.mark.skipif(bool(calls.available()), reason=calls.available() or "strace is here")
def test_some_system_calls_that_fail_cost_nothing(tmp_path: Path) -> None:
    nothing_wrong(calls.calls(tmp_path / "c", ("EIO",), every=11), 8)


@pytest.mark.endurance
def test_bad_input_ends_in_a_sentence_by_any_command(tmp_path: Path) -> None:
    nothing_wrong(bad_input(tmp_path / "b", ("check",)), 26)


@pytest.mark.long
@pytest.mark.terminal
def test_what_the_last_frame_before_a_kill_calls_saved_is_in_the_file(tmp_path: Path) -> None:
    nothing_wrong(frames(tmp_path / "f", kills=6, seed=7), 6)
