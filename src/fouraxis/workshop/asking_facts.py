"""What is written down beside the steps' questions: names, texts, owners, and the decision.

No step asks for these one by one, and they do not count as progress; each has its field on a screen
or in a dialog. As questions they can be found and answered like all others.
"""

from collections.abc import Iterator
from typing import Any, Final, Literal

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import MODELS
from fouraxis.workshop.agenda import STEPS, title
from fouraxis.workshop.catalogue import live
from fouraxis.workshop.question import Option, Question
from fouraxis.workshop.session import Step

AS_RECOMMENDED: Final = "as-recommended"
"""A decision for whatever is recommended at that moment."""

Subject = Literal["workload", "vendor", "programme"]


def facts(content: Content, subject: Subject) -> Iterator[Question]:
    """What can be written down about a workload, about a vendor, or about the session as a whole.

    The paths start at the workload or vendor, or at the session.
    """
    match subject:
        case "workload":
            yield from _of_workload(content)
        case "vendor":
            yield _fact("vendors", "name", tr("Name"))
            yield _fact("vendors", "note", tr("Note"))
        case "programme":
            words = content.setup.fields
            reveals = [Option(r.id, r.name, r.description) for r in content.setup.reveals.values()]
            yield _fact("setup", "title", words["title"].name)
            yield _fact("setup", "organisation", words["organisation"].name)
            yield _fact("setup", "reveal", words["reveal"].name, *reveals)
            for step in STEPS:
                yield _minutes(step, content)


def _of_workload(content: Content) -> Iterator[Question]:
    words = content.workloads.fields
    kinds = live(content.workloads.kinds.values())
    for field in ("name", "description", "owner"):
        yield _fact("workloads", field, words[field].name, text=words[field].question)
    yield _fact(
        "workloads",
        "kind",
        words["kind"].name,
        *(Option(kind.id, kind.name, kind.description) for kind in kinds),
        text=words["kind"].question,
    )
    models = content.matrix.models
    yield _fact(
        "summary",
        "decision",
        content.summary.columns["decision"].name,
        Option(AS_RECOMMENDED, tr("as recommended")),
        *(Option(model, models[model].name) for model in MODELS),
    )


def _minutes(step: Step, content: Content) -> Question:
    """The session's own minutes for a step on its agenda."""
    name = tr("Minutes for {name}", name=title(content, step))
    planned_in = {"item": f"agenda.{step}", "path": ("agenda",), "order": STEPS}
    return _fact("setup", step, name, kind="number", **planned_in)


def _fact(step: Step, field: str, name: str, *options: Option, **given: Any) -> Question:
    """A question without a note or a mark of its own."""
    return Question(
        **{
            "step": step,
            "subject": "",
            "item": field,
            "name": name,
            "text": "",
            "options": options,
            "path": (),
            "field": field,
            "note_field": "",
            "unknown": False,
            "counts": False,
            "source": "guide",
            "kind": "choice" if options else "text",
            **given,
        }
    )
