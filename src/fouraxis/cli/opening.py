"""Commands that open the workshop itself: Home, a file, a new session, a copy of an example."""

import sys
from pathlib import Path

import click

from fouraxis.cli.run import Refusal, Settings, complain


def home(settings: Settings) -> int | None:
    """Open Home."""
    return _open(settings, "Home")


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def open_command(settings: Settings, file: Path) -> int | None:
    """Open the session in FILE where it was left."""
    if not file.exists():
        raise Refusal(
            f"{file}: there is no such file.\n"
            "fouraxis list shows the sessions, fouraxis new starts one."
        )
    if file.is_dir():
        raise Refusal(f"{file}: this is a folder.\nfouraxis list {file} shows the sessions in it.")
    return _open(settings, file.name, file=file)


@click.command("new")
@click.argument("title", default="")
@click.pass_obj
def new_command(settings: Settings, title: str) -> int | None:
    """Start a new session, with TITLE if one is given, in the sessions folder."""
    return _open(settings, "a new session", new_title=title)


@click.command("sample")
@click.argument("name", default="four-workloads")
@click.option("--list", "listed", is_flag=True, help="Name the examples and leave.")
@click.pass_obj
def sample_command(settings: Settings, name: str, listed: bool) -> int | None:
    """Open a copy of the example NAME (four-workloads if none is named) in the sessions folder."""
    from fouraxis.content.load import shipped

    samples = sorted(path.stem for path in shipped("sessions").glob("*.toml"))
    if listed:
        for sample in samples:
            click.echo(sample)
        return 0
    if name not in samples:
        raise click.UsageError(
            f"there is no example “{name}”. There are: {', '.join(samples)}.",
            click.get_current_context(),
        )
    return _open(settings, f"a copy of the example “{name}”", sample=name)


def _open(
    settings: Settings,
    what: str,
    *,
    file: Path | None = None,
    new_title: str | None = None,
    sample: str | None = None,
) -> int | None:
    if not at_a_terminal():
        raise click.UsageError(
            "the workshop needs a terminal: a keyboard to read from and a screen to draw on."
        )
    # The screens take a third of a second to import: until then the room sees that it was heard.
    complain(f"fouraxis: opening {what} …")
    from fouraxis.tui.app import run

    return run(
        sessions=settings.sessions_folder(),
        screens=settings.screens,
        file=file,
        new_title=new_title,
        sample=sample,
    )


def at_a_terminal() -> bool:
    """Whether there is a keyboard to read from, and a screen where Textual draws."""
    return sys.stdin.isatty() and sys.stderr.isatty()
