"""Every command that the documentation shows runs as it stands."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from fouraxis.content.load import shipped
from tests.cli.conftest import Run

HOUSE = Path(__file__).parents[2]
PAGES = [HOUSE / "README.md", *sorted(HOUSE.glob("docs/*.md"))]
EXAMPLE = shipped("sessions") / "four-workloads.toml"

ONLY_NAMED = ("fouraxis report", "fouraxis check")
"""What a sentence speaks of, without saying of which file."""

SESSIONS = ("FILE", "FILE...", "A", "B", "BASE", "MINE", "THEIRS", "NAME.toml", "NAME (1).toml")
"""What stands for a session on a page."""


def commands() -> list[tuple[str, str]]:
    """Each command that is shown, with its page; those that only name a command are left out."""
    shown = []
    for page in PAGES:
        text = page.read_text("utf-8")
        blocks = re.findall(r"^```(?:sh)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        lines = "\n".join(blocks).replace("\\\n", " ").split("\n")
        lines += [" ".join(quoted.split()) for quoted in re.findall(r"`(fouraxis [^`]+)`", text)]
        for line in dict.fromkeys(line.strip() for line in lines):
            command = re.sub(r"\s{3,}.*|\s+#.*", "", line)
            if re.match(r"fouraxis( |$)", command) and command not in ONLY_NAMED:
                shown.append((page.name, command))
    return list(dict.fromkeys(shown))


@pytest.fixture
def folder(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that the pages speak of: sessions, content, a firm's styles."""
    from docx import Document
    from PIL import Image

    monkeypatch.chdir(tmp_path)
    for name in SESSIONS:
        shutil.copy(EXAMPLE, tmp_path / name)
    Document().save(str(tmp_path / "firm.docx"))
    Image.new("RGB", (80, 20), "red").save(tmp_path / "firm.png")
    return tmp_path


def prepared(folder: Path, run: Run, command: str, args: list[str]) -> list[str]:
    """What a command needs to be there, put there; its arguments as they are meant here."""
    if not command.startswith("fouraxis content init"):
        for own in {"my-content", "fr", "FOLDER"} & set(args):
            assert run("content", "init", own).exit_code == 0
    if "FORM.xlsx" in args:
        form = ("--output", "FORM.xlsx")
        assert run("vendor-form", args[1], "brightworks", *form).exit_code == 0
    if "%A" in args:
        for name in ("%O", "%A", "%B"):
            shutil.copy(EXAMPLE, folder / name)
    if "git-setup" in args:
        subprocess.run(["git", "init", "-q", args[-1]], check=True)  # noqa: S607
    if "unseal" in args:
        assert run("seal", args[1]).exit_code == 0
    args = [arg.replace("~", ".", 1) if arg.startswith("~/") else arg for arg in args]
    if args[:1] == ["portfolio"]:
        (folder / "clients").mkdir()
        shutil.copy(EXAMPLE, folder / "clients")
        args = ["clients" if arg == "FOLDER" else arg for arg in args]
        tables = args[args.index("--from") + 1 :][:1] if "--from" in args else []
        if "open" in args:
            tables = args[2:3]
        into = ("--into", *tables) if tables else ()
        assert run("portfolio", "build", "clients", *into).exit_code == 0
    if args[:1] == ["compare"] and not Path(args[2]).exists():
        assert run("milestone", *args[1:]).exit_code == 0
    if "recover" in args:
        assert run("answer", args[1], "support-chatbot", "sensitivity", "high").exit_code == 0
    return args


@pytest.mark.few("command", 10)
@pytest.mark.parametrize(("page", "command"), commands(), ids=lambda part: part)
def test_a_command_that_is_shown_runs(folder: Path, run: Run, page: str, command: str) -> None:
    args = shlex.split(command)[1:]
    words = {
        "WORKLOAD": "support-chatbot",
        "VENDOR": "brightworks",
        "ITEM": "sensitivity",
        "VALUE": "high",
        "N": "1",
    }
    args = [words.get(arg, arg) for arg in args]
    args = prepared(folder, run, command, args)
    result = run(*args)
    words_only = args[2:] if args[:1] == ["--screens"] else args
    opens = words_only[:1] in ([], ["sample"], ["FILE"]) or words_only == ["new"]
    if opens or args[:2] == ["portfolio", "open"]:
        assert result.exit_code == 2
        assert "needs a terminal" in result.stderr
    else:
        assert (result.exit_code, result.stderr) == (0, ""), page


def test_the_pages_show_commands() -> None:
    shown = {command.split()[1] for _, command in commands() if " " in command}
    assert {"report", "summary", "answer", "check", "content", "matrix"} <= shown
