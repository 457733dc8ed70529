"""Carrying on: a new session from an earlier one, whose answers this room has not confirmed yet.

Every answer comes along and holds as before; it is *carried* until the room answers there anew or
confirms it. Whose votes, dissent and decisions of before they are stays beside them.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final, TypeVar

from fouraxis.content.models import Content
from fouraxis.workshop import edit, questions, seal, standing, text
from fouraxis.workshop.question import OF_WORKLOAD, PROGRAMME, Question, Subject
from fouraxis.workshop.session import Place, Session, SessionPath, Time, Vendor, Workload

DECISION: Final = "decision"
"""The path of what the room decided on a workload, which is carried as well."""


def carried_on(
    session: Session, content: Content, id: str, created: datetime, title: str = ""
) -> Session:
    """A session of its own that begins with every answer of another one, not confirmed.

    Workloads, vendors, people and the room's own plan come as they are; actions keep their keys,
    owners and days. Seal, milestones, time used, and when people came and left belong to the other
    session and stay there.

    Raises:
        EditError: the title is too long.
    """
    workloads = {key: _carried(node, content) for key, node in session.workloads.items()}
    vendors = {key: _carried(node, content) for key, node in session.vendors.items()}
    there = {"since": None, "until": None}
    people = {key: who.model_copy(update=there) for key, who in session.participants.items()}
    items = (
        question.value_path for question in questions.of(session, content, "contract", PROGRAMME)
    )
    begun = seal.unsigned(session).model_copy(
        update={
            "id": id,
            "created": created.astimezone(UTC).replace(microsecond=0),
            "place": Place(),
            "time": Time(clock=session.time.clock),
            "carried": _given(session, items),
            "participants": people,
            "workloads": workloads,
            "vendors": vendors,
        }
    )
    if title.strip():
        begun = edit.set_at(begun, ("title",), text.legible(title).strip())
    return begun


_Subject = TypeVar("_Subject", Workload, Vendor)


def _carried(node: _Subject, content: Content) -> _Subject:
    subject: Subject = "workload" if isinstance(node, Workload) else "vendor"
    paths = (
        path
        for question in questions.templates(content, subject)
        if question.path or question.field == DECISION
        for path in _whole(node, question.value_path)
    )
    return node.model_copy(update={"carried": _given(node, paths)})


def _whole(node: Workload | Vendor, path: SessionPath) -> Iterator[SessionPath]:
    """The paths that a template stands for: a sprint is one for each workload that has it."""
    if OF_WORKLOAD not in path:
        yield path
    elif isinstance(node, Vendor):
        at = path.index(OF_WORKLOAD)
        yield from ((*path[:at], workload, *path[at + 1 :]) for workload in node.sprints)


def _given(node: Session | Workload | Vendor, paths: Iterable[SessionPath]) -> tuple[str, ...]:
    """Those paths at which there is an answer."""
    given = (path for path in paths if questions.at(node, path) not in (None, ""))
    return tuple(dict.fromkeys(".".join(path) for path in given))


def carried(session: Session, asked: Iterable[Question]) -> tuple[Question, ...]:
    """Those of these questions whose answers are carried, and that no vendor claims."""
    return tuple(
        question
        for question in asked
        if questions.is_carried(session, question) and not questions.is_claimed(session, question)
    )


def confirmed(session: Session, asked: Iterable[Question]) -> Session:
    """The session in which what is carried of these is the room's own answer."""
    for question in carried(session, asked):
        session = questions.confirm(session, question)
    return session


def decision_carried(workload: Workload) -> bool:
    """Whether the decision on a workload is that of an earlier room."""
    return workload.decision is not None and DECISION in workload.carried


def confirm_decision(session: Session, workload: str) -> Session:
    """The session in which the decision of an earlier room is this room's, as it stands."""
    path = ("workloads", workload, DECISION)
    return edit.set_at(session, path, session.workloads[workload].decision)


def unconfirmed(session: Session, content: Content) -> int:
    """How many answers, decisions and contract items of the programme wait to be confirmed."""
    return sum(unconfirmed_at(session, content).values())


def unconfirmed_at(session: Session, content: Content) -> dict[SessionPath, int]:
    """How much is to be confirmed, by the workload, the vendor, or what is agreed for all."""
    counts: dict[SessionPath, int] = {}
    shared = standing.programme_wide(session)
    for key, workload in session.workloads.items():
        answers = questions.of_node(workload, content, shared).carried
        counts["workloads", key] = answers + decision_carried(workload)
    for key, vendor in session.vendors.items():
        counts["vendors", key] = questions.of_node(vendor, content, shared).carried
    return {**counts, ("contract",): len(session.carried)}
