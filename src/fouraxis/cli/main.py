"""The `fouraxis` command itself: its options, and which command or file is meant."""

import importlib
import os
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import click

from fouraxis import __version__
from fouraxis.cli.page import COMMANDS, VERSION, help_page
from fouraxis.cli.run import Settings, run

_OPEN = "open"


class _Commands(click.Group):
    """A group that imports a command when it is called, and takes a file in a command's place."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"fouraxis.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if first in COMMANDS:
            return super().resolve_command(ctx, args)
        if _looks_like_a_file(first):
            from fouraxis.cli.opening import open_command

            return _OPEN, open_command, args
        close = get_close_matches(first, COMMANDS, n=1)
        hint = f"Did you mean {close[0]}?" if close else "fouraxis --help lists the commands."
        ctx.fail(f"there is no command or file “{first}”. {hint}")

    def get_help(self, ctx: click.Context) -> str:
        return help_page()

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=command.does)
            for name, command in COMMANDS.items()
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


_FOLDER = click.Path(path_type=Path)


@click.group(cls=_Commands, invoke_without_command=True, no_args_is_help=False)
@click.option("--screens", type=_FOLDER, envvar="FOURAXIS_SCREENS", metavar="FOLDER|LANGUAGE")
@click.option("--sessions", type=_FOLDER, envvar="FOURAXIS_SESSIONS", metavar="FOLDER")
@click.version_option(__version__, message=VERSION.format(version="%(version)s"))
@click.pass_context
def fouraxis(ctx: click.Context, screens: Path | None, sessions: Path | None) -> int | None:
    """Run the AI outsourcing decision as a live workshop, in a terminal, offline."""
    if screens is not None:
        from fouraxis.content.load import content_folder

        screens = content_folder(screens)
    ctx.obj = Settings(screens=screens, sessions=sessions)
    if ctx.invoked_subcommand is None:
        from fouraxis.cli.opening import home

        return home(ctx.obj)
    return None
