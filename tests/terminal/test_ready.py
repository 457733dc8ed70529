"""A workload on its way from not yet to ready to sign, by keyboard, in English and in German.

The room may not outsource it at first: nobody inside could check a partner. It says who brings it
back and when; then there is a team, and the workload goes through legal, contract, a paid sprint
and acceptance, until the summary and the reports call it ready.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.language import speak, tr
from fouraxis.content.load import content_folder, load
from fouraxis.content.models import Content
from fouraxis.content.terms import (
    ASKED_RULES,
    IP_GROUP,
    PORTABILITY,
    READY_CHECKS,
    SLA_GROUP,
    SUPPORT,
)
from fouraxis.decision.reasons import say
from fouraxis.report.summary import tell
from fouraxis.workshop.question import live
from tests.report.reading import word_text
from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import filled, on

pytestmark = [pytest.mark.terminal, pytest.mark.long]

TITLE, WORKLOAD, VENDOR = "Claims 2027", "Claims triage", "Brightworks"
PEOPLE = {"Ana Lund": 1, "Bo Reyes": 3, "Cem Kaya": 4}
ANA, BO, CEM = "123"
"""The digits that name the three where somebody is to be named."""

REVISIT, REVIEWED = "2027-03-01", "2026-12-04"
ACCEPTANCE = {
    "scope": "Sorting the mail about claims",
    "out-of-scope": "Payouts",
    "user-needs": "The reason beside each claim",
    "evaluation": "200 claims a week, judged by two people",
    "metric": "Hours until a claim is with the right person",
    "metric-today": "31",
    "metric-target": "8",
}
USE_CASE, ANSWER_TO_FLAG = "The mail of one week", "Shown on our own data since"
YES, NO = "1", "2"


def _plain(text: str) -> str:
    """A text without the spaces and rules that break lines, and without what is beside it."""
    lines = (re.sub(" {2,}│[^│]*│$", "", line) for line in text.splitlines())
    return "".join(re.sub("[▌│]", "", "".join(lines)).split())


@dataclass(frozen=True)
class Room:
    """Somebody who reads the screen in one language, and answers by keys alone."""

    terminal: Terminal
    content: Content

    def go(self, title: str) -> None:
        """Go to a part of the workshop by its name."""
        self.terminal.press("g").wait_for("╭")
        self.terminal.settle()
        self.terminal.type(title).press("enter").wait_for(on(re.escape(title)))

    def stand(self, label: str) -> None:
        """Bring the cursor to a question: on from where it is, or from the top."""
        here = re.compile(rf"▐ . +{re.escape(label)}(?=  |\n)")
        for start in ("", "home"):
            if start:
                self.terminal.press(start)
            before = ""
            while not here.search(self.terminal.text) and before != self.terminal.text:
                before = self.terminal.text
                self.terminal.press("down")
            if here.search(self.terminal.text):
                return
        raise AssertionError(f"no question {label}\n{self.terminal.picture()}")

    def answer(self, label: str, digit: str) -> None:
        """Answer a question with a digit."""
        self.stand(label)
        self.terminal.press(digit).wait_for(rf"[✓⚑] +{re.escape(label)}(?=  |\n)")

    def shows(self, text: str) -> bool:
        """Whether a text is on the screen, whichever way its lines are broken."""
        return _plain(text) in _plain(self.terminal.text)

    def see_where_it_lands(self, model: str, *more: str) -> None:
        """The screen that says where a workload lands names the model, and what else is given."""
        spaced = " ".join(self.content.matrix.models[model].name.upper())
        self.terminal.read(re.escape(spaced).replace(r"\ \ \ ", r"\ +"))
        for text in more:
            assert self.shows(text), self.terminal.picture()

    def write(self, label: str, text: str) -> None:
        """Write into the field of a question."""
        self.stand(label)
        self.terminal.press("enter").wait_for("╭─ ")
        self.terminal.type(text).press("enter").wait_for(filled(re.escape(label), text))


def set_up(room: Room) -> None:
    terminal = room.terminal
    terminal.press("n").settle()
    terminal.type(TITLE).press("enter").wait_for(on(room.content.setup.screen.title))
    terminal.press("a").settle()
    for name in PEOPLE:
        terminal.type(name).press("enter").wait_for(f"◦ {name}")
    terminal.press("enter")
    for name, role in PEOPLE.items():
        room.answer(name, str(role))
    terminal.press("right").wait_for(on(room.content.workloads.screen.title))
    terminal.press("a").settle()
    terminal.type(WORKLOAD).press("enter").wait_for(f"1 {WORKLOAD}")
    terminal.press("enter").wait_for(on(room.content.axes.screen.title))


def place_it_where_nobody_could_check(room: Room) -> None:
    """High sensitivity, no team: do not outsource, not yet (row 5)."""
    *axes, last = room.content.axes.axes.values()
    for axis in axes:
        room.answer(axis.name, "2" if axis.id == "certainty" else "3")
        room.terminal.press("enter")
    room.stand(last.name)
    room.terminal.press("2").wait_for(on(room.content.rules.screen.title))  # it turns the page
    room.terminal.press(*NO * len(ASKED_RULES))
    room.see_where_it_lands("do-not-outsource", say(room.content, "not-yet"))
    room.terminal.press("escape")


def say_what_brings_it_back(room: Room) -> None:
    rules, terminal = room.content.rules, room.terminal
    terminal.wait_for(on(rules.screen.title))
    terminal.press("m").wait_for(rules.acceptance_heading)
    for item, text in ACCEPTANCE.items():
        room.write(rules.acceptance[item].name, text)
    room.answer(rules.legal["reviewed"].name, NO)
    room.answer(rules.legal["owner"].name, CEM)
    room.write(rules.legal["date"].name, REVIEWED)
    room.stand(rules.reentry["owner"].name)
    condition = say(room.content, "reentry-team-emerging")
    assert room.shows(condition), terminal.picture()
    room.answer(rules.reentry["owner"].name, BO)
    room.write(rules.reentry["revisit"].name, REVISIT)


def look_what_is_due(room: Room) -> None:
    """The way back is an action, with who sees to it and until when; conditions say not yet."""
    room.go(room.content.conditions.screen.title)
    assert room.shows(say(room.content, "not-yet")), room.terminal.picture()
    room.go(room.content.summary.screen.title)
    assert room.shows(say(room.content, "not-yet")), room.terminal.picture()


def ask_what_the_law_says(room: Room) -> None:
    """The EU AI Act is touched: that speaks for a high sensitivity, which it has."""
    rules = room.content.rules
    room.go(rules.screen.title)
    room.terminal.press("m")
    for area in rules.ai_act.values():
        room.answer(area.name, YES if area.id == "essential-services" else NO)


def build_a_team(room: Room) -> None:
    """A team is emerging and certainty is high: a co-build squad with strict governance (row 6)."""
    axes = room.content.axes.axes
    for axis, digit in ((axes["maturity"], "2"), (axes["certainty"], "1")):
        room.go(axis.name)
        room.answer(axis.name, digit)


def clear_it_with_legal(room: Room) -> None:
    room.go(room.content.rules.screen.title)
    room.terminal.press("m")
    room.answer(room.content.rules.legal["reviewed"].name, YES)


def meet_the_conditions(room: Room) -> None:
    content = room.content
    room.go(content.profile.screen.title)
    room.answer(content.profile.fit["shared-responsibility"].name, YES)
    room.go(content.conditions.screen.title)
    squad = content.matrix.models["co-build-squad"]
    for condition in live((*squad.conditions.values(), *content.matrix.governance.values())):
        room.answer(condition.name, YES)


def take_the_workload(terminal: Terminal) -> None:
    """Tick the one workload of a list, and take that."""
    terminal.press("space").read(f"✓ 1 {WORKLOAD}")
    terminal.press("enter").wait_gone(f"✓ 1 {WORKLOAD}")


def judge_the_vendor(room: Room) -> None:
    content, terminal = room.content.vendors, room.terminal
    room.go(content.screen.title)
    terminal.press("a").settle()
    terminal.type(VENDOR).press("enter").wait_for(f"{VENDOR}  ")
    terminal.press("w").settle()
    take_the_workload(terminal)
    for criterion in content.criteria.values():
        room.answer(criterion.name, "1")
    for flag in content.red_flags.values():
        room.answer(flag.name, YES if flag.id == "clean-data-demo" else NO)
    terms = content.sprint.terms
    room.write(terms["use-case"].name, USE_CASE)
    room.write(terms["weeks"].name, "3")
    for term in ("paid", "production-like-data"):
        room.answer(terms[term].name, YES)
    for output in content.sprint.outputs.values():
        room.answer(output.name, YES)
    room.answer(terms["verdict"].name, "1")
    terminal.press("v").settle()
    take_the_workload(terminal)


def answer_the_red_flag(room: Room) -> None:
    """A red flag that was heard keeps the chosen vendor from being signed with until answered."""
    terminal, flag = room.terminal, room.content.vendors.red_flags["clean-data-demo"]
    room.stand(flag.name)
    terminal.press("n").settle()
    terminal.type(ANSWER_TO_FLAG).press("escape").wait_for(ANSWER_TO_FLAG)


def agree_on_the_contract(room: Room) -> None:
    contract = room.content.contract
    room.go(contract.screen.title)
    for item in live(contract.groups[IP_GROUP].items.values()):
        room.answer(item.name, YES)
    for group in contract.groups.values():
        for item in live(group.items.values()):
            if item.id in (PORTABILITY, SUPPORT):
                room.answer(item.name, YES)
    level = contract.groups[SLA_GROUP].items["latency"]
    room.answer(level.name, YES)
    room.stand(level.name)
    room.terminal.press("o")
    room.write(tr("target"), "3 s")
    room.answer(tr("measured by"), ANA)


def name_who_operates_it(room: Room) -> None:
    ownership = room.content.ownership
    room.go(ownership.screen.title)
    for area in ownership.areas.values():
        room.answer(area.name, ANA)
    structure = ownership.structure_name
    room.stand(structure)
    room.terminal.press("enter").wait_for(rf"✓ +{structure}(?=  |\n)")


def decide(room: Room) -> None:
    room.go(room.content.summary.screen.title)
    room.terminal.press("home", "c").wait_for(f"{WORKLOAD} .*Bo Reyes")


def see_that_it_is_ready(room: Room) -> None:
    """The page of the workload says that it may be signed, and names each check as met."""
    terminal = room.terminal
    assert room.shows(tell(room.content, "ready", ready=1, outside=1))
    terminal.press("enter").settle()
    told, page = "", ""
    while page != (page := terminal.text):
        told += page
        terminal.press("pagedown")
    assert tr("Ready to sign? {met} of {total}", met=7, total=7) in told, told
    for check in READY_CHECKS:
        assert f"✓ {room.content.summary.ready[check].name}" in told, (check, told)
    terminal.press("escape")


def check_reports(laptop: Laptop, file: Path, content: Content) -> None:
    """What is printed and written of the session says the same."""
    told: dict[str, Any] = json.loads(laptop.run("summary", file, "--format", "json").stdout)
    (workload,) = told["workloads"]
    assert workload["ready"] == dict.fromkeys(READY_CHECKS, "met")
    for ending, read in READERS.items():
        document = laptop.home / f"report.{ending}"
        assert laptop.run("report", file, "--output", document).returncode == 0
        written = " ".join(read(document.read_bytes()).split())
        for text in answered_in_words(content):
            assert text in written, (ending, text)
        assert written.count(tr("{done} of {total}", done=7, total=7)) == 1, ending
        assert tr("What you are asked to decide") not in written, ending


def in_markdown(data: bytes) -> str:
    return data.decode().replace("\\", "").replace("**", "").replace("|", " ")


def in_html(data: bytes) -> str:
    return html.unescape(re.sub("<[^>]+>", " ", data.decode()))


READERS: dict[str, Callable[[bytes], str]] = {
    "md": in_markdown,
    "html": in_html,
    "docx": word_text,
}
"""How a reader sees each kind of document."""


def answered_in_words(content: Content) -> Iterator[str]:
    """What the room has answered on its way, as a report has it."""
    vendors, squad = content.vendors, content.matrix.models["co-build-squad"]
    strict = f"{squad.name} {say(content, 'with-strict-governance')}"
    row = next(row for row in content.matrix.rows.values() if row.number == 6)
    yield from (WORKLOAD, VENDOR, strict, row.text)
    yield tr("decided by {name} on {date}", name="Bo Reyes", date="")
    yield tr("chosen for {workloads}", workloads=WORKLOAD)
    yield vendors.sprint.verdicts["proceed"].name
    yield f"{vendors.heard}. {ANSWER_TO_FLAG}"
    yield from ACCEPTANCE.values()
    yield from (USE_CASE, REVIEWED, "3 s")


STEPS = (
    set_up,
    place_it_where_nobody_could_check,
    say_what_brings_it_back,
    look_what_is_due,
    ask_what_the_law_says,
    build_a_team,
    clear_it_with_legal,
    meet_the_conditions,
    judge_the_vendor,
    answer_the_red_flag,
    agree_on_the_contract,
    name_who_operates_it,
    decide,
    see_that_it_is_ready,
)


@pytest.mark.parametrize(("language", "size"), [("", (120, 36)), ("de", (80, 24))])
def test_a_workload_goes_from_not_yet_to_ready(
    laptop: Laptop, language: str, size: tuple[int, int]
) -> None:
    folder = content_folder(Path(language)) if language else None
    speak(folder)
    if language:
        laptop.env["FOURAXIS_SCREENS"] = language
    terminal = laptop.start(size=size)
    room = Room(terminal, load(folder))
    terminal.wait_for(rf"n {tr('new workshop')}")
    for step in STEPS:
        step(room)
    terminal.settle()
    terminal.wait_for("✔")
    assert terminal.press("ctrl+q").wait_exit() == 0
    (file,) = laptop.sessions.glob("*.toml")
    check_reports(laptop, file, room.content)
