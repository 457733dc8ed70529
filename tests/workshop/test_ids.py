"""Ids are readable, plain and unique."""

import re

import pytest
from hypothesis import given, strategies as st

from fouraxis.workshop.session import ID_LIMIT, fresh, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Customer support chatbot", "customer-support-chatbot"),
        ("  Crédit & Scoring (v2)! ", "credit-scoring-v2"),
        ("Straße Ærø Łódź", "strasse-aero-lodz"),
        ("ﬁnance №5", "finance-no5"),
        ("日本語", ""),
        ("🙂", ""),
    ],
)
def test_an_id_is_the_name_in_kebab_case(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=100), st.lists(st.text(max_size=100), max_size=8))
def test_an_id_is_always_valid_and_never_taken(name: str, others: list[str]) -> None:
    taken: set[str] = set()
    for number, other in enumerate([*others, name, name], 1):
        made = fresh(other, taken, "workload", number)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
        assert len(made) <= ID_LIMIT
        assert made not in taken
        taken.add(made)


def test_a_name_without_plain_letters_is_numbered() -> None:
    assert fresh("日本語", (), "workload", 2) == "workload-2"
    assert fresh("中文", {"workload-2"}, "workload", 2) == "workload-3"


def test_long_names_that_begin_alike_stay_apart() -> None:
    first = fresh("x" * 200, (), "workload", 1)
    second = fresh("x" * 200, {first}, "workload", 2)
    assert first != second
    assert len(second) == ID_LIMIT
