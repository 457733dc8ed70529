"""What is looked at before a file is parsed: some files would keep the parser busy for minutes.

Each guard has its own message. None of them changes the file.
"""

import re
from pathlib import Path
from typing import Final

from fouraxis.store.faults import SessionFileError

SIZE_LIMIT: Final = 16 * 1024 * 1024
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
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_NOT_CHANGED: Final = "It was not changed."
_ANOTHER: Final = f"Choose a session file. {_NOT_CHANGED}"

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
        raise SessionFileError(path, "is larger than 16 MB, too large for a session", _ANOTHER)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise SessionFileError(path, "is empty", f"Open a backup or a copy of it. {_NOT_CHANGED}")
    for start, kind in _KINDS.items():
        if data.startswith(start):
            raise SessionFileError(path, f"is {kind}, not a session", _ANOTHER)
    if data.startswith(_UTF16):
        raise SessionFileError(
            path, "is text in UTF-16", f"Save it as UTF-8 in an editor. {_NOT_CHANGED}"
        )
    if b"\0" in data:
        raise SessionFileError(path, "is not text, so not a session", _ANOTHER)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SessionFileError(
            path,
            f"is not text in UTF-8 (line {line})",
            f"Save it as UTF-8 in an editor. {_NOT_CHANGED}",
        ) from None
    return text.replace("\r\n", "\n")


def checked(text: str, path: Path) -> None:
    """See that the text can be given to the parser.

    Raises:
        SessionFileError: it has conflict markers, or is built in a way that no session is.
    """
    if (mine := _MINE.search(text)) and _THEIRS.search(text, mine.end()):
        raise SessionFileError(
            path,
            f"holds both sides of a merge that was not finished (line {_line(text, mine.start())})",
            f"Take one side of each conflict, or merge the two versions. {_NOT_CHANGED}",
        )
    if text.count("\n") > LINE_LIMIT:
        raise SessionFileError(
            path, "has more than 500,000 lines, too many for a session", _ANOTHER
        )
    if text.count(".") > ALL_DOTS_LIMIT and _QUOTED.sub("", text).count(".") > ALL_DOTS_LIMIT:
        raise SessionFileError(path, "has more dotted keys than any session", _ANOTHER)
    if text.count("\\") > ESCAPES_LIMIT:
        raise SessionFileError(path, "has more backslashes than any session", _ANOTHER)
    if text.count("=") > KEYS_LIMIT and _QUOTED.sub("", text).count("=") > KEYS_LIMIT:
        raise SessionFileError(path, "has more keys than any session", _ANOTHER)
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
            what = "a key of more than 64 dots" if dots > DOT_LIMIT else "more than 32 levels"
            place = _line(text, piece.start())
            raise SessionFileError(path, f"has {what} (line {place}), as no session has", _ANOTHER)


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
