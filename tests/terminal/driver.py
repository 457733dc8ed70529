"""A person at a terminal: starts a program, reads its screen, presses keys, points and clicks.

There are no threads and no fixed sleeps: every wait reads the program's output until the screen
shows what is waited for, and fails with a picture of the screen if it does not.
"""

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from signal import SIGHUP, SIGKILL, Signals
from typing import Self, TypeVar

from wcwidth import wcswidth

from tests.terminal import keys
from tests.terminal.emulator import Emulator
from tests.terminal.process import POLL, Process

PATIENCE = 20.0  # seconds: far more than a repaint takes, so that a busy machine fails no test
QUIET = 0.1  # seconds without output after which a screen counts as drawn
READ = 0.35  # seconds that a person takes to read a question before answering it
ESCAPE = 0.15  # seconds after which Esc is a key, and not the beginning of what comes behind it
REACTION = 0.3  # seconds that a person waits for a key or click to show before going on
_Seen = TypeVar("_Seen")
_FRAME_END = b"\x1b[?2026l"


def _at_ends_of_frames(data: bytes) -> list[bytes]:
    """The output in pieces, each of which ends with a frame but the last."""
    *frames, rest = data.split(_FRAME_END)
    return [*(frame + _FRAME_END for frame in frames), rest]


class NotAsExpected(AssertionError):
    """The program did not do what was waited for; the message shows the screen."""


