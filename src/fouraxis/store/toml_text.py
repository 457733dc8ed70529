"""TOML as text: guarded before it is parsed, read fast as we write it, its faults and lines named.

Some files would keep the parser busy for minutes; each guard has its own message. Comments are read
with the place that they are at, and written back there.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from fouraxis.content.language import Message, noted
from fouraxis.store.faults import SIZE_LIMIT, SessionFileError
from fouraxis.workshop.session import Comment, SessionPath

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


_SENTENCES: Final = (
    noted("Cannot declare {what} twice"),
    noted("Cannot mutate immutable namespace {what}"),
    noted("Cannot overwrite a value"),
    noted("Cannot redefine namespace {what}"),
    noted("Duplicate inline table key {what}"),
    noted("Escaped character is not a Unicode scalar value"),
    noted("Expected '=' after a key in a key/value pair"),
    noted("Expected ']' at the end of a table declaration"),
    noted("Expected ']]' at the end of an array declaration"),
    noted("Expected newline or end of document after a statement"),
    noted("Expected {what}"),
    noted("Found invalid character {what}"),
    noted("Illegal character {what}"),
    noted("Invalid date or datetime"),
    noted("Invalid hex value"),
    noted("Invalid initial character for a key part"),
    noted("Invalid statement"),
    noted("Invalid value"),
    noted("Unclosed array"),
    noted("Unclosed inline table"),
    noted("Unescaped '\\' in a string"),
    noted("Unterminated string"),
)
_PLACE: Final = re.compile(
    r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)


def described(error: ValueError) -> Message | str:
    """What is wrong, and where."""
    parts = _PLACE.fullmatch(str(error))
    if parts is None:
        return _sentence(str(error))
    what = _sentence(parts["what"])
    if parts["line"] is None:
        return Message("{what} (at end of document)", what=what)
    return Message(
        "{what} (at line {line}, column {column})",
        what=what,
        line=parts["line"],
        column=parts["column"],
    )


def _sentence(text: str) -> Message | str:
    for sentence in _SENTENCES:
        start, place, end = sentence.partition("{what}")
        if not place:
            if text == sentence:
                return Message(sentence)
        elif text.startswith(start) and text.endswith(end):
            return Message(sentence, what=text[len(start) : len(text) - len(end)])
    return text


_HEADER: Final = re.compile(r"\s*\[\[?([^\]\n]*)\]")
_KEY: Final = re.compile(r"""\s*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*[^=\n]+)?)\s*=""")
_PART: Final = re.compile(r"""[\w-]+|"((?:[^"\\]|\\.)*)"|'([^']*)'""")


def parts(dotted: str) -> SessionPath:
    """The keys of a dotted key."""
    return tuple(match[1] or match[2] or match[0] for match in _PART.finditer(dotted))


class Lines:
    """The lines of a file by key; made when the first line is asked for.

    Args:
        text: the file's.
        moved: by its new place what was moved since, with its place in the file.
    """

    def __init__(self, text: str, moved: Mapping[SessionPath, SessionPath] | None = None) -> None:
        self._text = text
        self._moved = moved or {}
        self._lines: dict[SessionPath, int] | None = None

    def of(self, path: SessionPath) -> int | None:
        """The line of the key, or of the nearest key above it; None where there is none."""
        if self._lines is None:
            self._lines = self._read()
        for new, old in self._moved.items():
            if path[: len(new)] == new:
                path = old + path[len(new) :]
        for length in range(len(path), 0, -1):
            if (line := self._lines.get(path[:length])) is not None:
                return line
        return None

    def _read(self) -> dict[SessionPath, int]:
        lines: dict[SessionPath, int] = {}
        here: SessionPath = ()
        for number, line in enumerate(self._text.split("\n"), 1):
            if header := _HEADER.match(line):
                here = parts(header[1])
                lines.setdefault(here, number)
            elif key := _KEY.match(line):
                lines.setdefault(here + parts(key[1]), number)
        return lines


