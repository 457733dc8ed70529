"""A vote in the room: two rounds, the level agreed on, a line of dissent, and how sure it is."""

import pytest

from fouraxis.content.models import Content
from fouraxis.tui.live.votes import VoteScreen
from fouraxis.tui.parts.dialogs import AskLine, GuidanceDialog
from fouraxis.workshop import edit
from fouraxis.workshop.session import ABSENT, AxisAnswer, Session
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import standing, workshop

NAMES = ("Ana Lund", "Bo Iversen", "Cy Young", "Di Ross", "Ed Stone", "Fay Ost", "Gus Hall")


@pytest.fixture
def seven(content: Content) -> Session:
    """A workshop of seven people and a facilitator that stands at the level of sensitivity."""
    session = workshop(content, people=0)
    for name in NAMES:
        session, _ = edit.add_participant(session, name, "expert")
    session, _ = edit.add_participant(session, "Hel Roy", "facilitator")
    return standing(session, "axes", "sensitivity")


def answer(room: Room) -> AxisAnswer:
    """What the room has on sensitivity."""
    return room.session.workloads["w1"].axis("sensitivity")


async def test_seven_people_two_rounds_one_absent(open_app: OpenApp, seven: Session) -> None:
    async with open_app(seven) as room:
        await room.press("v", *"1233", "minus", *"0")
        assert "No vote: Hel Roy (facilitator)" in room.text
        assert "Spread" not in room.text
        await room.press("enter")
        assert answer(room).votes == {}  # nobody is absent in silence
        assert "1 hand is missing" in room.said
        await room.press("2", "enter")
        first = ["low", "medium", "high", "high", ABSENT, "unknown", "medium"]
        assert [*answer(room).votes["round-1"].levels.values()] == first
        assert "Spread: low to high. First to speak: Ana Lund, then Cy Young, Di Ross." in room.text
        await room.press("v", *"2233303", "enter")
        assert [*answer(room).votes] == ["round-1", "round-2"]
        assert "Round 1: low: Ana Lund; medium: Bo Iversen, Gus Hall" in " ".join(room.text.split())
        assert answer(room).level is None  # nothing is averaged
        await room.press("3")
        assert answer(room).level == "high"
        assert "Ana Lund is for medium" in room.text
        await room.type("no")
        await room.press("enter")
        await room.type("it is public")
        await room.press("enter", "enter")
        assert "Bo Iversen is for medium" in room.text
        await room.press("enter")
        dissent = answer(room).dissent
        assert {who: (said.what, said.why) for who, said in dissent.items()} == {
            "ana-lund": ("no", "it is public")
        }
        await room.press("minus")
        assert "low confidence" in room.text
        await room.press("enter")
        assert not isinstance(room.screen, VoteScreen)
        assert "▸3 high◂ 0 ?  low confidence" in room.text
        against = "Ana Lund dissents (medium): no; because: it is public"
        assert against in " ".join(room.text.split())
        for _ in range(3):  # the confidence, the dissent, the level
            await room.press("u")
        assert (answer(room).level, answer(room).dissent) == (None, {})
        await room.press("u")
        assert [*answer(room).votes] == ["round-1"]  # a whole round goes at once
        await room.press("u")
        assert answer(room) == AxisAnswer()


async def test_by_mouse_a_click_on_a_level_is_a_hand_and_settles_it_once_they_are_counted(
    open_app: OpenApp, seven: Session
) -> None:
    async with open_app(seven) as room:
        await room.press("v")
        assert not room.underlined
        for level in ("medium", "high", "low"):
            await room.click(f"  {level}  ", 3)
        await room.press(*"2222", "enter")
        first = ["medium", "high", "low", *["medium"] * 4]
        assert [*answer(room).votes["round-1"].levels.values()] == first
        await room.click("2 medium", 3)
        assert answer(room).level == "medium"


async def test_a_room_that_whispers_sees_no_digit_and_a_hand_is_taken_back(
    open_app: OpenApp, seven: Session
) -> None:
    async with open_app(seven, (60, 18)) as room:
        await room.press("v", "h", "1", "3")
        assert "Ana *" in room.text
        assert "Ana 1" not in room.text
        await room.press("h", "backspace", "2")
        assert "Ana 1" in room.text
        assert "Bo 2" in room.text
        await room.press("9", "x", "1", "2", "escape")
        assert "4 hands would be lost. Esc again leaves." in room.said
        assert "Ana 1" in room.text
        await room.press("3", "escape")
        assert "5 hands would be lost. Esc again leaves." in room.said
        assert "Ana 1" in room.text
        await room.press("escape")
        assert not isinstance(room.screen, VoteScreen)
        assert answer(room).votes == {}


