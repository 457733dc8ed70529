"""A consultant's own content, and a session that was answered before it changed."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.laptop import Laptop
from tests.terminal.page import SAVED, on

pytestmark = pytest.mark.terminal

LICENCES = """
[cost.licences]
name = "Licences"
question = "Do licences cost extra?"
source = "guide"
since = "1.2.0"
"""
CHANGES = {
    "home": ('version = "1.1.0"', 'version = "1.2.0"'),
    "drivers": ("[cost.data-quality]\n", '[cost.data-quality]\nretired = "1.2.0"\n'),
    "ownership": ('question = "Who answers for it', 'question = "Which person answers for it'),
}
"""What the consultant changes, file by file, beside one new driver."""
ANSWERS = {
    "sensitivity": "low",
    "driver.data-quality": "high",
    "driver.integration-depth": "low",
    "incident-response": "Ana Ruiz",
}


def ran(laptop: Laptop, *arguments: str | Path) -> str:
    """What a command prints that has to go well."""
    done = laptop.run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def change(own: Path) -> None:
    """Edit the content, as a consultant does."""
    for name, (old, new) in CHANGES.items():
        file = own / f"{name}.toml"
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")
    drivers = own / "drivers.toml"
    drivers.write_text(drivers.read_text("utf-8") + LICENCES, "utf-8")


def held(file: Path) -> dict[str, Any]:
    """What a session file holds, but for where the room is and when it was saved."""
    found = tomllib.loads(file.read_text("utf-8"))
    return {key: value for key, value in found.items() if key not in ("place", "saved")}


def answered(laptop: Laptop, own: Path) -> Path:
    """A session that was answered under a copy of the shipped content, made here."""
    ran(laptop, "content", "init", own)
    assert not list(own.glob("*.tcss"))
    terminal = laptop.start("--screens", own, "new", "Contoso", size=(120, 36))
    terminal.wait_for(on("Setup"))
    terminal.press("right").wait_for("No workloads yet")
    terminal.press("a").wait_for("What do we call it")
    terminal.type("Chatbot").press("enter").wait_for("1 Chatbot")
    terminal.wait_for(SAVED)
    assert terminal.press("ctrl+q").wait_exit() == 0
    (file,) = laptop.sessions.glob("*.toml")
    for item, value in ANSWERS.items():
        ran(laptop, "--screens", own, "answer", file, "chatbot", item, value)
    return file


@pytest.mark.long
def test_answers_survive_a_change_of_content_and_setup_says_what_changed(laptop: Laptop) -> None:
    own = laptop.home / "own"
    file = answered(laptop, own)
    before = held(file)

    change(own)
    ran(laptop, "content", "check", own)
    differs = ran(laptop, "content", "diff", "en", own)
    assert "added       cost.licences: Licences" in differs
    assert "retired     cost.data-quality: Data quality and availability" in differs
    assert "+ Which person answers for it" in differs

    terminal = laptop.start("--screens", own, file, size=(120, 36))
    terminal.wait_for(on("Workloads"))
    terminal.press("left").wait_for(on("Setup"))
    terminal.wait_for(r"ai-outsourcing 1\.1\.0: differs from what is shown")
    terminal.press("end", "enter")
    for said in (
        "answered under version “1.1.0”",
        "“Licences” is new since version 1.2.0",
        "The area “Incident response” is worded differently now",
        "“Data quality and availability” was retired in version",
        "1 answer to it is kept",
    ):
        terminal.wait_for(said)
    terminal.press("escape").wait_for(on("Setup"))
    terminal.press("home").wait_for("What should this workshop be called")
    terminal.press("enter").wait_for("keep and close|Enter keeps it")
    terminal.type(" Ltd").press("enter").wait_for(SAVED)
    assert terminal.press("ctrl+q").wait_exit() == 0
    after = held(file)
    assert after.pop("title") == "Contoso Ltd"
    assert before.pop("title") == "Contoso"
    assert after == before


@pytest.mark.long
def test_once_the_room_says_that_the_wording_is_fine_it_is_not_said_again(laptop: Laptop) -> None:
    own = laptop.home / "own"
    file = answered(laptop, own)
    before = held(file)
    change(own)
    terminal = laptop.start("--screens", own, file, size=(120, 36))
    terminal.wait_for("Questions have changed since they were answered")
    terminal.press("left").wait_for(on("Setup"))
    terminal.press("end").wait_for("differs from what is shown")
    terminal.press("enter").wait_for("fine from now on")
    terminal.settle(0.3)  # nobody answers before it can be read
    terminal.press("a").wait_for(r"ai-outsourcing 1\.2\.0")
    terminal.wait_for(SAVED)
    assert terminal.press("ctrl+q").wait_exit() == 0
    after = held(file)
    assert before.pop("pack")["version"] == "1.1.0"
    assert after.pop("pack")["version"] == "1.2.0"
    assert after == before

    terminal = laptop.start("--screens", own, file, size=(120, 36))
    terminal.wait_for(on("Setup"))
    terminal.press("end").wait_for(r"ai-outsourcing 1\.2\.0")
    assert "differs from what is shown" not in terminal.text
    assert "Questions have changed" not in terminal.text
    assert terminal.press("ctrl+q").wait_exit() == 0


@pytest.mark.long
def test_german_rooms_read_german(laptop: Laptop) -> None:
    terminal = laptop.start("sample", size=(120, 36), FOURAXIS_SCREENS="de")
    terminal.wait_for(on("Übersicht"))
    terminal.wait_for("Vollständiges Outsourcing|Outsourcen")
    assert terminal.press("ctrl+q").wait_exit() == 0
    home = laptop.start(FOURAXIS_SCREENS="de")
    home.wait_for("n neuer Workshop")
    assert home.press("ctrl+q").wait_exit() == 0
