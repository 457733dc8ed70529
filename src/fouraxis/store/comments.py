"""Comments in a session file: read with the place that they are at, and written back there.

People put them above a table or a key, or behind it, or at the end. What stands in the midst of a
list goes above its key; where a key is gone, its comments go to what is nearest. None is dropped.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fouraxis.store.toml_text import parts
from fouraxis.workshop.session import Comment, SessionPath

_PIECE: Final = re.compile(
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
_KEY: Final = re.compile(r"""\s*((?:[\w-]++|"[^"\n]*+"|'[^'\n]*+'|\s*\.\s*)++)\s*=""")
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
        elif key := _KEY.match(statement):
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
    for piece in _PIECE.finditer(text):
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
        elif line[:1] not in ("", " ", "]") and (key := _KEY.match(line)):
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
