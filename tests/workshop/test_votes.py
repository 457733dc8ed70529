"""Votes on a level: both rounds are kept, nothing is averaged, and nobody is counted in silence."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.terms import AXES, LEVELS, UNKNOWN, Axis
from fouraxis.store.format import dumps, loads
from fouraxis.store.merge import merge
from fouraxis.workshop import agreement, attendance, edit, questions, votes
from fouraxis.workshop.catalogue import arrange
from fouraxis.workshop.history import History, same_values
from fouraxis.workshop.session import ABSENT, Session
from fouraxis.workshop.text import EditError
from fouraxis.workshop.union import merge_workloads
from tests.examples import examples
from tests.workshop.nasty import NASTY
from tests.workshop.sessions import CONTENT

NOON: Final = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
SENSITIVITY: Final = "sensitivity"
PEOPLE: Final = ("ana-lund", "bo-iversen", "cy-young")
FIRST: Final = {"ana-lund": "low", "bo-iversen": "high", "cy-young": UNKNOWN}
SECOND: Final = {"ana-lund": "medium", "bo-iversen": "high", "cy-young": ABSENT}


@pytest.fixture
def room(session: Session) -> Session:
    """A session with three people who vote."""
    for name in ("Ana Lund", "Bo Iversen", "Cy Young"):
        session, _ = edit.add_participant(session, name, "expert")
    return session


def settle(session: Session, level: str, axis: Axis = SENSITIVITY) -> Session:
    """The session in which the room has agreed on a level."""
    return questions.answer(session, questions.find(session, CONTENT, "chatbot", axis), level)


def twice(session: Session) -> Session:
    """The session after two rounds, with the level agreed on."""
    for levels in (FIRST, SECOND):
        session = votes.cast(session, "chatbot", SENSITIVITY, levels, NOON)
    return settle(session, "high")


def test_both_rounds_are_kept_and_the_last_vote_of_each_counts(room: Session) -> None:
    answer = twice(room).workloads["chatbot"].axis(SENSITIVITY)
    assert [dict(each.levels) for each in answer.votes.values()] == [FIRST, SECOND]
    assert list(answer.votes) == ["round-1", "round-2"]
    assert agreement.last_votes(answer) == {
        "ana-lund": "medium",
        "bo-iversen": "high",
        "cy-young": UNKNOWN,  # absent is no vote: what was said before stands
    }
    assert agreement.dissenters(answer) == {"ana-lund": "medium"}


def test_a_round_is_spread_from_its_lowest_to_its_highest_level(room: Session) -> None:
    answer = twice(room).workloads["chatbot"].axis(SENSITIVITY)
    first = agreement.tally(SENSITIVITY, answer.votes["round-1"])
    assert (first.lowest, first.highest, first.unsure) == ("low", "high", ("cy-young",))
    assert first.levels["low"] == ("ana-lund",)
    nobody = votes.cast(room, "chatbot", "maturity", {"ana-lund": ABSENT}, NOON)
    counted = agreement.tally(
        "maturity", nobody.workloads["chatbot"].axis("maturity").votes["round-1"]
    )
    assert (counted.lowest, counted.highest, counted.absent) == (None, None, ("ana-lund",))


@pytest.mark.parametrize("vote", ["yes", "mature", ""])
def test_a_vote_is_a_level_unsure_or_absent(room: Session, vote: str) -> None:
    with pytest.raises(EditError):
        votes.cast(room, "chatbot", SENSITIVITY, {"ana-lund": vote}, NOON)
    with pytest.raises(EditError, match="nobody has voted"):
        votes.cast(room, "chatbot", SENSITIVITY, {}, NOON)


def test_of_two_with_one_name_nobody_is_away_as_long_as_one_of_them_is_here(room: Session) -> None:
    first = next(iter(room.participants))
    gone = attendance.attend(room, first, None, NOON - timedelta(hours=1))
    name = room.participants[first].name
    assert attendance.absences(gone, NOON)[name].startswith("here until")
    both, _ = edit.add_participant(gone, name)
    assert attendance.absences(both, NOON) == {}


def test_who_came_late_or_left_is_not_asked_and_never_counted_as_absent(room: Session) -> None:
    room, _ = edit.add_participant(room, "Di Ross", "facilitator")
    late, gone = ("participants", "ana-lund", "since"), ("participants", "bo-iversen", "until")
    room = edit.set_at(room, late, NOON + timedelta(hours=1))
    room = edit.set_at(room, gone, NOON)
    asked = attendance.electorate(room, NOON)
    assert asked.asked == ("cy-young",)
    assert asked.away == ("ana-lund", "bo-iversen")
    assert asked.aside == ("di-ross",)
    assert attendance.electorate(room, NOON + timedelta(hours=1)).asked == ("ana-lund", "cy-young")
    elsewhere = NOON.astimezone(timezone(timedelta(hours=9)))
    assert attendance.electorate(room, elsewhere) == asked


@pytest.mark.parametrize(
    ("text", "came", "left"),
    [
        ("", None, None),
        ("10:30-", (10, 30), None),
        ("- 15.00", None, (15, 0)),
        ("9 – 17h30", (9, 0), (17, 30)),
        ("10:05", (10, 5), None),
    ],
)
def test_hours_are_typed_as_a_room_says_them(
    text: str, came: tuple[int, int] | None, left: tuple[int, int] | None
) -> None:
    hours = attendance.hours(text, NOON)
    local = [moment and moment.astimezone() for moment in hours]
    assert [moment and (moment.hour, moment.minute) for moment in local] == [came, left]
    assert attendance.hours("-NOW", NOON) == (None, NOON)


@pytest.mark.parametrize("text", ["-", "soon", "25:00-", "10:75", "15-10", "1-2-3", *NASTY[:5]])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        attendance.hours(text, NOON)


def test_confidence_goes_from_low_to_high_and_no_further(room: Session) -> None:
    session = settle(room, "high")
    for by, confidence in ((-1, "low"), (-1, "low"), (1, "normal"), (1, "high"), (1, "high")):
        session = votes.confide(session, "chatbot", SENSITIVITY, 1 if by > 0 else -1)
        assert session.workloads["chatbot"].axis(SENSITIVITY).confidence == confidence


def test_what_stands_against_a_level_is_one_line_and_silence_is_said_too(room: Session) -> None:
    session = twice(room)
    (silent,) = agreement.doubts(session, session.workloads["chatbot"], CONTENT)
    assert "1 of 3 for it; 1 of 3 in the round before" in silent
    assert "no reason given: Ana Lund" in silent
    said = {"what": "Nothing personal in it", "why": "", "change": "A breach"}
    session = votes.dissent(session, "chatbot", SENSITIVITY, "ana-lund", said)
    (line,) = agreement.doubts(session, session.workloads["chatbot"], CONTENT)
    assert "Ana Lund dissents (medium): Nothing personal in it; would change that: A" in line
    assert "no reason" not in line
    taken_back = votes.dissent(session, "chatbot", SENSITIVITY, "ana-lund", {})
    assert taken_back.workloads["chatbot"].axis(SENSITIVITY).dissent == {}


def test_nobody_dissents_from_the_level_that_they_are_for(room: Session) -> None:
    """The room agrees on another level after somebody has objected: on that very one."""
    said = {"what": "Why so high"}
    session = votes.dissent(twice(room), "chatbot", SENSITIVITY, "ana-lund", said)
    session = settle(session, "medium")
    answer = session.workloads["chatbot"].axis(SENSITIVITY)
    assert agreement.objecting(answer) == {}
    agreed = agreement.agreement(session, SENSITIVITY, answer, CONTENT)
    assert "dissents" not in agreed.whole
    assert "Ana Lund, who is for it by now, said before: Why so high" in agreed.lines
    back = settle(session, "high")
    answer = back.workloads["chatbot"].axis(SENSITIVITY)
    assert [*agreement.objecting(answer)] == ["ana-lund"]
    (line,) = agreement.doubts(back, back.workloads["chatbot"], CONTENT)
    assert "Ana Lund dissents (medium): Why so high" in line


def test_votes_are_on_one_workload_and_are_not_copied(room: Session) -> None:
    session = votes.confide(twice(room), "chatbot", SENSITIVITY, -1)
    copy, key = edit.duplicate_workload(session, "chatbot")
    answer = copy.workloads[key].axis(SENSITIVITY)
    assert (answer.level, answer.votes, answer.confidence) == ("high", {}, None)


def test_two_workloads_that_become_one_keep_the_rounds_of_both(room: Session) -> None:
    session, other = edit.add_workload(twice(room), "Another")
    later = {"ana-lund": "low"}
    session = votes.cast(session, other, SENSITIVITY, later, NOON + timedelta(minutes=5))
    merged = merge_workloads(session, CONTENT, "chatbot", other)
    rounds = merged.workloads["chatbot"].axis(SENSITIVITY).votes
    assert [dict(each.levels) for each in rounds.values()] == [FIRST, SECOND, later]


def test_people_are_called_by_first_name_and_told_apart() -> None:
    names = ("Ana Lund", "Al Lind", "Ana Lind", "Bo", "Dr. Cy Moe (legal)", "Ana Lisk", "Ana")
    assert attendance.short_names(names) == (
        "Ana Lu.",
        "Al",
        "Ana Lin.",
        "Bo",
        "Cy",
        "Ana Lis.",
        "Ana",
    )
    assert attendance.short_names(("Zoe Chen", "Zac Cole")) == ("Zoe", "Zac")


def test_two_with_one_name_are_told_apart_wherever_their_votes_are_told(room: Session) -> None:
    session, twin = edit.add_participant(room, "ana  LUND", "expert")
    session = votes.cast(session, "chatbot", SENSITIVITY, {"ana-lund": "low", twin: "high"}, NOON)
    session = votes.dissent(settle(session, "low"), "chatbot", SENSITIVITY, twin, {"what": "IP"})
    (agreed,) = agreement.agreements(session, session.workloads["chatbot"], CONTENT)
    assert agreed.rounds == ("Round 1: low: Ana Lund; high: ana  LUND 2",)
    assert agreed.against == ("ana  LUND 2 dissents (high): IP",)


def test_whatever_people_are_called_no_two_have_one_name() -> None:
    names = ("Ana Lund", "Ana Lund", "Ana", "Ana", "李 明", "", "(guest)", *NASTY)
    assert len(set(attendance.short_names(names))) == len(names)


# -- whatever is voted

levels_of = {axis: st.sampled_from((*LEVELS[axis], UNKNOWN, ABSENT)) for axis in AXES}


@st.composite
def ballots(draw: st.DrawFn) -> tuple[Axis, Mapping[str, str]]:
    """A round: an axis, and what some people say."""
    axis = draw(st.sampled_from(AXES))
    people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True))
    return axis, {person: draw(levels_of[axis]) for person in people}


@given(st.lists(ballots(), max_size=5), st.lists(ballots(), max_size=5))
@examples(60)
def test_rounds_outlive_a_file_undo_redo_and_merging(
    mine: list[tuple[Axis, Mapping[str, str]]], theirs: list[tuple[Axis, Mapping[str, str]]]
) -> None:
    start = edit.new_session("Contoso", "0198c0de", NOON, CONTENT.home.pack)
    for name in ("Ana Lund", "Bo Iversen", "Cy Young"):
        start, _ = edit.add_participant(start, name)
    start, _ = edit.add_workload(start, "Chatbot")
    history = History(start)
    for minute, (axis, levels) in enumerate(mine):
        at = NOON + timedelta(minutes=minute)
        history.apply(votes.cast(history.session, "chatbot", axis, levels, at), "a round")
    whole = history.session
    file = dumps(arrange(whole, CONTENT), NOON, "Ana")
    assert same_values(loads(file, Path("s.toml")).session, arrange(whole, CONTENT))
    for _ in mine:
        history.undo()
    assert same_values(history.session, start)
    for _ in mine:
        history.redo()
    assert same_values(history.session, whole)
    other = start
    for minute, (axis, levels) in enumerate(theirs):
        other = votes.cast(
            other, "chatbot", axis, levels, NOON + timedelta(hours=1, minutes=minute)
        )
    merged = merge(start, whole, other)
    assert merged.conflicts == ()
    both = merged.session.workloads["chatbot"]
    for axis in AXES:
        rounds = both.axis(axis).votes.values()
        kept = [(dict(each.levels), each.at) for each in rounds]
        for side in (whole, other):
            for each in side.workloads["chatbot"].axis(axis).votes.values():
                assert kept.count((dict(each.levels), each.at)) == 1
        assert len(kept) == sum(
            len(side.workloads["chatbot"].axis(axis).votes) for side in (whole, other)
        )
    again = merge(start, other, merged.session)
    assert again.conflicts == ()
    counts = [len(again.session.workloads["chatbot"].axis(axis).votes) for axis in AXES]
    assert counts == [len(both.axis(axis).votes) for axis in AXES]
