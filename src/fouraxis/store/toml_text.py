"""TOML as text: guarded before it is parsed, and read fast as we write it.

Some files would keep the parser busy for minutes; each guard has its own message.
"""

import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from fouraxis.content.language import Message, noted
from fouraxis.store.faults import SIZE_LIMIT, SessionFileError
from fouraxis.workshop.session import SessionPath

LINE_LIMIT: Final = 500_000
DOT_LIMIT: Final = 64
DEPTH_LIMIT: Final = 32
ALL_DOTS_LIMIT: Final = 600_000
"""A dot of a key costs the parser about 1 kB and 10 µs; 1,000 full workloads have half of this."""

KEYS_LIMIT: Final = 200_000
"""A key costs the parser about 6 µs; 1,000 full workloads have little more than half of this."""

ESCAPES_LIMIT: Final = 2_000_000
"""Backslashes: the parser takes them one by one."""

_KINDS: Final = {
    b"\x89PNG": noted("a PNG picture"),
    b"\xff\xd8\xff": noted("a JPEG picture"),
    b"GIF8": noted("a GIF picture"),
    b"%PDF": noted("a PDF document"),
    b"PK\x03\x04": noted("a zip archive or an office document"),
    b"\x1f\x8b": noted("a compressed file"),
    b"SQLite format 3": noted("a database"),
    b"\x7fELF": noted("a program"),
    b"MZ\x90": "a program",
}
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_ANOTHER: Final = noted("Choose a session file. It was not changed.")
_UTF8: Final = noted("Save it as UTF-8 in an editor. It was not changed.")

_MINE: Final = re.compile(r"^<<<<<<<(?: |$)", re.MULTILINE)
_THEIRS: Final = re.compile(r"^>>>>>>>(?: |$)", re.MULTILINE)

