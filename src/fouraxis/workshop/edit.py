"""Every edit of a session, as a pure function: what is untouched is shared.

Answers go through `set_at`; what creates, copies, moves or deletes has a function of its own. Times
and ids that a clock or chance would give are the caller's.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, Literal, NamedTuple, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from fouraxis.content import misfit, terms
from fouraxis.content.language import noted, tr
from fouraxis.content.models import Pack as ContentPack
from fouraxis.content.shape import bare, entries, is_model, vocabulary
from fouraxis.workshop import agenda, lists
from fouraxis.workshop.session import (
    AxisAnswer,
    Claimable,
    Decision,
    Disqualified,
    Mark,
    Node,
    Pack,
    Participant,
    Place,
    Session,
    SessionPath,
    SetAside,
    Step,
    Vendor,
    Workload,
    fresh,
)
from fouraxis.workshop.text import LINE_LIMIT, EditError, explained, legible, quoted, storable

Group = Literal["workloads", "vendors"]

_SINGULAR: Final[dict[Group, str]] = {"workloads": "workload", "vendors": "vendor"}
_COPY: Final = noted(" (copy)")
_MISSING: Final[dict[Group, str]] = {
    "workloads": noted("there is no such workload"),
    "vendors": noted("there is no such vendor"),
}
TAKEN_UP: Final = {"parked": False, "parked_why": "", "finder": ""}
"""What a question is that is not parked any more."""

_NO_MARKS: Final = {**TAKEN_UP, "review": False}
_NO_VOTES: Final[Mapping[str, Any]] = {"votes": {}, "confidence": None, "dissent": {}}
"""What the room said of a level by hands raised: it was on that workload and on no other."""


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


def add_candidates(session: Session, candidates: Iterable[lists.Candidate]) -> Session:
    """The session with a workload for each name that was pasted or imported.

    Raises:
        EditError: a name is empty, or a text is too long.
    """
    nodes: dict[str, Any] = dict(session.workloads)
    taken = _taken(session, "workloads")
    for candidate in candidates:
        given = {
            "name": candidate.name,
            "description": candidate.description,
            "owner": candidate.owner,
            "kind": candidate.kind or None,
        }
        made = _made(Workload, given)
        key = fresh(made.name, taken, _SINGULAR["workloads"], len(nodes) + 1)
        taken.add(key)
        nodes[key] = made
    return session.model_copy(update={"workloads": nodes})


def duplicate_workload(session: Session, workload: str, name: str = "") -> tuple[Session, str]:
    """The session with a copy right behind the workload, and the copy's id.

    All answers are copied; the decision is not, nor the vendor chosen, nor any votes, since the
    room decided and voted on the original only.

    Raises:
        EditError: there is no such workload, or the name is too long.
    """
    original = _there(session, "workloads", workload)
    named = _made(Workload, {"name": name or copied(original.name)})
    news: dict[str, Any] = {
        "name": named.name,
        "decision": None,
        "earlier": {},
        "chosen_vendor": None,
        "axes": {axis: _unvoted(answer) for axis, answer in original.axes.items()},
    }
    return _copy(session, "workloads", workload, original.model_copy(update=news))


def _unvoted(answer: AxisAnswer) -> AxisAnswer:
    """The answer for another workload, on which nobody has voted."""
    if not (answer.votes or answer.confidence or answer.dissent):
        return answer
    return answer.model_copy(update=_NO_VOTES)


def move_workload(session: Session, workload: str, by: int) -> Session:
    """The workload moved down (up where `by` is negative), as far as the list goes.

    Raises:
        EditError: there is no such workload.
    """
    return _move(session, "workloads", workload, by)


def delete_workload(session: Session, workload: str) -> Session:
    """The session without the workload, and without any link, sprint or place that names it.

    Raises:
        EditError: there is no such workload.
    """
    session = _without(session, "workloads", workload)
    vendors = {key: _parted(vendor, workload) for key, vendor in session.vendors.items()}
    if any(vendors[key] is not vendor for key, vendor in session.vendors.items()):
        session = session.model_copy(update={"vendors": vendors})
    return _without_actions(session, "workload", workload)


def _parted(vendor: Vendor, workload: str) -> Vendor:
    """The vendor without its link to a workload, and without its sprint for it."""
    if workload not in vendor.workloads and workload not in vendor.sprints:
        return vendor
    links = tuple(link for link in vendor.workloads if link != workload)
    sprints = {key: sprint for key, sprint in vendor.sprints.items() if key != workload}
    return vendor.model_copy(update={"workloads": links, "sprints": sprints})


def _without_actions(session: Session, kind: str, key: str) -> Session:
    """The session without what was settled about actions on a workload or vendor that is gone.

    One of the room's own stays, for no workload.
    """
    actions = {
        name: action.model_copy(update={"workload": None})
        if kind == "workload" and action.workload == key
        else action
        for name, action in session.actions.items()
        if f".{kind}.{key}." not in f".{name}."
    }
    if actions == session.actions:
        return session
    return session.model_copy(update={"actions": actions})


def delete_vendor(session: Session, vendor: str) -> Session:
    """The session without the vendor, and without a choice or place that names it.

    Raises:
        EditError: there is no such vendor.
    """
    session = _without(choose_vendor(session, vendor, ()), "vendors", vendor)
    return _without_actions(session, "vendor", vendor)


def choose_vendor(session: Session, vendor: str, workloads: Iterable[str]) -> Session:
    """The session with this vendor chosen for these workloads, and for no other.

    It is considered for them, too: only for those is it asked how its sprint went.

    Raises:
        EditError: there is no such vendor, or it is out of the running.
    """
    node = _there(session, "vendors", vendor)
    wanted = set(workloads)
    if wanted and node.disqualified is not None:
        path = ("vendors", vendor, "disqualified")
        raise EditError(path, tr("{name} is out of the running", name=quoted(node.name)))
    for key, node in session.workloads.items():
        if key in wanted or node.chosen_vendor == vendor:
            chosen = vendor if key in wanted else None
            session = set_at(session, ("workloads", key, "chosen_vendor"), chosen)
    linked = session.vendors[vendor].workloads
    others = tuple(key for key in session.workloads if key in wanted and key not in linked)
    return set_at(session, ("vendors", vendor, "workloads"), (*linked, *others))


def consider(session: Session, vendor: str, workloads: Iterable[str]) -> Session:
    """The session with this vendor considered for these workloads, and chosen for no other.

    Raises:
        EditError: there is no such vendor.
    """
    _there(session, "vendors", vendor)
    linked = tuple(workloads)
    for key, node in session.workloads.items():
        if node.chosen_vendor == vendor and key not in linked:
            session = set_at(session, ("workloads", key, "chosen_vendor"), None)
    return set_at(session, ("vendors", vendor, "workloads"), linked)


def disqualify(
    session: Session, vendor: str, reason: str, *, by: str = "", at: datetime | None = None
) -> Session:
    """The session with the vendor out of the running: it stays, and is chosen for nothing.

    Raises:
        EditError: there is no such vendor, there is no reason, or a text is too long.
    """
    _there(session, "vendors", vendor)
    path = ("vendors", vendor, "disqualified")
    if not reason.strip():
        raise EditError(path, tr("to disqualify somebody needs a reason"))
    given = {"reason": reason, "by": by, "at": at and _utc(at)}
    try:
        out = Disqualified.model_validate(given)
    except ValidationError as error:
        raise EditError(path, explained(error)) from None
    return choose_vendor(set_at(session, path, out), vendor, ())


def requalify(session: Session, vendor: str) -> Session:
    """The session with the vendor in the running again.

    Raises:
        EditError: there is no such vendor.
    """
    _there(session, "vendors", vendor)
    return set_at(session, ("vendors", vendor, "disqualified"), None)


def place_sprint(session: Session, vendor: str, workload: str) -> Session:
    """The vendor's sprint of which nobody had said for which workload it was, with this workload.

    Raises:
        EditError: there is no such vendor or workload, or the workload has a sprint by the vendor.
    """
    node = _there(session, "vendors", vendor)
    _there(session, "workloads", workload)
    if workload in node.sprints:
        path = ("vendors", vendor, "sprints", workload)
        raise EditError(path, tr("it has a sprint by this vendor already"))
    placed = set_at(session, ("vendors", vendor, "sprint"), None)
    return set_at(placed, ("vendors", vendor, "sprints", workload), node.sprint)


def link_vendor(session: Session, vendor: str, workload: str, linked: bool = True) -> Session:
    """The vendor considered for the workload, or no longer; links keep the workloads' order.

    Raises:
        EditError: there is no such vendor or workload.
    """
    node = _there(session, "vendors", vendor)
    _there(session, "workloads", workload)
    if linked == (workload in node.workloads):
        return session
    wanted = {*node.workloads, workload} if linked else {*node.workloads} - {workload}
    return consider(session, vendor, (w for w in session.workloads if w in wanted))


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
            return earlier, _unvoted(answer).model_copy(
                update={**_NO_MARKS, "earlier": {}, "was_parked": {}}
            )
    return None


def fitting(session: Session, place: Place) -> Place:
    """The place, without a workload or vendor that the session does not have."""
    gone: dict[str, Any] = {}
    if place.workload is not None and place.workload not in session.workloads:
        gone["workload"] = None
    if place.vendor is not None and place.vendor not in session.vendors:
        gone["vendor"] = None
    return place.model_copy(update={**gone, "item": None}) if gone else place


def cleaned_texts(session: Session) -> tuple[SetAside, ...]:
    """The texts of the file of which control characters were cleaned, with their originals."""
    return tuple(
        aside
        for aside in session.set_aside
        if isinstance(aside.value, str)
        and isinstance(aside.instead, str)
        and storable(aside.value) == storable(aside.instead)
    )


def without_originals(session: Session) -> Session:
    """The session in which cleaned texts stay as they are: the file need not keep the others."""
    texts = cleaned_texts(session)
    kept = tuple(aside for aside in session.set_aside if aside not in texts)
    return session.model_copy(update={"set_aside": kept})


def copied(name: str) -> str:
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
        field = str(misfit.misfits(error)[0].at[0])
        raise EditError((field,), explained(error)) from None
    if not made.name:
        raise EditError(("name",), tr("a name is needed"))
    return made


def _taken(session: Session, group: Group) -> set[str]:
    """The ids that are; what was set aside holds its id in the file too."""
    aside = {s.path[1] for s in session.set_aside if len(s.path) > 1 and s.path[0] == group}
    return aside.union(getattr(session, group))


def _id(session: Session, group: Group, name: str) -> str:
    number = len(getattr(session, group)) + 1
    return fresh(name, _taken(session, group), _SINGULAR[group], number)


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
    return session.model_copy(update={group: {moved: entries[moved] for moved in ids}})


def _without(session: Session, group: Group, key: str) -> Session:
    _there(session, group, key)
    entries = {other: entry for other, entry in getattr(session, group).items() if other != key}
    aside = tuple(s for s in session.set_aside if s.path[:2] != (group, key))
    session = session.model_copy(update={group: entries, "set_aside": aside})
    return session.model_copy(update={"place": fitting(session, session.place)})


_AnyNode = TypeVar("_AnyNode", bound=Node)
_Key = TypeVar("_Key", bound=str)
_Value = TypeVar("_Value")

_BESIDE: Final = frozenset(
    {
        *(*Mark.model_fields, "reason", "evidence", "plan", "vendor"),
        *("target", "measured_by", "by_when", "claimed", "confidence"),
    }
)
"""Fields that accompany an answer and are none: filling them in leaves a parked question parked."""


def set_at(session: Session, path: Sequence[str], value: Any, order: Sequence[str] = ()) -> Session:
    """Set the value at a path; None, "", False, () and {} reset it to what an empty session has.

    Entries on the way that do not exist are created, entries that become wholly empty go, and parts
    that the path does not touch stay the same objects; so does the session if nothing changes. An
    answer ends the parking of its question, is not carried over any more, and replaces whatever was
    set aside at its path. A new entry takes its place by `order` (ids in the content's order; the
    fixed vocabulary needs none).

    Raises:
        EditError: the path names nothing that can be edited, or the value is not possible there.
    """
    edit = _Edit(tuple(path), value, order)
    changed = _confirmed_at(_in_node(session, edit, 0), edit.path)
    aside = tuple(s for s in session.set_aside if not overlap(s.path, edit.path))
    if len(aside) == len(session.set_aside):
        return changed
    return changed.model_copy(update={"set_aside": aside})


def _confirmed_at(session: Session, path: SessionPath) -> Session:
    """The session in which what stands at a path is an answer of this room."""
    of_subject = len(path) > 2 and path[0] in _SINGULAR
    below = path[2:] if of_subject else path
    node: Session | Workload | Vendor = session
    if of_subject:
        node = getattr(session, path[0])[path[1]]
    kept = tuple(key for key in node.carried if not overlap(key.split("."), below))
    if len(kept) == len(node.carried):
        return session
    changed = node.model_copy(update={"carried": kept})
    if isinstance(changed, Session):
        return changed
    subjects = {**getattr(session, path[0]), path[1]: changed}
    return session.model_copy(update={path[0]: subjects})


def overlap(path: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of two paths leads to the other."""
    return all(a == b for a, b in zip(path, other, strict=False))


