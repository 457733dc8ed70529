"""User text: made fit to store, made fit to show, and compared as a reader would.

Text comes from colleagues, clients and vendors. A terminal obeys escape sequences wherever they
come from, so nothing that a person typed may reach a screen, a pipe or a file without passing here.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from fouraxis.content.language import tr
from fouraxis.content.misfit import misfits
from fouraxis.content.read import HIDDEN

if TYPE_CHECKING:  # text is made fit to show where nothing is validated
    from pydantic import ValidationError

LINE_LIMIT: Final = 5_000
"""The longest name or title, in characters."""

NOTE_LIMIT: Final = 100_000
"""The longest note, in characters."""

REPLACEMENT: Final = "\ufffd"

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Word and PowerPoint end a line by U+000B and a page by U+000C, others by U+0085 or U+2028."""
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAKS = re.compile(r"\s*\n\s*|\t")
_UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufffc]")
"""Hints for breaking lines, marks of byte order, places of pictures: nobody sees or means them."""

_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def storable(text: str) -> str:
    """The text as it is stored: line ends are newlines, control characters are replaced.

    Tabs and newlines stay; every other control character (C1 and lone surrogates too) becomes
    U+FFFD, so that it is seen and not obeyed.
    """
    return _UNSTORABLE.sub(REPLACEMENT, LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The text for a field of one line: lines are joined by spaces, and nothing is cut."""
    return _BREAKS.sub(" ", storable(text).strip())


def legible(text: str) -> str:
    """A text that comes from elsewhere (pasted, imported), fit to store and without what is unseen.

    Spaces and signs that say in which direction to read stay, since somebody may mean them.
    """
    return _UNSEEN.sub("", storable(text))


def folded(text: str) -> str:
    """What a text is compared by: its letters, whatever their case, normal form and spaces.

    What nobody sees does not count either.
    """
    plain = _DIRECTIONS.sub("", _UNSEEN.sub("", text))
    lower = unicodedata.normalize("NFKC", plain).casefold()
    return " ".join(unicodedata.normalize("NFKC", lower).split())


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"


def showable(text: str) -> str:
    """The text as it may reach a terminal: whatever is hidden or obeyed becomes a visible sign.

    What only hints at how to break lines is left out, unless there is nothing else. Newlines stay
    and tabs become four spaces. A combining mark with nothing to stand on gets a dotted circle, so
    that it cannot write into its neighbour.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", text) or text
    text = HIDDEN.sub(_sign, text.replace("\t", "    "))
    if text and unicodedata.combining(text[0]):
        text = "\u25cc" + text
    return text


def showable_line(text: str) -> str:
    """The text on one line, as it may reach a terminal: line breaks become a visible sign."""
    return showable(text).replace("\n", " \u23ce ")


_LONGEST_QUOTE = 60


class EditError(Exception):
    """An edit that cannot be made: `path` says where, `what` why; the text is fit to show."""

    def __init__(self, path: Sequence[str], what: str) -> None:
        self.path = tuple(path)
        self.what = what
        where = ".".join(showable_line(key) for key in path)
        super().__init__(f"{where}: {what}" if where else what)


def quoted(value: Any) -> str:
    """A value that somebody typed, on one line, fit to show, cut where it is long."""
    text = showable_line(str(value))
    short = f"{text[:_LONGEST_QUOTE]}…" if len(text) > _LONGEST_QUOTE else text
    return tr("“{text}”", text=short)


def explained(error: "ValidationError") -> str:
    """What does not fit, in plain words: the choices where there are any, else the first fault."""
    faults = misfits(error)
    fault = faults[0]
    value = quoted(fault.value)
    choices = [word for each in faults if each.kind == "choice" for word in each.choices]
    if choices:
        return tr(
            "{value} is not possible here; possible are {allowed}",
            value=value,
            allowed=", ".join(choices),
        )
    match fault.kind:
        case "too-long":
            return tr("the text is longer than {limit:,} characters", limit=fault.limit)
        case "pattern":
            return tr("{value} is no id: small letters, digits and single dashes only", value=value)
        case "own":
            return str(fault.limit)
        case "whole-number":
            return tr("{value} is no whole number", value=value)
        case "day":
            return tr("{value} is no date such as 2026-12-04", value=value)
        case "too-small":
            return tr("{value} is less than {limit}", value=value, limit=fault.limit)
        case "too-large":
            return tr("{value} is more than {limit}", value=value, limit=fault.limit)
        case _:
            return tr("{value} does not fit here: {why}", value=value, why=fault.words.lower())
