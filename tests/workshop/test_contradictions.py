"""A level that its factors contradict since it was settled is to be confirmed again."""

from itertools import product

import pytest

from fouraxis.content.models import Content
from fouraxis.content.terms import FACTORS, LEVELS, Axis
from fouraxis.workshop import edit, questions
from fouraxis.workshop.assess import assess
from fouraxis.workshop.session import Session
from fouraxis.workshop.standing import Contradiction, contradictions, settled, suggestion

AXES_WITH_FACTORS: tuple[Axis, ...] = ("sensitivity", "maturity", "certainty")
IP, REGULATORY, CUSTOMER = (f"sensitivity.{factor}" for factor in FACTORS["sensitivity"])


def answered(session: Session, content: Content, answers: dict[str, str | None]) -> Session:
    """The session with these answers to its first workload, as every door gives them."""
    for item, level in answers.items():
        question = questions.find(session, content, "chatbot", item)
        session = questions.answer(session, question, level)
    return session


def of(session: Session) -> tuple[Contradiction, ...]:
    """The levels of the first workload to confirm again."""
    return contradictions(session.workloads["chatbot"])


@pytest.fixture
def confirmed(session: Session, content: Content) -> Session:
    """A workload whose sensitivity is medium, as its factors suggest."""
    low = dict.fromkeys((IP, REGULATORY, CUSTOMER), "low")
    return answered(session, content, {**low, IP: "medium", "sensitivity": "medium"})


def test_a_level_that_its_factors_suggest_is_settled(confirmed: Session) -> None:
    assert of(confirmed) == ()
    assert confirmed.workloads["chatbot"].axis("sensitivity").against is None


def test_a_factor_that_changes_later_contradicts_the_level(
    confirmed: Session, content: Content
) -> None:
    changed = answered(confirmed, content, {REGULATORY: "high"})
    expected = (Contradiction("sensitivity", "medium", "high"),)
    assert of(changed) == expected
    assert assess(changed, content).workloads["chatbot"].contradictions == expected
    assert of(answered(changed, content, {REGULATORY: "low"})) == ()


def test_the_new_level_settles_it(confirmed: Session, content: Content) -> None:
    changed = answered(confirmed, content, {REGULATORY: "high", "sensitivity": "high"})
    assert of(changed) == ()


def test_a_reason_settles_it_until_another_level_is_suggested(
    confirmed: Session, content: Content
) -> None:
    changed = answered(confirmed, content, {IP: "high"})
    kept = settled(changed, "chatbot", "sensitivity", "only names of streets")
    assert of(kept) == ()
    assert of(answered(kept, content, {REGULATORY: "high"})) == ()
    lower = answered(kept, content, {IP: "low", REGULATORY: "low"})
    assert of(lower) == (Contradiction("sensitivity", "medium", "low"),)
    assert of(settled(kept, "chatbot", "sensitivity", "")) == of(changed)


def test_a_level_that_the_room_takes_with_another_suggested_is_settled(
    confirmed: Session, content: Content
) -> None:
    differs = answered(confirmed, content, {"sensitivity": "low"})
    assert of(differs) == ()
    assert differs.workloads["chatbot"].axis("sensitivity").against == "medium"
    assert of(answered(differs, content, {CUSTOMER: "high"})) == (
        Contradiction("sensitivity", "low", "high"),
    )


def test_a_reason_of_an_older_file_settles_its_level(session: Session, content: Content) -> None:
    path = ("workloads", "chatbot", "axes", "sensitivity")
    session = edit.set_at(session, (*path, "level"), "low")
    session = edit.set_at(session, (*path, "factors", "ip-exposure", "level"), "high")
    assert of(session)
    assert of(edit.set_at(session, (*path, "reason"), "the CRO says so")) == ()


def test_a_reason_that_is_past_settles_nothing_more(confirmed: Session, content: Content) -> None:
    changed = answered(confirmed, content, {IP: "high"})
    kept = settled(changed, "chatbot", "sensitivity", "only names of streets")
    taken = answered(kept, content, {"sensitivity": "high"})
    assert taken.workloads["chatbot"].axis("sensitivity").reason == "only names of streets"
    assert of(taken) == ()
    assert of(answered(taken, content, {IP: "low"})) == (
        Contradiction("sensitivity", "high", "low"),
    )


def test_unknown_levels_and_axes_without_factors_contradict_nothing(
    confirmed: Session, content: Content
) -> None:
    unknown = answered(confirmed, content, {IP: "high", "sensitivity": "unknown"})
    assert of(unknown) == ()
    assert of(answered(unknown, content, {"readiness": "pilot"})) == ()


@pytest.mark.parametrize("axis", AXES_WITH_FACTORS)
def test_a_level_that_the_factors_can_still_come_to_is_not_contradicted(
    session: Session, content: Content, axis: Axis
) -> None:
    """Every level beside every way to answer the factors, open ones among them."""
    path = ("workloads", "chatbot", "axes", axis)
    options = [(*levels, None) for levels in FACTORS[axis].values()]
    for answers in product(*options):
        case = session
        for factor, level in zip(FACTORS[axis], answers, strict=True):
            case = edit.set_at(case, (*path, "factors", factor, "level"), level)
        filled_in = filled(case, axis, answers)
        ends = {suggestion(full.workloads["chatbot"], axis).level for full in filled_in}
        given = suggestion(case.workloads["chatbot"], axis).level
        for level in LEVELS[axis]:
            contradicted = of(edit.set_at(case, (*path, "level"), level))
            if given is None or level in ends:
                assert contradicted == ()
            else:
                assert contradicted == (Contradiction(axis, level, given),)


def filled(session: Session, axis: Axis, answers: tuple[str | None, ...]) -> list[Session]:
    """The session with every way to answer what is still open of an axis."""
    path = ("workloads", "chatbot", "axes", axis, "factors")
    sessions = [session]
    for factor, level in zip(FACTORS[axis], answers, strict=True):
        if level is None:
            sessions = [
                edit.set_at(one_way, (*path, factor, "level"), answer)
                for one_way in sessions
                for answer in FACTORS[axis][factor]
            ]
    return sessions
