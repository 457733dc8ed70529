"""The format of a session file: a session as bytes, bytes as a session. The whole contract is here.

`dumps` always gives the same bytes for the same session; `loads` opens whatever can be opened, says
in plain words what could not, and loses none of it. Older schemas are migrated in memory.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

import tomli_w

from fouraxis.content.language import Message, noted, tr
from fouraxis.store.comments import comments_in, inserted
from fouraxis.store.faults import SessionFileError
from fouraxis.store.salvage import Salvage, cleaned, shown
from fouraxis.store.toml_text import Lines, checked, decoded, described, tables
from fouraxis.store.tree import Aside, Table, asides, same, table, utc
from fouraxis.workshop.session import Comment, Session, SetAside, Vendor, Workload

SCHEMA: Final = 1
"""The schema that this version writes."""

Tree = dict[str, Any]

STEPS: Final[Mapping[int, Callable[[Tree], Tree]]] = {}
"""From the schema to the next: what was at schema N goes through STEPS[N]."""


def migrated(tree: Tree, schema: int) -> Tree:
    """The tree of an older schema as one of this schema."""
    for step in range(schema, SCHEMA):
        tree = STEPS[step](tree)
    return tree


Kind = Literal["workloads", "vendors"]
KINDS: Final[tuple[Kind, ...]] = ("workloads", "vendors")

SAVED: Final = b"[saved]\n"


class UnfaithfulError(Exception):
    """The text made of a session does not say what the session says: it must not be saved."""


def _text(tree: Table) -> bytes:
    return tomli_w.dumps(tree, multiline_strings=False).encode()


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
        end = inserted(_text({"saved": saved}), notes.get(_SAVED_KEYS, ()))
        end += _lines(notes.get(_END, ()))
        _prove(b"\n".join([*new, end]).decode(), {**fresh, "saved": saved})
        return body + end

    def _sections(
        self, session: Session, aside: Aside, notes: _Notes
    ) -> Iterator[tuple[Kind | None, bytes, Table | None]]:
        """The texts in their order, each with its table where it was made just now."""
        head = _head(session, aside)
        yield None, inserted(_text(head), notes.get(_HEAD, ())), head
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
                text = inserted(_text({kind: tree}), comments)
                self._written[kind, key] = item, part, comments, text
                yield kind, text, tree
            if left := _left(items, below):
                yield kind, inserted(_text({kind: left}), notes.get(kind, ())), left


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
    lines = Lines(text)
    saved = _popped_saved(tree)
    at, by, sha256 = saved.get("at"), saved.get("by"), saved.get("sha256")
    at = at if isinstance(at, datetime) else None
    schema = tree.pop("schema", SCHEMA)
    proper = isinstance(schema, int) and not isinstance(schema, bool) and schema >= 1
    newer = proper and schema > SCHEMA
    if proper and schema < SCHEMA:
        tree = migrated(tree, schema)
    salvage = Salvage(tree, path, lines, at)
    session = salvage.session()
    if _UNFIT.search(text):
        session = salvage.with_originals(session)
    if comments := comments_in(text):
        session = session.model_copy(update={"comments": comments})
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
