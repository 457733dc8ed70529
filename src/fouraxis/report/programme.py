"""The programme in words: what all workloads amount to together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fouraxis.content.models import Content
from fouraxis.decision.programme import Programme
from fouraxis.report.recommendation import model_name

_COUNTS: Final = {
    "unassigned-risks": "risks without an owner",
    "unowned-areas": "areas without an owner after launch",
    "open-contract-items": "open contract items",
    "red-flags": "red flags heard from vendors",
}


def programme_lines(
    programme: Programme,
    content: Content,
    names: Mapping[str, str],
    vendors: Mapping[str, str],
) -> Iterator[str]:
    """What the workloads amount to together, a line for each matter.

    `names` has the workloads' names by id, `vendors` the vendors'.
    """
    for model, ids in programme.models.items():
        yield f"{model_name(model, content)}: {_named(ids, names)}"
    if programme.open:
        yield f"Still open: {_named(programme.open, names)}"
    if programme.hybrid_reason:
        yield programme.hybrid_reason
    for count in programme.counts:
        known = vendors if count.kind == "red-flags" else names
        where = f" ({_named(count.places, known)})" if count.places else ""
        yield f"{_COUNTS[count.kind].capitalize()}: {count.total}{where}"
    for question in programme.questions:
        decides = _named(question.workloads, names)
        yield f"Worth answering first: {question.text} (decides {decides})"
    yield from programme.warnings


def _named(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in ids)
