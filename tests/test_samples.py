"""The example sessions: whole, stable to the byte, and landing where they should."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.load import load, shipped
from fouraxis.content.models import Content
from fouraxis.content.terms import MODELS
from fouraxis.report.formats import report
from fouraxis.store.format import dumps
from fouraxis.store.read import Opened, read
from fouraxis.workshop.actions import actions
from fouraxis.workshop.assess import Assessment, assess
from fouraxis.workshop.catalogue import arrange, every_item
from fouraxis.workshop.drift import drift
from fouraxis.workshop.matters import ready_to_sign
from fouraxis.workshop.question import PROGRAMME
from fouraxis.workshop.questions import (
    WORKLOAD_STEPS,
    effective,
    find,
    of,
    of_session,
    of_step,
    state,
)
from fouraxis.workshop.session import Session
from tests.workshop.settled import in_force

NAMES = ("four-workloads", "half-way", "twenty-four-workloads")


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def path(name: str) -> Path:
    return shipped("sessions") / f"{name}.toml"


def opened(name: str) -> Opened:
    return read(path(name))


def assessed(name: str, content: Content) -> Assessment:
    return assess(opened(name).session, content)


def test_the_folder_holds_the_three_samples_and_nothing_else() -> None:
    assert sorted(file.name for file in shipped("sessions").iterdir()) == [
        f"{name}.toml" for name in NAMES
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_whole_and_needs_no_notice(name: str, content: Content) -> None:
    sample = opened(name)
    assert sample.notices == ()
    assert sample.session.set_aside == ()
    assert drift(sample.session, content) == ()


@pytest.mark.parametrize("name", NAMES)
def test_saving_a_sample_gives_the_same_bytes(name: str, content: Content) -> None:
    loaded = opened(name).loaded
    assert loaded.saved_at is not None
    assert loaded.saved_by is not None
    session = arrange(loaded.session, content)
    assert dumps(session, loaded.saved_at, loaded.saved_by) == path(name).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_plainly_fictional_and_holds_no_unknown_key(name: str) -> None:
    session = opened(name).session
    assert "(fictional)" in session.organisation
    assert all("(fictional)" in vendor.name for vendor in session.vendors.values())
    assert not _extras(session)


def _extras(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [key for below in node.values() for key in _extras(below)]
    if not hasattr(node, "model_extra"):
        return []
    below = [getattr(node, name) for name in type(node).model_fields]
    return [*(node.model_extra or {}), *(key for one in below for key in _extras(one))]


PUBLISHED = {
    "support-chatbot": ("full-outsourcing", (1,), ()),
    "fraud-detection": ("staff-augmentation", (7,), ()),
    "agent-workflow": ("advisory-only", (8,), ()),
    "claims-decisions": ("do-not-outsource", (5,), ("core-logic", "data-cannot-leave")),
}


def test_the_four_workloads_land_where_they_were_published(content: Content) -> None:
    found = assessed("four-workloads", content).workloads
    assert {
        key: (
            one.recommendation.lead,
            one.recommendation.basis.rows,
            one.recommendation.basis.rules,
        )
        for key, one in found.items()
    } == PUBLISHED


def test_the_four_workloads_are_complete_and_decided(content: Content) -> None:
    sample = opened("four-workloads").session
    found = assess(sample, content)
    for one in found.workloads.values():
        assert one.status == "final"
        assert one.decision_state == "agreed"
        assert one.unowned == ()
        for step in WORKLOAD_STEPS:
            asked = of(sample, content, step, one.workload_id)
            assert all(state(sample, q) != "open" for q in asked if q.counts), step
        for step in ("axes", "rules", "conditions", "drivers", "ownership"):
            progress = of_step(sample, content, step, one.workload_id)
            assert progress.total == progress.answered + progress.not_applicable
        assert one.workload.decision is not None
        assert one.workload.decision.by
    assert found.programme.hybrid


def test_what_nobody_has_settled_yet_is_a_handful_and_has_a_note(content: Content) -> None:
    """A sample without anything open would show nobody what open looks like."""
    sample = opened("four-workloads").session
    left = [
        question
        for workload in sample.workloads
        for step in WORKLOAD_STEPS
        for question in of(sample, content, step, workload)
        if question.counts and state(sample, question) == "unknown"
    ]
    assert {question.item for question in left} == {
        "layer.deploy-and-operate",
        "risk.model-drift",
        "contract.knowledge-transfer",
    }


def test_the_samples_answer_every_item_of_the_content_at_least_once(content: Content) -> None:
    answered = [
        (question, effective(session, question))
        for session in (opened(name).session for name in NAMES)
        for subject, steps in _subjects(session)
        for step in steps
        for question in of(session, content, step, subject)
        if effective(session, question) not in (None, "")
    ]
    assert {question.step for question, _ in answered} == {*WORKLOAD_STEPS, "vendors"}
    given = {value for _, value in answered}.union(
        *((*question.path, *question.item.split(".")) for question, _ in answered)
    )
    derived = {rule.id for rule in content.rules.rules.values() if not rule.asked}
    asked = (item for item in every_item(content) if item.item.retired is None)
    assert [item.key for item in asked if item.item.id not in given | derived] == []


def _subjects(session: Session) -> list[tuple[str, tuple[Any, ...]]]:
    return [
        *((workload, WORKLOAD_STEPS) for workload in session.workloads),
        *((vendor, ("vendors",)) for vendor in session.vendors),
        (PROGRAMME, ("contract",)),
    ]


def test_the_contract_is_agreed_once_and_a_workload_differs(content: Content) -> None:
    session = opened("four-workloads").session
    assert session.contract["evaluation-cadence"].target == "at least every quarter"
    inherited, whole = in_force(session, "agent-workflow", "source-code")
    assert (inherited.answer, inherited.owner, whole) == ("agreed", "enterprise", True)
    own, whole = in_force(session, "support-chatbot", "evaluation-cadence")
    assert (own.answer, own.target, whole) == ("agreed", "every week", False)
    assert in_force(session, "support-chatbot", "embeddings")[0].owner == "vendor"


def test_advice_has_a_hand_off_and_what_stays_inside_a_builder() -> None:
    workloads = opened("four-workloads").session.workloads
    assert workloads["agent-workflow"].handoff.owner
    builder = workloads["claims-decisions"].builder
    assert builder.owner
    assert builder.by_when


def test_one_workload_is_ready_to_sign_and_what_stays_inside_has_nothing_to_sign(
    content: Content,
) -> None:
    session = opened("four-workloads").session
    states = {
        workload: {one.id: one.state for one in ready_to_sign(session, content, workload)}
        for workload in session.workloads
    }
    assert set(states["support-chatbot"].values()) == {"met"}
    assert "open" in states["fraud-detection"].values()
    assert set(states["claims-decisions"].values()) == {"not-applicable"}


def test_a_strictly_governed_workload_has_its_checklist_answered(content: Content) -> None:
    session = opened("twenty-four-workloads").session
    answers = session.workloads["credit-check"].governance
    assert set(answers) == set(content.matrix.governance)
    warnings = assessed("twenty-four-workloads", content).workloads["credit-check"]
    assert any("Strict governance" in text for text in warnings.recommendation.warnings)


def test_what_is_to_be_done_stands_in_the_register_and_in_no_note(content: Content) -> None:
    """With owners and days; one is left without, one is carried out, one is dropped."""
    session = opened("four-workloads").session
    every = actions(session, content, date(2026, 11, 23))
    agreed = [action for action in every if action.open and action.owner and action.due]
    assert len(agreed) >= 12
    assert any(action.open and not action.owner for action in every)
    assert {action.state for action in every} == {"open", "done", "dropped"}
    assert any(action.kind == "own" for action in every)
    assert any(action.kind == "legal" for action in agreed)
    for name in NAMES:
        for line in path(name).read_text("utf-8").splitlines():
            if line.startswith(("note = ", "evidence = ", "reason = ")):
                assert not BY_A_DAY.search(line), line


BY_A_DAY = re.compile(r"\b(by|until|on) (\w+day\b|\d+ (Nov|Dec|Jan|Feb)\w+ ?202[67])|\basks again")


def test_what_may_not_go_outside_yet_says_who_brings_it_back_and_when(content: Content) -> None:
    found = assessed("twenty-four-workloads", content).workloads
    waiting = {key: one for key, one in found.items() if one.recommendation.not_yet}
    assert set(waiting) == {"technician-search", "hardship-decisions", "site-access"}
    for one in waiting.values():
        assert one.workload.reentry.owner
        assert one.workload.reentry.revisit
    grounds = {why.id for one in waiting.values() for why in one.recommendation.reentry}
    assert grounds == {"team-emerging", "criteria-written", "legal-clearance"}
    conditions = [answer for one in found.values() for answer in one.workload.conditions.values()]
    assert {answer.answer for answer in conditions} == {"yes", "no", "unknown"}


def test_of_the_two_vendors_one_has_red_flags_and_an_unfit_sprint(content: Content) -> None:
    vendors = assessed("four-workloads", content).vendors
    good, bad = vendors["brightworks"], vendors["hollow-pine"]
    assert (good.red_flags, dict(good.odd_sprints)) == ((), {})
    assert len(bad.red_flags) == 4
    assert bad.marks["red-flag"] == 3
    assert bad.odd_sprints


def test_the_summary_gives_the_published_answers_with_their_reasons(content: Content) -> None:
    session = opened("four-workloads").session
    text = report(session, content, "table")
    cells = " ".join(text.split())  # a name may go on in the next line of its column
    for words in ("Full outsourcing matrix row 1", "Staff augmentation matrix row 7"):
        assert words in cells
    assert "Row 8: " in text
    assert "matrix row 5 +" in text
    found = json.loads(report(session, content, "json"))
    leads = {one["id"]: one["recommendation"]["lead"] for one in found["workloads"]}
    assert leads == {key: lead for key, (lead, *_) in PUBLISHED.items()}


def test_half_way_resumes_in_the_middle_of_a_question(content: Content) -> None:
    session = opened("half-way").session
    place = session.place
    assert place.workload is not None
    assert place.item is not None
    assert find(session, content, place.workload, place.item).step == place.step
    progress = of_session(session, content)
    assert progress.unknown
    assert progress.parked
    assert progress.open
    assert progress.answered


def test_the_twenty_four_show_every_kind_of_outcome(content: Content) -> None:
    found = assessed("twenty-four-workloads", content).workloads
    assert len(found) == 24
    outcomes = [one.recommendation for one in found.values()]
    assert {outcome.lead for outcome in outcomes} == {*MODELS, None}
    assert {outcome.basis.kind for outcome in outcomes} == {"published", "interpretation", "rule"}
    assert {row for outcome in outcomes for row in outcome.basis.rows} == set(range(1, 9))
    assert any(outcome.strict_governance for outcome in outcomes)
    assert {one.status for one in found.values()} == {
        "not-placed",
        "provisional",
        "to-confirm",
        "final",
    }
    assert {one.decision_state for one in found.values()} == {
        "none",
        "agreed",
        "alternative",
        "override",
        "outdated",
    }
    unknown = [one for one in found.values() if "unknown" in _levels(one.placement)]
    assert {one.recommendation.provisional for one in unknown} == {True, False}


def _levels(placement: Any) -> set[str | None]:
    return {placement.sensitivity, placement.maturity, placement.certainty, placement.readiness}
