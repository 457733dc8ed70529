"""The report as a Word document. Needs python-docx and Pillow, which `fouraxis[office]` has."""

import io
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report import document as blocks, drawing, escape, packed, wordml, wordml as wp
from fouraxis.report.composition import (
    PLAIN,
    Logo,
    LogoError,
    Options,
    Progress,
    compose,
    silent,
    subtitle,
)
from fouraxis.report.summary import Summary

if TYPE_CHECKING:
    from docx.document import Document


_DOT: Final = 9_525
"""How many units of Word (EMU) a dot of a drawing has."""

_TALLEST: Final = 8_000_000
"""How high a picture may be and still fit a page with its caption."""

_NOTHING_TOLD: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


_PICTURES: Final = 100_000
"""Pictures are numbered from here, past whatever a template has in its heads and feet."""

_HERE: Final = f"<w:p {wp.NAMESPACE}><w:pPr/></w:p>"
"""Stands in the body until the text is put into its place."""


class TemplateError(Exception):
    """A file cannot be used as a template; in words for people."""


class Cover(NamedTuple):
    """What a document says of itself above its text: its title, a line below it, and its day."""

    title: str
    subtitle: str
    created: datetime


def word(
    summary: Summary, content: Content, options: Options = PLAIN, progress: Progress = silent
) -> bytes:
    """The whole report as the bytes of a .docx file.

    Raises:
        ImportError: python-docx or Pillow is not installed.
        TemplateError: the template is no Word document.
        LogoError: the logo is no whole picture.
    """
    cover = Cover(summary.title, subtitle(summary, content, options), summary.session.created)
    parts = compose(summary, content, progress, options)
    return bound(cover, parts, content.home.pack.language, options)


def bound(
    cover: Cover, parts: Iterable[blocks.Block], language: str, options: Options = PLAIN
) -> bytes:
    """Blocks under a title as the bytes of a .docx file.

    Raises:
        ImportError: python-docx or Pillow is not installed.
        TemplateError: the template is no Word document.
        LogoError: the logo is no whole picture.
    """
    writing = _Writing(_opened(options.template), cover, ours=options.template is None)
    writing.front(options.logo)
    for block in parts:
        writing.add(block)
    return writing.done(language)


def _opened(template: Path | None) -> "Document":
    """An empty document, or the template without its text: its styles, heads and feet stay."""
    from docx import Document

    if template is None:
        return Document()
    data = _as_document(template, _read(template))
    try:
        document = Document(io.BytesIO(data))
    except Exception:  # zipfile, lxml and python-docx each have their own
        raise TemplateError(
            f"{template}: this Word document is damaged. Open it in Word and save it again."
        ) from None
    _without_macros(document)
    body = document.element.body
    for element in [part for part in body if not part.tag.endswith("}sectPr")]:
        body.remove(element)
    return document


def _read(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise TemplateError(f"{template}: the template cannot be read: {why}.") from None


_OLE: Final = b"\xd0\xcf\x11\xe0"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_KINDS: Final = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
)
"""What a .dotx, .dotm and .docm say that they are; within they are as a .docx."""

_KIND: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _as_document(template: Path, data: bytes) -> bytes:
    """The file as a Word document: a Word template, or one with macros, is one under another name.

    Raises:
        TemplateError: it is something else, and it is said what, where that can be seen.
    """
    if data.startswith(_OLE):
        raise TemplateError(
            f"{template}: this is an old Word document (.doc, .dot), or one with a password.\n"
            "Open it in Word and save it as .docx, without a password."
        )
    try:
        with ZipFile(io.BytesIO(data)) as source:
            kinds = source.read(_CONTENT_TYPES)
            if not any(kind in kinds for kind in (_KIND, *_KINDS)):
                raise KeyError
            changed = kinds
            for kind in _KINDS:
                changed = changed.replace(kind, _KIND)
            if changed == kinds:
                return data
            target = io.BytesIO()
            with ZipFile(target, "w", ZIP_DEFLATED) as copy:
                for entry in source.infolist():
                    own = entry.filename == _CONTENT_TYPES
                    copy.writestr(entry.filename, changed if own else source.read(entry))
            return target.getvalue()
    except (BadZipFile, KeyError, EOFError, OSError, NotImplementedError, RuntimeError, zlib.error):
        raise TemplateError(
            f"{template}: this is no Word document. A template is a .docx or a .dotx file."
        ) from None


