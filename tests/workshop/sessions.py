"""Any session that a workshop could leave behind, for properties."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from fouraxis.content.load import load
from fouraxis.content.terms import PARTS
from fouraxis.workshop import edit, questions
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.session import Proof, Session
from tests.workshop.nasty import NASTY

CONTENT = load()
START = edit.new_session("Any", "0198c0de", datetime(2026, 1, 1, tzinfo=UTC), CONTENT.home.pack)


def asked(session: Session) -> list[Question]:
    """Every question of a session."""
    asked = [
        question
        for workload in session.workloads
        for step in questions.WORKLOAD_STEPS
        for question in questions.of(session, CONTENT, step, workload)
    ]
    for vendor in session.vendors:
        asked += questions.of(session, CONTENT, "vendors", vendor)
    return asked


@st.composite
def answered(draw: st.DrawFn, session: Session) -> Session:
    """The session with one question answered, noted, parked or marked in some way."""
    question = draw(st.sampled_from(asked(session)))
    match draw(st.sampled_from(["answer", "answer", "answer", "note", "park", "flag", "prove"])):
        case "answer":
            choices: dict[str, tuple[object, ...]] = {
                "choice": (*question.allowed, None),
                "number": (0, 3, None),
                "date": (date(2026, 12, 4), None),
                "text": ("Ana", "unknown", *NASTY, None),
            }
            given = draw(st.sampled_from(choices[question.kind]))
            return questions.answer(session, question, given)
        case "note":
            return questions.annotate(session, question, draw(st.sampled_from(("", *NASTY))))
        case "prove":
            strength = draw(st.sampled_from((*questions.STRENGTHS, None)))
            by, day = draw(st.sampled_from(("", *NASTY))), date(2026, 11, 3)
            return questions.prove(session, question, Proof(strength=strength, by=by, date=day))
        case "park":
            return questions.park(session, question, draw(st.booleans()))
        case _:
            return questions.flag(session, question, draw(st.booleans()))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session with some workloads and vendors and some of their questions answered."""
    session = START
    for number in range(draw(st.integers(0, 3))):
        session, _ = edit.add_workload(session, f"Workload {number}")
    for number in range(draw(st.integers(0, 2))):
        session, _ = edit.add_vendor(session, f"Vendor {number}")
    for part in draw(st.lists(st.sampled_from(PARTS), max_size=2)):
        session = edit.leave_out(session, part)
    for step in draw(st.lists(st.sampled_from(STEPS), max_size=2)):
        session = edit.plan(session, step, draw(st.integers(0, 480)))
    for question in questions.of(session, CONTENT, "contract", PROGRAMME):
        if question.field == "answer" and draw(st.integers(0, 9)) == 0:
            given = draw(st.sampled_from(question.allowed))
            session = questions.answer(session, question, given)
    if asked(session):
        for _ in range(draw(st.integers(0, 20))):
            session = draw(answered(session))
    return session
