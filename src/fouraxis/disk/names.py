"""File names and session ids that are safe on every disk a session may be sent to."""

import os
import time
import unicodedata
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

SUFFIX: Final = ".toml"
_LIMIT: Final = 120
_RESERVED: Final = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


def _cut(text: str, limit: int) -> str:
    """As much of the text as fits, without half a character or a letter without its marks."""
    while len(text.encode()) > limit:
        text = text[:-1]
        while text and unicodedata.combining(text[-1]):
            text = text[:-1]
    return text.rstrip("-.")


def _plain(title: str) -> str:
    """Letters with their marks, digits, dot and underline; a single hyphen for all the rest."""
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", title):
        kind = unicodedata.category(letter)
        after_letter = bool(kept) and kept[-1] != "-"
        if kind[0] == "L" or kind == "Nd" or letter in "._" or (kind[0] == "M" and after_letter):
            kept.append(letter)
        elif after_letter:
            kept.append("-")
    return "".join(kept).lstrip("-.").rstrip("-.")


def same_name(name: str) -> str:
    """The form in which two names that any common disk takes for one are equal."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def file_name(title: str, taken: Iterable[str] = ()) -> str:
    """A name for the file of a session: readable, safe on every system, and not yet taken.

    Args:
        title: what the session is called.
        taken: names of files that are already there; compared without regard to case.
    """
    stem = _cut(_plain(title), _LIMIT - len(SUFFIX)) or "session"
    if stem.split(".")[0].lower() in _RESERVED:
        stem = "session-" + _cut(stem, _LIMIT - len(SUFFIX) - 8)
    others = {same_name(name) for name in taken}
    name, count = stem + SUFFIX, 1
    while same_name(name) in others:
        count += 1
        ending = f"-{count}{SUFFIX}"
        name = _cut(stem, _LIMIT - len(ending)) + ending
    return name


def beside(path: Path, ending: str, taken: Iterable[str] = ()) -> Path:
    """A path beside a file that no file has yet: its name with this ending, else with a number.

    Args:
        path: the file.
        ending: what tells the new name from the file's: `-copy-20261126-101500`, for example.
        taken: names that are taken as well, whatever the folder says.

    Raises:
        OSError: the folder cannot be listed.
    """
    names = [*taken, *(file.name for file in path.parent.iterdir())]
    return path.with_name(file_name(f"{path.stem}{ending}", names))


def copy_beside(path: Path) -> Path:
    """A path for a copy beside a file, named for the moment; in a folder that may not be listed."""
    ending = f"-copy-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    try:
        return beside(path, ending)
    except OSError:
        return path.with_name(file_name(f"{path.stem}{ending}"))


def new_id() -> str:
    """An id for a new session: UUID version 7, so that ids sort by time."""
    value = time.time_ns() // 1_000_000 << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))
