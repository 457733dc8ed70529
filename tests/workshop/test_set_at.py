"""Any answer can be set at its path, and nothing else changes."""

from typing import Any

import pytest

from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import AxisAnswer, Session, SetAside, Workload
from fouraxis.workshop.text import EditError

CHATBOT = ("workloads", "chatbot")
SENSITIVITY = (*CHATBOT, "axes", "sensitivity")
FACTOR = (*SENSITIVITY, "factors", "ip-exposure")


def test_an_answer_creates_every_entry_on_its_way(session: Session) -> None:
    changed = set_at(session, (*FACTOR, "level"), "high")
    assert changed.workloads["chatbot"].axes["sensitivity"].factors["ip-exposure"].level == "high"


def test_what_an_answer_does_not_touch_stays_the_same_object(session: Session) -> None:
    changed = set_at(session, (*FACTOR, "level"), "high")
    assert changed.vendors is session.vendors
    assert changed.participants is session.participants
    assert changed.workloads["fraud-detection"] is session.workloads["fraud-detection"]
    assert changed.workloads["chatbot"].ownership is session.workloads["chatbot"].ownership
    again = set_at(changed, (*CHATBOT, "axes", "maturity", "level"), "none")
    assert (
        again.workloads["chatbot"].axes["sensitivity"]
        is changed.workloads["chatbot"].axes["sensitivity"]
    )


def test_the_session_that_was_edited_stays_as_it_was(session: Session) -> None:
    before = session.model_copy(deep=True)
    set_at(session, (*FACTOR, "level"), "high")
    assert session == before


@pytest.mark.parametrize("nothing", [None, "", False, ()])
def test_an_answer_taken_back_leaves_no_trace(session: Session, nothing: Any) -> None:
    answered = set_at(session, (*FACTOR, "level"), "high")
    assert set_at(answered, (*FACTOR, "level"), nothing) == session


def test_an_entry_that_still_has_a_note_stays(session: Session) -> None:
    noted = set_at(set_at(session, (*FACTOR, "level"), "high"), (*FACTOR, "note"), "says the CRO")
    left = set_at(noted, (*FACTOR, "level"), None)
    assert left.workloads["chatbot"].axes["sensitivity"].factors["ip-exposure"].note


def test_an_entry_with_keys_of_another_version_stays(session: Session) -> None:
    strange = AxisAnswer.model_validate({"level": "low", "temperature": "high"})
    answered = set_at(session, SENSITIVITY, strange)
    left = set_at(answered, (*SENSITIVITY, "level"), None)
    assert left.workloads["chatbot"].axes["sensitivity"].model_extra == {"temperature": "high"}


def test_keys_of_another_version_survive_an_edit_beside_them(session: Session) -> None:
    workload = Workload.model_validate({"name": "Old", "budget": 3})
    session = session.model_copy(update={"workloads": {"old": workload}})
    changed = set_at(session, ("workloads", "old", "axes", "certainty", "level"), "low")
    assert changed.workloads["old"].model_extra == {"budget": 3}


def test_the_same_answer_again_gives_the_very_same_session(session: Session) -> None:
    answered = set_at(session, (*FACTOR, "level"), "high")
    assert set_at(answered, (*FACTOR, "level"), "high") is answered
    assert set_at(session, (*FACTOR, "level"), None) is session
    assert set_at(session, (*CHATBOT, "owner"), "Ana") is session


def test_a_whole_answer_can_be_set_at_once(session: Session) -> None:
    answer = AxisAnswer(level="low", note="a commodity")
    assert set_at(session, SENSITIVITY, answer).workloads["chatbot"].axis("sensitivity") == answer


def test_an_empty_answer_set_at_once_is_no_entry(session: Session) -> None:
    assert set_at(session, SENSITIVITY, AxisAnswer()) == session


def test_zero_is_an_answer(session: Session) -> None:
    changed = set_at(session, ("vendors", "brightworks", "sprint", "weeks"), 0)
    assert changed.vendors["brightworks"].sprint.weeks == 0


def test_new_entries_take_their_place_in_the_order_of_the_content(session: Session) -> None:
    order = ("monitoring", "incident-response", "documentation")
    for area in ("documentation", "monitoring", "something-older", "incident-response"):
        session = set_at(session, (*CHATBOT, "ownership", area, "owner"), "Ana", order)
    kept = list(session.workloads["chatbot"].ownership)
    assert kept == [*order, "something-older"]


