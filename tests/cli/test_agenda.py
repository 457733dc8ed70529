"""`fouraxis agenda`: the plan of the time, for people and for programs."""

import json
from pathlib import Path

import pytest

from fouraxis.store.read import read
from tests.cli.conftest import Run


def test_the_plan_is_a_page_of_at_most_80_columns(run: Run, workshop: Path) -> None:
    result = run("agenda", workshop)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[1] == "4:12 in all: 40 min once, 4 workloads at 47 min, 2 vendors at 12 min."
    assert "Axes                            0:25       12       4       0:48" in lines
    assert max(map(len, lines)) <= 80


def test_json_has_every_time_in_minutes(run: Run, workshop: Path) -> None:
    written = json.loads(run("agenda", workshop, "--json").stdout)
    assert written["total"] == 252
    assert written["left_out"] == []
    assert written["items"][3] == {
        "part": "axes",
        "name": "Axes",
        "each": "workload",
        "times": 4,
        "minutes": 12,
        "own": False,
        "total": 48,
        "starts_after": 25,
    }
    report = json.loads(run("summary", workshop, "--format", "json").stdout)
    assert report["agenda"] == written


def test_minutes_are_set_like_any_other_answer(run: Run, workshop: Path) -> None:
    result = run("answer", workshop, "programme", "agenda.risks", "20")
    assert result.exit_code == 0
    assert "Minutes for Risks: 20" in result.stdout
    assert read(workshop).session.agenda == {"risks": 20}
    assert "5:04 in all" in run("agenda", workshop).stdout
    assert run("answer", workshop, "programme", "agenda.risks", "").exit_code == 0
    assert read(workshop).session.agenda == {}


@pytest.mark.parametrize("value", ["soon", "481", "-5"])
def test_what_is_no_number_of_minutes_is_wrong_use(run: Run, workshop: Path, value: str) -> None:
    before = workshop.read_bytes()
    result = run("answer", workshop, "programme", "agenda.risks", "--", value)
    assert result.exit_code == 2
    assert value in result.stderr
    assert workshop.read_bytes() == before


def test_what_set_up_leaves_out_is_said(run: Run, workshop: Path) -> None:
    text = workshop.read_text("utf-8")
    workshop.write_text(text.replace("\n[pack]", '\nleft_out = ["risks", "vendors"]\n\n[pack]', 1))
    stdout = run("agenda", workshop).stdout
    assert "3:20 in all: 40 min once, 4 workloads at 40 min." in stdout
    assert "Left out: Vendors, Risks." in stdout


def test_the_names_of_the_parts_are_those_of_the_content(run: Run, workshop: Path) -> None:
    stdout = run("--screens", "de", "agenda", workshop).stdout
    assert "Nach dem Start" in stdout
    assert "Minuten  Anzahl  Gesamt" in stdout  # no head is cut


def test_a_file_that_is_no_session_is_said_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("")
    result = run("agenda", path)
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr


def test_what_was_used_of_the_time_is_told_where_the_clock_was_used(
    run: Run, workshop: Path
) -> None:
    assert "Used" not in run("agenda", workshop).stdout
    assert "time" not in json.loads(run("agenda", workshop, "--json").stdout)
    clocked = (
        "\n[time.used.axes]\nsupport-chatbot = 1080\n\n[time.extra.axes]\nsupport-chatbot = 5\n"
    )
    workshop.write_text(workshop.read_text("utf-8").replace("\n[pack]", f"{clocked}\n[pack]", 1))
    lines = run("agenda", workshop).stdout.splitlines()
    assert "0:18 used, 1 min behind." in lines
    assert max(map(len, lines)) <= 80
    assert any(line.split() == ["Axes", "0:25", "12", "4", "0:53", "0:18"] for line in lines)
    written = json.loads(run("agenda", workshop, "--json").stdout)
    assert written["time"]["used"] == {"axes": {"support-chatbot": 1080}}
    assert "Axes" in run("summary", workshop, "--format", "markdown").stdout
