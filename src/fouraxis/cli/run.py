"""The last line of defence: whatever happens, one or two lines and an exit status."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn

import click

from fouraxis.cli.output import complain, leave_quietly

AT_FAULT = 1
WRONG_USE = 2
INTERRUPTED = 130


class Refusal(click.ClickException):
    """A file or its content is at fault: said in plain words, exit status 1."""

    exit_code = AT_FAULT


def run(command: Callable[..., Any], *args: Any, **kwargs: Any) -> NoReturn:
    """Run a click command and leave with its exit status, whatever it raises.

    A message goes to standard error as one or two lines; there is never a traceback, and what an
    unexpected exception says is not printed, since it may hold a client's text.
    """
    _make_ready(sys.stdout)
    _make_ready(sys.stderr)
    try:
        status = command(*args, **kwargs)
        sys.stdout.flush()
    except BrokenPipeError:
        leave_quietly()
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.UsageError as error:
        _say(_with_usage(error))
        sys.exit(WRONG_USE)
    except click.ClickException as error:
        _say(error.format_message())
        sys.exit(error.exit_code)
    except Exception as error:
        _say(_plainly(error))
        sys.exit(AT_FAULT)
    sys.exit(status if isinstance(status, int) else 0)


def _make_ready(stream: IO[str]) -> None:
    """Make a stream carry any text: UTF-8 in a pipe, a sign for what a terminal cannot show."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _say(message: str) -> None:
    complain(f"fouraxis: {message}")


def _with_usage(error: click.UsageError) -> str:
    where = error.ctx.command_path if error.ctx else "fouraxis"
    return f"{error.format_message()}\nTry: {where} --help"


def _plainly(error: Exception) -> str:
    """What happened, to which file, and what to do."""
    from fouraxis.content.faults import ContentError
    from fouraxis.store.faults import StoreError
    from fouraxis.workshop.faults import EditError

    if isinstance(error, ContentError):
        return f"{error}\nfouraxis content check FOLDER lists every fault."
    if isinstance(error, StoreError | EditError):
        return str(error)
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or 'the file could not be used'}"
    *_, last = traceback.extract_tb(error.__traceback__)
    where = f"{Path(last.filename).name}, line {last.lineno}"
    return (
        f"an unexpected fault inside the program ({type(error).__name__} in {where}).\n"
        "What was saved is safe in the session file. Please report this line."
    )
