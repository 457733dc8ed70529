"""Two versions of a session: what differs, in words, and both made one again, answer by answer.

What only one side changed is taken; what both changed differently is a conflict. Nothing that
either side added is left out, and something that one side changed outlives its removal by the
other. No time of day is looked at anywhere.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path as File
from typing import Any, Final, Literal, NamedTuple, get_origin

from fouraxis.content.language import Message, noted, tr
from fouraxis.content.shape import declared
from fouraxis.store import faults, toml_lines
from fouraxis.store.format import Table, differences, is_subject, same, whole
from fouraxis.store.salvage import Salvage
from fouraxis.workshop import wording
from fouraxis.workshop.seal import broken, forced, standing
from fouraxis.workshop.session import Session, SessionPath, next_round
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


class Beside(NamedTuple):
    """What only one side changed beside an answer in dispute: it was said of that side's answer."""

    path: SessionPath
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed, each in its own way; None where a side has nothing there.

    `text` says that both can be kept, one after the other. What is `beside` an answer goes with it:
    whoever takes one answer does not get what the other side wrote about theirs, unless both.
    """

    path: SessionPath
    base: Any
    mine: Any
    theirs: Any
    text: bool
    beside: tuple[Beside, ...] = ()

    @property
    def joins(self) -> bool:
        """Whether both can be had: both texts, or my answer and what both wrote about theirs."""
        return self.text or any(is_note(each.path) for each in self.beside)

    @property
    def both(self) -> Any:
        """Both texts; where that cannot be, mine, or whichever there is."""
        if self.text:
            return both_texts(self.path, self.mine or "", self.theirs or "")
        if isinstance(self.mine, dict) and isinstance(self.theirs, dict) and _is_whole(self.path):
            return {**self.mine, **_joined_texts(self.path, self.mine, self.theirs)}
        return self.theirs if self.mine is None else self.mine


class Taken(NamedTuple):
    """A place where only the other side changed something: it was taken from there."""

    path: SessionPath
    old: Any
    new: Any


def both_texts(path: SessionPath, mine: str, theirs: str) -> str:
    """Both texts; one alone where it holds the whole of the other, line for line.

    What is a line itself holds what was put behind a stroke in an earlier merge.
    """
    between = "\n" if is_note(path) else " / "
    if f"{between}{theirs}{between}" in f"{between}{mine}{between}" or not theirs:
        return mine
    if f"{between}{mine}{between}" in f"{between}{theirs}{between}" or not mine:
        return theirs
    return f"{mine}\n\n{theirs}" if is_note(path) else f"{mine} / {theirs}"


def _joins(path: SessionPath, *texts: Any) -> bool:
    """Whether both of two texts can be kept at this path."""
    limit = text_limit(path)
    if not limit or not all(text is None or isinstance(text, str) for text in texts):
        return False
    mine, theirs = (text or "" for text in texts)
    return len(both_texts(path, mine, theirs)) <= limit


_JOINED: Final = frozenset({"reason", "what", "why", "change"})
"""The texts of what is one thing of which both can be kept: a decision, a word of dissent."""


def _joined_texts(path: SessionPath, mine: Table, theirs: Table) -> Table:
    """Both reasons of what is one thing, as far as both can be kept."""
    return {
        name: both_texts((*path, name), mine.get(name, ""), theirs.get(name, ""))
        for name in _JOINED & {*mine, *theirs}
        if _joins((*path, name), mine.get(name), theirs.get(name))
    }


_WHOLE: Final[frozenset[SessionPath]] = frozenset({("pack",), ("seal",)})
"""What comes and goes as one, and is no subject."""

_USED: Final[SessionPath] = ("time", "used")


def _is_one_thing(path: SessionPath) -> bool:
    """Whether the parts of what stands here were said together: a seal, a proof, a dissent."""
    if path == ("seal",) or path[-1] in ("proof", "disqualified"):
        return True
    return path[0] == "milestones" or path[-2] == "dissent" if len(path) > 1 else False


def _is_whole(path: SessionPath) -> bool:
    """Whether what stands here cannot be without some of its parts: it comes and goes as one."""
    decision = len(path) == 3 and path[2] == "decision"
    return is_subject(path) or path in _WHOLE or decision or _is_one_thing(path)


_TEXTS: Final = ("note", "reason", "evidence")
_GOES_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "level": (*_TEXTS, "against", "confidence", "proof"),
    "answer": (*_TEXTS, "claimed", "proof"),
    "mark": (*_TEXTS, "proof"),
    "side": (*_TEXTS, "proof"),
    "structure": (*_TEXTS, "proof"),
    "reviewed": (*_TEXTS, "proof"),
    "state": ("reason",),
}
"""By the field of an answer what is said of just this answer, and is wrong of another one."""


_PARKING: Final = ("parked", "parked_why", "finder")
"""That a question is parked, and what is said of that: they stay together, or go together."""


_VOTES: Final = 5
"""How long the path to the votes on an axis is: workloads, which, axes, which, votes."""


def _further_rounds(base: Table, mine: Table, theirs: Table) -> Table:
    """Their rounds of votes, those that were taken apart from mine as further ones: both stay."""
    ours = [votes for key, votes in mine.items() if key not in base]
    rounds: Table = {}
    for key, votes in theirs.items():
        if key in base or same(votes, mine.get(key)):
            rounds[key] = votes
        elif not any(same(votes, held) for held in ours):
            rounds[key if key not in mine else next_round({*mine, *theirs, *rounds})] = votes
    return rounds


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
        parking = self._parking(base, mine, theirs, path)
        for key in _in_order(base, mine, theirs):
            sides = base.get(key), mine.get(key), theirs.get(key)
            value = parking[key] if key in parking else self._value(*sides, (*path, key))
            if value is not None and (value != {} or {} in (mine.get(key), theirs.get(key))):
                result[key] = value
        for at, conflict in enumerate(self.conflicts):
            if conflict.path[:-1] == path and conflict.path[-1] in _GOES_WITH:
                beside = tuple(_beside(conflict.path, base, mine, theirs))
                self.conflicts[at] = replace(conflict, beside=beside)
        return result

    def _parking(self, base: Table, mine: Table, theirs: Table, path: SessionPath) -> Table:
        """What one side said of a parked question that the other one took up: it stays parked.

        Why a question is parked is nothing to stand beside one that is not.
        """
        was, here, there = (side.get(_PARKING[0]) for side in (base, mine, theirs))
        if was is not True or (here is True) == (there is True):
            return {}
        own = mine if here else theirs
        if all(same(own.get(name), base.get(name)) for name in _PARKING):
            return {}
        beside = tuple(
            Beside((*path, name), mine.get(name), theirs.get(name))
            for name in _PARKING[1:]
            if not same(mine.get(name), theirs.get(name))
        )
        place = (*path, _PARKING[0])
        self.conflicts.append(Conflict(place, was, here, there, text=False, beside=beside))
        return {name: own.get(name) for name in _PARKING}

    def _value(self, base: Any, mine: Any, theirs: Any, path: SessionPath) -> Any:
        if path == ("place",):  # everybody stands somewhere; nobody answered by it
            return mine if mine is not None else theirs
        if path == ("time",) or path[:2] == _USED:
            return self._time(base, mine, theirs, path)
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
        if _is_one_thing(path) and not same(mine, theirs):
            return self._whole(before, mine, theirs, path)
        if len(path) == _VOTES and (path[0], path[-1]) == ("workloads", "votes"):
            theirs = _further_rounds(before, mine, theirs)
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

    def _whole(self, base: Table, mine: Table, theirs: Table, path: SessionPath) -> Any:
        """What is one thing comes from one side.

        The names on one seal and the day of another would be none, and nobody saw what another
        one plans. When two said the same is no matter of dispute.
        """
        if same({**theirs, "at": None}, {**mine, "at": None}) and path != ("seal",):
            return mine
        if same(theirs, base):
            return mine
        if same(mine, base):
            self.taken.append(Taken(path, base or None, theirs))
            return theirs
        return self._conflict(base or None, mine, theirs, path)

    def _time(self, base: Any, mine: Any, theirs: Any, path: SessionPath) -> Any:
        """What was used of the time does not come back, whoever took it out of the file.

        Of two people in one room, who counted longer is right.
        """
        if any(isinstance(part, dict) for part in (base, mine, theirs)):
            return self.table(base or {}, mine or {}, theirs or {}, path)
        longest = max((part for part in (mine, theirs) if part is not None), default=None)
        if not same(longest, mine):
            self.taken.append(Taken(path, mine, longest))
        return longest

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
        if path[0] == "time" and isinstance(mine, int) and isinstance(theirs, int):
            return max(mine, theirs)  # nobody disputes about minutes
        self.conflicts.append(Conflict(path, base, mine, theirs, _joins(path, mine, theirs)))
        return theirs if mine is None else mine


def _beside(path: SessionPath, base: Table, mine: Table, theirs: Table) -> Iterator[Beside]:
    """What only one side changed of what was said of an answer in dispute."""
    for name in _GOES_WITH[path[-1]]:
        here, was = (mine.get(name), theirs.get(name)), base.get(name)
        if not same(*here) and any(same(side, was) for side in here):
            yield Beside((*path[:-1], name), *here)


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


_ONE_OF: Final = {
    "participants": noted("participant “{name}”"),
    "workloads": noted("workload “{name}”"),
    "vendors": noted("vendor “{name}”"),
    "milestones": noted("milestone “{name}”"),
}
_UNSAID: Final = frozenset(
    {"axes", "rules", "factors", "criteria", "red_flags", "risks", "ownership", "layers"}
)
_THE_ANSWER: Final = frozenset({"level", "answer", "mark", "side", "structure"})
_NAMED_IN: Final = {"sprints": "workloads", "levels": "participants", "dissent": "participants"}
"""The tables whose keys are the ids of what stands elsewhere under a name."""

_SUBJECT_NAMED: Final = {"chosen_vendor": "vendors", "workload": "workloads"}
"""The fields that name one workload or vendor by its id."""
_DIGESTS: Final = frozenset({"sha256", "digest"})
_LONGEST: Final = 160


def _untold(path: SessionPath) -> bool:
    """Whether what stands here is for the program alone: ids and digests tell a room nothing."""
    return path == ("id",) or path[:2] == ("pack", "wording") or path[-1] in _DIGESTS


def _sealed(seal: Any) -> str:
    """That a session was sealed, by whom and when; or that it is no longer."""
    if not isinstance(seal, Mapping):
        return tr("the seal is taken off")
    at, name = seal.get("at"), _short(str(seal.get("by", "")))
    date = f"{at.astimezone():%Y-%m-%d %H:%M}" if isinstance(at, datetime) else str(at)
    return tr("sealed by {name} on {date}", name=name, date=date)


class Words:
    """Says in words what differs.

    Args:
        trees: where the names of workloads and vendors are looked up, one after the other.
        naming: what the content calls a place and what is chosen there; else the file's words.
    """

    def __init__(self, *trees: Table, naming: wording.Naming | None = None) -> None:
        self._trees = trees
        self._naming = naming

    def sentence(self, path: SessionPath, old: Any, new: Any) -> str:
        """One difference: where, what it is now, and what it was."""
        if path == ("seal",):  # whoever is in the room reads neither ids nor the seal's digest
            return _sealed(new)
        whole = is_subject(path) or (path[0] == "milestones" and len(path) == 2)
        if whole and (old is None or new is None):
            template = noted("{place} removed") if new is None else noted("{place} added")
            return tr(template, place=self.place(path))
        place = self.place(path)
        now, was = _short(self.value(path, new)), _short(self.value(path, old))
        if new is None:
            return tr("{place}: taken back (was {old})", place=place, old=was)
        if old is None:
            return f"{place}: {now}"
        return tr("{place}: {new} (was {old})", place=place, new=now, old=was)

    def place(self, path: SessionPath) -> str:
        """A place of the session in words."""
        start, rest = "", path
        if path[0] in _ONE_OF and len(path) > 1:
            start, rest = tr(_ONE_OF[path[0]], name=self._name(path[:2])), path[2:]
        first, naming = len(path) - len(rest), self._naming
        places = [path[: first + at] for at in range(1, len(rest) + 1)]
        named = [(place, naming.place(place) if naming else None) for place in places]
        parts = [name for name in named if name[1] or name[0][-1] not in _UNSAID]
        if len(parts) > 1 and parts[-1][0][-1] in _THE_ANSWER and not parts[-1][1]:
            parts.pop()
        words = " › ".join(name or self._called(place) for place, name in parts)
        return f"{start}, {words}" if start and words else start or words

    def value(self, path: SessionPath, thing: Any) -> str:
        """What stands at a place, on one line, short enough to be read out."""
        if isinstance(thing, list) and path[-1] == "workloads":
            return value([self._name(("workloads", id_)) for id_ in thing])
        if isinstance(thing, str) and path[-1] in _SUBJECT_NAMED:
            return self._name((_SUBJECT_NAMED[path[-1]], thing))
        if isinstance(thing, dict):
            keys = sorted(thing.keys() - _DIGESTS, key=[*_THE_ANSWER, *thing].index)
            return ", ".join(self._entry((*path, key), thing[key]) for key in keys)
        return value(thing, path, self._naming)

    def _entry(self, path: SessionPath, thing: Any) -> str:
        """What a table holds under a key, named as a place is; an answer needs no name there."""
        named = self._naming.place(path) if self._naming else None
        text = self.value(path, thing)
        if not named and path[-1] in _THE_ANSWER | _UNSAID:
            return text
        name = named or self._called(path)
        return f"{name} ({text})" if isinstance(thing, dict) else f"{name} {text}"

    def _called(self, path: SessionPath) -> str:
        """A place for which the content has no name: what a sprint is for, who votes or dissents.

        An action has what is to be done for a name, or whose it is and after what it is called.
        """
        group, part = path[-2:] if len(path) > 1 else ("", path[-1])
        if group in _NAMED_IN and (name := self._name((_NAMED_IN[group], part))) != part:
            return name
        if group != "actions":
            return wording.field_name(part)
        if (title := self._name(path, "title")) != part:
            return title
        kind, _, key = part.partition(".")
        subject, _, key = key.partition(".") if kind in ("workload", "vendor") else ("", "", key)
        about = f"{self._name((f'{kind}s', subject))}: " if subject else ""
        return about + wording.field_name(key).replace(".", " ")

    def _name(self, path: SessionPath, field: str = "name") -> str:
        for tree in self._trees:
            group = tree.get(path[0])
            subject = group.get(path[1]) if isinstance(group, dict) else None
            if isinstance(subject, dict) and isinstance(subject.get(field), str):
                return value(subject[field])
        return path[1]


def value(thing: Any, path: SessionPath = (), naming: wording.Naming | None = None) -> str:
    """A value of a file on one line, short enough to be read out."""
    if isinstance(thing, bool):
        return tr("yes") if thing else tr("no")
    if isinstance(thing, datetime):
        return f"{thing:%Y-%m-%d %H:%M:%S}"
    if isinstance(thing, list):
        return ", ".join(value(item, path, naming) for item in thing) or tr("nothing")
    if isinstance(thing, dict):
        return ", ".join(
            f"{wording.field_name(key)} {value(item, (*path, key), naming)}"
            for key, item in thing.items()
        )
    chosen = naming.value(path, str(thing)) if naming else None
    return _short(chosen or str(thing).replace("\n", " ⏎ "))


def _short(text: str) -> str:
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text


def in_words(old: Session, new: Session, naming: wording.Naming | None = None) -> tuple[str, ...]:
    """Every difference in words."""
    trees = whole(old), whole(new)
    words = Words(*reversed(trees), naming=naming)
    sentences: dict[SessionPath, str] = {}
    for each in differences(old, new):
        path = each.path[: {"seal": 1, "milestones": 2}.get(each.path[0], len(each.path))]
        if not _untold(each.path) and path not in sentences:
            whole_there = len(path) < len(each.path)
            sides = [_at(tree, path) for tree in trees] if whole_there else [each.old, each.new]
            sentences[path] = words.sentence(path, *sides)
    return tuple(sentences.values())


def _at(tree: Any, path: SessionPath) -> Any:
    """What a tree has at a place; None where there is nothing."""
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


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
    def sealed(self) -> Session | None:
        """The side that was sealed, where the merge would change it; None where it would not.

        It may be changed already: git merges lines before anybody is asked.
        """
        if forced(self.session):
            return self.session
        return next((side for side in (self.mine, self.theirs) if broken(side, self.session)), None)

    @property
    def took(self) -> tuple[str, ...]:
        """What came from the other side, in words of the file."""
        return self.in_words()

    def in_words(self, naming: wording.Naming | None = None) -> tuple[str, ...]:
        """What came from the other side, in words of the content where there is one.

        How long the others took is nothing to be told.
        """
        words = self.words(naming)
        answers = (taken for taken in self.taken if taken.path[:2] != _USED)
        return tuple(words.sentence(taken.path, taken.old, taken.new) for taken in answers)

    @property
    def on_actions(self) -> bool:
        """Whether it is about actions, too: what those are called follows from all answers."""
        places = [*(each.path for each in self.taken), *(each.path for each in self.conflicts)]
        return any(path[0] == "actions" for path in places)

    def place(self, conflict: Conflict) -> str:
        """Where a conflict is, in words of the file."""
        return self.words().place(conflict.path)

    def words(self, naming: wording.Naming | None = None) -> Words:
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
    comments = toml_lines.joined(base.comments if base else None, mine.comments, theirs.comments)
    session = session.model_copy(update={"comments": comments}) if comments else session
    return Merged(mine, theirs, session, tuple(work.taken), tuple(work.conflicts), tree)


class Sealed(faults.SaveRefused):
    """One side of a merge is sealed, and what the other has would change it."""

    def __init__(self, path: File, side: Session) -> None:
        advice = Message("Unseal it, with a reason, to merge. It was not changed.")
        super().__init__(path, standing(side) or Message("is sealed"), advice)


def resolve(merged: Merged, choices: Mapping[SessionPath, Choice]) -> Merged:
    """Settle conflicts: by path mine, theirs, or both where both can be kept.

    A conflict without a choice stays open. `both` where it cannot be keeps what there is.
    """
    tree, left = copy.deepcopy(merged._tree), []
    not_taken: set[SessionPath] = set()
    for conflict in merged.conflicts:
        choice = choices.get(conflict.path)
        if choice is None:
            left.append(conflict)
            continue
        _put(tree, conflict.path, getattr(conflict, choice))
        answer_is_mine = choice == "mine" or (choice == "both" and conflict.mine is not None)
        for each in conflict.beside:
            if choice != "both" or not is_note(each.path):
                _put(tree, each.path, each.mine if answer_is_mine else each.theirs)
                not_taken |= {each.path} if answer_is_mine else set()
    session = _session(tree, merged.mine, merged.theirs)
    session = session.model_copy(update={"comments": merged.session.comments})
    taken = tuple(each for each in merged.taken if each.path not in not_taken)
    return Merged(merged.mine, merged.theirs, session, taken, tuple(left), tree)


def settled(merged: Merged) -> Merged:
    """Nobody is there to ask: mine, and both wherever both can be kept."""
    return resolve(merged, {conflict.path: "both" for conflict in merged.conflicts})


def same_content(first: Session, second: Session) -> bool:
    """Whether two versions say the same, wherever the room stands; the order counts."""
    trees = [whole(session) for session in (first, second)]
    for tree in trees:
        tree.pop("place", None)
    return same(*trees) and _keys(trees[0]) == _keys(trees[1])


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _keys(item)) for key, item in value.items()]
    return [_keys(item) for item in value] if isinstance(value, list) else None


def _put(tree: Table, path: SessionPath, value: Any) -> None:
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


def _session(tree: Table, *versions: Session) -> Session:
    """The tree as a session; workloads and vendors that a version has just so stay its objects."""
    salvage = Salvage(copy.deepcopy(tree), _NOWHERE, toml_lines.Lines(""), None)
    made = salvage.session()
    if any(version.set_aside for version in versions):
        made = salvage.with_originals(made)
    updates: dict[str, Any] = {
        kind: {key: _shared(kind, key, item, versions) for key, item in getattr(made, kind).items()}
        for kind in ("workloads", "vendors")
        if not any(item.path[0] == kind for item in made.set_aside)
    }
    return made.model_copy(update=updates)


def _shared(kind: str, key: str, made: Any, versions: Iterable[Session]) -> Any:
    for version in versions:
        item = getattr(version, kind).get(key)
        if item is not None and made == item and repr(made) == repr(item):
            return item
    return made
