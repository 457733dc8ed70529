"""The program's own words, in the language of the room: keys, headings, messages.

As with gettext, the English stands where it is said. A folder of content may hold `interface.toml`,
where the name of each entry is the English text, and its value what to say instead. One language
holds for the whole process: it is chosen once, at the start, with the content.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fouraxis.content.read import ContentError, Fault

FILE: Final = "interface.toml"
"""Where a language says it; without this file the interface is English."""

_PLACE = re.compile(r"\{(\w*)[^{}]*\}")

_texts: dict[str, str] = {}


def tr(text: str, /, **places: object) -> str:
    """What to say for an English text, with its places filled.

    The text is a literal, never anything that a user typed; what was typed fills a place.
    """
    said = _texts.get(text, text)
    return said.format(**places) if places else said


def ntr(count: int, one: str, many: str, /, **places: object) -> str:
    """The text for `count` things: `one` for exactly one, else `many`; `{count}` is the number."""
    return tr(one if count == 1 else many, count=count, **places)


def noted(text: str) -> str:
    """The English text as it is: it stands in a table here, and `tr` says it later."""
    return text


def speak(folder: Path | None) -> None:
    """Say everything in the language of a folder of content from now on.

    Args:
        folder: The content folder; English if None, or if it does not say it in its own words.

    Raises:
        ContentError: Its texts cannot be used.
    """
    texts, faults = _read(folder)
    if faults:
        raise ContentError(faults)
    _texts.clear()
    _texts.update(texts)


def texts(folder: Path | None) -> Mapping[str, str]:
    """What a folder says in its own words, by the English text, as it stands in the file.

    Raises:
        ContentError: The file cannot be read.
    """
    found, faults = _read(folder)
    if faults and not found:
        raise ContentError(faults)
    return found


def check(folder: Path) -> tuple[Fault, ...]:
    """Every fault of a folder's `interface.toml`; none if it has no such file."""
    return _read(folder)[1]


def _read(folder: Path | None) -> tuple[Mapping[str, str], tuple[Fault, ...]]:
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return {}, ()
    from fouraxis.content.read import read  # English needs no parser

    try:
        texts = read(path)
    except ContentError as error:
        return {}, error.faults
    found = ((text, _fault(text, said)) for text, said in texts.items())
    return texts, tuple(Fault(path, text, fault) for text, fault in found if fault)


def _fault(text: str, said: object) -> str:
    """What is wrong with what is said for a text; nothing if it can be said."""
    if not isinstance(said, str) or not said.strip():
        return "expected a text to say instead"
    wanted = sorted(set(_PLACE.findall(text)))
    if sorted(set(_PLACE.findall(said))) != wanted:
        places = ", ".join(f"{{{place}}}" for place in wanted)
        return f"expected the places {places}" if wanted else "expected no places to fill"
    return _unfillable(said, wanted)


def _unfillable(said: str, places: list[str]) -> str:
    if not places:
        return ""
    try:
        said.format(**dict.fromkeys(places, 1))
    except (ValueError, LookupError, AttributeError, TypeError):
        return "expected every { to open a place, and every } to close one"
    return ""
