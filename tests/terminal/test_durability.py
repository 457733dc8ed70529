"""With the real program: nothing that a room typed is lost, whoever or whatever gets in its way."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.driver import PATIENCE, READ
from tests.terminal.half_way import by_and_by, level, started
from tests.terminal.laptop import Laptop
from tests.terminal.page import SAVED, answered, on

pytestmark = pytest.mark.terminal


def somebody_else_writes(file: Path, old: str, new: str) -> None:
    """Another program replaces the file, as editors do."""
    text = file.read_text("utf-8")
    assert old in text, text
    other = file.with_suffix(".tmp")
    other.write_text(text.replace(old, new, 1), "utf-8")
    other.replace(file)


def all_texts(laptop: Laptop) -> str:
    """Everything that is kept anywhere: sessions, copies, backups, journals."""
    kept = [path for path in laptop.home.rglob("*") if path.is_file() and path.suffix != ".lock"]
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in kept)


# -- the end that comes from outside


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.few("number", 1)
def test_an_answer_is_there_after_a_signal_that_follows_at_once(
    laptop: Laptop, number: signal.Signals
) -> None:
    terminal, file = started(laptop)
    terminal.send(b"2")
    time.sleep(0.02)  # the terminal hands the key on
    terminal.send_signal(number)
    assert terminal.wait_exit() == 128 + number
    assert level(file) == "partly"
    assert list(laptop.sessions.glob(".*.lock")) == []
    assert b"Traceback" not in bytes(terminal.output)
    again = laptop.start(file, size=(120, 36))
    again.wait_for(answered("Measurable success", 2))


def test_a_terminal_that_is_torn_away_ends_the_program_with_all_saved(laptop: Laptop) -> None:
    terminal, file = started(laptop)
    terminal.press("n").wait_for("Esc keep")
    terminal.type("the last word").wait_for("the last word")
    terminal.tear_away().wait_exit()
    assert "the last word" in file.read_text("utf-8")
    assert list(laptop.sessions.glob(".*.lock")) == []


def test_an_answer_is_on_disk_within_half_a_second(laptop: Laptop) -> None:
    terminal, file = started(laptop)
    took = []
    for key, wanted in (("2", "partly"), ("1", "yes"), ("3", "no")):
        terminal.send(key.encode())
        start = time.monotonic()
        while level(file) != wanted:
            assert time.monotonic() - start < PATIENCE
            terminal.settle(0.005, 0.005)
        took.append(time.monotonic() - start)
        terminal.press("up").settle()
    assert min(took) < 0.5, took


# -- others in the same file


def test_two_people_in_one_file_lose_no_word(laptop: Laptop) -> None:
    ana, file = started(laptop)
    bo = laptop.start(file, size=(120, 36))
    bo.read("Somebody has this session open")
    bo.press("down", "down", "enter").wait_for(on("Axes"))
    for terminal, name in ((ana, "Ana"), (bo, "Bo")):
        terminal.press("n").wait_for("Esc keep")
        terminal.type(f"{name} says it is measured").press("escape")
    for terminal, name in ((ana, "Ana"), (bo, "Bo")):
        if "Changed by two" in terminal.settle(READ):
            terminal.press("3", "enter").wait_gone("Changed by two")
            terminal.wait_for(SAVED)
        terminal.press("down", "n").wait_for("Esc keep")
        terminal.type(f"{name} was here").press("escape")
        if "Changed by two" in terminal.settle(READ):
            terminal.press("3", "enter").wait_gone("Changed by two")
        terminal.wait_for(SAVED)
    assert ana.press("ctrl+q").wait_exit() == 0
    assert bo.press("ctrl+q").wait_exit() == 0
    text = file.read_text("utf-8")
    for word in (
        "Ana says it is measured",
        "Bo says it is measured",
        "Ana was here",
        "Bo was here",
    ):
        assert word in text, f"{word}\n{text}"


def test_one_who_only_reads_changes_nothing(laptop: Laptop) -> None:
    ana, file = started(laptop)
    before = file.read_bytes()
    bo = laptop.start(file)
    bo.read("Somebody has this session open")
    bo.press("enter").wait_for("READ ONLY")
    bo.press("2").settle()
    bo.press("ctrl+q").wait_exit()
    assert file.read_bytes() == before
    ana.press("2")
    by_and_by(lambda: level(file) == "partly", ana)


def test_an_answer_from_outside_is_merged_and_said(laptop: Laptop) -> None:
    terminal, file = started(laptop)
    title = str(tomllib.loads(file.read_text("utf-8"))["title"])
    somebody_else_writes(file, f'title = "{title}"', 'title = "Their title"')
    terminal.press("2")
    terminal.wait_for("From outside, merged")
    terminal.wait_for(r"\A *Their title")
    by_and_by(lambda: level(file) == "partly", terminal)
    assert tomllib.loads(file.read_text("utf-8"))["title"] == "Their title"


@pytest.mark.long
def test_of_two_titles_both_are_shown_and_nothing_in_them_is_obeyed(laptop: Laptop) -> None:
    terminal, file = started(laptop)
    terminal.press("n").wait_for("Esc keep")
    terminal.type("ours").press("escape").wait_for("note: ours")
    by_and_by(lambda: 'note = "ours"' in file.read_text("utf-8"), terminal)
    nasty = r"theirs \u001b]52;c;BOOM\u0007 [@click=app.quit]x[/]"
    terminal.press("n").wait_for("Esc keep")  # what comes in now waits until the note is written
    somebody_else_writes(file, 'note = "ours"', f'note = "{nasty}"')
    terminal.type(" and more").press("escape").read("Changed by two")
    terminal.wait_for("theirs")
    assert not [one for one in terminal.emulator.strings if "BOOM" in one]
    assert b"\x1b]52" not in bytes(terminal.output)
    terminal.click_on("theirs", place=-1).press("1", "3", "enter").wait_gone("Changed by two")
    terminal.wait_for(SAVED)
    assert "ours and more" in file.read_text("utf-8")
    assert "BOOM" in file.read_text("utf-8")


# -- disks


@pytest.fixture
def small_disk(laptop: Laptop) -> Iterator[Path]:
    """A disk with room for little more than a session, in the place of the sessions folder."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("mounting a small disk takes root")
    at = str(laptop.sessions)
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", at], check=False)
    if done.returncode != 0:
        pytest.skip("this machine does not let a small disk be mounted")
    yield laptop.sessions
    subprocess.run(["umount", "--lazy", at], check=False)  # noqa: S607 - root's own


