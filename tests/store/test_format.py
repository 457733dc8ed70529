"""The session file says what the session says, in the same bytes each time."""

import difflib
import hashlib
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from fouraxis.store.format import Writer, dumps, loads, table
from fouraxis.workshop.session import (
    AxisAnswer,
    FactorAnswer,
    RuleAnswer,
    Session,
    Workload,
)
from tests.examples import examples
from tests.store.samples import NOW, PATH, SMALL, reopened, sessions, small, written

generous = examples(60)

EXPECTED = '''\
schema = 2
id = "0198c0de-0000-7000-8000-000000000001"
title = "Contoso: where should our AI work live?"
organisation = "Contoso"
created = 2026-11-23T09:00:00Z

[pack]
id = "ai-outsourcing"
version = "1.1.0"

[place]
step = "axes"
workload = "support-chatbot"
item = "sensitivity"

[participants.ana]
name = "Ana"
role = "facilitator"

[workloads.support-chatbot]
name = "Customer support chatbot"
motives = [
    "talent-access",
]

[workloads.support-chatbot.layers]
build = "partner"

[workloads.support-chatbot.axes.sensitivity]
note = "line one\\nline two"
level = "low"

[workloads.support-chatbot.axes.sensitivity.factors.ip-exposure]
level = "low"

[workloads.support-chatbot.axes.maturity]
level = "none"

[workloads.support-chatbot.rules.core-logic]
answer = "no"

[workloads.support-chatbot.decision]
model = "full-outsourcing"
kind = "as-recommended"
at = 2026-11-23T11:42:07Z

[workloads.pricing]
name = "Pricing"

[vendors.brightworks]
name = "Brightworks"
workloads = [
    "support-chatbot",
]

[vendors.brightworks.criteria.production-deployments]
mark = "strong"
evidence = "two"

[vendors.brightworks.sprints.support-chatbot]
weeks = 3
paid = "yes"

[saved]
at = 2026-11-23T11:42:07Z
by = "ana"
sha256 = "'''


def lines_changed(before: bytes, after: bytes) -> int:
    """How many lines of the new file are not lines of the old one, or the other way round."""
    marks = [
        line[0] for line in difflib.ndiff(before.decode().splitlines(), after.decode().splitlines())
    ]
    return max(marks.count("+"), marks.count("-"))


def answered(session: Session, axis: str, answer: AxisAnswer) -> Session:
    """The session with another answer on an axis of its second workload."""
    workload = session.workloads["pricing"]
    workload = workload.model_copy(update={"axes": {**workload.axes, axis: answer}})
    return session.model_copy(update={"workloads": {**session.workloads, "pricing": workload}})


def test_a_session_is_written_as_the_format_says() -> None:
    body, sha256 = written(small()).decode().split('sha256 = "')
    assert body + 'sha256 = "' == EXPECTED
    above = EXPECTED[: EXPECTED.index("[saved]")]
    assert sha256 == hashlib.sha256(above.encode()).hexdigest() + '"\n'


def test_a_session_reads_back_as_it_was_and_draws_no_notice() -> None:
    loaded = loads(written(small()), PATH)
    assert loaded.session == small()
    assert loaded.notices == ()
    assert not loaded.read_only
    assert (loaded.saved_at, loaded.saved_by) == (NOW, "ana")


@generous
@given(sessions())
def test_whatever_was_written_is_read_and_written_again_byte_for_byte(session: Session) -> None:
    first = written(session)
    loaded = loads(first, PATH)
    assert written(loaded.session) == first
    assert {item.path for item in loaded.session.set_aside} == {
        item.path for item in session.set_aside
    }


@pytest.mark.long
@generous
@given(sessions(), sessions())
def test_a_writer_that_remembers_gives_the_bytes_of_one_that_does_not(
    one: Session, other: Session
) -> None:
    shared = one.model_copy(update={"vendors": other.vendors, "set_aside": other.set_aside})
    writer = Writer()
    for session in (one, shared, other, one):
        assert writer.dumps(session, NOW, "ana") == written(session)


