"""What a person types is kept as text, and obeyed by nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fouraxis.workshop.text import one_line, showable, showable_line, storable
from tests.workshop.nasty import NASTY

anything = st.text(st.characters(codec=None)) | st.sampled_from(NASTY)


@given(anything)
def test_stored_text_has_no_control_but_newline_and_tab(text: str) -> None:
    kept = [c for c in storable(text) if unicodedata.category(c) in ("Cc", "Cs")]
    assert set(kept) <= {"\n", "\t"}


@given(anything)
def test_storing_again_changes_nothing(text: str) -> None:
    assert storable(storable(text)) == storable(text)
    assert one_line(one_line(text)) == one_line(text)


@given(anything)
def test_a_field_of_one_line_has_one_line(text: str) -> None:
    assert not set(one_line(text)) & set("\n\r\t\u2028\u2029\x85")


@given(anything)
def test_shown_text_has_nothing_that_a_terminal_obeys_or_that_hides(text: str) -> None:
    hidden = ("Cc", "Cs", "Zl", "Zp")
    assert all(c == "\n" or unicodedata.category(c) not in hidden for c in showable(text))
    assert not set(showable(text)) & set("\u202e\u2066\u200b\ufeff")
    assert "\n" not in showable_line(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_pasted_lines_are_joined_and_no_letter_is_lost(text: str) -> None:
    assert one_line(text.replace(" ", "\n")).split() == text.split()


@pytest.mark.parametrize("text", ["日本語", "עברית", "🙂", "Ångström", "[/x]", "{a} $b %s"])
def test_plain_text_of_any_language_is_left_as_it_is(text: str) -> None:
    assert storable(text) == one_line(text) == showable(text) == text
