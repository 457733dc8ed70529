"""What is asked about a vendor: criteria, red flags, and the calibration sprint."""

from collections.abc import Iterator
from typing import Any, Final

from fouraxis.content.models import Asked, Content, SprintOutput
from fouraxis.workshop.catalogue import about, live, yes_no
from fouraxis.workshop.question import Option, Question

_TYPED: Final = {"use-case": "text", "weeks": "number"}
"""The terms of a sprint that are typed and not chosen."""


def vendors(content: Content) -> Iterator[Question]:
    """Every question about a vendor, in the order of the screen."""
    yield from _criteria(content)
    yield from _red_flags(content)
    yield from _sprint(content)


def _criteria(content: Content) -> Iterator[Question]:
    """The criteria; strong and red flag are anchored by what each criterion says of them."""
    criteria = live(content.vendors.criteria.values())
    for criterion in criteria:
        anchors = {"strong": criterion.strong, "red-flag": criterion.red_flag}
        yield about(
            criterion,
            "vendors",
            criteria,
            text=criterion.ask,
            options=tuple(
                Option(mark.id, mark.name, anchors.get(mark.id, mark.anchor))
                for mark in live(content.vendors.marks.values())
            ),
            path=("criteria", criterion.id),
            field="mark",
            note_field="evidence",
            unknown=False,
        )


def _red_flags(content: Content) -> Iterator[Question]:
    flags = live(content.vendors.red_flags.values())
    for flag in flags:
        yield about(
            flag,
            "vendors",
            flags,
            text=flag.listen_for,
            options=yes_no(content),
            path=("red_flags", flag.id),
        )


def _sprint(content: Content) -> Iterator[Question]:
    """Its terms, what it delivered, and last how it ended."""
    sprint = content.vendors.sprint
    terms = live(sprint.terms.values())
    for term in terms:
        if term.id != "verdict":
            typed = _TYPED.get(term.id)
            if typed:
                yield _of_sprint(term, term.question, kind=typed)
            else:
                yield _of_sprint(term, term.question, options=yes_no(content))
    outputs = live(sprint.outputs.values())
    for output in outputs:
        yield _of_sprint(
            output,
            output.description,
            options=yes_no(content),
            path=("sprint", "outputs"),
            field=output.id,
            order=tuple(one.id for one in outputs),
        )
    verdicts = live(sprint.verdicts.values())
    for term in terms:
        if term.id == "verdict":
            options = tuple(Option(one.id, one.name, one.description) for one in verdicts)
            yield _of_sprint(term, term.question, options=options, unknown=False)


def _of_sprint(item: Asked | SprintOutput, text: str, **more: Any) -> Question:
    """A question on the sprint; all of them share the sprint's note, parking and review mark."""
    return about(
        item,
        "vendors",
        **{
            "item": f"sprint.{item.id}",
            "text": text,
            "path": ("sprint",),
            "field": item.id.replace("-", "_"),
            "mark_path": ("sprint",),
            **more,
        },
    )
