"""What the places of a session are called.

Whatever the content has no name for is called by its id or by the field of the file, so that each
place can be found in the file as well.
"""

import re
from collections.abc import Mapping
from typing import Final

from fouraxis.content import models, terms
from fouraxis.content.language import noted, tr
from fouraxis.workshop import agenda, questions
from fouraxis.workshop.question import OF_WORKLOAD, Question, Subject
from fouraxis.workshop.session import SessionPath

FIELDS: Final[Mapping[str, str]] = {
    "acceptance": noted("acceptance"),
    "actions": noted("actions"),
    "against": noted("against"),
    "agenda": noted("agenda"),
    "ai_act": noted("EU AI Act"),
    "answer": noted("answer"),
    "answers": noted("answers"),
    "at": noted("at"),
    "basis": noted("basis"),
    "builder": noted("builder"),
    "by": noted("by"),
    "by_when": noted("by when"),
    "carried": noted("carried"),
    "change": noted("what would change it"),
    "chosen_vendor": noted("chosen vendor"),
    "changed_by": noted("changed by"),
    "claimed": noted("claimed"),
    "clock": noted("clock"),
    "conditions": noted("conditions"),
    "conditions_open": noted("conditions open"),
    "confidence": noted("confidence"),
    "context": noted("context"),
    "contract": noted("contract"),
    "created": noted("created"),
    "date": noted("date"),
    "deciders": noted("deciders"),
    "decision": noted("decision"),
    "description": noted("description"),
    "digest": noted("digest"),
    "disqualified": noted("disqualified"),
    "dissent": noted("dissent"),
    "drivers": noted("drivers"),
    "due": noted("due"),
    "earlier": noted("earlier"),
    "evaluation": noted("evaluation"),
    "evidence": noted("evidence"),
    "extra": noted("extra"),
    "finder": noted("who finds out"),
    "fit": noted("fit"),
    "governance": noted("governance"),
    "ground": noted("ground"),
    "handoff": noted("handoff"),
    "id": noted("id"),
    "internal_long_term": noted("internal long term"),
    "kind": noted("kind"),
    "left_out": noted("left out"),
    "legal": noted("legal review"),
    "level": noted("level"),
    "levels": noted("levels"),
    "mark": noted("mark"),
    "measured_by": noted("measured by"),
    "met": noted("met"),
    "metric": noted("metric"),
    "metric_target": noted("metric: target"),
    "metric_today": noted("metric: today"),
    "milestones": noted("milestones"),
    "missing_roles": noted("missing roles"),
    "model": noted("model"),
    "motives": noted("motives"),
    "name": noted("name"),
    "not_motives": noted("not motives"),
    "note": noted("note"),
    "operations": noted("operations"),
    "options": noted("options"),
    "organisation": noted("organisation"),
    "out_of_scope": noted("out of scope"),
    "outputs": noted("outputs"),
    "owner": noted("owner"),
    "pack": noted("pack"),
    "paid": noted("paid"),
    "parked": noted("parked"),
    "parked_why": noted("why parked"),
    "participants": noted("participants"),
    "plan": noted("plan"),
    "present": noted("present"),
    "production_like_data": noted("production like data"),
    "profile": noted("profile"),
    "proof": noted("how it is known"),
    "reason": noted("reason"),
    "reentry": noted("way back"),
    "reveal": noted("reveal"),
    "review": noted("review"),
    "reviewed": noted("reviewed"),
    "revisit": noted("revisit"),
    "role": noted("role"),
    "rows": noted("rows"),
    "scope": noted("scope"),
    "seal": noted("seal"),
    "sealed_at": noted("sealed at"),
    "sealed_by": noted("sealed by"),
    "sha256": noted("sha256"),
    "side": noted("side"),
    "since": noted("here since"),
    "sprint": noted("sprint"),
    "sprints": noted("sprint"),
    "state": noted("state"),
    "strength": noted("strength"),
    "strict_governance": noted("strict governance"),
    "structure": noted("structure"),
    "suggested": noted("suggested"),
    "target": noted("target"),
    "time": noted("time"),
    "title": noted("title"),
    "transfer": noted("transfer"),
    "unmet": noted("unmet"),
    "unsealed": noted("unsealed"),
    "until": noted("here until"),
    "use_case": noted("use case"),
    "used": noted("used"),
    "user_needs": noted("user needs"),
    "vendor": noted("vendor"),
    "vendors": noted("vendors"),
    "verdict": noted("verdict"),
    "version": noted("version"),
    "votes": noted("votes"),
    "walk": noted("walk"),
    "was_parked": noted("parked before"),
    "weeks": noted("weeks"),
    "what": noted("what"),
    "why": noted("why"),
    "wording": noted("wording"),
    "workload": noted("workload"),
    "workloads": noted("workloads"),
}
"""The fields of a session; `tr` says them. A group of questions that is not here has a heading."""

