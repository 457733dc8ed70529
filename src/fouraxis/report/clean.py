"""A session fit for a reader outside: people are roles, vendors are letters, notes are left out.

What this module does not know is left out: an unknown key of the file, and any text that is not
listed here as one to be shown.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.report.cast import Cast, spoken_names
from fouraxis.workshop.session import Session

PEOPLE: Final = {
    "owner": noted("Owner"),
    "by": noted("Decider"),
    "measured_by": noted("Measurer"),
}
"""The fields that name a person, and the role that stands for one who is not in the room."""

_WHERE: Final = {
    ("workloads", "owner"): noted("Business owner"),
    ("risks", "owner"): noted("Risk owner"),
    ("ownership", "owner"): noted("Owner after launch"),
    ("handoff", "owner"): noted("Executor of the advice"),
    ("builder", "owner"): noted("Builder of the capability"),
}
"""A better role, where the part of the session tells it."""

_SHOWN: Final = {
    "title",
    "organisation",
    "name",
    "description",
    "kind",
    "use_case",
    "target",
    "by_when",
}
_SHOWN_IN: Final = {("ownership", "vendor")}
_KEPT: Final = {"id", "version", "wording", "level"}
_DROPPED: Final = {"place", "set_aside"}
_LONGEST: Final = 4_000


def clean(session: Session, content: Content, *, notes: bool = False) -> Session:
    """The session without names of people and vendors; its answers are all there.

    The ids of workloads, vendors and participants are made from names, so they are given anew.
    Names are looked for in every text that stays: with `notes` in these too.
    """
    return _Cleaning(session, content, notes=notes).done()


class _Cleaning:
    """One session on its way out."""

    def __init__(self, session: Session, content: Content, *, notes: bool) -> None:
        self._session = session
        self._notes = notes
        self._cast = Cast(session, content, tuple(people(session)))
        self._names = spoken_names(self._cast)
        self._workloads = {key: f"workload-{n}" for n, key in enumerate(session.workloads, 1)}

    def done(self) -> Session:
        """The session, cleaned."""
        session, cast = self._session, self._cast
        given = self._node(session, ())
        given["participants"] = {
            f"person-{n}": {"name": cast.person(one.name), "role": cast.known_role(one.role)}
            for n, one in enumerate(session.participants.values(), 1)
        }
        given["workloads"] = {
            self._workloads[key]: self._node(one, ("workloads",))
            for key, one in session.workloads.items()
        }
        given["vendors"] = {
            f"vendor-{n}": {
                **self._node(one, ("vendors",)),
                "name": cast.vendors[one.name],
                "workloads": [self._workloads[w] for w in one.workloads if w in self._workloads],
            }
            for n, one in enumerate(session.vendors.values(), 1)
        }
        return Session.model_validate(given)

    def _node(self, node: BaseModel, path: tuple[str, ...]) -> dict[str, Any]:
        """The fields that this version knows, each by its kind; one without a value is absent."""
        given: dict[str, Any] = {}
        for name, field in type(node).model_fields.items():
            value = getattr(node, name)
            if value in (None, "", (), {}) or name in _DROPPED:
                continue
            if path == () and name in ("participants", "workloads", "vendors"):
                continue
            told = self._value(value, (*path, name), text=is_text(field.annotation))
            if told not in (None, "", {}):
                given[name] = told
        return given

    def _value(self, value: Any, path: tuple[str, ...], *, text: bool) -> Any:
        if isinstance(value, BaseModel):
            return self._node(value, path)
        if isinstance(value, Mapping):
            return {key: self._value(one, path, text=text) for key, one in value.items()}
        if isinstance(value, str) and text:
            return self._text(value, path)
        return value

    def _text(self, text: str, path: tuple[str, ...]) -> str:
        name = path[-1]
        if name in PEOPLE:
            return self._cast.person(text)
        if name in _KEPT:
            return text
        shown = name in _SHOWN or path[-2:] in _SHOWN_IN
        return self._without_names(text) if shown or self._notes else ""

    def _without_names(self, text: str) -> str:
        """The text with every name that is known replaced."""
        if not self._names:
            return text
        told = self._pattern.sub(self._instead, text)
        return told[: max(len(text), _LONGEST)]

    def _instead(self, found: re.Match[str]) -> str:
        return self._names.get(found[0]) or self._names[found[0].casefold()]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Any of the names, the longest first; one of several words however it is written."""
        longest = sorted(self._names, key=len, reverse=True)
        found = (f"(?i:{re.escape(n)})" if " " in n else re.escape(n) for n in longest)
        return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)")


def people(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every person whom a field names, in the order of the session, with the field's role."""
    if isinstance(node, BaseModel):
        for name, field in type(node).model_fields.items():
            value = getattr(node, name)
            if name in PEOPLE and isinstance(value, str) and value and is_text(field.annotation):
                place = next((part for part in reversed(path) if (part, name) in _WHERE), "")
                yield value, tr(_WHERE.get((place, name), PEOPLE[name]))
            else:
                yield from people(value, (*path, name))
    elif isinstance(node, Mapping):
        for one in node.values():
            yield from people(one, path)


def is_text(annotation: Any) -> bool:
    """Whether a field, or each value of its table, is typed by people and not chosen."""
    if annotation is str:
        return True
    if get_origin(annotation) is dict:
        return is_text(get_args(annotation)[1])
    if str(get_origin(annotation)) == "typing.Literal":
        return False
    return any(is_text(one) for one in get_args(annotation))
