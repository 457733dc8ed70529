"""The boards: whatever is parked is on them, whatever else happens to the session."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from fouraxis.content.load import load
from fouraxis.content.models import Content
from fouraxis.store.format import dumps, loads
from fouraxis.store.merge import merge
from fouraxis.workshop import boards, edit, questions
from fouraxis.workshop.boards import reason_and_finder, waiting
from fouraxis.workshop.history import History
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Answered, Mark, Session, Workload
from fouraxis.workshop.standing import parked_paths
from tests.store.samples import NOW, PATH
from tests.workshop.sessions import asked

CONTENT = load()
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def begun() -> Session:
    """Two workloads and a vendor; nothing is answered."""
    session = edit.new_session("Contoso", "0198c0de", AT, CONTENT.home.pack)
    for name in ("Chatbot", "Fraud"):
        session, _ = edit.add_workload(session, name)
    session, _ = edit.add_vendor(session, "Brightworks")
    return session


ASKED = tuple(asked(begun()))
ONE_OF_THEM = st.integers(0, len(ASKED) - 1).map(lambda at: ASKED[at])


def shown(session: Session) -> set[tuple[str, ...]]:
    """What is on the board of parked questions."""
    return {each.path for each in boards.parked(session, CONTENT)}


def answered(session: Session, question: Question) -> Session:
    """The session with the first answer that a question takes, if it takes one."""
    options = [option for option in question.allowed if option]
    if question.kind != "choice" or not options:
        return session
    return questions.answer(session, question, options[0])


@given(st.lists(ONE_OF_THEM, min_size=1, max_size=6), st.lists(ONE_OF_THEM, max_size=6))
@settings(max_examples=40, deadline=None)
def test_nothing_parked_is_lost_until_it_is_answered_or_taken_up(
    parked: list[Question], others: list[Question]
) -> None:
    session = begun()
    for question in parked:
        session = questions.park(session, question, why="no figures", finder="Lena")
    marked = {question.mark_path for question in parked}
    assert set(parked_paths(session)) == shown(session) == marked
    for other in others:
        if other.mark_path not in marked:
            session = answered(session, other)
    assert shown(session) == marked
    again = loads(dumps(session, NOW, "ana"), PATH).session
    assert shown(again) == marked
    assert {each.finder for each in boards.parked(again, CONTENT)} == {"Lena"}


@given(st.lists(ONE_OF_THEM, max_size=4), st.lists(ONE_OF_THEM, max_size=4))
@settings(max_examples=30, deadline=None)
def test_a_merge_has_what_either_side_parked(mine: list[Question], theirs: list[Question]) -> None:
    base, sides = begun(), []
    for side in (mine, theirs):
        session = base
        for question in side:
            session = questions.park(session, question, why="no figures")
        sides.append(session)
    merged = merge(base, *sides)
    assert merged.conflicts == ()
    assert shown(merged.session) == {question.mark_path for question in (*mine, *theirs)}


@given(ONE_OF_THEM)
@settings(max_examples=20, deadline=None)
def test_undo_brings_back_what_an_answer_or_a_key_took_off_the_board(question: Question) -> None:
    history = History(questions.park(begun(), question, why="no figures", finder="Lena"))
    before = boards.parked(history.session, CONTENT)
    history.apply(questions.park(history.session, question, False), "taken up")
    assert shown(history.session) == set()
    held: Any = questions.mark(history.session, question)
    assert (held.parked_why, held.finder) == ("", "")
    history.undo()
    assert boards.parked(history.session, CONTENT) == before


def test_what_is_not_asked_any_more_stays_on_the_board(content: Content) -> None:
    session = begun()
    (risk, *_) = questions.of(session, content, "risks", "chatbot")
    session = questions.park(session, risk, why="the insurer decides")
    (on_board,) = boards.parked(edit.leave_out(session, "risks", True), content)
    assert on_board.place is None
    assert (on_board.name, on_board.parked_why) == (risk.name, "the insurer decides")


def test_an_answer_ends_the_parking_and_what_was_said_of_it(content: Content) -> None:
    session = begun()
    (first, *_) = questions.of(session, content, "axes", "chatbot")
    session = questions.park(session, first, why="later", finder="Lena")
    session = questions.answer(session, first, "low")
    assert boards.parked(session, content) == ()
    assert questions.put_off(questions.mark(session, first)) == ""


def test_unknown_and_flagged_are_open_questions_and_parked_is_not(content: Content) -> None:
    session = begun()
    first, second, third, *_ = questions.of(session, content, "axes", "chatbot")
    session = questions.answer(session, first, "unknown")
    session = questions.flag(session, second)
    session = questions.park(session, third)
    assert [(each.why, each.name) for each in waiting(session, content)] == [
        ("unknown", f"Sensitivity: {first.name}"),
        ("review", f"Sensitivity: {second.name}"),
    ]


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("no figures yet", ("no figures yet", "")),
        ("no figures yet @le", ("no figures yet", "Lena Quist")),
        ("@otis", ("", "Otis Vang")),
        ("who pays @o", ("who pays", "o")),
        ("ask @ the vendor @Jo Berg", ("ask @ the vendor", "Jo Berg")),
        ("Legal to confirm by @le", ("Legal to confirm by Lena Quist", "Lena Quist")),
        ("Ask for it with @Jo Berg", ("Ask for it with Jo Berg", "Jo Berg")),
        ("", ("", "")),
    ],
)
def test_a_line_says_why_and_who_finds_out(text: str, split: tuple[str, str]) -> None:
    people = ("Lena Quist", "Otis Vang", "Ola Moe")
    why, finder = reason_and_finder(text, people)
    assert (why, finder) == split
    if " " in finder:
        assert questions.put_off(Mark(parked_why=why, finder=finder)).count(finder) == 1
        assert reason_and_finder(f"{why} @{finder}", people) == split


def test_only_what_is_parked_is_looked_up_among_hundreds_of_questions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = begun()
    parked = [question for question in ASKED if question.subject in session.workloads][::40]
    for question in parked:
        session = questions.park(session, question, why="no figures", finder="Lena")
    put: list[str] = []
    placed = questions.placed

    def counted(template: Question, subject: str, root: tuple[str, ...]) -> Question:
        put.append(template.item)
        return placed(template, subject, root)

    monkeypatch.setattr(questions, "placed", counted)
    listed = {each.path for each in boards.parked(session, CONTENT) if each.place}
    assert len(put) < 3 * len(parked) < len(ASKED) / 10
    assert listed == {question.mark_path for question in parked}
    assert boards.finders(session, CONTENT) == {
        place: "Lena" for each in boards.parked(session, CONTENT) if (place := each.place)
    }


def test_the_empty_tables_of_a_session_are_one_which_takes_nothing() -> None:
    first, second = Workload(name="Chatbot"), Workload(name="Fraud")
    assert first.axes is second.axes
    assert first.operations is second.operations
    assert first.axes == {}
    with pytest.raises(TypeError):
        first.conditions["mature"] = Answered()
