"""Ready to sign: derived from the answers, and each check leads to the place that says so."""

from datetime import date
from typing import Any

import pytest

from fouraxis.content.models import Content
from fouraxis.content.terms import READY_CHECKS
from fouraxis.report.summary import summarise
from fouraxis.workshop import assess, edit, questions
from fouraxis.workshop.actions import actions
from fouraxis.workshop.matters import (
    Ready,
    matters,
    missing,
    place_of,
    ready as count,
    ready_to_sign,
    signing,
)
from fouraxis.workshop.question import PROGRAMME
from fouraxis.workshop.session import Disqualified, Session
from tests.workshop.settled import answered, placed


def checks(session: Session, content: Content) -> dict[str, Ready]:
    return {check.id: check for check in ready_to_sign(session, content, "chatbot")}


def states(session: Session, content: Content) -> dict[str, str]:
    return {key: check.state for key, check in checks(session, content).items()}


LEVEL = ("contract", "latency")
NOW = date(2026, 11, 28)


@pytest.fixture
def ready(session: Session, content: Content) -> Session:
    """A workload for which everything is settled."""
    session = placed(session, content, "low none high")
    session = answered(session, content, measurable_success="yes", structure="vendor-operated")
    for area in content.ownership.areas:
        session = edit.set_at(session, ("workloads", "chatbot", "ownership", area, "owner"), "Ana")
    session = answered(
        session,
        content,
        "brightworks",
        sprint_verdict="proceed",
        sprint_paid="yes",
        sprint_production_like_data="yes",
        sprint_evaluation_method="yes",
    )
    session = answered(session, content, fit_shared_responsibility="yes")
    for question in questions.of(session, content, "contract", PROGRAMME):
        if question.field == "answer":
            session = questions.answer(session, question, "agreed")
    session = edit.set_at(session, (*LEVEL, "target"), "200 ms")
    return edit.set_at(session, (*LEVEL, "measured_by"), "Ana")


def test_nothing_is_ready_at_the_start(session: Session, content: Content) -> None:
    checked = checks(session, content)
    assert tuple(checked) == READY_CHECKS
    assert set(states(session, content).values()) == {"open"}
    assert checked["placed"].place.item == "sensitivity"
    assert checked["operating-model"].place.item == "structure"
    assert (checked["support"].place.step, checked["support"].place.item) == (
        "contract",
        "contract.support",
    )


def test_everything_settled_is_ready(ready: Session, content: Content) -> None:
    assert set(states(ready, content).values()) == {"met"}


def outcome(session: Session, content: Content) -> tuple[int, int]:
    """How many checks are met, of how many."""
    signs = signing(session, content)["chatbot"]
    return signs.met, signs.asked


def test_ready_never_contradicts_what_comes_out(ready: Session, content: Content) -> None:
    decided = assess.decide(ready, content, "chatbot", "as-recommended", by="Ana")
    assert outcome(decided, content) == (7, 7)
    inside = answered(decided, content, sensitivity="high")  # the decision is overtaken
    assert outcome(inside, content) == (0, 0)
    elsewhere = answered(decided, content, maturity="emerging", certainty="medium")
    assert outcome(elsewhere, content)[1] == 7
    placed_ = checks(elsewhere, content)["placed"]
    assert (placed_.state, placed_.place.step) == ("open", "summary")
    assert missing(elsewhere, content, placed_) == "outdated"
    again = assess.decide(elsewhere, content, "chatbot", "as-recommended", by="Ana")
    assert checks(again, content)["placed"].state == "met"


def test_a_level_to_confirm_again_is_no_placement(ready: Session, content: Content) -> None:
    factors = {"sensitivity.ip-exposure": "low", "sensitivity.regulatory-exposure": "low"}
    session = answered(ready, content, **factors, **{"sensitivity.customer-decision-impact": "low"})
    assert checks(session, content)["placed"].state == "met"
    question = questions.find(session, content, "chatbot", "sensitivity.ip-exposure")
    session = questions.answer(session, question, "high")
    assert assess.assess(session, content).workloads["chatbot"].contradictions
    check = checks(session, content)["placed"]
    assert (check.state, check.place.item) == ("open", "sensitivity")


