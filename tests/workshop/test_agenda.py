"""The agenda: how long the workshop takes follows from what is in it, and nothing is stored."""

import pytest
from hypothesis import given

from fouraxis.content.models import Content
from fouraxis.content.terms import PARTS
from fouraxis.workshop import edit
from fouraxis.workshop.agenda import STEPS, Agenda, agenda, clock, for_each, in_all
from fouraxis.workshop.catalogue import arrange
from fouraxis.workshop.drift import adopted, drift, reworded, wording
from fouraxis.workshop.session import Session, Step
from fouraxis.workshop.text import EditError
from tests.examples import examples
from tests.workshop.sessions import CONTENT, sessions


def room(session: Session, workloads: int, vendors: int) -> Session:
    """The session with this many workloads and vendors."""
    for number in range(workloads):
        session, _ = edit.add_workload(session, f"W{number}")
    for number in range(vendors):
        session, _ = edit.add_vendor(session, f"V{number}")
    return session


def parts(plan: Agenda) -> list[Step]:
    return [item.part for item in plan.items]


def test_everything_with_four_workloads_and_two_vendors_is_a_half_day(
    empty: Session, content: Content
) -> None:
    plan = agenda(room(empty, 4, 2), content)
    assert parts(plan) == list(STEPS)
    assert clock(plan.total) == "4:12"
    assert plan.left_out == {}


def test_without_what_can_be_left_out_it_is_an_hour_and_a_half(
    empty: Session, content: Content
) -> None:
    session = room(empty, 4, 2)
    for part in PARTS:
        session = edit.leave_out(session, part)
    plan = agenda(session, content)
    assert parts(plan) == ["setup", "workloads", "axes", "rules", "summary"]
    assert clock(plan.total) == "1:40"
    assert list(plan.left_out) == [step for step in STEPS if step in PARTS]


def test_a_part_comes_as_often_as_there_are_workloads_or_vendors(
    empty: Session, content: Content
) -> None:
    times = {item.part: item.times for item in agenda(room(empty, 3, 2), content).items}
    assert times["axes"] == times["ownership"] == 3
    assert times["vendors"] == 2
    assert times["setup"] == times["workloads"] == times["summary"] == 1


def test_a_part_starts_with_the_first_workload_and_what_follows_after_the_last(
    empty: Session, content: Content
) -> None:
    session = room(empty, 2, 1)
    for step, minutes in (("profile", 1), ("axes", 2), ("rules", 3), ("conditions", 4)):
        session = edit.plan(session, step, minutes)  # type: ignore[arg-type]
    session = edit.plan(edit.plan(session, "setup", 5), "workloads", 5)
    plan = agenda(session, content)
    starts = {item.part: item.starts_after for item in plan.items}
    assert (starts["setup"], starts["workloads"], starts["profile"]) == (0, 5, 10)
    assert (starts["axes"], starts["rules"], starts["conditions"]) == (11, 13, 16)
    assert starts["vendors"] == 10 + 2 * 10


def test_before_there_are_workloads_each_still_has_its_minutes(
    empty: Session, content: Content
) -> None:
    plan = agenda(empty, content)
    assert clock(plan.total) == "0:40"
    assert plan.each("workload") == 47
    assert in_all(plan) == ("0:40 in all: 40 min once, 0 workloads at 47 min, 0 vendors at 12 min.")
    risks = plan.item("risks")
    assert risks is not None
    assert (risks.times, risks.total) == (0, 0)


def test_what_is_left_out_has_no_place_in_the_sentence_either(
    empty: Session, content: Content
) -> None:
    without = edit.leave_out(room(empty, 1, 1), "vendors")
    assert in_all(agenda(without, content)) == "1:27 in all: 40 min once, 1 workload at 47 min."


def test_the_session_may_have_its_own_minutes_and_give_them_up(
    session: Session, content: Content
) -> None:
    own = edit.plan(session, "risks", " 10 ")
    item = agenda(own, content).item("risks")
    assert item is not None
    assert (item.minutes, item.own, item.total) == (10, True, 20)
    assert edit.plan(own, "risks", "") == session
    assert edit.plan(session, "risks", 0).agenda == {"risks": 0}


def test_own_minutes_stand_in_the_order_of_the_walk(session: Session, content: Content) -> None:
    for step in ("summary", "vendors", "risks", "setup"):
        session = edit.plan(session, step, 5)
    assert list(session.agenda) == ["setup", "vendors", "risks", "summary"]
    mixed = session.model_copy(update={"agenda": {"risks": 1, "setup": 2}})
    assert list(arrange(mixed, content).agenda) == ["setup", "risks"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("ten", "“ten” is no whole number"),
        ("7.5", "“7.5” is no whole number"),
        ("-1", "“-1” is less than 0"),
        ("481", "“481” is more than 480"),
    ],
)
def test_minutes_that_cannot_be_are_refused_in_words(
    session: Session, given: str, reason: str
) -> None:
    with pytest.raises(EditError) as error:
        edit.plan(session, "risks", given)
    assert error.value.what == reason


def test_other_minutes_in_the_content_are_no_other_wording(
    session: Session, content: Content
) -> None:
    seen = adopted(session, content)
    risks = content.risks
    slower = risks.agenda.model_copy(update={"minutes": 30})
    changed = content.model_copy(update={"risks": risks.model_copy(update={"agenda": slower})})
    assert wording(changed) == wording(content)
    assert seen.pack is not None
    assert reworded(seen.pack, changed) == ((), ())
    assert drift(seen, changed) == drift(seen, content)
    longer, usual = agenda(seen, changed), agenda(seen, content)
    assert longer.total == usual.total + 2 * (30 - risks.agenda.minutes)


@examples(50)
@given(sessions())
def test_of_any_session_the_parts_come_in_order_and_add_up(session: Session) -> None:
    plan = agenda(session, CONTENT)
    assert parts(plan) == [step for step in STEPS if step not in session.left_out]
    assert plan.total == sum(item.total for item in plan.items)
    taken = [item.starts_after for item in plan.items if item.times]
    assert taken == sorted(taken)
    assert all(item.each == for_each(item.part) for item in plan.items)
