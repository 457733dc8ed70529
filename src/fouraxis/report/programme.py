"""The programme in words: what all workloads amount to together."""

from collections.abc import Iterator, Mapping, Sequence

from fouraxis.content.models import Content
from fouraxis.decision.programme import Programme
from fouraxis.report.recommendation import model_name
from fouraxis.workshop.ready import Signing


def tell(content: Content, line: str, **places: object) -> str:
    """A line of the content on what all amount to together, with its {places} filled."""
    return content.summary.lines[line].text.format(**places)


def sentence(text: str) -> str:
    """A text that begins like a sentence; whatever else it has in capitals stays so."""
    return text[:1].upper() + text[1:]


def signed(found: Signing, content: Content) -> str:
    """How many checks before signing are met: "3/7"; a word where the workload stays inside."""
    if found.asked:
        return f"{found.met}/{found.asked}"
    return content.summary.ready_states["not-applicable"].name


def programme_lines(
    programme: Programme,
    content: Content,
    ready: tuple[int, int],
    names: Mapping[str, str],
    vendors: Mapping[str, str],
) -> Iterator[str]:
    """What the workloads amount to together, a line for each matter.

    `ready` is how many are ready to be signed out of how many go outside; `names` has the
    workloads' names by id, `vendors` the vendors'.
    """
    for model, ids in programme.models.items():
        yield f"{model_name(model, content)}: {_named(ids, names)}"
    if programme.open:
        yield f"{tell(content, 'still-open')}: {_named(programme.open, names)}"
    if programme.hybrid_reason:
        yield programme.hybrid_reason
    if ready[1]:
        yield sentence(tell(content, "ready", ready=ready[0], outside=ready[1]))
    for count in programme.counts:
        known = vendors if count.kind == "red-flags" else names
        where = f" ({_named(count.places, known)})" if count.places else ""
        name = sentence(content.summary.matters[count.kind].name)
        yield f"{name}: {count.total}{where}"
    for question in programme.questions:
        decides = _named(question.workloads, names)
        yield tell(content, "answer-first", question=question.text, workloads=decides)
    yield from programme.warnings


def _named(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in ids)