def in_order(entries: dict[_Key, _Value], order: Sequence[str]) -> dict[_Key, _Value]:
    """The entries in this order, others behind in theirs; the same dict if it is so already."""
    rank: dict[str, int] = {key: at for at, key in enumerate(order)}
    keys = sorted(entries, key=lambda key: rank.get(key, len(rank)))
    return entries if keys == list(entries) else {key: entries[key] for key in keys}


class _Edit(NamedTuple):
    """What is to be set, where; an `order` for new entries."""

    path: SessionPath
    value: Any
    order: Sequence[str]


class _Part(NamedTuple):
    """What a field of a node holds: a `node`, or `entries` by ids, or neither.

    `ids` are the words of a fixed vocabulary, in its order; nothing where any id will do, and None
    where there is no table.
    """

    field: FieldInfo
    node: type[Node] | None
    entries: type[Node] | None
    ids: SessionPath | None


@cache
def _part(kind: type[Node], name: str) -> _Part | None:
    """What a field holds that can be edited; None where there is no such field."""
    field = kind.model_fields.get(name)
    if field is None or field.exclude:
        return None
    held, _ = bare(field.annotation)
    below = entries(held)
    return _Part(
        field,
        held if is_model(held) else None,
        below if is_model(below) else None,
        vocabulary(get_args(held)[0]) if get_origin(held) is dict else None,
    )


