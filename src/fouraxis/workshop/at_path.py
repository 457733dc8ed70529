"""One edit for every answer: set the value at a path, share what the path does not touch.

A path names fields and ids from the session down, as the keys of the session file do, such as
`("workloads", "chatbot", "axes", "sensitivity", "factors", "ip-exposure", "level")`. It is looked
up in the session's own annotations, so that a new field can be edited without a line here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic import ValidationError

from fouraxis.content.language import tr
from fouraxis.workshop.faults import EditError, explained, quoted
from fouraxis.workshop.session import Mark, Node, Session

_AnyNode = TypeVar("_AnyNode", bound=Node)
_Key = TypeVar("_Key", bound=str)
_Value = TypeVar("_Value")

_BESIDE: Final = frozenset(
    {
        *(*Mark.model_fields, "reason", "evidence", "plan", "vendor"),
        *("target", "measured_by", "by_when"),
    }
)
"""Fields that accompany an answer and are none: filling them in leaves a parked question parked."""


def set_at(session: Session, path: Sequence[str], value: Any, order: Sequence[str] = ()) -> Session:
    """Set the value at a path; None, "", False, () and {} reset it to what an empty session has.

    Entries on the way that do not exist are created, entries that become wholly empty go, and parts
    that the path does not touch stay the same objects; so does the session if nothing changes. An
    answer ends the parking of its question, and replaces whatever was set aside at its path. A new
    entry takes its place by `order` (ids in the content's order; the fixed vocabulary needs none).

    Raises:
        EditError: the path names nothing that can be edited, or the value is not possible there.
    """
    edit = _Edit(tuple(path), value, order)
    changed = _in_node(session, edit, 0)
    aside = tuple(s for s in session.set_aside if not overlap(s.path, edit.path))
    if len(aside) == len(session.set_aside):
        return changed
    return changed.model_copy(update={"set_aside": aside})


def overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of two paths leads to the other."""
    return all(a == b for a, b in zip(one, other, strict=False))


def in_order(entries: dict[_Key, _Value], order: Sequence[str]) -> dict[_Key, _Value]:
    """The entries in this order, others behind in theirs; the same dict if it is so already."""
    rank: dict[str, int] = {key: at for at, key in enumerate(order)}
    keys = sorted(entries, key=lambda key: rank.get(key, len(rank)))
    return entries if keys == list(entries) else {key: entries[key] for key in keys}


@dataclass(frozen=True, slots=True)
class _Edit:
    """What is to be set, where; an `order` for new entries."""

    path: tuple[str, ...]
    value: Any
    order: Sequence[str]


def _in_node(node: _AnyNode, edit: _Edit, at: int) -> _AnyNode:
    """The node with the value set at the rest of the path, from its part `at` on."""
    path, value = edit.path, edit.value
    name = path[at] if at < len(path) else ""
    field = type(node).model_fields.get(name)
    if field is None or field.exclude:
        raise EditError(path, "there is nothing by this name to edit")
    old = getattr(node, name)
    if at + 1 == len(path) and _holds_subjects(field.annotation):
        raise EditError(path, "these are added and deleted one by one")
    if at + 2 == len(path) and chosen_apart(node, name):
        return _with(node, _chosen(node, name, edit), path)
    if at + 1 < len(path):
        new = _below(field.annotation, old, edit, at + 1)
        if new is old:
            return node
    elif not _empty(value):
        new = value
    elif field.is_required():
        raise EditError(path, tr("this cannot be left empty"))
    else:
        new = field.get_default(call_default_factory=True)
    answers = name not in _BESIDE and _held(field.annotation) is None and not _empty(value)
    updates = {name: new, "parked": False} if answers and isinstance(node, Mark) else {name: new}
    return _with(node, updates, path)


def chosen_apart(node: Any, name: str) -> bool:
    """Whether a field lists the ids that were chosen, and another one those that were not.

    Such an id is answered yes or no by a path that goes on to it: `("motives", "talent-access")`.
    """
    return isinstance(node, Node) and _has_opposite(type(node), name)


@cache
def _has_opposite(kind: type[Node], name: str) -> bool:
    return f"not_{name}" in kind.model_fields


def chosen(node: Any, name: str, key: str) -> str | None:
    """What was said about an id of such a field: yes, no, or nothing."""
    if key in getattr(node, name):
        return "yes"
    return "no" if key in getattr(node, f"not_{name}") else None


def _chosen(node: Node, name: str, edit: _Edit) -> dict[str, Any]:
    """Both lists of such a field with the id in the one where it belongs, or in none."""
    key, value, order = edit.path[-1], edit.value, list(edit.order)
    if not _empty(value) and value not in ("yes", "no"):
        raise EditError(edit.path, f"{quoted(value)} is not possible here; possible are yes, no")
    updates: dict[str, Any] = {}
    for field, answer in ((name, "yes"), (f"not_{name}", "no")):
        ids: tuple[str, ...] = getattr(node, field)
        if (key in ids) != (value == answer):
            ids = (*ids, key) if value == answer else tuple(one for one in ids if one != key)
            ids = tuple(in_order(dict.fromkeys(ids), order))
        updates[field] = ids
    return updates


def _below(annotation: Any, old: Any, edit: _Edit, at: int) -> Any:
    """The new value of a field that the path goes on into: a node, or a dict of entries."""
    path, value = edit.path, edit.value
    kind = _kind(annotation)
    if isinstance(kind, type) and issubclass(kind, Node):
        return _in_node(old if old is not None else _made(kind, path), edit, at)
    if get_origin(kind) is not dict:
        raise EditError(path, "there is nothing by this name to edit")
    ids, held = get_args(kind)
    key, entry = path[at], old.get(path[at])
    entry_kind = _kind(held)
    nodes = isinstance(entry_kind, type) and issubclass(entry_kind, Node)
    if at + 1 < len(path):
        if not nodes:
            raise EditError(path, "there is nothing by this name to edit")
        new = _in_node(entry or _made(entry_kind, path), edit, at + 1)
    elif _empty(value) and nodes and _blank(entry_kind) is None:
        raise EditError(path, "this is deleted as a whole, with all that refers to it")
    else:
        new = None if _empty(value) else value
    if new is entry or (new is not None and new == entry):
        return old
    if new is None or (nodes and new == _blank(entry_kind)):
        return {k: v for k, v in old.items() if k != key} if key in old else old
    changed = {**old, key: new}
    return (
        changed
        if key in old
        else in_order(changed, edit.order if key in edit.order else _fixed(ids))
    )


def _with(node: _AnyNode, updates: dict[str, Any], path: tuple[str, ...]) -> _AnyNode:
    """The node with these fields, validated; the other fields keep their very objects."""
    try:
        valid = type(node).model_validate({**dict(node), **updates})
    except ValidationError as error:
        raise EditError(path, explained(error)) from None
    news = {name: getattr(valid, name) for name in updates}
    for name, new in news.items():
        if new == "" and type(node).model_fields[name].is_required():
            raise EditError(path, tr("this cannot be left empty"))
    if all(new == getattr(node, name) for name, new in news.items()):
        return node
    return node.model_copy(update=news)


def _empty(value: Any) -> bool:
    return value is None or value is False or value in ("", (), {}, [])


@cache
def _blank(kind: type[Node]) -> Node | None:
    """The node with nothing in it; None for a kind that cannot be empty, such as a workload."""
    required = any(field.is_required() for field in kind.model_fields.values())
    return None if required else kind()


def _made(kind: type[Node], path: tuple[str, ...]) -> Node:
    blank = _blank(kind)
    if blank is None:
        raise EditError(path, tr("there is no such entry yet"))
    return blank


def _held(annotation: Any) -> type[Node] | None:
    """The kind of node that a dict field holds; None for any other field."""
    kind = _kind(annotation)
    held = _kind(get_args(kind)[1]) if get_origin(kind) is dict else None
    return held if isinstance(held, type) and issubclass(held, Node) else None


def _holds_subjects(annotation: Any) -> bool:
    """Whether a field holds what has a name and is referred to: workloads, vendors, people."""
    held = _held(annotation)
    return held is not None and _blank(held) is None


def _kind(annotation: Any) -> Any:
    """The node class or dict type behind an annotation, or the annotation as it is."""
    if get_origin(annotation) is Annotated:
        return _kind(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            kind = _kind(part)
            if get_origin(kind) is dict or (isinstance(kind, type) and issubclass(kind, Node)):
                return kind
    return annotation


def _fixed(ids: Any) -> tuple[str, ...]:
    """The order of a fixed vocabulary; nothing for free ids."""
    return cast(tuple[str, ...], get_args(ids)) if get_origin(ids) is Literal else ()
