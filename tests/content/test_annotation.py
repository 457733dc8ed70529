"""One reading of what models declare, and of what does not fit them."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fouraxis.content.misfit import Misfit, misfits
from fouraxis.content.shape import bare, declared, entries, holds_text, vocabulary

Name = Annotated[str, Field(max_length=3, pattern="^[a-z]+$")]


class Leaf(BaseModel):
    """What a table holds."""

    model_config = ConfigDict(extra="forbid")
    name: Name | None = None
    weeks: Annotated[int, Field(ge=1, le=4)] = 1
    answer: Literal["yes", "no"] | None = None


class Tree(BaseModel):
    """A table of leaves, and a list of names."""

    leaves: dict[Name, Leaf] = {}
    names: tuple[Name, ...] = ()
    either: int | str = 0


def test_the_type_behind_an_annotation_comes_with_all_its_limits() -> None:
    kind, metadata = declared(Tree, ("leaves", "any", "name"))
    assert kind is str
    assert [item.max_length for item in metadata if hasattr(item, "max_length")] == [3]
    assert declared(Tree, ("leaves", "any"))[0] is Leaf
    assert declared(Tree, ("names", 0))[0] is str
    assert entries(Tree.model_fields["leaves"].annotation) is Leaf


def test_where_there_is_no_place_or_no_one_type_there_is_none() -> None:
    assert declared(Tree, ("leaves", "any", "size")) == (None, ())
    assert declared(Tree, ("either", "any")) == (None, ())
    assert bare(int | str) == (None, ())
    assert entries(Name) is None


def test_text_and_choices_are_told_apart() -> None:
    fields = Leaf.model_fields
    assert holds_text(fields["name"].annotation)
    assert not holds_text(fields["answer"].annotation)
    assert holds_text(Tree.model_fields["names"].annotation)
    answer, _ = bare(fields["answer"].annotation)
    assert vocabulary(answer) == ("yes", "no")


@pytest.mark.parametrize(
    ("raw", "kind", "at", "limit"),
    [
        ({"leaves": {"a": {"name": "long"}}}, "too-long", ("leaves", "a", "name"), 3),
        ({"leaves": {"a": {"name": "A"}}}, "pattern", ("leaves", "a", "name"), "^[a-z]+$"),
        ({"leaves": {"a": {"name": 3}}}, "text", ("leaves", "a", "name"), None),
        ({"leaves": {"a": {"weeks": 0}}}, "too-small", ("leaves", "a", "weeks"), 1),
        ({"leaves": {"a": {"weeks": 5}}}, "too-large", ("leaves", "a", "weeks"), 4),
        ({"leaves": {"a": {"weeks": "?"}}}, "whole-number", ("leaves", "a", "weeks"), None),
        ({"leaves": {"a": {"size": 1}}}, "unknown-key", ("leaves", "a", "size"), None),
        ({"leaves": {"a": 1}}, "table", ("leaves", "a"), None),
        ({"leaves": 1}, "table", ("leaves",), None),
        ({"names": 1}, "list", ("names",), None),
    ],
)
def test_what_does_not_fit_has_a_kind_a_place_and_a_limit(
    raw: dict[str, object], kind: str, at: tuple[str, ...], limit: object
) -> None:
    (misfit,) = _misfits(raw)
    assert (misfit.kind, misfit.at, misfit.limit) == (kind, at, limit)


def test_a_choice_says_what_is_possible_and_a_key_that_it_is_one() -> None:
    (choice,) = _misfits({"leaves": {"a": {"answer": "perhaps"}}})
    assert (choice.kind, choice.value, choice.choices) == ("choice", "perhaps", ("yes", "no"))
    (key,) = _misfits({"leaves": {"A": {}}})
    assert key.of_key
    assert not choice.of_key


def _misfits(raw: dict[str, object]) -> tuple[Misfit, ...]:
    with pytest.raises(ValidationError) as error:
        Tree.model_validate(raw)
    return misfits(error.value)
