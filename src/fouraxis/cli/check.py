"""`fouraxis check`: are these session files whole?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.output import complain, show
from fouraxis.cli.run import AT_FAULT
from fouraxis.cli.settings import Settings

if TYPE_CHECKING:  # imported when the command runs: `--help` needs none of it
    from fouraxis.content.models import Content
    from fouraxis.workshop.session import Session


@click.command("check")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.pass_obj
def check_command(settings: Settings, files: tuple[Path, ...]) -> int:
    """Validate session files: no file is changed.

    Faults are named with file, key, value and what is allowed. That a file was edited by hand, or
    answered under other content, is a notice and no fault.
    """
    content = settings.content()
    whole = [_check(file, content) for file in files]
    return 0 if all(whole) else AT_FAULT


def _check(file: Path, content: "Content") -> bool:
    from fouraxis.store.faults import SessionFileError
    from fouraxis.store.read import read
    from fouraxis.workshop.drift import drift

    try:
        opened = read(file)
    except SessionFileError as error:
        complain(str(error))
        return False
    session = opened.session
    whole = not session.set_aside and not _lost_links(session)
    say = show if whole else complain
    for notice in opened.notices:
        say(notice)
    for notice in drift(session, content):
        say(f"{file.name}: {notice}")
    say(f"{file}: {'valid' if whole else 'at fault'}, {_size(session)}")
    return whole


def _lost_links(session: "Session") -> bool:
    """Whether a vendor is linked to a workload that is gone."""
    return any(
        set(vendor.workloads) - set(session.workloads) for vendor in session.vendors.values()
    )


def _size(session: "Session") -> str:
    workloads, vendors = len(session.workloads), len(session.vendors)
    return (
        f"{workloads} workload{'' if workloads == 1 else 's'},"
        f" {vendors} vendor{'' if vendors == 1 else 's'}"
    )