@pytest.mark.parametrize(
    ("asked", "value", "check"),
    [
        ("chatbot certainty", "unknown", "placed"),
        ("brightworks sprint.verdict", "not-run", "calibration-sprint"),
        ("brightworks sprint.verdict", "stop", "calibration-sprint"),
        ("brightworks sprint.verdict", None, "calibration-sprint"),
        ("brightworks sprint.paid", "no", "calibration-sprint"),
        ("brightworks sprint.paid", "unknown", "calibration-sprint"),
        ("brightworks sprint.paid", None, "calibration-sprint"),
        ("brightworks sprint.production-like-data", None, "calibration-sprint"),
        ("brightworks clean-data-demo", "yes", "calibration-sprint"),
        ("brightworks clean-data-demo", "yes", "evaluation-method"),
        ("brightworks sprint.evaluation-method", None, "evaluation-method"),
        ("chatbot contract.support", "open", "support"),
        ("chatbot fit.shared-responsibility", "no", "support"),
        ("chatbot fit.shared-responsibility", "unknown", "operating-model"),
        ("chatbot fit.shared-responsibility", None, "support"),
        ("chatbot contract.embeddings.owner", "vendor", "ip-and-portability"),
        ("brightworks sprint.production-like-data", "no", "calibration-sprint"),
        ("brightworks sprint.evaluation-method", "no", "evaluation-method"),
        ("chatbot certainty.measurable-success", "partly", "acceptance-criteria"),
        ("chatbot contract.embeddings", "open", "ip-and-portability"),
        ("chatbot contract.embeddings.owner", "open", "ip-and-portability"),
        ("chatbot contract.portability", "open", "ip-and-portability"),
        ("chatbot contract.support", "open", "support"),
        ("chatbot structure", "unknown", "operating-model"),
        ("chatbot cost-governance", None, "operating-model"),
    ],
)
def test_one_thing_missing_opens_its_check_and_leads_to_it(
    ready: Session, content: Content, asked: str, value: Any, check: str
) -> None:
    subject, item = asked.split()
    question = questions.find(ready, content, subject, item)
    checked = checks(questions.answer(ready, question, value), content)
    assert checked[check].state == "open"
    place = checked[check].place
    assert place.step == question.step
    assert place.item == question.item
    assert subject in (place.workload, place.vendor)


def test_a_high_certainty_that_was_set_at_once_says_that_success_can_be_measured(
    ready: Session, content: Content
) -> None:
    hurried = answered(ready, content, measurable_success=None)
    assert states(hurried, content)["acceptance-criteria"] == "met"
    doubtful = answered(hurried, content, certainty="medium")
    assert states(doubtful, content)["acceptance-criteria"] == "open"


def test_of_several_vendors_the_chosen_one_counts_and_no_other(
    ready: Session, content: Content
) -> None:
    session, second = edit.add_vendor(ready, "Nimbus", workloads=["chatbot"])
    assert states(session, content)["calibration-sprint"] == "open"
    for vendor, state in (("brightworks", "met"), (second, "open")):
        chosen = edit.choose_vendor(session, vendor, ["chatbot"])
        checked = checks(chosen, content)["calibration-sprint"]
        assert (checked.state, checked.place.vendor) == (state, vendor)
    path = ("vendors", "brightworks", "disqualified")
    gone = edit.set_at(session, path, Disqualified(reason="no evaluation"))
    assert states(gone, content)["calibration-sprint"] == "open"


def test_another_workload_s_sprint_counts_for_nothing(ready: Session, content: Content) -> None:
    session = edit.link_vendor(ready, "brightworks", "fraud-detection")
    sprint = session.vendors["brightworks"].sprints["chatbot"]
    path = ("vendors", "brightworks", "sprints")
    session = edit.set_at(session, (*path, "fraud-detection"), sprint)
    session = edit.set_at(session, (*path, "chatbot"), None)
    assert states(session, content)["calibration-sprint"] == "open"
    assert states(session, content)["evaluation-method"] == "open"


