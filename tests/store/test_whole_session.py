"""A session with the whole framework in it is a file like any other, and older files stay as is."""

import difflib
import tomllib
from datetime import date

import pytest

from fouraxis.content.load import load, shipped
from fouraxis.content.terms import AXES
from fouraxis.store.format import dumps, loads
from fouraxis.workshop import edit, questions
from fouraxis.workshop.catalogue import arrange
from fouraxis.workshop.drift import stamped
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.session import Session
from tests.store.samples import NOW, PATH, reopened, written

CONTENT = load()

PLACES = ("low none high", "low none medium", "high none high", "high emerging high")
"""Between them they bring every kind of condition, and strict governance."""


def asked(session: Session, workload: str) -> list[Question]:
    return [
        question
        for step in questions.WORKLOAD_STEPS
        for question in questions.of(session, CONTENT, step, workload)
    ]


def given(question: Question) -> object:
    if question.kind == "choice":
        return "yes" if "yes" in question.allowed else question.allowed[0]
    if question.kind == "date":
        return date(2026, 12, 4)
    return 3 if question.kind == "number" else "Zoë Ng"


def settled(session: Session, asked: list[Question]) -> Session:
    """The session with each of these answered where it is not yet, with a note, and some marks."""
    for number, question in enumerate(asked):
        if questions.value(session, question) in (None, ""):
            session = questions.answer(session, question, given(question))
        session = questions.annotate(session, question, f"note {number}\nsaid by Zoë")
        if number % 5 == 0:
            session = questions.flag(session, question)
    return session


@pytest.fixture(scope="module")
def whole() -> Session:
    """Every question of four workloads and of the programme, answered."""
    session = stamped(edit.new_session("Whole", "id-1", NOW, CONTENT.home.pack), CONTENT)
    for place in PLACES:
        session, workload = edit.add_workload(session, place)
        for axis, level in zip(AXES, place.split(), strict=False):
            session = edit.set_at(session, ("workloads", workload, "axes", axis, "level"), level)
        for rule in ("core-logic", "data-cannot-leave", "undefined-success"):
            session = edit.set_at(session, ("workloads", workload, "rules", rule, "answer"), "no")
        for _ in range(3):  # answers bring further questions
            session = settled(session, asked(session, workload))
    session = settled(session, list(questions.of(session, CONTENT, "contract", PROGRAMME)))
    session = edit.plan(edit.plan(session, "summary", 30), "risks", 0)
    return edit.leave_out(session, "drivers")


def test_every_answer_is_in_the_file_and_comes_back(whole: Session) -> None:
    again = reopened(whole)
    assert again == whole
    assert arrange(again, CONTENT) == whole
    assert written(again) == written(whole)


def test_the_file_has_a_place_for_everything(whole: Session) -> None:
    tree = tomllib.loads(written(whole).decode())
    assert tree["left_out"] == ["drivers"]
    assert list(tree["agenda"].items()) == [("risks", 0), ("summary", 30)]
    assert len(tree["contract"]) == 35
    assert len(tree["pack"]["wording"]) == 9
    assert tree["contract"]["latency"]["measured_by"] == "Zoë Ng"
    first, advice, stays, strict = tree["workloads"].values()
    assert set(first) >= {
        *("motives", "layers", "missing_roles", "profile", "fit", "context", "conditions"),
        *("risks", "contract", "drivers", "ownership", "operations"),
    }
    assert advice["handoff"]["owner"] == "Zoë Ng"
    assert stays["builder"]["by_when"] == "Zoë Ng"
    assert len(strict["governance"]) == 6
    assert strict["risks"]["model-drift"]["side"] == "enterprise"


def test_one_answer_alters_its_own_lines(whole: Session) -> None:
    before = written(whole).decode().splitlines()
    for item, value in (
        ("risk.model-drift", "vendor"),
        ("contract.support", "open"),
        ("layer.build", "both"),
        ("condition.acceptance-criteria", "no"),
        ("motive.risk-distribution", None),
    ):
        question = questions.find(whole, CONTENT, "low-none-high", item)
        after = written(questions.answer(whole, question, value)).decode().splitlines()
        changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
        assert len([line for line in changed if "sha256" not in line]) <= 2, item


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('side = "enterprise"', 'side = "nobody"', "risks.model-drift.side"),
        ('answer = "agreed"', 'answer = "yes"', "contract.trained-models.answer"),
        ('    "drivers",', '    "axes",', "left_out.0"),
        ("summary = 30", "summary = 481", "agenda.summary"),
        ("summary = 30", "breaks = 30", "agenda.breaks"),
        ('build = "partner"', 'build = "us"', "layers.build"),
    ],
)
def test_a_value_that_cannot_be_is_set_aside_alone_and_kept(
    whole: Session, old: str, new: str, key: str
) -> None:
    data = written(whole).replace(old.encode(), new.encode(), 1)
    opened = loads(data, PATH)
    (aside,) = opened.session.set_aside
    assert ".".join(aside.path).endswith(key)
    assert new.encode() in dumps(opened.session, NOW, "ana")


OLD = """\
schema = 2
id = "0198c0de-0000-7000-8000-000000000009"
title = "Before there were profiles"
created = 2026-11-23T09:00:00Z

[pack]
id = "ai-outsourcing"
version = "1.1.0"

[place]
step = "rules"
workload = "support-chatbot"

[workloads.support-chatbot]
name = "Customer support chatbot"
motives = [
    "talent-access",
]

[workloads.support-chatbot.layers]
build = "partner"

[workloads.support-chatbot.rules.core-logic]
answer = "no"

[workloads.support-chatbot.risks.model-drift]
side = "vendor"
owner = "Ana"

"""


def test_a_file_from_before_opens_without_a_word_and_stays_byte_for_byte() -> None:
    opened = loads(OLD.encode(), PATH)
    assert opened.notices == ()
    assert opened.session.left_out == ()
    saved = written(arrange(opened.session, CONTENT))
    assert saved.startswith(OLD.encode() + b"[saved]\n")


@pytest.mark.parametrize("name", ["four-workloads", "half-way", "twenty-four-workloads"])
def test_the_examples_are_written_as_they_were_read(name: str) -> None:
    path = shipped("sessions") / f"{name}.toml"
    opened = loads(path.read_bytes(), path)
    assert opened.notices == ()
    assert opened.saved_at is not None
    session = arrange(opened.session, CONTENT)
    assert dumps(session, opened.saved_at, opened.saved_by or "") == path.read_bytes()
