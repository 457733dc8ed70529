"""Every system call of a save fails, with every error, once and for ever: by strace."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fouraxis.store.delivery import save
from fouraxis.store.journal import pending
from fouraxis.store.session_file import open_file
from fouraxis.store.state import StateFolder
from tests.store.samples import small
from tests.torture.counts import Counts

ERRORS: Final = ("EIO", "ENOSPC", "EACCES")
_CALLS: Final = (
    *("open", "openat", "read", "write", "pwrite64", "fsync", "fdatasync", "close", "lseek"),
    *("stat", "fstat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "readlink"),
    *("ftruncate", "fallocate", "flock", "mkdir", "mkdirat", "chmod", "fchmod", "fchmodat"),
    *("getdents64", "utimensat", "readlinkat"),
)
_SAVED, _NOT_SAVED, _OTHER = 10, 11, 12
_refused = [0]
_BEGIN, _END = "/fouraxis-begins", "/fouraxis-ends"

PROGRAM: Final = f"""
import gc, os, sys
from pathlib import Path
from fouraxis.store.faults import SaveError
from fouraxis.store.read import read
from fouraxis.store.delivery import Target
from fouraxis.store.state import StateFolder

path, place = Path(sys.argv[1]), Path(sys.argv[2])
opened = read(path)
target = Target(path, opened.stamp, state=StateFolder(place))
warm = opened.session.model_copy(update={{"organisation": "warm"}})
target.save(warm)  # whatever is imported late is imported now
gc.disable()
new = warm.model_copy(update={{"organisation": "new"}})
status = {_OTHER}
os.access({_BEGIN!r}, os.F_OK)
try:
    target.save(new)
    status = {_SAVED}
except SaveError:
    status = {_NOT_SAVED}
finally:
    os.access({_END!r}, os.F_OK)
    os._exit(status)
"""


def available() -> str:
    """Why strace cannot be used here; empty if it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    done = subprocess.run(
        ["strace", "-e", "inject=fsync:error=EIO", "true"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    return "" if done.returncode == 0 else "strace may not trace here"


@dataclass(frozen=True)
class _Way:
    """How the file is saved: `links` names make that it is written in its place."""

    name: str
    links: int


WAYS: Final = (_Way("replaced", 1), _Way("in place", 2))


def calls(folder: Path, errors: tuple[str, ...] = ERRORS, every: int = 1) -> Counts:
    """Fail each system call of a save (or every n-th) with each error, once and for ever."""
    counts = Counts("every system call × error, once and for ever (strace)")
    tried: set[str] = set()
    _refused[0] = 0
    for way in WAYS:
        found = list(_calls(folder / "probe", way))
        tried |= {name for name, _ in found}
        for name, number in found[::every]:
            for error in errors:
                for sticky in (False, True):
                    when = f"{number}+" if sticky else f"{number}"
                    inject = f"inject={name}:error={error}:when={when}"
                    _case(folder / "case", way, inject, counts)
    if not _refused[0]:
        counts.faults.append("no error arrived: nothing was tried")
    counts.remark = f"{_refused[0]} not saved; {len(tried)} calls: {', '.join(sorted(tried))}"
    return counts


def _prepared(folder: Path, way: _Way) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / "contoso.toml"
    save(small(organisation="old"), path, None)
    for number in range(1, way.links):
        os.link(path, folder / f"{number}.link")
    return path


def _traced(path: Path, *options: str) -> int:
    """Run the program under strace."""
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["strace", "-q", "-f", *options, sys.executable, "-c", PROGRAM]
    return subprocess.run(
        [*command, str(path), str(path.parent / "state")],
        capture_output=True,
        env=environment,
        check=False,
    ).returncode


def _calls(folder: Path, way: _Way) -> Iterator[tuple[str, int]]:
    """The system calls of the second save: the name of each, and its number in the program."""
    path = _prepared(folder, way)
    with tempfile.TemporaryDirectory() as logs:
        log = Path(logs) / "log"
        _traced(path, "-o", str(log), "-e", f"trace={','.join(f'?{name}' for name in _CALLS)}")
        lines = log.read_text(errors="replace").splitlines()
    seen: dict[str, int] = {}
    within = False
    for line in lines:
        if (match := re.match(r"(?:\d+\s+)?(\w+)\(", line)) is None:
            continue
        name = match[1]
        seen[name] = seen.get(name, 0) + 1
        if _END in line:
            return
        if within:
            yield name, seen[name]
        within = within or _BEGIN in line


def _case(folder: Path, way: _Way, inject: str, counts: Counts) -> None:
    path = _prepared(folder, way)
    call = inject.removeprefix("inject=").partition(":")[0]  # strace injects into what it traces
    status = _traced(path, "-o", os.devnull, "-e", f"trace={call}", "-e", inject)
    name = f"{way.name} {inject}"
    counts.cases += 1
    _refused[0] += status == _NOT_SAVED
    try:
        state = StateFolder(folder / "state")
        found = open_file(path, state).session.organisation
        journal = pending(path, state)
    except Exception as error:
        counts.losses.append(f"{name}: {error!r}")
        return
    if found not in ("warm", "new"):
        counts.losses.append(f"{name}: the file has {found}")
    if status == _SAVED and found != "new":
        counts.lies.append(f"{name}: the file has {found}")
    if journal is not None and journal.session.organisation != "new":
        counts.faults.append(f"{name}: the journal has {journal.session.organisation}")
    if status not in (_SAVED, _NOT_SAVED):
        counts.faults.append(f"{name}: ended with {status}")