def _in_node(node: _AnyNode, edit: _Edit, at: int) -> _AnyNode:
    """The node with the value set at the rest of the path, from its part `at` on."""
    path, value = edit.path, edit.value
    name = path[at] if at < len(path) else ""
    part = _part(type(node), name)
    if part is None:
        raise EditError(path, "there is nothing by this name to edit")
    old = getattr(node, name)
    if at + 1 == len(path) and part.entries is not None and _blank(part.entries) is None:
        raise EditError(path, "these are added and deleted one by one")
    if at + 2 == len(path) and chosen_apart(node, name):
        return _with(node, _chosen(node, name, edit), path)
    if at + 1 < len(path):
        new = _below(part, old, edit, at + 1)
        if new is old:
            return node
    elif not _empty(value):
        new = value
    elif part.field.is_required():
        raise EditError(path, tr("this cannot be left empty"))
    else:
        new = part.field.get_default(call_default_factory=True)
    updates: dict[str, Any] = {name: new}
    if name not in _BESIDE and part.entries is None:
        if isinstance(node, Mark) and not _empty(value):
            updates |= TAKEN_UP
        if isinstance(node, Claimable):
            updates["claimed"] = _confirmed(node, path[at:])
    return _with(node, updates, path)


def _confirmed(node: Claimable, path: SessionPath) -> SessionPath:
    """What the vendor claims there, without what the room just answered itself."""
    answered = path[-1].replace("_", "-")
    return tuple(claim for claim in node.claimed if claim != answered)


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
        ids: SessionPath = getattr(node, field)
        if (key in ids) != (value == answer):
            ids = (*ids, key) if value == answer else tuple(other for other in ids if other != key)
            ids = tuple(in_order(dict.fromkeys(ids), order))
        updates[field] = ids
    return updates


