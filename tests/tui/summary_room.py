"""What the tests of the summary share: sessions to look at, and eyes to look with."""

from textual.widgets import OptionList

from fouraxis.content.load import shipped
from fouraxis.store.read import read
from fouraxis.tui.look import Banner, Page
from fouraxis.tui.summary.programme import ProgrammeList
from fouraxis.tui.summary.table import SummaryTable
from fouraxis.workshop import edit
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Decision, Session
from tests.tui.conftest import Room

SIZES = ((80, 24), (120, 36))


def sample(name: str) -> Session:
    """A shipped example, opened at its summary."""
    session = read(shipped("sessions") / f"{name}.toml").session
    return edit.go(session, "summary", workload=next(iter(session.workloads)))


def placed(session: Session, workload: str, **levels: str) -> Session:
    """The workload on these levels."""
    for axis, level in levels.items():
        session = set_at(session, ("workloads", workload, "axes", axis, "level"), level)
    return session


def two_workloads(empty: Session) -> Session:
    """Two workloads: one that is placed with no open question, one that nobody has placed."""
    session, chatbot = edit.add_workload(empty, "Chatbot", owner="Ana")
    session, _ = edit.add_workload(session, "Fraud")
    session, _ = edit.add_participant(session, "Rhea", "decider")
    session, _ = edit.add_participant(session, "Otis", "expert")
    session = placed(
        session, chatbot, sensitivity="low", maturity="none", certainty="high", readiness="pilot"
    )
    for rule in ("core-logic", "data-cannot-leave", "undefined-success"):
        session = set_at(session, ("workloads", chatbot, "rules", rule, "answer"), "no")
    return edit.go(session, "summary", workload=chatbot)


def table(room: Room) -> SummaryTable:
    """The table on the screen."""
    return room.screen.query_one(SummaryTable)


def decided(room: Room, workload: str = "chatbot") -> Decision | None:
    """What the room decided for a workload."""
    return room.session.workloads[workload].decision


def prompts(options: OptionList) -> list[str]:
    """Every line of a list as text."""
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


def page(room: Room) -> str:
    """The whole page of reasons, with what has to be scrolled to."""
    texts = [
        *(str(banner.render()) for banner in room.screen.query(Banner)),
        *(str(each.render()) for each in room.screen.query(Page)),
    ]
    return " ".join(" ".join(texts).split())


def programme_line(room: Room, part: str) -> int:
    """The line of the programme with this part."""
    lines = prompts(room.screen.query_one(ProgrammeList))
    return next(at for at, line in enumerate(lines) if part in line)


async def follow(room: Room, part: str) -> None:
    """Press Enter on the line of the programme with this part."""
    programme = room.screen.query_one(ProgrammeList)
    programme.focus()
    programme.highlighted = programme_line(room, part)
    await room.press("enter")
