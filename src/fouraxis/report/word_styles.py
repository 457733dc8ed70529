"""The looks of a Word report: our own where no template is given, else the firm's."""

from typing import TYPE_CHECKING, Any, Final

from fouraxis.report.palette import LIGHT
from fouraxis.report.wordml import NAMESPACE, TABLE_STYLE, Sheet

if TYPE_CHECKING:
    from docx.document import Document

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
_ACCENT, _INK, _QUIET = (LIGHT[name][1:].upper() for name in ("accent", "ink", "quiet"))
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
    quote = styles["Quote"].element.get_or_add_pPr()
    quote.insert_element_before(parse_xml(_BAR), "w:shd", "w:spacing", "w:ind", "w:jc")


def speak(document: "Document", language: str) -> None:
    """Say in which language the text is: by it, words are checked, parted and read aloud."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    parent = document.styles.element
    for step in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        found = parent.find(qn(step))
        if found is None:
            found = OxmlElement(step)
            parent.insert(0, found)
        parent = found
    said = parent.find(qn("w:lang"))
    if said is None:
        said = OxmlElement("w:lang")
        parent.append(said)
    said.set(qn("w:val"), language)


def sheet(document: "Document") -> Sheet:
    """The styles that the document has, and the width that its page leaves for text."""
    page = document.sections[-1]
    width = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    styles = {style.name: style.style_id for style in document.styles if style.name}
    return Sheet(styles, max(round(width / 635), 4_000))
