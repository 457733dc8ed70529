"""What a model of pydantic declares: the type at a place, freed of what it is annotated with."""

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

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


def vocabulary(annotation: Any) -> tuple[str, ...]:
    """The words of a fixed vocabulary, in its order; nothing where any text will do."""
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def holds_text(annotation: Any) -> bool:
    """Whether a value, or each one in its table or list, is typed by people and not chosen."""
    kind, _ = bare(annotation)
    return kind is str or (get_origin(kind) in (dict, tuple) and holds_text(_held(kind)))


def _held(table: Any) -> Any:
    return [part for part in get_args(table) if part is not Ellipsis][-1]