_DECIDED: Final = {
    "as-recommended": "agreed",
    "alternative": "alternative",
    "override": "override",
}
_ANY: Final = "*"
_ROOTS: Final[Mapping[Subject, SessionPath]] = {
    "workload": ("workloads", _ANY),
    "vendor": ("vendors", _ANY),
    "programme": (),
}
_SUBJECTS: Final = frozenset({"workloads", "vendors", "participants"})


_STAMP: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-\d\dZ")


def field_name(key: str) -> str:
    """What a field is called; of an id, its words, and of a moment, day and time."""
    if at := _STAMP.fullmatch(key):
        return "{} {}:{} UTC".format(*at.groups())
    return tr(FIELDS[key]) if key in FIELDS else key.replace("-", " ").replace("_", " ")


class Naming:
    """The names that a content has for the places of a session, and for what is chosen there.

    `actions` are those of a session, by their ids: what is to be done.
    """

    def __init__(self, content: models.Content, actions: Mapping[str, str] | None = None) -> None:
        self._names: dict[SessionPath, str] = {
            ("actions", action): title for action, title in (actions or {}).items()
        }
        self._options: dict[SessionPath, dict[str, str]] = {}
        self._unknown = content.setup.answers[terms.UNKNOWN].name
        for subject, root in _ROOTS.items():
            for question in questions.templates(content, subject):
                self._add(root, question)
        decision, states = (*_ROOTS["workload"], "decision"), content.summary.decisions
        self._options |= {
            (*decision, "model"): self._options.pop(decision),
            (*decision, "kind"): {key: states[state].name for key, state in _DECIDED.items()},
            ("participants", _ANY, "role"): {
                role.id: role.name for role in content.setup.roles.values()
            },
            ("left_out",): {step: agenda.title(content, step) for step in agenda.STEPS},
        }

    def place(self, path: SessionPath) -> str | None:
        """What the content calls a place; None if it has no name for it."""
        return self._names.get(_template(path))

    def value(self, path: SessionPath, text: str) -> str | None:
        """What was chosen at a place; None for what was typed, and what the content has not."""
        options = self._options.get(_template(path))
        if not options:
            return None
        return options.get(text, self._unknown if text == terms.UNKNOWN else None)

    def _add(self, root: SessionPath, question: Question) -> None:
        """A matter is named where its note stands, an answer where it is another one's detail.

        A sprint is no matter of its first question, but of a workload.
        """
        table, answer = (*root, *question.mark_path), (*root, *question.value_path)
        if question.heading and len(question.path) == 2 and question.path[0] not in FIELDS:
            self._names[(*root, question.path[0])] = question.heading
        if len(question.mark_path) > 1 and table[-1] != OF_WORKLOAD:
            self._names.setdefault(table, question.name)
        if answer[:-1] != table or self._names.get(table) != question.name:
            self._names[answer] = question.name
        if question.path == ("motives",):
            for field in ("motives", "not_motives"):
                self._options.setdefault((*root, field), {})[question.field] = question.name
        elif question.options:
            self._options[answer] = {option.id: option.name for option in question.options}


def _template(path: SessionPath) -> SessionPath:
    """The same place of any workload, vendor or participant; of a sprint, for any workload."""
    if len(path) < 2 or path[0] not in _SUBJECTS:
        return path
    if path[2:3] == ("sprints",) and len(path) > 3:
        return (path[0], _ANY, "sprints", OF_WORKLOAD, *path[4:])
    return (path[0], _ANY, *path[2:])
