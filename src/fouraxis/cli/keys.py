"""`fouraxis keys`: what every key does, screen by screen, and what `keys.toml` changes of that."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from fouraxis.cli.run import Settings, complain, show, write

if TYPE_CHECKING:
    from fouraxis.tui.keymap import Action, Keymap

_WIDTHS: Final = (26, 28, 22)
"""Cells for the keys, what they do, and what that is called in the file."""


@click.command("keys")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def keys_command(_: Settings, as_json: bool) -> None:
    """Print what every key does, screen by screen, with the name of each action in keys.toml."""
    from fouraxis.tui import keymap

    mine, listed = keymap.read(keymap.config_file()), keymap.actions()
    if as_json:
        from fouraxis.report.escape import json_text

        write(json_text(_object(mine, listed)) + "\n")
    else:
        show(_page(mine, listed))
    for fault in mine.faults:
        complain(f"{mine.path}: {fault}")


def _page(mine: "Keymap", listed: "Mapping[str, Sequence[Action]]") -> str:
    """A table for each screen; a star marks what `keys.toml` has changed."""
    from fouraxis.report.cells import in_columns
    from fouraxis.tui.keymap import shown

    lines = [f"Keys; a * marks those that {mine.path} changes."]
    for screen, actions in listed.items():
        rows = [
            (
                " ".join(map(shown, mine.keys.get(action.id, action.usual)))
                + (" *" if action.id in mine.keys else ""),
                action.what,
                action.id,
            )
            for action in actions
        ]
        lines += ["", screen, *(f"  {line}" for line in in_columns(rows, _WIDTHS))]
    more = "& é \" ' ( - è _ ç à are the digits 1 to 9 and 0 wherever no text is typed."
    return "\n".join([*lines, "", more])


def _object(mine: "Keymap", listed: "Mapping[str, Sequence[Action]]") -> dict[str, Any]:
    return {
        "file": str(mine.path),
        "screens": [
            {
                "screen": screen,
                "actions": [
                    {
                        "id": action.id or None,
                        "what": action.what,
                        "keys": list(mine.keys.get(action.id, action.usual)),
                        "usual": list(action.usual),
                    }
                    for action in actions
                ],
            }
            for screen, actions in listed.items()
        ],
        "faults": list(mine.faults),
    }
