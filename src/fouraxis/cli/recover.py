"""`fouraxis recover`: what there is to have a session back from, and having it back."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.output import show
from fouraxis.cli.run import Refusal
from fouraxis.cli.settings import Settings

if TYPE_CHECKING:  # imported when the command runs: `--help` needs none of it
    from fouraxis.content.models import Content
    from fouraxis.store.recovery import Version

_COLUMNS = (3, 19, 7, 45)


@click.command("recover")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--restore",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="Write version N to a new file beside FILE; FILE itself is not touched.",
)
@click.pass_obj
def recover_command(settings: Settings, file: Path, number: int | None) -> None:
    """List the backups of the session in FILE on this machine, and changes that are not in it.

    FILE may be damaged, or gone. The journal has what was typed while saving failed.
    """
    from fouraxis.store.recovery import restore, versions

    if file.is_dir():
        raise Refusal(f"{file}: this is a folder.\nfouraxis list {file} shows the sessions in it.")
    found = versions(file)
    if not found:
        raise Refusal(
            f"{file}: there is no backup of it on this machine, and no journal.\n"
            "Backups are made when a session is changed; look on the machine where it was."
        )
    if number is None:
        show(_table(file, found, settings.content()))
        return
    if number > len(found):
        raise click.UsageError(
            f"there is no version {number}: there are {len(found)}.", click.get_current_context()
        )
    path = restore(found[number - 1], file)
    show(f"Version {number} is in {path}\nfouraxis diff {file} {path} shows what differs.")


def _table(file: Path, found: Sequence["Version"], content: "Content") -> str:
    from fouraxis.report.cells import in_columns

    rows = [
        (
            str(number),
            f"{version.at.astimezone():%Y-%m-%d %H:%M:%S}",
            _answers(version, content),
            _what(version),
        )
        for number, version in enumerate(found, 1)
    ]
    rule = tuple("-" * cells for cells in _COLUMNS)
    body = in_columns([("No", "When", "Answers", "What"), rule, *rows], _COLUMNS)
    return "\n".join(
        [
            f"Versions of {file} on this machine, the newest first",
            "",
            *body,
            "",
            "--restore N writes one of them to a new file beside it.",
        ]
    )


def _answers(version: "Version", content: "Content") -> str:
    from fouraxis.workshop.progress import of_session

    if version.session is None:
        return "-"
    return str(of_session(version.session, content).answered)


def _what(version: "Version") -> str:
    from fouraxis.workshop.text import showable_line

    if version.session is None:
        return "backup of a file that cannot be read"
    title = showable_line(version.session.title)
    if version.journal is None:
        return f"backup: {title}"
    number = version.journal.count
    changes = f"{number} change{'' if number == 1 else 's'}"
    return f"journal: {changes} since {version.journal.since.astimezone():%H:%M} not in the file"
