"""Where a line has no room for a text, a neighbour gives way or the text goes on below it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fouraxis.content.language import speak
from fouraxis.content.load import load, shipped
from fouraxis.content.terms import LEVELS
from fouraxis.tui.look import MEASURE, PointedList
from fouraxis.tui.parts.rail import Rail
from fouraxis.tui.placing.outcome import matrix_blocks
from fouraxis.tui.questions.aside import Aside
from fouraxis.workshop import actions, edit
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import today
from tests.tui.conftest import OpenApp, Room
from tests.tui.summary_room import prompts, sample, table
from tests.tui.test_reveal import in_front_of


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Whatever was spoken here."""
    yield
    speak(None)


def lines_of(room: Room) -> list[str]:
    """What stands in the list of a page, in one piece each."""
    lines = room.screen.query_one(PointedList)
    return [" ".join(str(option.prompt).split()) for option in lines.options]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_an_action_says_whole_what_is_to_be_done_and_for_what(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app(sample("four-workloads"), size) as room:
        await room.press("a")
        listed = actions.actions(room.session, room.bench.words, today())
        text = "\n".join(lines_of(room))
        assert all(" ".join(action.title.split()) in text for action in listed[:4])
        assert "…" not in text
        assert text.count("Agent for supplier onboarding Otis Vang") > 1, "below what is to be done"


async def test_in_a_wide_window_an_action_has_a_line_of_its_own(open_app: OpenApp) -> None:
    async with open_app(sample("four-workloads"), (200, 60)) as room:
        await room.press("a")
        lines = room.screen.query_one(PointedList)
        assert len(lines.options) == lines.virtual_size.height


async def test_what_is_open_on_a_board_stands_whole(folder: Path) -> None:
    async with in_front_of(sample("four-workloads"), "de", folder) as room:
        await room.press("b", "tab", "tab")
        text = "\n".join(lines_of(room))
        assert "Kalibrierungssprint: Customer support chatbot: Ergebnis" in text
        assert "…" not in text


async def test_a_long_name_goes_on_below_in_the_rail_while_all_have_room(
    open_app: OpenApp,
) -> None:
    session = sample("four-workloads")
    async with open_app(session, (160, 45)) as room:
        await room.press("g")
        await room.type("sensit")
        await room.press("enter")
        rail = room.screen.query_one(Rail)
        texts = [" ".join(str(option.prompt).split()) for option in rail.options]
        assert [text[2:] for text in texts] == [node.name for node in session.workloads.values()]
        assert rail.virtual_size.height > len(texts), "a name is longer than the rail is wide"
        await room.pilot.resize_terminal(200, 60)
        await room.settle()
        assert "\n" not in "".join(str(option.prompt) for option in rail.options)


@pytest.mark.parametrize("language", ["en", "de"])
async def test_at_eighty_columns_levels_stand_in_whole_words(folder: Path, language: str) -> None:
    async with in_front_of(sample("four-workloads"), language, folder) as room:
        words = room.bench.words.axes.axes
        await room.press("v")
        session = room.session
        for line, workload in zip(prompts(table(room)), session.workloads.values(), strict=True):
            for axis, answer in workload.axes.items():
                assert words[axis].levels[answer.level or ""].name in line


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_maps_of_the_matrix_stand_beside_each_other_in_120_columns(language: str) -> None:
    words = load(None if language == "en" else shipped("screens") / language)
    names = [words.axes.axes["maturity"].levels[level].name for level in LEVELS["maturity"]]
    heads = [
        block.text.plain
        for block in matrix_blocks(words, beside=True)
        if all(block.text.plain.count(name) == 3 for name in names)
    ]
    assert len(heads) == 1
    assert MEASURE < len(heads[0].rstrip()) <= 120 - 6, "its edges, and what scrolls it"


async def test_the_name_of_a_vendor_goes_on_below_at_the_head_of_its_column(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("four-workloads")) as room:
        await room.press("g")
        await room.type("vend")
        await room.press("enter", "c")
        lines = room.text.split("\n")
        at = next(at for at, line in enumerate(lines) if "Hollow Pine Labs" in line)
        assert "Brightworks" in lines[at]
        assert lines[at + 1].count("(fictional)") == 2


@pytest.mark.parametrize("language", ["en", "de"])
async def test_what_belongs_into_a_clause_stands_whole(folder: Path, language: str) -> None:
    async with in_front_of(sample("four-workloads"), language, folder) as room:
        await room.press("p")
        text = "\n".join(lines_of(room))
        clauses = room.bench.words.summary.clauses.values()
        assert all(" ".join(clause.text.split()) in text for clause in clauses)


@pytest.mark.parametrize("language", ["en", "de"])
async def test_what_is_asked_of_a_person_is_seen_or_scrolls(
    empty: Session, folder: Path, language: str
) -> None:
    session = edit.go(empty, "setup")
    for name in ("Ana", "Bo", "Cem", "Dee", "Eva", "Flo", "Gus"):
        session, _ = edit.add_participant(session, name)
    async with in_front_of(session, language, folder) as room:
        await room.press(*["down"] * 8)
        assert "▐ ◦ Gus" in room.text
        for size in ((80, 24), (60, 15), (120, 36)):
            await room.pilot.resize_terminal(*size)
            await room.settle()
            aside, body = room.screen.query_one(Aside), room.screen.query_one("#body")
            assert aside.region.bottom <= body.region.bottom
            *_, last = room.bench.words.setup.roles.values()
            assert f"5 {last.name}" in room.text or aside.show_vertical_scrollbar
