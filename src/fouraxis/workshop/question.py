"""A question of the workshop: its words and options, and where its answer is."""

from dataclasses import dataclass
from typing import Final, Literal

from fouraxis.content.terms import UNKNOWN, Source
from fouraxis.workshop.session import SessionPath, Step

State = Literal["answered", "unknown", "not-applicable", "parked", "open"]
"""The five states of an answer, which are never mixed up."""

PROGRAMME: Final = "*"
"""The subject of a question that is asked once for the whole programme."""

FOLLOW_UP: Final = frozenset(
    {UNKNOWN, "not-asked", "not-run", "undecided", "unassigned", "open"},
)
"""Said, but nothing settled: somebody has to find out, ask, decide, take it on, or agree."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `anchor` says what it means, so that two rooms answer alike."""

    id: str
    name: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one subject (a workload, a vendor, or the programme).

    The answer is `field` of what is at `path`. Note, parking and review mark are at `mark_path`,
    which several questions on one matter share (a sprint, the operations); without a `note_field`
    there is no note. `options` is empty where
    the answer is typed: a text, or a number as `kind` says. `unknown` tells whether "unknown" may
    be answered, `counts` whether progress counts the question (a guiding factor does not count),
    and `order` has the ids in the content's order, for `set_at`. `within` is what the item belongs
    to in the content (a model, an axis), empty where that is nothing.

    `derived` is what holds as long as the room says nothing else, and `because` says why; where it
    is the programme's own answer, it is `inherited`. `suggested` is the usual answer. `about` has
    what to know before answering, `heading` the words above the first question of a group, and
    `pressing` why the question comes before its group.
    """

    step: Step
    subject: str
    item: str
    name: str
    text: str
    options: tuple[Option, ...]
    path: SessionPath
    field: str
    note_field: str = "note"
    unknown: bool = True
    counts: bool = True
    source: Source = "published"
    kind: Literal["choice", "text", "number"] = "choice"
    mark_path: SessionPath = ()
    order: tuple[str, ...] = ()
    heading: str = ""
    about: tuple[str, ...] = ()
    suggested: str | None = None
    derived: str | None = None
    because: str = ""
    inherited: bool = False
    pressing: str = ""
    within: str = ""

    @property
    def value_path(self) -> SessionPath:
        """Where the answer is."""
        return (*self.path, self.field)

    @property
    def note_path(self) -> SessionPath:
        """Where the note is."""
        return (*self.mark_path, self.note_field)

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every value that can be chosen, unknown last; empty where the answer is typed."""
        chosen = tuple(option.id for option in self.options)
        return (*chosen, UNKNOWN) if self.unknown else chosen
