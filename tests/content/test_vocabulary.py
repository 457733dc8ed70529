"""Content gives words to fixed identifiers; checklists it may change."""

import tomllib
from pathlib import Path

import pytest

from fouraxis.content.load import NAMES, check, load
from tests.content.damage import Damage, faults_of

VOCABULARY = [
    ("axes", "[axes.readiness]", "[axes.urgency]", "axes.urgency"),
    ("axes", "levels.medium]", "levels.middle]", "axes.sensitivity.levels.middle"),
    ("axes", "levels.medium]", "levels.middle]", "axes.sensitivity.levels.medium"),
    (
        "axes",
        "[axes.certainty.factors.precedent]",
        "[axes.certainty.factors.prior-art]",
        "axes.certainty.factors.prior-art",
    ),
    (
        "axes",
        "factors.precedent.levels.partly]",
        "factors.precedent.levels.a-bit]",
        "axes.certainty.factors.precedent.levels.a-bit",
    ),
    ("rules", "[rules.undefined-success]", "[rules.no-success]", "rules.no-success"),
    ("rules", "row = 5", "row = 6", "rules.high-sensitivity-without-maturity.row"),
    (
        "rules",
        "[rules.research-bet]",
        '[rules.research-bet]\nquestion = "Is it?"',
        "rules.research-bet.question",
    ),
    (
        "rules",
        "[rules.core-logic]",
        '[rules.core-logic]\nretired = "1.1"',
        "rules.core-logic.retired",
    ),
    ("matrix", "[stages.poc.inside]", "[stages.idea.inside]", "stages.idea"),
    ("matrix", "[models.in-house-build]", "[models.own-build]", "models.own-build"),
    ("vendors", "[marks.partial]", "[marks.half]", "marks.half"),
    ("vendors", "[sprint.verdicts.stop]", "[sprint.verdicts.end]", "sprint.verdicts.end"),
    ("vendors", "[red_flags.contract-gaps]", "[red_flags.industry-fit]", "red_flags.industry-fit"),
    ("ownership", "[structures.joint-operated]", "[structures.shared]", "structures.shared"),
    ("ownership", 'suits = "none"', 'suits = "mature"', "structures.vendor-operated.suits"),
    ("ownership", "[areas.documentation]", "[areas.structure]", "areas.structure"),
    ("summary", "[statuses.final]", "[statuses.done]", "statuses.done"),
    ("summary", "[ready.support]", "[ready.help]", "ready.help"),
    ("summary", "[clauses.scope]", "[clauses.aim]", "clauses.aim"),
    ("summary", "[programme.no-vendor]", "[programme.nobody]", "programme.nobody"),
    ("profile", "[doers.both]", "[doers.all]", "doers.all"),
    ("profile", "[motives.talent-access]", "[motives.people]", "motives.talent-access"),
    ("profile", "[layers.build]", "[layers.domain-expert]", "roles.domain-expert"),
    (
        "profile",
        "data-access.levels.low]",
        "data-access.levels.no]",
        "context.data-access.levels.no",
    ),
    ("conditions", "[fields.by-when]", "[fields.until]", "fields.until"),
    ("risks", "[sides.unassigned]", "[sides.nobody]", "sides.nobody"),
    ("risks", "[risks.agent-and-tool-misuse]", "[risks.agents]", "risks.agent-and-tool-misuse"),
    ("contract", "[answers.agreed]", "[answers.yes]", "answers.yes"),
    ("contract", "[owners.shared]", "[owners.both]", "owners.both"),
    ("contract", "[groups.slas]", "[groups.levels]", "groups.levels"),
    (
        "contract",
        "items.portability]",
        "items.formats]",
        "groups.portability-and-support.items.portability",
    ),
    (
        "contract",
        "items.deletion]",
        "items.data-return]",
        "groups.data-and-compliance.items.data-return",
    ),
    ("drivers", "[cost.engagement-model]", "[cost.model]", "cost.engagement-model"),
    ("drivers", "[timeline.regulatory-review]", "[timeline.data-quality]", "timeline.data-quality"),
]


@pytest.mark.parametrize(("name", "old", "new", "key"), VOCABULARY)
def test_fixed_identifiers_cannot_be_renamed_added_or_taken_away(
    damage: Damage, name: str, old: str, new: str, key: str
) -> None:
    faults = dict(damage(name, old, new))
    assert faults[key].startswith("expected")


def test_a_missing_level_is_told_with_the_levels_that_belong_there(damage: Damage) -> None:
    faults = dict(damage("axes", "levels.medium]", "levels.middle]"))
    assert "low, medium, high" in faults["axes.sensitivity.levels.medium"]
    assert "low, medium, high" in faults["axes.sensitivity.levels.middle"]


def test_levels_cannot_change_their_order(folder: Path) -> None:
    path = folder / "axes.toml"
    text = path.read_text("utf-8")
    low, medium = "[axes.sensitivity.levels.low]", "[axes.sensitivity.levels.medium]"
    text = text.replace(low, "[X]").replace(medium, low).replace("[X]", medium)
    path.write_text(text, "utf-8")
    assert faults_of(folder) == [
        ("axes.sensitivity.levels", "expected the order low, medium, high")
    ]


def test_a_matrix_that_is_not_proven_is_no_content(damage: Damage) -> None:
    faults = damage("matrix", 'sensitivity = ["low"]', 'sensitivity = ["medium"]')
    assert any(key == "rows" and "covers low" in message for key, message in faults)


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    for name in NAMES:
        path = folder / f"{name}.toml"
        path.write_text(path.read_text("utf-8").replace("purpose =", "porpoise =", 1), "utf-8")
    faults = check(folder)
    assert [fault.file.stem for fault in faults] == [name for name in NAMES for _ in range(2)]
    assert {fault.key for fault in faults} == {"screen.purpose", "screen.porpoise"}


def test_a_checklist_may_be_extended_retired_and_reworded(folder: Path) -> None:
    path = folder / "ownership.toml"
    text = path.read_text("utf-8").replace("Cost governance", "Running cost")
    text = text.replace("[areas.documentation]", '[areas.documentation]\nretired = "1.1.0"')
    text += """
[areas.user-support]
since = "1.1.0"
name = "User support"
question = "Who helps its users?"
usual_owner = "Service desk"
usual_vendor = "Second line"
source = "guide"
"""
    path.write_text(text, "utf-8")
    areas = load(folder).ownership.areas
    assert areas["cost-governance"].name == "Running cost"
    assert areas["documentation"].retired == "1.1.0"
    assert list(areas)[-1] == "user-support"


@pytest.mark.parametrize("name", NAMES)
def test_numbers_in_place_of_all_tables_are_faults_and_no_crash(folder: Path, name: str) -> None:
    path = folder / f"{name}.toml"
    tables = tomllib.loads(path.read_text("utf-8"))
    path.write_text("".join(f"{table} = 3\n" for table in tables), "utf-8")
    faults = dict(faults_of(folder))
    assert set(faults) == set(tables)
    assert all(message.endswith("found the number 3") for message in faults.values())
