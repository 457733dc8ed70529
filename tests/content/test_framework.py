"""The shipped content carries the whole framework, each item with its source."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from fouraxis.content.items import Level, Part, Screen
from fouraxis.content.load import NAMES, load
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, FACTORS, LEVELS


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def _parts(value: Any, path: str = "") -> Iterator[tuple[str, Part]]:
    """Every piece of content, with its place."""
    if isinstance(value, Part):
        yield path, value
        for field in type(value).model_fields:
            yield from _parts(getattr(value, field), f"{path}.{field}")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _parts(part, f"{path}.{key}")


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    for path, part in _parts(content):
        for field in type(part).model_fields:
            text = getattr(part, field)
            if isinstance(text, str):
                yield f"{path}.{field}", text


def test_a_workload_has_ten_kinds_and_four_things_to_fill_in(content: Content) -> None:
    assert len(content.workloads.kinds) == 10
    assert list(content.workloads.fields) == ["name", "description", "owner", "kind"]


def test_the_room_has_five_roles(content: Content) -> None:
    assert list(content.setup.roles) == ["facilitator", "scribe", "decider", "expert", "observer"]


def test_there_are_four_axes_with_their_levels_and_factors_in_order(content: Content) -> None:
    assert tuple(content.axes.axes) == AXES
    for axis, words in content.axes.axes.items():
        assert tuple(words.levels) == LEVELS[axis]
        assert {f: tuple(c.levels) for f, c in words.factors.items()} == FACTORS[axis]
    assert [len(words.factors) for words in content.axes.axes.values()] == [3, 3, 3, 0]


def test_the_room_reads_the_published_level_names(content: Content) -> None:
    names = {
        axis: [level.name for level in words.levels.values()]
        for axis, words in content.axes.axes.items()
    }
    assert names == {
        "sensitivity": ["low", "medium", "high"],
        "maturity": ["mature", "emerging", "none"],
        "certainty": ["high", "medium", "low"],
        "readiness": ["PoC", "pilot", "scaled", "post-launch"],
    }


PUBLISHED_FACTORS = {
    *("ip-exposure", "regulatory-exposure", "customer-decision-impact"),
    "precedent",
}
"""Factors that were published as what an axis measures; the others are ours."""


def test_axes_are_published_and_anchors_are_the_guides(content: Content) -> None:
    for axis in content.axes.axes.values():
        assert axis.source == "published"
        assert {level.source for level in axis.levels.values()} == {"published"}
        assert {level.anchor_source for level in axis.levels.values()} == {"guide"}
        for factor in axis.factors.values():
            assert factor.source == ("published" if factor.id in PUBLISHED_FACTORS else "guide")
            assert {level.source for level in factor.levels.values()} == {"guide"}


def test_five_rules_forbid_outsourcing_three_of_them_asked(content: Content) -> None:
    rules = content.rules.rules
    assert len(rules) == 5
    asked = {r.id: r for r in rules.values() if r.asked}
    assert list(asked) == ["core-logic", "data-cannot-leave", "undefined-success"]
    assert {r.id: r.row for r in rules.values() if not r.asked} == {
        "high-sensitivity-without-maturity": 5,
        "research-bet": 8,
    }
    assert all(r.source == "published" and r.outcome and r.way_out for r in rules.values())
    assert all(r.question and r.yes and r.no for r in asked.values())


def test_the_matrix_has_eight_rows_seven_readings_and_eight_models(content: Content) -> None:
    assert len(content.matrix.rows) == 8
    assert len(content.matrix.interpretations) == 7
    assert len(content.matrix.models) == 8
    assert len(content.matrix.stages) == 4
    assert len(content.matrix.governance) == 6


def test_vendors_are_held_against_seven_criteria_and_seven_red_flags(content: Content) -> None:
    vendors = content.vendors
    assert len(vendors.criteria) == 7
    assert len(vendors.red_flags) == 7
    assert list(vendors.marks) == ["strong", "partial", "claimed", "red-flag", "not-asked"]
    items = (*vendors.criteria.values(), *vendors.red_flags.values())
    assert {item.source for item in items} == {"published"}
    assert {mark.id: mark.source for mark in vendors.marks.values()} == {
        "strong": "published",
        "partial": "guide",
        "claimed": "guide",
        "red-flag": "published",
        "not-asked": "guide",
    }


def test_a_calibration_sprint_takes_two_to_four_weeks_and_delivers_five_things(
    content: Content,
) -> None:
    sprint = content.vendors.sprint
    assert (sprint.min_weeks, sprint.max_weeks) == (2, 4)
    assert len(sprint.outputs) == 5
    assert list(sprint.verdicts) == ["proceed", "proceed-with-conditions", "stop", "not-run"]
    assert all(word in sprint.purpose for word in ("paid", "narrow", "production"))


def test_six_areas_and_three_structures_are_published_and_the_suggestion_is_not(
    content: Content,
) -> None:
    ownership = content.ownership
    assert len(ownership.areas) == 6
    assert {s.id: s.suits for s in ownership.structures.values()} == {
        "vendor-operated": "none",
        "joint-operated": "emerging",
        "enterprise-operated": "mature",
    }
    items = (*ownership.areas.values(), *ownership.structures.values())
    assert {item.source for item in items} == {"published"}
    assert {item.suits_source for item in ownership.structures.values()} == {"guide"}


def test_knowledge_transfer_has_four_checks(content: Content) -> None:
    assert list(content.ownership.transfer.checks) == [
        "documentation-standards",
        "runbooks",
        "training",
        "transition-period",
    ]


def test_the_notice_says_what_this_does_not_replace(content: Content) -> None:
    for words in (
        "starting point",
        "technical due diligence",
        "legal review",
        "data assessment",
        "security review",
        "not legal advice",
    ):
        assert words in content.home.notice


def test_opening_facts_are_published_and_cite_whose_they_are(content: Content) -> None:
    facts = content.home.facts
    assert "80 %" in facts["rand-failure"].text
    assert "RAND" in facts["rand-failure"].cite
    assert "95 %" in facts["mit-return"].text and "5 %" in facts["mit-return"].text
    assert "MIT" in facts["mit-return"].cite and "2025" in facts["mit-return"].cite
    assert sum(key.startswith("enterprise-") for key in facts) == 3
    assert all(fact.source == "published" and fact.cite for fact in facts.values())


def test_the_pack_says_what_it_is(content: Content) -> None:
    pack = content.home.pack
    assert (pack.id, pack.version, pack.language) == ("ai-outsourcing", "1.1.0", "en")


def test_every_item_that_makes_a_statement_has_a_source(content: Content) -> None:
    without = [
        path
        for path, part in _parts(content)
        if {"text", "question", "description", "name"} & set(type(part).model_fields)
        and getattr(part, "source", None) not in ("published", "guide")
    ]
    assert without == [".home.sources.published", ".home.sources.guide"]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "matrix"])
def test_guidance_of_a_screen_takes_about_a_minute_to_say(content: Content, name: str) -> None:
    guidance = getattr(content, name).screen.guidance
    assert 110 <= len(guidance.split()) <= 160
    assert len(guidance.split("\n\n")) >= 3


def test_every_guidance_can_be_said_in_one_breath_of_a_workshop(content: Content) -> None:
    for path, part in _parts(content):
        guidance = getattr(part, "guidance", None)
        if guidance is not None:
            assert 80 <= len(guidance.split()) <= 200, path


def test_every_text_fits_where_it_is_shown(content: Content) -> None:
    limits = {"question": 85, "listen_for": 110, "title": 40, "purpose": 250, "anchor": 110}
    for path, text in _texts(content):
        cited = 120 if path.startswith(".rules.ai_act.") else 0  # its article goes with it
        assert len(text) <= max(limits.get(path.rpartition(".")[2], 4000), cited), path
    for path, part in _parts(content):
        if isinstance(part, Level):
            assert len(part.name) <= 12, path
        if isinstance(part, Screen) and part is not content.home.screen:
            assert len(part.title) <= 20, path


def test_texts_are_plain_and_paragraphs_are_joined(content: Content) -> None:
    for path, text in _texts(content):
        assert text == text.strip(), path
        assert "  " not in text and "\t" not in text, path
        lines = text.split("\n")
        assert not any(a and b for a, b in pairwise(lines)), f"{path} has a line end in a paragraph"
