"""Ready to sign, over every way to fail: each way opens its own checks, and no others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, IP_GROUP, READY_CHECKS, SLA_GROUP
from fouraxis.workshop import edit, questions
from fouraxis.workshop.matters import ready_to_sign
from fouraxis.workshop.question import PROGRAMME
from fouraxis.workshop.session import Disqualified, Session
from tests.examples import examples
from tests.workshop.sessions import CONTENT, START
from tests.workshop.settled import answered, placed

SPRINT = ("vendors", "brightworks", "sprints", "chatbot")
RAN = {
    "sprint_verdict": "proceed",
    "sprint_paid": "yes",
    "sprint_production_like_data": "yes",
    "sprint_evaluation_method": "yes",
}
PLACED, TRIED, METHOD, CRITERIA, IP, SUPPORT, OPERATED = READY_CHECKS
VETTED = frozenset({TRIED, METHOD})


def settled(session: Session, content: Content) -> Session:
    """A workload for which everything is settled."""
    session = placed(session, content, "low none high")
    session = answered(
        session,
        content,
        measurable_success="yes",
        structure="vendor-operated",
        fit_shared_responsibility="yes",
    )
    for area in content.ownership.areas:
        session = edit.set_at(session, ("workloads", "chatbot", "ownership", area, "owner"), "Ana")
    session = answered(session, content, "brightworks", **RAN)
    for question in questions.of(session, content, "contract", PROGRAMME):
        if question.field == "answer":
            session = questions.answer(session, question, "agreed")
    session = edit.set_at(session, ("contract", "latency", "target"), "200 ms")
    return edit.set_at(session, ("contract", "latency", "measured_by"), "Ana")


@dataclass(frozen=True)
class Way:
    """A way to fail: what it does to a session, and the checks that it opens."""

    matter: str
    name: str
    fail: Callable[[Session], Session]
    opens: frozenset[str]


def says(subject: str, item: str, value: str | None, *opens: str) -> Way:
    def fail(session: Session) -> Session:
        question = questions.find(session, CONTENT, subject, item)
        return questions.answer(session, question, value)

    return Way(item, f"{item} {value}", fail, frozenset(opens))


def claims(item: str, field: tuple[str, ...], value: str, *opens: str) -> Way:
    """What the room knew is the vendor's word alone."""

    def fail(session: Session) -> Session:
        session = edit.set_at(session, (*SPRINT, *field), value)
        before = session.vendors["brightworks"].sprint_for("chatbot").claimed
        return edit.set_at(session, (*SPRINT, "claimed"), (*before, item))

    return Way(f"sprint.chatbot.{item}", f"{item} claimed", fail, frozenset(opens))


def written(path: tuple[str, ...], text: str, *opens: str) -> Way:
    matter = f"contract.{path[-2]}"
    return Way(matter, f"{path} {text!r}", lambda s: edit.set_at(s, path, text), frozenset(opens))


def flagged(flag: str, session: Session, *, claimed: bool) -> Session:
    path = ("vendors", "brightworks", "red_flags", flag)
    session = edit.set_at(session, (*path, "answer"), "yes")
    if not claimed:
        return session
    session = edit.set_at(session, (*path, "note"), "We mean to name one soon.")
    return edit.set_at(session, (*path, "claimed"), ("answer",))


def disqualified(session: Session) -> Session:
    path = ("vendors", "brightworks", "disqualified")
    return edit.set_at(session, path, Disqualified(reason="no method"))


def elsewhere(session: Session) -> Session:
    """The sprint was for another workload."""
    sprint = session.vendors["brightworks"].sprint_for("chatbot")
    session = edit.link_vendor(session, "brightworks", "fraud-detection")
    session = edit.set_at(session, (*SPRINT[:-1], "fraud-detection"), sprint)
    return edit.set_at(session, SPRINT, None)


def another(session: Session, *, chosen: bool) -> Session:
    session, key = edit.add_vendor(session, "Nimbus", workloads=["chatbot"])
    return edit.choose_vendor(session, key, ["chatbot"]) if chosen else session


