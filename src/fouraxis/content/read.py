"""A content file as raw tables that no terminal would obey; and what is wrong with it.

Kept apart from the typed content so that the first screen can show its words without waiting for
the models.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"  # controls but tab and newline; half characters
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"  # invisible, or turns text around
)
"""Characters that a terminal obeys or does not show: no content text may hold one."""


def visible(text: str) -> str:
    """The text on one line with every hidden character spelled out, fit for a terminal."""
    return HIDDEN.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", re.sub("[\n\t]", " ", text))


class Fault(NamedTuple):
    """One thing that is wrong: in which file, at which key, and what was expected there.

    `key` is a path of dots as in the file, a line where the file is not TOML at all, or empty where
    the fault is the file itself.
    """

    file: Path
    key: str
    message: str

    def __str__(self) -> str:
        return visible(": ".join(part for part in (str(self.file), self.key, self.message) if part))


class ContentError(Exception):
    """The content cannot be used; `faults` says all of why.

    Its text is the first fault and how many more there are: short enough for a status line.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        more = len(self.faults) - 1
        return f"{self.faults[0]}" + (f" (and {more} more)" if more else "")


LARGEST: Final = 2_000_000
"""Bytes: many times what any content file needs."""

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_BROKEN = re.compile(r"[\n\t]")
_PARTED = re.compile(r"\n[ \t]*\n\s*")


def read(path: Path) -> dict[str, Any]:
    """The tables of one content file.

    Paragraphs are joined: a line end in the file is a space, a blank line parts two paragraphs.

    Raises:
        ContentError: It is no file, not UTF-8, not TOML, or holds hidden characters.
    """
    import tomllib  # a list of sessions in English needs no parser

    text = _text(path)
    try:
        raw = tomllib.loads(text)
    except RecursionError:
        raise _error(path, "", "expected tables, found values nested too deep to read") from None
    except ValueError as error:
        raise _error(path, *_syntax(str(error), text)) from None
    faults = tuple(Fault(path, key, message) for key, message in _hidden(raw))
    if faults:
        raise ContentError(faults)
    joined: dict[str, Any] = _joined(raw)
    return joined


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise _error(path, "", "expected a file, found a folder")
        if not path.exists():
            raise _error(path, "", "expected this file, and it is missing")
        if not path.is_file():
            raise _error(path, "", "expected a file, found a device or a pipe")
        if path.stat().st_size > LARGEST:
            raise _error(path, "", f"expected at most {LARGEST:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise _error(path, "", f"expected a file that can be read: {reason}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(path, f"line {line}", "expected text in UTF-8; save it as UTF-8") from None


def _error(path: Path, key: str, message: str) -> ContentError:
    return ContentError((Fault(path, key, message),))


def _syntax(message: str, text: str) -> tuple[str, str]:
    """Where the text is not TOML, and why."""
    place = _AT.search(message)
    reason = _AT.sub("", message)
    reason = reason[:1].lower() + reason[1:]
    if not reason.startswith("expected"):
        reason = f"expected valid TOML: {reason}"
    if not place:
        return "", reason
    return f"line {place[1] or text.count(chr(10)) + 1}", reason


def _hidden(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every text that holds a hidden character; a table's own names are texts too."""
    if isinstance(value, dict):
        for name, part in value.items():
            inner = (*path, name)
            if HIDDEN.search(name) or "\n" in name:
                yield ".".join(inner), "expected a name without control characters"
            yield from _hidden(part, inner)
    elif isinstance(value, list):
        for part in value:
            yield from _hidden(part, path)
    elif isinstance(value, str):
        hidden = HIDDEN.search(value)
        if hidden:
            sign = f"U+{ord(hidden[0]):04X}"
            yield (
                ".".join(path),
                f"expected plain text, found a control or hidden character, {sign}",
            )


def _joined(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _joined(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_joined(part) for part in value]
    if isinstance(value, str) and _BROKEN.search(value):
        return "\n\n".join(" ".join(part.split()) for part in _PARTED.split(value.strip()))
    return value
