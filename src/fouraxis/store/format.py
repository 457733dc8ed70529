"""The format of a session file: a session as bytes, bytes as a session. The whole contract is here.

`dumps` always gives the same bytes for the same session; `loads` opens whatever can be opened, says
in plain words what could not, and loses none of it. Older schemas are migrated in memory.

In between are plain tables: what is not answered is absent, keys stand in the order in which the
model declares them, entries in the order of the room; what was set aside on opening goes back to
its place.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeVar

import tomli_w

from fouraxis.content.language import Message, noted, tr
from fouraxis.store.faults import SessionFileError
from fouraxis.store.salvage import Salvage, cleaned, shown
from fouraxis.store.toml_lines import Lines, comments_in, described, inserted
from fouraxis.store.toml_text import checked, decoded, tables
from fouraxis.workshop.session import (
    Comment,
    Node,
    Session,
    SessionPath,
    SetAside,
    Vendor,
    Workload,
)

SCHEMA: Final = 2
"""The schema that this version writes."""

Tree = dict[str, Any]


@dataclass(slots=True)
class Migration:
    """One file on its way to this schema.

    `moved` has by its new place what was moved, with its old one; `notices` are sentences on that,
    each with the place that it is about.
    """

    tree: Tree
    moved: dict[SessionPath, SessionPath] = field(default_factory=dict)
    notices: list[tuple[SessionPath, str]] = field(default_factory=list)

    def comments(self, comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
        """The comments of the file at the places where what they are about is now."""
        return tuple(self._comment(comment) for comment in comments)

    def _comment(self, comment: Comment) -> Comment:
        for new, old in self.moved.items():
            if comment.path[: len(old)] == old:
                return comment.model_copy(update={"path": new + comment.path[len(old) :]})
        return comment


def migrated(tree: Tree, schema: int) -> Migration:
    """The tree of an older schema as one of this schema; the tree is changed in place."""
    migration = Migration(tree)
    for step in range(schema, SCHEMA):
        STEPS[step](migration)
    return migration


def _sprints_by_workload(migration: Migration) -> None:
    """A sprint is for one workload: a vendor's goes to the only one that it is considered for.

    Where that is none, or more than one, nobody has said for which it was: it stays beside them.
    """
    workloads = _table(migration.tree, "workloads")
    for key, vendor in _table(migration.tree, "vendors").items():
        if not _table(vendor, "sprint"):
            continue
        links = vendor.get("workloads")
        named = dict.fromkeys(link for link in _texts(links) if link in workloads)
        who = _name(vendor, key)
        if len(named) != 1 or vendor.get("sprints", {}) != {}:
            what = tr(
                "the calibration sprint of {vendor} says not for which workload it was: "
                "it is kept, and counts for none until the room says so",
                vendor=who,
            )
            migration.notices.append((("vendors", key, "sprint"), what))
            continue
        (workload,) = named
        vendor["sprints"] = {workload: vendor.pop("sprint")}
        new = ("vendors", key, "sprints", workload)
        migration.moved[new] = ("vendors", key, "sprint")
        what = tr(
            "the calibration sprint of {vendor} now stands with {workload}, "
            "the only workload that it is considered for",
            vendor=who,
            workload=_name(workloads[workload], workload),
        )
        migration.notices.append((new, what))


STEPS: Final[Mapping[int, Callable[[Migration], None]]] = {1: _sprints_by_workload}
"""From the schema to the next: what was at schema N goes through STEPS[N]."""


def _table(tree: Any, key: str) -> Tree:
    """The table at a key; an empty one where there is none, whatever stands there."""
    here = tree.get(key) if isinstance(tree, dict) else None
    return here if isinstance(here, dict) else {}


def _texts(items: Any) -> Iterator[str]:
    return (
        (item for item in items if isinstance(item, str)) if isinstance(items, list) else iter(())
    )


def _name(subject: Any, key: str) -> str:
    """What a workload or vendor of the file is called."""
    name = subject.get("name") if isinstance(subject, dict) else None
    return shown(name if isinstance(name, str) and name else key)


_AnyNode = TypeVar("_AnyNode", bound=Node)

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
    for name, declared in type(node).model_fields.items():
        if declared.exclude or name in skip:
            continue
        value, below = node.__dict__[name], aside.get(name)
        usual = value == declared.default and not isinstance(below, dict)
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
    for name, declared in Session.model_fields.items():  # names that no key of ours has
        if declared.exclude and isinstance(kept := aside.get(name), SetAside):
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


_SUBJECTS: Final = frozenset({"participants", "workloads", "vendors"})


def is_subject(path: SessionPath) -> bool:
    """Whether this is a whole workload, vendor or participant."""
    return len(path) == 2 and path[0] in _SUBJECTS


class Difference(NamedTuple):
    """One value that differs; None where there is none."""

    path: SessionPath
    old: Any
    new: Any


def differences(old: Session, new: Session) -> tuple[Difference, ...]:
    """Every answer, text and name that differs; where the room stands is none of these."""
    if old is new:
        return ()
    return tuple(_in_table(_but_place(old), _but_place(new), ()))


def count(old: Session, new: Session) -> int:
    """How many answers, texts and names differ; what is the same object in both costs nothing."""
    return len(differences(_unshared(old, new), _unshared(new, old)))


def _unshared(node: _AnyNode, other: Node) -> _AnyNode:
    """The node without what the other one has as the very same object."""
    news: dict[str, Any] = {}
    for name, declared in type(node).model_fields.items():
        mine, theirs = node.__dict__[name], other.__dict__[name]
        if mine is theirs:
            if not declared.is_required():
                news[name] = declared.get_default()
        elif isinstance(mine, dict):
            news[name] = {
                key: _unshared(value, theirs[key])
                if isinstance(value, Node) and key in theirs
                else value
                for key, value in mine.items()
                if theirs.get(key) is not value
            }
        elif isinstance(mine, Node) and theirs is not None:
            news[name] = _unshared(mine, theirs)
    return node.model_copy(update=news)


def _but_place(session: Session) -> Table:
    tree = whole(session)
    tree.pop("place", None)
    tree.pop("time", None)  # it passes, whatever is answered
    return tree


def _in_table(old: Table, new: Table, path: SessionPath) -> Iterator[Difference]:
    for key in [*new, *(key for key in old if key not in new)]:
        here, before, after = (*path, key), old.get(key), new.get(key)
        if same(before, after):
            continue
        tables = all(part is None or isinstance(part, dict) for part in (before, after))
        if tables and not (is_subject(here) and (before is None or after is None)):
            yield from _in_table(before or {}, after or {}, here)
        else:
            yield Difference(here, before, after)


Kind = Literal["workloads", "vendors"]
KINDS: Final[tuple[Kind, ...]] = ("workloads", "vendors")

SAVED: Final = b"[saved]\n"


class UnfaithfulError(Exception):
    """The text made of a session does not say what the session says: it must not be saved."""


def _text(tree: Table, comments: tuple[Comment, ...]) -> bytes:
    text = tomli_w.dumps(tree, multiline_strings=False).encode()
    return inserted(text, comments) if comments else text


def _left(items: dict[str, Any], aside: Any) -> Table:
    """What was set aside as a whole in a table of workloads or vendors."""
    if not isinstance(aside, dict):
        return {}
    return {
        key: below.value
        for key, below in aside.items()
        if isinstance(below, SetAside) and key not in items
    }


def _head(session: Session, aside: Aside) -> Table:
    """Everything but the workloads, the vendors, and [saved]."""
    head = {"schema": SCHEMA, **table(session, aside, skip=KINDS)}
    head.pop("saved", None)
    answered = {kind for kind in KINDS if getattr(session, kind)}
    for key, below in aside.items():
        if isinstance(below, SetAside) and key not in head and key not in answered:
            head[key] = below.value
    return head


def _prove(text: str, tree: Table) -> None:
    """See that the text can be opened again and says what the tree says."""
    try:
        checked(text, Path("session.toml"))
        faithful = same(tomllib.loads(text), tree)
    except (SessionFileError, ValueError, RecursionError) as error:
        raise UnfaithfulError from error
    if not faithful:
        raise UnfaithfulError


_Notes = dict[str, tuple[Comment, ...]]
"""The comments by the part of the file that they are in."""

_HEAD, _ABOVE_SAVED, _SAVED_KEYS, _END = "", "[saved]", "saved", "end"


def _arranged(session: Session, aside: Aside) -> _Notes:
    """Which comment goes to which part; those of a workload that is gone go to the end."""
    notes: dict[str, list[Comment]] = {}
    extra = (session.model_extra or {}).get("saved", {})
    for comment in session.comments:
        match comment.path:
            case ():
                part = _END
            case ("saved", key, *_) if key in ("at", "by", "sha256") or key in extra:
                part = _SAVED_KEYS
            case ("saved", *_):
                part = _ABOVE_SAVED
            case ("workloads" | "vendors" as kind, *keys):
                items = getattr(session, kind)
                key = keys[0] if keys else next(iter(items), "")
                set_aside = isinstance(below := aside.get(kind), dict) and key in below
                part = f"{kind}.{key}" if key in items else kind if set_aside else _END
            case _:
                part = _HEAD
        notes.setdefault(part, []).append(comment)
    return {part: tuple(comments) for part, comments in notes.items()}


def _lines(comments: Iterable[Comment]) -> bytes:
    """Comments as lines of their own."""
    lines = [line for comment in comments for line in (*comment.above, comment.behind) if line]
    return "".join(f"{line}\n" for line in lines).encode()


_Written = tuple[Workload | Vendor, Any, tuple[Comment, ...], bytes]
"""What a text was made of, and the text."""


class Writer:
    """Writes one session again and again, and remembers the text of what did not change."""

    def __init__(self) -> None:
        self._written: dict[tuple[Kind, str], _Written] = {}

    def dumps(self, session: Session, saved_at: datetime, saved_by: str) -> bytes:
        """The bytes of the session's file.

        Raises:
            UnfaithfulError: the text does not read back as the session.
        """
        aside = asides(session.set_aside)
        fresh: Table = {}
        new: list[bytes] = []
        texts: list[bytes] = []
        notes = _arranged(session, aside)
        for key, text, tree in self._sections(session, aside, notes):
            texts.append(text)
            if tree is not None:
                new.append(text)
                (fresh.setdefault(key, {}) if key else fresh).update(tree)
        body = b"\n".join([*texts, b""]) + _lines(notes.get(_ABOVE_SAVED, ()))
        extra = (session.model_extra or {}).get("saved", {})
        saved = {
            "at": utc(saved_at),
            "by": saved_by,
            "sha256": hashlib.sha256(body).hexdigest(),
            **extra,
        }
        end = _text({"saved": saved}, notes.get(_SAVED_KEYS, ()))
        end += _lines(notes.get(_END, ()))
        _prove(b"\n".join([*new, end]).decode(), {**fresh, "saved": saved})
        return body + end

    def _sections(
        self, session: Session, aside: Aside, notes: _Notes
    ) -> Iterator[tuple[Kind | None, bytes, Table | None]]:
        """The texts in their order, each with its table where it was made just now."""
        head = _head(session, aside)
        yield None, _text(head, notes.get(_HEAD, ())), head
        former, self._written = self._written, {}
        for kind in KINDS:
            items: dict[str, Any] = getattr(session, kind)
            below = aside.get(kind)
            for key, item in items.items():
                part = below.get(key) if isinstance(below, dict) else None
                comments = notes.get(f"{kind}.{key}", ())
                old = former.get((kind, key))
                if old and old[0] is item and old[1:3] == (part, comments):
                    self._written[kind, key] = old
                    yield kind, old[3], None
                    continue
                tree = {key: table(item, part if isinstance(part, dict) else {})}
                text = _text({kind: tree}, comments)
                self._written[kind, key] = item, part, comments, text
                yield kind, text, tree
            if left := _left(items, below):
                yield kind, _text({kind: left}, notes.get(kind, ())), left


def dumps(session: Session, saved_at: datetime, saved_by: str) -> bytes:
    """The bytes of the session's file, made from nothing.

    Raises:
        UnfaithfulError: the text does not read back as the session.
    """
    return Writer().dumps(session, saved_at, saved_by)


_SAVED: Final = re.compile(r"^\[saved\]\n(?![\s\S]*^\[(?!saved\.))", re.MULTILINE)
_TELLING: Final = {"schema", "id", "title", "workloads", "vendors", "participants"}
_BACKUP: Final = noted("Mend that line in an editor, or open a backup. It was not changed.")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file gave.

    `notices` are sentences about the file for the room to read; they quote raw text of the file.
    `read_only` files are of a newer fouraxis: they are shown and exported, and never written.
    `saved_at` and `saved_by` are None where the file does not say. `intact` files are just as
    fouraxis saved them: their checksum fits.
    """

    session: Session
    notices: tuple[str, ...] = ()
    read_only: bool = False
    saved_at: datetime | None = None
    saved_by: str | None = None
    intact: bool = False


