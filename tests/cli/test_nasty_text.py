"""What anybody typed is shown as text by every command, and does nothing."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fouraxis.content.terms import ASKED_RULES, AXES, LEVELS
from fouraxis.store.format import dumps
from fouraxis.workshop.session import (
    AreaAnswer,
    AxisAnswer,
    CriterionAnswer,
    Decision,
    Operations,
    Participant,
    RuleAnswer,
    Session,
    Vendor,
    Workload,
)
from fouraxis.workshop.text import one_line, storable
from tests.cli.conftest import Run
from tests.workshop.nasty import NASTY

pytestmark = pytest.mark.few("nasty", 3)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OBEYED = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Whatever a terminal would obey, or a reader could not see."""


def session(text: str) -> Session:
    """A session that has the text in every field that takes text."""
    axes = {
        axis: AxisAnswer(level=LEVELS[axis][0], note=text, reason=text, factors={}) for axis in AXES
    }
    workload = Workload(
        name=text,
        description=text,
        owner=text,
        kind=text,
        axes=axes,
        rules={rule: RuleAnswer(answer="no", note=text) for rule in ASKED_RULES},
        ownership={"incident-response": AreaAnswer(owner=text, vendor=text, note=text)},
        operations=Operations(structure="joint-operated", plan=text, note=text),
        decision=Decision(model="internal-rnd", kind="override", reason=text, by=text, at=NOW),
    )
    evidence = CriterionAnswer(mark="strong", evidence=text, note=text)
    return Session(
        id="x",
        title=text,
        organisation=text,
        created=NOW,
        participants={"a": Participant(name=text, role=text)},
        workloads={"w": workload},
        vendors={
            "v": Vendor(name=text, note=text, workloads=("w",), criteria={"industry-fit": evidence})
        },
    )


@pytest.fixture(params=NASTY, ids=range(len(NASTY)))
def nasty(request: pytest.FixtureRequest) -> str:
    text: str = request.param
    return text


@pytest.fixture
def file(nasty: str, tmp_path: Path) -> Path:
    path = tmp_path / "nasty.toml"
    path.write_bytes(dumps(session(nasty), NOW, nasty.encode(errors="replace").decode()))
    return path


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_summaries_hold_nothing_that_a_terminal_obeys(run: Run, file: Path, form: str) -> None:
    result = run("summary", file, "--format", form)
    assert result.exit_code == 0
    assert OBEYED.search(result.stdout) is None
    assert OBEYED.search(result.stderr) is None


def test_the_table_stays_within_80_columns(run: Run, file: Path) -> None:
    from fouraxis.report.escape import width

    assert max(map(width, run("summary", file).stdout.splitlines())) <= 80


def test_json_gives_the_text_back_as_it_was_stored(run: Run, file: Path, nasty: str) -> None:
    output = run("summary", file, "--format", "json").stdout
    assert OBEYED.search(output) is None
    written = json.loads(output)
    assert written["title"] == one_line(nasty)
    (workload,) = written["workloads"]
    assert workload["name"] == one_line(nasty)
    assert workload["answers"]["decision"]["reason"] == storable(nasty)


def test_csv_has_one_row_per_workload_and_no_formula(run: Run, file: Path, nasty: str) -> None:
    """But for further rows of the same workload, where a cell is longer than spreadsheets take."""
    rows = list(csv.DictReader(io.StringIO(run("summary", file, "--format", "csv").stdout)))
    assert {row["id"] for row in rows} == {"w"}
    assert len(rows) == 1 or len(nasty) > 1_000
    for row in rows:
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())


def test_check_list_and_answer_show_it_as_text(run: Run, file: Path) -> None:
    for args in (
        ("check", file),
        ("list", file.parent),
        ("list", file.parent, "--json"),
        ("answer", file, "w", "readiness", "pilot"),
    ):
        result = run(*args)
        assert result.exit_code == 0
        assert OBEYED.search(result.stdout + result.stderr) is None


def test_it_can_be_typed_as_an_answer_and_as_a_note(run: Run, file: Path, nasty: str) -> None:
    result = run("answer", file, "w", "documentation", nasty or "x", "--note", nasty)
    assert result.exit_code == 0
    assert OBEYED.search(result.stdout + result.stderr) is None


def test_in_wrong_use_it_is_quoted_as_text(run: Run, file: Path, nasty: str) -> None:
    for args in (
        (nasty,),
        ("sample", nasty),
        ("summary", nasty),
        ("check", nasty),
        ("list", nasty),
        ("matrix", "--readiness", nasty),
        ("recommend", nasty),
        ("content", "check", nasty),
        ("--screens", nasty, "matrix"),
        ("answer", file, nasty, "readiness", "pilot"),
        ("answer", file, "w", nasty, "pilot"),
        ("answer", file, "w", "readiness", f"x{nasty}"),
    ):
        result = run(*args)
        assert result.exit_code in (1, 2)
        assert result.stderr
        assert max(map(len, result.stderr.splitlines())) < 600
        assert OBEYED.search(result.stdout + result.stderr) is None
        assert "Traceback" not in result.stderr
