"""A session in which every field that takes text has a text of its own, to be looked for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, get_args

from pydantic import BaseModel

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, FACTORS, LEVELS
from fouraxis.workshop.catalogue import CONTRACT
from fouraxis.workshop.session import Acceptance, Session, SetAside

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

EARLIER = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""When what was decided first was decided."""

BEFORE, LONG_BEFORE = "2026-11-21T10-30-00Z", "2026-11-20T08-15-00Z"
"""Until when something else was answered."""

DAYS = (date(2031, 1, 7), date(2032, 2, 8), date(2033, 3, 9), date(2034, 4, 10))
"""Of the legal review, of a way back, of an action, of looking again at all of it."""

AI_ACT = ("employment",)
"""Areas of the EU AI Act."""

KNOWN_SINCE = date(2035, 5, 11)
"""When it was that somebody saw it."""

MARKS = ("note", "parked", "parked_why", "finder", "review", "proof", "was_parked")

MINUTES = 377
"""What the session plans for a part: a number like no other in a report."""

PEOPLE = ("person", "vendorname", "role")
NOTES = ("note", "reason", "evidence", "plan")
UNKNOWN_KEYS = ("extra", "aside")
SHOWN = (
    "title",
    "organisation",
    "name",
    "description",
    "kind",
    "use",
    "support",
    "target",
    "when",
    "accept",
    "conditions",
    "dissent",
)