def every_way(content: Content) -> Iterator[Way]:
    for axis in AXES:
        yield says("chatbot", axis, None, PLACED)
    for rule in ASKED_RULES:
        opens = (PLACED, CRITERIA) if rule == "undefined-success" else (PLACED,)
        yield from (says("chatbot", rule, value, *opens) for value in ("unknown", None))
    for term in ("paid", "production-like-data"):
        for value in ("no", "unknown", None):
            yield says("brightworks", f"sprint.chatbot.{term}", value, TRIED)
        yield claims(term, (term.replace("-", "_"),), "yes", TRIED)
    yield from (
        says("brightworks", "sprint.chatbot.verdict", value, TRIED) for value in ("not-run", None)
    )
    yield says("brightworks", "sprint.chatbot.verdict", "stop", *VETTED)
    yield claims("verdict", ("verdict",), "proceed", TRIED)
    for value in ("no", "unknown", None):
        yield says("brightworks", "sprint.chatbot.evaluation-method", value, METHOD)
    yield claims("evaluation-method", ("outputs", "evaluation-method"), "yes", METHOD)
    for flag in content.vendors.red_flags:
        for claimed in (False, True):
            yield Way(flag, f"{flag} {claimed}", partial(flagged, flag, claimed=claimed), VETTED)
    gone = ("vendors", "brightworks", "disqualified")
    yield Way(
        "gone", "gone", lambda s: edit.set_at(s, gone, Disqualified(reason="no method")), VETTED
    )
    yield Way("elsewhere", "elsewhere", elsewhere, VETTED)
    for chosen in (True, False):
        yield Way("another", f"another {chosen}", partial(another, chosen=chosen), VETTED)
    for value in ("no", "partly", "unknown"):
        yield says("chatbot", "certainty.measurable-success", value, CRITERIA)
    yield from of_contract(content)
    for value in ("no", "unknown", None):
        yield says("chatbot", "fit.shared-responsibility", value, SUPPORT, OPERATED)
    yield says("chatbot", "structure", "unknown", OPERATED)
    yield says("chatbot", "structure", None, OPERATED)
    for area in content.ownership.areas:
        yield says("chatbot", area, None, OPERATED)


def of_contract(content: Content) -> Iterator[Way]:
    groups = content.contract.groups
    for item in (*groups[IP_GROUP].items, "portability"):
        yield says("chatbot", f"contract.{item}", "open", IP)
    for item in groups[IP_GROUP].items:
        for owner in ("open", "vendor"):
            yield says("chatbot", f"contract.{item}.owner", owner, IP)
    yield says("chatbot", "contract.support", "open", SUPPORT)
    assert "latency" in groups[SLA_GROUP].items
    yield says("chatbot", "contract.latency", "open", SUPPORT)
    for field in ("target", "measured_by"):
        yield from (written(("contract", "latency", field), text, SUPPORT) for text in ("", "open"))


WAYS = tuple(every_way(CONTENT))


def opened(session: Session) -> set[str]:
    return {c.id for c in ready_to_sign(session, CONTENT, "chatbot") if c.state != "met"}


@pytest.fixture(scope="module")
def ready() -> Session:
    session, chatbot = edit.add_workload(START, "Chatbot", owner="Ana")
    session, _ = edit.add_workload(session, "Fraud detection")
    session, _ = edit.add_vendor(session, "Brightworks", workloads=[chatbot])
    return settled(session, CONTENT)


def test_every_check_has_ways_to_fail_and_each_way_opens_these_checks_alone(
    ready: Session,
) -> None:
    assert not opened(ready)
    assert {check for way in WAYS for check in way.opens} == set(READY_CHECKS)
    wrong = {way.name: got for way in WAYS if (got := opened(way.fail(ready))) != way.opens}
    assert not wrong


@examples(60)
@given(ways=st.lists(st.sampled_from(WAYS), min_size=2, max_size=6, unique_by=lambda w: w.matter))
def test_several_ways_to_fail_open_together_what_each_opens(
    ready: Session, ways: list[Way]
) -> None:
    session = ready
    for way in ways:
        session = way.fail(session)
    assert opened(session) == set().union(*(way.opens for way in ways))


def test_a_doubtful_vendor_meets_two_of_seven_at_most(ready: Session) -> None:
    """Unpaid, six weeks, three red flags, all of it the vendor's, no shared responsibility."""
    session = answered(ready, CONTENT, "brightworks", sprint_paid="no")
    session = edit.set_at(session, (*SPRINT, "weeks"), 6)
    for flag in list(CONTENT.vendors.red_flags)[:3]:
        session = flagged(flag, session, claimed=False)
    for item in CONTENT.contract.groups[IP_GROUP].items:
        session = answered(session, CONTENT, **{f"contract_{item}.owner": "vendor"})
    session = answered(session, CONTENT, fit_shared_responsibility="no")
    assert opened(session) == {TRIED, METHOD, IP, SUPPORT, OPERATED}
