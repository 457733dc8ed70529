"""What a person types is kept as text, and obeyed by nothing."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given, strategies as st

from fouraxis.workshop.text import (
    folded,
    legible,
    one_line,
    showable,
    showable_line,
    sought,
    storable,
    without_blank_ends,
)
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
def test_no_blank_line_begins_or_ends_a_text_and_nothing_else_goes(text: str) -> None:
    kept = without_blank_ends(text)
    assert kept in text
    assert kept.strip() == text.strip()
    assert kept == without_blank_ends(f" \n\t\n{kept}\n \n")
    assert not kept or (kept.split("\n")[0].strip() and kept == kept.rstrip())


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


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_one(end: str) -> None:
    text = f"Legal agrees{end}if data stays{end}See annex"
    assert storable(text) == "Legal agrees\nif data stays\nSee annex"
    assert one_line(text) == "Legal agrees if data stays See annex"


@given(anything)
def test_what_comes_from_elsewhere_has_nothing_unseen_and_loses_nothing_else(text: str) -> None:
    unseen = "\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufffc"
    assert legible(text) == "".join(sign for sign in storable(text) if sign not in unseen)


@pytest.mark.parametrize("text", ["👩\u200d💻", "می\u200cخواهم", "✔\ufe0f", "a\u202eb", "a\u00a0b"])
def test_what_joins_letters_or_turns_them_is_kept(text: str) -> None:
    assert legible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *(("Kunden\u00addienst", "Kundendienst"), ("\u200bSupport\ufeff", "Support")),
        *(("\u202efdp", "<U+202E>fdp"), ("\u200b", "<U+200B>"), ("a\u3164b", "a<U+3164>b")),
    ],
)
def test_a_hint_for_breaking_lines_is_not_shown_and_what_misleads_is(text: str, shown: str) -> None:
    assert showable(text) == shown


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_texts_that_read_alike_compare_alike(text: str, form: Literal["NFC", "NFD"]) -> None:
    assert folded(unicodedata.normalize(form, text)) == folded(text)
    assert folded(f"\u200b {text}\u00a0") == folded(text)


LINE = "Claims triage (2nd line)"


@pytest.mark.parametrize(
    "pasted",
    [
        LINE,
        f"•\t{LINE}\r",
        f"o\t{LINE}",
        f"  – {LINE}\r\n• Fraud detection\r\n",
        f"1.1)  {LINE}",
        f"(a) {LINE}",
        f"\r\n\r\n12. {LINE}",
        f"\x1b[31;1m{LINE}\x1b[0m",
        f"\x1b]0;title\x07\x00\x08{LINE}",
        f"\ufeff\u00ad☐ {LINE}\u2028and below",
    ],
)
def test_what_is_looked_for_is_the_first_line_without_what_stands_before_it(pasted: str) -> None:
    assert sought(pasted) == LINE


@pytest.mark.parametrize("typed", ["", "•", "?", "1.", "12"])
def test_signs_alone_are_looked_for_as_they_are(typed: str) -> None:
    assert sought(typed) == typed


@pytest.mark.parametrize("typed", ["Dr. Who", "e.g. this", "4th line", "a b", "W2"])
def test_what_begins_a_name_is_found_all_the_same(typed: str) -> None:
    assert sought(typed) in typed
