"""A whole workshop is held by keyboard alone, in a small window and in a large one."""

import re
from functools import partial

import pytest

from tests.terminal import story
from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import answered, filled, on

pytestmark = pytest.mark.terminal


def answer(terminal: Terminal, answers: dict[str, int]) -> None:
    """Answer one question after the other; the cursor goes on by itself."""
    for label, digit in answers.items():
        terminal.press(str(digit)).wait_for(answered(label, digit))


def set_up(terminal: Terminal) -> None:
    terminal.press("n").wait_for("What is it called")
    terminal.type(story.TITLE).press("enter").wait_for(on("Setup"))
    terminal.press("a").wait_for("Enter adds it")
    for name in (story.FACILITATOR, story.DECIDER):
        terminal.type(name).press("enter").wait_for(rf"◦ {name}\b.*The next name")
    terminal.press("enter").wait_gone("The next name")
    terminal.press("1").wait_for(answered(story.FACILITATOR, 1))
    terminal.press("3").wait_for(answered(story.DECIDER, 3))
    terminal.press("down", "enter").wait_for("Enter folds it away")
    terminal.press("down", "down", "down").wait_for(f"▐ . {story.LEFT_OUT[0]}")
    for part in story.LEFT_OUT:
        terminal.wait_for(f"▐ . {part}")
        terminal.press("2").wait_for(answered(part, 2))
        terminal.press("down")


def add_workloads(terminal: Terminal) -> None:
    terminal.press("right").wait_for("No workloads yet")
    for number, told in enumerate(story.WORKLOADS, 1):
        terminal.press("a").wait_for("What do we call it")
        terminal.type(told.name).press("enter").wait_for(rf"{number} {told.name}")
        terminal.wait_gone("What do we call it")
    terminal.press("home", "enter")


def place(terminal: Terminal, number: int) -> None:
    told = story.WORKLOADS[number - 1]
    for page in told.pages:
        terminal.wait_for(rf"‹ {number} of 2 .*{on(page.name)}")
        if page.name in page.answers:
            terminal.press("end").wait_for(f"▐ . {page.name}")
        if page.name == "Rules":
            answer_and_decide(terminal, page.answers)
            continue
        answer(terminal, page.answers)
        if page.suggests:
            terminal.wait_for("Suggests .*Enter confirms")
        if page.name != "Readiness":  # its level turns the page
            terminal.press("enter")


def answer_and_decide(terminal: Terminal, answers: dict[str, int]) -> None:
    """Answer what is asked last of a workload, and decide as is recommended then."""
    *others, (_, last) = answers.items()
    answer(terminal, dict(others))
    terminal.press(str(last)).read("not now")
    terminal.press("enter").wait_gone("not now")


def judge_vendor(terminal: Terminal) -> None:
    terminal.wait_for("No vendors yet")
    terminal.press("a").wait_for("What is the vendor called")
    terminal.type(story.VENDOR).press("enter").wait_for("considered for no workload")
    terminal.press("w").read("Which workloads is it considered for")
    terminal.press("space").wait_for(f"✓ 1 {story.CHATBOT.name}")
    terminal.press("escape").wait_for(f"considered for {story.CHATBOT.name}")
    terminal.press("n").wait_for("Esc keep")
    terminal.type(story.NOTE).press("escape").wait_for(f"evidence: {story.NOTE}")
    answer(terminal, story.CRITERIA | story.RED_FLAGS)
    terminal.wait_for("▐ . Use case")
    for label, text, following in (
        ("Use case", story.USE_CASE, "Weeks"),
        ("Weeks", story.WEEKS, "Paid"),
    ):
        terminal.press("enter").wait_for("Esc keep and close")
        terminal.type(text).press("enter").wait_for(filled(label, text))
        terminal.wait_for(rf"▐ . +{following}.*↵ go on")
    answer(terminal, story.SPRINT)


def name_owners(terminal: Terminal) -> None:
    terminal.press("right").wait_for(rf"‹ 1 of 2 .*{on('After launch')}")
    for area in story.AREAS:
        terminal.wait_for(f"▐ . {area}")
        terminal.press("1").wait_for(filled(area, story.FACILITATOR))
    answer(terminal, story.STRUCTURE)


def decide(terminal: Terminal) -> None:
    terminal.press("s").wait_for(on("Summary"))
    terminal.press("home", "c").wait_for(f"{story.CHATBOT.name} .*agreed")
    terminal.press("down", "d").wait_for(f"Decide: {story.CLAIMS.name}")
    advisory = re.search(r"(\d) . Advisory-only", terminal.text)
    assert advisory
    terminal.press(advisory[1]).wait_for("Why\\?")
    terminal.type(story.REASON).press("enter").wait_for("Who decides")
    terminal.press("enter").wait_gone("Who decides")
    terminal.wait_for(f"by {story.DECIDER}: {story.REASON[:20]}")


STEPS = (
    set_up,
    add_workloads,
    partial(place, number=1),
    partial(place, number=2),
    judge_vendor,
    name_owners,
    decide,
)


@pytest.mark.parametrize("size", story.SIZES)
@pytest.mark.long
def test_a_whole_workshop_is_held_by_keyboard_alone(laptop: Laptop, size: tuple[int, int]) -> None:
    terminal = story.hold(laptop, size, STEPS)
    assert terminal.press("ctrl+q").wait_exit() == 0
    story.check_file(laptop)
    assert "Saved in" in terminal.text


def test_keys_that_come_in_one_burst_answer_one_question_each(laptop: Laptop) -> None:
    terminal = laptop.start("sample", "half-way")
    terminal.wait_for(on("Axes"))
    terminal.press("g").wait_for("Go to")
    terminal.type("pipe").press("enter").wait_for("Pipe inspection .* ›")
    terminal.press("g").wait_for("Go to")
    terminal.type("ip exp").press("enter").wait_for("▐ . IP exposure")
    terminal.type("123")
    for label, digit in zip(story.CHATBOT.pages[0].answers, (1, 2, 3), strict=True):
        terminal.wait_for(answered(label, digit))
