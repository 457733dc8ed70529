"""A session remembers how its questions were worded, and says what reads differently now."""

from typing import Any

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop import edit
from fouraxis.workshop.drift import adopted, drift, stamped, wording
from fouraxis.workshop.session import Session
from fouraxis.workshop.wording import field_name
from tests.workshop.settled import answered


@pytest.fixture
def worded(empty: Session, content: Content) -> Session:
    """A session that knows its wording, with an answer on a risk and on a default."""
    session, _ = edit.add_workload(stamped(empty, content), "Chatbot")
    session = answered(session, content, risk_model_drift="vendor", layer_build="partner")
    return edit.set_at(session, ("contract", "support", "answer"), "agreed")


def changed(content: Content, version: str = "1.1.0", **news: Any) -> Content:
    """The content with other fields of the drift risk, under a version."""
    risk = content.risks.risks["model-drift"].model_copy(update=news)
    risks = {**content.risks.risks, "model-drift": risk}
    pack = content.home.pack.model_copy(update={"version": version})
    return content.model_copy(
        update={
            "home": content.home.model_copy(update={"pack": pack}),
            "risks": content.risks.model_copy(update={"risks": risks}),
        }
    )


def test_the_wording_takes_one_short_line_a_step(content: Content) -> None:
    lines = wording(content)
    assert set(lines) == {
        *("profile", "axes", "rules", "conditions", "risks", "contract", "drivers"),
        *("vendors", "ownership"),
    }
    assert len(lines["risks"]) == 8 * 4
    assert len(lines["contract"]) == 35 * 4


def test_a_session_that_fits_has_nothing_to_say(worded: Session, content: Content) -> None:
    assert drift(worded, content) == ()
    assert drift(worded, content.model_copy(deep=True)) == ()


def test_a_reworded_item_that_was_answered_is_said(worded: Session, content: Content) -> None:
    newer = changed(content, goes_wrong="It gets worse.")
    assert drift(worded, newer) == ("The risk “Model drift” is worded differently now.",)
    assert worded.workloads["chatbot"].risks["model-drift"].side == "vendor"


def test_whose_an_item_is_and_since_when_is_no_wording(worded: Session, content: Content) -> None:
    assert drift(worded, changed(content, references_source="published", since="1.1.0")) == ()


def test_a_reworded_item_that_nobody_answered_does_not_matter(
    worded: Session, content: Content
) -> None:
    unanswered = edit.set_at(worded, ("workloads", "chatbot", "risks", "model-drift"), None)
    assert drift(unanswered, changed(content, goes_wrong="It gets worse.")) == ()


def test_new_and_retired_items_leave_the_others_as_they_were(
    worded: Session, content: Content
) -> None:
    newer = changed(content, "1.2.0", retired="1.2.0")
    added = content.risks.risks["evaluation-gap"].model_copy(
        update={"id": "a-new-risk", "name": "New", "since": "1.2.0"}
    )
    risks = {**newer.risks.risks, "a-new-risk": added}
    newer = newer.model_copy(update={"risks": newer.risks.model_copy(update={"risks": risks})})
    sentences = drift(worded, newer)
    assert len(sentences) == 3
    assert "“New” is new since version 1.2.0" in sentences[1]
    assert "“Model drift” was retired in version 1.2.0; 1 answer" in sentences[2]


def test_items_that_came_without_saying_since_when_are_said_by_step(
    worded: Session, content: Content
) -> None:
    risks = {key: risk for key, risk in content.risks.risks.items() if key != "evaluation-gap"}
    fewer = content.model_copy(update={"risks": content.risks.model_copy(update={"risks": risks})})
    assert drift(worded, fewer) == ("“Risks” does not ask the questions that it asked then.",)


def test_another_language_is_said_once(session: Session, content: Content) -> None:
    session = adopted(session, content)
    for risk in content.risks.risks:
        session = answered(session, content, **{f"risk_{risk}": "both"})
    for item in content.contract.groups["exit-terms"].items:
        session = answered(session, content, **{f"contract_{item}": "agreed"})
    pack = session.pack
    assert pack is not None
    other = {step: "0" * len(line) for step, line in pack.wording.items()}
    session = session.model_copy(update={"pack": pack.model_copy(update={"wording": other})})
    (sentences,) = drift(session, content)
    assert "17 answered questions are worded differently" in sentences


def test_only_a_session_without_answers_takes_the_wording_of_its_content(
    empty: Session, session: Session, content: Content
) -> None:
    assert stamped(session, content) is session
    other = content.home.pack.model_copy(update={"version": "2.0.0"})
    newer = content.model_copy(update={"home": content.home.model_copy(update={"pack": other})})
    assert stamped(empty, newer) is empty
    once = stamped(empty, content)
    assert stamped(once, content) is once
    seen = adopted(session, newer)
    assert seen.pack is not None
    assert (seen.pack.version, seen.pack.wording) == ("2.0.0", wording(newer))
    assert drift(seen, newer) == ()


def test_a_moment_that_is_a_key_is_told_as_day_and_time() -> None:
    assert field_name("2026-11-28T07-07-37Z") == "2026-11-28 07:07 UTC"
    assert field_name("ip-exposure") == "ip exposure"
