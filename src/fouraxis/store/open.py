"""Opening a session to work in it: what a crash or a merge left behind is put right or offered."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from fouraxis.content.language import Message, tr
from fouraxis.disk import atomic
from fouraxis.disk.system import SUFFIX, Stamp, beside, digest
from fouraxis.store.faults import SaveFailed, SessionFileError, reason
from fouraxis.store.format import Loaded, loads, session_in
from fouraxis.store.journal import Journal, pending
from fouraxis.store.merge import Merged, merge, settled
from fouraxis.store.read import Opened, read
from fouraxis.store.state import Backups, StateFolder, quarantine
from fouraxis.store.toml_text import SIZE_LIMIT, decoded
from fouraxis.workshop.session import Session


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a session: from when it is, its bytes, and what it is.

    `session` is None where no session can be made of it; `journal` where it is a backup.
    """

    at: datetime
    data: bytes
    session: Session | None
    journal: Journal | None = None


def versions(file: Path, state: StateFolder | None = None) -> tuple[Version, ...]:
    """The versions of a session file, newest first; the file itself need not exist."""
    state = state or StateFolder()
    return tuple(sorted(_versions(file, state), key=lambda version: version.at, reverse=True))


def _versions(file: Path, state: StateFolder) -> Iterator[Version]:
    if (journal := pending(file, state)) is not None:
        yield Version(journal.until, journal.text, journal.session, journal)
    for backup in Backups(file, state).related():
        with suppress(OSError):
            data = state.disk.read(backup.path)
            yield Version(backup.at, data, session_in(data, file))


def restore(version: Version, file: Path, state: StateFolder | None = None) -> Path:
    """Write a version to a new file beside the session file; no file is ever overwritten.

    Raises:
        SaveFailed: it cannot be written there.
    """
    disk = (state or StateFolder()).disk
    file = file.absolute()
    ending = f"-from-{version.at.astimezone():%Y%m%d-%H%M%S}"
    taken: list[str] = []
    try:
        while True:
            path = beside(file, ending, taken)
            with suppress(FileExistsError):
                atomic.new(path, [version.data], disk)
                return path
            taken.append(path.name)
    except OSError as error:
        raise SaveFailed(file.with_name(f"{file.stem}{ending}{SUFFIX}"), reason(error)) from None


_MINE: Final = re.compile(r"<{7}(?: .*)?")
_BASE: Final = re.compile(r"\|{7}(?: .*)?")
_MIDDLE: Final = re.compile(r"={7}")
_THEIRS: Final = re.compile(r">{7}(?: .*)?")


def sides(text: str) -> tuple[str, str | None, str] | None:
    """The versions that the markers hold: mine, what both began from if it is there, and theirs.

    None if the markers are not in pairs: then nobody can tell what belongs to whom.
    """
    mine: list[str] = []
    base: list[str] = []
    theirs: list[str] = []
    everywhere = [mine, base, theirs]
    here, with_base, marked = everywhere, True, False
    for line in text.split("\n"):
        if here is everywhere and _MINE.fullmatch(line):
            here, had_base, marked = [mine], False, True
        elif here == [mine] and here is not everywhere and _BASE.fullmatch(line):
            here, had_base = [base], True
        elif here is not everywhere and _MIDDLE.fullmatch(line) and here[0] is not theirs:
            here, with_base = [theirs], with_base and had_base
        elif here is not everywhere and here[0] is theirs and _THEIRS.fullmatch(line):
            here = everywhere
        else:
            for side in here:
                side.append(line)
    if not marked or here is not everywhere:
        return None
    return "\n".join(mine), "\n".join(base) if with_base else None, "\n".join(theirs)


def unfinished(data: bytes, path: Path) -> Merged | None:
    """The merge that git began in a session file, answer by answer; None if it is none.

    Raises:
        SessionFileError: one of the sides is no session.
    """
    if b"<<<<<<<" not in data or len(data) > SIZE_LIMIT:
        return None
    parts = sides(decoded(data, path))
    if parts is None:
        return None
    mine, base, theirs = parts
    return merge(
        _base(base, path),
        loads(mine.encode(), path).session,
        loads(theirs.encode(), path).session,
    )