def test_one_changed_answer_changes_five_lines_at_most() -> None:
    session = small()
    before = written(session)
    steps = [
        AxisAnswer(level="low"),
        AxisAnswer(level="high"),
        AxisAnswer(level="high", note="a long note\n" * 200),
        AxisAnswer(level="high", parked=True),
        AxisAnswer(level="high", factors={"ip-exposure": FactorAnswer(level="low")}),
        AxisAnswer(factors={"ip-exposure": FactorAnswer(level="low")}),
        AxisAnswer(),
    ]
    for number, answer in enumerate(steps):
        session = answered(session, "sensitivity", answer)
        after = dumps(session, NOW + timedelta(seconds=number + 1), "ana")
        assert 0 < lines_changed(before, after) <= 5
        before = after


def test_an_answer_that_says_nothing_is_absent() -> None:
    session = answered(small(), "certainty", AxisAnswer())
    assert written(session) == written(small())


def test_items_keep_the_order_of_the_room() -> None:
    ids = ["zulu", "alpha", "mike"]
    session = small(workloads={key: {"name": key} for key in ids})
    assert list(reopened(session).workloads) == ids


def test_unknown_keys_stay_at_every_level() -> None:
    tree: dict[str, Any] = tomllib.loads(written(small()).decode())
    tree["future"] = {"a": [{"b": 1}, {"c": "x" * 200}]}
    tree["workloads"]["pricing"]["colour"] = "blue"
    tree["workloads"]["support-chatbot"]["axes"]["maturity"]["since"] = 3
    tree["vendors"]["brightworks"]["sprints"]["support-chatbot"]["extra"] = {"deep": True}
    tree["saved"]["host"] = "laptop"
    import tomli_w

    session = loads(tomli_w.dumps(tree).encode(), PATH).session
    again = tomllib.loads(written(session).decode())
    assert {**again, "saved": 0} == {**tree, "schema": 2, "saved": 0}
    assert again["saved"]["host"] == "laptop"


def test_times_are_written_in_utc_to_the_second() -> None:
    text = b'title = "t"\ncreated = 2026-11-23T10:00:00.75+01:00\n'
    assert b"created = 2026-11-23T09:00:00Z\n" in written(loads(text, PATH).session)


def test_an_answer_given_since_replaces_what_was_set_aside_there() -> None:
    data = written(small()).replace(b'answer = "no"', b'answer = "maybe"')
    session = loads(data, PATH).session
    assert b'answer = "maybe"' in written(session)
    workload = session.workloads["support-chatbot"]
    workload = workload.model_copy(update={"rules": {"core-logic": RuleAnswer(answer="yes")}})
    session = session.model_copy(
        update={"workloads": {**session.workloads, "support-chatbot": workload}}
    )
    assert b'answer = "yes"' in written(session)
    assert b"maybe" not in written(session)


def test_a_title_given_since_replaces_the_one_set_aside() -> None:
    session = loads(b"title = 12\n", Path("from-the-name.toml")).session
    assert session.title == "from-the-name"
    assert b"title = 12\n" in written(session)
    titled = session.model_copy(update={"title": "Contoso"})
    assert b'title = "Contoso"\n' in written(titled)


def test_what_was_set_aside_in_a_workload_goes_with_the_workload() -> None:
    data = written(small()).replace(b'level = "none"', b'level = "nine"')
    session = loads(data, PATH).session
    without = session.model_copy(update={"workloads": {"pricing": session.workloads["pricing"]}})
    assert b"support-chatbot.axes" not in written(without)


def test_only_what_changed_is_made_again(monkeypatch: Any) -> None:
    session, writer = small(), Writer()
    writer.dumps(session, NOW, "ana")
    made: list[str] = []

    def counted(node: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(node, Session | Workload):  # and not the parts of them
            made.append(getattr(node, "name", "head"))
        return table(node, *rest, **named)

    monkeypatch.setattr("fouraxis.store.format.table", counted)
    writer.dumps(answered(session, "certainty", AxisAnswer(level="low")), NOW, "ana")
    assert made == ["head", "Pricing"]


def test_the_sample_is_a_whole_session() -> None:
    assert set(SMALL) <= set(Session.model_fields)
