"""Which language the command line speaks: English, but for what is made of the content."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from fouraxis.content.load import shipped
from tests.cli.conftest import Run

GERMAN = ("--screens", "de")
EXAMPLE = shipped("sessions") / "four-workloads.toml"


@pytest.fixture
def both(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Result, Result]]:
    """Runs a command twice, with English and with German content, each in its own folder."""

    def both(*args: str) -> tuple[Result, Result]:
        results = []
        for language in ((), GERMAN):
            folder = tmp_path / ("german" if language else "english")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _fill(folder)
            monkeypatch.chdir(folder)
            results.append(run(*language, *args))
        return results[0], results[1]

    return both


def _fill(folder: Path) -> None:
    """Sessions that are whole, changed, damaged, unfinished, of another pack."""
    text = EXAMPLE.read_text("utf-8")
    other = text.replace('maturity]\nlevel = "none"', 'maturity]\nlevel = "emerging"', 1)
    files = {
        "base.toml": text,
        "mine.toml": text.replace('maturity]\nlevel = "none"', 'maturity]\nlevel = "mature"', 1),
        "theirs.toml": other,
        "damaged.toml": "schema = \n",
        "empty.toml": "",
        "aside.toml": text.replace('level = "low"', 'level = "lowest"', 1),
        "unfinished.toml": f"<<<<<<< HEAD\n{text}=======\n{other}>>>>>>> other\n",
    }
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")


@pytest.mark.parametrize(
    "args",
    [
        "--help",
        "nonsense",
        "gone.toml",
        ".",
        "new",
        "check base.toml damaged.toml empty.toml aside.toml gone.toml .",
        "diff base.toml mine.toml",
        "diff base.toml gone.toml",
        "merge base.toml mine.toml theirs.toml",
        "merge damaged.toml mine.toml theirs.toml --take theirs",
        "merge unfinished.toml",
        "recover base.toml",
        "answer base.toml support-chatbot",
        "answer base.toml support-chatbot sensitivity high",
        "answer base.toml support-chatbot core-logic yes",
        "answer base.toml support-chatbot decision advisory-only",
        "answer base.toml support-chatbot decision as-recommended",
        "answer base.toml programme title Another",
        "answer damaged.toml support-chatbot",
        "answer base.toml support-chatbot sensitivity huge",
        "content check nowhere",
        "sample nonsense",
        "list nowhere",
        "report base.toml --output report.nonsense",
        "report base.toml --output mine.toml --format html",
        "report damaged.toml",
        "report base.toml --format html --output report.html",
        "report base.toml --format docx --output report.docx --template mine.toml",
        "summary damaged.toml",
        "agenda gone.toml",
        "recommend --sensitivity extreme",
    ],
)
@pytest.mark.few("args", 6)
def test_the_command_line_says_the_same_in_every_language(
    both: Callable[..., tuple[Result, Result]], args: str
) -> None:
    english, german = both(*args.split())
    assert german.stderr == english.stderr
    assert german.stdout == english.stdout
    assert german.exit_code == english.exit_code
    assert german.output.strip()


def test_a_list_of_sessions_is_english(both: Callable[..., tuple[Result, Result]]) -> None:
    _, german = both("list", ".", "--json")
    notes = {Path(entry["path"]).name: entry["note"] for entry in json.loads(german.stdout)}
    assert notes["empty.toml"] == "empty"
    assert "Changed           Session" in both("list", ".")[1].stdout


@pytest.mark.parametrize(
    ("args", "words", "english"),
    [
        ("agenda base.toml", ["Teil", "Beginn", "Minuten"], ["Part", "Starts at", "Minutes"]),
        ("matrix", ["veröffentlichte Zeile"], ["published row", "outcome"]),
        ("recommend --sensitivity low", ["Eingeordnet", "Warum"], ["Placed at", "Why"]),
        ("summary base.toml", ["Empfohlen", "Anbieter"], ["Recommended", "Vendors"]),
        ("summary base.toml --format markdown", ["Kurzfassung"], ["Brief"]),
        ("summary base.toml --format csv", ["empfohlen"], ["recommended"]),
    ],
)
def test_what_is_made_of_the_content_is_in_its_language(
    both: Callable[..., tuple[Result, Result]], args: str, words: list[str], english: list[str]
) -> None:
    printed_in_english, printed_in_german = (result.stdout for result in both(*args.split()))
    assert [word for word in words if word not in printed_in_german] == []
    assert [word for word in english if word not in printed_in_english] == []
    heads = printed_in_german if "csv" not in args else printed_in_german.split("\n")[0]
    assert [word for word in english if word in heads] == []


def test_a_language_of_ones_own_is_not_needed_for_the_command_line(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    assert run(*GERMAN, "content", "init", folder).exit_code == 0
    (folder / "interface.toml").write_text("no toml", "utf-8")
    assert run("--screens", folder, "list", tmp_path).exit_code == 0
    result = run("--screens", folder, "matrix")
    assert result.exit_code == 1
    assert "interface.toml" in result.stderr
