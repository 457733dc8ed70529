"""What content may not change: the identifiers that code, session files and matrix share.

Raw tables are looked at, so that a file with other faults still hears about these.
"""

from collections.abc import Container, Iterable, Iterator
from typing import Any, Final, get_args

from fouraxis.content import terms
from fouraxis.content.models import ProfileGroup

DERIVED_RULES: Final = {"high-sensitivity-without-maturity": 5, "research-bet": 8}
"""The rules that are read off the axes, and the published row that says so."""

RULES: Final = (*terms.ASKED_RULES[:2], *DERIVED_RULES, *terms.ASKED_RULES[2:])

_Path = tuple[str, ...]
Finding = tuple[str, str]
"""A key and what was expected there."""


def _axes() -> Iterator[tuple[_Path, Iterable[str]]]:
    yield ("axes",), terms.AXES
    for axis in terms.AXES:
        yield ("axes", axis, "levels"), terms.LEVELS[axis]
        yield ("axes", axis, "factors"), terms.FACTORS[axis]
        for factor, levels in terms.FACTORS[axis].items():
            yield ("axes", axis, "factors", factor, "levels"), levels


FIXED: Final[dict[str, dict[_Path, tuple[str, ...]]]] = {
    "home": {("sources",): get_args(terms.Source)},
    "setup": {
        ("fields",): ("title", "organisation", "participants", "reveal", "walk", "parts"),
        ("answers",): (
            *("yes", "no", "unknown", "not-applicable", "open", "parked", "review"),
            *("in", "left-out"),
        ),
        ("reveals",): ("after-placing", "live"),
        ("walks",): ("by-workload", "by-part"),
    },
    "workloads": {("fields",): ("name", "description", "owner", "kind")},
    "profile": {("headings",): get_args(ProfileGroup), ("doers",): get_args(terms.Doer)},
    "axes": {path: tuple(ids) for path, ids in _axes()},
    "rules": {
        ("rules",): RULES,
        ("acceptance",): (
            *("scope", "out-of-scope", "user-needs", "evaluation"),
            *("metric", "metric-today", "metric-target"),
        ),
        ("legal",): ("reviewed", "owner", "date"),
        ("reentry",): ("owner", "revisit"),
    },
    "matrix": {("models",): tuple(terms.MODEL_CODES), ("stages",): terms.STAGES},
    "conditions": {("fields",): (terms.HANDOFF, terms.BUILDER, "by-when")},
    "risks": {("sides",): get_args(terms.Side)},
    "contract": {
        ("answers",): get_args(terms.Agreement),
        ("owners",): get_args(terms.IpOwner),
        ("pressing",): ("full-outsourcing", "scaled", "operation"),
        ("groups",): terms.GROUPS,
    },
    "drivers": {("effects",): get_args(terms.Effect)},
    "vendors": {
        ("marks",): ("strong", "partial", "claimed", "red-flag", "not-asked"),
        ("sprint", "terms"): (
            *("use-case", "weeks", "paid", "production-like-data"),
            *("verdict", "conditions", "conditions-open"),
        ),
        ("sprint", "verdicts"): ("proceed", "proceed-with-conditions", "stop", "not-run"),
    },
    "ownership": {("structures",): tuple(terms.STRUCTURES.values())},
    "summary": {
        ("statuses",): ("not-placed", "level-again", "provisional", "to-confirm", "final"),
        ("decisions",): ("none", "agreed", "alternative", "override", "outdated"),
        ("columns",): (
            *("workload", *terms.AXES, "recommended", "because", "decision", "ready", "open"),
        ),
        ("matters",): get_args(terms.MatterKind),
        ("ready_states",): ("met", "open", "not-applicable"),
        ("ready",): terms.READY_CHECKS,
        ("clauses",): terms.CLAUSES,
        ("programme",): (
            *("one-model", "none-outside", "left-out"),
            *("squads-owned", "no-vendor", "no-vendors"),
        ),
        ("closing",): terms.CLOSING,
        ("decides",): get_args(terms.Decides),
    },
}
"""Per file, the tables whose ids and their order are fixed."""

NEEDED: Final[dict[str, dict[_Path, tuple[str, ...]]]] = {
    "profile": {("motives",): (terms.TALENT,)},
    "risks": {("risks",): (terms.AGENT_RISK,)},
    "contract": {
        ("groups", "portability-and-support", "items"): (terms.PORTABILITY, terms.SUPPORT),
        ("groups", "exit-terms", "items"): (terms.KNOWLEDGE_TRANSFER,),
    },
    "drivers": {("cost",): (terms.MODEL_DRIVER, terms.OPERATIONS_DRIVER)},
}
"""Per file, items of a checklist that the program knows by their ids: retired perhaps, not gone."""

APART: Final[dict[str, tuple[_Path, ...]]] = {
    "profile": (("layers",), ("motives",), ("roles",)),
    "contract": tuple(("groups", group, "items") for group in terms.GROUPS),
    "drivers": (("cost",), ("timeline",)),
}
"""Per file, tables that share their ids: the session keeps their answers side by side."""


