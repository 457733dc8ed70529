"""Blocks as WordprocessingML: text in, XML out, in our own styles or those of a firm's template."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fouraxis.report import escape, palette
from fouraxis.report.document import Bullets, Facts, Heading, Paragraph, Table

if TYPE_CHECKING:
    from docx.document import Document


NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TABLE_STYLE: Final = "Report Table"
CELL_STYLE: Final = "ReportCell"

_TONES: Final = {"plain": "Normal", "lead": "Report Lead", "quiet": "Caption", "notice": "Quote"}
_RIGHT: Final = '<w:jc w:val="right"/>'
_SHORT: Final = 8
"""A table of no more rows than this stays on one page."""

_COLUMNS: Final = 63
"""How many columns a table of Word has at most."""

_CAPTION: Final = 255
"""How long an attribute of text may be; what it says is in the heading above, too."""

_BULLET: Final = "•\u00a0"
_HANGING: Final = '<w:ind w:left="284" w:hanging="284"/>'


class Sheet(NamedTuple):
    """What the page gives: the ids of the styles by name, and the text width in twentieths."""

    styles: Mapping[str, str]
    width: int


def paragraph(sheet: Sheet, text: str, style: str = "Normal", more: str = "") -> str:
    """A paragraph in a style of the document, or as plain as the document has it."""
    style_id = sheet.styles.get(style)
    named = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
    return f"<w:p {NAMESPACE}><w:pPr>{named}{more}</w:pPr>{run(text)}</w:p>"


def run(text: str, looks: str = "") -> str:
    """A run of text; its line breaks are kept."""
    parts = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape.word(text).split("\n"))
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{parts}</w:t></w:r>'


def heading(sheet: Sheet, block: Heading, number: int) -> str:
    """A real heading, with a bookmark that the table of contents leads to."""
    style = sheet.styles.get(f"Heading {block.level}")
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    level = f'<w:outlineLvl w:val="{block.deep - 1}"/>'
    return (
        f"<w:p {NAMESPACE}><w:pPr>{named}<w:keepNext/>{level}</w:pPr>"
        f'<w:bookmarkStart w:id="{number}" w:name="{mark(number)}"/>{run(block.text)}'
        f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def mark(number: int) -> str:
    """The bookmark of a heading."""
    return f"_Toc{number:06}"


def spoken(sheet: Sheet, block: Paragraph, *, together: bool = False) -> str:
    """A paragraph in its tone; `together` keeps it on one page with what follows."""
    keep = "<w:keepNext/>" if together else ""
    return paragraph(sheet, block.text, _TONES[block.tone], keep)


def bullets(sheet: Sheet, block: Bullets) -> Iterator[str]:
    """A list; where a template has no style for one, with a dot and a hanging indent."""
    listed = "List Bullet" in sheet.styles
    for item in block.items:
        if listed:
            yield paragraph(sheet, item, "List Bullet")
        else:
            yield paragraph(sheet, _BULLET + item, "List Paragraph", _HANGING)


def facts(sheet: Sheet, block: Facts) -> str:
    """Names with what they are, as a table of two columns."""
    widths = _spread((24, 76), sheet.width)
    last = len(block.rows) - 1
    rows = [
        _row((name, text), widths, frozenset(), together=at < last)
        for at, (name, text) in enumerate(block.rows)
    ]
    return _table(sheet, block.title, widths, rows, headed=False)


def beside(block: Table) -> Iterator[Table]:
    """The table, or several where it has more columns than Word takes; the first is in each."""
    columns = range(1, len(block.heads))
    for first in range(1, max(2, len(block.heads)), _COLUMNS - 1):
        chosen = [0, *columns[first - 1 : first + _COLUMNS - 2]]
        yield Table(
            block.title,
            tuple(block.heads[n] for n in chosen),
            tuple(tuple(row[n] for n in chosen) for row in block.rows),
            tuple(block.widths[n] for n in chosen),
            frozenset(chosen.index(n) for n in block.numbers if n in chosen),
        )


def table(sheet: Sheet, block: Table) -> str:
    """A table whose heads repeat on every page."""
    widths = _spread(block.widths, sheet.width)
    heads = _row(block.heads, widths, block.numbers, head=True, together=True)
    last = len(block.rows) - 1
    rows = [
        _row(row, widths, block.numbers, together=at < last and (at == 0 or last < _SHORT))
        for at, row in enumerate(block.rows)
    ]
    return _table(sheet, block.title, widths, [heads, *rows], headed=True)


def _table(
    sheet: Sheet, title: str, widths: Sequence[int], rows: Sequence[str], *, headed: bool
) -> str:
    style = sheet.styles.get(TABLE_STYLE) or sheet.styles.get("Table Grid")
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = "04A0" if headed else "0480"
    caption = escape.word(escape.within(title.replace("\n", " "), _CAPTION))
    return (
        f"<w:tbl {NAMESPACE}><w:tblPr>{named}"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look}" w:firstRow="{int(headed)}" w:lastRow="0" w:firstColumn="1"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    numbers: frozenset[int],
    *,
    head: bool = False,
    together: bool = False,
) -> str:
    """A row that is not parted by the end of a page, unless it is longer than one could be.

    `together` keeps it on one page with the next row.
    """
    whole = "<w:cantSplit/>" if sum(map(len, cells)) < 1_000 else ""
    properties = f"<w:trPr>{whole}{'<w:tblHeader/>' if head else ''}</w:trPr>"
    keep = "<w:keepNext/>" if together else ""
    inside = "".join(
        _cell(text, width, place, bold=head or column == 0)
        for column, (text, width) in enumerate(zip(cells, widths, strict=True))
        for place in (keep + (_RIGHT if column in numbers else ""),)
    )
    return f"<w:tr>{properties}{inside}</w:tr>"


def _cell(text: str, width: int, place: str, *, bold: bool) -> str:
    looks = "<w:b/>" if bold else ""
    style = f'<w:pPr><w:pStyle w:val="{CELL_STYLE}"/>{place}</w:pPr>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p>{style}{run(text, looks)}</w:p></w:tc>"
    )


def _spread(parts: Sequence[int], width: int) -> tuple[int, ...]:
    shares = [max(part, 1) for part in parts]
    total = sum(shares)
    return tuple(share * width // total for share in shares)


def contents(sheet: Sheet, headings: Sequence[tuple[int, Heading]]) -> Iterator[str]:
    """The table of contents: a field that Word renews, filled already for who does not.

    It is marked as dirty, so that Word offers to fill in the page numbers when it opens the file;
    LibreOffice does so on request. Until then every entry is there, and leads to its heading.
    """
    # by style: what looks like a lower heading is no entry, however deep it counts
    by_level = "" if "Heading 1" in sheet.styles else " \\u"
    begin = _field(f'TOC \\o "1-2" \\h \\z{by_level}', dirty=True)
    for place, (number, block) in enumerate(headings):
        style = sheet.styles.get(f"TOC {block.level}")
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        close = '<w:spacing w:before="0" w:after="40"/>'
        indent = "" if style else f'<w:ind w:left="{(block.level - 1) * 280}"/>'
        link = f'<w:hyperlink w:anchor="{mark(number)}" w:history="1">'
        yield (
            f"<w:p {NAMESPACE}><w:pPr>{named}{close}{indent}</w:pPr>{begin if place == 0 else ''}"
            f"{link}{run(_one_line(block.text))}</w:hyperlink>"
            f"{_END if place == len(headings) - 1 else ''}</w:p>"
        )


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def page_end() -> str:
    """What follows starts on a new page."""
    return f'<w:p {NAMESPACE}><w:r><w:br w:type="page"/></w:r></w:p>'


def drawing(inline: str) -> str:
    """A picture on a line of its own, on one page with what follows."""
    where = "<w:pPr><w:keepNext/></w:pPr>"
    return f"<w:p {NAMESPACE}>{where}<w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def gap() -> str:
    """A narrow line between a table and what follows."""
    close = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
    return f"<w:p {NAMESPACE}><w:pPr>{close}</w:pPr></w:p>"


def foot(before: str, width: int) -> str:
    """The foot of each page: a text, then which page it is of how many."""
    this, every = (f"{_field(name)}<w:r><w:t>1</w:t></w:r>{_END}" for name in ("PAGE", "NUMPAGES"))
    right = f'<w:tab w:val="right" w:pos="{width}"/>'
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="4320"/>{right}</w:tabs>'
    looks = '<w:sz w:val="16"/>'
    return (
        f"<w:p {NAMESPACE}><w:pPr>{tabs}</w:pPr>{run(before, looks)}"
        f"<w:r><w:tab/></w:r>{this}{run(' / ')}{every}</w:p>"
    )


def _field(code: str, *, dirty: bool = False) -> str:
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


_FONT: Final = "Calibri"
_SIZES: Final = {
    "Title": 24,
    "Subtitle": 11,
    "Heading 1": 19,
    "Heading 2": 14.5,
    "Heading 3": 11.5,
    "Heading 4": 10,
    "Caption": 9,
    "Normal": 10,
}
_ACCENT, _INK, _QUIET = (palette.LIGHT[name][1:].upper() for name in ("accent", "ink", "quiet"))
_BEFORE: Final = {"Heading 1": 6, "Heading 2": 20, "Heading 3": 10, "Heading 4": 6}

_BAR: Final = f"""
<w:pBdr {NAMESPACE}><w:left w:val="single" w:sz="24" w:space="8" w:color="{_ACCENT}"/></w:pBdr>"""

_OUR_TABLE: Final = f"""
<w:style {NAMESPACE} w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="{{base}}"/><w:uiPriority w:val="99"/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:color="C3BEB2"/>
      <w:insideH w:val="single" w:sz="4" w:color="C3BEB2"/>
    </w:tblBorders>
    <w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="4D5A68"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="F2F0EA"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>"""


def dress(document: "Document", *, ours: bool) -> None:
    """Give the document what our blocks need; what a firm's template has stays as it is."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.shared import Pt

    styles = document.styles
    names = {style.name for style in styles}
    if TABLE_STYLE not in names:
        base = next((s.style_id for s in styles if s.name == "Normal Table"), "TableNormal")
        styles.element.append(parse_xml(_OUR_TABLE.format(base=base)))
    for name, size, space in (("Report Lead", 13, 6), ("Report Cell", 8.5, 1)):
        if name not in names:
            made: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = styles["Normal"] if "Normal" in names else None
            made.font.size = Pt(size)
            made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(space)
            made.paragraph_format.line_spacing = 1.0
    if ours:
        _our_own(document)