class Terminal:
    """A terminal's window with a program running in it.

    Attributes:
        output: Every byte that the program has written.
        on_frame: Called whenever the program has drawn a frame to its end.

    Args:
        command: The program and its arguments.
        size: Columns and rows.
        env: The whole environment of the program; this process's own if it is not given.
        cwd: The folder that it starts in; this process's own if it is not given.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.output = bytearray()
        self.clicks = 0
        self._entered = False
        self.on_frame: Callable[[], None] | None = None
        self._emulator = Emulator(*size)
        self._skimmed = bytearray()
        self._process = Process(
            command, size, os.environ if env is None else env, cwd or Path.cwd()
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def emulator(self) -> Emulator:
        """What a terminal makes of the output, what was only skimmed so far included."""
        if self._skimmed:
            data, self._skimmed = bytes(self._skimmed), bytearray()
            if answers := self._emulator.feed(data):
                self.send(answers)
        return self._emulator

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self.emulator.lines)

    @property
    def status(self) -> int | None:
        """The exit status (negative: killed by that signal), or None while the program runs."""
        return self._process.ended()

    @property
    def pid(self) -> int:
        """The program's number on this machine."""
        return self._process.pid

    def wait_for(self, pattern: str, timeout: float = PATIENCE) -> re.Match[str]:
        """Read until the screen shows a pattern, and return the match (`.` matches line ends too).

        Raises:
            NotAsExpected: It did not within the timeout, or the program ended before.
        """
        what = f"the screen to show {pattern!r}"
        return self._wait(lambda: re.search(pattern, self.text, re.DOTALL), timeout, what)

    def read(self, pattern: str) -> Self:
        """Wait until the screen shows a question, and take the time to read it.

        Raises:
            NotAsExpected: It does not come.
        """
        self.wait_for(pattern)
        self.settle(READ)
        return self

    def wait_gone(self, pattern: str, timeout: float = PATIENCE) -> None:
        """Read until the screen no longer shows a pattern.

        Raises:
            NotAsExpected: It still does after the timeout.
        """
        what = f"{pattern!r} to go from the screen"
        self._wait(lambda: not re.search(pattern, self.text, re.DOTALL) or None, timeout, what)

    def settle(self, quiet: float = QUIET, longest: float = 5.0) -> str:
        """Read until nothing more comes, and return the screen: for what should not change.

        Args:
            quiet: How long nothing has to come, in seconds.
            longest: When to stop all the same, in seconds: a ticking clock is never quiet.
        """
        end = time.monotonic() + longest
        while self._read(quiet) or self._at_work():
            if time.monotonic() > end:
                break
        return self.text

    def _at_work(self) -> bool:
        """Whether the program is about to write more: in a frame, or without a processor so far."""
        process = self._process
        return not process.hung_up and (self.emulator.frame_open or not process.resting)

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Read until the program has ended, and return its exit status.

        Raises:
            NotAsExpected: It still runs after the timeout.
        """
        end = time.monotonic() + timeout
        while (status := self.status) is None:
            if time.monotonic() > end:
                raise self._failure(f"waited {timeout:g} s for the program to end")
            self._read(POLL)
        while self._read(0):
            pass
        return status

    def ends_within(self, seconds: float) -> bool:
        """Whether the program ends in so many seconds, however busy the machine is."""
        return self._process.ends_within(seconds, self._read)

    def press(self, *names: str) -> Self:
        """Press keys, named as Textual names them: `down`, `ctrl+q`, `f1`, `n`, `?`.

        Each is pressed when the one before has shown what it does, as a person would: Textual gives
        keys that come in one burst to what had the focus before the first of them. An Enter right
        behind another one comes when what that has opened can have been read.
        """
        for name in names:
            if name == "enter" and self._entered:
                self.settle(READ)
            self._act(keys.key(name))
        return self

    def press_and_see(self, name: str, timeout: float = PATIENCE) -> None:
        """Press a key, and return as soon as the frame that it brings is whole: for measuring.

        Raises:
            NotAsExpected: Nothing was drawn within the timeout.
        """
        before = len(self.output)
        self.send(keys.key(name))
        self._wait(lambda: len(self.output) > before or None, timeout, f"{name} to be drawn")

    def type(self, text: str) -> Self:
        """Type text into a field, as fast as the program takes it."""
        return self._act(text.encode())

    def paste(self, text: str) -> Self:
        """Paste text in one piece, bracketed, as a terminal does."""
        return self._act(keys.pasted(text))

    def click(self, column: int, row: int, button: int = keys.LEFT) -> Self:
        """Move the pointer to a cell, counted from 0, and click."""
        self.clicks += 1
        self.send(keys.mouse_moved(column, row))
        self.send(keys.mouse_pressed(column, row, button))
        return self._act(keys.mouse_released(column, row, button))

    def click_on(self, text: str, place: int = 0, timeout: float = PATIENCE) -> Self:
        """Wait for a text to show and click on its middle.

        Args:
            text: What stands there, exactly.
            place: Which of several, counted downwards from 0; -1 is the last.
            timeout: How long to wait for it, in seconds.

        Raises:
            NotAsExpected: It is not shown, or not as often.
        """
        least = place + 1 if place >= 0 else -place

        def places() -> list[tuple[int, int]] | None:
            found = self.emulator.find(text)
            return found if len(found) >= least else None

        column, row = self._wait(places, timeout, f"{text!r} to click on")[place]
        return self.click(column, row)

    def scroll(self, column: int, row: int, notches: int) -> Self:
        """Turn the wheel over a cell: down by so many notches, or up if they are negative."""
        wheel = keys.WHEEL_DOWN if notches > 0 else keys.WHEEL_UP
        for _ in range(abs(notches)):
            self._act(keys.mouse_pressed(column, row, wheel))
        return self

    def resize(self, columns: int, rows: int) -> Self:
        """Give the window another size."""
        self.emulator.resize(columns, rows)
        self._process.resize(columns, rows)
        return self

    def send(self, data: bytes) -> None:
        """Send bytes as they are, and wait for nothing that they bring about.

        Raises:
            NotAsExpected: The program takes no more input.
        """
        end = time.monotonic() + PATIENCE

        def meanwhile() -> None:
            self._read(0)
            if time.monotonic() > end:
                raise self._failure("the program takes no more input")

        self._process.write(data, meanwhile)

    def send_signal(self, number: Signals) -> Self:
        """Send the program a signal."""
        self._process.send_signal(number)
        return self

    def kill(self) -> int:
        """End the program as a power cut does (SIGKILL), and return its exit status."""
        return self.send_signal(SIGKILL).wait_exit()

    def hit(self, key: str) -> None:
        """Press a key without a look at what comes of it."""
        self.send(keys.key(key))

    def read_for(self, seconds: float) -> None:
        """Take in what the program writes within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._process.hung_up:
            self._read(left)

    def skim(self, seconds: float) -> bool:
        """Take in what comes within some seconds without a look at the screen; say whether any did.

        A terminal that is looked at only in the end costs the machine less while somebody types:
        the screen is made up for when somebody looks at it.
        """
        data = self._process.read(seconds)
        self.output += data
        self._skimmed += data
        return bool(data)

    def tear_away(self) -> Self:
        """Take the terminal away from under the program, as a connection that is lost does."""
        self._process.close()
        return self

    def close(self, timeout: float = 3.0) -> None:
        """Close the window: the program is hung up on, and killed if it stays."""
        try:
            self.send_signal(SIGHUP).wait_exit(timeout)
        except NotAsExpected:
            self.kill()
        finally:
            self._process.close()

    def picture(self) -> str:
        """The screen in a frame, with its rows counted, and how the program is."""
        width = self.emulator.columns
        edge = "   +" + "-" * width + "+"
        rows = [
            f"{number:2} |{line}{' ' * (width - wcswidth(line))}|"
            for number, line in enumerate(self.emulator.lines)
        ]
        state = "running" if self.status is None else f"ended with status {self.status}"
        return "\n".join([edge, *rows, edge, f"   the program: {state}"])

    def _failure(self, what: str) -> NotAsExpected:
        return NotAsExpected(f"{what}\n{self.picture()}")

    def _wait(self, seen: Callable[[], _Seen | None], timeout: float, what: str) -> _Seen:
        """Read until something is seen on a screen that is wholly drawn, and return it."""
        end = time.monotonic() + timeout
        while True:
            if not self.emulator.frame_open and (found := seen()) is not None:
                return found
            if time.monotonic() > end:
                raise self._failure(f"waited {timeout:g} s for {what}")
            if not self._read(POLL) and self._process.hung_up and self.status is not None:
                raise self._failure(f"the program ended before {what}")

    def _read(self, seconds: float) -> bool:
        """Take in what the program writes within some seconds; say whether it wrote anything."""
        data = self._process.read(seconds)
        self.output += data
        for piece in (data,) if self.on_frame is None else _at_ends_of_frames(data):
            if answers := self.emulator.feed(piece):
                self.send(answers)
            if self.on_frame is not None and piece.endswith(_FRAME_END):
                self.on_frame()
        return bool(data)

    def _act(self, data: bytes) -> Self:
        """Send what a person does, and see what comes of it."""
        self.send(data)
        self._entered = data.endswith(b"\r")
        if data == keys.key("escape"):
            self.read_for(ESCAPE)  # a cursor that blinks meanwhile is no answer to it
        if self._read(REACTION):
            self.settle(2 * POLL)
        return self
