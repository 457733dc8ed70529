"""A session beside its content: in its order, and plain about where they differ."""

from fouraxis.content.models import Content, Pack as ContentPack
from fouraxis.workshop import edit
from fouraxis.workshop.catalogue import arrange
from fouraxis.workshop.drift import drift
from fouraxis.workshop.session import Session, Workload


def shuffled() -> Workload:
    """A workload as somebody could have written it by hand, in no order."""
    return Workload.model_validate(
        {
            "name": "By hand",
            "axes": {
                "readiness": {"level": "poc"},
                "sensitivity": {
                    "factors": {
                        "customer-decision-impact": {"level": "low"},
                        "ip-exposure": {"level": "low"},
                    }
                },
            },
            "rules": {"undefined-success": {"answer": "no"}, "core-logic": {"answer": "no"}},
            "ownership": {
                "something-older": {"owner": "Ana"},
                "documentation": {"owner": "Ana"},
                "incident-response": {"owner": "Ana"},
            },
        }
    )


def retired(content: Content, area: str, *, since: str | None = None) -> Content:
    """The content in a later version, with an area retired, or brought by that version."""
    news = {"since": since} if since else {"retired": "1.2.0"}
    changed = content.ownership.areas[area].model_copy(update=news)
    areas = {**content.ownership.areas, area: changed}
    pack = ContentPack(**{**dict(content.home.pack), "version": "1.2.0"})
    return content.model_copy(
        update={
            "ownership": content.ownership.model_copy(update={"areas": areas}),
            "home": content.home.model_copy(update={"pack": pack}),
        }
    )


def test_answers_take_the_order_of_the_content_and_unknown_ones_come_last(
    session: Session, content: Content
) -> None:
    session = session.model_copy(update={"workloads": {"hand": shuffled(), **session.workloads}})
    workload = arrange(session, content).workloads["hand"]
    assert list(workload.axes) == ["sensitivity", "readiness"]
    assert list(workload.axes["sensitivity"].factors) == ["ip-exposure", "customer-decision-impact"]
    assert list(workload.rules) == ["core-logic", "undefined-success"]
    assert list(workload.ownership) == ["incident-response", "documentation", "something-older"]
    assert workload == shuffled()


def test_what_is_in_order_stays_the_same_object(session: Session, content: Content) -> None:
    assert arrange(session, content) is session
    mixed = session.model_copy(update={"workloads": {**session.workloads, "hand": shuffled()}})
    arranged = arrange(mixed, content)
    assert list(arranged.workloads) == ["chatbot", "fraud-detection", "hand"]
    assert arranged.workloads["chatbot"] is session.workloads["chatbot"]
    assert arranged.vendors is session.vendors
    assert arrange(arranged, content) is arranged


def test_vendors_are_arranged_too(session: Session, content: Content) -> None:
    path = ("vendors", "brightworks")
    for flag in ("contract-gaps", "clean-data-demo"):
        session = edit.set_at(session, (*path, "red_flags", flag, "answer"), "yes")
    for output in ("refined-scope", "working-artifact"):
        session = edit.set_at(session, (*path, "sprints", "chatbot", "outputs", output), "yes")
    vendor = arrange(session, content).vendors["brightworks"]
    assert list(vendor.red_flags) == ["clean-data-demo", "contract-gaps"]
    assert list(vendor.sprint_for("chatbot").outputs) == ["working-artifact", "refined-scope"]


def test_a_session_that_fits_its_content_has_nothing_to_say(
    session: Session, content: Content
) -> None:
    session = session.model_copy(
        update={"workloads": {"hand": shuffled().model_copy(update={"ownership": {}})}}
    )
    assert drift(session, content) == ()


def test_an_answer_to_a_retired_item_is_kept_last_and_said(
    session: Session, content: Content
) -> None:
    first = next(iter(content.ownership.areas))
    for area in (first, "documentation"):
        session = edit.set_at(session, ("workloads", "chatbot", "ownership", area, "owner"), "Ana")
    newer = retired(content, first)
    arranged = arrange(session, newer)
    assert list(arranged.workloads["chatbot"].ownership) == ["documentation", first]
    sentences = drift(arranged, newer)
    assert len(sentences) == 2
    assert "version “1.1.0”" in sentences[0]
    assert content.ownership.areas[first].name in sentences[1]
    assert "1 answer to it is kept" in sentences[1]


def test_an_item_that_the_session_could_not_know_is_called_new(
    session: Session, content: Content
) -> None:
    sentences = drift(session, retired(content, "documentation", since="1.2.0"))
    assert any("is new since version 1.2.0" in sentence for sentence in sentences)


def test_an_answer_to_an_item_of_another_content_is_said_once_with_its_number(
    session: Session, content: Content
) -> None:
    for workload in session.workloads:
        path = ("workloads", workload, "ownership", "something-older", "owner")
        session = edit.set_at(session, path, "Ana")
    assert drift(session, content) == (
        "The area “something-older” is not in this content; 2 answers to it are kept.",
    )


def test_another_content_is_named(session: Session, content: Content) -> None:
    pack = ContentPack(**{**dict(content.home.pack), "id": "our-own"})
    other = content.model_copy(update={"home": content.home.model_copy(update={"pack": pack})})
    (sentences,) = drift(session, other)
    assert "our-own" in sentences
    assert drift(session.model_copy(update={"pack": None}), other) == ()
