"""The program starts at Home in a terminal of any size, and leaves it as it was."""

import re
import signal

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop

pytestmark = pytest.mark.terminal

EMPTY_HOME = "fouraxis.*Press n to start one"


def colours(terminal: Terminal) -> set[tuple[bytes, ...]]:
    """Every colour that the program sent, as red, green and blue."""
    return set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", bytes(terminal.output)))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
def test_it_opens_home_and_ctrl_q_leaves_with_status_0(
    laptop: Laptop, size: tuple[int, int]
) -> None:
    terminal = laptop.start(size=size)
    terminal.wait_for(EMPTY_HOME)
    assert terminal.press("ctrl+q").wait_exit() == 0
    assert "Traceback" not in terminal.text


def test_what_is_opened_stands_there_before_the_screens_are_loaded(laptop: Laptop) -> None:
    terminal = laptop.start()
    terminal.wait_for(EMPTY_HOME)
    terminal.press("ctrl+q").wait_exit()
    before_the_screens = bytes(terminal.output).partition(b"\x1b")[0].decode()
    assert before_the_screens.strip() == "fouraxis: opening Home …"


def test_a_window_may_be_resized_to_anything_and_back(laptop: Laptop) -> None:
    terminal = laptop.start()
    terminal.wait_for(EMPTY_HOME)
    before = terminal.settle()
    for size in [(200, 60), (20, 5), (1, 1), (80, 24)]:
        terminal.resize(*size).settle()
    terminal.wait_for(EMPTY_HOME)
    assert terminal.settle() == before


def test_leaving_gives_the_terminal_back_as_it_was(laptop: Laptop) -> None:
    terminal = laptop.start()
    terminal.wait_for(EMPTY_HOME)
    terminal.press("ctrl+q").wait_exit()
    sent = bytes(terminal.output)
    for mode in (b"1049", b"1000", b"1003", b"1006", b"2004"):  # screen, mouse, paste
        assert sent.rfind(b"\x1b[?%bl" % mode) > sent.rfind(b"\x1b[?%bh" % mode) >= 0
    assert sent.rfind(b"\x1b[?25h") > sent.rfind(b"\x1b[?25l"), "the cursor stays hidden"


def test_a_window_that_is_closed_ends_the_program(laptop: Laptop) -> None:
    terminal = laptop.start()
    terminal.wait_for(EMPTY_HOME)
    terminal.send_signal(signal.SIGHUP)
    terminal.wait_exit()
    assert b"Traceback" not in bytes(terminal.output)


@pytest.mark.long
def test_where_no_colour_is_wanted_only_greys_are_sent(laptop: Laptop) -> None:
    colourful = laptop.start()
    colourful.wait_for(EMPTY_HOME)
    assert any(len({*rgb}) > 1 for rgb in colours(colourful))
    plain = laptop.start(NO_COLOR="1")
    plain.wait_for(EMPTY_HOME)
    assert all(len({*rgb}) == 1 for rgb in colours(plain))
    assert len(colours(plain)) > 1, "text and ground are told apart"
