"""The first lines of a session file, without parsing it: enough to list it, or to leave it be."""

import re
from typing import Final, NamedTuple

from fouraxis.content.language import tr

SIZE: Final = 4096
"""How much of a file is read to list it: the head of any session, short of an endless title."""

LONG_SIZE: Final = 65_536
"""How much is read where the title does not end within the first part."""

_KEYS: Final = re.compile(
    r"""^(?:(id|title|organisation)[ \t]*=[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)')"""
    r"""|(schema)[ \t]*=[ \t]*([0-9]{1,9}))[ \t\r]*(?:\#.*)?$""",
    re.MULTILINE,
)
_OURS: Final = re.compile(
    rb"""schema = ([0-9]{1,9})\nid = "([^"\\\n]*)"\ntitle = "([^"\\\n]*)"\n"""
    rb"""(?:organisation = "([^"\\\n]*)"\n)?created = """
)
_TABLE: Final = re.compile(r"^\[", re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "e": "\x1b"}


class Header(NamedTuple):
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
        return tr("empty")
    if b"\0" in data:
        return tr("not a session")
    return tr("no title")


def header(data: bytes) -> Header:
    """The header in the first bytes of a file."""
    unfinished = b"<" in data and b"\n<<<<<<<" in b"\n" + data  # one letter is found faster
    if not unfinished and (ours := _OURS.match(data)):  # nearly every file: no need to look closer
        schema, key, title, organisation = ours.groups(b"")
        return Header(
            int(schema),
            key.decode("utf-8", "replace"),
            title.decode("utf-8", "replace"),
            organisation.decode("utf-8", "replace"),
        )
    return _looked_at(data, unfinished)


def _looked_at(data: bytes, unfinished: bool) -> Header:
    """The header of a file that somebody else wrote, or with a title that needs a closer look."""
    text = data.decode("utf-8-sig", "replace")
    table = _TABLE.search(text)
    values: dict[str, str] = {}
    for match in _KEYS.finditer(text, 0, table.start() if table else len(text)):
        key, basic, literal, schema, number = match.groups()
        value = number if schema else literal if basic is None else basic
        if basic and "\\" in basic:
            value = _ESCAPE.sub(_unescape, basic)
        values.setdefault(key or schema, value)
    note = tr("unfinished merge") if unfinished else "" if "title" in values else _fault(data)
    return Header(
        int(values.get("schema", "0")),
        values.get("id", ""),
        values.get("title", ""),
        values.get("organisation", ""),
        note,
    )
