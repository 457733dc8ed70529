"""From a parsed file to a session: what does not validate is set aside, and the rest opens.

What is set aside is the smallest element at fault: one answer rather than its workload. It stays in
the file, and each has a notice with file, key, value, what is allowed, and the line.
"""

import copy
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from fouraxis.content.language import Message, noted, tr
from fouraxis.content.misfit import Misfit, misfits
from fouraxis.disk.system import new_id
from fouraxis.store.faults import SessionFileError
from fouraxis.store.toml_lines import Lines
from fouraxis.workshop import wording
from fouraxis.workshop.session import FROM_FILE, Session, SessionPath, SetAside
from fouraxis.workshop.text import LINE_LIMIT, REPLACEMENT, one_line

Tree = dict[str, Any]

_IDS: Final = uuid.UUID("6f1f7d0e-52b4-4d0c-9d3e-0c1a4be1a5a1")
RESERVED: Final = ("set_aside", "comments")
"""Fields of a session that are none of its file."""
_A_BACKUP: Final = noted("Open a backup. It was not changed.")
_NO_SESSION: Final = noted("cannot be read as a session")

FAULTS_LIMIT: Final = 2_000
"""With more faults than this, what is left is nobody's session; setting them aside takes long."""

SUBJECTS_LIMIT: Final = 5_000
"""As many workloads, vendors and participants as any session has, and some more."""


def shown(value: Any) -> str:
    """A value of the file, short enough for a notice."""
    if isinstance(value, dict):
        return tr("a table")
    if isinstance(value, list):
        return tr("a list")
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value) if isinstance(value, str) else str(value)
    if len(text) <= 80:
        return text
    return tr("{start}… ({length:,} characters)", start=text[:60], length=len(text))


_AN_ID: Final = noted("must be an id: small letters, digits and single hyphens, at most 60")
_MUST: Final[dict[str, str]] = {
    "text": noted("must be text"),
    "pattern": _AN_ID,
    "too-long": _AN_ID,
    "table": noted("must be a table"),
    "list": noted("must be a list"),
    "flag": noted("must be true or false"),
    "too-small": noted("must be at least {limit}"),
    "too-large": noted("must be at most {limit}"),
    "missing": noted("must have {key}"),
    "whole-number": noted("must be a whole number"),
    "time": noted("must be a date and time such as 2026-11-23T09:00:00Z"),
    "day": noted("must be a date such as 2026-11-23, without a time"),
}
"""By what does not fit: what has to stand there."""


def _allowed(faults: list[Misfit]) -> str:
    """What is allowed where these faults were found."""
    choices = [word for fault in faults for word in fault.choices]
    if choices:
        return tr("must be one of {choices}", choices=", ".join(choices))
    fault = faults[0]
    if fault.kind == "too-long" and "[key]" not in fault.at:
        return tr("must be at most {length:,} characters", length=fault.limit)
    if fault.kind not in _MUST:
        return fault.words
    key = fault.at[-1] if fault.at else ""
    return tr(_MUST[fault.kind], limit=fault.limit, key=key)


