"""Commands that need no session: recommend, matrix, keys."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from fouraxis.cli.run import Settings, complain, show, write
from fouraxis.content.terms import ASKED_RULES, LEVELS, STAGES, UNKNOWN, Answer, Axis
from fouraxis.report.escape import in_columns, json_text

if TYPE_CHECKING:
    from fouraxis.tui.keys import Action, Keymap


def _axis(axis: Axis) -> click.Option:
    return click.Option(
        [f"--{axis}"],
        type=click.Choice([*LEVELS[axis], UNKNOWN], case_sensitive=False),
        help="Left out: not asked yet.",
    )


def _rule(rule: str) -> click.Option:
    return click.Option(
        [f"--{rule}"],
        type=click.Choice(["yes", "no", UNKNOWN], case_sensitive=False),
        help="Left out: not asked yet.",
    )


def _recommend(
    settings: Settings,
    *,
    as_json: bool,
    sensitivity: str | None,
    maturity: str | None,
    certainty: str | None,
    readiness: str | None,
    core_logic: Answer | None,
    data_cannot_leave: Answer | None,
    undefined_success: Answer | None,
) -> None:
    from fouraxis.decision.matrix import Placement
    from fouraxis.decision.recommendation import recommend
    from fouraxis.report.recommendation import recommendation_page, to_json

    placement = Placement(
        sensitivity=sensitivity,
        maturity=maturity,
        certainty=certainty,
        readiness=readiness,
        core_logic=core_logic,
        data_cannot_leave=data_cannot_leave,
        undefined_success=undefined_success,
    )
    with settings.spoken() as content:
        recommendation = recommend(placement, content)
        if as_json:
            write(json_text(to_json(recommendation)) + "\n")
        else:
            show(recommendation_page(placement, recommendation, content))


recommend_command = click.Command(
    "recommend",
    callback=click.pass_obj(_recommend),
    params=[
        *map(_axis, LEVELS),
        *map(_rule, ASKED_RULES),
        click.Option(["--json", "as_json"], is_flag=True, help="Print one JSON object."),
    ],
    help=(
        "Recommend an engagement model for one placement. Any axis or rule may be `unknown` or "
        "left out; the recommendation is then provisional where that decides."
    ),
)


_KEY_COLUMNS = (26, 28, 22)
"""Cells for the keys, what they do, and what that is called in the file."""


@click.command("keys")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def keys_command(_: Settings, as_json: bool) -> None:
    """Print what every key does, screen by screen, with the name of each action in keys.toml."""
    from fouraxis.tui import keys

    mine, listed = keys.read(keys.config_file()), keys.actions()
    if as_json:
        write(json_text(_key_object(mine, listed)) + "\n")
    else:
        show(_key_page(mine, listed))
    for fault in mine.faults:
        complain(f"{mine.path}: {fault}")


def _key_page(mine: "Keymap", listed: "Mapping[str, Sequence[Action]]") -> str:
    """A table for each screen; a star marks what `keys.toml` has changed."""
    from fouraxis.tui.keys import shown

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
        lines += ["", screen, *(f"  {line}" for line in in_columns(rows, _KEY_COLUMNS))]
    more = "& é \" ' ( - è _ ç à are the digits 1 to 9 and 0 wherever no text is typed."
    return "\n".join([*lines, "", more])


def _key_object(mine: "Keymap", listed: "Mapping[str, Sequence[Action]]") -> dict[str, Any]:
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


@click.command("matrix")
@click.option(
    "--readiness",
    type=click.Choice(STAGES, case_sensitive=False),
    help="Settle the cells whose lead model depends on readiness.",
)
@click.pass_obj
def matrix_command(settings: Settings, readiness: str | None) -> None:
    """Print all 27 cells of the matrix, with what each rests on."""
    from fouraxis.report.recommendation import matrix_page

    with settings.spoken() as content:
        show(matrix_page(content, readiness))
