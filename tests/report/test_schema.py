"""The JSON report keeps to its published schema, and loses nothing."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.report.formats import report
from fouraxis.report.json_report import schema
from fouraxis.store.read import read
from fouraxis.workshop.session import Session
from tests.report.marked import Texts, full

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"
SAMPLES = sorted(path.name for path in shipped("sessions").glob("*.toml"))


def test_the_published_schema_is_the_one_in_use() -> None:
    if not PUBLISHED.parent.exists():
        pytest.skip("not in a checkout: a source archive holds a part of the project")
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_keep_to_it(content: Content, name: str) -> None:
    session = read(shipped("sessions") / name).session
    Draft202012Validator(schema()).validate(json.loads(report(session, content, "json")))


def test_a_session_with_every_field_keeps_to_it(content: Content) -> None:
    written = json.loads(report(full(content, Texts()), content, "json"))
    Draft202012Validator(schema()).validate(written)


def test_what_is_no_report_does_not(content: Content) -> None:
    written = json.loads(report(full(content, Texts()), content, "json"))
    written["workloads"][0]["status"] = "fine"
    del written["notice"]
    assert len(list(Draft202012Validator(schema()).iter_errors(written))) == 2


@pytest.mark.parametrize("name", SAMPLES)
def test_the_session_can_be_made_again_from_it(content: Content, name: str) -> None:
    session = read(shipped("sessions") / name).session
    written = json.loads(report(session, content, "json"))
    again = Session.model_validate(
        {
            **written["session"],
            "workloads": {row["id"]: row["answers"] for row in written["workloads"]},
            "vendors": {row["id"]: row["answers"] for row in written["vendors"]},
        }
    )
    assert again == session