class Texts:
    """Texts that are all different, each of which says what it is for."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, field: str) -> str:
        """A new text for a field."""
        self.given.append(f"{field}{len(self.given):04}end")
        return self.given[-1]

    def of(self, *fields: str) -> list[str]:
        """The texts that were given for these fields."""
        return [mark for mark in self.given if mark.startswith(fields)]


def full(content: Content, text: Texts) -> Session:
    """Every question has an answer, and every field for a text its own text."""
    session = Session.model_validate(
        {
            "id": "x",
            "title": text("title"),
            "organisation": text("organisation"),
            "created": NOW,
            "agenda": {"risks": MINUTES},
            "time": {"clock": True, "used": {"axes": {"w": 2460}}, "extra": {"axes": {"w": 5}}},
            "participants": {
                "ana": {
                    "name": text("person"),
                    "role": text("role"),
                    "since": EARLIER,
                    "until": NOW,
                    "mood": text("extra"),
                }
            },
            "contract": _contract(content, text),
            "workloads": {"w": _workload(content, text)},
            "vendors": {"v": _vendor(content, text)},
            "actions": _actions(text),
            "carried": ["contract.retired-item.answer"],
            "milestones": {
                "legal": {"name": text("name"), "at": NOW, "sha256": "0", "mood": text("extra")}
            },
            "seal": {
                "at": NOW,
                "by": text("person"),
                "present": ["ana"],
                "deciders": ["ana"],
                "revisit": DAYS[3],
                "digest": "0",
            },
            "unsealed": {
                "2026-11-23T09-00-00Z": {
                    "at": NOW,
                    "by": text("person"),
                    "reason": text("reason"),
                    "sealed_at": NOW,
                    "sealed_by": text("person"),
                }
            },
            "boards": {"parking-lot": {"one": text("extra")}},
        }
    )
    aside = SetAside(path=("workloads", "w", "rules", "x"), value={"a": [text("aside")]}, fault="?")
    return session.model_copy(update={"set_aside": (aside,)})


def _workload(content: Content, text: Texts) -> dict[str, Any]:
    models, profile = content.matrix.models.values(), content.profile
    return {
        "name": text("name"),
        "description": text("description"),
        "owner": text("person"),
        "kind": text("kind"),
        "motives": ["talent-access"],
        "not_motives": ["capability-breadth"],
        "layers": dict.fromkeys(profile.layers, "partner"),
        "missing_roles": dict.fromkeys(profile.roles, "yes"),
        "profile": {
            key: _marks(text) for key in (*profile.layers, *profile.motives, *profile.roles)
        },
        "fit": _plain(text, *profile.fit),
        "context": {key: {"level": "low", **_marks(text)} for key in profile.context},
        "axes": {axis: _axis(axis, text, _marks(text)) for axis in AXES},
        "rules": {
            rule: {
                "answer": "no",
                "earlier": {
                    BEFORE: {
                        "answer": "yes",
                        "reason": text("reason"),
                        "changed_by": text("person"),
                    }
                },
                **_marks(text),
            }
            for rule in ASKED_RULES
        },
        "conditions": _plain(text, *(key for model in models for key in model.conditions)),
        "governance": _plain(text, *content.matrix.governance),
        "handoff": {"owner": text("person"), **_marks(text)},
        "builder": {"owner": text("person"), "by_when": text("when"), **_marks(text)},
        **_carried(content, text),
        "wholly-new": {"deep": {"deeper": [text("extra"), text("extra")]}},
    }


def _carried(content: Content, text: Texts) -> dict[str, Any]:
    """Who carries a workload, by what contract, at what cost; who runs it, and what was decided."""
    return {
        "risks": {
            key: {"side": "both", "owner": text("person"), **_marks(text)}
            for key in (*content.risks.risks, "retired-risk")
        },
        "contract": _contract(content, text),
        "drivers": _plain(text, *content.drivers.cost, *content.drivers.timeline),
        "ownership": {
            area: {"owner": text("person"), "vendor": text("support"), **_marks(text)}
            for area in (*content.ownership.areas, "retired-area")
        },
        "operations": {
            "structure": "joint-operated",
            "internal_long_term": "yes",
            "plan": text("plan"),
            "transfer": _plain(text, *content.ownership.transfer.checks, "retired-check"),
            **_marks(text),
        },
        "acceptance": {
            **{key: text("accept") for key in Acceptance.model_fields if key not in MARKS},
            **_marks(text),
        },
        "legal": {"reviewed": "no", "owner": text("person"), "date": DAYS[0], **_marks(text)},
        "ai_act": _plain(text, *AI_ACT),
        "chosen_vendor": "v",
        "carried": ["context.data-access.level", "decision"],
        "reentry": {"owner": text("person"), "revisit": DAYS[1], **_marks(text)},
        "earlier": {
            BEFORE: {
                "model": "co-build-squad",
                "kind": "alternative",
                "reason": text("reason"),
                "by": text("person"),
                "at": EARLIER,
                "witness": text("extra"),
            }
        },
        "decision": {
            "model": "internal-rnd",
            "kind": "override",
            "reason": text("reason"),
            "by": text("person"),
            "at": NOW,
            "witness": text("extra"),
        },
    }


def _contract(content: Content, text: Texts) -> dict[str, Any]:
    ids = [item.id for _, item in CONTRACT.live(content)]
    return {
        key: {
            "answer": "agreed",
            "owner": "vendor",
            "target": text("target"),
            "measured_by": text("person"),
            **_marks(text),
        }
        for key in (*ids, "retired-item")
    }


def _marks(text: Texts) -> dict[str, Any]:
    return {
        "note": text("note"),
        "parked": True,
        "parked_why": text("reason"),
        "finder": text("person"),
        "review": True,
        "proof": {"strength": "seen", "by": text("person"), "date": KNOWN_SINCE},
        "was_parked": {
            BEFORE: {
                "reason": text("reason"),
                "finder": text("person"),
                "changed_by": text("person"),
                "mood": text("extra"),
            }
        },
        "extra-key": text("extra"),
    }


def _plain(text: Texts, *ids: str) -> dict[str, Any]:
    return {key: {"answer": "yes", **_marks(text)} for key in ids}


def _axis(axis: Any, text: Texts, marks: dict[str, Any]) -> dict[str, Any]:
    factors = {
        key: {
            "level": levels[0],
            **_marks(text),
            "more": text("extra"),
        }
        for key, levels in FACTORS[axis].items()
    }
    gone = {"retired-factor": {"level": "yes", "note": text("note")}}
    return {
        "level": LEVELS[axis][0],
        "against": LEVELS[axis][-1],
        "reason": text("reason"),
        "votes": {
            "round-1": {
                "levels": {"ana": LEVELS[axis][1]},
                "at": EARLIER,
                "table": text("extra"),
            }
        },
        "confidence": "low",
        "dissent": {
            "ana": {
                **{key: text("dissent") for key in ("what", "why", "change")},
                "tone": text("extra"),
            }
        },
        "factors": {**factors, **gone},
        "earlier": {
            BEFORE: {
                "level": LEVELS[axis][-1],
                "suggested": LEVELS[axis][1],
                "reason": text("reason"),
                "changed_by": text("person"),
            },
            LONG_BEFORE: {"level": LEVELS[axis][1], "suggested": LEVELS[axis][1]},
        },
        **marks,
    }


def _vendor(content: Content, text: Texts) -> dict[str, Any]:
    words = content.vendors
    return {
        "name": text("vendorname"),
        "note": text("note"),
        "workloads": ["w"],
        "carried": ["criteria.retired-criterion.mark", "sprints.w.paid"],
        "criteria": {
            key: {"mark": "partial", "evidence": text("evidence"), **_marks(text)}
            for key in (*words.criteria, "retired-criterion")
        },
        "red_flags": {
            key: {
                "answer": "yes",
                "claimed": ["answer"],
                "evidence": text("evidence"),
                **_marks(text),
            }
            for key in (*words.red_flags, "retired")
        },
        "sprint": _sprint(content, text),
        "sprints": {"w": _sprint(content, text)},
        "disqualified": {"reason": text("reason"), "by": text("person"), "at": NOW},
        "earlier": {
            BEFORE: {
                "reason": text("reason"),
                "by": text("person"),
                "at": EARLIER,
                "changed_by": text("person"),
            }
        },
        "rating": text("extra"),
    }


def _sprint(content: Content, text: Texts) -> dict[str, Any]:
    return {
        "weeks": 0,
        "paid": "yes",
        "production_like_data": "yes",
        "use_case": text("use"),
        "outputs": {key: "yes" for key in content.vendors.sprint.outputs},
        "verdict": "stop",
        "conditions": text("conditions"),
        "conditions_open": "yes",
        "claimed": ["paid"],
        **_marks(text),
    }


def _actions(text: Texts) -> dict[str, Any]:
    place = {"step": "rules", "workload": "w", "vendor": "v", "item": "core-logic"}
    own = {"title": text("title"), "workload": "w", "place": place}
    return {
        key: {
            **given,
            "owner": text("person"),
            "due": DAYS[2],
            "state": "dropped",
            "reason": text("reason"),
            "note": text("note"),
            "earlier": {BEFORE: {"reason": text("reason"), "changed_by": text("person")}},
            "extra-key": text("extra"),
        }
        for key, given in (("workload.w.legal", {}), ("own-1", own))
    }


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Every field of a model and of the models within it, as the names of its model and itself."""
    met = {model}
    waiting = [model]
    while waiting:
        model = waiting.pop()
        for name, field in model.model_fields.items():
            yield model.__name__, name
            inner_models = {inner for inner in models_in(field.annotation) if inner not in met}
            met |= inner_models
            waiting += inner_models


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation such as `dict[Id, Workload] | None` names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def filled_in(value: Any) -> Iterator[tuple[str, str, Any]]:
    """Every field with something in it, with the names of its model and itself."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if field.is_required() or inner != field.get_default(call_default_factory=True):
                yield type(value).__name__, name, inner
            yield from filled_in(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from filled_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from filled_in(inner)
