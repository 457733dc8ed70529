"""`fouraxis notes` in a pipe: what a facilitator reads beside the room, once and as plain lines."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def at_an_axis(half_way: Path) -> Path:
    """The session that was left at a factor of an axis; something is parked in it."""
    text = half_way.read_text("utf-8")
    assert "parked = true" in text
    return half_way


def test_the_place_of_the_room_is_told_with_all_that_helps_there(
    run: Run, at_an_axis: Path
) -> None:
    before = at_an_axis.read_bytes()
    result = run("notes", at_an_axis)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    for heading in ("Answers", "Time", "Next", "Guidance", "Parked"):
        assert heading in lines, result.stdout
    assert run("notes", at_an_axis, "--once").stdout == result.stdout
    assert at_an_axis.read_bytes() == before
    assert [path.name for path in at_an_axis.parent.iterdir()] == [at_an_axis.name]


def test_it_speaks_the_language_of_the_content(run: Run, at_an_axis: Path) -> None:
    lines = run("--screens", "de", "notes", at_an_axis).stdout.splitlines()
    for heading in ("Antworten", "Zeit", "Als Nächstes", "Hilfestellung", "Geparkt"):
        assert heading in lines


def test_a_summary_and_an_empty_session_have_notes_too(
    run: Run, workshop: Path, tmp_path: Path
) -> None:
    assert "Summary" in run("notes", workshop).stdout
    empty = tmp_path / "empty.toml"
    empty.write_text(
        'schema = 2\nid = "0198c0de-0000-7000-8000-000000000711"\ntitle = "\\u001b[31mNew"\n'
        "created = 2026-11-23T09:00:00Z\n",
        "utf-8",
    )
    result = run("notes", empty)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "Next page: Workloads" in result.stdout


def test_why_a_question_is_parked_and_the_minutes_given_to_a_part_are_told(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "late.toml"
    path.write_text(
        'schema = 2\nid = "0198c0de-0000-7000-8000-000000000712"\ntitle = "Late"\n'
        'created = 2026-11-23T09:00:00Z\n[place]\nstep = "summary"\n'
        "[time]\nclock = true\nextra.summary.once = 5\n"
        '[workloads.w1]\nname = "Claims"\n[workloads.w1.axes.readiness]\n'
        'parked = true\nparked_why = "legal has to say"\nfinder = "Bo"\n',
        "utf-8",
    )
    lines = " ".join(run("notes", path).stdout.split())
    assert "Summary: 25 min planned." in lines
    assert "Readiness (Axes · Claims): legal has to say; Bo finds out" in lines


def test_a_file_that_is_no_session_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("notes", tmp_path / "none.toml").exit_code == 1
    assert "folder" in run("notes", tmp_path).stderr


def test_the_rounds_of_a_vote_and_who_dissents_are_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "voted.toml"
    path.write_text(
        'schema = 2\nid = "0198c0de-0000-7000-8000-000000000713"\ntitle = "Voted"\n'
        'created = 2026-11-23T09:00:00Z\nparticipants.ana.name = "Ana"\n'
        'place = { step = "axes", workload = "a", item = "sensitivity.ip-exposure" }\n'
        '[workloads.a]\nname = "Chatbot"\n[workloads.a.axes.sensitivity]\nlevel = "high"\n'
        'confidence = "low"\nvotes.round-1.levels.ana = "low"\n'
        'dissent.ana.what = "It is public"\n',
        "utf-8",
    )
    page = run("notes", path).stdout
    votes = page[page.index("\nVotes\n") :].split("\n\n")[0]
    assert "Sensitivity: high, low confidence" in votes
    assert "Round 1: low: Ana" in votes
    assert "Ana dissents (low): It is public" in votes
    elsewhere = path.read_text("utf-8").replace("sensitivity.ip-exposure", "maturity")
    path.write_text(elsewhere, "utf-8")
    assert "\nVotes\n" not in run("notes", path).stdout


def test_what_was_written_on_the_question_at_hand_comes_first_with_why_its_level_differs(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "noted.toml"
    path.write_text(
        'schema = 2\nid = "0198c0de-0000-7000-8000-000000000714"\ntitle = "Noted"\n'
        "created = 2026-11-23T09:00:00Z\n"
        'place = { step = "axes", workload = "a", item = "sensitivity" }\n'
        '[workloads.a]\nname = "Chatbot"\ndescription = "Answers mail"\n'
        '[workloads.a.axes.sensitivity]\nlevel = "high"\nreason = "A new law"\n'
        'factors.ip-exposure = { level = "low", note = "Known in the trade" }\n',
        "utf-8",
    )
    page = run("notes", path).stdout
    notes = page[page.index("\nNotes\n") :].split("\n\n")[0]
    order = [notes.index(text) for text in ("A new law", "Answers mail", "Known in the trade")]
    assert order == sorted(order)