# Lines such as the program writes pass in one go; whatever else there is comes in small pieces.
_STRINGS: Final = r"""
    \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"{3,5}
    |'''(?:[^']|'(?!''))*+'{3,5}
    |"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"
    |'[^'\n]*+'
    |\#[^\n]*+
"""
_QUOTED: Final = re.compile(_STRINGS, re.VERBOSE | re.DOTALL)
_PIECE: Final = re.compile(
    r"""
    (?:^(?:[\w-]++\ =\ (?:"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|[\w:.+-]++)
        |\[[\w-]++(?:\.[\w-]++){0,9}\])?\n)++
    |"""
    + _STRINGS
    + r"""
    |(?P<open>[\[{])
    |(?P<close>[\]}])
    |(?P<dot>\.)
    |(?P<end>[=,\n]++)
    |[^"'\#\[\]{}.=,\n]++
    |.
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.ASCII,
)


def decoded(data: bytes, path: Path) -> str:
    """The text of the file, without a byte-order mark, its line ends as newlines.

    Raises:
        SessionFileError: it is empty, too large, or not text.
    """
    if len(data) > SIZE_LIMIT:
        raise _no_session(path, Message("is larger than 16 MB, too large for a session"))
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        advice = Message("Open a backup or a copy of it. It was not changed.")
        raise SessionFileError(path, Message("is empty"), advice)
    for start, kind in _KINDS.items():
        if data.startswith(start):
            raise _no_session(path, Message("is {kind}, not a session", kind=Message(kind)))
    if data.startswith(_UTF16):
        raise SessionFileError(path, Message("is text in UTF-16"), Message(_UTF8))
    if b"\0" in data:
        raise _no_session(path, Message("is not text, so not a session"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = Message("is not text in UTF-8 (line {line})", line=line)
        raise SessionFileError(path, what, Message(_UTF8)) from None
    return text.replace("\r\n", "\n")


def checked(text: str, path: Path) -> None:
    """See that the text can be given to the parser.

    Raises:
        SessionFileError: it has conflict markers, or is built in a way that no session is.
    """
    if (mine := _MINE.search(text)) and _THEIRS.search(text, mine.end()):
        what = Message(
            "holds both sides of a merge that was not finished (line {line})",
            line=_line(text, mine.start()),
        )
        advice = Message(
            "Take one side of each conflict, or merge the two versions. It was not changed."
        )
        raise SessionFileError(path, what, advice)
    if text.count("\n") > LINE_LIMIT:
        raise _no_session(path, Message("has more than 500,000 lines, too many for a session"))
    if text.count(".") > ALL_DOTS_LIMIT and _QUOTED.sub("", text).count(".") > ALL_DOTS_LIMIT:
        raise _no_session(path, Message("has more dotted keys than any session"))
    if text.count("\\") > ESCAPES_LIMIT:
        raise _no_session(path, Message("has more backslashes than any session"))
    if text.count("=") > KEYS_LIMIT and _QUOTED.sub("", text).count("=") > KEYS_LIMIT:
        raise _no_session(path, Message("has more keys than any session"))
    depth = dots = 0
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if kind == "dot":
            dots += 1
        elif kind == "open":
            depth, dots = depth + 1, 0
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "end":
            dots = 0
        if depth > DEPTH_LIMIT or dots > DOT_LIMIT:
            line = _line(text, piece.start())
            many = noted("has a key of more than 64 dots (line {line}), as no session has")
            deep = noted("has more than 32 levels (line {line}), as no session has")
            raise _no_session(path, Message(many if dots > DOT_LIMIT else deep, line=line))


def _no_session(path: Path, what: Message) -> SessionFileError:
    return SessionFileError(path, what, Message(_ANOTHER))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


_LINE: Final = re.compile(
    r"""
    \[(?P<table>[\w-]++(?:\.[\w-]++)*+(?:\."[\w.-]++")?+)\]\n
    |(?P<key>[\w-]++)\ =\ "(?P<text>[^"\\\x00-\x08\x0a-\x1f\x7f]*+)"\n
    |(?P<list>[\w-]++)\ =\ \[\n(?P<items>(?:\ {4}"[^"\\\x00-\x08\x0a-\x1f\x7f]*+",\n)++)\]\n
    |(?P<blank>(?:\#[^\x00-\x08\x0a-\x1f\x7f]*+)?\n)
    |(?P<other>[\w-]++)\ =\ (?:
        [\w:.+-]{1,40}+
        |"(?:[^"\\\n]|\\[^\n])*+"
        |\[\]
        |\[\n(?:\ {4}(?:"(?:[^"\\\n]|\\[^\n])*+"|[0-9]{1,18}),\n)++\]
    )\n
    """,
    re.VERBOSE | re.ASCII,
)

_ITEM: Final = re.compile(r'"([^"]*)"')


def tables(text: str) -> dict[str, Any] | None:
    """What `tomllib.loads` makes of the text; None where it is for tomllib to say."""
    root: dict[str, Any] = {}
    here, begun, at = root, set[SessionPath](), 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None:
            return None
        at = line.end()
        match line.lastgroup:
            case "text":
                key, value = line["key"], line["text"]
            case "table":
                name, quoted, last = line["table"].partition('."')
                keys = (*name.split("."), last[:-1]) if quoted else tuple(name.split("."))
                opened = _table(root, keys)
                if opened is None or keys in begun:
                    return None
                here = opened
                begun.add(keys)
                continue
            case "items":
                key, value = line["list"], _ITEM.findall(line["items"])
            case "other":
                try:
                    key, value = _other(line[0])
                except ValueError:
                    return None
            case _:
                continue
        if key in here:
            return None
        here[key] = value
    return root


_USUAL: Final = re.compile(
    r"""
    (?P<key>[\w-]++)\ =\ (?:
        (?P<flag>true|false)
        |(?P<number>0|[1-9][0-9]{0,17})
        |(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})
        |(?P<moment>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})Z
    )\n
    """,
    re.VERBOSE | re.ASCII,
)
"""Values as the program writes them, of which nobody needs to ask the parser."""


def _other(line: str) -> tuple[str, Any]:
    """The key and the value of a line that is not plain text.

    Raises:
        ValueError: it is no TOML, or no such day.
    """
    usual = _USUAL.fullmatch(line)
    if usual is None:
        ((key, value),) = tomllib.loads(line).items()
        return key, value
    match usual.lastgroup:
        case "flag":
            return usual["key"], usual["flag"] == "true"
        case "number":
            return usual["key"], int(usual["number"])
        case "day":
            return usual["key"], date.fromisoformat(usual["day"])
        case _:
            return usual["key"], datetime.fromisoformat(usual["moment"]).replace(tzinfo=UTC)


def _table(root: dict[str, Any], keys: SessionPath) -> dict[str, Any] | None:
    """The table at these keys, made if need be; None where something else has the name."""
    here: Any = root
    for key in keys:
        here = here.setdefault(key, {})
        if not isinstance(here, dict):
            return None
    return here  # type: ignore[no-any-return]  # a dict, as was seen