@pytest.mark.parametrize(("closed", "state"), [("no", "met"), ("yes", "open"), (None, "open")])
def test_conditions_have_to_be_closed(
    ready: Session, content: Content, closed: str | None, state: str
) -> None:
    session = answered(
        ready,
        content,
        "brightworks",
        sprint_verdict="proceed-with-conditions",
        sprint_conditions_open=closed,
    )
    assert states(session, content)["calibration-sprint"] == state


@pytest.mark.parametrize("weeks", [None, 0, 2, 4, 6, 104])
def test_how_long_the_sprint_takes_is_warned_about_and_no_reason_to_wait(
    ready: Session, content: Content, weeks: int | None
) -> None:
    path = ("vendors", "brightworks", "sprints", "chatbot", "weeks")
    session = edit.set_at(ready, path, weeks)
    assert states(session, content)["calibration-sprint"] == "met"


@pytest.mark.parametrize("claimed", ["paid", "production-like-data"])
def test_what_only_the_vendor_says_is_nothing_yet(
    ready: Session, content: Content, claimed: str
) -> None:
    path = ("vendors", "brightworks", "sprints", "chatbot", "claimed")
    session = edit.set_at(ready, path, (claimed,))
    assert states(session, content)["calibration-sprint"] == "open"


def test_a_note_answers_a_red_flag(ready: Session, content: Content) -> None:
    path = ("vendors", "brightworks", "red_flags", "clean-data-demo")
    session = edit.set_at(ready, (*path, "answer"), "yes")
    for note, state in (("", "open"), (" ", "open"), ("Repeated on our data.", "met")):
        noted = edit.set_at(session, (*path, "note"), note)
        assert states(noted, content)["calibration-sprint"] == state
        assert states(noted, content)["evaluation-method"] == state


@pytest.mark.parametrize("field", ["target", "measured_by"])
@pytest.mark.parametrize("value", ["", "unknown", " "])
def test_a_service_level_that_nobody_measures_is_none(
    ready: Session, content: Content, field: str, value: str
) -> None:
    session = edit.set_at(ready, (*LEVEL, field), value)
    assert states(session, content)["support"] == "open"


def test_what_is_the_vendor_s_takes_a_licence_in_writing(ready: Session, content: Content) -> None:
    question = questions.find(ready, content, "chatbot", "contract.embeddings.owner")
    session = questions.answer(ready, question, "vendor")
    assert states(session, content)["ip-and-portability"] == "open"
    session = questions.annotate(session, question, "Licence for ever, annex 3.")
    assert states(session, content)["ip-and-portability"] == "met"


def test_the_probe_is_far_from_ready(ready: Session, content: Content) -> None:
    """Unpaid, six weeks, three red flags, the vendor owns everything, nobody shares."""
    session = answered(ready, content, "brightworks", sprint_paid="no")
    for flag in ("clean-data-demo", "security-deferred", "contract-gaps"):
        path = ("vendors", "brightworks", "red_flags", flag, "answer")
        session = edit.set_at(session, path, "yes")
    path = ("vendors", "brightworks", "sprints", "chatbot", "weeks")
    session = edit.set_at(session, path, 6)
    session = answered(session, content, fit_shared_responsibility="no")
    for item in content.contract.groups["ip-ownership"].items:
        session = edit.set_at(
            session, ("workloads", "chatbot", "contract", item, "owner"), "vendor"
        )
    assert list(states(session, content).values()).count("met") <= 2


def test_nothing_is_signed_for_work_that_stays_inside(ready: Session, content: Content) -> None:
    inside = edit.decide(ready, "chatbot", "do-not-outsource", "override", reason="the board")
    assert set(states(inside, content).values()) == {"not-applicable"}


def test_a_part_that_is_left_out_is_not_checked(ready: Session, content: Content) -> None:
    without = edit.leave_out(edit.leave_out(ready, "contract"), "vendors")
    checked = states(without, content)
    assert checked["support"] == checked["calibration-sprint"] == "not-applicable"
    assert checked["placed"] == checked["operating-model"] == "met"


