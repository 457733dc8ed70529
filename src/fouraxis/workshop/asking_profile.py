"""What is asked about a workload itself: layers, motives, missing roles, fit and surroundings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from fouraxis.content.models import Content, Item
from fouraxis.content.terms import TALENT
from fouraxis.workshop.catalogue import about, live, options, yes_no
from fouraxis.workshop.question import Question


def profile(content: Content) -> Iterator[Question]:
    """Every question of the profile, each group under its heading."""
    headings = {str(group): words for group, words in content.profile.headings.items()}
    headings["role"] = headings["motive"]
    for question in _questions(content):
        yield replace(question, heading=headings[question.item.partition(".")[0]])


def _questions(content: Content) -> Iterator[Question]:
    """The questions, with the roles behind the motive to which they belong.

    Layers, motives and roles are stored as plain words, so their notes and marks stand apart.
    """
    words = content.profile
    layers, motives = live(words.layers.values()), live(words.motives.values())
    roles = live(words.roles.values())
    plain = (*layers, *motives, *roles)
    for layer in layers:
        yield _plain(
            layer,
            "layer",
            plain,
            text=layer.question,
            options=options(words.doers.values()),
            path=("layers",),
            unknown=False,
            about=(layer.holds,),
        )
    for motive in motives:
        yield _plain(
            motive,
            "motive",
            plain,
            text=motive.question,
            options=yes_no(content),
            path=("motives",),
            unknown=False,
            about=(motive.risk,),
        )
        for role in roles if motive.id == TALENT else ():
            yield _plain(
                role,
                "role",
                plain,
                text=words.role_question,
                options=yes_no(content),
                path=("missing_roles",),
                counts=False,
            )
    for statement in live(words.fit.values()):
        yield _own(
            statement,
            "fit",
            live(words.fit.values()),
            text=statement.question,
            options=yes_no(content),
        )
    for context in live(words.context.values()):
        yield _own(
            context,
            "context",
            live(words.context.values()),
            text=context.question,
            options=options(context.levels.values()),
            field="level",
        )


def _plain(item: Item, kind: str, among: Sequence[Item], **given: Any) -> Question:
    """A question whose answer is a plain word: note and marks are in `profile`."""
    given = {"field": item.id, "mark_path": ("profile", item.id), **given}
    return about(item, "profile", among, item=f"{kind}.{item.id}", **given)


def _own(item: Item, kind: str, among: Sequence[Item], **given: Any) -> Question:
    """A question whose answer has a table of its own, with note and marks."""
    given = {"path": (kind, item.id), **given}
    return about(item, "profile", among, item=f"{kind}.{item.id}", **given)
