"""Whatever three versions of a session there are: no text is dropped, and merging comes to rest."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from fouraxis.store.format import count, dumps, loads
from fouraxis.store.merge import Choice, Merged, is_note, merge, resolve, settled
from fouraxis.workshop.session import Session, SessionPath
from tests.examples import examples
from tests.store.samples import NOW, PATH, agree, plain, sessions, small


def texts_of(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts_of(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    return [value] if isinstance(value, str) else []


def notes_of(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    if isinstance(value, dict):
        return {p: t for k, item in value.items() for p, t in notes_of(item, (*path, k)).items()}
    return {path: value} if isinstance(value, str) and path and is_note(path) else {}


def but_used(session: Session) -> Session:
    """The session without the time that was used: that does not come back, whoever took it out."""
    return session.model_copy(update={"time": session.time.model_copy(update={"used": {}})})


def found(text: str, merged: Merged) -> bool:
    """Whether a text is in the session or in a conflict that is shown."""
    places = texts_of(plain(merged.session))
    for conflict in merged.conflicts:
        places += texts_of([conflict.mine, conflict.theirs])
        places += texts_of([[each.mine, each.theirs] for each in conflict.beside])
    return any(text in place for place in places)


@given(sessions(), sessions())
@examples(25)
def test_merging_with_what_did_not_change_gives_the_other(base: Session, other: Session) -> None:
    for merged in (merge(base, base, other), merge(base, other, base)):
        assert merged.conflicts == ()
        assert agree(but_used(merged.session), but_used(other))
    assert merge(base, other, other).conflicts == ()


@given(sessions(), sessions(), sessions())
@examples(50)
def test_no_text_of_either_side_is_dropped(base: Session, mine: Session, theirs: Session) -> None:
    before = set(texts_of(plain(base)))
    merged = merge(base, mine, theirs)
    for side in (mine, theirs):
        for text in texts_of(plain(side)):
            assert text in before or found(text, merged), text
    done = settled(merged)
    assert done.conflicts == ()
    kept = texts_of(plain(done.session))
    old = notes_of(plain(base))
    for side in (mine, theirs):
        for path, note in notes_of(plain(side)).items():
            disputed = any(c.path == path[: len(c.path)] and not c.text for c in merged.conflicts)
            assert disputed or note == old.get(path) or any(note in text for text in kept)


def parkings() -> st.SearchStrategy[dict[str, Any]]:
    """A question that is parked, perhaps with why and who finds out; or that is not."""
    lines = st.sampled_from(["no figures", "ask legal"])
    parked = st.fixed_dictionaries(
        {"parked": st.just(True)}, optional={"parked_why": lines, "finder": lines}
    )
    levels = st.fixed_dictionaries({}, optional={"level": st.sampled_from(["low", "high"])})
    return st.builds(
        lambda *parts: {**parts[0], **parts[1]}, st.one_of(st.just({}), parked), levels
    )


def asked(answer: dict[str, Any]) -> Session:
    return small(workloads={"a": {"name": "A", "axes": {"sensitivity": answer}}})


@given(st.one_of(st.none(), parkings()), parkings(), parkings())
@examples(150)
def test_why_a_question_is_parked_stands_beside_none_that_is_not(
    base: dict[str, Any] | None, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged = merge(None if base is None else asked(base), asked(mine), asked(theirs))
    results = [merged, settled(merged)]
    for choice in ("mine", "theirs", "both"):
        chosen: dict[SessionPath, Choice] = {each.path: choice for each in merged.conflicts}
        results.append(resolve(merged, chosen))
    for result in results:
        answer = result.session.workloads["a"].axis("sensitivity")
        assert answer.parked or not (answer.parked_why or answer.finder)
    former = set((base or {}).values())
    for text in {*mine.values(), *theirs.values()} - former:
        assert text is True or found(text, merged)
    taken_up = [answer for answer in (mine, theirs) if "parked" not in answer]
    for side, chosen_side in ((mine, results[2]), (theirs, results[3])):
        if merged.conflicts and side in taken_up and merged.conflicts[0].path[-1] == "parked":
            assert not chosen_side.session.workloads["a"].axis("sensitivity").parked


@pytest.mark.long
@given(sessions(), sessions(), sessions())
@examples(25)
def test_a_merge_can_be_saved_and_merging_again_changes_nothing(
    base: Session, mine: Session, theirs: Session
) -> None:
    done = settled(merge(base, mine, theirs)).session
    again = loads(dumps(done, NOW, "ana"), PATH).session
    assert agree(again, done)
    assert agree(merge(done, done, again).session, done)
    assert count(done, again) == 0


@pytest.mark.long
@given(sessions(), sessions(), sessions())
@examples(25)
def test_both_sides_see_the_same_conflicts(base: Session, mine: Session, theirs: Session) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert {c.path for c in one.conflicts} == {c.path for c in other.conflicts}
