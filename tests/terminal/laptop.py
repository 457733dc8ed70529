"""A facilitator's laptop: a home of its own, a folder of sessions, and the real program."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.terminal.driver import Terminal

TWO_WORKLOADS = """\
schema = 1
id = "0198c0de-0000-7000-8000-000000000711"
title = "Typed"
created = 2026-11-23T09:00:00Z

[pack]
id = "ai-outsourcing"
version = "1.1.0"

[place]
step = "{step}"
workload = "a"

[workloads.a]
name = "Support chatbot"

[workloads.b]
name = "Invoice reading"
"""
"""A session of two workloads, at a `step`: for what is typed."""

# The program as it is run here; FOURAXIS_COMMAND names another one, such as an installed wheel's.
COMMAND = shlex.split(os.environ.get("FOURAXIS_COMMAND", "")) or [sys.executable, "-m", "fouraxis"]
_HANDED_ON = ("PATH", "PYTHONPATH", "TZ")


class Laptop:
    """Starts fouraxis as often as one likes, always with the same home and the same sessions.

    Attributes:
        home: The home folder; the program starts in it and finds no other.
        sessions: The folder of sessions, which exists and is empty at first.
        env: The whole environment that programs get.
        faults_wanted: The program is made to fault here; elsewhere none is noted in its log.

    Args:
        folder: An empty folder for all this.
        command: What runs the program, where somebody else is to run it.
    """

    def __init__(self, folder: Path, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self.home = folder / "home"
        self.sessions = self.home / "sessions"
        self.sessions.mkdir(parents=True)
        self.env = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
        self.env |= {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "FOURAXIS_SESSIONS": str(self.sessions),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        }
        self.faults_wanted = False
        self._open: list[Terminal] = []

    def start(
        self, *arguments: str | Path, size: tuple[int, int] = (80, 24), **env: str
    ) -> Terminal:
        """Start `fouraxis` with arguments in a terminal of a size, with more environment if given.

        It is closed with the laptop, if not before.
        """
        return self.start_command([*self._command, *map(str, arguments)], size, **env)

    def start_command(
        self, command: Sequence[str], size: tuple[int, int] = (80, 24), **env: str
    ) -> Terminal:
        """Start any command in a terminal in the same way."""
        terminal = Terminal(command, size=size, env=self.env | env, cwd=self.home)
        self._open.append(terminal)
        return terminal

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of fouraxis without a terminal, and return its status and output."""
        return subprocess.run(
            [*self._command, *map(str, arguments)],
            env=self.env,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    def close(self) -> None:
        """Close every window that is still open."""
        for terminal in self._open:
            terminal.close()
