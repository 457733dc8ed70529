"""Sessions to stand in: a workshop of any size, under names of any kind."""

from datetime import UTC, datetime

from fouraxis.content.models import Content
from fouraxis.content.terms import WorkshopPart
from fouraxis.workshop import edit
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Place, Session, Step

LEVELS = {"sensitivity": "low", "maturity": "none", "certainty": "high", "readiness": "pilot"}

PARTS: tuple[WorkshopPart, ...] = ("profile", "conditions", "risks", "contract", "drivers")
"""What a workshop may leave out, but for what these tests are about."""

NASTY = {
    "a closing tag": "[/x]",
    "a link": "[@click=app.quit]x[/]",
    "escape sequences": "\x1b[2J\x1b]52;c;aGk=\x07",
    "8-bit controls": "a\x9d0;x\x9c\x9b2Jb",
    "a name of 5,000 letters": "Wx" * 2_500,
    "wide letters": "請求書の自動処理と顧客対応 " * 3,
    "right to left": "חשבוניות \u202eevil\u2066",
    "nothing to stand on": "\u0301\u200b\u00adx",
}
"""What people and files can put into a name or a note."""


def workshop(
    content: Content, workloads: int = 2, vendors: int = 1, people: int = 2, *, whole: bool = False
) -> Session:
    """A workshop with this many workloads (`w1`…), vendors (`v1`…) and people; nothing answered.

    It has the parts that every workshop has, or the `whole` of them.
    """
    when = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
    session = edit.new_session("Contoso", "0198c0de", when, content.home.pack)
    for number in range(1, people + 1):
        session, _ = edit.add_participant(session, f"P{number}", "expert")
    for number in range(1, workloads + 1):
        session, _ = edit.add_workload(session, f"W{number}")
    for number in range(1, vendors + 1):
        session, _ = edit.add_vendor(session, f"V{number}")
    return session if whole else session.model_copy(update={"left_out": PARTS})


def placed(session: Session, workload: str) -> Session:
    """The session with a workload placed where row 1 says full outsourcing, and no rule against."""
    for axis, level in LEVELS.items():
        session = set_at(session, ("workloads", workload, "axes", axis, "level"), level)
    for rule in ("core-logic", "data-cannot-leave", "undefined-success"):
        session = set_at(session, ("workloads", workload, "rules", rule, "answer"), "no")
    return session


def standing(
    session: Session,
    step: Step,
    item: str | None = None,
    workload: str | None = "w1",
    vendor: str | None = "v1",
) -> Session:
    """The session, left at this place."""
    place = Place(
        step=step,
        workload=workload if workload in session.workloads else None,
        vendor=vendor if vendor in session.vendors else None,
        item=item,
    )
    return session.model_copy(update={"place": place})


def names(session: Session) -> list[str]:
    """The names of the workloads in the room's order."""
    return [one.name for one in session.workloads.values()]
