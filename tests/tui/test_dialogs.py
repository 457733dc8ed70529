"""Every dialog closes once, and a confirmation takes no answer that nobody can have meant."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from textual.screen import ModalScreen, Screen

import fouraxis.tui
from fouraxis.content.models import Content
from fouraxis.store.merge import merge
from fouraxis.tui.file.opening import ConflictDialog
from fouraxis.tui.framework import ClosesOnce, Palette
from fouraxis.tui.parts import dialogs
from fouraxis.tui.parts.bars import KeyBar
from fouraxis.tui.parts.dialogs import AskLine, Confirm, Dialog, GoTo, Pick, PickMany, Target
from fouraxis.workshop.session import Step
from tests.tui.conftest import OpenApp
from tests.tui.workshops import standing, workshop


def subclasses(base: type[object]) -> set[type[object]]:
    """Everything that derives from a class."""
    children: list[type[object]] = base.__subclasses__()
    return {base}.union(*(subclasses(child) for child in children))


def test_every_modal_screen_of_the_program_is_a_dialog() -> None:
    for module in pkgutil.walk_packages(fouraxis.tui.__path__, "fouraxis.tui."):
        import_module(module.name)
    modal = {kind for kind in subclasses(ModalScreen) if kind.__module__.startswith("fouraxis.")}
    assert len(modal) > 12
    assert {kind for kind in modal if not issubclass(kind, Dialog)} == {ClosesOnce, Palette}


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("enter", "escape"), ("escape", "f1")])
async def test_a_dialog_that_closes_is_closed_once(
    open_app: OpenApp, keys: tuple[str, ...]
) -> None:
    async with open_app() as room:
        home = room.screen
        answers: list[str | None] = []
        dialog = AskLine("Title", "What?", "text")
        room.app.push_screen(dialog, answers.append)
        await room.pilot.pause()
        for key in keys * 3:
            if key == "f1":
                await room.press("f1")  # whatever lies over it by now
            else:
                await room.app.run_action("dismiss('x')", dialog)
        await room.press("escape")
        assert room.screen is home
        assert answers == ["x"]


@pytest.mark.parametrize(
    ("step", "keys", "said"),
    [
        ("home", ("r", "ctrl+u", "enter"), "a name"),
        ("workloads", ("h", "ctrl+u", "enter"), "a name"),
        ("workloads", ("h", "A", "enter", "enter"), "a name"),
        ("vendors", ("a", "enter"), "a name"),
        ("vendors", ("e", "ctrl+u", "enter"), "a name"),
        ("vendors", ("d", "enter"), "a reason"),
    ],
)
async def test_nothing_typed_is_said_where_it_takes_something(
    open_app: OpenApp, content: Content, step: str, keys: tuple[str, ...], said: str
) -> None:
    """It closed without a word, and whatever was typed next was keys of the page."""
    at: Step = "vendors" if step == "vendors" else "workloads"
    async with open_app(standing(workshop(content), at)) as room:
        before = room.session
        if step == "home":
            room.app.leave_session()
            await room.pilot.pause()
        await room.press(*keys)
        assert f"Nothing changed: it takes {said}" in room.said
        if step == "home":
            assert "Contoso" in room.text
        else:
            assert room.session == before


async def test_what_lies_over_a_dialog_goes_with_it(open_app: OpenApp) -> None:
    async with open_app() as room:
        home = room.screen
        answers: list[bool | None] = []
        dialog = Confirm("Sure?", "Really.")
        room.app.push_screen(dialog, answers.append)
        over: Screen[None] = dialogs.Reading("More", "to read")
        room.app.push_screen(over)
        await room.pilot.pause()
        dialog.dismiss(True)
        await room.pilot.pause()
        assert room.screen is home
        assert answers == [True]


async def test_a_confirmation_takes_no_answer_at_once(
    open_app: OpenApp, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "LISTENS_AFTER", 60.0)
    async with open_app(standing(workshop(content), "workloads")) as room:
        before = room.session.workloads
        await room.press("x", "y")
        assert isinstance(room.screen, Confirm)
        assert room.session.workloads == before
        await room.press("enter", "escape")
        assert isinstance(room.screen, Confirm)
        monkeypatch.setattr(dialogs, "LISTENS_AFTER", 0.0)
        await room.press("y")
        assert len(room.session.workloads) == len(before) - 1


def test_every_dialog_that_is_answered_with_one_key_confirms() -> None:
    """The others are pages to read, or have a field: letters that were typed ahead go there."""
    for module in pkgutil.walk_packages(fouraxis.tui.__path__, "fouraxis.tui."):
        import_module(module.name)
    ours = {kind for kind in subclasses(Dialog) if kind.__module__.startswith("fouraxis.")}
    confirming = {kind.__name__ for kind in ours if getattr(kind, "confirms", False)}
    assert confirming == {
        "Confirm",
        "ConflictDialog",
        "PastedText",
        "Pick",
        "PickMany",
        "RevealScreen",
        "WordingDialog",
    }
    with_a_field = {
        "AskLine",
        "DecisionDialog",
        "GoTo",
        "ImportCsv",
        "PasteList",
        "PickPerson",
        "VoteScreen",
        "WorkloadDialog",
    }
    to_read = {
        *("Comparison", "ComparisonPage", "GuidanceDialog", "HistoryDialog"),
        *("ProgrammeDialog", "ReasoningDialog", "Reading", "TrialScreen"),
    }
    others = {kind.__name__ for kind in ours} - confirming
    assert others == with_a_field | to_read | {"Dialog", "Intake", "Writing"}


@pytest.mark.parametrize("kind", ["pick", "pick many", "confirm", "conflict"])
async def test_no_confirmation_takes_an_answer_at_once(
    open_app: OpenApp, content: Content, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    choices = (("a", "A"), ("b", "B"))
    session = workshop(content)
    theirs = session.model_copy(update={"title": "Theirs"})
    mine = session.model_copy(update={"title": "Mine"})
    make: dict[str, Callable[[], Dialog[Any]]] = {
        "pick": lambda: Pick("Title", "What?", choices),
        "pick many": lambda: PickMany("Title", "What?", choices, ()),
        "confirm": lambda: Confirm("Title", "Sure?"),
        "conflict": lambda: ConflictDialog(merge(session, mine, theirs), content),
    }
    monkeypatch.setattr(dialogs, "LISTENS_AFTER", 60.0)
    async with open_app() as room:
        answers: list[Any] = []
        dialog = make[kind]()
        room.app.push_screen(dialog, answers.append)
        await room.pilot.pause()
        await room.press("1", "space", "y", "enter", "escape")
        assert room.screen is dialog
        assert not answers
        monkeypatch.setattr(dialogs, "LISTENS_AFTER", float("-inf"))
        await room.press("1", "enter")
        assert len(answers) == 1


async def test_a_dialog_that_goes_before_it_is_there_is_no_fault(open_app: OpenApp) -> None:
    async with open_app() as room:
        for _ in range(20):
            room.app.push_screen(GoTo((Target("setup", None, "Setup"),)))
            room.app.pop_screen()
        await room.press("down")


@pytest.mark.parametrize("clip", ["•\tVendors\r", "\r\n\x1b[2J1. Vendors\r\n• Risks\r\n"])
async def test_go_to_looks_for_what_was_pasted_and_not_for_its_bullet(
    open_app: OpenApp, content: Content, clip: str
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("g")
        await room.paste(clip)
        await room.press("enter")
        assert room.bench.place.step == "vendors"


TWO_QUESTIONS = {
    "vendors": ("d", "Who says so", "V1 (out)"),
    "workloads": ("h", "second part called", "Two workloads now"),
}
"""A step, the key of an edit that asks twice there, what it asks then, and what comes of it."""


@pytest.mark.parametrize("step", TWO_QUESTIONS)
async def test_the_first_of_two_answers_is_kept_until_the_second_is_given(
    open_app: OpenApp, content: Content, step: Step
) -> None:
    key, second, done = TWO_QUESTIONS[step]
    async with open_app(standing(workshop(content), step)) as room:
        drafts = room.app.drafts

        async def answer_both() -> None:
            await room.press(key)
            await room.type("one thing")
            await room.press("enter")
            assert second in room.text
            await room.type("another")

        await answer_both()
        assert sorted(map(drafts.text, drafts.names())) == ["another", "one thing"]
        await room.press("escape")
        assert drafts.names() == ()
        await answer_both()
        await room.press("enter")
        assert drafts.names() == ()
        assert done in room.text


def test_a_list_that_is_not_drawn_yet_takes_no_key() -> None:
    choices = (("a", "A"), ("b", "B"))
    Pick("Title", "What?", choices).action_pick()
    PickMany("Title", "What?", choices, ()).action_tick(1)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_a_box_is_as_high_as_what_is_in_it(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    """Its list has only a part of the window, and it has no blank lines for the rest of it."""
    targets = tuple(Target("setup", None, str(n)) for n in range(60))
    async with open_app(workshop(content), size) as room:
        await room.app.push_screen(GoTo(targets))
        for _ in range(2):
            await room.settle()
            box, foot = room.screen.query_one(".dialog"), room.screen.query_one(KeyBar)
            assert foot.region.bottom == box.content_region.bottom
            await room.pilot.resize_terminal(size[0], size[1] + 5)
