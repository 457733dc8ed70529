"""A session file that git left with the markers of a merge that was not finished."""

import re
from pathlib import Path
from typing import Final

from fouraxis.store.faults import SessionFileError
from fouraxis.store.format import loads
from fouraxis.store.merge import Merged, merge
from fouraxis.store.toml_text import SIZE_LIMIT, decoded
from fouraxis.workshop.session import Session

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
    here, known, found = everywhere, True, False
    for line in text.split("\n"):
        if here is everywhere and _MINE.fullmatch(line):
            here, had_base, found = [mine], False, True
        elif here == [mine] and here is not everywhere and _BASE.fullmatch(line):
            here, had_base = [base], True
        elif here is not everywhere and _MIDDLE.fullmatch(line) and here[0] is not theirs:
            here, known = [theirs], known and had_base
        elif here is not everywhere and here[0] is theirs and _THEIRS.fullmatch(line):
            here = everywhere
        else:
            for side in here:
                side.append(line)
    if not found or here is not everywhere:
        return None
    return "\n".join(mine), "\n".join(base) if known else None, "\n".join(theirs)


def unfinished(data: bytes, path: Path) -> Merged | None:
    """The merge that git began in a session file, answer by answer; None if it is none.

    Raises:
        SessionFileError: one of the sides is no session.
    """
    if b"<<<<<<<" not in data or len(data) > SIZE_LIMIT:
        return None
    found = sides(decoded(data, path))
    if found is None:
        return None
    mine, base, theirs = found
    return merge(
        _base(base, path),
        loads(mine.encode(), path).session,
        loads(theirs.encode(), path).session,
    )


def _base(text: str | None, path: Path) -> Session | None:
    try:
        return None if text is None else loads(text.encode(), path).session
    except SessionFileError:  # both can be merged without it
        return None
