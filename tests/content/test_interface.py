"""The program's own words: English where they are said, or the language of the room."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fouraxis.content.language import FILE, OWN, Message, check, noted, ntr, speak, texts, tr
from fouraxis.content.load import languages, shipped
from fouraxis.content.read import ContentError

SOURCES = Path(__file__).parents[2] / "src" / "fouraxis"
GERMAN = shipped("screens") / "de"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(None)


def texts_of_the_program(within: Path = SOURCES) -> dict[str, str]:
    """Every text that the code says, and where: `tr`, `ntr`, `noted`, messages, and keys."""
    texts_there: dict[str, str] = {}
    for path in sorted(within.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for text in _texts_of(ast.unparse(node.func), node.args):
                    texts_there.setdefault(text, f"{path.name}:{node.lineno}")
    return texts_there


TEXTS_AT = {
    "tr": slice(0, 1),
    "ntr": slice(1, 3),
    "noted": slice(0, 1),
    "Message": slice(0, 1),
    "Message.counted": slice(1, 3),
    "Binding": slice(2, 3),
}
"""Which arguments of a call are texts that the room reads."""


def _texts_of(name: str, args: list[ast.expr]) -> Iterator[str]:
    for arg in args[TEXTS_AT.get(name, slice(0, 0))]:
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


def test_a_context_tells_apart_what_is_one_word_in_english(tmp_path: Path) -> None:
    own(tmp_path, '"up" = "zurück"\n"in" = "in"\n[language.contexts.list]\n"up" = "aufwärts"\n')
    speak(tmp_path)
    assert (tr("up"), tr("up", context="list")) == ("zurück", "aufwärts")
    assert tr(noted("up", context="list")) == "aufwärts"
    assert tr("up", context="not told apart") == "zurück"
    assert tr("down", context="list") == "down"
    speak(None)
    assert tr(noted("up", context="list")) == "up"


POLISH = """
"{count} role" = "{count} rola"
"{count} roles" = {one = "{count} rola", few = "{count} role", other = "{count} ról"}
[language.plural]
one = "n = 1"
few = "n % 10 = 2..4 and n % 100 != 12..14"
"""


def test_a_language_has_as_many_forms_as_it_needs(tmp_path: Path) -> None:
    speak(own(tmp_path, POLISH))
    counted = {n: ntr(n, "{count} role", "{count} roles") for n in (0, 1, 2, 4, 5, 12, 22, 101)}
    assert counted == {
        0: "0 ról",
        1: "1 rola",
        2: "2 role",
        4: "4 role",
        5: "5 ról",
        12: "12 ról",
        22: "22 role",
        101: "101 ról",
    }


def test_a_rule_holds_for_plain_pairs_and_not_for_what_stays_english(tmp_path: Path) -> None:
    french = '"{count} role" = "{count} rôle"\n"{count} roles" = "{count} rôles"\n'
    speak(own(tmp_path, f'{french}[language.plural]\none = "n = 0,1"\n'))
    assert [ntr(n, "{count} role", "{count} roles") for n in (0, 1, 2)] == [
        *("0 rôle", "1 rôle", "2 rôles")
    ]
    assert ntr(0, "{count} line", "{count} lines") == "0 lines"


def test_a_message_is_worded_where_it_is_shown(tmp_path: Path) -> None:
    name = Message("the workload {name}", name="[/x] {y}")
    error = ValueError(Message("{what} is gone", what=name))
    assert str(error) == "the workload [/x] {y} is gone"
    speak(own(tmp_path, '"{what} is gone" = "{what} fehlt"\n"the workload {name}" = "{name}"\n'))
    assert str(error) == "[/x] {y} fehlt"
    assert f"{name:>9}" == " [/x] {y}"


def test_a_message_about_a_number_of_things_has_the_form_of_its_language(tmp_path: Path) -> None:
    messages = [Message.counted(n, "{count} role", "{count} roles") for n in (1, 3, 5)]
    assert [str(message) for message in messages] == ["1 role", "3 roles", "5 roles"]
    speak(own(tmp_path, POLISH))
    assert [str(message) for message in messages] == ["1 rola", "3 role", "5 ról"]


def test_messages_are_values() -> None:
    here = Message("{a} of {b}", b=2, a=1)
    assert here == Message("{a} of {b}", a=1, b=2)
    assert len({here, Message("{a} of {b}", a=1, b=2), Message("{a} of {b}", a=2, b=2)}) == 2
    assert Message("up") != Message("up", context="list")
    assert Message("{count} role", count=1) != Message.counted(1, "{count} role", "{count} roles")
    with pytest.raises(AttributeError):
        here.text = "other"  # type: ignore[misc]


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
        ('language = "de"', "language: expected a table: plural, and contexts"),
        ("[language.plurals]", "language.plurals: expected one of plural, contexts"),
        ("[language]\nplural = 2", "language.plural: expected a table: a condition for each form"),
        ('[language.plural]\nother = "n = 1"', "expected one of zero, one, two, few, many; what"),
        ('[language.plural]\none = "n == 1"', "language.plural.one: expected a condition such as"),
        ('[language.plural]\none = "__import__(1)"', "expected a condition such as"),
        ('[language.plural]\none = "n % 0 = 1"', "expected a condition such as"),
        ('[language]\ncontexts = {a = "b"}', "expected a table of texts for each context"),
        ('[language.contexts.list]\nup = "{x}"', "contexts.list.up: expected no places to fill"),
        ('"{count} b" = {one = "b"}', "{count} b: expected a text for each form of this language"),
        (
            '"{count} b" = {one = "b", other = "{n}"}',
            "{count} b.other: expected the places {count}",
        ),
        ('"{count} {x}" = {one = "a", other = "{count} {x}"}', "expected the places {count}, {x}"),
    ],
)
def test_a_fault_is_named_and_nothing_is_said_in_a_broken_language(
    tmp_path: Path, line: str, fault: str
) -> None:
    own(tmp_path, f"{line}\n")
    (reported,) = check(tmp_path)
    assert fault in str(reported)
    assert str(tmp_path / FILE) in str(reported)
    with pytest.raises(ContentError):
        speak(tmp_path)
    assert tr("go on") == "go on"


def test_every_text_of_the_program_has_its_german() -> None:
    english, german = texts_of_the_program(), texts(GERMAN)
    missing = {text: place for text, place in english.items() if text not in german}
    assert not missing
    assert set(german) <= set(english), "what nobody says any more needs no words"
    assert OWN not in english, "a language keeps its own table under that name"


def test_no_shipped_language_has_a_fault() -> None:
    assert [fault for folder in languages().values() for fault in check(folder)] == []


def test_german_addresses_nobody_formally() -> None:
    for text, german in texts(GERMAN).items():
        assert not re.search(r"\w,? (Sie|Ihnen|Ihr|Ihre[mnrs]?)\b", german), text
        assert '"' not in german, text
