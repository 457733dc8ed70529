"""Workloads and vendors: adding, copying, moving, deleting, and what refers to them."""

from collections.abc import Iterable
from typing import Any, Final, Literal

from pydantic import ValidationError

from fouraxis.content.language import noted, tr
from fouraxis.workshop.faults import EditError, explained
from fouraxis.workshop.ids import fresh
from fouraxis.workshop.importing import Candidate
from fouraxis.workshop.session import AxisAnswer, Place, Session, Vendor, Workload
from fouraxis.workshop.text import LINE_LIMIT

Group = Literal["workloads", "vendors"]

_SINGULAR: Final[dict[Group, str]] = {"workloads": "workload", "vendors": "vendor"}
_COPY: Final = noted(" (copy)")
_MISSING: Final[dict[Group, str]] = {
    "workloads": noted("there is no such workload"),
    "vendors": noted("there is no such vendor"),
}
_NO_MARKS: Final = {"parked": False, "review": False}


def add_workload(
    session: Session, name: str, *, description: str = "", owner: str = "", kind: str | None = None
) -> tuple[Session, str]:
    """The session with a further workload at the end, and its id.

    Raises:
        EditError: the name is empty, or a text is too long.
    """
    given = {"name": name, "description": description, "owner": owner, "kind": kind or None}
    return _add(session, "workloads", _made(Workload, given))


def add_vendor(
    session: Session, name: str, *, note: str = "", workloads: Iterable[str] = ()
) -> tuple[Session, str]:
    """The session with a further vendor at the end, and its id.

    Raises:
        EditError: the name is empty, a text is too long, or a workload does not exist.
    """
    links = tuple(dict.fromkeys(workloads))
    for workload in links:
        _there(session, "workloads", workload)
    return _add(session, "vendors", _made(Vendor, {"name": name, "note": note, "workloads": links}))


def add_candidates(session: Session, candidates: Iterable[Candidate]) -> Session:
    """The session with a workload for each name that was pasted or imported.

    Raises:
        EditError: a name is empty, or a text is too long.
    """
    for one in candidates:
        session, _ = add_workload(
            session, one.name, description=one.description, owner=one.owner, kind=one.kind
        )
    return session


def duplicate_workload(session: Session, workload: str) -> tuple[Session, str]:
    """The session with a copy right behind the workload, and the copy's id.

    All answers are copied; the decision is not, since the room decided on the original only.

    Raises:
        EditError: there is no such workload.
    """
    original = _there(session, "workloads", workload)
    news = {"name": _copied(original.name), "decision": None}
    return _copy(session, "workloads", workload, original.model_copy(update=news))


def duplicate_vendor(session: Session, vendor: str) -> tuple[Session, str]:
    """The session with a copy right behind the vendor, and the copy's id.

    Raises:
        EditError: there is no such vendor.
    """
    original = _there(session, "vendors", vendor)
    news = {"name": _copied(original.name)}
    return _copy(session, "vendors", vendor, original.model_copy(update=news))


def move_workload(session: Session, workload: str, by: int) -> Session:
    """The workload moved down (up where `by` is negative), as far as the list goes.

    Raises:
        EditError: there is no such workload.
    """
    return _move(session, "workloads", workload, by)


def move_vendor(session: Session, vendor: str, by: int) -> Session:
    """The vendor moved down (up where `by` is negative), as far as the list goes.

    Raises:
        EditError: there is no such vendor.
    """
    return _move(session, "vendors", vendor, by)


def delete_workload(session: Session, workload: str) -> Session:
    """The session without the workload, and without any vendor's link or place that names it.

    Raises:
        EditError: there is no such workload.
    """
    session = _without(session, "workloads", workload)
    vendors = {
        vendor_id: vendor
        if workload not in vendor.workloads
        else vendor.model_copy(
            update={"workloads": tuple(w for w in vendor.workloads if w != workload)}
        )
        for vendor_id, vendor in session.vendors.items()
    }
    if any(vendors[key] is not vendor for key, vendor in session.vendors.items()):
        session = session.model_copy(update={"vendors": vendors})
    return session


