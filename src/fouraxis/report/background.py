"""What the questions of a workshop rest on: what the room read beside them, each thing once."""

from collections.abc import Iterator

from fouraxis.content.language import tr
from fouraxis.content.models import Content, Driver, Risk, Rule
from fouraxis.content.terms import Source
from fouraxis.report.document import Block, Bullets, Heading, Paragraph, section, table
from fouraxis.report.summary import Summary
from fouraxis.workshop.question import live


def background(summary: Summary, content: Content) -> Iterator[Block]:
    """Rules, motives, risks, contract, drivers and the checks before signing, as far as asked."""
    parts = {
        "rules": _rules,
        "profile": _motives,
        "risks": _risks,
        "contract": _contract,
        "drivers": _drivers,
    }
    below = [
        block
        for step, part in parts.items()
        if step not in summary.session.left_out
        for block in part(content)
    ]
    below += _ready(content)
    yield from section(Heading(tr("What the questions rest on"), 1, "background"), below)


def whose(source: Source, content: Content) -> str:
    """What the room is told of whose a statement is, in brackets."""
    return f"({content.home.sources[source].name})"


def _rules(content: Content) -> Iterator[Block]:
    """Every rule that strikes something out, asked or read off the axes."""
    heads = (tr("Rule"), tr("What it is"), tr("What follows"), tr("Way out"))
    rows = (
        (rule.name, rule.detail, rule.outcome, _way_out(rule, content)) for rule in _live(content)
    )
    yield Heading(content.rules.screen.title, 2, "background-rules")
    yield from table(tr("The rules that strike out"), heads, rows, (18, 38, 16, 28))
    yield Paragraph(content.rules.legal_gate)


def _live(content: Content) -> tuple[Rule, ...]:
    return live(content.rules.rules.values())


def _way_out(rule: Rule, content: Content) -> str:
    if rule.way_out_source == rule.source:
        return rule.way_out
    return f"{rule.way_out} {whose(rule.way_out_source, content)}"


def _motives(content: Content) -> Iterator[Block]:
    """Each reason to go outside, with the risk that comes with it."""
    words = content.profile
    title = words.headings["motive"]
    rows = ((motive.name, motive.risk) for motive in live(words.motives.values()))
    yield Heading(title, 2, "background-motives")
    yield from table(title, (tr("Motive"), tr("Its risk")), rows, (30, 70))


def _risks(content: Content) -> Iterator[Block]:
    words = content.risks
    references = f"{tr('References')} {whose('guide', content)}"
    heads = (tr("Risk"), tr("What goes wrong"), tr("What to settle"), references)
    rows = (_risk(risk) for risk in live(words.risks.values()))
    yield Heading(words.screen.title, 2, "background-risks")
    yield from table(tr("The risks that outsourcing AI adds"), heads, rows, (20, 33, 28, 19))


def _risk(risk: Risk) -> tuple[str, ...]:
    return risk.name, risk.goes_wrong, risk.to_settle, ", ".join(risk.references)


def _contract(content: Content) -> Iterator[Block]:
    words = content.contract
    rows = ((group.name, group.detail) for group in live(words.groups.values()))
    yield Heading(words.screen.title, 2, "background-contract")
    yield from table(words.screen.title, (tr("Part"), tr("What to know")), rows, (30, 70))


def _drivers(content: Content) -> Iterator[Block]:
    """What drives cost and time and why, then the relations that are known."""
    words = content.drivers
    heads = (tr("Driver"), tr("Why"), tr("Example"), tr("Source"))
    yield Heading(words.screen.title, 2, "background-drivers")
    for title, drivers in (
        (words.cost_heading, words.cost),
        (words.timeline_heading, words.timeline),
    ):
        rows = (_driver(driver, content) for driver in live(drivers.values()))
        yield from table(title, heads, rows, (22, 36, 30, 12))
    yield Bullets(tuple(relation.text for relation in words.relations.values()))


def _ready(content: Content) -> Iterator[Block]:
    """What each check before signing means."""
    rows = ((check.name, check.text) for check in content.summary.ready.values())
    yield Heading(tr("Ready to sign"), 2, "background-ready")
    yield from table(tr("Ready to sign"), (tr("Check"), tr("What it means")), rows, (30, 70))


def _driver(driver: Driver, content: Content) -> tuple[str, ...]:
    whose_words = content.home.sources[driver.why_source].name
    return driver.name, driver.why or "", driver.example or "", whose_words
