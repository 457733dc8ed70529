"""The first lines of a session file, without parsing it: enough to list it, or to leave it be."""

import re
from dataclasses import dataclass
from typing import Final

SIZE: Final = 4096
"""How much of a file is read to list it: the head of any session, short of an endless title."""

LONG_SIZE: Final = 65_536
"""How much is read where the title does not end within the first part."""

_KEYS: Final = re.compile(
    r"""^(schema|id|title|organisation)[ \t]*=[ \t]*"""
    r"""(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([0-9]+))[ \t\r]*(?:\#.*)?$""",
    re.MULTILINE,
)
_TABLE: Final = re.compile(r"^\[", re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "e": "\x1b"}


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines say; `note` is what is wrong with them, else empty."""

    schema: int = 0
    id: str = ""
    title: str = ""
    organisation: str = ""
    note: str = ""


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None:
        return _SHORT.get(match[3], match[3])
    number = int(code, 16)
    fits = number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number) if fits else "\ufffd"


def _fault(data: bytes) -> str:
    """Why the head of a file is not that of a session."""
    if not data.strip():
        return "empty"
    if b"\n<<<<<<<" in b"\n" + data:
        return "unfinished merge"
    if b"\0" in data:
        return "not a session"
    return "no title"


def header(data: bytes) -> Header:
    """The header in the first bytes of a file."""
    text = data.decode("utf-8-sig", "replace")
    table = _TABLE.search(text)
    found: dict[str, str] = {}
    for match in _KEYS.finditer(text, 0, table.start() if table else len(text)):
        key, basic, literal, number = match.groups()
        value = basic if basic is not None else literal if literal is not None else number
        if basic and "\\" in basic:
            value = _ESCAPE.sub(_unescape, basic)
        found.setdefault(key, value)
    schema = found.get("schema", "")
    note = "" if "title" in found else _fault(data)
    return Header(
        int(schema) if schema.isdecimal() and len(schema) < 10 else 0,
        found.get("id", ""),
        found.get("title", ""),
        found.get("organisation", ""),
        note,
    )
