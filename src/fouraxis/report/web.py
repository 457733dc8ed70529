"""The report as one HTML file: no script, nothing from elsewhere, fit to read and to print."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from fouraxis.content.brand import Brand
from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report import document, drawing, packed
from fouraxis.report.composition import PLAIN, Options, Progress, compose, silent, subtitle
from fouraxis.report.escape import attribute, web
from fouraxis.report.palette import DARK, LIGHT, Palette
from fouraxis.report.summary import Summary


def page(
    summary: Summary, content: Content, options: Options = PLAIN, progress: Progress = silent
) -> Iterator[str]:
    """The whole report in pieces: a page that stands alone, in any browser, with no network."""
    style = style_sheet(content.home.brand)
    yield head(summary.title, content.home.pack.language, style)
    yield '<body>\n<a class="skip" href="#content">'
    yield f"{web(tr('To the report'))}</a>\n<header>\n"
    if logo := options.logo:
        data = base64.b64encode(logo.data).decode()
        alt = attribute(tr("Logo"))
        yield f'<img class="logo" alt="{alt}" src="data:{logo.kind};base64,{data}">\n'
    about = web(subtitle(summary, content, options))
    yield f"<h1>{web(summary.title)}</h1>\n<p>{about}</p>\n</header>\n"
    main = packed.Packed()  # the contents come first, known or not
    headings = list[document.Heading]()
    part = 0
    for block in compose(summary, content, progress, options):
        if isinstance(block, document.Heading):
            headings.append(block)
            if block.level == 1:
                main.add("</section>\n" if part else "")
                main.add(f'<section aria-labelledby="{_id(block)}">\n')
                part += 1
        main.add("".join(within(block)))
    if not options.brief:
        yield _contents(headings)
    yield '<main id="content">\n'
    yield from main.texts()
    yield "</section>\n" if part else ""
    yield f"</main>\n<footer><p>{web(summary.notice)}</p></footer>\n</body>\n</html>\n"


@lru_cache(maxsize=1)
def style_sheet(brand: Brand | None = None) -> str:
    """The page's looks: the palette for light and dark, then what is the same in both."""
    accent = brand.accent if brand else None
    light = LIGHT | {"accent": accent.light} if accent else LIGHT
    on_dark = DARK | {"accent": accent.dark} if accent else DARK
    rest = (files("fouraxis.report") / "web.css").read_text("utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{_colours(on_dark)}}}\n"
    shapes = "".join(
        f".f-{name} {{ fill: var(--{name}); }} .s-{name} {{ stroke: var(--{name}); }}\n"
        for name in LIGHT
    )
    return f"{_colours(light)}{dark}{shapes}{rest}"


def _colours(palette: Palette) -> str:
    colours = " ".join(f"--{name}: {colour};" for name, colour in palette.items())
    return f":root {{ {colours} }}\n"


def head(title: str, language: str, style: str) -> str:
    """The head; the policy allows this very style sheet and pictures within the page, no more."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{attribute(language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{attribute(title)}</title>\n<style>{style}</style>\n</head>\n"
    )


def _contents(headings: Iterable[document.Heading]) -> str:
    """The table of contents: every part, and the workloads and vendors within theirs."""
    lines = [f'<nav aria-label="{attribute(tr("Contents"))}">\n<ol>']
    inner = False
    for block in headings:
        if not block.anchor or block.level > 2:
            continue
        if block.level == 2 and not inner:
            lines.append("<ol>")
        elif block.level == 1 and inner:
            lines.append("</li></ol></li>")
        elif len(lines) > 1:
            lines.append("</li>")
        inner = block.level == 2
        lines.append(f'<li><a href="#{_id(block)}">{web(block.text)}</a>')
    lines.append("</li></ol></li>" if inner else "</li>")
    return "\n".join([*lines, "</ol>\n</nav>", ""])


def _id(heading: document.Heading) -> str:
    return attribute(heading.anchor)


def _heading(block: document.Heading) -> str:
    """A heading as deep as it counts, which looks as its level does."""
    depth = block.deep
    name = f' id="{_id(block)}"' if block.anchor else ""
    looks = f' class="as-{block.level}"' if depth < block.level else ""
    return f"<h{depth + 1}{name}{looks}>{web(block.text)}</h{depth + 1}>\n"


def within(block: document.Block) -> Iterator[str]:
    """A block of a document as it stands within the page, in pieces."""
    match block:
        case document.Heading():
            yield _heading(block)
        case document.Paragraph():
            kind = f' class="{block.tone}"' if block.tone != "plain" else ""
            yield f"<p{kind}>{web(block.text)}</p>\n"
        case document.Bullets():
            yield "<ul>\n"
            yield from (f"<li>{web(item)}</li>\n" for item in block.items)
            yield "</ul>\n"
        case document.Facts():
            yield f'<table class="facts"><caption>{web(block.title)}</caption><tbody>\n'
            for name, text in block.rows:
                yield f'<tr><th scope="row">{web(name)}</th><td>{web(text)}</td></tr>\n'
            yield "</tbody></table>\n"
        case document.Table():
            yield from _table(block)
        case document.Figure():
            yield f"<figure>\n{drawing.svg(block.picture, alone=False)}"
            if not block.alone:  # else its heading says what it shows
                yield f"<figcaption>{web(block.picture.title)}</figcaption>\n"
            yield "</figure>\n"
        case document.PageEnd():
            yield '<div class="page-end"></div>\n'


def _table(table: document.Table) -> Iterator[str]:
    """A table that can be scrolled sideways, by keyboard too, where the window is narrow."""
    name = attribute(table.title)
    yield f'<div class="wide" role="group" tabindex="0" aria-label="{name}">\n'
    yield f"<table><caption>{web(table.title)}</caption>\n<thead><tr>"
    for column, head in enumerate(table.heads):
        kind = ' class="number"' if column in table.numbers else ""
        yield f'<th scope="col"{kind}>{web(head)}</th>' if head else f"<td{kind}></td>"
    yield "</tr></thead>\n<tbody>\n"
    for first, *rest in table.rows:
        cells = [f'<tr><th scope="row">{web(first)}</th>']
        for column, text in enumerate(rest, 1):
            kind = ' class="number"' if column in table.numbers else ""
            cells.append(f"<td{kind}>{web(text)}</td>")
        yield "".join([*cells, "</tr>\n"])
    yield "</tbody></table>\n</div>\n"
