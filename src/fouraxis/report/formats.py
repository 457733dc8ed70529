"""The formats of a report, and the writer of each."""

from typing import Final, Literal, get_args

from fouraxis.content.models import Content
from fouraxis.report.summary import summarise
from fouraxis.workshop.session import Session

Format = Literal["table", "markdown", "csv", "json"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def report(session: Session, content: Content, form: Format) -> str:
    """The summary of a session in this format, ready to be written to a file or a terminal."""
    summary = summarise(session, content)
    match form:
        case "table":
            from fouraxis.report.table import table

            return table(summary, content)
        case "markdown":
            from fouraxis.report.markdown import markdown

            return markdown(summary, content)
        case "csv":
            from fouraxis.report.separated import separated

            return separated(summary)
        case "json":
            from fouraxis.report.interchange import interchange

            return interchange(summary)
