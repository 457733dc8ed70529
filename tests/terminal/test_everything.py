"""Every question of the framework, answered by keyboard in the real program, resumed, and told."""

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fouraxis.content.load import load
from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.read import read
from fouraxis.workshop import edit, questions
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Session, Step
from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop

pytestmark = pytest.mark.terminal

CHECKLISTS: tuple[Step, ...] = ("profile", "conditions", "risks", "contract", "drivers")
STEPS: tuple[Step, ...] = (*CHECKLISTS, "ownership")


def governed(content: Content) -> Session:
    """A session with one agentic workload on row 6: a co-build squad with strict governance."""
    when = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
    session = edit.new_session("Everything", "0198c0de", when, content.home.pack)
    session, _ = edit.add_participant(session, "Ana", "expert")
    session, _ = edit.add_workload(session, "Agent", kind="agentic-system")
    levels = {"sensitivity": "high", "maturity": "emerging", "certainty": "high"}
    for axis, level in {**levels, "readiness": "scaled"}.items():
        session = edit.set_at(session, ("workloads", "agent", "axes", axis, "level"), level)
    for rule in ASKED_RULES:
        session = edit.set_at(session, ("workloads", "agent", "rules", rule, "answer"), "no")
    return edit.go(session, "workloads", workload="agent")


def until(holds: Callable[[], bool], what: str, terminal: Terminal) -> None:
    """Wait until the file says something; the program writes it within half a second."""
    end = time.monotonic() + 15
    while not holds():
        terminal.settle(0.02)
        assert time.monotonic() < end, f"{what}\n{terminal.text}"


def text_of(question: Question) -> str:
    """What is typed into a field: short, and like no other."""
    number = sum(map(ord, question.item)) % 9_973
    return f"t{number}-{question.item[-6:]}"


def answer_to(question: Question) -> str:
    """What is answered: the first that can be chosen, or what is typed."""
    return question.options[0].id if question.kind == "choice" else text_of(question)


def answer_all(terminal: Terminal, path: Path, content: Content, step: Step) -> list[str]:
    """Answer every question of a step, in the order of the page; the items that were asked.

    First what the page shows: the cursor goes on to the next question by itself. Then what belongs
    to a question, which `o` unfolds below it. At the end, the file has every answer.
    """
    session = read(path).session
    given: dict[str, Question] = {}

    def asked() -> dict[str, Question]:
        return {q.item: q for q in questions.of(session, content, step, "agent")}

    def answer(question: Question) -> None:
        nonlocal session
        stand_at(terminal, question)
        if question.kind == "choice":
            terminal.press("1")
        else:
            terminal.press("enter").wait_for("Esc keep")
            terminal.type(text_of(question)).press("enter").wait_gone("Esc keep")
        session = questions.answer(session, question, answer_to(question))
        given[question.item] = question

    terminal.press("home")
    while left := [q for q in on_page(asked()) if q.item not in given]:
        answer(left[0])
    if any(q.item not in given for q in asked().values()):
        terminal.press("home")
        for question in on_page(asked()):
            stand_at(terminal, question)
            belonging = [q for q in asked().values() if matter_of(q) == question.item]
            terminal.press("o" if belonging else "down")
            for each in belonging:
                answer(each)
            if belonging and belonging[-1].kind == "choice":  # nothing is open any more to go on to
                terminal.press("down")

    def missing() -> list[str]:
        now = read(path).session
        return [q.item for q in given.values() if questions.value(now, q) != answer_to(q)]

    until(lambda: not missing(), "these answers are not in the file", terminal)
    return list(given)


def stand_at(terminal: Terminal, question: Question) -> None:
    """Wait until the cursor stands at a question."""
    terminal.wait_for(rf"▐ . +{re.escape(question.name)}(?= |\n)")


def matter_of(question: Question) -> str:
    """The item of what a question would belong to: "risk.drift" of "risk.drift.owner"."""
    return question.item.rpartition(".")[0]


def on_page(asked: dict[str, Question]) -> list[Question]:
    """The questions that have a row from the start."""
    return [question for question in asked.values() if matter_of(question) not in asked]


def detail(terminal: Terminal) -> str:
    """The whole page of reasons of the first workload, read by paging through it."""
    terminal.press("s").wait_for(r"\[Summary")
    terminal.press("enter").wait_for("Why")
    pages: list[str] = []
    for _ in range(60):
        terminal.settle()
        if pages and pages[-1] == terminal.text:
            return "\n".join(pages)
        pages.append(terminal.text)
        terminal.press("pagedown")
    raise AssertionError("the page has no end")


@pytest.mark.long
def test_everything_is_asked_answered_resumed_and_told(laptop: Laptop) -> None:
    content = load()
    path = SessionsFolder(laptop.sessions).create(governed(content))
    terminal = laptop.start(path, size=(120, 36))
    terminal.wait_for(r"\[Workloads")
    asked: dict[Step, list[str]] = {}
    for step in STEPS:
        title: str = getattr(content, step).screen.title
        terminal.press("g").wait_for("Go to")
        terminal.type(title).press("enter").wait_for(rf"\[{title}")
        asked[step] = answer_all(terminal, path, content, step)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    kept = read(path).session

    again = laptop.start(path, size=(120, 36))
    again.wait_for(rf"\[{content.ownership.screen.title}")
    assert read(path).session.workloads == kept.workloads
    told = re.sub(r"[│╭╰╮╯─]", " ", detail(again))
    out = laptop.run("summary", path, "--format", "json").stdout
    everything = json.dumps(json.loads(out), ensure_ascii=False)
    for step in STEPS:
        for question in questions.of(kept, content, step, "agent"):
            assert question.item in asked[step]
            said = questions.value(kept, question)
            if question.kind == "choice":
                assert question.name in told, question.item
                key = question.item.rpartition(".")[2]
                assert key in everything or key.replace("-", "_") in everything, question.item
            else:
                assert str(said) in told, question.item
                assert str(said) in everything, question.item