def fill(folder: Path) -> Path:
    """Fill the disk to its last byte."""
    ballast = folder / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"x" * 1024):
            pass
    return ballast


def test_on_a_full_disk_the_room_types_on_and_all_is_saved_when_there_is_space(
    laptop: Laptop, small_disk: Path
) -> None:
    terminal, file = started(laptop)
    ballast = fill(small_disk)
    terminal.press("2").wait_for("NOT SAVED: no space is left on the disk")
    terminal.press("n").wait_for("Esc keep")
    terminal.type("typed on a full disk").press("escape").wait_for("typed on a full disk")
    assert level(file) != "partly", "the file is the old one, whole"
    assert "typed on a full disk" in all_texts(laptop), "the journal has it"
    ballast.unlink()
    terminal.wait_for(SAVED)
    assert level(file) == "partly"
    assert "typed on a full disk" in file.read_text("utf-8")
    assert laptop.run("check", file).returncode == 0


def test_what_a_full_disk_did_not_take_is_offered_after_a_power_cut(
    laptop: Laptop, small_disk: Path
) -> None:
    terminal, file = started(laptop)
    ballast = fill(small_disk)
    terminal.press("2").wait_for("NOT SAVED: no space is left on the disk")
    by_and_by(lambda: "partly" in all_texts(laptop), terminal)
    terminal.kill()
    ballast.unlink()
    again = laptop.start(file, size=(120, 36))
    again.read("1 change from .* is not in the file")
    again.press("enter").wait_for(answered("Measurable success", 2))
    by_and_by(lambda: level(file) == "partly", again)


def test_a_folder_that_goes_away_and_comes_back_is_caught_up_with(laptop: Laptop) -> None:
    terminal, file = started(laptop)
    away = laptop.home / "away"
    laptop.sessions.rename(away)
    terminal.press("2").wait_for("NOT SAVED")
    terminal.press("ctrl+p").wait_for("What to do")
    terminal.type("Where it is").settle()
    terminal.press("enter").wait_for("Everything typed is kept")
    terminal.press("escape")
    away.rename(laptop.sessions)
    terminal.wait_for(SAVED)
    assert level(file) == "partly"


def test_what_somebody_else_saves_shows_while_the_room_is_idle(laptop: Laptop) -> None:
    terminal, file = started(laptop)
    title = str(tomllib.loads(file.read_text("utf-8"))["title"])
    somebody_else_writes(file, f'title = "{title}"', 'title = "Their title"')
    terminal.wait_for(r"\A *Their title", timeout=2)
    terminal.wait_for("From outside, merged")
    in_place = file.read_text("utf-8").replace("Their title", "Their second")
    file.write_text(in_place, "utf-8")
    terminal.wait_for(r"\A *Their second", timeout=2)


def test_a_file_that_is_deleted_while_the_room_is_idle_is_there_again(laptop: Laptop) -> None:
    terminal, file = started(laptop)
    held = tomllib.loads(file.read_text("utf-8"))["workloads"]
    file.unlink()
    terminal.wait_for("It is there again", timeout=2)
    file.unlink()
    assert terminal.press("ctrl+q").wait_exit() == 0
    assert tomllib.loads(file.read_text("utf-8"))["workloads"] == held


@pytest.mark.long
def test_two_programs_that_are_idle_write_nothing(laptop: Laptop) -> None:
    ana, file = started(laptop)
    bo = laptop.start(file, size=(120, 36))
    bo.read("Somebody has this session open")
    bo.press("down", "down", "enter").wait_for(on("Axes"))
    ana.press("2")
    bo.wait_for(answered("Measurable success", 2), timeout=5)
    for terminal in (ana, bo):
        terminal.settle(0.5)
    held, at = file.read_bytes(), file.stat().st_mtime_ns
    for terminal in (ana, bo):
        terminal.read_for(1.5)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (held, at)
