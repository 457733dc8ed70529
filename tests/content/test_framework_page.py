"""`docs/framework.md` is the content, item by item with its source, and nothing else."""

from pathlib import Path

import pytest

from fouraxis.content.load import content_folder, load
from fouraxis.workshop.catalogue import every_item

PROJECT = Path(__file__).resolve().parents[2]
if not (PROJECT / "docs" / "make_framework.py").exists():
    pytest.skip("a source archive holds a part of the project", allow_module_level=True)

from docs.make_framework import PAGE, page  # noqa: E402 - the documentation may not be there


def test_the_page_is_what_the_command_makes_of_the_content() -> None:
    assert PAGE.read_text("utf-8") == page(load()), "run: python -m docs.make_framework"


def test_every_item_that_is_asked_is_on_it_with_its_source() -> None:
    text = PAGE.read_text("utf-8")
    for asked in every_item(load()):
        assert f"**{asked.item.name}** `{asked.item.id}` *{asked.item.source}*" in text, asked.key


def test_the_page_can_be_made_of_any_content() -> None:
    german = page(load(content_folder(Path("de"))))
    assert "**Kernlogik** `core-logic` *published*" in german
    assert german.count("\n- ") == page(load()).count("\n- ")
