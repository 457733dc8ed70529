"""A vote in the real program: seven people, two rounds, one absent, and what of it is on disk."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fouraxis.content.load import load
from fouraxis.store.format import dumps
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.session import AxisAnswer
from tests.terminal.laptop import Laptop
from tests.tui.workshops import standing, workshop

pytestmark = pytest.mark.terminal

NAMES = ("Ana Lund", "Bo Iversen", "Cy Young", "Di Ross", "Ed Stone", "Fay Ost", "Gus Hall")
MOST_KEYS = 11
"""A round takes fewer than twelve keys."""


def session_of_seven(laptop: Laptop) -> Path:
    """A session of seven people that stands at the level of sensitivity."""
    session = workshop(load(), people=0)
    for name in NAMES:
        session, _ = edit.add_participant(session, name, "expert")
    path = laptop.sessions / "seven.toml"
    now = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    path.write_bytes(dumps(standing(session, "axes", "sensitivity"), now, "Ana"))
    return path


def kept(path: Path) -> AxisAnswer:
    """What the file has on sensitivity."""
    answer: AxisAnswer = read(path).session.workloads["w1"].axis("sensitivity")
    return answer


@pytest.mark.long
def test_seven_people_vote_twice_and_one_of_them_dissents(laptop: Laptop) -> None:
    path = session_of_seven(laptop)
    terminal = laptop.start(path, size=(80, 24))
    terminal.wait_for("▐ ◦ Sensitivity")
    for number, hands in enumerate(("123-302", "223-333"), 1):
        keys = ("v", *hands, "enter")
        assert len(keys) <= MOST_KEYS
        terminal.press("v").wait_for(f"Sensitivity: round {number}")
        terminal.press(*hands).wait_for("All are in")
        assert "Spread" not in terminal.text
        terminal.press("enter").wait_for(rf"Spread: {('low', 'medium')[number - 1]} to high")
    terminal.press("3").read("Ana Lund is for medium")
    terminal.type("It is public").press("enter").read("Why")
    terminal.press("enter").read("change their mind")
    terminal.press("enter").read("Bo Iversen is for medium")
    terminal.press("enter").read("agree on a level")
    terminal.press("-").wait_for("low confidence")
    terminal.press("enter").wait_for("▸3 high◂ 0 .  low confidence")
    terminal.wait_for(r"saved \d")
    terminal.press("ctrl+q").wait_exit()
    answer = kept(path)
    assert [*answer.votes["round-1"].levels.values()] == [
        *("low", "medium", "high", "absent", "high", "unknown", "medium")
    ]
    assert answer.votes["round-2"].levels["di-ross"] == "absent"
    assert (answer.level, answer.confidence) == ("high", "low")
    assert {who: said.what for who, said in answer.dissent.items()} == {"ana-lund": "It is public"}
    again = laptop.start(path, size=(80, 24))
    again.wait_for("Ana Lund dissents")
    again.press("v").wait_for("round 3")
    again.press("escape").wait_for("Round 1: low: Ana Lund")
