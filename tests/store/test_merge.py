"""Two people change one session: what only one changed is taken, and no text is ever dropped."""

from datetime import UTC, datetime
from typing import Any

import pytest

from fouraxis.store.format import count, differences, loads, whole
from fouraxis.store.merge import in_words, merge, resolve, same_content, settled
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.seal import seal, unseal
from fouraxis.workshop.session import Proof, Session, SetAside
from tests.store.samples import NOW, PATH, agree, small, written

BASE = small()
AXES = ("workloads", "support-chatbot", "axes")
LEVEL = (*AXES, "sensitivity", "level")
NOTE = (*AXES, "sensitivity", "note")
OWNER = ("workloads", "pricing", "owner")


def with_(session: Session, *changes: tuple[tuple[str, ...], Any]) -> Session:
    for path, value in changes:
        session = set_at(session, path, value)
    return session


def test_answers_to_different_questions_are_both_kept() -> None:
    mine = with_(BASE, (LEVEL, "high"))
    theirs = with_(BASE, (OWNER, "Bo"), (NOTE, "theirs"))
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert agree(merged.session, with_(mine, (OWNER, "Bo"), (NOTE, "theirs")))
    assert merged.took == (
        "workload “Customer support chatbot”, sensitivity › note: theirs (was line one ⏎ line two)",
        "workload “Pricing”, owner: Bo",
    )


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    changed = with_(BASE, (LEVEL, "high"), (NOTE, "same"))
    merged = merge(BASE, changed, loads(written(changed), PATH).session)
    assert (merged.conflicts, merged.took) == ((), ())
    assert merged.session.workloads["pricing"] is changed.workloads["pricing"]


def test_a_note_that_both_changed_is_a_conflict_and_can_have_both() -> None:
    merged = merge(BASE, with_(BASE, (NOTE, "mine")), with_(BASE, (NOTE, "theirs")))
    (conflict,) = merged.conflicts
    assert (conflict.path, conflict.mine, conflict.theirs) == (NOTE, "mine", "theirs")
    assert conflict.text
    assert "sensitivity › note" in merged.place(conflict)
    for choice, text in {"mine": "mine", "theirs": "theirs", "both": "mine\n\ntheirs"}.items():
        done = resolve(merged, {NOTE: choice})  # type: ignore[dict-item]
        assert done.conflicts == ()
        assert done.session.workloads["support-chatbot"].axes["sensitivity"].note == text


def test_a_level_that_both_changed_is_a_conflict_without_both() -> None:
    merged = merge(BASE, with_(BASE, (LEVEL, "high")), with_(BASE, (LEVEL, "medium")))
    (conflict,) = merged.conflicts
    assert not conflict.text
    assert merged.session.workloads["support-chatbot"].axes["sensitivity"].level == "high"
    theirs = resolve(merged, {LEVEL: "theirs"}).session
    assert theirs.workloads["support-chatbot"].axes["sensitivity"].level == "medium"
    assert resolve(merged, {}).conflicts == merged.conflicts


def test_a_name_that_both_changed_can_have_both_on_one_line() -> None:
    merged = merge(BASE, with_(BASE, (OWNER, "Ana")), with_(BASE, (OWNER, "Bo")))
    assert settled(merged).session.workloads["pricing"].owner == "Ana / Bo"


def test_a_line_that_has_both_already_is_not_made_longer_by_the_same_merge_again() -> None:
    ana, bo = with_(BASE, (OWNER, "Ana")), with_(BASE, (OWNER, "Bo"))
    both = settled(merge(BASE, ana, bo)).session
    assert settled(merge(BASE, both, bo)).session.workloads["pricing"].owner == "Ana / Bo"
    assert settled(merge(BASE, ana, both)).session.workloads["pricing"].owner == "Ana / Bo"


