"""The workshop and every command run where there is no network interface at all."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.half_way import by_and_by, level
from tests.terminal.laptop import COMMAND, Laptop
from tests.terminal.page import answered, on

pytestmark = pytest.mark.terminal


@pytest.fixture
def offline() -> list[str]:
    """What runs a command where there is no network interface at all."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("there is no unshare here, which takes the network away")
    for way in ([unshare, "-n"], [unshare, "-rn"]):
        if subprocess.run([*way, "true"], check=False, capture_output=True).returncode == 0:
            return way
    pytest.skip("this machine does not let its network be taken away")


def test_the_workshop_runs_where_there_is_no_network(laptop: Laptop, offline: list[str]) -> None:
    command = [*offline, *COMMAND, "sample", "half-way"]
    with Terminal(command, size=(120, 36), env=laptop.env, cwd=laptop.home) as terminal:
        terminal.wait_for(on("Axes"))
        (file,) = laptop.sessions.glob("*.toml")
        terminal.press("2").wait_for(answered("Measurable success", 2))
        by_and_by(lambda: level(file) == "partly", terminal)
        terminal.press("s").wait_for(on("Summary"))
        terminal.press("ctrl+q").wait_exit()


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("summary", "half-way.toml"),
        ("check", "half-way.toml"),
        ("diff", "half-way.toml", "half-way.toml"),
        ("report", "half-way.toml", "--format", "html"),
        ("report", "half-way.toml", "--format", "markdown"),
        ("matrix",),
        ("recommend", "--sensitivity", "low", "--maturity", "none", "--certainty", "high"),
    ],
    ids=lambda arguments: "-".join(arguments[:1]),
)
@pytest.mark.few("arguments", 1)
def test_commands_run_where_there_is_no_network(
    laptop: Laptop, offline: list[str], arguments: tuple[str, ...]
) -> None:
    sample = Path(__file__).resolve().parents[2] / "sessions" / "half-way.toml"
    shutil.copy(sample, laptop.home)
    done = subprocess.run(
        [*offline, *COMMAND, *arguments],
        env=laptop.env,
        cwd=laptop.home,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not re.search("Traceback", done.stdout + done.stderr)
