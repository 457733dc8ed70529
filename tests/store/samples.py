"""Sessions to save and open: a small one, and any number of random ones."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st

from fouraxis.content.shape import Metadata, bare, is_model
from fouraxis.content.terms import AXES, LEVELS, Axis
from fouraxis.store.format import dumps, loads, same, whole
from fouraxis.workshop.history import stamp
from fouraxis.workshop.session import AxisAnswer, Node, Round, Session, SetAside, Workload

NOW = datetime(2026, 11, 23, 11, 42, 7, tzinfo=UTC)
PATH = Path("contoso.toml")

SMALL: dict[str, Any] = {
    "id": "0198c0de-0000-7000-8000-000000000001",
    "title": "Contoso: where should our AI work live?",
    "organisation": "Contoso",
    "created": datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC),
    "pack": {"id": "ai-outsourcing", "version": "1.1.0"},
    "place": {"step": "axes", "workload": "support-chatbot", "item": "sensitivity"},
    "participants": {"ana": {"name": "Ana", "role": "facilitator"}},
    "workloads": {
        "support-chatbot": {
            "name": "Customer support chatbot",
            "motives": ["talent-access"],
            "layers": {"build": "partner"},
            "axes": {
                "sensitivity": {
                    "level": "low",
                    "note": "line one\nline two",
                    "factors": {"ip-exposure": {"level": "low"}},
                },
                "maturity": {"level": "none"},
            },
            "rules": {"core-logic": {"answer": "no"}},
            "decision": {"model": "full-outsourcing", "kind": "as-recommended", "at": NOW},
        },
        "pricing": {"name": "Pricing"},
    },
    "vendors": {
        "brightworks": {
            "name": "Brightworks",
            "workloads": ["support-chatbot"],
            "criteria": {"production-deployments": {"mark": "strong", "evidence": "two"}},
            "sprints": {"support-chatbot": {"weeks": 3, "paid": "yes"}},
        }
    },
}


def small(**changes: Any) -> Session:
    """A session of two workloads, with these fields set."""
    return Session.model_validate({**SMALL, **changes})


def written(session: Session) -> bytes:
    """The session's file, saved now."""
    return dumps(session, NOW, "ana")


def reopened(session: Session) -> Session:
    """The session after its file was written and opened."""
    return loads(written(session), PATH).session


def plain(session: Session) -> dict[str, Any]:
    """Everything that the session's file holds but the place."""
    tree = whole(session)
    tree.pop("place", None)
    return tree


def agree(one: Session, other: Session) -> bool:
    """Whether two sessions say the same, in any order."""
    return same(plain(one), plain(other))


NASTY = (
    "\x1b]52;c;ZXZpbA==\x07",
    "[red]markup[/red] [/x]",
    '"quoted" \\ back\\slash \'\'\' """',
    "tab\tand\r\nline\x00ends\x85\u2028",
    "\u202eright to left",
    "\ud800 lone",
    "=cmd|' /C calc'!A0",
    "ünïcödé 漢字 🧑‍🚀",
    "[saved]\nsha256 = 1",
    "<<<<<<< mine",
    " \n ",
    "# no comment",
)

texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=30))
ids = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
moments = st.datetimes(
    datetime(1970, 1, 2),
    datetime(2200, 1, 1),
    timezones=st.just(UTC),
)

unknown_values = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        moments,
        st.dates(),
        st.times(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), inner),
    ),
    max_leaves=6,
)
unknown_keys = st.dictionaries(
    st.sampled_from(["x-new", "später", "dotted.key", "", "x y"]), unknown_values, max_size=2
)


def _node(kind: type[Node], **instead: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """What a file may have at a node: any of its fields, with any value, and unknown keys.

    The fields are those that the model declares, so that a new one is in these sessions by itself;
    `instead` are those whose values the declaration does not tell.
    """
    fields = {
        name: instead[name] if name in instead else _any(field.annotation, tuple(field.metadata))
        for name, field in kind.model_fields.items()
        if not field.exclude
    }
    needed = {name for name in fields if kind.model_fields[name].is_required()}
    return st.builds(
        lambda known, unknown: {**unknown, **known},
        st.fixed_dictionaries(
            {name: fields[name] for name in sorted(needed)},
            optional={name: fields[name] for name in fields if name not in needed},
        ),
        unknown_keys,
    )


def _any(annotation: Any, metadata: Metadata = ()) -> st.SearchStrategy[Any]:
    """Any value of the type that a field declares."""
    kind, annotated = bare(annotation, metadata)
    if kind is None:
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return st.one_of([_any(part) for part in parts])
    held = get_args(kind)
    if get_origin(kind) is Literal:
        return st.sampled_from(held)
    if get_origin(kind) is dict:
        return st.dictionaries(_any(held[0]), _any(held[1]), max_size=2)
    if get_origin(kind) is tuple:
        return st.lists(_any(held[0]), max_size=3, unique=True)
    if is_model(kind):
        return _NODES[kind]
    if kind is int:
        return st.integers(0, min(getattr(limit, "le", 480) for limit in (*annotated, None)))
    if kind is str:
        pattern = next((limit.pattern for limit in annotated if hasattr(limit, "pattern")), "")
        return _key(pattern) if pattern or not annotated else texts
    return {bool: st.booleans(), date: st.dates(), datetime: moments}[kind]


def _key(pattern: str) -> st.SearchStrategy[str]:
    """An id, or several with dots between where those are asked for; or a moment as a key."""
    if "T" in pattern:
        return moments.map(stamp)
    if r"\." not in pattern:
        return ids
    return st.builds(
        lambda *parts: ".".join(parts), st.sampled_from(["workload", "vendor", "own"]), ids, ids
    )


class _Nodes(dict[type[Node], st.SearchStrategy[dict[str, Any]]]):
    """The strategy of each kind of node, made once."""

    def __missing__(self, kind: type[Node]) -> st.SearchStrategy[dict[str, Any]]:
        self[kind] = _node(kind, **({"axes": _axes()} if kind is Workload else {}))
        return self[kind]


_NODES = _Nodes()


def _votes(axis: Axis) -> st.SearchStrategy[dict[str, Any]]:
    """Rounds of votes, each for a level that the axis has."""
    votes = st.sampled_from([*LEVELS[axis], "unknown", "absent"])
    levels = st.dictionaries(ids, votes, max_size=2)
    return st.dictionaries(ids, _node(Round, levels=levels), max_size=2)


def _axes() -> st.SearchStrategy[dict[str, Any]]:
    levels = {axis: st.sampled_from([*LEVELS[axis], "unknown"]) for axis in AXES}
    return st.fixed_dictionaries(
        {},
        optional={
            axis: _node(AxisAnswer, level=level, against=level, votes=_votes(axis))
            for axis, level in levels.items()
        },
    )


_placed_aside = st.one_of(
    st.tuples(st.just("vendors"), st.just("Not An Id")),
    st.tuples(st.just("workloads"), st.just("Neither")),
    st.just(("set_aside",)),
).flatmap(
    lambda path: st.builds(
        lambda value: SetAside(path=path, value=value, fault="must be otherwise"), unknown_values
    )
)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Any session: nasty text, unknown keys at every level, values set aside."""
    session = Session.model_validate(draw(_NODES[Session]))
    aside = {item.path: item for item in draw(st.lists(_placed_aside, max_size=2))}
    return session.model_copy(update={"set_aside": tuple(aside.values())})
