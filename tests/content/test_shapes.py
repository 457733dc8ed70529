"""A content file of a wrong shape is told by key and by what was expected there."""

import pytest

from tests.content.damage import Damage

SHAPES = [
    pytest.param(
        "workloads",
        "[kinds.mlops]\nname =",
        "[kinds.mlops]\nnmae =",
        ("kinds.mlops.nmae", "did you mean name?"),
        id="a misspelt key",
    ),
    pytest.param(
        "workloads",
        '[kinds.mlops]\nname = "MLOps"\n',
        "[kinds.mlops]\n",
        ("kinds.mlops.name", "expected text, and it is missing"),
        id="a missing key",
    ),
    pytest.param(
        "workloads",
        '"MLOps"',
        "3",
        ("kinds.mlops.name", "expected text, found the number 3"),
        id="a number for a text",
    ),
    pytest.param(
        "workloads",
        '"MLOps"',
        '""',
        ("kinds.mlops.name", "expected some text, found none"),
        id="an empty text",
    ),
    pytest.param(
        "workloads",
        '"MLOps"',
        '"  "',
        ("kinds.mlops.name", "expected some text, found only spaces"),
        id="a blank text",
    ),
    pytest.param(
        "workloads",
        '"MLOps"',
        f'"{"x" * 301}"',
        ("kinds.mlops.name", "expected at most 300 characters, found 301"),
        id="a long name",
    ),
    pytest.param(
        "workloads",
        '"MLOps"',
        '"""one\n\ntwo"""',
        ("kinds.mlops.name", "expected text in one line, found several paragraphs"),
        id="paragraphs for a name",
    ),
    pytest.param(
        "workloads",
        "[kinds.mlops]",
        '[kinds."ML Ops"]',
        ("kinds.ML Ops", "expected a name of lower-case words and digits joined by hyphens"),
        id="a name in capitals",
    ),
    pytest.param(
        "workloads",
        "[kinds.mlops]",
        '[kinds.mlops]\nid = "ops"',
        ("kinds.mlops.id", "expected no id: the table's name, mlops, is the id"),
        id="an id beside the name of the table",
    ),
    pytest.param(
        "workloads",
        "[screen]",
        "[screens]",
        ("screen", "expected a table, and it is missing"),
        id="a missing table",
    ),
    pytest.param(
        "home",
        'source = "published"',
        'source = "rumour"',
        ("facts.rand-failure.source", 'expected one of published, guide, found "rumour"'),
        id="a source that is neither",
    ),
    pytest.param(
        "home",
        'version = "1.1.0"',
        'version = "first"',
        ("pack.version", "expected a version in quotes, such as 1.2.0"),
        id="a version of words",
    ),
    pytest.param(
        "home",
        'version = "1.1.0"',
        "version = 1.0",
        ("pack.version", "expected text, found the number 1.0"),
        id="a version without quotes",
    ),
    pytest.param(
        "vendors",
        "min_weeks = 2",
        'min_weeks = "2"',
        ("sprint.min_weeks", 'expected a whole number, found "2"'),
        id="a number in quotes",
    ),
    pytest.param(
        "vendors",
        "min_weeks = 2",
        "min_weeks = 5",
        ("sprint.min_weeks", "expected 1 to 4 (max_weeks), found 5"),
        id="weeks the wrong way round",
    ),
    pytest.param(
        "workloads",
        "[screen]",
        "kinds.own = 3\nscreens = 3\n[screen]",
        ("kinds.own", "expected a table, found the number 3"),
        id="a number for a table",
    ),
    pytest.param(
        "rules",
        "asked = true",
        'asked = "yes"',
        ("rules.core-logic.asked", "expected true"),
        id="yes for true",
    ),
    pytest.param(
        "setup",
        "[roles.scribe]",
        "[roles.scribe]\nsince = 2026-01-01",
        ("roles.scribe.since", "expected text, found the date or time 2026-01-01"),
        id="a date for a version",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), SHAPES)
def test_a_wrong_shape_is_told_by_key_and_expectation(
    damage: Damage, name: str, old: str, new: str, expected: tuple[str, str]
) -> None:
    faults = damage(name, old, new)
    assert any(key == expected[0] and expected[1] in message for key, message in faults), faults
    assert len({key for key, _ in faults}) == len(faults)
