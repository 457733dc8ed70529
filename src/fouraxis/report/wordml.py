"""Blocks as WordprocessingML: text in, XML out, in the styles that a document has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fouraxis.report.document import Bullets, Facts, Heading, Paragraph, Table
from fouraxis.report.escape import word

NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TABLE_STYLE: Final = "Report Table"
CELL_STYLE: Final = "ReportCell"

_TONES: Final = {"plain": "Normal", "lead": "Report Lead", "quiet": "Caption", "notice": "Quote"}
_RIGHT: Final = '<w:jc w:val="right"/>'
_SHORT: Final = 8
"""A table of no more rows than this stays on one page."""

_BULLET: Final = "•\u00a0"
_HANGING: Final = '<w:ind w:left="284" w:hanging="284"/>'


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page gives: the ids of the styles by name, and the text width in twentieths."""

    styles: Mapping[str, str]
    width: int


def paragraph(sheet: Sheet, text: str, style: str = "Normal", more: str = "") -> str:
    """A paragraph in a style of the document, or as plain as the document has it."""
    known = sheet.styles.get(style)
    named = f'<w:pStyle w:val="{known}"/>' if known else ""
    return f"<w:p {NAMESPACE}><w:pPr>{named}{more}</w:pPr>{run(text)}</w:p>"


def run(text: str, looks: str = "") -> str:
    """A run of text; its line breaks are kept."""
    parts = '</w:t><w:br/><w:t xml:space="preserve">'.join(word(text).split("\n"))
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{parts}</w:t></w:r>'


def heading(sheet: Sheet, block: Heading, number: int) -> str:
    """A real heading, with a bookmark that the table of contents leads to."""
    style = sheet.styles.get(f"Heading {block.level}")
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    level = f'<w:outlineLvl w:val="{block.level - 1}"/>'
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
    said = word(title).replace("\n", " ")
    return (
        f"<w:tbl {NAMESPACE}><w:tblPr>{named}"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look}" w:firstRow="{int(headed)}" w:lastRow="0" w:firstColumn="1"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{said}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
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
    total = sum(parts)
    return tuple(part * width // total for part in parts)


def contents(sheet: Sheet, headings: Sequence[tuple[int, Heading]]) -> Iterator[str]:
    """The table of contents: a field that Word renews, filled already for who does not.

    It is marked as dirty, so that Word offers to fill in the page numbers when it opens the file;
    LibreOffice does so on request. Until then every entry is there, and leads to its heading.
    """
    begin = _field('TOC \\o "1-2" \\h \\z \\u', dirty=True)
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
