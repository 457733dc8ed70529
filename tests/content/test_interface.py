"""The program's own words: English where they are said, or the language of the room."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fouraxis.content.language import FILE, check, ntr, speak, texts, tr
from fouraxis.content.load import languages, shipped
from fouraxis.content.read import ContentError

SOURCES = Path(__file__).parents[2] / "src" / "fouraxis"
GERMAN = shipped("screens") / "de"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(None)


def said_in_the_program(within: Path = SOURCES) -> dict[str, str]:
    """Every text that the code says, and where: calls of `tr`, `ntr`, `noted`, and keys."""
    found: dict[str, str] = {}
    for path in sorted(within.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for text in _texts_of(node.func.id, node.args):
                    found.setdefault(text, f"{path.name}:{node.lineno}")
    return found


def _texts_of(name: str, args: list[ast.expr]) -> Iterator[str]:
    at = {"tr": slice(0, 1), "ntr": slice(1, 3), "Binding": slice(2, 3), "noted": slice(0, 1)}
    for arg in args[at.get(name, slice(0, 0))]:
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and arg.value:
            yield arg.value


def own(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_english_is_said_as_it_stands() -> None:
    assert tr("go on") == "go on"
    assert tr("Written to {path}", path="[/x].md") == "Written to [/x].md"
    assert ntr(1, "{count} workload", "{count} workloads") == "1 workload"
    assert ntr(4, "{count} workload", "{count} workloads") == "4 workloads"


def test_a_language_says_it_in_its_own_words(tmp_path: Path) -> None:
    speak(own(tmp_path, '"go on" = "weiter"\n"of {a} and {b}" = "{b} und {a}"\n'))
    assert tr("go on") == "weiter"
    assert tr("of {a} and {b}", a="{b}", b="x") == "x und {b}"
    assert tr("not translated") == "not translated"
    speak(None)
    assert tr("go on") == "go on"


def test_content_without_words_for_the_interface_leaves_it_english(tmp_path: Path) -> None:
    speak(GERMAN)
    speak(tmp_path)
    assert tr("go on") == "go on"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('"go on" = 3', "expected a text to say instead"),
        ('"go on" = " "', "expected a text to say instead"),
        ('"go on" = "{x}"', "expected no places to fill"),
        ('"of {a} and {b}" = "{a}"', "expected the places {a}, {b}"),
        ('"of {a}" = "{a!x}"', "expected every { to open a place, and every } to close one"),
        ('"of {a}" = "{a} {"', "expected every { to open a place, and every } to close one"),
        ('"go on" = "\\u001b[31m"', "expected plain text"),
        ('"go on" = ', "expected valid TOML"),
    ],
)
def test_a_fault_is_named_and_nothing_is_said_in_a_broken_language(
    tmp_path: Path, line: str, fault: str
) -> None:
    own(tmp_path, f"{line}\n")
    (found,) = check(tmp_path)
    assert fault in str(found)
    assert str(tmp_path / FILE) in str(found)
    with pytest.raises(ContentError):
        speak(tmp_path)
    assert tr("go on") == "go on"


def test_every_text_of_the_program_has_its_german() -> None:
    said, german = said_in_the_program(), texts(GERMAN)
    missing = {text: place for text, place in said.items() if text not in german}
    assert not missing
    assert set(german) <= set(said), "what nobody says any more needs no words"


def test_no_shipped_language_has_a_fault() -> None:
    assert [fault for folder in languages().values() for fault in check(folder)] == []


def test_german_addresses_nobody_formally() -> None:
    for text, said in texts(GERMAN).items():
        assert not re.search(r"\w,? (Sie|Ihnen|Ihr|Ihre[mnrs]?)\b", said), text
        assert '"' not in said, text
