"""The shape of what the room asks about a workload itself, and of what its model needs."""

from typing import Annotated

from fouraxis.content.parts import Asked, Item, Keyed, Level, Line, StepPart
from fouraxis.content.terms import ProfileGroup


class Layer(Item):
    """A layer of the delivery: what it holds, and the buyer's question behind it."""

    holds: Line
    question: Line


class Motive(Asked):
    """A reason to outsource, and the risk that comes with it."""

    risk: Line


class MissingRole(Item):
    """A role that the team may lack."""


class FitStatement(Asked):
    """Something that speaks for outsourcing at all."""


class Context(Asked):
    """What a workload has to live with; each level is anchored."""

    levels: Annotated[dict[str, Level], Keyed]


class Profile(StepPart):
    """`profile.toml`: who does what, why outside, whether that fits, and in which surroundings.

    `headings` stand above each group of questions. `doers` are who can do a layer. The question for
    a role is the same for all of them.
    """

    role_question: Line
    headings: dict[ProfileGroup, Line]
    doers: Annotated[dict[str, Level], Keyed]
    layers: Annotated[dict[str, Layer], Keyed]
    motives: Annotated[dict[str, Motive], Keyed]
    roles: Annotated[dict[str, MissingRole], Keyed]
    fit: Annotated[dict[str, FitStatement], Keyed]
    context: Annotated[dict[str, Context], Keyed]


class Conditions(StepPart):
    """`conditions.toml`: the words around the conditions that the models bring (`matrix.toml`).

    `fields` are what is typed: who carries out advice, who builds the capability, and by when.
    `not_yet` and `nothing` are for a workload without a model, and for a model without conditions.
    """

    governance_heading: Line
    not_yet: Line
    nothing: Line
    fields: Annotated[dict[str, Asked], Keyed]
