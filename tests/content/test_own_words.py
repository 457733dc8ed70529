"""The content says what was published in words of its own: never eight of them in a row alike.

The published text is not kept here. `published.txt` has its eights as hashes: the words in small
letters without marks, joined by single spaces.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.load import NAMES, words
from tests.content.test_interface import texts_of_the_program

HOUSE = Path(__file__).parents[2]
PAGES = [HOUSE / "README.md", HOUSE / "CHANGELOG.md", *sorted(HOUSE.glob("docs/**/*.md"))]
PAGES += sorted(HOUSE.glob("benchmarks/*.md"))
EIGHT = 8
LINES = (Path(__file__).parent / "published.txt").read_text("utf-8").splitlines()
PUBLISHED = {key for line in LINES if not line.startswith("#") for key in line.split()}


def eights(text: str) -> Iterator[str]:
    """Every eight words in a row of a text."""
    said = re.findall(r"[a-z0-9&%]+", text.lower().replace("’", "").replace("'", ""))
    return (" ".join(said[at : at + EIGHT]) for at in range(len(said) - EIGHT + 1))


def key_of(eight: str) -> str:
    """Eight words as they are kept."""
    return hashlib.sha256(eight.encode()).hexdigest()[:12]


def copied(text: str, published: set[str]) -> list[str]:
    """What a text has in common with a published one."""
    return [eight for eight in eights(text) if key_of(eight) in published]


def texts(tree: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a file with its path."""
    if isinstance(tree, dict):
        for key, below in tree.items():
            yield from texts(below, f"{path}.{key}")
    elif isinstance(tree, list):
        for number, below in enumerate(tree):
            yield from texts(below, f"{path}.{number}")
    elif isinstance(tree, str):
        yield path, tree


@pytest.mark.parametrize("name", NAMES)
def test_no_text_has_eight_words_in_a_row_from_the_published_one(name: str) -> None:
    alike = {path: copied(text, PUBLISHED) for path, text in texts(words(name))}
    assert {path: eight for path, eight in alike.items() if eight} == {}


def test_nor_has_what_the_program_itself_says() -> None:
    assert [text for text in texts_of_the_program() if copied(text, PUBLISHED)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nor_has_a_page_of_the_documentation(page: Path) -> None:
    assert copied(page.read_text("utf-8"), PUBLISHED) == []


def test_a_copied_sentence_would_be_heard() -> None:
    ours = "Whoever signs without a way out has signed for good, and everybody knew."
    published = {key_of(eight) for eight in eights(ours)}
    assert len(copied(f"“{ours.upper()}” is what he said", published)) == 6
    assert copied(ours, PUBLISHED) == []
    assert len(PUBLISHED) > 2000