def test_two_texts_too_long_for_one_note_are_no_both() -> None:
    long = "x" * 60_000
    merged = merge(BASE, with_(BASE, (NOTE, long)), with_(BASE, (NOTE, "y" * 60_000)))
    (conflict,) = merged.conflicts
    assert not conflict.text
    assert settled(merged).session.workloads["support-chatbot"].axes["sensitivity"].note == long


def removed(session: Session, kind: str, key: str) -> Session:
    kept = {k: one for k, one in getattr(session, kind).items() if k != key}
    return session.model_copy(update={kind: kept})


def test_an_answer_outlives_the_deletion_of_its_workload_by_the_other() -> None:
    mine, theirs = removed(BASE, "workloads", "pricing"), with_(BASE, (OWNER, "Bo"))
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(BASE, one, other)
        (conflict,) = merged.conflicts
        assert conflict.path == ("workloads", "pricing")
        assert merged.session.workloads["pricing"].owner == "Bo"
        gone = resolve(merged, {conflict.path: "mine" if one is mine else "theirs"})
        assert "pricing" not in gone.session.workloads
        assert settled(merged).session.workloads["pricing"].owner == "Bo"


def test_a_seal_from_outside_is_told_by_whom_and_when_and_not_by_its_digest() -> None:
    sealed = seal(BASE, "Bo", NOW)
    assert merge(BASE, BASE, sealed).took == (f"sealed by Bo on {NOW.astimezone():%Y-%m-%d %H:%M}",)
    opened = unseal(sealed, "A clause was missing", "Bo", NOW)
    assert merge(sealed, sealed, opened).took[0] == "the seal is taken off"


def test_a_deletion_that_nobody_contradicts_is_taken() -> None:
    merged = merge(BASE, BASE, removed(BASE, "workloads", "pricing"))
    assert list(merged.session.workloads) == ["support-chatbot"]
    assert merged.took == ("workload “Pricing” removed",)


def added(session: Session, key: str, name: str) -> Session:
    one = session.workloads["pricing"].model_copy(update={"name": name})
    return session.model_copy(update={"workloads": {**session.workloads, key: one}})


def test_workloads_that_both_added_are_all_there_in_an_order_that_makes_sense() -> None:
    merged = merge(BASE, added(BASE, "mine", "Mine"), added(BASE, "theirs", "Theirs"))
    assert list(merged.session.workloads) == ["support-chatbot", "pricing", "mine", "theirs"]
    assert merged.took == ("workload “Theirs” added",)


def test_a_new_order_is_taken_from_the_side_that_made_it() -> None:
    turned = BASE.model_copy(update={"workloads": dict(reversed(BASE.workloads.items()))})
    assert list(merge(BASE, BASE, turned).session.workloads) == ["pricing", "support-chatbot"]
    assert list(merge(BASE, turned, BASE).session.workloads) == ["pricing", "support-chatbot"]
    both = merge(BASE, added(BASE, "mine", "Mine"), turned).session
    assert list(both.workloads) == ["pricing", "mine", "support-chatbot"]


def test_links_that_either_side_added_or_removed_are_merged_as_a_set() -> None:
    path = ("vendors", "brightworks", "workloads")
    merged = merge(BASE, with_(BASE, (path, ("pricing",))), with_(BASE, (path, ("x",))))
    assert merged.session.vendors["brightworks"].workloads == ("pricing", "x")
    assert merged.conflicts == ()


def test_a_decision_is_one_answer_and_keeps_both_reasons() -> None:
    at = ("workloads", "support-chatbot", "decision")
    decisions = [
        {"model": "co-build-squad", "kind": "override", "reason": "mine", "at": NOW},
        {"model": "internal-rnd", "kind": "override", "reason": "theirs"},
    ]
    mine, theirs = (
        Session.model_validate(
            {
                **(tree := whole(BASE)),
                "workloads": {
                    **tree["workloads"],
                    "support-chatbot": {
                        **tree["workloads"]["support-chatbot"],
                        "decision": decision,
                    },
                },
            }
        )
        for decision in decisions
    )
    merged = merge(BASE, mine, theirs)
    assert [conflict.path for conflict in merged.conflicts] == [at]
    kept = settled(merged).session.workloads["support-chatbot"].decision
    assert kept is not None
    assert (kept.model, kept.reason) == ("co-build-squad", "mine\n\ntheirs")


