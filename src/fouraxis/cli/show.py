"""`fouraxis recommend`: one placement in, a recommendation with its reasons out."""

import click

from fouraxis.cli.output import show, write
from fouraxis.cli.settings import Settings
from fouraxis.content.terms import ASKED_RULES, LEVELS, UNKNOWN, Answer, Axis


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
    from fouraxis.decision.placement import Placement
    from fouraxis.decision.recommend import recommend
    from fouraxis.decision.recommendation import to_json
    from fouraxis.report.escape import json_text
    from fouraxis.report.terminal import recommendation_page

    content = settings.content()
    placement = Placement(
        sensitivity=sensitivity,
        maturity=maturity,
        certainty=certainty,
        readiness=readiness,
        core_logic=core_logic,
        data_cannot_leave=data_cannot_leave,
        undefined_success=undefined_success,
    )
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
