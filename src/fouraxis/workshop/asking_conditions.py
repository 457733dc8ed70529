"""What is asked about the model that holds: its conditions, and strict governance."""

from collections.abc import Iterator

from fouraxis.content.models import Content
from fouraxis.content.terms import BUILDER, HANDOFF
from fouraxis.workshop.catalogue import about, live, yes_no
from fouraxis.workshop.question import Question


def conditions(content: Content, model: str) -> Iterator[Question]:
    """The conditions of a model; where a name meets it, the name is asked instead of yes or no."""
    asked = live(content.matrix.models[model].conditions.values())
    fields = content.conditions.fields
    for one in asked:
        if one.id == HANDOFF:
            yield _typed(HANDOFF, HANDOFF, one.name, fields[HANDOFF].question, "owner")
        elif one.id == BUILDER:
            yield _typed(BUILDER, BUILDER, one.name, fields[BUILDER].question, "owner")
            until = fields["by-when"]
            yield _typed(f"{BUILDER}.by-when", BUILDER, until.name, until.question, "by_when")
        else:
            yield about(
                one,
                "conditions",
                item=f"condition.{one.id}",
                text=one.question,
                options=yes_no(content),
                path=("conditions", one.id),
                order=order_of_conditions(content),
            )


def order_of_conditions(content: Content) -> tuple[str, ...]:
    """The conditions of all models, since a workload keeps its answers when its model changes."""
    models = content.matrix.models.values()
    return tuple(one.id for model in models for one in live(model.conditions.values()))


def governance(content: Content) -> Iterator[Question]:
    """The checklist of strict governance."""
    asked = live(content.matrix.governance.values())
    for one in asked:
        yield about(
            one,
            "conditions",
            asked,
            item=f"governance.{one.id}",
            text=one.question,
            options=yes_no(content),
            path=("governance", one.id),
            heading=content.conditions.governance_heading,
        )


def _typed(item: str, table: str, name: str, text: str, field: str) -> Question:
    return Question(
        step="conditions",
        subject="",
        item=item,
        name=name,
        text=text,
        options=(),
        path=(table,),
        field=field,
        unknown=False,
        kind="text",
    )
