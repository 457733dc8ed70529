"""A session as the plain tables that its file is made of.

What is not answered is absent; keys stand in the order in which the model declares them, entries in
the order of the room; what was set aside on opening goes back to its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from fouraxis.workshop.session import Node, Session, SetAside

Table = dict[str, Any]

Aside = dict[str, Any]
"""Values set aside, by the keys that lead there: further keys, or the `SetAside` itself."""


class _Moment(datetime):
    """A time as the file writes it: tomli-w takes what str() gives."""

    def __str__(self) -> str:
        return self.isoformat().replace("+00:00", "Z")


def _moment(value: datetime) -> datetime:
    return _Moment.combine(value.date(), value.timetz())


def utc(value: datetime) -> datetime:
    """The moment in UTC, to the second; one without a zone is taken to be in UTC."""
    value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return _moment(value.replace(microsecond=0))


def asides(set_aside: Iterable[SetAside]) -> Aside:
    """The values set aside, arranged by the keys that lead there."""
    root: Aside = {}
    for item in set_aside:
        here = root
        for key in item.path[:-1]:
            here = here.setdefault(key, {})
            if isinstance(here, SetAside):  # what is above it was set aside as a whole
                break
        else:
            here[item.path[-1]] = item
    return root


def _unknown(value: Any) -> Any:
    """A value of a key that this version does not know, as it was; only times get our spelling."""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, Mapping):
        return {key: _unknown(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_unknown(item) for item in value]
    return value


def _revived(aside: Any) -> Any:
    """What was set aside somewhere below a place that is empty now."""
    if isinstance(aside, SetAside):
        return _unknown(aside.value)
    return {key: _revived(below) for key, below in aside.items()}


def _listed(items: Sequence[Any], aside: Aside) -> list[Any]:
    """The items, with those that were set aside back at their places."""
    result = [_plain(item, {}) for item in items]
    for place in sorted(aside, key=int):
        result.insert(int(place), _revived(aside[place]))
    return result


def _plain(value: Any, aside: Any) -> Any:
    """The value as TOML has it; None or an empty table where there is nothing to write."""
    below: Aside = aside if isinstance(aside, dict) else {}
    if isinstance(value, Node):
        return table(value, below)
    if isinstance(value, dict):
        return entries(value, below)
    if isinstance(value, tuple):
        return _listed(value, below)
    return utc(value) if isinstance(value, datetime) else value


def _nothing(value: Any) -> bool:
    return value is None or value in ({}, [])


def entries(items: Mapping[str, Any], aside: Aside) -> Table:
    """A mapping of answers by id, without those that say nothing."""
    result: Table = {}
    for key, value in items.items():
        plain = _plain(value, aside.get(key))
        if not _nothing(plain):
            result[key] = plain
    for key, below in aside.items():
        if key not in result and (key not in items or isinstance(below, SetAside)):
            result[key] = _revived(below)
    return result


def table(node: Node, aside: Aside, skip: Iterable[str] = ()) -> Table:
    """A node of the session as a table: its fields as declared, then the keys it does not know."""
    result: Table = {}
    for name, field in type(node).model_fields.items():
        if field.exclude or name in skip:
            continue
        value, below = node.__dict__[name], aside.get(name)
        usual = value == field.default and not isinstance(below, dict)
        plain = None if usual else _plain(value, below)
        # A value set aside returns to the file as long as nobody has answered there since.
        if isinstance(below, SetAside) and (_nothing(plain) or value == below.instead):
            result[name] = _unknown(below.value)
        elif not _nothing(plain):
            result[name] = plain
    for key, value in (node.model_extra or {}).items():
        result[key] = _unknown(value)
    return result


def whole(session: Session) -> Table:
    """Everything that the session's file holds, but `schema` and what every save writes anew."""
    aside = asides(session.set_aside)
    result = table(session, aside)
    for name, field in Session.model_fields.items():  # names that no key of ours has
        if field.exclude and isinstance(kept := aside.get(name), SetAside):
            result[name] = _unknown(kept.value)
    return result


def same(first: Any, second: Any) -> bool:
    """Whether two plain trees hold the same, types included, in any order of keys."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, date | time):  # our spelling of a time equals the parser's time
        return bool(first == second)
    return type(first) is type(second) and (first == second or repr(first) == repr(second))
