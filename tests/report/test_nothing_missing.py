"""Whatever a session holds reaches the documents: every answer, every note, every unknown key."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, FACTORS, LEVELS
from fouraxis.report.answers import leaves
from fouraxis.report.formats import report
from fouraxis.workshop.session import Session, SetAside

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Texts:
    """Texts that are all different, so that each can be looked for."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, field: str = "text") -> str:
        """A new text, which says what it is for."""
        self.given.append(f"{field}{len(self.given):04}end")
        return self.given[-1]


def full(content: Content, text: Texts) -> Session:
    """A session in which every question has an answer, and every field for a text its own text."""

    def marks() -> dict[str, Any]:
        return {"note": text("note"), "extra-key": text("extra")}

    axes = {
        axis: {
            "level": LEVELS[axis][0],
            "reason": text("reason"),
            "factors": {
                **{key: {"level": levels[0], **marks()} for key, levels in FACTORS[axis].items()},
                "retired-factor": {"level": "yes", **marks()},
            },
            **marks(),
        }
        for axis in AXES
    }
    checks = (*content.ownership.transfer.checks, "retired-check")
    workload = {
        "name": text("name"),
        "description": text("description"),
        "owner": text("owner"),
        "kind": text("kind"),
        "motives": ["talent-access"],
        "layers": {"build": "partner"},
        "axes": axes,
        "rules": {rule: {"answer": "no", **marks()} for rule in ASKED_RULES},
        "risks": {"model-drift": {"side": "both", "owner": text("owner"), **marks()}},
        "ownership": {
            area: {"owner": text("owner"), "vendor": text("vendor"), **marks()}
            for area in (*content.ownership.areas, "retired-area")
        },
        "operations": {
            "structure": "joint-operated",
            "internal_long_term": "yes",
            "plan": text("plan"),
            "transfer": {check: {"answer": "yes", **marks()} for check in checks},
            **marks(),
        },
        "decision": {
            "model": "internal-rnd",
            "kind": "override",
            "reason": text("reason"),
            "by": text("by"),
            "at": NOW,
            "witness": text("extra"),
        },
        "wholly-new": {"deep": {"deeper": [text("extra"), text("extra")]}},
    }
    vendors = content.vendors
    vendor = {
        "name": text("name"),
        "note": text("note"),
        "workloads": ["w"],
        "criteria": {
            key: {"mark": "partial", "evidence": text("evidence"), **marks()}
            for key in (*vendors.criteria, "retired-criterion")
        },
        "red_flags": {key: {"answer": "yes", **marks()} for key in (*vendors.red_flags, "retired")},
        "sprint": {
            "weeks": 0,
            "paid": "yes",
            "use_case": text("use"),
            "outputs": {key: "yes" for key in vendors.sprint.outputs},
            "verdict": "stop",
            **marks(),
        },
        "rating": text("extra"),
    }
    session = Session.model_validate(
        {
            "id": "x",
            "title": text("title"),
            "organisation": text("organisation"),
            "created": NOW,
            "participants": {"a": {"name": text("name"), "role": text("role"), "mood": text("x")}},
            "workloads": {"w": workload},
            "vendors": {"v": vendor},
            "boards": {"parking-lot": {"one": text("extra")}},
        }
    )
    aside = SetAside(path=("workloads", "w", "rules", "x"), value={"a": [text("aside")]}, fault="?")
    return session.model_copy(update={"set_aside": (aside,)})


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_every_text_of_a_session_is_in_the_document(content: Content, form: Any) -> None:
    text = Texts()
    session = full(content, text)
    document = report(session, content, form)
    assert [one for one in text.given if one not in document] == []
    assert len(text.given) > 100


def test_every_text_is_told_once_in_markdown(content: Content) -> None:
    text = Texts()
    document = report(full(content, text), content, "markdown")
    notes = [one for one in text.given if one.startswith(("note", "extra", "evidence", "plan"))]
    assert [one for one in notes if document.count(one) > 1] == []


def test_every_note_of_a_workload_is_in_its_row_of_csv(content: Content) -> None:
    text = Texts()
    session = full(content, text)
    row = report(session, content, "csv")
    asked = session.workloads["w"].model_copy(update={"axes": {}})
    for rule in asked.rules.values():
        assert rule.note in row


def test_json_has_every_answer_as_the_file_has_it(content: Content) -> None:
    session = full(content, Texts())
    found = json.loads(report(session, content, "json"))
    told = session.model_dump(mode="json", exclude_defaults=True)
    assert found["workloads"][0]["answers"] == told["workloads"]["w"]
    assert found["vendors"][0]["answers"] == told["vendors"]["v"]
    rest = {key: value for key, value in told.items() if key not in ("workloads", "vendors")}
    assert found["session"] == rest


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
    assert "| Sensitivity | unknown |  |" in lines
    assert "| Maturity | parked |  |" in lines
    assert "| Certainty | low, to be looked at again |  |" in lines
    assert not [line for line in lines if line.startswith("| Readiness")]


def test_leaves_leave_nothing_out_but_what_is_empty() -> None:
    tree = {"a": {"b": [1, 0, {"c": False}]}, "d": "", "e": None, "f": True, "g": {}}
    found: Iterator[tuple[tuple[str, ...], str]] = leaves(tree)
    assert dict(found) == {
        ("a", "b", "1"): "1",
        ("a", "b", "2"): "0",
        ("a", "b", "3", "c"): "no",
        ("f",): "yes",
    }
