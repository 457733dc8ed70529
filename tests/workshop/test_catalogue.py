"""The catalogue and the session fit: what is asked has one place, and each place is asked about."""

from collections.abc import Iterator
from typing import Any, get_origin

import pytest

from fouraxis.content.models import Content
from fouraxis.content.shape import bare, declared, entries, is_model
from fouraxis.workshop.catalogue import GROUPS, KIND, catalogue, every_item, orders
from fouraxis.workshop.question import OF_WORKLOAD, WITHIN, Group, Subject, live
from fouraxis.workshop.session import Session, SessionPath, Vendor, Workload

NODES: dict[Subject, Any] = {"workload": Workload, "vendor": Vendor, "programme": Session}
SUBJECTS = {"workloads", "vendors", "participants"}
NO_TABLES = {
    ("motives",),
    ("kind",),
    ("operations", "structure"),
    ("acceptance",),
    ("legal",),
    ("reentry",),
}
"""Where ids are listed or chosen, and no answers are kept by them."""


OF_THE_ROOM = {("pack", "wording"), ("actions",), ("sprints",), ("unsealed",), ("milestones",)} | {
    ("time", "used"),
    ("time", "extra"),
}
"""Where things are kept in the order of the room, or of a program."""


TOLD_BESIDE = {"earlier", "was_parked", "ground", "votes", "dissent"}
"""What is kept by when it was, by round or by person, and not by what is asked."""


def tables(model: Any, path: SessionPath = ()) -> Iterator[SessionPath]:
    """Every place below a model that keeps answers by the ids of what is asked."""
    for name, field in model.model_fields.items():
        kind, _ = bare(field.annotation)
        if is_model(kind):
            yield from tables(kind, (*path, name))
        elif entries(field.annotation) is not None and name not in SUBJECTS:
            yield (*path, name)
            if is_model(entries(field.annotation)):
                yield from tables(entries(field.annotation), (*path, name, WITHIN))


@pytest.mark.parametrize("subject", NODES)
def test_every_table_of_answers_has_its_order_from_the_catalogue(
    content: Content, subject: Subject
) -> None:
    ordered = {
        tuple(WITHIN if key in (*content.axes.axes, OF_WORKLOAD) else key for key in path)
        for path in orders(content)[subject]
    }
    asked = {path for path in tables(NODES[subject]) if not TOLD_BESIDE & {*path}}
    assert asked - OF_THE_ROOM == ordered - NO_TABLES


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: ".".join(group.path))
def test_a_group_keeps_its_answers_where_the_session_has_a_place(
    content: Content, group: Group
) -> None:
    for path, items in group.places(content):
        node, _ = declared(NODES[group.subject], path[:-1])
        assert get_origin(node) is dict or path[-1] in node.model_fields
        assert all(item.id == key for key, item in items.items())


def test_no_two_items_of_a_step_are_taken_for_one_another(content: Content) -> None:
    keys = [(item.step, item.key) for item in every_item(content)]
    assert len(set(keys)) == len(keys)


def test_every_item_that_is_asked_has_a_question_in_its_step(content: Content) -> None:
    asked = {
        (question.step, key)
        for questions in catalogue(content).values()
        for question in questions
        for key in (*question.value_path, *question.item.split("."))
    }
    options = {
        (question.step, option.id)
        for questions in catalogue(content).values()
        for question in questions
        for option in question.options
    }
    derived = {("rules", rule.id) for rule in content.rules.rules.values() if not rule.asked}
    for group in GROUPS:
        for _, items in group.items(content).items() if group is not KIND else ():
            wanted = {(group.step, item.id) for item in live(items.values())}
            assert wanted <= asked | options | derived