def _base(text: str | None, path: Path) -> Session | None:
    return None if text is None else session_in(text.encode(), path)


class UnfinishedMerge(SessionFileError):
    """The file holds both sides of a merge that git did not finish: `merged`, and its `stamp`.

    What came of resolving its conflicts can be saved over the file by that stamp.
    """

    def __init__(self, path: Path, merged: Merged, stamp: Stamp) -> None:
        what = Message.counted(
            len(merged.conflicts),
            "holds both sides of a merge that was not finished: {count} answer to choose between",
            "holds both sides of a merge that was not finished: {count} answers to choose between",
        )
        advice = Message("`fouraxis merge {name}` finishes it. It was not changed", name=path.name)
        super().__init__(path, what, advice)
        self.merged = merged
        self.stamp = stamp


def open_file(path: Path, state: StateFolder | None = None) -> Opened:
    """Open a session file to work in it.

    A save in the file's place that a crash cut short is finished from its journal, in memory. A
    damaged file is copied to the quarantine, and the backups there are named.

    Raises:
        UnfinishedMerge: the file has git's conflict markers.
        SessionFileError: no session can be made of the file. It was not changed.
    """
    state = state or StateFolder()
    try:
        opened = read(path, state.disk)
    except SessionFileError as error:
        return _mended(path, state, error)
    if opened.loaded.intact or opened.read_only:
        return opened
    if (journal := _cut_short(path, state)) is None:
        return opened
    with suppress(OSError):
        data = state.disk.read(path)
        quarantine(path, data, state)
        if digest(data) == opened.stamp.sha256 and journal.tore(data):
            return _from_journal(opened, Loaded(journal.session))
    merged = settled(journal.onto(opened.session))  # somebody mended it by hand since
    return _from_journal(opened, replace(opened.loaded, session=merged.session))


def _mended(path: Path, state: StateFolder, error: SessionFileError) -> Opened:
    """The session of a file that cannot be read as it is.

    Raises:
        SessionFileError: there is no way.
    """
    try:
        looks, data = state.disk.stat(path), state.disk.read(path, SIZE_LIMIT + 1)
    except (OSError, ValueError):
        raise error from None
    stamp = Stamp.of(looks, data)
    merged = unfinished(data, path)
    if merged is not None:
        raise UnfinishedMerge(path, merged, stamp) from None
    if len(data) > SIZE_LIMIT or path.suffix != SUFFIX:
        raise error
    kept = quarantine(path, data, state)
    if (journal := _cut_short(path, state)) is not None:
        return _from_journal(Opened(path, Loaded(journal.session), stamp), Loaded(journal.session))
    raise SessionFileError(path, error.what, _advice(path, state, error.advice, kept)) from None


def _cut_short(path: Path, state: StateFolder) -> Journal | None:
    """The journal of a save in the file's place that did not come to its end."""
    journal = pending(path, state)
    return journal if journal is not None and journal.in_place and not journal.fits else None


def _from_journal(opened: Opened, loaded: Loaded) -> Opened:
    notice = tr(
        "{name}: the last save was cut short. It was completed from its journal.",
        name=opened.path.name,
    )
    loaded = replace(loaded, notices=(*loaded.notices, notice))
    return replace(opened, loaded=loaded, as_stamped=False)


def _advice(path: Path, state: StateFolder, advice: Message, kept: Path | None) -> Message:
    """What to do with a damaged file: the newest backup, if there is one."""
    backups = Backups(path, state).related()
    if not backups:
        if kept is None:
            return advice
        return Message("{advice} A copy of it is in {folder}", advice=advice, folder=kept.parent)
    return Message.counted(
        len(backups),
        "`fouraxis recover {path}` shows {count} backup, the newest of {time}. It was not changed",
        "`fouraxis recover {path}` shows {count} backups, the newest of {time}. It was not changed",
        path=path,
        time=f"{backups[0].at.astimezone():%Y-%m-%d %H:%M}",
    )
