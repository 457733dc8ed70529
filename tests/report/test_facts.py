"""Every fact of the framework: in the content by its id, where the room reads it, in a report.

Counting is not enough: a fact that is swapped for another keeps the number.
"""

from typing import Any

import pytest

from fouraxis.content import terms
from fouraxis.content.load import words
from fouraxis.content.models import OPENING, Content
from fouraxis.report.formats import report
from fouraxis.tui.parts.bars import guide_of
from fouraxis.workshop.question import Question
from fouraxis.workshop.questions import templates
from tests.store.samples import small

BESIDE = {
    "home.facts.degrades.text": "layer.deploy-and-operate",
    "home.facts.before-the-rfp.text": "layer.strategy-and-architecture",
    "home.facts.cost-and-scale.text": "motive.time-to-production",
    "home.facts.nine-disciplines.text": "motive.talent-access",
    "home.facts.hourly-rate.text": "driver.engagement-model",
    "home.facts.narrow-poc.text": "driver.poc-to-production-gap",
    "home.facts.vendor-hours.text": "certainty.precedent",
    "home.facts.usual-co-build.text": "condition.product-owner",
    "home.facts.advice-covers.text": "handoff",
    "home.facts.software-portfolio.text": "production-deployments",
    "home.facts.polished-proposal.text": "no-named-deployment",
    "rules.rules.core-logic.detail": "core-logic",
    "rules.rules.data-cannot-leave.detail": "data-cannot-leave",
    "rules.rules.undefined-success.detail": "undefined-success",
    "contract.groups.ip-ownership.detail": "contract.trained-models",
    "contract.groups.portability-and-support.detail": "contract.portability",
    "contract.groups.slas.detail": "contract.latency",
    "contract.groups.exit-terms.detail": "contract.data-return",
    "contract.groups.data-and-compliance.detail": "contract.residency",
    **{
        f"profile.motives.{motive}.risk": f"motive.{motive}"
        for motive in (
            *("talent-access", "time-to-production"),
            *("capability-breadth", "risk-distribution"),
        )
    },
    **{
        f"risks.risks.{risk}.{field}": f"risk.{risk}"
        for field in ("goes_wrong", "to_settle", "references")
        for risk in (
            *("model-drift", "post-launch-degradation", "hallucination-and-output-quality"),
            *("prompt-injection-and-data-leakage", "data-exposure", "agent-and-tool-misuse"),
            *("evaluation-gap", "ownership-and-lock-in"),
        )
    },
    **{
        f"drivers.cost.{driver}.{field}": f"driver.{driver}"
        for field in ("why", "example")
        for driver in (
            *("data-quality", "integration-depth", "custom-or-llm", "evaluation-infrastructure"),
            *("compliance-and-security", "engagement-model", "post-launch-operations"),
        )
    },
    **{
        f"drivers.timeline.{driver}.why": f"driver.{driver}"
        for driver in (
            *("discovery-quality", "data-access-setup", "poc-to-production-gap"),
            *("stakeholder-availability", "regulatory-review", "operating-model-design"),
        )
    },
}
"""Where the content has a fact, and the question beside which the room reads it."""

ELSEWHERE = (
    *("home.facts.what-it-is.text", "home.facts.lesson.text", "home.facts.rand-failure.text"),
    *("home.facts.mit-return.text", "home.facts.enterprise-data.text"),
    *("home.facts.enterprise-systems.text", "home.facts.enterprise-governance.text"),
    "rules.rules.high-sensitivity-without-maturity.detail",
    "rules.rules.research-bet.detail",
    "matrix.models.co-build-squad.description",
    "matrix.models.co-build-squad.best_for",
    "matrix.models.advisory-only.description",
    "matrix.models.full-outsourcing.best_for",
    "matrix.models.staff-augmentation.risk",
    "matrix.models.in-house-build.best_for",
    "matrix.models.in-house-build.speed",
    *(f"drivers.relations.{name}.text" for name in ("weak-discovery", "clear-scope")),
    "drivers.relations.kept-evaluation.text",
)
"""Facts that are said on Home, below the rules, with the models and above the drivers."""


def at(content: Content, path: str) -> str:
    """What the content says at a path; a list with commas."""
    part: Any = content
    for key in path.split("."):
        part = part[key] if isinstance(part, dict) else getattr(part, key)
    return ", ".join(part) if isinstance(part, tuple) else part


@pytest.fixture(scope="module")
def asked(content: Content) -> dict[str, Question]:
    """Every question of a workload or a vendor by its id."""
    return {
        question.item: question
        for subject in ("workload", "vendor")
        for question in templates(content, subject)
    }


@pytest.fixture(scope="module")
def document(content: Content) -> str:
    """What a client reads, in one line and without the signs of Markdown."""
    text = report(small(), content, "markdown")
    return " ".join(text.replace("\\", "").replace("|", " ").split())


@pytest.mark.parametrize("path", BESIDE)
def test_a_fact_stands_beside_its_question(
    path: str, content: Content, asked: dict[str, Question]
) -> None:
    question = asked[BESIDE[path]]
    assert at(content, path) in " ".join((*question.about, *question.facts))


