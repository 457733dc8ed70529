"""`fouraxis agenda`: how long the workshop takes, part by part."""

from pathlib import Path

import click

from fouraxis.cli.output import complain, show, write
from fouraxis.cli.settings import Settings


@click.command("agenda")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, times in minutes.")
@click.pass_obj
def agenda_command(settings: Settings, file: Path, as_json: bool) -> None:
    """Print the agenda of the session in FILE: its parts in order, and how long each takes.

    It follows the workloads, the vendors and what set-up leaves out. To plan other minutes for a
    part, use Setup, or: fouraxis answer FILE programme agenda.risks 10
    """
    from fouraxis.report.agenda import agenda_json, agenda_page
    from fouraxis.report.escape import json_text
    from fouraxis.store.read import read
    from fouraxis.workshop.agenda import agenda

    opened = read(file)
    for notice in opened.notices:
        complain(notice)
    content = settings.content()
    if as_json:
        write(json_text(agenda_json(agenda(opened.session, content))) + "\n")
    else:
        show(agenda_page(opened.session, content))