def _without_macros(document: "Document") -> None:
    """Take out what a document with macros carries: a .docx that has any is not opened by Word."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/vbaProject", "/keyMapCustomizations", "/attachedToolbars")):
            del document.part.rels[key]


class _Writing:
    """A document that grows block by block.

    Its body is kept as packed text until the end: as a tree, 200 workloads would take 200 MB.
    """

    def __init__(self, document: "Document", cover: Cover, *, ours: bool) -> None:
        from docx.oxml import parse_xml

        self._document = document
        self._parse = parse_xml
        self._ours = ours
        wordml.dress(document, ours=ours)
        self._sheet = wordml.sheet(document)
        self._cover = cover
        self._headings: list[tuple[int, blocks.Heading]] = []
        self._opening: list[str] = []
        self._body = packed.Packed()
        self._opened = False
        self._headed = False
        self._pictures = 0

    def front(self, logo: Logo | None) -> None:
        """The title, with the logo above it."""
        if logo:
            try:
                self._picture(logo.data, tr("Logo"), height=600_000)
            except Exception:  # python-docx has many for what is no whole picture
                raise LogoError.damaged(logo.path) from None
        self._put(wp.paragraph(self._sheet, _line(self._cover.title), "Title"))
        if self._cover.subtitle:
            self._put(wp.paragraph(self._sheet, _line(self._cover.subtitle), "Subtitle"))

    def add(self, block: blocks.Block) -> None:
        """Write one block at the end; what introduces a part stays with what it introduces."""
        self._write(block)
        self._headed = isinstance(block, blocks.Heading)

    def _write(self, block: blocks.Block) -> None:
        match block:
            case blocks.Heading():
                number = len(self._headings) + 1
                self._headings.append((number, block))
                self._put(wp.heading(self._sheet, block, number))
            case blocks.Paragraph():
                self._put(wp.spoken(self._sheet, block, together=self._headed))
            case blocks.Bullets():
                for item in wp.bullets(self._sheet, block):
                    self._put(item)
            case blocks.Facts():
                self._table(wp.facts(self._sheet, block))
            case blocks.Table():
                for part in wp.beside(block):
                    self._table(wp.table(self._sheet, part))
            case blocks.Figure():
                self._figure(block)
            case blocks.PageEnd():
                self._put(wp.page_end())
                if not self._opened:
                    self._opened = True
                    self._put(wp.page_end())

    def done(self, language: str) -> bytes:
        """The document with its contents filled and its body in place."""
        self._tell(language)
        self._document.element.body.insert(0, self._parse(_HERE))
        empty, full = io.BytesIO(), io.BytesIO()
        self._document.save(empty)
        with ZipFile(empty) as source, ZipFile(full, "w", ZIP_DEFLATED) as target:
            for entry in source.infolist():
                data = source.read(entry)
                if entry.filename != "word/document.xml":
                    target.writestr(entry.filename, data)
                    continue
                before, _, after = data.partition(b"<w:p><w:pPr/></w:p>")
                with target.open(entry.filename, "w") as part:
                    part.write(before)
                    part.writelines(text.encode() for text in (*self._opening, *self._contents()))
                    part.writelines(self._body.pieces())
                    part.write(after)
        return full.getvalue()

    def _contents(self) -> Iterator[str]:
        """The table of contents; a report of one page has none."""
        if self._opened:
            yield wp.paragraph(self._sheet, tr("Contents"), "TOC Heading")
            listed = [(number, heading) for number, heading in self._headings if heading.level <= 2]
            yield from wp.contents(self._sheet, listed)

    def _tell(self, language: str) -> None:
        """Say what the document is, and nothing of a person or machine."""
        if self._ours:
            foot = self._document.sections[0].footer.paragraphs[0]
            parts = self._parse(wp.foot(_line(self._cover.title), self._sheet.width))
            foot._p.getparent().replace(foot._p, parts)
        properties = self._document.core_properties
        properties.title = escape.within(escape.plain(_line(self._cover.title)), 255)
        properties.language = language
        wordml.speak(self._document, language)
        for unsaid in ("author", "last_modified_by", "comments", "subject", "keywords", "category"):
            setattr(properties, unsaid, "")
        properties.created = properties.modified = self._cover.created
        properties.revision = 1
        self._forget()

    def _forget(self) -> None:
        """Take out what the template's maker left: firm, program, a small picture of the page."""
        package = self._document.part.package
        for key, relation in list(package.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/custom-properties")):
                del package.rels[key]
            elif relation.reltype.endswith("/extended-properties"):
                relation.target_part._blob = _NOTHING_TOLD

    def _table(self, text: str) -> None:
        """A table, and a thin line after it, so that two tables do not grow together."""
        self._put(text)
        self._put(wp.gap())

    def _figure(self, figure: blocks.Figure) -> None:
        picture = figure.picture
        scale = min(1.0, self._sheet.width * 635 / (picture.width * _DOT))
        scale = min(scale, _TALLEST / (picture.height * _DOT))
        self._picture(
            drawing.png(picture), picture.description, height=int(picture.height * _DOT * scale)
        )
        if not figure.alone:  # else its heading says what it shows
            self._put(wp.paragraph(self._sheet, picture.title, "Caption"))

    def _picture(self, data: bytes, says: str, height: int) -> None:
        """A picture on a line of its own, with what it says for who cannot see it."""
        from docx.shared import Emu

        inline = self._document.part.new_pic_inline(io.BytesIO(data), height=Emu(height))
        inline.docPr.set("descr", escape.plain(_line(says)))
        self._pictures += 1
        inline.docPr.set("id", str(_PICTURES + self._pictures))
        inline.docPr.set("name", tr("Picture {number}", number=self._pictures))
        self._put(wp.drawing(inline.xml))

    def _put(self, text: str) -> None:
        """Add an element at the end; the contents come between the opening and the rest."""
        if self._opened:
            self._body.add(text)
        else:
            self._opening.append(text)


def _line(text: str) -> str:
    return " ".join(text.split())