def loads(data: bytes, path: Path) -> Loaded:
    """The session in the bytes of a file.

    Args:
        data: the bytes.
        path: the file they came from: for its name in notices, and the title if there is none.

    Raises:
        SessionFileError: no session can be made of it.
    """
    text = decoded(data, path)
    checked(text, path)
    tree = _parsed(text, path)
    if not _TELLING & tree.keys():
        advice = Message("Choose a session file. It was not changed.")
        raise SessionFileError(path, Message("is not a session of fouraxis"), advice)
    saved = _popped_saved(tree)
    at, by, sha256 = saved.get("at"), saved.get("by"), saved.get("sha256")
    at = at if isinstance(at, datetime) else None
    schema = tree.pop("schema", SCHEMA)
    proper = isinstance(schema, int) and not isinstance(schema, bool) and schema >= 1
    newer = proper and schema > SCHEMA
    migration = migrated(tree, schema) if proper and schema < SCHEMA else Migration(tree)
    lines = Lines(text, migration.moved)
    salvage = Salvage(tree, path, lines, at)
    session = salvage.session()
    if _UNFIT.search(text):
        session = salvage.with_originals(session)
    if comments := comments_in(text):
        session = session.model_copy(update={"comments": migration.comments(comments)})
    for place, what in migration.notices:
        salvage.say(place, what)
    _say_schema(schema, proper, newer, salvage)
    intact = sha256 is not None and sha256 == _digest(text)
    if not intact:
        if sha256 is not None:
            salvage.notices.append(
                tr("{name}: was edited outside fouraxis since it was last saved.", name=path.name)
            )
        for part in cleaned(tree, session):
            if not (part.controls and part.whole):
                salvage.say(part.path, tr(_MADE_STORABLE))
    _say_lost_links(session, salvage)
    return Loaded(
        session,
        tuple(salvage.notices),
        newer,
        at,
        by if isinstance(by, str) else None,
        intact,
    )


