"""Makes `docs/framework.md`: every item of the content with its source, as the program has it.

python -m docs.make_framework            writes the page
python -m docs.make_framework FOLDER     prints the page for content of one's own (or a language)
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from fouraxis.content.items import Item, Screen
from fouraxis.content.load import content_folder, load
from fouraxis.content.models import Content
from fouraxis.workshop.agenda import STEPS, for_each, planned, title
from fouraxis.workshop.catalogue import GROUPS, ROLE

PAGE: Final = Path(__file__).parent / "framework.md"
_OPENING: Final = """\
# The framework, item by item

Everything that a workshop shows and asks, with its source, made from the content in `screens/` by
`make framework`. Words are changed there and not here."""
_BESIDE: Final = {"id", "name", "source", "since", "retired", "short", "guidance", "row", "asked"}
"""What an item has beside the words that say what it is."""


def main() -> None:
    """Write the page, or print it for other content."""
    if len(sys.argv) > 1:
        print(page(load(content_folder(Path(sys.argv[1])))), end="")
    else:
        PAGE.write_text(page(load()), "utf-8")


def page(content: Content) -> str:
    """The whole page for a content, in Markdown."""
    return "\n".join([_OPENING, "", *_sources(content), *_parts(content)]).rstrip() + "\n"


def _sources(content: Content) -> Iterator[str]:
    for source in content.home.sources.values():
        yield f"- **{source.name}**: {source.meaning}"
    yield ""
    yield from _text(content.home.notice)


def _profile(content: Content) -> dict[str, Iterable[Item]]:
    """The groups of the profile as they are asked; who can do a layer stands behind the layers."""
    groups: dict[str, Iterable[Item]] = {}
    for group in (group for group in GROUPS if group.step == "profile"):
        heading = "Missing roles" if group is ROLE else group.heading(content)
        groups[heading] = [
            item for items in group.items(content).values() for item in items.values()
        ]
        if group.path == ("layers",):
            groups["Who can do a layer"] = content.profile.doers.values()
    return groups


def _parts(content: Content) -> Iterator[str]:
    yield from _part(content.home.screen, {"Facts to open with": content.home.facts.values()})
    setup = content.setup
    yield from _part(setup.screen, {"Fields": setup.fields.values(), "Roles": setup.roles.values()})
    yield from _agenda(content)
    workloads = content.workloads
    groups = {"Fields": workloads.fields.values(), "Kinds": workloads.kinds.values()}
    yield from _part(workloads.screen, groups)
    yield from _part(content.profile.screen, _profile(content))
    axes = content.axes
    yield from _part(axes.screen, {axis.name: [axis] for axis in axes.axes.values()})
    rules = content.rules
    yield from _part(
        rules.screen,
        {
            "Rules": rules.rules.values(),
            rules.acceptance_heading: rules.acceptance.values(),
            rules.legal_heading: rules.legal.values(),
            rules.reentry_heading: rules.reentry.values(),
            rules.ai_act_heading: rules.ai_act.values(),
        },
    )
    yield from _matrix(content)
    fields = {"What is typed": content.conditions.fields.values()}
    governance = {content.conditions.governance_heading: content.matrix.governance.values()}
    conditions = {
        f"Conditions of {model.name}": model.conditions.values()
        for model in content.matrix.models.values()
        if model.conditions
    }
    yield from _part(content.conditions.screen, {**conditions, **governance, **fields})
    risks = content.risks
    yield from _part(risks.screen, {"Risks": risks.risks.values(), "Sides": risks.sides.values()})
    contract = content.contract
    answers = {"Answers": contract.answers.values(), "Owners": contract.owners.values()}
    groups = {group.name: group.items.values() for group in contract.groups.values()}
    pressing = {"Why something comes first": contract.pressing.values()}
    yield from _part(contract.screen, {**groups, **answers, **pressing})
    drivers = content.drivers
    yield from _part(
        drivers.screen,
        {
            drivers.cost_heading: drivers.cost.values(),
            drivers.timeline_heading: drivers.timeline.values(),
            "Known relations": drivers.relations.values(),
        },
    )
    yield from _vendors(content)
    ownership = content.ownership
    yield from _part(
        ownership.screen,
        {
            "Areas": ownership.areas.values(),
            ownership.structure_name: ownership.structures.values(),
            ownership.transfer.name: ownership.transfer.checks.values(),
        },
    )
    summary = content.summary
    yield from _part(
        summary.screen,
        {
            "Before signing": summary.ready.values(),
            "What a statement of work has": summary.clauses.values(),
            "How far a recommendation is": summary.statuses.values(),
            "How far a decision is": summary.decisions.values(),
        },
    )


def _agenda(content: Content) -> Iterator[str]:
    """How long each part is planned to take."""
    yield from (f"## {content.setup.planning.title}", "")
    yield from _text(content.setup.planning.purpose)
    for step in STEPS:
        plan, each = planned(content, step), for_each(step)
        often = "once" if each == "once" else f"for each {each}"
        minutes = f"{plan.minutes} minutes {often}"
        yield f"- **{title(content, step)}** `{step}` *{plan.source}*: {minutes}"
    yield ""


def _matrix(content: Content) -> Iterator[str]:
    matrix = content.matrix
    yield from _part(matrix.screen, {})
    yield from ("### The published rows", "")
    yield from (f"- {row.text} Row {row.number}, *{row.source}*" for row in matrix.rows.values())
    yield from ("", "### Interpretations of the cells that no row covers", "")
    for guess in matrix.interpretations.values():
        cell = [
            content.axes.axes["sensitivity"].levels[guess.sensitivity].name,
            content.axes.axes["maturity"].levels[guess.maturity].name,
            content.axes.axes["certainty"].levels[guess.certainty].name,
        ]
        names = ", ".join(matrix.models[model].name for model in guess.options)
        yield f"- {', '.join(cell)}: **{names}**. Leans on {guess.leans_on}. *{guess.source}*"
    yield ""
    yield from _group("Engagement models", matrix.models.values())
    yield from ("### What comes next, by stage", "")
    for stage in matrix.stages.values():
        name = content.axes.axes["readiness"].levels[stage.id].name
        yield f"- **{name}** `{stage.id}`"
        for who, steps in (
            ("a partner delivers", stage.steps),
            ("a partner advises", stage.advised),
            ("it stays inside", stage.inside),
        ):
            yield from (
                f"  - `{step.id}` {step.text} ({who}) *{step.source}*" for step in steps.values()
            )
    yield ""


def _vendors(content: Content) -> Iterator[str]:
    vendors, sprint = content.vendors, content.vendors.sprint
    yield from _part(
        vendors.screen,
        {
            "Criteria": vendors.criteria.values(),
            "Marks": vendors.marks.values(),
            "Red flags": vendors.red_flags.values(),
            "Calibration sprint": sprint.terms.values(),
            "What it delivers": sprint.outputs.values(),
            "How it ends": sprint.verdicts.values(),
        },
    )


def _part(screen: Screen, groups: Mapping[str, Iterable[Any]]) -> Iterator[str]:
    yield from (f"## {screen.title}", "")
    yield from _text(screen.purpose)
    for heading, items in groups.items():
        yield from _group(heading, items)


def _group(heading: str, items: Iterable[Any]) -> Iterator[str]:
    yield from (f"### {heading}", "")
    for item in items:
        yield from _item(item, "")
    yield ""


def _item(item: Any, indent: str) -> Iterator[str]:
    """An item in a line with its words behind it, and what belongs to it below."""
    fields = type(item).model_fields
    plain = {name: getattr(item, name) for name in fields if name not in _BESIDE}
    words = [_words(name, value) for name, value in plain.items() if _worded(name, value)]
    gone = f" (retired in {item.retired})" if isinstance(item, Item) and item.retired else ""
    name = f"**{item.name}** " if hasattr(item, "name") else ""
    words += [
        f"its {field.removesuffix('_source').replace('_', ' ')}: *{value}*"
        for field, value in plain.items()
        if field.endswith("_source") and value != item.source and plain[field[:-7]]
    ]
    tail = f": {' · '.join(words)}" if words else ""
    yield f"{indent}- {name}`{item.id}` *{item.source}*{gone}{tail}"
    for below in plain.values():
        if isinstance(below, Mapping) and below and type(item).__name__ != "EngagementModel":
            for below_it in below.values():
                yield from _item(below_it, f"{indent}  ")


def _worded(name: str, value: Any) -> bool:
    return bool(value) and isinstance(value, str | tuple) and not name.endswith("_source")


def _words(name: str, value: str | tuple[str, ...]) -> str:
    """A text of an item, with what kind of text it is where that is not plain."""
    text = value if isinstance(value, str) else ", ".join(value)
    plain = ("question", "text", "anchor", "description", "ask", "listen_for", "detail", "measures")
    return text if name in plain else f"{name.replace('_', ' ')}: {text}"


def _text(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from (paragraph, "")


if __name__ == "__main__":
    main()
