"""Every screen, at five sizes, in both languages and themes, with long names: nothing is wrong."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.pilot import Pilot

from fouraxis.content.load import load, shipped
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.look import DARK, LIGHT, Paragraph
from fouraxis.tui.questions.aside import Meaning, Meanings
from tests.stage.cells import grid
from tests.stage.faults import Fault, faults_of_colour, faults_of_layout
from tests.stage.report import PROPERTY, handed, table, whole
from tests.stage.scenes import SCENES, SIZES, Scene, long_names, place
from tests.tui.conftest import Room

LANGUAGES = ("en", "de")
IN_SHORT = ("axis", "axis placed", "summary")
"""Scenes that every change is looked at in."""

SMALL = ((40, 10), (52, 13), (60, 15), (73, 19))
"""Small windows, in which scroll bars come and go."""

ROUNDS, FRAME = 25, 0.02
"""So often it is looked whether a screen stands still, each time for longer than a frame."""


@asynccontextmanager
async def playing(scene: Scene, language: str, folder: Path) -> AsyncIterator[Room]:
    """A scene on the stage, with long names."""
    screens = None if language == "en" else shipped("screens") / language
    file = None
    if scene.sample:
        folder.mkdir(exist_ok=True)
        file = folder / f"{scene.sample}.toml"
        shutil.copy(shipped("sessions") / file.name, file)
    app = FouraxisApp(folder, screens, Start(file=file))
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        room = Room(app, pilot)
        for _ in range(100):
            if file is None or len(app.screen_stack) > 1:
                break
            await pilot.pause(0.02)
        if file is not None:
            session = long_names(room.session)
            room.bench.apply(scene.before(session) if scene.before else session, "before")
            at = place(scene, room.session, load(screens))
            assert app.walk_through is not None and scene.step is not None
            app.walk_through.go(scene.step, workload=at.workload, vendor=at.vendor, item=at.item)
            await room.settle()
        await room.press(*scene.keys)
        if room.app.walk_through is not None:
            await room.saved()  # the title keeps free what "saved" takes while it says "saving"
        yield room


async def resize(room: Room, size: tuple[int, int]) -> None:
    """Give the terminal another size, and wait until everything stands."""
    await room.pilot.resize_terminal(*size)
    room.app.clear_notifications()
    await room.settle()


async def look(room: Room, sizes: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[Fault]]:
    """What is wrong with the scene at each size; colours are looked at once in either theme."""
    found = {}
    for size in sizes:
        await resize(room, size)
        found[size] = list(faults_of_layout(room.screen, grid(room.strips)))
    for theme in (LIGHT, DARK):
        room.app.theme = theme.name
        await room.settle()
        found[size] += faults_of_colour(room.screen, grid(room.strips))
    return found


class Layouts:
    """Counts how often the screens are laid out."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.number = 0
        patch.setattr(Compositor, "reflow", self._counting(Compositor.reflow))

    def _counting(self, reflow: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any) -> Any:
            self.number += 1
            return reflow(*given)

        return counted

    async def stand_still(self, pilot: Pilot[Any]) -> bool:
        """Whether a layout does not lead to another one for ever, as one bar may to its text."""
        for _ in range(ROUNDS):
            before = self.number
            await pilot.pause(FRAME)
            if self.number == before:
                return True
        return False


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_nothing_is_wrong_with_a_screen(
    scene: Scene,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    layouts = Layouts(monkeypatch)
    async with playing(scene, language, tmp_path / "sessions") as room:
        by_size = await look(room, SIZES)
        for size in SMALL:
            await resize(room, size)
            if not await layouts.stand_still(room.pilot):
                by_size[size] = [Fault("swings", "it is laid out again and again")]
    record_property(PROPERTY, handed(scene.name, language, by_size))
    assert not any(by_size.values()), table({(scene.name, language): by_size})


def test_what_was_found_is_one_table() -> None:
    first, last = SCENES[0].name, SCENES[-1].name
    nothing: dict[tuple[int, int], list[Fault]] = {size: [] for size in SIZES}
    broken = {**nothing, SIZES[1]: [Fault("cut", "Support ch…")], (40, 10): [Fault("swings", "")]}
    lines = whole((handed(last, "en", nothing), handed(first, "de", broken))).split("\n")
    assert lines[1].split() == [*first.split(), "de", "-", "1", "-", "-", "-"]
    assert lines[2].split() == [*last.split(), "en", *"-----"]
    assert [line.partition("  ")[2] for line in lines[4:]] == ["cut: Support ch…", "swings: "]


@pytest.mark.parametrize("name", IN_SHORT)
async def test_nothing_is_wrong_in_short(name: str, tmp_path: Path) -> None:
    scene = next(scene for scene in SCENES if scene.name == name)
    async with playing(scene, "en", tmp_path / "sessions") as room:
        by_size = await look(room, (SIZES[0], SIZES[2]))
    assert not any(by_size.values()), table({(name, "en"): by_size})


class Box(App[None]):
    """Answers of which each has its meaning, in a box that is too low for them as wide as it is.

    Where it is narrower, the longest name has a line of its own, so that all takes a line less.
    """

    CSS = """
    #box { width: 55; height: auto; max-height: 9; overflow-y: auto; scrollbar-size-vertical: 1; }
    Meanings { height: auto; width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(id="box"):
            yield Meanings()


async def test_a_text_that_needs_fewer_lines_where_it_is_narrower_stands_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layouts, app = Layouts(monkeypatch), Box()
    word = "longish "
    answers = (("n" * 28, word * 19), ("n" * 17, word * 14))
    async with app.run_test(size=(100, 40)) as pilot:
        meanings = app.query_one(Meanings)
        meanings.show(tuple(Meaning(str(at), *pair) for at, pair in enumerate(answers, 1)))
        assert meanings.lines_at(54) == 9
        assert meanings.lines_at(55) == 10
        assert await layouts.stand_still(pilot)
        assert app.query_one("#box").show_vertical_scrollbar


class Spaced(App[None]):
    """A text around which a class brings space."""

    CSS = """
    Paragraph { height: auto; width: 1fr; }
    Paragraph.-wide { padding: 1 0 0 0; }
    """

    def compose(self) -> ComposeResult:
        """The text."""
        yield Paragraph()


async def test_a_text_is_whole_once_there_is_other_space_around_it() -> None:
    app = Spaced()
    async with app.run_test(size=(60, 10)) as pilot:
        text = app.query_one(Paragraph)
        text.update(Content("in all"))
        for wide in (True, False, True):
            await pilot.pause()
            text.set_class(wide, "-wide")
            await pilot.pause()
            assert text.content_size.height == 1
            assert text.outer_size.height == 1 + wide