def session_in(data: bytes, path: Path) -> Session | None:
    """The session in the bytes of a file; None where none can be made of it."""
    try:
        return loads(data, path).session
    except SessionFileError:
        return None


_MADE_STORABLE: Final = noted(
    "holds characters that cannot be stored there, such as control characters: they were replaced"
)
_UNFIT: Final = re.compile(r"\\[ubfreUx]|[\x7f-\x9f]")
"""A sign that a text may hold control characters: without one, no text need be looked at."""


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        written = tables(text)
        return tomllib.loads(text) if written is None else written
    except tomllib.TOMLDecodeError as error:
        what = Message("is damaged: {why}", why=described(error))
    except RecursionError:
        what = Message("is nested too deeply to be read")
    except MemoryError:
        what = Message("needs more memory to be read than there is")
    except ValueError as error:  # such as a date of 30 February, or a number of 5,000 digits
        what = Message("holds a value that cannot be: {why}", why=error)
    raise SessionFileError(path, what, Message(_BACKUP))


def _popped_saved(tree: dict[str, Any]) -> dict[str, Any]:
    """Take [saved] out of the tree; keys in it that we do not know stay, to be written back."""
    saved = tree.pop("saved", {})
    if not isinstance(saved, dict):
        return {}
    if unknown := {k: v for k, v in saved.items() if k not in {"at", "by", "sha256"}}:
        tree["saved"] = unknown
    return saved


def _digest(text: str) -> str | None:
    """The hash of everything above [saved]; None if [saved] is not the last table."""
    saved = _SAVED.search(text)
    return hashlib.sha256(text[: saved.start()].encode()).hexdigest() if saved else None


def _say_schema(schema: Any, proper: bool, newer: bool, salvage: Salvage) -> None:
    """Say what is odd about the schema that a file names."""
    if not proper:
        what = tr(
            "{value} is not a schema: it is read as {schema}", value=shown(schema), schema=SCHEMA
        )
        salvage.say(("schema",), what)
    if newer:
        notice = tr(
            "{name}: was saved by a newer fouraxis (schema {newer}, not {schema}). "
            "It opens to be read and exported, and is not changed.",
            name=salvage.name,
            newer=schema,
            schema=SCHEMA,
        )
        salvage.notices.insert(0, notice)


def _say_lost_links(session: Session, salvage: Salvage) -> None:
    for key, vendor in session.vendors.items():
        for workload in vendor.workloads:
            if workload not in session.workloads:
                what = tr(
                    "names the workload {name}, which is not there; the link is kept",
                    name=shown(workload),
                )
                salvage.say(("vendors", key, "workloads"), what)
