"""What the model that holds takes: its conditions and strict governance, each with its answer."""

from dataclasses import dataclass
from typing import Final, Literal

from fouraxis.content.models import Content
from fouraxis.content.terms import BUILDER, UNKNOWN, Source
from fouraxis.workshop import questions
from fouraxis.workshop.questions import Question
from fouraxis.workshop.session import Place, Session

NeedState = Literal["no", "yes", "unknown", "not-applicable", "parked", "open", "left-out"]

_UNTIL: Final = f"{BUILDER}.by-when"
"""It shares the note of who builds."""

_TYPED: Final[dict[str, NeedState]] = {"no": "no", UNKNOWN: "unknown"}
"""What is no name, where a name would meet the condition."""


@dataclass(frozen=True, slots=True)
class Need:
    """One condition: what it asks, how it stands, the answer in words, and where it is asked.

    `strict` tells whether strict governance asks for it, `review` whether it is to be looked at
    again.
    """

    name: str
    question: str
    source: Source
    state: NeedState
    answer: str
    note: str
    review: bool
    strict: bool
    place: Place


def needs(session: Session, content: Content, workload: str) -> tuple[Need, ...]:
    """What it takes, in the order in which it is asked, but what does not hold comes first.

    A workshop that leaves the conditions out still reads what they are. None while no model holds.

    Raises:
        EditError: there is no such workload.
    """
    asked = "conditions" not in session.left_out
    whole = session if asked else session.model_copy(update={"left_out": ()})
    found = [
        _need(session, content, one, asked=asked)
        for one in questions.of(whole, content, "conditions", workload)
    ]
    return tuple(sorted(found, key=lambda need: need.state != "no"))


def _need(session: Session, content: Content, one: Question, *, asked: bool) -> Need:
    state = _state(session, one) if asked else "left-out"
    words = content.setup.answers
    if one.options or state != "yes":
        answer = words[state].name
    else:
        answer = str(questions.value(session, one))
    return Need(
        name=one.name,
        question=one.text,
        source=one.source,
        state=state,
        answer=answer,
        note=questions.note(session, one) if asked and one.item != _UNTIL else "",
        review=asked and questions.mark(session, one).review,
        strict=one.item.startswith("governance."),
        place=Place(step="conditions", workload=one.subject, item=one.item),
    )


def _state(session: Session, one: Question) -> NeedState:
    value = questions.value(session, one)
    if one.options:
        state = questions.state(session, one)
        return "no" if value == "no" else "yes" if state == "answered" else state
    said = str(value or "").strip().casefold()
    if not said:
        return "parked" if questions.mark(session, one).parked else "open"
    return _TYPED.get(said, "yes")
