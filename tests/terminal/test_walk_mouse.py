"""A whole workshop is held by mouse alone: only what is written into fields is typed."""

import re
from functools import partial

import pytest

from tests.terminal import story
from tests.terminal.driver import READ, Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import click, click_option, click_row, filled, on

pytestmark = pytest.mark.terminal


def write(terminal: Terminal, text: str, done: str, shows: str) -> None:
    """Type into the field that is open, click on what ends it, and see what comes of it."""
    terminal.type(text).wait_for(re.escape(text[-10:]))
    click(terminal, done, shows)


def answer(terminal: Terminal, answers: dict[str, int]) -> None:
    for label, digit in answers.items():
        click_option(terminal, label, digit)


def set_up(terminal: Terminal) -> None:
    click(terminal, "n new workshop", "What is it called")
    write(terminal, story.TITLE, "Enter OK", on("Setup"))
    for name in (story.FACILITATOR, story.DECIDER):
        click(terminal, "a add a person", "Enter adds it")
        write(terminal, name, "Esc keep and close", rf"▐ ◦ {name}\b.*↵ go on")
    answer(terminal, {story.FACILITATOR: 1, story.DECIDER: 3})
    click_row(terminal, "Time, parts, file")
    click(terminal, "↵ go on", "Enter folds it away")
    answer(terminal, dict.fromkeys(story.LEFT_OUT, 2))


def add_workloads(terminal: Terminal) -> None:
    click(terminal, "Workloads", "No workloads yet")
    for number, told in enumerate(story.WORKLOADS, 1):
        click(terminal, "a add", "What do we call it")
        write(terminal, told.name, "↵ done", f"{number} {told.name}.*↵ open")
    click(terminal, story.CHATBOT.name, rf"{story.CHATBOT.name}\n +Nothing said", place=0)
    click(terminal, "↵ open", "1 of 2")


def place(terminal: Terminal, number: int) -> None:
    told = story.WORKLOADS[number - 1]
    for page in told.pages:
        terminal.wait_for(rf"‹ {number} of 2 .*{on(page.name)}")
        if page.name == "Rules":
            answer_and_decide(terminal, page.answers)
            continue
        answer(terminal, page.answers)
        if page.suggests:
            click_option(terminal, page.name, page.suggests)
        if page.name != "Readiness":  # its level turns the page
            terminal.settle(0.3)
            terminal.click_on("↵ go on")


def answer_and_decide(terminal: Terminal, answers: dict[str, int]) -> None:
    """Answer what is asked last of a workload, and decide as is recommended then."""
    *others, (label, last) = answers.items()
    answer(terminal, dict(others))
    click_option(terminal, label, last, shows="not now")
    terminal.settle(READ)
    terminal.click_on("Enter decide")
    terminal.wait_gone("not now")


def judge_vendor(terminal: Terminal) -> None:
    terminal.wait_for("No vendors yet")
    click(terminal, "a add vendor", "What is the vendor called")
    write(terminal, story.VENDOR, "Enter OK", "considered for no workload")
    click(terminal, "w for which workloads", "Which workloads is it considered for")
    terminal.settle(READ)
    click(terminal, f"◦ 1 {story.CHATBOT.name}", f"✓ 1 {story.CHATBOT.name}")
    click(terminal, "Enter take these", f"considered for {story.CHATBOT.name}")
    click(terminal, "n note", "Esc keep")
    write(terminal, story.NOTE, "Esc keep and close", f"evidence: {story.NOTE}")
    answer(terminal, story.CRITERIA | story.RED_FLAGS)
    for label, text in (("Use case", story.USE_CASE), ("Weeks", story.WEEKS)):
        click_row(terminal, label)
        click(terminal, "↵ go on", "Esc keep")
        write(terminal, text, "Esc keep and close", filled(label, text) + ".*↵ go on")
    answer(terminal, story.SPRINT)


def name_owners(terminal: Terminal) -> None:
    click(terminal, "After launch", rf"‹ 2 of 2 .*{on('After launch')}")
    click(terminal, "‹", "‹ 1 of 2 ")
    for area in story.AREAS:
        click_row(terminal, area)
        click(terminal, "1-2 choose", filled(area, story.FACILITATOR))
    answer(terminal, story.STRUCTURE)


def decide(terminal: Terminal) -> None:
    click(terminal, "Summary", on("Summary"))
    click(terminal, "c confirm as recommended", f"{story.CHATBOT.name} .*agreed")
    click(terminal, story.CLAIMS.name, "Rests on", place=0)
    click(terminal, "d decide", f"Decide: {story.CLAIMS.name}")
    click(terminal, "Advisory-only", r"Why\?")
    write(terminal, story.REASON, "Enter go on", "Who decides")
    click(terminal, story.DECIDER, "Rests on", place=-2)  # below stands who decided before
    click(terminal, "Esc back to the table", f"by {story.DECIDER}: {story.REASON[:20]}")


STEPS = (
    set_up,
    add_workloads,
    partial(place, number=1),
    partial(place, number=2),
    judge_vendor,
    name_owners,
    decide,
)


@pytest.mark.long
@pytest.mark.parametrize(
    "size", [story.SIZES[0], pytest.param(story.SIZES[1], marks=pytest.mark.endurance)]
)
def test_a_whole_workshop_is_held_by_mouse_alone(laptop: Laptop, size: tuple[int, int]) -> None:
    terminal = story.hold(laptop, size, STEPS)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    story.check_file(laptop)
