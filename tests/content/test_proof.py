"""The proof of the matrix finds every way in which it can be incomplete or contradict itself."""

import tomllib
from typing import Any

import pytest

from fouraxis.content.load import shipped
from fouraxis.content.models import Matrix
from fouraxis.content.proof import PHRASES, WARNINGS, prove


@pytest.fixture
def raw() -> dict[str, Any]:
    with (shipped("screens") / "matrix.toml").open("rb") as file:
        return tomllib.load(file)


def _faults(raw: dict[str, Any]) -> dict[str, str]:
    return dict(prove(Matrix.model_validate(raw)))


def test_the_shipped_matrix_is_complete_and_free_of_silent_overlaps(raw: dict[str, Any]) -> None:
    assert _faults(raw) == {}


def test_a_cell_left_over_is_a_fault(raw: dict[str, Any]) -> None:
    del raw["interpretations"]["medium-none-high"]
    assert "medium / none / high" in _faults(raw)["rows"]


def test_two_rows_on_one_cell_are_a_fault(raw: dict[str, Any]) -> None:
    raw["rows"]["row-2"]["certainty"] = ["medium", "high"]
    assert "low / emerging / high" in _faults(raw)["rows.row-2"]


def test_a_row_that_joins_a_known_overlap_is_a_fault(raw: dict[str, Any]) -> None:
    raw["rows"]["row-6"]["maturity"] = ["emerging", "none"]
    assert "high / none / high" in _faults(raw)["rows.row-6"]


def test_an_interpretation_of_a_published_cell_is_a_fault(raw: dict[str, Any]) -> None:
    raw["interpretations"]["low-mature-high"]["certainty"] = "low"
    faults = _faults(raw)
    assert "rows.row-8 claims too" in faults["interpretations.low-mature-high"]
    assert "low / mature / high" in faults["rows"]


def test_two_interpretations_of_one_cell_are_a_fault(raw: dict[str, Any]) -> None:
    raw["interpretations"]["again"] = dict(raw["interpretations"]["low-none-medium"])
    assert "interpretations.low-none-medium claims too" in _faults(raw)["interpretations.again"]


def test_a_level_that_no_axis_has_is_a_fault(raw: dict[str, Any]) -> None:
    raw["rows"]["row-1"]["maturity"] = ["none", "emergin"]
    raw["interpretations"]["low-none-medium"]["sensitivity"] = "lo"
    faults = _faults(raw)
    assert "expected one of mature, emerging, none" in faults["rows.row-1.maturity"]
    assert (
        "expected one of low, medium, high"
        in (faults["interpretations.low-none-medium.sensitivity"])
    )


def test_levels_and_options_named_twice_or_not_at_all_are_faults(raw: dict[str, Any]) -> None:
    raw["rows"]["row-1"]["maturity"] = ["none", "none", "emerging"]
    raw["rows"]["row-2"]["certainty"] = []
    raw["rows"]["row-3"]["options"] = ["co-build-squad", "co-build-squad"]
    assert {"rows.row-1.maturity", "rows.row-2.certainty", "rows.row-3.options"} <= set(
        _faults(raw)
    )


def test_rows_are_numbered_one_to_eight(raw: dict[str, Any]) -> None:
    raw["rows"]["row-1"]["number"] = 9
    raw["rows"]["row-2"]["number"] = 3
    faults = _faults(raw)
    assert "expected 1 to 8" in faults["rows.row-1.number"]
    assert "as is rows.row-2" in faults["rows.row-3.number"]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("models", "hybrid-partnership"),
        ("models", "internal-rnd"),
        ("stages", "pilot"),
        ("warnings", "stage-certainty"),
        ("phrases", "unknown-decides"),
    ],
)
def test_what_the_decision_can_name_must_be_there(
    raw: dict[str, Any], table: str, key: str
) -> None:
    del raw[table][key]
    assert _faults(raw) == {f"{table}.{key}": "is missing"}


def test_a_model_or_phrase_that_nothing_uses_is_a_fault(raw: dict[str, Any]) -> None:
    raw["models"]["joint-venture"] = dict(raw["models"]["in-house-build"])
    raw["phrases"]["rwo"] = {"text": "Row", "source": "guide"}
    assert {"models.joint-venture", "phrases.rwo"} == set(_faults(raw))


@pytest.mark.parametrize(
    "text", ["{nubmer}", "{number.real}", "{number!r}", "{number:>9}", "{", "}"]
)
def test_a_place_that_nothing_fills_is_a_fault(raw: dict[str, Any], text: str) -> None:
    raw["phrases"]["row"]["text"] = f"Row {text}"
    assert "{number}, {text}" in _faults(raw)["phrases.row.text"]


def test_a_sentence_may_show_a_brace(raw: dict[str, Any]) -> None:
    raw["phrases"]["row"]["text"] = "Row {{{number}}}"
    assert _faults(raw) == {}


def test_every_phrase_and_warning_is_listed_once(raw: dict[str, Any]) -> None:
    assert set(raw["phrases"]) == set(PHRASES)
    assert set(raw["warnings"]) == set(WARNINGS)
