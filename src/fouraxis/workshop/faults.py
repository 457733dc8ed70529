"""What can be wrong with an edit, said so that a room can read it."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from fouraxis.content.language import tr
from fouraxis.workshop.text import showable_line

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


def explained(error: ValidationError) -> str:
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
