"""What is asked about a vendor: criteria, red flags, and the calibration sprint."""

from collections.abc import Iterator
from typing import Any, Final

from fouraxis.content.models import Content
from fouraxis.workshop.asking import live
from fouraxis.workshop.question import Option, Question

_YES_NO: Final = (Option("yes", "Yes"), Option("no", "No"))


def vendors(content: Content) -> Iterator[Question]:
    """Every question about a vendor, in the order of the screen."""
    yield from _criteria(content)
    yield from _red_flags(content)
    yield from _sprint(content)


def _criteria(content: Content) -> Iterator[Question]:
    criteria = live(content.vendors.criteria.values())
    for criterion in criteria:
        yield Question(
            step="vendors",
            subject="",
            item=criterion.id,
            name=criterion.name,
            text=criterion.ask,
            options=(
                Option("strong", "Strong", criterion.strong),
                Option("partial", "Partial", "Some of the strong answer, or without evidence"),
                Option("red-flag", "Red flag", criterion.red_flag),
                Option("not-asked", "Not asked", "Still to be asked"),
            ),
            path=("criteria", criterion.id),
            field="mark",
            note_field="evidence",
            unknown=False,
            source=criterion.source,
            order=tuple(one.id for one in criteria),
        )


def _red_flags(content: Content) -> Iterator[Question]:
    flags = live(content.vendors.red_flags.values())
    for flag in flags:
        yield Question(
            step="vendors",
            subject="",
            item=flag.id,
            name=flag.name,
            text=flag.listen_for,
            options=(Option("yes", "Yes", "We heard this"), Option("no", "No", "We did not")),
            path=("red_flags", flag.id),
            field="answer",
            source=flag.source,
            order=tuple(one.id for one in flags),
        )


def _sprint(content: Content) -> Iterator[Question]:
    sprint = content.vendors.sprint
    yield _of_sprint("paid", "Paid", "Is the sprint paid?")
    yield _of_sprint(
        "weeks",
        "Weeks",
        f"How many weeks does it take ({sprint.min_weeks} to {sprint.max_weeks})?",
        options=(),
        unknown=False,
        kind="number",
    )
    yield _of_sprint(
        "production-like-data", "Production-like data", "Does it run on production-like data?"
    )
    outputs = live(sprint.outputs.values())
    for output in outputs:
        yield _of_sprint(
            output.id,
            output.name,
            output.description,
            path=("sprint", "outputs"),
            field=output.id,
            source=output.source,
            order=tuple(one.id for one in outputs),
        )
    verdicts = tuple(Option(one.id, one.name) for one in live(sprint.verdicts.values()))
    yield _of_sprint(
        "verdict", "Verdict", "How did the sprint end?", options=verdicts, unknown=False
    )


def _of_sprint(item: str, name: str, text: str, **more: Any) -> Question:
    """A question on the sprint; all of them share the sprint's note, parking and review mark."""
    given: dict[str, Any] = {
        "options": _YES_NO,
        "path": ("sprint",),
        "field": item.replace("-", "_"),
        "mark_path": ("sprint",),
        **more,
    }
    return Question(
        step="vendors", subject="", item=f"sprint.{item}", name=name, text=text, **given
    )
