"""What the parser of TOML finds wrong with a file, in the room's language.

The parser says it in English sentences, which differ a little between versions of Python: one that
is not known here is passed on as it is.
"""

import re
from typing import Final

from fouraxis.content.language import noted, tr

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


def said(error: ValueError) -> str:
    """What is wrong, and where."""
    found = _PLACE.fullmatch(str(error))
    if found is None:
        return _sentence(str(error))
    what = _sentence(found["what"])
    if found["line"] is None:
        return tr("{what} (at end of document)", what=what)
    return tr(
        "{what} (at line {line}, column {column})",
        what=what,
        line=found["line"],
        column=found["column"],
    )


def _sentence(text: str) -> str:
    for sentence in _SENTENCES:
        start, place, end = sentence.partition("{what}")
        if not place:
            if text == sentence:
                return tr(sentence)
        elif text.startswith(start) and text.endswith(end):
            return tr(sentence, what=text[len(start) : len(text) - len(end)])
    return text
