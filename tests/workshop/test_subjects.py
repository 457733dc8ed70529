"""Workloads, vendors and people come and go, and nothing is left pointing at what is gone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop import edit
from fouraxis.workshop.lists import Candidate
from fouraxis.workshop.session import AxisAnswer, Session, SetAside
from fouraxis.workshop.text import LINE_LIMIT, EditError


def maturity(session: Session, workload: str) -> AxisAnswer:
    return session.workloads[workload].axis("maturity")


def test_a_new_session_knows_its_content_and_its_time_in_utc(content: Content) -> None:
    local = datetime(2026, 11, 23, 10, 0, 0, 123, tzinfo=timezone(timedelta(hours=1)))
    session = edit.new_session("  A title\n", "id", local, content.home.pack)
    assert session.title == "A title"
    assert session.created == datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
    assert session.pack is not None
    assert session.pack.version == content.home.pack.version


@pytest.mark.parametrize("title", ["", "  ", "x" * 5_001])
def test_a_session_needs_a_title(content: Content, title: str) -> None:
    with pytest.raises(EditError):
        edit.new_session(title, "id", datetime.now(UTC), content.home.pack)


def test_a_workload_without_a_name_is_refused(session: Session) -> None:
    with pytest.raises(EditError, match="a name is needed"):
        edit.add_workload(session, "  ")
    with pytest.raises(EditError, match="longer than"):
        edit.add_vendor(session, "x" * 5_001)


def test_two_workloads_of_one_name_have_two_ids(session: Session) -> None:
    session, again = edit.add_workload(session, "Chatbot")
    assert again == "chatbot-2"


def test_an_id_that_the_file_holds_aside_is_not_given_again(session: Session) -> None:
    aside = SetAside(path=("workloads", "agent"), value=3, fault="no table")
    session = session.model_copy(update={"set_aside": (aside,)})
    assert edit.add_workload(session, "Agent")[1] == "agent-2"


def test_a_copy_stands_behind_its_original_with_its_answers_and_without_its_decision(
    session: Session,
) -> None:
    session = edit.set_at(session, ("workloads", "chatbot", "axes", "maturity", "level"), "none")
    session = edit.decide(session, "chatbot", "advisory-only", "as-recommended")
    session, copy = edit.duplicate_workload(session, "chatbot")
    assert list(session.workloads) == ["chatbot", copy, "fraud-detection"]
    assert session.workloads[copy].name == "Chatbot (copy)"
    assert maturity(session, copy) is maturity(session, "chatbot")
    assert session.workloads[copy].decision is None


def test_a_copy_of_the_longest_name_is_still_a_name(session: Session) -> None:
    session, long = edit.add_workload(session, "x" * LINE_LIMIT)
    session, copy = edit.duplicate_workload(session, long)
    assert session.workloads[copy].name.endswith("x (copy)")
    assert Session.model_validate(session.model_dump()) == session


def test_moving_goes_as_far_as_the_list_does(session: Session) -> None:
    moved = edit.move_workload(session, "chatbot", 1)
    assert list(moved.workloads) == ["fraud-detection", "chatbot"]
    assert edit.move_workload(moved, "chatbot", 5) is moved
    assert list(edit.move_workload(moved, "chatbot", -9).workloads) == list(session.workloads)


def test_a_deleted_workload_leaves_no_link_no_place_and_nothing_aside(session: Session) -> None:
    aside = SetAside(path=("workloads", "chatbot", "kind"), value=3, fault="no text")
    session = session.model_copy(update={"set_aside": (aside,)})
    session = edit.go(session, "axes", workload="chatbot", item="sensitivity")
    left = edit.delete_workload(session, "chatbot")
    assert left.vendors["brightworks"].workloads == ()
    assert (left.place.workload, left.place.item) == (None, None)
    assert left.set_aside == ()
    assert left.workloads["fraud-detection"] is session.workloads["fraud-detection"]


def test_deleting_what_no_vendor_is_considered_for_leaves_the_vendors_alone(
    session: Session,
) -> None:
    assert edit.delete_workload(session, "fraud-detection").vendors is session.vendors


def test_a_vendor_is_linked_in_the_order_of_the_workloads_and_unlinked(session: Session) -> None:
    session, vendor = edit.add_vendor(session, "Nimbus")
    session = edit.link_vendor(session, vendor, "fraud-detection")
    session = edit.link_vendor(session, vendor, "chatbot")
    assert session.vendors[vendor].workloads == ("chatbot", "fraud-detection")
    assert edit.link_vendor(session, vendor, "chatbot") is session
    left = edit.link_vendor(session, vendor, "chatbot", False)
    assert left.vendors[vendor].workloads == ("fraud-detection",)


def test_a_deleted_vendor_is_gone(session: Session) -> None:
    session = edit.go(session, "vendors", vendor="brightworks")
    left = edit.delete_vendor(session, "brightworks")
    assert left.vendors == {}
    assert left.place.vendor is None


def test_people_join_and_leave(session: Session) -> None:
    session, ana = edit.add_participant(session, "Ana Ångström", "facilitator")
    assert ana == "ana-angstrom"
    assert edit.remove_participant(session, ana).participants == {}
    with pytest.raises(EditError, match="a name is needed"):
        edit.add_participant(session, "\t")


@pytest.mark.parametrize(
    "act",
    [
        lambda s: edit.delete_workload(s, "gone"),
        lambda s: edit.duplicate_workload(s, "gone"),
        lambda s: edit.move_workload(s, "gone", 1),
        lambda s: edit.link_vendor(s, "brightworks", "gone"),
        lambda s: edit.add_vendor(s, "New", workloads=["gone"]),
        lambda s: edit.remove_participant(s, "gone"),
        lambda s: edit.carry_maturity(s, "gone"),
        lambda s: edit.undecide(s, "gone"),
        lambda s: edit.go(s, "axes", workload="gone"),
    ],
)
def test_what_is_not_there_is_said(session: Session, act: object) -> None:
    with pytest.raises(EditError, match="no such"):
        act(session)  # type: ignore[operator]


def test_maturity_is_carried_from_the_nearest_workload_before(session: Session) -> None:
    path = ("workloads", "chatbot", "axes", "maturity")
    session = edit.set_at(session, (*path, "level"), "emerging")
    session = edit.set_at(session, (*path, "factors", "team-exists", "level"), "yes")
    session = edit.set_at(session, (*path, "review"), True)
    session, third = edit.add_workload(session, "Third")
    carried = edit.carry_maturity(session, third)
    assert maturity(carried, third).level == "emerging"
    assert maturity(carried, third).factors["team-exists"].level == "yes"
    assert not maturity(carried, third).review
    assert maturity(carried, "fraud-detection").level is None


def test_the_first_workload_has_no_maturity_to_take_over(session: Session) -> None:
    assert edit.maturity_to_carry(session, "chatbot") is None
    with pytest.raises(EditError, match="no workload before"):
        edit.carry_maturity(session, "chatbot")


def test_a_decision_is_kept_with_its_reason_and_can_be_taken_back(session: Session) -> None:
    when = datetime(2026, 11, 23, 11, 40, 0, 5, tzinfo=UTC)
    decided = edit.decide(
        session, "chatbot", "internal-rnd", "override", reason="the board", by="Ana", at=when
    )
    decision = decided.workloads["chatbot"].decision
    assert decision is not None
    assert (decision.reason, decision.by, decision.at) == (
        "the board",
        "Ana",
        when.replace(microsecond=0),
    )
    assert edit.undecide(decided, "chatbot") == session


def test_an_override_needs_a_reason(session: Session) -> None:
    with pytest.raises(EditError, match="needs a reason"):
        edit.decide(session, "chatbot", "internal-rnd", "override", reason="  ")


def test_going_where_the_room_is_changes_nothing(session: Session) -> None:
    there = edit.go(session, "axes", workload="chatbot", item="sensitivity")
    assert edit.go(there, "axes", workload="chatbot", item="sensitivity") is there


def test_imported_names_become_workloads_in_their_order(session: Session) -> None:
    names = [Candidate("日本語"), Candidate("Agent", "plans", "Bo", "agentic-system")]
    session = edit.add_candidates(session, names)
    assert list(session.workloads)[2:] == ["workload-3", "agent"]
    assert session.workloads["agent"].kind == "agentic-system"


def test_a_title_is_taken_over_without_what_nobody_sees(content: Content) -> None:
    made = edit.new_session(
        "\ufeffKunden\u00addienst", "x", datetime(2026, 1, 1), content.home.pack
    )
    assert made.title == "Kundendienst"
    with pytest.raises(EditError):
        edit.new_session("\u200b", "x", datetime(2026, 1, 1), content.home.pack)
