"""`fouraxis summary`: a session's summary in the format that is asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.output import complain, write
from fouraxis.cli.settings import Settings

if TYPE_CHECKING:  # imported when the command runs: `--help` needs none of it
    from fouraxis.report.formats import Format


@click.command("summary")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "markdown", "csv", "json"), case_sensitive=False),
    default="table",
    show_default=True,
)
@click.pass_obj
def summary_command(settings: Settings, file: Path, form: "Format") -> None:
    """Print the summary of the session in FILE.

    The table has recommendations, decisions and reasons; markdown and json have every answer and
    note as well; csv has one row per workload.
    """
    from fouraxis.report.formats import report
    from fouraxis.store.read import read

    opened = read(file)
    for notice in opened.notices:
        complain(notice)
    write(report(opened.session, settings.content(), form))
