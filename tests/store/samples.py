"""Sessions to save and open: a small one, and any number of random ones."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS, MODELS
from fouraxis.store.format import dumps, loads, same, whole
from fouraxis.workshop.session import Session, SetAside

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


def _node(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the fields, and unknown keys."""
    return st.builds(
        lambda known, unknown: {**unknown, **known},
        st.fixed_dictionaries({}, optional=fields),
        unknown_keys,
    )


def _entity(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda node, name: {**node, "name": name}, _node(**fields), texts)


def _by_id(value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(ids, value, max_size=3)


_answer = st.sampled_from(["yes", "no", "unknown"])
_mark = {"note": texts, "parked": st.booleans(), "review": st.booleans()}
_axes = st.fixed_dictionaries(
    {},
    optional={
        axis: _node(
            level=st.sampled_from([*LEVELS[axis], "unknown"]),
            reason=texts,
            factors=_by_id(_node(level=st.sampled_from(["low", "yes", "unknown"]), **_mark)),
            **_mark,
        )
        for axis in AXES
    },
)
_contract = _by_id(
    _node(
        answer=st.sampled_from(["agreed", "not-applicable"]),
        owner=st.sampled_from(["shared", "open"]),
        target=texts,
        measured_by=texts,
        **_mark,
    )
)
_workloads = _by_id(
    _entity(
        description=texts,
        owner=texts,
        kind=texts,
        motives=st.lists(ids, max_size=3),
        layers=_by_id(st.sampled_from(["partner", "internal", "both", "undecided"])),
        axes=_axes,
        rules=st.dictionaries(st.sampled_from(ASKED_RULES), _node(answer=_answer, **_mark)),
        not_motives=st.lists(ids, max_size=2),
        missing_roles=_by_id(_answer),
        profile=_by_id(_node(**_mark)),
        fit=_by_id(_node(answer=_answer, **_mark)),
        context=_by_id(_node(level=st.sampled_from(["low", "unknown"]), **_mark)),
        conditions=_by_id(_node(answer=_answer, **_mark)),
        governance=_by_id(_node(answer=_answer)),
        handoff=_node(owner=texts, **_mark),
        builder=_node(owner=texts, by_when=texts),
        risks=_by_id(_node(side=st.sampled_from(["enterprise", "not-applicable"]), owner=texts)),
        contract=_contract,
        drivers=_by_id(_node(answer=_answer, **_mark)),
        ownership=_by_id(_node(owner=texts, vendor=texts, **_mark)),
        operations=_node(
            structure=st.sampled_from(["joint-operated", "unknown"]),
            internal_long_term=_answer,
            plan=texts,
            transfer=_by_id(_node(answer=_answer)),
        ),
        acceptance=_node(scope=texts, metric=texts, metric_today=texts, **_mark),
        legal=_node(reviewed=_answer, owner=texts, date=st.dates(), **_mark),
        ai_act=_by_id(_node(answer=_answer, **_mark)),
        chosen_vendor=ids,
        reentry=_node(owner=texts, revisit=st.dates(), **_mark),
        decision=st.fixed_dictionaries(
            {
                "model": st.sampled_from(MODELS),
                "kind": st.sampled_from(["as-recommended", "alternative", "override"]),
            },
            optional={"reason": texts, "by": texts, "at": moments},
        ),
    )
)
_sprint = _node(
    weeks=st.integers(0, 104),
    paid=_answer,
    outputs=_by_id(_answer),
    conditions=texts,
    conditions_open=_answer,
    claimed=st.lists(st.sampled_from(["paid", "weeks"]), unique=True),
)
_actions = st.dictionaries(
    st.builds(lambda *parts: ".".join(parts), st.sampled_from(["workload", "vendor"]), ids, ids),
    _node(
        title=texts,
        workload=ids,
        owner=texts,
        due=st.dates(),
        state=st.sampled_from(["open", "done", "dropped"]),
        reason=texts,
        note=texts,
    ),
    max_size=2,
)
_vendors = _by_id(
    _entity(
        note=texts,
        workloads=st.lists(ids, max_size=2),
        criteria=_by_id(_node(mark=st.sampled_from(["claimed", "red-flag"]), evidence=texts)),
        red_flags=_by_id(
            _node(answer=_answer, claimed=st.just(["answer"]), evidence=texts, **_mark)
        ),
        sprint=_sprint,
        sprints=_by_id(_sprint),
        disqualified=_node(reason=texts, by=texts, at=moments),
    )
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
    tree = draw(
        _entity(
            organisation=texts,
            reveal=st.sampled_from(["after-placing", "live"]),
            walk=st.sampled_from(["by-workload", "by-part"]),
            left_out=st.lists(st.sampled_from(["risks", "vendors"]), max_size=2),
            agenda=st.dictionaries(
                st.sampled_from(["setup", "axes", "summary"]), st.integers(0, 480), max_size=2
            ),
            pack=st.fixed_dictionaries(
                {"id": ids, "version": ids}, optional={"wording": _by_id(texts)}
            ),
            contract=_contract,
            actions=_actions,
            place=_node(step=st.sampled_from(["rules", "setup"]), workload=ids, item=ids),
            participants=_by_id(_entity(role=texts)),
            workloads=_workloads,
            vendors=_vendors,
        )
    )
    tree["title"] = tree.pop("name")
    session = Session.model_validate({**tree, "id": draw(ids), "created": draw(moments)})
    aside = {item.path: item for item in draw(st.lists(_placed_aside, max_size=2))}
    return session.model_copy(update={"set_aside": tuple(aside.values())})
