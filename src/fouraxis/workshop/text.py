"""User text: one function that makes it fit to store, one that makes it fit to show.

Text comes from colleagues, clients and vendors. A terminal obeys escape sequences wherever they
come from, so nothing that a person typed may reach a screen, a pipe or a file without passing here.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from fouraxis.content.language import tr

if TYPE_CHECKING:  # text is made fit to show where nothing is validated
    from pydantic import ValidationError

LINE_LIMIT: Final = 5_000
"""The longest name or title, in characters."""

NOTE_LIMIT: Final = 100_000
"""The longest note, in characters."""

REPLACEMENT: Final = "\ufffd"

_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x85")
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAKS = re.compile(r"\s*\n\s*|\t")
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"  # controls, and halves of characters
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # invisible, or turns text around
    "\u00ad\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\ufff9-\ufffb"  # invisible letters
    "\U000e0000-\U000e0fff]"  # tags
)


def storable(text: str) -> str:
    """The text as it is stored: line ends are newlines, control characters are replaced.

    Tabs and newlines stay; every other control character (C1 and lone surrogates too) becomes
    U+FFFD, so that it is seen and not obeyed.
    """
    return _UNSTORABLE.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The text for a field of one line: lines are joined by spaces, and nothing is cut."""
    return _BREAKS.sub(" ", storable(text).strip())


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"


def showable(text: str) -> str:
    """The text as it may reach a terminal: whatever is invisible or obeyed becomes a visible sign.

    Newlines stay and tabs become four spaces. A combining mark with nothing to stand on gets a
    dotted circle, so that it cannot write into its neighbour.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSHOWABLE.sub(_sign, text.replace("\t", "    "))
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
    """What pydantic found, in plain words."""
    faults = error.errors(include_url=False)
    literals = [f["ctx"]["expected"] for f in faults if f["type"] == "literal_error"]
    if literals:
        allowed = ", ".join(literals).replace("'", "").replace(" or ", ", ")
        return tr(
            "{value} is not possible here; possible are {allowed}",
            value=quoted(faults[0]["input"]),
            allowed=allowed,
        )
    fault = faults[0]
    value = quoted(fault["input"])
    match fault["type"]:
        case "string_too_long":
            limit = fault["ctx"]["max_length"]
            return tr("the text is longer than {limit:,} characters", limit=limit)
        case "string_pattern_mismatch":
            return tr("{value} is no id: small letters, digits and single dashes only", value=value)
        case "value_error":
            return str(fault["ctx"]["error"])
        case "int_parsing" | "int_type" | "int_from_float":
            return tr("{value} is no whole number", value=value)
        case "greater_than_equal":
            return tr("{value} is less than {limit}", value=value, limit=fault["ctx"]["ge"])
        case "less_than_equal":
            return tr("{value} is more than {limit}", value=value, limit=fault["ctx"]["le"])
        case _:
            return tr("{value} does not fit here: {why}", value=value, why=fault["msg"].lower())
