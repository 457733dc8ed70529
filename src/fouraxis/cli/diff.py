"""`fouraxis diff`: which answers differ between two session files, in words."""

from pathlib import Path

import click

from fouraxis.cli.output import complain, show
from fouraxis.cli.settings import Settings

_FILE = click.Path(path_type=Path)


@click.command("diff")
@click.argument("old", metavar="A", type=_FILE)
@click.argument("new", metavar="B", type=_FILE)
@click.pass_obj
def diff_command(settings: Settings, old: Path, new: Path) -> None:
    """Say which answers, texts and names differ in session B from those in session A."""
    from fouraxis.store.differences import told
    from fouraxis.store.read import read
    from fouraxis.workshop.text import showable_line

    files = read(old), read(new)
    for file in files:
        for notice in file.notices:
            complain(notice)
    before, after = (file.session for file in files)
    if before.id != after.id:
        complain(f"{new}: is not the same session as {old}.")
    lines = told(before, after)
    show("\n".join(map(showable_line, lines)) if lines else "No answer differs.")
