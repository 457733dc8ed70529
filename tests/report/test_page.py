"""The web page: whole, closed to the outside, and fit for who listens to it."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, get_args

import pytest

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.report import web
from fouraxis.report.composition import Audience, Options, compose
from fouraxis.report.document import Block
from fouraxis.report.formats import ReportFormat
from fouraxis.store.read import read
from fouraxis.workshop.session import Session
from tests.report.marked import NOW, Texts, full
from tests.report.reading import parts, word_text, written

VOID = {"meta", "br", "img", "path", "rect"}


class Outline(HTMLParser):
    """The elements of a page, and whether each is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that has nothing in it."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends that began last."""
        assert self.open.pop() == tag

    def all(self, *tags: str) -> Iterator[dict[str, str | None]]:
        """The attributes of every such element."""
        return (attributes for tag, attributes in self.tags if tag in tags)


@pytest.fixture(params=["four-workloads", "half-way", "full", "empty"])
def text(request: pytest.FixtureRequest, content: Content) -> str:
    match request.param:
        case "full":
            session = full(content, Texts())
        case "empty":
            session = Session(id="x", title="T", created=NOW)
        case name:
            session = read(shipped("sessions") / f"{name}.toml").session
    return written(session, content, "html").decode()


def test_every_element_is_closed_and_every_id_is_one(text: str) -> None:
    page = Outline(text)
    assert page.open == []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {(link["href"] or "").removeprefix("#") for link in page.all("a")}
    assert links <= set(ids)
    named = {part["aria-labelledby"] for part in page.all("section")}
    assert named <= set(ids)


def test_it_has_a_language_a_title_and_its_landmarks(text: str) -> None:
    page = Outline(text)
    tags = [tag for tag, _ in page.tags]
    assert next(page.all("html"))["lang"] == "en"
    for tag in ("title", "main", "header", "footer", "nav", "h1"):
        assert tags.count(tag) - (tag == "title") * tags.count("svg") == 1
    assert next(page.all("nav"))["aria-label"]
    assert all(part["aria-label"] for part in page.all("div") if "tabindex" in part)


def test_every_picture_says_what_it_is(text: str) -> None:
    page = Outline(text)
    for drawing in page.all("svg"):
        assert drawing["role"] == "img"
        for name in (drawing["aria-labelledby"] or "").split():
            assert re.search(rf'<(title|desc) id="{name}">[^<]+</', text)
    figures = text.count("<figure>")
    assert figures == text.count("<svg ")
    assert text.count("<figcaption>") == max(figures - 1, 0)  # of the mix its heading says it
    assert all("alt" in image for image in page.all("img"))


def test_headings_of_one_level_below_one_another_have_one_level(content: Content) -> None:
    """The brief has some; what is agreed has groups that skip a level."""
    session = read(shipped("sessions") / "four-workloads.toml").session
    page = written(session, content, "html").decode()
    for part, ends in (("Brief", "<section"), ("Agreed for all workloads", "<h3 id")):
        below = page.split(f">{part}", 2)[2].split(ends)[0]
        assert len(set(re.findall(r"<h(\d)", below))) == 1, part


def test_no_level_of_heading_is_left_out(text: str) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(text).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def depths(session: Session, content: Content, form: ReportFormat, options: Options) -> list[int]:
    """How deep each heading of a report counts, in the order in which they are read out."""
    data = written(session, content, form, options)
    if form == "docx":
        document = dict(parts(data))["word/document.xml"].decode()
        return [int(level) + 1 for level in re.findall(r'<w:outlineLvl w:val="(\d)"', document)]
    if form == "html":
        return [int(level) - 1 for level in re.findall(r"<h(\d)", data.decode())][1:]
    return [len(signs) - 1 for signs in re.findall(r"^(#+) ", data.decode(), re.MULTILINE)][1:]


@pytest.mark.few("name", 1)
@pytest.mark.parametrize("brief", [False, True])
@pytest.mark.parametrize("audience", [None, *get_args(Audience)])
@pytest.mark.parametrize("name", ["four-workloads", "half-way"])
def test_headings_are_as_deep_in_each_format_and_no_level_is_left_out(
    content: Content, name: str, audience: Audience | None, *, brief: bool
) -> None:
    session = read(shipped("sessions") / f"{name}.toml").session
    options = Options(brief=brief, audience=audience)
    deep = depths(session, content, "docx", options)
    assert deep[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(deep))
    assert depths(session, content, "html", options) == deep
    assert depths(session, content, "markdown", options) == deep


def test_tables_have_captions_and_their_heads_say_what_they_head(text: str) -> None:
    page = Outline(text)
    assert text.count("<caption>") == text.count("<table")
    assert {head.get("scope") for head in page.all("th")} <= {"col", "row"}
    assert not re.search(r"<t[hd][^>]*scope=\"\w+\"[^>]*></th>", text)


def test_the_policy_allows_the_style_sheet_of_the_page_and_nothing_else(text: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(
        meta["content"] or "" for meta in Outline(text).all("meta") if "http-equiv" in meta
    )
    assert "default-src 'none'" in policy
    assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "url(" not in style
    assert "@import" not in style


def test_a_session_without_anything_is_a_short_report_without_empty_parts(
    content: Content,
) -> None:
    empty = Session(id="x", title="T", created=NOW)
    text = written(empty, content, "html").decode()
    for part in ("Recommendations", "Vendors side by side", "Actions", "Who was there"):
        assert part not in text
    assert "nothing to recommend" in word_text(written(empty, content, "docx"))


def test_a_report_is_composed_once_though_its_contents_stand_before_it(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = 0

    def counted(*args: Any, **given: Any) -> Iterator[Block]:
        nonlocal times
        times += 1
        return compose(*args, **given)

    monkeypatch.setattr(web, "compose", counted)
    session = read(shipped("sessions") / "four-workloads.toml").session
    assert b'<nav aria-label="Contents">' in written(session, content, "html")
    assert times == 1
