"""`recover`, `diff` and `merge`: having a session back, and two versions of one told and merged."""

import errno
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fouraxis.store.delivery import save
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile
from fouraxis.store.state import Backups
from fouraxis.workshop import actions
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import Dissent, Round
from tests.cli.conftest import Run
from tests.store.failing import FailingDisk

OWNER = ("workloads", "fraud-detection", "owner")
NOTE = ("workloads", "fraud-detection", "axes", "maturity", "note")


def changed(path: Path, *changes: tuple[tuple[str, ...], str]) -> Path:
    """The session in the file saved with these changes."""
    opened = read(path)
    session = opened.session
    for place, value in changes:
        session = set_at(session, place, value)
    save(session, path, opened.stamp)
    return path


def copy(path: Path, name: str) -> Path:
    return Path(shutil.copy(path, path.with_name(name)))


def worked_in(path: Path, owner: str, *, full: bool = False) -> None:
    """A run of the program that changes the file, or cannot."""
    opened = read(path)
    disk = FailingDisk(2, sticky=True, code=errno.ENOSPC) if full else FailingDisk()
    keeper = SessionFile(opened, disk=disk)
    keeper.keep(set_at(opened.session, OWNER, owner))
    assert keeper.close() is not full


# --- recover ---------------------------------------------------------------------------------


def test_backups_and_journal_are_listed_newest_first_with_their_answers(
    run: Run, workshop: Path
) -> None:
    worked_in(workshop, "Bo")
    worked_in(workshop, "Cy", full=True)
    result = run("recover", workshop)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "journal: 1 change since" in lines[4]
    assert "backup: Northwind Mutual" in lines[5]
    assert all(line.split()[3].isdecimal() for line in lines[4:6])
    assert max(map(len, lines[2:])) <= 80


def test_a_version_is_restored_to_a_new_file(run: Run, workshop: Path) -> None:
    before = workshop.read_bytes()
    worked_in(workshop, "Bo")
    after = workshop.read_bytes()
    result = run("recover", workshop, "--restore", "1")
    assert result.exit_code == 0
    (restored,) = [path for path in workshop.parent.iterdir() if path != workshop]
    assert str(restored) in result.stdout
    assert restored.read_bytes() == before
    assert restored.stat().st_mode & 0o777 == 0o600
    assert workshop.read_bytes() == after


def test_a_file_that_is_damaged_or_gone_has_its_versions(run: Run, workshop: Path) -> None:
    worked_in(workshop, "Bo")
    workshop.write_text("[broken")
    assert "backup: Northwind" in run("recover", workshop).stdout
    workshop.unlink()
    assert "backup: Northwind" in run("recover", workshop).stdout


@pytest.mark.parametrize("number", ["0", "2", "x"])
def test_a_version_that_is_not_there_is_wrong_use(run: Run, workshop: Path, number: str) -> None:
    worked_in(workshop, "Bo")
    assert run("recover", workshop, "--restore", number).exit_code == 2


def test_a_file_without_versions_says_so(run: Run, workshop: Path) -> None:
    result = run("recover", workshop)
    assert result.exit_code == 1
    assert "no backup of it on this machine" in result.stderr
    assert run("recover", workshop.parent).exit_code == 1


# --- diff ------------------------------------------------------------------------------------


def test_what_a_command_writes_over_is_a_backup_once_in_ten_minutes(
    run: Run, workshop: Path
) -> None:
    before = workshop.read_bytes()
    for level in ("high", "medium"):
        answered = run("answer", workshop, "support-chatbot", "sensitivity", level)
        assert answered.exit_code == 0
    (backup,) = Backups(workshop).list()
    assert backup.path.read_bytes() == before
    late = datetime.now(UTC) - timedelta(minutes=11)
    backup.path.rename(backup.path.with_name(f"{late:%Y%m%dT%H%M%S.%fZ}-{backup.hash}.toml"))
    assert run("answer", workshop, "support-chatbot", "sensitivity", "low").exit_code == 0
    assert len(Backups(workshop).list()) == 2


