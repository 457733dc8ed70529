"""Whatever happens: a line or two, an exit status, no traceback, and nobody's text."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fouraxis.cli.run import Settings
from fouraxis.content.load import shipped
from tests.cli.conftest import Run

CLIENT_TEXT = "the merger with Contoso"
SAMPLE = shipped("sessions") / "four-workloads.toml"


def program(
    *args: str | Path, stdout: int = subprocess.PIPE, **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs the real program in a process of its own, with its output in a pipe."""
    command = [sys.executable, "-m", "fouraxis", *map(str, args)]
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **env},
        check=False,
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("arguments", ["matrix", "--version", "check {file}", ""])
def test_a_stream_that_the_caller_closed_is_no_fault(
    tmp_path: Path, closed: str, arguments: str
) -> None:
    file = shutil.copy(SAMPLE, tmp_path)
    before = Path(file).read_bytes()
    line = f'exec "{sys.executable}" -m fouraxis {arguments.format(file=file)} {closed}'
    ended = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert ended.returncode == (0 if arguments else 2)  # the workshop needs a terminal
    assert "fault" not in ended.stdout + ended.stderr
    assert Path(file).read_bytes() == before


@pytest.mark.parametrize(
    "error", [KeyError(CLIENT_TEXT), ValueError(CLIENT_TEXT), RecursionError(CLIENT_TEXT)]
)
def test_an_unexpected_exception_becomes_a_short_line_without_what_it_says(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_: Settings) -> None:
        raise error

    monkeypatch.setattr(Settings, "content", fail)
    result = run("matrix")
    assert result.exit_code == 1
    assert type(error).__name__ in result.stderr
    assert "test_guard.py, line" in result.stderr
    assert len(result.stderr.splitlines()) == 2
    assert CLIENT_TEXT not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_fault_of_the_system_is_said_with_its_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Settings) -> None:
        raise PermissionError(13, "Permission denied", "/locked/axes.toml")

    monkeypatch.setattr(Settings, "content", fail)
    result = run("matrix")
    assert result.exit_code == 1
    assert result.stderr == "fouraxis: /locked/axes.toml: Permission denied\n"


def test_an_interrupt_is_no_fault_and_says_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: Settings) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Settings, "content", interrupt)
    result = run("matrix")
    assert result.exit_code == 130
    assert result.stderr.strip() == ""


def test_a_reader_that_goes_away_is_left_in_peace() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = program("summary", SAMPLE, "--format", "json", stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_said() -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        done = program("matrix", stdout=full)
    finally:
        os.close(full)
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_pipe_gets_utf_8_whatever_the_system_prefers(encoding: str) -> None:
    done = program("matrix", PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert "published row" in done.stdout.decode("utf-8")
    wrong = program("nonsens\u00e9", PYTHONIOENCODING=encoding)
    assert "“nonsensé”" in wrong.stderr.decode("utf-8")


@pytest.mark.parametrize(
    "args",
    [("--help",), ("--version",), ("matrix",), ("summary", SAMPLE), ("list",), ("nonsense",)],
)
@pytest.mark.few("args", 4)
def test_what_is_piped_has_no_colour_and_no_box_drawing(args: tuple[str | Path, ...]) -> None:
    done = program(*args)
    text = (done.stdout + done.stderr).decode()
    assert text
    assert "\x1b" not in text
    assert not any(0x2500 <= ord(character) <= 0x259F for character in text)


@pytest.mark.parametrize(
    ("args", "without"),
    [
        ("['--help']", ("click", "pydantic", "textual", "rich")),
        ("['--version']", ("click", "pydantic", "textual", "rich")),
        ("['summary', '--help']", ("pydantic", "textual", "rich", "fouraxis.store")),
        ("['answer', '--help']", ("pydantic", "textual", "rich", "fouraxis.store")),
        ("['nonsense']", ("pydantic", "textual", "rich", "fouraxis.store")),
        ("['matrix']", ("textual", "rich", "fouraxis.store", "fouraxis.workshop.session")),
        ("['recommend', '--json']", ("textual", "rich", "fouraxis.store", "fouraxis.tui")),
        (f"['summary', {str(SAMPLE)!r}]", ("textual", "rich", "fouraxis.tui")),
        (f"['check', {str(SAMPLE)!r}]", ("textual", "rich", "fouraxis.tui", "fouraxis.report")),
    ],
)
def test_a_command_imports_only_what_it_uses(args: str, without: tuple[str, ...]) -> None:
    script = (
        "import sys\n"
        f"sys.argv = ['fouraxis', *{args}]\n"
        "from fouraxis.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {without!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stderr.splitlines()[-1] == b"[]"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_the_commands(shell: str) -> None:
    script = program(_FOURAXIS_COMPLETE=f"{shell}_source")
    assert b"_FOURAXIS_COMPLETE" in script.stdout
    done = program(_FOURAXIS_COMPLETE="zsh_complete", COMP_WORDS="fouraxis s", COMP_CWORD="1")
    assert {b"sample", b"summary"} <= set(done.stdout.split(b"\n"))


def test_the_help_page_names_every_command_and_fits_80_columns(run: Run) -> None:
    page = run("--help").stdout
    assert page == program("--help").stdout.decode()
    for command in ("new", "sample", "summary", "recommend", "matrix", "answer", "check", "list"):
        assert f"\n  {command} " in page
        assert run(command, "--help").exit_code == 0
    assert max(map(len, page.splitlines())) <= 80


def test_the_version_is_the_packages(run: Run) -> None:
    from fouraxis import __version__

    assert run("--version").stdout == f"fouraxis {__version__}\n"
    assert program("--version").stdout.decode() == f"fouraxis {__version__}\n"
