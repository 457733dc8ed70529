"""The driver itself, with small programs whose doings are known."""

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.terminal.driver import NotAsExpected, Terminal
from tests.terminal.keys import key

RAW = "import os, signal, sys, tty; tty.setraw(0); "


class Start(Protocol):
    """Starts a Python program of a few words in a terminal."""

    def __call__(self, program: str, size: tuple[int, int] = (60, 8)) -> Terminal:
        """Start it."""
        ...


@pytest.fixture
def start() -> Iterator[Start]:
    with ExitStack() as stack:

        def begin(program: str, size: tuple[int, int] = (60, 8)) -> Terminal:
            return stack.enter_context(Terminal([sys.executable, "-c", program], size=size))

        yield begin


def echo_of(terminal: Terminal, count: int) -> str:
    """What a program that shows `repr` of its input has got, once that is so many bytes."""
    return terminal.wait_for(rf"\n{count}: (.*?) end")[1]


ECHO = RAW + (
    "print('ready', end='\\r\\n', flush=True)\n"
    "got = b''\n"
    "while True:\n"
    "    got += os.read(0, 100)\n"
    "    print(f'\\x1b[2;1H{len(got)}: {got!r} end', end='', flush=True)\n"
)


def test_it_shows_what_a_program_prints_and_how_it_ends(start: Start) -> None:
    terminal = start("print('hello, room'); raise SystemExit(3)")
    terminal.wait_for("hello, r(o+)m")
    assert terminal.wait_exit() == 3
    assert bytes(terminal.output) == b"hello, room\r\n"


def test_a_program_has_a_terminal_of_the_size_asked_for_and_controls_it(start: Start) -> None:
    terminal = start(
        "import os, sys; print(os.get_terminal_size(), sys.stdin.isatty(), open('/dev/tty').name)",
        size=(100, 30),
    )
    terminal.wait_for(r"columns=100, lines=30\) True /dev/tty")


def test_a_program_starts_in_the_folder_and_environment_given(tmp_path: Path) -> None:
    program = "import os; print(os.getcwd() == os.environ['PLACE'], sorted(os.environ)[:9])"
    env = {"PLACE": str(tmp_path.resolve()), "LC_CTYPE": "C.UTF-8"}
    with Terminal([sys.executable, "-c", program], env=env, cwd=tmp_path) as terminal:
        terminal.wait_for(r"True \['LC_CTYPE', 'PLACE'\]")


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("down", b"\x1b[B"),
        ("home", b"\x1b[H"),
        ("ctrl+right", b"\x1b[1;5C"),
        ("pagedown", b"\x1b[6~"),
        ("f1", b"\x1bOP"),
        ("f10", b"\x1b[21~"),
        ("ctrl+q", b"\x11"),
        ("alt+x", b"\x1bx"),
        ("shift+tab", b"\x1b[Z"),
        ("?", b"?"),
        ("+", b"+"),
        ("escape", b"\x1b"),
        ("é", "é".encode()),
    ],
)
def test_keys_are_sent_as_xterm_sends_them(name: str, sent: bytes) -> None:
    assert key(name) == sent


def test_esc_is_a_key_of_its_own_whatever_is_drawn_meanwhile(start: Start) -> None:
    terminal = start(
        RAW + "import time; print('ready', flush=True); os.read(0, 1); first = time.monotonic()\n"
        "print('blink', flush=True); os.read(0, 1)\n"
        "late = time.monotonic() - first > 0.1\n"
        "print('apart' if late else 'together', flush=True); os.read(0, 1)"
    )
    terminal.wait_for("ready")
    terminal.press("escape", "enter")
    assert terminal.wait_for("together|apart")[0] == "apart"


def test_a_key_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no key 'hyper\\+x'"):
        key("hyper+x")


def test_keys_text_and_pastes_arrive(start: Start) -> None:
    terminal = start(ECHO)
    terminal.wait_for("ready")
    terminal.press("up", "enter").type("né").paste("a\nb")
    assert echo_of(terminal, 22) == r"b'\x1b[A\rn\xc3\xa9\x1b[200~a\rb\x1b[201~'"


def test_clicking_on_a_text_clicks_its_cell_even_after_wide_characters(start: Start) -> None:
    terminal = start(
        RAW + "print('\\x1b[H日本 [OK] [OK]', end='', flush=True)\n"
        "got = b''\n"
        "while got.count(b'm') < 1: got += os.read(0, 100)\n"
        "print(f'\\x1b[2;1H{got!r}', end='', flush=True)"
    )
    terminal.click_on("[OK]", place=1)
    terminal.wait_for(re.escape(r"b'\x1b[<35;13;1M\x1b[<0;13;1M\x1b[<0;13;1m'"))


def test_the_wheel_turns(start: Start) -> None:
    terminal = start(ECHO)
    terminal.wait_for("ready")
    terminal.scroll(4, 2, notches=1).scroll(4, 2, notches=-1)
    assert echo_of(terminal, 20) == r"b'\x1b[<65;5;3M\x1b[<64;5;3M'"


