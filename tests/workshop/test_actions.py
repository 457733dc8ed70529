"""The register of actions follows from the answers; what the room settled on it outlives that."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.content.terms import DELIVERED, LEVELS, MODELS, STAGES, Model
from fouraxis.decision.recommendation import stage_steps
from fouraxis.store.merge import merge
from fouraxis.store.read import read
from fouraxis.workshop import edit, questions
from fouraxis.workshop.actions import (
    Action,
    actions,
    agree,
    annotate,
    assign,
    conclude,
    due,
    reword,
    schedule,
)
from fouraxis.workshop.assess import assess, decide
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.history import History
from fouraxis.workshop.matters import signing
from fouraxis.workshop.session import AxisAnswer, Disqualified, RuleAnswer, Session
from fouraxis.workshop.text import EditError
from tests.examples import examples
from tests.workshop.sessions import CONTENT, START, answered, asked, sessions

NOW = date(2026, 11, 27)
RULES = ("core-logic", "data-cannot-leave", "undefined-success")
WORK = ("workloads", "chatbot")


def listed(session: Session) -> dict[str, Action]:
    """The register by id, in its order."""
    return {action.id: action for action in actions(session, CONTENT, NOW)}


def open_about(session: Session, workload: str = "chatbot") -> set[str]:
    """What is open about a workload: kind and item."""
    about = [action for action in listed(session).values() if action.workload == workload]
    return {action.id.removeprefix(f"workload.{workload}.") for action in about if action.open}


def at(session: Session, sensitivity: str, maturity: str, certainty: str, stage: str) -> Session:
    """The chatbot placed there, with no rule against it."""
    levels = {
        "sensitivity": sensitivity,
        "maturity": maturity,
        "certainty": certainty,
        "readiness": stage,
    }
    for axis, level in levels.items():
        session = set_at(session, (*WORK, "axes", axis, "level"), level)
    for rule in RULES:
        session = set_at(session, (*WORK, "rules", rule, "answer"), "no")
    return session


@pytest.fixture
def placed(session: Session) -> Session:
    """The chatbot goes to a partner as a whole; nothing else is answered."""
    return at(session, "low", "none", "high", "poc")


# -- what it comes from


def test_a_rule_that_holds_calls_for_its_way_out(placed: Session, content: Content) -> None:
    core = set_at(placed, (*WORK, "rules", "core-logic", "answer"), "yes")
    action = listed(core)["workload.chatbot.rule.core-logic"]
    assert action.title == content.rules.rules["core-logic"].way_out
    assert [ground.id for ground in action.because] == ["rule.core-logic"]
    assert action.decides == "model"
    assert action.place == edit.go(core, "rules", workload="chatbot", item="core-logic").place


def test_what_brings_a_workload_back_is_one_action_with_the_rule(placed: Session) -> None:
    undefined = set_at(placed, (*WORK, "rules", "undefined-success", "answer"), "yes")
    action = listed(undefined)["workload.chatbot.rule.undefined-success"]
    assert [ground.id for ground in action.because][:2] == [
        "rule.undefined-success",
        "reentry.criteria-written",
    ]
    undefined = set_at(undefined, (*WORK, "reentry", "owner"), "Ana")
    undefined = set_at(undefined, (*WORK, "reentry", "revisit"), date(2027, 1, 11))
    action = listed(undefined)[action.id]
    assert (action.owner, action.due) == ("Ana", date(2027, 1, 11))
    other = assign(undefined, action.id, "Otis")
    assert listed(other)[action.id].owner == "Otis"


def test_the_way_back_is_asked_of_what_may_not_go_outside_yet(placed: Session) -> None:
    def way_back(session: Session) -> list[str]:
        every = questions.of(session, CONTENT, "rules", "chatbot")
        return [question.item for question in every if question.item.startswith("reentry.")]

    assert way_back(placed) == []
    undefined = set_at(placed, (*WORK, "rules", "undefined-success", "answer"), "yes")
    assert way_back(undefined) == ["reentry.owner", "reentry.revisit"]
    owner, revisit = (
        questions.find(undefined, CONTENT, "chatbot", it) for it in way_back(undefined)
    )
    back = questions.answer(questions.answer(undefined, owner, "Ana"), revisit, NOW)
    assert [action.owner for action in due(back, CONTENT, NOW)] == ["Ana"]
    overruled = edit.decide(back, "chatbot", "full-outsourcing", "override", reason="so be it")
    assert way_back(overruled) == []


@pytest.mark.parametrize("answer", ["unknown", None])
def test_every_question_that_decides_is_somebodys_to_find_out(
    placed: Session, answer: str | None
) -> None:
    for axis in ("sensitivity", "maturity", "certainty", "readiness"):
        placed = set_at(placed, (*WORK, "axes", axis, "level"), answer)
    deciding = assess(placed, CONTENT).workloads["chatbot"].recommendation.deciding
    assert {f"unknown.{question}" for question in deciding} <= open_about(placed)


def test_who_finds_out_what_is_parked_has_to_do_it_unless_the_room_names_another(
    placed: Session,
) -> None:
    action_id = "workload.chatbot.unknown.data-cannot-leave"
    unasked = set_at(placed, (*WORK, "rules", "data-cannot-leave", "answer"), None)
    question = questions.find(unasked, CONTENT, "chatbot", "data-cannot-leave")
    put_off = questions.park(unasked, question, why="legal asks", finder="Bo Example")

    def owner_and_why(session: Session) -> tuple[str, str]:
        action = listed(session)[action_id]
        return action.owner, action.because[0].text

    assert owner_and_why(unasked) == ("", "not asked yet")
    assert owner_and_why(put_off) == ("Bo Example", "parked")
    named = assign(put_off, action_id, "Cy Example")
    assert owner_and_why(named) == ("Cy Example", "parked")
    assert owner_and_why(questions.park(put_off, question, False)) == ("", "not asked yet")


def test_a_condition_is_called_for_where_it_is_answered_no_or_unknown(placed: Session) -> None:
    condition = next(iter(CONTENT.matrix.models["full-outsourcing"].conditions))
    path = (*WORK, "conditions", condition, "answer")
    for answer, there in (("no", True), ("unknown", True), ("yes", False), (None, False)):
        here = open_about(set_at(placed, path, answer))
        assert (f"condition.{condition}" in here) is there, answer


def test_strict_governance_is_called_for_item_by_item(session: Session) -> None:
    strict = at(session, "high", "emerging", "high", "poc")
    item = next(iter(CONTENT.matrix.governance))
    for answer, there in (("no", True), ("unknown", True), ("yes", False)):
        here = open_about(set_at(strict, (*WORK, "governance", item, "answer"), answer))
        assert (f"governance.{item}" in here) is there, answer


def test_an_open_contract_item_is_called_for_where_the_model_or_the_stage_presses_it(
    placed: Session,
) -> None:
    assert "contract.portability" in open_about(placed)
    assert "contract.accuracy-threshold" not in open_about(placed)
    agreed = set_at(placed, (*WORK, "contract", "portability", "answer"), "agreed")
    assert "contract.portability" not in open_about(agreed)
    scaled = at(placed, "low", "none", "high", "scaled")
    assert "contract.accuracy-threshold" in open_about(scaled)


def test_a_risk_is_called_for_until_it_has_a_side_and_ours_a_name(placed: Session) -> None:
    for side, owner, there in (
        ("unassigned", None, True),
        ("vendor", None, False),
        ("enterprise", None, True),
        ("both", "unknown", True),
        ("enterprise", "Ana", False),
    ):
        here = set_at(placed, (*WORK, "risks", "model-drift", "side"), side)
        here = set_at(here, (*WORK, "risks", "model-drift", "owner"), owner)
        assert ("risk.model-drift" in open_about(here)) is there, (side, owner)


def test_an_area_is_called_for_until_somebody_owns_it(placed: Session) -> None:
    area = next(iter(CONTENT.ownership.areas))
    assert f"area.{area}" in open_about(placed)
    owned = set_at(placed, (*WORK, "ownership", area, "owner"), "Ana")
    assert f"area.{area}" not in open_about(owned)


def test_each_check_before_signing_that_is_not_met_is_called_for(placed: Session) -> None:
    grounds = {g.id for action in listed(placed).values() for g in action.because}
    still = [c.id for c in signing(placed, CONTENT)["chatbot"].checks if c.state == "open"]
    assert still
    assert {f"ready.{check}" for check in still} <= grounds


def test_portability_is_asked_for_once_beside_who_owns_what_is_made(placed: Session) -> None:
    here = listed(placed)
    assert here["workload.chatbot.ready.ip-and-portability"].title == (
        CONTENT.summary.actions["ready-ownership"].text
    )
    assert sum("ortability" in action.title for action in here.values()) == 1
    for item in CONTENT.contract.groups["ip-ownership"].items:
        placed = set_at(placed, (*WORK, "contract", item, "answer"), "agreed")
    grounds = [g.id for g in listed(placed)["workload.chatbot.contract.portability"].because]
    assert "ready.ip-and-portability" in grounds


def test_a_red_flag_is_called_for_until_it_is_answered_or_the_vendor_is_out(
    placed: Session,
) -> None:
    flag = next(iter(CONTENT.vendors.red_flags))
    action = f"vendor.brightworks.red-flag.{flag}"
    path = ("vendors", "brightworks", "red_flags", flag)
    heard = set_at(placed, (*path, "answer"), "yes")
    assert listed(heard)[action].vendor == "brightworks"
    assert action not in listed(set_at(heard, (*path, "note"), "They showed it on Tuesday."))
    stopped = ("vendors", "brightworks", "sprints", "chatbot", "verdict")
    assert action not in listed(set_at(heard, stopped, "stop"))
    out = heard.vendors["brightworks"].model_copy(update={"disqualified": Disqualified()})
    assert action not in listed(heard.model_copy(update={"vendors": {"brightworks": out}}))
    elsewhere, other = edit.add_vendor(heard, "Other", workloads=["chatbot"])
    elsewhere = set_at(elsewhere, (*WORK, "chosen_vendor"), other)
    assert action not in listed(elsewhere)
    inside = set_at(heard, (*WORK, "rules", "core-logic", "answer"), "yes")
    assert action not in listed(inside)
    assert action not in listed(edit.leave_out(heard, "vendors"))


def test_a_decision_is_called_for_until_it_is_made(placed: Session) -> None:
    assert "decision.decide" in open_about(placed)
    decided = edit.decide(placed, "chatbot", "full-outsourcing", "as-recommended")
    assert "decision.decide" not in open_about(decided)


@pytest.mark.parametrize(
    ("level", "reviewed", "called"),
    [
        ("low", None, False),
        ("medium", None, True),
        ("high", None, True),
        ("medium", "no", True),
        ("medium", "unknown", True),
        ("medium", "yes", False),
        ("low", "no", True),
        ("low", "yes", False),
    ],
)
def test_legal_reviews_it_before_anybody_develops(
    session: Session, level: str, reviewed: str | None, called: bool
) -> None:
    here = at(session, level, "mature", "high", "poc")
    here = set_at(here, (*WORK, "legal", "reviewed"), reviewed)
    assert ("legal.review" in open_about(here)) is called


def test_the_legal_review_has_the_owner_and_the_date_of_the_rules_page(placed: Session) -> None:
    key = "workload.chatbot.legal.review"
    assert key not in listed(placed)
    touched = set_at(placed, (*WORK, "ai_act", "education", "answer"), "yes")
    touched = set_at(touched, (*WORK, "legal", "owner"), "Ana")
    touched = set_at(touched, (*WORK, "legal", "date"), NOW)
    action = listed(touched)[key]
    assert (action.owner, action.due, action.place.item) == ("Ana", NOW, "legal.reviewed")
    assert [due_now.id for due_now in due(touched, CONTENT, NOW)] == [key]
    assert listed(assign(touched, key, "Otis"))[key].owner == "Otis"
    assert due(set_at(touched, (*WORK, "legal", "reviewed"), "yes"), CONTENT, NOW) == ()


OF_A_PARTNER = re.compile(r"sprint|service level|vendor", re.IGNORECASE)


def test_nothing_is_called_for_that_the_leading_model_has_not(session: Session) -> None:
    """Over all 27 cells, 4 stages and 8 answers to the rules: 864 placements."""
    work = session.workloads["chatbot"]
    for levels in product(*LEVELS.values()):
        axes = {axis: AxisAnswer(level=level) for axis, level in zip(LEVELS, levels, strict=True)}
        for given_rules in product(("no", "yes"), repeat=3):
            rules = {
                rule: RuleAnswer(answer=answer)
                for rule, answer in zip(RULES, given_rules, strict=True)
            }
            node = work.model_copy(update={"axes": axes, "rules": rules})
            here = session.model_copy(update={"workloads": {"chatbot": node}, "vendors": {}})
            lead = assess(here, CONTENT).workloads["chatbot"].recommendation.lead
            about = actions(here, CONTENT, NOW)
            assert about
            if lead not in DELIVERED:
                assert of_a_partner(about) == [], (levels, lead)


def test_what_is_to_be_found_out_is_called_so_that_no_answer_denies_it(placed: Session) -> None:
    here = set_at(placed, (*WORK, "rules", "undefined-success", "answer"), None)
    action = listed(here)["workload.chatbot.unknown.undefined-success"]
    assert action.title == "Find out: whether success is defined. It decides the model."
    assert action.because[0].text == "not asked yet"


def of_a_partner(about: Iterable[Action]) -> list[str]:
    """What of these actions, or of their grounds, speaks of what only a partner has."""
    words = [a.title for a in about if a.kind not in ("risk", "area")]
    words += [f"{g.id} {g.text}" for a in about for g in a.because]
    return [text for text in words if OF_A_PARTNER.search(text)]


@pytest.mark.parametrize("model", [model for model in MODELS if model not in DELIVERED])
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("value", ["no", "unknown", "not-applicable"])
def test_whatever_is_answered_otherwise_it_calls_for_nothing_that_the_model_has_not(
    session: Session, model: Model, stage: str, value: str
) -> None:
    here = at(session, "high", "emerging", "high", stage)
    here = edit.decide(here, "chatbot", model, "override", reason="so be it")
    for step in ("profile", "conditions", "risks", "contract", "ownership", "drivers"):
        for question in questions.of(here, CONTENT, step, "chatbot"):
            if value in question.allowed:
                here = questions.answer(here, question, value)
    about = [action for action in listed(here).values() if action.workload == "chatbot"]
    assert about
    assert of_a_partner(about) == []


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("stage", STAGES)
def test_the_stage_calls_for_what_the_decided_model_has(
    session: Session, model: Model, stage: str
) -> None:
    here = at(session, "medium", "mature", "high", stage)
    here = decide(here, CONTENT, "chatbot", model, reason="so be it")
    grounds = {ground.id for action in listed(here).values() for ground in action.because}
    about = {ground.removeprefix("stage.") for ground in grounds if ground.startswith("stage.")}
    steps = {step.id for step in stage_steps(CONTENT, stage, model)}
    assert about <= steps
    assert about or stage == "post-launch"
    assert ("calibration-sprint" in about) is (stage == "poc" and model in DELIVERED)
    delivered = model in ("full-outsourcing", "co-build-squad")
    assert ("portability-trial" in about) is (stage == "scaled" and delivered)


def test_portability_is_tried_only_where_there_is_something_to_port(session: Session) -> None:
    scaled = at(session, "low", "none", "high", "scaled")
    assert "stage.portability-trial" in open_about(scaled)
    path = (*WORK, "contract", "portability", "answer")
    assert "stage.portability-trial" not in open_about(set_at(scaled, path, "not-applicable"))


CHOSEN = ("vendors", "brightworks", "sprints", "chatbot")
SLAS = tuple(CONTENT.contract.groups["slas"].items)


def title(session: Session, what: str) -> str:
    """What is to be done about the chatbot, in words; nothing where it is not."""
    action = listed(session).get(f"workload.chatbot.{what}")
    return action.title if action is not None else ""


def test_service_levels_are_asked_for_as_far_as_they_are_missing(session: Session) -> None:
    pilot = at(session, "low", "none", "high", "pilot")
    scaled = at(session, "low", "none", "high", "scaled")
    assert title(pilot, "stage.service-levels") == "Draft the service levels."
    first, *rest = SLAS
    names = ", ".join(CONTENT.contract.groups["slas"].items[key].name for key in rest)
    for here, field, what, words in (
        (pilot, "target", "stage.service-levels", "Set a target for these service levels, too"),
        (scaled, "measured_by", "stage.service-levels-measured", "Name who measures these"),
    ):
        begun = set_at(here, (*WORK, "contract", first, field), "98 %")
        assert title(begun, what).startswith(words)
        assert title(begun, what).endswith(f": {names}.")
        for key in rest:
            begun = set_at(begun, (*WORK, "contract", key, field), "98 %")
        assert title(begun, what) == ""
    none = pilot
    for key in SLAS:
        none = set_at(none, (*WORK, "contract", key, "answer"), "not-applicable")
    assert title(none, "stage.service-levels") == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Run a paid calibration sprint on production-like data."),
        ({"paid": "no", "verdict": "proceed"}, "Run a paid calibration sprint"),
        ({"outputs.working-artifact": "yes", "paid": "yes"}, "Say how the calibration sprint"),
        ({"verdict": "proceed-with-conditions", "conditions_open": "yes"}, "Close the conditions"),
        ({"verdict": "stop", "paid": "yes"}, "Choose another vendor"),
        ({"verdict": "proceed", "paid": "yes", "claimed": ("paid",)}, "Check what the vendor says"),
    ],
)
def test_of_a_sprint_what_is_missing_is_asked_for(
    placed: Session, given: dict[str, Any], words: str
) -> None:
    for key, value in given.items():
        placed = set_at(placed, (*CHOSEN, *key.split(".")), value)
    assert title(placed, "ready.calibration-sprint").startswith(words)
    stopped = given.get("verdict") == "stop"
    assert (title(placed, "ready.evaluation-method") == "") is stopped


def test_without_a_vendor_one_is_to_be_found_or_chosen(placed: Session) -> None:
    nobody = edit.delete_vendor(placed, "brightworks")
    assert title(nobody, "ready.calibration-sprint").startswith("Find a vendor")
    several, _ = edit.add_vendor(placed, "Pine", workloads=["chatbot"])
    assert title(several, "ready.calibration-sprint").endswith("in the running, and choose one.")


def test_of_support_and_success_what_is_missing_is_asked_for(placed: Session) -> None:
    assert title(placed, "ready.support") == "Agree on support."
    agreed = set_at(placed, (*WORK, "fit", "shared-responsibility", "answer"), "yes")
    agreed = set_at(agreed, (*WORK, "contract", "support", "answer"), "agreed")
    assert title(agreed, "ready.support").startswith("Agree on a service level at least")
    undefined = set_at(placed, (*WORK, "rules", "undefined-success", "answer"), "unknown")
    assert "ready.acceptance-criteria" not in open_about(undefined)  # found out first
    path = (*WORK, "axes", "certainty", "factors", "measurable-success", "level")
    assert title(set_at(placed, path, "partly"), "ready.acceptance-criteria") == (
        "Make sure that success can be measured."
    )


def test_of_ownership_what_is_missing_is_asked_for(session: Session) -> None:
    here = at(session, "medium", "emerging", "high", "poc")  # co-build: portability is not pressed
    what = "ready.ip-and-portability"
    assert title(here, what) == "Agree on ownership and portability."
    portable = set_at(here, (*WORK, "contract", "portability", "answer"), "agreed")
    assert title(portable, what) == "Agree on who owns what is made."
    for key in CONTENT.contract.groups["ip-ownership"].items:
        here = set_at(here, (*WORK, "contract", key, "answer"), "agreed")
    assert title(here, what) == "Agree that what is built comes in a portable format."
    theirs = set_at(here, (*WORK, "contract", "embeddings", "owner"), "vendor")
    assert title(theirs, what).endswith("what stays the vendor's: Embeddings.")


@pytest.mark.parametrize(("stage", "step"), [("post-launch", "cost"), ("pilot", "evaluations")])
def test_a_step_of_a_stage_goes_once_the_session_says_it(
    session: Session, stage: str, step: str
) -> None:
    here = at(session, "low", "none", "high", stage)
    if step == "cost":
        assert f"stage.{step}" not in open_about(here)  # who governs it is an area's action
        assert "area.cost-governance" in open_about(here)
        return
    assert f"stage.{step}" in open_about(here)
    path = (*WORK, "contract", "maintained-evaluation-suite", "answer")
    assert f"stage.{step}" not in open_about(set_at(here, path, "agreed"))


def test_success_that_is_defined_is_not_asked_for_inside_either(session: Session) -> None:
    here = at(session, "high", "none", "high", "pilot")
    assert "stage.acceptance-criteria" not in open_about(here)
    path = (*WORK, "rules", "undefined-success", "answer")
    assert "stage.acceptance-criteria" in open_about(set_at(here, path, "yes"))


def test_what_a_decision_called_for_goes_where_the_decision_is_overtaken(placed: Session) -> None:
    decided = edit.decide(placed, "chatbot", "full-outsourcing", "as-recommended")
    assert "ready.support" in open_about(decided)
    now = set_at(decided, (*WORK, "axes", "sensitivity", "level"), "high")
    about = open_about(now)
    assert {"decision.decide", "rule.high-sensitivity-without-maturity"} <= about
    assert not {key for key in about if key.startswith(("ready.", "contract."))}


# -- what the room settles on it


def test_owner_day_and_state_belong_to_the_id_and_come_back_with_it(placed: Session) -> None:
    key = "workload.chatbot.contract.portability"
    here = schedule(assign(placed, key, "Ana"), key, date(2026, 12, 18))
    agreed = set_at(here, (*WORK, "contract", "portability", "answer"), "agreed")
    assert key not in listed(agreed)
    again = listed(set_at(agreed, (*WORK, "contract", "portability", "answer"), None))[key]
    assert (again.owner, again.due, again.state) == ("Ana", date(2026, 12, 18), "open")


def test_dropping_needs_a_reason_and_done_can_be_open_again(placed: Session) -> None:
    key = "workload.chatbot.area.documentation"
    with pytest.raises(EditError):
        conclude(placed, key, "dropped", "  ")
    dropped = conclude(placed, key, "dropped", "The vendor keeps it.")
    assert (listed(dropped)[key].state, listed(dropped)[key].reason) == (
        "dropped",
        "The vendor keeps it.",
    )
    done = conclude(dropped, key, "done")
    assert (listed(done)[key].state, listed(done)[key].reason) == ("done", "")
    assert conclude(done, key, "open") == placed


def test_the_room_agrees_on_actions_of_its_own(placed: Session) -> None:
    here, key = agree(placed, "Book the room for the sprint", "chatbot")
    here, other = agree(here, "Book the room for the sprint")
    assert key != other
    action = listed(here)[key]
    assert (action.title, action.workload, action.kind) == (
        "Book the room for the sprint",
        "chatbot",
        "own",
    )
    assert listed(reword(here, key, "Book it"))[key].title == "Book it"
    assert key not in listed(reword(here, key, " "))
    for title, workload in (("  ", None), ("x", "nobody")):
        with pytest.raises(EditError):
            agree(here, title, workload)
    with pytest.raises(EditError):
        reword(here, "workload.chatbot.area.documentation", "Mine")


def test_overdue_comes_first_then_what_decides_most_and_settled_last(placed: Session) -> None:
    area = "workload.chatbot.area.documentation"
    flag = next(iter(CONTENT.vendors.red_flags))
    here = set_at(placed, ("vendors", "brightworks", "red_flags", flag, "answer"), "yes")
    here = schedule(here, area, date(2026, 11, 26))
    here = conclude(here, "workload.chatbot.decision.decide", "done")
    order = list(listed(here).values())
    assert order[0].id == area
    assert order[-1].id == "workload.chatbot.decision.decide"
    weights = [("model", "fit", "room", "signature", "operation").index(a.decides) for a in order]
    assert weights[1:-1] == sorted(weights[1:-1])
    assert [action.id for action in due(here, CONTENT, NOW)] == [area]
    assert due(conclude(here, area, "done"), CONTENT, NOW) == ()
    assert due(here, CONTENT, date(2026, 11, 25)) == ()


def test_a_note_stays_with_its_action(placed: Session) -> None:
    key = "workload.chatbot.area.documentation"
    assert listed(annotate(placed, key, "ask Otis"))[key].note == "ask Otis"


# -- what always holds


@examples(40)
@given(session=sessions())
def test_every_action_has_its_ground_its_place_and_an_id_of_its_own(session: Session) -> None:
    every = actions(session, CONTENT, NOW)
    assert len({action.id for action in every}) == len(every)
    for action in every:
        assert action.title
        assert action.because
        assert all(ground.id and ground.text for ground in action.because)
        place = action.place
        edit.go(session, place.step, workload=place.workload, vendor=place.vendor, item=place.item)
        if action.kind != "own":
            assign(session, action.id, "Ana")  # any id can be kept


def settling(session: Session, action: Action, data: st.DataObject) -> Session:
    """The session with another answer where the action is settled, as far as there is one."""
    place, subject = action.place, action.vendor or action.workload
    if subject is None or place.item is None:
        return data.draw(answered(session))
    found = [q for q in questions.every(session, CONTENT, subject) if q.item == place.item]
    if not found:
        return data.draw(answered(session))
    question = found[0]
    if question.kind != "choice":
        return questions.answer(session, question, NOW if question.kind == "date" else "Ana")
    return questions.answer(session, question, data.draw(st.sampled_from(question.allowed)))


@examples(40)
@given(data=st.data())
def test_taking_an_answer_back_brings_back_what_it_was(data: st.DataObject) -> None:
    """By undo, by redo, and by merging both with what another room did meanwhile."""
    session = data.draw(sessions())
    before = listed(session)
    derived = sorted(key for key, action in before.items() if action.kind != "own")
    if not derived or not asked(session):
        return
    key = data.draw(st.sampled_from(derived))
    session = schedule(assign(session, key, "Ana"), key, date(2026, 12, 18))
    history = History(session)
    history.apply(settling(session, before[key], data), "settle it")
    for number in range(data.draw(st.integers(0, 4))):
        history.apply(data.draw(answered(history.session)), f"answer {number}")
    done = history.session
    assert done.actions[key].owner == "Ana"  # whether or not it is called for at the moment
    theirs, _ = agree(session, "Theirs")
    merged = merge(session, done, theirs).session
    assert merged.actions[key] == done.actions[key]
    assert listed(merged).keys() - {"own.theirs"} == listed(done).keys()
    while history.undo():
        pass
    there = listed(history.session)[key]
    assert (there.owner, there.due) == ("Ana", date(2026, 12, 18))
    while history.redo():
        pass
    again = listed(history.session).get(key)
    assert again is None or (again.owner, again.due) == ("Ana", date(2026, 12, 18))


def test_most_actions_disappear_where_their_place_is_answered(placed: Session) -> None:
    """Each that one answer settles, and come back with owner and date when it is taken back."""
    gone = 0
    for key, action in listed(placed).items():
        item = action.place.item or ""
        found = [q for q in questions.every(placed, CONTENT, "chatbot") if q.item == item]
        if not found:
            continue
        question = found[0]
        kept = schedule(assign(placed, key, "Ana"), key, NOW)
        for given_answer in question.allowed or ("Otis",):
            there = questions.answer(kept, question, given_answer)
            if key not in listed(there):
                back = questions.answer(there, question, questions.value(kept, question))
                assert listed(back)[key] == listed(kept)[key]
                gone += 1
                break
    assert gone >= 15


@examples(25)
@given(data=st.data())
def test_what_two_rooms_settle_on_different_actions_is_merged(data: st.DataObject) -> None:
    session = data.draw(sessions())
    keys = sorted(listed(session))
    if len(keys) < 2:
        return
    first, second = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    mine, own = agree(assign(session, first, "Ana"), "Mine")
    theirs = schedule(session, second, date(2026, 12, 18))
    merged = merge(session, mine, theirs)
    assert not merged.conflicts
    whole = listed(merged.session)
    assert whole[first].owner == "Ana"
    assert whole[second].due == date(2026, 12, 18)
    assert whole[own].title == "Mine"


@pytest.mark.parametrize("name", sorted(p.name for p in shipped("sessions").glob("*.toml")))
def test_the_samples_have_actions_and_each_leads_to_a_question(name: str) -> None:
    session = read(shipped("sessions") / name).session
    every = actions(session, CONTENT, NOW)
    assert every
    for action in every:
        place = action.place
        subject = place.vendor if place.step == "vendors" else place.workload
        if place.item and subject and place.step not in ("summary", "setup"):
            asked_there = questions.of(session, CONTENT, place.step, subject)
            assert place.item in {question.item for question in asked_there}, action.id


def test_a_long_register_is_worked_out_for_the_workload_that_changed_alone() -> None:
    """With 60 workloads and well over 500 actions, one answer works out what one workload calls."""
    session = START
    for number in range(60):
        session, key = edit.add_workload(session, f"Workload {number}")
        for axis, level in (("sensitivity", "low"), ("maturity", "none"), ("certainty", "high")):
            session = set_at(session, ("workloads", key, "axes", axis, "level"), level)
    before = actions(session, CONTENT, NOW)
    assert len(before) > 500
    changed = set_at(session, ("workloads", key, "axes", "readiness", "level"), "poc")
    kept = {id(ground) for action in before for ground in action.because}
    anew = [
        action
        for action in actions(changed, CONTENT, NOW)
        if not {id(ground) for ground in action.because} & kept
    ]
    assert {action.workload for action in anew} == {key}
