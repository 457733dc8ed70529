"""Somebody who may not read or write: it is said in clear words, nothing is lost, no traceback."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from fouraxis.cli.page import COMMANDS
from fouraxis.content.load import shipped
from fouraxis.store.read import read
from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.nobody import ROOT, nobodys_laptop, owned, python
from tests.terminal.page import HOME

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(os.name != "posix", reason="elsewhere there are no such permissions"),
]

SIZE = (120, 36)
WORKLOAD, ITEM = "meter-reading", "measurable-success"


@pytest.fixture
def laptop() -> Iterator[Laptop]:
    with nobodys_laptop() as laptop:
        yield laptop
        logs = [log.read_text("utf-8") for log in laptop.home.rglob("faults.log")]
        assert logs == []


@pytest.fixture
def file(laptop: Laptop) -> Path:
    """The session of a room that stands at a question of an axis."""
    return sample(laptop, "half-way.toml")


def sample(laptop: Laptop, name: str) -> Path:
    """A sample among the sessions of this laptop."""
    file = laptop.sessions / name
    shutil.copyfile(shipped("sessions") / name, file)
    owned(file)
    return file


def seen(terminal: Terminal) -> str:
    """The words of the screen in one line, wherever they are broken."""
    assert "Traceback" not in terminal.text
    return re.sub(r"[\s│▌]+", " ", terminal.text)


def wait_said(terminal: Terminal, words: str) -> None:
    """Wait until the screen says these words, in however many lines."""
    terminal.wait_for(r"[\s│▌]+".join(map(re.escape, words.split())))
    assert "Traceback" not in terminal.text


def leave(terminal: Terminal) -> str:
    """Leave, and return what is said then."""
    assert terminal.press("ctrl+q").wait_exit() == 0
    return re.sub(r"\s+", " ", terminal.text)


def answers(path: Path) -> object:
    """What is answered of the question that the room stands at."""
    session = read(path).session
    place = session.place
    assert place.workload is not None
    return session.workloads[place.workload].axes["certainty"].factors.get(ITEM)


def locked(path: Path, mode: int) -> Path:
    """A folder of the laptop, made where it is missing, that permits no more than this."""
    path.mkdir(parents=True, exist_ok=True)
    owned(path)
    path.chmod(mode)
    return path


def state_of(laptop: Laptop) -> Path:
    """The folder for what is kept on this machine."""
    folder = laptop.home / ".local/state/fouraxis"
    folder.mkdir(parents=True)
    owned(laptop.home / ".local")
    return folder


# -- a file that is read-only


@pytest.mark.parametrize("whose", ["mode", "owner"])
def test_a_file_that_cannot_be_written_is_not_changed_and_a_copy_is_offered(
    laptop: Laptop, file: Path, whose: str
) -> None:
    if whose == "owner" and not ROOT:
        pytest.skip("only root can give files away")
    if whose == "owner":
        os.chown(file, 0, 0)
        file.chmod(0o644)
    else:
        file.chmod(0o444)
    before = file.read_bytes()
    terminal = laptop.start(file, size=SIZE)
    terminal.read("This file is read-only")
    wait_said(terminal, "NOT SAVED: the file is read-only")
    terminal.press("enter")
    wait_said(terminal, "From here on, all is saved in ~/sessions/half-way-copy-")
    terminal.press("1").wait_for("✓ Measurable success")
    assert "Saved in ~/sessions/half-way-copy-" in leave(terminal)
    (copy,) = laptop.sessions.glob("half-way-copy-*.toml")
    assert file.read_bytes() == before
    assert answers(copy) is not None


def test_a_file_that_was_only_looked_at_is_not_called_unsaved_in_the_end(
    laptop: Laptop, file: Path
) -> None:
    file.chmod(0o444)
    terminal = laptop.start(file, size=SIZE)
    terminal.read("This file is read-only").press("escape").wait_gone("This file is read-only")
    assert "Everything typed" not in seen(terminal)
    assert "Not changed: " in leave(terminal)


def test_what_is_typed_where_nothing_else_can_be_written_is_kept_in_a_copy_elsewhere(
    laptop: Laptop, file: Path
) -> None:
    state_of(laptop).chmod(0o500)
    file.chmod(0o444)
    laptop.sessions.chmod(0o555)
    terminal = laptop.start(file, size=SIZE)
    terminal.read("This file is read-only")
    wait_said(terminal, "What you type is kept in a copy, where one can be.")
    assert "kept on this machine" not in seen(terminal)
    terminal.press("escape").wait_gone("This file is read-only")
    terminal.press("1")
    wait_said(terminal, f"Everything typed is kept in {laptop.home}/half-way-copy-")
    last = leave(terminal).replace(" ", "")
    assert f"keptin{laptop.home}/half-way-copy-" in last
    assert "offerswhatismissing" not in last
    (copy,) = laptop.home.glob("half-way-copy-*.toml")
    assert answers(copy) is not None


def test_a_copy_that_cannot_stand_beside_its_file_stands_where_sessions_are(
    laptop: Laptop, file: Path
) -> None:
    away = locked(laptop.home / "away", 0o755)
    shutil.move(file, away / file.name)
    (away / file.name).chmod(0o444)
    away.chmod(0o555)
    terminal = laptop.start(away / file.name, size=SIZE)
    terminal.read("This file is read-only").press("enter")
    wait_said(terminal, "From here on, all is saved in ~/sessions/half-way-copy-")
    leave(terminal)
    assert list(laptop.sessions.glob("half-way-copy-*.toml"))


# -- folders


def test_a_read_only_folder_has_its_file_saved_in_place(laptop: Laptop, file: Path) -> None:
    laptop.sessions.chmod(0o555)
    terminal = laptop.start(file, size=SIZE)
    wait_said(terminal, "This file cannot be replaced where it is")
    terminal.press("1").wait_for("✓ Measurable success")
    terminal.wait_for("✔ saved")
    leave(terminal)
    assert answers(file) is not None


def test_a_folder_that_is_taken_away_meanwhile_is_said_and_caught_up_with(
    laptop: Laptop, file: Path
) -> None:
    terminal = laptop.start(file, size=SIZE)
    terminal.wait_for("✔ saved")
    laptop.sessions.chmod(0)
    terminal.press("1")
    wait_said(terminal, "Not saved: permission was denied. It is tried again until it succeeds.")
    wait_said(terminal, "Everything typed is kept on this machine")
    laptop.sessions.chmod(0o755)
    wait_said(terminal, "Saved again: everything is in the file.")
    leave(terminal)
    assert answers(file) is not None


def test_a_folder_of_sessions_that_cannot_be_listed_is_said_at_home(
    laptop: Laptop, file: Path
) -> None:
    laptop.sessions.chmod(0)
    terminal = laptop.start(size=SIZE)
    terminal.wait_for(HOME)
    wait_said(terminal, "cannot be listed: permission was denied")
    terminal.press("n").wait_for("What is it called")
    terminal.type("Contoso").press("enter")
    wait_said(terminal, "permission was denied. Choose another folder with --sessions.")
    leave(terminal)
    (laptop.home / "above").mkdir()
    owned(laptop.home / "above")
    (laptop.home / "above").chmod(0)
    terminal = laptop.start("--sessions", laptop.home / "above/sessions", size=SIZE)
    wait_said(terminal, "permission was denied")
    leave(terminal)


def test_a_file_that_cannot_be_read_is_in_the_list_with_its_reason(
    laptop: Laptop, file: Path
) -> None:
    file.chmod(0)
    terminal = laptop.start(size=SIZE)
    terminal.wait_for(HOME)
    wait_said(terminal, "cannot be read: permission was denied")
    terminal.press("enter")
    wait_said(terminal, f"{file}: cannot be read: permission was denied. It was not changed.")
    leave(terminal)
    terminal = laptop.start(file, size=SIZE)
    wait_said(terminal, "cannot be read: permission was denied")
    terminal.wait_for(HOME)
    leave(terminal)


# -- what is the machine's own


@pytest.mark.parametrize("mode", [0o500, 0o000], ids=["not written", "not even looked into"])
def test_a_state_folder_that_cannot_be_used_keeps_nobody_from_working(
    laptop: Laptop, file: Path, mode: int
) -> None:
    state_of(laptop).chmod(mode)
    terminal = laptop.start(file, size=SIZE)
    terminal.wait_for("✔ saved")
    terminal.press("1").wait_for("✓ Measurable success")
    terminal.press("n").read("Note")
    terminal.type("half a thought").press("ctrl+s", "escape")
    terminal.press("f6").settle()
    assert "Saved in ~/sessions/half-way.toml" in leave(terminal)
    assert answers(file) is not None


@pytest.mark.parametrize("mode", [0o600, 0o000], ids=["not looked into", "nothing at all"])
def test_a_configuration_that_cannot_be_read_is_said_and_the_usual_keys_hold(
    laptop: Laptop, file: Path, mode: int
) -> None:
    folder = locked(laptop.home / ".config/fouraxis", 0o700)
    (folder / "keys.toml").write_text('[keys]\n"question.note" = "z"\n', "utf-8")
    owned(laptop.home / ".config")
    folder.chmod(mode)
    terminal = laptop.start(file, size=SIZE)
    wait_said(terminal, "keys.toml: it cannot be read (Permission denied); the usual keys hold")
    terminal.press("n").wait_for("Note")
    terminal.press("escape").settle()
    leave(terminal)
    listed = laptop.run("keys")
    assert listed.returncode == 0
    assert "it cannot be read" in listed.stderr


# -- commands

_EACH = """
import contextlib, io, json, sys
from fouraxis.cli import main
every = json.loads(sys.argv[1])
for arguments in every:
    out, err, sys.argv = io.StringIO(), io.StringIO(), ["fouraxis", *arguments]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main()
        except SystemExit as end:
            status = end.code
    print(json.dumps([status, out.getvalue(), err.getvalue()]))
