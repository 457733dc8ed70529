"""The questions that a workshop closes with beyond the axes, as the room has answered them."""

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import OUTSIDE
from fouraxis.workshop.assess import Assessed
from fouraxis.workshop.question import live


def who_does_what(assessed: Assessed, content: Content) -> tuple[str, str, str]:
    """What stays inside, what a partner builds, and who owns it after launch."""
    workload = assessed.workload
    decision = workload.decision
    model = decision.model if decision else assessed.recommendation.lead
    if model is not None and model not in OUTSIDE:
        return tr("all of it"), tr("nothing"), owned(assessed, content)
    layers = content.profile.layers
    by: dict[str, list[str]] = {}
    for key, doer in workload.layers.items():
        by.setdefault(doer, []).append(layers[key].name if key in layers else key)
    shared = tr("shared: {names}", names=", ".join(by["both"])) if "both" in by else ""
    open_ = tr("undecided: {names}", names=", ".join(by["undecided"])) if "undecided" in by else ""
    advises = tr("nothing: it advises") if model == "advisory-only" else ""
    stays = (", ".join(by.get("internal", ())), shared, open_)
    partner = (", ".join(by.get("partner", ())) or advises, shared)
    return (
        "; ".join(filter(None, stays)),
        "; ".join(filter(None, partner)),
        owned(assessed, content),
    )


def owned(assessed: Assessed, content: Content) -> str:
    """Who operates it after launch, and which areas each person owns; a line each."""
    words, workload = content.ownership, assessed.workload
    owners: dict[str, list[str]] = {}
    for area in live(words.areas.values()):
        if owner := workload.area(area.id).owner.strip():
            owners.setdefault(owner, []).append(area.name)
    structure = words.structures.get(workload.operations.structure or "")
    lines = [structure.name] if structure else []
    lines += [f"{owner}: {', '.join(areas)}" for owner, areas in owners.items()]
    unowned = [words.areas[area].name for area in assessed.unowned]
    if unowned and not owners:
        lines.append(tr("nobody is named"))
    elif unowned:
        lines.append(tr("nobody is named for {names}", names=", ".join(unowned)))
    return "\n".join(lines)
