"""Where programs of the tests are born: a process that has imported fouraxis, and forks.

Half of what a short run of the program costs is importing what it stands on, which is the same each
time. The nursery has done that once, for all tests of a process; a child of it leads a session of
its own on its terminal and from there on does what `python -m fouraxis` does. Whatever is read
while importing (variables of Textual and of Python) has to be as here, or the program is started
afresh: `suits` says so. A start without arguments is what it is in the tests of the start: fresh.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

_LATE: Final = ("HOME", "XDG_", "FOURAXIS_", "TERM", "COLORTERM", "PATH")
"""What the variables begin with that are read when needed: a child can be given its own."""


def suits(command: Sequence[str], env: Mapping[str, str]) -> bool:
    """Whether a program started by a command, with an environment, would differ from a child."""
    fixed = {name: value for name, value in env.items() if not name.startswith(_LATE)}
    ours = {name: value for name, value in os.environ.items() if name in ("TZ", "PYTHONPATH")}
    return (
        list(command[:3]) == [sys.executable, "-m", "fouraxis"]
        and len(command) > 3
        and not command[3].startswith("-")
        and fixed == ours | {"LANG": "C.UTF-8"}
    )


class Nursery:
    """The process that bears programs, as the tests see it."""

    def __init__(self) -> None:
        here, there = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.terminal.nursery", str(there.fileno())],
            pass_fds=[there.fileno()],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "LANG": "C.UTF-8"},
        )
        there.close()
        self._line = here.makefile("rw", encoding="utf-8")

    def bear(self, command: Sequence[str], env: Mapping[str, str], cwd: Path, terminal: str) -> int:
        """Start the program on a terminal, and return its number."""
        wish = {"arguments": command[3:], "env": dict(env), "cwd": str(cwd), "terminal": terminal}
        return int(self._ask(wish))

    def ended(self, pid: int) -> int | None:
        """The exit status of a child (negative: killed by that signal), or None while it runs."""
        status: int | None = self._ask({"pid": pid})
        return status

    def _ask(self, wish: dict[str, Any]) -> Any:
        self._line.write(json.dumps(wish) + "\n")
        self._line.flush()
        return json.loads(self._line.readline())


def _serve(line: Any) -> dict[str, Any]:
    """Answer until a child is born; in the child, return what it was wished to be."""
    for text in line:
        wish: dict[str, Any] = json.loads(text)
        answer: int | None
        if "pid" in wish:
            pid, status = os.waitpid(wish["pid"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        else:
            ready, there = os.pipe()
            if (answer := os.fork()) == 0:
                _lead(wish["terminal"])
                os.close(there)
                return wish
            os.close(there)
            os.read(ready, 1)  # it ends when the child has the terminal open
            os.close(ready)
        line.write(json.dumps(answer) + "\n")
        line.flush()
    sys.exit()


def _lead(name: str) -> None:
    """Lead a session on a terminal: who leads one and opens a terminal has it as its own."""
    os.setsid()
    terminal = os.open(name, os.O_RDWR)
    for target in (0, 1, 2):
        os.dup2(terminal, target)
    os.close(terminal)


def _become(wish: dict[str, Any]) -> None:
    """Be a program that was started on that terminal, in that folder and environment."""
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        stream = open(number, mode, encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    os.environ.clear()
    os.environ.update(wish["env"])
    os.chdir(wish["cwd"])
    sys.argv = ["fouraxis", *wish["arguments"]]


if __name__ == "__main__":
    import fouraxis.store.session_file
    import fouraxis.tui.file.desk
    import fouraxis.tui.stage
    import fouraxis.tui.summary.screen  # noqa: F401
    from fouraxis.cli.main import fouraxis as program

    with socket.socket(fileno=int(sys.argv[1])) as wire, wire.makefile("rw") as line:
        born = _serve(line)
    _become(born)
    program.main(prog_name="fouraxis")
