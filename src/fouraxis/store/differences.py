"""What differs between two versions of a session, in words of the content or of the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fouraxis.content.language import noted, tr
from fouraxis.store.threeway import Path, is_subject
from fouraxis.store.tree import Table, same, whole
from fouraxis.workshop.naming import Naming, field_name
from fouraxis.workshop.session import Session

_ONE_OF: Final = {
    "participants": noted("participant “{name}”"),
    "workloads": noted("workload “{name}”"),
    "vendors": noted("vendor “{name}”"),
}
_UNSAID: Final = frozenset(
    {"axes", "rules", "factors", "criteria", "red_flags", "risks", "ownership", "layers"}
)
_THE_ANSWER: Final = frozenset({"level", "answer", "mark", "side", "structure"})
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; None where there is none."""

    path: Path
    old: Any
    new: Any


def differences(old: Session, new: Session) -> tuple[Difference, ...]:
    """Every answer, text and name that differs; where the room stands is none of these."""
    if old is new:
        return ()
    return tuple(_in_table(_but_place(old), _but_place(new), ()))


def count(old: Session, new: Session) -> int:
    """How many answers, texts and names differ; workloads that are the same object cost nothing."""
    return len(differences(_without_shared(old, new), _without_shared(new, old)))


def _without_shared(session: Session, other: Session) -> Session:
    """The session without the workloads and vendors that the other has as the very same objects."""
    return session.model_copy(
        update={
            kind: {k: one for k, one in getattr(session, kind).items() if theirs.get(k) is not one}
            for kind in ("workloads", "vendors")
            for theirs in [getattr(other, kind)]
        }
    )


def _but_place(session: Session) -> Table:
    tree = whole(session)
    tree.pop("place", None)
    return tree


def _in_table(old: Table, new: Table, path: Path) -> Iterator[Difference]:
    for key in [*new, *(key for key in old if key not in new)]:
        here, one, other = (*path, key), old.get(key), new.get(key)
        if same(one, other):
            continue
        tables = all(part is None or isinstance(part, dict) for part in (one, other))
        if tables and not (is_subject(here) and (one is None or other is None)):
            yield from _in_table(one or {}, other or {}, here)
        else:
            yield Difference(here, one, other)


class Words:
    """Says in words what differs.

    Args:
        trees: where the names of workloads and vendors are looked up, one after the other.
        naming: what the content calls a place and what is chosen there; else the file's words.
    """

    def __init__(self, *trees: Table, naming: Naming | None = None) -> None:
        self._trees = trees
        self._naming = naming

    def said(self, path: Path, old: Any, new: Any) -> str:
        """One difference: where, what it is now, and what it was."""
        if is_subject(path) and (old is None or new is None):
            said = noted("{place} removed") if new is None else noted("{place} added")
            return tr(said, place=self.place(path))
        place, now, was = self.place(path), self.value(path, new), self.value(path, old)
        if new is None:
            return tr("{place}: taken back (was {old})", place=place, old=was)
        if old is None:
            return f"{place}: {now}"
        return tr("{place}: {new} (was {old})", place=place, new=now, old=was)

    def place(self, path: Path) -> str:
        """A place of the session in words."""
        start, rest = "", path
        if path[0] in _ONE_OF and len(path) > 1:
            start, rest = tr(_ONE_OF[path[0]], name=self._name(path[:2])), path[2:]
        first, known = len(path) - len(rest), self._naming
        named = [
            (part, known.place(path[: first + at]) if known else None)
            for at, part in enumerate(rest, 1)
        ]
        parts = [one for one in named if one[1] or one[0] not in _UNSAID]
        if len(parts) > 1 and parts[-1][0] in _THE_ANSWER and not parts[-1][1]:
            parts.pop()
        words = " › ".join(name or field_name(part) for part, name in parts)
        return f"{start}, {words}" if start and words else start or words

    def value(self, path: Path, thing: Any) -> str:
        """What stands at a place, on one line, short enough to be read out."""
        if isinstance(thing, list) and path[-1] == "workloads":
            return value([self._name(("workloads", one)) for one in thing])
        return value(thing, path, self._naming)

    def _name(self, path: Path) -> str:
        for tree in self._trees:
            group = tree.get(path[0])
            subject = group.get(path[1]) if isinstance(group, dict) else None
            if isinstance(subject, dict) and isinstance(subject.get("name"), str):
                return value(subject["name"])
        return path[1]


def value(thing: Any, path: Path = (), naming: Naming | None = None) -> str:
    """A value of a file on one line, short enough to be read out."""
    if isinstance(thing, bool):
        return tr("yes") if thing else tr("no")
    if isinstance(thing, datetime):
        return f"{thing:%Y-%m-%d %H:%M:%S}"
    if isinstance(thing, list):
        return ", ".join(value(item, path, naming) for item in thing) or tr("nothing")
    if isinstance(thing, dict):
        return ", ".join(
            f"{field_name(key)} {value(item, (*path, key), naming)}" for key, item in thing.items()
        )
    known = naming.value(path, str(thing)) if naming else None
    text = known or str(thing).replace("\n", " ⏎ ")
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text


def told(old: Session, new: Session, naming: Naming | None = None) -> tuple[str, ...]:
    """Every difference in words."""
    words = Words(whole(new), whole(old), naming=naming)
    return tuple(words.said(one.path, one.old, one.new) for one in differences(old, new))
