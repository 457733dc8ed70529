"""Session files as a folder lists them: what their first lines tell, counts, and copies.

This module loads no more than it must: the start screen stands on it.
"""

import os
import re
import stat
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from fouraxis.content.language import tr
from fouraxis.disk.system import DISK, SUFFIX, Disk
from fouraxis.store.faults import reason
from fouraxis.store.header import LONG_SIZE, SIZE, header

# A pipe that calls itself a session must not be waited for.
_READING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Entry(NamedTuple):
    """A session in the list; without a title, its name.

    `note` is what is wrong with its file; so many `copies` of the session are beside it.
    """

    folder: Path
    name: str
    title: str
    organisation: str
    id: str
    modified_ns: int
    note: str = ""
    copies: int = 0

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / self.name

    @property
    def modified(self) -> datetime | None:
        """When the file was changed last; None where that cannot be told."""
        return datetime.fromtimestamp(self.modified_ns / 1e9, UTC) if self.modified_ns else None

    @property
    def changed(self) -> str:
        """The same to the minute, by this machine's clock; empty where it cannot be told."""
        return f"{self.modified.astimezone():%Y-%m-%d %H:%M}" if self.modified else ""


def entry_of(folder: Path, name: str, path: str) -> Entry | None:
    """What the first bytes of a file say; None if it is no file, or went away this moment."""
    stem, modified = name.removesuffix(SUFFIX), 0
    try:
        file = os.open(path, _READING)
        try:
            looks = os.fstat(file)
            if not stat.S_ISREG(looks.st_mode):
                return None
            modified = looks.st_mtime_ns
            data = os.read(file, SIZE)
            head = header(data)
            if head.note and len(data) == SIZE:
                head = header(data + os.read(file, LONG_SIZE))
        finally:
            os.close(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        note = tr("cannot be read: {why}", why=reason(error))
        return Entry(folder, name, stem, "", "", modified, note)
    title = head.title or stem
    return Entry(folder, name, title, head.organisation, head.id, modified, head.note)


_WORKLOAD: Final = re.compile(rb"""^\[workloads\.(?:"[^"\n]*"|[^."\]\n]+)(\.decision)?\]""", re.M)
_ACTION: Final = re.compile(rb"""^\[actions\.[^\n]*\]\r?\n((?:[^\[\n][^\n]*\n?)*)""", re.M)
_SEAL: Final = re.compile(rb"^\[seal\]", re.M)
_CONCLUDED: Final = re.compile(rb"""^state = "(?:done|dropped)\"""", re.M)


class Count(NamedTuple):
    """How many workloads a session has, how many are decided, how many actions somebody took on.

    And whether the room has signed off, so that nothing of it is changed any more.
    """

    workloads: int
    decided: int
    actions: int = 0
    sealed: bool = False


def count(path: Path, disk: Disk = DISK) -> Count | None:
    """What a session file holds, counted without reading it closer; None where it cannot be."""
    try:
        data = disk.read(path, COUNTED)
    except OSError:
        return None
    tables = _WORKLOAD.findall(data)
    decided = sum(bool(decision) for decision in tables)
    kept = sum(not _CONCLUDED.search(action) for action in _ACTION.findall(data))
    return Count(len(tables) - decided, decided, kept, _SEAL.search(data) is not None)


COUNTED: Final = 4 * 1024 * 1024
"""The largest file that is counted, in bytes: it holds a thousand workloads."""


def _siblings(folder: Path, id_: str) -> list[Entry]:
    """The files of a folder that are of this session."""
    if not id_:
        return []
    try:
        names = os.listdir(folder)  # noqa: PTH208  # names are wanted, not paths
    except OSError:
        return []
    entries = (
        entry_of(folder, name, str(folder / name))
        for name in sorted(names)
        if name.endswith(SUFFIX) and not name.startswith(".")
    )
    return [entry for entry in entries if entry is not None and entry.id == id_]


def _original(entries: Iterable[Entry]) -> Entry:
    """Whose copies the other files of one session are: whoever copies makes a name longer."""
    return min(entries, key=lambda entry: (len(entry.name), entry.name))


def others(path: Path) -> tuple[Entry, ...]:
    """The other files beside this one that are of the same session."""
    own = entry_of(path.parent, path.name, str(path))
    siblings = _siblings(path.parent, own.id) if own is not None else []
    return tuple(entry for entry in siblings if entry.name != path.name)


def copies(path: Path) -> tuple[Entry, ...]:
    """The copies beside a session file: the same session by its id, whatever their names are.

    None of a file that is a copy itself: what is merged goes into the original.
    """
    own = entry_of(path.parent, path.name, str(path))
    siblings = _siblings(path.parent, own.id) if own is not None else []
    if not siblings or _original(siblings).name != path.name:
        return ()
    return tuple(entry for entry in siblings if entry.name != path.name)


def without_copies(entries: Iterable[Entry]) -> list[Entry]:
    """The sessions alone: of the files of one session the original, which knows of its copies."""
    sessions: dict[str, list[Entry]] = {}
    for number, entry in enumerate(entries):
        sessions.setdefault(entry.id or f"\0{number}", []).append(entry)
    return [
        _original(files)._replace(copies=len(files) - 1) if len(files) > 1 else files[0]
        for files in sessions.values()
    ]


_DATES: Final = (
    r"\d{4}-\d{2}-\d{2}(?:[-_ ]\d{2}-\d{2}(?:-\d{2})?)?|[A-Z][a-z]{2}-\d{1,2}-\d{4,6}-\d{4}"
    r"|\b\d{8}(?:[-T]\d{6})?\b|\b\d{6}\b|(?<=_)\d{8}(?:-\d{6})?|\(\d{1,3}\)|\b\d{1,3}\b(?!\w)"
)
_MARKS: Final = (
    *("conflicted copy", "case clash(?: from| conflict)?"),
    *("case conflict", "sync-conflict", "sfconflict", "conflict(?:ed| from)?", "(?:another )?copy"),
    *("(?:in konflikt stehende |konflikt)?kopie(?: von)?", "konflikt"),
    *("copie (?:en conflit|conflictuelle)(?: de)?", "en conflit", "conflit", "copie(?: de)?"),
    *("copia (?:en conflicto|conflictiva)(?: de)?", "copia in conflitto(?: di)?", "copia"),
    *("cópia (?:em conflito|conflitante)(?: de)?", "cópia", "kopia w konflikcie(?: użytkownika)?"),
    *("konflikt kopii", "kopia i konflikt", "konfliktkopia", "kopia", "conflict-kopie(?: van)?"),
    *("conflicterende kopie(?: van)?", "konfliktkopi(?: av)?", "kopi"),
    *("конфликтующая копия(?: с)?", "копия", "の競合コピー", "競合コピー", "のコピー"),
    *("的冲突副本", "冲突副本", "的冲突拷贝", "的衝突複本", "副本", "의 충돌된 사본"),
)
"""What programs that make copies call them, in the languages that they speak."""


def whose(copy: str, original: str) -> str:
    """Whose copy it is, as far as the name of a copy tells: a person, a device; mostly nothing.

    Sync tools put a name, a date and "conflicted copy" behind the original's name, in the language
    of whoever made the copy. Whether it is a copy shows only in its session id.
    """
    rest = copy.removesuffix(SUFFIX).removeprefix(original.removesuffix(SUFFIX))
    if len(rest) == len(copy.removesuffix(SUFFIX)):
        return ""
    marks = sorted(_MARKS, key=len, reverse=True)
    rest = re.sub(r"['’]s(?= conflict)", "", re.sub(_DATES, " ", rest))
    words = "|".join(rf"(?<![^\W_]){mark}(?![^\W_])" for mark in marks)
    rest = re.sub(words, " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"の競合コピー|的冲突副本|的冲突拷贝|的衝突複本|의 충돌된 사본", " ", rest)
    return " ".join(rest.split()).strip("()[]{}._- ~'’")
