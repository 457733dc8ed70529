"""What the framework does wrong, and the program does right, in a real terminal."""

import time
from pathlib import Path
from signal import SIGCONT, SIGSTOP

import pytest

from fouraxis.store.read import read
from tests.terminal import keys
from tests.terminal.driver import Terminal
from tests.terminal.laptop import COMMAND, Laptop

pytestmark = pytest.mark.terminal

TITLE = 700
"""The bytes of a frame that says of the whole screen only whether it is saved."""

SAMPLE = Path(__file__).resolve().parents[2] / "sessions" / "four-workloads.toml"
BREAKING = """
import sys
from fouraxis.cli import main
from fouraxis.tui.summary.screen import SummaryScreen
from fouraxis.tui.setup.screen import SetupScreen

def broken(self, *arguments):
    secret = "the merger with Blue Heron"
    raise ValueError(secret)

SetupScreen.action_minutes = SummaryScreen.action_open_question = broken
SetupScreen.check_action = lambda self, action, parameters: True
main()
"""


@pytest.fixture
def session(laptop: Laptop) -> Path:
    """A session with answers."""
    path = laptop.sessions / "m.toml"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def at_setup(terminal: Terminal) -> Terminal:
    """Go to the first step."""
    terminal.wait_for("Summary")
    terminal.settle()
    terminal.press("g")
    terminal.type("set")
    terminal.press("enter")
    terminal.wait_for("organisation|Organisation")
    return terminal


def broken(laptop: Laptop, session: Path) -> Terminal:
    """The program, with a fault behind the key m of Setup."""
    laptop.faults_wanted = True
    code = laptop.home / "broken.py"
    code.write_text(BREAKING, "utf-8")
    return at_setup(laptop.start_command([COMMAND[0], str(code), str(session)], (120, 36)))


def test_a_fault_in_one_key_is_survived_and_said(laptop: Laptop, session: Path) -> None:
    terminal = broken(laptop, session)
    terminal.press("m")
    terminal.wait_for("Something went wrong with that key; nothing is lost.")
    terminal.press("s").wait_for("ready to sign|Decided|decided")
    log = next(laptop.home.rglob("faults.log")).read_text("utf-8")
    assert "ValueError" in log
    assert "broken" in log
    assert "Heron" not in log
    assert "Heron" not in terminal.text
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_a_second_fault_ends_the_program_within_two_seconds(laptop: Laptop, session: Path) -> None:
    terminal = broken(laptop, session)
    terminal.press("m")
    terminal.wait_for("Something went wrong with that key; nothing is lost.")
    terminal.hit("m")
    assert terminal.ends_within(2)
    assert terminal.wait_exit() == 1
    assert b"\x1b[?1049l" in terminal.output[-3000:]
    assert b"came upon a fault of its own" in terminal.output
    assert b"Heron" not in terminal.output[-3000:]


def stop_and_go_on(terminal: Terminal) -> None:
    """Stop the process, as a paused machine does, and let it go on."""
    terminal.send_signal(SIGSTOP)
    time.sleep(0.01)  # no event tells that a process has stopped but its own silence
    terminal.send_signal(SIGCONT)


def threads_of(terminal: Terminal) -> list[str]:
    """The names of the threads of the program."""
    tasks = Path(f"/proc/{terminal.pid}/task")
    return [name for task in tasks.iterdir() if (name := (task / "comm").read_text().strip())]


