"""The report as JSON, for programs, and its JSON Schema: published in `docs/report.schema.json`."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final, get_args

from fouraxis.content.models import Content
from fouraxis.content.terms import (
    ASKED_RULES,
    AXES,
    CLAUSES,
    LEVELS,
    MODELS,
    MOST_MINUTES,
    PARTS,
    UNKNOWN,
)
from fouraxis.decision.programme import COUNT_KINDS
from fouraxis.decision.recommendation import to_json
from fouraxis.report.answers import AnswerRow
from fouraxis.report.escape import json_pieces
from fouraxis.report.sections import agenda_json, shortlist_json, workstreams_json
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow
from fouraxis.workshop.agenda import STEPS, For
from fouraxis.workshop.assess import DecisionState, Status
from fouraxis.workshop.ready import ReadyState
from fouraxis.workshop.session import Node, Session

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_FLAG: Final = {"type": "boolean"}
_IDS: Final = {"type": "array", "items": _TEXT}
_MODEL: Final = {"enum": list(MODELS)}
_MODEL_OR_NONE: Final = {"enum": [*MODELS, None]}


def schema() -> dict[str, Any]:
    """What a JSON report holds, key by key; the answers are as in the session file."""
    answers = Session.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
    parts: dict[str, Any] = answers.pop("$defs")
    rest = {key: one for key, one in answers["properties"].items() if key not in _ELSEWHERE}
    parts["Session"] = {**answers, "properties": rest}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of fouraxis",
        "description": "Everything a workshop said, as its file has it, and what follows from it.",
        **_object(
            title=_TEXT,
            organisation=_TEXT,
            created={"type": "string", "format": "date-time"},
            session={"$ref": "#/$defs/Session"},
            workloads={"type": "array", "items": _workload()},
            vendors={"type": "array", "items": _vendor()},
            programme=_programme(),
            agenda=_agenda(),
            set_aside={"type": "array", "items": {"$ref": "#/$defs/SetAside"}},
            notice=_TEXT,
        ),
        "$defs": parts,
    }


_AGENDA_PARTS: Final = {"enum": list(STEPS)}
_ELSEWHERE: Final = ("workloads", "vendors", "set_aside")


def _object(**keys: Any) -> dict[str, Any]:
    """An object that has every one of these keys and no other."""
    return {
        "type": "object",
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


def _list(**keys: Any) -> dict[str, Any]:
    return {"type": "array", "items": _object(**keys)}


def _map(value: Any, keys: tuple[str, ...] = ()) -> dict[str, Any]:
    """A table by id."""
    found = {"type": "object", "additionalProperties": value}
    return {**found, "propertyNames": {"enum": list(keys)}} if keys else found


def _workload() -> dict[str, Any]:
    levels = {axis: {"enum": [*LEVELS[axis], UNKNOWN, None]} for axis in AXES}
    states = list(get_args(DecisionState))
    decided = {"type": "object", "properties": {"model": _MODEL, "state": {"enum": states}}}
    return _object(
        id=_TEXT,
        name=_TEXT,
        description=_TEXT,
        owner=_TEXT,
        kind={"type": ["string", "null"]},
        **levels,
        recommendation=_recommendation(),
        reasons=_list(kind=_TEXT, text=_TEXT, source={"enum": ["published", "guide"]}),
        status={"enum": list(get_args(Status))},
        decision={"anyOf": [{"type": "null"}, {**decided, "required": ["model", "state"]}]},
        open=_COUNT,
        ready=_map({"enum": list(get_args(ReadyState))}),
        unowned=_IDS,
        ownership=_map({"$ref": "#/$defs/AreaAnswer"}),
        vendors=_IDS,
        notes=_notes(),
        answers={"$ref": "#/$defs/Workload"},
    )


def _recommendation() -> dict[str, Any]:
    change = {
        "type": "object",
        "properties": {
            "axis": {"enum": list(AXES)},
            "rule": {"enum": list(ASKED_RULES)},
            "to": _TEXT,
            "lead": _MODEL_OR_NONE,
        },
        "required": ["to", "lead"],
        "additionalProperties": False,
    }
    return _object(
        lead=_MODEL_OR_NONE,
        options={"type": "array", "items": _MODEL},
        basis=_object(
            kind={"enum": ["published", "interpretation", "rule"]},
            rows={"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 8}},
            rules={"type": "array", "items": {"enum": list(ASKED_RULES)}},
        ),
        strict_governance=_FLAG,
        provisional=_FLAG,
        possible=_map(_IDS, MODELS),
        without_rules=_MODEL_OR_NONE,
        changes={"type": "array", "items": change},
        warnings=_IDS,
        next_steps=_IDS,
    )


def _vendor() -> dict[str, Any]:
    return _object(
        id=_TEXT,
        name=_TEXT,
        note=_TEXT,
        workloads=_IDS,
        marks=_map(_COUNT),
        red_flags=_IDS,
        sprint_warning={"type": ["string", "null"]},
        notes=_notes(),
        answers={"$ref": "#/$defs/Vendor"},
    )


def _notes() -> dict[str, Any]:
    return _list(item=_TEXT, name=_TEXT, kind=_TEXT, text=_TEXT)


def _agenda() -> dict[str, Any]:
    """Every time in it is in minutes."""
    return _object(
        total=_COUNT,
        items=_list(
            part=_AGENDA_PARTS,
            name=_TEXT,
            each={"enum": list(get_args(For))},
            times=_COUNT,
            minutes={**_COUNT, "maximum": MOST_MINUTES},
            own=_FLAG,
            total=_COUNT,
            starts_after=_COUNT,
        ),
        left_out={"type": "array", "items": {"enum": list(PARTS)}},
    )


def _workstreams() -> dict[str, Any]:
    """The outline of a statement of work for each workload that goes outside."""
    clauses = _list(
        id={"enum": list(CLAUSES)},
        known=_IDS,
        open=_COUNT,
        left_out=_FLAG,
    )
    return _list(workload=_TEXT, model=_MODEL, clauses=clauses)


def _shortlist() -> dict[str, Any]:
    """Vendors against workloads; null where the workshop leaves vendors out."""
    found = _object(
        vendors=_list(vendor=_TEXT, marks=_map(_COUNT), red_flags=_COUNT, verdict=_TEXT),
        workloads=_list(workload=_TEXT, outside=_FLAG, vendors=_IDS),
        nobody=_IDS,
    )
    return {"anyOf": [{"type": "null"}, found]}


def _programme() -> dict[str, Any]:
    return _object(
        models=_map(_IDS, MODELS),
        open=_IDS,
        outside=_IDS,
        hybrid=_FLAG,
        hybrid_reason={"type": ["string", "null"]},
        squads=_COUNT,
        product_owners=_IDS,
        counts=_list(kind={"enum": list(COUNT_KINDS)}, total=_COUNT, places=_IDS),
        questions=_list(question=_TEXT, text=_TEXT, workloads=_IDS),
        warnings=_IDS,
        workstreams=_workstreams(),
        shortlist=_shortlist(),
    )


def interchange(summary: Summary, content: Content) -> Iterator[str]:
    """One JSON object, in pieces.

    `answers` holds a workload's or vendor's part of the session as the session file has it, and
    `session` the rest of it: nothing that the room said is missing.
    """
    session = _dumped(summary.session, "workloads", "vendors")
    return json_pieces(
        {
            "title": summary.title,
            "organisation": summary.organisation,
            "created": session["created"],
            "session": session,
            "workloads": map(_workload_object, summary.workloads),
            "vendors": map(_vendor_object, summary.vendors),
            "programme": {
                **asdict(summary.programme),
                "workstreams": workstreams_json(summary, content),
                "shortlist": shortlist_json(summary, content),
            },
            "agenda": agenda_json(summary.agenda),
            "set_aside": [fault.model_dump(mode="json") for fault in summary.session.set_aside],
            "notice": summary.notice,
        }
    )


def _workload_object(row: WorkloadRow) -> dict[str, Any]:
    workload = row.assessed.workload
    decision = workload.decision
    return {
        "id": row.id,
        "name": row.name,
        "description": row.description,
        "owner": row.owner,
        "kind": workload.kind,
        **{axis: workload.axis(axis).level for axis in row.levels},
        "recommendation": to_json(row.assessed.recommendation),
        "reasons": [asdict(reason) for reason in row.assessed.recommendation.reasons],
        "status": row.assessed.status,
        "decision": {**decision.model_dump(mode="json"), "state": row.assessed.decision_state}
        if decision
        else None,
        "open": row.open,
        "ready": {check.id: check.state for check in row.ready},
        "unowned": list(row.assessed.unowned),
        "ownership": {
            area: answer.model_dump(mode="json") for area, answer in workload.ownership.items()
        },
        "vendors": list(row.vendors),
        "notes": _note_objects(row.answers),
        "answers": _dumped(workload),
    }


def _vendor_object(row: VendorRow) -> dict[str, Any]:
    vetted = row.vetted
    return {
        "id": row.id,
        "name": row.name,
        "note": row.note,
        "workloads": list(vetted.vendor.workloads),
        "marks": dict(vetted.marks),
        "red_flags": list(vetted.red_flags),
        "sprint_warning": vetted.sprint_warning,
        "notes": _note_objects(row.answers),
        "answers": _dumped(vetted.vendor),
    }


def _dumped(node: Node, *without: str) -> dict[str, Any]:
    """A part of the session as the session file has it: what is not answered is absent."""
    return node.model_dump(mode="json", exclude_defaults=True, exclude=set(without))


def _note_objects(answers: tuple[AnswerRow, ...]) -> list[dict[str, str]]:
    return [
        {"item": answer.item, "name": answer.name, "kind": kind, "text": text}
        for answer in answers
        for kind, text in answer.texts.items()
    ]
