"""Keys: the footer tells the truth, everything on it can be clicked, and nothing is a dead end."""

import re

import pytest
from textual.app import App
from textual.widgets import OptionList, Static

from fouraxis.content.models import Content
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.parts.bars import AT_THE_FOOT, KeyBar
from fouraxis.tui.parts.dialogs import GuidanceDialog
from fouraxis.tui.step import StepScreen
from fouraxis.workshop.session import Step
from tests.tui.conftest import OpenApp, Room
from tests.tui.workshops import NASTY, standing, workshop

STEPS: tuple[Step, ...] = ("axes", "rules", "vendors", "ownership")


def step(room: Room) -> str:
    """The step at which the room is."""
    return room.bench.place.step


@pytest.mark.parametrize("step", STEPS)
async def test_the_footer_has_the_seven_keys_that_matter_and_f1_has_all(
    open_app: OpenApp, content: Content, step: Step
) -> None:
    session = standing(workshop(content), step)
    async with open_app(session) as room:
        bar = str(room.screen.query_one(KeyBar).render())
        keys = re.split(r"\s{2,}", bar.strip())
        assert 5 <= len(keys) <= AT_THE_FOOT
        assert bar.split() == room.text.split()[-len(bar.split()) :]
        for words in ("↵ go on", "n note"):
            assert words in keys
        assert keys[-1] == "F1 help"
        await room.press("f1")
        offered = str(room.screen.query_one(".keys", Static).render())
        for words in (
            "next open",
            "undo",
            "redo",
            "summary",
            "workload",
            "park",
            "flag",
            "go to",
            "quit",
            "palette",
        ):
            assert words in offered


@pytest.mark.long
@pytest.mark.few("step", 1)
@pytest.mark.parametrize("step", STEPS)
async def test_every_key_on_the_footer_can_be_clicked(
    open_app: OpenApp, content: Content, step: Step
) -> None:
    session = standing(workshop(content), step)
    async with open_app(session) as room:
        bar = str(room.screen.query_one(KeyBar).render())
        for words in re.split(r"\s{2,}|\n", bar.strip()):
            if words.split()[-1] in ("quit", "up", "open"):
                continue
            await room.click(words, 0)
            await room.settle()
            if not isinstance(room.screen, StepScreen) or room.screen.query(
                "LineEditor, NoteEditor"
            ):
                await room.press("escape")
                await room.settle()
            assert room.app.walk_through
            room.app.walk_through.go(step, workload="w1", vendor="v1")
            await room.settle()


async def test_a_click_on_the_digits_of_the_footer_steps_through_the_answers(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes", "certainty")) as room:
        for level in ("high", "medium", "low", "high"):
            await room.click("1-3 choose")
            assert room.session.workloads["w1"].axes["certainty"].level == level


async def test_a_key_that_does_nothing_here_is_not_on_the_footer(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "vendors")) as room:
        assert "0 unknown" not in room.text
        await room.press("0", "backspace")
        assert not room.session.vendors["v1"].criteria
        await room.press("f1")
        assert "take back" not in str(room.screen.query_one(".keys", Static).render())
        await room.press("escape", "1", "up", "f1")
        assert "take back" in str(room.screen.query_one(".keys", Static).render())


@pytest.mark.parametrize("step", [*STEPS, "setup", "workloads", "summary"])
@pytest.mark.few("key", 1)
@pytest.mark.parametrize("key", ["escape", "f1", "enter"])
async def test_f1_opens_a_page_that_scrolls_and_closes(
    open_app: OpenApp, content: Content, step: Step, key: str
) -> None:
    async with open_app(standing(workshop(content), step)) as room:
        before = room.text
        await room.press("f1")
        assert isinstance(room.screen, GuidanceDialog)
        assert "Esc close" in room.text
        await room.press("end")
        await room.pilot.pause(0.4)
        assert "palette" in room.text
        await room.press(key)
        assert not room.app.screen.is_modal
        assert room.text.split("\n")[1:] == before.split("\n")[1:]