_TOKEN: Final = re.compile(
    r"""
    \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"{3,5}
    |'''(?:[^']|'(?!''))*+'{3,5}
    |"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"
    |'[^'\n]*+'
    |(?P<comment>\#[^\n]*+)
    |(?P<open>[\[{])
    |(?P<close>[\]}])
    |(?P<end>\n)
    |[^"'\#\[\]{}\n]++
    |.
    """,
    re.VERBOSE | re.DOTALL,
)
_TABLE: Final = re.compile(r"\s*\[\[?([^\]\n]*)\]")
_KEYED: Final = re.compile(r"""\s*((?:[\w-]++|"[^"\n]*+"|'[^'\n]*+'|\s*\.\s*)++)\s*=""")
_END: Final[SessionPath] = ()
"""Where comments are that stand behind everything else."""


def comments_in(text: str) -> tuple[Comment, ...]:
    """The comments of a file that can be parsed."""
    if "#" not in text:
        return ()
    kept: list[Comment] = []
    above: list[str] = []
    here: SessionPath = ()
    for statement, comments in _statements(text):
        if not statement.strip():
            above += comments
            continue
        if table := _TABLE.match(statement):
            path = here = parts(table[1])
        elif key := _KEYED.match(statement):
            path = here + parts(key[1])
        else:
            path = here
        behind = comments.pop() if comments and statement.endswith("#") else ""
        if above or comments or behind:
            kept.append(Comment(path=path, above=(*above, *comments), behind=behind))
        above = []
    if above:
        kept.append(Comment(path=_END, above=tuple(above)))
    return tuple(kept)


def _statements(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each line, or lines that belong together, with a sign for its comment; and the comments."""
    statement: list[str] = []
    comments: list[str] = []
    depth = 0
    for piece in _TOKEN.finditer(text):
        kind = piece.lastgroup
        if kind == "comment":
            comments.append(piece[0].rstrip())
            if not depth and "".join(statement).strip():
                statement.append("#")
        elif kind == "end" and depth <= 0:
            yield "".join(statement), comments
            statement, comments, depth = [], [], 0
        else:
            depth += (kind == "open") - (kind == "close")
            statement.append(piece[0])
    yield "".join(statement), comments


def inserted(text: bytes, comments: Iterable[Comment]) -> bytes:
    """The text of a part of a file, as we write it, with its comments."""
    left = list(comments)
    if not left:
        return text
    lines = text.decode().split("\n")
    places = _places(lines)
    above: dict[int, list[str]] = {}
    behind: dict[int, str] = {}
    for comment in left:
        at = _nearest(comment.path, places)
        above.setdefault(at, []).extend(comment.above)
        if not comment.behind:
            continue
        if places.get(comment.path) == at and at not in behind and _may_follow(lines[at]):
            behind[at] = comment.behind
        else:
            above[at].append(comment.behind)
    result: list[str] = []
    for number, line in enumerate(lines):
        result += above.get(number, ())
        result.append(f"{line} {behind[number]}" if number in behind else line)
    return "\n".join(result).encode()


def _may_follow(line: str) -> bool:
    """Whether a comment can stand behind it: not where a list goes on, nor where parts are told."""
    return not line.endswith("[") and line != "[saved]"


def _places(lines: list[str]) -> dict[SessionPath, int]:
    """The number of the line of each table and key."""
    places: dict[SessionPath, int] = {}
    here: SessionPath = ()
    for number, line in enumerate(lines):
        if line.startswith("["):
            here = parts(line.strip("[]"))
            places.setdefault(here, number)
        elif line[:1] not in ("", " ", "]") and (key := _KEYED.match(line)):
            places.setdefault(here + parts(key[1]), number)
    return places


def _nearest(path: SessionPath, places: dict[SessionPath, int]) -> int:
    """The line of a place, of the first thing in it, or of the nearest thing around it."""
    if path in places:
        return places[path]
    for length in range(len(path), 0, -1):
        start = path[:length]
        inside = (line for place, line in places.items() if place[:length] == start)
        if (first := min(inside, default=-1)) >= 0:
            return first
    return min(places.values(), default=0)


def joined(
    base: Iterable[Comment] | None, mine: tuple[Comment, ...], theirs: tuple[Comment, ...]
) -> tuple[Comment, ...]:
    """The comments of two versions: what either side added is in, what either removed is out."""
    if mine == theirs:
        return mine
    before = set(base or ())
    kept = [comment for comment in mine if comment in theirs or comment not in before]
    kept += [comment for comment in theirs if comment not in mine and comment not in before]
    return tuple(kept)
