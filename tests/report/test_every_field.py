"""No field of a session is left out of its report, nor one that is added to the models later.

The fields are found by walking the models themselves: a new field that the marked session does not
fill, or that no report tells, makes a test fail.
"""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from fouraxis.content.models import Content
from fouraxis.report.formats import ReportFormat
from fouraxis.workshop.session import Session, Time
from tests.report.marked import Texts, fields_of, filled_in, full
from tests.report.reading import text_of

NOT_SAID = {
    ("Session", "id"),  # tells files of the same title apart
    ("Session", "reveal"),  # how the room is led
    ("Session", "walk"),  # and in which order
    ("Session", "left_out"),  # would take what is asked away; has a test of its own below
    ("Session", "pack"),  # which wording was answered under; told where it differs
    ("Session", "place"),  # where to resume
    ("SetAside", "instead"),  # stands in where the session cannot do without
    ("Decision", "kind"),  # told by how the decision stands beside the recommendation
    ("Decision", "ground"),  # told where it has changed: the decision is outdated then
    ("AxisAnswer", "against"),  # says when the level is to be confirmed again, which is told then
    ("Milestone", "sha256"),  # tells which copy it is
    ("Seal", "digest"),  # tells whether what was sealed is still the same, which is told then
    ("Session", "comments"),  # of the file itself, by whoever edits it
}
NOT_SAID_WITHIN = {"Pack", "Place", "Ground", "Comment", "Time"}
"""Nodes that are told as a whole, if at all; the time is, and has a test of its own below."""

FORMS: Final[tuple[ReportFormat, ...]] = ("markdown", "xlsx", "json")
"""Word and HTML are written from the blocks of Markdown; CSV has what is asked, and no more."""

Path = tuple[str, ...]


def fields_to_say() -> set[tuple[str, str]]:
    every = {field for field in fields_of(Session) if field[0] not in NOT_SAID_WITHIN}
    return every - NOT_SAID


def test_the_marked_session_fills_every_field_of_every_model(content: Content) -> None:
    filled = {(model, name) for model, name, _ in filled_in(full(content, Texts()))}
    assert fields_to_say() - filled == set()


def test_every_field_for_a_text_has_a_mark_of_its_own(content: Content) -> None:
    text = Texts()
    session = full(content, text)
    choices = {(model, name) for model, name, _, _ in chosen(session)}
    typed = {
        (model, name)
        for model, name, value in filled_in(session)
        if isinstance(value, str) and value not in text.given and model not in NOT_SAID_WITHIN
    }
    assert typed - choices - NOT_SAID == {
        ("AxisAnswer", "level"),
        ("FormerLevel", "level"),
        ("FormerLevel", "suggested"),
        ("SetAside", "fault"),
        ("Workload", "chosen_vendor"),
        ("Action", "workload"),
    }


@pytest.mark.long
def test_every_choice_reaches_every_document(content: Content) -> None:
    """Each choice is made in another way, once for each field, and must change what is told."""
    session = full(content, Texts())
    texts = {form: text_of(session, content, form) for form in FORMS}
    silent = []
    met: set[tuple[str, str]] = set()
    for model, name, path, others in chosen(session):
        if (model, name) not in fields_to_say() - met:
            continue
        met.add((model, name))
        changed = [_with(session, path, other) for other in others]
        for form, text in texts.items():
            if all(text_of(other, content, form) == text for other in changed):
                silent.append((form, model, name))
    assert len(met) > 40
    assert silent == [("markdown", "Session", "agenda")]  # no reader's business; tables have it


def chosen(session: Session) -> Iterator[tuple[str, str, Path, list[Any]]]:
    """Every choice: the names of its model and field, where it is, and what else is possible."""
    for path, node in _nodes(session, ()):
        for name, field in type(node).model_fields.items():
            value = getattr(node, name)
            others = [other for other in _possible(field.annotation) if other != value]
            if isinstance(value, dict) and value and not _holds_nodes(value):
                key, first = next(iter(value.items()))
                others = [other for other in _possible(field.annotation) if other != first]
                if others:  # votes are levels of their axis, and tested there
                    yield type(node).__name__, name, (*path, name, key), others
            elif others and not isinstance(value, dict | tuple) and value is not None:
                yield type(node).__name__, name, (*path, name), others


def _nodes(value: Any, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    if isinstance(value, BaseModel):
        yield path, value
        for name, field in type(value).model_fields.items():
            if not field.exclude:
                yield from _nodes(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _nodes(inner, (*path, key))


def _holds_nodes(value: dict[str, Any]) -> bool:
    return any(isinstance(entry, BaseModel) for entry in value.values())


def _possible(annotation: Any) -> list[Any]:
    """What can be chosen; of numbers, some."""
    origin = get_origin(annotation)
    if origin is Literal:
        return list(get_args(annotation))
    if origin is Annotated:
        return _possible(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [example for part in get_args(annotation) for example in _possible(part)]
    if origin is dict:
        return _possible(get_args(annotation)[1])
    if annotation is bool:
        return [True, False]
    return [3, 50] if annotation is int else []


def _with(session: Session, path: Path, value: Any) -> Session:
    tree = session.model_dump()
    inner: Any = tree
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return Session.model_validate(tree).model_copy(update={"set_aside": session.set_aside})


@pytest.mark.parametrize("name", ["motives", "not_motives"])
@pytest.mark.few("name", 1)
def test_what_was_picked_out_of_many_reaches_every_document(content: Content, name: str) -> None:
    session = full(content, Texts())
    changed = _with(session, ("workloads", "w", name), ())
    for form in FORMS:
        assert text_of(session, content, form) != text_of(changed, content, form)


def test_the_time_that_was_used_is_in_every_document(content: Content) -> None:
    session = full(content, Texts())
    without = session.model_copy(update={"time": Time()})
    for form in FORMS:
        assert text_of(session, content, form) != text_of(without, content, form)
    assert "## How the time went" in text_of(session, content, "markdown")
    assert "| 17 | 41 |" in text_of(session, content, "markdown")


def test_a_part_that_the_workshop_did_without_is_named(content: Content) -> None:
    session = full(content, Texts()).model_copy(update={"left_out": ("risks", "vendors")})
    document = text_of(session, content, "markdown")
    screens = (content.risks.screen.title, content.vendors.screen.title)
    assert f"left out: {', '.join(screens)}" in document
