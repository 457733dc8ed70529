"""The `fouraxis` command itself: its options, which command or file is meant, and its opening."""

import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from fouraxis import __version__
from fouraxis.cli.page import COMMANDS, VERSION, help_page
from fouraxis.cli.run import PATH, Refusal, Settings, complain, run, show

_OPEN: Final = "open"
_SELDOM: Final = 50_000
"""After how many objects a command looks for garbage; Python does after 700."""


def home(settings: Settings) -> int | None:
    """Open Home."""
    return _open(settings)


@click.command("open")
@click.argument("file", type=PATH)
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
@click.option(
    "--from",
    "former",
    type=PATH,
    metavar="FILE",
    help="Begin with the answers of the session in FILE, to be confirmed.",
)
@click.pass_obj
def new_command(settings: Settings, title: str, former: Path | None) -> int | None:
    """Start a new session, with TITLE if one is given, in the sessions folder.

    With --from it begins with the answers of an earlier one: each is carried over and counts as not
    confirmed, until the room confirms it or answers anew. Actions keep their owners and days.
    Without a terminal, a new session with a title or with --from is written and its file is said.
    """
    if at_a_terminal() or not (title.strip() or former):
        return _open(settings, "a new session", new_title=title, carried=former)
    from fouraxis.store.folder import SessionsFolder, carry_over, start
    from fouraxis.workshop.text import EditError

    folder = SessionsFolder(settings.sessions_folder())
    if former is None:
        try:
            path = start(folder, title, settings.content())
        except EditError as error:
            raise click.UsageError(error.what, click.get_current_context()) from None
        show(f"{path}: begun, without workloads yet")
        return 0
    path = carry_over(folder, former, title, settings.content())
    show(f"{path}: begun with the answers of {former}, to be confirmed")
    return 0


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
    what: str = "",
    *,
    file: Path | None = None,
    new_title: str | None = None,
    carried: Path | None = None,
    sample: str | None = None,
) -> int | None:
    if not at_a_terminal():
        raise click.UsageError(
            "the workshop needs a terminal: a keyboard to read from and a screen to draw on."
        )
    # The screens take a third of a second to import: until then the room sees that it was heard.
    if what:
        complain(f"fouraxis: opening {what} …")
    gc.disable()  # until the first screen is there: what comes stays
    from fouraxis.tui.app import run as run_workshop

    return run_workshop(
        sessions=settings.sessions_folder(),
        screens=settings.screens,
        file=file,
        new_title=new_title,
        carried=carried,
        sample=sample,
    )


def at_a_terminal() -> bool:
    """Whether there is a keyboard to read from, and a screen where Textual draws."""
    return sys.stdin.isatty() and sys.stderr.isatty()


class _Commands(click.Group):
    """A group that imports a command when it is called, and takes a file in a command's place."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        gc.disable()  # what is imported stays: there is nothing to look for among it
        module = importlib.import_module(f"fouraxis.cli.{COMMANDS[cmd_name][0]}")
        gc.freeze()
        gc.enable()
        if cmd_name != _OPEN:  # a command has ended before what it leaves behind is worth a look
            gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if first in COMMANDS:
            return super().resolve_command(ctx, args)
        if _looks_like_a_file(first):
            return _OPEN, open_command, args
        from difflib import get_close_matches

        close = get_close_matches(first, COMMANDS, n=1)
        hint = f"Did you mean {close[0]}?" if close else "fouraxis --help lists the commands."
        ctx.fail(f"there is no command or file “{first}”. {hint}")

    def get_help(self, ctx: click.Context) -> str:
        return help_page()

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=does)
            for name, (_, does) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*names, *options, CompletionItem(incomplete, type="file")]

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the command and leave with its exit status; no exception passes."""
        kwargs["standalone_mode"] = False
        run(super().main, *args, **kwargs)


def _looks_like_a_file(text: str) -> bool:
    path = Path(text)
    named = path.suffix.lower() == ".toml" or "/" in text or os.sep in text
    return bool(text) and (named or _exists(path))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long for a name, or a NUL in it
        return False


@click.group(cls=_Commands, invoke_without_command=True, no_args_is_help=False)
@click.option("--screens", type=PATH, envvar="FOURAXIS_SCREENS", metavar="FOLDER|LANGUAGE")
@click.option("--sessions", type=PATH, envvar="FOURAXIS_SESSIONS", metavar="FOLDER")
@click.version_option(__version__, message=VERSION.format(version="%(version)s"))
@click.pass_context
def fouraxis(ctx: click.Context, screens: Path | None, sessions: Path | None) -> int | None:
    """Run the AI outsourcing decision as a live workshop, in a terminal, offline."""
    if screens is not None:
        from fouraxis.content.load import content_folder

        screens = content_folder(screens)
    ctx.obj = Settings(screens=screens, sessions=sessions)
    if ctx.invoked_subcommand is None:
        return home(ctx.obj)
    return None
