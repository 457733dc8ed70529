"""`fouraxis content`: a consultant begins, checks and compares content of their own."""

import shutil
from pathlib import Path

import pytest

from fouraxis.content.load import NAMES, shipped
from tests.cli.conftest import Run


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Path:
    """A folder that `content init` has made."""
    folder = tmp_path / "clients" / "own content"
    assert run("content", "init", folder).exit_code == 0
    return folder


def test_init_copies_the_words_and_leaves_the_looks_with_the_program(run: Run, own: Path) -> None:
    assert {path.name for path in own.iterdir()} == {f"{name}.toml" for name in NAMES}
    for name in NAMES:
        shipped_words = shipped("screens") / f"{name}.toml"
        assert (own / f"{name}.toml").read_bytes() == shipped_words.read_bytes()
    assert "valid" in run("content", "check", own).stdout


def test_init_says_what_to_do_next(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own content"
    printed = run("content", "init", folder).stdout
    assert f'fouraxis content check "{folder}"' in printed
    assert f'fouraxis content diff en "{folder}"' in printed
    assert f'fouraxis --screens "{folder}"' in printed
    assert "How the screens look stays with the program" in printed


def test_init_takes_an_empty_folder_and_never_one_that_holds_anything(
    run: Run, tmp_path: Path, own: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("content", "init", empty).exit_code == 0
    (own / "axes.toml").write_text("mine", "utf-8")
    for taken in (own, own / "axes.toml"):
        refused = run("content", "init", taken)
        assert refused.exit_code == 1
        assert "there is something already, and nothing was written" in refused.stderr
    assert (own / "axes.toml").read_text("utf-8") == "mine"


def test_init_begins_with_the_content_in_use(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "eigene"
    assert "content diff de " in run("--screens", "de", "content", "init", folder).stdout
    german = shipped("screens") / "de" / "home.toml"
    assert (folder / "home.toml").read_bytes() == german.read_bytes()


def test_init_does_not_copy_what_is_at_fault(run: Run, own: Path, tmp_path: Path) -> None:
    (own / "axes.toml").write_text("=", "utf-8")
    refused = run("--screens", own, "content", "init", tmp_path / "another")
    assert refused.exit_code == 1
    assert not (tmp_path / "another").exists()


def test_diff_lists_what_changed_by_file_and_id(run: Run, own: Path) -> None:
    path = own / "drivers.toml"
    text = path.read_text("utf-8")
    text = text.replace("How much time may discovery cost that is too thin?", "Is discovery thin?")
    text = text.replace("[cost.custom-or-llm]\n", '[cost.custom-or-llm]\nretired = "1.2.0"\n')
    text += '\n[cost.licences]\nname = "Licences"\nquestion = "Extra?"\nsource = "guide"\n'
    path.write_text(text, "utf-8")
    result = run("content", "diff", "en", own)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "ai-outsourcing 1.1.0 (en) -> ai-outsourcing 1.1.0 (en)",
        "",
        "drivers.toml",
        "  retired     cost.custom-or-llm: Custom model or LLM integration (version 1.2.0)",
        "  added       cost.licences: Licences",
        "  reworded    timeline.discovery-quality.question",
        "    - How much time may discovery cost that is too thin?",
        "    + Is discovery thin?",
        "",
        "Both have the same version: raise it in home.toml, and sessions tell what is new.",
    ]


def test_diff_of_the_same_says_so(run: Run, own: Path) -> None:
    same = run("content", "diff", own, "en")
    assert same.exit_code == 0
    assert same.stdout.endswith("\nNo differences.\n")


def test_diff_obeys_nothing_in_a_text_and_names_a_folder_that_is_none(
    run: Run, own: Path, tmp_path: Path
) -> None:
    home = own / "home.toml"
    text = home.read_text("utf-8")
    home.write_text(text.replace('title = "Home"', 'title = "[/x] {0} %s"'), "utf-8")
    assert "+ [/x] {0} %s" in run("content", "diff", "en", own).stdout
    missing = run("content", "diff", "en", tmp_path / "none")
    assert missing.exit_code == 1
    assert "expected a folder of content, found nothing there" in missing.stderr


@pytest.mark.parametrize("chosen", ["option", "environment"])
def test_german_is_chosen_by_its_name(run: Run, workshop: Path, chosen: str) -> None:
    given = ("--screens", "de") if chosen == "option" else ()
    env = {} if given else {"FOURAXIS_SCREENS": "de"}
    printed = run(*given, "summary", workshop, **env).stdout
    assert "Vollständiges" in printed
    assert "Das ist ein Ausgangspunkt." in printed
    assert "Sensibilität niedrig · Reife kein Team" in printed
    assert "(de)" in run(*given, "content", "check", **env).stdout


def test_a_folder_of_that_name_is_meant_before_the_language(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(own, tmp_path / "de")
    assert "(en)" in run("--screens", "de", "content", "check").stdout


def test_german_rooms_answer_with_german_words(run: Run, workshop: Path) -> None:
    answered = run("--screens", "de", "answer", workshop, "support-chatbot", "core-logic", "Ja")
    assert answered.exit_code == 0
    assert "Core decision logic: yes" in answered.stdout
    assert 'answer = "yes"' in workshop.read_text("utf-8")
