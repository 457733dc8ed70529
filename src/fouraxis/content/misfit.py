"""What does not fit a model: pydantic's errors in terms that are ours, for each room to word.

Content is said to somebody who edits its files, a session's file to the room that opens it, an
edit to whoever typed it: three voices, and one reading of what pydantic says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:  # the words of what is wrong are there where nothing is validated
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Kind = Literal[
    "missing",
    "unknown-key",
    "choice",
    "level",
    "text",
    "empty",
    "too-long",
    "pattern",
    "too-few",
    "too-many",
    "too-small",
    "too-large",
    "whole-number",
    "flag",
    "table",
    "list",
    "time",
    "day",
    "own",
    "other",
]

_KINDS: Final[dict[str, tuple[Kind, str]]] = {
    "missing": ("missing", ""),
    "extra_forbidden": ("unknown-key", ""),
    "literal_error": ("choice", ""),
    "level": ("level", ""),
    "string_type": ("text", ""),
    "string_too_short": ("empty", "min_length"),
    "string_too_long": ("too-long", "max_length"),
    "string_pattern_mismatch": ("pattern", "pattern"),
    "too_short": ("too-few", "min_length"),
    "too_long": ("too-many", "max_length"),
    "greater_than_equal": ("too-small", "ge"),
    "less_than_equal": ("too-large", "le"),
    "bool_type": ("flag", ""),
    "bool_parsing": ("flag", ""),
    "model_type": ("table", ""),
    "dict_type": ("table", ""),
    "tuple_type": ("list", ""),
    "value_error": ("own", "error"),
}
"""Pydantic's name of an error: our kind of it, and under which name it gives the limit."""

_PREFIXES: Final[tuple[tuple[str, Kind], ...]] = (
    ("int_", "whole-number"),
    ("datetime", "time"),
    ("date", "day"),
    ("timezone", "time"),
)

_CHOICE: Final = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class Misfit:
    """One value that does not fit.

    `at` is its place, `value` what stands there (for what is missing, what it is missing from).
    `limit` is what it breaks: a length, a number, a pattern, or the message of a check of our own.
    `choices` are the words that would be possible; `count` how many entries a list or table has.
    `words` is how pydantic puts it, for what has no kind of its own.
    """

    at: tuple[int | str, ...]
    kind: Kind
    value: Any
    words: str
    limit: Any = None
    choices: tuple[str, ...] = ()
    count: int = 0

    @property
    def of_key(self) -> bool:
        """Whether it is not the value of a table's entry that does not fit, but its name."""
        return bool(self.at) and self.at[-1] == "[key]"


def misfits(error: "ValidationError") -> tuple[Misfit, ...]:
    """All that does not fit, in the order in which pydantic met it."""
    return tuple(_misfit(detail) for detail in error.errors(include_url=False))


def _misfit(detail: "ErrorDetails") -> Misfit:
    context: Mapping[str, Any] = detail.get("ctx", {})
    kind, limit = _KINDS.get(detail["type"], ("other", ""))
    if kind == "other":
        kind = next((k for start, k in _PREFIXES if detail["type"].startswith(start)), "other")
    choices: tuple[str, ...] = ()
    if kind == "choice":
        choices = tuple(_CHOICE.findall(context["expected"]))
    elif kind == "level":
        choices = tuple(context["allowed"].split(", "))
    return Misfit(
        at=detail["loc"],
        kind=kind,
        value=detail["input"],
        words=detail["msg"],
        limit=context.get(limit),
        choices=choices,
        count=context.get("actual_length", 0),
    )
