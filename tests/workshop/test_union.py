"""Out of one workload two, and out of two one: nothing that the room said is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop import edit
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import NOTE_LIMIT, EditError
from fouraxis.workshop.union import merge_workloads, split_workload
from tests.report.marked import Texts, full

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def both_full(content: Content, text: Texts) -> Session:
    """Two workloads with every field filled, a sprint for each, actions on each."""
    one, two = full(content, text), full(content, text)
    vendor = one.vendors["v"]
    sprints = {"w": vendor.sprints["w"], "w2": two.vendors["v"].sprints["w"]}
    actions = {
        key.replace(".w.", ".w2.").replace("own-1", "own-2"): (
            action.model_copy(update={"workload": "w2"}) if action.workload else action
        )
        for key, action in two.actions.items()
    }
    return one.model_copy(
        update={
            "workloads": {"w": one.workloads["w"], "w2": two.workloads["w"]},
            "vendors": {
                "v": vendor.model_copy(update={"sprints": sprints, "workloads": ("w", "w2")})
            },
            "actions": {**one.actions, **actions},
            "set_aside": (),
        }
    )


def test_every_text_of_both_is_in_the_one(content: Content) -> None:
    text = Texts()
    session = both_full(content, text)
    before = session.model_dump_json()
    after = merge_workloads(session, content, "w", "w2")
    kept = after.model_dump_json()
    assert [mark for mark in text.given if mark in before and mark not in kept] == []
    assert list(after.workloads) == ["w"]
    assert after.vendors["v"].workloads == ("w",)
    assert list(after.vendors["v"].sprints) == ["w"]
    assert set(after.actions) == set(session.actions) - {"workload.w2.legal"}
    assert after.actions["own-2"].workload == "w"
    assert "w2" not in kept
    assert Session.model_validate_json(kept).workloads == after.workloads


def test_answers_of_the_one_that_stays_hold_and_the_others_fill_in(
    content: Content, empty: Session
) -> None:
    session, _ = edit.add_workload(empty, "Claims", owner="Ana")
    session, _ = edit.add_workload(session, "Fraud", owner="Ben", description="Scores payments")
    session, _ = edit.add_vendor(session, "Tessera")
    for key, level in (("claims", "low"), ("fraud", "high")):
        at = ("workloads", key)
        session = set_at(session, (*at, "axes", "sensitivity", "level"), level)
        session = set_at(
            session, (*at, "motives", "talent-access"), "no" if key[0] == "c" else "yes"
        )
    session = set_at(session, ("workloads", "fraud", "rules", "core-logic", "answer"), "no")
    session = set_at(session, ("workloads", "fraud", "chosen_vendor"), "tessera")
    session = edit.decide(
        session, "fraud", "co-build-squad", "override", reason="It is ours", by="Cem", at=NOON
    )
    merged = merge_workloads(session, content, "claims", "fraud").workloads["claims"]
    assert merged.axes["sensitivity"].level == "low"
    assert merged.axes["sensitivity"].note == "Fraud: high"
    assert merged.rules["core-logic"].answer == "no"
    assert (merged.owner, merged.chosen_vendor, merged.decision) == ("Ana", "tessera", None)
    assert merged.not_motives == ("talent-access",)
    assert merged.description.startswith("With “Fraud”. Scores payments\n")
    for told in ("Ben", "Co-build squad, Cem, 2026-11-23\nIt is ours", ": Yes"):
        assert told in merged.description
    with pytest.raises(EditError):
        merge_workloads(session, content, "claims", "claims")


def test_what_the_file_has_and_nobody_can_read_is_not_merged_away(content: Content) -> None:
    session = full(content, Texts())
    session, made = edit.add_workload(session, "Other")
    with pytest.raises(EditError, match="cannot be read"):
        merge_workloads(session, content, made, "w")


def test_a_split_has_all_answers_twice_and_what_there_is_once_at_the_first(
    content: Content,
) -> None:
    session = full(content, Texts())
    after, made = split_workload(session, "w", "Claims in", "Claims out")
    first, second = after.workloads["w"], after.workloads[made]
    assert (first.name, second.name, made) == ("Claims in", "Claims out", "claims-out")
    alone: dict[str, Any] = {
        "name": "",
        "decision": None,
        "chosen_vendor": None,
        "axes": {},
        "earlier": {},
    }
    assert first.model_copy(update=alone) == second.model_copy(update=alone)
    for axis, answer in first.axes.items():
        unvoted: dict[str, Any] = {
            "votes": {},
            "dissent": {},
            "confidence": None,
        }  # nobody voted on the other
        assert second.axes[axis] == answer.model_copy(update=unvoted)
    assert (second.decision, second.chosen_vendor) == (None, None)
    assert first.decision == session.workloads["w"].decision
    assert after.vendors["v"].workloads == ("w", made)
    assert after.vendors["v"].sprints == session.vendors["v"].sprints
    assert after.actions == session.actions
    for names in (("", "x"), ("x", " "), ("x", "x ")):
        with pytest.raises(EditError):
            split_workload(session, "w", *names)


def test_a_vendor_that_the_other_one_had_chosen_is_told_by_its_name(
    content: Content, empty: Session
) -> None:
    session = empty
    for name in ("Claims", "Fraud"):
        session, _ = edit.add_workload(session, name)
    for key, name in (("claims", "Tessera"), ("fraud", "Brightworks (Ltd)")):
        session, vendor = edit.add_vendor(session, name)
        session = set_at(session, ("workloads", key, "chosen_vendor"), vendor)
    merged = merge_workloads(session, content, "claims", "fraud").workloads["claims"]
    assert merged.chosen_vendor == "tessera"
    assert "Brightworks (Ltd)" in merged.description
    assert "brightworks-ltd" not in merged.description


def test_two_sprints_that_differ_stand_in_one_with_what_the_other_was_in_its_note(
    content: Content, empty: Session
) -> None:
    session = empty
    for name in ("Claims", "Fraud"):
        session, _ = edit.add_workload(session, name)
    session, vendor = edit.add_vendor(session, "Tessera", workloads=["claims", "fraud"])
    for key, weeks, verdict in (("claims", 3, "proceed"), ("fraud", 5, "stop")):
        at = ("vendors", vendor, "sprints", key)
        session = set_at(set_at(session, (*at, "weeks"), weeks), (*at, "verdict"), verdict)
    sprint = merge_workloads(session, content, "claims", "fraud").vendors[vendor].sprints["claims"]
    assert (sprint.weeks, sprint.verdict) == (3, "proceed")
    assert "5" in sprint.note
    assert "stop" in sprint.note.lower()


def test_texts_that_are_too_long_together_stay_apart(content: Content, empty: Session) -> None:
    session = empty
    for name in ("Claims", "Fraud"):
        session, made = edit.add_workload(session, name)
        note = name[0] * (NOTE_LIMIT - 10)
        session = set_at(session, ("workloads", made, "axes", "maturity", "note"), note)
    with pytest.raises(EditError):
        merge_workloads(session, content, "claims", "fraud")
