"""What is sealed is refused by every command that writes; every other one works as before."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from fouraxis.cli.page import COMMANDS
from fouraxis.content.load import load
from fouraxis.report.vendor_form import save_form
from fouraxis.store.delivery import save
from fouraxis.store.read import read
from fouraxis.workshop import edit
from tests.cli.conftest import Run

CLOSED = {
    "answer": ("{file}", "fraud-detection", "sensitivity", "low"),
    "ask": ("{file}",),
    "merge": ("{base}", "{file}", "{theirs}"),
    "vendor-import": ("{file}", "{form}"),
    "seal": ("{file}", "--by", "Bo"),
    "milestone": ("{file}", "after legal review"),
}
"""The commands that write a session, with what they would change it by."""

READS = {
    "summary": ("{file}",),
    "agenda": ("{file}",),
    "actions": ("{file}",),
    "report": ("{file}", "--format", "markdown", "--output", "{out}"),
    "check": ("{file}",),
    "recover": ("{file}",),
    "diff": ("{base}", "{file}"),
    "compare": ("{base}", "{file}"),
    "vendor-form": ("{file}", "brightworks", "--format", "md", "--output", "{form_md}"),
    "list": ("{folder}",),
}
"""The commands that read one."""

APART = {
    *("new", "sample", "recommend", "matrix", "keys", "content", "portfolio", "notes"),
    *("git-setup", "unseal"),
}
"""Those that open the screens, or no session at all, and the one that unseals."""


@pytest.fixture
def files(run: Run, workshop: Path, tmp_path: Path) -> dict[str, str]:
    """A sealed session and what the commands need beside it."""
    base = Path(shutil.copy(workshop, tmp_path / "base.toml"))
    theirs = Path(shutil.copy(workshop, tmp_path / "theirs.toml"))
    opened = read(theirs)
    save(edit.set_at(opened.session, ("organisation",), "Other"), theirs, opened.stamp)
    vendor = next(iter(opened.session.vendors))
    save_form(opened.session, load(), vendor, "xlsx", tmp_path / "form.xlsx", beside=workshop)
    sealed = run("seal", workshop, "--by", "Ana Berg", "--revisit", "2027-02-26")
    assert sealed.exit_code == 0
    assert "is sealed, by Ana Berg on" in sealed.stdout
    return {
        "file": str(workshop),
        "base": str(base),
        "theirs": str(theirs),
        "form": str(tmp_path / "form.xlsx"),
        "out": str(tmp_path / "out.md"),
        "form_md": str(tmp_path / "form.md"),
        "folder": str(tmp_path),
    }


def test_every_command_is_told_apart_by_whether_it_writes() -> None:
    named = (*CLOSED, *READS, *APART)
    assert sorted(named) == sorted(COMMANDS)


def test_every_command_that_writes_refuses_what_is_sealed(run: Run, files: dict[str, str]) -> None:
    before = Path(files["file"]).read_bytes()
    for command, arguments in CLOSED.items():
        result = run(command, *(argument.format(**files) for argument in arguments))
        assert result.exit_code == 1, command
        assert "is sealed, by Ana Berg on" in result.stderr, command
        assert Path(files["file"]).read_bytes() == before, command


def test_every_command_that_reads_works_on_what_is_sealed(run: Run, files: dict[str, str]) -> None:
    before = Path(files["file"]).read_bytes()
    for command, arguments in READS.items():
        result = run(command, *(argument.format(**files) for argument in arguments))
        assert result.exit_code == 0, command
    assert Path(files["file"]).read_bytes() == before
    assert "Signed off and sealed by Ana Berg" in Path(files["out"]).read_text()
    assert "to be looked at again on 2027-02-26" in run("check", files["file"]).stdout


def test_the_other_side_of_a_merge_may_be_the_sealed_one(run: Run, files: dict[str, str]) -> None:
    result = run("merge", files["base"], files["theirs"], files["file"])
    assert result.exit_code == 1
    assert f"{files['file']}: is sealed, by Ana Berg" in result.stderr  # this one, wherever it goes
    other = run("merge", files["base"], files["theirs"], files["file"], "--output", files["out"])
    assert f"{files['file']}: is sealed, by Ana Berg" in other.stderr
    mine = run("merge", files["base"], files["file"], files["theirs"], "--output", files["out"])
    assert f"{files['file']}: is sealed, by Ana Berg" in mine.stderr
    assert not Path(files["out"]).exists()
    taken = run("merge", files["base"], files["base"], files["file"], "--output", files["out"])
    assert taken.exit_code == 0  # nobody changed anything but who sealed it
    assert read(Path(files["out"])).session.seal == read(Path(files["file"])).session.seal


def test_a_seal_is_taken_off_with_a_reason_that_stays(run: Run, files: dict[str, str]) -> None:
    file = files["file"]
    assert run("unseal", file).exit_code == 2
    assert run("unseal", file, "--reason", " ").exit_code == 2
    assert run("unseal", file, "--reason", "A clause was missing.", "--by", "Bo").exit_code == 0
    assert run("unseal", file, "--reason", "again").exit_code == 1
    assert run("answer", file, "fraud-detection", "sensitivity", "low").exit_code == 0
    assert run("seal", file, "--by", "Ana Berg").exit_code == 0
    said = run("check", file).stdout
    assert "was unsealed by Bo on" in said
    assert "A clause was missing." in said
    (record,) = read(Path(file)).session.unsealed.values()
    assert (record.sealed_by, record.by) == ("Ana Berg", "Bo")


def test_who_decided_is_named_or_told_by_role(run: Run, workshop: Path) -> None:
    people = read(workshop).session.participants
    key, person = next(iter(people.items()))
    assert run("seal", workshop, "--decided", "Nobody Here").exit_code == 2
    assert run("seal", workshop, "--revisit", "soon").exit_code == 2
    past = run("seal", workshop, "--revisit", "2020-01-01")
    assert (past.exit_code, "the day to look at it again is past" in past.stderr) == (2, True)
    assert run("seal", workshop, "--decided", person.name, "--revisit", "+90").exit_code == 0
    given = read(workshop).session.seal
    assert given is not None
    assert given.deciders == (key,)
    assert given.present == tuple(people)
    assert given.revisit is not None
    assert given.revisit > date(2026, 1, 1)


def test_a_clean_report_says_it_by_roles(run: Run, files: dict[str, str], tmp_path: Path) -> None:
    clean = tmp_path / "clean.md"
    run("report", files["file"], "--format", "markdown", "--clean", "--output", clean)
    text = clean.read_text()
    assert "Ana Berg" not in text
    assert "Signed off and sealed by Signatory on" in text


def test_git_leaves_both_sides_where_one_is_sealed(
    run: Run, files: dict[str, str], tmp_path: Path
) -> None:
    """The merge driver fails, and git keeps the file for a person to look at."""
    where = tmp_path / "repository"
    where.mkdir()

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        return subprocess.run(
            ["git", *who, *arguments],  # noqa: S607
            cwd=where,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    mine = where / "s.toml"
    git("init", "-q", "-b", "main")
    shutil.copy(files["base"], mine)
    git("add", ".")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "other")
    shutil.copy(files["theirs"], mine)
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    shutil.copy(files["file"], mine)
    git("commit", "-qam", "sealed")
    assert git("merge", "-q", "other").returncode == 1
    conflicted = mine.read_bytes()
    result = run("merge", mine, "--take", "theirs")
    assert (result.exit_code, "is sealed, by Ana Berg" in result.stderr) == (1, True)
    assert mine.read_bytes() == conflicted


def test_who_goes_round_every_door_is_seen(run: Run, files: dict[str, str]) -> None:
    file = Path(files["file"])
    file.write_text(file.read_text().replace("Hollow Pine", "Hollow Oak"))
    assert "was changed outside fouraxis since" in " ".join(run("check", file).stdout.split())
    run("report", file, "--format", "markdown", "--output", files["out"])
    assert "It was changed outside fouraxis since." in Path(files["out"]).read_text()