async def test_ctrl_q_leaves_at_once_and_says_where_all_is_saved(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        path = room.bench.path
        await room.press("2", "n", "x", "ctrl+q")
        app = room.app
    assert app.return_code == 0
    assert app.goodbye == f"Saved in {path}"
    assert 'note = "x"' in path.read_text()


@pytest.mark.long
async def test_the_palette_goes_to_every_step(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "setup")) as room:
        for words, step in (("go to rules", "rules"), ("go to vendors", "vendors")):
            await room.press("ctrl+p")
            await room.type(words)
            await room.pilot.pause(0.2)
            await room.press("down", "enter")
            await room.pilot.pause(0.3)
            assert room.bench.place.step == step


async def test_the_names_in_the_palette_are_no_markup(open_app: OpenApp, content: Content) -> None:
    link = NASTY["a link"]
    news = {"title": f"{link}[/x]", "purpose": f"{link}[/y]"}
    nasty = content.rules.screen.model_copy(update=news)
    words = content.model_copy(update={"rules": content.rules.model_copy(update={"screen": nasty})})
    async with open_app(standing(workshop(content), "axes")) as room:
        room.bench.words = words
        await room.press("ctrl+p")
        await room.type("go to [")
        await room.pilot.pause(0.3)
        assert "[@click=app.quit]x[/][/x]" in room.text
        assert "[@click=app.quit]x[/][/y]" in room.text
        await room.press("escape")


async def test_esc_in_the_palette_and_in_dialogs_changes_nothing(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "vendors")) as room:
        session = room.session
        for key in ("a", "e", "w", "c", "x", "g", "ctrl+p", "f1"):
            await room.press(key)
            assert not isinstance(room.screen, StepScreen)
            await room.press("escape")
            await room.settle()
            assert isinstance(room.screen, StepScreen)
            assert room.screen.focused is room.screen.query_one("QuestionTable")
        assert room.session == session


async def test_go_to_finds_steps_and_workloads_by_part_of_their_name(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "setup")) as room:
        await room.press("g")
        await room.type("w2")
        await room.press("enter")
        assert (room.bench.place.step, room.bench.place.workload) == ("axes", "w2")
        await room.press("g")
        await room.type("nothing like this")
        await room.press("enter")
        assert "No step, workload or question has that in it" in room.text
        await room.press("escape", "g")
        await room.type("regulatory")
        assert "W2" in room.text
        await room.press("enter")
        place = room.bench.place
        assert (place.workload, place.item) == ("w2", "sensitivity.regulatory-exposure")
        await room.press("g", "down", "down", "up", "enter")
        assert step(room) == "workloads"
        await room.press("g", *["down"] * len(STEPS))
        lines = room.text.split("\n")
        last = next(at for at, line in enumerate(lines) if "│  Summary" in line)
        assert "───" in lines[last + 1], "a line parts the steps from the workloads"
        assert "W1  workload" in lines[last + 2]
        await room.press("escape", "g")
        await room.click("│  After launch", 4)
        assert step(room) == "ownership"


async def test_esc_goes_up_one_level_at_a_time(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "ownership")) as room:
        await room.press("enter", "x", "escape")
        assert step(room) == "ownership"
        await room.press("escape")
        assert step(room) == "workloads"
        await room.press("escape")
        assert type(room.screen) is HomeScreen


async def test_every_shown_binding_has_an_id_so_that_it_can_be_remapped(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "vendors")) as room:
        for step in STEPS:
            assert room.app.walk_through
            room.app.walk_through.go(step)
            await room.settle()
            for active in room.screen.active_bindings.values():
                if active.binding.show and active.binding.description:
                    assert active.binding.id, active.binding


async def test_no_binding_takes_what_terminals_take(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "vendors")) as room:
        taken = {"ctrl+b", "ctrl+w", "ctrl+s", "f11"}
        own = {
            key
            for key, active in room.screen.active_bindings.items()
            if not isinstance(active.node, App) and active.binding.id
        }
        assert not own & taken
        assert not any(key.startswith("alt+") for key in own)
        assert isinstance(room.screen.query_one("Rail"), OptionList)
