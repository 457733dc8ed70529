"""The Word document as Word reads it: headings, contents, tables that hold together."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.report import wordml
from fouraxis.report.document import Facts, Table
from fouraxis.store.read import read
from tests.report.reading import parts, written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def body(content: Content) -> ET.Element:
    session = read(shipped("sessions") / "four-workloads.toml").session
    document = dict(parts(written(session, content, "docx")))["word/document.xml"]
    return ET.fromstring(document)[0]  # noqa: S314 - our own


def text_within(element: ET.Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(f"{W}t"))


def headings(body: ET.Element) -> Iterator[tuple[int, str, str]]:
    """The level, text and bookmark of every heading."""
    for paragraph in body.iter(f"{W}p"):
        level = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            bookmark = paragraph.find(f"{W}bookmarkStart")
            assert bookmark is not None
            yield int(level.attrib[f"{W}val"]), text_within(paragraph), bookmark.attrib[f"{W}name"]


def styled(body: ET.Element) -> Iterator[tuple[str, str]]:
    """The style and bookmark of every heading."""
    for paragraph in body.iter(f"{W}p"):
        bookmark = paragraph.find(f"{W}bookmarkStart")
        if bookmark is not None:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            assert style is not None
            yield style.attrib[f"{W}val"], bookmark.attrib[f"{W}name"]


def test_the_contents_are_a_field_to_be_renewed_and_are_there_before_it_is(
    body: ET.Element,
) -> None:
    begins = [field.attrib for field in body.iter(f"{W}fldChar") if f"{W}dirty" in field.attrib]
    assert begins == [{f"{W}fldCharType": "begin", f"{W}dirty": "true"}]
    assert 'TOC \\o "1-2"' in "".join(field.text or "" for field in body.iter(f"{W}instrText"))
    kinds = [field.attrib[f"{W}fldCharType"] for field in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    entries = [
        (text_within(link), link.attrib[f"{W}anchor"]) for link in body.iter(f"{W}hyperlink")
    ]
    styles = {mark: style for style, mark in styled(body)}
    assert entries == [
        (text, mark) for _, text, mark in headings(body) if styles[mark] in ("Heading1", "Heading2")
    ]
    assert len(entries) > 15


def test_every_table_repeats_its_heads_and_starts_with_its_first_row(body: ET.Element) -> None:
    for table in body.iter(f"{W}tbl"):
        heads, *rows = table.findall(f"{W}tr")
        if table.find(f"{W}tblPr/{W}tblLook").attrib[f"{W}firstRow"] == "0":  # type: ignore[union-attr]
            continue
        first, *more = rows
        assert heads.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(_stays(cell) for cell in heads.iter(f"{W}p"))
        assert all(_stays(cell) for cell in first.iter(f"{W}p")) == bool(more)
        assert not any(_stays(cell) for cell in (more or [first])[-1].iter(f"{W}p"))


def _stays(paragraph: ET.Element) -> bool:
    """Whether a paragraph stays on one page with the next."""
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("sign", ["\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_whatever_breaks_a_line_is_a_line_break_of_word(sign: str) -> None:
    assert wordml.run(f"first{sign}second").count("<w:br/>") == 1


def test_a_table_has_no_more_columns_than_word_takes() -> None:
    heads = tuple(f"Area {n}" for n in range(150))
    rows = tuple(tuple(f"{row} in {head}" for head in heads) for row in range(3))
    tables = list(wordml.beside(Table("Owners", heads, rows, (1,) * 150, frozenset({0, 149}))))
    assert [len(part.heads) for part in tables] == [63, 63, 26]
    assert {part.heads[0] for part in tables} == {"Area 0"}
    assert [head for part in tables for head in part.heads[1:]] == list(heads[1:])
    assert [cell for part in tables for cell in part.rows[2][1:]] == list(rows[2][1:])
    assert tables[-1].numbers == {0, 25}


def test_what_a_table_is_called_for_who_does_not_see_it_is_no_longer_than_word_takes() -> None:
    text = wordml.facts(wordml.Sheet({}, 9_000), Facts("x" * 5_000, (("a", "b"),)))
    (caption,) = re.findall(r'<w:tblCaption w:val="([^"]*)"', text)
    assert len(caption) == 255
