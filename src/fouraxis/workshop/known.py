"""What the answers to some questions say in a few lines, and how many of them are still missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fouraxis.content.terms import NOT_APPLICABLE
from fouraxis.workshop.question import FOLLOW_UP, Question, at
from fouraxis.workshop.session import Place, Vendor, Workload

_NEEDED: Final = ("target", "measured_by")
"""Details without which a matter is not settled."""


@dataclass(frozen=True, slots=True)
class Known:
    """A line: what it is about (perhaps nothing, where the text says so), and what is known."""

    label: str
    text: str

    @property
    def line(self) -> str:
        """Both in one."""
        return f"{self.label}: {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Fact:
    """One matter: what was said (perhaps nothing), whether something is missing, and where to say.

    Facts that were `chosen` and are the same can be told in one line.
    """

    name: str
    said: str
    missing: bool
    place: Place
    chosen: bool = False


def facts(asked: Iterable[Question], workload: str, node: Workload) -> Iterator[Fact]:
    """A fact for each matter that is asked about, with its details: whose it is, who measures it.

    The paths of the questions start at the workload.
    """
    matters: dict[str, list[Question]] = {}
    for one in asked:
        stem = one.item.rpartition(".")[0]
        matters.setdefault(stem if stem in matters else one.item, []).append(one)
    for main, *details in matters.values():
        yield _fact(main, details, workload, node)


def told(found: Iterable[Fact]) -> tuple[Known, ...]:
    """What is known, in lines: matters of which the same was chosen share one."""
    lines: dict[tuple[str, str], list[Fact]] = {}
    for number, one in enumerate(found):
        if one.said:
            lines.setdefault((one.said, "" if one.chosen else str(number)), []).append(one)
    return tuple(
        Known(same[0].name, said)
        if len(same) == 1
        else Known(said, ", ".join(one.name for one in same))
        for (said, _), same in lines.items()
    )


def said(question: Question, node: Workload | Vendor) -> str:
    """The answer to one question in words; empty where there is none, or it is to be found out."""
    value = _value(question, node)
    return _words(question, value) if settled(value) else ""


def settled(value: object) -> bool:
    """Whether an answer leaves nothing to find out; "Unknown" for a name is none."""
    return value not in (None, "") and str(value).casefold() not in FOLLOW_UP


def _fact(main: Question, details: Sequence[Question], workload: str, node: Workload) -> Fact:
    value = _value(main, node)
    text = _words(main, value) if settled(value) else ""
    missing, chosen = not text, bool(main.options)
    for one in details if value != NOT_APPLICABLE else ():
        # what nobody said is the usual one, once the matter itself is settled
        given = _value(one, node) or (one.suggested if settled(value) else None)
        if settled(given):
            detail = (
                f", {one.name} {_words(one, given)}" if one.options else f"; {one.name}: {given}"
            )
            text, chosen = (text + detail).lstrip(",; "), chosen and bool(one.options)
        elif one.field in _NEEDED or given not in (None, ""):
            missing = True
    place = Place(step=main.step, workload=workload, item=main.item)
    return Fact(main.name, text, missing, place, chosen)


def _value(question: Question, node: Workload | Vendor) -> object:
    given = at(node, question.value_path)
    return question.derived if given in (None, "") else given


def _words(question: Question, value: object) -> str:
    """An answer as the room reads it."""
    found = next((one for one in question.options if one.id == value), None)
    return found.name if found else str(value)