def test_advice_needs_no_sprint_and_no_support_before_it_is_signed(
    ready: Session, content: Content
) -> None:
    session = answered(ready, content, "brightworks", sprint_verdict="stop")
    advised = edit.set_at(session, ("workloads", "chatbot", "axes", "certainty", "level"), "low")
    states = {check.id: check.state for check in ready_to_sign(advised, content, "chatbot")}
    apart = [check for check, state in states.items() if state == "not-applicable"]
    assert apart == ["calibration-sprint", "evaluation-method", "support"]


def test_an_answer_has_only_what_it_touches_looked_at_anew(
    ready: Session, content: Content
) -> None:
    session, other = edit.add_workload(ready, "Other")
    before = signing(session, content)
    session = answered(session, content, maturity="emerging")
    after = signing(session, content)
    assert after[other] is before[other]
    assert after["chatbot"] is not before["chatbot"]
    session = answered(session, content, "brightworks", sprint_verdict="stop")
    assert signing(session, content)["chatbot"].open == after["chatbot"].open + 2
    assert signing(session, content)[other] is before[other]


def test_two_workloads_with_the_same_answers_lead_each_to_its_own_place(
    ready: Session, content: Content
) -> None:
    twins = {"chatbot": ready.workloads["chatbot"], "twin": ready.workloads["chatbot"]}
    checked = signing(ready.model_copy(update={"workloads": twins}), content)
    assert {check.place.workload for check in checked["chatbot"].checks} == {"chatbot"}
    assert {check.place.workload for check in checked["twin"].checks} == {"twin"}


def test_what_goes_outside_and_cannot_be_signed_is_a_matter_that_leads_to_its_first_open_check(
    ready: Session, content: Content
) -> None:
    assert count(ready, content) == (1, 1)
    assert "not-ready" not in {matter.kind for matter in matters(ready, content)}
    session = answered(ready, content, contract_support="open")
    assert count(session, content) == (0, 1)
    (matter,) = (matter for matter in matters(session, content) if matter.kind == "not-ready")
    place = place_of(session, content, "not-ready", matter.spots[0])
    assert (matter.total, place.step, place.item) == (1, "contract", "contract.support")


def test_what_stays_inside_or_has_no_model_yet_is_not_counted_among_what_is_signed(
    ready: Session, content: Content
) -> None:
    inside = edit.decide(ready, "chatbot", "do-not-outsource", "override", reason="the board")
    inside, _ = edit.add_workload(inside, "Nobody placed it")
    assert count(inside, content) == (0, 0)
    assert "not-ready" not in {matter.kind for matter in matters(inside, content)}


@pytest.mark.parametrize("value", ["no", "unknown", None])
def test_what_holds_up_a_check_from_another_part_is_said_wherever_it_is_listed(
    ready: Session, content: Content, value: str | None
) -> None:
    session = answered(ready, content, fit_shared_responsibility=value)
    waiting = [check for check in checks(session, content).values() if check.state == "open"]
    assert [check.id for check in waiting] == ["support", "operating-model"]
    assert all(check.held_up for check in waiting)
    why = {missing(session, content, check) for check in waiting}
    word = content.setup.answers[value].name if value else "not asked yet"
    assert why == {f"Shared responsibility: {word}"}
    (action,) = (each for each in actions(session, content, NOW) if each.kind == "ready")
    assert action.title == content.summary.actions["ready-shared"].text
    assert ("fit.shared-responsibility", *why) in {(g.id, g.text) for g in action.because}
    row = summarise(session, content, NOW).workloads[0]
    assert row.unmet() == row.unmet(whole=False) == [f"Support, Operating model ({why.pop()})"]


def test_every_open_check_says_what_it_waits_for(
    session: Session, ready: Session, content: Content
) -> None:
    for check in checks(session, content).values():
        assert missing(session, content, check)
    for check in checks(ready, content).values():
        assert missing(ready, content, check) == ""


def test_a_red_flag_that_holds_up_a_signature_is_one_action(
    ready: Session, content: Content
) -> None:
    session = answered(ready, content, "brightworks", clean_data_demo="yes")
    (action,) = (each for each in actions(session, content, NOW) if "clean-data-demo" in each.id)
    grounds = [ground.id for ground in action.because]
    assert grounds[1:] == ["ready.calibration-sprint", "ready.evaluation-method"]
    assert not [each for each in actions(session, content, NOW) if each.kind == "ready"]