def _below(part: _Part, old: Any, edit: _Edit, at: int) -> Any:
    """The new value of a field that the path goes on into: a node, or a dict of entries."""
    path, value = edit.path, edit.value
    if part.node is not None:
        return _in_node(old if old is not None else _fresh(part.node, path), edit, at)
    if part.ids is None:
        raise EditError(path, "there is nothing by this name to edit")
    key, entry = path[at], old.get(path[at])
    if at + 1 < len(path):
        if part.entries is None:
            raise EditError(path, "there is nothing by this name to edit")
        new = _in_node(entry or _fresh(part.entries, path), edit, at + 1)
    elif _empty(value) and part.entries is not None and _blank(part.entries) is None:
        raise EditError(path, "this is deleted as a whole, with all that refers to it")
    else:
        new = None if _empty(value) else value
    if new is entry or (new is not None and new == entry):
        return old
    if new is None or (part.entries is not None and new == _blank(part.entries)):
        return {k: v for k, v in old.items() if k != key} if key in old else old
    changed = {**old, key: new}
    return (
        changed if key in old else in_order(changed, edit.order if key in edit.order else part.ids)
    )


def _with(node: _AnyNode, updates: dict[str, Any], path: SessionPath) -> _AnyNode:
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


def _fresh(kind: type[Node], path: SessionPath) -> Node:
    blank = _blank(kind)
    if blank is None:
        raise EditError(path, tr("there is no such entry yet"))
    return blank


