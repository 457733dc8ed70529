"""User text on its way out: one function per format, so that the text can do nothing.

On a terminal it stands in columns: how many cells it takes, and how it wraps.
"""

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from itertools import zip_longest
from json.encoder import encode_basestring
from typing import Any, Final

from fouraxis.workshop.text import LINE_ENDS, showable

_MARKDOWN = re.compile(
    r"[\\`*_{}\[\]<>|~$@&:]"  # one set to begin with, so that the search is fast; of these:
    r"(?:(?<=[^&:])|(?<=&)(?=#?\w+;)|(?<=:)(?=//))"
)
_NUMBERED = re.compile(r"(\d+)([.)])(?=\s)")
_BRIEF = 60
_MARKDOWN_STARTS = ("#", "+", "=", "-")
_WWW = re.compile(r"(?i)\b(www)\.")
_FORMULA_STARTS = ("=", "+", "-", "@")
_UNPRINTABLE = ("Cc", "Cf", "Zl", "Zp", "Cs")
_CALENDAR = re.compile(r"[\\;,]")
_NOT_XML = re.compile("[\ufffe\uffff]")
_NOT_ASCII = re.compile(r"[^\x20-\x7e]")
_ELEMENT = "\n    "


def _shown(text: str) -> str:
    """The text as it may be shown; whatever breaks a line anywhere (Word's own sign too) does."""
    return showable(text if text.isascii() and text.isprintable() else LINE_ENDS.sub("\n", text))


def markdown(text: str) -> str:
    """The text for Markdown, on one line: it starts no markup, no link, no HTML and no new block.

    Line breaks become `<br>`, which holds in a table, a list and a heading alike; spaces at the
    start of a line are kept.
    """
    return _brief(text) if len(text) <= _BRIEF else _markdown(text)


def _markdown(text: str) -> str:
    return "<br>".join(map(_markdown_line, _shown(text).split("\n")))


_brief = lru_cache(maxsize=4_096)(_markdown)
"""For names and words, which a report says again for each workload."""


def _markdown_line(line: str) -> str:
    body = line.lstrip(" ")
    escaped = _MARKDOWN.sub(_backslashed, body)
    if body[:1].isdecimal():
        escaped = _NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(body) else escaped
    if body.startswith(_MARKDOWN_STARTS):
        escaped = f"\\{escaped}"
    if "www." in escaped.lower():
        escaped = _WWW.sub(r"\1\\.", escaped)
    return "&nbsp;" * (len(line) - len(body)) + escaped