def test_what_a_merge_writes_over_is_a_backup(run: Run, workshop: Path) -> None:
    mine, theirs = copy(workshop, "mine.toml"), copy(workshop, "theirs.toml")
    assert run("answer", theirs, "support-chatbot", "sensitivity", "high").exit_code == 0
    before = mine.read_bytes()
    assert run("merge", workshop, mine, theirs).exit_code == 0
    assert [backup.path.read_bytes() for backup in Backups(mine).list()] == [before]


def test_answers_that_differ_are_told_in_words(run: Run, workshop: Path) -> None:
    other = changed(copy(workshop, "other.toml"), (OWNER, "Bo\x1b[31m"), (NOTE, "a\nb"))
    result = run("diff", workshop, other)
    assert result.exit_code == 0
    assert "Business owner: Bo\ufffd[31m (was " in result.stdout
    assert "Maturity › note: a ⏎ b" in result.stdout
    assert len(result.stdout.splitlines()) == 2


def test_a_difference_is_told_in_names_and_never_by_an_id_or_a_digest(
    run: Run, workshop: Path, half_way: Path
) -> None:
    before = read(workshop).session
    axis = ("workloads", "support-chatbot", "axes", "sensitivity")
    after = set_at(before, (*axis, "votes", "round-1"), Round(levels={"rhea": "high"}))
    after = set_at(after, (*axis, "dissent", "hugo"), Dissent(what="high"))
    after, own = actions.agree(after, "Write to Zoë")
    after = actions.assign(after, own, "Bo")
    other = copy(workshop, "other.toml")
    save(after, other, read(other).stamp)
    for command in (("milestone", other, "Round one"), ("seal", other, "--by", "Rhea Solano")):
        assert run(*command).exit_code == 0
    text = run("diff", workshop, other).stdout
    assert "sealed by Rhea Solano on " in text
    assert "milestone “Round one” added" in text
    assert "votes › round 1 › levels › Rhea Solano (chief risk officer): " in text
    assert "dissent › Hugo Brandt (head of customer service) › " in text
    assert "actions › Write to Zoë › owner: Bo" in text
    for told in (text, run("diff", other, workshop).stdout, run("diff", half_way, other).stdout):
        assert not re.search(r"[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-", told), told
        assert not re.search(r"\b(workload|vendor|own)\.[a-z]", told), told
        assert not re.search(r"\b(rhea|hugo|support-chatbot)\b", told), told


def test_the_same_answers_are_said_to_be_the_same(run: Run, workshop: Path) -> None:
    assert run("diff", workshop, workshop).stdout == "No answer differs.\n"


def test_other_sessions_are_said_to_be_others(run: Run, workshop: Path, half_way: Path) -> None:
    assert "not the same session" in run("diff", workshop, half_way).stderr


# --- merge -----------------------------------------------------------------------------------


def test_changes_of_both_sides_are_merged_into_mine(run: Run, workshop: Path) -> None:
    mine = changed(copy(workshop, "mine.toml"), (NOTE, "mine"))
    theirs = changed(copy(workshop, "theirs.toml"), (OWNER, "Bo"))
    before = theirs.read_bytes()
    result = run("merge", workshop, mine, theirs)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{mine}: merged, 1 change taken from theirs\n"
    workload = read(mine).session.workloads["fraud-detection"]
    assert (workload.owner, workload.axes["maturity"].note) == ("Bo", "mine")
    assert theirs.read_bytes() == before


@pytest.fixture
def conflict(workshop: Path) -> tuple[Path, Path, Path]:
    """Three files: both sides changed the same note, and the same owner."""
    mine = changed(copy(workshop, "mine.toml"), (NOTE, "my note"), (OWNER, "Ana"))
    theirs = changed(copy(workshop, "theirs.toml"), (NOTE, "their note"), (OWNER, "Bo"))
    return workshop, mine, theirs


def test_a_conflict_is_named_leaves_mine_and_keeps_both_notes(
    run: Run, conflict: tuple[Path, Path, Path]
) -> None:
    result = run("merge", *conflict)
    assert result.exit_code == 1
    assert "both changed it: mine my note; theirs their note" in result.stderr
    workload = read(conflict[1]).session.workloads["fraud-detection"]
    assert workload.axes["maturity"].note == "my note\n\ntheir note"
    assert workload.owner == "Ana / Bo"


