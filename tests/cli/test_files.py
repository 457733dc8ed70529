"""`check`, `list` and `content check`: what is whole, what is not, and where."""

import json
import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from tests.cli.conftest import Run

REST = {"answer": ("a", "b", "c")}


def test_a_whole_file_is_valid(run: Run, workshop: Path) -> None:
    result = run("check", workshop)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{workshop}: valid, 4 workloads, 2 vendors\n"


def test_a_file_edited_by_hand_is_valid_with_a_notice(run: Run, workshop: Path) -> None:
    workshop.write_text(workshop.read_text().replace("Hollow Pine", "Hollow Oak"))
    result = run("check", workshop)
    assert result.exit_code == 0
    assert "edited outside fouraxis" in result.stdout


def test_what_is_parked_without_a_reason_or_anybody_who_finds_out_is_told(
    run: Run, half_way: Path
) -> None:
    assert "parked" in run("check", half_way).stdout
    text = half_way.read_text("utf-8")
    told = text.replace(
        "parked = true", 'parked = true\nparked_why = "no figures"\nfinder = "Lena"'
    )
    count = text.count("parked = true")
    half_way.write_text(text, "utf-8")
    line = f"{count} question{'s' * (count > 1)} parked"
    bare = f"{line}, {count} without a reason, {count} with nobody to find out"
    assert bare in run("check", half_way).stdout
    half_way.write_text(told, "utf-8")
    result = run("check", half_way)
    assert f"{line}\n" in result.stdout
    assert result.exit_code == 0


def test_content_of_another_version_is_a_notice(run: Run, workshop: Path) -> None:
    workshop.write_text(workshop.read_text().replace('version = "1.1.0"', 'version = "0.9.0"'))
    result = run("check", workshop)
    assert result.exit_code == 0
    assert "version “0.9.0”" in result.stdout


def test_a_fault_is_named_with_its_place_value_and_what_is_allowed(
    run: Run, workshop: Path
) -> None:
    workshop.write_text(workshop.read_text().replace('level = "mature"', 'level = "grown"', 1))
    result = run("check", workshop)
    assert result.exit_code == 1
    for part in ("workloads.fraud-detection.axes.maturity", "grown", "mature", "(line "):
        assert part in result.stderr


def test_a_link_to_a_workload_that_is_gone_is_a_fault(run: Run, workshop: Path) -> None:
    text = workshop.read_text()
    workshop.write_text(text.replace('"agent-workflow"', '"gone-workflow"'))
    result = run("check", workshop)
    assert result.exit_code == 1
    assert "gone-workflow" in result.stderr


def test_several_files_are_all_checked_whatever_is_wrong_with_one(
    run: Run, workshop: Path, half_way: Path, tmp_path: Path
) -> None:
    result = run("check", workshop, tmp_path / "gone.toml", half_way)
    assert result.exit_code == 1
    assert result.stdout.count(": valid,") == 2
    assert "gone.toml: does not exist" in result.stderr


@pytest.mark.parametrize("command", ["check", "summary", "answer"])
@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (b"", "empty"),
        (b"= no toml", "damaged"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "x.toml"),
        (b"<<<<<<< HEAD\ntitle = 1\n=======\n>>>>>>> x\n", "x.toml"),
        (b"[tool.ruff]\nline-length = 1\n", "not a session"),
    ],
)
def test_a_file_that_is_no_session_is_said_plainly_and_left_alone(
    run: Run, tmp_path: Path, command: str, damage: bytes, message: str
) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(damage)
    result = run(command, file, *REST.get(command, ()))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert message in result.stderr
    assert len(result.stderr.splitlines()) <= 2
    assert file.read_bytes() == damage


@pytest.mark.parametrize("command", ["check", "summary", "answer"])
def test_a_missing_file_and_a_folder_are_said_plainly(
    run: Run, tmp_path: Path, command: str
) -> None:
    gone = run(command, tmp_path / "gone.toml", *REST.get(command, ()))
    folder = run(command, tmp_path, *REST.get(command, ()))
    assert (gone.exit_code, folder.exit_code) == (1, 1)
    assert "gone.toml: does not exist" in gone.stderr
    assert "is a folder" in folder.stderr


def test_the_sessions_of_a_folder_are_listed(run: Run, workshop: Path) -> None:
    workshop.with_name("bad.toml").write_text("= no toml")
    result = run("list", workshop.parent)
    assert result.exit_code == 0
    assert "four-workloads.toml" in result.stdout
    assert "bad.toml" in result.stdout
    assert max(map(len, result.stdout.splitlines()[2:])) <= 80


def test_the_list_can_be_read_by_a_program(run: Run, workshop: Path) -> None:
    (entry,) = json.loads(run("list", workshop.parent, "--json").stdout)
    assert entry["path"] == str(workshop)
    assert entry["title"] == "Northwind Mutual: where should our AI work live?"
    assert entry["id"] == "0198c0de-0000-7000-8000-000000000001"
    keys = {"path", "title", "organisation", "id", "modified", "note", "copies", "sealed"}
    assert (set(entry), entry["copies"], entry["sealed"]) == (keys, 0, False)


def test_what_is_sealed_is_listed_as_that(run: Run, workshop: Path) -> None:
    assert "(sealed)" not in run("list", workshop.parent).stdout
    assert run("seal", workshop, "--by", "Ana").exit_code == 0
    assert "(sealed)" in run("list", workshop.parent).stdout
    (entry,) = json.loads(run("list", workshop.parent, "--json").stdout)
    assert entry["sealed"] is True


