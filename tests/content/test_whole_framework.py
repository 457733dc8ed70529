"""Everything of the framework is in the content, as many as there are, and nothing twice."""

from collections.abc import Mapping

import pytest

from fouraxis.content.items import Item
from fouraxis.content.load import load
from fouraxis.content.models import Content
from fouraxis.content.terms import CLAUSES, HYBRID, IN_HOUSE, READY_CHECKS


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def counts(content: Content) -> dict[str, int | list[int]]:
    """What there is, as the framework counts it."""
    matrix, contract = content.matrix, content.contract.groups
    return {
        "axes": len(content.axes.axes),
        "guided questions": [len(axis.factors) for axis in content.axes.axes.values()],
        "rules": len(content.rules.rules),
        "rows": len(matrix.rows),
        "interpretations": len(matrix.interpretations),
        "criteria": len(content.vendors.criteria),
        "red flags": len(content.vendors.red_flags),
        "sprint outputs": len(content.vendors.sprint.outputs),
        "layers": len(content.profile.layers),
        "motives": len(content.profile.motives),
        "roles": len(content.profile.roles),
        "fit statements": len(content.profile.fit),
        "context": len(content.profile.context),
        "risks": len(content.risks.risks),
        "contract": [len(group.items) for group in contract.values()],
        "cost drivers": len(content.drivers.cost),
        "timeline drivers": len(content.drivers.timeline),
        "relations": len(content.drivers.relations),
        "areas": len(content.ownership.areas),
        "structures": len(content.ownership.structures),
        "knowledge transfer": len(content.ownership.transfer.checks),
        "ready to sign": len(content.summary.ready),
        "strict governance": len(matrix.governance),
    }


def test_the_content_holds_the_whole_framework(content: Content) -> None:
    assert counts(content) == {
        "axes": 4,
        "guided questions": [3, 3, 3, 0],
        "rules": 5,
        "rows": 8,
        "interpretations": 7,
        "criteria": 7,
        "red flags": 7,
        "sprint outputs": 5,
        "layers": 4,
        "motives": 4,
        "roles": 9,
        "fit statements": 3,
        "context": 3,
        "risks": 8,
        "contract": [8, 3, 7, 9, 8],
        "cost drivers": 7,
        "timeline drivers": 6,
        "relations": 3,
        "areas": 6,
        "structures": 3,
        "knowledge transfer": 4,
        "ready to sign": 7,
        "strict governance": 6,
    }


def test_six_engagement_models_are_published_with_their_properties(content: Content) -> None:
    published = [model for model in content.matrix.models.values() if model.cost and model.speed]
    assert len(published) == 6
    assert {HYBRID, IN_HOUSE} <= {model.id for model in published}
    assert all(m.best_for and m.control and m.risk for m in published)


def test_each_model_brings_the_conditions_that_were_published(content: Content) -> None:
    conditions = {
        model.id: sum(condition.retired is None for condition in model.conditions.values())
        for model in content.matrix.models.values()
    }
    assert {model: number for model, number in conditions.items() if number} == {
        "full-outsourcing": 3,
        "co-build-squad": 6,  # what the enterprise brings are four questions
        "staff-augmentation": 3,
        "advisory-only": 1,
        "do-not-outsource": 1,
    }


def test_the_content_of_the_framework_is_published(content: Content) -> None:
    profile, contract = content.profile, content.contract
    tables: tuple[Mapping[str, Item], ...] = (
        *(profile.layers, profile.motives, profile.roles, profile.fit, profile.context),
        *(content.risks.risks, contract.owners, contract.groups),
        *(group.items for group in contract.groups.values()),
        *(content.drivers.cost, content.drivers.timeline, content.summary.ready),
    )
    assert {item.source for table in tables for item in table.values()} == {"published"}
    assert {relation.source for relation in content.drivers.relations.values()} == {"published"}


def test_references_are_the_guides_and_every_risk_has_some(content: Content) -> None:
    risks = content.risks.risks.values()
    assert {risk.references_source for risk in risks} == {"guide"}
    references = {name for risk in risks for name in risk.references}
    assert {"OWASP LLM01:2025", "OWASP LLM02:2025", "OWASP LLM06:2025"} <= references
    assert "OWASP LLM09:2025" in references
    assert {f"NIST AI RMF {name}" for name in ("MEASURE 2.4", "MANAGE 4.1")} <= references
    assert {f"NIST AI RMF MEASURE {name}" for name in ("2.10", "2.5")} <= references
    assert "NIST AI RMF GOVERN 6.1" in references
    assert all(risk.references for risk in risks)


def test_legal_review_is_called_for_where_the_data_calls_for_it(content: Content) -> None:
    notice = content.contract.notice
    for words in ("healthcare", "finance", "government", "enterprise data", "legal", "before"):
        assert words in notice
    assert content.contract.notice_source == "published"


def test_the_checks_before_signing_are_fixed(content: Content) -> None:
    assert tuple(content.summary.ready) == READY_CHECKS
    assert list(content.summary.ready_states) == ["met", "open", "not-applicable"]


def test_the_outline_of_a_statement_of_work_is_the_guides(content: Content) -> None:
    clauses = content.summary.clauses
    assert tuple(clauses) == CLAUSES
    assert {clause.source for clause in clauses.values()} == {"guide"}


def test_the_agents_risk_says_when_it_does_not_apply(content: Content) -> None:
    without = [risk.id for risk in content.risks.risks.values() if risk.not_applicable is None]
    assert "agent-and-tool-misuse" not in without
    assert set(without) == {
        *("model-drift", "post-launch-degradation", "data-exposure", "evaluation-gap"),
        "ownership-and-lock-in",
    }