async def test_a_level_that_its_answers_do_not_suggest_is_said_in_the_vote(
    open_app: OpenApp, seven: Session
) -> None:
    factors = ("workloads", "w1", "axes", "sensitivity", "factors")
    for factor in ("ip-exposure", "regulatory-exposure", "customer-decision-impact"):
        seven = edit.set_at(seven, (*factors, factor, "level"), "low")
    async with open_app(seven) as room:
        await room.press("v", *"1112223", "enter")
        assert "Its answers suggest low." in room.text
        assert "says why it is another one" not in room.text
        await room.press("2", "escape", "escape", "escape", "escape")
        assert "n on the level says why it is another one." in room.text
        await room.press("1")
        assert "Its answers suggest" not in room.text


async def test_a_level_of_before_that_nobody_voted_for_is_not_called_agreed(
    open_app: OpenApp, seven: Session
) -> None:
    before = edit.set_at(seven, ("workloads", "w1", "axes", "sensitivity", "level"), "low")
    async with open_app(before) as room:
        await room.press("v", *"3332222", "enter")
        assert "It stands at LOW, which nobody named" in " ".join(room.text.split())
        assert "Agreed:" not in room.text
        await room.press("2")
        assert "Agreed: MEDIUM" in room.text


async def test_what_is_said_of_hands_stays_in_the_vote(open_app: OpenApp, seven: Session) -> None:
    async with open_app(seven) as room:
        await room.press("v", *"12", "escape")
        assert "2 hands would be lost" in room.text
        await room.press("escape")
        assert "hands would be lost" not in room.text


async def test_f1_in_a_vote_says_how_it_goes_and_loses_no_hand(
    open_app: OpenApp, seven: Session
) -> None:
    async with open_app(seven) as room:
        await room.press("v", *"12", "f1")
        assert isinstance(room.screen, GuidanceDialog)
        assert "Nothing is averaged" in " ".join(room.text.replace("│", " ").split())
        await room.press("escape")
        assert isinstance(room.screen, VoteScreen)
        assert "Next: Cy Young" in room.text


async def test_a_factor_leads_to_the_vote_on_its_level_and_no_hand_is_an_answer(
    open_app: OpenApp, seven: Session
) -> None:
    async with open_app(standing(seven, "axes", "sensitivity.ip-exposure")) as room:
        await room.press("v", *"1233", "minus", *"02", "escape", "escape")
        assert room.bench.place.item == "sensitivity.ip-exposure"  # nothing came of it
        await room.press("v", *"1233", "minus", *"02", "enter", "plus", "enter")
        assert [*answer(room).votes] == ["round-1"]
        assert (answer(room).factors, answer(room).level) == ({}, None)
        assert room.bench.place.item == "sensitivity"
        assert "▸" not in room.text.split("IP exposure")[1].split("\n")[0]


@pytest.mark.parametrize("item", ["sensitivity.ip-exposure", "sensitivity"])
async def test_without_people_a_vote_says_what_to_do_and_hands_answer_nothing(
    open_app: OpenApp, content: Content, item: str
) -> None:
    session = standing(workshop(content, people=0), "axes", item)
    async with open_app(session) as room:
        await room.press("v", *"1233")
        assert "Setup takes the names of the room" in " ".join(room.text.replace("│", "").split())
        await room.press("escape")
        assert room.session.workloads == session.workloads


async def test_where_no_vote_is_taken_that_is_said_and_hands_answer_nothing(
    open_app: OpenApp, seven: Session
) -> None:
    async with open_app(standing(seven, "rules", "core-logic")) as room:
        await room.press("v", *"122", "plus")
        assert "A vote is taken on the level of an axis" in room.text
        await room.press("escape")
        assert (room.session.workloads, room.bench.place.workload) == (seven.workloads, "w1")


async def test_who_comes_late_or_leaves_says_so_in_setup_and_is_not_asked(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "setup", "participant.p1")
    async with open_app(session) as room:
        await room.press("l")
        await room.type("-now")
        await room.press("enter")
        assert room.session.participants["p1"].until is not None
        assert "P1, here until" in room.text
        await room.press("l")
        await room.type("half past")
        await room.press("enter")
        assert isinstance(room.screen, AskLine)
        assert "is no time such as" in " ".join(room.text.split())
        await room.press("end")
        await room.type("!")
        assert "half past!" in room.text
        await room.press("escape", "g")
        await room.type("Sensitivity")
        await room.press("enter", "end", "v")
        assert "Not here: P1 (here until" in room.text
        await room.press("2", "enter")
        rounds = room.session.workloads["w1"].axis("sensitivity").votes
        assert [dict(each.levels) for each in rounds.values()] == [{"p2": "medium"}]
