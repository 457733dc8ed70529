"""What changed between two folders of content is told item by item, in words."""

from pathlib import Path

import pytest

from fouraxis.cli.own_content import Difference, differences
from fouraxis.content.language import FILE
from fouraxis.content.load import NAMES, content_folder
from fouraxis.content.read import ContentError
from tests.content.damage import replaced


@pytest.fixture
def edit(folder: Path) -> "Edit":
    """Edits the copied content, and tells what is different then."""
    return Edit(folder)


class Edit:
    """Replaces a text of a content file once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, old: str, new: str) -> tuple[Difference, ...]:
        """The differences from the shipped content after the edit."""
        replaced(self.folder, name, old, new)
        return differences(None, self.folder)


def test_a_copy_does_not_differ(folder: Path) -> None:
    assert differences(None, folder) == ()


@pytest.mark.parametrize(
    ("name", "key", "before", "after"),
    [
        ("axes", "axes.sensitivity.name", "Sensitivity", "Stakes"),
        (
            "rules",
            "rules.core-logic.question",
            "Is this the logic that makes us different",
            "Is it",
        ),
        ("axes", "axes.readiness.levels.poc.anchor", "Works on samples", "Runs on samples"),
        ("matrix", "stages.poc.steps.production-gap.text", "Before any long", "Before a long"),
        ("matrix", "stages.poc.inside.inside-trial.text", "Test the idea", "Try the idea"),
        ("home", "notice", "This is a starting point and", "This is where it starts and"),
    ],
)
def test_a_reworded_text_is_told_with_what_it_was(
    edit: Edit, name: str, key: str, before: str, after: str
) -> None:
    (difference,) = edit(name, before, after)
    assert (difference.file, difference.key) == (f"{name}.toml", key)
    assert difference.kind == "reworded"
    assert before in difference.before
    assert after in difference.after
    assert difference.before.replace(before, after) == difference.after


def test_an_item_that_came_or_went_is_told_once_by_its_name(edit: Edit) -> None:
    new = '[roles.jurist]\nname = "Jurist"\nsource = "guide"\n\n[roles.domain-expert]'
    assert edit("profile", "[roles.domain-expert]", new) == (
        Difference("profile.toml", "added", "roles.jurist", after="Jurist"),
    )
    assert differences(edit.folder, None) == (
        Difference("profile.toml", "removed", "roles.jurist", before="Jurist"),
    )


def test_a_retired_item_is_told_with_its_version_and_can_be_brought_back(edit: Edit) -> None:
    old = '[motives.talent-access]\nname = "Talent access"'
    changes = edit("profile", old, f'{old}\nretired = "1.1.0"')
    item = "motives.talent-access"
    assert changes == (Difference("profile.toml", "retired", item, "Talent access", "1.1.0"),)
    (back,) = differences(edit.folder, None)
    assert (back.kind, back.after) == ("brought back", "Talent access")


def test_another_order_of_items_is_told_and_of_texts_is_not(edit: Edit) -> None:
    roles = '[roles.prompt-engineer]\nname = "Prompt engineer"\nsource = "published"\n\n'
    edit("profile", roles, "")
    (difference,) = edit("profile", "[roles.data-engineer]", f"{roles}[roles.data-engineer]")
    assert (difference.kind, difference.key) == ("reordered", "roles")
    assert difference.before.startswith("data-engineer, ")
    assert difference.after.startswith("prompt-engineer, data-engineer, ")
    swapped = 'source = "published"\nname = "Data engineer"\n'
    assert edit("profile", 'name = "Data engineer"\nsource = "published"\n', swapped) == (
        difference,
    )


def test_what_is_no_wording_is_told_as_changed(edit: Edit) -> None:
    (difference,) = edit("vendors", "max_weeks = 4", "max_weeks = 6")
    assert difference == Difference("vendors.toml", "changed", "sprint.max_weeks", "4", "6")


def test_another_language_rewords_and_does_nothing_else() -> None:
    changes = differences(None, content_folder(Path("de")))
    assert {difference.file for difference in changes} == {
        f"{name}.toml" for name in (*NAMES, "interface")
    }
    others = {difference.key for difference in changes if difference.kind != "reworded"}
    assert others == {"pack.language"}


def test_content_with_faults_can_be_compared_and_a_missing_file_cannot(edit: Edit) -> None:
    (difference,) = edit("matrix", "number = 1\n", "number = 7\n")
    assert (difference.kind, difference.key) == ("changed", "rows.row-1.number")
    (edit.folder / "risks.toml").unlink()
    with pytest.raises(ContentError, match="expected this file, and it is missing"):
        differences(None, edit.folder)


def test_forms_and_contexts_of_the_interface_are_told_apart(edit: Edit) -> None:
    (edit.folder / FILE).write_text(
        '"{count} roles" = {one = "a", other = "{count} b"}\n'
        '[language]\nplural = {one = "n = 0,1"}\n[language.contexts.list]\n"up" = "c"\n',
        "utf-8",
    )
    assert [(it.key, it.before, it.after) for it in differences(None, edit.folder)] == [
        ("{count} roles.one", "{count} roles", "a"),
        ("{count} roles.other", "{count} roles", "{count} b"),
        ("language.plural.one", "", "n = 0,1"),
        ("language.contexts.list.up", "up", "c"),
    ]
