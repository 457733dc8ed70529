"""`fouraxis recommend` and `fouraxis matrix` against the engine and against the published rows."""

import json
from dataclasses import asdict
from itertools import product
from typing import Any, get_args

import pytest

from fouraxis.cli.run import Settings
from fouraxis.content.load import load
from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, LEVELS, Answer
from fouraxis.decision.matrix import Placement
from fouraxis.decision.recommendation import recommend
from fouraxis.report.recommendation import to_json
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


@pytest.fixture
def loaded(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content that is loaded once for all calls."""
    monkeypatch.setattr(Settings, "content", lambda _: content)


def asked(run: Run, **answers: str | None) -> dict[str, Any]:
    given = [f"--{name}={value}" for name, value in answers.items() if value is not None]
    result = run("recommend", "--json", *given)
    assert result.exit_code == 0
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.mark.long
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("readiness", LEVELS["readiness"])
def test_every_placement_and_rule_answer_gives_what_the_engine_gives(
    run: Run, content: Content, readiness: str
) -> None:
    levels = [LEVELS[axis] for axis in ("sensitivity", "maturity", "certainty")]
    each: tuple[Answer, ...] = get_args(Answer)
    for (s, m, c), rules in product(product(*levels), product(each, each, each)):
        placement = Placement(s, m, c, readiness, *rules)
        axes = {"sensitivity": s, "maturity": m, "certainty": c, "readiness": readiness}
        answers = dict(zip(ASKED_RULES, rules, strict=True))
        expected = json.loads(json.dumps(asdict(to_json(recommend(placement, content)))))
        assert asked(run, **axes, **answers) == expected


NO_RULES = dict.fromkeys(ASKED_RULES, "no")


@pytest.mark.parametrize(
    ("s", "m", "c", "r", "lead", "rows"),
    [
        ("low", "none", "high", "pilot", "full-outsourcing", [1]),
        ("low", "emerging", "medium", "poc", "co-build-squad", [2]),
        ("medium", "emerging", "high", "poc", "co-build-squad", [3]),
        ("medium", "mature", "high", "scaled", "staff-augmentation", [3]),
        ("medium", "mature", "medium", "pilot", "staff-augmentation", [4]),
        ("high", "none", "medium", "poc", "do-not-outsource", [5]),
        ("high", "emerging", "high", "scaled", "co-build-squad", [6]),
        ("high", "mature", "high", "scaled", "staff-augmentation", [7]),
        ("high", "mature", "high", "poc", "advisory-only", [7]),
        ("medium", "emerging", "low", "pilot", "advisory-only", [8]),
        ("medium", "emerging", "low", "poc", "internal-rnd", [8]),
        ("high", "mature", "low", "scaled", "advisory-only", [7, 8]),
        ("high", "none", "low", "scaled", "do-not-outsource", [5, 8]),
    ],
)
def test_the_published_rows_lead_where_they_were_published_to(
    run: Run, *, s: str, m: str, c: str, r: str, lead: str, rows: list[int]
) -> None:
    answer = asked(run, sensitivity=s, maturity=m, certainty=c, readiness=r, **NO_RULES)
    assert answer["lead"] == lead
    assert answer["options"][0] == lead
    assert answer["basis"] == {"kind": "published", "rows": rows, "rules": []}
    assert answer["strict_governance"] is (rows == [6])
    assert answer["provisional"] is False


@pytest.mark.parametrize(
    ("s", "m", "c", "r", "lead"),
    [
        ("low", "mature", "high", "pilot", "staff-augmentation"),
        ("low", "mature", "high", "scaled", "full-outsourcing"),
        ("low", "none", "medium", "poc", "advisory-only"),
        ("low", "mature", "medium", "poc", "staff-augmentation"),
        ("medium", "none", "high", "poc", "advisory-only"),
        ("medium", "none", "medium", "poc", "advisory-only"),
        ("medium", "emerging", "medium", "poc", "co-build-squad"),
        ("high", "emerging", "medium", "poc", "advisory-only"),
    ],
)
def test_the_open_cells_are_told_as_interpretations(
    run: Run, *, s: str, m: str, c: str, r: str, lead: str
) -> None:
    answer = asked(run, sensitivity=s, maturity=m, certainty=c, readiness=r, **NO_RULES)
    assert answer["lead"] == lead
    assert answer["basis"] == {"kind": "interpretation", "rows": [], "rules": []}


def test_an_asked_rule_overrules_the_matrix_and_says_what_it_overruled(run: Run) -> None:
    answers = {**NO_RULES, "data-cannot-leave": "yes"}
    answer = asked(
        run, sensitivity="low", maturity="none", certainty="high", readiness="pilot", **answers
    )
    assert answer["lead"] == "do-not-outsource"
    assert answer["basis"] == {"kind": "rule", "rows": [1], "rules": ["data-cannot-leave"]}
    assert answer["without_rules"] == "full-outsourcing"


def test_an_axis_that_was_not_asked_leaves_it_provisional_where_that_decides(run: Run) -> None:
    answer = asked(run, sensitivity="high", maturity="mature", certainty="high", **NO_RULES)
    assert answer["lead"] is None
    assert answer["provisional"] is True
    assert set(answer["possible"]) == {"staff-augmentation", "advisory-only"}
    unknown = asked(
        run,
        sensitivity="high",
        maturity="mature",
        certainty="high",
        readiness="unknown",
        **NO_RULES,
    )
    assert unknown == answer


def test_the_object_has_exactly_the_keys_that_scripts_rely_on(run: Run) -> None:
    answer = asked(run, sensitivity="low", maturity="emerging", certainty="medium", readiness="poc")
    assert list(answer) == [
        "lead",
        "options",
        "basis",
        "tie_break",
        "strict_governance",
        "not_yet",
        "reentry",
        "provisional",
        "possible",
        "without_rules",
        "changes",
        "warnings",
        "next_steps",
    ]
    for change in answer["changes"]:
        assert set(change) - {"axis", "rule"} == {
            "to",
            "together_with",
            "lead",
            "strict_governance",
            "tie_break",
        }
    assert answer["next_steps"] == [] or set(answer["next_steps"][0]) == {"id", "text", "because"}


def test_for_people_it_says_why_and_what_would_change_it(run: Run) -> None:
    result = run(
        "recommend",
        *("--sensitivity=high", "--maturity=emerging", "--certainty=high", "--readiness=poc"),
        *(f"--{rule}=no" for rule in ASKED_RULES),
    )
    lines = result.stdout.splitlines()
    assert lines[0] == "Co-build squad with strict governance (matrix row 6)"
    assert {"Placed at", "Why", "What would change it", "Next steps"} <= set(lines)
    (change,) = (line for line in lines if line.startswith("  - certainty medium"))
    assert "advisory-only" in change
    assert "This is a starting point" in result.stdout
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    "args",
    [("--sensitivity", "hi"), ("--core-logic", "maybe"), ("--readiness",), ("extra",), ("--nope",)],
)
def test_wrong_use_is_said_in_two_lines(run: Run, args: tuple[str, ...]) -> None:
    result = run("recommend", *args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2
    assert result.stderr.startswith("fouraxis: ")


def test_the_matrix_has_27_cells_and_says_what_each_rests_on(run: Run) -> None:
    lines = run("matrix", "--readiness", "pilot").stdout.splitlines()
    assert sum("published row" in line for line in lines) == 20
    assert sum("interpretation" in line for line in lines) == 7
    assert max(map(len, lines)) <= 80
    at = next(n for n, line in enumerate(lines) if line.split()[:3] == ["high", "none", "low"])
    assert "Do not outsource" in lines[at]
    assert "published rows 5 and 8" in lines[at + 1]


def test_without_a_readiness_the_matrix_names_the_lead_of_each_stage(run: Run) -> None:
    text = " ".join(run("matrix").stdout.split())
    assert "Advisory-only at PoC; Staff augmentation at pilot, scaled, post-launch" in text


def test_the_matrix_says_where_the_guide_breaks_a_tie_between_published_outcomes(run: Run) -> None:
    for stage in ((), ("--readiness", "pilot")):
        text = " ".join(run("matrix", *stage).stdout.split())
        assert text.count("which one leads is the guide's") == 11
        assert text.count("joined by the guide") == 2