@pytest.mark.parametrize(("take", "owner"), [("mine", "Ana"), ("theirs", "Bo")])
def test_conflicts_are_settled_as_told(
    run: Run, conflict: tuple[Path, Path, Path], take: str, owner: str
) -> None:
    output = conflict[0].with_name("merged.toml")
    before = conflict[1].read_bytes()
    assert run("merge", *conflict, "--take", take, "--output", output).exit_code == 0
    assert read(output).session.workloads["fraud-detection"].owner == owner
    assert conflict[1].read_bytes() == before
    again = run("merge", *conflict, "--take", take, "--output", output)
    assert (again.exit_code, "is there already" in again.stderr) == (1, True)


def test_an_empty_base_is_done_without(run: Run, conflict: tuple[Path, Path, Path]) -> None:
    (empty := conflict[0].with_name("empty")).write_bytes(b"")
    assert run("merge", empty, *conflict[1:]).exit_code == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [(b"schema = 2", b"schema = 99", "newer fouraxis"), (b'id = "', b'id = "9', "same session")],
)
def test_what_must_not_be_merged_is_left_alone(
    run: Run, workshop: Path, old: bytes, new: bytes, message: str
) -> None:
    mine, theirs = copy(workshop, "mine.toml"), copy(workshop, "theirs.toml")
    theirs.write_bytes(theirs.read_bytes().replace(old, new, 1))
    before = mine.read_bytes()
    result = run("merge", workshop, mine, theirs)
    assert (result.exit_code, message in result.stderr) == (1, True)
    assert mine.read_bytes() == before


@pytest.mark.parametrize("number", [2, 4])
def test_another_number_of_files_is_wrong_use(run: Run, workshop: Path, number: int) -> None:
    assert run("merge", *[workshop] * number).exit_code == 2


def git(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "merge.conflictStyle=diff3")
    command = ["git", *who, *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(workshop: Path) -> Path:
    """A repository in which two branches changed the same session."""
    folder = workshop.parent
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitattributes").write_text("*.toml merge=fouraxis\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
    git(folder, "checkout", "-qb", "theirs")
    changed(workshop, (OWNER, "Bo"))
    git(folder, "commit", "-qam", "theirs")
    git(folder, "checkout", "-q", "main")
    changed(workshop, (NOTE, "mine"))
    git(folder, "commit", "-qam", "mine")
    return folder


def test_git_merges_sessions_by_it(repository: Path, workshop: Path) -> None:
    driver = f'"{sys.executable}" -m fouraxis merge %O %A %B --name %P'
    git(repository, "config", "merge.fouraxis.driver", driver)
    done = git(repository, "merge", "-q", "theirs", "-m", "merged")
    assert done.returncode == 0, done.stderr
    assert f"{workshop.name}: merged, 1 change taken" in f"{done.stdout}"
    workload = read(workshop).session.workloads["fraud-detection"]
    assert (workload.owner, workload.axes["maturity"].note) == ("Bo", "mine")
    assert read(workshop).loaded.intact


def test_what_git_could_not_merge_is_finished_by_it(
    run: Run, repository: Path, workshop: Path
) -> None:
    assert git(repository, "merge", "theirs").returncode == 1
    assert b"<<<<<<<" in workshop.read_bytes()
    assert "a merge that was not finished" in run("check", workshop).stderr
    result = run("merge", workshop)
    assert result.exit_code == 0, result.stderr
    workload = read(workshop).session.workloads["fraud-detection"]
    assert (workload.owner, workload.axes["maturity"].note) == ("Bo", "mine")
    assert "holds no merge" in run("merge", workshop).stdout


def test_conflicts_that_git_left_are_settled_as_told(
    run: Run, repository: Path, workshop: Path
) -> None:
    changed(workshop, (OWNER, "Ana"))
    git(repository, "commit", "-qam", "mine too")
    git(repository, "merge", "theirs")
    before = workshop.read_bytes()
    result = run("merge", workshop)
    assert (result.exit_code, "mine Ana; theirs Bo" in result.stderr) == (1, True)
    assert workshop.read_bytes() == before
    assert run("merge", workshop, "--take", "both").exit_code == 0
    assert read(workshop).session.workloads["fraud-detection"].owner == "Ana / Bo"
