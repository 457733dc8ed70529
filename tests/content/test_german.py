"""The German content asks what the English asks: the same items, options, order and places."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.load import NAMES, check, content_folder, languages, load, shipped, words
from fouraxis.content.read import HIDDEN

GERMAN = content_folder(Path("de"))

ALIKE = {
    "source",
    "anchor_source",
    "suits_source",
    "references_source",
    "notice_source",
    *("why_source", "way_out_source", "outside_source", "control_source", "speed_source"),
    *("suits", "references", "beside", "effect"),
}
"""Texts that are the same in every language."""
SHORT = {"name", "title", "short"}
MACHINE = {"pack", "sensitivity", "maturity", "certainty", "options"}
"""Texts of the pack, and of the cells of the matrix, that no room reads."""
OF_THE_TRADE = {
    *("name", "partner", "team", "support", "organisation", "alternative", "hybrid", "pilot"),
    *("workload", "workloads", "mlops", "poc", "embeddings", "runbooks", "audit trail", "red flag"),
    *("use case", "llm integration", "data engineering", "co-build", "co-build squad"),
    *("evaluation", "service levels"),
    *("staff augmentation", "data engineer", "ml engineer", "mlops engineer", "prompt engineer"),
}
"""Short English terms that German rooms say as they are."""


def leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value with its path, in the order of the file; the keys of tables come along."""
    if isinstance(tree, dict):
        for key, below in tree.items():
            yield from leaves(below, (*path, key))
    elif isinstance(tree, list):
        for number, below in enumerate(tree):
            yield from leaves(below, (*path, str(number)))
    else:
        yield path, tree


def both(name: str) -> list[tuple[tuple[str, ...], Any, Any]]:
    """Each value of a file in English and in German."""
    english, german = list(leaves(words(name))), list(leaves(words(name, GERMAN)))
    assert [path for path, _ in english] == [path for path, _ in german]
    return [(path, en, de) for (path, en), (_, de) in zip(english, german, strict=True)]


def test_german_ships_with_the_program_and_has_no_fault() -> None:
    assert languages() == {"en": shipped("screens"), "de": shipped("screens") / "de"}
    assert check(GERMAN) == ()


def test_it_is_the_same_pack_in_another_language() -> None:
    english, german = load().home.pack, load(GERMAN).home.pack
    assert (german.id, german.version) == (english.id, english.version)
    assert (english.language, german.language) == ("en", "de")


@pytest.mark.parametrize("name", NAMES)
def test_every_item_stands_at_the_same_place_in_the_same_order(name: str) -> None:
    for path, english, german in both(name):
        assert type(english) is type(german), path
        if not isinstance(english, str) or ALIKE & set(path):
            assert english == german, path


@pytest.mark.parametrize("name", NAMES)
def test_every_text_has_the_same_places_to_fill(name: str) -> None:
    for path, english, german in both(name):
        if isinstance(english, str):
            assert _places(english) == _places(german), path


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_translated(name: str) -> None:
    """Only terms of the trade, quoted sources and texts without words are the same."""
    for path, english, german in both(name):
        if not isinstance(english, str) or ALIKE & set(path) or MACHINE & set(path):
            continue
        wordless = not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", english))
        if path[-1] == "cite" or wordless:
            continue
        if english.casefold() == german.casefold():
            assert english.casefold() in OF_THE_TRADE, (path, english)


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_read_aloud(name: str) -> None:
    """Short names stay short; nobody is addressed formally; German quotation marks."""
    for path, english, german in both(name):
        if not isinstance(german, str):
            continue
        assert '"' not in german, path
        assert not HIDDEN.search(german.replace("\n", "")), path
        assert not re.search(r"\w,? (Sie|Ihnen|Ihr|Ihre[mnrs]?)\b", german), path
        if path[-1] in SHORT and path[0] != "pack":
            assert len(german) <= max(40, len(english) + 10), path


@pytest.mark.parametrize("language", [None, GERMAN])
def test_every_level_of_an_axis_fits_a_narrow_column(language: Path | None) -> None:
    widths = {"readiness": 5}
    for axis in load(language).axes.axes.values():
        for level in axis.levels.values():
            assert len(level.short or level.name) <= widths.get(axis.id, 4), (axis.id, level.id)


def test_a_name_that_is_no_folder_means_a_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert content_folder(Path("de")) == GERMAN
    assert content_folder(Path("fr")) == Path("fr")
    (tmp_path / "de").mkdir()
    assert content_folder(Path("de")) == Path("de")


def test_neither_a_folder_nor_a_language_is_said_with_the_languages_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (fault,) = check(content_folder(Path("fr")))
    assert str(fault) == (
        "fr: expected a folder of content, found nothing there, "
        "and no language of that name (there are en, de)"
    )


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
