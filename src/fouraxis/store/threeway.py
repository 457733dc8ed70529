"""Three versions of a file's tables made one, value by value. Pure: plain tables in, tables out.

What only one side changed is taken; what both changed differently is a conflict. Nothing that
either side added is left out, and something that one side changed outlives its removal by the
other. No time of day is looked at anywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, get_origin

from fouraxis.content.annotation import declared
from fouraxis.store.tree import Table, same
from fouraxis.workshop.session import Session, SessionPath
from fouraxis.workshop.text import LINE_LIMIT, NOTE_LIMIT

_IDS: Final = frozenset({"kind", "role"})
"""Lines that hold the id of something in the content: two of them joined would be none."""


@lru_cache(10_000)
def text_limit(path: SessionPath) -> int:
    """How many characters a text of the room may have at this place; 0 where there is no text."""
    annotation, metadata = declared(Session, path)
    if annotation is not str or path[-1] in _IDS:
        return 0
    lengths = [getattr(part, "max_length", 0) for part in metadata]
    return next((length for length in lengths if length in (LINE_LIMIT, NOTE_LIMIT)), 0)


def is_note(path: SessionPath) -> bool:
    """Whether a text of any number of lines stands at this place."""
    return text_limit(path) == NOTE_LIMIT


@lru_cache(10_000)
def is_list_of_ids(path: SessionPath) -> bool:
    """Whether ids are listed at this place, each once, in no order that matters."""
    return get_origin(declared(Session, path)[0]) is tuple and path[-1] != "set_aside"


_SUBJECTS: Final = frozenset({"participants", "workloads", "vendors"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed, each in its own way; None where a side has nothing there.

    `text` says that both can be kept, one after the other.
    """

    path: SessionPath
    base: Any
    mine: Any
    theirs: Any
    text: bool

    @property
    def both(self) -> Any:
        """Both texts; where that cannot be, mine, or whichever there is."""
        if self.text:
            return joined(self.path, self.mine or "", self.theirs or "")
        if self.path[-1] == "decision" and isinstance(self.mine, dict) and self.theirs:
            reasons = (self.mine.get("reason", ""), self.theirs.get("reason", ""))
            if _joins(here := (*self.path, "reason"), *reasons):
                return {**self.mine, "reason": joined(here, *reasons)}
        return self.theirs if self.mine is None else self.mine


@dataclass(frozen=True, slots=True)
class Taken:
    """A place where only the other side changed something: it was taken from there."""

    path: SessionPath
    old: Any
    new: Any


def joined(path: SessionPath, mine: str, theirs: str) -> str:
    """Both texts; one alone where it holds the whole of the other, line for line."""
    if f"\n{theirs}\n" in f"\n{mine}\n" or not theirs:
        return mine
    if f"\n{mine}\n" in f"\n{theirs}\n" or not mine:
        return theirs
    return f"{mine}\n\n{theirs}" if is_note(path) else f"{mine} / {theirs}"


def _joins(path: SessionPath, *texts: Any) -> bool:
    """Whether both of two texts can be kept at this path."""
    limit = text_limit(path)
    if not limit or not all(text is None or isinstance(text, str) for text in texts):
        return False
    mine, theirs = (text or "" for text in texts)
    return len(joined(path, mine, theirs)) <= limit


def is_subject(path: SessionPath) -> bool:
    """Whether this is a whole workload, vendor or participant."""
    return len(path) == 2 and path[0] in _SUBJECTS


def _is_whole(path: SessionPath) -> bool:
    """Whether what stands here cannot be without some of its parts: it comes and goes as one."""
    return is_subject(path) or path == ("pack",) or (len(path) == 3 and path[2] == "decision")


class Merge:
    """One merge of three trees; afterwards `conflicts` and `taken` tell what was found.

    In a conflict the tree has mine, or whatever one side still has where the other removed it.
    """

    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []
        self.taken: list[Taken] = []

    def table(self, base: Table, mine: Table, theirs: Table, path: SessionPath = ()) -> Table:
        """The three tables as one."""
        result: Table = {}
        for key in _in_order(base, mine, theirs):
            value = self._value(base.get(key), mine.get(key), theirs.get(key), (*path, key))
            if value is not None and (value != {} or {} in (mine.get(key), theirs.get(key))):
                result[key] = value
        return result

    def _value(self, base: Any, mine: Any, theirs: Any, path: SessionPath) -> Any:
        if path == ("place",):  # everybody stands somewhere; nobody answered by it
            return mine if mine is not None else theirs
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self._tables(base, mine, theirs, path)
        if same(mine, theirs) or same(theirs, base):
            return mine
        if same(mine, base):
            self.taken.append(Taken(path, base, theirs))
            return theirs
        tables = all(part is None or isinstance(part, dict) for part in (base, mine, theirs))
        if tables and not _is_whole(path):  # one side took back every answer in it
            return self.table(base or {}, mine or {}, theirs or {}, path)
        if is_list_of_ids(path) and all(
            part is None or isinstance(part, list) for part in (base, mine, theirs)
        ):
            return self._ids(base or [], mine or [], theirs or [], path)
        return self._conflict(base, mine, theirs, path)

    def _tables(self, base: Any, mine: Table, theirs: Table, path: SessionPath) -> Any:
        before = base if isinstance(base, dict) else {}
        if path[-1] == "decision" and _is_whole(path):
            return self._decision(before, mine, theirs, path)
        return self.table(before, mine, theirs, path)

    def _decision(self, base: Table, mine: Table, theirs: Table, path: SessionPath) -> Any:
        """A decision is one answer: the model of one and the reason of another would be neither."""
        if same(mine, theirs) or same(theirs, base):
            return mine
        if same(mine, base):
            self.taken.append(Taken(path, base or None, theirs))
            return theirs
        if all(same(mine.get(key), theirs.get(key)) for key in ("model", "kind")):
            at = mine.get("at", theirs.get("at"))  # two people agreed: when is no matter of dispute
            times = {} if at is None else {"at": at}
            return self.table(base, mine, {**theirs, **times}, path)
        return self._conflict(base or None, mine, theirs, path)

    def _ids(
        self, base: list[Any], mine: list[Any], theirs: list[Any], path: SessionPath
    ) -> list[Any]:
        """Lists of ids: what either side added is in, what either side removed is out."""
        kept = [item for item in mine if item in theirs or item not in base]
        kept += [item for item in theirs if item not in mine and item not in base]
        if not same(kept, mine):
            self.taken.append(Taken(path, mine, kept))
        return kept

    def _conflict(self, base: Any, mine: Any, theirs: Any, path: SessionPath) -> Any:
        self.conflicts.append(Conflict(path, base, mine, theirs, _joins(path, mine, theirs)))
        return theirs if mine is None else mine


def _in_order(base: Table, mine: Table, theirs: Table) -> list[str]:
    """Every key: in my order unless only the other side rearranged; additions after their kin."""
    shared = [key for key in base if key in mine and key in theirs]
    rearranged = _among(mine, shared) == shared != _among(theirs, shared)
    lead, other = (theirs, mine) if rearranged else (mine, theirs)
    result, before = list(lead), ""
    for key in other:
        if key not in lead:
            place = result.index(before) + 1 if before in result else 0
            while place < len(result) and result[place] not in other:
                place += 1
            result.insert(place if before else len(result), key)
        before = key
    return result


def _among(table: Table, keys: Iterable[str]) -> list[str]:
    wanted = set(keys)
    return [key for key in table if key in wanted]