def _our_own(document: "Document") -> None:
    """Page, type and colours of a report without a template."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(20)
    styles: Any = document.styles
    for name, size in _SIZES.items():
        style = styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.rPr.rFonts
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
        fonts.set(qn("w:cs"), _FONT)
        if name not in ("Normal", "Subtitle"):
            style.font.bold = True
            style.font.color.rgb = RGBColor.from_string(_ACCENT)
        if name in _BEFORE:
            style.paragraph_format.space_before = Pt(_BEFORE[name])
            style.paragraph_format.space_after = Pt(4)
    for name in ("Heading 3", "Heading 4"):
        styles[name].font.color.rgb = RGBColor.from_string(_INK)
    styles["Normal"].paragraph_format.space_after = Pt(5)
    styles["Normal"].paragraph_format.line_spacing = 1.1
    styles["List Bullet"].paragraph_format.space_after = Pt(2)
    styles["Heading 4"].font.italic = styles["Caption"].font.bold = False
    for name in ("Subtitle", "Quote", "Caption"):
        styles[name].font.italic = False
        styles[name].font.color.rgb = RGBColor.from_string(_QUIET)
    for spacing in styles["Subtitle"].element.rPr.findall(qn("w:spacing")):
        styles["Subtitle"].element.rPr.remove(spacing)
    styles["Quote"].paragraph_format.space_before = Pt(10)
    quote = styles["Quote"].element.get_or_add_pPr()
    quote.insert_element_before(parse_xml(_BAR), "w:shd", "w:spacing", "w:ind", "w:jc")


def speak(document: "Document", language: str) -> None:
    """Say in which language the text is: by it, words are checked, parted and read aloud."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    parent = document.styles.element
    for step in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        below = parent.find(qn(step))
        if below is None:
            below = OxmlElement(step)
            parent.insert(0, below)
        parent = below
    spoken = parent.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        parent.append(spoken)
    spoken.set(qn("w:val"), language)


def sheet(document: "Document") -> Sheet:
    """The styles that the document has, and the width that its page leaves for text."""
    page = document.sections[-1]
    width = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    styles = {style.name: style.style_id for style in document.styles if style.name}
    return Sheet(styles, max(round(width / 635), 4_000))