class Salvage:
    """One file being made a session.

    Args:
        tree: the parsed file, without `schema` and `[saved]`; it is consumed.
        path: the file, for its name in the notices.
        lines: the lines of its keys.
        created: stands in where the file does not say when it was begun.
    """

    def __init__(self, tree: Tree, path: Path, lines: Lines, created: datetime | None) -> None:
        self.notices: list[str] = []
        self._tree = tree
        self._path = path
        self._lines = lines
        self._created = created or datetime.now(UTC).replace(microsecond=0)
        self._original: Tree | None = None
        self._aside: dict[SessionPath, SetAside] = {}
        self._above: set[SessionPath] = set()  # every place in which something was set aside

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._path.name

    def session(self) -> Session:
        """The session, with what had to be set aside.

        Raises:
            SessionFileError: not even the rest can be read.
        """
        for kind in ("participants", "workloads", "vendors"):
            group = self._tree.get(kind)
            if isinstance(group, dict) and len(group) > SUBJECTS_LIMIT:
                what = Message(
                    "has {count:,} {kind}, more than any session",
                    count=len(group),
                    kind=wording.field_name(kind),
                )
                raise SessionFileError(self._path, what, Message(_A_BACKUP))
        for name in RESERVED:
            if name in self._tree:
                self._set_aside((name,), tr("is a name that fouraxis keeps to itself"))
        for _ in range(100):
            try:
                session = Session.model_validate(self._tree, context=FROM_FILE)
            except ValidationError as error:
                self._mend(error)
            else:
                aside = tuple(sorted(self._aside.values(), key=self._order))
                self.notices += [self.notice(item) for item in aside]
                return session.model_copy(update={"set_aside": aside}) if aside else session
        raise SessionFileError(self._path, Message(_NO_SESSION), Message(_A_BACKUP))

    def with_originals(self, session: Session) -> Session:
        """The session, with the texts set aside of which control characters were cleaned.

        The file keeps them as they are until somebody changes the text, or agrees to it.
        """
        aside = tuple(
            SetAside(
                path=part.path,
                value=part.read,
                fault=tr("holds control characters"),
                instead=part.stored,
            )
            for part in cleaned(self._tree, session)
            if part.controls and part.whole
        )
        if not aside:
            return session
        self.notices += [self.notice(item) for item in aside]
        return session.model_copy(update={"set_aside": (*session.set_aside, *aside)})

    def say(self, keys: SessionPath, what: str) -> None:
        """Add a notice about a key of the file."""
        place = self._located(keys, ".".join(keys))
        self.notices.append(f"{self._path.name}: {place}: {what}")

    def _order(self, item: SetAside) -> tuple[int, SessionPath]:
        return self._lines.of(item.path) or 0, item.path

    def notice(self, item: SetAside) -> str:
        """What is said about a value that was set aside."""
        notice = tr(
            "{name}: {place} {fault}. It is set aside: kept in the file, not used.",
            name=self._path.name,
            place=self._located(item.path, f"{'.'.join(item.path)} = {shown(item.value)}"),
            fault=item.fault,
        )
        if item.instead is None:
            return notice
        return f"{notice} {tr('{value} stands in for it.', value=shown(item.instead))}"

    def _located(self, keys: SessionPath, text: str) -> str:
        """A text about a key, and the line to find it by."""
        line = self._lines.of(keys)
        return tr("{text} (line {line})", text=text, line=line) if line else text

    def _mend(self, error: ValidationError) -> None:
        """Take out, or fill in, whatever the errors are about."""
        if (number := error.error_count()) > FAULTS_LIMIT:
            what = Message(
                "holds {count:,} values that cannot be used, so it is no session", count=number
            )
            raise SessionFileError(self._path, what, Message(_A_BACKUP))
        if self._original is None:
            self._original = copy.deepcopy(self._tree)
        faults: dict[SessionPath, list[Misfit]] = {}
        for misfit in misfits(error):
            keys = self._element(misfit.at)
            if misfit.kind == "missing" and self._fill((*keys, str(misfit.at[-1]))):
                continue
            faults.setdefault(keys, []).append(misfit)
        # The last elements of a list go first, so that the places of the others stay right.
        for keys in sorted(faults, key=lambda keys: [k.zfill(9) for k in keys], reverse=True):
            self._set_aside(keys, _allowed(faults[keys]))

    def _element(self, loc: tuple[int | str, ...]) -> SessionPath:
        """The smallest element of the file that an error is about."""
        here: Any = self._tree
        keys: list[str] = []
        for key in loc:
            listed = isinstance(here, list) and isinstance(key, int)
            if not listed and not (isinstance(here, dict) and key in here):
                break
            here = here[key]
            keys.append(str(key))
        return tuple(keys)

    def _fill(self, keys: SessionPath) -> bool:
        """Put something in where a session cannot do without; False where it can."""
        value: Any
        aside = self._aside.get(keys)
        match keys:
            case ("id",):
                value = str(uuid.uuid5(_IDS, repr(aside.value))) if aside else new_id()
            case ("title",):
                value = one_line(self._path.stem)[:LINE_LIMIT] or "Session"
            case ("created",):
                value = self._created
            case ("participants" | "workloads" | "vendors", key, "name"):
                value = key
            case _:
                return False
        self._at(keys[:-1])[keys[-1]] = value
        if aside:
            self._aside[keys] = aside.model_copy(update={"instead": value})
        else:
            self.say(keys, tr("is missing: {value} stands in for it", value=shown(value)))
        return True

    def _at(self, keys: SessionPath, root: Tree | None = None) -> Any:
        here: Any = self._tree if root is None else root
        for key in keys:
            here = here[int(key)] if isinstance(here, list) else here[key]
        return here

    def _set_aside(self, keys: SessionPath, fault: str) -> None:
        if not keys:
            raise SessionFileError(self._path, Message(_NO_SESSION), Message(_A_BACKUP))
        parent = self._at(keys[:-1])
        value = parent.pop(int(keys[-1]) if isinstance(parent, list) else keys[-1])
        if self._original is not None:
            value = self._at(keys, self._original)
        # What cannot do without a value that was set aside is set aside whole: that value is why.
        inside = self._aside if keys in self._above else ()
        for path in [path for path in inside if path[: len(keys)] == keys]:
            inner = self._aside.pop(path)
            fault = f"{'.'.join(path[len(keys) :])} {shown(inner.value)} {inner.fault}"
        self._aside[keys] = SetAside(path=keys, value=value, fault=fault)
        self._above.update(keys[:length] for length in range(1, len(keys) + 1))


class Cleaned(NamedTuple):
    """A text of the file that was made fit to store; `whole` if its original can be kept there."""

    path: SessionPath
    read: str
    stored: str
    whole: bool

    @property
    def controls(self) -> bool:
        """Whether more than spaces and line ends went: something that a terminal would obey."""
        return self.stored.count(REPLACEMENT) > self.read.count(REPLACEMENT)


def cleaned(read: Any, stored: Any, path: SessionPath = ()) -> Iterator[Cleaned]:
    """Every text of the file that had to be made fit to store."""
    if isinstance(read, dict):
        node = hasattr(stored, "__dict__")
        inner = stored if isinstance(stored, dict) else getattr(stored, "__dict__", {})
        pairs = [(key, value, inner.get(key)) for key, value in read.items()]
    elif isinstance(read, list) and isinstance(stored, tuple):
        node = False
        pairs = [(str(at), *pair) for at, pair in enumerate(zip(read, stored, strict=False))]
    else:
        return
    for key, old, new in pairs:
        if not isinstance(old, str):
            yield from cleaned(old, new, (*path, key))
        elif isinstance(new, str) and old != new:
            yield Cleaned((*path, key), old, new, node)
