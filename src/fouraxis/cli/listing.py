"""`fouraxis list`: the sessions of a folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.output import show, write
from fouraxis.cli.run import Refusal
from fouraxis.cli.settings import Settings

if TYPE_CHECKING:  # imported when the command runs: `--help` needs none of it
    from fouraxis.store.folder import Entry

_COLUMNS = (16, 30, 30)


@click.command("list")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.pass_obj
def list_command(settings: Settings, folder: Path | None, as_json: bool) -> None:
    """List the sessions in FOLDER, or in the sessions folder, the one changed last first."""
    from fouraxis.store.folder import SessionsFolder

    if folder is not None and not folder.is_dir():
        what = "this is a file, not a folder" if folder.exists() else "there is no such folder"
        raise Refusal(f"{folder}: {what}.")
    where = folder or settings.sessions_folder()
    entries = SessionsFolder(where).entries()
    if as_json:
        write(_json(entries))
    elif entries:
        show(_table(where, entries))
    else:
        show(f"No sessions in {where} yet.\nfouraxis new TITLE starts one.")


def _table(where: Path, entries: Sequence["Entry"]) -> str:
    from fouraxis.report.cells import in_columns
    from fouraxis.workshop.text import showable_line

    rows = [
        (
            f"{entry.modified.astimezone():%Y-%m-%d %H:%M}",
            showable_line(entry.title) + (f"\n({showable_line(entry.note)})" if entry.note else ""),
            showable_line(entry.path.name),
        )
        for entry in entries
    ]
    rule = tuple("-" * cells for cells in _COLUMNS)
    body = in_columns([("Changed", "Session", "File"), rule, *rows], _COLUMNS)
    return "\n".join([f"Sessions in {where}", "", *body])


def _json(entries: Sequence["Entry"]) -> str:
    from fouraxis.report.escape import json_text

    return json_text([_object(entry) for entry in entries]) + "\n"


def _object(entry: "Entry") -> dict[str, str]:
    return {
        "path": str(entry.path),
        "title": entry.title,
        "organisation": entry.organisation,
        "id": entry.id,
        "modified": f"{entry.modified:%Y-%m-%dT%H:%M:%SZ}",
        "note": entry.note,
    }
