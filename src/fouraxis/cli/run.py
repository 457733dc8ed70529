"""How a command runs: its settings, its output, and the last line of defence.

Whatever happens, it ends in one or two lines and an exit status.
"""

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple, NoReturn

import click

from fouraxis.workshop.text import EditError, showable

if TYPE_CHECKING:
    from fouraxis.content.models import Content
    from fouraxis.disk.system import Stamp
    from fouraxis.store.read import Opened
    from fouraxis.workshop.session import Session


PATH: Final = click.Path(path_type=Path, readable=False)
"""A file or a folder on the command line: whether it can be read is said by who reads it."""

FILE: Final = click.Path(path_type=Path, readable=False, dir_okay=False)
"""A file on the command line, and no folder."""

_LONGEST: Final = 500


def named(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    """Where to write, which is a file: what can be printed is, without a name.

    Raises:
        click.BadParameter: it is "-", which elsewhere is standard output.
    """
    if path is not None and path.name == "-":
        raise click.BadParameter("“-” is the name of no file here. Give it another one.")
    return path


def show(text: str) -> None:
    """Print text for people: nothing in it is obeyed by a terminal."""
    write(showable(text) + "\n")


def write(text: str) -> None:
    """Print text as it is: for formats that have their own escaping."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        leave_quietly()
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from None


def complain(text: str) -> None:
    """Print a line or two on what is at fault to standard error."""
    print("\n".join(map(_short, showable(text).split("\n"))), file=sys.stderr)


def _short(line: str) -> str:
    """The line without the middle of what is far too long: a value of 5,000 characters."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


def save(session: "Session", path: Path, stamp: "Stamp | None") -> None:
    """Save a session as the screens do, and keep what the file held as a backup before.

    Like a workshop, a script that sets many answers leaves one backup in ten minutes.

    Raises:
        SaveError: It is not saved; see `Target.save`.
    """
    from fouraxis.store.delivery import BACKUP_AFTER, save
    from fouraxis.store.state import Backups

    backups, passing = Backups(path), path.name.startswith(".")  # git's own, for a merge
    newest = next(iter(backups.list()), None)
    aged = newest is None or (datetime.now(UTC) - newest.at).total_seconds() >= BACKUP_AFTER
    if stamp is not None and aged and not passing:
        with suppress(OSError):  # that there is no room for a backup keeps nobody from saving
            backups.add(path.read_bytes())
    save(session, path, stamp)
    with suppress(OSError):
        backups.prune()


def read_aloud(file: Path) -> "Opened":
    """Read a session file; what the room is to know of it goes to where complaints go."""
    from fouraxis.store.read import read

    opened = read(file)
    for notice in opened.notices:
        complain(notice)
    return opened


def see_writable(opened: "Opened") -> None:
    """See that a session may be changed: every command that changes one asks this first.

    Raises:
        Refusal: A newer fouraxis saved it, or the session in it is sealed.
    """
    from fouraxis.workshop.seal import standing

    if opened.read_only:
        raise Refusal(f"{opened.path}: was saved by a newer fouraxis. It was not changed.")
    if (seal := standing(opened.session)) is not None:
        raise Refusal(
            f"{opened.path}: {seal}. It was not changed.\n"
            "fouraxis unseal FILE --reason WHY opens it again; the reason stays on record."
        )


def leave_quietly() -> NoReturn:
    """The reader of our output went away (`| head`): nothing is at fault, nothing is said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


@contextmanager
def on_terminal(label: str) -> Iterator[Callable[[float], None]]:
    """A bar on standard error; where that is no terminal, nothing is printed.

    What it gives is to be told how much is done, from 0 to 1.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=_STEPS, label=label, file=sys.stderr) as bar:

        def tell(done: float) -> None:
            bar.update(max(0, round(done * _STEPS) - bar.pos))

        yield tell


_STEPS: Final = 100

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
    where = (
        "fouraxis" if where == "fouraxis open" else where
    )  # a FILE alone: no command has that name
    return f"{error.format_message()}\nTry: {where} --help"


def _plainly(error: Exception) -> str:
    """What happened, to which file, and what to do."""
    from fouraxis.content.read import ContentError
    from fouraxis.store.faults import StoreError, reason

    if isinstance(error, ContentError):
        return f"{error}\nfouraxis content check FOLDER lists every fault."
    if isinstance(error, StoreError | EditError):
        return str(error)
    *_, last = traceback.extract_tb(error.__traceback__)
    where = f"{Path(last.filename).name}, line {last.lineno}"
    if isinstance(error, OSError):
        why = error.strerror or reason(error)
        if error.filename:
            return f"{error.filename}: {why}"
        where += f": {os.strerror(error.errno) if error.errno else 'no reason given'}"
    return (
        f"an unexpected fault inside the program ({type(error).__name__} in {where}).\n"
        "What was saved is safe in the session file. Please report this line."
    )


class Settings(NamedTuple):
    """Which content to use and where the sessions are; None means the usual place."""

    screens: Path | None = None
    sessions: Path | None = None

    def content(self) -> "Content":
        """The content of the workshop.

        Raises:
            ContentError: A content file cannot be used.
        """
        from fouraxis.content.load import load

        return load(self.screens)

    def in_english(self, content: "Content") -> "Content":
        """The content to word in English what the command line says; ids are the same in all."""
        if content.home.pack.language.startswith("en"):
            return content
        return Settings().content()

    @contextmanager
    def spoken(self) -> Iterator["Content"]:
        """The content, and within it all is said in its language: for what is printed of it.

        Everything else on the command line is English whole, whatever the content: commands,
        options, help, errors, and what commands say of files.

        Raises:
            ContentError: A content file cannot be used.
        """
        from fouraxis.content.language import speak

        content = self.content()
        speak(self.screens)
        try:
            yield content
        finally:
            speak(None)

    def sessions_folder(self) -> Path:
        """The folder that sessions live in; it need not exist yet."""
        from fouraxis.store.folder import sessions_folder

        return sessions_folder(self.sessions)
