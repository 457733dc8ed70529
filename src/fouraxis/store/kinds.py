"""What stands at a place of the session, by the session's own types: a text, or a list of ids."""

from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from fouraxis.workshop.session import Node, Session
from fouraxis.workshop.text import LINE_LIMIT, NOTE_LIMIT

Path = tuple[str, ...]

_IDS: Final = frozenset({"kind", "role"})
"""Lines that hold the id of something in the content: two of them joined would be none."""


@lru_cache(10_000)
def text_limit(path: Path) -> int:
    """How many characters a text of the room may have at this place; 0 where there is no text."""
    annotation, metadata = _at(path)
    if annotation is not str or path[-1] in _IDS:
        return 0
    lengths = [getattr(one, "max_length", 0) for one in metadata]
    return next((length for length in lengths if length in (LINE_LIMIT, NOTE_LIMIT)), 0)


def is_note(path: Path) -> bool:
    """Whether a text of any number of lines stands at this place."""
    return text_limit(path) == NOTE_LIMIT


@lru_cache(10_000)
def is_list_of_ids(path: Path) -> bool:
    """Whether ids are listed at this place, each once, in no order that matters."""
    return get_origin(_at(path)[0]) is tuple and path[-1] != "set_aside"


def _at(path: Path) -> tuple[Any, tuple[Any, ...]]:
    """The type at a place, and what it is annotated with; None where there is no such place."""
    here: Any = Session
    metadata: tuple[Any, ...] = ()
    for key in path:
        if get_origin(here) is dict:
            here, metadata = get_args(here)[1], ()
        elif isinstance(here, type) and issubclass(here, Node) and key in here.model_fields:
            field = here.model_fields[key]
            here, metadata = field.annotation, tuple(field.metadata)
        else:
            return None, ()
        here, metadata = _plain(here, metadata)
    return here, metadata


def _plain(annotation: Any, metadata: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """The type behind an annotation, which may be optional."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _plain(inner, (*metadata, *_flat(more)))
    if get_origin(annotation) in (Union, UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return _plain(parts[0], metadata) if len(parts) == 1 else (None, ())
    return annotation, metadata


def _flat(metadata: list[Any]) -> list[Any]:
    """What a field's own description holds stands beside it."""
    return [one for item in metadata for one in (item, *getattr(item, "metadata", ()))]