def new_session(title: str, id: str, created: datetime, pack: ContentPack | Pack) -> Session:
    """An empty session under a content pack; the time is kept in UTC to the second.

    Raises:
        EditError: the title is empty or too long.
    """
    try:
        session = Session(
            id=id,
            title=legible(title),
            created=_utc(created),
            pack=Pack(id=pack.id, version=pack.version),
        )
    except ValidationError as error:
        raise EditError(("title",), explained(error)) from None
    if not session.title:
        raise EditError(("title",), tr("a title is needed"))
    return session


def add_participant(session: Session, name: str, role: str = "") -> tuple[Session, str]:
    """The session with a further person in the room, and their id.

    Raises:
        EditError: the name is empty or too long.
    """
    try:
        person = Participant(name=name, role=role)
    except ValidationError as error:
        raise EditError(("name",), explained(error)) from None
    if not person.name:
        raise EditError(("name",), tr("a name is needed"))
    people = session.participants
    key = fresh(person.name, people, "participant", len(people) + 1)
    return session.model_copy(update={"participants": {**people, key: person}}), key


def remove_participant(session: Session, participant: str) -> Session:
    """The session without this person; answers that name them as owner keep the name.

    Raises:
        EditError: there is no such participant.
    """
    if participant not in session.participants:
        raise EditError(("participants", participant), tr("there is no such participant"))
    people = {key: who for key, who in session.participants.items() if key != participant}
    return session.model_copy(update={"participants": people})


def carry_maturity(session: Session, workload: str) -> Session:
    """The workload with the maturity of the nearest one before it: note and factors, without marks.

    What it was before stays its own.

    Raises:
        EditError: there is no such workload, or none before it has a level of maturity.
    """
    carried = maturity_to_carry(session, workload)
    path = ("workloads", workload, "axes", "maturity")
    if carried is None:
        raise EditError(path, tr("no workload before this one has a level of maturity"))
    own = session.workloads[workload].axis("maturity")
    past = {"earlier": own.earlier, "was_parked": own.was_parked}
    return set_at(session, path, carried[1].model_copy(update=past))


def decide(
    session: Session,
    workload: str,
    model: terms.Model,
    kind: Literal["as-recommended", "alternative", "override"],
    *,
    reason: str = "",
    by: str = "",
    at: datetime | None = None,
) -> Session:
    """The workload with what the room decided; `assess.decide` finds out its kind and ground.

    Raises:
        EditError: there is no such workload, a text is too long, or an override has no reason.
    """
    path = ("workloads", workload, "decision")
    if kind == "override" and not reason.strip():
        raise EditError(path, tr("an override needs a reason"))
    when = at and _utc(at)
    given = {"model": model, "kind": kind, "reason": reason, "by": by, "at": when}
    try:
        decision = Decision.model_validate(given)
    except ValidationError as error:
        raise EditError(path, explained(error)) from None
    return set_at(session, path, decision)


def undecide(session: Session, workload: str) -> Session:
    """The workload without a decision.

    Raises:
        EditError: there is no such workload.
    """
    return set_at(session, ("workloads", workload, "decision"), None)


def leave_out(session: Session, part: terms.WorkshopPart, out: bool = True) -> Session:
    """The workshop without this part, or with it again; its answers stay in the session."""
    wanted = {*session.left_out, part} if out else {*session.left_out} - {part}
    return set_at(session, ("left_out",), tuple(kept for kept in terms.PARTS if kept in wanted))


def plan(session: Session, step: Step, minutes: int | str | None) -> Session:
    """The workshop with its own minutes for a step, each time; None or "": as the content has it.

    Raises:
        EditError: that is no whole number of minutes, or more than a day of them.
    """
    given = minutes.strip() if isinstance(minutes, str) else minutes
    return set_at(session, ("agenda", step), given, agenda.STEPS)


def go(
    session: Session,
    step: Step,
    *,
    workload: str | None = None,
    vendor: str | None = None,
    item: str | None = None,
) -> Session:
    """The session resumed at this place from now on.

    Raises:
        EditError: there is no such workload or vendor.
    """
    for group, key in (("workloads", workload), ("vendors", vendor)):
        if key is not None and key not in getattr(session, group):
            raise EditError((group, key), f"there is no such {group[:-1]}")
    news = {"step": step, "workload": workload, "vendor": vendor, "item": item}
    place: Place = session.place.model_copy(update=news)
    return session if place == session.place else session.model_copy(update={"place": place})


def _utc(when: datetime) -> datetime:
    """The moment in UTC, to the second; one without a zone is taken to be in UTC."""
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when.replace(microsecond=0)
