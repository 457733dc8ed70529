"""The programme: what the recommendations and decisions of all workloads amount to together."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, MODELS, OUTSIDE, Model
from fouraxis.decision import matrix, reasons
from fouraxis.decision.recommendation import Recommendation, warn

CountKind = Literal["unassigned-risks", "unowned-areas", "open-contract-items", "red-flags"]

COUNT_KINDS: Final[tuple[CountKind, ...]] = get_args(CountKind)

NO_FLAGS: Final[Mapping[str, int]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One workload as the programme sees it.

    `decided` is the model that the room decided for, None while it has not, and `again` whether it
    has to decide again. `counts` has what is still to be settled, of the kinds that are asked in
    this workshop.
    """

    id: str
    name: str
    recommendation: Recommendation
    decided: Model | None = None
    owner: str = ""
    counts: Mapping[CountKind, int] = field(default_factory=dict)
    again: bool = False

    @property
    def model(self) -> Model | None:
        """What holds for the workload: the decision, else the recommended lead."""
        return self.decided or self.recommendation.lead


@dataclass(frozen=True, slots=True)
class Counts:
    """A total, and the workloads (for red flags: the vendors) that it comes from, most first."""

    kind: CountKind
    total: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open question, in words, and the workloads whose lead it decides."""

    question: matrix.Question
    text: str
    workloads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """All workloads together; workloads are named by id, in the order of the session.

    `models` has the workloads of each model that is used, in control order, and `open` those that
    have none yet. `hybrid`: those that go outside use two models or more, so that each workstream
    needs its own statement of work; `hybrid_reason` says so in words. What has to be decided again
    does not count among these.
    """

    models: dict[Model, tuple[str, ...]]
    open: tuple[str, ...]
    outside: tuple[str, ...]
    hybrid: bool
    hybrid_reason: str | None
    squads: int
    product_owners: tuple[str, ...]
    counts: tuple[Counts, ...]
    questions: tuple[OpenQuestion, ...]
    warnings: tuple[str, ...]


def programme(
    entries: Sequence[Entry], content: Content, red_flags: Mapping[str, int] = NO_FLAGS
) -> Programme:
    """What all workloads amount to together; `red_flags` has how many each vendor raised, by id."""
    models = {
        model: tuple(entry.id for entry in entries if entry.model == model) for model in MODELS
    }
    used = {model: ids for model, ids in models.items() if ids}
    outside = tuple(entry.id for entry in entries if entry.model in OUTSIDE)
    settled = [entry.model for entry in entries if entry.model in OUTSIDE and not entry.again]
    ways = len(set(settled))
    squads = [entry for entry in entries if entry.model == "co-build-squad"]
    owners = _distinct(entry.owner for entry in squads)
    return Programme(
        models=used,
        open=tuple(entry.id for entry in entries if entry.model is None),
        outside=outside,
        hybrid=ways >= 2,
        hybrid_reason=reasons.say(content, "hybrid", workloads=len(settled), models=ways)
        if ways >= 2
        else None,
        squads=len(squads),
        product_owners=owners,
        counts=tuple(_counts(entries, red_flags)),
        questions=_questions(entries, content),
        warnings=(warn(content, "squads-without-owners", squads=len(squads), owners=len(owners)),)
        if len(owners) < len(squads)
        else (),
    )


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    """Each named person once, however the name was spaced or capitalised."""
    people: dict[str, str] = {}
    for name in names:
        if name.strip():
            key = unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
            people.setdefault(key, name.strip())
    return tuple(people.values())


def _counts(entries: Sequence[Entry], red_flags: Mapping[str, int]) -> Iterator[Counts]:
    """The totals of whatever is asked, with the places that they lead to."""
    for kind in COUNT_KINDS:
        numbers = {entry.id: entry.counts[kind] for entry in entries if kind in entry.counts}
        if kind == "red-flags":
            numbers.update(red_flags)
        if numbers:
            places = sorted(
                (place for place in numbers if numbers[place]), key=lambda p: -numbers[p]
            )
            yield Counts(kind, sum(numbers.values()), tuple(places))


def _questions(entries: Sequence[Entry], content: Content) -> tuple[OpenQuestion, ...]:
    """The open questions that decide something, those that decide the most workloads first."""
    every: tuple[matrix.Question, ...] = (*AXES, *ASKED_RULES)
    questions = [
        OpenQuestion(
            question,
            reasons.open_words(content, question),
            tuple(entry.id for entry in entries if question in entry.recommendation.deciding),
        )
        for question in every
    ]
    ranked = sorted(questions, key=lambda question: -len(question.workloads))
    return tuple(question for question in ranked if question.workloads)
