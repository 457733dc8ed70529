"""Text in columns of a terminal: how many cells it takes, and how it wraps."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

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
