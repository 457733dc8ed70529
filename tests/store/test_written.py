"""A file as the program writes it is read in little time, and just as the parser of TOML reads it.

Whatever else a file holds is left to that parser, so that nothing is read in two ways.
"""

import random
import tomllib

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.load import shipped
from fouraxis.store.toml_text import tables

SAMPLES = [path.read_text("utf-8") for path in sorted(shipped("sessions").glob("*.toml"))]

ODD_LINES = (
    'key = "a"',
    'key = "b"',
    'key = "with \\" and \\u00e9 and \\n"',
    'key = "no such \\escape"',
    'key = "bell \x07"',
    'other = """',
    '"""',
    "[table]",
    "[table.inner]",
    "[table.key]",
    '[table."key"]',
    '[table."inner.key"]',
    '[table."in\\u0041"]',
    '[table.""]',
    "[key]",
    "[[list]]",
    '["quoted"]',
    "key.dotted = 1",
    "number = 007",
    "number = 1_000",
    "other = 2026-11-23T09:00:00Z",
    "other = 2026-02-30T09:00:00Z",
    "other = true",
    "other = maybe",
    "items = []",
    'items = [\n    "a",\n    "b",\n]',
    'items = [\n    "a\\tb",\n]',
    "items = [\n    8,\n    12,\n]",
    "items = [\n    08,\n]",
    'items = [\n    "a"\n]',
    "inline = { key = 1 }",
    "[inline.key]",
    "# remark",
    "\r",
    "",
)


def as_the_parser(text: str) -> None:
    """See that the text is read as tomllib reads it, types and order included, or not at all."""
    found = tables(text)
    if found is not None:
        assert repr(found) == repr(tomllib.loads(text))


@pytest.mark.parametrize("text", SAMPLES)
def test_every_line_of_a_written_file_is_read_here(text: str) -> None:
    assert tables(text) is not None
    as_the_parser(text)


def test_the_rows_that_a_decision_rests_on_are_read_here() -> None:
    assert tables("rows = [\n    3,\n    8,\n]\n") == {"rows": [3, 8]}


@given(st.lists(st.sampled_from(ODD_LINES), max_size=8), st.booleans())
def test_whatever_lines_come_together_the_parser_agrees(lines: list[str], ended: bool) -> None:
    as_the_parser("\n".join(lines) + "\n" * ended)


@given(st.text(alphabet='ab."[]=\\#\n\t\r \x00é{}1-', max_size=40))
def test_whatever_letters_come_together_the_parser_agrees(text: str) -> None:
    as_the_parser(text)


@pytest.mark.parametrize("seed", range(5))
def test_however_a_file_is_edited_the_parser_agrees(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a draw that can be repeated
    lines = SAMPLES[0].splitlines()[:120]
    for _ in range(100):
        edited = list(lines)
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del edited[at]
            case 1:
                edited.insert(other, lines[at])
            case 2:
                edited[at] = edited[at][: chance.randrange(1 + len(edited[at]))]
            case _:
                place = chance.randrange(1 + len(edited[at]))
                letter = chance.choice('"[]=.\\#\x00\r 7é')
                edited[at] = edited[at][:place] + letter + edited[at][place:]
        as_the_parser("\n".join(edited) + "\n")


@pytest.mark.parametrize(
    "text",
    ['a = "1"\na = "2"\n', "[a]\n[a]\n", 'a = "1"\n[a]\n', '[a.b]\n[a]\nb = "1"\n', 'a = "1"'],
)
def test_what_is_at_fault_or_unusual_is_left_to_the_parser(text: str) -> None:
    assert tables(text) is None


def test_a_long_session_is_read_whole() -> None:
    text = "".join(
        f'[workloads.w{n}]\nname = "W {n}"\n\n[workloads.w{n}.axes.maturity]\nlevel = "none"\n\n'
        for n in range(500)
    )
    assert tables(text) == tomllib.loads(text)
