"""Answers in a few words, for tests that need a workload somewhere."""

from fouraxis.content.models import Content
from fouraxis.workshop import questions, standing
from fouraxis.workshop.session import ContractAnswer, Session

KINDS = (
    *("layer", "motive", "role", "fit", "context", "condition", "governance"),
    *("risk", "contract", "driver", "sprint"),
)


def answered(
    session: Session, content: Content, subject: str = "chatbot", **answers: str | None
) -> Session:
    """The session with these answers; underscores stand for dashes, the first for a dot."""
    for name, value in answers.items():
        kind, _, rest = name.partition("_")
        item = f"{kind}.{rest}" if kind in KINDS else name
        question = questions.find(session, content, subject, item.replace("_", "-"))
        session = questions.answer(session, question, value)
    return session


def placed(session: Session, content: Content, place: str) -> Session:
    """The chatbot in a cell of the matrix such as "low none high", with no rule against it.

    A fourth word is the readiness, else it is a pilot.
    """
    sensitivity, maturity, certainty, *readiness = place.split()
    return answered(
        session,
        content,
        sensitivity=sensitivity,
        maturity=maturity,
        certainty=certainty,
        readiness=readiness[0] if readiness else "pilot",
        core_logic="no",
        data_cannot_leave="no",
        undefined_success="no",
    )


def in_force(session: Session, workload: str, item: str) -> tuple[ContractAnswer, bool]:
    """What holds for a contract item of a workload, and whether all of it is the programme's."""
    own = session.workloads[workload].contract.get(item)
    return standing.inherited(standing.programme_wide(session), own, item)
