"""User text does nothing in any export."""

import json

import pytest

from fouraxis.report.escape import attribute, csv_cell, json_text, markdown, plain, svg, web, word


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain text, with (brackets) and 3.5 %", "plain text, with (brackets) and 3.5 %"),
        ("*bold* _it_ `code` ~no~", r"\*bold\* \_it\_ \`code\` \~no\~"),
        ("[x](http://x)", r"\[x\](http\://x)"),
        ("<script>", r"\<script\>"),
        ("a | b", r"a \| b"),
        ("R&D", "R&D"),
        ("&lt;b&#62;", r"\&lt;b\&#62;"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("1) no list", r"1\) no list"),
        ("due on 2026-11-27. To be 1) seen", "due on 2026-11-27. To be 1) seen"),
        ("www.example.org", r"www\.example.org"),
        ("me@example.org", r"me\@example.org"),
        ("one\ntwo", "one<br>two"),
        ("    no code", "&nbsp;&nbsp;&nbsp;&nbsp;no code"),
        ("\x1b[31mred\u202e", "␛\\[31mred\\<U+202E\\>"),
    ],
)
def test_markdown_starts_no_markup(text: str, escaped: str) -> None:
    assert markdown(text) == escaped


def test_markdown_is_always_one_line() -> None:
    assert "\n" not in markdown("a\n\n# b\n\n    c\n---\n| x |")


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\n=1",
        "\u00a0=1",
        "\u3000=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "﹢1",
    ],
)
def test_no_cell_of_a_spreadsheet_is_a_formula(formula: str) -> None:
    assert csv_cell(formula).startswith("'")


@pytest.mark.parametrize("text", ["", "plain", "3", "a = b", "'quoted'", "日本語", "↵ =1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert csv_cell(text) == text


@pytest.mark.parametrize(
    "text", ["\x7f\x9b31m", "\u202e\u2066", "e\u0301 日本語 🙂", "\U000e0041", '"\\']
)
def test_json_reads_back_as_it_was_and_hides_nothing(text: str) -> None:
    written = json_text({"note": text})
    assert json.loads(written) == {"note": text}
    assert not {"\x7f", "\x9b", "\u202e", "\u2066", "\U000e0041"} & set(written)


def test_json_can_be_read_by_people() -> None:
    assert json_text(["日本語 é 🙂"]) == '[\n  "日本語 é 🙂"\n]'


@pytest.mark.parametrize("sign", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_whatever_breaks_a_line_anywhere_breaks_one_in_every_format(sign: str) -> None:
    text = f"first{sign}second"
    assert markdown(text) == "first<br>second"
    assert web(text) == "first<br>second"
    assert word(text) == csv_cell(text) == plain(text) == "first\nsecond"
    assert svg(text) == attribute(text) == "first second"
    assert json.loads(json_text(text)) == text
