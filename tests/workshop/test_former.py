"""What the room changes its mind about is kept; what it only puts right leaves no trace."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.terms import ASKED_RULES, AXES, FACTORS
from fouraxis.report.answers import former
from fouraxis.store.format import dumps, loads
from fouraxis.store.merge import merge
from fouraxis.workshop import edit, questions
from fouraxis.workshop.actions import conclude
from fouraxis.workshop.assess import decide
from fouraxis.workshop.history import History, moment, stamp
from fouraxis.workshop.question import PROGRAMME
from fouraxis.workshop.session import Session, Step, Workload
from tests.examples import examples
from tests.store.samples import NOW, PATH
from tests.workshop.sessions import CONTENT, answered, sessions

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def clock(begins: datetime = NOON) -> Callable[[], datetime]:
    """A clock that goes on by a minute whenever somebody looks."""
    minutes = count()
    return lambda: begins + timedelta(minutes=next(minutes))


class Sitting:
    """A room with a session in hand, from opening it on."""

    def __init__(self, session: Session, begins: datetime = NOON) -> None:
        self.history = History(session, now=clock(begins))

    @property
    def chatbot(self) -> Workload:
        """The workload that the room talks about."""
        return self.history.session.workloads["chatbot"]

    def level(self, level: str | None, axis: str = "sensitivity") -> None:
        """Settle an axis."""
        self._answer(axis, level)

    def rule(self, answer: str | None) -> None:
        """Answer a rule."""
        self._answer("core-logic", answer)

    def _answer(self, item: str, value: str | None) -> None:
        session = self.history.session
        question = questions.find(session, CONTENT, "chatbot", item)
        self.history.apply(questions.answer(session, question, value), item)

    def decide(self, choice: str | None, by: str = "") -> None:
        """Decide, or take the decision back."""
        session = self.history.session
        decided = decide(session, CONTENT, "chatbot", choice, by=by, at=NOON)
        self.history.apply(decided, "decision")

    def levels(self, axis: str = "sensitivity") -> list[str]:
        """The levels of before, the oldest first."""
        name = next(each for each in AXES if each == axis)
        return [former.level for _, former in sorted(self.chatbot.axis(name).earlier.items())]


@pytest.fixture
def placed(session: Session) -> Session:
    """A workload with every axis and rule answered in an earlier sitting."""
    for axis, level in zip(AXES, ("low", "none", "high", "pilot"), strict=True):
        session = edit.set_at(session, ("workloads", "chatbot", "axes", axis, "level"), level)
    for rule in ASKED_RULES:
        session = edit.set_at(session, ("workloads", "chatbot", "rules", rule, "answer"), "no")
    return session


def test_what_stood_there_at_the_beginning_of_the_sitting_is_kept(placed: Session) -> None:
    sitting = Sitting(placed)
    sitting.level("high")
    ((when, former),) = sitting.chatbot.axis("sensitivity").earlier.items()
    assert moment(when) == NOON
    assert (former.level, former.suggested) == ("low", None)


def test_a_correction_within_the_sitting_leaves_no_trace(placed: Session) -> None:
    sitting = Sitting(placed)
    for level in ("high", "medium", "high"):
        sitting.level(level)
    assert sitting.levels() == ["low"]
    sitting.level("low")
    assert sitting.history.session == placed


def test_a_first_answer_and_its_correction_are_no_change_of_mind(session: Session) -> None:
    sitting = Sitting(session)
    for level in ("high", "low", None, "medium"):
        sitting.level(level)
    assert sitting.levels() == []


def test_what_a_decision_rested_on_is_kept_however_young_it_is(session: Session) -> None:
    for rule in ASKED_RULES:
        session = edit.set_at(session, ("workloads", "chatbot", "rules", rule, "answer"), "no")
    sitting = Sitting(session)
    for axis, level in zip(AXES, ("low", "none", "high", "pilot"), strict=True):
        sitting.level(level, axis)
    sitting.decide("as-recommended")
    sitting.level("high")
    assert sitting.levels() == ["low"]
    sitting.level("low")
    assert sitting.levels() == []


def test_a_level_that_is_taken_back_is_kept(placed: Session) -> None:
    sitting = Sitting(placed)
    sitting.level(None)
    assert sitting.chatbot.axis("sensitivity").level is None
    assert sitting.levels() == ["low"]


def test_a_level_is_kept_with_what_it_rested_on(placed: Session) -> None:
    path = ("workloads", "chatbot", "axes", "sensitivity")
    sitting = Sitting(edit.set_at(guided(placed, "low"), (*path, "note"), "public data only"))
    sitting.level("high")
    (former,) = sitting.chatbot.axis("sensitivity").earlier.values()
    assert former.suggested == "low"
    assert former.reason == "public data only"


def guided(session: Session, level: str) -> Session:
    """The session with each factor behind sensitivity at this level."""
    for factor in FACTORS["sensitivity"]:
        path = ("workloads", "chatbot", "axes", "sensitivity", "factors", factor, "level")
        session = edit.set_at(session, path, level)
    return session


def test_a_level_rests_on_what_its_factors_came_to_before_they_were_answered_anew(
    placed: Session,
) -> None:
    sitting = Sitting(guided(placed, "low"))
    sitting.history.apply(guided(sitting.history.session, "high"), "factors")
    sitting.level("high")
    (former,) = sitting.chatbot.axis("sensitivity").earlier.values()
    assert (former.level, former.suggested) == ("low", "low")


def test_a_level_rests_on_no_factor_that_was_answered_after_it(placed: Session) -> None:
    sitting = Sitting(placed)  # the room settled it, and nobody had asked about its factors
    sitting.history.apply(guided(sitting.history.session, "high"), "factors")
    sitting.level("high")
    (former,) = sitting.chatbot.axis("sensitivity").earlier.values()
    assert (former.level, former.suggested) == ("low", None)


def test_a_level_beyond_what_its_factors_suggest_so_far_was_the_rooms(placed: Session) -> None:
    path = ("workloads", "chatbot", "axes", "sensitivity")
    begun = edit.set_at(placed, (*path, "factors", "ip-exposure", "level"), "low")
    sitting = Sitting(edit.set_at(begun, (*path, "level"), "medium"))
    sitting.level("high")
    (former,) = sitting.chatbot.axis("sensitivity").earlier.values()
    assert (former.level, former.suggested) == ("medium", "low")


def test_answers_to_rules_are_kept_likewise(placed: Session) -> None:
    sitting = Sitting(placed)
    sitting.rule("yes")
    (former,) = sitting.chatbot.rule("core-logic").earlier.values()
    assert former.answer == "no"
    sitting.rule("no")
    assert sitting.history.session == placed


def test_decisions_are_kept_with_who_made_them(placed: Session) -> None:
    before = decide(placed, CONTENT, "chatbot", "as-recommended", by="Ana", at=NOW)
    sitting = Sitting(before)
    sitting.decide(None)
    (former,) = sitting.chatbot.earlier.values()
    assert (former.model, former.by, former.at) == ("full-outsourcing", "Ana", NOW)


def test_a_decision_corrected_at_once_leaves_no_trace_but_one_without_ground_does(
    placed: Session,
) -> None:
    sitting = Sitting(placed)
    sitting.decide("as-recommended", by="An")
    sitting.decide("as-recommended", by="Ana")
    assert sitting.chatbot.earlier == {}
    sitting.level("high")
    sitting.decide("as-recommended", by="Ana")
    assert [former.model for former in sitting.chatbot.earlier.values()] == ["full-outsourcing"]


def test_a_copy_and_a_level_that_is_carried_over_have_no_past_of_others(placed: Session) -> None:
    sitting = Sitting(placed)
    sitting.level("mature", "maturity")
    copied, made = edit.duplicate_workload(sitting.history.session, "chatbot")
    assert copied.workloads[made].earlier == {}
    carried = edit.carry_maturity(copied, "fraud-detection")
    assert carried.workloads["fraud-detection"].axis("maturity").earlier == {}


def test_undo_takes_the_past_back_and_redo_brings_it_again(placed: Session) -> None:
    sitting = Sitting(placed)
    sitting.level("high")
    sitting.history.undo()
    assert sitting.history.session == placed
    sitting.history.redo()
    assert sitting.levels() == ["low"]


def test_what_came_from_others_is_theirs_to_keep(placed: Session) -> None:
    sitting, other = Sitting(placed, NOON + timedelta(hours=1)), Sitting(placed)
    other.level("high")
    theirs = other.history.session
    sitting.history.take_in(
        theirs, "from outside", lambda mine: merge(placed, mine, theirs).session
    )
    sitting.level("low")
    assert sitting.levels() == ["low", "high"]


def parked(session: Session, item: str, why: str = "", finder: str = "") -> Session:
    question = questions.find(session, CONTENT, "chatbot", item)
    return questions.park(session, question, why=why, finder=finder)


def was_parked(session: Session, item: str) -> list[tuple[str, str, str]]:
    held = questions.mark(session, questions.find(session, CONTENT, "chatbot", item))
    past = sorted(held.was_parked.items())
    return [(former.reason, former.finder, former.changed_by) for _, former in past]


PARKABLE = ("sensitivity", "sensitivity.ip-exposure", "core-logic", "talent-access", "readiness")


@pytest.mark.parametrize("item", PARKABLE)
@pytest.mark.parametrize("take_up_first", [False, True])
def test_why_something_was_parked_stays_with_its_answer(
    session: Session, item: str, take_up_first: bool
) -> None:
    history = History(session, now=clock(), by="ana")
    history.apply(parked(session, item, why="ask legal", finder="Bo"), "parked")
    question = questions.find(session, CONTENT, "chatbot", item)
    waiting = history.session
    if take_up_first:
        history.apply(questions.park(history.session, question, False), "taken up")
    history.apply(questions.answer(history.session, question, question.allowed[0]), "answer")
    assert not questions.mark(history.session, question).parked
    assert was_parked(history.session, item) == [("ask legal", "Bo", "ana")]
    answered = history.session
    assert loads(dumps(answered, NOW, "ana"), PATH).session.workloads == answered.workloads
    while history.session != waiting:
        history.undo()
    assert was_parked(history.session, item) == []
    while history.redoable:
        history.redo()
    assert history.session == answered
    theirs = edit.set_at(waiting, ("workloads", "chatbot", "owner"), "Ana")
    assert was_parked(merge(waiting, theirs, answered).session, item) == [
        ("ask legal", "Bo", "ana")
    ]


def test_a_vendors_and_the_programmes_questions_keep_why_they_were_parked(session: Session) -> None:
    session, vendor = edit.add_vendor(session, "Brightworks")
    for subject in (vendor, PROGRAMME):
        step: Step = "vendors" if subject == vendor else "contract"
        question = questions.of(session, CONTENT, step, subject)[0]
        history = History(session, now=clock())
        history.apply(questions.park(session, question, why="ask them"), "parked")
        history.apply(questions.answer(history.session, question, question.allowed[0]), "an answer")
        (former,) = questions.mark(history.session, question).was_parked.values()
        assert former.reason == "ask them"


def test_parking_without_a_word_or_again_for_the_same_reason_leaves_no_trace(
    session: Session,
) -> None:
    history = History(session, now=clock())
    history.apply(parked(session, "sensitivity"), "parked")
    question = questions.find(session, CONTENT, "chatbot", "sensitivity")
    history.apply(questions.park(history.session, question, False), "taken up")
    assert history.session == session
    waiting = parked(session, "sensitivity", why="ask legal")
    history.apply(waiting, "parked")
    history.apply(questions.park(history.session, question, False), "taken up")
    history.apply(parked(history.session, "sensitivity", why="ask legal"), "parked")
    assert history.session == waiting
    history.apply(parked(history.session, "sensitivity", why="ask the legal team"), "reworded")
    assert was_parked(history.session, "sensitivity") == []
    later = History(waiting, now=clock())
    later.apply(parked(waiting, "sensitivity", why="ask the board"), "another reason")
    assert was_parked(later.session, "sensitivity") == [("ask legal", "", "")]


def test_why_a_vendor_was_out_of_the_running_stays(session: Session) -> None:
    session, vendor = edit.add_vendor(session, "Brightworks")
    history = History(session, now=clock(), by="ana")
    out = edit.disqualify(session, vendor, "no references", by="Bo", at=NOON)
    history.apply(out, "out")
    history.apply(edit.requalify(history.session, vendor), "back")
    (former,) = history.session.vendors[vendor].earlier.values()
    assert (former.reason, former.by, former.changed_by) == ("no references", "Bo", "ana")
    assert loads(dumps(history.session, NOW, "ana"), PATH).session.vendors == (
        history.session.vendors
    )
    history.undo()
    assert history.session == out


def test_why_an_action_was_dropped_stays_with_it(session: Session) -> None:
    key = "workload.chatbot.area.documentation"
    history = History(session, now=clock(), by="ana")
    history.apply(conclude(session, key, "dropped", "The vendor keeps it."), "dropped")
    dropped = history.session
    assert dropped.actions[key].earlier == {}
    history.apply(conclude(dropped, key, "open"), "open again")
    (before,) = history.session.actions[key].earlier.values()
    assert (before.reason, before.changed_by) == ("The vendor keeps it.", "ana")
    (line,) = former(history.session, CONTENT, "chatbot")
    assert (line.was, line.now, line.reason) == ("dropped", "not done yet", "The vendor keeps it.")
    assert "Documentation" in line.what
    reopened = history.session
    history.undo()
    assert history.session == dropped
    history.redo()
    assert history.session == reopened
    theirs = edit.set_at(dropped, ("workloads", "chatbot", "owner"), "Bo")
    assert merge(dropped, reopened, theirs).session.actions[key] == reopened.actions[key]
    assert loads(dumps(reopened, NOW, "ana"), PATH).session == reopened
    history.apply(conclude(reopened, key, "dropped", "The vendor keeps it."), "as it was")
    assert history.session.actions[key].earlier == {}
    history.apply(conclude(history.session, key, "done"), "done after all")
    assert len(history.session.actions[key].earlier) == 1
    history.apply(edit.delete_workload(history.session, "chatbot"), "gone")
    assert key not in history.session.actions


def test_the_reason_of_a_decision_for_another_model_stays_however_young_it_is(
    placed: Session,
) -> None:
    history = History(placed, now=clock())
    for model, reason in (("internal-rnd", "the board wants it"), ("as-recommended", "")):
        choice = decide(history.session, CONTENT, "chatbot", model, reason=reason, at=NOON)
        history.apply(choice, "decision")
    (former,) = history.session.workloads["chatbot"].earlier.values()
    assert (former.model, former.reason) == ("internal-rnd", "the board wants it")


def former_values(session: Session) -> Iterator[tuple[str, str, str]]:
    """Everything of before, with where it is."""
    for key, node in session.workloads.items():
        for axis, answer in node.axes.items():
            yield from ((key, axis, stamped) for stamped in answer.earlier)
        for rule, given_answer in node.rules.items():
            yield from ((key, rule, stamped) for stamped in given_answer.earlier)
        yield from ((key, "decision", stamped) for stamped in node.earlier)


@given(sessions(), st.data())
@examples(40)
def test_the_past_is_saved_and_merged_and_never_grows_by_more_than_what_was_settled(
    begun: Session, data: st.DataObject
) -> None:
    sides = []
    for _ in range(2):
        history = History(begun, now=clock())
        for _ in range(data.draw(st.integers(1, 8)) if begun.workloads else 0):
            history.apply(data.draw(answered(history.session)), "an answer")
        sides.append(history.session)
    settled = sum(
        (node.axis(axis).level is not None) for node in begun.workloads.values() for axis in AXES
    ) + sum(
        (node.rule(rule).answer is not None)
        for node in begun.workloads.values()
        for rule in ASKED_RULES
    )
    for side in sides:
        assert len(list(former_values(side))) <= settled
        assert loads(dumps(side, NOW, "ana"), PATH).session.workloads == side.workloads
    merged = merge(begun, *sides).session
    assert set(former_values(merged)) == {*former_values(sides[0]), *former_values(sides[1])}


def test_a_moment_is_a_key_and_back() -> None:
    assert stamp(NOON) == "2026-11-25T12-00-00Z"
    assert moment(stamp(NOON)) == NOON
