"""Whatever is wrong is said in plain words, on the screen and on the command line."""

import os
import re
import tomllib
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import HOME, answered, on

pytestmark = pytest.mark.terminal


def said(terminal: Terminal) -> str:
    """The screen's words in one line, wherever they are broken and whatever stands around them."""
    right = [line.partition("▌")[2] or line for line in terminal.emulator.lines]
    return " ".join(" ".join(right).split())


def wait_said(terminal: Terminal, words: str) -> None:
    """Wait until the screen says these words, in however many lines."""
    terminal.wait_for(r"[\s▌│]+(?:[^▌\n]*▌)?\s*".join(map(re.escape, words.split())))
    assert "Traceback" not in terminal.text


def start_one(terminal: Terminal) -> None:
    """Start a workshop from Home."""
    terminal.press("n").wait_for("What is it called")
    terminal.type("Contoso").press("enter").wait_gone("What is it called")


def locked_folder(laptop: Laptop) -> Path:
    """A folder in which nobody can write here, not even root."""
    if os.geteuid() == 0:
        return Path("/proc")
    laptop.sessions.chmod(0o500)
    return laptop.sessions


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"this is no TOML [", "is damaged"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG picture, not a session"),
    ],
    ids=["no TOML", "empty", "a picture"],
)
@pytest.mark.few("words", 1)
def test_a_file_that_is_no_session_is_named_and_left_alone(
    laptop: Laptop, content: bytes, words: str
) -> None:
    file = laptop.home / "a.toml"
    file.write_bytes(content)
    checked = laptop.run("check", file)
    assert checked.returncode == 1
    assert words in checked.stdout + checked.stderr
    assert "Traceback" not in checked.stdout + checked.stderr
    terminal = laptop.start(file, size=(120, 36))
    wait_said(terminal, words)
    terminal.wait_for(HOME)
    assert terminal.press("ctrl+q").wait_exit() == 0
    assert file.read_bytes() == content


def test_a_session_of_a_newer_fouraxis_opens_read_only_and_stays_as_it_is(laptop: Laptop) -> None:
    file = laptop.sessions / "newer.toml"
    text = (
        'schema = 99\nid = "x"\ntitle = "From the future"\ncreated = 2026-11-23T09:00:00Z\n'
        '[workloads.one]\nname = "One"\n'
    )
    file.write_text(text, "utf-8")
    terminal = laptop.start(file, size=(120, 36))
    terminal.wait_for("READ ONLY")
    wait_said(terminal, "saved by a newer fouraxis")
    terminal.press("g").wait_for("Go to")
    terminal.type("One").press("enter").wait_for(on("Profile"))
    terminal.press("1")
    wait_said(terminal, "read-only")
    terminal.press("ctrl+q").wait_exit()
    assert file.read_text("utf-8") == text


def test_a_folder_in_the_place_of_a_file_is_wrong(laptop: Laptop) -> None:
    done = laptop.run(laptop.sessions)
    assert done.returncode == 1
    assert f"{laptop.sessions}: this is a folder." in done.stderr


def test_a_file_that_is_not_there_is_wrong(laptop: Laptop) -> None:
    done = laptop.run(laptop.home / "absent.toml")
    assert done.returncode == 1
    assert "absent.toml: there is no such file." in done.stderr


@pytest.mark.parametrize("arguments", [[], ["new"], ["sample"]], ids=" ".join)
def test_without_a_terminal_the_workshop_is_refused_in_a_line(
    laptop: Laptop, arguments: list[str]
) -> None:
    done = laptop.run(*arguments)
    assert done.returncode == 2
    assert "the workshop needs a terminal" in done.stderr
    assert not done.stdout
    assert not list(laptop.sessions.iterdir())


def test_a_sessions_folder_that_is_missing_is_made_with_the_first_workshop(laptop: Laptop) -> None:
    folder = laptop.home / "not" / "yet"
    terminal = laptop.start("--sessions", folder)
    wait_said(terminal, "made with the first workshop")
    assert not folder.exists()
    start_one(terminal)
    terminal.wait_for(on("Setup"))
    assert list(folder.glob("*.toml"))


def test_a_sessions_folder_that_is_a_file_is_said(laptop: Laptop) -> None:
    (laptop.home / "file").write_text("x", "utf-8")
    terminal = laptop.start("--sessions", laptop.home / "file", size=(120, 36))
    wait_said(terminal, "is not a folder")
    start_one(terminal)
    wait_said(terminal, "cannot be written")
    listed = laptop.run("--sessions", laptop.home / "file", "list")
    assert (listed.returncode, listed.stdout) == (1, "")
    assert "is not a folder" in listed.stderr


def test_a_folder_that_cannot_be_written_is_said_and_home_stays(laptop: Laptop) -> None:
    folder = locked_folder(laptop)
    terminal = laptop.start("--sessions", folder, size=(120, 36))
    terminal.wait_for(HOME)
    start_one(terminal)
    wait_said(terminal, f"{folder}: cannot be written")
    terminal.wait_for(HOME)
    assert terminal.press("ctrl+q").wait_exit() == 0


def test_while_the_disk_is_gone_the_header_says_so_and_then_catches_up(laptop: Laptop) -> None:
    terminal = laptop.start("sample", "half-way", size=(120, 36))
    terminal.wait_for(on("Axes"))
    (file,) = laptop.sessions.glob("*.toml")
    away = laptop.home / "unplugged"
    laptop.sessions.rename(away)
    terminal.press("2").wait_for("NOT SAVED")
    terminal.wait_for(answered("Measurable success", 2))
    terminal.press("3").wait_for(answered("Adequate data", 3))
    assert "NOT SAVED" in terminal.text
    away.rename(laptop.sessions)
    terminal.wait_for("✔ saved")
    factors = tomllib.loads(file.read_text("utf-8"))["workloads"]["meter-reading"]["axes"][
        "certainty"
    ]["factors"]
    assert factors["measurable-success"]["level"] == "partly"
    assert factors["data-adequate"]["level"] == "no"


def test_leaving_while_the_disk_is_gone_says_that_not_all_is_saved(laptop: Laptop) -> None:
    terminal = laptop.start("sample", "half-way")
    terminal.wait_for(on("Axes"))
    laptop.sessions.rename(laptop.home / "unplugged")
    terminal.press("2").wait_for("NOT SAVED")
    terminal.press("ctrl+q").wait_exit()
    assert "NOT ALL SAVED" in said(terminal)
