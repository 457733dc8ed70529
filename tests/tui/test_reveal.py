"""The reveal is whole at every size, in both languages, whatever comes out; or it scrolls."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from fouraxis.content.language import speak
from fouraxis.content.load import load, shipped
from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS
from fouraxis.decision.matrix import Placement
from fouraxis.decision.recommendation import recommend
from fouraxis.store.folder import SessionsFolder
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.look import Banner, Page
from fouraxis.tui.placing.outcome import RevealScreen, because, in_full
from fouraxis.workshop.assess import assess
from fouraxis.workshop.session import Session
from tests.tui.conftest import Room

SIZES = ((80, 24), (100, 30), (120, 36), (160, 45), (200, 60))
LANGUAGES = ("en", "de")
LONGEST = (
    Placement("low", "none", "high", "poc", "yes", "no", "no"),
    Placement("low", "mature", "low", "post-launch", "unknown", "no", "yes"),
    Placement("low", "mature", "low", "scaled", "unknown", "unknown", "no"),
    Placement("medium", "none", "high", "poc", "no", "unknown", "yes"),
)
"""Core logic that has to stay while no team is there, and outcomes of which most is to be said."""

DOUBTS = tuple(
    f"Level {n}: high. Ana dissents: nobody has shown it {'and it ' * 30}end {n}" for n in (1, 2)
)


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Whatever was spoken here."""
    yield
    speak(None)


@asynccontextmanager
async def in_front_of(session: Session, language: str, folder: Path) -> AsyncIterator[Room]:
    """The application in a language, on a session."""
    screens = None if language == "en" else shipped("screens") / language
    path = SessionsFolder(folder).create(session)
    app = FouraxisApp(folder, screens, Start(file=path))
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        room = Room(app, pilot)
        for _ in range(100):
            if app.bench is not None and len(app.screen_stack) > 1:
                break
            await pilot.pause(0.02)
        yield room


async def reveal(room: Room, placement: Placement, doubts: tuple[str, ...] = ()) -> None:
    """Show what comes out for a placement."""
    words = room.bench.words
    assessed = next(iter(room.bench.assessment.workloads.values()))
    outcome = replace(assessed, placement=placement, recommendation=recommend(placement, words))
    room.app.push_screen(RevealScreen(words, outcome, doubts))
    await room.settle()


def last_words(room: Room) -> str:
    """How the last line of the reasons ends."""
    page = room.screen.query_one("#reveal-why", Page)
    return page.render().plain.split("\n")[-1].strip()[-20:]


@pytest.mark.few("language", 1)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_reveal_is_whole_at_every_size(
    at_ip: Session, folder: Path, language: str
) -> None:
    async with in_front_of(at_ip, language, folder) as room:
        for placement in LONGEST:
            await reveal(room, placement)
            for size in SIZES:
                await room.pilot.resize_terminal(*size)
                await room.settle()
                assert last_words(room) in room.text, (size, placement, room.text)
                assert "▴▾" not in room.text, "nothing scrolls that is there whole"
            await room.press("n")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_has_no_room_scrolls_and_the_foot_says_so(
    at_ip: Session, folder: Path, language: str
) -> None:
    async with in_front_of(at_ip, language, folder) as room:
        for size in ((80, 24), (60, 15)):
            await room.pilot.resize_terminal(*size)
            await reveal(room, LONGEST[1], DOUBTS)
            assert last_words(room) not in room.text
            assert "▴▾" in room.text
            await room.press("pagedown", "pagedown", "pagedown")
            assert last_words(room) in room.text, (size, room.text)
            await room.press("n")


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_is_whole_on_the_smallest_screen(at_ip: Session, language: str) -> None:
    screens = None if language == "en" else shipped("screens") / language
    words = load(screens)
    speak(screens)
    assessed = next(iter(assess(at_ip, words).workloads.values()))
    answers = ("yes", "no", "unknown")
    across, down = SIZES[0]
    for given in product(*((*LEVELS[a], "unknown") for a in AXES), *[answers] * len(ASKED_RULES)):
        placement = Placement(*given)  # type: ignore[arg-type]  # levels, then answers
        recommendation = recommend(placement, words)
        outcome = replace(assessed, placement=placement, recommendation=recommendation)
        banner = Banner(in_full(words, recommendation, across), "$warning", low=True)
        why = Page(tuple(because(words, outcome)))
        room = across - 4
        lines = 1 + banner.lines_at(room) + 1 + why.lines_at(room)
        assert lines < down, (placement, "name, outcome, gap, reasons, and the keys below")
