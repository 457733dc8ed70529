"""Running the program as somebody to whom permissions apply: root may read and write everything."""

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from typing import Final

import pytest

import fouraxis
from tests.terminal.laptop import Laptop

ROOT: Final = os.name == "posix" and os.geteuid() == 0
NOBODY: Final = 65534

_BECOME: Final = (
    "import os, sys\n"
    f"os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
_PACKAGES: Final = os.pathsep.join(
    (sysconfig.get_path("purelib"), str(Path(fouraxis.__file__).parents[1]))
)
_PYTHONS: Final = (
    (
        (sys.executable, ""),
        (f"/usr/bin/python{sys.version_info[0]}.{sys.version_info[1]}", _PACKAGES),
    )
    if ROOT
    else ((sys.executable, ""),)
)
"""This Python; it may lie in root's own home, where the system's of the same version does not."""


def _before(python: str) -> list[str]:
    return [*((sys.executable, "-c", _BECOME) if ROOT else ()), python]


@cache
def python() -> tuple[list[str], dict[str, str]]:
    """What runs Python as somebody who is not root, and what its environment has to have.

    Whoever is not root already, runs it as they are.
    """
    for path, packages in _PYTHONS:
        env = {"PYTHONPATH": packages} if packages else {}
        tried = [*_before(path), "-c", "import fouraxis.tui.app"]
        if subprocess.run(tried, env=env, capture_output=True, check=False).returncode == 0:
            return _before(path), env
    pytest.skip("neither this Python nor the system's can be read by another user")


def owned(path: Path) -> None:
    """Give a folder and all in it to whoever runs the program here."""
    if ROOT:
        for each in (path, *path.rglob("*")):
            os.chown(each, NOBODY, NOBODY, follow_symlinks=False)


@contextmanager
def nobodys_laptop() -> Iterator[Laptop]:
    """A laptop of a person who is not root, in a folder of its own that this person can reach."""
    command, env = python()
    folder = Path(tempfile.mkdtemp(prefix="fouraxis-nobody-"))
    laptop = Laptop(folder, [*command, "-m", "fouraxis"])
    temporary = laptop.home / "tmp"
    temporary.mkdir()
    laptop.env |= env | {"TMPDIR": str(temporary)}
    folder.chmod(0o755)
    owned(folder)
    try:
        yield laptop
    finally:
        laptop.close()
        for top, folders, _ in os.walk(folder):
            for name in folders:
                with suppress(OSError):
                    Path(top, name).chmod(0o700)
        rmtree(folder, ignore_errors=True)
