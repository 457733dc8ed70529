"""Columns line up, whatever is in them, and nothing is cut."""

from hypothesis import given, strategies as st

from fouraxis.report.escape import in_columns, padded, width, wrapped

TEXTS = st.text(st.sampled_from("ab é日本e\u0301🙂한x-\n "), max_size=120)


def test_a_cjk_character_takes_two_cells_and_an_accent_none() -> None:
    assert width("abc") == 3
    assert width("日本") == 4
    assert width("e\u0301") == 1
    assert width("한") == 2


@given(TEXTS, st.integers(4, 40))
def test_no_line_is_wider_than_asked(text: str, cells: int) -> None:
    assert all(width(line) <= cells for line in wrapped(text, cells, "  "))


@given(TEXTS, st.integers(4, 40))
def test_wrapping_loses_and_moves_no_letter(text: str, cells: int) -> None:
    assert "".join("".join(wrapped(text, cells)).split()) == "".join(text.split())


def test_an_accent_stays_with_its_letter_where_a_word_is_broken() -> None:
    assert wrapped("e\u0301" * 6, 4) == ["e\u0301" * 4, "e\u0301" * 2]


def test_further_lines_are_indented() -> None:
    assert wrapped("one two three", 8, "  ") == ["one two", "  three"]


def test_lines_of_the_text_stay_lines() -> None:
    assert wrapped("one\ntwo", 20) == ["one", "two"]


def test_columns_line_up_with_wide_characters_and_long_words() -> None:
    lines = in_columns([("日本", "x"), ("a" * 7, "y")], (4, 1))
    assert lines == ["日本  x", "aaaa  y", "aaa"]


def test_padding_counts_cells() -> None:
    assert padded("日", 4) == "日  "
