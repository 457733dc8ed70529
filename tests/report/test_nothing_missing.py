"""Whatever a session holds reaches the documents: every answer, every note, every unknown key."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from fouraxis.content.models import Content
from fouraxis.report.answers import leaves
from fouraxis.report.composition import Options
from fouraxis.report.formats import report
from fouraxis.workshop.session import Acceptance, Session
from tests.report.marked import (
    MINUTES,
    NOTES,
    NOW,
    PEOPLE,
    SHOWN,
    UNKNOWN_KEYS,
    Texts,
    filled_in,
    full,
)
from tests.report.reading import text_of

WHOLE = ("docx", "html", "markdown", "xlsx", "json")


@pytest.mark.parametrize("form", WHOLE)
def test_every_text_of_a_session_is_in_the_document(content: Content, form: Any) -> None:
    text = Texts()
    session = full(content, text)
    document = text_of(session, content, form)
    assert [mark for mark in text.given if mark not in document] == []
    assert len(text.given) > 300


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("clean", [False, True])
@pytest.mark.few("form", 3)
def test_the_minutes_that_a_session_plans_are_in_tables_and_in_no_document(
    content: Content, form: Any, clean: bool
) -> None:
    """Whoever reads what came of a workshop does not want to know how long it was to take."""
    document = text_of(full(content, Texts()), content, form, Options(clean=clean))
    assert form not in ("json", "xlsx") or str(MINUTES) in document
    assert "How the time was planned" not in document


@pytest.mark.parametrize("form", (*WHOLE, "csv"))
@pytest.mark.few("form", 2)
def test_a_clean_document_has_no_name_no_note_and_nothing_unknown(
    content: Content, form: Any
) -> None:
    text = Texts()
    document = text_of(full(content, text), content, form, Options(clean=True))
    hidden = text.of(*PEOPLE, *NOTES, *UNKNOWN_KEYS)
    assert [mark for mark in hidden if mark in document] == []
    if form != "csv":
        assert [
            mark for mark in text.of(*SHOWN) if mark not in document and "retired" not in mark
        ] == []


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.few("form", 2)
def test_a_clean_document_has_notes_if_asked_and_still_no_name(content: Content, form: Any) -> None:
    text = Texts()
    document = text_of(full(content, text), content, form, Options(clean=True, notes=True))
    assert [mark for mark in text.of(*NOTES) if mark not in document] == []
    assert [mark for mark in text.of(*PEOPLE, *UNKNOWN_KEYS) if mark in document] == []


def test_every_text_is_told_once_in_markdown(content: Content) -> None:
    text = Texts()
    document = report(full(content, text), content, "markdown")
    marks = text.of("note", "extra", "evidence", "plan")
    assert [mark for mark in marks if document.count(mark) > 1] == []


def test_every_note_of_a_workload_is_in_its_row_of_csv(content: Content) -> None:
    text = Texts()
    session = full(content, text)
    row = report(session, content, "csv")
    asked = session.workloads["w"].model_copy(update={"axes": {}})
    for rule in asked.rules.values():
        assert rule.note in row


def test_json_has_every_answer_as_the_file_has_it(content: Content) -> None:
    session = full(content, Texts())
    written = json.loads(report(session, content, "json"))
    dumped = session.model_dump(mode="json", exclude_defaults=True)
    assert written["workloads"][0]["answers"] == dumped["workloads"]["w"]
    assert written["vendors"][0]["answers"] == dumped["vendors"]["v"]
    rest = {key: value for key, value in dumped.items() if key not in ("workloads", "vendors")}
    assert written["session"] == rest


def test_unknown_parked_and_flagged_answers_are_told_apart(content: Content) -> None:
    session = Session.model_validate(
        {
            "id": "x",
            "title": "T",
            "created": NOW,
            "workloads": {
                "w": {
                    "name": "W",
                    "axes": {
                        "sensitivity": {"level": "unknown"},
                        "maturity": {"parked": True},
                        "certainty": {"level": "low", "review": True},
                    },
                }
            },
        }
    )
    lines = report(session, content, "markdown").splitlines()
    assert "| Sensitivity | unknown |" in lines
    assert "| Maturity | parked |" in lines
    assert "| Certainty | low, to be looked at again |" in lines
    assert not [line for line in lines if line.startswith("| Readiness")]


def test_leaves_leave_nothing_out_but_what_is_empty() -> None:
    tree = {"a": {"b": [1, 0, {"c": False}]}, "d": "", "e": None, "f": True, "g": {}}
    below: Iterator[tuple[tuple[str, ...], str]] = leaves(tree)
    assert dict(below) == {
        ("a", "b", "1"): "1",
        ("a", "b", "2"): "0",
        ("a", "b", "3", "c"): "no",
        ("f",): "yes",
    }


MAY_SEE = {
    "Session": ("title", "organisation"),
    "Workload": ("name", "description", "kind", "owner"),
    "Acceptance": tuple(Acceptance.model_fields),
    "ContractAnswer": ("target", "measured_by"),
    "AreaAnswer": ("owner", "vendor"),
    "Vendor": ("name",),
}
"""What a vendor may read of what the room has typed, by model and field."""


@pytest.mark.parametrize("form", ["docx", "html", "markdown"])
@pytest.mark.parametrize("clean", [False, True])
def test_a_vendor_reads_nothing_that_is_internal(content: Content, form: Any, clean: bool) -> None:
    """Whatever can be typed or chosen in a session is walked: what is new there is kept back."""
    text = Texts()
    session = full(content, text)
    (other,) = full(content, text).vendors.values()
    workload = session.workloads["w"]
    decision = workload.decision and workload.decision.model_copy(
        update={"model": "co-build-squad"}
    )
    workload = workload.model_copy(update={"decision": decision})
    vendors = {**session.vendors, "other": other}
    session = session.model_copy(update={"workloads": {"w": workload}, "vendors": vendors})
    options = Options(audience="vendor", vendor="v", clean=clean)
    document = text_of(session, content, form, options)
    own = {
        value
        for model, name, value in filled_in(session.model_copy(update={"vendors": {}}))
        if name in MAY_SEE.get(model, ()) and isinstance(value, str)
    } | {session.vendors["v"].name}
    assert [mark for mark in text.given if mark not in own and mark in document] == []
    assert clean or {session.title, workload.name, session.vendors["v"].name} <= {
        mark for mark in text.given if mark in document
    }
    words = content.summary
    internal = (words.decisions["override"], words.decisions["outdated"], words.matters["unknown"])
    for word in (*(each.name for each in internal), "red flag", "dissent", "vote", "parked"):
        assert word not in document.casefold()