def check(name: str, raw: dict[str, Any]) -> Iterator[Finding]:
    """What the tables of a content file add to, miss of or change in the fixed vocabulary."""
    for path, expected in FIXED[name].items():
        table = _at(raw, path)
        if isinstance(table, dict):
            yield from _ids(".".join(path), table, expected)
    yield from _needed(name, raw)
    yield from _apart(name, raw)
    if name == "rules":
        yield from _rules(raw)
    if name == "profile":
        yield from _extents(raw)
    if name == "ownership":
        yield from _suits(raw)
        taken = (*terms.AXES, *terms.ASKED_RULES, "structure", "internal-long-term")
        yield from _distinct(raw, "areas", taken)
    if name == "vendors":
        yield from _weeks(raw)
        yield from _distinct(raw, "red_flags", _table(raw, "criteria"))


def _at(raw: Any, path: _Path) -> Any:
    for step in path:
        raw = raw.get(step) if isinstance(raw, dict) else None
    return raw


def _ids(key: str, table: dict[str, Any], expected: tuple[str, ...]) -> Iterator[Finding]:
    listed = ", ".join(expected) or "nothing"
    missing = [item for item in expected if item not in table]
    extra = [item for item in table if item not in expected]
    for item in missing:
        yield f"{key}.{item}", f"expected this table, and it is missing ({key} holds {listed})"
    for item in extra:
        yield f"{key}.{item}", f"expected no more than {listed} in {key}"
    if not missing and not extra and tuple(table) != expected:
        yield key, f"expected the order {listed}"
    for item in expected:
        if _at(table, (item, "retired")) is not None:
            yield f"{key}.{item}.retired", "expected nothing: this cannot be retired"


def _needed(name: str, raw: dict[str, Any]) -> Iterator[Finding]:
    for path, ids in NEEDED.get(name, {}).items():
        table = _at(raw, path)
        for item in ids if isinstance(table, dict) else ():
            if item not in table:
                yield ".".join((*path, item)), "expected this table, and it is missing"


def _apart(name: str, raw: dict[str, Any]) -> Iterator[Finding]:
    """Ids that two tables give, though the session has one place for both."""
    seen: dict[str, _Path] = {}
    for path in APART.get(name, ()):
        table = _at(raw, path)
        for item in table if isinstance(table, dict) else ():
            if item in seen:
                first = ".".join((*seen[item], item))
                yield ".".join((*path, item)), f"expected another name: there is {first}"
            seen.setdefault(item, path)


def _extents(raw: dict[str, Any]) -> Iterator[Finding]:
    levels = tuple(level for level in get_args(terms.Extent) if level != terms.UNKNOWN)
    for item, context in _table(raw, "context").items():
        table = _at(context, ("levels",))
        if isinstance(table, dict):
            yield from _ids(f"context.{item}.levels", table, levels)


def _rules(raw: dict[str, Any]) -> Iterator[Finding]:
    """An asked rule has its question and what the answers mean; a derived one has its row."""
    for rule in terms.ASKED_RULES:
        table = _at(raw, ("rules", rule))
        if isinstance(table, dict):
            yield from _value(f"rules.{rule}", table, "asked", True)
            yield from _absent(f"rules.{rule}", table, ("row",), "this rule is asked")
            for field in ("question", "yes", "no"):
                if field not in table:
                    yield f"rules.{rule}.{field}", "expected text, and it is missing: it is asked"
    for derived, row in DERIVED_RULES.items():
        table = _at(raw, ("rules", derived))
        if isinstance(table, dict):
            yield from _value(f"rules.{derived}", table, "asked", False)
            yield from _value(f"rules.{derived}", table, "row", row)
            unasked = f"this rule is not asked, row {row} says it"
            yield from _absent(f"rules.{derived}", table, ("question", "yes", "no"), unasked)


def _suits(raw: dict[str, Any]) -> Iterator[Finding]:
    for maturity, structure in terms.STRUCTURES.items():
        table = _at(raw, ("structures", structure))
        if isinstance(table, dict):
            yield from _value(f"structures.{structure}", table, "suits", maturity)


def _table(raw: dict[str, Any], name: str) -> dict[str, Any]:
    table = raw.get(name)
    return table if isinstance(table, dict) else {}


def _distinct(raw: dict[str, Any], table: str, taken: Container[str]) -> Iterator[Finding]:
    """Ids that another question on the same workload or vendor has already."""
    for item in _table(raw, table):
        if item in taken:
            yield f"{table}.{item}", f"expected another name: {item} names another question"


def _weeks(raw: dict[str, Any]) -> Iterator[Finding]:
    least, most = _at(raw, ("sprint", "min_weeks")), _at(raw, ("sprint", "max_weeks"))
    if isinstance(least, int) and isinstance(most, int) and not 1 <= least <= most:
        yield "sprint.min_weeks", f"expected 1 to {most} (max_weeks), found {least}"


def _value(key: str, table: dict[str, Any], field: str, expected: object) -> Iterator[Finding]:
    value = table.get(field)
    if value != expected or type(value) is not type(expected):
        text = str(expected).lower()
        yield (
            f"{key}.{field}",
            f"expected {text}" + (", and it is missing" if value is None else ""),
        )


def _absent(
    key: str, table: dict[str, Any], fields: tuple[str, ...], why: str
) -> Iterator[Finding]:
    for field in fields:
        if field in table:
            yield f"{key}.{field}", f"expected nothing: {why}"
