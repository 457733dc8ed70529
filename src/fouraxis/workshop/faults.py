"""What can be wrong with an edit, said so that a room can read it."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

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
    return f"“{text[:_LONGEST_QUOTE]}…”" if len(text) > _LONGEST_QUOTE else f"“{text}”"


def explained(error: ValidationError) -> str:
    """What pydantic found, in plain words."""
    faults = error.errors(include_url=False)
    literals = [f["ctx"]["expected"] for f in faults if f["type"] == "literal_error"]
    if literals:
        allowed = ", ".join(literals).replace("'", "").replace(" or ", ", ")
        return f"{quoted(faults[0]['input'])} is not possible here; possible are {allowed}"
    fault = faults[0]
    match fault["type"]:
        case "string_too_long":
            return f"the text is longer than {fault['ctx']['max_length']:,} characters"
        case "string_pattern_mismatch":
            return (
                f"{quoted(fault['input'])} is no id: small letters, digits and single dashes only"
            )
        case "value_error":
            return str(fault["ctx"]["error"])
        case "int_parsing" | "int_type" | "int_from_float":
            return f"{quoted(fault['input'])} is no whole number"
        case "greater_than_equal":
            return f"{quoted(fault['input'])} is less than {fault['ctx']['ge']}"
        case "less_than_equal":
            return f"{quoted(fault['input'])} is more than {fault['ctx']['le']}"
        case _:
            return f"{quoted(fault['input'])} does not fit here: {fault['msg'].lower()}"