def test_a_long_paste_into_a_program_that_writes_a_lot_does_not_lock_up(start: Start) -> None:
    terminal = start(
        RAW + "print('ready', flush=True)\n"
        "left = 60_012\n"
        "while left:\n"
        "    got = os.read(0, 100); left -= len(got); os.write(1, got * 3 + b'\\x1b[H')\n"
        "print('\\x1b[2Jall of it', flush=True)"
    )
    terminal.wait_for("ready")
    terminal.paste("x" * 60_000).wait_for("all of it")


def test_resizing_tells_the_program(start: Start) -> None:
    terminal = start(
        "import os, signal\n"
        "signal.signal(signal.SIGWINCH, lambda *_: print(os.get_terminal_size(), flush=True))\n"
        "print('ready', flush=True)\n"
        "while True: signal.pause()"
    )
    terminal.wait_for("ready")
    terminal.resize(64, 12).wait_for(r"columns=64, lines=12")
    assert len(terminal.text.splitlines()) <= 12


def test_the_alternate_screen_is_another_screen(start: Start) -> None:
    terminal = start(
        RAW + "print('before', end='\\r\\n', flush=True)\n"
        "print('\\x1b[?1049h\\x1b[Hinside', end='', flush=True); os.read(0, 1)\n"
        "print('\\x1b[?1049l', end='after', flush=True); os.read(0, 1)"
    )
    terminal.wait_for("inside")
    assert "before" not in terminal.text
    terminal.press("x").wait_for("before\nafter")
    assert "inside" not in terminal.text


def test_a_frame_is_read_when_it_is_whole(start: Start) -> None:
    terminal = start(
        RAW + "print('\\x1b[?2026hhalf', end='', flush=True)\n"
        "import time; time.sleep(0.3)\n"
        "print('\\x1b[2K\\x1b[Hwhole\\x1b[?2026l', end='', flush=True); os.read(0, 1)"
    )
    assert terminal.wait_for("half|whole")[0] == "whole"


def test_what_was_skimmed_is_seen_as_soon_as_somebody_looks(start: Start) -> None:
    terminal = start(RAW + "print('there', end='', flush=True); os.read(0, 1)")
    while not terminal.skim(0.1):
        pass
    terminal.wait_for("there", timeout=0.5)
    assert terminal.output == b"there"


def test_questions_of_a_program_are_answered(start: Start) -> None:
    terminal = start(
        RAW + "print('ab\\x1b[6n\\x1b[?2026$p\\x1b[?2048$p\\x1b[c', end='', flush=True)\n"
        "got = b''\n"
        "while not got.endswith(b'c'): got += os.read(0, 100)\n"
        "print(f'\\x1b[H{got!r}', end='', flush=True)",
        size=(80, 8),
    )
    terminal.wait_for(re.escape(r"b'\x1b[1;3R\x1b[?2026;2$y\x1b[?2048;0$y\x1b[?62;22c'"))


def test_sequences_that_only_newer_terminals_know_leave_no_trace_on_the_screen(
    start: Start,
) -> None:
    terminal = start(
        "print('\\x1b[>25u\\x1b[<u\\x1b]22;pointer\\x07\\x1b]8;;x\\x1b\\\\clean\\x1b]8;;\\x1b\\\\')"
    )
    terminal.wait_exit()
    assert terminal.text.strip() == "clean"
    assert terminal.emulator.strings == ["]22;pointer", "]8;;x", "]8;;"]


def test_a_program_can_be_killed_as_by_a_power_cut(start: Start) -> None:
    terminal = start(RAW + "signal.signal(signal.SIGTERM, signal.SIG_IGN); os.read(0, 1)")
    assert terminal.kill() == -signal.SIGKILL


def test_closing_the_window_hangs_up_and_ends_a_stubborn_program(start: Start) -> None:
    terminal = start(
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); print('ready', flush=True)\n"
        "while True: signal.pause()"
    )
    terminal.wait_for("ready")
    terminal.close(timeout=0.3)
    assert terminal.status == -signal.SIGKILL


def test_a_wait_that_fails_shows_the_screen_and_how_the_program_is(start: Start) -> None:
    terminal = start(RAW + "print('only 日本', end='', flush=True); os.read(0, 1)")
    with pytest.raises(NotAsExpected) as failure:
        terminal.wait_for("something else", timeout=0.3)
    message = str(failure.value)
    assert "waited 0.3 s for the screen to show 'something else'" in message
    assert f" 0 |only 日本{' ' * 51}|" in message
    assert message.endswith("the program: running")


def test_a_wait_ends_at_once_when_the_program_has_ended(start: Start) -> None:
    terminal = start("print('Traceback of a kind'); raise SystemExit(1)")
    with pytest.raises(NotAsExpected, match=r"(?s)ended before .*Traceback.*status 1"):
        terminal.wait_for("Home")
