"""Progress cannot lie: it is what a recount of the file would give."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from fouraxis.content.models import Content
from fouraxis.content.terms import MatterKind
from fouraxis.workshop import edit, questions
from fouraxis.workshop.matters import matters, place_of
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.questions import Progress
from fouraxis.workshop.session import Place, Session
from fouraxis.workshop.standing import contradictions
from tests.examples import examples
from tests.workshop.sessions import CONTENT, asked, sessions

FOLLOW_UP = ("unknown", "not-asked", "claimed", "not-run", "undecided", "unassigned", "open")


def of_workload(session: Session, content: Content, workload: str) -> Progress:
    """Progress over all steps of a workload."""
    steps = questions.WORKLOAD_STEPS
    return sum((questions.of_step(session, content, step, workload) for step in steps), Progress())


def look_up(tree: Any, path: tuple[str, ...]) -> Any:
    """What plain tables hold at a path; a motive is in one of two lists, or in none."""
    if path[-2] == "motives":
        lists = look_up(tree, path[:-2])
        yes, no = lists["motives"], lists["not_motives"]
        return "yes" if path[-1] in yes else "no" if path[-1] in no else None
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def waits_beside(question: Question) -> bool:
    """Whether a question that guides another one is counted while it waits."""
    return not question.counts and question.kind == "choice"


def state_of(tree: dict[str, Any], question: Question) -> str:
    """The state of an answer, from the session as plain tables."""
    value = look_up(tree, question.value_path)
    parked = look_up(tree, (*question.mark_path, "parked"))
    if value in (None, "") and not parked:
        value = question.derived
    if value in FOLLOW_UP:
        return "unknown"
    claims = look_up(tree, (*question.mark_path, "claimed")) or ()
    if value not in (None, "") and question.field.replace("_", "-") in claims:
        return "unknown"
    if value == "not-applicable":
        return "not-applicable"
    if value is not None and value != "":
        return "answered"
    return "parked" if parked else "open"


def recounted(session: Session) -> Progress:
    """Progress, counted naively from the session as plain tables."""
    tree = session.model_dump(mode="json")
    review = set()
    by_mark: dict[tuple[str, ...], list[tuple[Question, str]]] = {}
    for question in asked(session):
        if look_up(tree, (*question.mark_path, "review")):
            review.add(question.mark_path)
        state = state_of(tree, question)
        by_mark.setdefault(question.mark_path, []).append((question, state))
    states: Counter[str] = Counter()
    for path, held in by_mark.items():
        states.update(state for question, state in held if question.counts)
        guides = [state for question, state in held if waits_beside(question)]
        states["unknown"] += guides.count("unknown")
        parked = bool(look_up(tree, (*path, "parked")))
        waiting = [
            (question, state)
            for question, state in held
            if state in ("unknown", "parked") and (question.counts or waits_beside(question))
        ]
        if parked and waiting and waiting[0][1] == "parked" and not waiting[0][0].counts:
            states["parked"] += 1
        if parked and not waiting:
            first, state = held[0]
            states[state] -= first.counts
            states["parked"] += 1
    return Progress(
        states["answered"],
        states["unknown"],
        states["not-applicable"],
        states["parked"],
        states["open"],
        len(review),
    )


@examples(60)
@given(sessions())
def test_progress_is_what_a_naive_recount_gives(session: Session) -> None:
    assert questions.of_session(session, CONTENT) == recounted(session)


@examples(40)
@given(sessions())
def test_the_whole_is_the_sum_of_its_parts(session: Session) -> None:
    total = Progress()
    for workload in session.workloads:
        total += of_workload(session, CONTENT, workload)
    for vendor in session.vendors:
        total += questions.of_step(session, CONTENT, "vendors", vendor)
    assert total == questions.of_session(session, CONTENT)
    counting = sum(question.counts for question in asked(session))
    assert counting <= total.total  # and what guides others, while it waits


def waiting_questions(session: Session) -> list[Question]:
    """What a room that jumps on has to visit, in order, from the session as plain tables."""
    tree = session.model_dump(mode="json")
    by_mark: dict[tuple[str, ...], list[Question]] = {}
    for question in asked(session):
        by_mark.setdefault(question.mark_path, []).append(question)
    waiting: set[tuple[str, str]] = set()
    for path, sharing in by_mark.items():
        put_off = [
            question
            for question in sharing
            if (question.counts or waits_beside(question))
            and state_of(tree, question) in ("unknown", "parked")
        ]
        visited = [q for q in sharing if q.counts and state_of(tree, q) == "open"]
        visited += [question for question in put_off if question.counts]
        visited += [q for q in put_off if state_of(tree, q) == "unknown"]
        if look_up(tree, (*path, "parked")):
            visited.append((put_off or sharing)[0])
        if look_up(tree, (*path, "review")):
            visited.append(sharing[0])
        waiting.update((question.subject, question.item) for question in visited)
    waiting.update(
        (name, contradiction.axis)
        for name, workload in session.workloads.items()
        for contradiction in contradictions(workload)
    )
    return [q for q in asked(session) if (q.subject, q.item) in waiting]


@examples(60)
@given(sessions())
def test_jumping_on_visits_everything_that_waits_and_nothing_else(session: Session) -> None:
    expected = [(q.subject, q.item) for q in waiting_questions(session)]
    visited: list[tuple[str, str]] = []
    place = Place()
    while next_question := questions.next_open(session, CONTENT, place):
        if (next_question.subject, next_question.item) in visited:
            break
        visited.append((next_question.subject, next_question.item))
        key = "vendor" if next_question.step == "vendors" else "workload"
        place = Place.model_validate(
            {"step": next_question.step, key: next_question.subject, "item": next_question.item}
        )
    assert visited == expected


def test_nothing_is_counted_where_nothing_is_asked(session: Session, content: Content) -> None:
    assert questions.of_step(session, content, "summary", "chatbot") == Progress()
    assert questions.of_step(session, content, "axes", "gone") == Progress()
    assert questions.of_step(session, content, "vendors", "gone") == Progress()


def test_a_session_without_workloads_has_nothing_to_jump_to(
    empty: Session, content: Content
) -> None:
    assert questions.next_open(empty, content, Place(step="axes", item="sensitivity")) is None


def test_the_workload_where_the_room_is_comes_first(session: Session, content: Content) -> None:
    next_question = questions.next_open(
        session, content, Place(step="summary", workload="fraud-detection")
    )
    assert next_question is not None
    assert (next_question.subject, next_question.item) == (
        "fraud-detection",
        "layer.strategy-and-architecture",
    )


def test_the_vendors_step_goes_on_with_its_vendors(session: Session, content: Content) -> None:
    for vendor in (None, "brightworks"):
        next_question = questions.next_open(session, content, Place(step="vendors", vendor=vendor))
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
            given = {"choice": "no", "number": 3, "date": date(2026, 12, 4), "text": "Ana"}[
                question.kind
            ]
            first = question.options[0].id if question.options else given
            value = "no" if "no" in question.allowed else first
            session = questions.answer(session, question, value)
    return session


def test_the_only_open_question_leads_to_itself(session: Session, content: Content) -> None:
    session = answered_but(session, ("fraud-detection", "risk.model-drift"))
    place = Place(step="risks", workload="fraud-detection", item="risk.model-drift")
    next_question = questions.next_open(session, content, place)
    assert next_question is not None
    assert next_question.item == "risk.model-drift"
    left = questions.of_session(session, content)
    assert (left.open, left.done) == (1, left.total - 1)
    done = questions.answer(session, next_question, "both")
    assert questions.of_session(done, content).done == left.total
    assert questions.next_open(done, content, place) is None


def test_factors_are_not_counted_but_their_review_marks_are(
    session: Session, content: Content
) -> None:
    before = of_workload(session, content, "chatbot")
    factor = questions.find(session, content, "chatbot", "sensitivity.ip-exposure")
    session = questions.answer(session, factor, "low")
    assert of_workload(session, content, "chatbot") == before
    session = questions.flag(session, factor)
    assert questions.of_step(session, content, "axes", "chatbot").review == 1
    session = edit.set_at(session, ("workloads", "chatbot", "axes", "sensitivity", "level"), "low")
    next_question = questions.next_open(session, content, Place(step="axes", workload="chatbot"))
    assert next_question is not None
    assert next_question.item == "sensitivity.ip-exposure"


def test_nothing_waits_in_a_part_that_is_left_out(session: Session, content: Content) -> None:
    total = of_workload(session, content, "chatbot").total
    without = edit.leave_out(edit.leave_out(session, "profile"), "contract")
    assert questions.of_step(without, content, "contract", "chatbot") == Progress()
    assert of_workload(without, content, "chatbot").total == total - 14 - 35
    next_question = questions.next_open(without, content, Place(step="profile", workload="chatbot"))
    assert next_question is not None
    assert (next_question.step, next_question.item) == ("axes", "sensitivity")


def test_what_is_agreed_for_the_programme_is_worked_out_for_every_workload(
    session: Session, content: Content
) -> None:
    before = questions.of_session(session, content)
    default = questions.find(session, content, PROGRAMME, "contract.support")
    agreed = questions.answer(session, default, "agreed")
    after = questions.of_session(agreed, content)
    assert (after.answered, after.open) == (before.answered + 2, before.open - 2)
    assert questions.of_session(session, content) == before


@pytest.mark.parametrize("level", [None, "low"])
def test_a_parked_or_unknown_factor_waits_whatever_the_level_of_its_axis(
    session: Session, content: Content, level: str | None
) -> None:
    place = Place(step="axes", workload="fraud-detection", item="sensitivity")
    axis = ("workloads", "fraud-detection", "axes", "sensitivity")
    factor = questions.find(session, content, "fraud-detection", "sensitivity.ip-exposure")
    parked = questions.park(questions.answer(session, factor, None), factor)
    unknown = questions.answer(session, factor, "unknown")
    kinds: tuple[tuple[Session, MatterKind], ...] = ((parked, "parked"), (unknown, "unknown"))
    for put_off, kind in kinds:
        waiting = edit.set_at(put_off, (*axis, "level"), level)
        spots = next(matter for matter in matters(waiting, content) if matter.kind == kind).spots
        assert [spot.subject for spot in spots].count("fraud-detection") == 1
        spot = next(spot for spot in spots if spot.subject == "fraud-detection")
        assert place_of(waiting, content, kind, spot).item == factor.item
        jumped = questions.next_open(waiting, content, Place(step="axes", workload=place.workload))
        assert jumped is not None
        assert jumped.item == factor.item


def test_what_was_parked_stays_parked_until_it_is_answered_anew(
    session: Session, content: Content
) -> None:
    question = questions.find(session, content, "fraud-detection", "risk.model-drift")
    answered = questions.answer(session, question, "both")
    before = of_workload(answered, content, "fraud-detection")
    parked = questions.park(answered, question)
    now = of_workload(parked, content, "fraud-detection")
    assert (now.parked, now.answered) == (before.parked + 1, before.answered - 1)
    taken_up = questions.answer(parked, question, "vendor")
    assert of_workload(taken_up, content, "fraud-detection") == before


def test_from_the_summary_what_was_put_off_comes_first(session: Session, content: Content) -> None:
    factor = questions.find(session, content, "fraud-detection", "sensitivity.ip-exposure")
    parked = questions.park(questions.answer(session, factor, None), factor)
    summary = Place(step="summary", workload="fraud-detection")
    first = questions.next_open(parked, content, summary)
    assert first is not None
    assert (first.subject, first.item) == (factor.subject, factor.item)
    other = questions.next_open(session, content, summary)
    assert other is not None
    assert other.item != factor.item
