"""Whatever keys are pressed, no handler fails, and every session is whole and can be undone."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from fouraxis.cli.main import fouraxis
from fouraxis.tui.app import FouraxisApp
from fouraxis.workshop.history import same_values
from tests.monkey.headless import Walker, application
from tests.monkey.keys import Setting


def undone_and_done_again(app: FouraxisApp) -> None:
    """Taking all back and doing all again gives the same session."""
    if app.bench is not None:
        history = app.bench.history
        while history.redo():  # what the room has taken back
            pass
        last = history.session
        while history.undo():
            pass
        while history.redo():
            pass
        assert same_values(history.session, last)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
async def test_random_keys_fail_nowhere_and_lose_nothing(seed: int, folder: Path) -> None:
    folder.mkdir()
    walker = Walker(seed, 500)
    while not walker.done:
        app = application(folder, seed)
        try:
            async with app.run_test(size=Setting.of(seed).size, notifications=True) as pilot:
                await pilot.pause()
                await walker.press(app)
                undone_and_done_again(app)
        except Exception as fault:
            fault.add_note(f"key {walker.number}, behind {' '.join(walker.last)}")
            raise
    checked = CliRunner().invoke(fouraxis, ["check", *map(str, folder.glob("*.toml"))])
    assert checked.exit_code == 0, checked.output
