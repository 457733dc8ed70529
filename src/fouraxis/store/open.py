"""Opening a session to work in it: what a crash or a merge left behind is put right or offered."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from fouraxis.content.language import ntr, tr
from fouraxis.store.backups import Backups
from fouraxis.store.disk import digest
from fouraxis.store.faults import SessionFileError
from fouraxis.store.format import Loaded
from fouraxis.store.journal import Journal, pending
from fouraxis.store.markers import unfinished
from fouraxis.store.merge import Merged, settled
from fouraxis.store.names import SUFFIX
from fouraxis.store.quarantine import quarantine
from fouraxis.store.read import Opened, Stamp, read
from fouraxis.store.state import StateFolder
from fouraxis.store.toml_text import SIZE_LIMIT


class UnfinishedMerge(SessionFileError):
    """The file holds both sides of a merge that git did not finish: `merged`, and its `stamp`.

    What came of resolving its conflicts can be saved over the file by that stamp.
    """

    def __init__(self, path: Path, merged: Merged, stamp: Stamp) -> None:
        what = ntr(
            len(merged.conflicts),
            "holds both sides of a merge that was not finished: {count} answer to choose between",
            "holds both sides of a merge that was not finished: {count} answers to choose between",
        )
        advice = tr("`fouraxis merge {name}` finishes it. It was not changed", name=path.name)
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
        known, data = state.disk.stat(path), state.disk.read(path, SIZE_LIMIT + 1)
    except (OSError, ValueError):
        raise error from None
    stamp = Stamp.of(known, data)
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


def _advice(path: Path, state: StateFolder, advice: str, kept: Path | None) -> str:
    """What to do with a damaged file: the newest backup, if there is one."""
    backups = Backups(path, state).related()
    if not backups:
        if kept is None:
            return advice
        return f"{advice} {tr('A copy of it is in {folder}', folder=kept.parent)}"
    return ntr(
        len(backups),
        "`fouraxis recover {path}` shows {count} backup, the newest of {time}. It was not changed",
        "`fouraxis recover {path}` shows {count} backups, the newest of {time}. It was not changed",
        path=path,
        time=f"{backups[0].at.astimezone():%Y-%m-%d %H:%M}",
    )
