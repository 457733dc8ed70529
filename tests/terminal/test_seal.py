"""In the real program: signed off, tried to change, by keys and by commands, and unsealed."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from fouraxis.store.read import read
from tests.terminal.laptop import Laptop

pytestmark = pytest.mark.terminal


@pytest.mark.long
def test_a_sealed_session_is_closed_to_keys_and_commands_until_it_is_unsealed(
    laptop: Laptop,
) -> None:
    path = Path(shutil.copy(shipped("sessions") / "four-workloads.toml", laptop.sessions))
    terminal = laptop.start(path, size=(80, 24))
    terminal.wait_for(r"\[Summary\]")
    terminal.press("S").wait_for("Who was there, and who decided")
    terminal.press("r").wait_for("Empty: no date")
    terminal.type("2027-02-26").press("enter").wait_for("Look again on  2027-02-26")
    terminal.press("b").wait_for("Who signs off")
    terminal.press("1").wait_gone("Who signs off")
    terminal.press("S").wait_for("Seal this session")
    assert "is sealed" not in laptop.run("check", path).stdout
    terminal.press("y").wait_for("Sealed by")
    terminal.press("escape").wait_for("✔ sealed")

    terminal.press("x").wait_for("Not possible: this session is sealed, by")
    terminal.press("a").wait_for("By when|by when|Due")
    terminal.press("space").wait_for("Not possible: this session is sealed, by")
    terminal.press("escape").wait_for(r"\[Summary\]")
    before = path.read_bytes()
    refused = laptop.run("answer", path, "fraud-detection", "sensitivity", "low")
    assert refused.returncode == 1
    assert "is sealed, by" in refused.stderr
    assert path.read_bytes() == before

    terminal.press("S").wait_for("Sealed by")
    terminal.press("x").wait_for("Why is it opened again")
    terminal.type("A clause was missing.").press("enter").wait_for("Who unseals it")
    terminal.press("2").wait_for("Unsealed before")
    terminal.press("escape").wait_for("✔ saved")
    terminal.press("x").wait_for("Take the decision back")
    assert laptop.run("check", path).stdout.count("was unsealed by") == 1
    terminal.press("escape").wait_gone("Take the decision back")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    session = read(path).session
    assert session.seal is None
    assert [record.reason for record in session.unsealed.values()] == ["A clause was missing."]
