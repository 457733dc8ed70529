"""Progress cannot lie: it is what a recount of the file would give."""

from collections import Counter
from typing import Any

from hypothesis import given, settings

from fouraxis.content.models import Content
from fouraxis.workshop import edit, progress, questions
from fouraxis.workshop.progress import Progress
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.session import Place, Session
from tests.workshop.sessions import CONTENT, asked, sessions

FOLLOW_UP = ("unknown", "not-asked", "not-run", "undecided", "unassigned", "open")


def look_up(tree: Any, path: tuple[str, ...]) -> Any:
    """What plain tables hold at a path; a motive is in one of two lists, or in none."""
    if path[-2] == "motives":
        lists = look_up(tree, path[:-2])
        yes, no = lists["motives"], lists["not_motives"]
        return "yes" if path[-1] in yes else "no" if path[-1] in no else None
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
        parked = look_up(tree, (*question.mark_path, "parked"))
        if value in (None, "") and not parked:
            value = question.derived
        if value in FOLLOW_UP:
            states["unknown"] += 1
        elif value == "not-applicable":
            states["not-applicable"] += 1
        elif value is not None and value != "":
            states["answered"] += 1
        else:
            states["parked" if parked else "open"] += 1
    return Progress(
        states["answered"],
        states["unknown"],
        states["not-applicable"],
        states["parked"],
        states["open"],
        len(review),
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

    def waits(question: Question) -> bool:
        state = questions.state(session, question)
        first = question.mark_path not in marks
        marks.add(question.mark_path)
        return (question.counts and state in ("open", "unknown", "parked")) or (
            first and (questions.mark(session, question).review or state == "parked")
        )

    expected = [(q.subject, q.item) for q in asked(session) if waits(q)]
    visited: list[tuple[str, str]] = []
    place = Place()
    while next_question := progress.next_open(session, CONTENT, place):
        if (next_question.subject, next_question.item) in visited:
            break
        visited.append((next_question.subject, next_question.item))
        key = "vendor" if next_question.step == "vendors" else "workload"
        place = Place.model_validate(
            {"step": next_question.step, key: next_question.subject, "item": next_question.item}
        )
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
    next_question = progress.next_open(
        session, content, Place(step="summary", workload="fraud-detection")
    )
    assert next_question is not None
    assert (next_question.subject, next_question.item) == (
        "fraud-detection",
        "layer.strategy-and-architecture",
    )


def test_the_vendors_step_goes_on_with_its_vendors(session: Session, content: Content) -> None:
    for vendor in (None, "brightworks"):
        next_question = progress.next_open(session, content, Place(step="vendors", vendor=vendor))
        assert next_question is not None
        assert (next_question.step, next_question.subject) == ("vendors", "brightworks")


def answered_but(session: Session, but: tuple[str, str]) -> Session:
    """The session with every question answered but one; answers bring further questions."""
    while waiting := [
        question
        for question in asked(session)
        if (question.subject, question.item) != but and questions.state(session, question) == "open"
    ]:
        for question in waiting:
            given = {"choice": "no", "number": 3, "text": "Ana"}[question.kind]
            first = question.options[0].id if question.options else given
            value = "no" if "no" in question.allowed else first
            session = questions.answer(session, question, value)
    return session


def test_the_only_open_question_leads_to_itself(session: Session, content: Content) -> None:
    session = answered_but(session, ("fraud-detection", "risk.model-drift"))
    place = Place(step="risks", workload="fraud-detection", item="risk.model-drift")
    next_question = progress.next_open(session, content, place)
    assert next_question is not None
    assert next_question.item == "risk.model-drift"
    left = progress.of_session(session, content)
    assert (left.open, left.done, left.complete) == (1, left.total - 1, False)
    done = questions.answer(session, next_question, "both")
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
    next_question = progress.next_open(session, content, Place(step="axes", workload="chatbot"))
    assert next_question is not None
    assert next_question.item == "sensitivity.ip-exposure"


def test_nothing_waits_in_a_part_that_is_left_out(session: Session, content: Content) -> None:
    total = progress.of_workload(session, content, "chatbot").total
    without = edit.leave_out(edit.leave_out(session, "profile"), "contract")
    assert progress.of_step(without, content, "contract", "chatbot") == Progress()
    assert progress.of_workload(without, content, "chatbot").total == total - 14 - 34
    next_question = progress.next_open(without, content, Place(step="profile", workload="chatbot"))
    assert next_question is not None
    assert (next_question.step, next_question.item) == ("axes", "sensitivity")


def test_what_is_agreed_for_the_programme_is_worked_out_for_every_workload(
    session: Session, content: Content
) -> None:
    before = progress.of_session(session, content)
    default = questions.find(session, content, PROGRAMME, "contract.support")
    agreed = questions.answer(session, default, "agreed")
    after = progress.of_session(agreed, content)
    assert (after.answered, after.open) == (before.answered + 2, before.open - 2)
    assert progress.of_session(session, content) == before