def test_two_people_who_decide_alike_do_not_dispute_about_the_time() -> None:
    at = ("workloads", "support-chatbot", "decision", "at")
    times = [datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (9, 10)]
    mine, theirs = (with_(BASE, (at, time)) for time in times)
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert agree(merged.session, mine)


def test_where_the_room_stands_is_mine_and_no_difference() -> None:
    theirs = BASE.model_copy(update={"place": BASE.place.model_copy(update={"step": "summary"})})
    merged = merge(BASE, BASE, theirs)
    assert (merged.session.place, merged.took) == (BASE.place, ())
    assert differences(BASE, theirs) == ()
    assert same_content(BASE, theirs)


def test_unknown_keys_and_values_set_aside_of_both_sides_are_kept() -> None:
    mine = Session.model_validate({**whole(BASE), "x-new": {"a": 1, "m": 2}})
    theirs = Session.model_validate({**whole(BASE), "x-new": {"a": 1.5}}).model_copy(
        update={"set_aside": (SetAside(path=("workloads", "Not An Id"), value=7, fault="no"),)}
    )
    merged = merge(BASE, mine, theirs)
    assert [conflict.path for conflict in merged.conflicts] == [("x-new", "a")]
    assert merged.session.model_extra == {"x-new": {"a": 1, "m": 2}}
    assert b"Not An Id" in written(merged.session)


def test_without_a_common_beginning_everything_is_kept_and_differences_are_conflicts() -> None:
    merged = merge(None, added(BASE, "mine", "Mine"), with_(BASE, (LEVEL, "high")))
    assert [conflict.path for conflict in merged.conflicts] == [LEVEL]
    assert "mine" in merged.session.workloads


def test_what_went_on_meanwhile_takes_what_the_merge_brought() -> None:
    mine = with_(BASE, (LEVEL, "high"))
    merged = merge(BASE, mine, with_(BASE, (OWNER, "Bo")))
    current = with_(mine, (NOTE, "typed meanwhile"))
    assert agree(merged.onto(current), with_(current, (OWNER, "Bo")))
    assert agree(merged.onto(mine), merged.session)


def test_differences_are_told_and_counted() -> None:
    new = with_(removed(BASE, "vendors", "brightworks"), (LEVEL, None), (OWNER, "A\nB"))
    assert in_words(BASE, new) == (
        "workload “Customer support chatbot”, sensitivity: taken back (was low)",
        "workload “Pricing”, owner: A B",
        "vendor “Brightworks” removed",
    )
    assert count(BASE, new) == 3


WORKLOAD = ("workloads", "support-chatbot")
VENDOR = ("vendors", "brightworks")
ACTION = ("actions", "workload.support-chatbot.legal")
WITH_ITS_ANSWER = [
    ((*AXES, "certainty"), "level", ("low", "high"), "note", "as the CIO says"),
    ((*AXES, "certainty"), "level", ("low", "high"), "reason", "as the CIO says"),
    ((*AXES, "certainty"), "level", ("low", "high"), "against", "medium"),
    ((*AXES, "certainty"), "level", ("low", "high"), "proof", Proof(strength="seen", by="Bo")),
    ((*WORKLOAD, "rules", "undefined-success"), "answer", ("yes", "no"), "note", "legal says so"),
    ((*WORKLOAD, "contract", "own-ip"), "answer", ("agreed", "open"), "note", "in the draft"),
    ((*WORKLOAD, "risks", "model-drift"), "side", ("vendor", "both"), "note", "they monitor"),
    ((*VENDOR, "criteria", "own-platform"), "mark", ("strong", "partial"), "evidence", "seen it"),
    ((*VENDOR, "red_flags", "clean-data-demo"), "answer", ("yes", "no"), "claimed", ("answer",)),
    ((*WORKLOAD, "operations"), "structure", ("unknown", "vendor-operated"), "note", "they do"),
    (ACTION, "state", ("done", "dropped"), "reason", "not needed"),
]
"""Where an answer is, its field, mine and theirs, and what theirs is said with."""