def _backslashed(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def plain(text: str) -> str:
    """The text for Word, a spreadsheet or a drawing: whatever XML cannot carry is made visible.

    For writers that escape markup by themselves, and take any cell or run as text.
    """
    return _NOT_XML.sub(lambda match: f"<U+{ord(match[0]):04X}>", _shown(text))


def word(text: str) -> str:
    """The text within an element of WordprocessingML; its line breaks stay newlines."""
    return html.escape(plain(text), quote=True)


def web(text: str) -> str:
    """The text within an element of HTML: no markup, no link, no script."""
    return html.escape(plain(text), quote=True).replace("\n", "<br>")


def attribute(text: str) -> str:
    """The text within a quoted attribute or the title of HTML, on one line."""
    return svg(text)


def svg(text: str) -> str:
    """The text within an element of SVG, on one line."""
    return html.escape(plain(text).replace("\n", " "), quote=True)


def csv_cell(text: str) -> str:
    """The text for a cell of a spreadsheet: a leading `'` where it would be run as a formula.

    Spaces before the sign, and its full-width and small forms, do not help it; nor does a tab.
    """
    return f"'{_shown(text)}" if runs_as_formula(text) else _shown(text)


def calendar_text(text: str) -> str:
    """The text as a value of a calendar file: it begins no property, no further value and no line.

    Line breaks become the sign for them, which has no control character in it.
    """
    lines = _shown(text).split("\n")
    return "\\n".join(_CALENDAR.sub(r"\\\g<0>", line) for line in lines)


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet would run a cell with this text, once somebody edits or imports it."""
    if text[:1].isalnum():
        return False
    start = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return start.startswith(_FORMULA_STARTS) or text.startswith(("\t", "\r"))


def within(text: str, units: int) -> str:
    """As much of the text as fits into so many units of UTF-16: whole letters, with their accents.

    Where it has to be cut, at the last space or line break of its end, if there is one.
    """
    if len(text.encode("utf-16-le")) <= units * 2:
        return text
    head = text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
    gap = max(head.rfind(" "), head.rfind("\n")) + 1
    if gap > len(head) * 0.9:
        return head[:gap]
    whole = len(head)
    while whole > 1 and _joins(text[whole - 1], text[whole]):
        whole -= 1
    return head[:whole] if whole > 1 else head


def _joins(before: str, after: str) -> bool:
    """Whether the second of two characters belongs to the first: an accent, a part of an emoji."""
    joiner, modifiers = "\u200d", range(0x1F3FB, 0x1F400)
    marks = unicodedata.category(after) in ("Mn", "Me", "Mc") or ord(after) in modifiers
    return marks or joiner in (before, after)


def json_text(value: Any, margin: str = "\n") -> str:
    """The value as JSON that people can read: only what is invisible is escaped.

    Of a dataclass, every field is a member. `margin` is what begins a line at the value's depth.
    """
    if isinstance(value, str):
        return _json_string(value)
    within = f"{margin}  "
    if isinstance(value, dict):
        body = [
            f"{_json_string(key)}: {json_text(member, within)}" for key, member in value.items()
        ]
        return f"{{{within}{f',{within}'.join(body)}{margin}}}" if body else "{}"
    if isinstance(value, list | tuple):
        body = [json_text(element, within) for element in value]
        return f"[{within}{f',{within}'.join(body)}{margin}]" if body else "[]"
    return json_text(members(value), margin) if is_dataclass(value) else json.dumps(value)


def members(value: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, as they are."""
    return {name: getattr(value, name) for name in _names(value.__class__)}


@lru_cache(maxsize=64)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def json_pieces(whole: Any) -> Iterator[str]:
    """A dataclass as JSON in pieces; of a field that is an iterator, one element after another."""
    before = "{\n  "
    for key, value in members(whole).items():
        yield f"{before}{_json_string(key)}: "
        before = ",\n  "
        if isinstance(value, Iterator):
            between = "["
            for element in value:
                yield f"{between}\n    {json_text(element, _ELEMENT)}"
                between = ","
            yield "[]" if between == "[" else "\n  ]"
        else:
            yield json_text(value, "\n  ")
    yield "\n}\n"


def _json_string(text: str) -> str:
    encoded = encode_basestring(text)
    if encoded.isascii() and encoded.isprintable():
        return encoded
    return _NOT_ASCII.sub(_json_escape, encoded)


def _json_escape(match: re.Match[str]) -> str:
    character = match[0]
    if unicodedata.category(character) not in _UNPRINTABLE:
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


WIDTH: Final = 80
"""How many cells a plain page takes: any terminal and any mail has them."""

_WIDE = ("W", "F")
_NO_CELL = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """How many cells a terminal gives the text: two for a CJK character, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def padded(text: str, cells: int) -> str:
    """The text, filled with spaces to this many cells."""
    return text + " " * (cells - width(text))


def wrapped(text: str, cells: int, indent: str = "") -> list[str]:
    """The text in lines of at most this many cells; all lines but the first are indented.

    Lines of the text stay lines. A word that is too long for a line is continued on the next:
    nothing is cut. There is always at least one line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = indent if lines else ""
        start = True
        for word in paragraph.split():
            gap = "" if start else " "
            if width(line) + len(gap) + width(word) <= cells:
                line += gap + word
            else:
                if not start:
                    lines.append(line)
                    line = indent
                *full, rest = _pieces(word, cells - width(line), cells - width(indent))
                for piece in full:
                    lines.append(line + piece)
                    line = indent
                line += rest
            start = False
        lines.append(line)
    return lines


def _pieces(word: str, first: int, further: int) -> Iterator[str]:
    """Cut a word into pieces that fit; an accent stays with its letter."""
    piece, room = "", max(first, 2)
    for character in word:
        if piece and width(piece) + _cells(character) > room:
            yield piece
            piece, room = "", max(further, 2)
        piece += character
    yield piece


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def in_columns(rows: Iterable[Sequence[str]], cells: Sequence[int]) -> list[str]:
    """Rows of texts as lines in columns of these widths, two cells apart; long texts wrap."""
    lines: list[str] = []
    for row in rows:
        stacks = [wrapped(text, limit) for text, limit in zip(row, cells, strict=True)]
        for parts in zip_longest(*stacks, fillvalue=""):
            filled = map(padded, parts, cells)
            lines.append("  ".join(filled).rstrip())
    return lines


def bullets(texts: Iterable[str], cells: int, sign: str = "-") -> list[str]:
    """The texts as an indented list, wrapped to this many cells."""
    lines: list[str] = []
    for text in texts:
        lines += ["  " + line for line in wrapped(f"{sign} {text}", cells - 2, "  ")]
    return lines


def flowing(paragraph: str) -> str:
    """A paragraph of the content as one line: where its file breaks lines means nothing."""
    return " ".join(paragraph.split())
