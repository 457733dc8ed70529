"""Copies of a session that a program which synchronises folders made of a conflict.

Light: the list of sessions stands on it.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fouraxis.store.entry import Entry, entry_of
from fouraxis.store.names import SUFFIX

_MARK: Final = re.compile(
    r"""(?P<stem>.+?)(?:
        \ \([^()]*conflict(?:ed)?[^()]*\)      # Dropbox, Nextcloud: NAME (Ana's conflicted copy …)
        |[._-]sync-conflict-[0-9]{8}-[0-9]{6}(?:-\w+)?   # Syncthing
        |\ ?\([0-9]{1,3}\)                     # Google Drive, browsers: NAME (1)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def is_copy_of(name: str, original: str) -> bool:
    """Whether the name is what a program would call a conflict copy of the original.

    OneDrive puts the name of a machine behind a hyphen, and so do the copies that we make ourselves
    where a file could not be saved: whether it is a copy shows only in its session id.
    """
    stem, of = name.removesuffix(SUFFIX), original.removesuffix(SUFFIX)
    match = _MARK.fullmatch(stem)
    return bool(match and match["stem"] == of) or (
        stem.startswith(f"{of}-") and len(stem) > len(of) + 1
    )


def copies(path: Path) -> tuple[Entry, ...]:
    """The conflict copies beside a session file: the same session under such a name."""
    own = entry_of(path.parent, path.name, str(path))
    if own is None or not own.id:
        return ()
    try:
        names = os.listdir(path.parent)  # noqa: PTH208  # names are wanted, not paths
    except OSError:
        return ()
    found = (
        entry_of(path.parent, name, str(path.parent / name))
        for name in sorted(names)
        if name.endswith(SUFFIX) and not name.startswith(".") and is_copy_of(name, path.name)
    )
    return tuple(entry for entry in found if entry is not None and entry.id == own.id)


def without_copies(entries: Iterable[Entry]) -> list[Entry]:
    """The sessions alone: a conflict copy is listed only where its original is not."""
    listed = list(entries)
    names: dict[str, list[str]] = {}
    for entry in listed:
        if entry.id:
            names.setdefault(entry.id, []).append(entry.name)
    return [
        entry
        for entry in listed
        if len(names.get(entry.id, ())) < 2
        or not any(is_copy_of(entry.name, name) for name in names[entry.id])
    ]
