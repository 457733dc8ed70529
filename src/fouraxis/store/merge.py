"""Two versions of a session that grew apart, made one again, answer by answer."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any, Final, Literal

from fouraxis.store.differences import Words
from fouraxis.store.lines import Lines
from fouraxis.store.salvage import Salvage
from fouraxis.store.threeway import Conflict, Merge, Path, Taken
from fouraxis.store.tree import Table, same, whole
from fouraxis.workshop.naming import Naming
from fouraxis.workshop.session import Session

__all__ = ["Choice", "Conflict", "Merged", "merge", "resolve"]

Choice = Literal["mine", "theirs", "both"]

_NOWHERE: Final = File("session.toml")


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two versions.

    `session` is whole: in a conflict that is still open it has mine, or what only one side still
    has. `taken` is what came from the other side.
    """

    mine: Session
    theirs: Session
    session: Session
    taken: tuple[Taken, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    _tree: Table = field(default_factory=dict, repr=False)

    @property
    def took(self) -> tuple[str, ...]:
        """What came from the other side, in words of the file."""
        return self.told()

    def told(self, naming: Naming | None = None) -> tuple[str, ...]:
        """What came from the other side, in words of the content where there is one."""
        words = self.words(naming)
        return tuple(words.said(one.path, one.old, one.new) for one in self.taken)

    def place(self, conflict: Conflict) -> str:
        """Where a conflict is, in words of the file."""
        return self.words().place(conflict.path)

    def words(self, naming: Naming | None = None) -> Words:
        """What says in words where something is, and what stands there."""
        return Words(self._tree, whole(self.theirs), whole(self.mine), naming=naming)

    def onto(self, current: Session) -> Session:
        """What came from the other side, brought into a session that went on from mine."""
        return merge(self.mine, current, self.session).session


def merge(base: Session | None, mine: Session, theirs: Session) -> Merged:
    """Merge two versions of a session.

    Args:
        base: the version that both began from; None where it is not known: then whatever either
            side has stays, and whatever they have differently is a conflict.
        mine: one side; it is preferred in matters that are no answers, such as the order.
        theirs: the other side.
    """
    work = Merge()
    tree = work.table(whole(base) if base else {}, whole(mine), whole(theirs))
    session = _session(tree, mine, theirs)
    return Merged(mine, theirs, session, tuple(work.taken), tuple(work.conflicts), tree)


def resolve(merged: Merged, choices: Mapping[Path, Choice]) -> Merged:
    """Settle conflicts: by path mine, theirs, or both where both can be kept.

    A conflict without a choice stays open. `both` where it cannot be keeps what there is.
    """
    tree, left = copy.deepcopy(merged._tree), []
    for conflict in merged.conflicts:
        choice = choices.get(conflict.path)
        if choice is None:
            left.append(conflict)
        else:
            _put(tree, conflict.path, getattr(conflict, choice))
    session = _session(tree, merged.mine, merged.theirs)
    return Merged(merged.mine, merged.theirs, session, merged.taken, tuple(left), tree)


def settled(merged: Merged) -> Merged:
    """Nobody is there to ask: mine, and both wherever both can be kept."""
    return resolve(merged, {conflict.path: "both" for conflict in merged.conflicts})


def same_content(one: Session, other: Session) -> bool:
    """Whether two versions say the same, wherever the room stands; the order counts."""
    trees = [whole(session) for session in (one, other)]
    for tree in trees:
        tree.pop("place", None)
    return same(*trees) and _keys(trees[0]) == _keys(trees[1])


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _keys(item)) for key, item in value.items()]
    return [_keys(item) for item in value] if isinstance(value, list) else None


def _put(tree: Table, path: Path, value: Any) -> None:
    """Set a value, or remove it where there is none, with what became empty by that."""
    if value is not None:
        here = tree
        for key in path[:-1]:
            here = here.setdefault(key, {})
        here[path[-1]] = copy.deepcopy(value)
        return
    way = [tree]
    for key in path[:-1]:
        below = way[-1].get(key)
        if not isinstance(below, dict):
            return
        way.append(below)
    way[-1].pop(path[-1], None)
    for key, table in zip(reversed(path[:-1]), reversed(way[:-1]), strict=True):
        if table[key] == {}:
            del table[key]


def _session(tree: Table, *known: Session) -> Session:
    """The tree as a session; workloads and vendors that a version has just so stay its objects."""
    made = Salvage(copy.deepcopy(tree), _NOWHERE, Lines(""), None).session()
    updates: dict[str, Any] = {
        kind: {key: _known(kind, key, one, known) for key, one in getattr(made, kind).items()}
        for kind in ("workloads", "vendors")
        if not any(item.path[0] == kind for item in made.set_aside)
    }
    return made.model_copy(update=updates)


def _known(kind: str, key: str, made: Any, versions: Iterable[Session]) -> Any:
    for version in versions:
        one = getattr(version, kind).get(key)
        if one is not None and made == one and repr(made) == repr(one):
            return one
    return made