@pytest.mark.parametrize("path", [*BESIDE, *ELSEWHERE])
def test_a_fact_is_in_the_report(path: str, content: Content, document: str) -> None:
    fact = " ".join(at(content, path).split())
    assert fact in document or f"{fact[:1].upper()}{fact[1:]}" in document  # alone in a cell


def test_no_fact_is_said_beside_a_question_that_nobody_asks(
    content: Content, asked: dict[str, Question]
) -> None:
    for fact in content.home.facts.values():
        for name in fact.beside:
            place = [item for item in asked if item == name or item.startswith(f"{name}.")]
            assert place or name == OPENING, (fact.id, name)


def test_a_fact_says_whose_it_is_where_the_room_reads_it(asked: dict[str, Question]) -> None:
    assert asked["handoff"].facts[-1].endswith("(published)")


def test_what_opens_a_workshop_is_read_out_on_home_and_the_rest_is_not(content: Content) -> None:
    quoted = [quote.text for quote in guide_of(words("home")).quotes]
    facts = content.home.facts.values()
    assert quoted == [fact.text for fact in facts if OPENING in fact.beside]
    assert content.home.facts["what-it-is"].text in quoted
    assert content.home.facts["polished-proposal"].text not in quoted


SAID = {
    "home.facts.enterprise-governance.text": "gates of procurement",
    "matrix.models.full-outsourcing.best_for": "high certainty",
    "matrix.models.full-outsourcing.conditions.no-deep-access.question": "safely or meaningfully",
    "matrix.models.staff-augmentation.risk": "how the vendor vets",
    "matrix.models.in-house-build.speed": "because hiring and the maturity of the platform",
    "matrix.models.in-house-build.best_for": "highly sensitive",
    "matrix.rows.row-8.text": "research",
    "contract.groups.portability-and-support.detail": "where technically possible",
    "contract.groups.slas.detail": "where they can be measured",
    "risks.risks.hallucination-and-output-quality.to_settle": "high-stakes decisions",
    "summary.ready.calibration-sprint.text": "paid",
    "summary.ready.support.text": "AI-specific",
}
"""What must not be left out of a fact where it is told."""


@pytest.mark.parametrize(("path", "words_"), SAID.items())
def test_a_fact_is_told_with_what_limits_it(path: str, words_: str, content: Content) -> None:
    assert words_ in at(content, path)


def test_an_evaluation_suite_is_asked_for_and_apart_from_that_whose_it_is(
    asked: dict[str, Question],
) -> None:
    kept, whose = (asked[f"contract.{terms.EVALUATION_SUITE}{end}"] for end in ("", ".owner"))
    assert "kept up" in kept.text and "own" not in kept.text
    assert [option.id for option in whose.options] == ["enterprise", "vendor", "shared", "open"]
    assert "ours, or ours together with the vendor" in " ".join(kept.about)


OURS = (
    *(f"matrix.governance.{item}" for item in ("accountable-owner", "audit-trail", "exit-signed")),
    *(f"profile.doers.{doer}" for doer in ("partner", "internal", "both", "undecided")),
    *(f"contract.answers.{answer}" for answer in ("agreed", "open", "not-applicable")),
    *(f"vendors.marks.{mark}" for mark in ("partial", "claimed", "not-asked")),
    *(f"vendors.sprint.verdicts.{verdict}" for verdict in ("proceed", "stop", "not-run")),
    "vendors.sprint.terms.verdict",
    *(f"profile.context.data-access.levels.{level}" for level in ("low", "medium", "high")),
    "matrix.models.do-not-outsource.conditions.builder",
)
THEIRS = (
    *(f"workloads.kinds.{kind}" for kind in ("model-evaluation", "post-launch-monitoring")),
    *(
        f"axes.axes.sensitivity.factors.{factor}"
        for factor in ("ip-exposure", "regulatory-exposure", "customer-decision-impact")
    ),
    "axes.axes.certainty.factors.precedent",
)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        *((f"{path}.source", "guide") for path in OURS),
        *((f"{path}.source", "published") for path in THEIRS),
        ("drivers.timeline.poc-to-production-gap.why_source", "published"),
        ("vendors.sprint.outside_source", "guide"),
        ("matrix.models.internal-rnd.control_source", "guide"),
        ("matrix.models.do-not-outsource.control_source", "guide"),
        ("matrix.models.hybrid-partnership.speed_source", "guide"),
        ("rules.rules.core-logic.way_out_source", "guide"),
        ("rules.rules.data-cannot-leave.way_out_source", "guide"),
    ],
)
def test_what_is_ours_and_what_was_published_is_not_mixed_up(
    path: str, source: str, content: Content
) -> None:
    assert at(content, path) == source


def test_parts_that_a_workshop_left_out_are_not_explained(content: Content) -> None:
    text = report(small(left_out=("risks",)), content, "markdown")
    assert content.risks.risks["model-drift"].goes_wrong not in text
    assert content.profile.motives["talent-access"].risk in text