"""


def commands(laptop: Laptop, *lines: str) -> list[tuple[str, int, str]]:
    """Each command, its status and all that it says; they run in one process, one by one."""
    done = subprocess.run(
        [*python()[0], "-c", _EACH, json.dumps([line.split() for line in lines])],
        env=laptop.env,
        cwd=laptop.sessions.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    return [
        (line, status, out + err) for line, (status, out, err) in zip(lines, results, strict=True)
    ]


READ = (
    *("check F", "summary F", "agenda F", "actions F", "notes F", "report F", "ask F"),
    *("diff F O", "diff O F", "compare F O", "compare O F", "new --from F X"),
)
WRITE = (
    *("answer F tariff-advice sensitivity low", "milestone F m", "seal F --by Bo"),
    *("unseal F --reason why", "merge O O F", "merge F", "vendor-import F form.xlsx"),
)
BESIDE = ("vendor-form F tidewater-ai",)


def named(lines: tuple[str, ...], file: Path, other: Path) -> list[str]:
    """The commands with the files that they are about."""
    names = {"F": str(file), "O": str(other)}
    return [" ".join(names.get(word, word) for word in line.split()) for line in lines]


@pytest.fixture
def other(laptop: Laptop) -> Path:
    return sample(laptop, "four-workloads.toml")


def test_every_command_says_of_a_file_that_it_cannot_be_read(
    laptop: Laptop, file: Path, other: Path
) -> None:
    file.chmod(0)
    for line, status, text in commands(laptop, *named((*READ, *WRITE, *BESIDE), file, other)):
        assert status == 1, (line, text)
        assert f"{file}: cannot be read: permission was denied. It was not changed." in text, line
        assert "Traceback" not in text
    asked = {line.split()[0] for line in (*READ, *WRITE, *BESIDE)} | {"recover"}
    fileless = {
        "sample",
        "recommend",
        "matrix",
        "keys",
        "list",
        "portfolio",
        "content",
        "git-setup",
    }
    assert asked | fileless == set(COMMANDS), "a further command: is it about a file?"


def test_a_file_that_cannot_be_read_is_recovered_from_its_backup(
    laptop: Laptop, file: Path
) -> None:
    commands(laptop, *named(("answer F tariff-advice sensitivity low",), file, file))
    file.chmod(0)
    ((_, status, text),) = commands(laptop, f"recover {file} --restore 1")
    assert (status, "Version 1 is in" in text) == (0, True), text


def test_no_command_changes_a_file_that_is_read_only(
    laptop: Laptop, file: Path, other: Path
) -> None:
    file.chmod(0o444)
    before = file.read_bytes()
    lines = ("answer F tariff-advice sensitivity low", "milestone F m", "seal F --by Bo")
    for line, status, text in commands(laptop, *named((*lines, "merge F F F"), file, other)):
        assert (status, "is read-only. Save a copy, or make it writable." in text) == (1, True), (
            line,
            text,
        )
    assert file.read_bytes() == before


def test_a_command_promises_no_second_try(laptop: Laptop, file: Path) -> None:
    state_of(laptop).chmod(0o500)
    laptop.sessions.chmod(0o555)
    for line, status, text in commands(laptop, f"milestone {file} m", "new Contoso"):
        assert status == 1, (line, text)
        assert "permission was denied" in text
        assert "tried again" not in text


def test_reports_and_tables_go_nowhere_that_cannot_be_written(laptop: Laptop, file: Path) -> None:
    laptop.sessions.chmod(0o555)
    lines = (f"report {file}", f"report {file} --format all", "portfolio build")
    for line, status, text in commands(laptop, *lines, f"vendor-form {file} tidewater-ai"):
        assert status == 1, (line, text)
        assert "ermission" in text, line
        assert text.count("\n") <= 2, text
    assert [path.name for path in laptop.sessions.iterdir()] == [file.name]


def test_content_that_cannot_be_read_is_named(laptop: Laptop, file: Path) -> None:
    commands(laptop, f"content init {laptop.home}/mine")
    mine = laptop.home / "mine"
    (mine / "axes.toml").chmod(0)
    lines = (f"--screens {mine} summary {file}", f"content check {mine}")
    for line, status, text in commands(laptop, *lines):
        assert (status, "axes.toml: expected a file that can be read" in text) == (1, True), (
            line,
            text,
        )
    mine.chmod(0)
    for line, status, text in commands(laptop, *lines, "list"):
        denied = f"{mine}" in text and "ermission" in text
        assert (status, denied) == ((1, True) if "mine" in line else (0, False)), (line, text)
