"""Two people's files of one room: votes, dissent, what was parked and the time of both are kept."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings, strategies as st

from fouraxis.content.terms import Axis
from fouraxis.store.merge import merge
from fouraxis.workshop.session import Session, Step
from tests.store.samples import NOW, plain, small

PEOPLE = ("ana", "bo", "cy", "dee")
AXES: tuple[Axis, ...] = ("sensitivity", "maturity")

rooms = st.fixed_dictionaries(
    {},
    optional={
        f"{axis} {kind}": st.dictionaries(st.sampled_from(PEOPLE), st.just(kind), min_size=1)
        for axis in AXES
        for kind in ("round-1", "round-2", "dissent", "parked", "parked_why", "finder")
    },
)
"""What happened in a room: who voted in which round, who dissents, what was parked."""


def held(room: dict[str, dict[str, str]], mark: str) -> Session:
    """A session in which that happened; `mark` says whose file it is."""
    tree = plain(small())
    axes = tree["workloads"]["pricing"].setdefault("axes", {})
    for key, people in room.items():
        axis, _, kind = key.partition(" ")
        answer: dict[str, Any] = axes.setdefault(axis, {})
        if kind == "parked":
            answer["parked"] = True
        elif kind in ("parked_why", "finder"):
            answer |= {"parked": True, kind: " and ".join((mark, *people))}
        elif kind == "dissent":
            answer["dissent"] = {who: {"what": f"{mark} {who}"} for who in people}
        else:
            level = "low" if axis == "sensitivity" else "none"
            votes = answer.setdefault("votes", {})
            minutes = len(mark) + int(kind[-1])
            at = NOW + timedelta(minutes=minutes)
            votes[kind] = {"levels": dict.fromkeys(people, level), "at": at}
    return Session.model_validate(tree)


def leaves(tree: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every value of plain tables by its path."""
    if isinstance(tree, dict):
        return {p: v for key, each in tree.items() for p, v in leaves(each, (*path, key)).items()}
    return {path: tree}


@given(rooms, rooms)
@settings(max_examples=30, deadline=None)
def test_whatever_happened_in_either_room_is_in_the_merged_file_or_shown(
    mine: dict[str, dict[str, str]], theirs: dict[str, dict[str, str]]
) -> None:
    base = small()
    sides = held(mine, "mine"), held(theirs, "theirs")
    merged = merge(base, *sides)
    whole = leaves(plain(merged.session))
    for conflict in merged.conflicts:
        whole |= leaves(conflict.theirs, conflict.path)
        said = conflict.path[-1] in ("parked_why", "finder")  # why it waits, in two ways
        assert said or "dissent" in conflict.path  # two files with another word of one person
    for side in sides:
        for axis in AXES:
            rounds = merged.session.workloads["pricing"].axis(axis).votes
            for taken in side.workloads["pricing"].axis(axis).votes.values():
                assert taken in rounds.values()  # under whatever number
        for path, value in leaves(plain(side)).items():
            if "votes" in path:
                continue
            disputed = any(path[: len(c.path)] == c.path for c in merged.conflicts)
            assert disputed or whole[path] == value
    again = merge(base, merged.session, sides[1])
    assert plain(again.session) == plain(merged.session)


PARTS: tuple[Step, ...] = ("setup", "workloads", "summary")
clocks = st.dictionaries(st.sampled_from(PARTS), st.integers(1, 3600))
"""How many seconds a file has counted for which part."""


@given(clocks, clocks, clocks)
@settings(max_examples=60, deadline=None)
def test_no_time_that_either_room_used_is_lost(
    before: dict[Step, int], mine: dict[Step, int], theirs: dict[Step, int]
) -> None:
    def counted(more: dict[Step, int]) -> Session:
        seconds = {part: before.get(part, 0) + more.get(part, 0) for part in (*before, *more)}
        used = {part: {"once": each} for part, each in seconds.items()}
        return small(time={"clock": True, "used": used})

    sides = counted(mine), counted(theirs)
    merged = merge(counted({}), *sides)
    assert merged.conflicts == ()
    for part in {*before, *mine, *theirs}:
        longest = max(side.time.used.get(part, {}).get("once", 0) for side in sides)
        assert merged.session.time.used[part]["once"] == longest, "whoever counted longer is right"


def test_the_time_that_two_files_used_of_different_parts_is_kept() -> None:
    def used(**parts: int) -> Session:
        time = {"clock": True, "used": {part: {"once": s} for part, s in parts.items()}}
        return small(time=time)

    merged = merge(used(), used(setup=300), used(workloads=240))
    assert merged.conflicts == ()
    assert merged.session.time.used == {"setup": {"once": 300}, "workloads": {"once": 240}}