def test_copies_of_a_session_and_links_in_a_circle_are_listed_for_what_they_are(
    run: Run, workshop: Path
) -> None:
    shutil.copy(workshop, workshop.with_name("Client-under-another-name.toml"))
    workshop.with_name("loop.toml").symlink_to("loop.toml")
    result = run("list", workshop.parent)
    assert result.exit_code == 0
    assert "(1 more file of it beside this)" in " ".join(result.stdout.split())
    assert "1970" not in result.stdout
    session, loop = json.loads(run("list", workshop.parent, "--json").stdout)
    assert (session["path"], session["copies"]) == (str(workshop), 1)
    assert (loop["modified"], "circle" in loop["note"]) == (None, True)


def test_a_sessions_folder_that_does_not_exist_yet_holds_no_sessions(
    run: Run, tmp_path: Path
) -> None:
    result = run("--sessions", tmp_path / "later", "list")
    assert result.exit_code == 0
    assert f"No sessions in {tmp_path / 'later'} yet" in result.stdout
    assert json.loads(run("--sessions", tmp_path / "later", "list", "--json").stdout) == []


def test_a_folder_that_is_asked_for_and_does_not_exist_is_at_fault(
    run: Run, workshop: Path
) -> None:
    assert run("list", workshop.parent / "gone").exit_code == 1
    result = run("list", workshop)
    assert result.exit_code == 1
    assert "a file, not a folder" in result.stderr


def test_the_shipped_content_is_valid(run: Run) -> None:
    result = run("content", "check", shipped("screens"))
    assert result.exit_code == 0
    assert "27 cells, 20 on published rows, 7 interpreted" in result.stdout


def test_faults_of_ones_own_content_are_listed_with_file_and_key(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(shipped("screens"), own)
    rules, home = own / "rules.toml", own / "home.toml"
    rules.write_text(
        rules.read_text().replace("[rules.core-logic]", "[rules.core-logic]\nnmae = 1")
    )
    home.write_text(home.read_text().replace("[pack]", "[pakc]"))
    result = run("content", "check", own)
    assert result.exit_code == 1
    assert f"{rules}: rules.core-logic.nmae" in result.stderr
    assert str(home) in result.stderr
    used = run("--screens", own, "matrix")
    assert used.exit_code == 1
    assert len(used.stderr.splitlines()) == 2


@pytest.mark.parametrize("args", [("content",), ("content", "chek"), ("check",), ("summary",)])
def test_a_command_that_misses_something_says_so(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith("fouraxis: ")


def test_a_milestone_is_named_listed_and_compared_with(
    run: Run, workshop: Path, tmp_path: Path
) -> None:
    assert "has no milestones yet" in run("milestone", workshop).stdout
    named = run("milestone", workshop, "after legal review")
    assert (named.exit_code, named.stderr) == (0, "")
    assert run("milestone", workshop, "After legal review").exit_code == 2
    assert run("milestone", workshop).stdout.startswith("after legal review  ")
    assert run("answer", workshop, "fraud-detection", "sensitivity", "low").exit_code == 0
    since = run("compare", workshop, "after legal review")
    assert since.exit_code == 0
    assert "Sensitivity: high → low" in since.stdout
    gone = run("compare", workshop, "before that")
    assert (gone.exit_code, "Its milestones" in gone.stderr) == (1, True)
    elsewhere = run(
        "compare", workshop, "after legal review", FOURAXIS_STATE=str(tmp_path / "other")
    )
    assert elsewhere.exit_code == 1
    assert "no copy of “after legal review” on this machine" in elsewhere.stderr
    assert run("compare", workshop, tmp_path / "gone.toml").exit_code == 1


def test_a_session_with_a_title_is_begun_without_a_terminal(run: Run, tmp_path: Path) -> None:
    result = run("--sessions", tmp_path / "new", "new", "Where to?")
    assert result.exit_code == 0
    (path,) = (tmp_path / "new").glob("*.toml")
    assert str(path) in result.stdout
    assert json.loads(run("summary", path, "--format", "json").stdout)["title"] == "Where to?"
    long = run("--sessions", tmp_path / "new", "new", "x" * 100_000)
    assert (long.exit_code, long.stdout) == (2, "")
    assert list((tmp_path / "new").glob("*.toml")) == [path]


def test_a_session_is_carried_on_without_a_terminal(
    run: Run, workshop: Path, tmp_path: Path
) -> None:
    result = run("--sessions", tmp_path / "new", "new", "Next quarter", "--from", workshop)
    assert result.exit_code == 0
    (path,) = (tmp_path / "new").glob("*.toml")
    assert str(path) in result.stdout
    whole = json.loads(run("summary", path, "--format", "json").stdout)
    assert whole["title"] == "Next quarter"
    assert all(
        "axes.sensitivity.level" in each["answers"]["carried"] for each in whole["workloads"]
    )
    assert run("answer", path, "fraud-detection", "sensitivity", "high").exit_code == 0
    whole = json.loads(run("summary", path, "--format", "json").stdout)
    fraud = next(each for each in whole["workloads"] if each["id"] == "fraud-detection")
    assert "axes.sensitivity.level" not in fraud["answers"]["carried"]
    assert run("new", "--from", tmp_path / "gone.toml").exit_code == 1
