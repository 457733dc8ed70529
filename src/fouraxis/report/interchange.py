"""The summary as JSON, for programs: what follows from the answers, and the answers themselves."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from fouraxis.content.models import Content
from fouraxis.decision.recommendation import to_json
from fouraxis.report.agenda import agenda_json
from fouraxis.report.answers import AnswerRow
from fouraxis.report.escape import json_pieces
from fouraxis.report.statements import shortlist_json, workstreams_json
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow
from fouraxis.workshop.session import Node


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
            "workloads": map(_workload, summary.workloads),
            "vendors": map(_vendor, summary.vendors),
            "programme": {
                **asdict(summary.programme),
                "workstreams": workstreams_json(summary, content),
                "shortlist": shortlist_json(summary, content),
            },
            "agenda": agenda_json(summary.agenda),
            "set_aside": [one.model_dump(mode="json") for one in summary.session.set_aside],
            "notice": summary.notice,
        }
    )


def _workload(row: WorkloadRow) -> dict[str, Any]:
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
            area: one.model_dump(mode="json") for area, one in workload.ownership.items()
        },
        "vendors": list(row.vendors),
        "notes": _notes(row.answers),
        "answers": _dumped(workload),
    }


def _vendor(row: VendorRow) -> dict[str, Any]:
    vetted = row.vetted
    return {
        "id": row.id,
        "name": row.name,
        "note": row.note,
        "workloads": list(vetted.vendor.workloads),
        "marks": dict(vetted.marks),
        "red_flags": list(vetted.red_flags),
        "sprint_warning": vetted.sprint_warning,
        "notes": _notes(row.answers),
        "answers": _dumped(vetted.vendor),
    }


def _dumped(node: Node, *without: str) -> dict[str, Any]:
    """A part of the session as the session file has it: what is not answered is absent."""
    return node.model_dump(mode="json", exclude_defaults=True, exclude=set(without))


def _notes(answers: tuple[AnswerRow, ...]) -> list[dict[str, str]]:
    return [
        {"item": answer.item, "name": answer.name, "kind": kind, "text": text}
        for answer in answers
        for kind, text in answer.texts.items()
    ]
