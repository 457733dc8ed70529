"""The clock: what was used of the time, for each part, and how far that is from the plan."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.load import load
from fouraxis.content.models import Content
from fouraxis.report.clean import clean
from fouraxis.store.format import dumps, loads
from fouraxis.store.merge import merge
from fouraxis.workshop import edit, questions
from fouraxis.workshop.agenda import agenda, in_all
from fouraxis.workshop.history import History
from fouraxis.workshop.session import Place, Session
from fouraxis.workshop.time import (
    PAUSE,
    Clock,
    Part,
    give,
    in_figures,
    in_words,
    minutes_for,
    pace,
    part_of,
    so_far,
    used,
    with_clock,
    with_used,
)

CONTENT = load()
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AXES_OF_A = Place(step="axes", workload="chatbot")
A, B = Part("axes", "chatbot"), Part("axes", "fraud")


class Wall:
    """A clock on the wall that goes when it is told to."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        """The time on it."""
        return self.time

    def goes(self, minutes: float) -> None:
        """Let so many minutes pass."""
        self.time += timedelta(minutes=minutes)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def clock(wall: Wall) -> Clock:
    return Clock(wall)


@pytest.fixture
def room(empty: Session) -> Session:
    """Two workloads, the clock in use, the room at the axes of the first."""
    session = with_clock(empty, on=True)
    for name in ("Chatbot", "Fraud"):
        session, _ = edit.add_workload(session, name)
    return session.model_copy(update={"place": AXES_OF_A})


def test_time_counts_from_the_first_answer_on_for_the_part_at_hand(
    room: Session, wall: Wall, clock: Clock
) -> None:
    wall.goes(30)
    clock.heard(AXES_OF_A)
    assert clock.write(room) is room
    clock.begin()
    wall.goes(3.5)
    clock.heard(AXES_OF_A)
    wall.goes(2)
    clock.heard(Place(step="rules", workload="fraud"))
    written = clock.write(room)
    assert written.time.used == {"axes": {"chatbot": 210}, "rules": {"fraud": 120}}
    assert clock.write(written) is written


def test_a_night_and_a_clock_that_is_set_back_count_for_nothing(
    room: Session, wall: Wall, clock: Clock
) -> None:
    clock.begin()
    wall.goes(5)
    clock.heard(AXES_OF_A)
    wall.goes(15 * 60)
    assert clock.next_minute(room) is None
    assert used(clock.read(room), A) == 300
    clock.heard(AXES_OF_A)
    assert clock.next_minute(room) == 60
    wall.goes(-60)
    clock.heard(AXES_OF_A)
    wall.goes(1)
    clock.heard(AXES_OF_A)
    assert used(clock.write(room), A) == 360


def test_a_talk_as_long_as_a_pause_may_just_not_be_still_counts(
    room: Session, wall: Wall, clock: Clock
) -> None:
    clock.begin()
    wall.goes(PAUSE.total_seconds() / 60)
    clock.heard(AXES_OF_A)
    assert used(clock.write(room), A) == PAUSE.total_seconds()


def test_what_is_read_is_not_written(room: Session, wall: Wall, clock: Clock) -> None:
    clock.begin()
    wall.goes(1.25)
    assert used(clock.read(room), A) == 75
    assert clock.next_minute(room) == 45
    assert clock.write(room) is room
    wall.goes(30)
    assert clock.next_minute(room) is None


def test_undo_takes_no_time_back(room: Session) -> None:
    history = History(room)
    answered = edit.set_at(room, ("workloads", "chatbot", "axes", "maturity", "level"), "mature")
    history.apply(answered, "Maturity")
    history.replace(with_used(history.session, {A: 90}))
    history.undo()
    assert history.session.workloads["chatbot"].axes == {}
    assert used(history.session, A) == 90
    history.replace(with_used(history.session, {A: 10}))
    history.redo()
    assert history.session.workloads["chatbot"].axis("maturity").level == "mature"
    assert used(history.session, A) == 100
    assert not history.apply(with_used(history.session, {B: 5}), "nothing but time")


def test_minutes_are_given_to_one_part_and_move_what_comes_after(room: Session) -> None:
    more = give(room, CONTENT, A, 5)
    assert in_all(agenda(more, CONTENT)).endswith(", +5 min given or taken.")
    assert "given" not in in_all(agenda(room, CONTENT))
    assert minutes_for(more, CONTENT, A) == 17
    assert minutes_for(more, CONTENT, B) == 12
    assert agenda(more, CONTENT).total == agenda(room, CONTENT).total + 5
    assert give(more, CONTENT, A, -5).time == room.time
    none = give(room, CONTENT, A, -60)
    assert minutes_for(none, CONTENT, A) == 0
    assert give(none, CONTENT, A, -5) == none
    gone = edit.delete_workload(more, "chatbot")
    assert agenda(gone, CONTENT).item("axes").total == 12  # type: ignore[union-attr]


def answered(session: Session, workload: str) -> Session:
    """The session with the four axes of a workload settled."""
    for question in questions.of(session, CONTENT, "axes", workload):
        if question.counts:
            session = questions.answer(session, question, question.options[0].id)
    return session


def test_the_pace_is_what_was_used_beyond_what_the_plan_gives_for_it(room: Session) -> None:
    assert in_words(pace(room, CONTENT)) == "on time"
    session = with_used(room, {A: 8 * 60})
    assert in_figures(pace(session, CONTENT)) == "8/12 min"
    assert pace(session, CONTENT).behind == 0
    session = with_used(session, {A: 10 * 60})
    assert pace(session, CONTENT).over
    assert in_words(pace(session, CONTENT)) == "6 min behind"
    session = answered(session, "chatbot")
    there = session.model_copy(update={"place": Place(step="axes", workload="fraud")})
    assert in_words(pace(there, CONTENT)) == "6 min behind"
    assert so_far(there, CONTENT) == "0:18 used, 2 of 2 workloads, 6 min behind."
    swift = answered(with_used(room, {A: 7 * 60}), "chatbot")
    assert in_words(pace(swift, CONTENT)) == "5 min ahead"
    assert so_far(room, CONTENT) == ""


def test_a_part_that_nothing_is_counted_in_is_late_once_it_is_over(room: Session) -> None:
    here = room.model_copy(update={"place": Place(step="setup")})
    assert part_of(here.place) == Part("setup", "once")
    assert pace(with_used(here, {part_of(here.place): 9 * 60}), CONTENT).behind == 0
    assert pace(with_used(here, {part_of(here.place): 13 * 60}), CONTENT).behind == 3


def test_how_long_a_part_took_helps_to_plan_the_next(room: Session) -> None:
    plan = agenda(with_used(room, {A: 600, B: 1200}), CONTENT)
    axes = plan.item("axes")
    assert axes is not None
    assert axes.took == 15
    assert plan.clocked
    assert not agenda(room, CONTENT).clocked


def test_a_clean_session_has_the_times_and_no_name(room: Session, content: Content) -> None:
    session, _ = edit.add_vendor(room, "Brightworks")
    times = {A: 60, Part("vendors", "brightworks"): 30, Part("axes", "gone"): 10}
    cleaned = clean(with_used(session, times), content)
    assert cleaned.time.used == {"axes": {"workload-1": 60}, "vendors": {"vendor-1": 30}}


def written(session: Session) -> str:
    """The session as it stands in its file."""
    return dumps(session, START, "ana").decode()


def test_a_session_without_the_clock_is_written_as_before(room: Session) -> None:
    off = with_clock(room, on=False)
    assert "[time" not in written(off)
    kept = with_used(give(room, CONTENT, B, -5), {A: 61})
    text = written(kept)
    assert "[time]\nclock = true\n" in text
    assert "[time.used.axes]\nchatbot = 61\n" in text
    assert "[time.extra.axes]\nfraud = -5\n" in text
    assert loads(text.encode(), Path("x.toml")).session.time == kept.time


PARTS = st.dictionaries(st.sampled_from([A, B, Part("setup", "once")]), st.integers(0, 9000))


@given(PARTS, PARTS, PARTS)
def test_no_merge_takes_time_away(
    before: dict[Part, int], mine: dict[Part, int], theirs: dict[Part, int]
) -> None:
    begun = Session(id="0198c0de", title="x", created=START)
    base = with_used(begun, before)
    ours, others = with_used(base, mine), with_used(base, theirs)
    merged = merge(base, ours, others)
    for part in {*before, *mine, *theirs}:
        assert used(merged.session, part) == max(used(ours, part), used(others, part))
    assert not merged.conflicts
    assert merged.in_words() == ()
    assert merge(base, others, ours).session.time == merged.session.time
    assert merge(None, ours, others).session.time == merged.session.time
    bare = base.model_copy(update={"time": begun.time})
    assert merge(base, bare, others).session.time == others.time


@given(st.lists(st.tuples(st.floats(-40, 40), st.booleans()), max_size=30))
def test_the_time_that_was_used_only_grows(happened: list[tuple[float, bool]]) -> None:
    wall = Wall()
    clock = Clock(wall)
    session = Session(id="0198c0de", title="x", created=START, place=AXES_OF_A)
    clock.begin()
    last = 0
    for minutes, writes in happened:
        wall.goes(minutes)
        clock.heard(session.place)
        session = clock.write(session) if writes else session
        assert used(clock.read(session), A) >= last
        last = used(clock.read(session), A)
