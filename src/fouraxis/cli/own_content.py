"""`fouraxis content check`: is a folder of one's own content fit to be used?"""

from pathlib import Path

import click

from fouraxis.cli.guard import AT_FAULT
from fouraxis.cli.output import complain, show
from fouraxis.cli.settings import Settings


@click.group("content", no_args_is_help=False)
def content_command() -> None:
    """Check a folder of your own content."""


@content_command.command("check")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def check_command(settings: Settings, folder: Path | None) -> int:
    """Validate the content in FOLDER, or the content in use.

    Every fault is named with file, key and what was expected. The matrix is proven complete,
    without two outcomes for one cell.
    """
    from fouraxis.content.faults import ContentError
    from fouraxis.content.loader import load
    from fouraxis.decision.matrix import cells

    where = folder or settings.screens
    try:
        content = load(where)
    except ContentError as error:
        for fault in error.faults:
            complain(str(fault))
        return AT_FAULT
    pack, found = content.home.pack, cells(content).values()
    read = sum(cell.interpretation for cell in found)
    name = "the content of fouraxis" if where is None else str(where)
    show(
        f"{name}: valid. {pack.id} {pack.version} ({pack.language}): {len(found)} cells,"
        f" {len(found) - read} on published rows, {read} interpreted."
    )
    return 0
