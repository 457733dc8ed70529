"""A program in a pseudo-terminal: started, read from, written to, resized and ended."""

import contextlib
import fcntl
import os
import select
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from tests.terminal.nursery import Nursery, suits

POLL = 0.02  # seconds between two looks at a program that writes nothing


@cache
def _nursery() -> Nursery:
    return Nursery()


class Process:
    """A running program and the other side of its terminal.

    Attributes:
        pid: Of the program, which leads a session of its own.
        status: The exit status once the program has ended (negative: killed by that signal).
        hung_up: Nobody has the program's side of the terminal open any more.

    Args:
        command: The program and its arguments.
        size: Columns and rows.
        env: The whole environment of the program.
        cwd: The folder that it starts in.
    """

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], env: Mapping[str, str], cwd: Path
    ) -> None:
        self.status: int | None = None
        self.hung_up = False
        self._master, slave = os.openpty()
        self._terminal = os.ttyname(slave)
        os.set_blocking(self._master, False)
        self.resize(*size)
        self._nursery = _nursery() if suits(command, env) else None
        if self._nursery is not None:
            self.pid = self._nursery.bear(command, env, cwd, self._terminal)
        else:
            self.pid = self._start(command, env, cwd, self._terminal)
        os.close(slave)

    @staticmethod
    def _start(command: Sequence[str], env: Mapping[str, str], cwd: Path, terminal: str) -> int:
        """Start a program as a shell does, and return its number."""
        # The leader of a new session that opens a terminal makes it its controlling terminal, which
        # resizing and hanging up need. (Forking by hand would warn once pytest has threads.)
        opened = (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0)
        copies = [(os.POSIX_SPAWN_DUP2, 0, target) for target in (1, 2)]
        with contextlib.chdir(cwd):
            return os.posix_spawnp(
                command[0], list(command), env, file_actions=[opened, *copies], setsid=True
            )

    def ended(self) -> int | None:
        """The exit status, or None while the program runs."""
        if self.status is None and self._nursery is not None:
            self.status = self._nursery.ended(self.pid)
        elif self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    @property
    def worked(self) -> float:
        """How many seconds it has had a processor so far; 0 where the system does not tell."""
        try:
            numbers = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def resting(self) -> bool:
        """Whether all its threads wait for something, and nothing typed waits for them.

        One that works, or would if other programs let it, does not rest, however busy the machine
        is. True where the system does not tell.
        """
        for thread in Path(f"/proc/{self.pid}/task").glob("*/stat"):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                if thread.read_text("utf-8").rpartition(")")[2].split()[0] in "RD":
                    return False
        return not self._unread()

    def ends_within(self, seconds: float, read: Callable[[float], object]) -> bool:
        """Whether it ends in so many seconds in which it works or rests.

        What other programs take of the machine meanwhile is not counted.
        """
        worked, rested = self.worked, 0.0
        while self.ended() is None:
            rested += POLL if self.resting else 0.0
            read(POLL)
            if self.worked - worked + rested > seconds:
                return False
        return True

    def _unread(self) -> int:
        """How many bytes were typed that nobody has read yet."""
        try:
            terminal = os.open(self._terminal, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return 0
        try:
            answer = fcntl.ioctl(terminal, termios.FIONREAD, struct.pack("i", 0))
            return int(struct.unpack("i", answer)[0])
        finally:
            os.close(terminal)

    def read(self, seconds: float) -> bytes:
        """What the program writes within some seconds; nothing if it is silent or has hung up."""
        if self.hung_up:
            time.sleep(min(seconds, POLL))
            return b""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:  # EIO: this is how Linux says that the other side is closed
            data = b""
        self.hung_up = not data
        return data

    def write(self, data: bytes, meanwhile: Callable[[], None]) -> None:
        """Type bytes, as fast as the program takes them.

        Args:
            data: The bytes.
            meanwhile: Is called while the program takes none; it has to read, since a program that
                cannot write does not read either.
        """
        while data and not self.hung_up:
            if select.select([], [self._master], [], POLL)[1]:
                with contextlib.suppress(BlockingIOError):
                    data = data[os.write(self._master, data[:512]) :]
            else:
                meanwhile()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told by SIGWINCH."""
        termios.tcsetwinsize(self._master, (rows, columns))

    def send_signal(self, number: int) -> None:
        """Send the program a signal, if it still runs."""
        if self.ended() is None:
            os.kill(self.pid, number)

    def close(self) -> None:
        """Close this side of the terminal: who still has the other side open is hung up on."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
            self.hung_up = True
