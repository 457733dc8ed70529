"""The JSON report keeps to its published schema, and loses nothing."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fouraxis.content.load import content_folder, load, shipped
from fouraxis.content.models import Content
from fouraxis.report.composition import PLAIN, Options
from fouraxis.report.formats import report
from fouraxis.report.json_report import schema
from fouraxis.store.read import read
from fouraxis.workshop.edit import new_session
from fouraxis.workshop.session import Session
from tests.report.marked import Texts, full
from tests.report.reading import written

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"
SAMPLES = sorted(path.name for path in shipped("sessions").glob("*.toml"))


def test_the_published_schema_is_the_one_in_use() -> None:
    if not PUBLISHED.parent.exists():
        pytest.skip("not in a checkout: a source archive holds a part of the project")
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("options", [PLAIN, Options(clean=True), Options(clean=True, notes=True)])
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.few("name", 1)
def test_the_samples_keep_to_it(content: Content, name: str, options: Options) -> None:
    session = read(shipped("sessions") / name).session
    Draft202012Validator(schema()).validate(json.loads(written(session, content, "json", options)))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.few("name", 1)
def test_the_samples_keep_to_it_in_german(name: str) -> None:
    folder = content_folder(Path("de"))
    session = read(shipped("sessions") / name).session
    Draft202012Validator(schema()).validate(json.loads(report(session, load(folder), "json")))


def test_an_empty_session_keeps_to_it(content: Content) -> None:
    session = new_session("Empty", "0198c0de", datetime(2026, 1, 1, tzinfo=UTC), content.home.pack)
    Draft202012Validator(schema()).validate(json.loads(report(session, content, "json")))


def test_every_object_of_ours_lists_its_keys_in_the_order_in_which_they_are_written(
    content: Content,
) -> None:
    described = schema()
    whole = json.loads(report(full(content, Texts()), content, "json"))
    for name, value in (
        ("WorkloadJson", whole["workloads"][0]),
        ("VendorJson", whole["vendors"][0]),
        ("RecommendationJson", whole["workloads"][0]["recommendation"]),
        ("ProgrammeJson", whole["programme"]),
        ("AgendaItemJson", whole["agenda"]["items"][0]),
    ):
        assert list(value) == list(described["$defs"][name]["properties"])
        assert described["$defs"][name]["additionalProperties"] is False


def test_a_session_with_every_field_keeps_to_it(content: Content) -> None:
    whole = json.loads(report(full(content, Texts()), content, "json"))
    Draft202012Validator(schema()).validate(whole)


def test_what_is_no_report_does_not(content: Content) -> None:
    whole = json.loads(report(full(content, Texts()), content, "json"))
    whole["workloads"][0]["status"] = "fine"
    del whole["notice"]
    assert len(list(Draft202012Validator(schema()).iter_errors(whole))) == 2


@pytest.mark.parametrize("name", SAMPLES)
def test_the_session_can_be_made_again_from_it(content: Content, name: str) -> None:
    session = read(shipped("sessions") / name).session
    whole = json.loads(report(session, content, "json"))
    again = Session.model_validate(
        {
            **whole["session"],
            "workloads": {row["id"]: row["answers"] for row in whole["workloads"]},
            "vendors": {row["id"]: row["answers"] for row in whole["vendors"]},
        }
    )
    assert again == session
