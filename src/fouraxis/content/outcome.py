"""The shape of how far things are: recommendations, decisions, and what is ready to be signed."""

from typing import Annotated

from fouraxis.content.parts import Item, Keyed, Line, StepPart, Text
from fouraxis.content.terms import MatterKind


class State(Text):
    """How far a recommendation or a decision is: `name` fits a column, `text` explains it.

    `short` stands in a narrow column; for a decision, before the code of its model.
    """

    name: Line
    short: Line | None = None


class ReadyCheck(Item):
    """Something that must be met before a contract is signed; it is derived, and never asked."""

    text: Line


class StatementClause(Item):
    """A clause of a statement of work, and what belongs there; what is known of it is derived."""

    text: Line


class Column(Item):
    """A column of the table over all workloads; `short` heads it where there is little room."""

    short: Line | None = None


class Summary(StepPart):
    """`summary.toml`: how far a recommendation is (`statuses`) and its decision (`decisions`).

    `columns` head the table, `matters` name what is still to be settled, and `lines` say what all
    workloads amount to together: on the screen and in every report. `ready` are the checks before
    signing, and `ready_states` what each of them can be. `clauses` outline a statement of work, and
    `programme` has what is said of them together.
    """

    statuses: Annotated[dict[str, State], Keyed]
    decisions: Annotated[dict[str, State], Keyed]
    columns: Annotated[dict[str, Column], Keyed]
    matters: Annotated[dict[MatterKind, Item], Keyed]
    lines: Annotated[dict[str, Text], Keyed]
    ready_states: Annotated[dict[str, State], Keyed]
    ready: Annotated[dict[str, ReadyCheck], Keyed]
    clauses: Annotated[dict[str, StatementClause], Keyed]
    programme: Annotated[dict[str, Text], Keyed]
