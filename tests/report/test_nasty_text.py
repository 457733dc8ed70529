"""Text that colleagues, clients and vendors could have typed does nothing in any report."""

import csv
import getpass
import io
import platform
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from fouraxis.content.models import Content
from fouraxis.report.formats import render
from fouraxis.workshop.session import Session
from tests.report.marked import Texts, full
from tests.report.reading import cells, parts, word_text, written
from tests.workshop.nasty import NASTY

pytestmark = pytest.mark.few("session", 3)

MORE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></svg><script src=//x></script>",
    "javascript:alert(1) https://example.org www.example.org <https://example.org>",
    "&lt;b&gt; ]]> <!-- --> <?php ?>",
    '=HYPERLINK("http://example.org","x")',
    "\ufffe\uffff _x000D_ \x0b",
    "\u0301 combining first",
)
TEXTS = (*NASTY, *MORE)


class Nasty(Texts):
    """The same text for every field."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __call__(self, field: str) -> str:
        """The text."""
        return self._text


@pytest.fixture(params=TEXTS, ids=range(len(TEXTS)))
def session(request: pytest.FixtureRequest, content: Content) -> Session:
    return full(content, Nasty(request.param))


class Page(HTMLParser):
    """What a browser would make of a page: its tags, with what could act or lead away."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.acting: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag could do."""
        self.tags.add(tag)
        for name, value in attrs:
            leads = name in ("src", "href", "xlink:href", "action", "style", "srcdoc")
            if name.startswith("on") or (leads and not (value or "").startswith("#")):
                self.acting.append((name, value or ""))


def test_html_has_no_script_no_link_to_elsewhere_and_no_picture(
    content: Content, session: Session
) -> None:
    page = Page()
    page.feed(written(session, content, "html").decode())
    assert page.tags.isdisjoint({"script", "img", "iframe", "object", "link", "form", "base"})
    assert page.acting == []


def test_word_is_well_formed_and_has_no_link_to_elsewhere(
    content: Content, session: Session
) -> None:
    data = written(session, content, "docx")
    for name, part in parts(data):
        if name.endswith((".xml", ".rels")):
            ET.fromstring(part)  # noqa: S314 - our own
        assert b'TargetMode="External"' not in part
    assert word_text(data)


def test_a_workbook_is_well_formed_and_has_neither_formula_nor_link(
    content: Content, session: Session
) -> None:
    data = written(session, content, "xlsx")
    for name, part in parts(data):
        if name.endswith((".xml", ".rels")):
            ET.fromstring(part)  # noqa: S314 - our own
        assert b'TargetMode="External"' not in part
        assert b"<f>" not in part
    every = list(cells(data))
    assert {cell.data_type for cell in every} <= {"s", "n"}
    assert not [cell for cell in every if cell.hyperlink]


def test_pictures_are_well_formed_and_can_do_nothing(content: Content, session: Session) -> None:
    drawn = list(render(session, content, "svg"))
    assert len(drawn) == 4
    for part in drawn:
        tags = {node.tag.rpartition("}")[2] for node in ET.fromstring(b"".join(part.pieces)).iter()}  # noqa: S314
        assert tags <= {"svg", "title", "desc", "rect", "path", "text"}


def test_pictures_can_be_drawn(content: Content, session: Session) -> None:
    for part in render(session, content, "png"):
        assert b"".join(part.pieces).startswith(b"\x89PNG")


def test_csv_has_no_formula(content: Content, session: Session) -> None:
    csv.field_size_limit(10_000_000)
    for part in render(session, content, "csv"):
        for row in csv.reader(io.StringIO(b"".join(part.pieces).decode())):
            assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_markdown_has_no_markup_but_its_own(content: Content, session: Session) -> None:
    text = written(session, content, "markdown").decode()
    bare = re.sub(r"\\.", "", text).replace("<br>", "")
    assert re.search(r"<[a-zA-Z/!?]", bare) is None
    assert re.search(r"\]\(|https?://|^\s*```", bare, re.MULTILINE) is None


def test_no_report_names_its_maker_or_the_machine(content: Content) -> None:
    session = full(content, Texts())
    for form in ("docx", "xlsx"):
        files: Any = dict(parts(written(session, content, form)))
        for name in ("docProps/core.xml", "docProps/app.xml"):
            properties = files[name].decode()
            assert "python-docx" not in properties
            assert f">{getpass.getuser()}<" not in properties
            assert platform.node() not in properties
        assert "docProps/thumbnail.jpeg" not in files
