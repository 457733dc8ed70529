"""A content file against its model: what pydantic finds, said to somebody who edits TOML."""

from collections.abc import Iterator
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fouraxis.content.models import PATTERNS, Part
from fouraxis.content.vocabulary import Finding


def check(model: Any, raw: dict[str, Any]) -> tuple[Part | None, list[Finding]]:
    """The typed part, or None and what was expected where."""
    findings = dict(_own_ids(raw))
    try:
        part: Part = model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors():
            findings.setdefault(*_finding(model, detail))
        return None, list(findings.items())
    return (None, list(findings.items())) if findings else (part, [])


def _own_ids(raw: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[Finding]:
    """An item is known by the name of its table; an id beside it could only contradict it."""
    for name, part in raw.items():
        if isinstance(part, dict):
            yield from _own_ids(part, (*path, name))
        elif name == "id" and path and path != ("pack",):
            yield (
                ".".join((*path, name)),
                f"expected no id: the table's name, {path[-1]}, is the id",
            )


def _finding(model: Any, detail: ErrorDetails) -> Finding:
    kind, loc, found = detail["type"], list(detail["loc"]), detail["input"]
    of_name = loc[-1] == "id" and loc[0] != "pack" and kind not in ("missing", "extra_forbidden")
    if loc[-1] == "[key]" or of_name:
        loc.pop()
        return _key(loc), f"expected {_name_of_key(kind, detail)}"
    if kind == "extra_forbidden":
        return _key(loc), _unknown(str(loc[-1]), _annotation(model, loc[:-1]), len(loc) > 1)
    noun = _noun(_annotation(model, loc))
    if kind == "missing":
        return _key(loc), f"expected {noun}, and it is missing"
    context = detail.get("ctx", {})
    if kind == "value_error":
        return _key(loc), str(context["error"])
    if kind == "string_too_short":
        return _key(loc), "expected some text, found none"
    if kind == "string_too_long":
        return _key(loc), f"expected at most {context['max_length']} characters, found {len(found)}"
    if kind == "string_pattern_mismatch":
        asked_for = PATTERNS.get(context["pattern"], noun)
        return _key(loc), f"expected {asked_for}, found {_found(found)}"
    if kind in ("too_short", "too_long"):
        least, most = context.get("min_length"), context.get("max_length")
        limit = f"at most {most}" if kind == "too_long" else f"at least {least}"
        return _key(loc), f"expected {limit} entries, found {context['actual_length']}"
    if kind == "greater_than_equal":
        return _key(loc), f"expected {context['ge']} or more, found {_found(found)}"
    if kind == "less_than_equal":
        return _key(loc), f"expected {context['le']} or less, found {_found(found)}"
    return _key(loc), f"expected {noun}, found {_found(found)}"


def _name_of_key(kind: str, detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], "a known name")
    if kind == "string_too_long":
        return f"a name of at most {context['max_length']} characters"
    return f"one of {context.get('expected', 'the known names')}".replace("'", "")


def _key(loc: list[int | str]) -> str:
    key = ""
    for step in loc:
        if isinstance(step, int):
            key += f", entry {step + 1}"
        else:
            key += f".{step}" if key else step
    return key


def _unknown(name: str, table: Any, nested: bool) -> str:
    fields = list(table.model_fields)
    if nested and "id" in fields and table.__name__ != "Pack":
        fields.remove("id")
    close = get_close_matches(name, fields, n=1)
    meant = f"; did you mean {close[0]}?" if close else ""
    return f"expected one of {', '.join(fields)}; this key is not known{meant}"


def _annotation(model: Any, loc: list[int | str]) -> Any:
    """The type that the model declares at a place."""
    for step in loc:
        if isinstance(model, type) and issubclass(model, BaseModel):
            model = model.model_fields[str(step)].annotation
        else:
            model = [part for part in get_args(model) if part is not Ellipsis][-1]
        while get_origin(model) is not None and hasattr(model, "__metadata__"):
            model = get_args(model)[0]
    return model


def _noun(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return "one of " + ", ".join(map(str, get_args(annotation)))
    base = get_origin(annotation) or annotation
    if isinstance(base, type) and issubclass(base, BaseModel):
        return "a table"
    nouns: dict[Any, str] = {
        str: "text",
        int: "a whole number",
        bool: "true or false",
        dict: "a table of named items",
        tuple: "a list",
    }
    if base in nouns:
        return nouns[base]
    return _noun(get_args(annotation)[0])


def _found(value: Any) -> str:
    """A raw value, named so that it can be found in the file."""
    if isinstance(value, str):
        return f'"{value[:40]}{"…" if len(value) > 40 else ""}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {str(value)[:40]}"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, date | datetime | time):
        return f"the date or time {value.isoformat()}"
    return "a list"