def delete_vendor(session: Session, vendor: str) -> Session:
    """The session without the vendor, and without a place that names it.

    Raises:
        EditError: there is no such vendor.
    """
    return _without(session, "vendors", vendor)


def link_vendor(session: Session, vendor: str, workload: str, linked: bool = True) -> Session:
    """The vendor considered for the workload, or no longer; links keep the workloads' order.

    Raises:
        EditError: there is no such vendor or workload.
    """
    found = _there(session, "vendors", vendor)
    _there(session, "workloads", workload)
    if linked == (workload in found.workloads):
        return session
    wanted = {*found.workloads, workload} if linked else {*found.workloads} - {workload}
    links = tuple(w for w in session.workloads if w in wanted)
    changed = found.model_copy(update={"workloads": links})
    return session.model_copy(update={"vendors": {**session.vendors, vendor: changed}})


def maturity_to_carry(session: Session, workload: str) -> tuple[str, AxisAnswer] | None:
    """The nearest workload before this one that has a level of maturity, and its answer.

    Raises:
        EditError: there is no such workload.
    """
    _there(session, "workloads", workload)
    ids = list(session.workloads)
    for earlier in reversed(ids[: ids.index(workload)]):
        answer = session.workloads[earlier].axis("maturity")
        if answer.level is not None:
            return earlier, answer.model_copy(update=_NO_MARKS)
    return None


def fitting(session: Session, place: Place) -> Place:
    """The place, without a workload or vendor that the session does not have."""
    gone: dict[str, Any] = {}
    if place.workload is not None and place.workload not in session.workloads:
        gone["workload"] = None
    if place.vendor is not None and place.vendor not in session.vendors:
        gone["vendor"] = None
    return place.model_copy(update={**gone, "item": None}) if gone else place


def _copied(name: str) -> str:
    """What a copy is called; a name as long as names can be makes room for it."""
    suffix = tr(_COPY)
    return name[: LINE_LIMIT - len(suffix)] + suffix


def _there(session: Session, group: Group, key: str) -> Any:
    entries: dict[str, Any] = getattr(session, group)
    if key not in entries:
        raise EditError((group, key), tr(_MISSING[group]))
    return entries[key]


def _made(kind: type[Workload] | type[Vendor], given: dict[str, Any]) -> Workload | Vendor:
    try:
        made = kind.model_validate(given)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise EditError((field,), explained(error)) from None
    if not made.name:
        raise EditError(("name",), tr("a name is needed"))
    return made


def _id(session: Session, group: Group, name: str) -> str:
    """A fresh id; what was set aside holds its id in the file too."""
    entries: dict[str, Any] = getattr(session, group)
    aside = {s.path[1] for s in session.set_aside if len(s.path) > 1 and s.path[0] == group}
    return fresh(name, entries.keys() | aside, _SINGULAR[group], len(entries) + 1)


def _add(session: Session, group: Group, made: Workload | Vendor) -> tuple[Session, str]:
    key = _id(session, group, made.name)
    return session.model_copy(update={group: {**getattr(session, group), key: made}}), key


def _copy(
    session: Session, group: Group, after: str, made: Workload | Vendor
) -> tuple[Session, str]:
    key = _id(session, group, made.name)
    entries: dict[str, Any] = {}
    for old, entry in getattr(session, group).items():
        entries[old] = entry
        if old == after:
            entries[key] = made
    return session.model_copy(update={group: entries}), key


def _move(session: Session, group: Group, key: str, by: int) -> Session:
    _there(session, group, key)
    entries: dict[str, Any] = getattr(session, group)
    ids = list(entries)
    at = ids.index(key)
    to = min(max(at + by, 0), len(ids) - 1)
    if to == at:
        return session
    ids.insert(to, ids.pop(at))
    return session.model_copy(update={group: {one: entries[one] for one in ids}})


def _without(session: Session, group: Group, key: str) -> Session:
    _there(session, group, key)
    entries = {one: entry for one, entry in getattr(session, group).items() if one != key}
    aside = tuple(s for s in session.set_aside if s.path[:2] != (group, key))
    session = session.model_copy(update={group: entries, "set_aside": aside})
    return session.model_copy(update={"place": fitting(session, session.place)})