@pytest.mark.parametrize(
    ("times", "length"), [(10, 2000), pytest.param(50, 20000, marks=pytest.mark.endurance)]
)
@pytest.mark.long
def test_all_that_is_typed_and_pasted_while_it_stops_and_goes_on_is_there(
    laptop: Laptop, session: Path, times: int, length: int
) -> None:
    terminal = laptop.start(session, size=(120, 36))
    at_setup(terminal)
    before = len(threads_of(terminal))
    terminal.press("g")
    terminal.type("axes")
    terminal.press("enter")
    terminal.wait_for("n note|note")
    terminal.settle()
    terminal.press("n")
    terminal.settle(0.3)
    terminal.press("ctrl+end")
    half = "".join(f"{number:05d} " for number in range(length // 12))
    piece = len(half) // times
    for number in range(times):
        part = half[number * piece : (number + 1) * piece]
        terminal.send(part.encode())
        terminal.send(keys.pasted(part.upper().replace(" ", "_")))
        stop_and_go_on(terminal)
    wanted = "".join(
        (part := half[number * piece : (number + 1) * piece]) + part.replace(" ", "_")
        for number in range(times)
    )
    terminal.settle(0.5, 120)  # a busy machine takes its time to read all that
    assert len(threads_of(terminal)) <= before + 1
    terminal.hit("ctrl+q")
    assert terminal.ends_within(2)
    assert terminal.wait_exit() == 0
    assert wanted in repr(read(session).session)


def test_clicks_work_after_the_terminal_has_told_its_size(laptop: Laptop, session: Path) -> None:
    terminal = laptop.start(session, size=(120, 36))
    at_setup(terminal)
    terminal.send(b"\x1b[48;36;120;720;1200t")
    terminal.settle()
    terminal.click_on("Workloads")
    terminal.wait_for("paste a list")


@pytest.mark.parametrize("junk", [b"\xff\xfe\xe9", b"\x1b[99999999999u", b"\x1b[48;1;1;1;1t"])
@pytest.mark.few("junk", 1)
def test_bytes_that_are_no_text_end_nothing(laptop: Laptop, session: Path, junk: bytes) -> None:
    terminal = laptop.start(session, size=(120, 36))
    at_setup(terminal)
    terminal.send(junk)
    terminal.settle(0.3)
    terminal.resize(121, 36)
    terminal.press("s").wait_for("p programme")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert not list(laptop.home.rglob("faults.log"))


@pytest.mark.parametrize("key", ["up", "home", "1", "right", "]"])
def test_a_key_is_shown_in_one_frame(laptop: Laptop, session: Path, key: str) -> None:
    terminal = laptop.start_command([*COMMAND, str(session)], (120, 36))
    terminal.wait_for("Summary")
    terminal.settle()
    terminal.press("g").type("ax")
    terminal.press("enter", "up", "2")
    terminal.wait_for("✔ saved")
    terminal.settle(0.3)
    before = len(terminal.output)
    terminal.press(key)
    terminal.wait_for("✔ saved")
    terminal.settle(0.3)
    frames = [len(frame) for frame in bytes(terminal.output[before:]).split(b"\x1b[?2026l")]
    assert len([size for size in frames if size > TITLE]) == 1, frames


@pytest.mark.parametrize(
    ("start", "key"),
    [
        ("axes", "s"),
        ("axes", "right"),
        ("axes s", "s"),
        ("axes 3", "u"),
        ("axes s", "v"),
    ],
)
def test_the_first_frame_after_a_key_is_the_whole_picture(
    laptop: Laptop, session: Path, start: str, key: str
) -> None:
    """A step change, a notice that comes: nothing moves again once it is drawn (19)."""
    terminal = laptop.start(session, size=(120, 36))
    terminal.wait_for("Summary")
    terminal.settle(0.4)
    for name in start.split():
        if len(name) > 1:
            terminal.press("g").wait_for("part of a name")
            terminal.type(name).press("enter")
        else:
            terminal.press(name)
        terminal.settle(0.4)
    frames: list[list[str]] = []
    terminal.on_frame = lambda: frames.append(terminal.emulator.lines[1:])
    terminal.press(key)
    terminal.settle(0.4)
    assert frames
    different = [
        (was, now)
        for frame in frames
        for was, now in zip(frame, frames[-1], strict=True)
        if was != now
    ]
    assert different == []
