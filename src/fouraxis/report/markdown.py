"""The report as Markdown, for a wiki or a repository: nothing in it is markup but its own."""

from collections.abc import Iterator

from fouraxis.content.models import Content
from fouraxis.report import document
from fouraxis.report.composition import Progress, compose, silent, subtitle
from fouraxis.report.escape import markdown as safe
from fouraxis.report.options import PLAIN, Options
from fouraxis.report.summary import Summary


def markdown(
    summary: Summary, content: Content, progress: Progress = silent, options: Options = PLAIN
) -> Iterator[str]:
    """The whole report in pieces; what a picture shows is said in words."""
    yield f"# {safe(summary.title)}\n\n{safe(subtitle(summary))}\n"
    for block in compose(summary, content, progress, options):
        lines = list(_lines(block))
        if lines:
            yield "\n" + "\n".join(lines) + "\n"


def _lines(block: document.Block) -> Iterator[str]:
    match block:
        case document.Heading():
            yield f"{'#' * (block.level + 1)} {safe(block.text)}"
        case document.Paragraph(tone="notice"):
            yield f"> {safe(block.text)}"
        case document.Paragraph():
            yield safe(block.text)
        case document.Bullets():
            yield from (f"- {safe(item)}" for item in block.items)
        case document.Facts():
            for name, text in block.rows:  # a question has a sign of its own behind it
                yield f"- **{safe(name)}**{'' if name.endswith('?') else ':'} {safe(text)}"
        case document.Table():
            yield from _table(block)
        case document.Figure(alone=True):
            yield safe(block.picture.description)
        case document.Figure() | document.PageEnd():
            return


def _table(table: document.Table) -> Iterator[str]:
    rules = ("---:" if column in table.numbers else "---" for column in range(len(table.heads)))
    yield f"| {' | '.join(map(safe, table.heads))} |"
    yield f"| {' | '.join(rules)} |"
    for row in table.rows:
        yield f"| {' | '.join(map(safe, row))} |"