def test_axes_and_rules_stand_in_their_published_order_without_being_told(session: Session) -> None:
    for axis, level in (("readiness", "poc"), ("sensitivity", "low"), ("maturity", "none")):
        session = set_at(session, (*CHATBOT, "axes", axis, "level"), level)
    assert list(session.workloads["chatbot"].axes) == ["sensitivity", "maturity", "readiness"]


def test_an_answered_question_is_not_parked(session: Session) -> None:
    parked = set_at(session, (*SENSITIVITY, "parked"), True)
    assert (
        not set_at(parked, (*SENSITIVITY, "level"), "low")
        .workloads["chatbot"]
        .axes["sensitivity"]
        .parked
    )


@pytest.mark.parametrize("path", [(*SENSITIVITY, "note"), (*SENSITIVITY, "reason")])
def test_a_note_leaves_a_parked_question_parked(session: Session, path: tuple[str, ...]) -> None:
    parked = set_at(session, (*SENSITIVITY, "parked"), True)
    assert set_at(parked, path, "later").workloads["chatbot"].axes["sensitivity"].parked


def test_a_factor_answered_leaves_its_parked_axis_parked(session: Session) -> None:
    parked = set_at(session, (*SENSITIVITY, "parked"), True)
    assert set_at(parked, (*FACTOR, "level"), "low").workloads["chatbot"].axes["sensitivity"].parked


def test_an_answer_replaces_what_was_set_aside_at_its_place(session: Session) -> None:
    here = SetAside(path=(*SENSITIVITY, "level"), value="purple", fault="no level")
    elsewhere = SetAside(path=(*CHATBOT, "kind"), value=3, fault="no text")
    session = session.model_copy(update={"set_aside": (here, elsewhere)})
    assert set_at(session, (*SENSITIVITY, "level"), "low").set_aside == (elsewhere,)
    assert set_at(session, (*SENSITIVITY, "note"), "a note").set_aside == (here, elsewhere)


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ((), "x", "nothing by this name"),
        (("nope",), "x", "nothing by this name"),
        (("set_aside",), (), "nothing by this name"),
        (CHATBOT, None, "deleted as a whole"),
        (("workloads",), None, "one by one"),
        (("workloads", "gone", "name"), "x", "no such entry"),
        ((*CHATBOT, "nope"), "x", "nothing by this name"),
        ((*CHATBOT, "name", "deeper"), "x", "nothing by this name"),
        ((*CHATBOT, "layers", "build", "deeper"), "x", "nothing by this name"),
        ((*CHATBOT, "name"), "", "cannot be left empty"),
        ((*CHATBOT, "name"), " \n ", "cannot be left empty"),
        (("title",), None, "cannot be left empty"),
        ((*CHATBOT, "name"), "x" * 5_001, "longer than 5,000 characters"),
        ((*CHATBOT, "decision", "reason"), "because", "no such entry"),
        ((*CHATBOT, "axes", "colour", "level"), "low", "possible are sensitivity"),
        ((*SENSITIVITY, "level"), "purple", "must be one of low, medium, high"),
        ((*FACTOR, "level"), "purple", "possible are low, medium, high"),
        ((*CHATBOT, "ownership", "Not An Id", "owner"), "x", "is no id"),
        ((*CHATBOT, "operations", "structure"), "x", "unknown"),
        (("vendors", "brightworks", "sprint", "weeks"), "soon", "no whole number"),
        (("vendors", "brightworks", "sprint", "weeks"), 105, "more than 104"),
        (("vendors", "brightworks", "sprint", "weeks"), -1, "less than 0"),
        (("vendors", "brightworks", "note"), 3, "does not fit here"),
    ],
)
def test_what_cannot_be_set_is_said_in_plain_words(
    session: Session, path: tuple[str, ...], value: Any, reason: str
) -> None:
    with pytest.raises(EditError, match=reason) as caught:
        set_at(session, path, value)
    assert caught.value.path == path
    assert "\n" not in str(caught.value)


def test_what_was_typed_is_fit_to_show_in_the_message(session: Session) -> None:
    with pytest.raises(EditError) as caught:
        set_at(session, (*FACTOR, "level"), "\x1b[2J" + "x" * 5_000)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 300
