"""`fouraxis matrix`: all 27 cells, and what each rests on."""

import click

from fouraxis.cli.output import show
from fouraxis.cli.settings import Settings
from fouraxis.content.terms import STAGES


@click.command("matrix")
@click.option(
    "--readiness",
    type=click.Choice(STAGES, case_sensitive=False),
    help="Settle the cells whose lead model depends on readiness.",
)
@click.pass_obj
def matrix_command(settings: Settings, readiness: str | None) -> None:
    """Print all 27 cells of the matrix, with what each rests on."""
    from fouraxis.report.terminal import matrix_page

    show(matrix_page(settings.content(), readiness))
