"""The shape of content: what a model declares at a place, and a file against its model.

What pydantic finds is said to somebody who edits TOML.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from fouraxis.content.items import PATTERNS, Part
from fouraxis.content.misfit import Misfit, misfits
from fouraxis.content.vocabulary import Finding

Metadata = tuple[Any, ...]
"""What a type is annotated with: limits, patterns, validators."""


def bare(annotation: Any, metadata: Metadata = ()) -> tuple[Any, Metadata]:
    """The type behind an annotation that may be optional, and what it is annotated with.

    None for a choice between several types: there is no one type behind that.
    """
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        flat = (part for item in more for part in (item, *getattr(item, "metadata", ())))
        return bare(inner, (*metadata, *flat))
    if get_origin(annotation) in (Union, UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return bare(parts[0], metadata) if len(parts) == 1 else (None, ())
    return annotation, metadata


def declared(model: Any, path: Sequence[int | str]) -> tuple[Any, Metadata]:
    """The bare type that a model declares at a place, and what it is annotated with.

    A step of the path is the name of a field, a key of a table or an index of a list. None where
    there is no such place.
    """
    here, metadata = bare(model)
    for step in path:
        if is_model(here):
            field = here.model_fields.get(str(step))
            if field is None:
                return None, ()
            here, metadata = bare(field.annotation, tuple(field.metadata))
        elif get_origin(here) in (dict, tuple):
            here, metadata = bare(_held(here))
        else:
            return None, ()
    return here, metadata


def is_model(kind: Any) -> bool:
    """Whether a type is a model, with fields of its own."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def entries(annotation: Any) -> Any:
    """The bare type of what a table keyed by ids holds; None where it is no such table."""
    kind, _ = bare(annotation)
    return bare(_held(kind))[0] if get_origin(kind) is dict else None


def listed(annotation: Any) -> bool:
    """Whether a value is a list."""
    return get_origin(bare(annotation)[0]) is tuple


def vocabulary(annotation: Any) -> tuple[str, ...]:
    """The words of a fixed vocabulary, in its order; nothing where any text will do."""
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def holds_text(annotation: Any) -> bool:
    """Whether a value, or each one in its table or list, is typed by people and not chosen."""
    kind, _ = bare(annotation)
    return kind is str or (get_origin(kind) in (dict, tuple) and holds_text(_held(kind)))


def _held(table: Any) -> Any:
    return [part for part in get_args(table) if part is not Ellipsis][-1]


def check(model: Any, raw: dict[str, Any]) -> tuple[Part | None, list[Finding]]:
    """The typed part, or None and what was expected where."""
    findings = dict(_own_ids(raw))
    try:
        part: Part = model.model_validate(raw)
    except ValidationError as error:
        for misfit in misfits(error):
            findings.setdefault(*_finding(model, misfit))
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


def _finding(model: Any, misfit: Misfit) -> Finding:
    loc = list(misfit.at)
    missing = misfit.kind in ("missing", "unknown-key")
    if misfit.of_key or (loc[-1] == "id" and loc[0] != "pack" and not missing):
        loc.pop()
        return _key(loc), f"expected {_name_of_key(misfit)}"
    return _key(loc), _expected(model, loc, misfit)


def _expected(model: Any, loc: list[int | str], misfit: Misfit) -> str:
    """What a value should be, and what it is."""
    limit, shown = misfit.limit, _shown(misfit.value)
    match misfit.kind:
        case "unknown-key":
            return _unknown(str(loc[-1]), declared(model, loc[:-1])[0], len(loc) > 1)
        case "own":
            return str(limit)
        case "empty":
            return "expected some text, found none"
        case "too-long":
            return f"expected at most {limit} characters, found {len(misfit.value)}"
        case "too-many":
            return f"expected at most {limit} entries, found {misfit.count}"
        case "too-few":
            return f"expected at least {limit} entries, found {misfit.count}"
        case "too-small":
            return f"expected {limit} or more, found {shown}"
        case "too-large":
            return f"expected {limit} or less, found {shown}"
    noun = _noun(declared(model, loc)[0])
    if misfit.kind == "missing":
        return f"expected {noun}, and it is missing"
    if misfit.kind == "pattern":
        noun = PATTERNS.get(limit, noun)
    return f"expected {noun}, found {shown}"


def _name_of_key(misfit: Misfit) -> str:
    if misfit.kind == "pattern":
        return PATTERNS.get(misfit.limit, "a known name")
    if misfit.kind == "too-long":
        return f"a name of at most {misfit.limit} characters"
    *most, last = misfit.choices or ("the known names",)
    return f"one of {', '.join(most)} or {last}" if most else f"one of {last}"


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


def _noun(annotation: Any) -> str:
    words = vocabulary(annotation)
    if words:
        return "one of " + ", ".join(map(str, words))
    if is_model(annotation):
        return "a table"
    nouns: dict[Any, str] = {
        str: "text",
        int: "a whole number",
        bool: "true or false",
        dict: "a table of named items",
        tuple: "a list",
    }
    return nouns[get_origin(annotation) or annotation]


def _shown(value: Any) -> str:
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
