"""Every edit of a session, as a pure function: what is untouched is shared.

Answers go through `set_at`; what creates, copies, moves or deletes has a function of its own. Times
and ids that a clock or chance would give are the caller's.
"""

from datetime import UTC, datetime
from typing import Literal

from pydantic import ValidationError

from fouraxis.content.language import tr
from fouraxis.content.models import Pack as ContentPack
from fouraxis.content.terms import PARTS, Model, WorkshopPart
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.at_path import set_at
from fouraxis.workshop.faults import EditError, explained
from fouraxis.workshop.ids import fresh, slug
from fouraxis.workshop.session import Decision, Pack, Participant, Place, Session, Step
from fouraxis.workshop.subjects import (
    add_candidates,
    add_vendor,
    add_workload,
    delete_vendor,
    delete_workload,
    duplicate_vendor,
    duplicate_workload,
    link_vendor,
    maturity_to_carry,
    move_vendor,
    move_workload,
)

__all__ = [
    "EditError",
    "add_candidates",
    "add_participant",
    "add_vendor",
    "add_workload",
    "carry_maturity",
    "decide",
    "delete_vendor",
    "delete_workload",
    "duplicate_vendor",
    "duplicate_workload",
    "go",
    "leave_out",
    "link_vendor",
    "maturity_to_carry",
    "move_vendor",
    "move_workload",
    "new_session",
    "plan",
    "remove_participant",
    "set_at",
    "slug",
    "undecide",
]


def new_session(title: str, id: str, created: datetime, pack: ContentPack | Pack) -> Session:
    """An empty session under a content pack; the time is kept in UTC to the second.

    Raises:
        EditError: the title is empty or too long.
    """
    try:
        session = Session(
            id=id,
            title=title,
            created=_utc(created),
            pack=Pack(id=pack.id, version=pack.version),
        )
    except ValidationError as error:
        raise EditError(("title",), explained(error)) from None
    if not session.title:
        raise EditError(("title",), tr("a title is needed"))
    return session


def add_participant(session: Session, name: str, role: str = "") -> tuple[Session, str]:
    """The session with a further person in the room, and their id.

    Raises:
        EditError: the name is empty or too long.
    """
    try:
        person = Participant(name=name, role=role)
    except ValidationError as error:
        raise EditError(("name",), explained(error)) from None
    if not person.name:
        raise EditError(("name",), tr("a name is needed"))
    people = session.participants
    key = fresh(person.name, people, "participant", len(people) + 1)
    return session.model_copy(update={"participants": {**people, key: person}}), key


def remove_participant(session: Session, participant: str) -> Session:
    """The session without this person; answers that name them as owner keep the name.

    Raises:
        EditError: there is no such participant.
    """
    if participant not in session.participants:
        raise EditError(("participants", participant), tr("there is no such participant"))
    people = {key: one for key, one in session.participants.items() if key != participant}
    return session.model_copy(update={"participants": people})


def carry_maturity(session: Session, workload: str) -> Session:
    """The workload with the maturity of the nearest one before it: note and factors, without marks.

    Raises:
        EditError: there is no such workload, or none before it has a level of maturity.
    """
    carried = maturity_to_carry(session, workload)
    path = ("workloads", workload, "axes", "maturity")
    if carried is None:
        raise EditError(path, tr("no workload before this one has a level of maturity"))
    return set_at(session, path, carried[1])


def decide(
    session: Session,
    workload: str,
    model: Model,
    kind: Literal["as-recommended", "alternative", "override"],
    *,
    reason: str = "",
    by: str = "",
    at: datetime | None = None,
) -> Session:
    """The workload with what the room decided; `assess.kind_of` tells which kind a model is.

    Raises:
        EditError: there is no such workload, a text is too long, or an override has no reason.
    """
    path = ("workloads", workload, "decision")
    if kind == "override" and not reason.strip():
        raise EditError(path, tr("an override needs a reason"))
    when = at and _utc(at)
    given = {"model": model, "kind": kind, "reason": reason, "by": by, "at": when}
    try:
        decision = Decision.model_validate(given)
    except ValidationError as error:
        raise EditError(path, explained(error)) from None
    return set_at(session, path, decision)


def undecide(session: Session, workload: str) -> Session:
    """The workload without a decision.

    Raises:
        EditError: there is no such workload.
    """
    return set_at(session, ("workloads", workload, "decision"), None)


def leave_out(session: Session, part: WorkshopPart, out: bool = True) -> Session:
    """The workshop without this part, or with it again; its answers stay in the session."""
    wanted = {*session.left_out, part} if out else {*session.left_out} - {part}
    return set_at(session, ("left_out",), tuple(one for one in PARTS if one in wanted))


def plan(session: Session, step: Step, minutes: int | str | None) -> Session:
    """The workshop with its own minutes for a step, each time; None or "": as the content has it.

    Raises:
        EditError: that is no whole number of minutes, or more than a day of them.
    """
    given = minutes.strip() if isinstance(minutes, str) else minutes
    return set_at(session, ("agenda", step), given, STEPS)


def go(
    session: Session,
    step: Step,
    *,
    workload: str | None = None,
    vendor: str | None = None,
    item: str | None = None,
) -> Session:
    """The session resumed at this place from now on.

    Raises:
        EditError: there is no such workload or vendor.
    """
    for group, key in (("workloads", workload), ("vendors", vendor)):
        if key is not None and key not in getattr(session, group):
            raise EditError((group, key), f"there is no such {group[:-1]}")
    news = {"step": step, "workload": workload, "vendor": vendor, "item": item}
    place: Place = session.place.model_copy(update=news)
    return session if place == session.place else session.model_copy(update={"place": place})


def _utc(when: datetime) -> datetime:
    """The moment in UTC, to the second; one without a zone is taken to be in UTC."""
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when.replace(microsecond=0)
