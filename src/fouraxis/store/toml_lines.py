"""The lines of a TOML text: which one a fault stands in, what the parser says of it, and comments.

Comments are read with the place that they are at, and written back there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from fouraxis.content.language import Message, noted
from fouraxis.workshop.session import Comment, SessionPath

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
