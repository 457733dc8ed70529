"""What the setup shows: its rows, and what is said about the one under the cursor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fouraxis.content.language import tr
from fouraxis.content.models import Screen
from fouraxis.content.terms import PARTS, WorkshopPart
from fouraxis.tui.file.facts import Fact
from fouraxis.tui.planning import each_and_all
from fouraxis.tui.widgets.meanings import Meaning
from fouraxis.tui.widgets.question_row import Row
from fouraxis.tui.widgets.setup_table import (
    AGENDA,
    FACT,
    NEW,
    PART,
    PERSON,
)
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.agenda import agenda, clock, in_all
from fouraxis.workshop.session import Participant

Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class About:
    """What is said about a row: a question, what its options mean, what is odd under a label."""

    question: str
    meanings: tuple[Meaning, ...] = ()
    odd: str = ""
    label: str = "note"


def part_of(item: str) -> WorkshopPart | None:
    """The part that a row is about, if it is about one."""
    return next((one for one in PARTS if item == PART + one), None)


def rows(bench: Workbench, facts: Facts) -> Iterator[Row]:
    """The session's own fields, the people, the parts with their minutes, the file."""
    session, words = bench.session, bench.words.setup
    names = {key: field.name for key, field in words.fields.items()}
    reveals = tuple((one.id, one.name) for one in words.reveals.values())
    yield Row("title", names["title"], value=session.title)
    yield Row("organisation", names["organisation"], value=session.organisation or None)
    yield Row("reveal", names["reveal"], reveals, session.reveal, unknown=False)
    yield Row("people", names["participants"], heading=True)
    roles = tuple((role.id, role.name) for role in words.roles.values() if not role.retired)
    for key, person in session.participants.items():
        yield Row(PERSON + key, person.name, roles, person.role or None, unknown=False)
    yield Row(NEW, tr("Add a person"), empty=tr("Enter or a: type a name"))
    yield Row("parts", names["parts"], heading=True)
    yield from _parts(bench)
    yield Row("file", tr("Session file"), heading=True)
    for key, fact in facts.items():
        kept = key == "path"
        yield Row(FACT + key, fact.name, value=fact.short, review=fact.warns, is_path=kept)


def _parts(bench: Workbench) -> Iterator[Row]:
    """Each part that can be left out, with its minutes; then how long the whole workshop takes."""
    session = bench.session
    plan = agenda(session, bench.words)
    answers = bench.words.setup.answers
    in_or_out = (("in", answers["in"].name), ("out", answers["left-out"].name))
    for part in PARTS:
        taken = "out" if part in session.left_out else "in"
        screen: Screen = getattr(bench.words, part).screen
        time = each_and_all(plan.item(part))
        yield Row(PART + part, screen.title, in_or_out, taken, unknown=False, beside=time)
    total = tr("{time} in all", time=clock(plan.total))
    yield Row(AGENDA, bench.words.setup.planning.title, value=total)


def about(bench: Workbench, item: str, facts: Facts) -> About:
    """What is said about a row."""
    words = bench.words.setup
    person = bench.session.participants.get(item.removeprefix(PERSON))
    part = part_of(item)
    if person is not None and item.startswith(PERSON):
        return _of_person(bench, person)
    if item == "reveal":
        meanings = tuple(
            Meaning(str(number), one.name, one.description, one.id == bench.session.reveal)
            for number, one in enumerate(words.reveals.values(), 1)
        )
        return About(words.fields["reveal"].question, meanings)
    if part is not None:
        screen: Screen = getattr(bench.words, part).screen
        purpose = " ".join(screen.purpose.split())
        plan = in_all(agenda(bench.session, bench.words))
        return About(f"{words.fields['parts'].question}\n{purpose}\n{plan}")
    if item == AGENDA:
        purpose = " ".join(words.planning.purpose.split())
        return About(f"{purpose}\n{in_all(agenda(bench.session, bench.words))}")
    if item.startswith(FACT):
        fact = facts[item.removeprefix(FACT)]
        first, more, _ = fact.text.partition("\n")
        return About(f"{first}\n{tr('Enter shows all of it.')}" if more else first)
    if item == NEW:
        question = words.fields["participants"].question
        return About(f"{question} {tr('Enter after each name; an empty one ends.')}")
    return About(words.fields[item].question)


def _of_person(bench: Workbench, one: Participant) -> About:
    roles = bench.words.setup.roles
    meanings = tuple(
        Meaning(str(number), role.name, role.description, role.id == one.role)
        for number, role in enumerate(roles.values(), 1)
    )
    odd = "" if one.role in ("", *roles) else f"{one.name}: {one.role}"
    return About(one.name, meanings, odd, tr("role in the file"))