@pytest.mark.parametrize("case", WITH_ITS_ANSWER)
@pytest.mark.parametrize("turned", [False, True])
def test_what_one_side_wrote_of_its_answer_goes_with_that_answer(
    case: tuple[tuple[str, ...], str, tuple[str, str], str, Any], turned: bool
) -> None:
    at, field, answers, name, beside = case
    ours = with_(BASE, ((*at, field), answers[0]))
    others = with_(BASE, ((*at, field), answers[1]), ((*at, name), beside))
    bare: Any = beside if isinstance(beside, str) else ()
    mine, theirs = (others, ours) if turned else (ours, others)
    merged = merge(BASE, mine, theirs)
    (conflict,) = merged.conflicts
    assert conflict.path == (*at, field)
    for choice, side in (("mine", mine), ("theirs", theirs)):
        done = resolve(merged, {conflict.path: choice})  # type: ignore[dict-item]
        assert agree(done.session, side), choice
    both = resolve(merged, {conflict.path: "both"}).session
    if name in ("note", "reason", "evidence"):
        assert conflict.joins
        assert agree(both, with_(mine, ((*at, name), bare)))
    else:
        assert agree(both, mine)
    assert agree(settled(merged).session, both)


ONE_THING = [
    ((*VENDOR, "disqualified"), {"reason": "mine"}, {"reason": "theirs", "by": "Bo"}),
    (
        (*AXES, "sensitivity", "dissent", "ana"),
        {"what": "high"},
        {"what": "medium", "why": "the data"},
    ),
    (("milestones", "legal"), {"name": "Legal", "sha256": "1"}, {"name": "Law", "sha256": "2"}),
    ((*AXES, "sensitivity", "proof"), {"strength": "seen"}, {"strength": "told", "by": "Bo"}),
]


@pytest.mark.parametrize(("at", "mine", "theirs"), ONE_THING)
def test_what_was_said_together_comes_from_one_side(
    at: tuple[str, ...], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    sides = [held(BASE, at, value) for value in (mine, theirs)]
    merged = merge(BASE, *sides)
    assert [conflict.path for conflict in merged.conflicts] == [at]
    assert agree(resolve(merged, {at: "mine"}).session, sides[0])
    assert agree(resolve(merged, {at: "theirs"}).session, sides[1])
    begun = held(BASE, at, mine)
    merged = merge(begun, BASE, held(BASE, at, {**mine, **theirs}))
    assert [conflict.path for conflict in merged.conflicts] == [at], "removed, and changed"
    assert agree(resolve(merged, {at: "mine"}).session, BASE)


def held(session: Session, at: tuple[str, ...], value: Any) -> Session:
    """The session with a table at a path."""
    tree: Any = whole(session)
    here = tree
    for key in at[:-1]:
        here = here.setdefault(key, {})
    here[at[-1]] = value
    return Session.model_validate(tree)


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_every_conflict_can_be_settled_by_every_choice(choice: Any) -> None:
    mine = with_(removed(BASE, "vendors", "brightworks"), (LEVEL, "high"), (NOTE, ""))
    theirs = with_(BASE, (LEVEL, None), (NOTE, "x"), (("vendors", "brightworks", "note"), "n"))
    merged = merge(BASE, mine, theirs)
    assert len(merged.conflicts) == 3
    done = resolve(merged, {conflict.path: choice for conflict in merged.conflicts})
    assert done.conflicts == ()
    assert ("brightworks" in done.session.vendors) == (choice != "mine")
