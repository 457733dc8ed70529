"""Progress cannot lie: it is what a recount of the file would give."""

from collections import Counter
from typing import Any

from hypothesis import given, settings

from fouraxis.content.models import Content
from fouraxis.workshop import edit, progress, questions
from fouraxis.workshop.progress import Progress
from fouraxis.workshop.session import Place, Session
from tests.workshop.sessions import CONTENT, asked, sessions


def look_up(tree: Any, path: tuple[str, ...]) -> Any:
    """What plain tables hold at a path."""
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def recounted(session: Session) -> Progress:
    """Progress, counted naively from the session as plain tables."""
    tree = session.model_dump(mode="json")
    states: Counter[str] = Counter()
    review = set()
    for question in asked(session):
        value = look_up(tree, question.value_path)
        if look_up(tree, (*question.mark_path, "review")):
            review.add(question.mark_path)
        if not question.counts:
            continue
        if value in ("unknown", "not-asked", "not-run"):
            states["unknown"] += 1
        elif value is not None and value != "":
            states["answered"] += 1
        else:
            parked = look_up(tree, (*question.mark_path, "parked"))
            states["parked" if parked else "open"] += 1
    return Progress(
        states["answered"], states["unknown"], 0, states["parked"], states["open"], len(review)
    )


@settings(max_examples=60, deadline=None)
@given(sessions())
def test_progress_is_what_a_naive_recount_gives(session: Session) -> None:
    assert progress.of_session(session, CONTENT) == recounted(session)


@settings(max_examples=40, deadline=None)
@given(sessions())
def test_the_whole_is_the_sum_of_its_parts(session: Session) -> None:
    total = Progress()
    for workload in session.workloads:
        steps = [
            progress.of_step(session, CONTENT, step, workload) for step in questions.WORKLOAD_STEPS
        ]
        assert sum(steps, Progress()) == progress.of_workload(session, CONTENT, workload)
        total += progress.of_workload(session, CONTENT, workload)
    for vendor in session.vendors:
        total += progress.of_vendor(session, CONTENT, vendor)
    assert total == progress.of_session(session, CONTENT)
    assert total.total == len([question for question in asked(session) if question.counts])


@settings(max_examples=60, deadline=None)
@given(sessions())
def test_jumping_on_visits_everything_that_waits_and_nothing_else(session: Session) -> None:
    marks: set[tuple[str, ...]] = set()

    def waits(question: questions.Question) -> bool:
        state = questions.state(session, question)
        first = question.mark_path not in marks
        marks.add(question.mark_path)
        return (question.counts and state in ("open", "unknown", "parked")) or (
            first and (questions.mark(session, question).review or state == "parked")
        )

    expected = [(q.subject, q.item) for q in asked(session) if waits(q)]
    visited: list[tuple[str, str]] = []
    place = Place()
    while found := progress.next_open(session, CONTENT, place):
        if (found.subject, found.item) in visited:
            break
        visited.append((found.subject, found.item))
        key = "vendor" if found.step == "vendors" else "workload"
        place = Place.model_validate({"step": found.step, key: found.subject, "item": found.item})
    assert visited == expected


def test_nothing_is_counted_where_nothing_is_asked(session: Session, content: Content) -> None:
    assert progress.of_step(session, content, "summary", "chatbot") == Progress()
    assert progress.of_step(session, content, "axes", "gone") == Progress()
    assert progress.of_workload(session, content, "gone") == Progress()
    assert progress.of_vendor(session, content, "gone") == Progress()


def test_a_session_without_workloads_has_nothing_to_jump_to(
    empty: Session, content: Content
) -> None:
    assert progress.next_open(empty, content, Place(step="axes", item="sensitivity")) is None


def test_the_workload_where_the_room_is_comes_first(session: Session, content: Content) -> None:
    found = progress.next_open(session, content, Place(step="summary", workload="fraud-detection"))
    assert found is not None
    assert (found.subject, found.item) == ("fraud-detection", "sensitivity")


def test_the_vendors_step_goes_on_with_its_vendors(session: Session, content: Content) -> None:
    for vendor in (None, "brightworks"):
        found = progress.next_open(session, content, Place(step="vendors", vendor=vendor))
        assert found is not None
        assert (found.step, found.subject) == ("vendors", "brightworks")


def test_the_only_open_question_leads_to_itself(session: Session, content: Content) -> None:
    for question in (
        *questions.of(session, content, "vendors", "brightworks"),
        *(
            q
            for w in session.workloads
            for s in questions.WORKLOAD_STEPS
            for q in questions.of(session, content, s, w)
        ),
    ):
        if (question.subject, question.item) != ("fraud-detection", "core-logic"):
            given = {"choice": "no", "number": 3, "text": "Ana"}[question.kind]
            first = question.options[0].id if question.options else given
            value = "no" if "no" in question.allowed else first
            session = questions.answer(session, question, value)
    place = Place(step="rules", workload="fraud-detection", item="core-logic")
    found = progress.next_open(session, content, place)
    assert found is not None
    assert found.item == "core-logic"
    left = progress.of_session(session, content)
    assert (left.open, left.done, left.complete) == (1, left.total - 1, False)
    done = questions.answer(session, found, "no")
    assert progress.of_session(done, content).complete
    assert progress.next_open(done, content, place) is None


def test_factors_are_not_counted_but_their_review_marks_are(
    session: Session, content: Content
) -> None:
    before = progress.of_workload(session, content, "chatbot")
    factor = questions.find(session, content, "chatbot", "sensitivity.ip-exposure")
    session = questions.answer(session, factor, "low")
    assert progress.of_workload(session, content, "chatbot") == before
    session = questions.flag(session, factor)
    assert progress.of_workload(session, content, "chatbot").review == 1
    session = edit.set_at(session, ("workloads", "chatbot", "axes", "sensitivity", "level"), "low")
    found = progress.next_open(session, content, Place())
    assert found is not None
    assert found.item == "sensitivity.ip-exposure"
